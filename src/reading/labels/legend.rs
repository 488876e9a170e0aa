//! Legends: lines above the talk that say who stands behind a label, such as `问：主持人  答：某某`.

use super::labelled::Labelled;
use super::names;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, has_question_mark, takes_at_most};

/// So many labels below a legend are looked at.
const FAR: usize = 200;

/// The labelled lines of a legend at the top of the talk: two or more that name both sides; one may be a short answer.
pub(super) fn entries(all: &Labelled) -> Vec<usize> {
    let Some(Labels { labelled, keys }) = labels(all).filter(|it| is_entry(&all.drafts[it.labelled[0]])) else {
        return Vec::new();
    };
    let is_in_legend = |&position: &usize| {
        let is_first = || !keys[..position].contains(&keys[position]);
        let recurs = || keys[position + 1..].iter().take(FAR).any(|key| *key == keys[position]);
        is_entry(&all.drafts[labelled[position]]) && is_first() && recurs()
    };
    let n_lines = (0..labelled.len()).take_while(is_in_legend).count();
    // Where hardly anything that is said ends with a stop, as in Thai, a line without one tells nothing.
    let n_entries = labelled.iter().filter(|&&index| is_entry(&all.drafts[index])).count();
    let is_telling = n_entries * 2 < labelled.len();
    let is_legend = is_telling && n_lines > 1 && labelled[n_lines - 1] - labelled[0] < n_lines;
    labelled.into_iter().take(if is_legend { n_lines } else { 0 }).collect()
}

/// The first labelled line, if it says who is behind the others.
pub(super) fn line(all: &Labelled, lexicon: &Lexicon) -> Vec<usize> {
    let Some(Labels { labelled, keys }) = labels(all) else { return Vec::new() };
    let first = &all.drafts[labelled[0]];
    let is_legend = holds_both(first, &keys) || names_others(first, &keys) || names_itself(first, &keys, lexicon);
    labelled.into_iter().take(usize::from(is_legend)).collect()
}

/// The drafts with labels, and the keys of these as far as they are looked at.
struct Labels {
    labelled: Vec<usize>,
    keys: Vec<String>,
}

/// The labels of a document that may begin with a legend: where the first heads what is said no other is looked at.
fn labels(all: &Labelled) -> Option<Labels> {
    let first = all.drafts.iter().find(|draft| draft.label().is_some())?;
    if !is_entry(first) && is_sentence(first) {
        return None;
    }
    let labelled: Vec<usize> = (0..all.drafts.len()).filter(|&index| all.drafts[index].label().is_some()).collect();
    // Only a first line that may be one of a legend is held against all others.
    let n_keys = if is_entry(first) { labelled.len() } else { FAR };
    let keys = labelled.iter().take(n_keys).map(|&index| key(&all.drafts[index])).collect();
    Some(Labels { labelled, keys })
}

fn key(draft: &Draft) -> String {
    draft.name().map(names::key).unwrap_or_default()
}

/// A label with a name or a part, and no sentence.
fn is_entry(draft: &Draft) -> bool {
    let said = draft.said().trim();
    draft.label().is_some()
        && draft.lines.len() == 1
        && !said.is_empty()
        && takes_at_most(said, widths::NAME)
        && !ends_sentence(said)
        && !said.contains(['，', '。'])
        && !has_question_mark(said)
}

/// `主持人：发言人某某`: a part, once, and who has it.
fn names_itself(draft: &Draft, keys: &[String], lexicon: &Lexicon) -> bool {
    let said = draft.said();
    let has_part = || names::role(&keys[0], lexicon).is_some() && !keys[1..].contains(&keys[0]) && keys.len() > 2;
    is_entry(draft)
        && has_part()
        && (names::role(said, lexicon).is_some() || names::likeness(said, lexicon) >= names::SURE)
}

/// `嘉宾：某某（某公司）、某某`: a line that names those who speak later, and no sentence.
fn names_others(draft: &Draft, keys: &[String]) -> bool {
    if is_sentence(draft) {
        return false;
    }
    let (folded, others) = (fold(draft.said()), &keys[1..keys.len().min(FAR)]);
    let is_named = |key: &String| key.chars().count() > 1 && folded.contains(key.as_str());
    !others.contains(&keys[0]) && others.iter().any(is_named)
}

/// Whether what is said is a sentence, or too much to be a few names.
fn is_sentence(draft: &Draft) -> bool {
    let said = draft.said();
    ends_sentence(said.trim_end_matches(['）', ')']))
        || !takes_at_most(said, widths::THREE_ROWS)
        || draft.lines.len() > 1
}

/// `问：记者  答：某某`: a line with two labels that recur and no sentence.
fn holds_both(draft: &Draft, keys: &[String]) -> bool {
    let said = draft.said();
    let mut words = said.split([' ', '\u{3000}', '；', ';', '/', '\t']).filter_map(|word| word.split_once(['：', ':']));
    is_entry(draft) && words.any(|(name, _)| keys[1..].contains(&names::key(name)))
}
