//! Left out: each document is read as if its source had never been seen.
//!
//! The weights of castings are fitted to other sources, and words and shapes that only its source has are not listed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;

use wenda::reading::{Lexicon, Weights};

use crate::castings;
use crate::material::{Known, Read};
use crate::words::{self, Entry, Had};

/// So many sources at a time are left out: a tenth.
const N_PARTS: usize = 10;

/// All usual documents and their pieces, each twice, in the same order.
pub struct LeftOut {
    /// Read with weights that were fitted to other sources, and all words and shapes: to these is fitted.
    pub listed: Vec<Read>,
    /// Read without the words and shapes that only sources that are left out have, too: these are judged.
    pub unlisted: Vec<Read>,
    /// The names of the traits of their turns.
    pub names: Vec<&'static str>,
}

/// Reads each usual document, a tenth of the sources at a time, and prints what was taken from the lexicon.
///
/// A document has the words that occur in its text, wherever, and the shapes without which its turns are others. Only usual
/// documents have any: our own cases are written for the words. Words that no document has stay, since they come from no
/// source; surnames are treated as all other words, though everybody knows them. The castings of the others were tried with
/// all words: what is taken away occurs in none of them but our own cases.
pub fn read(known: &[Known], lexicon: &Lexicon) -> Result<LeftOut, Box<dyn Error>> {
    let sources: BTreeSet<&str> = known.iter().map(|document| document.source.as_str()).collect();
    let part: HashMap<&str, usize> = sources.into_iter().zip((0..N_PARTS).cycle()).collect();
    let part = |document: &Known| part[document.source.as_str()];
    let usual: Vec<&Known> = known.iter().filter(|document| document.is_usual).collect();
    let had = words::had(&usual, lexicon)?;
    let rows = Weights::fitted();
    let mut read = LeftOut { listed: Vec::new(), unlisted: Vec::new(), names: Vec::new() };
    let mut n_own = 0;
    for left_out in 0..N_PARTS {
        let others = known.iter().filter(|document| part(document) != left_out);
        let weights = Weights::with(&castings::fit(others.flat_map(|document| &document.tries), &rows));
        let (theirs, of_others): (Vec<_>, Vec<_>) =
            usual.iter().zip(&had).partition(|(document, _)| part(document) == left_out);
        let own = own(theirs.iter().map(|(_, had)| *had), of_others.iter().map(|(_, had)| *had));
        print(left_out, &own);
        n_own += own.len();
        let poorer = words::without(lexicon, &own)?;
        let documents: Vec<&Known> = theirs.into_iter().map(|(document, _)| *document).collect();
        let found = words::on_two_threads(&documents, |document| {
            let both = |lexicon: &Lexicon| {
                let (whole, names) = document.read(lexicon, &weights);
                let mut read = document.read_pieces(lexicon, &weights);
                read.insert(0, whole);
                (read, names)
            };
            (both(lexicon), both(&poorer).0)
        });
        for ((listed, names), unlisted) in found {
            read.listed.extend(listed);
            read.unlisted.extend(unlisted);
            read.names = if names.is_empty() { read.names } else { names };
        }
    }
    println!("left out in all: words and shapes {n_own}");
    Ok(read)
}

/// What some documents have and others don't.
fn own<'a>(theirs: impl Iterator<Item = &'a Had>, of_others: impl Iterator<Item = &'a Had>) -> BTreeSet<Entry> {
    let all = |had: &'a Had| had.words.iter().chain(&had.shapes);
    let of_others: BTreeSet<&Entry> = of_others.flat_map(all).collect();
    theirs.flat_map(all).filter(|entry| !of_others.contains(entry)).cloned().collect()
}

/// Prints what is taken from the lexicon, by the keys of the lists.
fn print(left_out: usize, own: &BTreeSet<Entry>) {
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    own.iter().for_each(|(key, entry)| lists.entry(key).or_default().push(entry));
    let n_shapes = lists.get(words::SHAPES).map_or(0, Vec::len);
    let lists: Vec<String> = lists.iter().map(|(key, entries)| format!("{key}: {}", entries.join(" | "))).collect();
    println!("left out {left_out}: words {}, shapes {n_shapes}; {}", own.len() - n_shapes, lists.join("; "));
}
