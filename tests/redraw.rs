//! The law of the screen: whatever has been pressed, the screen with its colours equals the screen after a full redraw.
//!
//! Keys are pressed at random, the same in every run; the same bytes go to terminals that clear the other half of an
//! overwritten wide character and to terminals that keep it, that join emoji and that do not.
#![allow(clippy::unwrap_used)]

#[path = "emulator/grid.rs"]
mod grid;
#[allow(dead_code)]
mod script;

use grid::{Grid, Habits, OtherHalf};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;
use ratatui::{Terminal, TerminalOptions, Viewport};
use script::Wire;
use wenda::app::{App, Effect, Settings};
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Operation, Stamp};
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::layout::width::WidthPolicy;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::strings::{Language, Strings};
use wenda::terminal::backend::Painter;
use wenda::ui::theme::{DEFAULTS, Theme};
use wenda::ui::{self, Look};

const TALK: &str = include_str!("fixtures/breakwater.md");
const SIZES: [(u16, u16); 3] = [(80, 24), (61, 20), (120, 40)];
const N_STEPS: usize = 70;

/// What is pressed; what moves the text stands here more than once, and `«»` encloses what is typed.
const KEYS: &str = "j j j j k k d u space ctrl-b ] ] [ } { J K ) ( g G tab tab o b esc esc + - right right left ? R R v w p \
    m t 1 x U X C T n N : / «/石头»enter «/a»enter «:»esc a «好的✔️»enter & «\\the»esc ctrl-o";

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

/// A terminal in the hands of the painter.
struct Screen {
    terminal: Terminal<Painter<Wire>>,
    wire: Wire,
    grids: Vec<Grid>,
}

impl Screen {
    fn new(size: (u16, u16), habits: &[Habits]) -> Self {
        let wire = Wire::default();
        let painter = Painter::with_size(wire.clone(), Size::new(size.0, size.1));
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
        let terminal = Terminal::with_options(painter, TerminalOptions { viewport }).unwrap();
        Screen { terminal, wire, grids: habits.iter().map(|habits| Grid::new(size, *habits)).collect() }
    }

    /// Draws the state, and shows it on every grid; gives the cells that were to be drawn.
    fn draw(&mut self, app: &App, look: &Look) -> Buffer {
        let drawn = self.terminal.draw(|frame| ui::draw(frame, app, look)).unwrap().buffer.clone();
        let bytes = self.wire.written();
        self.grids.iter_mut().for_each(|grid| grid.feed(&bytes));
        drawn
    }
}

/// The ways in which the layout and the terminal can agree or differ about widths: what the layout believes, whether the
/// terminal joins emoji, and whether ambiguous characters are wide on it.
fn beliefs() -> [(WidthPolicy, [(bool, bool); 2]); 3] {
    let parted = WidthPolicy { full_quotes: true, ..WidthPolicy::NARROW.with_split_emoji() };
    [
        (WidthPolicy::NARROW, [(true, false), (false, false)]),
        (WidthPolicy::WIDE, [(true, true), (false, false)]),
        (parted, [(false, false), (true, false)]),
    ]
}

fn open(theme: usize, policy: WidthPolicy, size: (u16, u16)) -> (App, Look) {
    let document = reading::read(TALK.as_bytes(), "x.md", &ReadOptions::default(), &Lexicon::default_words());
    let mut names: Vec<String> = DEFAULTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.rotate_left(theme);
    let themes = DEFAULTS.iter().map(|(name, text)| ((*name).to_owned(), Theme::parse(text).unwrap())).collect();
    let look = Look { strings: Strings::of(Language::Chinese), themes };
    let settings =
        Settings { policy, themes: names, tags: vec!["海".to_owned()], offers: look.offers(), ..Settings::default() };
    (App::new(document, Marks::default(), Keymap::default(), settings, size), look)
}

/// Presses a key and does at once what the program is asked to do.
fn press(app: &mut App, key: Key, n_recorded: &mut usize) {
    if let Some(Effect::Record(change)) = app.press(key) {
        *n_recorded += 1;
        let (id, stamp) =
            (format!("operation-{n_recorded}"), Stamp(format!("2026-01-01T00:00:00.{n_recorded:03}Z-0000")));
        app.record(Operation { id: id.clone(), stamp, clock: None, device: "test".to_owned(), change: *change });
        app.saved(&id);
    }
}

/// The keys of one step: a key by its name, or what is typed and the key behind it.
fn keys_of(step: &str) -> Vec<Key> {
    let Some((typed, key)) = step.strip_prefix('«').and_then(|rest| rest.split_once('»')) else {
        return vec![step.parse().unwrap()];
    };
    typed.chars().map(Key::char).chain([key.parse().unwrap()]).collect()
}

/// Presses keys at random in one theme; gives what was left over, and what stands in colours that are none of the theme's.
fn faults(
    theme: usize,
    size: (u16, u16),
    (policy, terminals): (WidthPolicy, [(bool, bool); 2]),
    seed: u64,
) -> Vec<String> {
    let habits: Vec<Habits> = terminals
        .into_iter()
        .flat_map(|(joins, wide_ambiguous)| {
            [OtherHalf::Cleared, OtherHalf::Kept].map(|other_half| Habits { other_half, joins, wide_ambiguous })
        })
        .collect();
    let (mut app, look) = open(theme, policy, size);
    let steps: Vec<&str> = KEYS.split_whitespace().collect();
    let (mut chance, mut screen, mut n_recorded) = (Chance(seed), Screen::new(size, &habits), 0);
    let mut found = Vec::new();
    for step in 0..N_STEPS {
        let pressed = steps[chance.below(steps.len())];
        keys_of(pressed).into_iter().for_each(|key| press(&mut app, key, &mut n_recorded));
        let wanted = screen.draw(&app, &look);
        let mut anew = Screen::new(size, &habits);
        anew.draw(&app, &look);
        let when = format!("{} {size:?} {policy:?}, step {step} {pressed}", app.settings.themes[0]);
        for ((drawn, redrawn), habits) in screen.grids.iter().zip(&anew.grids).zip(&habits) {
            let difference = drawn.difference(redrawn);
            found.extend(
                difference.map(|(at, was, now)| format!("{when}: {habits:?} at {at:?}\n  was {was:?}\n  now {now:?}")),
            );
        }
        let in_theme = app.settings.themes[0] == "ink";
        let strayed =
            wanted.content.iter().position(|cell| !in_theme && (cell.fg == Color::Reset || cell.bg == Color::Reset));
        found.extend(strayed.map(|at| format!("{when}: {:?} stands in the terminal's own colours", wanted.pos_of(at))));
    }
    found
}

/// In one theme at every size. Each theme and each size meets each belief about widths.
#[track_caller]
fn check(theme: usize) {
    for (index, size) in SIZES.into_iter().enumerate() {
        let belief = beliefs()[(theme + index) % SIZES.len()];
        let found = faults(theme, size, belief, 0x9E37_79B9_7F4A_7C15 ^ (theme * 8 + index) as u64);
        assert!(found.is_empty(), "{} faults, the first:\n{}", found.len(), found[..found.len().min(3)].join("\n"));
    }
}

#[test]
fn a_screen_equals_itself_after_a_full_redraw_in_the_first_theme() {
    check(0);
}

#[test]
fn a_screen_equals_itself_after_a_full_redraw_in_the_second_theme() {
    check(1);
}

#[test]
fn a_screen_equals_itself_after_a_full_redraw_in_the_third_theme() {
    check(2);
}
