//! What `show` prints holds every character of the file once: in the file's order with `--raw`, and but for what repairs
//! move without it.

use std::path::Path;
use std::process::Command;

use libtest_mimic::Failed;
use wenda::document::{Document, RepairKind};
use wenda::reading::{Lexicon, ReadOptions, open};

use super::source_text::{bare, printed};

/// Compares every file of the folder with what is shown of it.
pub fn check(folder: &Path) -> Result<(), Failed> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_file() && !name.ends_with(".tsv") {
            found.extend(file(&path, &name)?.map(|what| format!("{name}: {what}")));
        }
    }
    found.sort();
    let is_known = |what: &String| KNOWN.iter().any(|(name, _)| what.starts_with(&format!("{name}: ")));
    let mut wrong: Vec<String> = found.iter().filter(|what| !is_known(what)).cloned().collect();
    let gone = KNOWN.iter().filter(|(name, _)| !found.iter().any(|what| what.starts_with(&format!("{name}: "))));
    wrong.extend(gone.map(|(name, _)| format!("{name}: nothing differs any more: take it from KNOWN")));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n").into()) }
}

/// Files that differ from what these tests take their characters to be, with what the tests don't know of them; each was looked at,
/// and wenda shows what a reader of the file should see.
const KNOWN: [(&str, &str); 8] = [
    ("en-archivetw-2.md", "emphasis by `_` beside a dash"),
    ("en-kavanaugh-1.txt", "that the file is Windows-1252"),
    ("en-winnipeg.html", "cells of a table that stand on rows of their own"),
    ("fr-endometriose.md", "pandoc's attributes"),
    ("zh-archipelago.md", "`~~struck~~`"),
    ("zh-jobqa.md", "a heading within a list item"),
    ("zh-onlineama.md", "`~~struck~~`"),
    ("zhHant-big5-1.md", "that the file is Big5"),
];

/// What is wrong with one file.
fn file(path: &Path, name: &str) -> Result<Option<String>, Failed> {
    let bytes = std::fs::read(path)?;
    let raw = shown(path, &["--raw"])?;
    if let Some(what) = difference(&printed(&bytes, name, true), &raw) {
        return Ok(Some(format!("show --raw: {what}")));
    }
    let source = printed(&bytes, name, false);
    let repaired = open(path, &ReadOptions::default(), &Lexicon::default_words())?;
    let text = bare(&repaired.text);
    Ok(difference(&text, &shown(path, &[])?)
        .map(|what| format!("show is not its document: {what}"))
        .or_else(|| difference(&source, &unrepaired(&repaired, &source)).map(|what| format!("show: {what}"))))
}

/// What `show` prints in rows so narrow that the signs of turns, which are no characters of the file, find no room.
fn shown(path: &Path, options: &[&str]) -> Result<Vec<char>, Failed> {
    let program = env!("CARGO_BIN_EXE_wenda");
    let output =
        Command::new(program).arg("show").args(["--width", "8", "--lang", "en"]).args(options).arg(path).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(bare(&without_rules(&String::from_utf8(output.stdout)?)))
}

/// The text without the rows that draw a rule of four cells.
fn without_rules(text: &str) -> String {
    text.lines().filter(|line| *line != "----").collect::<Vec<_>>().join("\n")
}

/// The characters of a repaired document in the order of the source: what was lifted out of a paragraph stands where the
/// paragraph was joined again.
fn unrepaired(document: &Document, source: &[char]) -> Vec<char> {
    let is_lifted = |block: usize| {
        document.repairs.iter().any(|it| it.kind == RepairKind::LiftedOut && it.passage.start.block == block)
    };
    let mut found: Vec<char> = Vec::with_capacity(source.len());
    let mut put_back = 0;
    for block in 0..document.blocks.len() {
        if block < put_back {
            continue;
        }
        put_back = block + 1;
        let text = document.block_text(block);
        let mut start = 0;
        let joins =
            document.repairs.iter().filter(|it| it.kind == RepairKind::Joined && it.passage.start.block == block);
        for end in joins.map(|it| it.passage.start.byte).chain([text.len()]) {
            found.extend(bare(&text[start..end]));
            start = end;
            while end < text.len() && put_back < document.blocks.len() && is_lifted(put_back) {
                let lifted = bare(document.block_text(put_back));
                if !source.get(found.len()..).is_some_and(|rest| rest.starts_with(&lifted)) {
                    break;
                }
                found.extend(lifted);
                put_back += 1;
            }
        }
    }
    found
}

/// Where two texts part, with what stands there in each.
fn difference(expected: &[char], found: &[char]) -> Option<String> {
    let n_same = expected.iter().zip(found).take_while(|(one, other)| one == other).count();
    let around =
        |text: &[char]| text[n_same.saturating_sub(20)..text.len().min(n_same + 30)].iter().collect::<String>();
    let is_same = n_same == expected.len() && n_same == found.len();
    (!is_same).then(|| {
        let (expected_there, found_there) = (around(expected), around(found));
        format!("at character {n_same}\n    expected {expected_there:?}\n    found    {found_there:?}")
    })
}
