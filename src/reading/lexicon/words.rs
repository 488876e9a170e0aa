//! Words: a list of them, in which a text is looked up by its first letters, its last ones or its pairs of letters.

use std::borrow::Borrow;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::file::Word;
use super::folding::{Folded, fold, folded, folded_word, is_kept};
use super::pairs::{Letters, Pairs, Place};
use crate::reading::wrap::is_unspaced;

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
        let list: Vec<Word> = written.iter().cloned().map(folded_word).filter(|word| !word.is_empty()).collect();
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
        self.exact.contains(folded)
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
        may_have.then(|| self.occurring_in(folded, Pairs::of(folded))).into_iter().flatten()
    }

    fn occurring_in<'a>(&'a self, folded: &'a str, pairs: impl Borrow<Pairs>) -> impl Iterator<Item = &'a str> {
        let words = self.list.iter().zip(&self.first_pairs);
        words.filter_map(move |(word, first)| {
            let is_there = || pairs.borrow().may_have(word) && folded.contains(word.as_ref());
            (pairs.borrow().has(*first) && is_there()).then_some(word.as_ref())
        })
    }

    /// Whether one of the words occurs in a text.
    pub(crate) fn occur_in(&self, folded: &Folded) -> bool {
        self.occurring_in(&folded.text, folded.pairs()).next().is_some()
    }

    /// Whether one of the words stands in a text, which is not folded: by itself, where words are parted by spaces.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        let is_parted = |letter: Option<char>| letter.is_none_or(|it| !it.is_alphanumeric() || is_unspaced(it));
        self.written.iter().any(|word| {
            let word = word.to_lowercase();
            let is_alone = |at: usize| {
                is_parted(text[..at].chars().next_back()) && is_parted(text[at + word.len()..].chars().next())
            };
            text.match_indices(&word).any(|(at, _)| word.starts_with(is_unspaced) || is_alone(at))
        })
    }

    /// The first word that occurs in the folded text.
    pub(crate) fn within<'a>(&'a self, folded: &'a str) -> Option<&'a str> {
        self.in_text(folded).next()
    }
}
