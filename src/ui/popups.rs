//! What is typed over the panes: the note, and the offers of the palette.

use ratatui::layout::Position;

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Frame};
use super::messages::of_reason;
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::choices::Choice;
use crate::app::command::is_place;
use crate::app::note::{NoteField, Subject};
use crate::app::panes::Area;
use crate::app::prompt::{Prompt, PromptKind};
use crate::layout::width::truncate;
use crate::strings::put;

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

/// Draws what can be chosen above the last row, and in the palette why the structure here is a guess.
pub fn draw_choices(canvas: &mut Canvas<'_>, app: &App, look: &Look, status: Area) {
    let Some(prompt) = &app.over.prompt else { return };
    let words = &look.strings.words;
    let title = match prompt.kind {
        PromptKind::Search | PromptKind::Filter => return,
        PromptKind::Command => &words.command,
        PromptKind::Question => &words.find_question,
        PromptKind::Tag => &words.known_tags,
        PromptKind::Speaker => &words.speaker,
    };
    let choices = app.choices();
    let doubt = app.doubt().filter(|_| prompt.kind == PromptKind::Command);
    let doubt = doubt.map(|reason| format!("{} {}", words.guess, of_reason(reason, &look.strings)));
    let said = doubt.map(|doubt| (doubt, Role::Guess)).or_else(|| without_choice(&choices, prompt, look));
    let n_lines = choices.len() + usize::from(said.is_some());
    let n_rows = n_lines.min(usize::from(status.y.saturating_sub(3)).min(12));
    if n_rows == 0 {
        return;
    }
    let theme = look.theme(app);
    let height = n_rows as u16 + 2;
    // Beside a popup that is nearly as wide as the screen nothing could be read.
    let is_wide = prompt.kind == PromptKind::Question || status.width < 70;
    let width = if is_wide { status.width } else { 60 };
    let area = Area { x: 0, y: status.y - height, width, height };
    canvas.clear(area, theme.style(Role::Ground));
    frames::draw(canvas, theme, &[Frame { area, title, in_focus: true }]);
    let end = area.x + area.width - 1;
    let room = usize::from(area.width.saturating_sub(4));
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    let mut y = area.y + 1;
    if let Some((said, role)) = said {
        canvas.write((area.x + 2, y), end, &truncate(&said, room, ellipsis, canvas.policy), theme.style(role));
        y += 1;
    }
    let n_shown = usize::from(status.y - 1 - y);
    let chosen = prompt.choice();
    let first = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(n_shown));
    for (index, choice) in choices.iter().enumerate().skip(first).take(n_shown) {
        let role = if chosen == Some(index) { Role::ChosenInFocus } else { Role::Entry };
        let text = format!("{} {}", choice.sign, choice.text);
        let text = truncate(text.trim_start(), room, ellipsis, canvas.policy);
        canvas.write((area.x + 2, y + (index - first) as u16), end, &text, theme.style(role));
    }
}

/// What is said where what was typed leaves nothing to choose: that there is nothing, or what Enter does all the same.
fn without_choice(choices: &[Choice], prompt: &Prompt, look: &Look) -> Option<(String, Role)> {
    let (words, typed) = (&look.strings.words, prompt.text().trim());
    if !choices.is_empty() {
        return None;
    }
    let said = match prompt.kind {
        PromptKind::Question if typed.is_empty() => words.no_outline.clone(),
        _ if typed.is_empty() => return None,
        PromptKind::Command if is_place(typed) => put(&words.go_choice, &[("text", typed)]),
        PromptKind::Tag | PromptKind::Speaker => put(&words.new_choice, &[("text", typed)]),
        PromptKind::Command | PromptKind::Question | PromptKind::Search | PromptKind::Filter => words.no_choice.clone(),
    };
    Some((said, Role::Aside))
}
