//! The last row of a paragraph must not hold a single ideograph (孤字不成行; CLREQ, widows and orphans).

use super::breaks::{Breaks, Segment, ink_width};
use super::clusters::is_line_end;
use super::fill::Line;

/// Moves text from the last row but one down to a last row that holds but one character, where `room` cells allow it.
pub(super) fn mend_orphan(text: &str, breaks: &Breaks, room: usize, lines: &mut [Line]) {
    let [.., above, last] = lines else { return };
    while is_orphan(&text[last.range.clone()]) {
        let Some((start, segment)) = segment_before(breaks, last.range.start) else { return };
        let ends_line = text[..last.range.start].ends_with(is_line_end);
        // A tab in the last row is as wide as its new column makes it.
        let width = ink_width(&text[start..last.range.end], breaks.policy);
        if start <= above.range.start || ends_line || segment.tabbed || width > room {
            return;
        }
        above.range.end = start;
        above.width = ink_width(&text[above.range.clone()], breaks.policy);
        last.range.start = start;
        last.width = width;
    }
}

/// A single letter with its marks, or a mark or two; a rule of dashes is neither.
fn is_orphan(row: &str) -> bool {
    let mut letters = row.chars().filter(|c| c.is_alphanumeric());
    match (letters.next(), letters.next()) {
        (Some(_), None) => true,
        (None, _) => row.trim().chars().count() <= 2,
        _ => false,
    }
}

/// The segment that ends at byte `end` and where it begins; none if the row was cut elsewhere.
fn segment_before(breaks: &Breaks, end: usize) -> Option<(usize, Segment)> {
    let index = breaks.segments.partition_point(|segment| segment.end < end);
    let segment = breaks.segments.get(index).filter(|segment| segment.end == end)?;
    let start = index.checked_sub(1).map_or(0, |before| breaks.segments[before].end);
    Some((start, *segment))
}
