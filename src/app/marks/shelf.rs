//! The bookmarks of the document that is being read: what was marked, where it stands now, and what is not saved yet.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::standing::Standing;
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::bookmark::{Bookmark, Marks};
use crate::document::operation::{Addition, Change, Correction, Operation, Stamp};
use crate::document::place::{Passage, Place};
use crate::document::reference::reference_of;
use crate::document::verdict::Verdict;
use crate::search::fold::fold;

/// The marks of a document, resolved in it.
#[derive(Debug, Default)]
pub struct Shelf {
    marks: Marks,
    /// Where each live mark stands; a lost one is not in it.
    standing: Standing,
    /// How many live marks there are.
    n_live: usize,
    /// Ids of operations that are not on the disk yet.
    unsaved: BTreeSet<String>,
    /// What was done on this screen and can be undone, the last thing last.
    done: Vec<Undoable>,
}

/// Something that can be undone.
#[derive(Debug, Clone)]
enum Undoable {
    /// The correction of this id was made.
    Corrected(String),
    /// The mark or correction of this id was deleted.
    Deleted(String),
}

/// What undoing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// The correction of this id is taken back.
    TakenBack(String),
    /// A correction that was taken back is in force again.
    InForce,
    /// The mark of this id is back.
    Restored(String),
}

/// A correction in force: its id, the paragraph that it is about, what it says, and as it is kept.
pub type Said<'a> = (&'a str, Option<Passage>, Verdict, &'a Correction);

impl Shelf {
    /// The marks as they are kept.
    pub fn new(document: &Document, marks: Marks) -> Self {
        let mut shelf = Shelf { marks, ..Shelf::default() };
        shelf.resolve(document);
        shelf
    }

    /// Takes in the marks of another version of the same document, those on their way to the disk too; whether any was new.
    pub fn succeed(&mut self, document: &Document, before: Shelf) -> bool {
        self.unsaved = before.unsaved;
        self.merge(document, before.marks)
    }

    /// Finds the marks in the document of which it is not known where they stand: an anchor never changes, and neither does
    /// where it stands.
    fn resolve(&mut self, document: &Document) {
        let resolver = self.marks.resolver(document).folding(fold);
        let known: HashMap<&str, Passage> = self.standing.iter().map(|(mark, at)| (mark.id.as_str(), at)).collect();
        let passage =
            |mark: &Bookmark| known.get(mark.id.as_str()).copied().or_else(|| resolver.resolve(&mark.anchor).passage());
        let standing = self.marks.live_shared().filter_map(|mark| Some((mark.clone(), passage(mark)?))).collect();
        self.standing = standing;
        self.n_live = self.marks.live().count();
    }

    /// Where an anchor stands in the document, if its words are there.
    pub fn find(&self, document: &Document, anchor: &Anchor) -> Option<Passage> {
        self.marks.resolver(document).folding(fold).resolve(anchor).passage()
    }

    /// Takes in what was done elsewhere; whether any of it was new.
    pub fn merge(&mut self, document: &Document, marks: Marks) -> bool {
        let known = count(&self.marks);
        // two devices may have done something at the same moment
        if count(&marks).iter().all(|(stamp, n)| known.get(stamp).is_some_and(|n_known| n <= n_known)) {
            return false;
        }
        self.marks.texts.extend(marks.texts.clone());
        self.marks.extend(marks.operations().map(Cow::into_owned));
        self.resolve(document);
        true
    }

    /// Takes in an operation that is still to be saved.
    pub fn apply(&mut self, document: &Document, operation: Operation) {
        self.unsaved.insert(operation.id.clone());
        if matches!(operation.change, Change::Correct(_)) {
            self.done.push(Undoable::Corrected(operation.id.clone()));
        }
        let Some(id) = self.marks.apply(operation) else { return };
        let mark = self.marks.get_shared(&id).filter(|mark| mark.deleted.is_none());
        let found = mark.and_then(|mark| {
            // An anchor never changes, and neither does where it stands.
            let found = || self.marks.resolver(document).folding(fold).resolve(&mark.anchor).passage();
            Some((mark.clone(), self.standing.passage(&id).or_else(found)?))
        });
        match found {
            Some((mark, passage)) => self.standing.put(mark, passage),
            None => self.standing.remove(&id),
        }
        self.n_live = self.marks.live().count();
    }

    /// Notes that an operation is on the disk.
    pub fn saved(&mut self, operation: &str) {
        self.unsaved.remove(operation);
    }

    /// Operations that are not on the disk.
    pub fn n_unsaved(&self) -> usize {
        self.unsaved.len()
    }

    /// The marks in the order of the text, the lost ones last, each with where it stands.
    pub fn in_order(&self) -> Vec<(&Bookmark, Option<Passage>)> {
        let mut marks: Vec<_> = self.standing.iter().map(|(mark, passage)| (mark, Some(passage))).collect();
        if marks.len() < self.n_live {
            let found: HashSet<&str> = marks.iter().map(|(mark, _)| mark.id.as_str()).collect();
            let mut lost: Vec<_> = self.marks.live().filter(|mark| !found.contains(mark.id.as_str())).collect();
            lost.sort_by(|one, other| one.created.cmp(&other.created));
            marks.extend(lost.into_iter().map(|mark| (mark, None)));
        }
        marks
    }

    /// The marks whose passages reach into `block`, with their passages.
    pub fn marks_in(&self, block: usize) -> impl Iterator<Item = (&Bookmark, Passage)> {
        self.standing.in_block(block)
    }

    /// All marks, as they are kept.
    pub fn marks(&self) -> &Marks {
        &self.marks
    }

