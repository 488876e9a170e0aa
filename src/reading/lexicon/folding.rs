//! Folding: the form in which words are compared, whatever case and width they are printed in.

use super::file::Word;
use super::pairs::Pairs;
use crate::reading::first_byte::{IDEOGRAPHS, by_first_byte};

/// The form in which words are compared: lower case and half-width, white space and the stop of an abbreviation left out.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// A word, folded; one that stays as it is is not copied.
pub(super) fn folded_word(word: Word) -> Word {
    let stays = |letter: char| is_kept(letter) && folded(letter).eq([letter]);
    if word.chars().all(stays) { word } else { Word::Owned(fold(&word)) }
}

/// Puts a text behind another that is folded.
pub(crate) fn fold_onto(folded: &mut String, text: &str) {
    fold_showing(folded, text, |_| {});
}

/// A folded text in which the words of several lists are looked for.
#[derive(Debug, Clone)]
pub(crate) struct Folded {
    pub(crate) text: String,
    pairs: Pairs,
}

impl Folded {
    /// `text`, folded.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded = Folded { text: String::with_capacity(text.len()), pairs: Pairs::default() };
        let mut before = 0;
        fold_showing(&mut folded.text, text, |last| {
            folded.pairs.add(before, last);
            before = last;
        });
        folded
    }

    /// The pairs of characters that the folded text has.
    pub(super) fn pairs(&self) -> &Pairs {
        &self.pairs
    }
}

/// Puts a text behind another that is folded, and shows the last byte of each character that is put there.
fn fold_showing(folded: &mut String, text: &str, mut show: impl FnMut(u8)) {
    let bytes = text.as_bytes();
    let (mut kept, mut next) = (0, 0);
    while let Some(first) = bytes.get(next) {
        let at = next;
        // Most letters of most texts stay as they are, and are put there in runs.
        let unchanged = usize::from(LENGTHS_OF_UNCHANGED[usize::from(*first)]);
        if unchanged > 0 {
            next += unchanged;
            show(bytes[next - 1]);
            continue;
        }
        let letter = text[at..].chars().next().unwrap_or_default();
        next += letter.len_utf8();
        if matches!(letter, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{9fff}' | '！'..='／' | '：'..='＠') {
            show(bytes[next - 1]);
            continue;
        }
        folded.push_str(&text[kept..at]);
        kept = next;
        match letter {
            'A'..='Z' => {
                folded.push(letter.to_ascii_lowercase());
                show(letter.to_ascii_lowercase() as u8);
            }
            _ if is_kept(letter) => {
                for letter in self::folded(letter) {
                    folded.push(letter);
                    show(folded.as_bytes()[folded.len() - 1]);
                }
            }
            _ => {}
        }
    }
    folded.push_str(&text[kept..]);
}

/// The bytes of a character by its first byte, where that tells that it stays as it is; else 0.
const LENGTHS_OF_UNCHANGED: [u8; 256] =
    by_first_byte(&[(b'!'..=b'-', 1), (b'/'..=b'@', 1), (b'['..=0x7f, 1), (IDEOGRAPHS, 3)], 0);

/// Whether a letter is not left out.
pub(super) fn is_kept(letter: char) -> bool {
    letter != '.' && !letter.is_whitespace()
}

/// What a letter is compared as.
pub(super) fn folded(letter: char) -> std::char::ToLowercase {
    // The sigma that ends a word is a capital like any other.
    if letter == '\u{3c2}' { '\u{3c3}'.to_lowercase() } else { half_width(letter).to_lowercase() }
}

/// `ＮＨＫ` as `NHK`, `２０２４` as `2024`: a letter or a digit of full width as it is elsewhere.
pub(crate) fn half_width(letter: char) -> char {
    let is_full = matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    if is_full { char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_passed_over_in_runs_is_what_stays_as_it_is(text in "[\\PC\u{3000}-\u{9fff}！-｠A-z .]{0,60}") {
            let expected: String = text.chars().filter(|&letter| is_kept(letter)).flat_map(folded).collect();
            prop_assert_eq!(fold(&text), expected);
        }

        #[test]
        fn a_text_has_the_pairs_of_its_folded_form(text in "[\\PC\u{3000}-\u{9fff}！-｠A-z .]{0,60}") {
            let folded = Folded::of(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            prop_assert_eq!(folded.pairs, Pairs::of(&folded.text));
        }
    }
}
