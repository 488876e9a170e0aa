//! The text pane: the rows in view, with their signs, the margin, and what is marked, found and selected in them.

use std::ops::Range;

use ratatui::layout::Position;
use ratatui::style::Style;

use super::Look;
use super::cells::Canvas;
use super::layers::{cell_style, numbered_tag, tag_role};
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::page::{gap, text_area, text_column};
use crate::app::panes::Area;
use crate::document::Document;
use crate::document::block::AsideKind;
use crate::document::ideographs::simplified;
use crate::document::moment::clock;
use crate::document::place::Passage;
use crate::document::turn::{Certainty, Turn, TurnKind};
use crate::layout::flow::{Row, RowRole};
use crate::layout::sideways::sideways;
use crate::layout::width::text_width;

/// Draws the text pane's inside.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look) {
    let inner = text_area(&app.panes.areas(), app.raw.is_some());
    let column = inner.x + text_column(inner, app.viewport.options().width);
    for (index, row) in app.viewport.visible().iter().enumerate().take(usize::from(inner.height)) {
        let y = inner.y + index as u16;
        let is_read = index == app.viewport.line();
        // who speaks, or what a part is called, stands on the last row by itself only while it is read
        let opens = matches!(row.role, RowRole::Label | RowRole::Heading(_));
        if opens && !is_read && index > 0 && index + 1 == usize::from(inner.height) {
            continue;
        }
        let margin = column.saturating_sub(gap(inner));
        if app.is_new(row) && !is_read {
            draw_new(canvas, app, look, (margin, y));
        }
        draw_margin(canvas, app, look, row, (margin, y), is_read);
        draw_row(canvas, app, look, row, (column, y), inner);
        let below = app.viewport.visible().get(index + 1).filter(|_| row.role == RowRole::Blank);
        if let Some((below, time)) = below.and_then(|below| Some((below, time_above(&app.document, below)?))) {
            let style = look.theme(app).style(Role::Aside);
            canvas.write((column + below.indent as u16, y), inner.x + inner.width, &time, style);
        }
    }
}

/// Where the text of the row begins that is being read; `None` where it is not in view.
pub fn reading_position(app: &App) -> Option<Position> {
    let inner = text_area(&app.panes.areas(), app.raw.is_some());
    let line = app.viewport.line();
    let row = app.viewport.visible().get(line).filter(|_| line < usize::from(inner.height))?;
    let column = inner.x + text_column(inner, app.viewport.options().width);
    let x = column.saturating_add(row.indent as u16).min((inner.x + inner.width).saturating_sub(1));
    Some(Position { x, y: inner.y + line as u16 })
}

/// The mark of the row at which new text begins after a page was turned.
fn draw_new(canvas: &mut Canvas<'_>, app: &App, look: &Look, (x, y): (u16, u16)) {
    if let Some(left) = x.checked_sub(1) {
        canvas.write((left, y), x, Signs::of(canvas.policy).new_text, look.theme(app).style(Role::Frame));
    }
}

/// The margin: signs where a bookmark begins, and the mark of the row that is being read.
fn draw_margin(canvas: &mut Canvas<'_>, app: &App, look: &Look, row: &Row, (x, y): (u16, u16), reading: bool) {
    let signs = Signs::of(canvas.policy);
    let theme = look.theme(app);
    let begins = |passage: &Passage| {
        let byte = passage.start.byte;
        let in_row = row.range.contains(&byte) || row.range.is_empty();
        passage.start.block == row.block && row.role != RowRole::Blank && in_row
    };
    let found = app.shelf.marks_in(row.block).find(|(_, passage)| begins(passage));
    if let Some(((mark, _), left)) = found.zip(x.checked_sub(2)) {
        let style = theme.style(tag_role(app, mark).unwrap_or(Role::Bookmark));
        let has_note = !mark.note.is_empty();
        // A tag and a note have a sign each, where the reading mark leaves the room.
        let sign = match numbered_tag(app, mark) {
            _ if has_note && (reading || mark.tags.is_empty()) => signs.note.to_owned(),
            Some(index) => (index + 1).to_string(),
            None if mark.tags.is_empty() => signs.bookmark.to_owned(),
            None => "#".to_owned(),
        };
        canvas.write((left, y), left + 1, &sign, style);
        if has_note && !mark.tags.is_empty() && !reading {
            canvas.write((left + 1, y), left + 2, signs.note, style);
        }
    }
    if let Some(left) = x.checked_sub(1).filter(|_| reading) {
        canvas.write((left, y), left + 1, signs.reading, theme.style(Role::ReadingMark));
    }
}

