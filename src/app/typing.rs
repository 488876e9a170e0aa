//! What happens while a line is being typed: the search follows every letter, a command waits for Enter.

use super::message::Message;
use super::prompt::{Prompt, PromptKind, Typed};
use super::{App, Listing};
use crate::input::key::Key;

impl App {
    /// Opens a line to type in.
    pub(super) fn open_prompt(&mut self, kind: PromptKind) {
        if kind == PromptKind::Search {
            self.searching.begin(self.viewport.place(), self.viewport.line());
        }
        self.prompt = Some(Prompt::new(kind));
    }

    /// Gives a key to the line.
    pub(super) fn type_key(&mut self, key: Key) {
        let Some(prompt) = &mut self.prompt else { return };
        match prompt.press(key) {
            Typed::Changed => self.typed(),
            Typed::Moved => {}
            Typed::Accepted => self.accept(),
            Typed::Dropped => self.drop_prompt(),
        }
    }

    /// The text of the line has changed: an incremental search goes to the first hit from where it began.
    pub(super) fn typed(&mut self) {
        let Some(prompt) = self.prompt.as_ref().filter(|prompt| prompt.kind == PromptKind::Search) else { return };
        let text = prompt.text().to_owned();
        match self.searching.find(&self.document, &text) {
            Some(hit) => {
                self.viewport.show(&self.document, hit.start);
                self.tell_hit(false);
            }
            None => {
                self.return_to_origin();
                self.message = (!text.is_empty()).then_some(Message::NoHits(text));
            }
        }
    }

    fn accept(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        match prompt.kind {
            PromptKind::Search if prompt.text().is_empty() => self.searching.drop_search(),
            PromptKind::Search => {
                let origin = self.searching.origin();
                if let Some((origin, _)) = origin.filter(|_| !self.searching.hits().is_empty()) {
                    self.history.leave(origin);
                }
                self.searching.accept();
                self.listing = if self.searching.hits().is_empty() { Listing::Bookmarks } else { Listing::Hits };
                self.list_bookmarks();
                self.list.choose(self.searching.current_number().map_or(0, |number| number - 1));
                match self.searching.current_hit() {
                    Some(_) => self.tell_hit(false),
                    None => self.message = Some(Message::NoHits(prompt.text().to_owned())),
                }
            }
            PromptKind::Command if prompt.text().trim().is_empty() => {}
            PromptKind::Command => self.jump_to_reference(prompt.text()),
        }
    }

    /// Closes the line; a search goes back to where it began and forgets its hits.
    fn drop_prompt(&mut self) {
        if self.prompt.take().is_some_and(|prompt| prompt.kind == PromptKind::Search) {
            self.return_to_origin();
            self.drop_search();
        }
    }

    /// Forgets the search, and its hits in the list.
    pub(super) fn drop_search(&mut self) {
        self.searching.drop_search();
        if self.listing == Listing::Hits {
            self.listing = Listing::Bookmarks;
            self.list_bookmarks();
        }
    }

    fn return_to_origin(&mut self) {
        if let Some((place, line)) = self.searching.origin() {
            self.viewport.show_on_line(place, line);
        }
    }
}
