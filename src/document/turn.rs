//! Turns: what one speaker says at one go.

use std::ops::Range;

use super::place::Place;
use super::shared::Shared;

/// What one speaker says at one go.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Question, answer or statement.
    pub kind: TurnKind,
    /// Who speaks, as printed here; `None` where nothing is printed.
    pub speaker: Option<Shared<str>>,
    /// The fuller name that the document prints elsewhere, where only a short form stands here: 王毅外长 for 王毅.
    pub speaker_full: Option<Shared<str>>,
    /// For whom the speaker asks, as printed: `《人民日报》`.
    pub outlet: Option<Shared<str>>,
    /// Questions count from 1; `None` for other kinds.
    pub number: Option<usize>,
    /// The blocks of the turn, from the one with its label on; asides may lie among them.
    pub blocks: Range<usize>,
    /// Where the parts of a question in several parts begin, the first with it; empty where it has one part.
    pub parts: Vec<Place>,
    /// When it was said, in milliseconds from the start of the recording.
    pub time: Option<u64>,
    /// Whether kind and bounds are printed or inferred.
    pub certainty: Certainty,
}

impl Turn {
    /// The fullest name of the speaker that the document prints.
    pub fn full_speaker(&self) -> Option<&str> {
        self.speaker_full.as_deref().or(self.speaker.as_deref())
    }
}

/// The kinds of [`Turn`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TurnKind {
    /// Somebody asks.
    Question,
    /// Somebody answers.
    Answer,
    /// Anything else: opening words, a moderator, talk among equals.
    Statement,
}

/// Whether something about the structure is printed in the document or inferred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Certainty {
    /// The document says so.
    #[default]
    Certain,
    /// Inferred, for this reason; it is shown as a guess.
    Guess(Reason),
    /// The reader said so.
    Corrected,
}

/// Why something is a guess.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The kind follows from question marks or particles alone.
    QuestionMark,
    /// The kind follows from who spoke before.
    Alternation,
    /// The label occurs only once and has no role word.
    RareLabel,
    /// The line only looks like a heading.
    LooksLikeHeading,
    /// The label does not say whether its bearer asks: an equal among equals, a member of a house, a lone answerer.
    Unstated,
    /// The label is printed, but contradicts what stands around it.
    Contradiction,
}