fn draw_row(canvas: &mut Canvas<'_>, app: &App, look: &Look, row: &Row, (x, y): (u16, u16), inner: Area) {
    let end = inner.x + inner.width;
    let theme = look.theme(app);
    match row.role {
        RowRole::Blank => return,
        RowRole::Rule => {
            let rule = Signs::of(canvas.policy).rule.repeat(app.viewport.options().width / 2);
            canvas.write((x + app.viewport.options().width as u16 / 4, y), end, &rule, theme.style(Role::Frame));
            return;
        }
        RowRole::Label
        | RowRole::Title
        | RowRole::Heading(_)
        | RowRole::Speech(_)
        | RowRole::Prose
        | RowRole::Preformatted
        | RowRole::Aside(_) => draw_sign(canvas, app, look, row, (x, y)),
    }
    let text = app.document.block_text(row.block);
    let is_quiet = repeats_label(&app.document, row) || repeats_sign(&app.document, row, look);
    let role = if is_quiet { Role::Aside } else { role_of(row.role) };
    let style = cell_style(app, look, row, role);
    let range = row.shown(&app.document);
    let (from, shown) = (range.start, &text[range]);
    if row.role == RowRole::Preformatted {
        draw_unwrapped(canvas, row, shown, (x..end, y, app.sideways()), |byte| style(from + byte));
    } else {
        canvas.write_styled((x + row.indent as u16, y), end, shown, |byte| style(from + byte));
    }
    if let Some(time) = time_beside(&app.document, row) {
        let at = x.saturating_add((row.indent + row.width + 2) as u16);
        if usize::from(at) + time.len() <= usize::from(end) {
            canvas.write((at, y), end, &time, theme.style(Role::Aside));
        }
    }
}

/// When a turn was said, to be shown beside the label in this row; `None` where the label says it itself.
pub fn time_beside(document: &Document, row: &Row) -> Option<String> {
    let turn = row.opens(document).filter(|_| row.role == RowRole::Label)?;
    let label = &document.block_text(row.block)[..document.blocks[row.block].label];
    let is_clock = |at: usize| label[at + 1..].starts_with(|next: char| next.is_ascii_digit());
    let is_printed = label.match_indices(':').any(|(at, _)| is_clock(at)) || label.contains(['时', '時', '分']);
    turn.time.filter(|_| !is_printed).map(clock)
}

/// When a paragraph was said that begins with this row and has no label beside which that stands: it is shown in the empty row
/// above. `None` where no time is told for words of this paragraph.
fn time_above(document: &Document, row: &Row) -> Option<String> {
    let is_said = matches!(row.role, RowRole::Speech(_) | RowRole::Prose) && row.first;
    document.unprinted_time(row.block).filter(|_| is_said).map(clock)
}

/// What a window on a row shows that is not wrapped and whose first `hidden` cells are left of it, with a sign at each
/// edge beyond which the row goes on.
fn draw_unwrapped(
    canvas: &mut Canvas<'_>,
    row: &Row,
    text: &str,
    (window, y, hidden): (Range<u16>, u16, usize),
    style: impl Fn(usize) -> Style,
) {
    let signs = Signs::of(canvas.policy);
    let left = u16::from(hidden > 0 && row.width > 0);
    let right = u16::from(row.width > hidden + window.len());
    let clusters = sideways(text, &row.gaps, hidden + usize::from(left), canvas.policy);
    canvas.write_clusters((window.start + left, y), window.end - right, clusters, &style);
    if left > 0 {
        canvas.write((window.start, y), window.end, signs.more_left, style(0));
    }
    if right > 0 {
        canvas.write((window.end - 1, y), window.end, signs.more_right, style(0));
    }
}

/// The sign before what opens a turn: question or answer, and which.
fn draw_sign(canvas: &mut Canvas<'_>, app: &App, look: &Look, row: &Row, (x, y): (u16, u16)) {
    let Some(turn) = row.opens(&app.document).filter(|_| !repeats_label(&app.document, row)) else { return };
    let role = match turn.kind {
        TurnKind::Question => Role::SignQuestion,
        TurnKind::Answer => Role::SignAnswer,
        TurnKind::Statement => Role::SignStatement,
    };
    let sign = sign(&app.document, turn, look, app.n_questions() > 0);
    let end = x + row.indent as u16;
    let at = canvas.write((x, y), end, &sign, look.theme(app).style(role));
    let style = look.theme(app).style(Role::Guess);
    canvas.write((at, y), end, certainty_sign(turn.certainty, look), style);
}

/// Whether the label in this row is there only because its source repeats it above each paragraph of one speaker: within a turn,
/// or right after a turn of the same kind with the same label. It is drawn in dim, and needs no sign. A question has a number of
/// its own.
fn repeats_label(document: &Document, row: &Row) -> bool {
    let printed = |block: usize| {
        let text = document.block_text(block);
        // a heading that is a label is one as a whole
        if document.blocks[block].label == 0 { text } else { &text[..document.blocks[block].label] }
    };
    let Some(number) = document.turn_of(row.block).filter(|_| row.role == RowRole::Label) else { return false };
    let turn = &document.turns[number];
    if turn.blocks.start != row.block {
        // the second line of a label of two is another
        return printed(row.block).trim_end() == printed(turn.blocks.start).trim_end();
    }
    let before = number.checked_sub(1).map(|number| &document.turns[number]);
    before.is_some_and(|before| {
        let follows = before.blocks.end == turn.blocks.start;
        let is_same = before.kind == turn.kind && label_of(document, before) == label_of(document, turn);
        follows && is_same && turn.kind != TurnKind::Question
    })
}

