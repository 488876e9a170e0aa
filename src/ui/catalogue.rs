//! The page of documents to open: a row for each with its title, when it was, how many questions it has, who speaks and how
//! far it has been read; below, what has no room there for the chosen one.

use super::Look;
use super::cells::Canvas;
use super::frames::{Rule, draw_rules};
use super::signs::Signs;
use super::theme::Role;
use crate::app::App;
use crate::app::lists::catalogue::{Catalogue, Kind, Known, Row, Stopped, Summary};
use crate::app::lists::documents::DETAIL;
use crate::app::panes::Area;
use crate::layout::width::{text_width, truncate};
use crate::strings::put;

/// The columns of a page, by where they begin and end; one that has no room is empty.
struct Columns {
    title: (u16, u16),
    date: (u16, u16),
    questions: (u16, u16),
    speakers: (u16, u16),
    read: (u16, u16),
}

impl Columns {
    /// The columns of a page so wide: as many as leave the titles room.
    fn of(area: Area) -> Self {
        let mut end = (area.x + area.width).saturating_sub(1);
        let mut take = |cells: u16, from: u16| {
            if area.width < from {
                return (end, end);
            }
            end = end.saturating_sub(cells + 2);
            (end + 2, end + 2 + cells)
        };
        let read = take(4, 56);
        let speakers = take(area.width / 4, 76);
        let questions = take(6, 30);
        let date = take(10, 44);
        Columns { title: (area.x + 2, end), date, questions, speakers, read }
    }
}

/// Draws the page that lies over the text, if one does.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, body: Area) {
    let Some(catalogue) = app.documents.shown() else { return };
    let theme = look.theme(app);
    let columns = Columns::of(body);
    let height = app.catalogue_height();
    if catalogue.n_shown() == 0 {
        let text =
            truncate(nothing(app, catalogue, look), usize::from(body.width.saturating_sub(3)), "", canvas.policy);
        canvas.write((body.x + 2, body.y), body.x + body.width, &text, theme.style(Role::Aside));
    }
    for (index, (row, is_chosen)) in catalogue.in_view(height).enumerate() {
        let area = Area { y: body.y + index as u16, height: 1, ..body };
        draw_row(canvas, app, look, row, &columns, area, is_chosen);
    }
    let n_below = body.height.saturating_sub(height as u16);
    if let Some(row) = catalogue.chosen().filter(|_| usize::from(n_below) == DETAIL) {
        draw_detail(canvas, app, look, row, Area { y: body.y + height as u16, height: n_below, ..body });
    }
}

fn draw_row(
    canvas: &mut Canvas<'_>,
    app: &App,
    look: &Look,
    row: &Row,
    columns: &Columns,
    area: Area,
    is_chosen: bool,
) {
    let (theme, signs, words) = (look.theme(app), Signs::of(canvas.policy), &look.strings.words);
    let chosen = theme.style(Role::ChosenInFocus);
    let style = |role| if is_chosen { chosen } else { theme.style(role) };
    if is_chosen {
        canvas.clear(area, chosen);
        canvas.write((area.x, area.y), area.x + 1, signs.reading, chosen);
    }
    let mut put_in = |(from, to): (u16, u16), text: &str, role| {
        let text = truncate(text, usize::from(to.saturating_sub(from)), signs.ellipsis, canvas.policy);
        canvas.write((from, area.y), to, &text, style(role));
    };
    let is_sound = !matches!(row.known, Known::Faulty(_));
    put_in(columns.title, row.title(), if is_sound { Role::Entry } else { Role::Aside });
    let percent = row.stopped.as_ref().and_then(|stopped| stopped.percent);
    percent.into_iter().for_each(|percent| put_in(columns.read, &format!("{percent}%"), Role::Bookmark));
    match &row.known {
        Known::Read(summary @ Summary { n_questions, speakers, .. }) => {
            put_in(columns.date, summary.printed_date(), Role::Aside);
            if *n_questions > 0 {
                put_in(columns.questions, &put(&words.n_questions, &[("n", &n_questions.to_string())]), Role::Aside);
            }
            let stands = || row.stopped.as_ref().map(|stopped| stopped.reference.as_str()).unwrap_or_default();
            put_in(columns.speakers, if speakers.is_empty() { stands() } else { speakers }, Role::Entry);
        }
        Known::Faulty(why) => put_in((columns.date.0, columns.speakers.1), why, Role::Aside),
        Known::Unread => {}
    }
}

