//! What is wrong in a person's own files: in words, and as a page that lies over the text.

use ratatui::layout::Position;

use super::Look;
use super::cells::Canvas;
use super::frames::{self, Frame};
use super::theme::Role;
use crate::app::App;
use crate::app::layers::spots::Does;
use crate::app::panes::Area;
use crate::input::action::Action;
use crate::input::fault::{Fault, Kind, Unreadable, Wrong};
use crate::strings::{FaultWords, Strings, put};
use crate::telling::of_system_kind;

/// What is wrong, with the file and the line.
pub fn of_fault(fault: &Fault, strings: &Strings) -> String {
    let line = fault.line.to_string();
    let wrong = of_wrong(&fault.wrong, strings);
    put(&strings.faults.at, &[("file", &fault.file), ("line", &line), ("wrong", &wrong)])
}

/// What is wrong, without where.
fn of_wrong(wrong: &Wrong, strings: &Strings) -> String {
    let words = &strings.faults;
    let named = |template: &str, name: &str| put(template, &[("name", name)]);
    let nearly = |template: &str, name: &str, near: &Option<String>| {
        let near = near.as_ref().map_or_else(String::new, |near| named(&words.near, near));
        put(template, &[("near", &near), ("name", name)])
    };
    match wrong {
        Wrong::Unreadable(why) => of_unreadable(why, strings),
        Wrong::Syntax(why) => of_syntax(why.lines().next().unwrap_or_default(), words),
        Wrong::UnknownTable { name, known } => put(&words.unknown_table, &[("name", name), ("known", known)]),
        Wrong::UnknownAction(name) => named(&words.unknown_action, name),
        Wrong::NotKeys => words.not_keys.clone(),
        Wrong::NoKey => words.no_key.clone(),
        Wrong::UnknownKey(name) => named(&words.unknown_key, name),
        Wrong::CountsFirst(name) => named(&words.counts_first, name),
        Wrong::SameKeys { keys, first, line, second } => {
            let line = line.to_string();
            put(&words.same_keys, &[("line", &line), ("first", first), ("second", second), ("keys", keys)])
        }
        Wrong::HiddenKeys { keys, action, beginning, hides, line } => {
            let template = if line.is_some() { &words.hidden_keys } else { &words.hidden_by_shipped };
            let line = line.unwrap_or_default().to_string();
            let values = [("line", line.as_str()), ("hides", hides), ("action", action), ("beginning", beginning)];
            put(&put(template, &values), &[("keys", keys)])
        }
        Wrong::UnknownSetting { name, near } => nearly(&words.unknown_setting, name, near),
        Wrong::WrongKind { name, kind } => {
            let kind = named(of_kind(*kind, words), name);
            put(&words.wrong_kind, &[("kind", &kind), ("name", name)])
        }
        Wrong::TooSmall { name, least } => put(&words.too_small, &[("name", name), ("least", &least.to_string())]),
        Wrong::UnknownPlaceholder { name, placeholder, known } => {
            let values = [("name", name.as_str()), ("placeholder", placeholder), ("known", known)];
            put(&words.unknown_placeholder, &values)
        }
        Wrong::NoChoice { name, value, choices } => {
            put(&words.no_choice, &[("name", name), ("value", value), ("choices", choices)])
        }
        Wrong::UnknownPart { name, near } => nearly(&words.unknown_part, name, near),
        Wrong::NoStyle(name) => named(&words.no_style, name),
        Wrong::UnknownSentence { name, near } => nearly(&words.unknown_sentence, name, near),
        Wrong::Newer => words.newer.clone(),
        Wrong::UnknownList { name, near } => nearly(&words.unknown_list, name, near),
        Wrong::NothingTaken { word, list, near } => {
            let template = if near.is_empty() { &words.nothing_to_take } else { &words.nothing_taken };
            put(template, &[("near", near), ("list", list), ("word", word)])
        }
        Wrong::NoShape(name) => named(&words.no_shape, name),
        Wrong::NoNumberedName(name) => named(&words.no_numbered_name, name),
    }
}

/// Why a file is no TOML. What its parser says most is said in the reader's language; the rest in the parser's words.
fn of_syntax(why: &str, words: &FaultWords) -> String {
    let known = [
        ("duplicate key", &words.syntax_twice),
        ("quoted", &words.syntax_unquoted),
        ("unclosed", &words.syntax_unclosed),
        ("unterminated", &words.syntax_unclosed),
        ("escape", &words.syntax_escape),
    ];
    let sentence = known.iter().find(|(part, _)| why.contains(part));
    sentence.map_or_else(|| put(&words.syntax, &[("why", why)]), |(_, sentence)| (*sentence).clone())
}

fn of_unreadable(why: &Unreadable, strings: &Strings) -> String {
    let words = &strings.faults;
    match why {
        Unreadable::NotText => words.not_text.clone(),
        Unreadable::NotYours => words.not_yours.clone(),
        Unreadable::TooLong => words.too_long.clone(),
        Unreadable::NoFile => words.no_file.clone(),
        Unreadable::System(kind, says) => put(&words.system, &[("why", &of_system_kind(*kind, says, strings))]),
    }
}

fn of_kind(kind: Kind, words: &FaultWords) -> &str {
    match kind {
        Kind::Flag => &words.flag,
        Kind::Number => &words.number,
        Kind::Text => &words.text,
        Kind::Texts => &words.texts,
        Kind::Table => &words.table,
    }
}

/// Draws the page of faults over the panes, from row `first` on; gives where that begins.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, first: usize) -> Position {
    let (theme, words) = (look.theme(app), &look.strings.faults);
    let page = app.faults_page();
    let (width, height) = app.panes.size();
    let shown = page.rows.len().min(page.height) as u16;
    let area = Area { x: 0, y: height.saturating_sub(shown + 3) / 2, width, height: (shown + 2).min(height) };
    canvas.clear(area, theme.style(Role::Ground));
    canvas.takes_clicks(area, Does::Nothing);
    let key = |action| app.keymap().keys_for(action).into_iter().next().unwrap_or_default();
    let keys = [("down", key(Action::LineDown)), ("up", key(Action::LineUp)), ("close", key(Action::Cancel))];
    let hint = put(&words.hint, &keys.each_ref().map(|(name, key)| (*name, key.as_str())));
    frames::draw(canvas, theme, &[Frame { area, title: &format!("{}  {hint}", words.title), in_focus: true }]);
    let first = first.min(page.last_first());
    for (index, row) in page.rows.iter().skip(first).take(usize::from(shown)).enumerate() {
        let at = (area.x + 2, area.y + 1 + index as u16);
        canvas.write(at, (area.x + area.width).saturating_sub(2), row, theme.style(Role::Prose));
    }
    let below = page.rows.len() - (first + usize::from(shown)).min(page.rows.len());
    if below > 0 {
        let more = format!(" {} ", put(&look.strings.words.more_below, &[("n", &below.to_string())]));
        frames::write_at_foot(canvas, theme, area, &more);
    }
    Position { x: area.x + 2, y: area.y + 1 }
}
