//! Filling rows: which of the opportunities to break are taken.

use std::ops::Range;

use super::clusters::clusters;
use super::language::Language;
use super::width::WidthPolicy;

/// How a paragraph is to be set.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Cells that a row may take, its indent included; hanging marks stay within too.
    pub width: usize,
    /// Cells left empty before the first row.
    pub first_indent: usize,
    /// Cells left empty before the other rows.
    pub rest_indent: usize,
    /// False for preformatted text and tables: one row, however long.
    pub wrap: bool,
    /// Cells of `width` at its right end that only a hanging mark may use: 2 or 0 ([`Language::hang_zone`]).
    pub hang: usize,
    /// The language of the paragraph: which breaks are forbidden, which marks hang.
    pub language: Language,
    /// Forbid more at the start of a row: `——` too (CLREQ "strict").
    pub strict: bool,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
}

impl Default for Shape {
    /// Rows of 80 cells without indent, in simplified Chinese.
    fn default() -> Self {
        Shape {
            width: 80,
            first_indent: 0,
            rest_indent: 0,
            wrap: true,
            hang: 0,
            language: Language::default(),
            strict: false,
            policy: WidthPolicy::NARROW,
        }
    }
}

/// One row of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the text on this row; the rows in order give back the text.
    pub range: Range<usize>,
    /// Cells left empty before it.
    pub indent: usize,
    /// Cells that the text takes, spaces at its end not counted.
    pub width: usize,
}

/// The rows of `text`; at least one, though it may be empty.
pub fn fill(text: &str, shape: &Shape) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line = Line { range: 0..0, indent: shape.first_indent, width: 0 };
    for cluster in clusters(text, shape.policy) {
        if shape.wrap && line.indent + line.width + cluster.width > shape.width && !line.range.is_empty() {
            let next = Line { range: cluster.range.start..cluster.range.start, indent: shape.rest_indent, width: 0 };
            lines.push(std::mem::replace(&mut line, next));
        }
        line.range.end = cluster.range.end;
        line.width += cluster.width;
    }
    lines.push(line);
    lines
}
