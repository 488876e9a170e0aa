//! What is being written and not finished: a note, a tag, the name of a speaker. It is known at every moment as the change
//! that would keep it, so that whoever ends the program can have it kept.

use super::note::{NoteField, Subject};
use super::prompt::{Prompt, PromptKind};
use crate::app::App;
use crate::app::marks::shelf::Shelf;
use crate::document::anchor::Anchor;
use crate::document::operation::{Change, Correction};
use crate::document::verdict::Verdict;

impl App {
    /// The change that keeps what is being written; nothing where that would change nothing.
    pub fn being_written(&self) -> Option<Change> {
        match (&self.over.note, &self.over.prompt) {
            (Some(field), _) => self.noted(field),
            (None, Some(prompt)) => self.typed_so_far(prompt),
            (None, None) => None,
        }
    }

    /// Whether something is being written about a passage of the text, or a mark on one.
    pub fn is_writing_about_text(&self) -> bool {
        self.over.note.is_some() || self.over.prompt.as_ref().is_some_and(|prompt| prompt.about.is_some())
    }

    /// Closes what is being written about the other text, in whose log it has been kept; a search or a command stays.
    pub(in crate::app) fn leave_unfinished(&mut self) {
        self.over.note = None;
        self.over.draft.take_if(|draft| matches!(draft.subject(), Subject::Mark(_)));
        self.over.prompt.take_if(|prompt| prompt.about.is_some());
    }

    /// The change that keeps a note; nothing if it is as it was, or empty.
    pub(in crate::app) fn noted(&self, field: &NoteField) -> Option<Change> {
        let text = field.text().trim_end();
        match field.subject() {
            Subject::Mark(id) if self.shelf.get(id).is_some_and(|mark| mark.whole_note() == text) => None,
            Subject::Mark(id) => Some(self.shelf.set_note(id, text)),
            Subject::Passage { .. } if text.is_empty() => None,
            Subject::Passage { anchor, .. } => Some(Shelf::add((**anchor).clone(), text, None)),
        }
    }

    /// The change that Enter would make of a line. A tag that is there stays: half a word is no wish to take it away.
    fn typed_so_far(&self, prompt: &Prompt) -> Option<Change> {
        let word = self.word_of(prompt);
        let subject = prompt.about.as_ref().filter(|_| !word.is_empty())?;
        match (prompt.kind, subject) {
            (PromptKind::Tag, Subject::Mark(id)) => {
                let is_there = self.shelf.get(id).is_some_and(|mark| mark.tags.contains(&word));
                (!is_there).then(|| self.shelf.toggle_tag(id, &word))
            }
            (PromptKind::Tag, Subject::Passage { anchor, .. }) => Some(Shelf::add((**anchor).clone(), "", Some(&word))),
            (PromptKind::Speaker, Subject::Passage { anchor, .. }) => {
                let verdict = Verdict::Speaker(word);
                let block = self.paragraph_of(anchor);
                let is_refused = block.is_some_and(|block| self.document.refusal(block, &verdict).is_some());
                let (anchor, says) = ((**anchor).clone().into(), verdict.to_json().into());
                let correction = Correction { anchor, says, ..Correction::default() };
                (!is_refused).then_some(Change::Correct(correction))
            }
            (PromptKind::Speaker, Subject::Mark(_))
            | (PromptKind::Search | PromptKind::Command | PromptKind::Filter | PromptKind::Question, _) => None,
        }
    }

    /// The paragraph of an anchor, if it is still there.
    pub(in crate::app) fn paragraph_of(&self, anchor: &Anchor) -> Option<usize> {
        Some(self.shelf.find(&self.document, anchor)?.start.block)
    }

    /// The word that Enter would take: the one gone to, else what was typed.
    fn word_of(&self, prompt: &Prompt) -> String {
        let chosen = prompt.is_chosen().then(|| prompt.choice()).flatten();
        let chosen = chosen.and_then(|choice| self.choices().into_iter().nth(choice)).map(|choice| choice.text);
        let typed = || prompt.text().trim().to_owned();
        chosen.unwrap_or_else(typed).trim_start_matches(['#', '＃']).trim().to_owned()
    }
}
