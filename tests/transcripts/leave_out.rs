//! Leave one source out: each source's files are scored without the words of `labels.toml` that occur in them alone.

use std::collections::BTreeMap;
use std::path::Path;

use libtest_mimic::Failed;
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
            let taken: Vec<String> = taken.iter().map(|word| format!("{:?}", format!("-{word}"))).collect();
            overlay.push_str(&format!("{list} = [{}]\n", taken.join(", ")));
        }
    }
    (overlay, n_words)
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
    let mut overlays: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut total = Row::default();
    println!("{} words", Row::HEAD);
    for name in names {
        let source = match source(name) {
            "utf16" => "maoxuan",
            "gb18030" => "renzhengfei",
            source => source,
        };
        let taken = || taken_away(source, &texts);
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
