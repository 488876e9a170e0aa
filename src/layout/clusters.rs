//! Grapheme clusters as they are shown: each with the bytes it comes from, a harmless form, and its width.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::shown::{full_quote, harmless};
use super::width::WidthPolicy;

/// A grapheme cluster of a text, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What is drawn: the cluster itself or a harmless stand-in; never a control character. Empty where nothing shows.
    pub shown: Cow<'a, str>,
    /// The cell that it begins at, counted from the beginning of the text.
    pub column: usize,
    /// Cells that `shown` takes: 0, 1 or 2 (more for a tab and for emoji that are split).
    pub width: usize,
}

/// Cells from one tab stop to the next.
const TAB_STOP: usize = 8;
const TAB_SPACES: &str = "        ";

/// The clusters of `text` in order; their ranges cover it without a gap. Tabs reach to the next stop, counted from the
/// beginning of `text`.
pub fn clusters(text: &str, policy: WidthPolicy) -> Clusters<'_> {
    clusters_from(text, 0, policy)
}

/// The clusters of `text`, which begins in column `column` of its row.
pub(super) fn clusters_from(text: &str, column: usize, policy: WidthPolicy) -> Clusters<'_> {
    Clusters { text, at: 0, column, before: None, policy }
}

/// Iterator over the clusters of a text; see [`clusters`].
#[derive(Debug, Clone)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
    column: usize,
    before: Option<char>,
    policy: WidthPolicy,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = &self.text[self.at..];
        let mut chars = rest.chars();
        let first = chars.next()?;
        let cluster = match plain_width(first, self.policy) {
            Some(width) if chars.next().is_none_or(begins_cluster) => {
                let len = first.len_utf8();
                Cluster {
                    range: self.at..self.at + len,
                    shown: Cow::Borrowed(&rest[..len]),
                    column: self.column,
                    width,
                }
            }
            _ => self.uncommon(rest, first),
        };
        self.at = cluster.range.end;
        self.column += cluster.width;
        self.before = Some(first);
        Some(cluster)
    }
}

impl<'a> Clusters<'a> {
    /// A cluster of several characters, or one whose shown form is not itself.
    fn uncommon(&mut self, rest: &'a str, first: char) -> Cluster<'a> {
        // a cluster boundary is the start of a text as far as the rules GB9c, GB11 and GB12 look back
        let cluster = match first {
            _ if ends_cluster(first) => &rest[..first.len_utf8()],
            _ => rest.graphemes(true).next().unwrap_or(rest),
        };
        let (range, column) = (self.at..self.at + cluster.len(), self.column);
        if first == '\t' {
            let width = TAB_STOP - column % TAB_STOP;
            return Cluster { range, shown: Cow::Borrowed(&TAB_SPACES[..width]), column, width };
        }
        if is_line_end(first) {
            return Cluster { range, shown: Cow::Borrowed(""), column, width: 0 };
        }
        if self.policy.full_quotes && !self.policy.wide_quotes {
            let after = rest[cluster.len()..].chars().next();
            if let Some(shown) = full_quote(cluster, self.before, after) {
                return Cluster { range, shown: Cow::Borrowed(shown), column, width: 2 };
            }
        }
        let shown = harmless(cluster, self.policy);
        let width = self.policy.cells(&shown);
        Cluster { range, shown, column, width }
    }
}

/// Whether `c` ends a line wherever it stands (UAX #14 BK, CR, LF, NL).
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a cluster begins before `c` where what stands before it is plain; control characters keep to themselves
/// (UAX #29 GB5).
fn begins_cluster(c: char) -> bool {
    is_plain(c) || c.is_control()
}

/// Whether `c` is a cluster whatever follows: control characters (UAX #29 GB4), but a return may stand before a line
/// feed (GB3).
fn ends_cluster(c: char) -> bool {
    c.is_control() && c != '\r'
}

/// Whether a cluster always begins before `c`, and ends behind it unless a character follows that is not plain.
pub(super) fn is_plain(c: char) -> bool {
    plain_width(c, WidthPolicy::NARROW).is_some()
}

/// The width of the characters that most text consists of; `None` for all that need a closer look.
fn plain_width(c: char, policy: WidthPolicy) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' => Some(2),
        '\u{3000}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{309B}'..='\u{30FF}' => Some(2),
        '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF60}' => Some(2),
        '“' | '”' | '‘' | '’' if policy.full_quotes => None,
        '“' | '”' | '‘' | '’' | '—' | '…' => Some(if policy.wide_quotes { 2 } else { 1 }),
        _ => None,
    }
}
