//! Bookmarks and selections: marking, deleting, bringing back, copying.

use super::list::Target;
use super::message::Message;
use super::note::{NoteField, Subject};
use super::panes::Pane;
use super::selection::{self, Selection};
use super::shelf::Shelf;
use super::{App, Effect, Listing};
use crate::document::citation;
use crate::document::place::{Passage, Place};
use crate::document::reference::reference_of;

impl App {
    /// The passage that marking and copying are about: the selection, else the paragraph at the place without its label.
    fn passage(&self) -> Passage {
        if let Some(selection) = self.selection.filter(|selection| !selection.passage().is_empty()) {
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
    pub(super) fn mark(&mut self) -> Option<Effect> {
        let passage = self.passage();
        if passage.is_empty() {
            self.message = Some(Message::NothingChosen);
            return None;
        }
        self.selection = None;
        let reference = reference_of(&self.document, passage.start).short();
        if self.shelf.at(passage).is_some() {
            self.message = Some(Message::Saved { reference });
            return None;
        }
        self.listing = Listing::Bookmarks;
        self.message = Some(Message::Marked { reference });
        Some(Effect::Record(Box::new(Shelf::add(&self.document, passage, "", None))))
    }

    /// Deletes the bookmark that the list has chosen, or the one at the place.
    pub(super) fn delete(&mut self) -> Option<Effect> {
        let Some(mark) = self.chosen_mark().and_then(|id| self.shelf.get(&id)) else {
            self.message = Some(Message::NothingChosen);
            return None;
        };
        let reference = self.shelf.reference(&self.document, mark);
        let change = self.shelf.delete(&mark.id);
        self.message = Some(Message::Deleted { reference });
        Some(Effect::Record(Box::new(change)))
    }

    /// The bookmark that the list has chosen while it has the focus, else the one at the place.
    fn chosen_mark(&self) -> Option<String> {
        let in_list = (self.panes.focus == Pane::List).then(|| self.list.chosen()).flatten();
        match in_list.map(|entry| &entry.target) {
            Some(Target::Bookmark(id, _)) => Some(id.clone()),
            Some(_) => None,
            None => self.mark_at_place(),
        }
    }

    /// Gives the bookmark a tag, or takes it away; without a bookmark there, makes one.
    pub(super) fn toggle_tag(&mut self, tag: &str) -> Option<Effect> {
        let tag = tag.trim_start_matches(['#', '＃']);
        let change = match self.chosen_mark() {
            Some(id) => self.shelf.toggle_tag(&id, tag),
            None => Shelf::add(&self.document, self.passage(), "", Some(tag)),
        };
        self.selection = None;
        self.message = Some(Message::Tagged { tag: tag.to_owned() });
        Some(Effect::Record(Box::new(change)))
    }

    /// Opens the field for a note on the bookmark, or on the passage, which is then marked.
    pub(super) fn open_note(&mut self) {
        let mark = self.chosen_mark().and_then(|id| self.shelf.get(&id));
        let (subject, text) = match mark {
            Some(mark) => (Subject::Mark(mark.id.clone()), mark.whole_note()),
            None => (Subject::Passage(self.passage()), String::new()),
        };
        self.note = Some(NoteField::new(subject, text));
    }

    /// Closes the field and keeps the note; nothing that was written is dropped.
    pub(super) fn close_note(&mut self) -> Option<Effect> {
        let field = self.note.take()?;
        let text = field.text().trim_end();
        let change = match field.subject() {
            Subject::Mark(id) if self.shelf.get(id).is_some_and(|mark| mark.whole_note() == text) => return None,
            Subject::Mark(id) => self.shelf.set_note(id, text),
            Subject::Passage(_) if text.is_empty() => return None,
            Subject::Passage(passage) => Shelf::add(&self.document, *passage, text, None),
        };
        let place = match field.subject() {
            Subject::Mark(id) => self.shelf.passage(id).map(|passage| passage.start),
            Subject::Passage(passage) => Some(passage.start),
        };
        let reference = place.map_or_else(String::new, |place| reference_of(&self.document, place).short());
        self.selection = None;
        self.message = Some(Message::Marked { reference });
        Some(Effect::Record(Box::new(change)))
    }

    fn mark_at_place(&self) -> Option<String> {
        let here = self.viewport.place().block;
        let reaches = |passage: &Passage| passage.start.block <= here && here <= passage.end.block;
        let mut marks = self.shelf.in_order().into_iter();
        marks.find(|(_, passage)| passage.as_ref().is_some_and(reaches)).map(|(mark, _)| mark.id.clone())
    }

    /// Takes back the last correction, or brings back what was deleted last.
    pub(super) fn undo(&mut self) -> Option<Effect> {
        if let Some(change) = self.shelf.take_back() {
            self.message = Some(Message::Uncorrected);
            return Some(Effect::Record(Box::new(change)));
        }
        let Some((change, mark)) = self.shelf.undelete() else {
            self.message = Some(Message::NothingDeleted);
            return None;
        };
        let passage = mark.anchor.resolve(&self.document).passage();
        let reference = passage.map_or_else(String::new, |it| reference_of(&self.document, it.start).short());
        self.message = Some(Message::Restored { reference });
        Some(Effect::Record(Box::new(change)))
    }

    /// The text of the passage, as it is in the document; with `reference`, as the settings say, with its source.
    pub(super) fn copy(&mut self, with_reference: bool) -> Option<Effect> {
        let in_list = (self.panes.focus == Pane::List).then(|| self.chosen_mark()).flatten();
        if let Some(lost) = in_list.as_ref().filter(|id| self.shelf.passage(id).is_none()) {
            // The words of a lost passage are all that is left of it.
            let words = self.shelf.get(lost).map(|mark| mark.anchor.exact.clone())?;
            self.message = Some(Message::Sent { n_characters: words.chars().count() });
            return Some(Effect::Copy(words));
        }
        let passage = in_list.and_then(|id| self.shelf.passage(&id)).unwrap_or_else(|| self.passage());
        let range = self.document.offset(passage.start)..self.document.offset(passage.end);
        let text = self.document.text.get(range).unwrap_or_default();
        if text.is_empty() {
            self.message = Some(Message::NothingChosen);
            return None;
        }
        let copied = if with_reference {
            citation::cite(&self.document, passage, text, &self.settings.citation)
        } else {
            text.to_owned()
        };
        self.selection = None;
        self.message = Some(Message::Sent { n_characters: copied.chars().count() });
        Some(Effect::Copy(copied))
    }

    /// Begins to select at the place, or stops.
    pub(super) fn select(&mut self) {
        self.selection = match self.selection {
            Some(_) => None,
            None => {
                let mut place = self.viewport.place();
                let label = self.document.blocks.get(place.block).map_or(0, |block| block.label);
                place.byte = place.byte.max(label);
                Some(Selection::sentence_at(&self.document, place))
            }
        };
    }

    /// Moves the moving end of the selection to where `step` leads, and shows it.
    pub(super) fn stretch(&mut self, step: impl Fn(&mut Self, Place) -> Option<Place>) {
        let Some(mut selection) = self.selection else { return };
        if let Some(place) = step(self, selection.moving) {
            selection.moving = place;
            self.selection = Some(selection);
            self.viewport.show(&self.document, place);
        }
    }

    pub(super) fn stretch_row(&mut self, down: bool) {
        self.stretch(|app, place| app.viewport.place_below(&app.document, place, down));
    }

    pub(super) fn stretch_word(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_word(&app.document, place, forward));
    }

    pub(super) fn stretch_paragraph(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_paragraph(&app.document, place, forward));
    }

    pub(super) fn stretch_turn(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_turn(&app.document, place, forward));
    }

    pub(super) fn stretch_sentence(&mut self, forward: bool) {
        self.stretch(|app, place| selection::next_sentence(&app.document, place, forward));
    }
}
