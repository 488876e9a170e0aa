//! Leave one source out: each source's files are scored without the words of `labels.toml` that occur in them alone, and
//! without the shapes of labels that no other source needs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use libtest_mimic::Failed;
use wenda::document::Document;
use wenda::document::turn::TurnKind;
use wenda::reading::{Lexicon, ReadOptions, open};

use crate::score::{self, Row};

/// The source that a file's name states: `maoxuan` of `zh-maoxuan-1.md`.
fn source(name: &str) -> &str {
    let rest = name.split_once('-').map_or(name, |(_, rest)| rest);
    rest.split(['-', '.']).next().unwrap_or(rest)
}

/// Text as words are compared: lower case, without white space and stops.
fn folded(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').flat_map(char::to_lowercase).collect()
}

/// The words that stand in the texts of one source only, as a file that takes them away.
fn taken_away(source: &str, texts: &BTreeMap<String, String>) -> (String, usize) {
    let words: toml::Table = toml::from_str(Lexicon::SOURCE).unwrap_or_default();
    let (mut overlay, mut n_words) = (String::new(), 0);
    for (table, lists) in words.iter().filter_map(|(table, lists)| Some((table, lists.as_table()?))) {
        overlay.push_str(&format!("[{table}]\n"));
        for (list, words) in lists.iter().filter_map(|(list, words)| Some((list, words.as_array()?))) {
            let is_only_here = |word: &&str| {
                let word = folded(word);
                texts.iter().all(|(other, text)| text.contains(&word) == (other == source))
            };
            let taken: Vec<&str> = words.iter().filter_map(toml::Value::as_str).filter(is_only_here).collect();
            n_words += taken.len();
            let taken: Vec<String> = taken.iter().map(|word| taken_from_list(word)).collect();
            overlay.push_str(&format!("{list} = [{}]\n", taken.join(", ")));
        }
    }
    (overlay, n_words)
}

/// A word or shape as an overlay writes what it takes away.
fn taken_from_list(word: &str) -> String {
    toml::Value::String(format!("-{word}")).to_string()
}

/// The source of a file, whatever form a copy has.
fn origin(name: &str) -> &str {
    match source(name) {
        "utf16" => "maoxuan",
        "gb18030" => "renzhengfei",
        source => source,
    }
}

/// What must stay the same where a shape is not needed: the kinds of the turns, and where each begins.
fn structure(document: &Document) -> Vec<(TurnKind, usize)> {
    document.turns.iter().map(|turn| (turn.kind, turn.blocks.start)).collect()
}

/// Each shape, with the sources whose files are read otherwise without it.
fn needed_by(folder: &Path, names: &[String]) -> Result<BTreeMap<String, BTreeSet<String>>, Failed> {
    let whole = Lexicon::default_words();
    let read = |name: &String, lexicon: &Lexicon| open(&folder.join(name), &ReadOptions::default(), lexicon);
    let documents = names.iter().map(|name| read(name, &whole)).collect::<Result<Vec<_>, _>>()?;
    let file: toml::Table = toml::from_str(Lexicon::SOURCE)?;
    let shapes = file.values().filter_map(|section| section.get("shapes")?.as_array()).flatten();
    let shapes: BTreeSet<&str> = shapes.filter_map(toml::Value::as_str).collect();
    let mut needed = BTreeMap::new();
    for shape in shapes {
        let without = whole.with(&format!("[en]\nshapes = [{}]\n", taken_from_list(shape)))?;
        // A sign that a text does not hold can't be part of a label there.
        let sign = shape.chars().find(|letter| !letter.is_ascii() && !"○：—".contains(*letter));
        let mut sources = BTreeSet::new();
        for (name, document) in names.iter().zip(&documents) {
            let may_matter = sign.is_none_or(|sign| document.source.text.contains(sign));
            if may_matter && structure(&read(name, &without)?) != structure(document) {
                sources.insert(origin(name).to_owned());
            }
        }
        needed.insert(shape.to_owned(), sources);
    }
    Ok(needed)
}

/// Scores each source without its own words; all together must still be found nearly as well.
pub fn score(folder: &Path, names: &[String]) -> Result<(), Failed> {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for name in names {
        let document = open(&folder.join(name), &ReadOptions::default(), &Lexicon::default_words())?;
        texts.entry(source(name).to_owned()).or_default().push_str(&folded(&document.text));
    }
    // The same three talks came from two sources: as book, and as a copy in another encoding.
    for (copy, original) in [("utf16", "maoxuan"), ("gb18030", "renzhengfei")] {
        if let Some(text) = texts.remove(copy) {
            texts.entry(original.to_owned()).or_default().push_str(&text);
        }
    }
    let needed = needed_by(folder, names)?;
    println!("shapes and who needs them: {needed:?}");
    let mut overlays: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut total = Row::default();
    println!("{} words", Row::HEAD);
    for name in names {
        let source = origin(name);
        let taken = || {
            let (overlay, n_words) = taken_away(source, &texts);
            // What no other source needs, not even one shape of several that would do.
            let is_own = |sources: &BTreeSet<String>| sources.iter().all(|other| other == source);
            let own = needed.iter().filter(|(_, sources)| is_own(sources));
            let taken: Vec<String> = own.map(|(shape, _)| taken_from_list(shape)).collect();
            (format!("{overlay}[shapes]\nshapes = [{}]\n", taken.join(", ")), n_words + taken.len())
        };
        let (overlay, n_words) = overlays.entry(source.to_owned()).or_insert_with(taken);
        let lexicon = Lexicon::default_words().with(overlay)?;
        let document = open(&folder.join(name), &ReadOptions::default(), &lexicon)?;
        let row = score::score(&score::truth(folder, name)?, &document);
        println!("{}  -{n_words}", row.line(name));
        total.add(&row);
    }
    println!("{}", total.line("all"));
    if total.turn_f1() >= 0.95 { Ok(()) } else { Err(format!("turn F1 is {:.4}, not 0.95", total.turn_f1()).into()) }
}
