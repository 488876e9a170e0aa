//! Dialogues that dashes and quotation marks set off: `— Who was there?` / `— I was.`, `-Who was there.` / `“I was.”`

use super::draft_marks::leading_mark;
use super::set_apart::asks_at_end;
use super::unlabelled::next;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::{FEW, MANY, are_nearly_all};

/// The questions of a dialogue in which all that is said begins with a dash, and every second speech asks. A novel tells in
/// between who says it, or lets its people ask back.
pub(super) fn of_dashes(drafts: &[Draft], lexicon: &Lexicon) -> Option<Vec<usize>> {
    let dashed: Vec<usize> = (0..drafts.len()).filter(|&index| is_dashed(&drafts[index])).collect();
    let (first, last) = (*dashed.first()?, *dashed.last()?);
    let n_between = drafts[first..=last].iter().filter(|draft| draft.is_content()).count();
    let asks = |index: &&usize| asks_at_end(&drafts[**index], lexicon);
    let answers: Vec<&usize> = dashed.iter().skip(1).step_by(2).collect();
    let n_asking = answers.iter().copied().filter(asks).count();
    let n_told = dashed.iter().filter(|&&index| is_told(drafts[index].first())).count();
    let is_talk = dashed.len() >= 2 * FEW && are_nearly_all(dashed.len(), n_between);
    let is_plain = n_told * MANY <= dashed.len() && n_asking * MANY <= answers.len();
    (is_talk && is_plain).then(|| dashed.iter().copied().step_by(2).collect())
}

/// What a dash is before, where what stands below it begins with a quotation mark, nearly each time.
pub(super) fn above_quotations(drafts: &[Draft]) -> Vec<usize> {
    let dashed: Vec<usize> = (0..drafts.len()).filter(|&index| is_dashed(&drafts[index])).collect();
    let is_quoted = |index: usize| drafts[index].first().starts_with(['“', '"', '「', '«', '„', '『']);
    let is_above = |index: &&usize| next(drafts, **index).is_some_and(is_quoted);
    let n_above = dashed.iter().filter(is_above).count();
    if are_nearly_all(n_above, dashed.len()) { dashed } else { Vec::new() }
}

/// Whether a paragraph begins with a dash.
fn is_dashed(draft: &Draft) -> bool {
    matches!(leading_mark(draft), Some(('-' | '–' | '—', _)))
}

/// Whether something is told within what is said: `— Dark, — she said.`
fn is_told(text: &str) -> bool {
    let dashes = text.match_indices(['–', '—']).skip(1);
    let mut behind = dashes.map(|(at, dash)| text[at + dash.len()..].trim_start());
    behind.any(|behind| behind.starts_with(char::is_lowercase)) && text.contains([',', '!', '?'])
}
