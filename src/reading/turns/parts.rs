//! Parts: what the casting gives a speaker, and who calls whom.

use super::speeches::Speech;
use crate::reading::cast::{Part, Said, Talk};
use crate::reading::labels::names::Role;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::wrap::is_wide;

/// A speaker's part, and whether it is sure.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Casting {
    pub(crate) part: Part,
    pub(crate) is_stated: bool,
    /// By how much the casting is better than the best in which the speaker makes another kind of turn.
    pub(crate) margin: f64,
    pub(crate) role: Option<Role>,
}

/// The castings of all speakers, and who of them makes each speech.
pub(crate) struct Cast<'a> {
    castings: Vec<Casting>,
    voices: &'a [Said],
}

impl<'a> Cast<'a> {
    /// The casting of a talk that gives its speakers these parts; `margins` are nothing where nobody asks for them.
    pub(crate) fn new(talk: &'a Talk, parts: &[Part], margins: &[f64]) -> Cast<'a> {
        let casting = |(voice, &part): (usize, &Part)| {
            let margin = margins.get(voice).copied().unwrap_or(0.0);
            Casting { part, is_stated: margin > 0.8, margin, role: talk.voices[voice].role }
        };
        Cast { castings: parts.iter().enumerate().map(casting).collect(), voices: &talk.speeches }
    }

    /// The casting of whoever makes the speech at `index`.
    pub(crate) fn of(&self, index: usize) -> Casting {
        self.castings[self.voice(index)]
    }

    /// The number of whoever makes the speech at `index`.
    pub(crate) fn voice(&self, index: usize) -> usize {
        self.voices[index].voice
    }

    /// How many speakers there are.
    pub(crate) fn n_voices(&self) -> usize {
        self.castings.len()
    }

    /// The castings of all speakers.
    pub(crate) fn castings(&self) -> impl Iterator<Item = &Casting> {
        self.castings.iter()
    }
}

/// Whether a short speech that begins with these words, folded, names the one who speaks next.
pub(crate) fn calls(speech: &Speech, said: &str, next: &Speech, lexicon: &Lexicon) -> bool {
    if speech.n_cells > 240 || speech.key == next.key {
        return false;
    }
    let names = next.name.split([' ', '·', '・', '（', '(', '）', ')']).map(fold);
    names
        .filter(|name| name.chars().count() >= 2)
        .any(|name| said.contains(&name) || shortened(&name).is_some_and(|name| said.contains(&name)))
        || calls_by_title(said, &next.key, lexicon)
}

/// Whether the last sentence of a short speech, which begins with these words, is the name of the one who speaks next and no
/// more: `Thank you. Mr. Mayor?`
pub(crate) fn ends_with_name(speech: &Speech, opening: &str, next: &Speech, lexicon: &Lexicon) -> bool {
    if speech.n_cells > 240 || speech.key == next.key || !opening.trim_end().ends_with(['?', '？']) {
        return false;
    }
    let is_end = |letter: char| matches!(letter, '.' | '!' | '?' | '。' | '！' | '？');
    let named: Vec<String> = next.name.split_whitespace().map(fold).collect();
    let last = opening.trim_end().trim_end_matches(is_end).rsplit(is_end).next().unwrap_or_default();
    let mut words = last.split_whitespace().map(fold).peekable();
    words.peek().is_some() && words.all(|word| named.contains(&word) || lexicon.courtesy.has(&word))
}

/// Whether a text names a person by surname and title: 請龐處長說明 calls on 龐一鳴.
fn calls_by_title(said: &str, key: &str, lexicon: &Lexicon) -> bool {
    let mut letters = key.chars();
    let (surname, n_letters) = (letters.next().filter(|first| is_wide(*first)), 1 + letters.count());
    let Some(surname) = surname.filter(|first| (2..=4).contains(&n_letters) && lexicon.surnames.contains(first)) else {
        return false;
    };
    said.match_indices(surname).any(|(at, surname)| {
        let title = lexicon.titles.start_of(&said[at + surname.len()..]);
        title.is_some_and(|title| title.chars().nth(1).is_some())
    })
}

/// `郭議員` for `郭偉強議員`.
fn shortened(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().filter(|letter| is_wide(*letter)).collect();
    (letters.len() >= 4).then(|| [letters[0], letters[letters.len() - 2], letters[letters.len() - 1]].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_called_by_surname_and_title() {
        let lexicon = Lexicon::default_words();
        assert!(calls_by_title("我請江處長說明", "江若蘭", &lexicon));
        assert!(!calls_by_title("我請江說明", "江若蘭", &lexicon));
        assert!(!calls_by_title("我請江處長說明", "何若蘭", &lexicon));
    }
}
