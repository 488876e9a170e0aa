//! The help: which line stands in which column and row, and how far it scrolls.

use super::App;
use crate::input::action::{ALL, Action, Group};
use crate::input::keymap::Keymap;

/// A line of the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HelpLine {
    /// What the lines below are for.
    Title(Group),
    /// An action with its keys.
    Row(Action),
    /// Parts two groups.
    Blank,
}

/// The help as it is set on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HelpPage {
    /// The lines of each column, from the top.
    pub columns: Vec<Vec<HelpLine>>,
    /// Rows of the longest column.
    pub n_rows: usize,
    /// Rows that the screen has for it.
    pub height: usize,
}

impl HelpPage {
    /// The last row that the help can be scrolled to.
    pub fn last_first(&self) -> usize {
        self.n_rows.saturating_sub(self.height)
    }
}

/// Every action that has a key, in groups.
fn lines(keymap: &Keymap) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    let mut group = None;
    for action in ALL.iter().filter(|action| !keymap.keys_for(**action).is_empty()) {
        if group != Some(action.group()) {
            lines.extend(group.map(|_| HelpLine::Blank));
            lines.push(HelpLine::Title(action.group()));
            group = Some(action.group());
        }
        lines.push(HelpLine::Row(*action));
    }
    lines
}

impl App {
    /// The help as it is set on this screen: in as many columns as there is room for, above the last row.
    pub fn help_page(&self) -> HelpPage {
        let (width, height) = self.panes.size();
        let inside = usize::from(width.saturating_sub(4)).max(1);
        let n_columns = (inside / self.settings.help_column.max(1)).clamp(1, 3);
        let lines = lines(self.keymap());
        let n_rows = lines.len().div_ceil(n_columns);
        let mut columns: Vec<Vec<HelpLine>> = vec![Vec::new()];
        for line in lines {
            let is_full = columns.last().is_some_and(|column| column.len() >= n_rows);
            // A title at the foot of a column would stand apart from what it is the title of.
            let is_foot = columns.last().is_some_and(|column| column.len() + 1 >= n_rows);
            let begins = is_full || is_foot && matches!(line, HelpLine::Title(_));
            if begins && columns.len() < n_columns {
                columns.push(Vec::new());
            }
            if line != HelpLine::Blank || columns.last().is_some_and(|column| !column.is_empty()) {
                columns.iter_mut().last().into_iter().for_each(|column| column.push(line));
            }
        }
        let n_rows = columns.iter().map(Vec::len).max().unwrap_or(0);
        HelpPage { columns, n_rows, height: usize::from(height.saturating_sub(3)) }
    }
}
