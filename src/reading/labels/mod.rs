//! Labels: what could be one is collected over the whole document, counted, and accepted by evidence together.

mod alike;
mod around;
pub(super) mod behind;
mod between;
mod billing;
mod broken;
mod candidates;
mod cast;
mod customs;
mod draft_marks;
mod fields;
mod joining;
mod legend;
mod minutes;
pub(super) mod names;
pub(super) mod outlets;
mod question_headings;
mod roles;
mod ruled;
mod run_on;
mod set_off;
pub(super) mod shapes;
pub(super) mod stamps;
mod storeys;
mod unlabelled;

use std::collections::HashSet;
use std::iter;

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Page};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap;
use candidates::{Candidate, Head};
use cast::{Cast, Member, judge};
use customs::{Induced, Place};
pub(super) use customs::{PAGE_TRAITS, PageKind, PageTraits};
use draft_marks::dashes;
use joining::{join_the_billed, join_the_enclosed, join_the_rest, join_those_between};
use names::Role;
use shapes::Shape;

/// A text where more names than this stand like labels is a list; nobody speaks in it.
const MAX_NAMES: usize = 100_000;

/// Whether the paragraph before or behind this one begins with dashes.
fn is_beside_dashes(drafts: &[Draft], index: usize) -> bool {
    let is_dashed = |index: usize| drafts.get(index).is_some_and(|draft| dashes(draft) > 0);
    is_dashed(index + 1) || index > 0 && is_dashed(index - 1)
}

/// Finds the labels of a page: drafts are split where one begins, and each draft that begins with one knows it. Gives what
/// they have in common, by which it is told whether anybody speaks.
pub(crate) fn find(page: &mut Page, lexicon: &Lexicon) -> Option<PageTraits> {
    broken::mend(&mut page.drafts, lexicon);
    storeys::join_times(&mut page.drafts);
    let mut candidates = candidates::collect(&page.drafts, lexicon);
    page.stated.parts = billing::leave(&mut candidates, &page.drafts, lexicon);
    fields::leave(&mut candidates, &page.drafts, lexicon);
    let listed = fields::rosters(&mut candidates, &page.drafts);
    drop_lists_of_names(&mut candidates);
    let mut cast = count(&mut candidates, page, &listed, lexicon);
    if cast.members.len() > MAX_NAMES {
        (cast, candidates) = (Cast::default(), Vec::new());
    }
    judge(&mut cast.members, page.drafts.iter().filter(|draft| draft.is_content()).count());
    join_the_rest(&mut cast, &candidates, &page.drafts);
    join_those_between(&mut cast, &candidates);
    join_the_enclosed(&mut cast, &candidates, &page.drafts);
    join_the_billed(&mut cast, &candidates, &page.drafts);
    ruled::settle(&mut cast, &mut candidates, &page.drafts);
    ruled::leave_lines(&cast, &mut candidates);
    let mut accepted = accepted(candidates, &cast, &page.drafts, lexicon);
    if let Some(induced) = induced(&accepted, page, lexicon) {
        (accepted, cast) = (induced, Cast::default());
    }
    let labels_are = customs::page_traits(&accepted, &page.drafts, lexicon);
    page.stated.kind = labels_are.as_ref().map_or(PageKind::Talk, customs::page_kind);
    let drafts = std::mem::take(&mut page.drafts);
    let drafts = if page.stated.kind == PageKind::NoTalk {
        cast = Cast::default();
        fields::apart(drafts, &accepted, lexicon)
    } else {
        split(drafts, accepted)
    };
    let known = cast.members.into_iter().filter(|member| member.accepted && member.shapes.contains(&Shape::Colon));
    page.drafts = run_on::part(drafts, &known.map(|member| member.key).collect(), lexicon);
    storeys::unite(&mut page.drafts, lexicon);
    fields::unlabel(&mut page.drafts);
    legend::mark(&mut page.drafts, lexicon);
    unlabelled::mark(&mut page.drafts, lexicon);
    labels_are
}

