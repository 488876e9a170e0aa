//! The words by which speakers are known: `assets/labels.toml`, with a person's own file laid over it.

use serde::Deserialize;
use thiserror::Error;

const DEFAULT: &str = include_str!("../../assets/labels.toml");

/// Words that tell labels, roles and outlets.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Lexicon {
    version: u32,
}

/// A labels file that cannot be used.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("line {line}: {message}")]
pub struct LexiconError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

impl Lexicon {
    /// The words that wenda comes with, as a file that a person can edit.
    pub const SOURCE: &str = DEFAULT;

    /// The words that wenda comes with.
    pub fn default_words() -> Self {
        toml::from_str(DEFAULT).expect("assets/labels.toml is checked by a test")
    }

    /// These words with a person's own file laid over them.
    pub fn with(&self, overlay: &str) -> Result<Self, LexiconError> {
        let added: Lexicon = toml::from_str(overlay).map_err(|error| LexiconError {
            line: error.span().map_or(1, |span| overlay[..span.start].matches('\n').count() + 1),
            message: error.message().to_owned(),
        })?;
        Ok(Lexicon { version: added.version.max(self.version) })
    }
}
