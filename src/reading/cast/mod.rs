//! Cast: who asks, who answers, who leads and who talks among equals, decided for all speakers of a talk at once.
//!
//! A casting gives each speaker a part. `talk` holds what is known, `tally` adds it up for each speaker, `sum` is the
//! score of a casting with the `weights` of `assets/weights.toml`, and `search` finds the casting whose score is best.

#[cfg(test)]
mod castings;
mod search;
mod sum;
mod talk;
mod tally;
mod trials;
mod weights;

pub(crate) use sum::rises;
pub(crate) use talk::{Occasion, Said, Talk, Voice};
pub(crate) use trials::{Trial, all as trials};
pub use weights::{WeightRow, Weights};

use crate::document::turn::TurnKind;

/// The part of a speaker in a talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Asks,
    Answers,
    /// Leads the talk, and neither asks nor answers.
    Leads,
    /// One among equals.
    Talks,
}

const PARTS: [Part; N_PARTS] = [Part::Asks, Part::Answers, Part::Leads, Part::Talks];
const N_PARTS: usize = 4;

impl Part {
    /// The kind of the turns that one of this part makes.
    pub(crate) fn kind(self) -> TurnKind {
        match self {
            Part::Asks => TurnKind::Question,
            Part::Answers => TurnKind::Answer,
            Part::Leads | Part::Talks => TurnKind::Statement,
        }
    }
}

/// The casting that was chosen.
#[derive(Debug, Clone, Default)]
pub(crate) struct Choice {
    /// The part of each speaker.
    pub(crate) parts: Vec<Part>,
    /// For each speaker, by how much this casting is better than the best in which he makes another kind of turn.
    pub(crate) margins: Vec<f64>,
    /// The castings that are likely, the chosen one first.
    pub(crate) likely: Vec<Likely>,
}

/// A casting that may be the right one.
#[derive(Debug, Clone)]
pub(crate) struct Likely {
    pub(crate) parts: Vec<Part>,
    /// How likely it is, of 1 for all that are: scores are logarithms of odds.
    pub(crate) share: f64,
}

/// The best casting of a talk.
pub(crate) fn choose(talk: &Talk, weights: &Weights) -> Choice {
    search::best(talk, weights)
}
