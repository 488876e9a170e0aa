//! Questions as headings: of a level at which nearly all ask, or below which answers are marked.

use crate::reading::shares::{FEW, are_nearly_all};
use std::collections::HashMap;

use super::draft_marks::leading_mark;
use super::names;
use super::shapes::{self, Shape};
use super::unlabelled::next;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label};
use crate::reading::lexicon::Lexicon;

/// The headings of a level.
pub(super) fn headings(drafts: &[Draft], level: u8) -> Vec<usize> {
    (0..drafts.len()).filter(|&index| drafts[index].kind == BlockKind::Heading(level)).collect()
}

/// The headings of a level, if what stands below nearly each begins with a dash or another mark, as answers do.
pub(super) fn headings_above_marks(drafts: &[Draft], level: u8) -> Vec<usize> {
    let found = headings(drafts, level);
    let is_marked = |index: &&usize| next(drafts, **index).is_some_and(|below| leading_mark(&drafts[below]).is_some());
    let n_marked = found.iter().filter(is_marked).count();
    if n_marked > FEW && are_nearly_all(n_marked, found.len()) { found } else { Vec::new() }
}

/// The headings of a level, if below nearly each stands the same label, once: `**Answer**: …`.
pub(super) fn headings_above_answers(drafts: &[Draft], level: u8, lexicon: &Lexicon) -> Vec<usize> {
    let found = headings(drafts, level);
    if marked_answers(drafts, &found, lexicon).is_empty() { Vec::new() } else { found }
}

/// The paragraphs below questions that begin with one and the same label, with this label: the first below each question. None
/// unless nearly each question has one, and none has two.
pub(super) fn marked_answers(drafts: &[Draft], questions: &[usize], lexicon: &Lexicon) -> Vec<(usize, Label)> {
    let ends = questions.iter().skip(1).copied().chain([drafts.len()]);
    let mut found: Vec<Vec<(usize, Label, String)>> = Vec::with_capacity(questions.len());
    // For each key, below how many questions it stands.
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (&question, end) in questions.iter().zip(ends) {
        let marked = (question + 1..end).filter_map(|index| marked(&drafts[index], index, lexicon));
        let section: Vec<(usize, Label, String)> = marked.collect();
        let mut keys: Vec<&String> = section.iter().map(|(_, _, key)| key).collect();
        keys.sort_unstable();
        // A list below one question may begin each of its items alike.
        let single = keys.chunk_by(|one, other| one == other).filter(|same| same.len() == 1);
        single.for_each(|same| *counts.entry(same[0].clone()).or_default() += 1);
        found.push(section);
    }
    let Some((key, n)) = counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0))) else {
        return Vec::new();
    };
    if n < FEW || !are_nearly_all(n, questions.len()) {
        return Vec::new();
    }
    let first = |section: Vec<(usize, Label, String)>| section.into_iter().find(|(_, _, of)| *of == key);
    found.into_iter().filter_map(first).map(|(index, label, _)| (index, label)).collect()
}

/// The label that a paragraph without one could have, with the form in which its name is counted.
fn marked(draft: &Draft, index: usize, lexicon: &Lexicon) -> Option<(usize, Label, String)> {
    let is_open = draft.kind == BlockKind::Paragraph && draft.label().is_none();
    let label = shapes::label(draft, 0, lexicon).filter(|label| is_open && label.length() < draft.first().len())?;
    let is_set = matches!(label.shape, Shape::Colon | Shape::Strong | Shape::Bracket);
    let key = names::key(label.name_in(draft.first()));
    is_set.then_some((index, label, key))
}
