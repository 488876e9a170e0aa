//! Words: a list of them, in which a text is looked up by its first letters, its last ones or its pairs of letters.

use std::borrow::Borrow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::file::Word;
use super::folding::{Folded, fold, folded, folded_word, is_kept};
use super::pairs::{Letters, Pairs, Place};
use crate::reading::wrap::{is_unspaced, is_wide};

/// A list of words, folded: lower case, without spaces.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    exact: FxHashSet<Word>,
    pub(super) list: Vec<Word>,
    /// The first pairs of characters of the words: most do not occur in a text that has not these.
    first_pairs: Vec<Place>,
    written: Vec<Word>,
    /// The lengths of the words in bytes, the longest first.
    lengths: Vec<usize>,
    /// The letters that the words begin with, and those that they end with: most texts are told apart by one of these.
    firsts: Letters,
    lasts: Letters,
}

impl Words {
    pub(super) fn new(written: Vec<Word>) -> Self {
        let pairs = written.into_iter().map(|word| (word.clone(), folded_word(word)));
        let (written, list): (Vec<Word>, Vec<Word>) = pairs.filter(|(_, word)| !word.is_empty()).unzip();
        let lengths: BTreeSet<usize> = list.iter().map(|word| word.len()).collect();
        Words {
            exact: list.iter().cloned().collect(),
            firsts: Letters::of(list.iter().filter_map(|word| word.chars().next())),
            lasts: Letters::of(list.iter().filter_map(|word| word.chars().next_back())),
            first_pairs: list.iter().map(|word| Place::first_of(word)).collect(),
            list,
            written,
            lengths: lengths.into_iter().rev().collect(),
        }
    }

    /// The words as the file writes them, with their spaces.
    pub(crate) fn all_as_written(&self) -> impl Iterator<Item = &str> {
        self.written.iter().map(Word::as_ref)
    }

    /// Whether the folded text is one of the words.
    pub(crate) fn has(&self, folded: &str) -> bool {
        self.firsts.may_have(folded.chars().next()) && self.exact.contains(folded)
    }

    /// Whether the text, which is not folded, is more than any word and a number.
    pub(crate) fn is_shorter_than(&self, text: &str) -> bool {
        let longest = self.lengths.first().copied().unwrap_or_default();
        text.len() > longest && text.chars().filter(|&it| is_kept(it) && !it.is_ascii_digit()).nth(longest).is_some()
    }

