//! Bookmarks and selections: marking, deleting, bringing back, copying.

use super::selection::{self, Selection};
use super::shelf::{Shelf, Undone};
use crate::app::layers::note::{NoteField, Subject};
use crate::app::lists::Target;
use crate::app::message::{AboutCopy, AboutCorrection, AboutMark, Copied, Message};
use crate::app::panes::Pane;
use crate::app::{App, Effect, Listing};
use crate::document::anchor::Anchor;
use crate::document::bookmark::Bookmark;
use crate::document::citation::Citation;
use crate::document::controls::PlainText;
use crate::document::place::{Passage, Place};
use crate::document::reference::reference_of;

impl App {
    /// The passage that marking and copying are about: the selection, else the paragraph at the place without its label.
    fn passage(&self) -> Passage {
        if let Some(selection) = self.selecting.selection.filter(|selection| !selection.passage().is_empty()) {
            return selection.passage();
        }
        let here = self.viewport.place().block;
        // On a label that stands alone, what it introduces is meant.
        let is_body = |block: &usize| !self.document.body_text(*block).trim().is_empty() && !self.is_label(*block);
        let block = (here..self.document.blocks.len()).find(is_body).unwrap_or(here);
        let text = self.document.block_text(block);
        let body = self.document.body_text(block);
        let start = text.len() - body.trim_start().len();
        Passage { start: Place { block, byte: start }, end: Place { block, byte: start + body.trim().len() } }
    }

    fn is_label(&self, block: usize) -> bool {
        self.document.blocks[block].kind == crate::document::block::BlockKind::Label
    }

    /// Marks the passage; one that is marked already says so and stays as it is.
    pub(in crate::app) fn mark(&mut self) -> Option<Effect> {
        let passage = self.passage();
        if passage.is_empty() {
            self.told.message = Some(Message::NothingChosen);
            return None;
        }
        self.selecting.selection = None;
        let reference = reference_of(&self.document, passage.start).short();
        if self.shelf.at(passage).is_some() {
            self.told.message = Some(Message::Mark(AboutMark::Saved { reference }));
            return None;
        }
        self.list_other(Listing::Bookmarks);
        self.told.message = Some(Message::Mark(AboutMark::Marked { reference }));
        Some(Effect::Record(Box::new(Shelf::add(Anchor::of(&self.document, passage), "", None))))
    }

    /// Deletes the bookmark that the list has chosen, or the one at the place; a correction is taken back.
    pub(in crate::app) fn delete(&mut self) -> Option<Effect> {
        if let Some(Target::Correction(id, ..)) = self.target_in_list() {
            self.told.message = self.uncorrected(&id);
            return Some(Effect::Record(Box::new(self.shelf.delete(&id))));
        }
        let Some(id) = self.chosen_mark() else {
            self.told.message = Some(Message::NothingChosen);
            return None;
        };
        let reference = self.shelf.get(&id).map_or_else(String::new, |mark| self.shelf.reference(&self.document, mark));
        self.told.message = Some(Message::Mark(AboutMark::Deleted { reference }));
        Some(Effect::Record(Box::new(self.shelf.delete(&id))))
    }

    /// What the list has chosen while it has the focus.
    fn target_in_list(&self) -> Option<Target> {
        let chosen = (self.panes.focus == Pane::List).then(|| self.lists.list.chosen()).flatten();
        chosen.map(|entry| entry.target.clone())
    }

    /// The bookmark that the list has chosen while it has the focus, else the one at the place.
    fn chosen_mark(&self) -> Option<String> {
        let Some(target) = self.target_in_list() else { return self.mark_at_place() };
        if let Target::Bookmark(id, _) = target { Some(id) } else { None }
    }

    /// What a note or a tag is for: the bookmark chosen or at the place, else the passage, which is then marked. `None`,
    /// and a message, where the list has chosen something else.
    fn subject(&mut self) -> Option<Subject> {
        let subject = self.subject_there();
        if subject.is_none() {
            self.told.message = Some(Message::NothingChosen);
        }
        subject
    }

