//! What is typed over the panes: the note, and the offers of the palette.

use ratatui::layout::Position;

use super::Look;
use super::cells::Canvas;
use super::detail::wrapped;
use super::frames::{self, Frame};
use super::messages::of_reason;
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::layers::note::{NoteField, Subject};
use crate::app::layers::prompt::{Prompt, PromptKind};
use crate::app::layers::spots::Does;
use crate::app::menu::choices::{Choice, Meaning};
use crate::app::menu::command::{Command, is_place};
use crate::app::panes::Area;
use crate::input::action::Action;
use crate::input::typed::{Takes, Typed};
use crate::layout::width::{WidthPolicy, padded, text_width, truncate};
use crate::strings::put;

/// Columns of a screen under which what lies over the panes takes them all.
const WHOLE: u16 = 100;

/// Where the field of a note lies: on the text, and on narrow screens over the whole width; as high as what is written, from a
/// few rows up to half the screen.
fn area_of_note(app: &App, note: &NoteField, policy: WidthPolicy) -> Area {
    /// Rows with the frame and the keys: five to write in.
    const USUAL: u16 = 8;
    let (width, height) = app.panes.size();
    let text = app.panes.areas().text;
    let (x, wide) = if width < WHOLE || text.is_empty() { (0, width) } else { (text.x + 1, text.width - 1) };
    let n_rows = note.rows(usize::from(wide.saturating_sub(5)), policy).0.len();
    let wanted = u16::try_from(n_rows + 3).unwrap_or(u16::MAX).max(USUAL);
    // at least one row to write in, with its frame, however low the screen is
    let most = (height / 2).max(3).min(height.saturating_sub(1).max(1));
    let tall = wanted.min(most);
    Area { x, y: height.saturating_sub(tall + 1), width: wide, height: tall }
}

