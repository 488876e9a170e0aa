//! Likely kinds: what each speech is in most of the castings that may be the right ones, not only in the best.

use super::certainty::Found;
use super::exchange::{self, Exchanged};
use super::parts::Cast;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::{Choice, Part, Talk};

const KINDS: [TurnKind; 3] = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement];

/// The kind of each speech, with the share of all likely castings in which it is of that kind.
///
/// Whether anybody asks is told by the best casting alone: there is one in which nobody does and many in which somebody
/// does, which together would always be likelier. Who it is who asks is told by all that agree with the best in this.
pub(super) fn kinds(best: &Exchanged, talk: &Talk, choice: &Choice) -> Vec<Found> {
    let mut found = exchange::kinds(best);
    let mut shares = vec![[0.0; KINDS.len()]; found.len()];
    let mut votes = shares.clone();
    let asks = |parts: &[Part]| parts.contains(&Part::Asks);
    for likely in &choice.likely {
        let cast = Cast::new(talk, &likely.parts, &[]);
        let kinds = exchange::kinds(&Exchanged { cast: &cast, ..*best });
        let vote = if asks(&likely.parts) == asks(&choice.parts) { likely.share } else { 0.0 };
        for ((shares, votes), found) in shares.iter_mut().zip(&mut votes).zip(kinds) {
            shares[found.kind as usize] += likely.share;
            votes[found.kind as usize] += vote;
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
