//! The first and the last row of the screen: title and file; where the reader is, what just happened, what can be done.

use std::collections::BTreeMap;

use ratatui::style::Style;

use super::Look;
use super::cells::Canvas;
use super::detail::wrapped;
use super::messages::{leads_to, sentence};
use super::popups::on_passage;
use super::signs::Signs;
use super::theme::Role;
use crate::app::layers::prompt::{Prompt, PromptKind};
use crate::app::layers::spots::Does;
use crate::app::message::{AboutSearch, Message};
use crate::app::panes::{Area, Arrangement, Pane};
use crate::app::{App, Listing};
use crate::document::moment::clock;
use crate::input::action::Action;
use crate::layout::width::{WidthPolicy, text_width, truncate};

/// Draws the title row: the document's title at the left, its file at the right if there is room for both.
pub fn draw_title(canvas: &mut Canvas<'_>, app: &App, look: &Look, area: Area) {
    let theme = look.theme(app);
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    let file = app.document.source.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let title = app.document.title_text().unwrap_or(if file.is_empty() { &look.strings.words.untitled } else { file });
    let room = usize::from(area.width.saturating_sub(2));
    let title = truncate(title, room, ellipsis, canvas.policy);
    canvas.write((area.x + 1, area.y), area.x + area.width, &title, theme.style(Role::Title));
    let file_width = text_width(file, canvas.policy);
    if text_width(&title, canvas.policy) + file_width + 4 <= room && title != file {
        let x = area.x + area.width - 1 - file_width as u16;
        canvas.write((x, area.y), area.x + area.width, file, theme.style(Role::Aside));
    }
}

/// Cells between the number of a hit and where it is.
const GAP: usize = 2;

/// Draws the status row; gives the column of the caret while something is typed.
pub fn draw(canvas: &mut Canvas<'_>, app: &App, look: &Look, area: Area) -> Option<u16> {
    let theme = look.theme(app);
    let role = role_of(app);
    canvas.clear(area, theme.style(role));
    if app.over.prompt.is_some() {
        canvas.takes_clicks(area, Does::Nothing);
    }
    let right = draw_right(canvas, app, look, area, role);
    let (x, end) = (area.x + 1, right.saturating_sub(1));
    if let Some(prompt) = &app.over.prompt {
        return Some(draw_prompt(
            canvas,
            app,
            look,
            prompt,
            Area { x, y: area.y, width: end.saturating_sub(x), height: 1 },
        ));
    }
    let ellipsis = Signs::of(canvas.policy).ellipsis;
    let room = usize::from(end.saturating_sub(x));
    let is_hit = |message: &Message| matches!(message, Message::Search(AboutSearch::Hit { .. }));
    let text = match &app.told.message {
        // which hit it is tells nothing of where that is
        Some(hit) if is_hit(hit) => {
            let said = sentence(hit, look, app.keymap());
            let left = room.saturating_sub(text_width(&said, canvas.policy) + GAP);
            format!("{said}{}{}", " ".repeat(GAP), whereabouts(app, look, left, canvas))
        }
        Some(message) => sentence(message, look, app.keymap()),
        None if app.documents.open.is_some() => String::new(),
        None => whereabouts(app, look, room, canvas),
    };
    let text = if app.told.message.is_some() { draw_above(canvas, &text, area, room, theme.style(role)) } else { text };
    let after = canvas.write((x, area.y), end, &truncate(&text, room, ellipsis, canvas.policy), theme.style(role));
    if let Some(action) = app.told.message.as_ref().and_then(leads_to) {
        canvas.takes_clicks(Area { x, width: after - x, ..area }, Does::Act(action));
    }
    None
}

/// A part of what stands at the right, and what a click on it does.
struct Part {
    text: String,
    does: Option<Action>,
    rank: Rank,
}

/// What has room first where there is not room for all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What is told.
    Told,
    /// The way out, or to everything else: whoever has no more than a mouse needs it.
    Door,
    /// Any other hint.
    Hint,
}

