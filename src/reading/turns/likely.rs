//! Likely kinds: what each speech is in most of the castings that may be the right ones, not only in the best.

use super::certainty::Found;
use super::exchange::{self, Exchanged};
use super::parts::Cast;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::{Choice, Talk};

const KINDS: [TurnKind; 3] = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement];

/// The kind of each speech, with the share of all likely castings in which it is of that kind.
pub(super) fn kinds(best: &Exchanged, talk: &Talk, choice: &Choice) -> Vec<Found> {
    let mut found = exchange::kinds(best);
    let mut shares = vec![[0.0; KINDS.len()]; found.len()];
    for likely in &choice.likely {
        let cast = Cast::new(talk, &likely.parts, &[]);
        let kinds = exchange::kinds(&Exchanged { cast: &cast, ..*best });
        for (shares, found) in shares.iter_mut().zip(kinds) {
            shares[found.kind as usize] += likely.share;
        }
    }
    for (found, shares) in found.iter_mut().zip(shares) {
        let most = KINDS.into_iter().max_by(|a, b| shares[*a as usize].total_cmp(&shares[*b as usize]));
        let kind = most.filter(|kind| shares[*kind as usize] > shares[found.kind as usize]).unwrap_or(found.kind);
        if kind != found.kind && found.reason != Some(Reason::QuestionMark) {
            found.reason = Some(Reason::Alternation);
        }
        (found.kind, found.share) = (kind, shares[kind as usize]);
    }
    found
}