/// The labels of a custom of this document, where it explains more of it than the listed shapes do.
fn induced(listed: &[Candidate], page: &Page, lexicon: &Lexicon) -> Option<Vec<Candidate>> {
    let place = |found: &Candidate| Place { draft: found.draft, line: found.line, name: found.named };
    let listed: Vec<Place> = listed.iter().map(place).collect();
    if customs::are_credible(&listed) {
        return None;
    }
    let induced = customs::induce(&page.drafts, lexicon)?;
    let questions = if listed.is_empty() { unlabelled::questions(&page.drafts, lexicon) } else { Vec::new() };
    let candidate =
        |Induced { draft, line, name, key, label }| Candidate { draft, line, label, key, named: name, member: 0 };
    customs::prefers(&induced, &listed, &questions).then(|| induced.into_iter().map(candidate).collect())
}

/// The candidates that are labels: their names are accepted, and they are no headlines.
fn accepted(candidates: Vec<Candidate>, cast: &Cast, drafts: &[Draft], lexicon: &Lexicon) -> Vec<Candidate> {
    let first = drafts.iter().position(Draft::is_content).unwrap_or(0);
    let head = Head { first, is_punctuated: candidates::is_punctuated(&candidates, drafts) };
    let vocatives = vocatives(&candidates, cast, drafts);
    let is_label = |found: &Candidate| {
        is_accepted(found, cast)
            && !vocatives.contains(&found.named)
            && !found.is_of_headline(drafts, head, cast, lexicon)
            && (!head.is_punctuated || !is_in_heading(found, cast.of(found), drafts))
    };
    let mut is_label: Vec<bool> = candidates.iter().map(is_label).collect();
    // Above the first sentence that is said a legend looks the same.
    let is_said = |found: &Candidate| wrap::ends_sentence(found.text(drafts));
    let begin = candidates.iter().zip(&is_label).position(|(found, &it)| it && is_said(found)).unwrap_or(0);
    for (index, found) in candidates.iter().enumerate().skip(begin + 1) {
        let is_headline = || found.is_set_off(drafts) && found.is_headline(candidates.get(index + 1), drafts);
        let is_voice = cast.of(found).n_headlines * 2 < cast.of(found).n;
        is_label[index] &= !(is_voice && is_headline());
    }
    candidates.into_iter().zip(is_label).filter_map(|(found, is_label)| is_label.then_some(found)).collect()
}

/// `### Ann Lee: it was dark`: a heading that is no sentence, with a name that labels paragraphs elsewhere.
fn is_in_heading(found: &Candidate, member: &Member, drafts: &[Draft]) -> bool {
    let is_heading = matches!(drafts[found.draft].kind, BlockKind::Heading(_));
    let is_open = !found.is_alone(drafts) && !wrap::ends_sentence(found.text(drafts));
    is_heading && is_open && member.role.is_none() && member.n_headings * 2 <= member.n
}

/// Names, by the numbers of their keys, that stand once and alone before a colon, where all others stand before what they
/// say: `Mr President:`, to whom somebody speaks.
fn vocatives(candidates: &[Candidate], cast: &Cast, drafts: &[Draft]) -> HashSet<usize> {
    const OFTEN: usize = 5;
    let spoken = candidates.iter().filter(|found| is_accepted(found, cast));
    let (alone, before): (Vec<&Candidate>, Vec<&Candidate>) = spoken.partition(|found| found.is_alone(drafts));
    let is_strong =
        |found: &Candidate| drafts[found.draft].lines[found.line].spans().iter().any(|span| span.range.start == 0);
    let is_odd = |found: &&Candidate| {
        cast.of(found).n == 1 && found.label.shape == Shape::Colon && !is_strong(found) && found.label.time.is_none()
    };
    let odd: Vec<&Candidate> = alone.into_iter().filter(is_odd).collect();
    let is_custom = before.len() >= OFTEN && before.len() >= odd.len() * 4;
    if is_custom { odd.into_iter().map(|found| found.named).collect() } else { HashSet::new() }
}

/// A table whose first cells are all different says who is there; where it is the talk, somebody speaks twice.
fn drop_lists_of_names(candidates: &mut Vec<Candidate>) {
    let mut names = HashSet::new();
    let mut cells = candidates.iter().filter(|found| found.label.shape == Shape::Cell);
    if cells.all(|found| names.insert(found.named)) {
        candidates.retain(|found| found.label.shape != Shape::Cell);
    }
}

