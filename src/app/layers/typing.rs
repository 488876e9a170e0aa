//! What happens while a line is being typed: the search and the filter follow every letter, the rest waits for Enter.

use super::note::Subject;
use super::prompt::{Prompt, PromptKind, Typed};
use crate::app::menu::choices::Meaning;
use crate::app::message::{AboutSearch, Message};
use crate::app::{App, Effect};
use crate::document::verdict::Verdict;
use crate::input::action::Action;
use crate::input::key::{Key, KeyCode};

/// By how many choices a key goes on, and whether down.
fn steps(key: Key) -> Option<(bool, usize)> {
    /// Choices that a page of them has.
    const PAGE: usize = 8;
    match key.code {
        KeyCode::Down | KeyCode::Tab => Some((true, 1)),
        KeyCode::Up => Some((false, 1)),
        KeyCode::PageDown => Some((true, PAGE)),
        KeyCode::PageUp => Some((false, PAGE)),
        KeyCode::Char(_) | KeyCode::Function(_) | KeyCode::BackTab | KeyCode::Enter | KeyCode::Esc => None,
        KeyCode::Backspace | KeyCode::Delete | KeyCode::Home | KeyCode::End | KeyCode::Left | KeyCode::Right => None,
    }
}

impl App {
    /// Opens a line to type in.
    pub(in crate::app) fn open_prompt(&mut self, kind: PromptKind) {
        if kind == PromptKind::Search {
            self.searching.begin(self.viewport.stance());
        }
        let about = match kind {
            PromptKind::Tag => self.subject_there(),
            PromptKind::Speaker => Some(Subject::passage(&self.document, self.corrected_passage())),
            PromptKind::Search | PromptKind::Command | PromptKind::Filter | PromptKind::Question => None,
        };
        self.over.prompt = Some(Prompt::new(kind, about));
    }

    /// Opens the menu; `is_help` where help was asked for.
    pub(in crate::app) fn open_menu(&mut self, is_help: bool) {
        self.open_prompt(PromptKind::Command);
        self.over.prompt.iter_mut().for_each(|prompt| prompt.is_help = is_help);
    }

