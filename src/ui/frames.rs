//! The rules between the panes, and the frames around what lies over them. Where they meet, all are gathered first and each
//! cell gets the piece that its arms ask for.

use std::collections::BTreeMap;

use super::cells::Canvas;
use super::signs::Signs;
use super::theme::{Role, Theme};
use crate::app::panes::Area;

const UP: usize = 1;
const DOWN: usize = 2;
const LEFT: usize = 4;
const RIGHT: usize = 8;

/// A line between two panes.
pub struct Rule<'a> {
    /// The cells that it takes: one column, or one row.
    pub area: Area,
    /// What is written into it, if it is a row.
    pub title: &'a str,
    /// Whether keys go to the pane below it.
    pub in_focus: bool,
}

impl Rule<'_> {
    /// Its cells, each with its arms.
    fn cells(&self) -> Vec<((u16, u16), usize)> {
        let Area { x, y, width, height } = self.area;
        let is_upright = width == 1;
        let arms = if is_upright { UP | DOWN } else { LEFT | RIGHT };
        let columns = (y..y + height).flat_map(|y| (x..x + width).map(move |x| (x, y)));
        columns.map(|cell| (cell, arms)).collect()
    }
}

/// Draws rules; a row that ends at a column is joined to it.
pub fn draw_rules(canvas: &mut Canvas<'_>, theme: &Theme, rules: &[Rule<'_>]) {
    let signs = Signs::of(canvas.policy);
    let mut arms: BTreeMap<(u16, u16), usize> = BTreeMap::new();
    for (cell, piece) in rules.iter().flat_map(Rule::cells) {
        *arms.entry(cell).or_default() |= piece;
    }
    for Area { x, y, width, .. } in rules.iter().map(|rule| rule.area).filter(|area| area.width > 1) {
        let (before, after) = (x.checked_sub(1).map(|x| (x, y)), Some((x + width, y)));
        for (cell, arm) in [(before, RIGHT), (after, LEFT)] {
            cell.and_then(|cell| arms.get_mut(&cell)).into_iter().for_each(|piece| *piece |= arm);
        }
    }
    for ((x, y), piece) in arms {
        canvas.write((x, y), x + 1, signs.frame[piece], theme.style(Role::Frame));
    }
    for rule in rules {
        draw_title(canvas, theme, rule.area, rule.title, rule.in_focus);
    }
}

/// Writes a title into the row that begins an area.
pub fn draw_title(canvas: &mut Canvas<'_>, theme: &Theme, area: Area, title: &str, in_focus: bool) {
    let role = if in_focus { Role::FrameInFocus } else { Role::PaneTitle };
    let Area { x, y, width, .. } = area;
    if width > 4 && !title.is_empty() {
        let ellipsis = Signs::of(canvas.policy).ellipsis;
        let title = crate::layout::width::truncate(title, usize::from(width - 3), ellipsis, canvas.policy);
        canvas.write((x, y), x + width, &format!(" {title} "), theme.style(role));
    }
}

/// A frame with what is written into its upper edge.
pub struct Frame<'a> {
    /// The area inside whose edges it is drawn.
    pub area: Area,
    /// Its title.
    pub title: &'a str,
    /// Whether keys go to its pane.
    pub in_focus: bool,
}

/// Draws frames; the one in focus is drawn last, over the edges that it shares.
pub fn draw(canvas: &mut Canvas<'_>, theme: &Theme, frames: &[Frame<'_>]) {
    let signs = Signs::of(canvas.policy);
    let mut arms: BTreeMap<(u16, u16), (usize, bool)> = BTreeMap::new();
    for frame in frames.iter().filter(|frame| frame.area.width > 1 && frame.area.height > 1) {
        for (cell, piece) in edges(frame.area) {
            let known = arms.entry(cell).or_default();
            *known = (known.0 | piece, known.1 || frame.in_focus);
        }
    }
    for ((x, y), (piece, in_focus)) in arms {
        let role = if in_focus { Role::FrameInFocus } else { Role::Frame };
        canvas.write((x, y), x + 1, signs.frame[piece], theme.style(role));
    }
    for frame in frames {
        let role = if frame.in_focus { Role::FrameInFocus } else { Role::PaneTitle };
        let Area { x, y, width, .. } = frame.area;
        if width > 6 && !frame.title.is_empty() {
            let room = usize::from(width - 6);
            let title = crate::layout::width::truncate(frame.title, room, signs.ellipsis, canvas.policy);
            canvas.write((x + 2, y), x + width - 1, &format!(" {title} "), theme.style(role));
        }
    }
}

/// Writes something into the lower edge of a frame in focus, at its right end.
pub fn write_at_foot(canvas: &mut Canvas<'_>, theme: &Theme, area: Area, text: &str) {
    let end = area.x + area.width;
    let x = end.saturating_sub(crate::layout::width::text_width(text, canvas.policy) as u16 + 2).max(area.x + 1);
    canvas.write((x, area.y + area.height.saturating_sub(1)), end - 1, text, theme.style(Role::FrameInFocus));
}

/// The cells of an area's edges, each with its arms.
fn edges(area: Area) -> Vec<((u16, u16), usize)> {
    let (left, top) = (area.x, area.y);
    let (right, bottom) = (left + area.width - 1, top + area.height - 1);
    let mut cells = vec![
        ((left, top), DOWN | RIGHT),
        ((right, top), DOWN | LEFT),
        ((left, bottom), UP | RIGHT),
        ((right, bottom), UP | LEFT),
    ];
    cells.extend((left + 1..right).flat_map(|x| [((x, top), LEFT | RIGHT), ((x, bottom), LEFT | RIGHT)]));
    cells.extend((top + 1..bottom).flat_map(|y| [((left, y), UP | DOWN), ((right, y), UP | DOWN)]));
    cells
}
