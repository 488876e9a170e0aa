//! Fields: lines about the talk and lists of those who took part, which are set like labels and label nothing.

use std::collections::HashMap;

use super::candidates::{Candidate, counts};
use super::names;
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::document::turn::{Certainty, Reason};
use crate::reading::draft::{Draft, Label};
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// Leaves out what stands once, above all names that recur, with no sentence behind it: `Meeting ID: 01JY`, `PRODUCER: ANN
/// LEE`.
///
/// Neither is spoken behind a key that has nothing but persons behind it, each time: `Presenter: Ann Lee (AL)`.
pub(crate) fn leave(candidates: &mut Vec<Candidate>, drafts: &[Draft], lexicon: &Lexicon) {
    let counts = counts(candidates);
    let n_values = n_values(candidates, counts.len(), drafts, lexicon);
    candidates.retain(|found| n_values[found.named] <= 1 || n_values[found.named] != counts[found.named]);
    candidates.retain(|found| counts[found.named] > 1 || !is_form(found.said(drafts).trim()));
    let is_frequent = |found: &Candidate| counts[found.named] >= 3 && found.label.shape != Shape::OwnLine;
    // The talk begins where two that recur speak in a row.
    let recurs = |found: &Candidate| counts[found.named] >= 2 && found.label.shape != Shape::OwnLine;
    let begin = candidates.windows(2).position(|pair| pair.iter().all(recurs) && pair.iter().any(is_frequent));
    let Some(first) = begin.or_else(|| candidates.iter().position(is_frequent)).map(|at| candidates[at].draft) else {
        return;
    };
    let is_field = |found: &Candidate| {
        if found.draft >= first || counts[found.named] != 1 {
            return false;
        }
        let draft = &drafts[found.draft];
        let behind = found.said(drafts);
        let below = line_below(drafts, found, 1);
        let (said, after) = if behind.is_empty() { (below, line_below(drafts, found, 2)) } else { (behind, below) };
        let is_set = matches!(found.label.shape, Shape::Colon | Shape::Strong) && found.label.time.is_none();
        // A line that goes on below is said: `HOST: Welcome to a talk` / `about bridges.`
        let is_whole =
            !ends_sentence(draft.last()) || takes_at_most(said, 50) && !after.starts_with(char::is_lowercase);
        let is_whole = is_whole && !(behind.is_empty() && after.starts_with(char::is_lowercase));
        let is_value = !said.is_empty() && takes_at_most(said, 80) && !ends_sentence(said) && is_whole;
        is_set && is_value
    };
    candidates.retain(|found| !is_field(found));
}

/// Parts the lines of paragraphs in which keys stand that label nothing: each field of a form keeps its own line. Lines that were
/// broken to fit a page are parted only where something could be a key, whether it was found to be one or not.
pub(crate) fn apart<'a>(drafts: Vec<Draft<'a>>, keys: &[Candidate], lexicon: &Lexicon) -> Vec<Draft<'a>> {
    let mut parts: Vec<Draft> = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.into_iter().enumerate() {
        let has_key = keys.binary_search_by_key(&index, |key| key.draft).is_ok();
        let is_form = has_key && draft.kind == BlockKind::Paragraph;
        let begins = |line: &usize| is_form && (!draft.wrapped || shapes::label(&draft, *line, lexicon).is_some());
        let starts: Vec<usize> = (1..draft.lines.len()).filter(begins).collect();
        parts.append(&mut draft.pieces(&starts));
    }
    parts
}

/// The text of a line so many lines below a label: in its paragraph, or in the next.
fn line_below<'a>(drafts: &'a [Draft], found: &Candidate, n_lines: usize) -> &'a str {
    let lines = drafts.iter().skip(found.draft).take(n_lines + 1).flat_map(|draft| &draft.lines);
    lines.skip(found.line).nth(n_lines).map_or("", |line| line.text())
}

