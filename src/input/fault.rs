//! A fault is something wrong in a file of the person's own: settings, keys, words, themes, labels. Each is told with its file
//! and line, in the reader's language; the sentences are in `assets/strings/`, and `ui::faults` puts them together.

use std::io;
use std::ops::Range;

use toml::de::DeTable;

/// Something wrong in a file of the person's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub wrong: Wrong,
}

/// What can be wrong in a file of settings.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum Wrong {
    Unreadable(Unreadable),
    /// It is no TOML; these are the words of its parser.
    Syntax(String),
    /// A table that the file does not have, and those that it has.
    UnknownTable {
        name: String,
        known: String,
    },
    UnknownAction(String),
    /// Keys are no text and no list of texts.
    NotKeys,
    /// There is no key between the quotes.
    NoKey,
    UnknownKey(String),
    /// A key that is taken for a count before it can mean anything.
    CountsFirst(String),
    /// The same keys mean two actions; the line of the first.
    SameKeys {
        keys: String,
        first: &'static str,
        line: usize,
        second: &'static str,
    },
    /// Keys that can't be reached, because their beginning means something by itself; the line where that is written, unless
    /// it is a key that wenda comes with.
    HiddenKeys {
        keys: String,
        action: &'static str,
        beginning: String,
        hides: &'static str,
        line: Option<usize>,
    },
    UnknownSetting {
        name: String,
        near: Option<String>,
    },
    /// A value of the wrong kind, and what kind it has to be of.
    WrongKind {
        name: String,
        kind: Kind,
    },
    /// A number that is less than is possible.
    TooSmall {
        name: String,
        least: usize,
    },
    /// Something to be filled in that is not known there, and what is.
    UnknownPlaceholder {
        name: String,
        placeholder: String,
        known: String,
    },
    /// A value that is none of those that there are.
    NoChoice {
        name: String,
        value: String,
        choices: String,
    },
    /// A part of the screen that there is not.
    UnknownPart {
        name: String,
        near: Option<String>,
    },
    /// A word that is no colour and no style.
    NoStyle(String),
    /// A sentence that wenda does not say.
    UnknownSentence {
        name: String,
        near: Option<String>,
    },
    /// The file of labels is for another version of wenda.
    Newer,
    UnknownList {
        name: String,
        near: Option<String>,
    },
    /// A word to be taken away that no list has, and what the list has that is spelled nearly so.
    NothingTaken {
        word: String,
        list: String,
        near: String,
    },
    NoShape(String),
    /// A row of the calendar that is no number with a name.
    NoNumberedName(String),
}

/// Why a file can't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum Unreadable {
    NotText,
    NotYours,
    TooLong,
    /// Something that is no file stands in its place: a folder, a link.
    NoFile,
    /// The system says no: of what kind that is, and its words.
    System(io::ErrorKind, String),
}

/// What kind of value something has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are in assets/strings/en.toml under the same names")]
pub enum Kind {
    Flag,
    Number,
    Text,
    Texts,
    Table,
}

/// A file of settings as TOML: what of it could be parsed, and what is wrong with it.
pub struct Written<'t> {
    name: &'t str,
    text: &'t str,
    /// What could be parsed.
    pub table: DeTable<'t>,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl<'t> Written<'t> {
    /// The file of this name with this text.
    pub fn parse(name: &'t str, text: &'t str) -> Self {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut written = Written { name, text, table: table.into_inner(), faults: Vec::new() };
        for error in errors {
            written.fault(error.span().unwrap_or_default(), Wrong::Syntax(error.message().to_owned()));
        }
        written
    }

    /// The line, from 1, of a byte.
    pub fn line_of(&self, byte: usize) -> usize {
        line_of(self.text, byte)
    }

    /// Notes that something is wrong at these bytes; on a line that is no TOML all else is a consequence of that.
    pub fn fault(&mut self, at: Range<usize>, wrong: Wrong) {
        let line = self.line_of(at.start);
        if self.faults.iter().any(|known| known.line == line && matches!(known.wrong, Wrong::Syntax(_))) {
            return;
        }
        self.faults.push(Fault { file: self.name.to_owned(), line, wrong });
    }

    /// The faults, in the order of the file.
    pub fn into_faults(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|fault| fault.line);
        self.faults
    }
}

/// The line, from 1, of a byte of a text.
pub fn line_of(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().get(..byte.min(text.len())).unwrap_or_default();
    before.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// The name among `known` that is spelled most nearly as `name`, if it is near at all.
pub fn nearest_name<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let changes = |other: &'k str| (changes(&letters, &other.chars().collect::<Vec<_>>()), other);
    let near = known.into_iter().map(changes).min()?;
    (near.0 * 2 <= letters.len().max(1)).then(|| near.1.to_owned())
}

/// How many letters must be added, left out or changed to make one word of another.
fn changes(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n_above, letter) in one.iter().enumerate() {
        let mut before = std::mem::replace(&mut row[0], n_above + 1);
        for (index, next) in other.iter().enumerate() {
            let changed = before + usize::from(letter != next);
            before = row[index + 1];
            row[index + 1] = changed.min(before + 1).min(row[index] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_is_no_toml_is_noted_and_the_rest_is_there() {
        let written = Written::parse("my.toml", "a = 1\nb = \nc = 3\nd = = 4\ne = 5\n");
        assert!(["a", "c", "e"].iter().all(|name| written.table.contains_key(*name)));
        let lines: Vec<usize> = written.into_faults().iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 4]);
    }

    #[test]
    fn a_misspelled_name_has_a_nearest() {
        let known = ["measure", "mouse", "theme"];
        assert_eq!(nearest_name("mesure", known).as_deref(), Some("measure"));
        assert_eq!(nearest_name("themes", known).as_deref(), Some("theme"));
        assert_eq!(nearest_name("colour", known), None);
    }
}
