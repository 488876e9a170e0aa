//! Examples: each rule shows what it finds, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::ReadOptions;
use super::budget::Budget;
use super::draft::Page;
use super::formats::Format;
use super::given::Given;
use super::lexicon::Lexicon;

/// What a rule says of itself: why, the example, the number of cases.
pub(super) type Row = (&'static str, &'static str, usize);

/// Checks that each rule finds what its example marks, and something in as many cases as it says: see [`check_examples`] and
/// [`check_cases`].
pub(super) fn check_rules(rows: &[Row], name: &str, found: impl Fn(&[u8], &str, &Lexicon) -> Vec<Vec<String>>) {
    check_examples(rows, name, &found);
    check_cases(rows, &found);
}

/// Checks that each rule finds what its example, in a file of this name, marks and nothing else; `found` gives for each rule the lines of a file that it
/// finds.
pub(super) fn check_examples(rows: &[Row], name: &str, found: impl Fn(&[u8], &str, &Lexicon) -> Vec<Vec<String>>) {
    let lexicon = Lexicon::default_words();
    let mut complaints = Vec::new();
    for (number, (because, example, _)) in rows.iter().enumerate() {
        let text = spelled_out(example);
        let expected = letters(text.lines().filter(|line| line.contains('✗')));
        let found = &found(text.replace('✗', "").as_bytes(), name, &lexicon)[number];
        if letters(found.iter().map(String::as_str)) != expected || expected.is_empty() {
            complaints.push(format!("{because}: {found:?}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Checks that each rule finds something in as many cases of the project as it says.
pub(super) fn check_cases(rows: &[Row], found: impl Fn(&[u8], &str, &Lexicon) -> Vec<Vec<String>>) {
    let lexicon = Lexicon::default_words();
    let mut n_found = vec![0; rows.len()];
    for path in files(Path::new("tests/reading/cases")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        for (number, lines) in found(&fs::read(&path).unwrap(), name, &lexicon).iter().enumerate() {
            n_found[number] += usize::from(!lines.is_empty());
        }
    }
    let rows = rows.iter().zip(n_found);
    let few = rows.filter(|((_, _, n_cases), n)| n < n_cases);
    let few: Vec<String> = few.map(|((because, _, n_cases), n)| format!("{because}: {n} of {n_cases}")).collect();
    assert!(few.is_empty(), "{}", few.join("\n"));
}

/// What is found in a file as its format sets it, before anything is looked for.
pub(super) fn with_page<T>(bytes: &[u8], name: &str, lexicon: &Lexicon, find: impl FnOnce(Page) -> T) -> T {
    with_given(bytes, name, lexicon, |page, _, _| find(page))
}

/// What is found in the drafts of a file, once its labels and asides are known and before anything is joined.
pub(super) fn with_asides<T>(bytes: &[u8], name: &str, lexicon: &Lexicon, find: impl FnOnce(Page) -> T) -> T {
    with_given(bytes, name, lexicon, |mut page, format, budget| {
        super::labels_and_asides(&mut page, format, &ReadOptions::default(), lexicon, budget).unwrap();
        find(page)
    })
}

/// What is found in the paragraphs of a file, once its labels and asides are known and before headings are looked for.
pub(super) fn with_paragraphs<T>(bytes: &[u8], name: &str, lexicon: &Lexicon, find: impl FnOnce(Page) -> T) -> T {
    with_given(bytes, name, lexicon, |mut page, format, budget| {
        super::paragraphs(&mut page, format, &ReadOptions::default(), lexicon, budget).unwrap();
        find(page)
    })
}

fn with_given<T>(bytes: &[u8], name: &str, lexicon: &Lexicon, find: impl FnOnce(Page, Format, &Budget) -> T) -> T {
    let mut budget = Budget::default();
    let (given, unpacked) = Given::of(Cow::from(bytes), name, &ReadOptions::default(), lexicon, &mut budget).unwrap();
    let page = given.page(unpacked, lexicon, &mut budget);
    find(page, given.format, &budget)
}

/// An example with the lines that repeat what is above them (`×3`) carried out.
fn spelled_out(example: &str) -> String {
    let mut text = String::new();
    for paragraph in example.split("\n\n") {
        match paragraph.strip_prefix('×').and_then(|times| times.parse().ok()) {
            Some(times) => text = text.repeat(times),
            None => text.extend([paragraph, "\n\n"]),
        }
    }
    text
}

/// The letters and digits of lines.
fn letters<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    lines.map(|line| line.chars().filter(|letter| letter.is_alphanumeric()).collect()).collect()
}

/// The texts in a folder and in those within it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let is_text = |path: &PathBuf| !path.extension().is_some_and(|it| it == "turns" || it == "toml");
    files.into_iter().filter(is_text).chain(folders.iter().flat_map(|folder| self::files(folder))).collect()
}
