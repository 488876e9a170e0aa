//! Which words of the lists occur in a text: what is known from one source alone is told by that.

use super::Lexicon;
use super::file::Word;
use super::folding::{Folded, fold};

impl Lexicon {
    /// The words that occur in a text, each with the key of its list and as the file writes it; of a row of surnames its
    /// characters. Case, width and white space make no difference. Shapes are no words.
    pub fn occurring_in(&self, text: &str) -> Vec<(&str, &str)> {
        let text = Folded::of(text);
        let occurs = |word: &str| {
            let word = fold(word);
            !word.is_empty() && text.pairs().may_have(&word) && text.text.contains(&word)
        };
        let words = self.written.iter().filter(|(key, _)| *key != "shapes").flat_map(|(key, words)| {
            let parts = if key == "surnames" { characters } else { whole };
            words.iter().flat_map(parts).map(move |word| (key.as_ref(), word))
        });
        words.filter(|(_, word)| occurs(word)).collect()
    }
}

fn whole(word: &Word) -> Vec<&str> {
    vec![word]
}

fn characters(word: &Word) -> Vec<&str> {
    word.char_indices().map(|(at, letter)| &word[at..at + letter.len_utf8()]).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn words_occur_in_any_case_and_however_they_are_spaced() {
        let file = "[en]\nhost = [\"Lamp Keeper\", \"Pilot\"]\nsurnames = [\"江周\"]\nshapes = [\"NAME：\"]\n";
        let lexicon = Lexicon::default().with(file).unwrap();
        let found = lexicon.occurring_in("The LAMP\nKEEPER： 周伯海");
        assert_eq!(found, [("host", "Lamp Keeper"), ("surnames", "周")]);
    }
}
