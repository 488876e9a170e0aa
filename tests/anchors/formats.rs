//! The same talk in another format: what was marked in the Markdown is looked for in a page, in plain text and in an EPUB
//! made of it, and what was marked in the EPUB in the others.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::Failed;
use wenda::document::Document;
use wenda::document::anchor::Anchor;
use wenda::document::identity::text_hash;
use wenda::document::place::Passage;
use wenda::document::resolver::Resolver;
use wenda::document::sketch::Sketch;
use wenda::reading::{Lexicon, ReadOptions, read};
use wenda::search::fold::fold;

use crate::conversions::{Conversion, epub, page, plain};
use crate::random::Random;
use crate::{QUOTATIONS, passage, pick, transcripts};

/// How alike two texts are at least that are taken for one document without asking (`storage::library`).
const SAME: f64 = 0.85;

pub fn hold(folder: &Path) -> Result<(), Failed> {
    let paths = transcripts(folder)?;
    let of_kind = |kind: &str| -> Vec<&PathBuf> {
        paths.iter().filter(|path| path.extension().is_some_and(|it| it == kind)).collect()
    };
    for (from, sources) in [("md", of_kind("md")), ("epub", of_kind("epub"))] {
        for (to, convert) in [("x.html", page as Conversion), ("x.txt", plain), ("x.epub", epub)] {
            converted(from, &sources, to, convert)?;
        }
    }
    Ok(())
}

fn converted(from: &str, sources: &[&PathBuf], to: &str, convert: Conversion) -> Result<(), Failed> {
    let (mut right, mut wrong, mut all, mut strangers) = (0, 0, 0, Vec::new());
    for path in sources {
        let old = document(&fs::read(path)?, &format!("x.{from}"));
        let new = document(&convert(&old), to);
        if Sketch::of(&old.text).similarity(&Sketch::of(&new.text)) < SAME {
            strangers.push(path.file_name().unwrap_or_default().to_owned());
        }
        let found = look(&old, &new);
        all += found.len();
        right += found.iter().filter(|found| **found == Some(true)).count();
        wrong += found.iter().filter(|found| **found == Some(false)).count();
    }
    println!("{from} to {to}: {right} right, {wrong} wrong of {all}; not known again: {strangers:?}");
    if right * 1000 < all * 998 || wrong * 1000 > all || !strangers.is_empty() {
        return Err(format!("{from} to {to}: too few are right or too many wrong").into());
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
