//! Certainty: how sure a turn is, as one sum of what speaks for and against it.
//!
//! `traits` are what speaks, `weights` how much each of them counts, fitted to transcripts with truth by `examples/fit`. From
//! the sum on that stands beside them a turn is shown as a fact: of such turns some 998 of 1,000 were right in sources to
//! which the weights were not fitted. How many are now stands in `tests/reading/README.md`.

mod traits;
mod weights;

pub use traits::Evidence;

use super::exchange::Cue;
use super::parts::Cast;
use super::speeches::Speech;
use crate::document::turn::{Certainty, Reason, TurnKind};
use crate::reading::draft::Draft;
use traits::OfTalk;

/// The kind that was found for a speech.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) kind: TurnKind,
    /// What it was inferred from, where neither the label nor its speaker's part says it.
    pub(crate) reason: Option<Reason>,
    /// The share of the likely castings in which the speech is of this kind.
    pub(crate) share: f64,
}

/// A talk of which the kinds are found.
pub(crate) struct Judged<'a> {
    pub(crate) speeches: &'a [Speech],
    pub(crate) found: &'a [Found],
    pub(crate) cues: &'a [Cue],
    pub(crate) cast: &'a Cast<'a>,
    pub(crate) drafts: &'a [Draft<'a>],
    /// Whether the page surely is a talk.
    pub(crate) is_talk: bool,
}

/// How sure each turn of a talk is; what that was decided by goes behind the `kept`, where it is.
pub(crate) fn of(judged: &Judged, mut kept: Option<&mut Vec<Evidence>>) -> Vec<Certainty> {
    let of_talk = OfTalk::of(judged);
    let of_turn = |(index, found): (usize, &Found)| {
        let evidence = of_talk.evidence(judged, index);
        let certainty = if weights::is_fact(&evidence) {
            Certainty::Certain
        } else {
            Certainty::Guess(found.reason.unwrap_or_else(|| weights::reason(&evidence.traits)))
        };
        kept.iter_mut().for_each(|kept| kept.push(evidence.clone()));
        certainty
    };
    judged.found.iter().enumerate().map(of_turn).collect()
}
