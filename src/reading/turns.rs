//! Turns: each speech is a question, an answer or a statement, by its speaker's part and by what stands around it.

use std::collections::HashMap;

use super::draft::{Draft, Stated};
use super::lexicon::{Lexicon, fold};
use super::names::Role;
use super::outlets;
use super::parts::{self, Casting, Part};
use super::shapes::Shape;
use super::speeches::{self, Speech};
use crate::document::turn::{Certainty, Reason, Turn, TurnKind};

/// The turns of a page; their block ranges are ranges of drafts.
pub(super) fn find(drafts: &[Draft], stated: &Stated, lexicon: &Lexicon) -> Vec<Turn> {
    let speeches = speeches::find(drafts, lexicon);
    let cast = parts::cast(&speeches, stated, lexicon);
    let mut turns = Vec::with_capacity(speeches.len());
    let mut state = Exchange { may_ask: !opens_later(&speeches, &cast, lexicon), ..Exchange::default() };
    let mut outlets: HashMap<String, String> = HashMap::new();
    let mut n_questions = 0;
    for (index, speech) in speeches.iter().enumerate() {
        let casting = cast[&speech.key];
        let before = index.checked_sub(1).map(|before| &speeches[before]);
        let (mut kind, mut certainty) = state.kind(speech, casting, speeches.get(index + 1), lexicon);
        if kind == TurnKind::Question && is_misprint(speech, before, speeches.get(index + 1), &cast) {
            (kind, certainty) = (TurnKind::Answer, Certainty::Guess(Reason::Contradiction));
        }
        if matches!(speech.shape, Shape::Asked | Shape::Answered) {
            certainty = Certainty::Guess(Reason::QuestionMark);
        }
        n_questions += usize::from(kind == TurnKind::Question);
        let outlet = if casting.part == Part::Asks { outlet(speech, &mut outlets, lexicon) } else { None };
        turns.push(Turn {
            kind,
            speaker: Some(speech.name.clone()).filter(|name| !name.is_empty()),
            outlet,
            number: (kind == TurnKind::Question).then_some(n_questions),
            blocks: speech.drafts.clone(),
            time: speech.time,
            certainty,
        });
    }
    turns
}

/// The outlet of one who asks: in the label, or said at first and remembered.
fn outlet(speech: &Speech, known: &mut HashMap<String, String>, lexicon: &Lexicon) -> Option<String> {
    if let Some(outlet) = outlets::in_label(&speech.name, lexicon) {
        return Some(outlet);
    }
    let mut parts = speech
        .tail
        .split([',', '|', '–', '—', '，'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("--"));
    if let Some(firm) = parts.find_map(|part| {
        Some(part.trim()).filter(|part| {
            part.len() > 2 && part.contains(char::is_alphabetic) && super::names::role(part, lexicon).is_none()
        })
    }) {
        return Some(firm.trim_end_matches([':', '：']).to_owned());
    }
    let is_person = speech.role.is_none();
    if let Some(said) = outlets::in_speech(&speech.name, &speech.opening, lexicon) {
        if is_person {
            known.insert(speech.key.clone(), said.clone());
        }
        return Some(said);
    }
    known.get(&speech.key).cloned()
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
        lexicon: &Lexicon,
    ) -> (TurnKind, Certainty) {
        let guess = |reason| if casting.is_stated { Certainty::Certain } else { Certainty::Guess(reason) };
        self.may_ask |= lexicon.opens.within(&fold(&speech.opening)).is_some();
        match casting.part {
            Part::Asks if self.may_ask || casting.role != Some(Role::Member) => {
                (self.is_pending, self.is_open) = (true, false);
                self.is_stated = casting.is_stated;
                (TurnKind::Question, guess(Reason::QuestionMark))
            }
            // Whoever speaks right behind a question answers it.
            Part::Talks if self.is_pending => {
                self.is_pending = false;
                (TurnKind::Answer, Certainty::Guess(Reason::Alternation))
            }
            Part::Asks | Part::Talks => (TurnKind::Statement, Certainty::Certain),
            Part::Leads => {
                self.is_open &= next.is_some_and(|next| parts::calls(speech, next));
                (TurnKind::Statement, guess(Reason::Alternation))
            }
            Part::Answers if casting.role == Some(Role::Answer) => {
                (self.is_pending, self.is_open) = (false, true);
                (TurnKind::Answer, Certainty::Certain)
            }
            Part::Answers if !(self.is_pending || self.is_open) => (TurnKind::Statement, Certainty::Certain),
            Part::Answers if next.is_some_and(|next| parts::calls(speech, next) && hands_over(speech, lexicon)) => {
                (TurnKind::Statement, guess(Reason::Alternation))
            }
            // Who speaks right after one whose label says that he asks, and is not one who asks, answers.
            Part::Answers => {
                let follows = std::mem::take(&mut self.is_pending) && self.is_stated;
                self.is_open = true;
                (TurnKind::Answer, if follows { Certainty::Certain } else { guess(Reason::Alternation) })
            }
        }
    }
}

fn hands_over(speech: &Speech, lexicon: &Lexicon) -> bool {
    speech.n_bytes < 120 && lexicon.hands_over.within(&fold(&speech.opening)).is_some()
}

/// Whether a house hears statements first and opens its questions with words that say so.
fn opens_later(speeches: &[Speech], cast: &HashMap<String, Casting>, lexicon: &Lexicon) -> bool {
    let has_members = cast.values().any(|casting| casting.role == Some(Role::Member));
    let opens = |speech: &Speech| {
        lexicon.opens.within(&fold(&speech.opening)).is_some() && cast[&speech.key].part != Part::Asks
    };
    has_members && speeches.iter().any(opens)
}

/// A question mark of a label that stands where an answer must, and asks nothing: a misprint.
fn is_misprint(
    speech: &Speech,
    before: Option<&Speech>,
    next: Option<&Speech>,
    cast: &HashMap<String, Casting>,
) -> bool {
    let is_mark = |speech: &Speech| cast[&speech.key].role == Some(Role::Question);
    let n_marks = cast.values().filter(|casting| casting.part == Part::Asks).count();
    let is_flat = |speech: &Speech| !speech.opening.contains(['?', '？']);
    let stands_wrong = before.is_some_and(|before| is_mark(before) && before.asks && before.key == speech.key)
        && next.is_none_or(is_mark);
    is_mark(speech) && n_marks == 1 && stands_wrong && is_flat(speech) && !speech.asks
}
