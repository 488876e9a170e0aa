//! Questions that are set off where no speaker is named: whether anybody asks them, or whether they are the headings of a
//! leaflet, a form or a manual.
//!
//! One sum over what stands above and below them; its weights are in `assets/weights-customs.toml`.

use super::score::share_of;
use super::weights::sum;
use crate::reading::draft::{Draft, is_blank};
use crate::reading::lexicon::{Folded, Lexicon, Words};
use crate::reading::widths;
use crate::reading::wrap::takes_at_most;

/// So many drafts are looked at: what comes after them is as they are.
const MOST: usize = 2_000;

/// Whether somebody asks these questions, which are set off from what stands below them.
pub(in crate::reading::labels) fn are_asked(drafts: &[Draft], questions: &[usize], lexicon: &Lexicon) -> bool {
    let drafts = &drafts[..drafts.len().min(MOST)];
    let questions = &questions[..questions.partition_point(|&question| question < drafts.len())];
    let Some(&first) = questions.first() else { return true };
    let says = |index: usize, words: &Words| says(&drafts[index], words);
    let addressed = questions.iter().filter(|&&question| says(question, &lexicon.addresses)).count();
    let ends = questions.iter().copied().skip(1).chain([drafts.len()]);
    let is_said = |(question, end): &(&usize, usize)| (*question + 1..*end).any(|index| says(index, &lexicon.selves));
    let said = questions.iter().zip(ends).filter(is_said).count();
    let below = (first..drafts.len()).filter(|index| questions.binary_search(index).is_err());
    let lines = below.flat_map(|index| &drafts[index].lines).map(|line| line.text()).filter(|text| !text.is_empty());
    let (n_fields, n) = lines.fold((0, 0), |(fields, n), text| (fields + usize::from(is_field(text)), n + 1));
    let traits = [
        ("constant", 1.0),
        ("says_i", share_of(said, questions.len())),
        ("says_you", share_of(addressed, questions.len())),
        ("fields", share_of(n_fields, n)),
    ];
    sum("unnamed", &traits) >= 0.0
}

/// Whether one of these words is said in a paragraph.
fn says(draft: &Draft, words: &Words) -> bool {
    draft.lines.iter().any(|line| words.standing_in(line.text(), &Folded::of(line.text())).next().is_some())
}

/// Whether a line is a key with what belongs to it: `Adults: one a day`, `成人　　一次10毫升`. What is quoted is said.
fn is_field(text: &str) -> bool {
    let is_gap = |(at, letter): (usize, char)| {
        let after = text[at + letter.len_utf8()..].chars().next();
        letter == '\t' || letter == '\u{3000}' || letter == ' ' && after == Some(' ')
    };
    let end = text.char_indices().find(|&(at, letter)| matches!(letter, ':' | '：') || at > 0 && is_gap((at, letter)));
    end.is_some_and(|(at, _)| {
        let value = text[at..].trim_start_matches(|letter| matches!(letter, ':' | '：') || is_blank(letter));
        let is_quoted = value.starts_with(['“', '"', '「', '『', '‘', '„', '«']);
        takes_at_most(&text[..at], widths::COLUMN) && !value.is_empty() && !is_quoted
    })
}
