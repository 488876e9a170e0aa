//! The help: every action with its keys, from the live keymap.

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Frame};
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::panes::Area;
use crate::input::action;
use crate::layout::width::{text_width, truncate};

/// Cells between the keys and what they do.
const GAP: usize = 2;

/// Draws the help over the panes, from row `first` on, in as many columns as there is room for.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, first: usize) {
    let theme = look.theme(app);
    let rows = rows(app, look);
    let policy = canvas.policy;
    let widest = |part: fn(&(String, String)) -> &String| rows.iter().map(|row| text_width(part(row), policy)).max();
    let keys_width = widest(|row| &row.0).unwrap_or(0).min(24);
    let column = keys_width + GAP + widest(|row| &row.1).unwrap_or(0) + GAP;
    let (width, height) = app.panes.size();
    let inside = usize::from(width.saturating_sub(6)).max(1);
    let n_columns = (inside / column).clamp(1, 3);
    let n_rows = rows.len().div_ceil(n_columns);
    let shown = n_rows.min(usize::from(height.saturating_sub(2)));
    let outer_width = (n_columns * column + 4).min(usize::from(width)) as u16;
    let outer_height = (shown + 2).min(usize::from(height)) as u16;
    let area =
        Area { x: (width - outer_width) / 2, y: (height - outer_height) / 2, width: outer_width, height: outer_height };
    canvas.clear(area, theme.style(Role::Ground));
    frames::draw(canvas, theme, &[Frame { area, title: &look.strings.words.help, in_focus: true }]);
    let first = first.min(n_rows.saturating_sub(usize::from(outer_height.saturating_sub(2))));
    for (index, (keys, words)) in rows.iter().enumerate() {
        let (at_column, at_row) = (index / n_rows.max(1), index % n_rows.max(1));
        if at_row < first || at_row >= first + usize::from(outer_height.saturating_sub(2)) {
            continue;
        }
        let x = area.x + 2 + (at_column * column) as u16;
        let y = area.y + 1 + (at_row - first) as u16;
        let end = area.x + area.width - 1;
        let keys = truncate(keys, keys_width, Signs::of(policy).ellipsis, policy);
        canvas.write((x, y), end, &keys, theme.style(Role::Key));
        let x = x + (keys_width + GAP) as u16;
        let words = truncate(words, usize::from(end.saturating_sub(x)), Signs::of(policy).ellipsis, policy);
        canvas.write((x, y), end, &words, theme.style(Role::Prose));
    }
}

/// Keys and words of every action, in the order of the actions.
fn rows(app: &App, look: &Look) -> Vec<(String, String)> {
    let row = |action: &action::Action| {
        let keys = app.keymap().keys_for(*action).join(" ");
        let words = look.strings.actions.get(&action.name()).cloned().unwrap_or_default();
        (keys, words)
    };
    action::ALL.iter().map(row).filter(|(keys, _)| !keys.is_empty()).collect()
}
