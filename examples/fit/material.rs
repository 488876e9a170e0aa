//! Material: turns as wenda reads them, with what speaks for each, and whether it is right.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::{Turn, TurnKind};
use wenda::reading::{Evidence, Lexicon, Rehearsal, Weights, page_traits, read_with_evidence, rehearse};

use crate::cases;
use crate::castings::{self, Tries};

/// A document with its truth.
pub struct Known {
    pub name: String,
    /// Where it comes from: documents of one source are left out together.
    pub source: String,
    bytes: Vec<u8>,
    truth: Value,
    /// What its labels have in common, by the name of the trait; `None` without labels.
    pub labels_are: Option<Vec<(&'static str, f64)>>,
    /// Its talks, with all their castings.
    pub tries: Vec<Tries>,
    /// It is no case: among those are many that are not read right yet, so that they say nothing of how many of all turns are.
    pub is_usual: bool,
}

/// A document as it is read.
#[derive(Clone)]
pub struct Read {
    pub name: String,
    pub source: String,
    /// For each turn that is found, what speaks for and against it.
    pub turns: Vec<Seen>,
    /// Turns that there are.
    pub n_true: usize,
    /// It is a few paragraphs of a document: a talk that is cut says less of who asks, and its turns have to know.
    pub is_piece: bool,
}

impl Read {
    /// The same document as if nobody looked at one of the traits.
    pub fn without(&self, index: usize) -> Read {
        let mut turns = self.turns.clone();
        turns.iter_mut().for_each(|turn| turn.traits[index] = 0.0);
        Read { turns, ..self.clone() }
    }
}

/// A turn that is found.
#[derive(Clone)]
pub struct Seen {
    pub traits: Vec<f64>,
    /// Nothing forbids that it is shown as a fact.
    pub may_be_fact: bool,
    /// Its beginning is right.
    pub is_found: bool,
    /// Beginning and kind are right.
    pub is_of_kind: bool,
    /// Beginning, kind and speaker are right.
    pub is_right: bool,
}

/// All documents of a folder with truth: in its folder `truth`, or in `.turns` files beside the documents.
pub fn read_folder(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Known>, Box<dyn Error>> {
    let sources = sources(folder)?;
    let listed = folder.join("truth");
    let found = if listed.is_dir() { with_truth(&listed, folder)? } else { cases::find(folder)? };
    let mut documents = Vec::new();
    for (path, truth) in found {
        let bytes = std::fs::read(&path)?;
        let name = path.file_name().and_then(std::ffi::OsStr::to_str).ok_or("a name is no text")?.to_owned();
        let labels_are = page_traits(&bytes, &name, lexicon);
        let labels_are = labels_are.map(|traits| traits.into_iter().map(|(n, value)| (n, f64::from(value))).collect());
        let talks = rehearse(&bytes, &name, lexicon);
        let tries = castings::tries(&talks, &kinds(&talks, &truth));
        let source = sources.get(&name).cloned().unwrap_or_else(|| path.display().to_string());
        documents.push(Known { name, source, bytes, truth, labels_are, tries, is_usual: listed.is_dir() });
    }
    Ok(documents)
}

/// The documents of `folder` whose truth is in `listed`.
fn with_truth(listed: &Path, folder: &Path) -> Result<Vec<(PathBuf, Value)>, Box<dyn Error>> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(listed)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    let is_truth = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "json");
    let pair = |path: &PathBuf| {
        let name = path.file_stem().ok_or("a name is no text")?;
        Ok((folder.join(name), serde_json::from_slice(&std::fs::read(path)?)?))
    };
    paths.iter().filter(is_truth).map(pair).collect()
}

impl Known {
    /// Whether anybody speaks in it.
    pub fn is_talk(&self) -> bool {
        self.truth["turns"].as_array().is_some_and(|turns| !turns.is_empty())
    }

    /// The document as wenda reads it, and the same compared with its truth.
    pub fn shown(&self, lexicon: &Lexicon, weights: &Weights) -> (Document, Read) {
        let (document, evidence) = read_with_evidence(&self.bytes, &self.name, lexicon, weights);
        let read = compared(&self.name, &self.source, &document, &evidence, &self.truth);
        (document, read)
    }

    /// All that can be read in it: the file as it came, for what wenda takes for markup, and what wenda reads, for what is
    /// packed, encoded or escaped in the file.
    pub fn text(&self, read: &Document) -> String {
        format!("{}\n{}", String::from_utf8_lossy(&self.bytes), read.text)
    }

    /// Reads the document with these weights of castings, and gives the names of the traits of its turns.
    pub fn read(&self, lexicon: &Lexicon, weights: &Weights) -> (Read, Vec<&'static str>) {
        let (document, evidence) = read_with_evidence(&self.bytes, &self.name, lexicon, weights);
        let names = evidence.first().map(|first| first.traits().map(|(name, _)| name).collect()).unwrap_or_default();
        (compared(&self.name, &self.source, &document, &evidence, &self.truth), names)
    }

