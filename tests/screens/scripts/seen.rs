//! What a person sees at a moment, and whether that is what a script expects.

use wenda::app::layers::Layer;
use wenda::app::panes::Pane;
use wenda::document::place::Place;

use super::super::reader::Reader;

/// What there is to be seen, and what was asked of the world.
pub struct Moment {
    screen: String,
    looks: String,
    /// The text of the block that is read.
    block: String,
    /// The first row of the text in view.
    first: Option<(usize, usize)>,
    /// What is read, by block and byte.
    place: (usize, usize),
    focus: Pane,
    listing: String,
    page: String,
    written: String,
    layers: Vec<Layer>,
    prompt: Option<String>,
    chosen: String,
    selected: String,
    copied: Vec<String>,
    opened: Vec<String>,
    asked: Vec<String>,
    marks: Vec<String>,
}

impl Moment {
    /// The moment at hand.
    pub fn of(reader: &mut Reader) -> Self {
        // the colours of blank cells may be those of what stood there
        reader.forget_screen();
        let (screen, looks) = (reader.text(), reader.text_and_styles());
        let app = &reader.app;
        let entry = match (app.documents.shown(), app.panes.focus) {
            (Some(catalogue), _) => catalogue.chosen().map(|row| row.path.clone()),
            (None, Pane::Outline) => app.lists.outline.chosen().map(|entry| format!("{} {}", entry.sign, entry.text)),
            (None, _) => app.lists.list.chosen().map(|entry| format!("{} {}", entry.sign, entry.text)),
        };
        let passage = app.selecting.selection.map(|selection| selection.passage());
        Moment {
            screen,
            looks,
            block: app.document.block_text(app.viewport.place().block).to_owned(),
            first: app.viewport.visible().first().map(|row| (row.block, row.range.start)),
            place: (app.viewport.place().block, app.viewport.place().byte),
            focus: app.panes.focus,
            listing: format!("{:?}", app.lists.listing),
            page: app.documents.open.map_or_else(String::new, |kind| format!("{kind:?}")),
            written: app.over.note.as_ref().map_or_else(String::new, |note| note.text().replace('\n', "⏎")),
            layers: app.layers(),
            prompt: app.over.prompt.as_ref().map(|prompt| format!("{:?} {}", prompt.kind, prompt.text())),
            chosen: entry.unwrap_or_default(),
            selected: passage.map_or_else(String::new, |passage| between(reader, passage.start, passage.end)),
            copied: reader.copied.clone(),
            opened: reader.opened.clone(),
            asked: reader.asked.clone(),
            marks: app.shelf.in_order().iter().map(|(mark, _)| format!("{} {:?}", mark.note, mark.tags)).collect(),
        }
    }

    /// Whether nothing that is seen differs, and nothing else was asked.
    pub fn looks_as(&self, other: &Moment) -> bool {
        self.looks == other.looks
    }

    /// The first line in which two moments look otherwise.
    pub fn difference(&self, other: &Moment) -> String {
        let pairs = self.looks.lines().zip(other.looks.lines());
        let differing = pairs.into_iter().find(|(one, other)| one != other);
        differing.map_or_else(String::new, |(one, other)| format!("{one}\n{other}\n"))
    }

    pub fn screen(&self) -> &str {
        &self.screen
    }

    /// What is no part of the screen.
    pub fn told(&self) -> String {
        let Moment { block, focus, layers, prompt, chosen, selected, copied, opened, asked, marks, .. } = self;
        let block: String = block.chars().take(30).collect();
        format!(
            "at `{block}`, {focus:?}, {layers:?}, {prompt:?}, chosen `{chosen}`, selected `{selected}`, {copied:?} {opened:?} {asked:?} {marks:?}"
        )
    }
}

/// The text between two places.
fn between(reader: &Reader, start: Place, end: Place) -> String {
    let document = &reader.app.document;
    let part = |block: usize| {
        let text = document.block_text(block);
        let from = if block == start.block { start.byte } else { 0 };
        let to = if block == end.block { end.byte } else { text.len() };
        text[from..to].to_owned()
    };
    (start.block..=end.block).map(part).collect::<Vec<_>>().join("\n")
}

/// Whether a moment is what is expected; `before` is the one before the last key.
pub fn holds(expected: &str, now: &Moment, before: &Moment) -> bool {
    let (kind, what) = expected.split_once(' ').unwrap_or((expected, ""));
    let last_row = now.screen.lines().last().unwrap_or_default();
    match kind {
        "at" => now.block.contains(what),
        "says" => last_row.contains(what),
        "shows" => now.screen.contains(what),
        "hides" => !now.screen.contains(what),
        "down" => now.first > before.first,
        "up" => now.first < before.first,
        "further" => now.place > before.place,
        "earlier" => now.place < before.place,
        "still" => now.first == before.first,
        "nothing" => now.told() == before.told(),
        "listing" => now.listing == what,
        "page" => now.page == what,
        "written" => now.written == what,
        "focus" => format!("{:?}", now.focus) == what,
        "layers" => now.layers.iter().map(|layer| format!("{layer:?}")).collect::<Vec<_>>().join(" ") == what,
        "top" => now.layers.first().map(|layer| format!("{layer:?}")).unwrap_or_default() == what,
        "line" => now.prompt.as_deref().unwrap_or("none") == what || now.prompt.as_deref() == Some(&format!("{what} ")),
        "chosen" => now.chosen.contains(what),
        "selects" => now.selected == what,
        "starts" => now.selected.starts_with(what),
        "ends" => now.selected.ends_with(what),
        "copied" => now.copied.last().is_some_and(|copied| copied.contains(what)),
        "opened" => now.opened.last().is_some_and(|opened| opened == what),
        "asks" => now.asked.last().is_some_and(|asked| asked.starts_with(what)) && now.asked != before.asked,
        "marks" => now.marks.len().to_string() == what,
        "marked" => now.marks.iter().any(|mark| mark.contains(what)),
        _ => panic!("`{expected}`: no such expectation"),
    }
}
