//! Reading from the beginning to the end: takes the terminal, starts the threads that wait for it, for signals and for
//! changes, lets the person read, and gives everything back.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::event::{Input, Inputs};
use super::event_loop::{EventLoop, adopt};
use super::keeper::Keeper;

use super::session::Session;
use super::watch::watch;
use super::widths::{Asking, Widths};
use crate::app::App;
use crate::app::list::Entry;
use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::document::operation::Operation;
use crate::storage::places::ReadingPlace;
use crate::storage::{Folders, Journal, Stamper, StoreError};
use crate::ui::Look;

/// What is needed to keep what the person makes in one document.
pub struct Shelf {
    /// Where everything lies.
    pub folders: Folders,
    /// The log that this device writes.
    pub journal: Journal,
    /// Makes operations of changes.
    pub stamper: Stamper,
    /// The document's identity and path, for its reading place.
    pub reading: ReadingPlace,
    /// How to learn how wide the terminal draws ambiguous characters.
    pub asking: Asking,
    /// Whether the mouse is ours while reading.
    pub mouse: bool,
}

/// How reading ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Another document to open, and what to go to in it.
    pub open: Option<(String, Option<String>)>,
    /// What could not be saved.
    pub unsaved: Vec<Operation>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

/// How long a person who leaves waits for answers of the terminal that are still to come.
const PARTING: Duration = Duration::from_millis(300);

/// How long the first frame waits for an unknown terminal; one nearby answers sooner. When the answer comes later,
/// everything is laid out anew.
const FIRST_FRAME: Duration = Duration::from_millis(150);

/// Where the document comes from, to look there again.
pub trait Source {
    /// The document as it is now, with its marks; `None` if it can't be read.
    fn document(&mut self) -> Option<(Document, Marks)>;

    /// The marks as they are now.
    fn marks(&mut self, document: &Document) -> Option<Marks>;

    /// What was marked in all documents, as entries of a list.
    fn everything(&mut self) -> Vec<Entry>;

    /// Remembers whether `document` is a version of one that was marked before.
    ///
    /// # Errors
    /// It could not be saved.
    fn decide(&mut self, document: &Document, same: bool) -> Result<(), StoreError>;

    /// The file of the document, if it has one, and the folder of the marks kept under `identity`: what to watch.
    fn watched(&self, identity: &str) -> (Option<PathBuf>, PathBuf);
}

/// Lets a person read. The state is made for the size of the screen once the terminal is ours.
///
/// # Errors
/// The terminal can't be taken, or is gone.
pub fn run(
    make: impl FnOnce((u16, u16)) -> App,
    look: &Look,
    shelf: Shelf,
    source: &mut dyn Source,
    inputs: &mut Inputs,
) -> io::Result<Outcome> {
    let session = Session::begin(inputs.taken.clone(), shelf.mouse)?;
    let mut app = make(session.size()?);
    let mut widths = Widths::of(shelf.folders.clone());
    let asked = shelf.asking == Asking::Ask && session.ask_widths().is_ok();
    let mut early = inputs.listen(asked)?;
    let Inputs { sender, inputs, .. } = inputs;
    widths.awaited = asked;
    let remembered = widths.remembered().filter(|_| shelf.asking != Asking::Never);
    if let Some(policy) = remembered {
        adopt(&mut app, look, policy);
    }
    if asked && remembered.is_none() {
        early.extend(wait_for_widths(inputs, FIRST_FRAME));
    }
    let (document, marks) = source.watched(&shelf.reading.identity);
    let watched = watch(document, marks, sender.clone());
    let keeper = Keeper::start(shelf.journal, shelf.stamper, shelf.folders, sender.clone());
    let mut reading = EventLoop { session, app, look, keeper, widths, place: shelf.reading, source };
    let ended = reading.run(early, inputs);
    reading.keep_place();
    let EventLoop { session, keeper, widths, .. } = reading;
    if widths.awaited {
        // an answer that came after the terminal was given back would stand in the shell's prompt
        wait_for_widths(inputs, PARTING);
    }
    drop((session, watched));
    let unsaved = keeper.finish();
    ended.map(|outcome| Outcome { unsaved, ..outcome })
}

/// Waits until the terminal has told its widths, or until `patience` is over; gives all that came in meanwhile.
fn wait_for_widths(inputs: &Receiver<Input>, patience: Duration) -> Vec<Input> {
    let begin = Instant::now();
    let mut early = Vec::new();
    while let Ok(input) = inputs.recv_timeout(patience.saturating_sub(begin.elapsed())) {
        let told = matches!(input, Input::Widths(_));
        early.push(input);
        if told {
            break;
        }
    }
    early
}
