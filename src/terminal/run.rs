//! Reading from the beginning to the end: takes the terminal, starts the threads that wait for it, for signals and for
//! changes, lets the person read, and gives everything back.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::event::{Farewell, Input, Inputs};
use super::event_loop::EventLoop;
use super::keeper::{Keeper, Unsaved};
use super::leaving::outcome_of;
use super::meanwhile::{self, Ended};
use super::screen::{Manner, Screen};
use crate::app::App;
use crate::app::list::Entry;
use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::storage::opening::Opened;
use crate::storage::places::ReadingPlace;
use crate::storage::{Journal, Stamper, StoreError};

/// What is needed to keep what the person makes in one document.
pub struct Shelf {
    /// The log that this device writes.
    pub journal: Journal,
    /// Makes operations of changes.
    pub stamper: Stamper,
    /// The document's identity and path, for its reading place.
    pub reading: ReadingPlace,
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

/// Reads a document, on a thread of its own; `None` if it can't be read.
pub type Work = Box<dyn FnOnce() -> Option<Document> + Send>;

/// A text that a person wants to read.
pub enum Text<'a> {
    /// It has been read.
    Document(Box<Document>),
    /// It is long, and is being read while a part of it is shown.
    Long {
        /// Makes the state of that part, for a size of the screen.
        meanwhile: Box<dyn FnOnce((u16, u16)) -> App + 'a>,
        /// Reads the whole.
        work: Work,
    },
}

/// Where the document comes from, to look there again.
pub trait Source {
    /// How to read the document anew; `None` if it has no file.
    fn again(&self) -> Option<Work>;

    /// What is kept of `document`, a version of the document that has just been read anew, and the means to add to it.
    fn opened(&mut self, document: &Document) -> Opened;

    /// The marks of `document`, kept under `identity`, as they are now.
    fn marks(&mut self, document: &Document, identity: &str) -> Marks;

    /// What was marked in all documents, as entries of a list.
    fn everything(&mut self) -> Vec<Entry>;

    /// The documents read before, as entries of a list.
    fn recent(&mut self) -> Vec<Entry>;

    /// Whether there is a document at `path`.
    fn is_there(&self, path: &str) -> bool;

    /// Remembers whether `document` is a version of one that was marked before.
    ///
    /// # Errors
    /// It could not be saved.
    fn decide(&mut self, document: &Document, same: bool) -> Result<(), StoreError>;

    /// The file of the document, if it has one, and the folder of the marks kept under `identity`: what to watch.
    fn watched(&self, identity: &str) -> (Option<PathBuf>, PathBuf);
}

/// Lets a person read; `begin` makes the state of a document, for a size of the screen, and what keeps its marks.
pub fn run(
    text: Text<'_>,
    begin: impl FnOnce(Document, (u16, u16)) -> (App, Shelf),
    manner: &Manner<'_>,
    source: &mut dyn Source,
    inputs: &mut Inputs,
) -> Outcome {
    // The terminal is given back by now, if it was taken.
    run_through(text, begin, manner, source, inputs)
        .unwrap_or_else(|error| outcome_of(error, &inputs.inputs, &inputs.taken))
}

/// The same.
///
/// # Errors
/// The terminal can't be taken, or goes before there is anything that could be lost.
fn run_through(
    text: Text<'_>,
    begin: impl FnOnce(Document, (u16, u16)) -> (App, Shelf),
    manner: &Manner<'_>,
    source: &mut dyn Source,
    inputs: &mut Inputs,
) -> io::Result<Outcome> {
    let (mut screen, early) = Screen::begin(manner, inputs)?;
    let (document, place, early) = match text {
        Text::Document(document) => (*document, None, early),
        Text::Long { meanwhile, work } => {
            read(work, inputs.sender.clone());
            let mut app = meanwhile(screen.size()?);
            screen.prepare(&mut app);
            match meanwhile::show(&mut screen, app, early, inputs, &manner.folders) {
                Ended::Read { document, place, waiting } => (*document, place, waiting),
                Ended::Left(outcome) => {
                    screen.end(inputs, false);
                    return Ok(outcome);
                }
            }
        }
    };
    let (mut app, shelf) = begin(document, screen.size()?);
    screen.prepare(&mut app);
    if let Some(place) = place {
        app.restore(place);
    }
    let keeper = Keeper::start(shelf.journal, shelf.stamper, manner.folders.clone(), inputs.sender.clone());
    // who ends the program by force has to find it; the other end is gone only when the program ends
    let _ = keeper.saving().map(|saving| inputs.saving.send(saving));
    let told = (inputs.sender.clone(), inputs.taken.clone());
    let mut reading = EventLoop::new(screen, app, keeper, shelf.reading, source, told, manner.clipboard);
    let outcome = reading.run(early, &inputs.inputs);
    Ok(leave(reading, outcome, inputs))
}

/// How long the terminal is kept while all is saved; what takes longer is waited for after it was given back.
const SAVING: Duration = Duration::from_millis(500);

/// How long it is waited for after that. A disk that takes longer may hang: what was to be saved is written elsewhere. A log
/// that another program has locked is given up before, and another one taken.
const LAST_SAVING: Duration = Duration::from_millis(1_100);

/// Leaves one document, on the one way on which that happens: what is being written is saved first, then the terminal is
/// given back, unless another document follows, then what still had to be saved is waited for.
fn leave(mut reading: EventLoop<'_>, outcome: Outcome, inputs: &mut Inputs) -> Outcome {
    reading.keep_place();
    reading.keeper.close(SAVING);
    let EventLoop { screen, keeper, .. } = reading;
    screen.end(inputs, outcome.open.is_some());
    Outcome { unsaved: keeper.finish(LAST_SAVING), ..outcome }
}

/// Starts a thread that reads a document and tells when it is there.
pub(super) fn read(work: Work, inputs: Sender<Input>) {
    thread::spawn(move || {
        let farewell = Farewell { inputs, why: None };
        let read = work().map_or(Input::Unreadable, |document| Input::Read(Box::new(document)));
        // The other end is gone only when the program ends.
        let _ = farewell.inputs.send(read);
    });
}
