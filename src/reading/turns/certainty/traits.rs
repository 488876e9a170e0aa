//! Traits: what speaks for and against a turn, as numbers that a fitted sum can weigh.

use std::collections::BTreeMap;

use super::{Found, Judged};
use crate::document::block::BlockKind;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::Part;
use crate::reading::labels::names::Role;
use crate::reading::labels::shapes::Shape;
use crate::reading::turns::speeches::Speech;

/// What speaks for and against a turn: a value for each of [`NAMES`].
pub(super) type Traits = [f32; NAMES.len()];

/// What it was decided by how sure a turn is.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub(super) traits: Traits,
    /// Whether it is a fact where its traits come to enough. What contradicts its label, what no label says, a label that no
    /// list knows, and what may be a form are none, whatever they come to.
    pub may_be_fact: bool,
}

impl Evidence {
    /// What speaks for and against the turn, by the name of the trait in `assets/weights-certainty.toml`.
    pub fn traits(&self) -> impl Iterator<Item = (&'static str, f32)> {
        NAMES.into_iter().zip(self.traits)
    }
}

/// The names of the traits, as `assets/weights-certainty.toml` lists and explains them.
pub(super) const NAMES: [&str; 18] = [
    "constant",
    "margin",
    "share",
    "word_agrees",
    "reporter_asks",
    "answers_word",
    "contradicts",
    "out_of_part",
    "opens_abruptly",
    "without_label",
    "is_question",
    "is_answer",
    "closes",
    "once",
    "alike",
    "silent",
    "begins_small",
    "never_a_fact",
];

/// A margin of more than this says no more.
const MOST: f64 = 20.0;
/// A smaller share of other castings says no more.
const LEAST: f64 = 0.002;

/// What all turns of a talk have in common.
pub(super) struct OfTalk {
    n_turns: f32,
    /// Turns before the first question.
    n_opening: usize,
    /// How many turns each speaker has, by his number.
    n_printed: Vec<usize>,
    /// How many labels are set off in the same way, on a line of their own or not.
    n_alike: BTreeMap<(Shape, bool), usize>,
}

impl OfTalk {
    pub(super) fn of(judged: &Judged) -> OfTalk {
        let is_question = |index: &usize| judged.found[*index].kind == TurnKind::Question;
        let first_question = (0..judged.found.len()).find(is_question);
        let mut n_printed = vec![0; judged.cast.n_voices()];
        let mut n_alike: BTreeMap<(Shape, bool), usize> = BTreeMap::new();
        for (index, speech) in judged.speeches.iter().enumerate() {
            n_printed[judged.cast.voice(index)] += 1;
            *n_alike.entry((speech.shape, is_alone(judged, speech))).or_default() += 1;
        }
        OfTalk {
            n_turns: judged.speeches.len() as f32,
            n_opening: first_question.unwrap_or(judged.speeches.len()),
            n_printed,
            n_alike,
        }
    }

    /// What it is decided by how sure the turn at `index` is.
    pub(super) fn evidence(&self, judged: &Judged, index: usize) -> Evidence {
        let may_be_fact = judged.may_be_fact(index);
        Evidence { traits: self.traits(judged, index, may_be_fact), may_be_fact }
    }

    /// What speaks for and against the turn at `index`, in the order of [`NAMES`].
    fn traits(&self, judged: &Judged, index: usize, may_be_fact: bool) -> Traits {
        let speech = &judged.speeches[index];
        let Found { kind, reason, share } = judged.found[index];
        let casting = judged.cast.of(index);
        let before = index.checked_sub(1).map(|before| judged.found[before].kind);
        let is_asked = before.is_some_and(|before| before != TurnKind::Statement);
        let contradicts = match kind {
            TurnKind::Question => !speech.asks,
            TurnKind::Answer => speech.asks || !is_asked,
            TurnKind::Statement => speech.asks,
        };
        let is_opening = kind != casting.part.kind() && casting.part == Part::Answers && index < self.n_opening;
        let is = |is: bool| f32::from(u8::from(is));
        [
            1.0,
            (1.0 + casting.margin.clamp(0.0, MOST)).ln() as f32,
            (-(1.0 - share).max(LEAST).ln()) as f32,
            is(word_agrees(casting.role, casting.part)),
            is(judged.is_asked_by_reporter(index)),
            is(kind == TurnKind::Answer && index.checked_sub(1).is_some_and(|before| judged.says_that_it_asks(before))),
            is(contradicts),
            is(kind != casting.part.kind() && !is_opening),
            is(is_opening && !judged.cues[index].greets),
            is(reason == Some(Reason::QuestionMark)),
            is(kind == TurnKind::Question),
            is(kind == TurnKind::Answer),
            is(index + 1 == judged.speeches.len() && kind != TurnKind::Answer),
            is(self.n_printed[judged.cast.voice(index)] == 1 && casting.role.is_none()),
            self.n_alike[&(speech.shape, is_alone(judged, speech))] as f32 / self.n_turns,
            is(speech.n_cells == 0),
            is(speech.begins_small),
            is(!may_be_fact),
        ]
    }
}

impl Judged<'_> {
    /// Whether the turn at `index` may be a fact, as [`Evidence::may_be_fact`] says.
    fn may_be_fact(&self, index: usize) -> bool {
        let says_nothing = matches!(self.found[index].reason, Some(Reason::Contradiction | Reason::QuestionMark));
        self.is_talk && !says_nothing && !self.speeches[index].is_unlisted
    }

    /// Whether the turn at `index` is a question that asks, and a word of its label says that its speaker is a reporter.
    fn is_asked_by_reporter(&self, index: usize) -> bool {
        let is_reporter = self.cast.of(index).role == Some(Role::Asker);
        is_reporter && self.found[index].kind == TurnKind::Question && self.speeches[index].asks
    }

    /// Whether the turn at `index` is a question, and a word of its label says that its speaker asks.
    fn says_that_it_asks(&self, index: usize) -> bool {
        let casting = self.cast.of(index);
        self.found[index].kind == TurnKind::Question && word_agrees(casting.role, casting.part)
    }
}

/// Whether a word of the label says the part that its speaker has.
fn word_agrees(role: Option<Role>, part: Part) -> bool {
    match role {
        None | Some(Role::Voice) => false,
        Some(Role::Question | Role::Asker) => part == Part::Asks,
        Some(Role::Answer | Role::Answerer) => part == Part::Answers,
        Some(Role::Host) => matches!(part, Part::Asks | Part::Leads),
        Some(Role::Chair) => part == Part::Leads,
        Some(Role::Member) => matches!(part, Part::Asks | Part::Talks),
    }
}

/// Whether the label of a speech stands on a line of its own.
fn is_alone(judged: &Judged, speech: &Speech) -> bool {
    judged.drafts[speech.drafts.start].kind == BlockKind::Label
}
