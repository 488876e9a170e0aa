//! Lists: what each key of `assets/labels.toml`, and each single shape, brings to the reading of documents.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;

use wenda::document::Document;
use wenda::reading::{Lexicon, Weights};

use crate::material::{Known, Read};
use crate::words::{self, Entry, SHAPES, may_have, on_two_threads, turns_of};

/// A list, or a single shape, and the lexicon without it.
struct Row {
    name: String,
    entries: BTreeSet<Entry>,
    without: Lexicon,
}

/// A document that is read without a row.
struct Without {
    /// Who says what, and as what, is read differently.
    turns_differ: bool,
    /// Anything else is: what is no speech, a heading, a date, how sure a turn is.
    differs: bool,
    /// How many turns are right, and how many there are in the reading and in the truth.
    exact: Exact,
}

#[derive(Clone, Copy)]
struct Exact {
    n_right: usize,
    n_turns: usize,
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

fn exact(read: &Read) -> Exact {
    let n_right = read.turns.iter().filter(|turn| turn.is_right).count();
    Exact { n_right, n_turns: read.turns.len() + read.n_true }
}

/// All that is shown of a document.
fn everything(document: &Document) -> String {
    let Document { text, blocks, title, stated_title, date, location, sections, turns, .. } = document;
    format!("{text:?}{blocks:?}{title:?}{stated_title:?}{date:?}{location:?}{sections:?}{turns:?}")
}

/// What a row brings to several documents.
struct Brought {
    n_turns_differ: usize,
    n_differ: usize,
    /// Exact F1 of them all without it, less that with it.
    change: f64,
}

impl Brought {
    fn by<'a>(row: usize, documents: impl Iterator<Item = &'a (Exact, Vec<Option<Without>>)> + Clone) -> Self {
        let without = || documents.clone().filter_map(|(_, without)| without[row].as_ref());
        let with_it = documents.clone().map(|(all, _)| *all);
        let without_it = documents.clone().map(|(all, without)| without[row].as_ref().map_or(*all, |it| it.exact));
        Brought {
            n_turns_differ: without().filter(|it| it.turns_differ).count(),
            n_differ: without().filter(|it| it.differs).count(),
            change: f1(without_it) - f1(with_it),
        }
    }
}

impl fmt::Display for Brought {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let change = if self.change == 0.0 { "0".to_owned() } else { format!("{:+.4}", self.change) };
        write!(formatter, "{} | {} | {change}", self.n_turns_differ, self.n_differ)
    }
}

fn f1(documents: impl Iterator<Item = Exact>) -> f64 {
    let sum = |(n_right, n_turns), exact: Exact| (n_right + exact.n_right, n_turns + exact.n_turns);
    let (n_right, n_turns) = documents.fold((0, 0), sum);
    2.0 * n_right as f64 / n_turns.max(1) as f64
}
