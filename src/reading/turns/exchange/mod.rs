//! The exchange: each speech is a question, an answer or a statement, by its speaker's part and by where the talk is between a
//! question and its answers (`steps`, rows with examples). What is left here follows the talk and is no list of judgements.

mod steps;

use super::certainty::Found;
use super::parts::{Cast, Casting, calls, ends_with_name};
use super::speeches::Speech;
use crate::document::turn::{Reason, TurnKind};
use crate::reading::cast::Part;
use crate::reading::labels::names::Role;
use crate::reading::labels::shapes::Shape;
use crate::reading::lexicon::{Folded, Lexicon};
use steps::{Leaves, Moment, Told};

/// What a speech says of the exchange itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cue {
    /// It greets those who are there.
    pub(super) greets: bool,
    /// It opens the questions.
    opens: bool,
    /// It is short and ends the talk.
    closes: bool,
    /// It names the next speaker.
    pub(super) calls_next: bool,
    /// Its last sentence is nothing but the name of the next speaker: `Mr. Mayor?` asks nothing.
    pub(super) ends_with_next: bool,
    /// It is short and gives the word to somebody.
    pub(super) hands_over: bool,
}

impl Cue {
    /// The cue of a speech that begins with these words.
    pub(super) fn of(
        speech: &Speech,
        (printed, said): (&str, &Folded),
        next: Option<&Speech>,
        lexicon: &Lexicon,
    ) -> Cue {
        let calls_next = next.is_some_and(|next| calls(speech, &said.text, next, lexicon));
        Cue {
            // Othello greets nobody.
            greets: lexicon.greets.occur_in(said) && lexicon.greets.stand_in(printed),
            opens: lexicon.opens.occur_in(said),
            closes: speech.n_cells < 500 && lexicon.closes.occur_in(said),
            calls_next,
            ends_with_next: calls_next && next.is_some_and(|next| ends_with_name(speech, printed, next, lexicon)),
            hands_over: speech.n_cells < 120 && lexicon.hands_over.occur_in(said),
        }
    }
}

/// A talk with one casting.
pub(super) struct Exchanged<'a> {
    pub(super) speeches: &'a [Speech],
    pub(super) cues: &'a [Cue],
    pub(super) cast: &'a Cast<'a>,
}

/// The kind of each speech, and what it was inferred from where its speaker's part does not say it.
pub(super) fn kinds(talk: &Exchanged) -> Vec<Found> {
    let Exchanged { speeches, cues, cast } = talk;
    let mut found: Vec<Found> = Vec::with_capacity(speeches.len());
    let mut state = Exchange { may_ask: !opens_later(talk), ..Exchange::default() };
    let n_asking = cast.castings().filter(|casting| casting.part == Part::Asks).count();
    for (index, speech) in speeches.iter().enumerate() {
        let casting = cast.of(index);
        let before = index.checked_sub(1).map(|before| &speeches[before]);
        let next = speeches.get(index + 1);
        let after = After::of(talk, index);
        state.goes_on = index > 0 && cast.voice(index) == cast.voice(index - 1);
        let (mut kind, mut reason) = state.kind(speech, casting, cues[index], after);
        let answers = found.last().is_some_and(|found| found.kind != TurnKind::Question);
        if is_frame(speech, kind, before, next, cues[index])
            && (kind != TurnKind::Answer || answers)
            && casting.role != Some(Role::Answer)
        {
            (kind, reason) = (TurnKind::Statement, Some(Reason::Alternation));
        }
        if kind == TurnKind::Question && n_asking == 1 && is_misprint(talk, index) {
            (kind, reason) = (TurnKind::Answer, Some(Reason::Contradiction));
        }
        if matches!(speech.shape, Shape::Asked | Shape::Answered) {
            reason = Some(Reason::QuestionMark);
        }
        if kind == TurnKind::Question {
            state.one_answers = somebody_returns(talk, index + 1);
        }
        found.push(Found { kind, reason, share: 1.0 });
    }
    found
}

