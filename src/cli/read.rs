//! Reading: opens a document on the screen, with what was marked in it and where reading stopped.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::Arguments;
use super::setup::{self, Setup};
use super::{Failure, show};
use crate::app::list::{Entry, List, Target};
use crate::app::message::Message;
use crate::app::panes::Pane;
use crate::app::{App, Listing};
use crate::document::Document;
use crate::document::operation::Operation;
use crate::reading::{self, Lexicon, ReadOptions};
use crate::storage::opening::{self, Opened};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::{Folders, Loaded};
use crate::terminal::run::{Outcome, Shelf, run};
use crate::terminal::widths::Asking;

/// The built-in guide, which is also the first thing that is read.
pub const GUIDE: &str = include_str!("../../assets/guide.md");

/// Reads what was asked for: a file, standard input, or what was read before.
pub fn read(arguments: &Arguments) -> Result<(), Failure> {
    let folders = Folders::find().map_err(Failure::unreadable)?;
    let mut set = setup::setup(&arguments.looks, Some(&folders));
    let lexicon = setup::lexicon(Some(&folders), &mut set.faults);
    let mut path = arguments.file.clone();
    let mut at = arguments.at.clone();
    loop {
        let document = match &path {
            Some(path) => setup::open(path, &arguments.reading, &set, &lexicon)?,
            None => guide(&lexicon),
        };
        if !io::stdout().is_terminal() {
            let blocks = 0..document.blocks.len();
            return show::print(&document, &set, show::screen_width(), blocks);
        }
        let outcome = read_one(document, path.as_deref(), at.take(), &set, &folders)?;
        report_unsaved(&outcome.unsaved)?;
        if set.asking == Asking::Ask {
            set.asking = Asking::Remembered;
        }
        match (outcome.open, outcome.signal) {
            (Some(next), _) => path = Some(PathBuf::from(next)),
            (None, Some(signal)) => return Err(Failure::signal(signal)),
            (None, None) => return Ok(()),
        }
    }
}

fn guide(lexicon: &Lexicon) -> Document {
    reading::read(GUIDE.as_bytes(), "guide.md", &ReadOptions::default(), lexicon)
}

/// Lets a person read one document.
fn read_one(
    document: Document,
    path: Option<&Path>,
    at: Option<String>,
    set: &Setup,
    folders: &Folders,
) -> Result<Outcome, Failure> {
    let path = path.filter(|path| *path != Path::new("-"));
    let path = path.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned()).display().to_string());
    let Opened { identity, loaded, journal, stamper, .. } =
        opening::open(folders, &document, path.as_deref().unwrap_or_default());
    let place = places::load(folders, &identity);
    let reading = ReadingPlace {
        identity,
        path: path.clone().unwrap_or_default(),
        title: document.title_text().unwrap_or_default().to_owned(),
        ..ReadingPlace::default()
    };
    let shelf = Shelf { folders: folders.clone(), journal, stamper, reading, asking: set.asking };
    let recent = if path.is_none() { recent_entries(folders) } else { Vec::new() };
    let make = |size| begin(document, loaded, place, at, recent, set, size);
    Ok(run(make, &set.look, shelf)?)
}

/// The state that reading begins with: at the place asked for, else where reading stopped.
fn begin(
    document: Document,
    loaded: Loaded,
    place: Option<ReadingPlace>,
    at: Option<String>,
    recent: Vec<Entry>,
    set: &Setup,
    size: (u16, u16),
) -> App {
    let stopped = place.and_then(|place| place.anchor.resolve(&document).passage());
    let mut app = App::new(document, loaded.marks, set.keymap.clone(), set.settings.clone(), size);
    if let Some(passage) = stopped {
        app.restore(passage.start);
    }
    if let Some(reference) = at {
        app.go_to(&reference);
    }
    if !set.faults.is_empty() {
        app.message = Some(Message::KeymapFaults(set.faults.clone()));
    }
    if !recent.is_empty() {
        app.listing = Listing::Recent;
        app.list = List::new(recent);
        app.panes.toggle(Pane::List);
    }
    app
}

/// The documents read before that are still there.
fn recent_entries(folders: &Folders) -> Vec<Entry> {
    let there = |place: &ReadingPlace| !place.path.is_empty() && Path::new(&place.path).is_file();
    let entry = |place: ReadingPlace| {
        let file = Path::new(&place.path).file_name().map(|name| name.to_string_lossy().into_owned());
        let text =
            [Some(place.title).filter(|title| !title.is_empty()), file].into_iter().flatten().collect::<Vec<_>>();
        Entry {
            target: Target::Document(place.path),
            depth: 0,
            sign: String::new(),
            text: text.join("  "),
            guess: false,
        }
    };
    places::recent(folders).into_iter().filter(there).map(entry).collect()
}

/// Prints what could not be saved, so that nothing the person made is lost.
fn report_unsaved(unsaved: &[Operation]) -> Result<(), Failure> {
    if unsaved.is_empty() {
        return Ok(());
    }
    for operation in unsaved {
        writeln!(io::stderr(), "{}", operation.to_json().map_err(Failure::partial)?)?;
    }
    let n = unsaved.len();
    Err(Failure::partial(format!(
        "{n} changes could not be saved; they stand above, a line each, for `wenda bookmarks import`"
    )))
}
