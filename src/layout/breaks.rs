//! Where a row may end: the opportunities of UAX #14, tailored, and what lies between them, measured once.

use std::iter::Peekable;

use icu_segmenter::LineSegmenter;

use super::clusters::{Cluster, clusters, is_line_end};
use super::kinsoku::{Around, Rules};
use super::numbers::Number;
use super::width::WidthPolicy;

/// The opportunities to end a row in one paragraph. They hold for every row width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Breaks {
    pub(super) segments: Vec<Segment>,
    /// What was forbidden.
    pub rules: Rules,
    /// The widths that the segments were measured with.
    pub policy: WidthPolicy,
}

/// What lies between two opportunities.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Segment {
    /// The byte behind it.
    pub end: usize,
    /// Cells, spaces at the end included.
    pub width: usize,
    /// Cells up to the last character that is no space.
    pub ink: usize,
    /// Cells of a mark at its end that may hang.
    pub hang: usize,
    /// Whether the row must end behind it.
    pub hard: bool,
    /// Whether it has a tab, so that its width depends on where it begins.
    pub tabbed: bool,
}

impl Breaks {
    /// Finds the opportunities in `text`.
    pub fn new(text: &str, rules: Rules, policy: WidthPolicy) -> Self {
        let mut scan =
            Scan { breaks: Breaks { segments: Vec::with_capacity(text.len() / 4), rules, policy }, ..Scan::default() };
        let segmenter = LineSegmenter::new_dictionary(Default::default());
        let mut offered = segmenter.segment_str(text).filter(|&at| at > 0).peekable();
        let mut clusters = clusters(text, policy);
        while let Some(cluster) = clusters.next() {
            let is_here = is_offered(&mut offered, cluster.range.start);
            scan.step(text, &cluster, is_here);
            if scan.is_behind_letter() {
                let next = offered.peek().copied().unwrap_or(text.len());
                let n = clusters.skip_letters(next.min(text.len()));
                scan.skip(text, n);
            }
        }
        if !text.is_empty() {
            scan.close(text.len());
        }
        scan.breaks
    }

    /// The ends of the lines in `text`, and no other opportunities: for text that is not wrapped.
    pub(super) fn of_lines(text: &str, rules: Rules, policy: WidthPolicy) -> Self {
        let mut breaks = Breaks { segments: Vec::new(), rules, policy };
        let mut segment = Segment::default();
        for cluster in clusters(text, policy) {
            segment.add(first_char(text, &cluster), &cluster, has_ink(text, &cluster));
            if segment.hard {
                breaks.segments.push(std::mem::take(&mut segment));
            }
        }
        breaks.segments.extend((segment.end > 0).then_some(segment));
        breaks
    }
}

impl Segment {
    /// Adds a cluster to its end, whose first character is this, and which leaves ink or not.
    fn add(&mut self, first: char, cluster: &Cluster<'_>, ink: bool) {
        self.width += cluster.width;
        self.end = cluster.range.end;
        self.tabbed |= first == '\t';
        self.hard = is_line_end(first);
        if ink {
            self.ink = self.width;
        }
    }
}

/// The bytes of `text` where a row may end, its end included.
pub fn opportunities(text: &str, rules: Rules) -> Vec<usize> {
    Breaks::new(text, rules, WidthPolicy::NARROW).segments.iter().map(|segment| segment.end).collect()
}

/// Whether UAX #14 offers a break at byte `at`; asked in ascending order.
fn is_offered(breaks: &mut Peekable<impl Iterator<Item = usize>>, at: usize) -> bool {
    while breaks.next_if(|&offered| offered < at).is_some() {}
    breaks.next_if_eq(&at).is_some()
}

fn first_char(text: &str, cluster: &Cluster<'_>) -> char {
    text[cluster.range.start..].chars().next().unwrap_or(' ')
}

/// One pass over the clusters of a paragraph.
#[derive(Default)]
struct Scan {
    breaks: Breaks,
    segment: Segment,
    /// The last character that shows, on this line of the text.
    last: Option<char>,
    /// Whether spaces follow it.
    spaced: bool,
    /// What it is to a number.
    number: Number,
    /// Whether something follows it that does not show: then only UAX #14 knows what may happen there.
    unseen: bool,
    /// Whether a break was offered before what follows it; it is taken before the next character that shows, or not.
    offered: bool,
}

