//! How page numbers are written, in several languages. A grammar, no list of judgements.

use crate::reading::lexicon::{Lexicon, Numbered};
use crate::reading::widths;
use crate::reading::wrap::takes_at_most;

/// The number of a page.
#[derive(Debug, PartialEq)]
pub(super) struct PageNumber {
    pub(super) number: u32,
    /// Whether a word behind it says what it counts, or of how many it is.
    pub(super) is_told: bool,
}

/// The number of a line that is nothing but a page number: `12`, `- 12 -`, `第12页`, `Page 12 of 30`.
pub(super) fn page_number(text: &str, lexicon: &Lexicon) -> Option<PageNumber> {
    let Numbered { pages, of_pages, ordinals, .. } = &lexicon.numbered;
    let is_digit = |byte: u8| byte.is_ascii_digit();
    // Most lines are too long to be one whatever they hold.
    if text.len() > 4 * widths::PHRASE || !text.bytes().any(is_digit) || !takes_at_most(text, widths::PHRASE) {
        return None;
    }
    let is_dress = |it: char| matches!(it, '-' | '–' | '—' | '─' | '·' | '|' | '/') || it.is_whitespace();
    let (mut core, mut is_told) = (text.trim_matches(is_dress), false);
    while let Some(behind) = ordinals.behind_start(core).or_else(|| pages.behind_start(core)) {
        core = behind.trim_start_matches(is_dress);
    }
    while let Some(before) = pages.before_end(core) {
        (core, is_told) = (before.trim_end_matches(is_dress), true);
    }
    let (digits, rest) = core.split_at(core.find(|it: char| !it.is_ascii_digit()).unwrap_or(core.len()));
    let rest = rest.trim_start();
    let has_total = || of_pages.behind_start(rest).is_some_and(|behind| behind.starts_with(' '));
    let is_worded = has_total() || pages.behind_start(rest).is_some();
    let is_number = rest.is_empty() || rest.starts_with('/') || is_worded;
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some(PageNumber { number, is_told: is_told || is_worded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_come_in_many_dresses() {
        let lexicon = Lexicon::default_words();
        let check = |text, expected| {
            assert_eq!(page_number(text, &lexicon).map(|page| page.number), expected, "{text}");
        };
        check("12", Some(12));
        check("- 7 -", Some(7));
        check("第 3 页", Some(3));
        check("— 第3頁 共12頁 —", Some(3));
        check("3页 / 12", Some(3));
        check("Page 4 of 10", Some(4));
        check("12 apples", None);
        check("2024年", None);
    }
}
