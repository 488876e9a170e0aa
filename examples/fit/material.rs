//! Material: turns as wenda reads them, with what speaks for each, and whether it is right.

use std::collections::HashMap;
use std::error::Error;
use std::path::Path;

use serde_json::Value;
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::{Turn, TurnKind};
use wenda::reading::{Lexicon, ReadOptions, read_with_traits};

/// What some folders hold.
#[derive(Default)]
pub struct Material {
    pub documents: Vec<Read>,
    /// The names of the traits.
    pub names: Vec<&'static str>,
}

/// A document with truth, as it is read.
pub struct Read {
    pub name: String,
    /// Where it comes from: documents of one source are left out together.
    pub source: String,
    /// For each turn that is found, what speaks for and against it.
    pub turns: Vec<Seen>,
    /// Turns that there are.
    pub n_true: usize,
}

impl Read {
    /// The same document as if nobody looked at one of the traits.
    pub fn without(&self, index: usize) -> Read {
        let mut turns = self.turns.clone();
        turns.iter_mut().for_each(|turn| turn.traits[index] = 0.0);
        Read { name: self.name.clone(), source: self.source.clone(), turns, n_true: self.n_true }
    }
}

/// A turn that is found.
#[derive(Clone)]
pub struct Seen {
    pub traits: Vec<f64>,
    /// Beginning, kind and speaker are right.
    pub is_right: bool,
}

/// Reads all documents of a folder that have truth in its folder `truth`.
pub fn read_folder(folder: &Path, lexicon: &Lexicon, material: &mut Material) -> Result<(), Box<dyn Error>> {
    let sources = sources(folder)?;
    let mut paths: Vec<_> = std::fs::read_dir(folder.join("truth"))?.collect::<Result<Vec<_>, _>>()?;
    paths.sort_by_key(std::fs::DirEntry::file_name);
    for entry in paths {
        let file_name = entry.file_name().into_string().map_err(|name| format!("{name:?} is no text"))?;
        let Some(name) = file_name.strip_suffix(".json") else { continue };
        let truth: Value = serde_json::from_slice(&std::fs::read(entry.path())?)?;
        let bytes = std::fs::read(folder.join(name))?;
        let (document, traits) = read_with_traits(&bytes, name, &ReadOptions::default(), lexicon);
        if let Some(first) = traits.first() {
            material.names = first.iter().map(|(name, _)| *name).collect();
        }
        let traits = traits.into_iter().map(|row| row.into_iter().map(|(_, value)| f64::from(value)).collect());
        let source = sources.get(name).cloned().unwrap_or_else(|| name.to_owned());
        material.documents.push(compared(name, source, &document, traits.collect(), &truth));
    }
    Ok(())
}

/// The source of each file, as the first two columns of `SOURCES.tsv` tell: a version of a source is no source by itself.
fn sources(folder: &Path) -> Result<HashMap<String, String>, Box<dyn Error>> {
    let path = folder.join("SOURCES.tsv");
    if !path.exists() {
        return Ok(HashMap::new());
    }
    let text = std::fs::read_to_string(path)?;
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let (name, source) = (cells.next()?, cells.next()?);
        Some((name.to_owned(), source.split('@').next().unwrap_or(source).to_owned()))
    };
    Ok(text.lines().skip(1).filter_map(row).collect())
}

/// Finds each true turn among those that were read, in order.
fn compared(name: &str, source: String, document: &Document, traits: Vec<Vec<f64>>, truth: &Value) -> Read {
    let empty = Vec::new();
    let wanted = truth["turns"].as_array().unwrap_or(&empty);
    let said: Vec<String> = document.turns.iter().map(|turn| said(document, turn)).collect();
    let mut turns: Vec<Seen> = traits.into_iter().map(|traits| Seen { traits, is_right: false }).collect();
    let (mut from, mut last) = (0, 0);
    for wanted in wanted {
        let start = bare(wanted["starts_with"].as_str().unwrap_or_default());
        let found = (from..turns.len()).find(|&index| !start.is_empty() && said[index].starts_with(&start));
        let Some(index) = found else { continue };
        (from, last) = (index + 1, index);
        let turn = &document.turns[index];
        let speaker = bare(wanted["speaker"].as_str().unwrap_or_default());
        let is_named = speaker.is_empty() || speaker == bare(turn.speaker.as_deref().unwrap_or_default());
        turns[index].is_right = is_named && wanted["kind"].as_str() == Some(kind(turn.kind));
    }
    if truth["partial"].as_bool() == Some(true) && last > 0 {
        turns.truncate(last + 1);
    }
    Read { name: name.to_owned(), source, turns, n_true: wanted.len() }
}

/// What is said in a turn, without its label.
fn said(document: &Document, turn: &Turn) -> String {
    let blocks = turn.blocks.clone().filter(|&block| !matches!(document.blocks[block].kind, BlockKind::Aside(_)));
    bare(&blocks.map(|block| &document.block_text(block)[document.blocks[block].label..]).collect::<String>())
}

/// A text without white space and marks of Markdown.
fn bare(text: &str) -> String {
    let is_dropped = |letter: char| letter.is_whitespace() || "*_`#>\u{200b}\u{feff}".contains(letter);
    text.chars().filter(|letter| !is_dropped(*letter)).collect()
}

fn kind(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Question => "question",
        TurnKind::Answer => "answer",
        TurnKind::Statement => "statement",
    }
}