impl Part {
    /// Something that is only told.
    fn told(text: String) -> Self {
        Part { text, does: None, rank: Rank::Told }
    }

    /// Something that is told, and does this when it is clicked.
    fn acting(text: String, action: Action) -> Self {
        Part { text, does: Some(action), rank: Rank::Told }
    }
}

/// Those of the parts that have room in so many cells, in their order; the first of the highest rank always has.
fn fitting(parts: Vec<Part>, most: usize, policy: WidthPolicy) -> Vec<Part> {
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by_key(|at| parts[*at].rank);
    let mut used = 0;
    let taken = order.iter().take_while(|at| {
        used += text_width(&parts[**at].text, policy) + if used > 0 { 2 } else { 0 };
        used <= most || **at == order[0]
    });
    let taken: Vec<usize> = taken.copied().collect();
    parts.into_iter().enumerate().filter(|(at, _)| taken.contains(at)).map(|(_, part)| part).collect()
}

/// Draws what has no room in the last row in rows above it, as a sentence is told whole; gives what the last row says.
fn draw_above(canvas: &mut Canvas<'_>, text: &str, area: Area, room: usize, style: Style) -> String {
    /// Rows that a sentence takes at most: the text is below.
    const MOST: usize = 4;
    if text_width(text, canvas.policy) <= room || room < usize::from(area.width) / 3 {
        return text.to_owned();
    }
    let mut rows = wrapped(text, room, canvas.policy);
    rows.truncate(MOST.min(usize::from(area.y)));
    let Some(last) = rows.pop() else { return text.to_owned() };
    for (at, row) in rows.iter().enumerate() {
        let y = area.y - (rows.len() - at) as u16;
        canvas.clear(Area { y, height: 1, ..area }, style);
        canvas.write((area.x + 1, y), area.x + area.width, row, style);
    }
    last
}

/// What stands at the right: counts and hints, as many as leave half the row free; gives the column where they begin.
fn draw_right(canvas: &mut Canvas<'_>, app: &App, look: &Look, area: Area, role: Role) -> u16 {
    // while something is selected, what can be done with it matters more than where it is
    let thirds = if app.over.prompt.is_some() || app.selecting.selection.is_some() { 2 } else { 1 };
    let half = usize::from(area.width) * thirds / 3 + 12;
    let most = half.min(usize::from(area.width).saturating_sub(12));
    // What is typed keeps half the row, whatever there is to say about it.
    let room = if app.over.prompt.is_some() { area.width / 2 } else { area.width.saturating_sub(2) };
    let (mut text, mut places) = (String::new(), Vec::new());
    for Part { text: part, does, .. } in fitting(parts(app, look, canvas), most, canvas.policy) {
        let before = if text.is_empty() { 0 } else { text_width(&text, canvas.policy) + 2 };
        let cells = text_width(&part, canvas.policy);
        text = if text.is_empty() { part } else { format!("{text}  {part}") };
        places.extend(does.map(|action| (before as u16, cells as u16, action)));
    }
    let text = truncate(&text, usize::from(room), Signs::of(canvas.policy).ellipsis, canvas.policy);
    let end = area.x + area.width;
    let x = end.saturating_sub(text_width(&text, canvas.policy) as u16 + 1);
    canvas.write((x, area.y), end, &text, look.theme(app).style(role));
    for (from, cells, action) in places.into_iter().filter(|(from, ..)| x + from < end) {
        let place = Area { x: x + from, width: cells.min(end - x - from), ..area };
        canvas.takes_clicks(place, Does::Act(action));
    }
    x
}

