//! The text as it came, beside the text or below it.

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Rule};
use super::signs::Signs;
use super::theme::{Role, Theme};
use crate::app::App;
use crate::app::page::raw;
use crate::app::page::{is_raw_beside, raw_area};
use crate::app::panes::{Area, Areas};
use crate::input::action::Action;
use crate::strings::put;

/// What the edge above it says: that this is the text as it came, and the keys that go through it.
pub fn title(app: &App, look: &Look) -> String {
    let words = &look.strings.words;
    let key = |action| app.keymap().keys_for(action).into_iter().next().unwrap_or_default();
    let values = [("next", key(Action::NextRepair)), ("down", key(Action::RawDown)), ("up", key(Action::RawUp))];
    let keys = put(&words.raw_keys, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    format!("{}  {keys}", words.raw)
}

/// The rule that parts it from the text.
pub fn rule(areas: &Areas) -> Rule<'static> {
    let outer = raw_area(areas);
    let area = if is_raw_beside(areas) { Area { width: 1, ..outer } } else { Area { height: 1, ..outer } };
    Rule { area, title: "", in_focus: false }
}

/// Writes what it is into its first row, unless something lies over that.
pub fn draw_title(canvas: &mut Canvas<'_>, theme: &Theme, areas: &Areas, title: &str, over: Option<Area>) {
    let outer = raw_area(areas);
    let area = if is_raw_beside(areas) { Area { x: outer.x + 1, width: outer.width - 1, ..outer } } else { outer };
    if over.is_none_or(|over| over.y > area.y) {
        frames::draw_title(canvas, theme, area, title, false);
    }
}

/// Draws its rows; what repairs touched is marked.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, areas: &Areas) {
    let Some(view) = &app.raw else { return };
    let theme = look.theme(app);
    let signs = Signs::of(canvas.policy);
    let outer = raw_area(areas);
    if outer.height < 2 || outer.width < 8 {
        return;
    }
    let inner = match is_raw_beside(areas) {
        true => Area { x: outer.x + 1, width: outer.width - 1, ..outer.below_title() },
        false => outer.below_title(),
    };
    let width = usize::from(inner.width.saturating_sub(3));
    let end = inner.x + inner.width;
    let rows = raw::rows(&app.document, &app.viewport, view, width, usize::from(inner.height));
    for (y, row) in (inner.y..).zip(&rows) {
        let role = if row.repaired { Role::Repaired } else { Role::Aside };
        if row.repaired {
            canvas.write((inner.x, y), end, signs.chosen, theme.style(Role::Repaired));
        }
        let text = app.document.source.text.get(row.range.clone()).unwrap_or_default();
        canvas.write((inner.x + 2, y), end, text.trim_end(), theme.style(role));
    }
}
