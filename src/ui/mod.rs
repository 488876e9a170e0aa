//! Draws the state and changes nothing: frames, panes, the first and the last row, and what lies over them.

pub mod catalogue;
pub mod cells;
pub mod colour;
pub mod detail;
mod drawn;
pub mod faults;
pub mod frames;
pub mod layers;
#[cfg(test)]
mod legible;
pub mod links;
pub mod lists;
pub mod messages;
pub mod page;
pub mod popups;
pub mod printed;
pub mod raw;
pub mod roles;
pub mod signs;
pub mod status;
pub mod styles;
pub mod theme;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::layers::spots::{Does, Spot};
use crate::app::menu::command::{self, Command, Offer};
use crate::app::panes::{Area, Areas, Pane};
use crate::document::turn::TurnKind;
use crate::document::verdict::Verdict;
use crate::input::mouse::Gesture;
use crate::input::typed::Takes;
use crate::layout::width::WidthPolicy;
use crate::strings::{Language, Strings, put};
use cells::Canvas;
use frames::Rule;
use signs::Signs;
use theme::{Display, Ground, Role, Theme};

/// How everything looks and what it is called.
#[derive(Debug, Clone)]
pub struct Look {
    /// The words.
    pub strings: Strings,
    /// The themes by name; the state says which is in use.
    pub themes: Vec<(String, Theme)>,
}

impl Look {
    /// What the palette offers, in this language.
    pub fn offers(&self) -> Vec<Offer> {
        let correct = |verdict: &Verdict| put(&self.strings.words.correct, &[("what", &self.verdict(verdict))]);
        let ellipsis = Signs::of(WidthPolicy::NARROW).ellipsis;
        let taking = |words: &str| put(words, &[("text", ellipsis)]);
        let called = |command: &Command| match command {
            Command::Do(action) => self.strings.actions.get(action.name()).cloned().unwrap_or_default(),
            Command::NameSpeaker => correct(&Verdict::Speaker(ellipsis.to_owned())),
            Command::Correct(verdict) => correct(verdict),
            Command::Export | Command::Begin(Takes::Export) => self.strings.words.export_marks.clone(),
            Command::Begin(Takes::Open) => taking(&self.strings.words.word_open),
            Command::Begin(Takes::Write) => taking(&self.strings.words.word_write),
            Command::Begin(Takes::Set) => taking(&self.strings.words.word_set),
        };
        let languages = Language::ALL.map(Strings::of);
        let others = |command: &Command| match command {
            Command::Do(action) => {
                let called = languages.iter().filter_map(|strings| strings.actions.get(action.name()));
                called.cloned().collect::<Vec<_>>().join("\n")
            }
            Command::Export => {
                languages.iter().map(|strings| &*strings.words.export_marks).collect::<Vec<_>>().join("\n")
            }
            Command::NameSpeaker | Command::Correct(_) | Command::Begin(_) => String::new(),
        };
        let sentences = |command: &Command| {
            let said =
                languages.iter().chain([&self.strings]).filter_map(|strings| strings.sentences.get(command.name()));
            said.cloned().collect::<Vec<_>>().join("\n")
        };
        let offer = |command: Command| Offer {
            words: called(&command),
            others: others(&command),
            sentences: sentences(&command),
            command,
        };
        command::all().into_iter().map(offer).collect()
    }

    /// What a correction says.
    pub fn verdict(&self, verdict: &Verdict) -> String {
        let words = &self.strings.words;
        match verdict {
            Verdict::Begins(TurnKind::Question) => words.begins_question.clone(),
            Verdict::Begins(TurnKind::Answer) => words.begins_answer.clone(),
            Verdict::Begins(TurnKind::Statement) => words.begins_statement.clone(),
            Verdict::NoTurn => words.begins_nothing.clone(),
            Verdict::Heading => words.is_heading.clone(),
            Verdict::NoHeading => words.is_no_heading.clone(),
            Verdict::Speaker(name) => put(&words.name_speaker, &[("name", name)]),
        }
    }

    /// Draws all themes for this terminal.
    pub fn show_on(&mut self, display: Display) {
        self.themes.iter_mut().for_each(|(_, theme)| *theme = std::mem::take(theme).on(display));
    }

    /// Draws all themes for this ground.
    pub fn stand_on(&mut self, ground: Ground) {
        self.themes.iter_mut().for_each(|(_, theme)| *theme = std::mem::take(theme).on_ground(ground));
    }

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
    let (caret, _) = paint(frame.buffer_mut(), app, look);
    // The terminal's own cursor stands at the caret, where an input method opens its window, or else on the row that has the
    // focus, where what follows it (a magnifier, a braille display) finds it, seen or not.
    if let Some(Position { x, y }) = caret {
        let last = (size.width.saturating_sub(1), size.height.saturating_sub(1));
        frame.set_cursor_position(Position { x: x.min(last.0), y: y.min(last.1) });
    }
}