/// The parts of it.
fn parts(app: &App, look: &Look, canvas: &Canvas<'_>) -> Vec<Part> {
    let words = &look.strings.words;
    let mut parts = Vec::new();
    if !app.pending().is_empty() {
        parts.push(Part::told(app.pending()));
    }
    if app.shelf.n_unsaved() > 0 {
        let text = format!("{} {}", words.not_saved, app.shelf.n_unsaved());
        parts.push(Part::acting(text, Action::Rescue));
    }
    if app.over.prompt.is_some() {
        let told = app.told.message.as_ref().map(|message| sentence(message, look, app.keymap()));
        parts.extend(told.map(Part::told));
        return parts;
    }
    if app.documents.open.is_none() {
        if app.selecting.selection.is_some() {
            parts.push(Part::told(words.selecting.clone()));
        }
        if !app.is_partial {
            parts.push(Part::told(format!("{}%", app.viewport.percent(&app.document))));
        }
        if app.shelf.n_live() > 0 {
            let text = format!("{}{}", Signs::of(canvas.policy).bookmark, app.shelf.n_live());
            parts.push(Part::acting(text, Action::Bookmarks));
        }
        // What nearly every file is need not be said.
        let encoding = app.document.source.encoding;
        let is_told = !encoding.is_empty() && encoding != "UTF-8";
        parts.extend(is_told.then(|| Part::told(encoding.to_owned())));
    }
    if matches!(app.told.message, None | Some(Message::Search(AboutSearch::Hit { .. }))) {
        parts.extend(hints(app, look));
    }
    parts
}

/// The keys that matter most, from the live keymap; a click on one does what the key does.
fn hints(app: &App, look: &Look) -> Vec<Part> {
    let hint = |action: Action| {
        let key = app.keymap().keys_for(action).into_iter().next()?;
        let text = format!("{key} {}", look.strings.actions.get(action.name())?);
        let is_door = action == Action::Cancel || action == Action::Help && app.panes.focus == Pane::Text;
        let rank = if is_door { Rank::Door } else { Rank::Hint };
        Some(Part { text, does: Some(action), rank })
    };
    // what is written has its keys with it, and letters are letters
    if app.over.note.is_some() || app.over.faults.is_some() {
        return Vec::new();
    }
    if app.selecting.selection.is_some() && app.documents.open.is_none() {
        let wanted = [Action::Copy, Action::CopyWithReference, Action::Mark, Action::Note];
        return wanted.into_iter().filter_map(hint).collect();
    }
    let is_empty = app.lists.list.entries().is_empty();
    let wanted = match app.panes.focus {
        _ if app.documents.open.is_some() => [Action::Follow, Action::Filter, Action::Cancel],
        _ if matches!(app.told.message, Some(Message::Search(AboutSearch::Hit { .. }))) => {
            [Action::NextHit, Action::PreviousHit, Action::Cancel]
        }
        Pane::Text if app.n_questions() == 0 => [Action::Mark, Action::Search, Action::Help],
        Pane::Text => [Action::NextQuestion, Action::Mark, Action::Help],
        Pane::Outline => [Action::Follow, Action::Cancel, Action::Help],
        Pane::List if is_empty && !app.lists.filter.is_empty() => [Action::Cancel, Action::Filter, Action::Help],
        Pane::List if is_empty => [Action::Cancel, Action::Help, Action::Quit],
        Pane::List if app.lists.listing == Listing::Deleted => [Action::Undo, Action::Filter, Action::Cancel],
        Pane::List if app.lists.listing == Listing::Hits => [Action::Follow, Action::NextHit, Action::Cancel],
        Pane::List if app.lists.listing == Listing::Everything => {
            [Action::Follow, Action::SortBookmarks, Action::Filter]
        }
        Pane::List if app.panes.arrangement() == Arrangement::Narrow => {
            [Action::Follow, Action::Delete, Action::Cancel]
        }
        Pane::List => [Action::Follow, Action::Delete, Action::Filter],
    };
    wanted.into_iter().filter_map(hint).collect()
}

/// The look of the row: an alarm, a message, or what always stands there.
fn role_of(app: &App) -> Role {
    match app.told.message.as_ref().map(Message::is_alarm) {
        Some(true) => Role::Alarm,
        Some(false) => Role::Message,
        None => Role::Status,
    }
}

/// What the line is for and which passage that is about, in at most half of `width`.
fn on(app: &App, look: &Look, prompt: &Prompt, what: &str, width: u16, policy: WidthPolicy) -> String {
    let Some(subject) = &prompt.about else { return what.to_owned() };
    let lead = format!("{what} {}", on_passage(app, look, subject));
    truncate(&lead, usize::from(width / 2), Signs::of(policy).ellipsis, policy)
}