    /// Gives a key to the line.
    pub(in crate::app) fn type_key(&mut self, key: Key) -> Option<Effect> {
        let searches = self.over.prompt.as_ref().is_some_and(|prompt| prompt.kind == PromptKind::Search);
        if searches && matches!(key.code, KeyCode::Up | KeyCode::Down) {
            self.recall_search(key.code == KeyCode::Up);
            return None;
        }
        if let Some((down, n)) = steps(key) {
            let n_choices = self.choices().len();
            let prompt = self.over.prompt.as_mut()?;
            (0..n).for_each(|_| prompt.choose(down, n_choices));
            return None;
        }
        // where nothing is typed the caret has nowhere to go
        if matches!(key.code, KeyCode::Home | KeyCode::End) {
            let n_choices = self.choices().len();
            let prompt = self.over.prompt.as_mut()?;
            if prompt.text().is_empty() && n_choices > 0 {
                prompt.choose_at(if key.code == KeyCode::Home { 0 } else { n_choices - 1 });
                return None;
            }
        }
        let meant = self.meant(key);
        let prompt = self.over.prompt.as_mut()?;
        if prompt.kind == PromptKind::Command && prompt.text().is_empty() {
            // words are called as they are typed elsewhere, `:export`
            if meant == Some(Action::Command) && prompt.is_help {
                return None;
            }
            // the key that opened the menu closes it
            if matches!(meant, Some(Action::Command | Action::Help)) {
                self.drop_prompt();
                return None;
            }
        }
        // A digit alone is the tag of that number: nothing more needs to be typed.
        if let (PromptKind::Tag, true, Some(digit @ 1..)) = (prompt.kind, prompt.text().is_empty(), key.digit()) {
            let tag = self.settings.tags.get(digit - 1).cloned().unwrap_or_else(|| digit.to_string());
            let about = self.over.prompt.take().and_then(|prompt| prompt.about);
            return self.toggle_tag(about, &tag);
        }
        // an editor's key for the same, which letters leave free here
        if prompt.kind == PromptKind::Search && key == (Key { alt: true, ..Key::char('r') }) {
            prompt.toggle_expression();
            self.typed();
            return None;
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
    pub(in crate::app) fn typed(&mut self) {
        let Some(prompt) = &self.over.prompt else { return };
        let text = prompt.text().to_owned();
        match prompt.kind {
            PromptKind::Search => self.search_for(&text),
            PromptKind::Filter => self.filter_by(&text),
            PromptKind::Command | PromptKind::Speaker | PromptKind::Tag | PromptKind::Question => {}
        }
    }

    /// Takes what was typed or chosen: Enter.
    pub(in crate::app) fn accept(&mut self) -> Option<Effect> {
        let prompt = self.over.prompt.as_ref()?;
        let choices = self.choices();
        let n_choices = choices.len();
        let chosen = prompt.choice().and_then(|choice| choices.into_iter().nth(choice));
        let prompt = self.over.prompt.take()?;
        let is_meant = prompt.is_chosen() || n_choices == 1;
        let typed = prompt.text().trim();
        let (command, place, word) = match chosen.map(|choice| (choice.means, choice.text)) {
            Some((Meaning::Do(command), _)) => (Some(command), None, None),
            Some((Meaning::Go(place), _)) => (None, Some(place), None),
            Some((Meaning::Typed(word), _)) => return self.run_typed(word),
            Some((Meaning::Word, word)) => (None, None, Some(word)),
            None => (None, None, None),
        };
        // What changes the structure is done only when it was gone to or is all that matches, never because it was the first.
        let command = command.filter(|command| is_meant || !command.changes_structure());
        let word = word.as_deref().unwrap_or(typed);
        match prompt.kind {
            // An empty search repeats the last one, as in less and vim.
            PromptKind::Search if prompt.text().is_empty() => self.jump_hit(true),
            PromptKind::Search => {
                self.accept_search();
                return self.keep_search(prompt.text());
            }
            PromptKind::Command => match place {
                Some(place) => self.jump(place),
                None => return self.run_command(typed, command),
            },
            PromptKind::Question => match place {
                Some(place) => self.jump(place),
                None if typed.is_empty() => {}
                None => self.told.message = Some(Message::Search(AboutSearch::NoHits(typed.to_owned()))),
            },
            PromptKind::Speaker if !word.is_empty() => return self.name_speaker(prompt.about.clone(), word),
            PromptKind::Tag if !word.is_empty() => return self.toggle_tag(prompt.about.clone(), word),
            PromptKind::Filter | PromptKind::Speaker | PromptKind::Tag => {}
        }
        None
    }

    /// Gives the paragraph that the line was opened for another speaker.
    fn name_speaker(&mut self, about: Option<Subject>, name: &str) -> Option<Effect> {
        let Some(Subject::Passage { anchor, .. }) = about else { return None };
        let block = self.paragraph_of(&anchor);
        self.correct_paragraph(*anchor, block, Verdict::Speaker(name.to_owned()))
    }

    /// Shows only what says this: of the page of documents, or of the list beside the text.
    fn filter_by(&mut self, text: &str) {
        match self.documents.shown_mut() {
            Some(catalogue) => catalogue.set_filter(text),
            None => {
                text.clone_into(&mut self.lists.filter);
                self.list_entries();
            }
        }
    }

    /// Closes the line; a search goes back to where it began and forgets its hits, a filter is lifted.
    pub(in crate::app) fn drop_prompt(&mut self) {
        match self.over.prompt.take().map(|prompt| prompt.kind) {
            Some(PromptKind::Search) => {
                self.return_to_origin();
                self.drop_search();
            }
            Some(PromptKind::Filter) => self.filter_by(""),
            Some(PromptKind::Command | PromptKind::Question | PromptKind::Speaker | PromptKind::Tag) | None => {}
        }
    }
}