/// What is said of the chosen document: its file, who speaks or why it can't be read, and where its reader was.
fn draw_detail(canvas: &mut Canvas<'_>, app: &App, look: &Look, row: &Row, area: Area) {
    let (theme, words) = (look.theme(app), &look.strings.words);
    let rule = Rule { area: Area { height: 1, ..area }, title: &row.path, in_focus: false };
    draw_rules(canvas, theme, &[rule]);
    let about = match &row.known {
        Known::Read(summary) => summary.speakers.clone(),
        Known::Faulty(why) => why.clone(),
        Known::Unread => look.strings.messages.reading.clone(),
    };
    let was = row.stopped.as_ref().map_or_else(String::new, |Stopped { reference, percent, n_marks }| {
        let at = Some(reference).filter(|reference| !reference.is_empty());
        let at = at.map(|reference| put(&words.stopped_at, &[("reference", reference)]));
        let percent = percent.map(|percent| format!("{percent}%"));
        let marks = (*n_marks > 0).then(|| put(&words.marks_of, &[("n", &n_marks.to_string())]));
        at.into_iter().chain(percent).chain(marks).collect::<Vec<_>>().join(" · ")
    });
    let said = [about, was].into_iter().filter(|line| !line.is_empty());
    let end = area.x + area.width;
    let room = usize::from(area.width.saturating_sub(3));
    for (index, line) in said.enumerate() {
        let line = truncate(&line, room, Signs::of(canvas.policy).ellipsis, canvas.policy);
        canvas.write((area.x + 2, area.y + 1 + index as u16), end, &line, theme.style(Role::Aside));
    }
}

/// What is said where no document is shown.
fn nothing<'a>(app: &App, catalogue: &Catalogue, look: &'a Look) -> &'a str {
    let words = &look.strings.words;
    match app.documents.open {
        _ if !catalogue.filter().is_empty() => &words.none_such,
        Some(Kind::Recent) => &words.none_recent,
        Some(Kind::Given) | None => &words.no_documents,
    }
}

/// What the page is called: which documents it has and how many, what the filter leaves, and how many are still to be read.
pub fn title(app: &App, catalogue: &Catalogue, look: &Look) -> String {
    let words = &look.strings.words;
    let name = if app.documents.open == Some(Kind::Recent) { &words.recent } else { &words.documents };
    let n_all = catalogue.rows().len();
    if catalogue.filter().is_empty() {
        return format!("{name} {n_all}");
    }
    format!("{name} {}/{n_all} {} “{}”", catalogue.n_shown(), words.filter, catalogue.filter())
}

/// Draws the first row of the screen for it: what it is called, and how many of them are still to be read.
pub fn draw_title(canvas: &mut Canvas<'_>, app: &App, look: &Look, area: Area, catalogue: &Catalogue) {
    let (theme, end) = (look.theme(app), area.x + area.width);
    let room = usize::from(area.width.saturating_sub(2));
    let title = truncate(&title(app, catalogue, look), room, Signs::of(canvas.policy).ellipsis, canvas.policy);
    canvas.write((area.x + 1, area.y), end, &title, theme.style(Role::Title));
    let n_unread = catalogue.n_unread();
    let unread = put(&look.strings.words.unread, &[("n", &n_unread.to_string())]);
    let width = text_width(&unread, canvas.policy);
    if n_unread > 0 && text_width(&title, canvas.policy) + width + 4 <= room {
        canvas.write((end - 1 - width as u16, area.y), end, &unread, theme.style(Role::Aside));
    }
}
