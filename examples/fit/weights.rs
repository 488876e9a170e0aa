//! Weights: what each row of `assets/weights*.toml` brings to the reading of documents, but for those of certainty, whose worth
//! is printed by the fit itself.

use std::error::Error;

use wenda::reading::{Lexicon, Weights, without_row};

use crate::known::{Brought, Exact, Without, everything, exact};
use crate::material::Known;
use crate::words::{on_two_threads, turns_of};

/// Files with rows that are left out while the documents are read.
const FILES: [&str; 3] = ["names", "customs", "page"];

/// Sections of these files with numbers that are limits and no weights.
const LIMITS: [&str; 2] = ["choice", "credible"];

/// Prints for each row how many documents are read differently without it, and by how much exact F1 changes; first what it
/// does to usual documents, then to our own cases.
pub fn print(known: &[Known], lexicon: &Lexicon) -> Result<(), Box<dyn Error>> {
    let documents: Vec<&Known> = known.iter().collect();
    let with_all = on_two_threads(&documents, |document| {
        let (shown, read) = document.shown(lexicon, Weights::shipped());
        (everything(&shown), shown, exact(&read))
    });
    println!("| without | turns differ | anything does | exact F1 | of ours: turns | anything | exact F1 |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for (name, weights) in rows()? {
        let read = || on_two_threads(&documents, |document| document.shown(lexicon, &weights));
        let read = if weights_are_read(&name) { without_row(&name, read) } else { read() };
        let compared = read.iter().zip(&with_all).map(|((shown, read), (all, with, exact_with))| {
            let differs = everything(shown) != *all;
            let without =
                Without { turns_differ: differs && turns_of(shown) != turns_of(with), differs, exact: exact(read) };
            (*exact_with, vec![Some(without)])
        });
        let compared: Vec<(Exact, Vec<Option<Without>>)> = compared.collect();
        let of = |is_usual: bool| {
            let such = documents.iter().zip(&compared).filter(move |(document, _)| document.is_usual == is_usual);
            Brought::by(0, such.map(|(_, compared)| compared))
        };
        println!("| {name} | {} | {} |", of(true), of(false));
    }
    Ok(())
}

/// Whether a row stands in one of [`FILES`].
fn weights_are_read(row: &str) -> bool {
    FILES.iter().any(|file| row.split('.').next() == Some(file))
}

/// Each row with the weights of castings without which documents are read: all of them, but for a row of their own file.
fn rows() -> Result<Vec<(String, Weights)>, Box<dyn Error>> {
    let mut rows = Vec::new();
    for file in FILES {
        let path = format!("assets/weights-{file}.toml");
        let text = std::fs::read_to_string(&path)?;
        let table: toml::Table = text.parse().map_err(|error| format!("{path}: {error}"))?;
        let sections = table.iter().filter(|(section, _)| !LIMITS.contains(&section.as_str()));
        let names = sections.filter_map(|(section, rows)| Some((section, rows.as_table()?)));
        let names = names.flat_map(|(section, rows)| rows.keys().map(move |name| format!("{file}.{section}.{name}")));
        rows.extend(names.map(|name| (name, Weights::shipped().clone())));
    }
    let fitted = Weights::fitted();
    for (index, row) in fitted.iter().enumerate() {
        let weight = |(other, row): (usize, &wenda::reading::WeightRow)| if other == index { 0.0 } else { row.weight };
        let weights: Vec<f64> = fitted.iter().enumerate().map(weight).collect();
        rows.push((row.name.clone(), Weights::with(&weights)));
    }
    Ok(rows)
}
