//! The composer: collects runs of text into lines, as the parsers of formats meet them.

use std::ops::Range;

use super::{Line, is_blank};
use crate::document::block::SpanStyle;

/// Collects runs of text into lines.
#[derive(Debug, Default)]
pub(in crate::reading) struct Composer<'a> {
    lines: Vec<Line<'a>>,
    open: Line<'a>,
}

impl<'a> Composer<'a> {
    /// Adds a run of text with its look, which stands at `source`.
    pub(in crate::reading) fn push(&mut self, text: &str, style: Option<&SpanStyle>, source: Range<usize>) {
        self.open.push(text, style, source);
    }

    /// Adds a run of text with its look, which is a `piece` of the `whole` text and stands at `source`.
    pub(in crate::reading) fn push_piece(
        &mut self,
        whole: &'a str,
        piece: Range<usize>,
        style: Option<&SpanStyle>,
        source: Range<usize>,
    ) {
        self.open.push_piece(whole, piece, style, source);
    }

    /// Adds a run of text in a table's cell: a bar that is text gets a space behind it that parts no cells.
    pub(in crate::reading) fn push_in_cell(&mut self, text: &str, style: Option<&SpanStyle>, source: Range<usize>) {
        let text = text.replace("| ", "|\u{a0}");
        match text.strip_prefix(' ').filter(|_| self.open.text().ends_with('|')) {
            Some(rest) => self.push(&format!("\u{a0}{rest}"), style, source),
            None => self.push(&text, style, source),
        }
    }

    /// Ends the line; an empty one leaves nothing.
    pub(in crate::reading) fn end_line(&mut self) {
        let Some(line) = std::mem::take(&mut self.open).trimmed() else { return };
        if self.lines.is_empty() {
            // Most paragraphs have one line, and stay in memory until all is read.
            self.lines.reserve_exact(1);
        }
        self.lines.push(line);
    }

    /// Whether nothing but white space was added since the last draft.
    pub(in crate::reading) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.open.text().chars().all(is_blank)
    }

    /// The text of the open line.
    pub(in crate::reading) fn open_text(&self) -> &str {
        self.open.text()
    }

    /// Takes the lines.
    pub(in crate::reading) fn finish(&mut self) -> Vec<Line<'a>> {
        self.end_line();
        std::mem::take(&mut self.lines)
    }
}