    /// Reads pieces of the document with these weights of castings: some paragraphs from an eighth, three and five eighths on.
    /// None where the truth doesn't cover all of it, or where paragraphs are not told by empty lines.
    pub fn read_pieces(&self, lexicon: &Lexicon, weights: &Weights) -> Vec<Read> {
        /// So many paragraphs hold some four to eight speeches.
        const LENGTH: usize = 14;
        let is_partial = self.truth["partial"].as_bool() == Some(true);
        let is_written = [".md", ".txt"].iter().any(|ending| self.name.ends_with(ending));
        let Some(text) = std::str::from_utf8(&self.bytes).ok().filter(|_| is_written && !is_partial) else {
            return Vec::new();
        };
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let starts = [1, 3, 5].map(|eighths| eighths * paragraphs.len() / 8).into_iter();
        let whole = starts.filter(|start| paragraphs.len() >= 2 * LENGTH && start + LENGTH <= paragraphs.len());
        let read = |start: usize| {
            let piece = paragraphs[start..start + LENGTH].join("\n\n");
            let (document, evidence) = read_with_evidence(piece.as_bytes(), &self.name, lexicon, weights);
            let mut read = of_piece(self, &document, &evidence);
            read.is_piece = true;
            read
        };
        whole.map(read).collect()
    }
}

/// Compares a piece with that part of the truth with which most of its turns agree.
fn of_piece(known: &Known, document: &Document, evidence: &[Evidence]) -> Read {
    let empty = Vec::new();
    let turns = known.truth["turns"].as_array().unwrap_or(&empty);
    let from = |start: usize| {
        let part: Vec<Value> = turns[start..].iter().take(2 * evidence.len()).cloned().collect();
        compared(&known.name, &known.source, document, evidence, &serde_json::json!({ "turns": part }))
    };
    let n_found = |read: &Read| read.turns.iter().filter(|turn| turn.is_found).count();
    let best = (0..turns.len().max(1)).map(from).max_by_key(n_found);
    best.unwrap_or_else(|| from(0))
}

/// The true kind of each speech of these talks, where it is known.
fn kinds(talks: &[Rehearsal], truth: &Value) -> Vec<Option<TurnKind>> {
    let openings: Vec<String> = talks.iter().flat_map(Rehearsal::openings).map(bare).collect();
    let mut kinds = vec![None; openings.len()];
    let mut from = 0;
    for wanted in truth["turns"].as_array().into_iter().flatten() {
        let start = bare(wanted["starts_with"].as_str().unwrap_or_default());
        let found = (from..openings.len()).find(|&index| !start.is_empty() && openings[index].starts_with(&start));
        if let Some(index) = found {
            let named = wanted["kind"].as_str();
            kinds[index] = KINDS.into_iter().find(|of_kind| Some(kind(*of_kind)) == named);
            from = index + 1;
        }
    }
    kinds
}

const KINDS: [TurnKind; 3] = [TurnKind::Question, TurnKind::Answer, TurnKind::Statement];

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
fn compared(name: &str, source: &str, document: &Document, evidence: &[Evidence], truth: &Value) -> Read {
    let empty = Vec::new();
    let wanted = truth["turns"].as_array().unwrap_or(&empty);
    let said: Vec<String> = document.turns.iter().map(|turn| said(document, turn)).collect();
    let mut turns: Vec<Seen> = evidence.iter().map(unseen).collect();
    let (mut from, mut last) = (0, 0);
    for wanted in wanted {
        let start = bare(wanted["starts_with"].as_str().unwrap_or_default());
        let found = (from..turns.len()).find(|&index| !start.is_empty() && said[index].starts_with(&start));
        let Some(index) = found else { continue };
        (from, last) = (index + 1, index);
        let turn = &document.turns[index];
        let speaker = bare(wanted["speaker"].as_str().unwrap_or_default());
        let is_named = speaker.is_empty() || speaker == bare(turn.speaker.as_deref().unwrap_or_default());
        turns[index].is_found = true;
        turns[index].is_of_kind = wanted["kind"].as_str() == Some(kind(turn.kind));
        turns[index].is_right = is_named && turns[index].is_of_kind;
    }
    if truth["partial"].as_bool() == Some(true) && last > 0 {
        turns.truncate(last + 1);
    }
    Read { name: name.to_owned(), source: source.to_owned(), turns, n_true: wanted.len(), is_piece: false }
}

/// A turn of which it is not known yet whether it is right.
fn unseen(evidence: &Evidence) -> Seen {
    let traits = evidence.traits().map(|(_, value)| f64::from(value)).collect();
    Seen { traits, may_be_fact: evidence.may_be_fact, is_found: false, is_of_kind: false, is_right: false }
}

/// What is said in a turn, without its label.
pub fn said(document: &Document, turn: &Turn) -> String {
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
