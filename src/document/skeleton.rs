//! Skeletons: the characters of a text that matter when two versions of it are compared, and where they stand in it.

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
}

impl<'a> Skeleton<'a> {
    /// The skeleton of `text`.
    pub fn of(text: &'a str, fold: Fold) -> Self {
        let mut skeleton = Skeleton { text, characters: Vec::new(), bytes: Vec::new(), is_spaced: Vec::new() };
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
        let starts = last.map_or(0..0, |last| 0..last + 1);
        starts.filter(move |&at| self.characters[at] == words[0] && self.characters[at..].starts_with(words))
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