/// Whether one of the equals who speaks before the next asker comes back before him: a panel answers in turn, and equals talk.
fn somebody_returns(talk: &Exchanged, from: usize) -> bool {
    let mut heard: Vec<usize> = Vec::new();
    let speeches = from..talk.speeches.len();
    let speeches = speeches.take_while(|&index| talk.cast.of(index).part != Part::Asks);
    // Whoever calls on one after the other is not one of those who are called.
    let talks = |index: &usize| talk.cast.of(*index).part == Part::Talks && !talk.cues[*index].calls_next;
    for index in speeches.filter(talks) {
        let voice = talk.cast.voice(index);
        if heard.last() != Some(&voice) && heard.contains(&voice) {
            return true;
        }
        heard.push(voice);
    }
    false
}

/// Who speaks after a speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    /// The same speaker.
    Same,
    Asks,
    /// Who leads, and after him nobody who answers.
    Leads,
    /// Who answers, at once or once whoever leads has called him; one among equals; nobody.
    Other,
}

impl After {
    fn of(talk: &Exchanged, index: usize) -> After {
        let part = |index: usize| talk.speeches.get(index).map(|_| talk.cast.of(index).part);
        let is_same = talk.speeches.get(index + 1).is_some_and(|next| next.key == talk.speeches[index].key);
        match part(index + 1) {
            Some(_) if is_same => After::Same,
            Some(Part::Asks) => After::Asks,
            Some(Part::Leads) if part(index + 2) != Some(Part::Answers) => After::Leads,
            Some(Part::Leads | Part::Answers | Part::Talks) | None => After::Other,
        }
    }
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
    /// The equals who speak before the next question talk: only the first of them answers.
    one_answers: bool,
    /// Who speaks has spoken before, too.
    goes_on: bool,
}

impl Exchange {
    /// The kind of the next speech.
    fn kind(&mut self, speech: &Speech, casting: Casting, cue: Cue, after: After) -> (TurnKind, Option<Reason>) {
        self.may_ask |= cue.opens;
        let step = steps::of(&Moment { speech, casting, cue, after, exchange: self });
        match step.leaves {
            Leaves::AsItIs => {}
            Leaves::Asked => (self.is_pending, self.is_open, self.is_stated) = (true, false, casting.is_stated),
            Leaves::Answered => (self.is_pending, self.is_open) = (false, true),
            Leaves::Over => (self.is_pending, self.is_open) = (false, false),
            Leaves::Interrupted => self.is_open = false,
        }
        let reason = match step.told {
            Told::ByPart => None,
            Told::By(reason) => Some(reason),
            Told::ByLabelOr(reason) => Some(reason).filter(|_| !casting.is_stated),
        };
        (step.kind, reason)
    }
}

/// Words that open the talk, or end it: no question is asked, and the same voice goes on, or went before.
fn is_frame(speech: &Speech, kind: TurnKind, before: Option<&Speech>, next: Option<&Speech>, cue: Cue) -> bool {
    let is_same = |other: Option<&Speech>| other.is_some_and(|other| other.key == speech.key);
    let is_unnamed = speech.name.is_empty();
    match kind {
        _ if is_unnamed || speech.asks => false,
        TurnKind::Question => {
            let may_lead = matches!(speech.role, None | Some(Role::Host));
            before.is_none() && is_same(next) || next.is_none() && may_lead
        }
        TurnKind::Answer => next.is_none() && cue.closes,
        TurnKind::Statement => false,
    }
}

/// Whether a house hears statements first and opens its questions with words that say so.
fn opens_later(talk: &Exchanged) -> bool {
    let has_members = talk.cast.castings().any(|casting| casting.role == Some(Role::Member));
    let opens = |index: usize| talk.cues[index].opens && talk.cast.of(index).part != Part::Asks;
    has_members && (0..talk.speeches.len()).any(opens)
}

/// A question mark of a label that stands where an answer must, and asks nothing: a misprint.
fn is_misprint(talk: &Exchanged, index: usize) -> bool {
    let is_mark = |index: usize| talk.cast.of(index).role == Some(Role::Question);
    let speech = &talk.speeches[index];
    let repeats = |before: usize| {
        let said = &talk.speeches[before];
        is_mark(before) && said.asks && said.key == speech.key
    };
    let is_last = index + 1 == talk.speeches.len();
    let stands_wrong = index.checked_sub(1).is_some_and(repeats) && (is_last || is_mark(index + 1));
    is_mark(index) && stands_wrong && !speech.has_question_mark && !speech.asks
}
