//! What has been drawn, row by row, and what of a row has to be written when it changes.
//!
//! When half of a wide character is overwritten, terminals disagree on its other half: it is cleared to the colours in
//! force or to the terminal's own, or it stays. So no cluster is ever overwritten in part: a row is compared in stretches
//! whose edges cut no cluster, neither of the old row nor of the new, and a stretch is written whole or not at all.
//!
//! A terminal may draw a flag, an emoji sequence or a character with combining marks over more cells than the layout
//! gives it, and over cells that do not change in this frame. A row with such a cluster is one stretch.

use std::collections::BTreeMap;
use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth};

use crate::layout::ambiguous::ambiguous_kind;
use crate::layout::width::is_settled;

/// The rows drawn since the screen was cleared. The other cells of a wide cluster are blank and of its style.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    rows: BTreeMap<u16, Vec<Cell>>,
}

impl Drawn {
    /// Forgets all: the screen is blank.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// Takes in changes of row `y`, which has `width` cells. Gives what has to be written: clusters with their columns,
    /// from left to right; those in the `stale` columns, too, which lead elsewhere than before.
    pub fn change<'a>(
        &mut self,
        y: u16,
        changes: impl Iterator<Item = (u16, &'a Cell)>,
        width: u16,
        stale: &[Range<u16>],
    ) -> Vec<(u16, Cell)> {
        let row = self.rows.entry(y).or_default();
        row.resize(usize::from(width), Cell::EMPTY);
        let old = row.clone();
        for (x, cell) in changes {
            let x = usize::from(x);
            let end = end_of(cell, x, row.len());
            for (column, drawn) in row.iter_mut().enumerate().take(end).skip(x) {
                *drawn = if column == x { cell.clone() } else { blank_like(cell) };
            }
        }
        let is_stale = |stretch: &Range<usize>| {
            stale.iter().any(|it| usize::from(it.start) < stretch.end && stretch.start < usize::from(it.end))
        };
        let is_changed = |stretch: &Range<usize>| old[stretch.clone()] != row[stretch.clone()] || is_stale(stretch);
        let changed = stretches(&old, row).into_iter().filter(is_changed);
        changed.flat_map(|stretch| clusters(row, stretch)).map(|x| (x as u16, row[x].clone())).collect()
    }
}

/// A blank in the colours of a cell.
fn blank_like(cell: &Cell) -> Cell {
    let mut blank = Cell::EMPTY;
    blank.set_style(cell.style());
    blank
}

/// Where the cluster ends that begins with `cell` in column `x`; in a row of `width` cells.
fn end_of(cell: &Cell, x: usize, width: usize) -> usize {
    (x + usize::from(cell.cell_width().max(1))).min(width)
}

/// The columns in which the clusters of a stretch begin.
fn clusters(row: &[Cell], stretch: Range<usize>) -> Vec<usize> {
    let next = |x: &usize| Some(end_of(&row[*x], *x, row.len())).filter(|next| *next < stretch.end);
    std::iter::successors(Some(stretch.start).filter(|x| *x < stretch.end), next).collect()
}

/// The shortest stretches, in order, whose edges cut no cluster of either row; the rows are of one length.
fn stretches(old: &[Cell], new: &[Cell]) -> Vec<Range<usize>> {
    let width = new.len();
    let sprawled = old.iter().chain(new).any(sprawls);
    let end = |start: usize| if sprawled { width } else { shared_edge(old, new, start) };
    let next = |last: &Range<usize>| Some(last.end..end(last.end)).filter(|next| !next.is_empty());
    std::iter::successors(Some(0..end(0)), next).collect()
}

/// Where the first stretch ends that begins in column `start`.
fn shared_edge(old: &[Cell], new: &[Cell], start: usize) -> usize {
    let next = |row: &[Cell], x: usize| row.get(x).map_or(x, |cell| end_of(cell, x, row.len()));
    let (mut old_end, mut new_end) = (next(old, start), next(new, start));
    while old_end != new_end {
        if old_end < new_end {
            old_end = next(old, old_end);
        } else {
            new_end = next(new, new_end);
        }
    }
    old_end
}

