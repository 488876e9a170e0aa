//! The text as it came, beside the text or below it.

use super::Look;
use super::cells::Canvas;
use super::frames::Frame;
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::page::raw_area;
use crate::app::panes::{Area, Areas};
use crate::app::raw;
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

/// The frame around it, on a screen with frames.
pub fn frame<'a>(areas: &Areas, title: &'a str) -> Frame<'a> {
    Frame { area: raw_area(areas), title, in_focus: false }
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
    let inner = if areas.framed {
        outer.inner(1)
    } else {
        let rule = signs.rule.repeat(usize::from(outer.width));
        canvas.write((outer.x, outer.y), outer.x + outer.width, &rule, theme.style(Role::Frame));
        let title = format!(" {} ", title(app, look));
        canvas.write((outer.x + 2, outer.y), outer.x + outer.width, &title, theme.style(Role::PaneTitle));
        Area { y: outer.y + 1, height: outer.height - 1, ..outer }
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
