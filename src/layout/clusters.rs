//! Grapheme clusters as they are shown: each with the bytes it comes from, a harmless form, and its width.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::{Graphemes, UnicodeSegmentation};

use super::ambiguous::ambiguous_kind;
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
    Clusters { text, at: 0, column, before: None, policy, uncommon: None }
}

/// Iterator over the clusters of a text; see [`clusters`].
#[derive(Debug, Clone)]
pub struct Clusters<'a> {
    text: &'a str,
    at: usize,
    column: usize,
    before: Option<char>,
    policy: WidthPolicy,
    /// What finds the ends of uncommon clusters, and the byte that it has come to: it is kept as long as one follows the
    /// other.
    uncommon: Option<(Graphemes<'a>, usize)>,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = Cluster<'a>;

    fn next(&mut self) -> Option<Cluster<'a>> {
        let rest = &self.text[self.at..];
        let mut chars = rest.chars();
        let first = chars.next()?;
        let width = plain_width(first, self.policy).or_else(|| simple_width(first, self.policy));
        let cluster = match width {
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
    /// Passes over ASCII letters and digits up to byte `limit` of the text that another one follows: each is a cluster of one
    /// cell, and long texts consist of little else. Gives how many there were.
    pub(super) fn skip_letters(&mut self, limit: usize) -> usize {
        let rest = &self.text.as_bytes()[self.at..limit.max(self.at)];
        let n = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count().saturating_sub(1);
        if n > 0 {
            self.at += n;
            self.column += n;
            self.before = Some(char::from(rest[n - 1]));
        }
        n
    }

    /// The cluster that `rest` begins with.
    fn grapheme(&mut self, rest: &'a str) -> &'a str {
        let (mut graphemes, _) =
            self.uncommon.take().filter(|(_, at)| *at == self.at).unwrap_or_else(|| (rest.graphemes(true), self.at));
        let cluster = graphemes.next().unwrap_or(rest);
        self.uncommon = Some((graphemes, self.at + cluster.len()));
        cluster
    }

    /// A cluster of several characters, or one whose shown form is not itself.
    fn uncommon(&mut self, rest: &'a str, first: char) -> Cluster<'a> {
        // a cluster boundary is the start of a text as far as the rules GB9c, GB11 and GB12 look back
        let cluster = match first {
            _ if ends_cluster(first) => &rest[..first.len_utf8()],
            _ => self.grapheme(rest),
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
        let (shown, settled) = harmless(cluster, self.policy);
        let width = self.policy.cells(&shown, settled);
        Cluster { range, shown, column, width }
    }
}

/// Whether `c` ends a line wherever it stands (UAX #14 BK, CR, LF, NL).
pub(super) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\x0B' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether a cluster begins before `c` where what stands before it is plain or simple; control characters keep to
/// themselves (UAX #29 GB5).
fn begins_cluster(c: char) -> bool {
    is_plain(c) || is_simple(c) || c.is_control()
}

/// Letters of Latin, Greek and Cyrillic text, punctuation and signs of currencies that nothing joins to what is plain or
/// simple beside them (UAX #29: neither Extend nor SpacingMark nor Prepend), and that show as they are. The curly quotes
/// are not among them: what these look like depends on what they stand beside.
fn is_simple(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{391}'..='\u{3FF}' | '\u{400}'..='\u{482}' | '\u{48A}'..='\u{52F}')
        || matches!(c, '\u{2010}'..='\u{2017}' | '\u{201A}' | '\u{201B}' | '\u{201E}'..='\u{2027}' | '\u{2030}'..='\u{203B}')
        || matches!(c, '\u{2039}' | '\u{203A}' | '\u{20A0}'..='\u{20C0}' | '\u{2122}')
}

/// The width of a simple character.
fn simple_width(c: char, policy: WidthPolicy) -> Option<usize> {
    let widened = || policy.widens() && ambiguous_kind(c).is_some_and(|kind| policy.is_wide(kind));
    is_simple(c).then(|| 1 + usize::from(widened()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_without_a_closer_look_is_what_a_closer_look_would_tell() {
        let simple = ('\u{A0}'..='\u{2200}').filter(|&c| is_simple(c));
        for c in simple {
            let alone = c.to_string();
            assert_eq!(harmless(&alone, WidthPolicy::NARROW), (alone.as_str().into(), 1), "{c:?}");
            for policy in [WidthPolicy::NARROW, WidthPolicy::WIDE] {
                assert_eq!(simple_width(c, policy), Some(policy.cells(&alone, 1)), "{c:?}");
            }
            for other in ['a', '中', '가', 'é', 'я', '\n', c] {
                for text in [String::from_iter([c, other]), String::from_iter([other, c])] {
                    assert_eq!(text.graphemes(true).count(), 2, "{text:?}");
                }
            }
        }
    }

    #[test]
    fn clusters_of_all_kinds_follow_each_other_as_the_standard_parts_them() {
        let kinds =
            ["a", "é", "e\u{301}", "中", "가", "\u{1112}\u{1161}", "ก็", "👍🏽", "🇨🇳", "\u{600}", "\r\n", "\u{1}", "ب"];
        for one in kinds {
            for two in kinds {
                for three in kinds {
                    let text = [one, two, three].concat();
                    let found: Vec<&str> = clusters(&text, WidthPolicy::NARROW).map(|each| &text[each.range]).collect();
                    assert_eq!(found, text.graphemes(true).collect::<Vec<_>>());
                }
            }
        }
    }
}
