//! Text into cells: the one place that writes to the buffer. Widths are the layout's, never the buffer's own.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::panes::Area;
use crate::layout::clusters::Cluster;
use crate::layout::sideways::spread;
use crate::layout::width::WidthPolicy;

/// The buffer that a frame is drawn into, with the width policy of its terminal.
pub struct Canvas<'a> {
    /// The cells.
    pub buffer: &'a mut Buffer,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
}

/// An area in the buffer's terms.
pub fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

impl Canvas<'_> {
    /// Writes `text` from column `x` of row `y` on, each cluster in the style that `style` gives for its byte, as far as
    /// it fits before column `end`. Gives the column behind it. A cluster that does not fit whole is left out.
    pub fn write_styled(&mut self, (x, y): (u16, u16), end: u16, text: &str, style: impl Fn(usize) -> Style) -> u16 {
        self.write_clusters((x, y), end, spread(text, &[], self.policy), style)
    }

    /// Writes clusters, each at its cell counted from column `x`; see [`Canvas::write_styled`].
    pub fn write_clusters<'t>(
        &mut self,
        (x, y): (u16, u16),
        end: u16,
        clusters: impl Iterator<Item = (usize, Cluster<'t>)>,
        style: impl Fn(usize) -> Style,
    ) -> u16 {
        let mut behind = x;
        for (cell, cluster) in clusters {
            let at = x.saturating_add(u16::try_from(cell).unwrap_or(u16::MAX));
            let width = cluster.width as u16;
            if at.saturating_add(width) > end {
                break;
            }
            if width > 0 {
                self.put((at, y), &cluster.shown, width, style(cluster.range.start));
                behind = at + width;
            }
        }
        behind
    }

    /// Writes `text` in one style; see [`Canvas::write_styled`].
    pub fn write(&mut self, at: (u16, u16), end: u16, text: &str, style: Style) -> u16 {
        self.write_styled(at, end, text, |_| style)
    }

    /// Puts one cluster of `width` cells at a cell; the cells behind it are blank and of the same style.
    fn put(&mut self, (x, y): (u16, u16), shown: &str, width: u16, style: Style) {
        for column in x..x + width {
            if let Some(cell) = self.buffer.cell_mut((column, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        let Some(cell) = self.buffer.cell_mut((x, y)) else { return };
        cell.set_symbol(shown);
        if let Some(forced) = NonZeroU16::new(width).filter(|forced| cell.cell_width() != forced.get()) {
            cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
        }
    }

    /// Blanks an area. An ideograph that reaches into it from the left loses its other half too, lest the terminal draw
    /// it over the area's edge.
    pub fn clear(&mut self, area: Area, style: Style) {
        for y in area.y..area.y + area.height {
            if let Some(left) = area.x.checked_sub(1) {
                let cut = self.buffer.cell((left, y)).is_some_and(|cell| cell.cell_width() > 1 || forced_wide(cell));
                if let Some(cell) = self.buffer.cell_mut((left, y)).filter(|_| cut) {
                    cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
                }
            }
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }
}

fn forced_wide(cell: &ratatui::buffer::Cell) -> bool {
    matches!(cell.diff_option, CellDiffOption::ForcedWidth(width) if width.get() > 1)
}
