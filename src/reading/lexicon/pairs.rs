//! Which pairs of neighbouring bytes a text has: tells at once of most words that they do not occur in it.

/// The pairs of a text, as bits; several pairs share one.
#[derive(Debug, Clone)]
pub(crate) struct Pairs([u64; 16]);

/// Letters, as bits; several share one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters([u64; 8]);

impl Letters {
    pub(crate) fn of(letters: impl Iterator<Item = char>) -> Self {
        let mut bits = [0; 8];
        for letter in letters {
            bits[letter as usize >> 6 & 7] |= 1 << (letter as usize & 63);
        }
        Letters(bits)
    }

    /// Whether `letter` may be among them: false only where it is not.
    pub(crate) fn may_have(&self, letter: Option<char>) -> bool {
        letter.is_some_and(|letter| self.0[letter as usize >> 6 & 7] & 1 << (letter as usize & 63) != 0)
    }
}

impl Pairs {
    /// The pairs of `text`, in one pass.
    pub(crate) fn of(text: &str) -> Self {
        let mut bits = [0; 16];
        for pair in text.as_bytes().windows(2) {
            let (index, bit) = place(pair);
            bits[index] |= bit;
        }
        Pairs(bits)
    }

    /// Whether `word` may occur in the text: false only where it does not.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        word.as_bytes().windows(2).all(|pair| {
            let (index, bit) = place(pair);
            self.0[index] & bit != 0
        })
    }
}

/// The bit of a pair: the last bytes of ideographs differ in six bits, and those of letters in five.
fn place(pair: &[u8]) -> (usize, u64) {
    let hash = usize::from(pair[0] & 0x3f) << 4 ^ usize::from(pair[1]);
    (hash >> 6 & 15, 1 << (hash & 63))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn most_words_that_do_not_occur_are_told() {
        let pairs = Pairs::of("今天的记者会到此结束，谢谢各位。 Thank you all for coming.");
        let absent = ["请问", "提问", "主持人", "question", "moderator", "next", "想问"];
        assert_eq!(absent.iter().filter(|word| pairs.may_have(word)).count(), 0);
    }

    proptest! {
        #[test]
        fn a_word_that_occurs_may_occur(before in "\\PC{0,40}", word in "\\PC{0,8}", behind in "\\PC{0,40}") {
            let text = before + &word + &behind;
            prop_assert!(Pairs::of(&text).may_have(&word));
        }
    }
}