fn count(candidates: &mut [Candidate], page: &Page, listed: &[String], lexicon: &Lexicon) -> Cast {
    // The key of each label is looked for in each of them.
    const MAX_STATED: usize = 1_000;
    let mut cast = Cast::default();
    let stated = page.stated.speakers.iter().chain(listed).take(MAX_STATED);
    let stated: Vec<String> = stated.map(|name| fold(name)).collect();
    for index in 0..candidates.len() {
        let (found, next) = (&candidates[index], candidates.get(index + 1));
        let draft = &page.drafts[found.draft];
        let number = cast.number(found, || member(found, &page.drafts, &stated, lexicon));
        let member = &mut cast.members[number];
        member.n += 1;
        member.span.1 = found.draft;
        if !member.shapes.contains(&found.label.shape) {
            member.shapes.push(found.label.shape);
        }
        member.n_numbered += usize::from(found.label.numbered);
        member.n_timed += usize::from(found.label.time.is_some());
        member.n_headings += usize::from(matches!(draft.kind, BlockKind::Heading(_)));
        member.n_alone += usize::from(found.is_alone(&page.drafts));
        member.n_beside_dashes += usize::from(is_beside_dashes(&page.drafts, found.draft));
        let is_silent = found.is_alone(&page.drafts) && found.is_followed(next, &page.drafts);
        member.n_silent += usize::from(is_silent);
        member.n_headlines += usize::from(found.is_headline(next, &page.drafts));
        member.n_items += usize::from(matches!(draft.kind, BlockKind::ListItem { .. }));
        candidates[index].member = number;
    }
    if !candidates::is_punctuated(candidates, &page.drafts) {
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
    billing::tell(&page.stated.parts, &mut cast);
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
        is_session: found.key.chars().count() <= 12 && lexicon.session.within(&found.key).is_some(),
        likeness: names::likeness(person, lexicon),
        is_outlet: outlets::is_outlet(name, lexicon),
        has_outlet: outlets::behind_person(name, lexicon),
        is_stated: found.key.chars().count() > 1 && stated.iter().any(|whole| whole.contains(found.key.as_str())),
        is_never: names::is_never(name, lexicon),
        span: (found.draft, found.draft),
        accepted: false,
    }
}

/// Whether a candidate is a label: its name is accepted, in a shape in which such names are printed.
fn is_accepted(found: &Candidate, cast: &Cast) -> bool {
    let member = cast.of(found);
    let is_odd = found.label.shape == Shape::OwnLine && member.shapes.len() > 1 && found.label.time.is_none();
    member.accepted && !is_odd && (!found.label.numbered || member.role.is_some())
}

/// Splits the drafts where labels begin.
fn split(drafts: Vec<Draft>, accepted: Vec<Candidate>) -> Vec<Draft> {
    let mut found = accepted.into_iter().peekable();
    let mut parts = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        let labelled: Vec<Candidate> = iter::from_fn(|| found.next_if(|next| next.draft == index)).collect();
        if labelled.is_empty() {
            parts.push(draft);
            continue;
        }
        let lines: Vec<usize> = labelled.iter().map(|found| found.line).collect();
        let mut pieces = draft.pieces(&lines).into_iter();
        if lines.first() != Some(&0) {
            parts.extend(pieces.next());
        }
        for (mut piece, found) in pieces.zip(labelled) {
            piece.kind = if found.line == 0 { piece.kind } else { BlockKind::Paragraph };
            piece.set_label(Some(found.label));
            part(piece, &mut parts);
        }
    }
    parts
}

/// A draft that begins with a label: the label by itself, if nothing follows it on its line, and what it labels.
fn part<'a>(mut draft: Draft<'a>, parts: &mut Vec<Draft<'a>>) {
    let is_alone = draft.said().is_empty();
    if matches!(draft.kind, BlockKind::Heading(_)) {
        draft.kind = BlockKind::Paragraph;
    }
    if is_alone {
        let rest = draft.lines.split_off(1);
        let wrapped = draft.wrapped;
        parts.push(Draft { kind: BlockKind::Label, ..draft });
        if !rest.is_empty() {
            parts.push(Draft { wrapped, ..Draft::new(BlockKind::Paragraph, rest) });
        }
    } else {
        parts.push(draft);
    }
}
