//! Draws the state and changes nothing: frames, panes, the first and the last row, and what lies over them.

pub mod cells;
pub mod frames;
pub mod help;
pub mod lists;
pub mod messages;
pub mod page;
pub mod raw;
pub mod signs;
pub mod status;
pub mod theme;

use ratatui::Frame;
use ratatui::layout::Position;

use crate::app::panes::{Area, Areas, Pane};
use crate::app::{App, Listing, Overlay};
use crate::strings::Strings;
use cells::Canvas;
use theme::{Role, Theme};

/// How everything looks and what it is called.
#[derive(Debug, Clone)]
pub struct Look {
    /// The words.
    pub strings: Strings,
    /// The themes by name; the state says which is in use.
    pub themes: Vec<(String, Theme)>,
}

impl Look {
    /// The theme in use.
    pub fn theme(&self, app: &App) -> &Theme {
        let wanted = app.settings.themes.first();
        let found = self.themes.iter().find(|(name, _)| Some(name) == wanted).or(self.themes.first());
        found.map_or(&theme::PLAIN, |(_, theme)| theme)
    }
}

/// Draws one frame.
pub fn draw(frame: &mut Frame<'_>, app: &App, look: &Look) {
    let size = frame.area();
    let screen = Area { x: 0, y: 0, width: size.width, height: size.height };
    let mut canvas = Canvas { buffer: frame.buffer_mut(), policy: app.settings.policy };
    canvas.clear(screen, look.theme(app).style(Role::Ground));
    if app.panes.too_small() {
        canvas.write((0, 0), screen.width, &look.strings.words.too_small, look.theme(app).style(Role::Prose));
        return;
    }
    let areas = app.panes.areas();
    draw_panes(&mut canvas, app, look, &areas);
    status::draw_title(&mut canvas, app, look, areas.title);
    let caret = status::draw(&mut canvas, app, look, areas.status);
    if let Some(Overlay::Help(first)) = app.overlay {
        help::draw(&mut canvas, app, look, first);
    }
    // The terminal's own cursor stands at the caret: an input method opens its window there.
    if let Some(x) = caret {
        frame.set_cursor_position(Position { x: x.min(screen.width.saturating_sub(1)), y: areas.status.y });
    }
}

fn draw_panes(canvas: &mut Canvas<'_>, app: &App, look: &Look, areas: &Areas) {
    let words = &look.strings.words;
    let list_title = match app.listing {
        Listing::Bookmarks => format!("{} {}", words.bookmarks, app.shelf.n_live()),
        Listing::Hits => format!("{} {}", words.hits, app.searching.hits().len()),
        Listing::Recent => words.recent.clone(),
    };
    let none = match app.listing {
        Listing::Bookmarks => &words.none_yet,
        Listing::Hits | Listing::Recent => "",
    };
    if !areas.text.is_empty() {
        page::draw(canvas, app, look);
        if app.raw {
            raw::draw(canvas, app, look);
        }
    }
    for (pane, area, title, list, none) in [
        (Pane::Outline, areas.outline, &words.outline, &app.outline, words.no_outline.as_str()),
        (Pane::List, areas.list, &list_title, &app.list, none),
    ] {
        if area.is_empty() {
            continue;
        }
        let inner = if areas.framed {
            area.inner(1)
        } else {
            Area { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
        };
        if !areas.framed {
            canvas.write((area.x + 1, area.y), area.x + area.width, title, look.theme(app).style(Role::FrameInFocus));
        }
        lists::draw(canvas, app, look, list, pane, inner, none);
    }
    if areas.framed {
        let frame = |pane: Pane, area: Area, title| frames::Frame { area, title, in_focus: app.panes.focus == pane };
        let drawn = [
            frame(Pane::Text, areas.text, ""),
            frame(Pane::Outline, areas.outline, words.outline.as_str()),
            frame(Pane::List, areas.list, list_title.as_str()),
        ];
        frames::draw(canvas, look.theme(app), &drawn);
    }
}
