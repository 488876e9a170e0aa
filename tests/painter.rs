//! The painter against a real terminal emulator that draws ambiguous characters wide, and against the same one set
//! narrow.
//!
//! The emulator is `vt100`, which draws them narrow; for the wide one the test hands it a stand-in ideograph for each
//! ambiguous character and translates back what it reads from the screen, so that each takes two cells as on
//! `xterm -cjk_width` or a VTE set to wide.
#![allow(clippy::unwrap_used)]

mod script;

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use script::{Emulator, SIZES, Wire, emoji, play, transcript};
use wenda::layout::ambiguous::ambiguous_kind;
use wenda::layout::width::WidthPolicy;
use wenda::terminal::backend::Painter;

/// A terminal that draws some characters in two cells though `vt100` does not.
struct Vt100 {
    screen: vt100::Parser,
    is_wide: fn(char) -> bool,
    stand_ins: Vec<char>,
}

/// The first of the ideographs that stand in for wide characters.
const STAND_IN: u32 = 0x2_0000;

impl Vt100 {
    /// One of this size that draws ambiguous characters wide or narrow.
    fn new(size: (u16, u16), wide: bool) -> Self {
        Vt100::with_wide(size, if wide { |c| ambiguous_kind(c).is_some() } else { |_| false })
    }

    fn with_wide((columns, rows): (u16, u16), is_wide: fn(char) -> bool) -> Self {
        Vt100 {
            screen: vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0),
            is_wide,
            stand_ins: Vec::new(),
        }
    }

    fn stand_in(&mut self, c: char) -> char {
        if !(self.is_wide)(c) {
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
}

impl Emulator for Vt100 {
    fn feed(&mut self, bytes: &[u8]) {
        let text: String = String::from_utf8_lossy(bytes).chars().map(|c| self.stand_in(c)).collect();
        self.screen.process(text.as_bytes());
    }

    fn look(&mut self) -> Vec<Vec<String>> {
        let (rows, columns) = self.screen.screen().size();
        (0..rows.get()).map(|y| (0..columns.get()).map(|x| self.cell(x, y)).collect()).collect()
    }
}

/// A terminal that draws each part of a cluster by itself, as `vt100` does: a family in six cells, a heart in one; and
/// flags in two cells or in four.
struct ByParts(Vt100);

impl Emulator for ByParts {
    fn feed(&mut self, bytes: &[u8]) {
        self.0.feed(bytes);
    }

    fn look(&mut self) -> Vec<Vec<String>> {
        self.0.look()
    }

    /// Of a cluster, its first part is all that has room for certain.
    fn shows(found: &str, symbol: &str) -> bool {
        found == symbol || symbol.chars().count() > 1 && found.chars().next() == symbol.chars().next()
    }
}

fn painter(size: (u16, u16)) -> impl Fn(Wire) -> Painter<Wire> {
    move |wire| Painter::with_size(wire, Size::new(size.0, size.1))
}

#[test]
fn nothing_slides_on_a_wide_terminal() {
    for size in SIZES {
        let (faults, _) = play(&transcript(), painter(size), size, WidthPolicy::WIDE, &mut Vt100::new(size, true));
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn nothing_slides_on_a_narrow_terminal() {
    for size in SIZES {
        let (faults, _) = play(&transcript(), painter(size), size, WidthPolicy::NARROW, &mut Vt100::new(size, false));
        assert_eq!(faults, Vec::<String>::new());
    }
}

/// A person may say `wide` where the terminal is not; then quotes have a gap, and nothing else is wrong.
#[test]
fn a_wide_layout_is_right_on_a_narrow_terminal_too() {
    for size in SIZES {
        let (faults, _) = play(&transcript(), painter(size), size, WidthPolicy::WIDE, &mut Vt100::new(size, false));
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn a_cluster_drawn_over_its_neighbours_harms_nothing_and_leaves_nothing() {
    let flags: [fn(char) -> bool; 2] = [|_| false, |c| ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)];
    for is_wide in flags {
        for size in SIZES {
            let mut terminal = ByParts(Vt100::with_wide(size, is_wide));
            let (faults, _) = play(&emoji(), painter(size), size, WidthPolicy::NARROW, &mut terminal);
            assert_eq!(faults, Vec::<String>::new());
        }
    }
}

/// This is what the painter is for: `ratatui`'s own backend slides if the layout takes ambiguous characters for narrow,
/// and leaves ghosts if the layout takes them for wide where the terminal does not.
#[test]
fn plain_ratatui_slides_and_leaves_ghosts() {
    for (policy, wide) in [(WidthPolicy::NARROW, true), (WidthPolicy::WIDE, false)] {
        for size in SIZES {
            let (faults, _) = play(&transcript(), CrosstermBackend::new, size, policy, &mut Vt100::new(size, wide));
            println!("plain ratatui at {size:?}, terminal wide {wide}: {} wrong cells", faults.len());
            assert!(!faults.is_empty());
        }
    }
}

#[test]
fn it_writes_no_more_than_plain_ratatui_needs() {
    for size in SIZES {
        let (_, ours) = play(&transcript(), painter(size), size, WidthPolicy::NARROW, &mut Vt100::new(size, false));
        let (_, theirs) =
            play(&transcript(), CrosstermBackend::new, size, WidthPolicy::NARROW, &mut Vt100::new(size, false));
        let ratio = ours as f64 / theirs as f64;
        println!("{size:?}: {ours} bytes, ratatui's own backend {theirs}, ratio {ratio:.2}");
        assert!(ratio <= 1.3);
    }
}
