//! Bookmarks: what a person marked in a document, as the fold of all operations on it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Document;
use super::anchor::Anchor;
use super::entry::Entry;
use super::history::{is_alive, is_edit, notes, order};
use super::identity::TextHash;
use super::operation::{Addition, Alias, Change, Correction, Edit, Operation, Sighting, Stamp, Target};
use super::resolver::Resolver;
use super::shared::{Pool, Shared};

/// A marked passage, with what the person added to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Unique for ever.
    pub id: String,
    /// The passage.
    pub anchor: Shared<Anchor>,
    /// A note on it; empty for none.
    #[serde(default)]
    pub note: String,
    /// Notes that were written elsewhere without knowledge of `note`; the next edit replaces them too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rival_notes: Vec<String>,
    /// Its tags.
    #[serde(default)]
    pub tags: BTreeSet<String>,
    /// When it was made (RFC 3339).
    pub created: String,
    /// When it was last changed (RFC 3339).
    pub modified: String,
    /// When it was deleted (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted: Option<String>,
    /// Whether it was deleted on one device while another edited it, and is kept for that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revived: bool,
    /// What a newer version of the program wrote to it.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

impl Bookmark {
    /// The note with its rivals: what an editor of the note starts from.
    pub fn whole_note(&self) -> String {
        let notes = std::iter::once(&self.note).chain(&self.rival_notes);
        notes.filter(|note| !note.is_empty()).map(String::as_str).collect::<Vec<_>>().join("\n\n")
    }
}

/// Everything that was marked in one document. It is the same whatever order the operations came in, and however often.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// The marks and corrections, in the order of their ids, which is that of the times when they were made.
    pub(super) entries: Vec<Entry>,
    /// Operations that concern no mark.
    others: BTreeMap<String, Operation>,
    /// What many anchors hold together.
    pool: Pool,
    /// The texts that marks were made in, by their [hash](super::identity::text_hash), as far as they are kept and are not
    /// the text that is read.
    pub texts: BTreeMap<TextHash, String>,
}

impl Marks {
    /// Takes in an operation, and gives the id of the mark that it changes; one that it already has changes nothing.
    pub fn apply(&mut self, operation: Operation) -> Option<String> {
        let entry = self.note(operation)?;
        let id = entry.id().to_owned();
        match self.position(&id) {
            Ok(at) => {
                let n_known = self.entries[at].len();
                let known = self.entries.remove(at);
                let united = Entry::united([known, entry])?;
                let is_new = united.len() > n_known;
                self.entries.insert(at, united);
                is_new.then_some(id)
            }
            Err(at) => {
                self.entries.insert(at, Entry::united([entry])?);
                Some(id)
            }
        }
    }

    /// What an operation is alone; nothing where it concerns no mark, and is noted.
    pub(super) fn note(&mut self, operation: Operation) -> Option<Entry> {
        let other = match Entry::of(operation, &mut self.pool) {
            Ok(entry) => return Some(entry),
            Err(other) => other,
        };
        self.others.entry(other.id.clone()).or_insert(*other);
        None
    }