/// Draws the field of a note in the lower part of the screen; gives where its caret is.
pub fn draw_note(canvas: &mut Canvas<'_>, app: &App, look: &Look, note: &NoteField) -> Position {
    let area = area_of_note(app, note, canvas.policy);
    let theme = look.theme(app);
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    canvas.clear(area, theme.style(Role::Ground));
    canvas.takes_clicks(area, Does::Nothing);
    let words = &look.strings.words;
    let room = usize::from(area.width.saturating_sub(4));
    let title =
        truncate(&format!("{} {}", words.note, on_passage(app, look, note.subject())), room, ellipsis, canvas.policy);
    frames::draw(canvas, theme, &[Frame { area, title: &title, in_focus: true }]);
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

/// What is being written on: the reference of the passage and its words.
pub fn on_passage(app: &App, look: &Look, subject: &Subject) -> String {
    let (reference, text) = app.called(subject);
    put(&look.strings.words.on_passage, &[("reference", &reference), ("text", &text)])
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
    let is_menu = prompt.kind == PromptKind::Command;
    let choices = app.choices();
    let doubt = app.doubt().filter(|_| is_menu);
    let doubt = doubt.map(|reason| format!("{} {}", words.guess, of_reason(reason, &look.strings)));
    let said = doubt.map(|doubt| (doubt, Role::Guess)).or_else(|| without_choice(&choices, prompt, look));
    let n_lines = choices.len() + usize::from(said.is_some());
    // below the menu a sentence says what is chosen, where that leaves room to choose
    let n_free = usize::from(status.y.saturating_sub(3));
    let n_sentence = if status.width < BESIDE { 2 } else { 1 };
    let n_below = if is_menu { n_free.saturating_sub(ROWS_TO_CHOOSE).min(n_sentence) } else { 0 };
    let n_most = (n_free - n_below).min(if is_menu { usize::MAX } else { 12 });
    let n_rows = n_lines.min(n_most);
    if n_rows == 0 {
        return;
    }
    let height = (n_rows + n_below) as u16 + 2;
    // Beside a popup that is nearly as wide as the screen nothing could be read.
    // beside a narrow one or a high one the ends of rows would stand without their beginnings
    let fills = is_menu && n_lines > n_most;
    let is_wide = prompt.kind == PromptKind::Question || status.width < WHOLE || fills;
    let width = if is_wide { status.width } else { BESIDE };
    let area = Area { x: 0, y: status.y - height, width, height };
    canvas.clear(area, look.theme(app).style(Role::Ground));
    canvas.takes_clicks(area, Does::Nothing);
    frames::draw(canvas, look.theme(app), &[Frame { area, title, in_focus: true }]);
    let inner = Area { x: 2, y: area.y + 1, width: area.width.saturating_sub(4), height: n_rows as u16 };
    let n_more = draw_rows(canvas, (app, look), (prompt, &choices, said), inner);
    if n_more > 0 {
        let more = format!(" {} ", put(&words.more_below, &[("n", &n_more.to_string())]));
        frames::write_at_foot(canvas, look.theme(app), area, &more);
    }
    if n_below > 0 {
        let chosen = prompt.choice().and_then(|chosen| choices.get(chosen));
        let sentence = chosen.map_or(&words.menu_keys, |choice| sentence_of(choice, look));
        let below = Area { y: inner.y + inner.height, height: n_below as u16, ..inner };
        draw_sentence(canvas, app, look, sentence, below);
    }
}

/// What there is to choose in a prompt, and what is said above it, with its role.
type Offered<'a> = (&'a Prompt, &'a [Choice], Option<(String, Role)>);

/// Draws what is said above what can be chosen, and as much of it as has room around what is chosen; gives how many rows are
/// below that.
fn draw_rows(
    canvas: &mut Canvas<'_>,
    (app, look): (&App, &Look),
    (prompt, choices, said): Offered<'_>,
    inner: Area,
) -> usize {
    let (theme, policy) = (look.theme(app), canvas.policy);
    let (room, end) = (usize::from(inner.width), inner.x + inner.width + 1);
    let ellipsis = Signs::of(policy).ellipsis;
    let mut y = inner.y;
    if let Some((said, role)) = said {
        canvas.write((inner.x, y), end, &truncate(&said, room, ellipsis, policy), theme.style(role));
        y += 1;
    }
    let n_shown = usize::from(inner.y + inner.height - y);
    let signs =
        choices.iter().map(|choice| text_width(&choice.sign, policy)).max().unwrap_or(0).min(KEYS).min(room / 3);
    let chosen = prompt.choice();
    let first = chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(n_shown));
    for (index, choice) in choices.iter().enumerate().skip(first).take(n_shown) {
        let role = if chosen == Some(index) { Role::ChosenInFocus } else { Role::Entry };
        let text = truncate(&row_of(choice, prompt.kind, signs, look, policy), room, ellipsis, policy);
        let row = Area { x: inner.x - 2, y: y + (index - first) as u16, width: inner.width + 4, height: 1 };
        canvas.write((inner.x, row.y), end, &text, theme.style(role));
        canvas.takes_clicks(row, Does::Choose(index));
    }
    choices.len() - (first + n_shown).min(choices.len())
}

/// Draws the sentence that belongs to what is chosen in the menu.
fn draw_sentence(canvas: &mut Canvas<'_>, app: &App, look: &Look, sentence: &str, area: Area) {
    let style = look.theme(app).style(Role::Aside);
    let rows = wrapped(sentence, usize::from(area.width), canvas.policy);
    for (y, row) in (area.y..area.y + area.height).zip(&rows) {
        canvas.write((area.x, y), area.x + area.width, row, style);
    }
}

/// Draws what may follow the keys that were pressed, above the right end of the last row.
pub fn draw_following(canvas: &mut Canvas<'_>, app: &App, look: &Look, status: Area) {
    let following = app.may_follow();
    let called = |action: &Action| look.strings.actions.get(action.name()).cloned().unwrap_or_default();
    let row = |(keys, action): &(String, Action)| (keys.clone(), called(action), *action);
    let rows: Vec<(String, String, Action)> = following.iter().map(row).collect();
    let cells = |text: &String| text_width(text, canvas.policy);
    let keys = rows.iter().map(|(keys, ..)| cells(keys)).max().unwrap_or(0);
    let words = rows.iter().map(|(_, words, _)| cells(words)).max().unwrap_or(0);
    let height = (rows.len() as u16 + 2).min(status.y);
    if rows.is_empty() || height < 3 {
        return;
    }
    let width = ((keys + words + 6) as u16).max(12).min(status.width);
    let area = Area { x: status.width - width, y: status.y - height, width, height };
    let theme = look.theme(app);
    canvas.clear(area, theme.style(Role::Ground));
    canvas.takes_clicks(area, Does::Nothing);
    frames::draw(canvas, theme, &[Frame { area, title: &app.pending(), in_focus: true }]);
    let (x, end) = (area.x + 2, area.x + area.width - 1);
    for (index, (key, words, action)) in rows.iter().take(usize::from(height) - 2).enumerate() {
        let y = area.y + 1 + index as u16;
        canvas.write((x, y), end, key, theme.style(Role::Key));
        canvas.write((x + keys as u16 + 2, y), end, words, theme.style(Role::Prose));
        canvas.takes_clicks(Area { y, height: 1, ..area }, Does::Act(*action));
    }
}

