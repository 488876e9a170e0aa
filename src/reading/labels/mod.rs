//! Labels: what could be one is collected over the whole document, counted, and accepted by evidence together.

mod alike;
mod around;
mod between;
mod billing;
mod candidates;
mod cast;
mod customs;
mod draft_marks;
mod fields;
mod legend;
mod minutes;
pub(super) mod names;
pub(super) mod outlets;
mod question_headings;
mod run_on;
mod set_off;
pub(super) mod shapes;
pub(super) mod stamps;
mod storeys;
mod unlabelled;

use std::collections::{HashMap, HashSet};

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, Page};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap;
use candidates::{Candidate, Head};
use cast::{Member, judge};
use customs::{Induced, Place};
use draft_marks::dashes;
use names::Role;
use shapes::Shape;

/// A text where more names than this stand like labels is a list; nobody speaks in it.
const MAX_NAMES: usize = 100_000;

/// Whether the paragraph before or behind this one begins with dashes.
fn is_beside_dashes(drafts: &[Draft], index: usize) -> bool {
    let is_dashed = |index: usize| drafts.get(index).is_some_and(|draft| dashes(draft) > 0);
    is_dashed(index + 1) || index > 0 && is_dashed(index - 1)
}

/// Finds the labels of a page: drafts are split where one begins, and each draft that begins with one knows it.
pub(crate) fn find(page: &mut Page, lexicon: &Lexicon) {
    page.drafts.iter_mut().for_each(|draft| mend(draft, lexicon));
    storeys::join_times(&mut page.drafts);
    let mut candidates = candidates::collect(&page.drafts, lexicon);
    page.stated.parts = billing::leave(&mut candidates, &page.drafts, lexicon);
    fields::leave(&mut candidates, &page.drafts, lexicon);
    let listed = fields::rosters(&mut candidates, &page.drafts);
    drop_lists_of_names(&mut candidates);
    let mut cast = count(&candidates, page, &listed, lexicon);
    if cast.len() > MAX_NAMES {
        (cast, candidates) = (HashMap::new(), Vec::new());
    }
    judge(&mut cast, page.drafts.iter().filter(|draft| draft.is_content()).count());
    join_the_rest(&mut cast, &candidates, &page.drafts);
    join_those_between(&mut cast, &candidates);
    join_the_enclosed(&mut cast, &candidates, &page.drafts);
    let mut accepted = accepted(candidates, &cast, &page.drafts, lexicon);
    if let Some(induced) = induced(&accepted, page, lexicon) {
        (accepted, cast) = (induced, HashMap::new());
    }
    let drafts = split(std::mem::take(&mut page.drafts), accepted);
    let known = cast.into_iter().filter(|(_, member)| member.accepted && member.shapes.contains(&Shape::Colon));
    page.drafts = run_on::part(drafts, &known.map(|(key, _)| key).collect(), lexicon);
    storeys::unite(&mut page.drafts, lexicon);
    fields::unlabel(&mut page.drafts);
    legend::mark(&mut page.drafts, lexicon);
    unlabelled::mark(&mut page.drafts, lexicon);
}

/// The labels of a custom of this document, where it explains more of it than the listed shapes do.
fn induced(listed: &[Candidate], page: &Page, lexicon: &Lexicon) -> Option<Vec<Candidate>> {
    let place = |found: &Candidate| Place { draft: found.draft, line: found.line, key: found.key.clone() };
    let listed: Vec<Place> = listed.iter().map(place).collect();
    if customs::are_credible(&listed) {
        return None;
    }
    let induced = customs::induce(&page.drafts, lexicon)?;
    let questions = if listed.is_empty() { unlabelled::questions(&page.drafts, lexicon) } else { Vec::new() };
    let candidate = |Induced { draft, line, key, label }| Candidate { draft, line, label, key };
    customs::prefers(&induced, &listed, &questions).then(|| induced.into_iter().map(candidate).collect())
}

