//! Fields: lines about the talk and lists of those who took part, which are set like labels and label nothing.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::collected::Collected;
use super::left_out::{Out, Tells};
use super::names;
use super::shapes::Shape;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::FEW;
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// Keys behind which a person stands, each time, and nothing else: `Presenter: Ann Lee (AL)`.
pub(super) fn persons(all: &Collected, lexicon: &Lexicon) -> Vec<usize> {
    let mut counts = vec![0; all.n_names()];
    for found in all.places.iter().filter(|found| found.label.time.is_none()) {
        let said = found.said(&all.drafts).trim();
        let is_whole = all.drafts[found.draft].lines.len() == 1 && said.contains(' ');
        let is_person = || names::is_name(said) && names::likeness(said, lexicon) >= names::SURE;
        if is_whole && names::role(&found.key, lexicon).is_some() && is_person() {
            counts[found.named] += 1;
        }
    }
    all.numbers_of(|found| all.n(found) > 1 && counts[found.named] == all.n(found))
}

/// What stands once, above all names that recur, with no sentence behind it: `Meeting ID: 01JY`, `PRODUCER: ANN LEE`.
pub(super) fn above(all: &Collected) -> Vec<usize> {
    let is_alone = |found: &Candidate| found.label.shape == Shape::OwnLine;
    let is_frequent = |found: &Candidate| all.n(found) >= FEW;
    // A line that is nothing but a name is a label where it stands often and takes turns with another.
    let recurs = |found: &Candidate| all.n(found) >= 2 && (!is_alone(found) || is_frequent(found));
    let take_turns = |pair: &[Candidate]| pair[0].named != pair[1].named || !pair.iter().any(is_alone);
    // The talk begins where two that recur speak in a row.
    let begins = |pair: &[Candidate]| pair.iter().all(recurs) && pair.iter().any(is_frequent) && take_turns(pair);
    let often = || all.places.iter().position(|found| is_frequent(found) && !is_alone(found));
    let Some(begin) = all.places.windows(2).position(begins).or_else(often) else { return Vec::new() };
    let first = all.places[begin].draft;
    all.numbers_of(|found| found.draft < first && all.n(found) == 1 && is_field(found, &all.drafts))
}

/// Whether a key stands before something short that is no sentence, or right above it.
fn is_field(found: &Candidate, drafts: &[Draft]) -> bool {
    let is_set = matches!(found.label.shape, Shape::Colon | Shape::Strong) && found.label.time.is_none();
    let behind = found.said(drafts);
    let below = line_below(drafts, found, 1);
    let (said, after) = if behind.is_empty() { (below, line_below(drafts, found, 2)) } else { (behind, below) };
    // A line that goes on below is said: `HOST: Welcome to a talk` / `about bridges.`
    let goes_on = after.starts_with(char::is_lowercase);
    let is_whole = !ends_sentence(drafts[found.draft].last()) || takes_at_most(said, widths::NAME) && !goes_on;
    let is_short = || !said.is_empty() && takes_at_most(said, widths::ROW) && !ends_sentence(said);
    is_set && is_whole && !(behind.is_empty() && goes_on) && is_short()
}

/// The text of a line so many lines below a label: in its paragraph, or in the next.
fn line_below<'a>(drafts: &'a [Draft], found: &Candidate, n_lines: usize) -> &'a str {
    let lines = drafts.iter().skip(found.draft).take(n_lines + 1).flat_map(|draft| &draft.lines);
    lines.skip(found.line).nth(n_lines).map_or("", |line| line.text())
}

/// The lines of a list of those who take part, with whom each names: `Ann Lee - Chief Keeper`, a few in a row, each name
/// once, and no sentence behind any.
pub(super) fn rosters(all: &Collected) -> Vec<Out> {
    let drafts = &all.drafts;
    let dashed = all.numbers_of(|found| found.label.shape == Shape::Dash);
    let mut n_dashed: HashMap<usize, usize> = HashMap::new();
    dashed.iter().for_each(|&place| *n_dashed.entry(all.places[place].named).or_default() += 1);
    let is_entry = |place: &usize| {
        let found = &all.places[*place];
        let said = found.said(drafts);
        let below = drafts[found.draft].lines.get(found.line + 1).map_or("", |line| line.text());
        let is_short = !said.is_empty() && takes_at_most(said, widths::ROW) && !below.starts_with(char::is_lowercase);
        n_dashed[&found.named] == 1 && is_short && !ends_sentence(said)
    };
    let follows = |one: &usize, next: &usize| {
        let (one, next) = (&all.places[*one], &all.places[*next]);
        let is_next_line = next.draft == one.draft && next.line == one.line + 1;
        let is_next_draft = next.draft == one.draft + 1 && next.line == 0 && drafts[one.draft].lines.len() == 1;
        is_next_line || is_next_draft
    };
    let entries: Vec<usize> = dashed.into_iter().filter(is_entry).collect();
    let rows = entries.chunk_by(|one, next| one + 1 == *next && follows(one, next)).filter(|rows| rows.len() > 1);
    let out = |&place: &usize| Out { place, tells: Tells::Takes(all.places[place].key.clone()) };
    rows.flatten().map(out).collect()
}

/// `[Name of the witness]`: a form to be filled in.
pub(super) fn is_form(said: &str) -> bool {
    let said = said.trim();
    said.starts_with('[') && said.ends_with(']') && said.matches('[').count() == 1
}
