//! First bytes: tables of what the first byte of a character says of it, so that most characters are never read.

use std::ops::RangeInclusive;

/// For each first byte what is said of its range, or `otherwise`.
pub(super) const fn by_first_byte<T: Copy>(ranges: &[(RangeInclusive<u8>, T)], otherwise: T) -> [T; 256] {
    let mut table = [otherwise; 256];
    let mut row = 0;
    while row < ranges.len() {
        let mut byte = *ranges[row].0.start() as usize;
        while byte <= *ranges[row].0.end() as usize {
            table[byte] = ranges[row].1;
            byte += 1;
        }
        row += 1;
    }
    table
}

/// Those that begin three bytes each from U+4000 to U+9FFF: most ideographs, and nothing but ideographs and hexagrams.
pub(super) const IDEOGRAPHS: RangeInclusive<u8> = 0xe4..=0xe9;

/// How many cells a text has, nearly: two for each character of a range that is wide, one for each other.
pub(super) fn n_cells(text: &str) -> usize {
    // A byte that goes on with a character is none, one that begins a wide one is two. So many bytes at a time are counted in a
    // byte, which the machine does with many of them at once.
    const AT_ONCE: usize = 127;
    let cells = |byte: &u8| u8::from(byte & 0xc0 != 0x80) + u8::from(byte.wrapping_sub(0xe3) <= 0x0a || *byte == 0xf0);
    let of_some = |bytes: &[u8]| usize::from(bytes.iter().map(cells).fold(0_u8, u8::wrapping_add));
    text.as_bytes().chunks(AT_ONCE).map(of_some).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_what_is_said_of_its_range() {
        let table = by_first_byte(&[(b'a'..=b'c', 1), (0xff..=0xff, 2)], 0);
        let found: Vec<(usize, i32)> = table.into_iter().enumerate().filter(|(_, it)| *it > 0).collect();
        assert_eq!(found, [(0x61, 1), (0x62, 1), (0x63, 1), (0xff, 2)]);
    }

    #[test]
    fn a_text_has_as_many_cells_as_it_takes_on_screen() {
        let of = ["", "dark", "тьма", "灯塔守护", "등대", "とうだい", "a灯b", "ประภาคาร"].map(n_cells);
        assert_eq!(of, [0, 4, 4, 8, 4, 8, 4, 8]);
    }

    #[test]
    fn what_begins_like_an_ideograph_has_three_bytes() {
        let begins = |letter: char| IDEOGRAPHS.contains(&letter.to_string().as_bytes()[0]);
        assert!(['\u{4000}', '\u{9fff}'].into_iter().all(begins) && !['\u{3fff}', '\u{a000}'].into_iter().any(begins));
    }
}
