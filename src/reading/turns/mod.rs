//! Turns: each speech is a question, an answer or a statement, by its speaker's part and by what stands around it.

mod certainty;
mod follow_ups;
mod full_names;
pub(super) mod introductions;
mod parts;
pub(super) mod question_parts;
mod roles;
mod speeches;

use std::collections::{HashMap, HashSet};

use crate::document::block::BlockKind;
use crate::document::turn::{Certainty, Reason, Turn, TurnKind};
use crate::reading::draft::{Draft, Stated};
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::outlets;
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::{has_question_mark, is_wide};
use certainty::Doubt;
use introductions::Lead;
use parts::{Casting, Part};
use speeches::Speech;

/// The turns of a page; their block ranges are ranges of drafts.
pub(crate) fn find(drafts: &[Draft], stated: &Stated, lexicon: &Lexicon) -> Vec<Turn> {
    let speeches = speeches::find(drafts, &stated.parts, lexicon);
    let mut turns: Vec<Turn> =
        talks(drafts, &speeches).into_iter().flat_map(|talk| of_talk(talk, drafts, stated, lexicon)).collect();
    let questions = turns.iter_mut().filter(|turn| turn.kind == TurnKind::Question);
    questions.zip(1..).for_each(|(turn, number)| turn.number = Some(number));
    turns
}

/// The speeches of each talk: one talk, unless great headings part a collection of talks in which the same person may
/// ask in one and answer in another.
fn talks<'a>(drafts: &[Draft], speeches: &'a [Speech]) -> Vec<&'a [Speech]> {
    /// Speeches from which on who asks and who answers can be told without the rest of the page.
    const MANY: usize = 20;
    let headings: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].kind == BlockKind::Heading(1)).collect();
    let chapter = |speech: &Speech| headings.partition_point(|&heading| heading < speech.drafts.start);
    let chapters: Vec<&[Speech]> = speeches.chunk_by(|a, b| chapter(a) == chapter(b)).collect();
    let stands_alone = |talk: &&&[Speech]| talk.len() >= MANY && talk.iter().any(|speech| speech.key != talk[0].key);
    if chapters.iter().filter(stands_alone).count() >= 2 { chapters } else { vec![speeches] }
}

/// The turns of one talk, not numbered yet.
fn of_talk(speeches: &[Speech], drafts: &[Draft], stated: &Stated, lexicon: &Lexicon) -> Vec<Turn> {
    let mut lead = Lead::of(drafts);
    let cast = parts::cast(speeches, stated, &lead, lexicon);
    let mut turns = Vec::with_capacity(speeches.len());
    let mut state = Exchange { may_ask: !opens_later(speeches, &cast, lexicon), ..Exchange::default() };
    let mut outlets: HashMap<String, String> = HashMap::new();
    let are_outlets = askers_are_outlets(speeches, &cast, lexicon);
    let n_asking = cast.values().filter(|casting| casting.part == Part::Asks).count();
    let full = full_names::find(speeches, drafts, lexicon);
    let doubt = Doubt::of(speeches, &cast);
    for (index, speech) in speeches.iter().enumerate() {
        let casting = cast[&speech.key];
        let before = index.checked_sub(1).map(|before| &speeches[before]);
        let next = speeches.get(index + 1);
        let (mut kind, mut certainty) = state.kind(speech, casting, next, lexicon);
        let answers = turns.last().is_some_and(|turn: &Turn| turn.kind != TurnKind::Question);
        if is_frame(speech, kind, before, next, lexicon)
            && (kind != TurnKind::Answer || answers)
            && casting.role != Some(Role::Answer)
        {
            (kind, certainty) = (TurnKind::Statement, Certainty::Guess(Reason::Alternation));
        }
        if kind == TurnKind::Question && is_misprint(speech, before, next, &cast, n_asking) {
            (kind, certainty) = (TurnKind::Answer, Certainty::Guess(Reason::Contradiction));
        }
        if matches!(speech.shape, Shape::Asked | Shape::Answered) {
            certainty = Certainty::Guess(Reason::QuestionMark);
        }
        certainty = doubt.certainty(kind, certainty, speeches, index, &cast);
        let mut is_outlet = || {
            are_outlets && is_unknown_outlet(speech, lexicon)
                || outlets::has_article(&speech.name)
                || outlets::is_brand(&speech.name)
                || lead.introduces(speech, lexicon)
        };
        // Ann Lee, The Beacon: what stands behind the comma.
        let behind_name = || speech.name.rsplit(", ").next().unwrap_or(&speech.name);
        let beside_name = || outlets::before_person(&speech.name, lexicon).unwrap_or_else(behind_name).to_owned();
        let mut may_be = || is_outlet().then(beside_name);
        let outlet = match casting.part {
            Part::Asks => outlet(speech, &mut outlets, lexicon).or_else(&mut may_be),
            _ => None,
        };
        turns.push(Turn {
            kind,
            speaker: Some(speech.name.clone()).filter(|name| !name.is_empty()),
            speaker_full: full[index].clone(),
            outlet,
            parts: Vec::new(),
            number: None,
            blocks: speech.drafts.clone(),
            time: speech.time,
            certainty,
        });
    }
    follow_ups::assign(&mut turns, lexicon);
    turns
}

