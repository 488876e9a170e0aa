//! Certainty: how sure a turn is, as one sum of what speaks for and against it.
//!
//! `traits` are what speaks, `weights` how much each of them counts, fitted to transcripts with truth by `examples/fit`:
//! a turn is shown as a fact where 99 of 100 such turns were right in sources to which the weights were not fitted.

mod traits;
mod weights;

pub(crate) use traits::{NAMES, Traits};

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

/// How sure each turn of a talk is, with what speaks for and against it.
pub(crate) fn of(judged: &Judged) -> Vec<(Certainty, Traits)> {
    let of_talk = OfTalk::of(judged);
    let of_turn = |(index, found): (usize, &Found)| {
        let traits = of_talk.traits(judged, index);
        let certainty = if !judged.is_never_a_fact(index) && weights::is_fact(&traits) {
            Certainty::Certain
        } else {
            Certainty::Guess(found.reason.unwrap_or_else(|| weights::reason(&traits)))
        };
        (certainty, traits)
    };
    judged.found.iter().enumerate().map(of_turn).collect()
}
