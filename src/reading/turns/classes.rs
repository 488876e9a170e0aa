//! Classes: speakers whose labels begin or end with the same word, such as `Councillor Reyes` and `Councillor Adler`.

use std::collections::HashMap;

use crate::reading::cast::Voice;
use crate::reading::labels::names::Role;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::is_wide;

/// So many speakers share a word before it is one of a class: two may share a first name.
const CLASS: usize = 3;

/// Gives each speaker the number of his class; `names` are the labels of the speakers. `Speaker 1` and `Speaker 2` are of none:
/// such a word stands for a name that nobody knows.
pub(super) fn tell(voices: &mut [Voice], names: &[&str], lexicon: &Lexicon) {
    let is_known = |voice: &Voice| voice.role != Some(Role::Voice);
    let word = |(voice, name): (&Voice, &&str)| word(name, lexicon).filter(|_| is_known(voice));
    let words: Vec<Option<String>> = voices.iter().zip(names).map(word).collect();
    let mut n_voices: HashMap<&str, usize> = HashMap::new();
    for word in words.iter().flatten() {
        *n_voices.entry(word).or_default() += 1;
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (voice, word) in voices.iter_mut().zip(&words) {
        if let Some(word) = word.as_deref().filter(|word| n_voices[word] >= CLASS) {
            let n_known = numbers.len();
            voice.class = Some(*numbers.entry(word).or_insert(n_known));
        }
    }
}

/// The word that may name a class: the first of several, unless it only is polite; among ideographs a title at the end.
fn word(name: &str, lexicon: &Lexicon) -> Option<String> {
    if name.chars().any(is_wide) {
        let key = fold(name);
        return lexicon.titles.end_of(&key).filter(|title| title.len() < key.len()).map(str::to_owned);
    }
    let first = fold(name.split_whitespace().next()?);
    (first.chars().count() >= 3 && !lexicon.courtesy.has(&first)).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_bear_the_same_title_are_a_class() {
        let names =
            ["Councillor Reyes", "Mayor Ott", "Councillor Adler", "Mr Lund", "Councillor", "Mr Beck", "Mr Ruiz"];
        let mut voices = vec![Voice::default(); names.len()];
        tell(&mut voices, &names, &Lexicon::default_words());
        let classes: Vec<Option<usize>> = voices.iter().map(|voice| voice.class).collect();
        assert_eq!(classes, [Some(0), None, Some(0), None, Some(0), None, None]);
    }

    #[test]
    fn unknown_voices_are_none() {
        let unknown = Voice { role: Some(Role::Voice), ..Voice::default() };
        let mut voices = vec![unknown; 3];
        tell(&mut voices, &["Speaker 1", "Speaker 2", "Speaker 3"], &Lexicon::default_words());
        assert!(voices.iter().all(|voice| voice.class.is_none()));
    }

    #[test]
    fn two_of_one_first_name_are_none() {
        let names = ["Anna Reyes", "Anna Ott", "Bo Adler"];
        let mut voices = vec![Voice::default(); names.len()];
        tell(&mut voices, &names, &Lexicon::default_words());
        assert!(voices.iter().all(|voice| voice.class.is_none()));
    }
}
