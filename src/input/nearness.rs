//! How near keys are to each other: where a key means nothing, the nearest that means something is named.

use super::key::{Key, KeyCode};

/// The rows of a keyboard (US), each key without and with Shift; each row begins half a key further right than the one above.
const ROWS: [(&str, &str); 4] = [
    ("`1234567890-=", "~!@#$%^&*()_+"),
    ("qwertyuiop[]\\", "QWERTYUIOP{}|"),
    ("asdfghjkl;'", "ASDFGHJKL:\""),
    ("zxcvbnm,./", "ZXCVBNM<>?"),
];

/// More than any two keys of the rows lie apart.
const FAR: usize = 1000;

/// Where a character is on the keyboard, in halves of a key from its upper left corner.
fn spot(c: char) -> Option<(usize, usize)> {
    ROWS.iter().enumerate().find_map(|(row, (plain, shifted))| {
        let at = plain.chars().position(|it| it == c).or(shifted.chars().position(|it| it == c))?;
        // the first key of the topmost row has none below it
        Some((2 * row, 2 * at + row + usize::from(row > 0)))
    })
}

/// How far two characters are from each other on the keyboard.
fn between(one: char, another: char) -> usize {
    let (Some((row, at)), Some((other_row, other_at))) = (spot(one), spot(another)) else { return FAR };
    if (row, at) == (other_row, other_at) {
        return 1;
    }
    2 + 2 * (row.abs_diff(other_row) + at.abs_diff(other_at))
}

/// How far two keys are from each other, whatever they are held with.
fn apart(one: KeyCode, another: KeyCode) -> usize {
    if one == another {
        return 0;
    }
    if let (KeyCode::Char(one), KeyCode::Char(another)) = (one, another) {
        return between(one, another);
    }
    if let (KeyCode::Function(one), KeyCode::Function(another)) = (one, another) {
        return 2 + usize::from(one.abs_diff(another));
    }
    FAR
}

impl Key {
    /// How far this key is from one that was pressed: 0 for the same, then the same in the other case or without what it was
    /// held with, then its neighbours; a key that has to be held with others is farther than those.
    pub fn distance(self, pressed: Key) -> usize {
        let dropped = usize::from(pressed.ctrl && !self.ctrl) + usize::from(pressed.alt && !self.alt);
        let added = usize::from(self.ctrl && !pressed.ctrl) + usize::from(self.alt && !pressed.alt);
        apart(self.code, pressed.code) + 2 * dropped + 10 * added
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_are_nearer_than_keys_far_away() {
        let distance = |one, other| Key::char(one).distance(Key::char(other));
        assert_eq!(distance('a', 'a'), 0);
        assert_eq!(distance('a', 'A'), 1);
        assert!(distance('i', 'u') < distance('i', 'y'));
        assert!(distance('z', 'x') < distance('z', 'm'));
        assert!(distance('中', 'x') > distance('`', '?'));
        let ctrl = Key { ctrl: true, ..Key::char('m') };
        assert!(Key::char('m').distance(ctrl) < Key::char('n').distance(ctrl));
        assert!(Key::char('n').distance(Key::char('m')) < ctrl.distance(Key::char('m')));
    }
}
