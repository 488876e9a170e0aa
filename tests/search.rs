//! Queries made by a seeded program from texts, and what they find, against a reference that does it by another method: one
//! character after the other, from the tables themselves. Over the fixtures always; over the transcripts in the folder that
//! `WENDA_TRANSCRIPTS` names, too, else that is reported as ignored.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use wenda::document::Document;
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::search::find;
use wenda::search::query::Query;

const N_QUERIES: usize = 300;

fn main() {
    let folder = std::env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let is_missing = folder.is_none();
    let folder = folder.unwrap_or_default();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let trials = vec![
        Trial::test("queries_from_the_fixtures_find_what_the_reference_finds", move || compare(&fixtures)),
        Trial::test("queries_from_the_transcripts_find_what_the_reference_finds", move || compare(&folder))
            .with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Numbers that look random, the same every time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % n.max(1)
    }
}

/// The tables that the program was built with, read by this test itself.
#[derive(Default)]
struct Tables {
    simplified: BTreeMap<char, char>,
    traditional: BTreeMap<char, char>,
    readings: BTreeMap<char, Vec<&'static str>>,
}

fn tables() -> Tables {
    let mut tables = Tables::default();
    for line in include_str!("../assets/simplified.txt").lines().filter(|line| !line.starts_with('#')) {
        for pair in line.split_whitespace() {
            let mut chars = pair.chars();
            if let (Some(from), Some(to)) = (chars.next(), chars.next()) {
                tables.simplified.insert(from, to);
                tables.traditional.insert(to, from);
            }
        }
    }
    for line in include_str!("../assets/readings.txt").lines().filter(|line| !line.starts_with('#')) {
        let (syllable, chars) = line.split_once(' ').expect("a syllable and its characters");
        chars.chars().for_each(|c| tables.readings.entry(c).or_default().push(syllable));
    }
    tables
}

/// A character of a block, as the reference sees it, and where it is.
struct Seen {
    c: char,
    start: usize,
    end: usize,
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The characters of a text for a query of ideographs: those in the other script for these, and no space between them.
fn seen(text: &str, tables: &Tables) -> Vec<Seen> {
    let chars = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let one = |(start, c): (usize, char)| {
        let end = start + c.len_utf8();
        Seen { c: tables.simplified.get(&c).copied().unwrap_or(c).to_ascii_lowercase(), start, end }
    };
    chars.map(one).collect()
}

/// Every hit in a block, from left to right without overlaps; `n_matched` says how many characters match from one on.
fn all(seen: &[Seen], n_matched: impl Fn(&[Seen]) -> Option<usize>) -> Vec<(usize, usize)> {
    let (mut hits, mut at) = (Vec::new(), 0);
    while at < seen.len() {
        match n_matched(&seen[at..]) {
            Some(n) => {
                hits.push((seen[at].start, seen[at + n - 1].end));
                at += n;
            }
            None => at += 1,
        }
    }
    hits
}

/// How many characters, at the least, are read as was typed.
fn n_read(seen: &[Seen], typed: &str, tables: &Tables) -> Option<usize> {
    if typed.is_empty() {
        return Some(0);
    }
    let first = seen.first()?;
    let literal = typed.strip_prefix(first.c).and_then(|rest| n_read(&seen[1..], rest, tables));
    let mut lengths: Vec<usize> = literal.into_iter().collect();
    for syllable in tables.readings.get(&first.c).into_iter().flatten() {
        if syllable.starts_with(typed) {
            lengths.push(0);
        }
        let two = ["zh", "ch", "sh"].into_iter().find(|two| syllable.starts_with(two));
        let with_u = syllable.replace('v', "u");
        if with_u.starts_with(typed) {
            lengths.push(0);
        }
        for form in [Some(*syllable), Some(&with_u), two, Some(&syllable[..1])].into_iter().flatten() {
            lengths.extend(typed.strip_prefix(form).and_then(|rest| n_read(&seen[1..], rest, tables)));
        }
    }
    lengths.into_iter().min().map(|n| n + 1)
}

/// Some ideographs that stand together in the document.
fn snippet(document: &Document, dice: &mut Dice) -> Option<String> {
    let block = document.block_text(dice.roll(document.blocks.len()));
    let runs: Vec<&str> = block.split(|c| !is_han(c)).filter(|run| run.chars().count() >= 2).collect();
    let run: Vec<char> = runs.get(dice.roll(runs.len()))?.chars().collect();
    let n = (2 + dice.roll(4)).min(run.len());
    let start = dice.roll(run.len() - n + 1);
    Some(run[start..start + n].iter().collect())
}

fn compare(folder: &Path) -> Result<(), Failed> {
    let tables = tables();
    let mut files: Vec<PathBuf> = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "md" || end == "txt"));
    // so that a query takes no second in a build for tests
    files.retain(|path| path.metadata().is_ok_and(|file| file.len() < 300_000));
    files.sort();
    let options = ReadOptions::default();
    let documents: Vec<Document> =
        files.iter().filter_map(|path| open(path, &options, &Lexicon::default_words()).ok()).collect();
    let (mut dice, mut n_done, mut n_hits, mut faults) = (Dice(0x9e37_79b9_7f4a_7c15), 0, 0, Vec::new());
    for _ in 0..N_QUERIES * 200 {
        let Some(document) = documents.get(dice.roll(documents.len())) else { break };
        let Some(words) = snippet(document, &mut dice) else { continue };
        let kind = n_done % 6;
        let typed = typed_for(&words, kind, &tables, &mut dice);
        let hits = find(document, &Query::new(&typed));
        let found: Vec<_> = hits.iter().map(|hit| (hit.start.block, hit.start.byte, hit.end.byte)).collect();
        let expected = expected(document, &words, &typed, kind, &tables);
        if found != expected {
            faults.push(format!("{typed:?} for {words}: {} found, {} expected", found.len(), expected.len()));
        }
        if expected.is_empty() {
            faults.push(format!("{typed:?} for {words}: the reference finds nothing"));
        }
        n_hits += found.len();
        n_done += 1;
        if n_done == N_QUERIES {
            break;
        }
    }
    println!("{n_done} queries, {n_hits} hits, {} faults", faults.len());
    if n_done < N_QUERIES || !faults.is_empty() {
        return Err(format!("{n_done} queries\n{}", faults.join("\n")).into());
    }
    Ok(())
}

