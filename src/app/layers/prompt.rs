//! The line in which a person types: a search or a command.

use tui_input::{Input, InputRequest};

use super::note::Subject;
use crate::input::key::{Key, KeyCode};

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptKind {
    /// Text to search for.
    Search,
    /// A question's number, a reference, or part of what a command is called.
    Command,
    /// The name of who speaks here.
    Speaker,
    /// A tag for the bookmark.
    Tag,
    /// What the listed bookmarks have in common.
    Filter,
    /// Words of a question, or of who asks it.
    Question,
}

/// What a key did to the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// The text is another.
    Changed,
    /// Nothing but the caret or the choice, or nothing.
    Moved,
    /// Enter.
    Accepted,
    /// Esc, or Backspace in an empty line.
    Dropped,
}

/// A line being typed.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What for.
    pub kind: PromptKind,
    input: Input,
    /// Which of the choices is chosen, if the person chose.
    chosen: Option<usize>,
    /// Which of the earlier searches is in it, counted from the last; none while it is what was typed.
    recalled: Option<usize>,
    /// Whether it is the menu, and was opened by the key for help.
    pub is_help: bool,
    /// What the tag or the name is for, as it was when the line was opened.
    pub about: Option<Subject>,
}

impl Prompt {
    /// An empty line, about a subject if it is for a tag or a name.
    pub fn new(kind: PromptKind, about: Option<Subject>) -> Self {
        Prompt { kind, input: Input::default(), chosen: None, recalled: None, is_help: false, about }
    }

    /// What has been typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// The choice that Enter takes: the one gone to, or of commands and questions the first that what was typed leaves;
    /// a name is taken as it was typed.
    pub fn choice(&self) -> Option<usize> {
        let takes_first = matches!(self.kind, PromptKind::Command | PromptKind::Question);
        self.chosen.or((takes_first && !self.text().trim().is_empty()).then_some(0))
    }

    /// Whether the person has gone to a choice.
    pub fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    /// Goes to the choice of this number, from 0.
    pub fn choose_at(&mut self, choice: usize) {
        self.chosen = Some(choice);
    }

    /// Moves to another of `n_choices` choices.
    pub fn choose(&mut self, down: bool, n_choices: usize) {
        let next = match (self.choice(), down) {
            (None, true) => 0,
            (None, false) => n_choices.saturating_sub(1),
            (Some(at), true) => at + 1,
            (Some(at), false) => at.saturating_sub(1),
        };
        self.chosen = (n_choices > 0).then(|| next.min(n_choices - 1));
    }

    /// Puts a word into the line, after which the rest is typed.
    pub fn begin(&mut self, word: &str) {
        self.input = Input::new(format!("{word} "));
    }

    /// The part of the text before the caret.
    pub fn before_caret(&self) -> &str {
        let text = self.text();
        let byte = text.char_indices().nth(self.input.cursor()).map_or(text.len(), |(byte, _)| byte);
        &text[..byte]
    }

    /// Takes a key; letters are letters here, full-width ones too.
    pub fn press(&mut self, key: Key) -> Typed {
        if key.code == KeyCode::Backspace && self.text().is_empty() {
            return Typed::Dropped;
        }
        let Some(request) = request_of(key) else {
            return match key.code {
                KeyCode::Enter => Typed::Accepted,
                KeyCode::Esc => Typed::Dropped,
                KeyCode::Char('c') if key.ctrl => Typed::Dropped,
                KeyCode::Char(_) | KeyCode::Function(_) | KeyCode::Tab | KeyCode::BackTab => Typed::Moved,
                KeyCode::Backspace | KeyCode::Delete | KeyCode::Home | KeyCode::End => Typed::Moved,
                KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right => Typed::Moved,
                KeyCode::PageUp | KeyCode::PageDown => Typed::Moved,
            };
        };
        match self.input.handle(request) {
            Some(changed) if changed.value => {
                self.chosen = None;
                Typed::Changed
            }
            _ => Typed::Moved,
        }
    }

    /// Puts one of `known` into the line, the last at first, then earlier ones; back to an empty line. Whether it is another text.
    pub fn recall(&mut self, known: &[String], earlier: bool) -> bool {
        let wanted = match (self.recalled, earlier) {
            (None, true) => Some(0),
            (Some(at), true) => Some((at + 1).min(known.len().saturating_sub(1))),
            (Some(at), false) => at.checked_sub(1),
            (None, false) => None,
        };
        let text = wanted.and_then(|at| known.iter().rev().nth(at));
        let is_other = wanted != self.recalled && (wanted.is_none() || text.is_some());
        if is_other {
            self.recalled = wanted;
            self.input = Input::new(text.cloned().unwrap_or_default());
        }
        is_other
    }

