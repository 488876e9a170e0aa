//! What happens while a line is being typed: the search and the filter follow every letter, the rest waits for Enter.

use super::command::Command;
use super::message::Message;
use super::prompt::{Prompt, PromptKind, Typed};
use super::{App, Effect, Listing};
use crate::document::correction::Verdict;
use crate::input::key::{Key, KeyCode};

impl App {
    /// Opens a line to type in.
    pub(super) fn open_prompt(&mut self, kind: PromptKind) {
        if kind == PromptKind::Search {
            self.searching.begin(self.viewport.place(), self.viewport.line());
        }
        self.prompt = Some(Prompt::new(kind));
    }

    /// Gives a key to the line.
    pub(super) fn type_key(&mut self, key: Key) -> Option<Effect> {
        let n_offers = self.offers().len();
        let prompt = self.prompt.as_mut()?;
        if let (PromptKind::Command, KeyCode::Down | KeyCode::Up | KeyCode::Tab) = (prompt.kind, key.code) {
            prompt.choose(key.code != KeyCode::Up, n_offers);
            return None;
        }
        // A digit alone is the tag of that number: nothing more needs to be typed.
        if let (PromptKind::Tag, true, Some(digit @ 1..)) = (prompt.kind, prompt.text().is_empty(), key.digit()) {
            let tag = self.settings.tags.get(digit - 1).cloned().unwrap_or_else(|| digit.to_string());
            self.prompt = None;
            return self.toggle_tag(&tag);
        }
        match prompt.press(key) {
            Typed::Changed => self.typed(),
            Typed::Moved => {}
            Typed::Accepted => return self.accept(),
            Typed::Dropped => self.drop_prompt(),
        }
        None
    }

    /// The text of the line has changed: a search goes to the first hit from where it began, a filter is applied.
    pub(super) fn typed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let text = prompt.text().to_owned();
        match prompt.kind {
            PromptKind::Search => self.search_for(text),
            PromptKind::Filter => {
                self.filter = text;
                self.list_entries();
            }
            PromptKind::Command | PromptKind::Speaker | PromptKind::Tag => {}
        }
    }

    fn search_for(&mut self, text: String) {
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

    fn accept(&mut self) -> Option<Effect> {
        let prompt = self.prompt.as_ref()?;
        let offers = self.offers();
        let command = prompt.choice().and_then(|choice| offers.get(choice)).map(|offer| offer.command.clone());
        // What changes the structure is done only when it was gone to, never because it was the first that matched.
        let command = command.filter(|command| prompt.is_chosen() || matches!(command, Command::Do(_)));
        let prompt = self.prompt.take()?;
        let typed = prompt.text().trim();
        match prompt.kind {
            // An empty search repeats the last one, as in less and vim.
            PromptKind::Search if prompt.text().is_empty() => self.jump_hit(true),
            PromptKind::Search => self.accept_search(prompt.text()),
            PromptKind::Command => return self.run_command(typed, command),
            PromptKind::Speaker if !typed.is_empty() => return self.correct(Verdict::Speaker(typed.to_owned())),
            PromptKind::Tag if !typed.is_empty() => return self.toggle_tag(typed),
            PromptKind::Filter | PromptKind::Speaker | PromptKind::Tag => {}
        }
        None
    }

    fn accept_search(&mut self, text: &str) {
        let found = !self.searching.hits().is_empty();
        if let Some((origin, _)) = self.searching.origin().filter(|_| found) {
            self.history.leave(origin);
        }
        self.searching.accept();
        self.list_other(if found { Listing::Hits } else { Listing::Bookmarks });
        self.list.choose(self.searching.current_number().map_or(0, |number| number - 1));
        match self.searching.current_hit() {
            Some(_) => self.tell_hit(false),
            None => self.message = Some(Message::NoHits(text.to_owned())),
        }
    }

    /// Closes the line; a search goes back to where it began and forgets its hits, a filter is lifted.
    fn drop_prompt(&mut self) {
        match self.prompt.take().map(|prompt| prompt.kind) {
            Some(PromptKind::Search) => {
                self.return_to_origin();
                self.drop_search();
            }
            Some(PromptKind::Filter) => {
                self.filter.clear();
                self.list_entries();
            }
            _ => {}
        }
    }

    /// Forgets the search, and its hits in the list.
    pub(super) fn drop_search(&mut self) {
        self.searching.drop_hits();
        if self.listing == Listing::Hits {
            self.list_other(Listing::Bookmarks);
        }
    }

    fn return_to_origin(&mut self) {
        if let Some((place, line)) = self.searching.origin() {
            self.viewport.show_on_line(place, line);
        }
    }
}