    /// Whether the text, which is not folded, may begin with one of the words: false only where it does not.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        self.firsts.may_have(text.chars().find(|&it| is_kept(it)).and_then(|first| folded(first).next()))
    }

    /// Whether the text, which is not folded, may end with one of the words: false only where it does not.
    pub(crate) fn may_end(&self, text: &str) -> bool {
        self.lasts.may_have(text.chars().rev().find(|&it| is_kept(it)).and_then(|last| folded(last).last()))
    }

    /// The longest word that the folded text ends with.
    pub(crate) fn end_of<'a>(&self, folded: &'a str) -> Option<&'a str> {
        if !self.lasts.may_have(folded.chars().next_back()) {
            return None;
        }
        let starts = self.lengths.iter().filter_map(|&length| folded.len().checked_sub(length));
        starts.filter_map(|start| folded.get(start..)).find(|end| self.exact.contains(*end))
    }

    /// The longest word that the folded text begins with.
    pub(crate) fn start_of<'a>(&self, folded: &'a str) -> Option<&'a str> {
        if !self.firsts.may_have(folded.chars().next()) {
            return None;
        }
        self.lengths.iter().filter_map(|&length| folded.get(..length)).find(|start| self.exact.contains(*start))
    }

    /// What is left of a text, which is not folded, behind the word that it begins with; of several the longest is taken off.
    pub(crate) fn behind_start<'a>(&self, text: &'a str) -> Option<&'a str> {
        if !self.may_begin(text) {
            return None;
        }
        let is_start = |word: &&Word| text.get(..word.len()).is_some_and(|start| fold(start) == fold(word));
        let longest = self.written.iter().filter(is_start).max_by_key(|word| word.len())?;
        Some(&text[longest.len()..])
    }

    /// What is left of a text, which is not folded, before the word that it ends with.
    pub(crate) fn before_end<'a>(&self, text: &'a str) -> Option<&'a str> {
        if !self.may_end(text) {
            return None;
        }
        let start = |word: &Word| text.len().checked_sub(word.len());
        let is_end = |word: &&Word| {
            let end = start(word).and_then(|start| text.get(start..));
            end.is_some_and(|end| fold(end) == fold(word))
        };
        let longest = self.written.iter().filter(is_end).max_by_key(|word| word.len())?;
        Some(&text[..text.len() - longest.len()])
    }

    /// The words that occur in the folded text.
    pub(crate) fn in_text<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = &'a str> {
        // In most names no word of a list begins anywhere.
        let may_have = folded.chars().any(|letter| self.firsts.may_have(Some(letter)));
        let occurring = may_have.then(|| self.occurring_in(folded, Pairs::of(folded)));
        occurring.into_iter().flatten().map(|index| self.list[index].as_ref())
    }

    /// The words that occur in the folded text, by their places in the list.
    fn occurring_in<'a>(&'a self, folded: &'a str, pairs: impl Borrow<Pairs>) -> impl Iterator<Item = usize> {
        let words = self.list.iter().zip(&self.first_pairs).enumerate();
        words.filter_map(move |(index, (word, first))| {
            let is_there = || pairs.borrow().may_have(word) && folded.contains(word.as_ref());
            (pairs.borrow().has(*first) && is_there()).then_some(index)
        })
    }

    /// Whether one of the words occurs in a text.
    pub(crate) fn occur_in(&self, folded: &Folded) -> bool {
        self.occurring_in(&folded.text, folded.pairs()).next().is_some()
    }

    /// The words, folded, that occur in a text.
    pub(crate) fn all_in<'a>(&'a self, folded: &'a Folded) -> impl Iterator<Item = &'a str> {
        self.occurring_in(&folded.text, folded.pairs()).map(|index| self.list[index].as_ref())
    }

    /// The words, folded, that stand in a text, as printed and as folded: by themselves, in scripts that part words by spaces
    /// and end them otherwise than by endings (`you` is no part of `young`, 여쭙 is one of 여쭙겠습니다).
    pub(crate) fn standing_in<'a>(&'a self, printed: &'a str, folded: &'a Folded) -> impl Iterator<Item = &'a str> {
        let spaced = LazyCell::new(|| {
            let words: Vec<&str> = printed.split_whitespace().collect();
            words.join(" ").to_lowercase().replace('’', "'")
        });
        let stands = move |index: &usize| {
            let word = self.written[*index].to_lowercase();
            word.starts_with(is_wide) || is_alone(&spaced, &word)
        };
        let occurring = self.occurring_in(&folded.text, folded.pairs());
        occurring.filter(stands).map(|index| self.list[index].as_ref())
    }

    /// Whether one of the words stands in a text, which is not folded: by itself, where words are parted by spaces.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.written.iter().any(|word| {
            let word = word.to_lowercase();
            if word.starts_with(is_unspaced) { text.contains(&word) } else { is_alone(&text, &word) }
        })
    }

    /// The first word that occurs in the folded text.
    pub(crate) fn within<'a>(&'a self, folded: &'a str) -> Option<&'a str> {
        self.in_text(folded).next()
    }
}

/// Whether a word stands somewhere in a text with no letter beside it that may be a part of it.
fn is_alone(text: &str, word: &str) -> bool {
    let is_parted = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric() || is_unspaced(it));
    text.match_indices(word)
        .any(|(at, _)| is_parted(text[..at].chars().next_back()) && is_parted(text[at + word.len()..].chars().next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_by_themselves_where_spaces_part_them() {
        let words = Words::new(vec!["you".into(), "haben sie".into(), "여쭙".into(), "请问".into()]);
        let found = |text: &str| words.standing_in(text, &Folded::of(text)).map(str::to_owned).collect::<Vec<String>>();
        assert_eq!(found("And you’re here"), ["you"]);
        assert!(found("The young have it. Wir haben siebzig.").is_empty());
        assert_eq!(found("Haben\nSie Zeit? 하나 여쭙겠습니다. 先请问一下"), ["habensie", "여쭙", "请问"]);
    }
}
