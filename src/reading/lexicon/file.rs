//! A labels file as written: sections, one for each language, of lists that have the same keys in all of them.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::faults::{LexiconError, WrongLabels};
use super::fold;

/// A word: one that comes with wenda lies in the program and is not copied.
pub(super) type Word = Cow<'static, str>;

/// The words of lists, by the keys of the lists.
pub(super) type Lists = BTreeMap<Word, Vec<Word>>;

/// A labels file.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct File {
    version: Option<u32>,
    /// In the order of the file; the names of the languages are for people.
    languages: Vec<Lists>,
}

impl File {
    /// Reads the file that comes with wenda, without all that TOML can say, because it is read at each start: comments,
    /// `[section]`, and lists of words without escapes. A test compares it with what TOML says.
    pub(super) fn shipped(text: &'static str) -> File {
        let mut file = File::default();
        let mut key = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                file.languages.push(Lists::new());
            }
            let is_named = line.starts_with(|first: char| first.is_ascii_lowercase());
            let rest = match line.split_once('=').filter(|_| is_named) {
                Some((named, rest)) => {
                    key = named.trim_ascii_end();
                    rest.trim_ascii_start()
                }
                None => line,
            };
            match file.languages.last_mut() {
                None => file.version = rest.parse().ok().or(file.version),
                Some(lists) if rest.contains(QUOTES) => words(rest, lists.entry(key.into()).or_default()),
                Some(_) => {}
            }
        }
        file
    }

    /// Reads a person's own file as far as it is right, and tells what is wrong with it.
    pub(super) fn own(text: &str) -> (File, Vec<LexiconError>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let line = |span: Range<usize>| text[..span.start.min(text.len())].matches('\n').count() + 1;
        let syntax = |error: &toml::de::Error| WrongLabels::Syntax(error.message().to_owned());
        let mut faults: Vec<LexiconError> = errors
            .iter()
            .map(|error| LexiconError { line: line(error.span().unwrap_or_default()), wrong: syntax(error) })
            .collect();
        let mut file = File::default();
        for (name, part) in table.get_ref() {
            let wrong = match (name.get_ref().as_ref(), part.get_ref().as_table()) {
                ("version", _) => match part.get_ref().as_integer().map(|version| version.as_str().parse()) {
                    Some(Ok(version @ ..=1)) => {
                        file.version = Some(version);
                        continue;
                    }
                    Some(_) => WrongLabels::Newer,
                    None => WrongLabels::NoVersion,
                },
                (name, None) => WrongLabels::NoTable(name.to_owned()),
                (_, Some(lists)) => {
                    let mut read = Lists::new();
                    for (name, words) in lists {
                        match words_of(words) {
                            Some(words) => drop(read.insert(Word::Owned(name.get_ref().to_string()), words)),
                            None => {
                                let wrong = WrongLabels::NoWords(name.get_ref().to_string());
                                faults.push(LexiconError { line: line(words.span()), wrong });
                            }
                        }
                    }
                    file.languages.push(read);
                    continue;
                }
            };
            faults.push(LexiconError { line: line(name.span()), wrong });
        }
        (file, faults)
    }

    /// The key of a list that is spelled nearly as this one.
    pub(super) fn near_key(&self, key: &str) -> Option<String> {
        let keys: Vec<Word> = self.languages.iter().flat_map(BTreeMap::keys).cloned().collect();
        near(key, &keys).next().map(str::to_owned)
    }

    /// Leaves out what is wrong.
    pub(super) fn leave_out(&mut self, wrong: &WrongLabels) {
        let without = |lists: &mut Lists, list: Option<&str>, word: &str| {
            let wanted = lists.iter_mut().filter(|(key, _)| list.is_none_or(|list| key.as_ref() == list));
            wanted.for_each(|(_, words)| words.retain(|known| known.as_ref() != word));
        };
        for lists in &mut self.languages {
            match wrong {
                WrongLabels::UnknownList { name, .. } => lists.retain(|key, _| key.as_ref() != name.as_str()),
                WrongLabels::NotListed { word, list, .. } => without(lists, Some(list), word),
                WrongLabels::NoShape(shape) => without(lists, Some("shapes"), shape),
                WrongLabels::NoNumberedName(row) => without(lists, None, row),
                WrongLabels::Syntax(_) | WrongLabels::NoTable(_) | WrongLabels::NoWords(_) => {}
                WrongLabels::NoVersion | WrongLabels::Newer => {}
            }
        }
    }

    /// Adds the words to lists; one with a minus sign before it is taken away, whatever language listed it. It may be spelled as
    /// a text may spell it: without its capitals, or with other spaces.
    pub(super) fn lay_over(self, lists: &mut Lists) -> Result<(), NotListed> {
        let mut away: HashSet<(Word, String)> = HashSet::new();
        for (key, words) in self.languages.into_iter().flatten() {
            let list = lists.entry(key.clone()).or_default();
            for word in words {
                // Two languages may take away the same word.
                let is_new = |taken: &str, away: &mut HashSet<_>| away.insert((key.clone(), fold(taken)));
                match word.strip_prefix('-') {
                    Some(taken) if !take(list, taken) && is_new(taken, &mut away) => {
                        let near = near(taken, list).map(str::to_owned).collect();
                        return Err(NotListed { word: word.into_owned(), key: key.into_owned(), near });
                    }
                    Some(taken) => drop(is_new(taken, &mut away)),
                    None => list.push(word),
                }
            }
        }
        Ok(())
    }
}

