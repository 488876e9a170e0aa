//! Drafts: blocks while they are being read, as lines that can still be split and joined.

use std::collections::HashMap;
use std::ops::Range;

use super::labels::names::Role;
use super::labels::shapes::Label;
use crate::document::block::{BlockKind, Span, SpanStyle};
use crate::document::left_out::LeftOut;
use crate::document::turn::Certainty;

/// The drafts of a file, with what the file says about itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) drafts: Vec<Draft>,
    pub(super) stated: Stated,
}

/// What front matter or metadata say.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) location: Option<String>,
    /// Who takes part, as far as it is said; often the guests only.
    pub(super) speakers: Vec<String>,
    /// Who asks and who answers, by the key of the name, as far as a line of the text says so.
    pub(super) parts: HashMap<String, Role>,
    /// Parts of the file that could not be read.
    pub(super) skipped: Vec<LeftOut>,
    /// Whether the text is too much to be judged and is shown as it is.
    pub(super) is_undivided: bool,
    /// Whether the text stood in the file as a program's literal.
    pub(super) is_literal: bool,
    /// Whether the file is not in the format that was asked for.
    pub(super) is_other_format: bool,
    /// What the text is where it is data for programs.
    pub(super) data: Option<&'static str>,
}

/// A block while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    /// Its printed lines, none empty; a rule has none.
    pub(super) lines: Vec<Line>,
    /// The label that the first line begins with, once labels are known.
    pub(super) label: Option<Label>,
    /// Whether its kind was marked in the source or is a guess.
    pub(super) certainty: Certainty,
    /// Marked as a term or a citation that stands by itself (`<dt>`, `<cite>`): as good as a colon.
    pub(super) term: bool,
    /// Whether its lines were broken to fit a page.
    pub(super) wrapped: bool,
    /// The lines before which two fragments were joined.
    pub(super) joins: Vec<usize>,
    /// Whether it was lifted out of a paragraph that it interrupted.
    pub(super) lifted: bool,
    /// Whether it goes on with a paragraph that was too long to stay whole.
    pub(super) goes_on: bool,
}

/// A printed line of a draft, without white space at its ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    /// Bytes of the source; empty where the format does not tell.
    pub(super) source: Range<usize>,
    /// White space that stood before it, in characters.
    pub(super) indent: usize,
    /// How many ideographic spaces were among them: an indent that the author made.
    pub(super) ideographic_spaces: usize,
    /// When it was said, in milliseconds.
    pub(super) time: Option<u64>,
    /// Bytes at its beginning that markup calls a speaker's name.
    pub(super) voice: usize,
}

impl Draft {
    pub(super) fn new(kind: BlockKind, lines: Vec<Line>) -> Self {
        Draft {
            kind,
            lines,
            label: None,
            certainty: Certainty::Certain,
            term: false,
            wrapped: false,
            joins: Vec::new(),
            lifted: false,
            goes_on: false,
        }
    }

    /// A draft like this one, but without its lines: cloning a draft for each of its lines takes the square of them.
    pub(super) fn emptied(&self) -> Self {
        let Draft { kind, certainty, term, wrapped, lifted, goes_on, .. } = *self;
        let (label, joins) = (self.label.clone(), self.joins.clone());
        Draft { kind, lines: Vec::new(), label, certainty, term, wrapped, joins, lifted, goes_on }
    }

    /// The text of its first line.
    pub(super) fn first(&self) -> &str {
        self.lines.first().map_or("", |line| &line.text)
    }

    /// The text of its last line.
    pub(super) fn last(&self) -> &str {
        self.lines.last().map_or("", |line| &line.text)
    }

    /// Bytes of text in all its lines.
    pub(super) fn len(&self) -> usize {
        self.lines.iter().map(|line| line.text.len()).sum()
    }

    /// Whether it belongs to the talk.
    pub(super) fn is_content(&self) -> bool {
        !matches!(self.kind, BlockKind::Aside(_) | BlockKind::Rule) && !self.lines.is_empty()
    }

    /// Whether all of its text is strong.
    pub(super) fn is_strong(&self) -> bool {
        self.lines.iter().all(|line| {
            let strong = line.spans.iter().filter(|span| span.style == SpanStyle::Strong);
            strong.map(|span| span.range.len()).sum::<usize>() == line.text.len()
        }) && !self.lines.is_empty()
    }

    /// Whether it is nothing but a link: the headline of another page.
    pub(super) fn is_link(&self) -> bool {
        self.lines.iter().all(|line| {
            let linked = line.spans.iter().filter(|span| matches!(span.style, SpanStyle::Link(_)));
            !line.text.is_empty() && linked.map(|span| span.range.len()).sum::<usize>() == line.text.len()
        }) && !self.lines.is_empty()
    }
}

