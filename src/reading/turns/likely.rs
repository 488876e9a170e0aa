//! Likely kinds: what each speech is in most of the castings that may be the right ones, not only in the best.

use super::certainty::Found;
use super::exchange::{self, Exchanged};
use super::parts::Cast;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::{Choice, Talk, rises};

const KINDS: [TurnKind; 3] = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement];

/// The kind of each speech, with the share of all likely castings in which it is of that kind.
///
/// A casting counts for the less, the fewer of its speeches are of the same kind as in the best one: those that read the talk
/// nearly as the best does tell what is open in it. There is one casting in which nobody asks, and there are many in which
/// somebody does; these, which read the whole talk in another way, would outweigh it by their number. In a talk of few
/// speeches the best one is too little sure for that.
pub(super) fn kinds(best: &Exchanged, talk: &Talk, choice: &Choice) -> Vec<Found> {
    /// How much the agreement of a casting counts in a talk of many speeches, as the exponent of its share.
    const AGREEMENT: f64 = 0.5;
    /// From the first number of speeches on it counts, and wholly from the second on.
    const MANY: (f64, f64) = (12.0, 24.0);
    let mut found = exchange::kinds(best);
    let mut shares = vec![[0.0; KINDS.len()]; found.len()];
    let mut votes = shares.clone();
    let exponent = AGREEMENT * rises(found.len() as f64, MANY.0, MANY.1);
    for likely in &choice.likely {
        let cast = Cast::new(talk, &likely.parts, &[]);
        let kinds = exchange::kinds(&Exchanged { cast: &cast, ..*best });
        let n_same = kinds.iter().zip(&found).filter(|(one, best)| one.kind == best.kind).count();
        let vote = likely.share * (n_same as f64 / found.len() as f64).powf(exponent);
        for ((shares, votes), one) in shares.iter_mut().zip(&mut votes).zip(kinds) {
            shares[one.kind as usize] += likely.share;
            votes[one.kind as usize] += vote;
        }
    }
    for ((found, shares), votes) in found.iter_mut().zip(shares).zip(votes) {
        let most = KINDS.into_iter().max_by(|a, b| votes[*a as usize].total_cmp(&votes[*b as usize]));
        let kind = most.filter(|kind| votes[*kind as usize] > votes[found.kind as usize]).unwrap_or(found.kind);
        if kind != found.kind && found.reason != Some(Reason::QuestionMark) {
            found.reason = Some(Reason::Alternation);
        }
        (found.kind, found.share) = (kind, shares[kind as usize]);
    }
    found
}
