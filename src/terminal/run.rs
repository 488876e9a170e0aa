//! Reading from the beginning to the end: takes the terminal, starts the threads that wait for it, for signals and for
//! changes, lets the person read, and gives everything back.

use std::io;
use std::time::{Duration, Instant};

use super::beginning::Text;
use super::errands::Fetched;
use super::event::Inputs;
use super::event_loop::EventLoop;
use super::face::Face;
use super::keeper::Unsaved;
use super::leaving::outcome_of;
use super::screen::Manner;
use super::source::{Opening, Source};
use super::stage::{Stage, Surroundings, Waiting};
use super::survey::Survey;
use super::watch::Watching;
use crate::app::App;
use crate::app::lists::documents::Carried;
use crate::app::page::reloading::Moved;
use crate::storage::opening::Known;
use crate::storage::places::ReadingPlace;
use crate::storage::{Journal, Stamper};

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

/// What goes along from one document to the next.
#[derive(Debug, Default)]
pub struct Along {
    /// Of the state: the documents that can be opened, and what was searched for.
    pub carried: Carried,
    /// The reading of those that were given.
    pub survey: Option<Survey>,
}

/// How reading ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Another document to open.
    pub open: Option<Opening>,
    /// What goes along to it.
    pub along: Box<Along>,
    /// What could not be saved.
    pub unsaved: Vec<Unsaved>,
    /// The signal that ended it; that of a closed terminal (HUP) where that came without one.
    pub signal: Option<i32>,
    /// The error that ended it: of drawing, or of reading keys.
    pub failed: Option<io::Error>,
}

/// How long somebody who hears waits for the whole before being told that it is read.
const BEFORE_TOLD: Duration = Duration::from_secs(1);

/// Lets a person read.
pub fn run(text: Text, manner: &Manner<'_>, source: &Source, along: Along, inputs: &mut Inputs) -> Outcome {
    // The terminal is given back by now, if it was taken.
    run_through(text, manner, source, along, inputs)
        .unwrap_or_else(|error| outcome_of(error, [], &inputs.inputs, &inputs.taken).0)
}

/// The same.
///
/// # Errors
/// The terminal can't be taken, or goes before there is anything that could be lost.
fn run_through(
    text: Text,
    manner: &Manner<'_>,
    source: &Source,
    along: Along,
    inputs: &mut Inputs,
) -> io::Result<Outcome> {
    let (face, early) = Face::begin(manner, inputs)?;
    let size = match face.size() {
        Ok(size) => size,
        Err(error) => return Ok(outcome_of(error, early, &inputs.inputs, &inputs.taken).0),
    };
    let errands = inputs.errands();
    let Text { preview, patience, work } = text;
    errands.send(move || work.begin(size).map(|begun| Fetched::Begun(Box::new(begun))));
    let Along { carried, survey } = along;
    let now = Instant::now();
    let patience = if face.is_linear() { BEFORE_TOLD } else { patience };
    let waiting = Waiting::new(preview, carried, face.patience().map(|patience| now + patience), now + patience);
    let around = Surroundings { face, inputs, source, errands, survey, manner };
    Ok(EventLoop::new(around, early).run(Stage::Waiting(Box::new(waiting))))
}
