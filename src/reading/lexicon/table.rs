//! Several lists of words as one table, so that a text is looked up once for all of them.

use rustc_hash::FxHashMap;

use super::Words;
use super::file::Word;

/// Lists of words side by side; each is known by its number, and several lists are told as bits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// The lists that hold a word.
    lists: FxHashMap<Word, u16>,
    /// The words by their first letter.
    by_first: FxHashMap<char, Vec<Entry>>,
}

/// A word of one of the lists.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) word: Word,
    /// The number of its list.
    pub(crate) list: usize,
    /// How many words stand before it in its list.
    pub(crate) rank: usize,
}

impl Table {
    /// The table of some lists, numbered as they stand here.
    pub(super) fn new(lists: &[&Words]) -> Self {
        let mut table = Table::default();
        for (list, words) in lists.iter().enumerate() {
            for (rank, word) in words.list.iter().enumerate() {
                *table.lists.entry(word.clone()).or_default() |= 1 << list;
                let Some(first) = word.chars().next() else { continue };
                let entry = Entry { word: word.clone(), list, rank };
                table.by_first.entry(first).or_default().push(entry);
            }
        }
        table
    }

    /// The lists that hold the folded text, as bits.
    pub(crate) fn lists_of(&self, folded: &str) -> u16 {
        self.lists.get(folded).copied().unwrap_or_default()
    }

    /// The words that occur in the folded text, with the byte where each begins: a word once for each list and place.
    pub(crate) fn occurrences<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = (usize, &'a Entry)> {
        folded.char_indices().flat_map(move |(at, first)| {
            let entries = self.by_first.get(&first).map_or(&[][..], Vec::as_slice);
            entries
                .iter()
                .filter(move |entry| folded[at..].starts_with(entry.word.as_ref()))
                .map(move |entry| (at, entry))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_each_list_and_at_each_place() {
        let words = |list: &[&str]| Words::new(list.iter().map(|word| (*word).to_owned().into()).collect());
        let (keepers, lights) = (words(&["守灯人", "灯"]), words(&["灯塔", "灯"]));
        let table = Table::new(&[&keepers, &lights]);
        assert_eq!((table.lists_of("灯"), table.lists_of("灯塔"), table.lists_of("塔")), (0b11, 0b10, 0));
        let found: Vec<(usize, &str, usize, usize)> =
            table.occurrences("守灯人").map(|(at, it)| (at, it.word.as_ref(), it.list, it.rank)).collect();
        assert_eq!(found, [(0, "守灯人", 0, 0), (3, "灯", 0, 1), (3, "灯", 1, 1)]);
    }
}
