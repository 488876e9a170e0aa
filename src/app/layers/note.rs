//! The field in which a note is written: several lines, edited by grapheme clusters.

use crate::app::lists::card::{LIST_CELLS, one_line};
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::place::Passage;
use crate::document::reference::reference_of;
use crate::input::key::{Key, KeyCode};
use crate::layout::clusters::clusters;
use crate::layout::fill::{Line, Shape, fill};
use crate::layout::kinsoku::Rules;
use crate::layout::language::Language;
use crate::layout::segments::word_ends;
use crate::layout::width::{WidthPolicy, text_width};

/// What a note is on.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A bookmark, by its id.
    Mark(String),
    /// A passage that is marked when the note is kept; an anchor, because the file may change under the field.
    Passage {
        /// The passage.
        anchor: Box<Anchor>,
        /// What a person calls it.
        reference: String,
    },
}

impl Subject {
    /// A passage of `document`.
    pub fn passage(document: &Document, passage: Passage) -> Self {
        let reference = reference_of(document, passage.start).short();
        Subject::Passage { anchor: Box::new(Anchor::of(document, passage)), reference }
    }
}

/// What a key did to the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The person writes on.
    Open,
    /// The note is to be kept.
    Kept,
    /// The note is not to be kept.
    Abandoned,
}

/// A note being written.
#[derive(Debug, Clone)]
pub struct NoteField {
    subject: Subject,
    text: String,
    /// The byte before which the next letter goes.
    caret: usize,
    /// What the text was, with the caret, before each change.
    before: Vec<(String, usize)>,
    /// What was undone, to be done again.
    after: Vec<(String, usize)>,
}

/// Changes that can be undone.
const UNDONE: usize = 200;

impl NoteField {
    /// A field with `text` in it, the caret at its end.
    pub fn new(subject: Subject, text: String) -> Self {
        NoteField { subject, caret: text.len(), text, before: Vec::new(), after: Vec::new() }
    }

    /// What it is on.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What has been written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows of the text at `width` cells, and the row and column of the caret.
    pub fn rows(&self, width: usize, policy: WidthPolicy) -> (Vec<Line>, (usize, usize)) {
        let mut rows: Vec<Line> = Vec::new();
        let mut start = 0;
        for line in self.text.split('\n') {
            let language = Language::of(line, Language::default());
            let shape = Shape {
                width: width.max(1),
                rules: Rules::default().in_language(language),
                policy,
                ..Shape::default()
            };
            let moved = |row: Line| Line { range: row.range.start + start..row.range.end + start, ..row };
            rows.extend(fill(line, &shape).into_iter().map(moved));
            start += line.len() + 1;
        }
        let row = rows.iter().rposition(|row| row.range.start <= self.caret).unwrap_or(0);
        let column = rows.get(row).map_or(0, |row| text_width(&self.text[row.range.start..self.caret], policy));
        (rows, (row, column))
    }

    /// Whether it is another than when the field was opened.
    pub fn is_changed(&self) -> bool {
        self.before.first().is_some_and(|(text, _)| *text != self.text)
    }

    /// Takes a key.
    pub fn press(&mut self, key: Key) -> Written {
        match key.code {
            KeyCode::Esc => return Written::Kept,
            KeyCode::Char(c) if key.ctrl => return self.press_with_ctrl(c),
            KeyCode::Char(_) if key.alt => {}
            KeyCode::Char(c) => self.insert(&c.to_string()),
            KeyCode::Enter => self.insert("\n"),
            KeyCode::Backspace => self.delete(self.left(), self.caret),
            KeyCode::Delete => self.delete(self.caret, self.right()),
            KeyCode::Home => self.caret = self.line_start(),
            KeyCode::End => self.caret = self.line_end(),
            KeyCode::Left => self.caret = self.left(),
            KeyCode::Right => self.caret = self.right(),
            KeyCode::Up => self.change_line(false),
            KeyCode::Down => self.change_line(true),
            KeyCode::Tab | KeyCode::BackTab | KeyCode::PageUp | KeyCode::PageDown | KeyCode::Function(_) => {}
        }
        Written::Open
    }

    /// Takes a character that is typed with Ctrl.
    fn press_with_ctrl(&mut self, c: char) -> Written {
        match c {
            's' => return Written::Kept,
            'c' => return Written::Abandoned,
            'z' => self.undo(),
            'y' => self.redo(),
            'w' => self.delete(self.word_start(), self.caret),
            'a' => self.caret = self.line_start(),
            'e' => self.caret = self.line_end(),
            'u' => self.delete(self.line_start(), self.caret),
            'k' => self.delete(self.caret, self.line_end()),
            _ => {}
        }
        Written::Open
    }

    /// Puts pasted text in at the caret.
    pub fn paste(&mut self, text: &str) {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        self.insert(&lines.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>());
    }

    fn insert(&mut self, text: &str) {
        self.remember();
        self.text.insert_str(self.caret, text);
        self.caret += text.len();
    }

