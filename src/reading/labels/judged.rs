//! Judged: everybody whom the candidates name, counted over the whole document, and whether he is a speaker.

use super::candidates::{Candidate, is_punctuated};
use super::cast::{Cast, Member, judge};
use super::draft_marks::dashes;
use super::left_out::Candidates;
use super::names::{self, Role};
use super::outlets;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Stated};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::shares::{FEW, SOME, are_most};
use crate::reading::widths;
use crate::reading::wrap;

/// A text where more names than this stand like labels is a list; nobody speaks in it.
const MAX_NAMES: usize = 100_000;
/// So many names that the page states are looked at: the key of each label is looked for in each of them.
const MAX_STATED: usize = 1_000;

/// The places that may be labels, and whom they name.
pub(super) struct Judged<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    pub(super) places: Vec<Candidate>,
    pub(super) cast: Cast,
    /// The drawn rule right behind which labels are in this document.
    pub(super) rule: Option<String>,
}

impl<'a> Judged<'a> {
    /// Counts whom the candidates name and judges them together. What is told of them beside that is stated from here on.
    pub(super) fn of(candidates: Candidates<'a>, stated: &mut Stated, lexicon: &Lexicon) -> Self {
        let Candidates { drafts, mut places, parts, listed } = candidates;
        let known: Vec<String> =
            stated.speakers.iter().chain(&listed).take(MAX_STATED).map(|name| fold(name)).collect();
        let mut cast = count(&mut places, &drafts, &known, lexicon);
        if cast.members.len() > MAX_NAMES {
            (cast, places) = (Cast::default(), Vec::new());
        }
        stated.parts.extend(parts);
        cast.tell(&stated.parts);
        correct(&mut cast);
        let rule = judge(&mut cast, &places, &drafts);
        Judged { drafts, places, cast, rule }
    }

    /// The numbers of the places of those who speak, for which something is so.
    pub(super) fn numbers_of(&self, is_so: impl Fn(&Candidate, &Member) -> bool) -> Vec<usize> {
        let places = self.places.iter().enumerate();
        let speaks = |found: &Candidate| Some(self.cast.of(found)).filter(|member| member.accepted);
        places.filter(|(_, found)| speaks(found).is_some_and(|member| is_so(found, member))).map(|(at, _)| at).collect()
    }
}

/// Counts whom the candidates name, and what is around their names.
fn count(candidates: &mut [Candidate], drafts: &[Draft], stated: &[String], lexicon: &Lexicon) -> Cast {
    let mut cast = Cast::default();
    for index in 0..candidates.len() {
        let (found, next) = (&candidates[index], candidates.get(index + 1));
        let draft = &drafts[found.draft];
        let number = cast.number(found, || member(found, drafts, stated, lexicon));
        let member = &mut cast.members[number];
        member.n += 1;
        member.span.1 = found.draft;
        if !member.shapes.contains(&found.label.shape) {
            member.shapes.push(found.label.shape);
        }
        member.n_timed += usize::from(found.label.time.is_some());
        member.n_numbered += usize::from(found.label.numbered);
        member.n_headings += usize::from(matches!(draft.kind, BlockKind::Heading(_)));
        member.n_alone += usize::from(found.is_alone(drafts));
        member.n_beside_dashes += usize::from(is_beside_dashes(drafts, found.draft));
        let is_silent = found.is_alone(drafts) && found.is_followed(next, drafts);
        member.n_silent += usize::from(is_silent);
        member.n_headlines += usize::from(found.is_headline(next, drafts));
        member.n_items += usize::from(matches!(draft.kind, BlockKind::ListItem { .. }));
        candidates[index].member = number;
    }
    if !is_punctuated(candidates, drafts) {
        // Where nobody ends a sentence, a line without an end is no headline.
        cast.members.iter_mut().for_each(|member| member.n_headlines = 0);
    }
    // Q1, Q2 and Q3 are one mark.
    for role in [Role::Question, Role::Answer] {
        let n = cast
            .members
            .iter()
            .filter(|member| member.role == Some(role) && !member.is_never)
            .map(|member| member.n)
            .sum();
        let marks = cast.members.iter_mut().filter(|member| member.role == Some(role) && !member.is_never);
        marks.for_each(|member| member.n = n);
    }
    cast
}

