//! What a terminal sends: keys, pastes, the mouse, and what it says of itself, which may come in at any time among them.

use crate::input::key::{Key, KeyCode};
use crate::input::mouse::{Gesture, Mouse};
use crate::ui::colour::Rgb;

/// The byte that begins a sequence, and what the Esc key sends.
pub const ESC: u8 = 0x1B;

/// What a bracketed paste begins with.
pub const PASTE: &[u8] = b"\x1b[200~";

/// One thing that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incoming {
    /// A key.
    Key(Key),
    /// Pasted text.
    Paste(String),
    /// The terminal's cursor stands in this column of row 2, counted from 1 (CPR, `CSI 2 ; column R`). Row 2 because a
    /// report from row 1 looks like Shift-F3.
    Column(u16),
    /// The terminal says what it is (DA1, `CSI ? … c`): the answer to the last question.
    Identity,
    /// The terminal's ground has this colour (OSC 11).
    Ground(Rgb),
    /// The terminal's colours are others than before (DSR 997, of mode 2031).
    Recoloured,
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// A sequence that means nothing to us.
    Nothing,
}

/// The first thing in `bytes` and how many of them it takes; `None` as long as it may not have come in whole.
pub fn first(bytes: &[u8]) -> Option<(Incoming, usize)> {
    match bytes {
        [] | [ESC] => None,
        [ESC, b'[', rest @ ..] => control_sequence(rest).map(|(found, len)| (found, len + 2)),
        [ESC, b'O', last, ..] => Some((named(*last, 1, "").map_or(Incoming::Nothing, Incoming::Key), 3)),
        [ESC, b'O'] => None,
        [ESC, b']', rest @ ..] => string_end(rest).map(|len| (system_command(&rest[..len]), len + 2)),
        [ESC, b'P' | b'_' | b'^', rest @ ..] => string_end(rest).map(|len| (Incoming::Nothing, len + 2)),
        [ESC, ESC, ..] => Some((key(KeyCode::Esc), 1)),
        [ESC, rest @ ..] => match first(rest)? {
            (Incoming::Key(key), len) => Some((Incoming::Key(Key { alt: true, ..key }), len + 1)),
            (Incoming::Paste(_) | Incoming::Column(_) | Incoming::Identity, len)
            | (Incoming::Ground(_) | Incoming::Recoloured | Incoming::Mouse(_) | Incoming::Nothing, len) => {
                Some((Incoming::Nothing, len + 1))
            }
        },
        _ => character(bytes),
    }
}

/// What `bytes` begin with if no more follow: what begins like a sequence was typed after all. `None` for no bytes.
pub fn settle(bytes: &[u8]) -> Option<(Incoming, usize)> {
    match bytes {
        [] => None,
        [ESC, c @ (b'[' | b'O' | b'P' | b']' | b'_' | b'^')] => {
            Some((Incoming::Key(Key { alt: true, ..Key::char(char::from(*c)) }), 2))
        }
        [ESC, ..] => Some((key(KeyCode::Esc), 1)),
        _ => Some((Incoming::Nothing, bytes.len())),
    }
}

fn key(code: KeyCode) -> Incoming {
    Incoming::Key(Key::plain(code))
}

/// `CSI parameters intermediates final` (ECMA-48 5.4), behind the `CSI`.
fn control_sequence(bytes: &[u8]) -> Option<(Incoming, usize)> {
    let at = bytes.iter().position(|byte| !(0x20..0x40).contains(byte))?;
    let parameters = String::from_utf8_lossy(&bytes[..at]);
    let mut numbers = parameters.split(';');
    let (number, modifiers) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let held = modifiers.parse().unwrap_or(1);
    let found = match bytes[at] {
        b'R' if number == "2" => modifiers.parse().map_or(Incoming::Nothing, Incoming::Column),
        b'c' if parameters.starts_with('?') => Incoming::Identity,
        b'n' if number == "?997" => Incoming::Recoloured,
        b'M' if parameters.is_empty() => {
            return plain_mouse(&bytes[at + 1..]).map(|(found, len)| (found, at + 1 + len));
        }
        last @ (b'M' | b'm') => mouse(&parameters, last == b'm').map_or(Incoming::Nothing, Incoming::Mouse),
        b'~' if number == "200" => return pasted(&bytes[at + 1..]).map(|(text, len)| (text, at + 1 + len)),
        b'$' => Incoming::Nothing,
        last => named(last, held, number).map_or(Incoming::Nothing, Incoming::Key),
    };
    Some((found, at + 1))
}