fn draw_prompt(
    canvas: &mut Canvas<'_>,
    app: &App,
    look: &Look,
    prompt: &Prompt,
    Area { x, y, width, .. }: Area,
) -> u16 {
    let words = &look.strings.words;
    let (end, style) = (x + width, look.theme(app).style(role_of(app)));
    let asks = match prompt.kind {
        PromptKind::Search => words.search.clone(),
        PromptKind::Command => words.command.clone(),
        PromptKind::Speaker => on(app, look, prompt, &words.speaker, width, canvas.policy),
        PromptKind::Tag => on(app, look, prompt, &words.tag, width, canvas.policy),
        PromptKind::Filter => words.filter.clone(),
        PromptKind::Question => words.find_question.clone(),
    };
    let lead = asks + &words.colon;
    let x = canvas.write((x, y), end, &lead, style);
    // The field scrolls by whole clusters so that the caret stays in it.
    let room = usize::from(end.saturating_sub(x + 1));
    let before = prompt.before_caret();
    let mut hidden = 0;
    let mut left = text_width(before, canvas.policy);
    for cluster in crate::layout::clusters::clusters(before, canvas.policy) {
        if left <= room {
            break;
        }
        left -= cluster.width;
        hidden = cluster.range.end;
    }
    let is_unknown = prompt.kind == PromptKind::Filter && prompt.text().is_empty();
    let shown = if is_unknown { format!(" {}", words.filter_keys) } else { prompt.text()[hidden..].to_owned() };
    canvas.write((x, y), end, &shown, style);
    x + left as u16
}

/// The last turn of the exchange that fills most of the screen, where at the end of a text what is read is in none: a caption, or
/// who wrote it down.
fn turn_in_view(app: &App) -> Option<usize> {
    if app.viewport.percent(&app.document) < 100 {
        return None;
    }
    let turns = app.viewport.visible().iter().filter_map(|row| app.document.turn_of(row.block));
    let mut rows: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for turn in turns {
        let (n_rows, last) = rows.entry(app.document.exchange_of(turn).start).or_default();
        (*n_rows, *last) = (*n_rows + 1, turn);
    }
    rows.into_values().max_by_key(|(n_rows, _)| *n_rows).map(|(_, last)| last)
}

/// Section, question and speaker at the place. What has no room is dropped: from the right, then the section, so that at last
/// the question is named.
fn whereabouts(app: &App, look: &Look, room: usize, canvas: &Canvas<'_>) -> String {
    let (document, signs) = (&app.document, Signs::of(canvas.policy));
    let block = app.viewport.place().block;
    let turn = document.turn_of(block).or_else(|| turn_in_view(app));
    let opening = turn.map(|index| &document.turns[document.exchange_of(index).start]);
    let number = opening.and_then(|opening| opening.number);
    let question = number.map(|number| format!("{} {number}/{}", look.strings.words.question, app.n_questions()));
    let section = document.section_of(block);
    let section = section.map(|section| truncate(document.heading(section), room / 2, signs.ellipsis, canvas.policy));
    let n_least = usize::from(section.is_some()) + usize::from(question.is_some());
    let mut parts: Vec<String> = section.into_iter().chain(question.clone()).collect();
    // A label such as `问` names nobody.
    let speaker = turn.and_then(|index| document.turns[index].speaker.as_deref());
    parts.extend(speaker.filter(|speaker| speaker.chars().count() > 1).map(str::to_owned));
    parts.extend(document.time_at(app.viewport.place()).map(clock));
    let inside = format!(" {} ", signs.inside);
    let fits = |parts: &[String]| text_width(&parts.join(&inside), canvas.policy) <= room;
    while parts.len() > n_least.max(1) && !fits(&parts) {
        parts.pop();
    }
    if fits(&parts) { parts.join(&inside) } else { question.unwrap_or_else(|| parts.swap_remove(0)) }
}
