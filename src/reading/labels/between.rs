//! Names between signs: `【记者】…`, `（问）…`, `記者）…`, `○議長（某君）…`, and what a person's own file writes.

use std::cmp::Reverse;

use super::names::is_name;
use super::shapes::{Found, Shape, is_colon, separator, trimmed};
use crate::reading::draft::is_blank;
use crate::reading::lexicon::{Between, Letters, Lexicon, Shapes};
use crate::reading::wrap::is_wide;

/// The ideograph for zero, in use as a circle.
pub(super) const ZERO: char = '\u{3007}';
/// The longest name, in characters, between signs that belong together …
const ENCLOSED: usize = 40;
/// … and between others.
const OPEN: usize = 16;

/// The shortest label at the beginning of `rest` that has one of the shapes.
pub(crate) fn between(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    let first = rest.chars().next()?;
    // What closes a name that nothing opens stands near.
    let near = Letters::of(rest.chars().take(OPEN));
    let may_close =
        |close: Option<char>| close.is_none_or(|close| matches!(close, '○' | '：' | ' ') || near.may_have(Some(close)));
    let Shapes { opens, closes, .. } = &lexicon.shapes;
    if !opens.iter().any(|&open| stands_for(open, first)) && !closes.iter().any(|&close| may_close(close)) {
        return None;
    }
    let may_begin = |shape: &&Between| match shape.before.chars().next() {
        Some(open) => stands_for(open, first),
        None => may_close(shape.near_close()),
    };
    // Of two shapes that take the same letters the one that says more of them: `<NAME：>`, not `<NAME>`.
    let found = lexicon.shapes.between.iter().filter(may_begin).filter_map(|shape| Some((shape, find(rest, shape)?)));
    found.min_by_key(|(shape, (_, length, ..))| (*length, Reverse(shape.after.len()))).map(|(_, found)| found)
}

fn find(rest: &str, shape: &Between) -> Option<Found> {
    let start = literal(rest, &shape.before)?;
    let close = shape.before.chars().next_back().and_then(closing);
    let is_enclosed = close.is_some_and(|close| shape.after.ends_with(close));
    // `● Above all ●` is set off, and labels nothing.
    if !is_enclosed && rest[start..].starts_with(is_blank) {
        return None;
    }
    let (mut at, mut left) = (start, if is_enclosed { ENCLOSED } else { OPEN });
    if let Some(within) = &shape.within {
        at = next(rest, at, within, left)?.1;
        left = ENCLOSED;
    }
    let (end, behind) = next(rest, at, &shape.after, left)?;
    // Letters end the name, and so does what closes its second part.
    let is_part = shape.within.is_some() || shape.after.chars().all(char::is_alphabetic);
    let name = trimmed(rest, start..if is_part { behind } else { end });
    let is_bare = shape.before.is_empty() && !is_unopened(&rest[name.clone()], &shape.after);
    // <b>Tags</b> of markup that nobody read.
    let is_tag = shape.before == "<" && rest.contains("</");
    if is_bare || is_tag || is_button(rest, shape, behind) || !is_name(&rest[name.clone()]) {
        return None;
    }
    let kind = match shape.before.chars().next() {
        _ if shape.after.contains('：') => Shape::Colon,
        Some('○') => Shape::Circle,
        Some('（' | '(') => Shape::Round,
        _ => Shape::Bracket,
    };
    Some((name, behind + separator(&rest[behind..]), kind, None))
}

/// Where `sign` stands from byte `from` on, outside of brackets, within so many characters: its bytes.
fn next(rest: &str, from: usize, sign: &str, n_characters: usize) -> Option<(usize, usize)> {
    let mut depth = 0usize;
    let first = sign.chars().next();
    for (at, letter) in rest[from..].char_indices().take(n_characters).map(|(at, letter)| (from + at, letter)) {
        let may_begin = depth == 0 && at > from && first.is_none_or(|first| stands_for(first, letter));
        if may_begin && let Some(length) = literal(&rest[at..], sign) {
            return Some((at, at + length));
        }
        depth = match letter {
            '（' | '(' => depth + 1,
            '）' | ')' => depth.saturating_sub(1),
            _ => depth,
        };
    }
    None
}

/// Bytes that a text has of `sign` at its beginning; a space in it is any white space.
fn literal(text: &str, sign: &str) -> Option<usize> {
    let mut rest = text;
    for expected in sign.chars() {
        let first = rest.chars().next().filter(|&first| stands_for(expected, first))?;
        rest = if expected == ' ' { rest.trim_start_matches(is_blank) } else { &rest[first.len_utf8()..] };
    }
    Some(text.len() - rest.len())
}

/// Whether a character of a shape stands for one of a text.
fn stands_for(expected: char, letter: char) -> bool {
    match expected {
        '○' => matches!(letter, '○' | '◯' | ZERO | '●' | '◎'),
        '：' => is_colon(letter),
        ' ' => is_blank(letter),
        _ => expected == letter,
    }
}

/// What closes what a character opens.
pub(super) fn closing(open: char) -> Option<&'static str> {
    Some(match open {
        '【' => "】",
        '［' => "］",
        '[' => "]",
        '〔' => "〕",
        '〖' => "〗",
        '＜' => "＞",
        '〈' => "〉",
        '<' => ">",
        '「' => "」",
        '（' => "）",
        '(' => ")",
        _ => return None,
    })
}

/// `記者）…`: nothing opened the bracket, so the name has to be one without doubt. Other signs close any name.
fn is_unopened(name: &str, after: &str) -> bool {
    let is_bracket = matches!(after, "）" | "］" | "〕" | ")" | "]");
    !is_bracket || name.starts_with(is_wide) && name.chars().all(char::is_alphabetic) && name.chars().count() >= 2
}

/// 【关闭】 【打印】: things to press.
fn is_button(rest: &str, shape: &Between, behind: usize) -> bool {
    let next = rest[behind..].trim_start_matches(is_blank);
    !shape.before.is_empty() && next.starts_with(&shape.before) && next.ends_with(&shape.after)
}
