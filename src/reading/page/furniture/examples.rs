//! Examples: each rule of what a page prints shows what it finds, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use std::borrow::Cow;

use super::{Furniture, RULES, Sheets};
use crate::reading::ReadOptions;
use crate::reading::budget::Budget;
use crate::reading::examples::{Row, check_rules};
use crate::reading::formats::{Format, plain};
use crate::reading::given::Given;
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;

fn rows() -> Vec<Row> {
    RULES.iter().map(Rule::row).collect()
}

/// For each rule the lines of a file that it finds, and none before it.
fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut budget = Budget::default();
    let (given, unpacked) = Given::of(Cow::from(bytes), name, &ReadOptions::default(), lexicon, &mut budget).unwrap();
    if given.format == Format::Plain {
        let (rows, line_numbers) = plain::numbered_rows(&given.decoded.text, 0);
        lines(&Sheets::of_rows(&rows, &line_numbers, lexicon))
    } else {
        lines(&Sheets::of_drafts(&given.page(unpacked, lexicon, &mut budget).drafts, lexicon))
    }
}

fn lines(sheets: &Sheets) -> Vec<Vec<String>> {
    let mut known: Vec<Option<Furniture>> = vec![None; sheets.texts.len()];
    let mut found = Vec::new();
    for Rule { finds, .. } in &RULES {
        let mut lines = (finds.lines)(sheets, &known);
        lines.sort_unstable();
        lines.retain(|&line| known[line].replace(finds.becomes).is_none());
        found.push(lines.into_iter().map(|line| sheets.texts[line].to_owned()).collect());
    }
    found
}

#[test]
fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
    check_rules(&rows(), "example.txt", found_by);
}