    /// Puts what was typed between the slashes of a regular expression, `/…/r`, or takes it out of them.
    pub fn toggle_expression(&mut self) {
        let (text, caret) = (self.text(), self.input.cursor());
        // the caret stays at the same letter
        let (other, caret) = match text.strip_prefix('/').and_then(|text| text.strip_suffix("/r")) {
            Some(inside) => (inside.to_owned(), caret.saturating_sub(1).min(inside.chars().count())),
            None => (format!("/{text}/r"), caret + 1),
        };
        self.input = Input::new(other).with_cursor(caret);
        self.chosen = None;
    }

    /// Puts pasted text in at the caret: one line, without control characters.
    pub fn paste(&mut self, text: &str) {
        for c in text.trim().chars() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if !c.is_control() {
                self.input.handle(InputRequest::InsertChar(c));
            }
        }
    }
}

/// What a key means in a line of text, as in a shell.
fn request_of(key: Key) -> Option<InputRequest> {
    use InputRequest::{
        DeleteNextChar, DeletePrevChar, DeletePrevWord, GoToEnd, GoToNextChar, GoToNextWord, GoToPrevChar,
        GoToPrevWord, GoToStart,
    };
    match key.code {
        KeyCode::Char(c) => request_of_character(c, key.ctrl, key.alt),
        KeyCode::Home => Some(GoToStart),
        KeyCode::End => Some(GoToEnd),
        KeyCode::Left => Some(if key.ctrl { GoToPrevWord } else { GoToPrevChar }),
        KeyCode::Right => Some(if key.ctrl { GoToNextWord } else { GoToNextChar }),
        KeyCode::Backspace => Some(if key.alt { DeletePrevWord } else { DeletePrevChar }),
        KeyCode::Delete => Some(DeleteNextChar),
        KeyCode::Enter | KeyCode::Esc | KeyCode::Tab | KeyCode::BackTab | KeyCode::Function(_) => None,
        KeyCode::Up | KeyCode::Down | KeyCode::PageUp | KeyCode::PageDown => None,
    }
}

/// What a character means there, held with these.
fn request_of_character(c: char, ctrl: bool, alt: bool) -> Option<InputRequest> {
    use InputRequest::{
        DeleteFromStart, DeletePrevWord, DeleteTillEnd, GoToEnd, GoToNextWord, GoToPrevWord, GoToStart, InsertChar,
        Yank,
    };
    Some(match (c, ctrl, alt) {
        (c, false, false) => InsertChar(c),
        ('a', true, _) => GoToStart,
        ('e', true, _) => GoToEnd,
        ('w', true, _) => DeletePrevWord,
        ('u', true, _) => DeleteFromStart,
        ('k', true, _) => DeleteTillEnd,
        ('y', true, _) => Yank,
        ('b', _, true) => GoToPrevWord,
        ('f', _, true) => GoToNextWord,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_edited_by_grapheme_clusters() {
        let mut prompt = Prompt::new(PromptKind::Search, None);
        for c in "中e\u{301}国".chars() {
            assert_eq!(prompt.press(Key::char(c)), Typed::Changed);
        }
        prompt.press(Key::plain(KeyCode::Left));
        assert_eq!(prompt.before_caret(), "中e\u{301}");
        prompt.press(Key::plain(KeyCode::Backspace));
        assert_eq!(prompt.text(), "中国");
        assert_eq!(prompt.press(Key::plain(KeyCode::Enter)), Typed::Accepted);
    }

    #[test]
    fn earlier_texts_are_recalled_from_the_last_on() {
        let known = ["桥".to_owned(), "灯".to_owned()];
        let mut prompt = Prompt::new(PromptKind::Search, None);
        let mut texts = Vec::new();
        for earlier in [true, true, true, false, false, false] {
            prompt.recall(&known, earlier);
            texts.push(prompt.text().to_owned());
        }
        assert_eq!(texts, ["灯", "桥", "桥", "灯", "", ""]);
        assert!(!Prompt::new(PromptKind::Search, None).recall(&[], true));
    }

    #[test]
    fn an_expression_is_put_between_slashes_around_the_caret() {
        let mut prompt = Prompt::new(PromptKind::Search, None);
        prompt.paste("第.届");
        prompt.press(Key::plain(KeyCode::Left));
        prompt.toggle_expression();
        assert_eq!((prompt.text(), prompt.before_caret()), ("/第.届/r", "/第."));
        prompt.toggle_expression();
        assert_eq!((prompt.text(), prompt.before_caret()), ("第.届", "第."));
        prompt.press(Key::plain(KeyCode::End));
        prompt.toggle_expression();
        prompt.press(Key::plain(KeyCode::End));
        prompt.toggle_expression();
        assert_eq!((prompt.text(), prompt.before_caret()), ("第.届", "第.届"));
    }

    #[test]
    fn a_paste_is_one_harmless_line() {
        let mut prompt = Prompt::new(PromptKind::Search, None);
        prompt.paste("一带\n一路\u{1b}[31m ");
        assert_eq!(prompt.text(), "一带 一路[31m");
    }
}
