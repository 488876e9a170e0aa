//! The columns of tables: how far the cells of a row are moved apart, so that they stand below those of the rows above.
//! The text stays as it is; what is put between is room on the screen only.

use std::ops::Range;

use super::width::{WidthPolicy, text_width};
use crate::document::Document;
use crate::document::block::BlockKind;

/// Cells left empty before a byte of a row's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The byte of the block's text.
    pub byte: usize,
    /// How many cells.
    pub cells: usize,
}

/// The columns of the table that was asked about last: they are found out once, not at every row.
#[derive(Debug, Default)]
pub struct Columns {
    /// The blocks of the table.
    blocks: Range<usize>,
    policy: WidthPolicy,
    /// Cells that each column takes, but for the last.
    widths: Vec<usize>,
}

/// Rows of a table that are measured. One that comes later and is wider pushes what is behind it to the right, in its own
/// row only.
const MEASURED: usize = 1_000;

impl Columns {
    /// The gaps in row `index` of a table that put its cells into their columns.
    pub fn gaps(&mut self, document: &Document, index: usize, policy: WidthPolicy) -> Vec<Gap> {
        if !self.blocks.contains(&index) || self.policy != policy {
            *self = Columns::around(document, index, policy);
        }
        let mut start = 0;
        let own = cells(document.block_text(index)).zip(&self.widths).map(|((text, bar), width)| {
            let gap = Gap { byte: bar, cells: width.saturating_sub(width_from(start, text, policy)) };
            start += width + 1;
            gap
        });
        own.filter(|gap| gap.cells > 0).collect()
    }

    fn around(document: &Document, index: usize, policy: WidthPolicy) -> Self {
        let blocks = table_around(document, index);
        let rows: Vec<Vec<&str>> = blocks
            .clone()
            .take(MEASURED)
            .map(|row| cells(document.block_text(row)).map(|(text, _)| text).collect())
            .collect();
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let (mut widths, mut start) = (Vec::with_capacity(n_columns), 0);
        for column in 0..n_columns {
            let own = rows.iter().filter_map(|row| row.get(column));
            let widest = own.map(|text| width_from(start, text, policy)).max().unwrap_or(0);
            widths.push(widest);
            start += widest + 1;
        }
        Columns { blocks, policy, widths }
    }
}

/// The cells that a text takes which begins in column `start`: a tab is as wide as its column makes it.
fn width_from(start: usize, text: &str, policy: WidthPolicy) -> usize {
    if text.contains('\t') { text_width(&(" ".repeat(start) + text), policy) - start } else { text_width(text, policy) }
}

/// The blocks of the table that row `index` belongs to.
pub(super) fn table_around(document: &Document, index: usize) -> Range<usize> {
    let parts = |at: &usize| document.blocks.get(*at).is_none_or(|block| block.kind != BlockKind::TableRow);
    let first = (0..index).rev().find(parts).map_or(0, |before| before + 1);
    first..(index..).find(parts).unwrap_or(index)
}

/// The cells of a table's row but for the last, the spaces around them included, each with the byte of the bar behind it.
pub(super) fn cells(row: &str) -> impl Iterator<Item = (&str, usize)> {
    let is_bar = |at: &usize| {
        let (before, behind) = (&row[..*at], &row[at + 1..]);
        (before.is_empty() || before.ends_with(' ')) && (behind.is_empty() || behind.starts_with(' '))
    };
    let bars = row.match_indices('|').map(|(at, _)| at).filter(is_bar);
    bars.scan(0, |start, bar| {
        let cell = &row[*start..bar];
        *start = bar + 1;
        Some((cell, bar))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::block::Block;

    fn document(rows: &[&str], kind: impl Fn(usize) -> BlockKind) -> Document {
        let mut document = Document::default();
        for (index, row) in rows.iter().enumerate() {
            let start = document.text.len();
            document.text.push_str(row);
            let text = start..document.text.len();
            document.blocks.push(Block::new(kind(index), text, 0));
        }
        document
    }

    /// The rows of a table as they are shown.
    #[track_caller]
    fn check(rows: &[&str], policy: WidthPolicy, expected: &[&str]) {
        let document = document(rows, |_| BlockKind::TableRow);
        let mut columns = Columns::default();
        let shown = |index: usize| {
            let mut row = rows[index].to_owned();
            for gap in columns.gaps(&document, index, policy).into_iter().rev() {
                row.insert_str(gap.byte, &" ".repeat(gap.cells));
            }
            row
        };
        assert_eq!((0..rows.len()).map(shown).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn cells_stand_below_each_other() {
        check(
            &["姓名 | 媒体 | n", "安娜·彼得罗娃 | TV | 12", "Li | 《新闻》 | 3"],
            WidthPolicy::NARROW,
            &["姓名          | 媒体     | n", "安娜·彼得罗娃 | TV       | 12", "Li            | 《新闻》 | 3"],
        );
        check(&["① | a", "ab | b"], WidthPolicy::WIDE, &["① | a", "ab | b"]);
        check(&["① | a", "ab | b"], WidthPolicy::NARROW, &["①  | a", "ab | b"]);
    }

    #[test]
    fn a_tab_is_as_wide_as_its_column_makes_it() {
        check(&["a | b\tc | d", "aa | ee | d"], WidthPolicy::NARROW, &["a  | b\tc | d", "aa | ee   | d"]);
    }

    #[test]
    fn empty_and_missing_cells_keep_the_columns() {
        check(
            &["a | b | c", "| bb | c", "aa | | c", "aaa |", "a|b"],
            WidthPolicy::NARROW,
            &["a   | b  | c", "    | bb | c", "aa  |    | c", "aaa |", "a|b"],
        );
    }

    #[test]
    fn each_table_has_its_own_columns() {
        let rows = ["a | b", "text", "long cell | b"];
        let kind = |index| if index == 1 { BlockKind::Paragraph } else { BlockKind::TableRow };
        let document = document(&rows, kind);
        let mut columns = Columns::default();
        assert_eq!(columns.gaps(&document, 0, WidthPolicy::NARROW), []);
        assert_eq!(columns.gaps(&document, 2, WidthPolicy::NARROW), []);
    }

    #[test]
    fn only_the_beginning_of_a_long_table_is_measured() {
        let mut rows = vec!["a | b"; MEASURED];
        rows.push("wide cell | b");
        check(&rows, WidthPolicy::NARROW, &rows);
    }
}
