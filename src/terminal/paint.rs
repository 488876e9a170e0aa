//! The look that the terminal writes in, and the codes that change it (SGR, ECMA-48 8.3.117).

use std::fmt::Write as _;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The look in force.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Paint {
    ink: Color,
    ground: Color,
    modifier: Modifier,
}

/// The modifiers with their codes.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

impl Paint {
    /// Changes to the look of `cell`.
    pub fn change(&mut self, cell: &Cell, bytes: &mut Vec<u8>) {
        let wanted = Paint { ink: cell.fg, ground: cell.bg, modifier: cell.modifier };
        if *self == wanted {
            return;
        }
        let mut codes = String::new();
        // taking a modifier away has codes that terminals disagree on (22 ends bold and dim): start anew
        if !wanted.modifier.contains(self.modifier) {
            codes.push_str("0;");
            *self = Paint::default();
        }
        if wanted.ink != self.ink {
            push_colour(wanted.ink, 30, &mut codes);
        }
        if wanted.ground != self.ground {
            push_colour(wanted.ground, 40, &mut codes);
        }
        for (modifier, code) in MODIFIERS {
            if wanted.modifier.contains(modifier) && !self.modifier.contains(modifier) {
                // writing to a string cannot fail
                let _ = write!(codes, "{code};");
            }
        }
        bytes.extend_from_slice(format!("\x1b[{}m", codes.trim_end_matches(';')).as_bytes());
        *self = wanted;
    }

    /// Back to the plain look, if it is another.
    pub fn leave(&mut self, bytes: &mut Vec<u8>) {
        if *self != Paint::default() {
            self.reset(bytes);
        }
    }

    /// Back to the plain look, whatever it is.
    pub fn reset(&mut self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[m");
        *self = Paint::default();
    }
}

/// Adds the code of a colour; `base` is 30 for the ink and 40 for the ground.
fn push_colour(colour: Color, base: u8, codes: &mut String) {
    let code = |offset: u8| format!("{};", base + offset);
    codes.push_str(&match colour {
        Color::Reset => code(9),
        Color::Black => code(0),
        Color::Red => code(1),
        Color::Green => code(2),
        Color::Yellow => code(3),
        Color::Blue => code(4),
        Color::Magenta => code(5),
        Color::Cyan => code(6),
        Color::Gray => code(7),
        Color::DarkGray => code(60),
        Color::LightRed => code(61),
        Color::LightGreen => code(62),
        Color::LightYellow => code(63),
        Color::LightBlue => code(64),
        Color::LightMagenta => code(65),
        Color::LightCyan => code(66),
        Color::White => code(67),
        Color::Indexed(index) => format!("{};5;{index};", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue};", base + 8),
    });
}
