//! Asides: captions, credits, jump lines, kickers, notes and what a site adds, told from the talk by what stands in a line
//! (`lines`) and by where it stands (`places`). Each reason is a row with an example.

#[cfg(test)]
mod examples;
mod lines;
mod places;
mod tails;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::dates;
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, is_drawn, takes_at_most};
pub(crate) use lines::is_jump;

/// Marks the drafts that belong to the page and not to the talk.
pub(crate) fn mark(drafts: &mut Vec<Draft>, lexicon: &Lexicon) {
    mark_lines(drafts, lexicon);
    places::RULES.iter().for_each(|rule| (rule.finds)(drafts, lexicon));
}

/// Marks lines that tell by themselves that they belong to the page.
fn mark_lines(drafts: &mut [Draft], lexicon: &Lexicon) {
    for draft in drafts.iter_mut().filter(|draft| may_be_aside(draft)) {
        let found = lines::RULES.iter().find(|rule| (rule.finds.is_one)(draft, lexicon));
        draft.kind = found.map_or(draft.kind, |rule| BlockKind::Aside(rule.finds.becomes));
    }
}

fn may_be_aside(draft: &Draft) -> bool {
    draft.label().is_none()
        && matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
        && !draft.lines.is_empty()
}

/// `2014-01-15 09:48:09`, `2017年2月28日（星期二）`, `香港時間10時32分`: nothing but a date or an hour.
pub(crate) fn is_stamp(text: &str, lexicon: &Lexicon) -> bool {
    if !takes_at_most(text, widths::NAME) {
        return false;
    }
    let n_digits = text.chars().filter(char::is_ascii_digit).count();
    let is_letter = |letter: &char| letter.is_alphabetic() && !lexicon.calendar.is_of_stamp(*letter);
    let n_letters = text.chars().filter(is_letter).count();
    let is_dated = || dates::in_text(text, lexicon).is_some() || dates::has_time_of_day(text, lexicon);
    n_digits >= 3 && n_letters * 2 <= n_digits.max(8) && is_dated()
}

fn is_bracket(letter: char) -> bool {
    matches!(letter, '(' | ')' | '（' | '）' | '[' | ']' | '【' | '】')
}

/// A rule, or a line that draws one where the format knows none.
fn is_rule(draft: &Draft) -> bool {
    let may_be = may_be_aside(draft) || draft.kind == BlockKind::Aside(AsideKind::Matter);
    draft.kind == BlockKind::Rule || may_be && draft.lines.len() == 1 && is_drawn(draft.first())
}

/// Whether a draft has no end of its own: it may go on in another.
pub(crate) fn is_open(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph
        && !ends_sentence(draft.last())
        && !takes_at_most(draft.last(), 1)
        && draft.says_more_than(widths::LINE)
}