impl Scan {
    fn step(&mut self, text: &str, cluster: &Cluster<'_>, offered: bool) {
        let (after, ahead) = (first_char(text, cluster), &text[cluster.range.end..]);
        let ink = has_ink(text, cluster);
        self.offered |= offered;
        if self.segment.hard {
            self.close(cluster.range.start);
            (self.last, self.spaced, self.number) = (None, false, Number::None);
            (self.unseen, self.offered) = (false, false);
        } else if cluster.range.start > 0 && ink && (self.offered || !self.unseen) {
            let before = self.last.unwrap_or(' ');
            let around = Around { before, after, ahead, spaced: self.spaced, number: self.number };
            if self.breaks.rules.allow(&around, self.offered) {
                self.close(cluster.range.start);
            }
        }
        self.take(text, cluster, ink);
    }

    /// Whether the last cluster is an ASCII letter or digit, perhaps with marks on it.
    fn is_behind_letter(&self) -> bool {
        !self.spaced && !self.unseen && self.last.is_some_and(|last| last.is_ascii_alphanumeric())
    }

    /// Takes `n` ASCII letters and digits that follow another one: no row may end among them.
    fn skip(&mut self, text: &str, n: usize) {
        let Some(&last) = text.as_bytes()[..self.segment.end + n].last().filter(|_| n > 0) else { return };
        self.segment.end += n;
        self.segment.width += n;
        self.segment.ink = self.segment.width;
        self.segment.hang = 0;
        self.number = if last.is_ascii_digit() { Number::Ends } else { Number::None };
        self.last = Some(char::from(last));
    }

    /// Adds a cluster to the segment.
    fn take(&mut self, text: &str, cluster: &Cluster<'_>, ink: bool) {
        let first = first_char(text, cluster);
        self.segment.add(first, cluster, ink);
        if !ink {
            self.spaced |= cluster.width > 0;
            self.unseen |= cluster.width == 0;
            return;
        }
        let rules = self.breaks.rules;
        let follows_mark = self.last.is_some_and(|last| rules.hangs(last));
        self.segment.hang = if rules.hangs(first) && !follows_mark { cluster.width } else { 0 };
        self.number = self.number.then(first, &text[..cluster.range.start], &text[cluster.range.end..]);
        (self.last, self.spaced, self.unseen, self.offered) = (Some(first), false, false, false);
    }

    /// Ends the segment before byte `at`.
    fn close(&mut self, at: usize) {
        let segment = std::mem::take(&mut self.segment);
        debug_assert_eq!(segment.end, at);
        self.breaks.segments.push(segment);
    }
}

/// Spaces at the end of a row take no room; the ideographic space is one of them.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}' | '\u{2007}')
}

/// The cells that `text` takes at the beginning of a row, spaces and what does not show at its end aside.
pub(super) fn ink_width(text: &str, policy: WidthPolicy) -> usize {
    let inked = clusters(text, policy).filter(|cluster| has_ink(text, cluster));
    inked.last().map_or(0, |cluster| cluster.column + cluster.width)
}

/// Whether a cluster of `text` leaves ink on its row.
pub(super) fn has_ink(text: &str, cluster: &Cluster<'_>) -> bool {
    // most clusters are one character, and that no space
    match text.as_bytes()[cluster.range.clone()] {
        [byte] if byte.is_ascii_graphic() => cluster.width > 0,
        _ => cluster.width > 0 && !text[cluster.range.clone()].chars().all(is_space),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::language::Language;
    use super::*;

    /// The opportunities that are found where no letter is passed over.
    fn slowly(text: &str, rules: Rules, policy: WidthPolicy) -> Breaks {
        let mut scan = Scan { breaks: Breaks { segments: Vec::new(), rules, policy }, ..Scan::default() };
        let segmenter = LineSegmenter::new_dictionary(Default::default());
        let mut offered = segmenter.segment_str(text).filter(|&at| at > 0).peekable();
        for cluster in clusters(text, policy) {
            let is_here = is_offered(&mut offered, cluster.range.start);
            scan.step(text, &cluster, is_here);
        }
        if !text.is_empty() {
            scan.close(text.len());
        }
        scan.breaks
    }

    proptest! {
        #[test]
        fn letters_that_are_passed_over_count_as_if_they_were_not(
            text in "([a-z]{1,6}|[0-9]{1,4}|[ab1] ?|No\\. ?|第|3万|公里|年|[-./“”。]|\u{301}|\u{200b}|\u{a0}|\t|\n|é|x\u{301}y){0,12}"
        ) {
            for language in [Language::SimplifiedChinese, Language::Korean, Language::Latin] {
                let rules = Rules::default().in_language(language);
                for policy in [WidthPolicy::NARROW, WidthPolicy { full_quotes: true, ..WidthPolicy::NARROW }] {
                    prop_assert_eq!(Breaks::new(&text, rules, policy), slowly(&text, rules, policy));
                }
            }
        }
    }
}
