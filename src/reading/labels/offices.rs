//! Offices on the line below a name, above what is said: `Ann Lee` / `Keeper of the lamps` / `It was dark.`

use std::collections::HashMap;

use super::names;
use super::shapes::{self, is_colon};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::{SOME, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap;

/// Puts the office on the line below a name beside it, where such pairs of lines come back above what is said: `Ann Lee` /
/// `Keeper of the lamps`.
pub(super) fn mend(drafts: &mut [Draft], lexicon: &Lexicon) {
    for index in recurring(drafts, lexicon) {
        let office = drafts[index].lines.remove(1);
        drafts[index].lines[0].append(shapes::GAP, office);
    }
}

/// The drafts that begin with a name and an office which come back.
fn recurring(drafts: &[Draft], lexicon: &Lexicon) -> Vec<usize> {
    let mut pairs: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (index, pair) in drafts.iter().enumerate().filter_map(|(index, draft)| Some((index, name_with_office(draft)?)))
    {
        pairs.entry(pair).or_default().push(index);
    }
    pairs.retain(|_, found| found.len() >= 2);
    let found: Vec<usize> = pairs.values().flatten().copied().collect();
    let n_said = found.iter().filter(|&&index| is_above_speech(drafts, index)).count();
    let is_person = |name: &str| names::likeness(name, lexicon) >= names::LIKELY;
    let n_persons = pairs.keys().filter(|(name, _)| is_person(name)).count();
    // One pair that comes back is a refrain.
    let are_many = pairs.len() >= 2 && found.len() >= SOME;
    let are_speakers = are_nearly_all(n_said, found.len()) && are_nearly_all(n_persons, pairs.len());
    if are_many && are_speakers { found } else { Vec::new() }
}

/// Whether something is said below the first two lines of a draft.
fn is_above_speech(drafts: &[Draft], index: usize) -> bool {
    let next = || drafts.get(index + 1).filter(|next| next.is_content()).and_then(|next| next.lines.first());
    let below = drafts[index].lines.get(2).or_else(next).map(|line| line.text());
    below.is_some_and(|text| wrap::ends_sentence(text) || !wrap::takes_at_most(text, widths::LINE))
}

/// The first two lines of a paragraph, if they could be a name and an office.
fn name_with_office<'a>(draft: &'a Draft) -> Option<(&'a str, &'a str)> {
    let [first, second, ..] = &draft.lines[..] else { return None };
    let (first, second) = (first.text(), second.text());
    let is_part = |text: &str, widest| {
        wrap::takes_at_most(text, widest)
            && !wrap::ends_sentence(text)
            && !text.ends_with(is_colon)
            && names::is_name(text)
    };
    let is_pair = draft.kind == BlockKind::Paragraph && is_part(first, widths::NAME) && is_part(second, widths::LINE);
    is_pair.then_some((first, second))
}
