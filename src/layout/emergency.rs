//! Cutting what is wider than a row and offers no break: long addresses, then anything.

use std::ops::Range;

use super::breaks::{Segment, has_ink};
use super::clusters::clusters_from;
use super::fill::Shape;
use super::kinsoku::Around;
use super::language::Language;
use super::numbers::Number;

/// A sensible place counts if the row is filled to one part in so many.
const FULL_ENOUGH: usize = 3;

/// The beginning of `text[range]` to put on a row that has `room` cells left from column `column` on. On a fresh row it
/// is at least one cluster, however wide; on a row that has text already, nothing unless there is a sensible place.
pub(super) fn cut(
    text: &str,
    range: Range<usize>,
    (column, room): (usize, usize),
    shape: &Shape,
    fresh: bool,
) -> Option<Segment> {
    // a run without breaks may hold anything: be as strict as in Chinese
    let rules = shape.rules.in_language(Language::SimplifiedChinese);
    let run = &text[range.clone()];
    let (mut any, mut lawful, mut sensible) = (None, None, None);
    let (mut width, mut ink, mut before) = (0, 0, ' ');
    let mut upcoming = clusters_from(run, column, shape.policy).peekable();
    while let Some(cluster) = upcoming.next() {
        width += cluster.width;
        let spaced = !has_ink(run, &cluster);
        if !spaced {
            (ink, before) = (width, first_char(&run[cluster.range.clone()]));
        }
        if ink > room && any.is_some() {
            break;
        }
        let end = cluster.range.end;
        let piece = Segment { end: range.start + end, width, ink, ..Segment::default() };
        any = Some(piece);
        let Some(next) = upcoming.peek() else { break };
        let after = first_char(&run[next.range.start..]);
        let around = Around { before, after, ahead: &run[next.range.end..], spaced, number: Number::None };
        if has_ink(run, next) && !rules.forbid(&around) {
            lawful = any;
            sensible = if is_joint(before) && !is_joint(after) { any } else { sensible };
        }
    }
    if !fresh {
        return sensible.filter(|piece| piece.ink <= room);
    }
    sensible.filter(|piece| piece.ink * FULL_ENOUGH >= room).or(lawful).or(any)
}

/// Where an address or a compound may be cut: behind the characters that join its parts.
fn is_joint(c: char) -> bool {
    matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=')
}

fn first_char(text: &str) -> char {
    text.chars().next().unwrap_or(' ')
}
