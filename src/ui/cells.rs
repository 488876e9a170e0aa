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

    /// Blanks an area. A cluster that reaches into it from the left goes as a whole, lest the terminal draw its other
    /// half over the area's edge.
    pub fn clear(&mut self, area: Area, style: Style) {
        for y in area.y..area.y + area.height {
            self.cut((area.x, y));
            for x in area.x..area.x + area.width {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// Blanks the cluster that lies on both sides of the left edge of a cell.
    fn cut(&mut self, (edge, y): (u16, u16)) {
        let mut x = 0;
        while x < edge {
            let Some(cell) = self.buffer.cell_mut((x, y)) else { return };
            let behind = x + cell.cell_width().max(1);
            if behind > edge {
                cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
            }
            x = behind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in a row of text from column 0 on when an area from column 4 to 8 lies over it.
    #[track_caller]
    fn check(text: &str, policy: WidthPolicy, expected: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let mut canvas = Canvas { buffer: &mut buffer, policy };
        canvas.write((0, 0), 12, text, Style::default());
        canvas.clear(Area { x: 4, y: 0, width: 4, height: 1 }, Style::default());
        for x in [4, 7] {
            canvas.write((x, 0), x + 1, "╎", Style::default());
        }
        let (mut shown, mut x) = (String::new(), 0);
        while x < 12 {
            let cell = &buffer[(x, 0)];
            shown.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        assert_eq!(shown, expected, "{text} {policy:?}");
    }

    #[test]
    fn no_half_of_a_cluster_stands_at_the_edge_of_an_area() {
        let (narrow, wide) = (WidthPolicy::NARROW, WidthPolicy::WIDE);
        check("中文中文中文", narrow, "中文╎  ╎中文");
        check("a中文中文中", narrow, "a中 ╎  ╎ 中 ");
        check("a“中”①中文", narrow, "a“中╎  ╎文  ");
        check("a“中”①中文", wide, "a“ ╎  ╎ 中 ");
        check("abc①①①①", wide, "abc ╎  ╎ ① ");
        let split = WidthPolicy { split_emoji: true, ..narrow };
        check("a👨\u{200D}👩\u{200D}👧中文", split, "a   ╎  ╎ 文 ");
    }
}
