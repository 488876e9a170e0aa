//! Pointers: all that stands for bytes of a line's text. They are moved together or not at all.

use std::ops::Range;

use super::boundary;
use super::label::Label;
use crate::document::block::{Span, SpanStyle};

/// What points into the text of a line. Most lines have nothing of it, and keep no room for it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Pointers {
    /// The label that it begins with, once labels are known.
    pub(super) label: Option<Box<Label>>,
    marks: Option<Box<Marks>>,
}

/// What the format of the text says of a line.
#[derive(Debug, Clone, Default, PartialEq)]
struct Marks {
    /// Emphasis and links, in order, none empty, none within another.
    spans: Vec<Span>,
    /// The printed bullet or number of a list item.
    marker: Range<usize>,
    /// What markup calls the speaker's name.
    voice: Range<usize>,
    /// What the format sets beside that name: for whom the speaker asks.
    beside: Range<usize>,
}

impl Pointers {
    pub(super) fn spans(&self) -> &[Span] {
        self.marks.as_deref().map_or(&[], |marks| &marks.spans)
    }

    /// The printed bullet or number of a list item.
    pub(super) fn marker(&self) -> Range<usize> {
        self.marks.as_deref().map_or(0..0, |marks| marks.marker.clone())
    }

    /// What markup calls the speaker's name.
    pub(super) fn voice(&self) -> Range<usize> {
        self.marks.as_deref().map_or(0..0, |marks| marks.voice.clone())
    }

    /// What the format sets beside the speaker's name.
    pub(super) fn beside(&self) -> Range<usize> {
        self.marks.as_deref().map_or(0..0, |marks| marks.beside.clone())
    }

    /// Says what is set beside the speaker's name.
    pub(super) fn set_beside(&mut self, beside: Range<usize>) {
        self.marks.get_or_insert_default().beside = beside;
    }

    /// Says where the printed bullet or number is.
    pub(super) fn set_marker(&mut self, marker: Range<usize>) {
        self.marks.get_or_insert_default().marker = marker;
    }

    /// Says where markup has the speaker's name.
    pub(super) fn set_voice(&mut self, voice: Range<usize>) {
        self.marks.get_or_insert_default().voice = voice;
    }

    /// Gives a look to bytes behind all that have one.
    pub(super) fn mark(&mut self, range: Range<usize>, style: &SpanStyle) {
        if range.is_empty() {
            return;
        }
        let spans = &mut self.marks.get_or_insert_default().spans;
        match spans.last_mut() {
            Some(last) if last.range.end == range.start && last.style == *style => last.range.end = range.end,
            _ => {
                if spans.is_empty() {
                    // Most lines that have any have one, and stay in memory until all is read.
                    spans.reserve_exact(1);
                }
                spans.push(Span { range, style: style.clone() });
            }
        }
    }

    /// All ranges. A pointer that this does not name does not compile.
    fn each(&self) -> impl Iterator<Item = Range<usize>> {
        let Pointers { label, marks } = self;
        let marks = marks.as_deref().into_iter().flat_map(|Marks { spans, marker, voice, beside }| {
            spans.iter().map(|span| &span.range).chain([marker, voice, beside]).cloned()
        });
        marks.chain(label.as_deref().into_iter().flat_map(Label::ranges))
    }

    /// Moves all ranges.
    fn move_each(&mut self, moved: impl Fn(Range<usize>) -> Range<usize>) {
        let Pointers { label, marks } = self;
        if let Some(Marks { spans, marker, voice, beside }) = marks.as_deref_mut() {
            let ranges = spans.iter_mut().map(|span| &mut span.range).chain([marker, voice, beside]);
            ranges.for_each(|range| *range = moved(range.clone()));
        }
        if let Some(label) = label {
            label.move_ranges(moved);
        }
    }

    /// Moves all behind so many bytes that are put before the text.
    pub(super) fn shift(&mut self, n_bytes: usize) {
        self.move_each(|range| range.start + n_bytes..range.end + n_bytes);
    }

    /// Keeps what points to these bytes of the text, counted from their first.
    pub(super) fn keep(&mut self, kept: &Range<usize>) {
        let within = |byte: usize| byte.clamp(kept.start, kept.end) - kept.start;
        self.move_each(|range| within(range.start)..within(range.end));
        if let Some(marks) = &mut self.marks {
            marks.spans.retain(|span| !span.range.is_empty());
        }
    }

    /// Closes gaps, which are in order: what points into one points to where it was.
    pub(super) fn close(&mut self, gaps: &[Range<usize>]) {
        if self.label.is_none() && self.marks.is_none() {
            return;
        }
        let add = |n_bytes: &mut usize, gap: &Range<usize>| Some(std::mem::replace(n_bytes, *n_bytes + gap.len()));
        let before: Vec<usize> = gaps.iter().scan(0, add).collect();
        let closed = |byte: usize| {
            let n_gaps = gaps.partition_point(|gap| gap.start < byte);
            let last = gaps[..n_gaps].last().zip(before[..n_gaps].last());
            last.map_or(byte, |(gap, n_before)| byte - n_before - (byte.min(gap.end) - gap.start))
        };
        self.move_each(|range| closed(range.start)..closed(range.end));
        if let Some(marks) = &mut self.marks {
            marks.spans.retain(|span| !span.range.is_empty());
        }
    }

    /// Takes off what points to byte `at` and behind it, counted from there. Names stand at the beginning of a line: the
    /// rest of one that is cut is none. Only what is taken off is looked at, so that a line may be cut often.
    pub(super) fn split_off(&mut self, at: usize) -> Pointers {
        let before = |range: Range<usize>| range.start.min(at)..range.end.min(at);
        if let Some(label) = &mut self.label {
            label.move_ranges(before);
        }
        let Some(Marks { spans, marker, voice, beside }) = self.marks.as_deref_mut() else {
            return Pointers::default();
        };
        [marker, voice, beside].into_iter().for_each(|range| *range = before(range.clone()));
        let first = spans.partition_point(|span| span.range.end <= at);
        let mut cut_off = spans.split_off(first);
        if let Some(cut) = cut_off.first().filter(|span| span.range.start < at) {
            spans.push(Span { range: cut.range.start..at, style: cut.style.clone() });
        }
        for span in &mut cut_off {
            span.range = span.range.start.saturating_sub(at)..span.range.end - at;
        }
        let marks = (!cut_off.is_empty()).then(|| Box::new(Marks { spans: cut_off, ..Marks::default() }));
        Pointers { marks, label: None }
    }

    /// Adds the spans of a line that is put behind so many bytes. Its names would no longer stand at the beginning.
    pub(super) fn append(&mut self, mut other: Pointers, n_bytes: usize) {
        other.shift(n_bytes);
        if let Some(mut marks) = other.marks.filter(|marks| !marks.spans.is_empty()) {
            self.marks.get_or_insert_default().spans.append(&mut marks.spans);
        }
    }

    /// Holds the names to a text: a label that was found in another points to what it finds here.
    pub(super) fn fit(&mut self, text: &str) {
        if let Some(label) = &mut self.label {
            label.move_ranges(|range| boundary(text, range.start)..boundary(text, range.end));
        }
    }

    /// Whether all point between characters of `text`, and the spans are in order.
    pub(super) fn are_within(&self, text: &str) -> bool {
        let is_within = |range: Range<usize>| text.get(range).is_some();
        let is_ordered = |pair: &[Span]| pair[0].range.end <= pair[1].range.start;
        self.each().all(is_within)
            && self.spans().windows(2).all(is_ordered)
            && self.spans().iter().all(|span| !span.range.is_empty())
    }
}