/// Whether terminals may draw a cell over more or fewer cells than it has. Single ambiguous characters do not count, for
/// how wide they are is known, nor do ideographs (planes 2 and 3).
fn sprawls(cell: &Cell) -> bool {
    // a quote with its white (“full quotes”) is a single character
    let symbol = cell.symbol().trim();
    let mut chars = symbol.chars();
    let is_ideograph = |c: char| matches!(c, '\u{20000}'..='\u{3FFFF}');
    let is_known = |c: char| cell.cell_width() < 2 || ambiguous_kind(c).is_some() || is_ideograph(c);
    !is_settled(symbol) && chars.next().is_some_and(|first| chars.next().is_some() || !is_known(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is written when a row of eight cells changes from one text to another, a character a cluster, and dots for
    /// the cells that are left alone.
    #[track_caller]
    fn check(before: &[&'static str], after: &[&'static str], expected: &str) {
        let mut drawn = Drawn::default();
        let change = |drawn: &mut Drawn, symbols: &[&'static str]| {
            let cells: Vec<Cell> = symbols.iter().map(|symbol| Cell::new(symbol)).collect();
            let begin = |index: usize| cells[..index].iter().map(CellWidth::cell_width).sum::<u16>();
            drawn.change(0, cells.iter().enumerate().map(|(index, cell)| (begin(index), cell)), 8, &[])
        };
        change(&mut drawn, before);
        let (mut text, mut column) = (String::new(), 0);
        for (x, cell) in change(&mut drawn, after) {
            text.extend(std::iter::repeat_n('.', usize::from(x - column)));
            text.push_str(cell.symbol());
            column = x + cell.cell_width();
        }
        assert_eq!(text, expected, "{before:?} to {after:?}");
    }

    #[test]
    fn no_cluster_is_overwritten_in_part() {
        check(&["中", "文"], &["a", " ", "文"], "a ");
        check(&["中", "文"], &[" ", "中", "a"], " 中a");
        check(&["a", "中", "文", "b"], &["a", "b", " ", "文", "b"], ".b ");
        check(&["a", "中", "文"], &["中", "文", "a"], "中文a");
        check(&["a", "b", "c", "d"], &["a", "中", "d"], ".中");
        check(&["中", "文", "字"], &["中", "字", "字"], "..字");
    }

    #[test]
    fn what_stays_is_not_written() {
        check(&["中", "a"], &["中", "a"], "");
        check(&["🇨🇳", "a"], &["🇨🇳", "a"], "");
    }

    #[test]
    fn a_row_is_written_whole_while_a_cluster_of_doubtful_width_stands_in_it() {
        check(&["中", "文"], &["中", "🇨🇳"], "中🇨🇳    ");
        check(&["🇨🇳", "中"], &["文"], "文中    ");
        check(&["👩\u{200D}💻", "中"], &["e\u{301}", " "], "e\u{301} 中    ");
    }

    #[test]
    fn other_rows_are_not() {
        check(&["中", "“"], &["中", "①", "é", "𠀀"], "..①é𠀀");
        check(&["，", "ア"], &["，", "” "], "..” ");
    }

    /// What a cluster leaves blank is of its style, as in the buffer that changes are told from.
    #[test]
    fn a_blank_in_another_colour_is_a_change() {
        let mut drawn = Drawn::default();
        let mut wide = Cell::new("中");
        wide.set_bg(ratatui::style::Color::Blue);
        drawn.change(0, [(0, &wide)].into_iter(), 4, &[]);
        let written = drawn.change(0, [(0, &Cell::new("a"))].into_iter(), 4, &[]);
        assert_eq!(written, [(0, Cell::new("a")), (1, blank_like(&wide))]);
    }

    /// A word of a link may stand where the same word stood before, and lead nowhere.
    #[test]
    fn what_leads_elsewhere_is_written_though_it_looks_the_same() {
        let mut drawn = Drawn::default();
        let cells = ["a", "b", "c"].map(Cell::new);
        drawn.change(0, cells.iter().enumerate().map(|(x, cell)| (x as u16, cell)), 3, &[]);
        let written = drawn.change(0, std::iter::empty(), 3, std::slice::from_ref(&(1..2)));
        assert_eq!(written, [(1, Cell::new("b"))]);
    }
}
