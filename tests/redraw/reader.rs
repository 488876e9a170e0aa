//! A person who presses keys at random, the same in every run.

use wenda::app::{App, Effect, Settings};
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Operation, Stamp};
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::layout::width::WidthPolicy;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::strings::{Language, Strings};
use wenda::ui::Look;
use wenda::ui::theme::{DEFAULTS, Theme};

const TALK: &str = include_str!("../fixtures/breakwater.md");

/// What is pressed; what moves the text stands here more than once, and `«»` encloses what is typed.
const KEYS: &str = "j j j j j j k k k d d u space ctrl-b ] ] ] [ } { J K ) ( g G tab tab o b + - right right left \
    esc esc esc esc esc esc ? R R v w p m t 1 x U X C T n n N : / & enter «/石头»enter «/a»enter «/granite»enter «/合龙»enter «:»esc a «好的✔️»enter \
    «\\the»esc ctrl-o";

/// Numbers that look like chance and are the same every time (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

/// A person with the talk before them.
pub struct Reader {
    pub app: App,
    pub look: Look,
    chance: Chance,
    n_recorded: usize,
}

impl Reader {
    /// One whose screen is of that size and begins with that theme; each `seed` has keys of its own.
    pub fn open(theme: usize, policy: WidthPolicy, size: (u16, u16), seed: u64) -> Self {
        let document = reading::read(TALK.as_bytes(), "x.md", &ReadOptions::default(), &Lexicon::default_words());
        let mut names: Vec<String> = DEFAULTS.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.rotate_left(theme);
        let themes = DEFAULTS.iter().map(|(name, text)| ((*name).to_owned(), Theme::parse(text).unwrap())).collect();
        let look = Look { strings: Strings::of(Language::Chinese), themes };
        let settings = Settings {
            policy,
            themes: names,
            tags: vec!["海".to_owned()],
            offers: look.offers(),
            ..Settings::default()
        };
        let app = App::new(document, Marks::default(), Keymap::default(), settings, size);
        Reader { app, look, chance: Chance(0x9E37_79B9_7F4A_7C15 ^ seed), n_recorded: 0 }
    }

    /// Presses a key, or types something and presses the key that follows; gives its name.
    pub fn press_any(&mut self) -> &'static str {
        let steps: Vec<&str> = KEYS.split_whitespace().collect();
        let step = steps[self.chance.below(steps.len())];
        let (typed, key) = step.strip_prefix('«').and_then(|rest| rest.split_once('»')).unwrap_or(("", step));
        typed.chars().map(Key::char).chain([key.parse().unwrap()]).for_each(|key| self.press(key));
        step
    }

    /// Presses a key and does at once what the program is asked to do.
    fn press(&mut self, key: Key) {
        if let Some(Effect::Record(change)) = self.app.press(key) {
            self.n_recorded += 1;
            let n = self.n_recorded;
            let (id, stamp) = (format!("operation-{n}"), Stamp(format!("2026-01-01T00:00:00.{n:03}Z-0000")));
            let device = "test".to_owned();
            self.app.record(Operation { id: id.clone(), stamp, clock: None, device, change: *change });
            self.app.saved(&id);
        }
    }

    /// Presses the key that has all drawn anew; whatever is on the screen, it is asked for and nothing else happens.
    pub fn ask_for_redraw(&mut self) {
        assert_eq!(self.app.press("ctrl-l".parse().unwrap()), Some(Effect::Redraw));
    }

    /// The name of the theme in use.
    pub fn theme(&self) -> &str {
        &self.app.settings.themes[0]
    }
}
