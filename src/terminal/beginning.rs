//! The beginning of a document: what is shown of it until it is read, and the state that reading it begins with.

use std::time::Duration;

use super::run::{Begun, Shelf};
use super::source::{Means, Opening, Source, watching};
use crate::app::App;
use crate::app::message::{AboutFaults, Message};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::place::Place;
use crate::reading::{Contents, Wanted};
use crate::storage::opening::{self, Opened};
use crate::storage::places::{self, ReadingPlace, Standing};
use crate::telling::of_store;

/// How long the screen waits for a document that is not long, before it shows its text without what was marked there.
const PATIENCE: Duration = Duration::from_millis(100);

/// A text that a person wants to read.
#[derive(Debug)]
pub struct Text {
    pub(super) preview: Preview,
    /// How long the screen waits for the whole before it shows the other.
    pub(super) patience: Duration,
    pub(super) work: Start,
}

/// What can be shown until the whole is there: the text, or, where it is long, its beginning.
#[derive(Debug)]
pub(super) struct Preview {
    document: Document,
    /// Where reading stopped, if that is in it.
    stopped: Option<Place>,
    at: Option<String>,
    means: Means,
}

/// The bytes of a document, or it itself.
#[derive(Debug)]
enum Whole {
    Read(Box<Document>),
    Unread(Contents, Wanted),
}

/// What reading a document begins with, wherever it is done.
#[derive(Debug)]
pub(super) struct Start {
    whole: Whole,
    path: String,
    at: Option<String>,
    means: Means,
}

impl Text {
    /// The way to the whole, and what can be shown meanwhile. The beginning of a long text is not shown to who has been reading
    /// elsewhere, or wants to: it would be gone in a second.
    pub fn of(opening: Opening, source: &Source) -> Self {
        let Opening { at, contents, .. } = opening;
        let (means, path) = (source.means.clone(), source.kept_path());
        let last = places::last_at(&means.folders, &path);
        let (is_long, is_elsewhere) = (contents.is_long(), at.is_some() || last.is_some());
        let (document, whole) = if is_long {
            let beginning = if is_elsewhere { None } else { contents.beginning(&means.options, &means.lexicon) };
            let beginning = beginning.unwrap_or_else(|| contents.unread());
            (beginning, Whole::Unread(contents, source.interest.wanted()))
        } else {
            let document = contents.read(&means.options, &means.lexicon);
            (document.clone(), Whole::Read(Box::new(document)))
        };
        let stopped = last.filter(|_| !is_long).and_then(|place| place.anchor.resolve(&document).passage());
        let stopped = stopped.map(|passage| passage.start);
        let patience = if is_long { Duration::ZERO } else { PATIENCE };
        let to_show = at.clone().filter(|_| !is_long);
        let preview = Preview { document, stopped, at: to_show, means: means.clone() };
        Text { preview, patience, work: Start { whole, path, at, means } }
    }
}

impl Preview {
    /// The state of it, for a size of the screen.
    pub fn state(self, size: (u16, u16)) -> App {
        let Preview { document, stopped, at, means } = self;
        let mut app = App::new(document, Marks::default(), means.keymap, means.settings, size);
        app.is_partial = true;
        stopped.into_iter().for_each(|place| app.restore(place));
        at.into_iter().for_each(|reference| app.go_to(&reference));
        app
    }
}

impl Start {
    /// Reads the whole, opens what is kept of it, and makes the state for a size of the screen: at the place asked for, else
    /// where reading stopped. `None` once nobody waits for it any more. This is work for a thread.
    pub fn begin(self, size: (u16, u16)) -> Option<Begun> {
        let Start { whole, path, at, means } = self;
        let document = match whole {
            Whole::Read(document) => *document,
            Whole::Unread(contents, wanted) => contents.read_while(&means.options, &means.lexicon, &wanted)?,
        };
        let Means { folders, keymap, settings, strings, .. } = means;
        let faults = settings.faults.clone();
        let Opened { known, mut loaded, journal, stamper } = opening::open(&folders, &document, &path);
        let watching = watching(&folders, known, &path);
        let title = document.title_text().unwrap_or_default().to_owned();
        let stopped = places::load(&folders, known.identity);
        let stopped = stopped.and_then(|place| place.anchor.resolve(&document).passage());
        let fault = loaded.fault().map(|fault| of_store(&fault, &strings));
        let mut app = App::new(document, loaded.marks, keymap, settings, size);
        stopped.into_iter().for_each(|passage| app.restore(passage.start));
        at.into_iter().for_each(|reference| app.go_to(&reference));
        if let [first, .., _where] = faults.as_slice() {
            app.tell(Message::Faults(AboutFaults::Faults { n: faults.len() - 1, first: first.clone() }));
        }
        fault.into_iter().for_each(|why| app.store_fault(why));
        if known.perhaps.is_some() {
            app.ask_kinship();
        }
        let (anchor, time, standing) = (Anchor::default(), String::new(), Standing::default());
        let reading = ReadingPlace { identity: known.identity, path, title, anchor, time, standing };
        Some(Begun { app, shelf: Shelf { journal, stamper, reading, known, watching } })
    }
}
