//! What is wider than the page where nothing can be moved sideways, as on paper: the cells of a table are folded within
//! their columns, and preformatted lines go on below.

use std::ops::Range;

use super::columns::{cells, table_around};
use super::fill::{Shape, fill};
use super::flow::FlowOptions;
use super::width::text_width;
use crate::document::Document;

/// The columns of the table that was asked about last, as wide as they are on the page.
#[derive(Debug, Default)]
pub struct Folding {
    /// The blocks of the table.
    blocks: Range<usize>,
    /// Cells that each column takes; empty for a table that needs no folding, or has too many columns for it.
    widths: Vec<usize>,
}

/// Part of a table's row on one row of the page: for each column its width and the bytes of the block's text in it.
pub type FoldedRow = Vec<(usize, Range<usize>)>;

/// A column is folded to no less than this: four ideographs.
const LEAST: usize = 8;

/// Cells between two columns: a bar and a space on each side of it.
const BETWEEN: usize = 3;

impl Folding {
    /// The rows of the page that show row `index` of a table; nothing for a table that is not folded.
    pub fn rows(&mut self, document: &Document, index: usize, options: &FlowOptions) -> Vec<FoldedRow> {
        if !self.blocks.contains(&index) {
            let blocks = table_around(document, index);
            *self = Folding { widths: folded_widths(document, blocks.clone(), options), blocks };
        }
        let text = document.block_text(index);
        let folded = |(range, &width): (Range<usize>, &usize)| {
            let shape = Shape { width, rules: options.rules, policy: options.policy, ..Shape::default() };
            let begin = range.start;
            fill(&text[range], &shape).into_iter().map(move |line| line.range.start + begin..line.range.end + begin)
        };
        let mut columns: Vec<_> = columns(text).into_iter().zip(&self.widths).map(folded).collect();
        let mut rows = Vec::new();
        loop {
            let pieces: Vec<Option<Range<usize>>> = columns.iter_mut().map(Iterator::next).collect();
            if pieces.iter().all(Option::is_none) {
                return rows;
            }
            rows.push(self.widths.iter().copied().zip(pieces.into_iter().map(Option::unwrap_or_default)).collect());
        }
    }
}

/// The bytes of the cells of a table's row, without the spaces around them.
fn columns(row: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let ends = cells(row).map(|(_, bar)| bar).chain([row.len()]);
    let cell = |end: usize| {
        let cell = &row[start..end];
        let begin = start + cell.len() - cell.trim_start().len();
        start = end + 1;
        begin..begin + cell.trim().len()
    };
    ends.map(cell).collect()
}

/// How wide the columns of a table are on the page: narrow ones as wide as they are, the wide ones alike.
fn folded_widths(document: &Document, blocks: Range<usize>, options: &FlowOptions) -> Vec<usize> {
    let mut natural: Vec<usize> = Vec::new();
    for row in blocks {
        let text = document.block_text(row);
        for (column, range) in columns(text).into_iter().enumerate() {
            natural.resize(natural.len().max(column + 1), 0);
            natural[column] = natural[column].max(text_width(&text[range], options.policy));
        }
    }
    let Some(room) = options.width.checked_sub(natural.len().saturating_sub(1) * BETWEEN) else { return Vec::new() };
    if natural.iter().sum::<usize>() <= room {
        return Vec::new();
    }
    let share = share(&natural, room);
    if share < LEAST { Vec::new() } else { natural.into_iter().map(|width| width.min(share)).collect() }
}

/// The greatest width at which columns can be cut off so that all of them fit in `room`.
fn share(natural: &[usize], room: usize) -> usize {
    let mut sorted = natural.to_vec();
    sorted.sort_unstable();
    let mut left = room;
    for (index, width) in sorted.iter().enumerate() {
        let share = left / (sorted.len() - index);
        if *width > share {
            return share;
        }
        left -= width;
    }
    room
}

/// The rows of a line that is wider than the page: words stay whole, and what goes on stands further in than the line.
pub fn continued(text: &str, options: &FlowOptions) -> Vec<(usize, Range<usize>)> {
    let own = text_width(&text[..text.len() - text.trim_start().len()], options.policy);
    let rest_indent = (own + 2).min(options.width / 2);
    let shape =
        Shape { width: options.width, rest_indent, rules: options.rules, policy: options.policy, ..Shape::default() };
    fill(text, &shape).into_iter().map(|line| (line.indent, line.range)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_over_is_shared_alike() {
        assert_eq!(share(&[4, 30, 50], 54), 25);
        assert_eq!(share(&[4, 10, 50], 54), 40);
        assert_eq!(share(&[4, 5], 54), 54);
    }
}