/// The candidates that are labels: their names are accepted, and they are no headlines.
fn accepted(
    candidates: Vec<Candidate>,
    cast: &HashMap<String, Member>,
    drafts: &[Draft],
    lexicon: &Lexicon,
) -> Vec<Candidate> {
    let first = drafts.iter().position(Draft::is_content).unwrap_or(0);
    let head = Head { first, is_punctuated: candidates::is_punctuated(&candidates, drafts) };
    let vocatives = vocatives(&candidates, cast, drafts);
    let is_label = |found: &Candidate| {
        is_accepted(found, cast)
            && !vocatives.contains(&found.key)
            && !found.is_of_headline(drafts, head, cast, lexicon)
    };
    let mut is_label: Vec<bool> = candidates.iter().map(is_label).collect();
    // Above the first sentence that is said a legend looks the same.
    let is_said = |found: &Candidate| wrap::ends_sentence(found.text(drafts));
    let begin = candidates.iter().zip(&is_label).position(|(found, &it)| it && is_said(found)).unwrap_or(0);
    for (index, found) in candidates.iter().enumerate().skip(begin + 1) {
        let is_headline = || found.is_set_off(drafts) && found.is_headline(candidates.get(index + 1), drafts);
        let is_voice = cast[&found.key].n_headlines * 2 < cast[&found.key].n;
        is_label[index] &= !(is_voice && is_headline());
    }
    candidates.into_iter().zip(is_label).filter_map(|(found, is_label)| is_label.then_some(found)).collect()
}

/// Names that stand once and alone before a colon, where all others stand before what they say: `Mr President:`, to whom
/// somebody speaks.
fn vocatives(candidates: &[Candidate], cast: &HashMap<String, Member>, drafts: &[Draft]) -> HashSet<String> {
    const OFTEN: usize = 5;
    let spoken = candidates.iter().filter(|found| is_accepted(found, cast));
    let (alone, before): (Vec<&Candidate>, Vec<&Candidate>) = spoken.partition(|found| found.is_alone(drafts));
    let is_strong =
        |found: &Candidate| drafts[found.draft].lines[found.line].spans().iter().any(|span| span.range.start == 0);
    let is_odd = |found: &&Candidate| {
        cast[&found.key].n == 1 && found.label.shape == Shape::Colon && !is_strong(found) && found.label.time.is_none()
    };
    let odd: Vec<&Candidate> = alone.into_iter().filter(is_odd).collect();
    let is_custom = before.len() >= OFTEN && before.len() >= odd.len() * 4;
    odd.into_iter().filter(|_| is_custom).map(|found| found.key.clone()).collect()
}

/// A table whose first cells are all different says who is there; where it is the talk, somebody speaks twice.
fn drop_lists_of_names(candidates: &mut Vec<Candidate>) {
    let mut names = HashSet::new();
    let mut cells = candidates.iter().filter(|found| found.label.shape == Shape::Cell);
    if cells.all(|found| names.insert(found.key.clone())) {
        candidates.retain(|found| found.label.shape != Shape::Cell);
    }
}

/// Puts the two lines of a label together that was broken over them.
fn mend(draft: &mut Draft, lexicon: &Lexicon) {
    if draft.lines.len() < 2 || !draft.is_content() {
        return;
    }
    for index in (0..draft.lines.len() - 1).rev() {
        let (first, second) = (&draft.lines[index], &draft.lines[index + 1]);
        if stamps::is_stamp(second.text()) && wrap::cells(first.text()) <= 48 && names::is_name(first.text()) {
            let time = draft.lines.remove(index + 1);
            draft.lines[index].append(" ", time);
            continue;
        }
        // Ann Lee / : Hi, as lists of terms are written.
        if second.text().starts_with([':', '：']) && wrap::cells(first.text()) <= 48 && names::is_name(first.text()) {
            let said = draft.lines.remove(index + 1);
            draft.lines[index].append("", said);
            continue;
        }
        let length = stamps::in_brackets(second.text()).map_or(0, |(length, _)| length);
        if length > 0 && length < second.text().len() && wrap::cells(first.text()) <= 48 && names::is_name(first.text())
        {
            move_time(draft, index, length);
            continue;
        }
        let begins = index == 0 || wrap::ends_sentence(draft.lines[index - 1].text());
        let is_short = wrap::takes_at_most(first.text(), 40) && !wrap::ends_sentence(first.text());
        let has_colon = second.text().chars().take(12).any(|letter| matches!(letter, '：' | ':'));
        // 修灯的人 / 记者：…: no outlet stands above a word that is a label by itself.
        let is_unwrapped = |name: &str, above: &str| {
            lexicon.asker.has(&fold(name)) && above.contains(wrap::is_wide) && !outlets::is_outlet(above, lexicon)
        };
        let is_whole = |label: Label| {
            let name = label.name_in(second.text());
            names::role(name, lexicon) == Some(Role::Question) || is_unwrapped(name, first.text())
        };
        if !(begins && is_short && has_colon) || shapes::label(draft, index + 1, lexicon).is_some_and(is_whole) {
            continue;
        }
        let joint = wrap::joint(first.text(), second.text());
        let mut whole = first.clone();
        whole.append(joint, second.clone());
        let whole = Draft::new(BlockKind::Paragraph, vec![whole]);
        let label = shapes::label(&whole, 0, lexicon)
            .filter(|label| label.shape == Shape::Colon && label.is_named_beyond(first.text().len()));
        let is_role = label.is_some_and(|label| {
            let role = names::role(label.name_in(whole.first()), lexicon);
            matches!(role, Some(Role::Asker | Role::Host | Role::Answerer))
        });
        if is_role {
            let second = draft.lines.remove(index + 1);
            draft.lines[index].append(joint, second);
        }
    }
}

