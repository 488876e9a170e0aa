//! Reading from the beginning to the end: takes the terminal, starts the threads that wait for it, for signals and for
//! changes, lets the person read, and gives everything back.

use std::io;
use std::time::Duration;

use super::errands::{Fetched, Work};
use super::event::Inputs;
use super::event_loop::EventLoop;
use super::face::Face;
use super::keeper::Unsaved;
use super::leaving::outcome_of;
use super::meanwhile::{self, Ended};
use super::screen::Manner;
use super::watch::Watching;
use crate::app::App;
use crate::app::list::Entry;
use crate::app::reloading::Moved;
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::place::Place;
use crate::storage::opening::Known;
use crate::storage::places::ReadingPlace;
use crate::storage::{Journal, Stamper, StoreError};

/// What is needed to keep what the person makes in one document.
#[derive(Debug)]
pub struct Shelf {
    /// The log that this device writes.
    pub journal: Journal,
    /// Makes operations of changes.
    pub stamper: Stamper,
    /// The document's identity and path, for its reading place.
    pub reading: ReadingPlace,
    /// How the store knows the document.
    pub known: Known,
    /// The files to watch.
    pub watching: Watching,
}

/// A document that is there, with what is kept of it.
#[derive(Debug)]
pub struct Begun {
    /// The state that reading begins with.
    pub app: App,
    /// What keeps its marks.
    pub shelf: Shelf,
}

/// Another version of the document.
#[derive(Debug)]
pub struct Version {
    /// A state of the document as it is now, with what is kept of it.
    pub fresh: Box<App>,
    /// Where the reader stood when it began to be read, and where that is in it.
    pub moved: Moved,
    /// How the store knows it.
    pub known: Known,
    /// What of the store could not be read, or not be written to.
    pub fault: Option<String>,
    /// The log that this device writes.
    pub journal: Journal,
    /// Makes operations of changes.
    pub stamper: Stamper,
    /// The files to watch from now on.
    pub watching: Watching,
}

/// How reading ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Another document to open, and what to go to in it.
    pub open: Option<(String, Option<String>)>,
    /// What could not be saved.
    pub unsaved: Vec<Unsaved>,
    /// The signal that ended it; that of a closed terminal (HUP) where that came without one.
    pub signal: Option<i32>,
    /// The error that ended it: of drawing, or of reading keys.
    pub failed: Option<io::Error>,
}

/// Reads a document and opens what is kept of it, for a size of the screen; `None` if it can't be read.
pub type Beginning = Box<dyn FnOnce((u16, u16)) -> Option<Begun> + Send>;

/// A text that a person wants to read.
pub struct Text<'a> {
    /// Makes the state of what can be shown until the whole is there, for a size of the screen.
    pub meanwhile: Box<dyn FnOnce((u16, u16)) -> App + 'a>,
    /// How long the screen waits for the whole before it shows the other.
    pub patience: Duration,
    /// Reads the whole.
    pub work: Beginning,
}

/// Where the document comes from, to look there again. All of this is work for a thread: a disk may not answer.
pub trait Source {
    /// How to read the document anew for a reader who stands at a place, with its anchor; `None` if it has no file.
    fn again(&self, from: Place, anchor: Anchor) -> Option<Work<Option<Version>>>;

    /// The marks of a document as they are now.
    fn marks(&self, known: Known) -> Work<Marks>;

    /// What was marked in all documents, as entries of a list.
    fn everything(&self) -> Work<Vec<Entry>>;

    /// The documents read before, as entries of a list.
    fn recent(&self) -> Work<Vec<Entry>>;

    /// Whether there is a document at `path`.
    fn is_there(&self, path: &str) -> Work<bool>;

    /// Remembers whether a document is a version of one that was marked before; an error if that could not be saved.
    fn decide(&self, known: Known, same: bool) -> Work<Result<(), StoreError>>;
}

/// Lets a person read.
pub fn run(text: Text<'_>, manner: &Manner<'_>, source: &dyn Source, inputs: &mut Inputs) -> Outcome {
    // The terminal is given back by now, if it was taken.
    run_through(text, manner, source, inputs)
        .unwrap_or_else(|error| outcome_of(error, [], &inputs.inputs, &inputs.taken).0)
}

/// The same.
///
/// # Errors
/// The terminal can't be taken, or goes before there is anything that could be lost.
fn run_through(text: Text<'_>, manner: &Manner<'_>, source: &dyn Source, inputs: &mut Inputs) -> io::Result<Outcome> {
    let (mut screen, early) = Face::begin(manner, inputs)?;
    let size = match screen.size() {
        Ok(size) => size,
        Err(error) => return Ok(outcome_of(error, early, &inputs.inputs, &inputs.taken).0),
    };
    let errands = inputs.errands();
    let Text { meanwhile, patience, work } = text;
    errands.send(move || work(size).map(|begun| Fetched::Begun(Box::new(begun))));
    let (begun, place, early) = match meanwhile::show(&mut screen, meanwhile, patience, early, inputs, &errands) {
        Ended::Begun { begun, place, waiting } => (*begun, place, waiting),
        Ended::Left(outcome) => {
            screen.end(inputs, false);
            return Ok(outcome);
        }
    };
    let mut reading = EventLoop::new(screen, begun, source, errands, inputs, manner);
    reading.prepare(place);
    let outcome = reading.run(early, &inputs.inputs);
    Ok(leave(reading, outcome, inputs))
}

/// How long the terminal is kept while all is saved; what takes longer is waited for after it was given back.
const SAVING: Duration = Duration::from_millis(500);

/// How long it is waited for after that. A disk that takes longer may hang: what was to be saved is written elsewhere. A log
/// that another program has locked is given up before, and another one taken.
const LAST_SAVING: Duration = Duration::from_millis(1_100);

/// The same where a signal ends the program, which has less time.
const LAST_SAVING_AFTER_SIGNAL: Duration = Duration::from_millis(400);

/// Leaves one document, on the one way on which that happens: what is being written is saved first, then the terminal is
/// given back, unless another document follows, then what still had to be saved is waited for.
fn leave(mut reading: EventLoop<'_>, outcome: Outcome, inputs: &mut Inputs) -> Outcome {
    reading.keep_place();
    reading.keeper.close(SAVING);
    let EventLoop { screen, keeper, .. } = reading;
    screen.end(inputs, outcome.open.is_some());
    let patience = if outcome.signal.is_some() { LAST_SAVING_AFTER_SIGNAL } else { LAST_SAVING };
    Outcome { unsaved: keeper.finish(patience), ..outcome }
}
