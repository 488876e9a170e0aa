//! What can be wrong with a labels file of a person's own.

use std::error::Error;
use std::fmt;

/// Something wrong in a labels file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub wrong: WrongLabels,
}

/// For who works with the library; what a person is told is made elsewhere, in their language.
impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error for LexiconError {}

/// What is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrongLabels {
    /// It is no TOML; these are the words of its parser.
    Syntax(String),
    /// A section that is none.
    NoTable(String),
    /// A list that is no list of words.
    NoWords(String),
    /// The version is no number.
    NoVersion,
    /// It is made for another version.
    Newer,
    /// A list that nobody reads.
    UnknownList {
        /// As written.
        name: String,
        /// The list whose name is spelled nearly so.
        near: Option<String>,
    },
    /// A word was to be taken away and stands in no list of its key.
    NotListed {
        /// As written, with its minus sign.
        word: String,
        /// The key of the list.
        list: String,
        /// Words of the list that are spelled nearly so, the nearest first.
        near: Vec<String>,
    },
    /// A shape in which no label can be looked for.
    NoShape(String),
    /// A row of the calendar that is no number with a name.
    NoNumberedName(String),
}

/// The line of a file, from 1, that holds a text first.
pub(super) fn line_of(file: &str, text: &str) -> usize {
    file.lines().position(|line| line.contains(text)).unwrap_or(0) + 1
}
