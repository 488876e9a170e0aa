//! Leads: what stands above the talk, and whom it introduces.

use std::collections::HashMap;

use super::speeches::Speech;
use crate::document::shared::Shared;
use crate::reading::draft::Draft;
use crate::reading::labels::names;
use crate::reading::labels::outlets;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::is_wide;

/// The text above the first label, as far as it introduces the talk, and the names that were looked for in it.
pub(crate) struct Lead {
    text: String,
    folded: String,
    known: HashMap<Shared<str>, bool>,
}

impl Lead {
    pub(crate) fn of(drafts: &[Draft]) -> Self {
        const ENOUGH: usize = 8 * 1024;
        let mut text = String::new();
        let lines = drafts.iter().take_while(|draft| draft.label().is_none()).flat_map(|draft| &draft.lines);
        for line in lines.take_while(|line| line.text().len() <= ENOUGH) {
            if text.len() > ENOUGH {
                break;
            }
            text.push_str(line.text());
            text.push('\n');
        }
        Lead { folded: fold(&text), text, known: HashMap::new() }
    }

    /// Whether it names a speaker: a name of ideographs or syllables, or one long enough to be no part of a word.
    pub(crate) fn names(&self, key: &str) -> bool {
        let is_telling = key.chars().any(is_wide) && key.chars().count() >= 2 || key.len() >= 8;
        is_telling && self.folded.contains(key)
    }

    /// Whether it introduces a speaker who is no person as an outlet; each name is looked for once, and few in all.
    pub(crate) fn introduces(&mut self, speech: &Speech, lexicon: &Lexicon) -> bool {
        const FEW: usize = 12;
        let is_open = self.known.len() < FEW || self.known.contains_key(&speech.key);
        if speech.role.is_some() || !is_open || names::likeness(&speech.name, lexicon) >= 2.0 {
            return false;
        }
        let Lead { text, known, .. } = self;
        *known.entry(speech.key.clone()).or_insert_with(|| outlets::is_introduced(&speech.name, text, lexicon))
    }
}
