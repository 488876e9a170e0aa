//! Examples: each rule that leaves something out shows what it leaves out, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use super::accepted::Accepted;
use super::collected::Collected;
use super::judged::Judged;
use super::labelled::Labelled;
use super::left_out::{self, Candidates};
use super::mended::Mended;
use super::{not_here, settled};
use crate::reading::ReadOptions;
use crate::reading::budget::Budget;
use crate::reading::given::Given;
use crate::reading::lexicon::Lexicon;

/// What a rule says of itself: why, the example, the number of cases.
type Row = (&'static str, &'static str, usize);

/// All rules, in the order of their tables.
fn rows() -> Vec<Row> {
    let left_out = left_out::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    let not_here = not_here::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    let settled = settled::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    left_out.chain(not_here).chain(settled).collect()
}

/// For each rule the lines of a file that it leaves out.
fn left_out_of(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut budget = Budget::default();
    let (given, book) = Given::of(Cow::from(bytes), name, &ReadOptions::default(), lexicon, &mut budget).unwrap();
    let mut page = given.page(book, lexicon, &mut budget);
    let mut lines: Vec<Vec<String>> = Vec::new();
    let all = Collected::of(Mended::of(page.drafts, lexicon), lexicon);
    for rule in &left_out::RULES {
        let outs = (rule.finds)(&all, lexicon);
        lines.push(outs.iter().map(|out| all.places[out.place].text(&all.drafts).to_owned()).collect());
    }
    let all = Judged::of(Candidates::of(all, lexicon), &mut page.stated, lexicon);
    for rule in &not_here::RULES {
        let outs = (rule.finds)(&all, lexicon);
        lines.push(outs.iter().map(|&out| all.places[out].text(&all.drafts).to_owned()).collect());
    }
    let all = Labelled::of(Accepted::of(all, lexicon), lexicon);
    for rule in &settled::RULES {
        let outs = (rule.finds.drafts)(&all, lexicon);
        lines.push(outs.iter().map(|&out| all.drafts[out].first().to_owned()).collect());
    }
    lines
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

#[test]
fn each_rule_leaves_out_what_its_example_marks_and_nothing_else() {
    let lexicon = Lexicon::default_words();
    let mut complaints = Vec::new();
    for (number, (because, example, _)) in rows().into_iter().enumerate() {
        let text = spelled_out(example);
        let expected = letters(text.lines().filter(|line| line.contains('✗')));
        let found = &left_out_of(text.replace('✗', "").as_bytes(), "example.md", &lexicon)[number];
        if letters(found.iter().map(String::as_str)) != expected || expected.is_empty() {
            complaints.push(format!("{because}: {found:?}"));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn each_rule_is_needed_by_cases_of_the_project() {
    let lexicon = Lexicon::default_words();
    let mut n_found = vec![0; rows().len()];
    for path in files(Path::new("tests/reading/cases")) {
        let name = path.file_name().unwrap().to_str().unwrap();
        for (number, lines) in left_out_of(&fs::read(&path).unwrap(), name, &lexicon).iter().enumerate() {
            n_found[number] += usize::from(!lines.is_empty());
        }
    }
    let rows = rows().into_iter().zip(n_found);
    let few = rows.filter(|((_, _, n_cases), n)| n < n_cases);
    let few: Vec<String> = few.map(|((because, _, n_cases), n)| format!("{because}: {n} of {n_cases}")).collect();
    assert!(few.is_empty(), "{}", few.join("\n"));
}

/// The texts in a folder and in those within it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) = entries.partition(|path| path.is_dir());
    let is_text = |path: &PathBuf| !path.extension().is_some_and(|it| it == "turns" || it == "toml");
    files.into_iter().filter(is_text).chain(folders.iter().flat_map(|folder| self::files(folder))).collect()
}
