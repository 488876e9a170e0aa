//! Where documents come from: how they are read, where what is made of them is kept, and what a thread does to look there.
//! All work that is made here is for a thread: a disk may not answer.

use std::collections::HashMap;
use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::errands::Work;
use super::run::Version;
use super::watch::Watching;
use crate::app::lists::card::Card;
use crate::app::lists::catalogue::{Known as RowKnown, Row, Stopped, Summary};
use crate::app::lists::{Entry, Target};
use crate::app::page::reloading::Moved;
use crate::app::{App, Settings};
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::place::Place;
use crate::exchange::{self, Collection};
use crate::input::keymap::Keymap;
use crate::reading::{self, Contents, Interest, Lexicon, OpenError, ReadOptions};
use crate::search::fold::fold;
use crate::storage::library::kept_path;
use crate::storage::opening::{self, Known, Opened};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::{Folders, MarksStore, StoreError, library};
use crate::strings::Strings;
use crate::telling::{of_opening, of_store};

/// A size for a state that is not shown before it is laid out anew.
const SOME_SIZE: (u16, u16) = (80, 24);

/// How all documents of one run of the program are read and shown.
#[derive(Debug, Clone)]
pub struct Means {
    /// Where everything lies that is kept.
    pub folders: Folders,
    /// How documents are read.
    pub options: ReadOptions,
    /// The words and shapes of labels.
    pub lexicon: Arc<Lexicon>,
    /// The keys.
    pub keymap: Keymap,
    /// What the person set.
    pub settings: Settings,
    /// The words for what can't be opened.
    pub strings: Arc<Strings>,
}

/// Where one document comes from.
#[derive(Debug)]
pub struct Source {
    /// How it is read.
    pub means: Means,
    /// The file; `None` for what the program brings along.
    pub path: Option<PathBuf>,
    /// Whoever reads the document on a thread goes on no longer than this is there.
    pub interest: Interest,
}

/// A document that is to be read.
#[derive(Debug)]
pub struct Opening {
    /// Its file; `None` for what the program brings along.
    pub path: Option<PathBuf>,
    /// What to go to in it.
    pub at: Option<String>,
    /// Its bytes.
    pub contents: Contents,
}

/// What was found where something was to be opened.
#[derive(Debug)]
pub enum Found {
    /// A document.
    Document(Opening),
    /// A folder, with these files.
    Folder(Vec<Row>),
    /// Nothing, at this path.
    Nothing(String),
    /// Something that can't be opened, for this reason.
    Faulty(String),
}

impl Source {
    /// The absolute path of the file; empty for the guide and for standard input.
    pub fn kept_path(&self) -> String {
        self.path.as_deref().map(kept_path).unwrap_or_default()
    }

    /// How to read the document anew for a reader who stands at a place, with its anchor; `None` if it has no file.
    pub(super) fn again(&self, from: Place, anchor: Anchor) -> Option<Work<Option<Version>>> {
        let (path, means, wanted) = (self.path.clone()?, self.means.clone(), self.interest.wanted());
        Some(Box::new(move || {
            let kept_path = kept_path(&path);
            let document = reading::load(&path).ok()?.read_while(&means.options, &means.lexicon, &wanted)?;
            let Opened { known, mut loaded, journal, stamper } = opening::open(&means.folders, &document, &kept_path);
            let fault = loaded.fault().map(|fault| of_store(&fault, &means.strings));
            let watching = watching(&means.folders, known, &kept_path);
            let moved = Moved { from, to: anchor.resolve(&document).passage().map(|passage| passage.start) };
            let fresh = App::new(document, loaded.marks, Keymap::default(), Settings::default(), SOME_SIZE);
            Some(Version { fresh: Box::new(fresh), moved, known, fault, journal, stamper, watching })
        }))
    }

    /// The marks of a document as they are now.
    pub(super) fn marks(&self, known: Known) -> Work<Marks> {
        let folders = self.means.folders.clone();
        Box::new(move || opening::marks_of(&folders, known))
    }

    /// What was marked in all documents, as entries of a list.
    pub(super) fn everything(&self) -> Work<Vec<Entry>> {
        let folders = self.means.folders.clone();
        Box::new(move || everything(&folders))
    }