/// Puts the time that begins a line behind the name on the line above: `Ann Lee` / `(00:12) Hi`.
fn move_time(draft: &mut Draft, index: usize, length: usize) {
    let said = draft.lines[index + 1].split_off(length);
    let time = std::mem::replace(&mut draft.lines[index + 1], said).trimmed().unwrap_or_default();
    draft.lines[index].append(" ", time);
}

fn count(candidates: &[Candidate], page: &Page, listed: &[String], lexicon: &Lexicon) -> HashMap<String, Member> {
    // The key of each label is looked for in each of them.
    const MAX_STATED: usize = 1_000;
    let mut cast: HashMap<String, Member> = HashMap::new();
    let stated = page.stated.speakers.iter().chain(listed).take(MAX_STATED);
    let stated: Vec<String> = stated.map(|name| fold(name)).collect();
    for (index, found) in candidates.iter().enumerate() {
        let next = candidates.get(index + 1);
        let draft = &page.drafts[found.draft];
        let name = found.name(&page.drafts);
        // On a line of its own: a person, a comma, an office.
        let person = name.split(", ").next().filter(|_| found.is_alone(&page.drafts)).unwrap_or(name);
        let member = cast.entry(found.key.clone()).or_insert_with(|| Member {
            role: names::role_of(found.text(&page.drafts), &found.label, lexicon),
            n: 0,
            shapes: HashSet::new(),
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
        });
        member.n += 1;
        member.span.1 = found.draft;
        member.shapes.insert(found.label.shape);
        member.n_numbered += usize::from(found.label.numbered);
        member.n_timed += usize::from(found.label.time.is_some());
        member.n_headings += usize::from(matches!(draft.kind, BlockKind::Heading(_)));
        member.n_alone += usize::from(found.is_alone(&page.drafts));
        member.n_beside_dashes += usize::from(is_beside_dashes(&page.drafts, found.draft));
        let is_silent = found.is_alone(&page.drafts) && found.is_followed(next, &page.drafts);
        member.n_silent += usize::from(is_silent);
        member.n_headlines += usize::from(found.is_headline(next, &page.drafts));
        member.n_items += usize::from(matches!(draft.kind, BlockKind::ListItem { .. }));
    }
    if !candidates::is_punctuated(candidates, &page.drafts) {
        // Where nobody ends a sentence, a line without an end is no headline.
        cast.values_mut().for_each(|member| member.n_headlines = 0);
    }
    // Q1, Q2 and Q3 are one mark.
    for role in [Role::Question, Role::Answer] {
        let n =
            cast.values().filter(|member| member.role == Some(role) && !member.is_never).map(|member| member.n).sum();
        let marks = cast.values_mut().filter(|member| member.role == Some(role) && !member.is_never);
        marks.for_each(|member| member.n = n);
    }
    billing::tell(&page.stated.parts, &mut cast);
    cast
}

/// Accepts rare names before a colon between two speeches of one frequent speaker, and him: so one is asked by many.
fn join_those_between(cast: &mut HashMap<String, Member>, candidates: &[Candidate]) {
    const OFTEN: usize = 5;
    let before_colons: Vec<&Candidate> = candidates
        .iter()
        .filter(|found| found.label.shape == Shape::Colon && !cast[&found.key].is_excluded())
        .collect();
    let n = |found: &Candidate| cast[&found.key].n;
    let mut found: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (index, pair) in before_colons.windows(2).enumerate() {
        let (rare, hub) = (pair[0], pair[1]);
        let is_same = index.checked_sub(1).is_none_or(|before| before_colons[before].key == hub.key);
        let is_short = rare.key.chars().count() <= 20 && hub.draft <= rare.draft + 1;
        if n(rare) < OFTEN && n(hub) >= OFTEN && is_same && is_short {
            found.entry(&hub.key).or_default().insert(&rare.key);
        }
    }
    found.retain(|hub, names| names.len() >= 3 && names.len() * 2 >= cast[*hub].n);
    for key in found.iter().flat_map(|(hub, names)| names.iter().chain([hub])) {
        cast.entry((*key).to_owned()).and_modify(|member| member.accepted = true);
    }
}

