//! The library: all documents with marks, and which of them a document is that was moved, renamed, edited or converted.

use std::path::Path;

use super::within::Spot;
use super::{Folders, MarksStore, StoreError};
use crate::document::Document;
use crate::document::identity::DocumentId;
use crate::document::operation::{Alias, Sighting};
use crate::document::sketch::Sketch;

/// A document with marks, as it was seen.
#[derive(Debug, Clone)]
pub struct Known {
    /// The identity that its marks are kept under.
    pub identity: DocumentId,
    /// Under which titles, at which paths and with which texts it was seen.
    pub sightings: Vec<Sighting>,
    /// Other identities that are or aren't the same document, the last word last.
    pub aliases: Vec<Alias>,
}

impl Known {
    /// Whether the text of another identity is this document, as far as that was said; the last word counts.
    fn word_on(&self, identity: &str) -> Option<bool> {
        self.aliases.iter().rfind(|alias| alias.identity == identity).map(|alias| alias.same)
    }
}

/// What is known of a document that was opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Kinship {
    /// It is the one with this identity.
    Same(DocumentId),
    /// It may be the one with this identity; the person should say.
    Perhaps(DocumentId),
    /// It is none of them.
    New,
}

/// How alike two texts must be, 0 to 1, to be versions of one document without asking: seen at one path, under one
/// title with one date, or at all. A copy beside a text that is still there, and a talk of another date, are never taken
/// for it without asking.
const SAME_AT_PATH: f64 = 0.5;
const SAME_WITH_TITLE: f64 = 0.7;
const SAME_ANYHOW: f64 = 0.85;
const SAME_BUT_FOR_DATE: f64 = 0.9;
/// How alike they must be to ask: at one path or under one title, or at all.
const PERHAPS_AT_PATH: f64 = 0.2;
const PERHAPS_ANYHOW: f64 = 0.6;

/// The path that a document is kept under: absolute; empty for standard input.
pub fn kept_path(path: &Path) -> String {
    if path == Path::new("-") {
        return String::new();
    }
    path.canonicalize().unwrap_or_else(|_| path.to_owned()).display().to_string()
}

/// Why the documents with marks can't be listed, if they can't.
pub fn fault(folders: &Folders) -> Option<StoreError> {
    folders.data_root().join("documents").list().err()
}

/// All documents with marks, with what is known of them.
pub fn documents(folders: &Folders) -> Vec<Known> {
    identities(folders).into_iter().map(|identity| known(folders, identity)).collect()
}

/// The identities of all documents with marks: the folders that are called by one, as we write it.
pub fn identities(folders: &Folders) -> Vec<DocumentId> {
    let entries = folders.data_root().join("documents").list().unwrap_or_default();
    let identity = |entry: &Spot| entry.name().parse().ok().filter(|identity: &DocumentId| **identity == *entry.name());
    entries.iter().filter_map(identity).collect()
}

fn known(folders: &Folders, identity: DocumentId) -> Known {
    let marks = MarksStore::of(folders, identity).load_kinds(&["doc", "alias"]);
    let sightings = marks.sightings().cloned().collect();
    let aliases = marks.aliases().into_iter().cloned().collect();
    Known { identity, sightings, aliases }
}

/// What was seen when `document`, whose own identity is `identity`, was opened at `path` (absolute; empty where it has
/// none).
pub fn sighting(document: &Document, identity: DocumentId, path: &str) -> Sighting {
    Sighting {
        title: document.title_text().unwrap_or_default().to_owned(),
        path: path.to_owned(),
        identity: identity.to_string(),
        date: document.date.clone(),
        format: document.source.format.to_owned(),
        sketch: Sketch::of(&document.text).to_string(),
        ..Sighting::default()
    }
}

/// The identity that the marks of a text of this `identity` are kept under: its own, unless it is known as a version of
/// another document.
pub fn kept_under(folders: &Folders, identity: DocumentId) -> DocumentId {
    let library = if has_folder(folders, identity) { Vec::new() } else { documents(folders) };
    let known = library.into_iter().find(|known| known.word_on(&identity) == Some(true));
    known.map_or(identity, |known| known.identity)
}

fn has_folder(folders: &Folders, identity: DocumentId) -> bool {
    MarksStore::of(folders, identity).folder().is_dir()
}

/// Which of the documents with marks `seen` is.
pub fn identify(folders: &Folders, seen: &Sighting) -> Kinship {
    if let Some(identity) = seen.identity.parse().ok().filter(|identity| has_folder(folders, *identity)) {
        return Kinship::Same(identity);
    }
    let library = documents(folders);
    if let Some(known) = library.iter().find(|known| known.word_on(&seen.identity) == Some(true)) {
        return Kinship::Same(known.identity);
    }
    let strangers = library.iter().filter(|known| known.word_on(&seen.identity).is_none());
    let ranked = strangers.map(|known| (kinship(known, seen), known));
    match ranked.max_by(|(a, _), (b, _)| a.total_cmp(b)) {
        Some((kinship, known)) if kinship >= SAME => Kinship::Same(known.identity),
        Some((kinship, known)) if kinship >= PERHAPS => Kinship::Perhaps(known.identity),
        _ => Kinship::New,
    }
}

/// The degrees of kinship that are the same document, and that may be.
const SAME: f64 = 2.0;
const PERHAPS: f64 = 1.0;

/// Whether a text that was seen before says nearly all of what is seen now, at the same path and with the same date.
pub(super) fn is_close(before: &Sighting, seen: &Sighting) -> bool {
    before.path == seen.path && before.date == seen.date && similarity(before, seen) >= SAME_BUT_FOR_DATE
}

