//! The help: every action with its keys, in groups, from the live keymap.

use ratatui::layout::Position;

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Frame};
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::help::HelpLine;
use crate::app::panes::Area;
use crate::input::action::{ALL, Action};
use crate::input::keymap::Keymap;
use crate::layout::width::{WidthPolicy, text_width, truncate};
use crate::strings::put;

/// Cells between the keys and what they do, and behind that.
const GAP: usize = 2;

/// The widest that keys are written before they are cut, in cells.
const KEYS: usize = 24;

/// Cells that a column takes: the longest keys and the longest words, with the gaps behind them.
pub fn column_width(look: &Look, keymap: &Keymap, policy: WidthPolicy) -> usize {
    let words = ALL.iter().map(|action| text_width(&words_of(*action, look), policy)).max().unwrap_or(0);
    keys_width(keymap, policy) + GAP + words + GAP
}

fn keys_width(keymap: &Keymap, policy: WidthPolicy) -> usize {
    ALL.iter().map(|action| text_width(&keys_of(*action, keymap), policy)).max().unwrap_or(0).min(KEYS)
}

fn keys_of(action: Action, keymap: &Keymap) -> String {
    keymap.keys_for(action).join(" ")
}

fn words_of(action: Action, look: &Look) -> String {
    look.strings.actions.get(&action.name()).cloned().unwrap_or_default()
}

/// Draws the help over the panes, from row `first` on; gives where that begins.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, first: usize) -> Position {
    let theme = look.theme(app);
    let page = app.help_page();
    let first = first.min(page.last_first());
    let (width, height) = app.panes.size();
    let column = app.settings.help_column;
    let shown = page.n_rows.min(page.height) as u16;
    let outer = ((page.columns.len() * column + 4).min(usize::from(width)) as u16, (shown + 2).min(height));
    let area =
        Area { x: (width - outer.0) / 2, y: (height - 1).saturating_sub(outer.1) / 2, width: outer.0, height: outer.1 };
    canvas.clear(area, theme.style(Role::Ground));
    let key = |action| app.keymap().keys_for(action).into_iter().next().unwrap_or_default();
    let values = [("down", key(Action::LineDown)), ("up", key(Action::LineUp)), ("close", key(Action::Cancel))];
    let hint = put(&look.strings.words.help_keys, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let title = format!("{}  {hint}", look.strings.words.help);
    frames::draw(canvas, theme, &[Frame { area, title: &title, in_focus: true }]);
    for (index, lines) in page.columns.iter().enumerate() {
        let x = area.x + 2 + (index * column) as u16;
        for (row, line) in lines.iter().skip(first).take(usize::from(shown)).enumerate() {
            draw_line(canvas, app, look, *line, (x, area.y + 1 + row as u16), area.x + area.width - 1);
        }
    }
    let below = page.n_rows - (first + usize::from(shown)).min(page.n_rows);
    if below > 0 {
        let more = format!(" {} ", put(&look.strings.words.more_below, &[("n", &below.to_string())]));
        let x = (area.x + area.width).saturating_sub(text_width(&more, canvas.policy) as u16 + 3);
        canvas.write((x, area.y + area.height - 1), area.x + area.width - 1, &more, theme.style(Role::FrameInFocus));
    }
    Position { x: area.x + 2, y: area.y + 1 }
}

fn draw_line(canvas: &mut Canvas<'_>, app: &App, look: &Look, line: HelpLine, (x, y): (u16, u16), end: u16) {
    let theme = look.theme(app);
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    let policy = canvas.policy;
    let cut = |text: &str, x: u16| truncate(text, usize::from(end.saturating_sub(x)), ellipsis, policy);
    match line {
        HelpLine::Blank => {}
        HelpLine::Title(group) => {
            let name = look.strings.groups.get(&group.name()).cloned().unwrap_or_default();
            canvas.write((x, y), end, &cut(&name, x), theme.style(Role::Heading));
        }
        HelpLine::Row(action) => {
            let keys_width = keys_width(app.keymap(), policy);
            let keys = truncate(&keys_of(action, app.keymap()), keys_width, ellipsis, policy);
            canvas.write((x, y), end, &keys, theme.style(Role::Key));
            let x = x + (keys_width + GAP) as u16;
            canvas.write((x, y), end, &cut(&words_of(action, look), x), theme.style(Role::Prose));
        }
    }
}
