//! The painter against a real terminal emulator that draws ambiguous characters wide, and against the same one set
//! narrow.
//!
//! The emulator is `vt100`, which draws them narrow; for the wide one the test hands it a stand-in ideograph for each
//! ambiguous character and translates back what it reads from the screen, so that each takes two cells as on
//! `xterm -cjk_width` or a VTE set to wide.
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::{Rect, Size};
use ratatui::{Terminal, TerminalOptions, Viewport};
use wenda::app::{App, Settings};
use wenda::document::bookmark::Marks;
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::layout::ambiguous::ambiguous_kind;
use wenda::layout::width::WidthPolicy;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::strings::{Language, Strings};
use wenda::terminal::backend::Painter;
use wenda::ui::theme::{DEFAULTS, Theme};
use wenda::ui::{self, Look};

/// Keys that scroll, jump, open and close what lies over the page.
const SCRIPT: &str = "jjjd]]}}kkGg?q bobo]]juJJ";
const SIZES: [(u16, u16); 3] = [(80, 24), (61, 24), (120, 40)];

/// A transcript with everything that terminals draw in different widths.
fn transcript() -> String {
    let mut text = String::from("# “一河两岸”的合作——记者会\n\n");
    for n in 1..30 {
        text.push_str(&format!(
            "## 第{n}个话题 … “合作”与①②③\n\n《晨报》记者：有人说“河水——不等人……”，您怎么看‘第{n}条’？温度±2℃，Ⅲ级，№{n}。\n\n\
             安娜：Ελληνικά, русский язык и «кавычки», café naïve élève · ①②③℃×÷→■●★☆。这是“大写意”，也是‘工笔画’……\n\n\
             各方都说：“好。”——然而 ±5％ 的差距仍在，§{n}、¶{n}、†。\n\n"
        ));
    }
    text
}

/// Bytes that two owners see.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl io::Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal that draws ambiguous characters in one cell or in two.
struct Emulator {
    screen: vt100::Parser,
    wide: bool,
    stand_ins: Vec<char>,
}

/// The first of the ideographs that stand in for ambiguous characters.
const STAND_IN: u32 = 0x2_0000;

impl Emulator {
    fn new((columns, rows): (u16, u16), wide: bool) -> Self {
        Emulator {
            screen: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
            wide,
            stand_ins: Vec::new(),
        }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let text: String = String::from_utf8_lossy(bytes).chars().map(|c| self.stand_in(c)).collect();
        self.screen.process(text.as_bytes());
    }

    fn stand_in(&mut self, c: char) -> char {
        if !self.wide || ambiguous_kind(c).is_none() {
            return c;
        }
        let index = self.stand_ins.iter().position(|known| *known == c).unwrap_or_else(|| {
            self.stand_ins.push(c);
            self.stand_ins.len() - 1
        });
        char::from_u32(STAND_IN + index as u32).unwrap()
    }

    /// What stands in a cell; a blank for an empty one.
    fn cell(&self, x: u16, y: u16) -> String {
        let contents = self.screen.screen().cell(y, x).unwrap().contents().to_owned();
        let original = |c: char| {
            let index = u32::from(c).checked_sub(STAND_IN).map(|index| index as usize);
            index.and_then(|index| self.stand_ins.get(index)).copied().unwrap_or(c)
        };
        if contents.is_empty() { " ".to_owned() } else { contents.chars().map(original).collect() }
    }

    /// The cells that differ from what was to be drawn.
    fn faults(&self, wanted: &Buffer) -> Vec<String> {
        let mut faults = Vec::new();
        for y in 0..wanted.area.height {
            let mut x = 0;
            while x < wanted.area.width {
                let cell = &wanted[(x, y)];
                if self.cell(x, y) != cell.symbol() {
                    faults.push(format!("({x}, {y}): {:?} instead of {:?}", self.cell(x, y), cell.symbol()));
                }
                x += cell.cell_width().max(1);
            }
        }
        faults
    }
}

/// Plays the script; gives the faults seen after any frame, and the bytes that all frames took.
fn play<B: Backend>(make: impl Fn(Wire) -> B, size: (u16, u16), policy: WidthPolicy, wide: bool) -> (Vec<String>, usize)
where
    B::Error: std::fmt::Debug,
{
    let document = reading::read(transcript().as_bytes(), "x.md", &ReadOptions::default(), &Lexicon::default_words());
    let settings = Settings { policy, ..Settings::default() };
    let mut app = App::new(document, Marks::default(), Keymap::default(), settings, size);
    let themes = DEFAULTS.iter().map(|(name, text)| ((*name).to_owned(), Theme::parse(text).unwrap())).collect();
    let look = Look { strings: Strings::of(Language::Chinese), themes };
    let wire = Wire::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
    let mut terminal = Terminal::with_options(make(wire.clone()), TerminalOptions { viewport }).unwrap();
    let mut emulator = Emulator::new(size, wide);
    let (mut faults, mut n_bytes) = (Vec::new(), 0);
    for key in SCRIPT.chars() {
        app.press(Key::char(key));
        let frame = terminal.draw(|frame| ui::draw(frame, &app, &look)).unwrap();
        let bytes = std::mem::take(&mut *wire.0.borrow_mut());
        n_bytes += bytes.len();
        emulator.feed(&bytes);
        faults.extend(emulator.faults(frame.buffer).into_iter().map(|fault| format!("{size:?} after {key}: {fault}")));
    }
    (faults, n_bytes)
}

fn painter(size: (u16, u16)) -> impl Fn(Wire) -> Painter<Wire> {
    move |wire| Painter::with_size(wire, Size::new(size.0, size.1))
}

#[test]
fn nothing_slides_on_a_wide_terminal() {
    for size in SIZES {
        let (faults, _) = play(painter(size), size, WidthPolicy::WIDE, true);
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn nothing_slides_on_a_narrow_terminal() {
    for size in SIZES {
        let (faults, _) = play(painter(size), size, WidthPolicy::NARROW, false);
        assert_eq!(faults, Vec::<String>::new());
    }
}

/// A person may say `wide` where the terminal is not; then quotes have a gap, and nothing else is wrong.
#[test]
fn a_wide_layout_is_right_on_a_narrow_terminal_too() {
    for size in SIZES {
        let (faults, _) = play(painter(size), size, WidthPolicy::WIDE, false);
        assert_eq!(faults, Vec::<String>::new());
    }
}

/// This is what the painter is for: `ratatui`'s own backend slides if the layout takes ambiguous characters for narrow,
/// and leaves ghosts if the layout takes them for wide where the terminal does not.
#[test]
fn plain_ratatui_slides_and_leaves_ghosts() {
    for (policy, wide) in [(WidthPolicy::NARROW, true), (WidthPolicy::WIDE, false)] {
        for size in SIZES {
            let (faults, _) = play(CrosstermBackend::new, size, policy, wide);
            println!("plain ratatui at {size:?}, terminal wide {wide}: {} wrong cells", faults.len());
            assert!(!faults.is_empty());
        }
    }
}

#[test]
fn it_writes_no_more_than_plain_ratatui_needs() {
    for size in SIZES {
        let (_, ours) = play(painter(size), size, WidthPolicy::NARROW, false);
        let (_, theirs) = play(CrosstermBackend::new, size, WidthPolicy::NARROW, false);
        let ratio = ours as f64 / theirs as f64;
        println!("{size:?}: {ours} bytes, ratatui's own backend {theirs}, ratio {ratio:.2}");
        assert!(ratio <= 1.3);
    }
}