/// A report of the mouse: `CSI < button ; column ; row M`, or `m` where a button was let go (xterm's mode 1006); without `<`
/// it is of the kind of rxvt (1015), whose buttons are counted from 32.
fn mouse(parameters: &str, is_let_go: bool) -> Option<Mouse> {
    let (numbers, first) = match parameters.strip_prefix('<') {
        Some(numbers) => (numbers, 0),
        None => (parameters, 32),
    };
    let mut numbers = numbers.split(';').map(str::parse::<u16>);
    let mut next = || numbers.next()?.ok();
    let (button, x, y) = (next()?.checked_sub(first)?, next()?, next()?);
    gesture(button).filter(|_| !is_let_go).map(|gesture| Mouse {
        gesture,
        x: x.saturating_sub(1),
        y: y.saturating_sub(1),
    })
}

/// The same of the first kind: three bytes follow, each greater by 32 than what it says.
fn plain_mouse(bytes: &[u8]) -> Option<(Incoming, usize)> {
    let [button, x, y] =
        bytes.get(..3)?.try_into().map(|bytes: [u8; 3]| bytes.map(|byte| byte.saturating_sub(32))).ok()?;
    let place = |byte: u8| u16::from(byte.saturating_sub(1));
    let mouse = gesture(button.into()).map(|gesture| Mouse { gesture, x: place(x), y: place(y) });
    Some((mouse.map_or(Incoming::Nothing, Incoming::Mouse), 3))
}

/// What a button does; 4, 8 and 16 are the keys held with it, 32 says that the pointer moves. The first button and the wheel
/// are ours.
fn gesture(button: u16) -> Option<Gesture> {
    match button & !(4 | 8 | 16) {
        0 => Some(Gesture::Press { clicks: 1 }),
        32 => Some(Gesture::Drag),
        64 => Some(Gesture::Wheel { down: false }),
        65 => Some(Gesture::Wheel { down: true }),
        66 => Some(Gesture::Sideways { right: false }),
        67 => Some(Gesture::Sideways { right: true }),
        _ => None,
    }
}

/// The text of a bracketed paste, up to `CSI 201 ~`.
fn pasted(bytes: &[u8]) -> Option<(Incoming, usize)> {
    const END: &[u8] = b"\x1b[201~";
    let at = bytes.windows(END.len()).position(|window| window == END)?;
    Some((Incoming::Paste(String::from_utf8_lossy(&bytes[..at]).into_owned()), at + END.len()))
}

/// `OSC 11 ; colour` with its end.
fn system_command(bytes: &[u8]) -> Incoming {
    let text = String::from_utf8_lossy(bytes);
    let colour = text.trim_end_matches(['\u{7}', '\u{1b}', '\\']).strip_prefix("11;").and_then(colour_of);
    colour.map_or(Incoming::Nothing, Incoming::Ground)
}

