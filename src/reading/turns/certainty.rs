//! Certainty: which kinds the labels do not say. Where nothing tells who asks, what asks and what follows it is a guess.

use std::collections::HashMap;

use super::parts::{Casting, Part};
use super::speeches::Speech;
use crate::document::turn::{Certainty, Reason, TurnKind};
use crate::reading::labels::names::Role;

/// What a talk tells of who asks, over all its speeches.
pub(crate) struct Doubt {
    /// Nobody is known to ask, and one in five of what equals say asks: it may be an interview as well.
    may_be_interview: bool,
    /// Nobody is known to ask.
    is_one_sided: bool,
    /// How often each name is printed, by key.
    n_printed: HashMap<String, usize>,
}

impl Doubt {
    /// Counts who asks in a talk.
    pub(crate) fn of(speeches: &[Speech], cast: &HashMap<String, Casting>) -> Doubt {
        let is_equal = |speech: &&Speech| cast[&speech.key].part == Part::Talks && !cast[&speech.key].is_stated;
        let n_equals = speeches.iter().filter(is_equal).count();
        let n_asks = speeches.iter().filter(is_equal).filter(|speech| speech.asks).count();
        let is_one_sided = !cast.values().any(|casting| casting.part == Part::Asks);
        let mut n_printed: HashMap<String, usize> = HashMap::new();
        speeches.iter().for_each(|speech| *n_printed.entry(speech.key.clone()).or_default() += 1);
        Doubt { may_be_interview: is_one_sided && n_asks > 0 && n_asks * 5 >= n_equals, is_one_sided, n_printed }
    }

    /// Whether the labels leave open that the speech at `index` is of another kind.
    fn is_left_open(&self, kind: TurnKind, speeches: &[Speech], index: usize, cast: &HashMap<String, Casting>) -> bool {
        let speech = &speeches[index];
        let casting = cast[&speech.key];
        let is_other = |other: &&Speech| other.key != speech.key;
        let before = index.checked_sub(1).map(|before| &speeches[before]).filter(is_other);
        let next = speeches.get(index + 1).filter(is_other);
        let part = |other: &Speech| cast[&other.key].part;
        match kind {
            // An office in a house does not say that its bearer asks: 議員 call out, too.
            TurnKind::Question => {
                casting.role == Some(Role::Member)
                    && !speech.asks
                    && next.is_none_or(|next| part(next) != Part::Answers)
            }
            TurnKind::Answer => false,
            TurnKind::Statement if casting.part == Part::Talks && casting.is_stated => false,
            TurnKind::Statement => {
                // Who leads and asks, or one of the equals, may ask in earnest, unless he gives the word to one who asks.
                let may_ask = |speech: &Speech| speech.asks && matches!(part(speech), Part::Leads | Part::Talks);
                let asks = may_ask(speech) && next.is_some_and(|next| part(next) != Part::Asks);
                let is_asked = before.is_some_and(may_ask) && casting.part != Part::Leads;
                let is_equal = casting.part == Part::Talks && self.may_be_interview;
                let is_lone_answerer = casting.part == Part::Answers && self.is_one_sided;
                asks || is_asked || is_equal || is_lone_answerer
            }
        }
    }

    /// The certainty of a kind that labels and neighbours gave.
    pub(crate) fn certainty(
        &self,
        kind: TurnKind,
        found: Certainty,
        speeches: &[Speech],
        index: usize,
        cast: &HashMap<String, Casting>,
    ) -> Certainty {
        let speech = &speeches[index];
        let is_rare = || self.n_printed[&speech.key] == 1 && !speech.is_known;
        match found {
            Certainty::Certain if is_rare() => Certainty::Guess(Reason::RareLabel),
            Certainty::Certain if self.is_left_open(kind, speeches, index, cast) => Certainty::Guess(Reason::Unstated),
            // What a custom of this document alone sets off is never shown as a fact.
            Certainty::Certain if speech.is_unlisted => Certainty::Guess(Reason::Unstated),
            _ => found,
        }
    }
}
