//! Opening: everything that is kept of a document, when a person opens it.

use super::library::{self, Kinship};
use super::{Device, Folders, Journal, Loaded, MarksStore, Stamper, StoreError};
use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::document::identity::{DocumentId, TextHash, text_hash};
use crate::document::operation::{Alias, Change, Sighting};

/// How the store knows a document.
#[derive(Debug, Clone, Copy)]
pub struct Known {
    /// The identity that it is kept under; not the document's own where that is a version of one that was marked before.
    pub identity: DocumentId,
    /// The document's own.
    pub own: DocumentId,
    /// A document with marks that this may be a version of: the person should say, and [`decide`] remembers.
    pub perhaps: Option<DocumentId>,
    /// The hash of its text.
    pub text: TextHash,
}

/// What is kept of a document, and the means to add to it.
#[derive(Debug)]
pub struct Opened {
    /// How the store knows it.
    pub known: Known,
    /// Its marks, with the texts that they were made in.
    pub loaded: Loaded,
    /// Where marks are added; it notes what was seen of the document with the first of them.
    pub journal: Journal,
    /// Makes operations of changes, later than all that were loaded.
    pub stamper: Stamper,
}

/// Finds what is kept of `document`, opened at `path` (absolute; empty where it has none).
pub fn open(folders: &Folders, document: &Document, path: &str) -> Opened {
    let (seen, known) = identify(folders, document, path);
    let identity = known.identity;
    let (store, loaded) = load(folders, known);
    let device = Device::of(folders);
    let mut stamper = Stamper::behind(device.clone(), &loaded.marks);
    let journal = store.journal(&device, &loaded);
    remember_version(&journal, &mut stamper, &loaded, identity, &seen);
    let is_known = loaded.marks.sightings().any(|known| known.path == seen.path && known.identity == seen.identity);
    let sighting = (!is_known).then(|| stamper.stamp(Change::Doc(seen)));
    let journal = journal.accompanied(document.text.clone(), sighting);
    Opened { known, loaded, journal, stamper }
}

/// The marks of a document as they are now.
pub fn marks_of(folders: &Folders, known: Known) -> Marks {
    load(folders, known).1.marks
}

/// The corrections of `document`, with the texts that they were made in, only to look at them: nothing is written, and of
/// what was marked nothing is read.
pub fn corrections(folders: &Folders, document: &Document, path: &str) -> Marks {
    // what a text is called and resembles takes as long to find as much of its reading
    if library::identities(folders).is_empty() {
        return Marks::default();
    }
    let (_, known) = identify(folders, document, path);
    let store = MarksStore::of(folders, known.identity);
    let mut marks = store.load_kinds(&["correct", "set", "del", "undel"]);
    marks.texts = store.texts(&marks, Some(known.text));
    marks
}

/// The document as it is seen now, and how the store knows it.
fn identify(folders: &Folders, document: &Document, path: &str) -> (Sighting, Known) {
    let own = document.identity();
    let seen = library::sighting(document, own, path);
    let (identity, perhaps) = match library::identify(folders, &seen) {
        Kinship::Same(identity) => (identity, None),
        Kinship::Perhaps(identity) => (own, Some(identity)),
        Kinship::New => (own, None),
    };
    (seen, Known { identity, own, perhaps, text: text_hash(&document.text) })
}

fn load(folders: &Folders, known: Known) -> (MarksStore, Loaded) {
    let store = MarksStore::of(folders, known.identity);
    let mut loaded = store.load();
    loaded.marks.texts = store.texts(&loaded.marks, Some(known.text));
    (store, loaded)
}

/// Notes that the text `seen` is a version of the document that is kept under `identity`, unless it is known. Where that
/// can't be written now, it will be found out again.
fn remember_version(journal: &Journal, stamper: &mut Stamper, loaded: &Loaded, identity: DocumentId, seen: &Sighting) {
    let is_known = loaded.marks.aliases().iter().any(|alias| alias.identity == seen.identity);
    if *seen.identity != *identity && !is_known {
        let alias = Alias { identity: seen.identity.clone(), same: true, ..Alias::default() };
        let _ = journal.append(&stamper.stamp(Change::Alias(alias)));
        // What comes next is compared with this version, so that many small edits don't make a stranger of it.
        if !loaded.marks.sightings().any(|known| library::is_close(known, seen)) {
            let _ = journal.append(&stamper.stamp(Change::Doc(seen.clone())));
        }
    }
}

/// Remembers what the person said: whether a document is a version of the one that it may be a version of.
///
/// # Errors
/// It could not be saved.
pub fn decide(folders: &Folders, known: Known, same: bool) -> Result<(), StoreError> {
    let Some(identity) = known.perhaps else { return Ok(()) };
    let store = MarksStore::of(folders, identity);
    let loaded = store.load();
    let device = Device::of(folders);
    let alias = Alias { identity: known.own.to_string(), same, ..Alias::default() };
    let mut stamper = Stamper::behind(device.clone(), &loaded.marks);
    store.journal(&device, &loaded).append(&stamper.stamp(Change::Alias(alias)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::document::place::{Passage, Place};
    use crate::document::specimen::specimen;

    fn talk() -> String {
        let line = |at: u32| (0..20).filter_map(move |nth| char::from_u32(0x4E00 + (at * 31 + nth * 7919) % 20_000));
        (0..60).map(|at| line(at).collect::<String>() + "。\n").collect()
    }

    #[test]
    fn marks_follow_an_edited_document() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        let document = specimen(&talk());
        let mut opened = open(&folders, &document, "/a.md");
        let passage = Passage { start: Place { block: 30, byte: 6 }, end: Place { block: 30, byte: 36 } };
        opened.journal.append(&opened.stamper.stamp(Marks::add(Anchor::of(&document, passage)))).unwrap();

        let mut lines: Vec<String> = talk().lines().map(str::to_owned).collect();
        lines.drain(2..5);
        lines[27].replace_range(6..12, "改了");
        let edited = specimen(&lines.join("\n"));
        for _ in 0..2 {
            let opened = open(&folders, &edited, "/b.md");
            assert_eq!(opened.known.identity, document.identity());
            let marks = opened.loaded.marks;
            let found: Vec<_> =
                marks.live().map(|mark| marks.resolver(&edited).resolve(&mark.anchor).passage()).collect();
            let expected = Passage { start: Place { block: 27, byte: 6 }, end: Place { block: 27, byte: 36 } };
            assert_eq!(found, [Some(expected)]);
        }
    }
}
