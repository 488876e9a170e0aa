//! A script of keys, played frame by frame to a terminal emulator; after each frame every cell of it is compared with
//! what was to be drawn.

use std::cell::RefCell;
use std::io;
use std::rc::Rc;

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use wenda::app::{App, Settings};
use wenda::document::bookmark::Marks;
use wenda::input::key::Key;
use wenda::input::keymap::Keymap;
use wenda::layout::width::WidthPolicy;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::strings::{Language, Strings};
use wenda::ui::theme::{DEFAULTS, Theme};
use wenda::ui::{self, Look};

/// Keys that scroll, jump, open and close what lies over the page.
const SCRIPT: &str = "jjjd]]}}kkGg??q BoBo]]juJJ";
pub const SIZES: [(u16, u16); 3] = [(80, 24), (61, 24), (120, 40)];

/// A transcript with everything that terminals draw in different widths.
pub fn transcript() -> String {
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

/// A transcript with clusters that terminals draw over more or fewer cells than their width.
pub fn emoji() -> String {
    let mut text = String::from("# 旗帜🇨🇳与一家👨\u{200D}👩\u{200D}👧\n\n");
    for n in 1..30 {
        let (families, words, flags) =
            ("👨\u{200D}👩\u{200D}👧".repeat(n % 4), "一二三四五六七".repeat(n % 5), "🇯🇵".repeat(n % 7));
        text.push_str(&format!(
            "## 第{n}节 ❤\u{FE0F} 爱\n\n《晨报》记者：您喜欢🇨🇳🇷🇺吗？{families}第{n}问。\n\n\
             安娜：我喜欢❤\u{FE0F}，{words}也喜欢👍🏽和🏳\u{FE0F}\u{200D}🌈，还有👩\u{200D}💻{flags}，1\u{FE0F}\u{20E3}，☎\u{FE0F}。\n\n\
             普通的一行字，e\u{301}le\u{300}ve，か\u{3099}，没有别的。\n\n"
        ));
    }
    text
}

/// Bytes that two owners see.
#[derive(Clone, Default)]
pub struct Wire(Rc<RefCell<Vec<u8>>>);

impl Wire {
    /// What has been written since this was last asked.
    pub fn written(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.borrow_mut())
    }
}

impl io::Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A terminal emulator that can be looked at cell by cell.
pub trait Emulator {
    /// Takes in what a program writes.
    fn feed(&mut self, bytes: &[u8]);

    /// What stands in each cell of each row; a blank for an empty cell and for the second half of a wide character.
    fn look(&mut self) -> Vec<Vec<String>>;

    /// Whether a cell in which `found` stands shows `symbol`.
    fn shows(found: &str, symbol: &str) -> bool {
        found == symbol
    }
}

/// The cells that differ from what was to be drawn, in words.
fn faults<E: Emulator>(emulator: &mut E, wanted: &Buffer) -> Vec<String> {
    let seen = emulator.look();
    let (mut faults, mut hidden) = (Vec::new(), Vec::new());
    let mut check = |(x, y): (u16, u16), symbol: &str| {
        let found = &seen[usize::from(y)][usize::from(x)];
        if !E::shows(found, symbol) {
            faults.push(format!("({x}, {y}): {found:?} instead of {symbol:?}"));
        }
    };
    for y in 0..wanted.area.height {
        let mut x = 0;
        while x < wanted.area.width {
            let cell = &wanted[(x, y)];
            let end = x + cell.cell_width().max(1);
            check((x, y), cell.symbol());
            // what a wide cluster would cover was to be drawn too
            let covered = (x + 1..end).filter(|x| wanted[(*x, y)].symbol() != " ");
            hidden.extend(covered.map(|x| format!("({x}, {y}): {:?} is covered", wanted[(x, y)].symbol())));
            // a terminal may draw the second part of a cluster in the second cell
            if cell.symbol().chars().count() == 1 {
                (x + 1..end).for_each(|x| check((x, y), " "));
            }
            x = end;
        }
    }
    faults.extend(hidden);
    faults
}

/// Plays the script to an emulator; gives the faults seen after any frame, and the bytes that all frames took.
pub fn play<B: Backend, E: Emulator>(
    text: &str,
    make: impl Fn(Wire) -> B,
    size: (u16, u16),
    policy: WidthPolicy,
    emulator: &mut E,
) -> (Vec<String>, usize)
where
    B::Error: std::fmt::Debug,
{
    let document = reading::read(text.as_bytes(), "x.md", &ReadOptions::default(), &Lexicon::default_words());
    let settings = Settings { policy, ..Settings::default() };
    let mut app = App::new(document, Marks::default(), Keymap::default(), settings, size);
    let themes = DEFAULTS.iter().map(|(name, text)| ((*name).to_owned(), Theme::parse(text).unwrap())).collect();
    let look = Look { strings: Strings::of(Language::Chinese), themes };
    let wire = Wire::default();
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
    let mut terminal = Terminal::with_options(make(wire.clone()), TerminalOptions { viewport }).unwrap();
    let (mut found, mut n_bytes) = (Vec::new(), 0);
    for key in SCRIPT.chars() {
        app.press(Key::char(key));
        let frame = terminal.draw(|frame| ui::draw(frame, &app, &look)).unwrap();
        let bytes = wire.written();
        n_bytes += bytes.len();
        emulator.feed(&bytes);
        let faults = faults(emulator, frame.buffer).into_iter();
        found.extend(faults.map(|fault| format!("{size:?} after {key}: {fault}")));
    }
    (found, n_bytes)
}