/// A colour as X writes it (XParseColor): `rgb:` or `rgba:` and parts of one to four hexadecimal digits, or `#` and three of
/// one length.
fn colour_of(text: &str) -> Option<Rgb> {
    let part = |digits: &str| {
        let most = 16_u32.checked_pow(u32::try_from(digits.len()).ok()?)? - 1;
        let value = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from(value * 255 / most.max(1)).ok()
    };
    let mut parts: Vec<&str> = match text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:")) {
        Some(parts) => parts.split('/').collect(),
        None => {
            let digits = text.strip_prefix('#').filter(|digits| digits.is_ascii() && digits.len() % 3 == 0)?;
            let third = digits.len() / 3;
            (0..3).map(|at| &digits[at * third..(at + 1) * third]).collect()
        }
    };
    parts.truncate(3);
    let [red, green, blue] = parts[..] else { return None };
    let is_number =
        |digits: &&str| (1..=4).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    let are_numbers = [red, green, blue].iter().all(is_number);
    are_numbers.then_some(Rgb(part(red)?, part(green)?, part(blue)?))
}

/// The length of a string sequence, which ends with ST or BEL.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let end = bytes.iter().position(|&byte| matches!(byte, 0x07 | ESC))?;
    if bytes[end] == 0x07 { Some(end + 1) } else { (bytes.len() > end + 1).then_some(end + 2) }
}

/// The key of a sequence with this final byte; `number` tells those that end with `~` apart. `held` is xterm's sum of
/// modifiers: 1, and 1 more with Shift, 2 with Alt, 4 with Ctrl.
fn named(last: u8, held: u8, number: &str) -> Option<Key> {
    let code = match (last, number) {
        (b'A', _) => KeyCode::Up,
        (b'B', _) => KeyCode::Down,
        (b'C', _) => KeyCode::Right,
        (b'D', _) => KeyCode::Left,
        (b'H', _) | (b'~', "1" | "7") => KeyCode::Home,
        (b'F', _) | (b'~', "4" | "8") => KeyCode::End,
        (b'Z', _) => KeyCode::BackTab,
        (b'P'..=b'S', _) => KeyCode::Function(last - b'P' + 1),
        (b'~', "3") => KeyCode::Delete,
        (b'~', "5") => KeyCode::PageUp,
        (b'~', "6") => KeyCode::PageDown,
        (b'~', _) => KeyCode::Function(function_number(number.parse().ok()?)?),
        _ => return None,
    };
    let held = held.saturating_sub(1);
    Some(Key { code, ctrl: held & 4 != 0, alt: held & 2 != 0 })
}

/// VT220 numbers its function keys with gaps.
fn function_number(number: u8) -> Option<u8> {
    match number {
        11..=15 => Some(number - 10),
        17..=21 => Some(number - 11),
        23 | 24 => Some(number - 12),
        _ => None,
    }
}

fn character(bytes: &[u8]) -> Option<(Incoming, usize)> {
    let ctrl = |c: u8| Incoming::Key(Key { ctrl: true, ..Key::char(char::from(c)) });
    let found = match bytes[0] {
        b'\r' => key(KeyCode::Enter),
        b'\t' => key(KeyCode::Tab),
        0x7F => key(KeyCode::Backspace),
        0 => ctrl(b' '),
        c @ 0x01..=0x1A => ctrl(c - 1 + b'a'),
        c @ 0x1C..=0x1F => ctrl(c - 0x1C + b'4'),
        _ => return utf8(bytes),
    };
    Some((found, 1))
}

