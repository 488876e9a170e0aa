//! Lines: a line's text with all that points into it. Only the line cuts and joins its text, and moves what points there.

mod composer;
mod label;
#[cfg(test)]
mod law;
mod pointers;
mod shape;

use std::borrow::Cow;
use std::ops::Range;

use crate::document::block::Bytes;
use crate::document::block::{Span, SpanStyle};
pub(super) use composer::Composer;
pub(super) use label::Label;
use pointers::Pointers;
pub(crate) use shape::Shape;

/// A printed line of a draft, without white space at its ends. It is a piece of the text that was given, and holds a text of
/// its own only where it differs from that.
#[derive(Debug, Clone, Default)]
pub(super) struct Line<'a> {
    text: Cow<'a, str>,
    pointers: Pointers,
    source: Bytes,
    indent: u32,
    ideographic_spaces: u32,
    /// Few formats tell it.
    time: Option<Box<u64>>,
}

impl<'a> Line<'a> {
    /// A line of `text` that stands at `source`, cleaned of white space at its ends.
    pub(super) fn plain(text: &'a str, source: Range<usize>) -> Option<Self> {
        Line::verbatim(text, source).trimmed()
    }

    /// A line of `text` that stands at `source`, white space and all.
    pub(super) fn verbatim(text: &'a str, source: Range<usize>) -> Self {
        Line { text: text.into(), source: source.into(), ..Line::default() }
    }

    /// A line of `text` that is no piece of what was given.
    pub(super) fn composed(text: String, source: Range<usize>) -> Self {
        Line { text: text.into(), source: source.into(), ..Line::default() }
    }

