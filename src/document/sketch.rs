//! Sketches: a few numbers of a text by which it can be told how much two texts have in common.

use std::fmt;
use std::str::FromStr;

use xxhash_rust::xxh3::xxh3_64;

use super::ideographs::simplified;

/// How many numbers a sketch has; the error of a comparison is about the root of this, inverted: 0.09.
const SIZE: usize = 128;
/// How many neighbouring letters make one piece of text.
const PIECE: usize = 8;
/// Bytes that a letter is hashed as.
const LETTER: usize = 4;
/// Bytes of letters that are kept at once.
const ROW: usize = 4_096;

/// The least hash of the pieces of text in each of 128 classes (one-permutation MinHash). Punctuation and white
/// space are no part of it, and the two Chinese scripts are one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch(Vec<u32>);

/// What a class without a piece holds.
const NONE: u32 = u32::MAX;

impl Sketch {
    /// The sketch of `text`.
    pub fn of(text: &str) -> Self {
        let mut sketch = Sketch(vec![NONE; SIZE]);
        let mut letters = Letters::default();
        // Pieces overlap: they are read out of the row of letters, the beginning of which is dropped now and then.
        let mut row: Vec<u8> = Vec::with_capacity(ROW + LETTER);
        for letter in text.chars().filter(|&letter| is_ideograph(letter) || letters.has(letter)) {
            if row.len() >= ROW {
                row.drain(..row.len() - (PIECE - 1) * LETTER);
            }
            row.extend_from_slice(&u32::from(simplified(letter)).to_le_bytes());
            if let Some(start) = row.len().checked_sub(PIECE * LETTER) {
                sketch.take(&row[start..]);
            }
        }
        if (1..PIECE * LETTER).contains(&row.len()) {
            sketch.take(&row);
        }
        sketch
    }

    fn take(&mut self, piece: &[u8]) {
        let hash = xxh3_64(piece);
        let (class, number) = (hash as usize % SIZE, (hash >> 32) as u32);
        self.0[class] = self.0[class].min(number);
    }

    /// How much of two texts is in both, as a share of what is in either: 0 to 1.
    pub fn similarity(&self, other: &Sketch) -> f64 {
        let classes = self.0.iter().zip(&other.0).filter(|(one, other)| **one != NONE || **other != NONE);
        let (same, all) = classes.fold((0, 0), |(same, all), (one, other)| (same + usize::from(one == other), all + 1));
        if all == 0 { 0.0 } else { f64::from(u32::try_from(same).unwrap_or(0)) / f64::from(all) }
    }
}

/// Which characters are letters or digits, by rows of 256: the table of all alphabets is searched once for each row that
/// a text uses, and not at each of its letters, which takes longer than all else that reading does.
#[derive(Default)]
struct Letters {
    rows: Vec<Option<Box<[bool; 256]>>>,
}

impl Letters {
    fn has(&mut self, letter: char) -> bool {
        if letter.is_ascii() {
            return letter.is_ascii_alphanumeric();
        }
        let code = u32::from(letter);
        let row = code as usize >> 8;
        if row >= self.rows.len() {
            self.rows.resize(row + 1, None);
        }
        let is_letter = |at: usize| char::from_u32(code & !0xFF | at as u32).is_some_and(char::is_alphanumeric);
        let known = self.rows[row].get_or_insert_with(|| Box::new(std::array::from_fn(is_letter)));
        known[code as usize & 0xFF]
    }
}

/// Most letters of most texts, all of them alphabetic: told without the table of all alphabets.
fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{4E00}'..='\u{9FFF}')
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|number| write!(f, "{number:08x}"))
    }
}

impl FromStr for Sketch {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let numbers = text.as_bytes().chunks(8).map(|digits| {
            let digits = std::str::from_utf8(digits).map_err(|_| ())?;
            u32::from_str_radix(digits, 16).map_err(|_| ())
        });
        let numbers: Vec<u32> = numbers.collect::<Result<_, ()>>()?;
        if numbers.len() == SIZE { Ok(Sketch(numbers)) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(seed: usize, sentences: usize) -> String {
        (0..sentences).map(|at| format!("第{}句说的是{}号问题。", at * 31 + seed, (at + seed) * 17)).collect()
    }

    #[test]
    fn every_piece_is_taken_however_long_the_text_is() {
        for n in [0, 1, PIECE - 1, PIECE, PIECE + 1, ROW / LETTER, ROW / LETTER + 1, 3 * ROW] {
            let letters: Vec<u8> = (0..n as u32).flat_map(|at| (0x4E00 + at * 7 % 9_000).to_le_bytes()).collect();
            let text: String =
                letters.chunks(LETTER).filter_map(|b| char::from_u32(u32::from_le_bytes(b.try_into().ok()?))).collect();
            let plain: String = text.chars().filter(|&letter| simplified(letter) == letter).collect();
            let bytes: Vec<u8> = plain.chars().flat_map(|letter| u32::from(letter).to_le_bytes()).collect();
            let mut expected = Sketch(vec![NONE; SIZE]);
            if bytes.len() >= PIECE * LETTER {
                bytes.windows(PIECE * LETTER).step_by(LETTER).for_each(|piece| expected.take(piece));
            } else if !bytes.is_empty() {
                expected.take(&bytes);
            }
            assert_eq!(Sketch::of(&plain), expected, "{n} letters");
        }
    }

    #[test]
    fn letters_are_those_of_all_alphabets() {
        let mut letters = Letters::default();
        for letter in ('\0'..='\u{FFFF}').chain('\u{1F000}'..='\u{20010}').chain(['\u{10FFFF}']) {
            assert_eq!(letters.has(letter), letter.is_alphanumeric(), "{letter:?}");
        }
    }

    #[test]
    fn an_edited_text_is_like_itself_and_another_is_not() {
        let old = text(0, 300);
        let edited = old.replacen("问题", "议题", 30).replace('。', ". ");
        let likeness = |other: &str| Sketch::of(&old).similarity(&Sketch::of(other));
        assert!(likeness(&old) == 1.0 && likeness(&edited) > 0.6 && likeness(&text(7, 300)) < 0.3);
        assert!(Sketch::of("").similarity(&Sketch::of("")) == 0.0);
    }

    #[test]
    fn a_sketch_is_read_as_it_is_written() {
        let sketch = Sketch::of(&text(0, 300));
        assert_eq!(sketch.to_string().parse(), Ok(sketch));
        assert!("0".parse::<Sketch>().is_err());
    }
}
