//! The paragraphs of RTF, and the tables whose cells they end in.

use super::tables::Styles;
use crate::reading::formats::flow::numbers::{self, Printed};
use crate::reading::formats::flow::{Flow, Look, Role, Setting};

/// Tables within each other; more are taken for the innermost that is read.
const MAX_TABLES: usize = 8;
/// Cells of a row that are described; all others stand for themselves.
const MAX_CELLS: usize = 1_000;
/// What is printed before an item is no longer, in characters.
const MAX_PRINTED: usize = 100;

/// Control words of paragraphs and rows.
pub(super) const WORDS: [&[u8]; 17] = [
    b"par",
    b"sect",
    b"pard",
    b"s",
    b"outlinelevel",
    b"ilvl",
    b"intbl",
    b"itap",
    b"trowd",
    b"clvmrg",
    b"clmrg",
    b"cellx",
    b"cell",
    b"nestcell",
    b"row",
    b"nestrow",
    b"lastrow",
];

/// The properties of the open paragraph, and of the row that it stands in.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    style: Option<i32>,
    outline: Option<u8>,
    is_in_table: bool,
    /// How deep the table lies in which it stands, where it says so.
    depth: usize,
    level: u8,
    /// A row was begun and not ended.
    in_row: bool,
    /// Of the cells of the row, whether each belongs to another.
    merged: Vec<bool>,
    is_merged: bool,
    /// The bullet or number of the item.
    marker: Option<String>,
    /// The words that are printed before it.
    words: Option<String>,
    /// How many tables are open.
    n_tables: usize,
}

impl Paragraph {
    /// Takes in a control word of paragraphs and rows.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>, styles: &Styles, flow: &mut Flow) {
        match name {
            b"par" | b"sect" => self.end(styles, flow),
            b"pard" => {
                let row = (self.in_row, std::mem::take(&mut self.merged), self.is_merged, self.n_tables);
                let (marker, words) = (self.marker.take(), self.words.take());
                *self = Paragraph { marker, words, ..Paragraph::default() };
                (self.in_row, self.merged, self.is_merged, self.n_tables) = row;
            }
            b"s" => self.style = number,
            b"outlinelevel" => self.outline = number.and_then(|level| u8::try_from(level).ok()),
            b"ilvl" => self.level = number.and_then(|level| u8::try_from(level).ok()).unwrap_or(0),
            b"intbl" => self.is_in_table = true,
            b"itap" => self.depth = usize::try_from(number.unwrap_or(0)).unwrap_or(0),
            b"trowd" => (self.in_row, self.merged, self.is_merged) = (true, Vec::new(), false),
            b"clvmrg" | b"clmrg" => self.is_merged = true,
            b"cellx" => {
                let is_merged = std::mem::take(&mut self.is_merged);
                if self.merged.len() < MAX_CELLS {
                    self.merged.push(is_merged);
                }
            }
            b"cell" | b"nestcell" => self.end_cell(name == b"nestcell", styles, flow),
            b"row" | b"nestrow" => self.end_row(name == b"nestrow", flow),
            _ => {}
        }
    }

    /// How many tables the paragraph stands in.
    fn wanted(&self) -> usize {
        let is_within = self.is_in_table || self.in_row;
        if is_within || self.depth > 0 { self.depth.clamp(1, MAX_TABLES) } else { 0 }
    }

    /// Opens and closes tables, so that text stands in the one that it belongs to.
    pub(super) fn settle(&mut self, flow: &mut Flow) {
        self.settle_at(self.wanted(), flow);
        if let Some(words) = self.words.take() {
            flow.text(&format!("{words}\t"), Look::default());
        }
    }

    /// Ends all that is open in a note or a box.
    pub(super) fn close(&mut self, styles: &Styles, flow: &mut Flow) {
        self.end(styles, flow);
        self.settle_at(0, flow);
    }

    fn settle_at(&mut self, wanted: usize, flow: &mut Flow) {
        while self.n_tables > wanted {
            flow.end_table();
            self.n_tables -= 1;
        }
        while self.n_tables < wanted {
            if self.n_tables > 0 {
                flow.continue_cell();
            }
            flow.begin_table();
            self.n_tables += 1;
        }
        if wanted > 0 {
            flow.continue_cell();
        }
    }

    fn end(&mut self, styles: &Styles, flow: &mut Flow) {
        let setting = self.setting(styles, flow);
        flow.end_paragraph(&setting);
    }

    /// What the paragraph is. What is printed before it, but is text, is a part of it by now.
    fn setting(&mut self, styles: &Styles, flow: &mut Flow) -> Setting {
        let of_style = self.style.and_then(|style| styles.role(style));
        let heading = self.outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1));
        let role = of_style.or(heading).unwrap_or_default();
        let marker = self.marker.take().filter(|_| !flow.is_empty());
        Setting { role, item: marker.map(|marker| (self.level, marker)) }
    }

    fn end_cell(&mut self, is_nested: bool, styles: &Styles, flow: &mut Flow) {
        let wanted = if is_nested { self.wanted().max(2) } else { 1 };
        self.settle_at(wanted, flow);
        self.end(styles, flow);
        flow.end_cell(false);
    }

    fn end_row(&mut self, is_nested: bool, flow: &mut Flow) {
        let wanted = if is_nested { self.wanted().max(2) } else { 1 };
        while self.n_tables > wanted {
            flow.end_table();
            self.n_tables -= 1;
        }
        flow.end_row(&self.merged);
        if !is_nested {
            self.in_row = false;
        }
    }

    /// What is printed before the paragraph is known: words belong to its text.
    pub(super) fn print(&mut self, printed: &str) {
        let printed: String = printed.trim().chars().take(MAX_PRINTED).collect();
        let Printed { marker, words } = numbers::printed_as(&printed);
        self.marker = Some(marker).filter(|marker| !marker.is_empty());
        self.words = Some(words).filter(|words| !words.is_empty());
    }
}
