//! The characters of a text that do something to it instead of showing: controls, marks of direction, and what is
//! invisible. This is the one table of them: the screen, all other output, exports and the clipboard go by it.

use std::ops::Deref;

/// What a character does where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// It shows.
    Seen,
    /// It moves the cursor, ends a line or begins a sequence: C0, DEL, C1 (general category Cc).
    Control,
    /// It turns the direction of what stands around it (Bidi_Control).
    Direction,
    /// It shows as nothing, or only changes how others show (Default_Ignorable_Code_Point, jamo fillers aside; line and
    /// paragraph separator; interlinear annotation).
    Invisible,
}

/// What `c` does where it is shown.
pub fn nature(c: char) -> Nature {
    match c {
        '\0'..='\x1F' | '\x7F'..='\u{9F}' => Nature::Control,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Nature::Direction,
        '\u{AD}' | '\u{34F}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{3164}' => Nature::Invisible,
        '\u{200B}'..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' => {
            Nature::Invisible
        }
        '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' => Nature::Invisible,
        '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}' => Nature::Invisible,
        _ => Nature::Seen,
    }
}

/// A control character as a picture of it (U+2400 and following); `None` for all others.
pub fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)),
        '\x7F' => Some('\u{2421}'),
        '\u{80}'..='\u{9F}' => Some('\u{2426}'),
        _ => None,
    }
}

/// A text that another program may be given as if it had been typed: without control characters and marks of direction.
/// Line feeds and tabs stay. Nothing else goes to the clipboard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlainText(String);

impl PlainText {
    /// `text` without what acts instead of showing, and how many characters were left out.
    pub fn of(text: &str) -> (Self, usize) {
        let plain: String = text.chars().filter(|c| is_plain(*c)).collect();
        let n_left_out = text.chars().count() - plain.chars().count();
        (PlainText(plain), n_left_out)
    }
}

impl Deref for PlainText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

fn is_plain(c: char) -> bool {
    match nature(c) {
        Nature::Seen | Nature::Invisible => true,
        Nature::Control => matches!(c, '\n' | '\t'),
        Nature::Direction => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_control_character_has_its_picture() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            assert_eq!(nature(c) == Nature::Control, c.is_control(), "{c:?}");
            assert_eq!(picture(c).is_some(), c.is_control(), "{c:?}");
        }
    }

    #[test]
    fn what_acts_is_left_out_and_counted() {
        #[track_caller]
        fn check(text: &str, expected: &str, n_left_out: usize) {
            let (plain, n) = PlainText::of(text);
            assert_eq!((&*plain, n), (expected, n_left_out), "{text:?}");
        }
        check("一\t二\n三", "一\t二\n三", 0);
        check("\u{1b}[201~\r\u{9b}5m\u{7f}\0", "[201~5m", 5);
        check("\u{202E}a\u{2066}b\u{2069}\u{61C}\u{200F}", "ab", 5);
        check("👨\u{200D}👩 葛\u{E0100} a\u{AD}b", "👨\u{200D}👩 葛\u{E0100} a\u{AD}b", 0);
    }
}