/// What somebody types for these words: as they are, in the other script, as a phrase, or as an expression; by the first
/// letters, or by syllables and first letters mixed.
fn typed_for(words: &str, kind: usize, tables: &Tables, dice: &mut Dice) -> String {
    let simplified = |c: char| tables.simplified.get(&c).copied().unwrap_or(c);
    let mut read = |c: char, may_be_whole: bool| {
        let readings = tables.readings.get(&simplified(c)).map_or(&[][..], Vec::as_slice);
        let syllable = readings.get(dice.roll(readings.len())).copied();
        let is_whole = may_be_whole && dice.roll(2) == 0;
        syllable.map_or_else(|| simplified(c).to_string(), |all| all[..if is_whole { all.len() } else { 1 }].to_owned())
    };
    match kind {
        0 => words.chars().map(simplified).collect(),
        1 => words.chars().map(|c| tables.traditional.get(&c).copied().unwrap_or(c)).collect(),
        2 => format!("“{words}”"),
        3 => format!("/{words}/r"),
        4 => words.chars().map(|c| read(c, false)).collect(),
        _ => words.chars().map(|c| read(c, true)).collect(),
    }
}

fn expected(document: &Document, words: &str, typed: &str, kind: usize, tables: &Tables) -> Vec<(usize, usize, usize)> {
    let form: Vec<char> = words.chars().map(|c| tables.simplified.get(&c).copied().unwrap_or(c)).collect();
    let same = |seen: &[Seen]| {
        let is_same = seen.len() >= form.len() && seen.iter().zip(&form).all(|(seen, c)| seen.c == *c);
        is_same.then_some(form.len())
    };
    let letters = |seen: &[Seen]| {
        let is_same = seen.len() >= typed.len() && seen.iter().zip(typed.chars()).all(|(seen, c)| seen.c == c);
        is_same.then_some(typed.len())
    };
    let look = |n_matched: &dyn Fn(&[Seen]) -> Option<usize>| -> Vec<(usize, usize, usize)> {
        let blocks = 0..document.blocks.len();
        let in_block = |block: usize| all(&seen(document.block_text(block), tables), n_matched);
        blocks.flat_map(|block| in_block(block).into_iter().map(move |(from, to)| (block, from, to))).collect()
    };
    if kind < 4 {
        return look(&same);
    }
    // letters that stand in the text as such are meant as such
    let written = look(&letters);
    if written.is_empty() { look(&|seen| n_read(seen, typed, tables)) } else { written }
}