/// The most cells that the keys of the menu take.
const KEYS: usize = 20;
/// Columns in which each sentence has room on one row.
const BESIDE: u16 = 80;
/// Rows of the menu that are left for its choices before a sentence stands below them.
const ROWS_TO_CHOOSE: usize = 6;

/// What is said of a row of the menu.
fn sentence_of<'a>(choice: &Choice, look: &'a Look) -> &'a String {
    let name = match &choice.means {
        Meaning::Do(command) => command.name(),
        Meaning::Typed(Typed::Do(action)) => action.name(),
        Meaning::Typed(Typed::Open(_)) => Command::Begin(Takes::Open).name(),
        Meaning::Typed(Typed::Write(_)) => Command::Begin(Takes::Write).name(),
        Meaning::Typed(Typed::Export(_)) => Command::Export.name(),
        Meaning::Typed(Typed::Set(..)) => Command::Begin(Takes::Set).name(),
        Meaning::Go(_) if choice.sign == "@" => "speaker",
        Meaning::Go(_) | Meaning::Word => "section",
    };
    look.strings.sentences.get(name).unwrap_or(&look.strings.words.menu_keys)
}

/// What a choice says; in the menu its keys stand in a column, so wide.
fn row_of(choice: &Choice, kind: PromptKind, keys: usize, look: &Look, policy: WidthPolicy) -> String {
    let words = &look.strings.words;
    let text = match &choice.means {
        Meaning::Typed(Typed::Open(path)) => put(&words.word_open, &[("text", path)]),
        Meaning::Typed(Typed::Write(target)) => put(&words.word_write, &[("text", &target.path)]),
        Meaning::Typed(Typed::Export(target)) if target.path.is_empty() => words.export_marks.clone(),
        Meaning::Typed(Typed::Export(target)) => put(&words.word_export, &[("text", &target.path)]),
        Meaning::Typed(Typed::Set(name, value)) => put(&words.word_set, &[("text", &format!("{name} {value}"))]),
        Meaning::Typed(Typed::Do(_)) | Meaning::Do(_) | Meaning::Go(_) | Meaning::Word => choice.text.clone(),
    };
    match kind {
        PromptKind::Question => return format!("{} {} {text}", words.question, choice.sign),
        PromptKind::Search | PromptKind::Filter | PromptKind::Tag | PromptKind::Speaker => {
            return format!("{} {text}", choice.sign).trim_start().to_owned();
        }
        PromptKind::Command => {}
    }
    let sign = truncate(&choice.sign, keys, Signs::of(policy).ellipsis, policy);
    format!("{} {text}", padded(&sign, keys, policy))
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::app::menu::command::{self, Command};
    use crate::layout::width::{WidthPolicy, text_width};
    use crate::strings::{Language, Strings};

    #[test]
    fn each_row_of_the_menu_has_a_sentence_that_has_room() {
        let all = command::all();
        let rows: BTreeSet<&str> =
            all.iter().map(Command::name).chain(["command", "help", "section", "speaker"]).collect();
        for language in Language::ALL {
            let Strings { sentences, words, .. } = Strings::of(language);
            assert!(sentences.keys().map(String::as_str).eq(rows.iter().copied()), "{language:?}: {sentences:#?}");
            for sentence in sentences.values().chain([&words.menu_keys]) {
                let room = usize::from(super::BESIDE) - 4;
                assert!(text_width(sentence, WidthPolicy::WIDE) <= room, "{language:?}: {sentence}");
            }
        }
    }
}
