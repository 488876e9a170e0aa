//! What the person set, as far as the state depends on it.

use super::menu::command::Offer;
use super::page;
use super::permissions::Permissions;
use crate::layout::kinsoku::Rules;
use crate::layout::width::WidthPolicy;
use crate::search::readings::Scheme;

/// What the person set, as far as the state depends on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
    /// The widest that the text may be, in cells.
    pub measure: usize,
    /// Cells that the longest of the words for question and answer takes, with the sign for a guess.
    pub sign_word: usize,
    /// Which breaks are forbidden and which marks hang; the language comes from the document.
    pub rules: Rules,
    /// How the person types pinyin in a search.
    pub pinyin: Scheme,
    /// What was searched for, the last at the end.
    pub searches: Vec<String>,
    /// The word before the number of a question, on the screen: `问`.
    pub question: String,
    /// What copying with the reference gives, with `{text}` and so on to be filled in.
    pub citation: String,
    /// The names of the themes, the one in use first.
    pub themes: Vec<String>,
    /// The tags that the digits give.
    pub tags: Vec<String>,
    /// What the palette offers, with what it is called.
    pub offers: Vec<Offer>,
    /// Whether the terminal's cursor is seen where nothing is typed, too: on the row that has the focus.
    pub shows_cursor: bool,
    /// What of the world outside may be used.
    pub permissions: Permissions,
    /// What is wrong in the person's own files, a sentence each, then what holds all the same; empty where nothing is.
    pub faults: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            policy: WidthPolicy::NARROW,
            measure: page::MEASURE,
            sign_word: 3,
            rules: Rules::default(),
            pinyin: Scheme::default(),
            searches: Vec::new(),
            question: String::new(),
            citation: "{text} ({speaker}, {title}, {reference})".to_owned(),
            themes: vec!["ink".to_owned()],
            tags: Vec::new(),
            offers: Vec::new(),
            shows_cursor: false,
            permissions: Permissions::default(),
            faults: Vec::new(),
        }
    }
}
