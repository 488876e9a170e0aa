//! Looks: lines without markup that are set as headings by their brackets, marks or spaces alone.

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Stated};
use crate::reading::labels::shapes::Shape;
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence, is_framed, is_unspaced, takes_at_most};

/// Where the format says what a heading is, the title is the one that is stated.
pub(super) fn stated_title(drafts: &[Draft], stated: &Stated) -> Option<usize> {
    let is_heading = |draft: &Draft| matches!(draft.kind, BlockKind::Heading(_));
    drafts.iter().position(|draft| is_heading(draft) && Some(draft.first()) == stated.title.as_deref())
}

/// Whether a line is set as a heading; in minutes, a circle sets off what is dealt with.
pub(super) fn are_headings(draft: &Draft, is_minutes: bool) -> bool {
    let is_set =
        || is_in_lenticular_brackets(draft) || is_letter_spaced(draft) || is_in_marks(draft.first(), is_minutes);
    is_line(draft) && !draft.is_link() && is_set()
}

/// Whether rows of marks stand around a line, or, in minutes, a circle before it.
pub(super) fn is_in_marks(text: &str, is_minutes: bool) -> bool {
    is_framed(text) || is_minutes && is_circled(text)
}

/// Whether circles set off who speaks.
pub(super) fn are_minutes(drafts: &[Draft]) -> bool {
    let is_circled = |draft: &&Draft| draft.label().is_some_and(|label| label.shape == Shape::Circle);
    drafts.iter().filter(is_circled).take(2).count() == 2
}

/// `○（部外局関係）`, `○議事日程`
fn is_circled(text: &str) -> bool {
    text.starts_with(['○', '◯', '\u{3007}', '◎'])
        && takes_at_most(text, widths::NAME)
        && (text.ends_with('）') || !ends_sentence(text))
}

/// `【开幕致辞】` on a line of its own.
fn is_in_lenticular_brackets(draft: &Draft) -> bool {
    let inner = draft.first().strip_prefix('【').and_then(|text| text.strip_suffix('】'));
    let is_short = |text: &str| (4..=widths::PHRASE).contains(&cells(text)) && !text.contains(['【', '】', '：', '。']);
    inner.is_some_and(is_short)
}

/// `報 告 事 項`: ideographs set wide apart.
fn is_letter_spaced(draft: &Draft) -> bool {
    if !takes_at_most(draft.first(), widths::LINE) {
        return false;
    }
    let letters: Vec<&str> = draft.first().split([' ', '\u{3000}']).filter(|letter| !letter.is_empty()).collect();
    let is_letter = |text: &&str| text.chars().count() == 1 && text.chars().all(is_unspaced);
    letters.len() >= 4 && letters.iter().all(is_letter)
}

/// A paragraph of one line that has no label.
pub(super) fn is_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && draft.label().is_none() && draft.lines.len() == 1
}