/// Whether most of those who ask and have a name are outlets: `新华社：…`, `The Beacon: …`.
fn askers_are_outlets(speeches: &[Speech], cast: &HashMap<String, Casting>, lexicon: &Lexicon) -> bool {
    let asking = speeches.iter().filter(|speech| cast[&speech.key].part == Part::Asks && speech.role.is_none());
    let names: HashSet<&str> = asking.map(|speech| speech.name.as_str()).filter(|name| !name.is_empty()).collect();
    let n_outlets = names.iter().filter(|name| outlets::in_label(name, lexicon).is_some()).count();
    n_outlets >= 2 && n_outlets * 10 >= names.len() * 6
}

/// A name that is no person's, where others are outlets.
fn is_unknown_outlet(speech: &Speech, lexicon: &Lexicon) -> bool {
    let first = speech.name.split_whitespace().next().map(fold).unwrap_or_default();
    let is_person = speech.name.chars().any(is_wide) && names::likeness(&speech.name, lexicon) >= 2.0;
    speech.role.is_none() && !is_person && !lexicon.courtesy.has(&first)
}

/// The outlet of one who asks: in the label, or said at first and remembered.
fn outlet(speech: &Speech, known: &mut HashMap<String, String>, lexicon: &Lexicon) -> Option<String> {
    let behind_stroke = || outlets::behind_stroke(&speech.name).filter(|_| speech.role.is_none()).map(str::to_owned);
    if let Some(outlet) = outlets::in_label(&speech.name, lexicon).or_else(behind_stroke) {
        if speech.role.is_none() {
            known.insert(speech.key.clone(), outlet.clone());
        }
        return Some(outlet);
    }
    let mut parts = speech
        .tail
        .split([',', '|', '–', '—', '，'])
        .flat_map(|part| part.split(" - "))
        .flat_map(|part| part.split("--"));
    if let Some(firm) = parts.find_map(|part| {
        Some(part.trim())
            .filter(|part| part.len() > 2 && part.contains(char::is_alphabetic) && names::role(part, lexicon).is_none())
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
    // ZEIT behind DIE ZEIT: as printed here.
    let said = known.get(&speech.key)?;
    Some(if said.ends_with(&speech.name) { speech.name.clone() } else { said.clone() })
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
                self.is_open &= next.is_some_and(|next| parts::calls(speech, next)) || hands_over(speech, lexicon);
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

/// Words that open the talk, or end it: no question is asked, and the same voice goes on, or went before.
fn is_frame(
    speech: &Speech,
    kind: TurnKind,
    before: Option<&Speech>,
    next: Option<&Speech>,
    lexicon: &Lexicon,
) -> bool {
    let is_same = |other: Option<&Speech>| other.is_some_and(|other| other.key == speech.key);
    let closes = || speech.n_bytes < 500 && lexicon.closes.within(&fold(&speech.opening)).is_some();
    let is_unnamed = speech.name.is_empty();
    match kind {
        _ if is_unnamed || speech.asks => false,
        TurnKind::Question => {
            before.is_none() && is_same(next) || next.is_none() && speech.role == Some(Role::Host) && closes()
        }
        TurnKind::Answer => next.is_none() && closes(),
        TurnKind::Statement => false,
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
    n_asking: usize,
) -> bool {
    let is_mark = |speech: &Speech| cast[&speech.key].role == Some(Role::Question);
    let is_flat = |speech: &Speech| !has_question_mark(&speech.opening);
    let stands_wrong = before.is_some_and(|before| is_mark(before) && before.asks && before.key == speech.key)
        && next.is_none_or(is_mark);
    is_mark(speech) && n_asking == 1 && stands_wrong && is_flat(speech) && !speech.asks
}
