//! Keys, independent of any terminal library, and their written names: `j`, `ctrl-d`, `page-down`.

use std::fmt;
use std::str::FromStr;

/// One key press.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeyCode,
    /// Held with Ctrl.
    pub ctrl: bool,
    /// Held with Alt.
    pub alt: bool,
}

/// The keys that wenda tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names on the keys explain themselves")]
pub enum KeyCode {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Function(u8),
}

/// The written names of keys that are no characters, and of those that cannot stand for themselves.
const NAMES: &[(&str, &str, KeyCode)] = &[
    ("enter", "Enter", KeyCode::Enter),
    ("esc", "Esc", KeyCode::Esc),
    ("tab", "Tab", KeyCode::Tab),
    ("shift-tab", "Shift-Tab", KeyCode::BackTab),
    ("backspace", "Backspace", KeyCode::Backspace),
    ("delete", "Del", KeyCode::Delete),
    ("up", "Up", KeyCode::Up),
    ("down", "Down", KeyCode::Down),
    ("left", "Left", KeyCode::Left),
    ("right", "Right", KeyCode::Right),
    ("home", "Home", KeyCode::Home),
    ("end", "End", KeyCode::End),
    ("page-up", "PgUp", KeyCode::PageUp),
    ("page-down", "PgDn", KeyCode::PageDown),
    ("space", "Space", KeyCode::Char(' ')),
];

/// What an input method's Chinese marks stand for while no text is being typed; the full-width forms of ASCII
/// (U+FF01 to U+FF5E) are folded by rule.
const CHINESE_MARKS: &[(char, char)] = &[
    ('　', ' '),
    ('。', '.'),
    ('、', '/'),
    ('【', '['),
    ('】', ']'),
    ('「', '{'),
    ('」', '}'),
    ('『', '{'),
    ('』', '}'),
    ('《', '<'),
    ('》', '>'),
    ('“', '"'),
    ('”', '"'),
    ('‘', '\''),
    ('’', '\''),
    ('￥', '$'),
    ('·', '`'),
];

impl Key {
    /// A key on its own.
    pub const fn plain(code: KeyCode) -> Self {
        Key { code, ctrl: false, alt: false }
    }

    /// A character key.
    pub const fn char(c: char) -> Self {
        Key::plain(KeyCode::Char(c))
    }

    /// The key as a command: full-width forms and Chinese marks typed with an input method act as their ASCII keys.
    pub fn as_command(self) -> Self {
        let KeyCode::Char(c) = self.code else { return self };
        let ascii = match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => CHINESE_MARKS.iter().find(|(mark, _)| *mark == c).map_or(c, |(_, ascii)| *ascii),
        };
        Key { code: KeyCode::Char(ascii), ..self }
    }

    /// The digit that the key types as a command, if any.
    pub fn digit(self) -> Option<usize> {
        let key = self.as_command();
        let KeyCode::Char(c) = key.code else { return None };
        c.to_digit(10).filter(|_| !key.ctrl && !key.alt).map(|digit| digit as usize)
    }
}

/// A key name that means nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownKey(pub String);

/// What follows `held` and a key that is held with it, whichever case it is written in: the screen has `Ctrl-d`.
fn held_with<'a>(name: &'a str, held: &str) -> Option<&'a str> {
    let (start, after) = name.split_at_checked(held.len())?;
    (start.eq_ignore_ascii_case(held) && !after.is_empty()).then_some(after)
}

impl FromStr for Key {
    /// The key of a name in `assets/keymap.toml`, or as it is printed.
    type Err = UnknownKey;

    fn from_str(name: &str) -> Result<Self, UnknownKey> {
        let mut key = Key::plain(KeyCode::Esc);
        let mut rest = name;
        loop {
            if let Some(after) = held_with(rest, "ctrl-") {
                (key.ctrl, rest) = (true, after);
            } else if let Some(after) = held_with(rest, "alt-") {
                (key.alt, rest) = (true, after);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        let word = rest.to_ascii_lowercase();
        let function = word.strip_prefix('f').and_then(|number| number.parse().ok()).filter(|n| (1..=24).contains(n));
        key.code = match (chars.next(), chars.as_str()) {
            (Some(c), "") => KeyCode::Char(c),
            _ => match (
                function,
                NAMES.iter().find(|(known, shown, _)| *known == word || shown.eq_ignore_ascii_case(&word)),
            ) {
                (Some(number), _) => KeyCode::Function(number),
                (None, Some((_, _, code))) => *code,
                (None, None) => return Err(UnknownKey(name.to_owned())),
            },
        };
        Ok(key)
    }
}

impl fmt::Display for Key {
    /// The key as a person reads it on the screen: `j`, `Ctrl-d`, `PgDn`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if let Some((_, shown, _)) = NAMES.iter().find(|(_, _, code)| *code == self.code) {
            return f.write_str(shown);
        }
        match self.code {
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::Function(n) => write!(f, "F{n}"),
            KeyCode::Enter | KeyCode::Esc | KeyCode::Tab | KeyCode::BackTab | KeyCode::Backspace => Ok(()),
            KeyCode::Delete | KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right => Ok(()),
            KeyCode::Home | KeyCode::End | KeyCode::PageUp | KeyCode::PageDown => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read() {
        assert_eq!("j".parse(), Ok(Key::char('j')));
        assert_eq!("G".parse(), Ok(Key::char('G')));
        assert_eq!("-".parse(), Ok(Key::char('-')));
        assert_eq!("ctrl-d".parse(), Ok(Key { ctrl: true, ..Key::char('d') }));
        assert_eq!("alt-down".parse(), Ok(Key { alt: true, ..Key::plain(KeyCode::Down) }));
        assert_eq!("f1".parse(), Ok(Key::plain(KeyCode::Function(1))));
        assert_eq!("f".parse(), Ok(Key::char('f')));
        assert!("".parse::<Key>().is_err());
        assert!("ctrl-".parse::<Key>().is_err());
        assert!("f99".parse::<Key>().is_err());
    }

    #[test]
    fn a_key_is_read_as_it_is_printed() {
        let codes = NAMES.iter().map(|(_, _, code)| *code).chain([KeyCode::Function(5), KeyCode::Char('G')]);
        for code in codes {
            for (ctrl, alt) in [(false, false), (true, false), (false, true)] {
                let key = Key { code, ctrl, alt };
                assert_eq!(key.to_string().parse(), Ok(key), "{key}");
            }
        }
        assert_eq!("ENTER".parse(), Ok(Key::plain(KeyCode::Enter)));
        assert_eq!("CTRL-d".parse(), Ok(Key { ctrl: true, ..Key::char('d') }));
    }

    #[test]
    fn full_width_forms_act_as_ascii_keys() {
        for (typed, meant) in "／：？ｊ】【》《　、".chars().zip("/:?j][>< /".chars()) {
            assert_eq!(Key::char(typed).as_command(), Key::char(meant), "{typed}");
        }
        assert_eq!(Key::char('中').as_command(), Key::char('中'));
        assert_eq!(Key::char('１').digit(), Some(1));
    }
}