/// Whether the label in this row says no more than the sign beside it: `问 2   问：`. Like a repeated one it is drawn in dim.
fn repeats_sign(document: &Document, row: &Row, look: &Look) -> bool {
    let turn = row.opens(document).filter(|turn| row.role == RowRole::Label && turn.kind == TurnKind::Question);
    turn.is_some_and(|turn| is_printed(&look.strings.words.question, document, turn))
}

/// What stands behind the sign of a turn that is a guess, or that the reader has corrected.
pub fn certainty_sign(certainty: Certainty, look: &Look) -> &str {
    match certainty {
        Certainty::Certain => "",
        Certainty::Guess(_) => &look.strings.words.guess,
        Certainty::Corrected => &look.strings.words.corrected,
    }
}

/// What stands before a turn: `问 2`, `答`. An answer or a statement whose label says no more than that word has no other; and a
/// statement has none where nobody asks, `is_talk` being false, as it would tell nothing. A number with which the label begins
/// is not said twice.
pub fn sign(document: &Document, turn: &Turn, look: &Look, is_talk: bool) -> String {
    let words = &look.strings.words;
    let word = match turn.kind {
        TurnKind::Question => &words.question,
        TurnKind::Answer if is_printed(&words.answer, document, turn) => return String::new(),
        TurnKind::Statement if !is_talk || is_printed(&words.statement, document, turn) => return String::new(),
        TurnKind::Answer => &words.answer,
        TurnKind::Statement => &words.statement,
    };
    let number = turn.number.filter(|number| !begins_with(*number, label_of(document, turn)));
    let number = number.map(|number| format!(" {number}")).unwrap_or_default();
    format!("{word}{number}")
}

/// Whether the label of a turn is nothing but `word`, in either Chinese script, perhaps with a number: `答：`, `**Q1:**`.
fn is_printed(word: &str, document: &Document, turn: &Turn) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).map(simplified).collect::<String>();
    letters(label_of(document, turn)).eq_ignore_ascii_case(&letters(word))
}

/// The label that a turn begins with; empty where it has none.
fn label_of<'a>(document: &'a Document, turn: &Turn) -> &'a str {
    let first = turn.blocks.start;
    &document.block_text(first)[..document.blocks.get(first).map_or(0, |block| block.label)]
}

/// Whether a label begins with this number: `1. 问：`, `（1）某某：`, `**Q1:**`. Letters may stand before it only where there
/// are no others, and no number of a clock is one.
fn begins_with(number: usize, label: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let Some(at) = label.find(is_digit) else { return false };
    let (before, rest) = label.split_at(at);
    let (digits, behind) = rest.split_at(rest.len() - rest.trim_start_matches(is_digit).len());
    let is_alone = !before.contains(char::is_alphabetic) || !behind.contains(char::is_alphabetic);
    let mut next = behind.chars();
    let goes_on = next.next().is_some_and(|sign| ":：.".contains(sign)) && next.next().is_some_and(is_digit);
    is_alone && !goes_on && digits.parse() == Ok(number)
}

fn role_of(role: RowRole) -> Role {
    match role {
        RowRole::Title => Role::Title,
        RowRole::Heading(_) => Role::Heading,
        RowRole::Label => Role::Label,
        RowRole::Speech(TurnKind::Question) => Role::Question,
        RowRole::Speech(TurnKind::Answer) => Role::Answer,
        RowRole::Speech(TurnKind::Statement) => Role::Statement,
        RowRole::Preformatted => Role::Code,
        RowRole::Aside(AsideKind::Kicker) => Role::Heading,
        RowRole::Aside(
            AsideKind::Caption
            | AsideKind::Credit
            | AsideKind::JumpLine
            | AsideKind::RunningHead
            | AsideKind::PageNumber
            | AsideKind::Note
            | AsideKind::Matter
            | AsideKind::Boilerplate,
        ) => Role::Aside,
        RowRole::Prose | RowRole::Blank | RowRole::Rule => Role::Prose,
    }
}

/// Cells that the longest sign's word takes, with the mark of a guess.
pub fn sign_word_width(look: &Look, app_policy: crate::layout::width::WidthPolicy) -> usize {
    let words = &look.strings.words;
    let widths = [&words.question, &words.answer, &words.statement].map(|word| text_width(word, app_policy));
    widths.into_iter().max().unwrap_or(0) + text_width(&words.guess, app_policy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_may_begin_with_the_number_of_its_question() {
        let check = |label: &str, expected| assert_eq!(begins_with(12, label), expected, "{label}");
        check("12. 问：", true);
        check("（12）某某：", true);
        check("**Q12:** ", true);
        check("第12问：", false);
        check("1. 问：", false);
        check("12:30 Ann Lee: ", false);
        check("12.5 Ann Lee: ", false);
        check("Channel 12 News: ", false);
        check("问：", false);
    }
}
