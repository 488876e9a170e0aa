//! Anchors: passages written down so that they can be found again after the document has changed.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Document;
use super::block::BlockKind;
use super::identity::{MadeIn, text_hash};
use super::place::{Passage, Place};
use super::reference::reference_of;
use super::resolver::Resolver;
use super::shared::Shared;
use super::turn::TurnKind;

/// How many characters on each side of a passage are kept with it.
pub const SURROUNDINGS: usize = 64;

/// A passage as it was when it was marked. It is never rewritten: where the passage stands now is found out anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words of the passage, blocks parted by line feeds.
    pub exact: String,
    /// Up to [`SURROUNDINGS`] characters before the passage.
    pub prefix: String,
    /// Up to [`SURROUNDINGS`] characters behind the passage.
    pub suffix: String,
    /// Where the passage starts, in characters from the start of [`Document::text`].
    pub start: usize,
    /// Where the passage ends, counted likewise.
    pub end: usize,
    /// The heading of the section that it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Shared<str>>,
    /// The number of the question whose exchange it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<usize>,
    /// Who says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<Shared<str>>,
    /// Its reference when it was marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The question that it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Shared<Asked>>,
    /// The text that the positions count in.
    #[serde(rename = "text")]
    pub made_in: MadeIn,
    /// What a newer version of the program wrote here.
    #[serde(flatten)]
    pub extra: Map<String, Value>,
}

/// A question, as it goes with a passage of its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Asked {
    /// Who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The question's words, cut to [`LONGEST_QUESTION`] characters.
    pub words: String,
}

/// How many characters of a question are kept with a passage of its answer.
pub const LONGEST_QUESTION: usize = 280;

/// Where a passage stands now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolution {
    /// Where it was: the text is the same.
    Found(Passage),
    /// In a text that has changed, here.
    Moved(Passage),
    /// Nowhere that could be told from a lookalike.
    Lost,
}

impl Resolution {
    /// The passage, unless it is lost.
    pub fn passage(self) -> Option<Passage> {
        match self {
            Resolution::Found(passage) | Resolution::Moved(passage) => Some(passage),
            Resolution::Lost => None,
        }
    }
}

impl Anchor {
    /// Writes down a passage of `document`.
    pub fn of(document: &Document, passage: Passage) -> Self {
        let text = &document.text;
        let from = document.offset(passage.start);
        let to = document.offset(passage.end).max(from);
        let (before, exact, after) = (&text[..from], &text[from..to], &text[to..]);
        let start = before.chars().count();
        let turn = document.turn_of(passage.start.block);
        let section = document.section_of(passage.start.block);
        Anchor {
            exact: exact.to_owned(),
            prefix: last_characters(before, SURROUNDINGS).to_owned(),
            suffix: first_characters(after, SURROUNDINGS).to_owned(),
            start,
            end: start + exact.chars().count(),
            section: section.map(|index| document.heading(index).into()),
            question: turn.and_then(|index| document.turns[document.exchange_of(index).start].number),
            reference: Some(reference_of(document, passage.start).to_string()),
            asked: turn.and_then(|index| asked(document, index)).map(|asked| asked.cut().into()),
            speaker: turn.and_then(|index| document.turns[index].speaker.as_deref().map(Shared::from)),
            made_in: MadeIn::Text(text_hash(text)),
            extra: Map::new(),
        }
    }

    /// Writes down the text from a place on: a row or two, to find the place by.
    pub fn at(document: &Document, place: Place) -> Self {
        /// Characters.
        const LENGTH: usize = 40;
        let text = document.block_text(place.block).get(place.byte..).unwrap_or_default();
        let end = Place { byte: place.byte + first_characters(text, LENGTH).len(), ..place };
        Anchor::of(document, Passage { start: place, end })
    }

    /// Finds the passage in `document` by what the anchor itself holds. For many anchors, or with the text as it was
    /// when they were made, use a [`Resolver`].
    pub fn resolve(&self, document: &Document) -> Resolution {
        Resolver::new(document).resolve(self)
    }
}

impl Asked {
    /// With no more than [`LONGEST_QUESTION`] characters.
    fn cut(self) -> Self {
        Asked { words: first_characters(&self.words, LONGEST_QUESTION).to_owned(), ..self }
    }
}

/// The question that turn `index` answers, in full.
pub(super) fn asked(document: &Document, index: usize) -> Option<Asked> {
    let opening = document.exchange_of(index).start;
    let question = &document.turns[opening];
    if question.kind != TurnKind::Question || opening == index {
        return None;
    }
    let is_said = |block: &usize| document.is_content(*block) && document.blocks[*block].kind != BlockKind::Label;
    let said: Vec<&str> =
        question.blocks.clone().filter(is_said).map(|block| document.body_text(block).trim()).collect();
    Some(Asked { speaker: question.speaker.as_deref().map(str::to_owned), words: said.join("\n") })
}

/// The first `count` characters of `text`.
fn first_characters(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte);
    &text[..end]
}

/// The last `count` characters of `text`.
fn last_characters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(byte, _)| byte);
    &text[start..]
}
