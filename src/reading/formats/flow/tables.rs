//! Tables: rows of cells, each read as a stream of its own, put together once the table is whole.

use super::Flow;
use super::stream::{self, Piece, Stream};
use crate::document::block::BlockKind;
use crate::document::left_out::Resource;
use crate::reading::draft::{Draft, Line};

/// Two cells of a row with so many paragraphs each stand beside each other only on the page.
const LONG_CELL: usize = 4;

/// What was read of a table.
#[derive(Debug, Default)]
pub(super) struct Table {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    is_in_cell: bool,
}

/// A cell of a table.
#[derive(Debug)]
struct Cell {
    pieces: Vec<Piece>,
    /// It belongs to the cell above it or to its left.
    is_merged: bool,
}

impl Flow<'_> {
    pub(in crate::reading::formats) fn begin_table(&mut self) {
        if self.opens() {
            self.tables.push(Table::default());
        }
    }

    pub(in crate::reading::formats) fn begin_cell(&mut self) {
        if self.n_beyond > 0 {
            return;
        }
        self.take(Resource::Elements, 1);
        self.end_cell(false);
        if let Some(table) = self.tables.last_mut() {
            table.is_in_cell = true;
            self.streams.push(Stream::default());
        }
    }

    /// Begins a cell unless one is open.
    pub(in crate::reading::formats) fn continue_cell(&mut self) {
        if self.tables.last().is_some_and(|table| !table.is_in_cell) {
            self.begin_cell();
        }
    }

    pub(in crate::reading::formats) fn end_cell(&mut self, is_merged: bool) {
        if self.n_beyond > 0 || !self.tables.last().is_some_and(|table| table.is_in_cell) || self.streams.len() < 2 {
            return;
        }
        let pieces = self.closed_stream();
        if let Some(table) = self.tables.last_mut() {
            table.is_in_cell = false;
            table.row.push(Cell { pieces, is_merged });
        }
    }

    /// Ends a row. These of its cells belong to others.
    pub(in crate::reading::formats) fn end_row(&mut self, merged: &[bool]) {
        if self.n_beyond > 0 {
            return;
        }
        self.end_cell(false);
        if let Some(table) = self.tables.last_mut() {
            let mut row = std::mem::take(&mut table.row);
            row.iter_mut().zip(merged).for_each(|(cell, merged)| cell.is_merged |= merged);
            if !row.is_empty() {
                table.rows.push(row);
            }
        }
    }

    pub(in crate::reading::formats) fn end_table(&mut self) {
        if !self.closes() {
            return;
        }
        self.end_row(&[]);
        let Some(table) = self.tables.pop() else { return };
        let is_column = table.rows.iter().all(|row| row.len() < 2);
        let rows = table.rows.into_iter().flat_map(|row| if is_column { in_order(row) } else { put_together(row) });
        let rows: Vec<Piece> = rows.collect();
        self.stream().extend(rows);
    }
}

/// All that stands in the cells of a row, one after the other.
fn in_order(row: Vec<Cell>) -> Vec<Piece> {
    row.into_iter().flat_map(|cell| cell.pieces).collect()
}

/// A row of a table: a line with its cells, and further paragraphs of the last one. Cells that only lay out a page are
/// read one after the other.
fn put_together(row: Vec<Cell>) -> Vec<Piece> {
    let has_blocks = |piece: &Piece| matches!(piece.draft.kind, BlockKind::Heading(_) | BlockKind::TableRow);
    let is_layout = row.iter().filter(|cell| cell.pieces.len() >= LONG_CELL).count() > 1
        || row.iter().flat_map(|cell| &cell.pieces).any(has_blocks);
    let is_whole = row.iter().filter(|cell| !cell.is_merged).count() == 1 && !row[0].is_merged;
    if is_layout || is_whole {
        return in_order(row);
    }
    let is_empty = |cell: &Cell| cell.pieces.is_empty();
    // What stands in a merged cell is said where it begins.
    let mut cells: Vec<Cell> = row.into_iter().filter(|cell| !(cell.is_merged && is_empty(cell))).collect();
    while cells.last().is_some_and(is_empty) {
        cells.pop();
    }
    let n_empty = cells.iter().take_while(|cell| is_empty(cell)).count();
    cells.drain(..n_empty);
    let Some(last) = cells.pop() else { return Vec::new() };
    let mut line = Line::default();
    for (index, cell) in cells.into_iter().enumerate() {
        let lines = cell.pieces.into_iter().flat_map(|piece| piece.draft.lines).collect();
        line.append(if index > 0 { " | " } else { "" }, stream::joined(lines));
    }
    let mut pieces = last.pieces.into_iter();
    let lines = pieces.next().map(|piece| piece.draft.lines).unwrap_or_default();
    let bar = if line.text().is_empty() { "" } else { " | " };
    line.append(bar, stream::joined(lines));
    let row = line.trimmed().map(|line| Piece::new(Draft::new(BlockKind::TableRow, vec![line])));
    row.into_iter().chain(pieces).collect()
}