impl Line {
    /// A line of `text` that stands at `source`, cleaned of control characters and of white space at its ends.
    pub(super) fn plain(text: &str, source: Range<usize>) -> Option<Self> {
        Line { text: text.to_owned(), source, ..Line::default() }.trimmed()
    }

    /// The line without white space at its ends; `None` if nothing is left.
    pub(super) fn trimmed(mut self) -> Option<Self> {
        let kept = self.text.trim_matches(is_blank);
        if kept.is_empty() {
            return None;
        }
        let before = self.text.len() - self.text.trim_start_matches(is_blank).len();
        let length = kept.len();
        self.indent = self.text[..before].chars().count();
        self.ideographic_spaces = self.text[..before].matches('\u{3000}').count();
        self.text.truncate(before + length);
        self.text.drain(..before);
        self.spans = shifted(&self.spans, before, length);
        Some(self)
    }

    /// Adds another line behind this one, with `joint` between them.
    pub(super) fn append(&mut self, joint: &str, other: Line) {
        self.text.push_str(joint);
        let start = self.text.len();
        self.text.push_str(&other.text);
        self.spans.extend(
            other
                .spans
                .into_iter()
                .map(|span| Span { range: span.range.start + start..span.range.end + start, ..span }),
        );
        if !other.source.is_empty() {
            self.source.end = self.source.end.max(other.source.end);
        }
    }

    /// The part of the line from byte `at` on, which is taken off.
    pub(super) fn split_off(&mut self, at: usize) -> Line {
        let text = self.text.split_off(at);
        let spans = shifted(&self.spans, at, text.len());
        self.spans = shifted(&self.spans, 0, at);
        Line { text, spans, source: self.source.clone(), time: self.time, ..Line::default() }
    }

    /// Puts a printed marker before the line.
    pub(super) fn put_before(&mut self, marker: &str) {
        self.text.insert_str(0, marker);
        for span in &mut self.spans {
            span.range = span.range.start + marker.len()..span.range.end + marker.len();
        }
    }
}

/// The spans within `length` bytes from `start`, counted from there.
fn shifted(spans: &[Span], start: usize, length: usize) -> Vec<Span> {
    let within = |byte: usize| byte.saturating_sub(start).min(length);
    let moved = spans.iter().map(|span| (within(span.range.start)..within(span.range.end), span));
    moved
        .filter(|(range, _)| !range.is_empty())
        .map(|(range, span)| Span { range, style: span.style.clone() })
        .collect()
}

/// White space and invisible characters that carry nothing.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

/// Collects runs of text into lines.
#[derive(Debug, Default)]
pub(super) struct Composer {
    lines: Vec<Line>,
    open: Line,
}

impl Composer {
    /// Adds a run of text with its look, which stands at `source`.
    pub(super) fn push(&mut self, text: &str, style: Option<&SpanStyle>, source: Range<usize>) {
        let start = self.open.text.len();
        self.open.text.push_str(text);
        let range = start..self.open.text.len();
        if self.open.source.is_empty() {
            self.open.source = source;
        } else if !source.is_empty() {
            self.open.source.end = self.open.source.end.max(source.end);
        }
        if let (Some(style), false) = (style, range.is_empty()) {
            match self.open.spans.last_mut() {
                Some(last) if last.range.end == start && last.style == *style => last.range.end = range.end,
                _ => self.open.spans.push(Span { range, style: style.clone() }),
            }
        }
    }

    /// Adds a run of text in a table's cell: a bar that is text gets a space behind it that parts no cells.
    pub(super) fn push_in_cell(&mut self, text: &str, style: Option<&SpanStyle>, source: Range<usize>) {
        let text = text.replace("| ", "|\u{a0}");
        match text.strip_prefix(' ').filter(|_| self.open.text.ends_with('|')) {
            Some(rest) => self.push(&format!("\u{a0}{rest}"), style, source),
            None => self.push(&text, style, source),
        }
    }

    /// Ends the line; an empty one leaves nothing.
    pub(super) fn end_line(&mut self) {
        self.lines.extend(std::mem::take(&mut self.open).trimmed());
    }

    /// Whether nothing but white space was added since the last draft.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.open.text.chars().all(is_blank)
    }

    /// The text of the open line.
    pub(super) fn open_text(&self) -> &str {
        &self.open.text
    }

    /// Takes the lines.
    pub(super) fn finish(&mut self) -> Vec<Line> {
        self.end_line();
        std::mem::take(&mut self.lines)
    }
}
