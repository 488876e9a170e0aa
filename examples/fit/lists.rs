//! Lists: what each key of `assets/labels.toml`, and each single shape, brings to the reading of documents.

use std::collections::BTreeSet;
use std::error::Error;

use wenda::reading::{Lexicon, Weights};

use crate::known::{Brought, Exact, Without, everything, exact};
use crate::material::Known;
use crate::words::{self, Entry, SHAPES, may_have, on_two_threads, turns_of};

/// A list, or a single shape, and the lexicon without it.
struct Row {
    name: String,
    entries: BTreeSet<Entry>,
    without: Lexicon,
}

/// Prints for each list and each shape how many documents are read differently without it, and by how much exact F1 changes.
pub fn print(known: &[Known], lexicon: &Lexicon) -> Result<(), Box<dyn Error>> {
    let rows = rows(lexicon)?;
    let documents: Vec<&Known> = known.iter().collect();
    let (usual, own): (Vec<_>, Vec<_>) =
        on_two_threads(&documents, |document| (document.is_usual, without_each(document, &rows, lexicon)))
            .into_iter()
            .partition(|(is_usual, _)| *is_usual);
    println!("{} usual documents, then {} of our own cases", usual.len(), own.len());
    println!("| without | turns differ | anything does | exact F1 | of ours: turns | anything | exact F1 |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let (mut beside, mut idle) = (Vec::new(), Vec::new());
    for (index, row) in rows.iter().enumerate() {
        let brought = [&usual, &own].map(|group| Brought::by(index, group.iter().map(|(_, read)| read)));
        let is_none = |of: fn(&Brought) -> usize| brought.iter().all(|brought| of(brought) == 0);
        if !is_none(|brought| brought.n_turns_differ) {
            println!("| {} | {} | {} |", row.name, brought[0], brought[1]);
        } else if is_none(|brought| brought.n_differ) {
            idle.push(row.name.clone());
        } else {
            beside.push(format!("{} ({}, {})", row.name, brought[0].n_differ, brought[1].n_differ));
        }
    }
    println!("without these no turn differs, but something else does: {}", beside.join(", "));
    println!("without these nothing differs: {}", idle.join(", "));
    Ok(())
}

/// Each list, and then each shape.
fn rows(lexicon: &Lexicon) -> Result<Vec<Row>, Box<dyn Error>> {
    let lists = words::lists()?;
    let of_list = |(key, entries): (&String, &BTreeSet<String>)| {
        let parts = entries.iter().flat_map(|entry| words::parts(key, entry));
        (key.clone(), parts.map(|entry| (key.clone(), entry)).collect())
    };
    let of_shape = |shape: &String| (format!("`{shape}`"), BTreeSet::from([(SHAPES.to_owned(), shape.clone())]));
    let named: Vec<(String, BTreeSet<Entry>)> =
        lists.iter().map(of_list).chain(lists[SHAPES].iter().map(of_shape)).collect();
    let row = |(name, entries): (String, BTreeSet<Entry>)| {
        let without = words::without(lexicon, &entries)?;
        Ok(Row { name, entries, without })
    };
    named.into_iter().map(row).collect()
}

/// Reads a document with all lists, and without each row; `None` where it has nothing of the row. The first is with all.
fn without_each(known: &Known, rows: &[Row], lexicon: &Lexicon) -> (Exact, Vec<Option<Without>>) {
    let (document, read) = known.shown(lexicon, Weights::shipped());
    let (turns, everything) = (turns_of(&document), everything(&document));
    let text = known.text(&document);
    let words: BTreeSet<(&str, &str)> = lexicon.occurring_in(&text).into_iter().collect();
    let has = |(key, entry): &Entry| match key.as_str() {
        SHAPES => may_have(&text, entry),
        _ => words.contains(&(key.as_str(), entry.as_str())),
    };
    let without = |row: &Row| {
        row.entries.iter().any(has).then(|| {
            let (document, read) = known.shown(&row.without, Weights::shipped());
            let differs = self::everything(&document) != everything;
            Without { turns_differ: differs && turns_of(&document) != turns, differs, exact: exact(&read) }
        })
    };
    (exact(&read), rows.iter().map(without).collect())
}