/// How alike the texts of two sightings are; 0 where that is not known.
fn similarity(before: &Sighting, seen: &Sighting) -> f64 {
    let sketches = (before.sketch.parse::<Sketch>(), seen.sketch.parse());
    if let (Ok(one), Ok(other)) = sketches { one.similarity(&other) } else { 0.0 }
}

/// How close `seen` comes to a known document: the degree, and how alike the texts are where degrees are equal.
fn kinship(known: &Known, seen: &Sighting) -> f64 {
    let is_copy = is_copy(known, seen);
    known.sightings.iter().map(|before| likeness(before, seen, is_copy)).fold(0.0, f64::max)
}

/// Whether `seen` stands beside a known text in the same format that is still there: one was made of the other, and which
/// of the two the person wants to go on with can't be told. In another format it is a conversion, which changes no words.
fn is_copy(known: &Known, seen: &Sighting) -> bool {
    let is_at_path = |before: &Sighting| !seen.path.is_empty() && before.path == seen.path;
    let is_of_format = |before: &Sighting| before.format.is_empty() || before.format == seen.format;
    let is_there = |before: &Sighting| !before.path.is_empty() && Path::new(&before.path).is_file();
    let is_beside = |before: &Sighting| is_of_format(before) && is_there(before);
    !known.sightings.iter().any(is_at_path) && known.sightings.iter().any(is_beside)
}

fn likeness(before: &Sighting, seen: &Sighting, is_copy: bool) -> f64 {
    let alike = similarity(before, seen);
    let is_at_path = !seen.path.is_empty() && before.path == seen.path;
    let is_titled = !seen.title.is_empty() && before.title == seen.title && before.date == seen.date;
    // The issues of a daily press conference share most of what surrounds the questions; but where all else has stayed,
    // the date was mended.
    let is_dated_otherwise = before.date.is_some() && seen.date.is_some() && before.date != seen.date;
    let is_other_talk = is_dated_otherwise && !(is_at_path && alike >= SAME_BUT_FOR_DATE);
    let is_same = alike >= SAME_ANYHOW || is_at_path && alike >= SAME_AT_PATH || is_titled && alike >= SAME_WITH_TITLE;
    let is_perhaps = alike >= PERHAPS_ANYHOW || (is_at_path || is_titled) && alike >= PERHAPS_AT_PATH;
    let degree = match (is_same, is_perhaps) {
        (true, _) if !is_copy && !is_other_talk => SAME,
        (true, _) => PERHAPS,
        (false, true) if !is_other_talk => PERHAPS,
        (false, _) => 0.0,
    };
    // Below a whole degree, so that it only ranks equals.
    degree + alike * 0.9
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::operation::Change;
    use crate::storage::{Device, Loaded, Stamper};

    /// 300 sentences that no other seed's text has.
    fn text(seed: u32) -> String {
        let words = |at: u32| (0..9).map(move |nth| (at * 31 + nth * 7919 + seed * 104_729) % 20_000 + 0x4E00);
        let sentence = |at| words(at).filter_map(char::from_u32).collect::<String>() + "的问题。\n";
        (0..300).map(sentence).collect()
    }

    /// Half of one text and half of another.
    fn mixture() -> String {
        let half = |seed| text(seed).lines().take(150).collect::<Vec<_>>().join("\n");
        half(0) + &half(11)
    }

    fn seen(text: &str, path: &str, title: &str) -> Sighting {
        let document = Document { text: text.to_owned(), stated_title: Some(title.to_owned()), ..Document::default() };
        sighting(&document, document.identity(), path)
    }

    /// A library with one document, and its identity.
    fn library() -> (tempfile::TempDir, Folders, DocumentId) {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        let first = seen(&text(0), "/talks/today.md", "答记者问");
        let identity = first.identity.parse().unwrap();
        note(&folders, identity, Change::Doc(first));
        (folder, folders, identity)
    }

    fn note(folders: &Folders, identity: DocumentId, change: Change) {
        let device = Device::numbered(1);
        let operation = Stamper::new(device.clone()).stamp(change);
        MarksStore::of(folders, identity).journal(&device, &Loaded::default()).append(&operation).unwrap();
    }

    #[test]
    fn a_document_is_found_again_after_it_was_moved_edited_or_converted() {
        let (_folder, folders, identity) = library();
        let same = Kinship::Same(identity);
        let edited = text(0).replacen("问题", "议题", 20);
        assert_eq!(identify(&folders, &seen(&text(0), "/elsewhere/b.md", "")), same);
        assert_eq!(identify(&folders, &seen(&text(0).replace('。', ". \n\n"), "/b.html", "")), same);
        assert_eq!(identify(&folders, &seen(&text(0).replace("问题", "問題"), "/b.md", "")), same);
        assert_eq!(identify(&folders, &seen(&edited, "/talks/today.md", "改了的标题")), same);
    }

    #[test]
    fn another_document_of_the_same_name_is_kept_apart() {
        let (_folder, folders, _) = library();
        assert_eq!(identify(&folders, &seen(&text(11), "/talks/today.md", "答记者问")), Kinship::New);
    }

    #[test]
    fn what_the_person_said_is_remembered() {
        let (_folder, folders, identity) = library();
        let doubtful = seen(&mixture(), "/talks/today.md", "答记者问");
        assert_eq!(identify(&folders, &doubtful), Kinship::Perhaps(identity));
        for (same, expected) in [(false, Kinship::New), (true, Kinship::Same(identity))] {
            let alias = Alias { identity: doubtful.identity.clone(), same, ..Alias::default() };
            note(&folders, identity, Change::Alias(alias));
            assert_eq!(identify(&folders, &doubtful), expected);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
    }
}
