//! The law of the screen: whatever has been pressed, the screen with its colours equals the screen after a full redraw.
//!
//! Keys are pressed at random, the same in every run; the same bytes go to terminals that clear the other half of an
//! overwritten wide character and to terminals that keep it, that join emoji and that do not.
#![allow(clippy::unwrap_used)]

#[path = "../emulator/grid.rs"]
mod grid;
mod other_size;
mod reader;
#[allow(dead_code)]
#[path = "../script/mod.rs"]
mod script;

use grid::{Grid, Habits, OtherHalf};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::Color;
use ratatui::{Terminal, TerminalOptions, Viewport};
use reader::Reader;
use script::Wire;
use wenda::layout::width::WidthPolicy;
use wenda::terminal::backend::Painter;
use wenda::ui;
use wenda::ui::theme::DEFAULTS;

/// Keys that are pressed in one theme at one size.
const N_STEPS: usize = 90;

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
    fn draw(&mut self, reader: &Reader) -> Buffer {
        let drawn = self.terminal.draw(|frame| ui::draw(frame, &reader.app, &reader.look)).unwrap().buffer.clone();
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

/// Presses keys at random; gives what was left over, and what stands in colours that are none of the theme's.
fn faults(reader: &mut Reader, size: (u16, u16), terminals: [(bool, bool); 2]) -> Vec<String> {
    let kinds = [OtherHalf::Cleared, OtherHalf::Kept].into_iter().flat_map(|kind| terminals.map(|it| (kind, it)));
    let habits: Vec<Habits> =
        kinds.map(|(other_half, (joins, wide_ambiguous))| Habits { other_half, joins, wide_ambiguous }).collect();
    let mut screen = Screen::new(size, &habits);
    let mut found = Vec::new();
    for step in 0..N_STEPS {
        let pressed = reader.press_any();
        let wanted = screen.draw(reader);
        reader.ask_for_redraw();
        let mut anew = Screen::new(size, &habits);
        anew.draw(reader);
        let when = format!("{} {size:?}, step {step} {pressed}", reader.theme());
        for ((drawn, redrawn), habits) in screen.grids.iter().zip(&anew.grids).zip(&habits) {
            let differs = drawn.difference(redrawn);
            found.extend(
                differs.map(|(at, was, now)| format!("{when}: {habits:?} {at:?}\n  was {was:?}\n  now {now:?}")),
            );
        }
        // the first theme alone is made of the terminal's own colours
        let has_colours = reader.theme() != DEFAULTS[0].0;
        let is_bare = |cell: &Cell| has_colours && (cell.fg == Color::Reset || cell.bg == Color::Reset);
        let bare = wanted.content.iter().position(is_bare).map(|at| wanted.pos_of(at));
        found.extend(bare.map(|at| format!("{when}: {at:?} stands in the terminal's own colours")));
    }
    found
}

/// In every theme at one size. Each theme and each size meets each belief about widths.
#[track_caller]
fn check(size: (u16, u16), index: usize) {
    for theme in 0..DEFAULTS.len() {
        let (policy, terminals) = beliefs()[(theme + index) % 3];
        let mut reader = Reader::open(theme, policy, size, (theme * 8 + index) as u64);
        let found = faults(&mut reader, size, terminals);
        assert!(found.is_empty(), "{} faults, the first:\n{}", found.len(), found[..found.len().min(3)].join("\n"));
    }
}

#[test]
fn a_screen_equals_itself_after_a_full_redraw() {
    check((80, 24), 0);
}

#[test]
fn a_low_and_narrow_screen_equals_itself_after_a_full_redraw() {
    check((61, 20), 1);
}

#[test]
fn a_large_screen_equals_itself_after_a_full_redraw() {
    check((120, 40), 2);
}
