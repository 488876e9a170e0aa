//! Which pairs of neighbouring characters a text has: tells at once of most words that they do not occur in it.

/// The pairs of a text, as bits; several pairs share one.
#[derive(Debug, Clone, Default, PartialEq)]
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

/// The bit of a pair.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    index: usize,
    bit: u64,
}

impl Place {
    /// The first pair of a word; nothing for a single letter, which every text may have.
    pub(crate) fn first_of(word: &str) -> Self {
        places(word).next().unwrap_or_default()
    }
}

impl Pairs {
    /// The pairs of `text`, in one pass, and one that its first character makes with nothing.
    pub(crate) fn of(text: &str) -> Self {
        let mut pairs = Pairs::default();
        let mut before = 0;
        for behind in last_bytes(text) {
            pairs.add(before, behind);
            before = behind;
        }
        pairs
    }

    /// Adds the pair of two characters by their last bytes; what stands before the first character is 0.
    pub(crate) fn add(&mut self, before: u8, behind: u8) {
        let place = place(before, behind);
        self.0[place.index] |= place.bit;
    }

    /// Whether `word` may occur in the text: false only where it does not.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        let mut letters = last_bytes(word);
        let mut before = letters.next();
        letters.all(|behind| {
            let before = before.replace(behind);
            before.is_none_or(|before| self.has(place(before, behind)))
        })
    }

    /// Whether the text may have a pair.
    pub(crate) fn has(&self, place: Place) -> bool {
        self.0[place.index] & place.bit == place.bit
    }
}

/// The pairs of a text.
fn places(text: &str) -> impl Iterator<Item = Place> {
    last_bytes(text).zip(last_bytes(text).skip(1)).map(|(before, behind)| place(before, behind))
}

/// The last byte of each character, which stands for it: those of ideographs differ in six bits, and those of letters in
/// five.
fn last_bytes(text: &str) -> impl Iterator<Item = u8> {
    let mut end = 0;
    std::iter::from_fn(move || {
        end += match text.as_bytes().get(end)? {
            ..0x80 => 1,
            ..0xe0 => 2,
            ..0xf0 => 3,
            _ => 4,
        };
        text.as_bytes().get(end - 1).copied()
    })
}

/// The bit of a pair of characters.
fn place(before: u8, behind: u8) -> Place {
    let hash = usize::from(before & 0x3f) << 4 ^ usize::from(behind);
    Place { index: hash >> 6 & 15, bit: 1 << (hash & 63) }
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