/// Accepts rare names before a colon right between two speeches, where there are many.
fn join_the_enclosed(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    const MANY: usize = 8;
    let is_speech = |found: &Candidate| cast[&found.key].accepted && found.line == 0;
    if candidates.iter().filter(|found| is_speech(found)).count() < MANY {
        return;
    }
    let mut found: Vec<String> = Vec::new();
    for around in candidates.windows(3) {
        let [before, rare, next] = around else { continue };
        let member = &cast[&rare.key];
        let is_rare = member.n <= 2 && member.n_items == 0 && !member.is_excluded() && member.likeness >= 1.5;
        let is_set = rare.label.shape == Shape::Colon && !rare.is_alone(drafts) && rare.line == 0;
        let is_enclosed = before.draft + 1 == rare.draft && rare.draft + 1 == next.draft;
        if is_rare && is_set && is_enclosed && !before.is_alone(drafts) && is_speech(before) && is_speech(next) {
            found.push(rare.key.clone());
        }
    }
    for key in found {
        cast.entry(key).and_modify(|member| member.accepted = true);
    }
}

/// How a label is set: in a heading, with nothing behind it, in this shape.
type Setting = (bool, bool, Shape);

/// Accepts rare names in a setting where nearly all others are accepted: a heading with a colon among a hundred labels.
fn join_the_rest(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    let setting = |found: &Candidate| -> Setting {
        let is_heading = matches!(drafts[found.draft].kind, BlockKind::Heading(_));
        (is_heading, found.is_alone(drafts), found.label.shape)
    };
    let mut counts: HashMap<Setting, (usize, usize)> = HashMap::new();
    for found in candidates.iter().filter(|found| cast.get(&found.key).is_some_and(|member| !member.is_excluded())) {
        let (n, n_accepted) = counts.entry(setting(found)).or_default();
        *n += 1;
        *n_accepted += usize::from(cast[&found.key].accepted);
    }
    for found in candidates {
        let (n, n_accepted) = counts.get(&setting(found)).copied().unwrap_or_default();
        let (is_heading, is_alone, shape) = setting(found);
        let is_telling =
            (is_heading || is_alone) && shape != Shape::OwnLine || matches!(shape, Shape::Term | Shape::Strong);
        if let Some(member) = cast.get_mut(&found.key).filter(|member| !member.is_excluded()) {
            member.accepted |= is_telling && n_accepted >= 8 && n_accepted * 100 >= n * 95;
        }
    }
}

/// Whether a candidate is a label: its name is accepted, in a shape in which such names are printed.
fn is_accepted(found: &Candidate, cast: &HashMap<String, Member>) -> bool {
    cast.get(&found.key).is_some_and(|member| {
        let is_odd = found.label.shape == Shape::OwnLine && member.shapes.len() > 1 && found.label.time.is_none();
        member.accepted && !is_odd && (!found.label.numbered || member.role.is_some())
    })
}

/// Splits the drafts where labels begin.
fn split(drafts: Vec<Draft>, accepted: Vec<Candidate>) -> Vec<Draft> {
    let mut found = accepted.into_iter().peekable();
    let mut parts = Vec::with_capacity(drafts.len());
    for (index, mut draft) in drafts.into_iter().enumerate() {
        let mut labels = Vec::new();
        while let Some(next) = found.next_if(|next| next.draft == index) {
            labels.push((next.line, next.label));
        }
        let mut tails = Vec::new();
        for (line, label) in labels.into_iter().rev() {
            // Splitting off all would leave room for as many again.
            let lines = if line == 0 { std::mem::take(&mut draft.lines) } else { draft.lines.split_off(line) };
            let kind = if line == 0 { draft.kind } else { BlockKind::Paragraph };
            let mut tail = Draft { kind, lines, ..draft.emptied() };
            tail.set_label(Some(label));
            tails.push(tail);
        }
        if !draft.lines.is_empty() || tails.is_empty() {
            parts.push(draft);
        }
        for tail in tails.into_iter().rev() {
            part(tail, &mut parts);
        }
    }
    parts
}

/// A draft that begins with a label: the label by itself, if nothing follows it on its line, and what it labels.
fn part(mut draft: Draft, parts: &mut Vec<Draft>) {
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