/// A word that was to be taken away and stands in no list of its key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotListed {
    /// As written, with its minus sign.
    pub(super) word: String,
    /// The key of the list.
    pub(super) key: String,
    /// Words of the list that are spelled nearly so, the nearest first.
    pub(super) near: Vec<String>,
}

/// Takes a word out of a list: as it is written there, or else as it is read. Tells whether it was there.
fn take(list: &mut Vec<Word>, word: &str) -> bool {
    let n_before = list.len();
    list.retain(|kept| *kept != word);
    if list.len() == n_before {
        let folded = fold(word);
        list.retain(|kept| fold(kept) != folded || folded.is_empty());
    }
    list.len() < n_before
}

/// The words of a list that are spelled nearly as this one, the nearest first.
fn near<'a>(word: &str, list: &'a [Word]) -> impl Iterator<Item = &'a str> {
    /// More words than this help nobody.
    const MOST: usize = 3;
    let letters: Vec<char> = fold(word).chars().collect();
    let distance = |other: &'a Word| {
        let others: Vec<char> = fold(other).chars().collect();
        let n_changes = changes(&letters, &others);
        (n_changes * 2 <= letters.len().max(others.len())).then_some((n_changes, other.as_ref()))
    };
    let mut found: Vec<(usize, &str)> = list.iter().filter_map(distance).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(MOST).map(|(_, other)| other)
}

/// How many letters must be added, left out or changed to make one word of another.
fn changes(one: &[char], other: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (n_above, letter) in one.iter().enumerate() {
        let mut before = row[0];
        row[0] = n_above + 1;
        for (index, next) in other.iter().enumerate() {
            let changed = before + usize::from(letter != next);
            before = row[index + 1];
            row[index + 1] = changed.min(before + 1).min(row[index] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}

/// The words of a list as a person wrote it; `None` where it is no list of texts.
fn words_of(list: &Spanned<DeValue<'_>>) -> Option<Vec<Word>> {
    let words = list.get_ref().as_array()?.iter();
    words.map(|word| word.get_ref().as_str().map(|word| Word::Owned(word.to_owned()))).collect()
}

/// What words stand between.
const QUOTES: [char; 2] = ['"', '\''];

/// Adds the words of a line.
fn words(line: &'static str, words: &mut Vec<Word>) {
    let mut rest = line;
    while let Some(open) = rest.find(QUOTES) {
        let quote = if rest[open..].starts_with(QUOTES[0]) { QUOTES[0] } else { QUOTES[1] };
        let Some((word, behind)) = rest[open + 1..].split_once(quote) else { break };
        words.push(word.into());
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Lexicon;

    #[test]
    fn the_file_that_wenda_comes_with_is_read_as_toml_reads_it() {
        assert_eq!((File::shipped(Lexicon::SOURCE), Vec::new()), File::own(Lexicon::SOURCE));
    }
}
