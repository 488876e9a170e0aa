//! A person with a document on a screen: presses keys and sees what is drawn.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{LazyLock, Mutex};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Style;
use wenda::app::lists::catalogue::{Kind, Row};
use wenda::app::{App, Effect, Listing, Settings};
use wenda::cli::args::Looks;
use wenda::cli::setup::setup_of_screen;
use wenda::document::Document;
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Operation, Stamp};
use wenda::input::action::Action;
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::input::mouse::{Gesture, Mouse};
use wenda::layout::width::{WidthPolicy, text_width};
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::strings::Language;
use wenda::ui::{self, Look};

/// Words, keys and settings.
type Set = (Look, Keymap, Settings);

/// Those of a language, found out once.
fn cached(language: &str) -> Set {
    static SETS: LazyLock<Mutex<BTreeMap<String, Set>>> = LazyLock::new(Mutex::default);
    let mut sets = SETS.lock().unwrap();
    let find = || {
        let set = setup_of_screen(&Looks { lang: Language::named(language), ..Looks::default() }, None);
        (set.look, set.keymap, set.settings)
    };
    sets.entry(language.to_owned()).or_insert_with(find).clone()
}

/// A person with a document on a screen.
pub struct Reader {
    /// The state.
    pub app: App,
    pub look: Look,
    screen: Terminal<TestBackend>,
    /// What was saved.
    operations: Vec<Operation>,
    /// What was sent to the clipboard.
    pub copied: Vec<String>,
    /// The documents that were read before.
    pub recent: Vec<Row>,
    /// What was to be opened.
    pub opened: Vec<String>,
    /// What else was asked of the world, each effect as its debug form.
    pub asked: Vec<String>,
    has_mouse: bool,
}

impl Reader {
    pub fn open(path: &str, size: (u16, u16), language: &str) -> Self {
        Self::open_marked(path, size, language, Vec::new())
    }

    /// Leaves, and opens the file at `path` with what was saved.
    pub fn reopen(self, path: &str) -> Self {
        let size = self.screen.backend().buffer().area.as_size();
        Self::open_marked(path, (size.width, size.height), "zh", self.operations)
    }

    fn open_marked(path: &str, size: (u16, u16), language: &str, operations: Vec<Operation>) -> Self {
        let document = open(Path::new(path), &ReadOptions::default(), &Lexicon::default_words()).unwrap();
        Self::with(document, size, language, operations)
    }

    /// A person with this document, and with the words of a language.
    pub fn of_document(document: Document, size: (u16, u16), language: &str) -> Self {
        Self::with(document, size, language, Vec::new())
    }

    /// One with a document that has been read, and with what was saved of it.
    pub fn with(document: Document, size: (u16, u16), language: &str, operations: Vec<Operation>) -> Self {
        let mut marks = Marks::default();
        marks.extend(operations.iter().cloned());
        let (look, keymap, settings) = cached(language);
        let app = App::new(document, marks, keymap, settings, size);
        let screen = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
        let (copied, recent, opened, asked) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Reader { app, look, screen, operations, copied, recent, opened, asked, has_mouse: true }
    }

    /// Presses the keys of a script, by their names in the keymap; what stands between `«` and `»` is typed.
    pub fn press(&mut self, script: &str) -> &mut Self {
        for word in script.split_whitespace() {
            match word.strip_prefix('«').and_then(|rest| rest.strip_suffix('»')) {
                Some(typed) => typed.chars().for_each(|c| self.press_key(Key::char(c))),
                None => self.press_key(word.parse().unwrap()),
            }
        }
        self
    }

    /// Presses a key and does at once what the program is asked to do.
    pub fn press_key(&mut self, key: Key) {
        let effect = self.app.press(key);
        self.perform(effect);
    }

    /// Does an action, and at once what the program is asked to do.
    pub fn act(&mut self, action: Action) {
        let effect = self.app.act(action, None);
        self.perform(effect);
    }

    /// Does something with the mouse, on the screen as it is.
    pub fn point(&mut self, mouse: Mouse) -> &mut Self {
        let spots = ui::spots(&self.app, &self.look, mouse.gesture);
        let effect = self.app.point(mouse, &spots);
        self.perform(effect);
        self
    }