    /// The same, without a word.
    pub(in crate::app) fn subject_there(&self) -> Option<Subject> {
        let passage = self.passage();
        // What is selected is meant, not another passage that is marked there.
        let chosen = match self.selecting.selection {
            Some(_) => self.shelf.at(passage).map(|mark| mark.id.clone()),
            None => self.chosen_mark(),
        };
        match (chosen, self.target_in_list()) {
            (Some(id), _) => Some(Subject::Mark(id)),
            (None, None) if !passage.is_empty() => Some(Subject::passage(&self.document, passage)),
            (None, None | Some(_)) => None,
        }
    }

    /// Gives what the line was opened for a tag, or takes it away; what is no bookmark yet becomes one.
    pub(in crate::app) fn toggle_tag(&mut self, about: Option<Subject>, tag: &str) -> Option<Effect> {
        let tag = tag.trim_start_matches(['#', '＃']).trim();
        let Some(subject) = about else {
            self.told.message = Some(Message::NothingChosen);
            return None;
        };
        let is_there = |id: &String| self.shelf.get(id).is_some_and(|mark| mark.tags.contains(tag));
        let taken = matches!(&subject, Subject::Mark(id) if is_there(id));
        let change = match subject {
            Subject::Mark(id) => self.shelf.toggle_tag(&id, tag),
            Subject::Passage { anchor, .. } => Shelf::add(*anchor, "", Some(tag)),
        };
        self.selecting.selection = None;
        self.list_other(Listing::Bookmarks);
        let tag = tag.to_owned();
        self.told.message = Some(if taken {
            Message::Mark(AboutMark::Untagged { tag })
        } else {
            Message::Mark(AboutMark::Tagged { tag })
        });
        Some(Effect::Record(Box::new(change)))
    }

    /// Opens the field for a note; what was written there and abandoned is in it again.
    pub(in crate::app) fn open_note(&mut self) {
        let Some(subject) = self.subject() else { return };
        if let Some(draft) = self.over.draft.take_if(|draft| *draft.subject() == subject) {
            self.over.note = Some(draft);
            self.told.message = Some(Message::Mark(AboutMark::DraftTaken));
            return;
        }
        let text = match &subject {
            Subject::Mark(id) => self.shelf.get(id).map(Bookmark::whole_note).unwrap_or_default(),
            Subject::Passage { .. } => String::new(),
        };
        self.over.note = Some(NoteField::new(subject, text));
    }

    /// Closes the field and keeps the note.
    pub(in crate::app) fn close_note(&mut self) -> Option<Effect> {
        let field = self.over.note.take()?;
        let change = self.noted(&field)?;
        let (reference, _) = self.called(field.subject());
        self.selecting.selection = None;
        self.list_other(Listing::Bookmarks);
        self.told.message = Some(Message::Mark(AboutMark::Marked { reference }));
        Some(Effect::Record(Box::new(change)))
    }

    /// Closes the field without keeping the note; what was written can be taken up again.
    pub(in crate::app) fn abandon_note(&mut self) {
        let Some(field) = self.over.note.take() else { return };
        if field.is_changed() {
            self.over.draft = Some(field);
            self.told.message = Some(Message::Mark(AboutMark::DraftLeft));
        }
    }

    /// The mark that is meant where the reader stands: the one gone to, else one that begins here, else one around this
    /// place, else the first that reaches into this paragraph, else what marking would mark here: below a heading or a label.
    fn mark_at_place(&self) -> Option<String> {
        let here = self.viewport.place();
        let chosen = self.lists.list.chosen().and_then(|entry| entry.target.id());
        let distance = |(mark, passage): &(&Bookmark, Passage)| match passage.start == here {
            true if chosen == Some(&mark.id) => 0,
            true => 1,
            false if passage.start <= here && here < passage.end => 2,
            false => 3,
        };
        let there = self.shelf.marks_in(here.block).min_by_key(distance).map(|(mark, _)| mark);
        there.or_else(|| self.shelf.at(self.passage())).map(|mark| mark.id.clone())
    }

    /// Brings back what the list of deleted bookmarks has chosen; elsewhere undoes the last correction or deletion.
    pub(in crate::app) fn undo(&mut self) -> Option<Effect> {
        let found = if let Some(Target::Deleted(id, _)) = self.target_in_list() {
            Some((self.shelf.restore(&id), Undone::Restored(id)))
        } else {
            self.shelf.undo()
        };
        let Some((change, undone)) = found else {
            self.told.message = Some(Message::Mark(AboutMark::NothingDeleted));
            return None;
        };
        self.told.message = match undone {
            Undone::TakenBack(id) => self.uncorrected(&id),
            Undone::InForce => Some(Message::Correction(AboutCorrection::Corrected)),
            Undone::Restored(id) => {
                let found = self.shelf.get(&id).and_then(|mark| mark.anchor.resolve(&self.document).passage());
                Some(Message::Mark(AboutMark::Restored { reference: self.reference_at(found) }))
            }
        };
        Some(Effect::Record(Box::new(change)))
    }

