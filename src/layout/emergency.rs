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
    let mut places: Vec<Place> = Vec::with_capacity(room.min(range.len()) + 1);
    let (mut width, mut ink, mut before) = (0, 0, ' ');
    for cluster in clusters_from(run, column, shape.policy) {
        width += cluster.width;
        let has_ink = has_ink(run, &cluster);
        if has_ink {
            (ink, before) = (width, first_char(&run[cluster.range.clone()]));
        }
        if ink > room && !places.is_empty() {
            break;
        }
        let piece = Segment { end: range.start + cluster.range.end, width, ink, ..Segment::default() };
        places.push(Place { piece, before, spaced: !has_ink });
    }
    // What follows decides whether a place is lawful, and mostly the last one is.
    let follower = |place: &Place| clusters_from(&text[place.piece.end..range.end], 0, shape.policy).next();
    let is_lawful = |place: &&Place| {
        follower(place).is_some_and(|next| {
            let rest = &text[place.piece.end..range.end];
            let (after, ahead) = (first_char(rest), &rest[next.range.end..]);
            let around = Around { before: place.before, after, ahead, spaced: place.spaced, number: Number::None };
            has_ink(rest, &next) && !rules.forbid(&around)
        })
    };
    let is_joint_end =
        |place: &&Place| is_joint(place.before) && !is_joint(first_char(&text[place.piece.end..range.end]));
    let sensible = places.iter().rev().filter(is_joint_end).find(is_lawful).map(|place| place.piece);
    if !fresh {
        return sensible.filter(|piece| piece.ink <= room);
    }
    let lawful = || places.iter().rev().find(is_lawful).map(|place| place.piece);
    let any = || places.last().map(|place| place.piece);
    sensible.filter(|piece| piece.ink * FULL_ENOUGH >= room).or_else(lawful).or_else(any)
}

/// A place where a run might be cut.
struct Place {
    /// The beginning of the run, up to here.
    piece: Segment,
    /// The last character before it that leaves ink.
    before: char,
    /// Whether something follows that which leaves none.
    spaced: bool,
}

/// Where an address or a compound may be cut: behind the characters that join its parts.
fn is_joint(c: char) -> bool {
    matches!(c, '/' | '.' | '-' | '_' | '?' | '&' | '=')
}

fn first_char(text: &str) -> char {
    text.chars().next().unwrap_or(' ')
}
