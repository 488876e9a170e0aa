//! Ideographs: one form for a character that is written in several, so that a text is found again in the other script.

use std::ops::RangeInclusive;

use unicode_normalization::char::decompose_canonical;

/// Pairs of characters; the head of the file says which and where they are from.
const PAIRS: &[u8] = include_bytes!("../../assets/simplified.txt");
/// The ideographs that [`PAIRS`] speaks of: all have three bytes in UTF-8.
const FIRST: u16 = 0x3400;
const LAST: u16 = 0x9FFF;
/// How many there are.
const SIZE: usize = (LAST - FIRST) as usize + 1;
/// Ideographs that other character sets count twice; Unicode has them only for conversion there and back.
const COMPATIBILITY: RangeInclusive<char> = '\u{F900}'..='\u{FAFF}';

/// What each ideograph simplifies to; 0 for one that stands for itself. The compiler makes it, so that no start waits.
static SIMPLIFIED: [u16; SIZE] = table();

/// The form that stands for `c` and for what means the same in the other script: `国` for `國`, `发` for `發` and `髮`.
/// Anything but an ideograph stands for itself.
///
/// Several traditional characters share a simplified one, so that the way is never back, and a text must not be shown
/// so. Which one a word wants is not looked at.
pub fn simplified(c: char) -> char {
    if !COMPATIBILITY.contains(&c) {
        return simplified_unified(c);
    }
    let mut unified = c;
    decompose_canonical(c, |only| unified = only);
    simplified_unified(unified)
}

fn simplified_unified(c: char) -> char {
    let place = u32::from(c).checked_sub(u32::from(FIRST)).and_then(|place| usize::try_from(place).ok());
    match place.and_then(|place| SIMPLIFIED.get(place)) {
        None | Some(0) => c,
        Some(&form) => char::from_u32(u32::from(form)).unwrap_or(c),
    }
}

/// Reads [`PAIRS`]: comment lines begin with `#`, and what is not ASCII comes in pairs.
const fn table() -> [u16; SIZE] {
    let mut table = [0; SIZE];
    let mut at = 0;
    while at < PAIRS.len() {
        if PAIRS[at] == b'#' {
            while PAIRS[at] != b'\n' {
                at += 1;
            }
        } else if PAIRS[at].is_ascii() {
            at += 1;
        } else {
            table[(code(at) - FIRST) as usize] = code(at + 3);
            at += 6;
        }
    }
    table
}

/// The code point of the three bytes of [`PAIRS`] from `at` (RFC 3629, section 3).
const fn code(at: usize) -> u16 {
    assert!(PAIRS[at] & 0xF0 == 0xE0, "a character outside U+0800 to U+FFFF");
    ((PAIRS[at] & 0x0F) as u16) << 12 | ((PAIRS[at + 1] & 0x3F) as u16) << 6 | (PAIRS[at + 2] & 0x3F) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(text.chars().map(simplified).collect::<String>(), expected);
    }

    #[test]
    fn traditional_characters_are_simplified() {
        check("中國經濟的發展與頭髮", "中国经济的发展与头发");
        check("為瞭解、答覆、憑藉", "为了解、答复、凭借");
        check("香港衞生署敍述，臺灣看著裡面", "香港卫生署叙述，台湾看着里面");
    }

    #[test]
    fn what_is_simplified_or_no_ideograph_stays() {
        check("中国经济 Q1，カタカナ한국어🇨🇳", "中国经济 Q1，カタカナ한국어🇨🇳");
        check("好像与现象，哩与里，画与划", "好像与现象，哩与里，画与划");
    }

    #[test]
    fn compatibility_ideographs_are_unified() {
        check("\u{F98E}\u{F94C}", "年楼");
    }

    #[test]
    fn no_form_stands_for_another() {
        let n_changed = ('\u{3400}'..='\u{9FFF}').filter(|&c| simplified(c) != c).count();
        assert!(n_changed > 2900, "{n_changed}");
        assert!(('\0'..=char::MAX).all(|c| simplified(simplified(c)) == simplified(c)));
    }
}
