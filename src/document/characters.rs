//! Characters of a text by their number, as anchors count them.

use std::ops::Range;

/// How many characters lie between two known bytes.
const STRIDE: usize = 1024;

/// A text whose characters can be found by their number.
#[derive(Debug, Clone)]
pub struct Characters<'a> {
    text: &'a str,
    /// The byte of every [`STRIDE`]th character, with the end of the text counted as one.
    milestones: Vec<usize>,
}

impl<'a> Characters<'a> {
    /// The characters of `text`.
    pub fn of(text: &'a str) -> Self {
        let bytes = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
        let milestones = bytes.step_by(STRIDE).collect();
        Characters { text, milestones }
    }

    /// The text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The bytes of the characters with these numbers, from 0; `None` where the text is shorter or the range backward.
    pub fn bytes(&self, numbers: Range<usize>) -> Option<Range<usize>> {
        let bytes = self.byte(numbers.start)?..self.byte(numbers.end)?;
        (bytes.start <= bytes.end).then_some(bytes)
    }

    /// The byte of character `number`; the end of the text for the number behind the last one.
    fn byte(&self, number: usize) -> Option<usize> {
        let from = *self.milestones.get(number / STRIDE)?;
        let rest = &self.text[from..];
        let ends = rest.char_indices().map(|(byte, _)| byte).chain([rest.len()]);
        ends.skip(number % STRIDE).map(|byte| from + byte).next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_where_counting_finds_it() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE] {
            let text: String = "问a答b".chars().cycle().take(length).collect();
            let characters = Characters::of(&text);
            for (number, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(characters.bytes(number..length), Some(byte..text.len()));
            }
            assert_eq!(characters.bytes(length..length + 1), None);
        }
    }
}
