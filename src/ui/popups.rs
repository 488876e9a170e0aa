//! What is typed over the panes: the note, and the offers of the palette.

use ratatui::layout::Position;

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Frame};
use super::messages::of_reason;
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::note::{NoteField, Subject};
use crate::app::panes::Area;
use crate::app::prompt::PromptKind;
use crate::layout::width::truncate;

/// Draws the field of a note in the lower part of the screen; gives where its caret is.
pub fn draw_note(canvas: &mut Canvas<'_>, app: &App, look: &Look, note: &NoteField) -> Position {
    let (width, height) = app.panes.size();
    // At least one row to write in, with its frame, however low the screen is.
    let tall = (height / 2).max(3).min(height.saturating_sub(1).max(1));
    let area =
        Area { x: (width - width.min(84)) / 2, y: height.saturating_sub(tall + 1), width: width.min(84), height: tall };
    let theme = look.theme(app);
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    canvas.clear(area, theme.style(Role::Ground));
    let words = &look.strings.words;
    let of = match note.subject() {
        Subject::Mark(id) => app.shelf.get(id).map(|mark| app.shelf.reference(&app.document, mark)).unwrap_or_default(),
        Subject::Passage { reference, .. } => reference.clone(),
    };
    frames::draw(canvas, theme, &[Frame { area, title: &format!("{} {of}", words.note), in_focus: true }]);
    let mut inner = match area.height {
        ..3 => area,
        _ => Area { x: area.x + 2, width: area.width.saturating_sub(4), ..area.inner(1) },
    };
    // The last row says which keys keep and abandon it, if a row is left to write in.
    if inner.height > 1 {
        inner.height -= 1;
        let keys = truncate(&words.note_keys, usize::from(inner.width), ellipsis, canvas.policy);
        canvas.write((inner.x, inner.y + inner.height), inner.x + inner.width, &keys, theme.style(Role::Aside));
    }
    let (rows, (row, column)) = note.rows(usize::from(inner.width.saturating_sub(1)), canvas.policy);
    let first = (row + 1).saturating_sub(usize::from(inner.height));
    for (index, line) in rows.iter().enumerate().skip(first).take(usize::from(inner.height)) {
        let y = inner.y + (index - first) as u16;
        let text = &note.text()[line.range.clone()];
        canvas.write((inner.x, y), inner.x + inner.width, text, theme.style(Role::Prose));
    }
    Position { x: inner.x + (column as u16).min(inner.width), y: inner.y + row.saturating_sub(first) as u16 }
}

/// Draws the palette's offers above the last row, and why the structure here is a guess.
pub fn draw_offers(canvas: &mut Canvas<'_>, app: &App, look: &Look, status: Area) {
    let Some(prompt) = app.prompt.as_ref().filter(|prompt| prompt.kind == PromptKind::Command) else { return };
    let offers = app.offers();
    let doubt = app.doubt().map(|reason| format!("{} {}", look.strings.words.guess, of_reason(reason, look)));
    let n_lines = offers.len() + usize::from(doubt.is_some());
    let room = usize::from(status.y.saturating_sub(3)).min(12);
    let n_rows = n_lines.min(room);
    if n_rows == 0 {
        return;
    }
    let theme = look.theme(app);
    let height = n_rows as u16 + 2;
    let area = Area { x: 0, y: status.y - height, width: status.width.min(60), height };
    canvas.clear(area, theme.style(Role::Ground));
    frames::draw(canvas, theme, &[Frame { area, title: &look.strings.words.command, in_focus: true }]);
    let end = area.x + area.width - 1;
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    let mut y = area.y + 1;
    if let Some(doubt) = doubt {
        let text = truncate(&doubt, usize::from(area.width.saturating_sub(4)), ellipsis, canvas.policy);
        canvas.write((area.x + 2, y), end, &text, theme.style(Role::Guess));
        y += 1;
    }
    let n_shown = usize::from(status.y - 1 - y);
    let chosen = prompt.choice();
    let first = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(n_shown));
    for (index, offer) in offers.iter().enumerate().skip(first).take(n_shown) {
        let role = if chosen == Some(index) { Role::ChosenInFocus } else { Role::Entry };
        let text = truncate(&offer.words, usize::from(area.width.saturating_sub(4)), ellipsis, canvas.policy);
        canvas.write((area.x + 2, y + (index - first) as u16), end, &text, theme.style(role));
    }
}
