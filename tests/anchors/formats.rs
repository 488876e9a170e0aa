//! The same talk in another format: what was marked in the Markdown is looked for in a page and in plain text made of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use libtest_mimic::Failed;
use wenda::document::Document;
use wenda::document::anchor::Anchor;
use wenda::document::block::BlockKind;
use wenda::document::identity::text_hash;
use wenda::document::place::Passage;
use wenda::document::resolver::Resolver;
use wenda::document::sketch::Sketch;
use wenda::reading::{Lexicon, ReadOptions, read};
use wenda::search::fold::fold;

use crate::random::Random;
use crate::{QUOTATIONS, SAMPLE, passage, pick};

/// How alike two texts are at least that are taken for one document without asking (`storage::library`).
const SAME: f64 = 0.85;

pub fn hold(folder: &Path) -> Result<(), Failed> {
    let is_full = env::var_os("WENDA_ANCHORS").is_some_and(|extent| extent == "full");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == "md"));
    paths.retain(|path| fs::metadata(path).is_ok_and(|found| found.len() < 500_000));
    paths.sort();
    for (name, convert) in [("x.html", page as fn(&Document) -> String), ("x.txt", plain)] {
        let (mut right, mut wrong, mut all, mut strangers) = (0, 0, 0, Vec::new());
        for path in paths.iter().step_by(if is_full { 1 } else { SAMPLE }) {
            let old = document(&fs::read(path)?, "x.md");
            let new = document(convert(&old).as_bytes(), name);
            if Sketch::of(&old.text).similarity(&Sketch::of(&new.text)) < SAME {
                strangers.push(path.file_name().unwrap_or_default().to_owned());
            }
            let found = look(&old, &new);
            all += found.len();
            right += found.iter().filter(|found| **found == Some(true)).count();
            wrong += found.iter().filter(|found| **found == Some(false)).count();
        }
        println!("Markdown to {name}: {right} right, {wrong} wrong of {all}; not known again: {strangers:?}");
        if right * 1000 < all * 998 || wrong * 1000 > all || !strangers.is_empty() {
            return Err(format!("{name}: too few are right or too many wrong").into());
        }
    }
    Ok(())
}

fn document(bytes: &[u8], name: &str) -> Document {
    read(bytes, name, &ReadOptions::default(), &Lexicon::default_words())
}

/// For each marked passage whether what was found is it; `None` where nothing was found.
fn look(old: &Document, new: &Document) -> Vec<Option<bool>> {
    let mut random = Random(old.text.len() as u64);
    let kept = BTreeMap::from([(text_hash(&old.text), old.text.clone())]);
    let resolver = Resolver::new(new).folding(fold).with_kept(&kept);
    let ranges = (0..QUOTATIONS).filter_map(|nth| pick(&old.text, nth, &mut random));
    let passages = ranges.map(|range| passage(old, &range));
    let found = passages.map(|passage| {
        let found = resolver.resolve(&Anchor::of(old, passage)).passage()?;
        Some(words(old, passage) == words(new, found))
    });
    found.collect()
}

/// The letters of a passage, and the few before it, by which it is told from others with the same words.
fn words(document: &Document, passage: Passage) -> String {
    let (from, to) = (document.offset(passage.start), document.offset(passage.end));
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let before: String =
        document.text[..from].chars().rev().filter(|letter| letter.is_alphanumeric()).take(8).collect();
    before + "|" + &letters(&document.text[from..to])
}

fn page(document: &Document) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let block = |index: usize| {
        let text = escaped(document.block_text(index));
        match document.blocks[index].kind {
            BlockKind::Heading(level) => format!("<h{level}>{text}</h{level}>\n"),
            _ => format!("<p>{text}</p>\n"),
        }
    };
    let body: String = (0..document.blocks.len()).map(block).collect();
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head><body><article>\n{body}</article></body></html>"
    )
}

fn plain(document: &Document) -> String {
    (0..document.blocks.len()).map(|index| format!("{}\n\n", document.block_text(index))).collect()
}