    fn position(&self, id: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| entry.id().cmp(id))
    }

    fn entry(&self, id: &str) -> Option<&Entry> {
        self.position(id).ok().map(|at| &self.entries[at])
    }

    /// The operations on mark `id`, in the order of their stamps.
    fn history(&self, id: &str) -> Cow<'_, [Operation]> {
        self.entry(id).map_or(Cow::Borrowed(&[]), Entry::history)
    }

    /// What finds the marks in `document`, with the texts that they were made in.
    pub fn resolver<'a>(&'a self, document: &'a Document) -> Resolver<'a> {
        Resolver::new(document).with_kept(&self.texts)
    }

    /// The marks that are not deleted, oldest first.
    pub fn live(&self) -> impl Iterator<Item = &Bookmark> {
        self.live_shared().map(|bookmark| &**bookmark)
    }

    /// The same, to be held elsewhere too.
    pub fn live_shared(&self) -> impl Iterator<Item = &Shared<Bookmark>> {
        self.entries.iter().filter_map(Entry::bookmark).filter(|bookmark| bookmark.deleted.is_none())
    }

    /// The deleted marks, the last deleted first.
    pub fn deleted(&self) -> Vec<&Bookmark> {
        self.deleted_shared().into_iter().map(|bookmark| &**bookmark).collect()
    }

    /// The same, to be held elsewhere too.
    pub fn deleted_shared(&self) -> Vec<&Shared<Bookmark>> {
        let bookmarks = self.entries.iter().filter_map(Entry::bookmark);
        let mut found: Vec<_> = bookmarks.filter(|bookmark| bookmark.deleted.is_some()).collect();
        found.sort_by(|a, b| b.deleted.cmp(&a.deleted));
        found
    }

    /// The mark that was deleted last.
    pub fn last_deleted(&self) -> Option<&Bookmark> {
        let mut found = self.entries.iter().filter_map(Entry::bookmark).rev();
        let first = found.find(|bookmark| bookmark.deleted.is_some())?;
        // Of those that were deleted at one moment the first one, as in the list.
        Some(found.fold(first, |last, next| if next.deleted >= last.deleted { next } else { last }))
    }

    /// The mark of this id, deleted or not.
    pub fn get(&self, id: &str) -> Option<&Bookmark> {
        self.get_shared(id).map(|bookmark| &**bookmark)
    }

    /// The same, to be held elsewhere too.
    pub fn get_shared(&self, id: &str) -> Option<&Shared<Bookmark>> {
        self.entry(id)?.bookmark()
    }

    /// The ids of all marks, deleted or not.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(Entry::id)
    }

    /// The corrections of the structure in force, oldest first, with the ids to delete them by.
    pub fn corrections(&self) -> impl Iterator<Item = (&str, &Correction)> {
        self.corrected().filter_map(|(id, history)| {
            let said = history
                .iter()
                .find_map(|operation| if let Change::Correct(said) = &operation.change { Some(said) } else { None });
            Some((id, said?))
        })
    }

    /// The histories of the corrections in force.
    fn corrected(&self) -> impl Iterator<Item = (&str, &[Operation])> {
        let is_said = |operation: &Operation| matches!(operation.change, Change::Correct(_));
        self.entries.iter().filter_map(move |entry| match entry {
            Entry::Told(history, _) if history.iter().any(is_said) && is_alive(history).0 => {
                Some((entry.id(), &history[..]))
            }
            Entry::Told(..) | Entry::Untouched(_) => None,
        })
    }

    /// The correction in force that was made, or brought back, last: its id, and when (RFC 3339).
    pub fn last_correction(&self) -> Option<(&str, &str)> {
        let last = self.corrected().filter_map(|(id, history)| Some((id, history.last()?)));
        let (id, last) = last.max_by_key(|(_, last)| order(last))?;
        Some((id, last.time()))
    }

    /// Under which titles and paths the document was seen, in no order.
    pub fn sightings(&self) -> impl Iterator<Item = &Sighting> {
        self.others
            .values()
            .filter_map(|operation| if let Change::Doc(sighting) = &operation.change { Some(sighting) } else { None })
    }

    /// What is known to be the same document, or not to be, the last word on it last.
    pub fn aliases(&self) -> Vec<&Alias> {
        let mut found: Vec<&Operation> = self.others.values().collect();
        found.sort_by_key(|operation| order(operation));
        found
            .into_iter()
            .filter_map(|operation| if let Change::Alias(alias) = &operation.change { Some(alias) } else { None })
            .collect()
    }

    /// All operations, in no order.
    pub fn operations(&self) -> impl Iterator<Item = Cow<'_, Operation>> {
        self.entries.iter().flat_map(Entry::operations).chain(self.others.values().map(Cow::Borrowed))
    }

    /// The stamps of all operations, in no order.
    pub fn stamps(&self) -> impl Iterator<Item = &Stamp> {
        self.entries.iter().flat_map(Entry::stamps).chain(self.others.values().map(|operation| &operation.stamp))
    }

    /// The change that marks a passage.
    pub fn add(anchor: Anchor) -> Change {
        Change::Add(Addition { anchor: anchor.into(), ..Addition::default() })
    }

    /// The change that takes in a mark from elsewhere, as it is there.
    pub fn bring(mark: Bookmark) -> Change {
        Change::Add(Addition {
            anchor: mark.anchor,
            note: mark.note,
            tags: mark.tags,
            bookmark: Some(mark.id).filter(|id| !id.is_empty()),
            rival_notes: mark.rival_notes,
            revived: mark.revived,
            created: Some(mark.created).filter(|time| !time.is_empty()),
            modified: Some(mark.modified).filter(|time| !time.is_empty()),
            extra: mark.extra,
        })
    }

    /// The change that gives mark `id` this note.
    pub fn set_note(&self, id: &str, note: &str) -> Change {
        let base = notes(&self.history(id)).into_iter().map(|(head, _)| head).collect();
        Change::Set(Edit { bookmark: id.to_owned(), note: Some(note.to_owned()), base, ..Edit::default() })
    }

    /// The change that adds a tag to mark `id`, or takes it away where it has it.
    pub fn toggle_tag(&self, id: &str, tag: &str) -> Change {
        let tags = BTreeSet::from([tag.to_owned()]);
        let has = self.get(id).is_some_and(|bookmark| bookmark.tags.contains(tag));
        let (add_tags, remove_tags) = if has { (BTreeSet::new(), tags) } else { (tags, BTreeSet::new()) };
        Change::Set(Edit { bookmark: id.to_owned(), add_tags, remove_tags, ..Edit::default() })
    }

    /// The change that deletes mark (or correction) `id`.
    pub fn delete(&self, id: &str) -> Change {
        let history = self.history(id);
        let edits = history.iter().filter(|operation| is_edit(operation));
        let seen = edits.map(|operation| operation.id.clone()).collect();
        Change::Delete(Target { bookmark: id.to_owned(), seen, ..Target::default() })
    }

    /// The change that brings mark `id` back.
    pub fn undelete(id: &str) -> Change {
        Change::Undelete(Target { bookmark: id.to_owned(), ..Target::default() })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::document::operation::Stamp;

    /// What device `device` did at the `at`th moment.
    pub(in crate::document) fn done(at: usize, device: &str, change: Change) -> Operation {
        let stamp = Stamp(format!("2026-11-22T13:00:00.{at:03}Z-0000"));
        Operation { id: format!("{device}{at}"), stamp, clock: None, device: device.to_owned(), change }
    }

    pub(in crate::document) fn added() -> (Marks, String) {
        let marks: Marks = [done(1, "a", Marks::add(Anchor::default()))].into_iter().collect();
        (marks, "a1".to_owned())
    }

    #[test]
    fn a_deleted_mark_comes_back_whole() {
        let (mut marks, id) = added();
        marks.apply(done(2, "a", marks.set_note(&id, "引用")));
        marks.apply(done(3, "a", marks.toggle_tag(&id, "经济")));
        let before = marks.get(&id).cloned();
        marks.apply(done(4, "a", marks.delete(&id)));
        assert_eq!(marks.live().count(), 0);
        assert_eq!(marks.last_deleted().map(|bookmark| bookmark.id.as_str()), Some("a1"));
        marks.apply(done(5, "a", Marks::undelete(&id)));
        assert_eq!(marks.get(&id).cloned(), before);
    }

    #[test]
    fn an_edit_that_a_deletion_did_not_know_of_keeps_the_mark() {
        for edit_at in [3, 5] {
            let (mut marks, id) = added();
            let edit = done(edit_at, "b", marks.set_note(&id, "别处写的"));
            marks.apply(done(4, "a", marks.delete(&id)));
            marks.apply(edit);
            assert!(marks.live().all(|bookmark| bookmark.revived && bookmark.note == "别处写的"));
            marks.apply(done(6, "a", marks.delete(&id)));
            assert_eq!(marks.live().count(), 0);
        }
    }

    #[test]
    fn notes_written_without_knowledge_of_each_other_are_both_kept() {
        let (mut marks, id) = added();
        let elsewhere = done(2, "b", marks.set_note(&id, "乙"));
        marks.apply(done(3, "a", marks.set_note(&id, "甲")));
        marks.apply(elsewhere);
        assert_eq!(marks.get(&id).map(Bookmark::whole_note).as_deref(), Some("甲\n\n乙"));
        marks.apply(done(4, "a", marks.set_note(&id, "甲乙")));
        assert_eq!(marks.get(&id).map(Bookmark::whole_note).as_deref(), Some("甲乙"));
    }

    #[test]
    fn a_mark_brought_from_elsewhere_is_what_it_was_there() {
        let there = Bookmark {
            id: "x".to_owned(),
            note: "甲".to_owned(),
            rival_notes: vec!["乙".to_owned(), "丙".to_owned()],
            tags: BTreeSet::from(["经济".to_owned()]),
            created: "2020".to_owned(),
            modified: "2021".to_owned(),
            revived: true,
            ..Bookmark::default()
        };
        let mut marks: Marks = [done(1, "a", Marks::bring(there.clone()))].into_iter().collect();
        assert_eq!(marks.get("x"), Some(&there));
        marks.apply(done(2, "a", marks.set_note("x", "都看过了")));
        assert_eq!(marks.get("x").map(Bookmark::whole_note).as_deref(), Some("都看过了"));
    }

    #[test]
    fn unknown_fields_and_kinds_are_kept() {
        for line in [
            r#"{"v":1,"op":"1","hlc":"2026-11-22T13:00:00.123Z-0000","dev":"a","k":"del","bm":"x","why":[1]}"#,
            r#"{"v":1,"op":"1","hlc":"2026-11-22T13:00:00.123Z-0000","dev":"a","k":"paint","colour":"red"}"#,
        ] {
            let known = Operation::from_json(line).map(|operation| operation.to_json().ok());
            let value = |text: &str| serde_json::from_str::<Value>(text).ok();
            assert_eq!(known.ok().flatten().as_deref().and_then(value), value(line));
        }
    }
}