    /// How many marks there are.
    pub fn n_live(&self) -> usize {
        self.n_live
    }

    /// Where a mark stands.
    pub fn passage(&self, id: &str) -> Option<Passage> {
        self.standing.passage(id)
    }

    /// A mark by its id.
    pub fn get(&self, id: &str) -> Option<&Bookmark> {
        self.marks.get(id)
    }

    /// The mark whose passage is exactly `passage`.
    pub fn at(&self, passage: Passage) -> Option<&Bookmark> {
        self.standing.at(passage)
    }

    /// What a person calls a mark: its reference, or the question that it was made in if it is lost.
    pub fn reference(&self, document: &Document, mark: &Bookmark) -> String {
        reference(document, mark, self.standing.passage(&mark.id).map(|passage| passage.start))
    }

    /// The change that marks a passage, with a note and a tag if there are any.
    pub fn add(anchor: Anchor, note: &str, tag: Option<&str>) -> Change {
        let tags = tag.into_iter().map(str::to_owned).collect();
        Change::Add(Addition { anchor: anchor.into(), note: note.to_owned(), tags, ..Addition::default() })
    }

    /// The change that gives a mark another note.
    pub fn set_note(&self, id: &str, note: &str) -> Change {
        self.marks.set_note(id, note)
    }

    /// The change that gives a mark a tag, or takes it away.
    pub fn toggle_tag(&self, id: &str, tag: &str) -> Change {
        self.marks.toggle_tag(id, tag)
    }

    /// The deleted marks, the last deleted first, each with where its passage stands.
    pub fn deleted(&self, document: &Document) -> Vec<(&Bookmark, Option<Passage>)> {
        let resolver = self.marks.resolver(document).folding(fold);
        let deleted = self.marks.deleted().into_iter();
        deleted.map(|mark| (mark, resolver.resolve(&mark.anchor).passage())).collect()
    }

    /// The reader's corrections in force, the oldest first.
    pub fn corrections(&self, document: &Document) -> Vec<Said<'_>> {
        let resolver = self.marks.resolver(document).folding(fold);
        let said = self.marks.corrections().filter_map(|(id, correction)| {
            let passage = resolver.resolve(&correction.anchor).passage();
            let verdict = Verdict::from_json(&correction.says.value())?;
            Some((id, passage.filter(|passage| is_paragraph(document, *passage)), verdict, correction))
        });
        said.collect()
    }

    /// What was said about paragraphs that are there, each with its block, the oldest first; and how much was said about
    /// others.
    pub fn verdicts(&self, document: &Document) -> (Vec<(usize, Verdict)>, usize) {
        let said = self.corrections(document);
        let n_said = said.len();
        let in_force = said.into_iter().filter_map(|(_, passage, verdict, _)| Some((passage?.start.block, verdict)));
        let in_force: Vec<_> = in_force.collect();
        let n_lost = n_said - in_force.len();
        (in_force, n_lost)
    }

    /// The change that deletes a mark, or takes back a correction.
    pub fn delete(&mut self, id: &str) -> Change {
        self.done.push(Undoable::Deleted(id.to_owned()));
        self.marks.delete(id)
    }

    /// The change that brings a deleted mark back.
    pub fn restore(&self, id: &str) -> Change {
        Marks::undelete(id)
    }

    /// The change that undoes what was done last on this screen, or else what was corrected or deleted last before.
    pub fn undo(&mut self) -> Option<(Change, Undone)> {
        while let Some(done) = self.done.pop() {
            match done {
                Undoable::Corrected(id) if self.marks.corrections().any(|(known, _)| known == id) => {
                    return Some((self.marks.delete(&id), Undone::TakenBack(id)));
                }
                Undoable::Deleted(id) => {
                    let Some(mark) = self.marks.get(&id) else { return Some((Marks::undelete(&id), Undone::InForce)) };
                    if mark.deleted.is_some() {
                        return Some((Marks::undelete(&id), Undone::Restored(id)));
                    }
                }
                Undoable::Corrected(_) => {}
            }
        }
        let deleted = self.marks.last_deleted();
        let corrected = self.marks.last_correction().filter(|(_, time)| {
            deleted.and_then(|mark| mark.deleted.as_deref()).is_none_or(|deleted| deleted <= *time)
        });
        match (corrected, deleted) {
            (Some((id, _)), _) => Some((self.marks.delete(id), Undone::TakenBack(id.to_owned()))),
            (None, mark) => mark.map(|mark| (Marks::undelete(&mark.id), Undone::Restored(mark.id.clone()))),
        }
    }

    /// The place of the nearest mark after `place`, or before it.
    pub fn next(&self, place: Place, forward: bool) -> Option<Place> {
        self.standing.next(place, forward)
    }
}

/// How many operations there are of each stamp.
fn count(marks: &Marks) -> HashMap<&Stamp, usize> {
    let mut n = HashMap::new();
    marks.stamps().for_each(|stamp| *n.entry(stamp).or_default() += 1);
    n
}

/// What a person calls a mark that begins at `start`, or that is lost.
pub(in crate::app) fn reference(document: &Document, mark: &Bookmark, start: Option<Place>) -> String {
    match start {
        Some(start) => reference_of(document, start).short(),
        None => mark.anchor.question.map_or_else(String::new, |number| format!("Q{number}")),
    }
}

/// Whether a paragraph that something was said about still begins where its words stand, and is not lost in a longer one.
fn is_paragraph(document: &Document, passage: Passage) -> bool {
    let words = document.offset(passage.end).saturating_sub(document.offset(passage.start));
    passage.start.byte <= words
}
