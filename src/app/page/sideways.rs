//! Moving sideways over what is not wrapped: tables and preformatted text, all that is in view together.

use crate::app::App;
use crate::app::message::{AboutLayout, Message};
use crate::document::place::Place;
use crate::layout::flow::{Row, RowRole};
use crate::layout::sideways::spread;

/// Cells that one key press moves.
const STEP: usize = 8;

impl App {
    /// Moves the window to a side, and says so where there is nothing.
    pub fn scroll_sideways(&mut self, right: bool) {
        if !self.move_sideways(right) {
            self.told.message = Some(Message::Layout(AboutLayout::NothingBeside));
        }
    }

    /// Moves the window to the right, no further than the end of the widest row in view, or to the left; false where there is
    /// nothing.
    pub(in crate::app) fn move_sideways(&mut self, right: bool) -> bool {
        let before = self.sideways();
        self.sideways = before;
        if right {
            let widest = self.viewport.visible().iter().map(|row| row.width).max().unwrap_or(0);
            let hidden = widest.saturating_sub(self.sideways_room());
            self.sideways = (self.sideways + STEP).min(hidden.max(self.sideways));
        } else {
            self.sideways = self.sideways.saturating_sub(STEP);
        }
        self.sideways != before
    }

    /// Scrolls to a place, sideways too where it stands in a row that is not wrapped.
    pub fn reveal(&mut self, place: Place) {
        self.viewport.show(&self.document, place);
        self.viewport.lay_out(&self.document);
        self.show_beside(place);
    }

    /// Scrolls sideways to the hit that the reader stands on, where another width has hidden it.
    pub(in crate::app) fn show_hit_beside(&mut self) {
        let here = self.viewport.place();
        if self.searching.current_hit().is_some_and(|hit| hit.start == here) {
            self.sideways = 0;
            self.show_beside(here);
        }
    }

    /// Scrolls sideways to a place in view.
    fn show_beside(&mut self, place: Place) {
        let shown = |row: &Row| row.role == RowRole::Preformatted && row.block == place.block;
        let holds = |row: &&Row| shown(row) && row.range.contains(&place.byte);
        let Some(row) = self.viewport.visible().iter().find(holds) else { return };
        let text = &self.document.block_text(row.block)[row.range.clone()];
        let byte = place.byte - row.range.start;
        let mut clusters = spread(text, &row.gaps, self.settings.policy);
        let Some((cell, _)) = clusters.find(|(_, cluster)| cluster.range.end > byte) else { return };
        let room = self.sideways_room();
        let shown = self.sideways();
        let edge = shown + usize::from(shown > 0);
        if !(edge..shown + room.saturating_sub(STEP)).contains(&cell) {
            self.sideways = cell.saturating_sub(room / 2) / STEP * STEP;
        }
    }

    /// Cells by which text that is not wrapped is scrolled sideways on this screen: where the window has become wider, no
    /// further than to the end of what stands there.
    pub fn sideways(&self) -> usize {
        self.sideways.min(self.viewport.widest().saturating_sub(self.sideways_room()))
    }

    /// Cells of a row that is not wrapped that are in view.
    fn sideways_room(&self) -> usize {
        super::room(&self.panes.areas(), self.raw.is_some(), self.viewport.options().width)
    }
}
