//! What can be wrong with a labels file of a person's own.

use thiserror::Error;

/// Something wrong in a labels file.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
#[error("line {line}: {wrong}")]
pub struct LexiconError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub wrong: WrongLabels,
}

/// What is wrong there.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum WrongLabels {
    /// It is no TOML; these are the words of its parser.
    #[error("{0}")]
    Syntax(String),
    /// A section that is none.
    #[error("`{0}` has to be a section, which begins with [{0}]")]
    NoTable(String),
    /// A list that is no list of words.
    #[error("`{0}` has to be a list of texts in quotes")]
    NoWords(String),
    /// The version is no number.
    #[error("`version` has to be a number")]
    NoVersion,
    /// It is made for another version.
    #[error("made for a newer wenda; this one knows version 1")]
    Newer,
    /// A list that nobody reads.
    #[error("no list is called `{name}`")]
    UnknownList {
        /// As written.
        name: String,
        /// The list whose name is spelled nearly so.
        near: Option<String>,
    },
    /// A word was to be taken away and stands in no list of its key.
    #[error("`{word}` takes nothing away: no such word is in a list called `{list}`; {}", remedy(near))]
    NotListed {
        /// As written, with its minus sign.
        word: String,
        /// The key of the list.
        list: String,
        /// Words of the list that are spelled nearly so, the nearest first.
        near: Vec<String>,
    },
    /// A shape in which no label can be looked for.
    #[error("`{0}` is no shape of a label: what it holds is said at the head of `wenda labels`")]
    NoShape(String),
    /// A row of the calendar that is no number with a name.
    #[error("`{0}` is no number with a name after it, such as `3 March`")]
    NoNumberedName(String),
}

fn remedy(near: &[String]) -> String {
    if near.is_empty() { "leave it out".to_owned() } else { format!("it has `{}`", near.join("`, `")) }
}

/// The line of a file, from 1, that holds a text first.
pub(super) fn line_of(file: &str, text: &str) -> usize {
    file.lines().position(|line| line.contains(text)).unwrap_or(0) + 1
}
