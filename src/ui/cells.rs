//! Text into cells: the one place that writes to the buffer. Widths are the layout's, never the buffer's own.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::layers::spots::{Does, Spot};
use crate::app::panes::Area;
use crate::layout::clusters::Cluster;
use crate::layout::sideways::spread;
use crate::layout::width::WidthPolicy;

/// The buffer that a frame is drawn into, with the width policy of its terminal and the ground that all stands on.
///
/// Whatever is written, every cell of the buffer is drawable as it stands: a cluster lies within the buffer as a whole,
/// the cells that it covers are blank and of its style, and each style lies on the ground.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
    ground: Style,
    spots: Vec<Spot>,
}

/// An area in the buffer's terms.
pub fn rect(area: Area) -> Rect {
    Rect { x: area.x, y: area.y, width: area.width, height: area.height }
}

impl<'a> Canvas<'a> {
    /// A canvas over all of `buffer`, with nothing on it but the ground.
    pub fn new(buffer: &'a mut Buffer, policy: WidthPolicy, ground: Style) -> Self {
        let whole = buffer.area;
        let mut canvas = Canvas { buffer, policy, ground, spots: Vec::new() };
        canvas.clear(Area { x: whole.x, y: whole.y, width: whole.width, height: whole.height }, Style::default());
        canvas
    }

    /// Takes note of what a click on an area does, which is painted now; it lies over what was painted before.
    pub fn takes_clicks(&mut self, area: Area, does: Does) {
        self.spots.push(Spot { area, does });
    }

    /// What can be clicked of all that has been painted.
    pub fn into_spots(self) -> Vec<Spot> {
        self.spots
    }

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
            let width = u16::try_from(cluster.width).unwrap_or(u16::MAX);
            let cluster_end = at.saturating_add(width);
            if cluster_end > end || width > 0 && !self.put((at, y), &cluster.shown, width, style(cluster.range.start)) {
                break;
            }
            if width > 0 {
                behind = cluster_end;
            }
        }
        behind
    }

    /// Writes `text` in one style; see [`Canvas::write_styled`].
    pub fn write(&mut self, at: (u16, u16), end: u16, text: &str, style: Style) -> u16 {
        self.write_styled(at, end, text, |_| style)
    }

    /// Puts one cluster of `width` cells at a cell; the cells behind it are blank and of the same style. Of a cluster that
    /// it lies over in part nothing is left. False, and nothing happens, where it does not fit into the buffer as a whole.
    fn put(&mut self, (x, y): (u16, u16), shown: &str, width: u16, style: Style) -> bool {
        let behind = x.saturating_add(width);
        let fits = self.buffer.area.contains(Position { x, y }) && behind <= self.buffer.area.right();
        if fits {
            self.blank(Area { x, y, width, height: 1 }, style);
            let cell = &mut self.buffer[(x, y)];
            cell.set_symbol(shown);
            if let Some(forced) = NonZeroU16::new(width).filter(|forced| cell.cell_width() != forced.get()) {
                cell.set_diff_option(CellDiffOption::ForcedWidth(forced));
            }
        }
        fits
    }

    /// Blanks an area. A cluster that lies in it only in part goes as a whole, lest the terminal draw its other half over
    /// the area's edge.
    pub fn clear(&mut self, area: Area, style: Style) {
        let within = rect(area).intersection(self.buffer.area);
        // what two areas have in common may be nothing, at a place in neither
        if within.is_empty() {
            return;
        }
        self.blank(Area { x: within.x, y: within.y, width: within.width, height: within.height }, style);
    }

    /// Blanks an area that lies in the buffer and has cells; see [`Canvas::clear`].
    fn blank(&mut self, area: Area, style: Style) {
        let style = self.ground.patch(style);
        for y in area.y..area.y + area.height {
            self.cut((area.x, y));
            self.cut((area.x + area.width, y));
            for x in area.x..area.x + area.width {
                let cell = &mut self.buffer[(x, y)];
                cell.reset();
                cell.set_style(style);
            }
        }
    }

    /// Blanks the cluster that lies on both sides of the left edge of a cell. It begins with the nearest cell to the left
    /// that is not blank, as the cells that a cluster covers are.
    fn cut(&mut self, (edge, y): (u16, u16)) {
        let begins = |x: &u16| self.buffer[(*x, y)].symbol() != " ";
        let Some(x) = (self.buffer.area.x..edge).rev().find(begins) else { return };
        let cell = &mut self.buffer[(x, y)];
        if x.saturating_add(cell.cell_width()) > edge {
            cell.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    /// What stands in a row of text from column 0 on when an area from column 4 to 8 lies over it.
    #[track_caller]
    fn check(text: &str, policy: WidthPolicy, expected: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        let mut canvas = Canvas::new(&mut buffer, policy, Style::default());
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
        let split = narrow.with_split_emoji();
        check("a👨\u{200D}👩\u{200D}👧中文", split, "a   ╎  ╎ 文 ");
    }

    /// What stands in a row of seven cells after each text has been written at its column over the one before.
    #[track_caller]
    fn check_written(texts: &[(u16, &str)], expected: &str) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 7, 1));
        let mut canvas = Canvas::new(&mut buffer, WidthPolicy::NARROW, Style::default());
        for (x, text) in texts {
            canvas.write((*x, 0), u16::MAX, text, Style::default());
        }
        let mut shown = String::new();
        while let Some(cell) = buffer.cell((shown.as_str().cell_width(), 0)) {
            shown.push_str(cell.symbol());
        }
        assert_eq!(shown, expected, "{texts:?}");
    }

    #[test]
    fn what_does_not_fit_into_the_buffer_as_a_whole_is_left_out() {
        check_written(&[(0, "中文中文")], "中文中 ");
        check_written(&[(6, "中a")], "       ");
        check_written(&[(6, "ab")], "      a");
        check_written(&[(7, "a"), (u16::MAX, "a")], "       ");
    }

    #[test]
    fn of_what_is_written_over_in_part_nothing_is_left() {
        check_written(&[(0, "中文中"), (1, "a")], " a文中 ");
        check_written(&[(0, "中文中"), (1, "国")], " 国 中 ");
        check_written(&[(0, "中文中"), (2, "a")], "中a 中 ");
        check_written(&[(1, "中"), (4, "中"), (2, "ab")], "  ab中 ");
    }

    #[test]
    fn whatever_is_written_stands_on_the_ground() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
        let ground = Style::new().fg(Color::Black).bg(Color::White);
        let mut canvas = Canvas::new(&mut buffer, WidthPolicy::NARROW, ground);
        canvas.write((0, 0), 4, "中a", Style::new().bold());
        canvas.clear(Area { x: 0, y: 1, width: 2, height: 9 }, Style::new().fg(Color::Red));
        canvas.clear(Area { x: 9, y: 0, width: 2, height: 2 }, Style::default());
        assert!(buffer.content.iter().all(|cell| cell.bg == Color::White && cell.fg != Color::Reset));
        assert_eq!(buffer[(0, 0)].style().fg, Some(Color::Black));
    }
}