    /// What is told of a correction that is taken back: it may stand far from what is in view.
    fn uncorrected(&self, id: &str) -> Option<Message> {
        let said = self.shelf.corrections(&self.document);
        let (_, passage, verdict, _) = said.into_iter().find(|(known, ..)| *known == id)?;
        Some(Message::Correction(AboutCorrection::Uncorrected { verdict, reference: self.reference_at(passage) }))
    }

    /// What the beginning of a passage is called; nothing if it is lost.
    fn reference_at(&self, passage: Option<Passage>) -> String {
        passage.map_or_else(String::new, |passage| reference_of(&self.document, passage.start).short())
    }

    /// Sends the text of the passage to the clipboard, as it is in the document but for what acts instead of showing; with
    /// `with_reference`, as the settings say, with its source.
    pub(in crate::app) fn copy(&mut self, with_reference: bool) -> Option<Effect> {
        let mark = (self.panes.focus == Pane::List).then(|| self.chosen_mark()).flatten();
        let passage = mark.as_ref().map_or_else(|| Some(self.passage()), |id| self.shelf.passage(id));
        let citation = match (passage, mark.and_then(|id| self.shelf.get(&id))) {
            // The words of a lost passage are all that is left of it.
            (None, lost) => lost.map(|mark| Citation::of_anchor(&self.document, &mark.anchor)),
            (Some(passage), _) => Citation::of(&self.document, passage),
        };
        let Some(citation) = citation else {
            self.told.message = Some(Message::NothingChosen);
            return None;
        };
        let copied =
            if with_reference { citation.written(&self.settings.citation) } else { citation.text().to_owned() };
        // what a document hides must not act in the program that the text is pasted into
        let (copied, n_left_out) = PlainText::of(&copied);
        self.selecting.selection = None;
        self.told.message =
            Some(Message::Copy(AboutCopy::Sent(Copied { n_characters: copied.chars().count(), n_left_out })));
        Some(Effect::Copy(copied))
    }

    /// Begins to select at the place, or stops.
    pub(in crate::app) fn select(&mut self) {
        self.selecting.selection = match self.selecting.selection {
            Some(_) => None,
            None => {
                let mut place = self.viewport.place();
                let label = self.document.blocks.get(place.block).map_or(0, |block| block.label);
                place.byte = place.byte.max(label);
                Some(Selection::sentence_at(&self.document, place))
            }
        };
    }

    /// Selects all of the paragraph at the place, or at the moving end of the selection.
    pub(in crate::app) fn select_paragraph(&mut self) {
        let mut place = self.selecting.selection.map_or(self.viewport.place(), |selection| selection.moving);
        let label = self.document.blocks.get(place.block).map_or(0, |block| block.label);
        place.byte = place.byte.max(label);
        self.selecting.selection = Some(Selection::paragraph_at(&self.document, place));
    }

    /// Moves the moving end of the selection to where `step` leads, and shows it.
    pub(in crate::app) fn stretch(&mut self, step: impl Fn(&mut Self, Place) -> Option<Place>) {
        let Some(mut selection) = self.selecting.selection else { return };
        if let Some(place) = step(self, selection.moving) {
            selection.moving = place;
            self.selecting.selection = Some(selection);
            self.viewport.show(&self.document, place);
        }
    }

    pub(in crate::app) fn stretch_row(&mut self, down: bool) {
        self.stretch(|app, place| app.viewport.place_below(&app.document, place, down));
    }

    pub(in crate::app) fn stretch_word(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_word(&app.document, place, forward));
    }

    pub(in crate::app) fn stretch_paragraph(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_paragraph(&app.document, place, forward));
    }

    pub(in crate::app) fn stretch_turn(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_turn(&app.document, place, forward));
    }

    pub(in crate::app) fn stretch_sentence(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_sentence(&app.document, place, forward));
    }
}
