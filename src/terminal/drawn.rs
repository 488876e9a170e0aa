//! What has been drawn, row by row: a row can be drawn again where the terminal may show something else.
//!
//! A terminal may draw a flag, an emoji sequence or a character with combining marks over more cells than the layout
//! gives it, and over cells that do not change in this frame. When it is drawn, and when it goes, all of its row is
//! drawn from left to right; what it covered is then put right.

use std::collections::BTreeMap;

use ratatui::buffer::{Cell, CellWidth};

use crate::layout::ambiguous::ambiguous_kind;
use crate::layout::width::is_settled;

/// The rows drawn since the screen was cleared.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    rows: BTreeMap<u16, Vec<Cell>>,
}

impl Drawn {
    /// Forgets all: the screen is blank.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// Takes in changes of row `y`. Gives all of the row, `width` cells, if any of it may have been covered by what
    /// stood in it or stands in it now; the second cell of a wide character has no entry.
    pub fn change(&mut self, y: u16, changes: &[(u16, &Cell)], width: u16) -> Option<Vec<(u16, Cell)>> {
        let row = self.rows.entry(y).or_default();
        row.resize(usize::from(width), Cell::EMPTY);
        let sprawled = row.iter().any(sprawls);
        for (x, cell) in changes {
            let end = x.saturating_add(cell.cell_width().max(1)).min(width);
            for column in *x..end {
                row[usize::from(column)] = if column == *x { (*cell).clone() } else { Cell::EMPTY };
            }
        }
        (sprawled || row.iter().any(sprawls)).then(|| whole(row))
    }
}

/// The cells of a row that are drawn, with their columns.
fn whole(row: &[Cell]) -> Vec<(u16, Cell)> {
    let mut behind = 0;
    let cells = (0..).zip(row).filter(|(x, cell)| {
        let is_drawn = *x >= behind;
        if is_drawn {
            behind = x + cell.cell_width().max(1);
        }
        is_drawn
    });
    cells.map(|(x, cell)| (x, cell.clone())).collect()
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

    /// Whether a row is drawn in full when it changes from one text to another, a character a cluster.
    #[track_caller]
    fn check(before: &[&'static str], after: &[&'static str], expected: Option<&str>) {
        let mut drawn = Drawn::default();
        let cells = |symbols: &[&'static str]| symbols.iter().map(|symbol| Cell::new(symbol)).collect::<Vec<_>>();
        let change = |drawn: &mut Drawn, cells: &[Cell]| {
            let changes: Vec<(u16, &Cell)> = (0..).step_by(2).zip(cells).collect();
            drawn.change(0, &changes, 8)
        };
        change(&mut drawn, &cells(before));
        let whole = change(&mut drawn, &cells(after));
        let text = whole.map(|row| row.iter().map(|(_, cell)| cell.symbol()).collect::<String>());
        assert_eq!(text.as_deref(), expected, "{before:?} to {after:?}");
    }

    #[test]
    fn a_row_is_drawn_in_full_while_a_cluster_of_doubtful_width_stands_in_it() {
        check(&["中", "文"], &["中", "🇨🇳"], Some("中🇨🇳    "));
        check(&["🇨🇳", "中"], &["文"], Some("文中    "));
        check(&["👩\u{200D}💻", "中"], &["e\u{301}"], Some("e\u{301} 中    "));
    }

    #[test]
    fn other_rows_are_not() {
        check(&["中", "“"], &["a", "①", "é", "𠀀"], None);
        check(&["，", "ア"], &[" “", "” "], None);
    }
}
