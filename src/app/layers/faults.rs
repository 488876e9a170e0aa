//! The page that tells what is wrong in the person's own files, over the text: its rows, and how far it scrolls.

use crate::app::App;
use crate::layout::fill::{Line, Shape, fill};
use crate::layout::kinsoku::Rules;
use crate::layout::language::Language;

/// The page of faults as it is set on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultsPage {
    /// Its rows, from the top.
    pub rows: Vec<String>,
    /// Rows that the screen has for it.
    pub height: usize,
}

impl FaultsPage {
    /// The last row that it can be scrolled to.
    pub fn last_first(&self) -> usize {
        self.rows.len().saturating_sub(self.height)
    }
}

impl App {
    /// The page of faults as it is set on this screen: each fault a paragraph.
    pub fn faults_page(&self) -> FaultsPage {
        let (width, height) = self.panes.size();
        let width = usize::from(width.saturating_sub(4)).max(1);
        let policy = self.settings.policy;
        let rows_of = |fault: &String| -> Vec<String> {
            let rules = Rules::default().in_language(Language::of(fault, Language::Latin));
            let shape = Shape { width, rest_indent: 2.min(width - 1), rules, policy, ..Shape::default() };
            let row = |line: Line| " ".repeat(line.indent) + fault[line.range].trim_end();
            fill(fault, &shape).into_iter().map(row).collect()
        };
        let rows = self.settings.faults.iter().flat_map(rows_of).collect();
        FaultsPage { rows, height: usize::from(height.saturating_sub(3)) }
    }
}