    /// The line with a text of its own.
    pub(super) fn into_owned(self) -> Line<'static> {
        Line { text: Cow::Owned(self.text.into_owned()), ..self }
    }

    /// A line that begins with what markup calls a speaker's name, and goes on with `rest`.
    pub(super) fn voiced(name: &str, rest: &str, source: Range<usize>) -> Option<Self> {
        let mut line = Line::composed(format!("{name}{rest}"), source);
        line.pointers.set_voice(0..name.trim_end_matches(is_blank).len());
        line.trimmed()
    }

    /// A line that is what the format calls a speaker's name, and for whom he asks where that is told.
    pub(super) fn voiced_for(name: &str, outlet: &str, source: Range<usize>) -> Option<Self> {
        let name = name.trim_matches(is_blank);
        let outlet = outlet.trim_matches(is_blank);
        let is_wide = |letter: char| letter >= '\u{2e80}';
        let (open, close) = if name.contains(is_wide) { ("（", "）") } else { (" (", ")") };
        let start = name.len() + open.len();
        if name.is_empty() || outlet.is_empty() {
            return Line::voiced(name, "", source);
        }
        let mut line = Line::composed(format!("{name}{open}{outlet}{close}"), source);
        line.pointers.set_voice(0..name.len());
        line.pointers.set_beside(start..start + outlet.len());
        Some(line)
    }

    /// Its text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Its emphasis and links, in bytes of its text.
    pub(super) fn spans(&self) -> &[Span] {
        self.pointers.spans()
    }

    /// The bytes of its printed bullet or number.
    pub(super) fn marker(&self) -> usize {
        self.pointers.marker().end
    }

    /// The bytes that markup calls a speaker's name.
    pub(super) fn voice(&self) -> Option<Range<usize>> {
        Some(self.pointers.voice()).filter(|voice| !voice.is_empty())
    }

    /// The bytes that the format sets beside that name: the whole line is label then.
    pub(super) fn beside(&self) -> Option<Range<usize>> {
        Some(self.pointers.beside()).filter(|beside| !beside.is_empty())
    }

    /// The label that it begins with.
    pub(super) fn label(&self) -> Option<&Label> {
        self.pointers.label.as_deref()
    }

    /// What is said in it, behind its label.
    pub(super) fn said(&self) -> &str {
        self.label().map_or(self.text(), |label| label.said_in(&self.text))
    }

    /// Bytes of the source; empty where the format does not tell.
    pub(super) fn source(&self) -> Range<usize> {
        self.source.range()
    }

    /// White space that stood before it, in characters.
    pub(super) fn indent(&self) -> usize {
        self.indent as usize
    }

    /// How many ideographic spaces were among them: an indent that the author made.
    pub(super) fn ideographic_spaces(&self) -> usize {
        self.ideographic_spaces as usize
    }

    /// When it was said, in milliseconds.
    pub(super) fn time(&self) -> Option<u64> {
        self.time.as_deref().copied()
    }

    /// The line as it was said at `time`.
    pub(super) fn said_at(self, time: Option<u64>) -> Self {
        Line { time: time.map(Box::new), ..self }
    }

    /// Says where in the source it stands.
    pub(super) fn set_source(&mut self, source: Range<usize>) {
        self.source = source.into();
    }

    /// Gives it a label, or takes its label away.
    pub(super) fn set_label(&mut self, label: Option<Label>) {
        self.pointers.label = label.map(Box::new);
        self.pointers.fit(&self.text);
        self.check();
    }

    /// The line without white space at its ends; `None` if nothing is left.
    pub(super) fn trimmed(mut self) -> Option<Self> {
        self.trim().then_some(self)
    }

    /// Takes the white space at its ends off, and says whether something is left.
    pub(super) fn trim(&mut self) -> bool {
        if !self.text.starts_with(is_blank) && !self.text.ends_with(is_blank) {
            (self.indent, self.ideographic_spaces) = (0, 0);
            return !self.text.is_empty();
        }
        let before = self.text.len() - self.text.trim_start_matches(is_blank).len();
        let n_characters = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.indent = n_characters(self.text[..before].chars().count());
        self.ideographic_spaces = n_characters(self.text[..before].matches('\u{3000}').count());
        let kept = before..before + self.text.trim_matches(is_blank).len();
        self.keep(kept);
        !self.text.is_empty()
    }

    /// Drops these characters from its end.
    pub(super) fn drop_end(&mut self, dropped: &[char]) {
        self.keep(0..self.text.trim_end_matches(dropped).len());
    }

    /// Takes these bytes out of it, which are in order.
    pub(super) fn close(&mut self, gaps: &[Range<usize>]) {
        if gaps.is_empty() {
            return;
        }
        // Piece by piece, a long line would be held many times over.
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for gap in gaps {
            text.push_str(&self.text[from..gap.start]);
            from = gap.end;
        }
        text.push_str(&self.text[from..]);
        text.shrink_to_fit();
        self.text = text.into();
        self.pointers.close(gaps);
        self.check();
    }

    /// Drops its last character.
    pub(super) fn drop_last(&mut self) {
        let end = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        self.keep(0..end);
    }

    /// Adds a run of text with its look, which stands at `source`.
    pub(super) fn push(&mut self, text: &str, style: Option<&SpanStyle>, source: Range<usize>) {
        let start = self.text.len();
        self.text.to_mut().push_str(text);
        self.reached(start, style, source);
    }

    /// Gives what was added behind byte `start` its look and its place.
    fn reached(&mut self, start: usize, style: Option<&SpanStyle>, source: Range<usize>) {
        if let Some(style) = style {
            self.pointers.mark(start..self.text.len(), style);
        }
        if self.source().is_empty() {
            self.source = source.into();
        } else {
            self.reach(&source);
        }
    }

    /// Adds a run of text with its look, which stands at `piece` of the `whole` text: as long as nothing else is between
    /// them, the runs of a line stay one piece of it.
    pub(super) fn push_piece(
        &mut self,
        whole: &'a str,
        piece: Range<usize>,
        style: Option<&SpanStyle>,
        source: Range<usize>,
    ) {
        let is_piece = self.text.is_empty() || matches!(self.text, Cow::Borrowed(_));
        let before = piece.start.checked_sub(self.text.len()).filter(|_| is_piece);
        let joined =
            before.and_then(|start| whole.get(start..piece.end)).filter(|joined| joined.starts_with(&*self.text));
        let Some(joined) = joined else { return self.push(&whole[piece], style, source) };
        let start = self.text.len();
        self.text = Cow::Borrowed(joined);
        self.reached(start, style, source);
    }

    /// Adds another line behind this one, with `joint` between them.
    pub(super) fn append(&mut self, joint: &str, other: Line<'_>) {
        let text = self.text.to_mut();
        text.push_str(joint);
        let source = other.source();
        self.pointers.append(other.pointers, text.len());
        text.push_str(&other.text);
        self.reach(&source);
        self.check();
    }

    /// The part of the line from byte `at` on, which is taken off; a character there stays whole.
    pub(super) fn split_off(&mut self, at: usize) -> Self {
        let at = boundary(&self.text, at);
        let text = match &mut self.text {
            Cow::Borrowed(text) => {
                let (before, behind) = text.split_at(at);
                *text = before;
                Cow::Borrowed(behind)
            }
            Cow::Owned(text) => Cow::Owned(text.split_off(at)),
        };
        let pointers = self.pointers.split_off(at);
        Line { text, pointers, source: self.source, time: self.time.clone(), ..Line::default() }
    }

    /// The line cut at each of the bytes, from its end so that each byte is moved once.
    pub(super) fn pieces(mut self, cuts: &[usize]) -> Vec<Self> {
        let mut pieces: Vec<Self> = cuts.iter().rev().map(|&at| self.split_off(at)).collect();
        pieces.push(self);
        pieces.reverse();
        pieces
    }

    /// Puts a list item's printed bullet or number before the line.
    pub(super) fn put_before(&mut self, marker: &str) {
        self.pointers.shift(marker.len());
        self.pointers.set_marker(0..marker.len());
        self.text.to_mut().insert_str(0, marker);
        self.check();
    }

    /// Says that its first bytes, so many, count it.
    pub(super) fn set_marker(&mut self, n_bytes: usize) {
        self.pointers.set_marker(0..n_bytes);
        self.check();
    }

    /// Keeps these bytes of the text.
    fn keep(&mut self, kept: Range<usize>) {
        self.pointers.keep(&kept);
        match &mut self.text {
            Cow::Borrowed(text) => *text = &text[kept],
            Cow::Owned(text) => {
                text.truncate(kept.end);
                text.drain(..kept.start);
            }
        }
        self.check();
    }

    fn reach(&mut self, source: &Range<usize>) {
        if !source.is_empty() {
            self.source = (self.source().start..self.source().end.max(source.end)).into();
        }
    }

    fn check(&self) {
        debug_assert!(self.pointers.are_within(&self.text), "{self:?}");
    }
}

/// White space and invisible characters that carry nothing.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// The boundary between two characters at byte `at` or right before it.
pub(super) fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
