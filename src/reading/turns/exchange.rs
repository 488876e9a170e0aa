//! The exchange: each speech is a question, an answer or a statement, by its speaker's part and by where the talk is between a
//! question and its answers.

use std::collections::HashMap;

use super::certainty::Found;
use super::parts::{Casting, calls};
use super::speeches::Speech;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::Part;
use crate::reading::labels::names::Role;
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap::has_question_mark;

/// The kind of each speech, and what it was inferred from where its speaker's part does not say it.
pub(super) fn kinds(speeches: &[Speech], cast: &HashMap<String, Casting>, lexicon: &Lexicon) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::with_capacity(speeches.len());
    let mut state = Exchange { may_ask: !opens_later(speeches, cast, lexicon), ..Exchange::default() };
    let n_asking = cast.values().filter(|casting| casting.part == Part::Asks).count();
    for (index, speech) in speeches.iter().enumerate() {
        let casting = cast[&speech.key];
        let before = index.checked_sub(1).map(|before| &speeches[before]);
        let next = speeches.get(index + 1);
        let next_asks = next.is_some_and(|next| cast[&next.key].part == Part::Asks);
        let (mut kind, mut reason) = state.kind(speech, casting, next, next_asks, lexicon);
        let answers = found.last().is_some_and(|found| found.kind != TurnKind::Question);
        if is_frame(speech, kind, before, next, lexicon)
            && (kind != TurnKind::Answer || answers)
            && casting.role != Some(Role::Answer)
        {
            (kind, reason) = (TurnKind::Statement, Some(Reason::Alternation));
        }
        if kind == TurnKind::Question && is_misprint(speech, before, next, cast, n_asking) {
            (kind, reason) = (TurnKind::Answer, Some(Reason::Contradiction));
        }
        if matches!(speech.shape, Shape::Asked | Shape::Answered) {
            reason = Some(Reason::QuestionMark);
        }
        found.push(Found { kind, reason });
    }
    found
}

/// Where the talk is between a question and its answers.
#[derive(Default)]
struct Exchange {
    /// A question waits for its answer.
    is_pending: bool,
    /// An answer was given, and others may follow.
    is_open: bool,
    /// The questions have been opened.
    may_ask: bool,
    /// The label before says by its own words that its speaker asks.
    is_stated: bool,
}

impl Exchange {
    /// The kind of the next speech.
    fn kind(
        &mut self,
        speech: &Speech,
        casting: Casting,
        next: Option<&Speech>,
        next_asks: bool,
        lexicon: &Lexicon,
    ) -> (TurnKind, Option<Reason>) {
        let guess = |reason| Some(reason).filter(|_| !casting.is_stated);
        self.may_ask = self.may_ask || lexicon.opens.occur_in(&speech.folded);
        match casting.part {
            Part::Asks if self.may_ask || casting.role != Some(Role::Member) => {
                (self.is_pending, self.is_open) = (true, false);
                self.is_stated = casting.is_stated;
                (TurnKind::Question, guess(Reason::QuestionMark))
            }
            // Whoever speaks right after a question answers it, and whoever adds to an answer and asks nothing does, too.
            Part::Talks if self.is_pending || self.is_open && !speech.asks => {
                (self.is_pending, self.is_open) = (false, true);
                (TurnKind::Answer, Some(Reason::Alternation))
            }
            Part::Asks | Part::Talks => (TurnKind::Statement, None),
            // Who leads answers himself where another question follows at once; a chair never does.
            Part::Leads if self.is_pending && next_asks && !speech.asks && casting.role != Some(Role::Chair) => {
                (self.is_pending, self.is_open) = (false, true);
                (TurnKind::Answer, Some(Reason::Alternation))
            }
            Part::Leads => {
                self.is_open &= next.is_some_and(|next| calls(speech, next)) || hands_over(speech, lexicon);
                (TurnKind::Statement, guess(Reason::Alternation))
            }
            Part::Answers if casting.role == Some(Role::Answer) => {
                (self.is_pending, self.is_open) = (false, true);
                (TurnKind::Answer, None)
            }
            Part::Answers if !(self.is_pending || self.is_open) => (TurnKind::Statement, None),
            Part::Answers if next.is_some_and(|next| calls(speech, next) && hands_over(speech, lexicon)) => {
                (TurnKind::Statement, guess(Reason::Alternation))
            }
            // Who speaks right after one whose label says that he asks, and is not one who asks, answers.
            Part::Answers => {
                let follows = std::mem::take(&mut self.is_pending) && self.is_stated;
                self.is_open = true;
                (TurnKind::Answer, if follows { None } else { guess(Reason::Alternation) })
            }
        }
    }
}

/// Words that open the talk, or end it: no question is asked, and the same voice goes on, or went before.
fn is_frame(
    speech: &Speech,
    kind: TurnKind,
    before: Option<&Speech>,
    next: Option<&Speech>,
    lexicon: &Lexicon,
) -> bool {
    let is_same = |other: Option<&Speech>| other.is_some_and(|other| other.key == speech.key);
    let closes = || speech.n_bytes < 500 && lexicon.closes.occur_in(&speech.folded);
    let is_unnamed = speech.name.is_empty();
    match kind {
        _ if is_unnamed || speech.asks => false,
        TurnKind::Question => {
            let may_lead = matches!(speech.role, None | Some(Role::Host));
            before.is_none() && is_same(next) || next.is_none() && may_lead
        }
        TurnKind::Answer => next.is_none() && closes(),
        TurnKind::Statement => false,
    }
}

pub(super) fn hands_over(speech: &Speech, lexicon: &Lexicon) -> bool {
    speech.n_bytes < 120 && lexicon.hands_over.occur_in(&speech.folded)
}

/// Whether a house hears statements first and opens its questions with words that say so.
fn opens_later(speeches: &[Speech], cast: &HashMap<String, Casting>, lexicon: &Lexicon) -> bool {
    let has_members = cast.values().any(|casting| casting.role == Some(Role::Member));
    let opens = |speech: &Speech| cast[&speech.key].part != Part::Asks && lexicon.opens.occur_in(&speech.folded);
    has_members && speeches.iter().any(opens)
}

/// A question mark of a label that stands where an answer must, and asks nothing: a misprint.
fn is_misprint(
    speech: &Speech,
    before: Option<&Speech>,
    next: Option<&Speech>,
    cast: &HashMap<String, Casting>,
    n_asking: usize,
) -> bool {
    let is_mark = |speech: &Speech| cast[&speech.key].role == Some(Role::Question);
    let is_flat = |speech: &Speech| !has_question_mark(&speech.opening);
    let stands_wrong = before.is_some_and(|before| is_mark(before) && before.asks && before.key == speech.key)
        && next.is_none_or(is_mark);
    is_mark(speech) && n_asking == 1 && stands_wrong && is_flat(speech) && !speech.asks
}