    fn delete(&mut self, start: usize, end: usize) {
        if start < end {
            self.remember();
            self.text.replace_range(start..end, "");
            self.caret = start;
        }
    }

    fn remember(&mut self) {
        if self.before.len() == UNDONE {
            // The first stays: it is what the field was opened with.
            self.before.remove(1);
        }
        self.after.clear();
        self.before.push((self.text.clone(), self.caret));
    }

    fn undo(&mut self) {
        if let Some(earlier) = self.before.pop() {
            self.after.push((std::mem::take(&mut self.text), self.caret));
            (self.text, self.caret) = earlier;
        }
    }

    fn redo(&mut self) {
        if let Some(later) = self.after.pop() {
            self.before.push((std::mem::take(&mut self.text), self.caret));
            (self.text, self.caret) = later;
        }
    }

    /// Where the word before the caret begins, or the line.
    fn word_start(&self) -> usize {
        let start = self.line_start();
        let line = &self.text[start..self.caret];
        let words = word_ends(line.trim_end());
        start + words.len().checked_sub(2).map_or(0, |before_last| words[before_last])
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |feed| feed + 1)
    }

    fn line_end(&self) -> usize {
        self.text[self.caret..].find('\n').map_or(self.text.len(), |feed| self.caret + feed)
    }

    fn left(&self) -> usize {
        let before = &self.text[..self.caret];
        clusters(before, WidthPolicy::NARROW).last().map_or(0, |cluster| cluster.range.start)
    }

    fn right(&self) -> usize {
        let behind = &self.text[self.caret..];
        clusters(behind, WidthPolicy::NARROW).next().map_or(self.caret, |cluster| self.caret + cluster.range.end)
    }

    /// Goes to the line above or below, as many clusters from its start.
    fn change_line(&mut self, down: bool) {
        let start = self.line_start();
        let n_clusters = clusters(&self.text[start..self.caret], WidthPolicy::NARROW).count();
        let to = match down {
            true if self.line_end() < self.text.len() => self.line_end() + 1,
            false if start > 0 => self.text[..start - 1].rfind('\n').map_or(0, |feed| feed + 1),
            _ => return,
        };
        let line = self.text[to..].split('\n').next().unwrap_or_default();
        let at = clusters(line, WidthPolicy::NARROW).take(n_clusters).last().map_or(0, |cluster| cluster.range.end);
        self.caret = to + at;
    }
}

impl App {
    /// What a note or a tag is on: what a person calls it, and its first words.
    pub fn called(&self, subject: &Subject) -> (String, String) {
        let (reference, exact) = match subject {
            Subject::Mark(id) => {
                let Some(mark) = self.shelf.get(id) else { return (String::new(), String::new()) };
                (self.shelf.reference(&self.document, mark), &mark.anchor.exact)
            }
            Subject::Passage { anchor, reference } => (reference.clone(), &anchor.exact),
        };
        (reference, one_line(exact.trim(), LIST_CELLS))
    }

    /// Gives a key to the note field.
    pub(in crate::app) fn write_note(&mut self, key: Key) -> Option<Effect> {
        match self.over.note.as_mut()?.press(key) {
            Written::Open => None,
            Written::Kept => self.close_note(),
            Written::Abandoned => {
                self.abandon_note();
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[KeyCode]) -> NoteField {
        let mut field = NoteField::new(Subject::Mark("1".to_owned()), String::new());
        keys.iter().for_each(|code| assert_eq!(field.press(Key::plain(*code)), Written::Open));
        field
    }

    #[test]
    fn lines_are_gone_through_by_clusters() {
        use KeyCode::{Backspace, Char, Enter, Up};
        let field = typed(&[Char('中'), Char('文'), Enter, Char('a'), Up, Char('x')]);
        assert_eq!(field.text(), "中x文\na");
        let field = typed(&[Char('e'), Char('\u{301}'), Backspace]);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn a_change_can_be_undone() {
        let mut field = typed(&[KeyCode::Char('a'), KeyCode::Char('b')]);
        field.paste("两\r\n行\u{7}");
        assert_eq!(field.text(), "ab两\n行");
        let ctrl = |c| Key { ctrl: true, ..Key::char(c) };
        field.press(ctrl('z'));
        assert_eq!(field.text(), "ab");
        field.press(ctrl('y'));
        assert_eq!(field.text(), "ab两\n行");
        for (key, text) in [('z', "ab"), ('z', "a"), ('y', "ab"), ('w', ""), ('y', ""), ('z', "ab")] {
            field.press(ctrl(key));
            assert_eq!(field.text(), text, "Ctrl-{key}");
        }
    }

    #[test]
    fn the_caret_is_where_the_next_letter_goes() {
        let mut field = NoteField::new(Subject::Mark("1".to_owned()), "一二三四五".to_owned());
        let (rows, caret) = field.rows(6, WidthPolicy::NARROW);
        assert_eq!((rows.len(), caret), (2, (1, 4)));
        field.press(Key::plain(KeyCode::Home));
        assert_eq!(field.rows(6, WidthPolicy::NARROW).1, (0, 0));
    }
}