fn utf8(bytes: &[u8]) -> Option<(Incoming, usize)> {
    let len = match bytes[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    let text = std::str::from_utf8(bytes.get(..len)?).ok();
    let found = text.and_then(|text| text.chars().next()).map(|c| Incoming::Key(Key::char(c)));
    Some(found.map_or((Incoming::Nothing, 1), |found| (found, len)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All that `bytes` mean, however they are cut into pieces.
    #[track_caller]
    fn check(bytes: &[u8], expected: &[Incoming]) {
        let (mut found, mut waiting) = (Vec::new(), Vec::new());
        for byte in bytes {
            waiting.push(*byte);
            while let Some((incoming, len)) = first(&waiting) {
                waiting.drain(..len);
                found.push(incoming);
            }
        }
        while let Some((incoming, len)) = settle(&waiting) {
            waiting.drain(..len);
            found.push(incoming);
        }
        found.retain(|incoming| *incoming != Incoming::Nothing);
        assert_eq!(found, expected);
    }

    #[test]
    fn keys_come_as_crossterm_gives_them() {
        check(
            "j文\r\t\u{7f}".as_bytes(),
            &[
                Incoming::Key(Key::char('j')),
                Incoming::Key(Key::char('文')),
                key(KeyCode::Enter),
                key(KeyCode::Tab),
                key(KeyCode::Backspace),
            ],
        );
        check(
            b"\x1b[A\x1bOB\x1b[6~\x1b[24~\x1b[Z",
            &[
                key(KeyCode::Up),
                key(KeyCode::Down),
                key(KeyCode::PageDown),
                key(KeyCode::Function(12)),
                key(KeyCode::BackTab),
            ],
        );
        let alt_down = Key { alt: true, ..Key::plain(KeyCode::Down) };
        let ctrl_d = Key { ctrl: true, ..Key::char('d') };
        check(b"\x1b[1;3B\x04", &[Incoming::Key(alt_down), Incoming::Key(ctrl_d)]);
        check(b"\x1b", &[key(KeyCode::Esc)]);
    }

    #[test]
    fn answers_are_told_from_keys() {
        check(
            b"\x1b[2;3Rj\x1b[?62;4c\x1b[?2026;2$y",
            &[Incoming::Column(3), Incoming::Key(Key::char('j')), Incoming::Identity],
        );
        check(b"\x1b[1;2R", &[key(KeyCode::Function(3))]);
        check(b"\x1bP>|xterm\x1b\\\x1b]10;rgb:0/0/0\x07", &[]);
    }

    #[test]
    fn the_ground_is_told_in_several_forms() {
        let solarized = [Incoming::Ground(Rgb(0, 43, 54))];
        check(b"\x1b]11;rgb:0000/2b2b/3636\x1b\\", &solarized);
        check(b"\x1b]11;rgb:00/2b/36\x07", &solarized);
        check(b"\x1b]11;rgba:00/2b/36/ff\x07", &solarized);
        check(b"\x1b]11;#002b36\x07", &solarized);
        for wrong in ["", "rgb:", "rgb:0/0", "rgb:00000/0/0", "rgb:+1/0/0", "#1", "#\u{e9}\u{e9}\u{e9}", "black"] {
            check(format!("\x1b]11;{wrong}\x07").as_bytes(), &[]);
        }
    }

    #[test]
    fn the_mouse_is_told_from_keys() {
        let at = |gesture, x, y| Incoming::Mouse(Mouse { gesture, x, y });
        let press = Gesture::Press { clicks: 1 };
        check(
            b"\x1b[<0;5;3M\x1b[<0;5;3m\x1b[<32;6;3M\x1b[<65;1;1M\x1b[<67;1;1M\x1b[<2;1;1Mj",
            &[
                at(press, 4, 2),
                at(Gesture::Drag, 5, 2),
                at(Gesture::Wheel { down: true }, 0, 0),
                at(Gesture::Sideways { right: true }, 0, 0),
                Incoming::Key(Key::char('j')),
            ],
        );
        check(b"\x1b[32;5;3M\x1b[96;0;0M", &[at(press, 4, 2), at(Gesture::Wheel { down: false }, 0, 0)]);
        check(b"\x1b[M %#q", &[at(press, 4, 2), Incoming::Key(Key::char('q'))]);
    }

    #[test]
    fn other_colours_are_told() {
        check(b"\x1b[?997;2nj", &[Incoming::Recoloured, Incoming::Key(Key::char('j'))]);
    }

    #[test]
    fn pasted_text_is_no_keys() {
        check("\x1b[200~q文\x1b[201~".as_bytes(), &[Incoming::Paste("q文".to_owned())]);
    }
}