/// Takes the lines of a list of those who take part out of the candidates: `Ann Lee - Chief Keeper`, a few in a row, each
/// name once, and no sentence behind any. Whom it names is known by that.
pub(crate) fn rosters(candidates: &mut Vec<Candidate>, drafts: &[Draft]) -> Vec<String> {
    let is_entry = |found: &Candidate| {
        if found.label.shape != Shape::Dash {
            return false;
        }
        let draft = &drafts[found.draft];
        let said = found.said(drafts);
        let below = draft.lines.get(found.line + 1).map_or("", |line| line.text());
        let is_short = !said.is_empty() && takes_at_most(said, 80) && !below.starts_with(char::is_lowercase);
        is_short && !ends_sentence(said)
    };
    let follows = |one: &Candidate, next: &Candidate| {
        next.draft == one.draft && next.line == one.line + 1
            || next.draft == one.draft + 1 && next.line == 0 && drafts[one.draft].lines.len() == 1
    };
    let mut n_set_off: HashMap<&str, usize> = HashMap::new();
    for found in candidates.iter().filter(|found| found.label.shape == Shape::Dash) {
        *n_set_off.entry(&found.key).or_default() += 1;
    }
    let entries: Vec<bool> =
        candidates.iter().map(|found| is_entry(found) && n_set_off[found.key.as_str()] == 1).collect();
    let is_beside = |index: usize, other: usize| {
        let (one, next) = (index.min(other), index.max(other));
        entries.get(other) == Some(&true) && follows(&candidates[one], &candidates[next])
    };
    let listed: Vec<bool> = (0..candidates.len())
        .map(|index| entries[index] && (is_beside(index, index + 1) || index > 0 && is_beside(index, index - 1)))
        .collect();
    let mut listed = listed.into_iter();
    let mut names = Vec::new();
    candidates.retain_mut(|found| {
        let is_listed = listed.next() == Some(true);
        names.extend(is_listed.then(|| std::mem::take(&mut found.key)));
        !is_listed
    });
    names
}

/// `[Name of the witness]`: a form to be filled in.
fn is_form(said: &str) -> bool {
    said.starts_with('[') && said.ends_with(']') && said.matches('[').count() == 1
}

/// How often, by the number of its key, the whole of what stands behind a key is a person of two words and more, with no stop.
fn n_values(candidates: &[Candidate], n_keys: usize, drafts: &[Draft], lexicon: &Lexicon) -> Vec<usize> {
    // No name takes as many cells.
    const LONGEST: usize = 4 * names::MAX_NAME;
    let mut counts = vec![0; n_keys];
    for found in candidates.iter().filter(|found| found.label.time.is_none()) {
        let said = found.said(drafts).trim();
        let is_short = drafts[found.draft].lines.len() == 1 && said.contains(' ') && takes_at_most(said, LONGEST);
        let is_person = || names::is_name(said) && names::likeness(said, lexicon) >= 2.0;
        if is_short && names::role(&found.key, lexicon).is_some() && is_person() {
            counts[found.named] += 1;
        }
    }
    counts
}

/// The shortest run of labels behind which nothing is said, that is a list of names; below all that is said, two are.
const LIST: usize = 3;

/// Takes the labels off names in a list, and off a line with a colon right before a label, which is a heading:
/// `Questions and Answers:`.
pub(crate) fn unlabel(drafts: &mut [Draft]) {
    let content: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].is_content()).collect();
    let is_silent = |position: usize| {
        let draft = &drafts[content[position]];
        let next = content.get(position + 1).map(|&next| &drafts[next]);
        draft.kind == BlockKind::Label && next.is_none_or(|next| next.label().is_some())
    };
    let silent: Vec<usize> = (0..content.len()).filter(|&position| is_silent(position)).collect();
    let named = silent.iter().filter_map(|&position| drafts[content[position]].name());
    let mut n_labels: HashMap<String, usize> = named.map(|name| (name.to_owned(), 0)).collect();
    for name in drafts.iter().filter_map(Draft::name) {
        if let Some(n) = n_labels.get_mut(name) {
            *n += 1;
        }
    }
    for run in silent.chunk_by(|one, next| one + 1 == *next) {
        for &position in run {
            let draft = &mut drafts[content[position]];
            let is_once = draft.name().is_some_and(|name| n_labels[name] == 1);
            let has_colon = draft.label().is_some_and(|label| label.shape == Shape::Colon);
            // (Reporter Ann Lee), below all that is said: who wrote it.
            let is_bracket = |label: &Label| matches!(label.shape, Shape::Round | Shape::Bracket);
            let is_in_brackets = draft.label().is_some_and(is_bracket);
            if is_once && has_colon {
                (draft.kind, draft.certainty) = (BlockKind::Heading(2), Certainty::Guess(Reason::LooksLikeHeading));
                draft.set_label(None);
            } else if is_once && is_in_brackets
                || run.len() >= LIST
                || run.len() > 1 && run.last() == content.len().checked_sub(1).as_ref()
            {
                draft.kind = BlockKind::Paragraph;
                draft.set_label(None);
            }
        }
    }
}