    /// The documents read before.
    pub(super) fn recent(&self) -> Work<Vec<Row>> {
        let folders = self.means.folders.clone();
        Box::new(move || recent(&folders))
    }

    /// Remembers whether a document is a version of one that was marked before; an error if that could not be saved.
    pub(super) fn decide(&self, known: Known, same: bool) -> Work<Result<(), StoreError>> {
        let folders = self.means.folders.clone();
        Box::new(move || opening::decide(&folders, known, same))
    }
}

/// A path as it was typed, `~` at its beginning being the home folder.
pub(super) fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(path),
    }
}

/// Looks for a document at a path, `~` at its beginning being the home folder; of a folder the files are found.
pub(super) fn find(path: &str, at: Option<String>, strings: &Strings) -> Found {
    let expanded = expanded(path);
    let faulty = |error: &OpenError| Found::Faulty(of_opening(error, strings));
    if path.is_empty() {
        return Found::Nothing(String::new());
    }
    match reading::folder::files(&expanded) {
        Ok(Some(files)) => return Found::Folder(rows(&files)),
        Ok(None) => {}
        Err(error) => return faulty(&error),
    }
    match reading::load(&expanded) {
        Ok(contents) => Found::Document(Opening { path: Some(expanded), at, contents }),
        Err(error) if error.is_missing() => Found::Nothing(path.to_owned()),
        Err(error) => faulty(&error),
    }
}

/// Files as documents of which nothing is known.
pub fn rows(files: &[PathBuf]) -> Vec<Row> {
    files.iter().map(|file| Row::unread(file.display().to_string())).collect()
}

/// The file of a document and the folder of its marks, as they look now.
pub(super) fn watching(folders: &Folders, known: Known, path: &str) -> Watching {
    let file = Some(path).filter(|path| !path.is_empty()).map(PathBuf::from);
    Watching::of(file, MarksStore::of(folders, known.identity).folder().to_owned())
}

/// The documents read before that are still there, the last one first.
pub fn recent(folders: &Folders) -> Vec<Row> {
    let there = |place: &ReadingPlace| !place.path.is_empty() && Path::new(&place.path).is_file();
    let row = |place: ReadingPlace| {
        let stopped = Some(stopped(&place));
        let ReadingPlace { path, title, standing, .. } = place;
        let summary =
            Summary { title, date: standing.date, n_questions: standing.n_questions, speakers: String::new() };
        Row { path, known: RowKnown::Read(summary), stopped }
    };
    places::recent(folders).into_iter().filter(there).map(row).collect()
}

/// Where readers have stopped, by the absolute paths of the documents.
pub(super) fn all_stopped(folders: &Folders) -> HashMap<String, Stopped> {
    // of two at one path the later one counts, which comes first
    places::recent(folders).into_iter().rev().map(|place| (place.path.clone(), stopped(&place))).collect()
}

fn stopped(place: &ReadingPlace) -> Stopped {
    let standing = &place.standing;
    Stopped { reference: standing.reference.clone(), percent: standing.percent, n_marks: standing.n_marks }
}

/// The marks of all documents as entries of a list; each leads to its document.
fn everything(folders: &Folders) -> Vec<Entry> {
    let mut entries = Vec::new();
    for identity in library::identities(folders) {
        let marks = MarksStore::of(folders, identity).load_with_texts();
        let excerpts = exchange::excerpts(&marks, None, fold);
        if excerpts.is_empty() {
            continue;
        }
        let collection = Collection::of(identity, &marks, excerpts);
        entries.push(Entry { text: collection.name().to_owned(), ..Entry::default() });
        entries.extend(collection.excerpts.iter().map(|excerpt| {
            let card = Card { document: Some(collection.name().to_owned()), ..Card::of(&excerpt.bookmark) };
            let target = Target::Document(collection.path.clone(), Some(excerpt.reference.clone()));
            let (sign, (text, words)) = (excerpt.reference.clone(), card.line());
            Entry { target, depth: 1, sign, text, words, card: Some(Box::new(card)), ..Entry::default() }
        }));
    }
    entries
}