/// Whom a candidate names, with what the name itself says.
fn member(found: &Candidate, drafts: &[Draft], stated: &[String], lexicon: &Lexicon) -> Member {
    let name = found.name(drafts);
    // On a line of its own: a person, a comma, an office.
    let person = name.split(", ").next().filter(|_| found.is_alone(drafts)).unwrap_or(name);
    Member {
        key: found.key.clone(),
        role: names::role_of(found.text(drafts), &found.label, lexicon),
        n: 0,
        shapes: Vec::new(),
        n_numbered: 0,
        n_headings: 0,
        n_timed: 0,
        n_items: 0,
        n_alone: 0,
        n_beside_dashes: 0,
        n_silent: 0,
        n_headlines: 0,
        is_session: wrap::takes_at_most(&found.key, widths::COLUMN) && lexicon.session.within(&found.key).is_some(),
        is_letter: names::is_letter(names::stem(&found.key, lexicon)),
        likeness: names::likeness(person, lexicon),
        is_outlet: outlets::is_outlet(name, lexicon) || outlets::before_person(name, lexicon).is_some(),
        is_stated: found.key.chars().count() > 1 && stated.iter().any(|whole| whole.contains(found.key.as_str())),
        is_never: names::is_never(name, lexicon),
        span: (found.draft, found.draft),
        refusals: [false; 7],
        is_out: false,
        accepted: false,
    }
}

/// Whether the paragraph before or behind this one begins with dashes.
fn is_beside_dashes(drafts: &[Draft], index: usize) -> bool {
    let is_dashed = |index: usize| drafts.get(index).is_some_and(|draft| dashes(draft) > 0);
    is_dashed(index + 1) || index > 0 && is_dashed(index - 1)
}

/// Corrects what was counted of a name by what all names show.
fn correct(all: &mut Cast) {
    let cast = &mut all.members;
    let is_spaced = |member: &Member| member.shapes.iter().all(|shape| *shape == Shape::Spaces);
    let asks_spaced = cast.iter().any(|member| member.role == Some(Role::Question) && is_spaced(member));
    // `A 15-year-old …` begins with an article, unless questions are set off by one space as well.
    let answers = cast.iter_mut().filter(|member| member.role == Some(Role::Answer) && is_spaced(member));
    answers.for_each(|member| member.is_never |= !asks_spaced);
    // 问题 and 問題 head what is asked, too, where as much is answered.
    let n_of = |cast: &[Member], role, is_never| -> usize {
        // All marks of a role have been counted together, but for those that are never names.
        let marks = cast.iter().filter(|member| member.role == Some(role) && member.is_never == is_never);
        if is_never {
            marks.map(|member| member.n).sum()
        } else {
            marks.map(|member| member.n).max().unwrap_or_default()
        }
    };
    let (n_headed, n_answered) = (n_of(cast, Role::Question, true), n_of(cast, Role::Answer, false));
    // The title may say that this is an answer, too.
    let is_answered = n_headed == n_answered || n_headed + 1 == n_answered;
    if n_of(cast, Role::Question, false) == 0 && is_answered {
        cast.iter_mut().filter(|member| member.role == Some(Role::Question)).for_each(|member| member.is_never = false);
    }
    // `D. …` and `R. …` are marks; `A. …` to `E. …` without a partner beyond them number what can be chosen.
    let is_choice = |key: &str| matches!(key.as_bytes(), [b'a'..=b'e']);
    let is_stopped = |member: &Member| member.shapes.iter().all(|shape| *shape == Shape::Stop);
    let has_partner = cast.iter().any(|it| it.role == Some(Role::Answer) && it.is_letter && !is_choice(&it.key));
    let choices = cast.iter_mut().filter(|it| it.role == Some(Role::Question) && is_choice(&it.key) && is_stopped(it));
    choices.for_each(|member| member.is_never |= !has_partner);
    // Where no name with a time comes back, the times are those of a programme: `10:30 Lunch: bread and cheese`.
    let recurs = |member: &Member| member.n > 1 && member.n_timed > 0 || member.shapes.contains(&Shape::Voice);
    if cast.iter().filter(|member| member.n_timed > 0).count() >= FEW && !cast.iter().any(recurs) {
        cast.iter_mut().for_each(|member| member.n_timed = 0);
    }
    let is_asker = |member: &&Member| member.is_outlet || member.role.is_some();
    let n_counted: usize = cast.iter().map(|member| member.n_numbered).sum();
    let n_asked: usize = cast.iter().filter(is_asker).map(|member| member.n_numbered).sum();
    all.counts_askers = n_counted >= SOME && are_most(n_asked, n_counted);
    cast.iter_mut().for_each(|member| member.refuse(all.counts_askers));
}
