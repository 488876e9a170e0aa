//! The way back: from a place in the folded text to the bytes of the document that it was made from.

use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::fold::is_ignored;
use super::index::Folded;
use super::units::{Case, Units};

/// A pair of corresponding positions in a block and in its folded text, that moves forward.
#[derive(Debug, Default)]
pub(super) struct Trace {
    units: Units,
    folded: usize,
    scratch: String,
}

impl Trace {
    /// The way back to a block that was folded so, from its beginning.
    pub(super) fn new(case: Case) -> Self {
        Trace { units: Units::new(case), ..Trace::default() }
    }

    /// What `range` of the folded text was in `text`; `None` where that would cut a unit or a grapheme cluster.
    pub(super) fn range(&mut self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        if range.start < self.folded {
            *self = Trace { units: self.units.again(), ..Trace::default() };
        }
        self.advance(text, range.start);
        let start = self.skip_nothing(text);
        if self.folded != range.start || !is_boundary(text, start) {
            return None;
        }
        let mut end = Trace { units: self.units, folded: self.folded, scratch: String::new() };
        end.advance(text, range.end);
        let mut at = end.units.at();
        if !is_boundary(text, at) {
            // a selector that chooses a character's shape belongs to the hit, though it was not looked for
            at = text.len() - text[at..].trim_start_matches(is_ignored).len();
        }
        (end.folded == range.end && is_boundary(text, at)).then_some(start..at)
    }

    /// Moves on unit by unit until byte `target` of the folded text is reached or passed.
    fn advance(&mut self, text: &str, target: usize) {
        while self.folded < target {
            self.scratch.clear();
            if self.units.next(text, &mut self.scratch).is_none() {
                break;
            }
            self.folded += self.scratch.len();
        }
    }

    /// Moves over units that fold to nothing, and gives the byte of the text where the next one begins.
    fn skip_nothing(&mut self, text: &str) -> usize {
        loop {
            let before = self.units;
            self.scratch.clear();
            if self.units.next(text, &mut self.scratch).is_none() || !self.scratch.is_empty() {
                self.units = before;
                return before.at();
            }
        }
    }
}

/// Which block a place of the folded text belongs to, found by going forward.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Spot {
    /// The block.
    pub(super) block: usize,
    /// Where it begins in the folded text.
    pub(super) begin: usize,
    /// How far it has looked for line feeds: never twice at one, however long a block is.
    seen: usize,
}

impl Spot {
    /// Moves to the block that byte `at` of the folded text belongs to; whether that is another one.
    pub(super) fn go_to(&mut self, folded: &Folded, at: usize) -> bool {
        let skipped = folded.text.as_bytes().get(self.seen..at).unwrap_or_default();
        let from = self.seen;
        self.seen = at.max(from);
        let Some(last) = memchr::memrchr(b'\n', skipped) else { return false };
        self.block += memchr::memchr_iter(b'\n', skipped).count();
        self.begin = from + last + 1;
        true
    }
}

/// How far back [`is_boundary`] looks, in bytes.
const REACH: usize = 256;

/// Whether byte `at` of `text` lies between two grapheme clusters. Clusters of real text are shorter than what is looked
/// at, and a run of flags or marks without end must not make the search slow.
fn is_boundary(text: &str, at: usize) -> bool {
    let (Some(before), Some(next)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return true };
    let is_plain = |c| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}');
    if is_plain(before) && is_plain(next) {
        return true;
    }
    let first = (at.saturating_sub(REACH)..at).find(|&byte| text.is_char_boundary(byte)).unwrap_or(at);
    let near = &text[first..at + next.len_utf8()];
    GraphemeCursor::new(at - first, near.len(), true).is_boundary(near, 0).unwrap_or(true)
}