/// What of the screen does something when it is clicked, by the same code that paints it; nothing where `gesture` is no click.
pub fn spots(app: &App, look: &Look, gesture: Gesture) -> Vec<Spot> {
    match gesture {
        Gesture::Press { .. } => {
            let (width, height) = app.panes.size();
            let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width, height });
            paint(&mut buffer, app, look).1
        }
        Gesture::Drag | Gesture::Wheel { .. } | Gesture::Sideways { .. } => Vec::new(),
    }
}

/// Paints the screen into a buffer of its size; gives where the cursor stands, and what can be clicked.
fn paint(buffer: &mut Buffer, app: &App, look: &Look) -> (Option<Position>, Vec<Spot>) {
    let size = buffer.area;
    let screen = Area { x: 0, y: 0, width: size.width, height: size.height };
    let mut canvas = Canvas::new(buffer, app.settings.policy, look.theme(app).style(Role::Ground));
    if app.panes.too_small() {
        canvas.write((0, 0), screen.width, &look.strings.words.too_small, look.theme(app).style(Role::Prose));
        return (None, Vec::new());
    }
    let areas = app.panes.areas();
    match app.documents.shown() {
        Some(catalogue) => {
            let body =
                Area { y: areas.title.height, height: areas.status.y.saturating_sub(areas.title.height), ..screen };
            catalogue::draw(&mut canvas, app, look, body);
            catalogue::draw_title(&mut canvas, app, look, areas.title, catalogue);
        }
        None => {
            draw_panes(&mut canvas, app, look, &areas);
            status::draw_title(&mut canvas, app, look, areas.title);
        }
    }
    let mut caret = status::draw(&mut canvas, app, look, areas.status).map(|x| Position { x, y: areas.status.y });
    popups::draw_choices(&mut canvas, app, look, areas.status);
    popups::draw_following(&mut canvas, app, look, areas.status);
    if let Some(note) = &app.over.note {
        caret = Some(popups::draw_note(&mut canvas, app, look, note));
    }
    if let Some(first) = app.over.faults {
        caret = Some(faults::draw(&mut canvas, app, look, first));
    }
    (caret.or_else(|| focused_position(app, &areas)), canvas.into_spots())
}

/// Where the row begins that has the focus.
fn focused_position(app: &App, areas: &Areas) -> Option<Position> {
    match app.panes.focus {
        Pane::Text => page::reading_position(app),
        Pane::Outline => lists::chosen_position(&app.lists.outline, areas.outline.below_title()),
        Pane::List => lists::chosen_position(&app.lists.list, areas.list.below_title()),
    }
}

/// Whether the terminal's cursor is to be seen: where something is typed, and where the person wants it.
pub fn shows_cursor(app: &App) -> bool {
    app.over.prompt.is_some() || app.over.note.is_some() || app.settings.shows_cursor
}

fn draw_panes(canvas: &mut Canvas<'_>, app: &App, look: &Look, areas: &Areas) {
    let words = &look.strings.words;
    let theme = look.theme(app);
    let raw_title = raw::title(app, look);
    let (list_title, none) = (lists::title(app, look), lists::nothing(app, look));
    let no_outline = if app.is_partial { "" } else { words.no_outline.as_str() };
    let mut rules = vec![Rule { area: areas.rule, title: "", in_focus: false }];
    if !areas.text.is_empty() {
        page::draw(canvas, app, look);
        raw::draw(canvas, app, look, areas);
        rules.extend(app.raw.map(|_| raw::rule(areas)));
    }
    for (pane, area, title, list, none) in [
        (Pane::Outline, areas.outline, &words.outline, &app.lists.outline, no_outline),
        (Pane::List, areas.list, &list_title, &app.lists.list, none.as_str()),
    ] {
        let in_focus = app.panes.focus == pane;
        if area.is_empty() {
            continue;
        }
        if area.y > areas.title.height {
            rules.push(Rule { area: Area { height: 1, ..area }, title, in_focus });
        } else {
            frames::draw_title(canvas, theme, area, title, in_focus);
        }
        lists::draw(canvas, app, look, list, pane, area.below_title(), none);
    }
    let detail = detail::of(app, look, areas, canvas.policy);
    if let Some(detail) = &detail {
        detail.draw(canvas, theme);
        canvas.takes_clicks(detail.area, Does::Nothing);
    }
    // what lies over a rule ends it
    let covers = |detail: &detail::Detail, rule: &Rule<'_>| rule.area.x > detail.area.x && rule.area.y >= areas.text.y;
    if let Some(detail) = &detail {
        for rule in rules.iter_mut().filter(|rule| covers(detail, rule)) {
            rule.area.height = rule.area.height.min(detail.area.y.saturating_sub(rule.area.y));
        }
        rules.push(detail.rule());
    }
    frames::draw_rules(canvas, theme, &rules);
    if app.raw.is_some() && !areas.text.is_empty() {
        raw::draw_title(canvas, theme, areas, &raw_title, detail.as_ref().map(|detail| detail.area));
    }
}
