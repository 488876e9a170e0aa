//! Skeletons: the characters of a text that matter when two versions of it are compared, and where they stand in it.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

/// Gives the form in which characters are compared; `None` for one that does not count.
pub type Fold = fn(char) -> Option<char>;

/// The characters of a text without white space, each in its folded form. Positions and ranges count in these.
#[derive(Debug, Clone)]
pub struct Skeleton<'a> {
    text: &'a str,
    characters: Vec<char>,
    /// The byte of `text` that each character stands at.
    bytes: Vec<usize>,
    /// Whether the character stands behind white space.
    is_spaced: Vec<bool>,
    /// How often words were looked for.
    n_searches: Cell<usize>,
    pairs: OnceCell<Pairs>,
}

/// After so many searches the whole is put in an index: one search is faster without, 100,000 lost marks are not.
const WORTH_AN_INDEX: usize = 32;
/// Into how many classes pairs of neighbours are put.
const CLASSES: usize = 1 << 16;

/// Where pairs of neighbouring characters stand, by the class of the pair.
#[derive(Debug, Clone)]
struct Pairs {
    /// Where the positions of each class begin, and the end of the last.
    starts: Vec<u32>,
    /// The positions, those of one class together and in order.
    positions: Vec<u32>,
}

impl Pairs {
    fn of(characters: &[char]) -> Self {
        let mut starts = vec![0; CLASSES + 1];
        characters.windows(2).for_each(|pair| starts[class(pair) + 1] += 1);
        (0..CLASSES).for_each(|class| starts[class + 1] += starts[class]);
        let mut next = starts.clone();
        let mut positions = vec![0; characters.len().saturating_sub(1)];
        for (pair, at) in characters.windows(2).zip(0..) {
            let slot = &mut next[class(pair)];
            positions[*slot as usize] = at;
            *slot += 1;
        }
        Pairs { starts, positions }
    }

    /// Where pairs of the class of this one stand.
    fn like(&self, pair: &[char]) -> &[u32] {
        let class = class(pair);
        &self.positions[self.starts[class] as usize..self.starts[class + 1] as usize]
    }
}

/// The class of the pair that `characters` begin with.
fn class(characters: &[char]) -> usize {
    let mixed = (characters[0] as u32).wrapping_mul(0x9E37_79B1) ^ (characters[1] as u32).wrapping_mul(0x85EB_CA77);
    (mixed >> 16) as usize
}

impl<'a> Skeleton<'a> {
    /// The skeleton of `text`.
    pub fn of(text: &'a str, fold: Fold) -> Self {
        let mut skeleton = Skeleton {
            text,
            characters: Vec::new(),
            bytes: Vec::new(),
            is_spaced: Vec::new(),
            n_searches: Cell::new(0),
            pairs: OnceCell::new(),
        };
        let mut is_spaced = true;
        for (byte, character) in text.char_indices() {
            match fold(character).filter(|folded| !folded.is_whitespace()) {
                Some(folded) => {
                    skeleton.characters.push(folded);
                    skeleton.bytes.push(byte);
                    skeleton.is_spaced.push(std::mem::take(&mut is_spaced));
                }
                None => is_spaced |= character.is_whitespace(),
            }
        }
        skeleton
    }

    /// How many characters it has.
    pub fn len(&self) -> usize {
        self.characters.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// The characters of a range.
    pub fn slice(&self, range: Range<usize>) -> &[char] {
        &self.characters[range]
    }

    /// The positions of the characters within some bytes of the text.
    pub fn positions(&self, bytes: Range<usize>) -> Range<usize> {
        let position = |byte| self.bytes.partition_point(|&at| at < byte);
        position(bytes.start)..position(bytes.end)
    }

    /// The bytes of the text from the first to the last character of a range that is not empty.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = self.bytes[range.end - 1];
        let width = self.text[last..].chars().next().map_or(0, char::len_utf8);
        self.bytes[range.start]..last + width
    }

    /// Where `words` stand.
    pub fn find_all<'s>(&'s self, words: &'s [char]) -> impl Iterator<Item = usize> + 's {
        let last = self.len().checked_sub(words.len()).filter(|_| !words.is_empty());
        let pairs = if words.len() < 2 { None } else { self.pairs() };
        let (starts, listed) = match pairs {
            Some(pairs) => (0..0, pairs.like(words)),
            None => (last.map_or(0..0, |last| 0..last + 1), &[][..]),
        };
        let starts = starts.chain(listed.iter().map(|&at| at as usize));
        starts.filter(move |&at| self.characters[at] == words[0] && self.characters[at..].starts_with(words))
    }

    /// The index, if there is one by now.
    fn pairs(&self) -> Option<&Pairs> {
        self.n_searches.set(self.n_searches.get() + 1);
        // Positions have 32 bits; no document is so long.
        let is_worth_it = self.n_searches.get() > WORTH_AN_INDEX && u32::try_from(self.len()).is_ok();
        is_worth_it.then(|| self.pairs.get_or_init(|| Pairs::of(&self.characters)))
    }

    /// The text in pieces that end with punctuation: whatever the lines, the same words make the same pieces.
    pub fn clauses(&self) -> Vec<Range<usize>> {
        self.pieces(0..self.len(), |at| !self.characters[at].is_alphanumeric())
    }

    /// A range in words, and where words aren't parted by spaces, in characters.
    pub fn tokens(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let end = range.end;
        self.pieces(range, |at| {
            let next = at + 1;
            next >= end
                || self.is_spaced[next]
                || !is_of_word(self.characters[at])
                || !is_of_word(self.characters[next])
        })
    }

    /// A range in pieces, each of which ends at a position that `is_end`.
    fn pieces(&self, range: Range<usize>, is_end: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut start = range.start;
        for at in range.clone() {
            if is_end(at) {
                pieces.push(start..at + 1);
                start = at + 1;
            }
        }
        if start < range.end {
            pieces.push(start..range.end);
        }
        pieces
    }
}

/// Whether a character makes words only together with its neighbours: a letter of an alphabet or a digit, but not an
/// ideograph, kana, or anything else from the blocks of CJK on (U+2E80), Hangul excepted.
fn is_of_word(character: char) -> bool {
    character.is_alphanumeric()
        && !matches!(character, '\u{2E80}'..='\u{ABFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand_with_an_index_and_without() {
        let text = "问答 问答问 a 问".repeat(50);
        let skeleton = Skeleton::of(&text, Some);
        let all = skeleton.slice(0..skeleton.len()).to_vec();
        for len in [1, 2, 3, 7, all.len(), all.len() + 1] {
            let words: Vec<char> = all.iter().cycle().skip(3).take(len).copied().collect();
            let expected: Vec<usize> = (0..all.len()).filter(|&at| all[at..].starts_with(&words)).collect();
            for _ in 0..=WORTH_AN_INDEX {
                assert_eq!(skeleton.find_all(&words).collect::<Vec<_>>(), expected);
            }
        }
        assert!(skeleton.pairs.get().is_some());
    }
}
