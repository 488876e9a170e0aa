//! Legends: lines above the talk that say who stands behind a label, such as `问：主持人  答：某某`.

use super::names;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::{ends_sentence, has_question_mark, takes_at_most};

/// What a legend says of a label is at most this wide, in cells.
const MAX_CELLS: usize = 48;

/// Turns the labelled lines of a legend at the top of the talk into asides.
pub(crate) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let labelled: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].label().is_some()).collect();
    let Some(&first) = labelled.first() else { return };
    // Where the first label heads what is said no other is looked at.
    if !is_entry(&drafts[first]) && is_sentence(&drafts[first]) {
        return;
    }
    let keys: Vec<String> = labelled.iter().map(|&index| key(&drafts[index])).collect();
    let n_lines = (0..labelled.len())
        .take_while(|&position| {
            let is_first = || !keys[..position].contains(&keys[position]);
            let recurs = || keys[position + 1..].iter().take(200).any(|key| *key == keys[position]);
            is_entry(&drafts[labelled[position]]) && is_first() && recurs()
        })
        .count();
    // Where hardly anything that is said ends with a stop, as in Thai, a line without one tells nothing.
    let n_entries = labelled.iter().filter(|&&index| is_entry(&drafts[index])).count();
    let is_telling = n_entries * 2 < labelled.len();
    // One such line may be a short answer; two that name both sides are a legend.
    let is_legend = is_telling && n_lines >= 2 && labelled[n_lines - 1] - labelled[0] < n_lines;
    if is_legend {
        for &index in &labelled[..n_lines] {
            drafts[index].kind = BlockKind::Aside(AsideKind::Matter);
            drafts[index].set_label(None);
        }
    }
    let first = drafts.iter_mut().find(|draft| draft.label().is_some());
    if let Some(first) = first
        .filter(|first| holds_both(first, &keys) || names_others(first, &keys) || names_itself(first, &keys, lexicon))
    {
        first.kind = BlockKind::Aside(AsideKind::Matter);
        first.set_label(None);
    }
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
        && takes_at_most(said, MAX_CELLS)
        && !ends_sentence(said)
        && !said.contains(['，', '。'])
        && !has_question_mark(said)
}

/// `主持人：发言人某某`: a part, once, and who has it.
fn names_itself(draft: &Draft, keys: &[String], lexicon: &Lexicon) -> bool {
    let said = draft.said();
    let has_part = || names::role(&keys[0], lexicon).is_some() && !keys[1..].contains(&keys[0]) && keys.len() > 2;
    is_entry(draft) && has_part() && (names::role(said, lexicon).is_some() || names::likeness(said, lexicon) >= 2.0)
}

/// `嘉宾：某某（某公司）、某某`: a line that names those who speak later, and no sentence.
fn names_others(draft: &Draft, keys: &[String]) -> bool {
    if is_sentence(draft) {
        return false;
    }
    let (folded, others) = (fold(draft.said()), &keys[1..keys.len().min(200)]);
    let is_named = |key: &String| key.chars().count() > 1 && folded.contains(key.as_str());
    !others.contains(&keys[0]) && others.iter().any(is_named)
}

/// Whether what is said is a sentence, or too much to be a few names.
fn is_sentence(draft: &Draft) -> bool {
    let said = draft.said();
    ends_sentence(said.trim_end_matches(['）', ')'])) || !takes_at_most(said, 240) || draft.lines.len() > 1
}

/// `问：记者  答：某某`: a line with two labels that recur and no sentence.
fn holds_both(draft: &Draft, keys: &[String]) -> bool {
    let said = draft.said();
    let mut words = said.split([' ', '\u{3000}', '；', ';', '/', '\t']).filter_map(|word| word.split_once(['：', ':']));
    is_entry(draft) && words.any(|(name, _)| keys[1..].contains(&names::key(name)))
}