    /// Does something with the mouse at the first cell of `words`, or at the last with `end`.
    pub fn mouse(&mut self, gesture: Gesture, words: &str, end: bool) -> &mut Self {
        let rows = self.rows();
        let y = rows.iter().position(|row| row.contains(words)).unwrap();
        let before = rows[y].find(words).unwrap() + if end { words.len() } else { 0 };
        let x = text_width(&rows[y][..before], WidthPolicy::NARROW);
        self.point(Mouse { gesture, x: x as u16, y: y as u16 })
    }

    fn perform(&mut self, effect: Option<Effect>) {
        match effect {
            Some(Effect::Record(change)) => {
                let n = self.operations.len() + 1;
                let id = format!("operation-{n}");
                let stamp = Stamp(format!("2026-01-01T00:00:00.{n:03}Z-0000"));
                let device = "test".to_owned();
                self.operations.push(Operation { id: id.clone(), stamp, clock: None, device, change: *change });
                self.app.record(self.operations[n - 1].clone());
                self.app.saved(&id);
            }
            Some(Effect::Copy(text)) => self.copied.push(text.to_string()),
            Some(Effect::Open(path, _) | Effect::OpenGiven(path)) => self.opened.push(path),
            Some(Effect::ListRecent) => self.app.show_documents(Kind::Recent, self.recent.clone()),
            Some(Effect::ListEverything) => self.app.list_gathered(Listing::Everything, Vec::new()),
            Some(Effect::Mouse) => {
                self.has_mouse = !self.has_mouse;
                self.app.mouse_is(self.has_mouse);
            }
            other => self.asked.extend(other.map(|effect| format!("{effect:?}"))),
        }
    }

    pub fn resize(&mut self, size: (u16, u16)) -> &mut Self {
        self.app.resize(size);
        self.screen.backend_mut().resize(size.0, size.1);
        self
    }

    /// Has the screen drawn in full the next time.
    pub fn forget_screen(&mut self) {
        self.screen.clear().unwrap();
    }

    /// The screen's cells.
    pub fn cells(&mut self) -> &Buffer {
        self.screen.draw(|frame| ui::draw(frame, &self.app, &self.look)).unwrap();
        self.screen.backend().buffer()
    }

    /// The rows of the screen.
    pub fn rows(&mut self) -> Vec<String> {
        let buffer = self.cells();
        (0..buffer.area.height).map(|y| row(buffer, y).iter().map(|(cell, _)| cell.symbol()).collect()).collect()
    }

    /// The rows as a person sees them, without the blanks at their ends.
    pub fn text(&mut self) -> String {
        self.rows().iter().map(|row| format!("{}\n", row.trim_end())).collect()
    }

    /// The text, then the screen once more with a letter for each cell's style, then what the letters mean.
    pub fn text_and_styles(&mut self) -> String {
        let mut shown = self.text();
        let buffer = self.cells();
        let mut styles: Vec<Style> = Vec::new();
        for y in 0..buffer.area.height {
            let mut letters = String::new();
            for (cell, width) in row(buffer, y) {
                let known = styles.iter().position(|style| *style == cell.style());
                let index = known.unwrap_or_else(|| {
                    styles.push(cell.style());
                    styles.len() - 1
                });
                letters.extend(std::iter::repeat_n((b'a' + index as u8) as char, width));
            }
            writeln!(shown, "{letters}").unwrap();
        }
        for (index, style) in styles.iter().enumerate() {
            let colours = [style.fg, style.bg].map(|colour| colour.unwrap_or_default());
            let (letter, [front, back]) = ((b'a' + index as u8) as char, colours);
            writeln!(shown, "{letter}: {front} on {back} {:?}", style.add_modifier).unwrap();
        }
        shown
    }
}

/// The cells of a row that show something, each with its width; those that a wide one covers are left out.
pub fn row(buffer: &Buffer, y: u16) -> Vec<(&Cell, usize)> {
    let mut shown = Vec::new();
    let mut x = 0;
    while let Some(cell) = buffer.cell((x, y)).filter(|_| x < buffer.area.width) {
        let width = text_width(cell.symbol(), WidthPolicy::NARROW).max(1);
        shown.push((cell, width));
        x += width as u16;
    }
    shown
}
