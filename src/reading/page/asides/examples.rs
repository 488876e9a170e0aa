//! Examples: each rule that finds page matter shows what it finds, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use super::{lines, may_be_aside, places};
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::examples::{Row, check_rules, with_page};
use crate::reading::labels;
use crate::reading::lexicon::Lexicon;

/// All rules, in the order of their tables.
fn rows() -> Vec<Row> {
    let lines = lines::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    lines.chain(places::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases))).collect()
}

/// For each rule the lines of a file that it marks.
fn marked(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    with_page(bytes, name, lexicon, |page| {
        let (page, _) = labels::find(page, lexicon);
        let mut drafts = page.drafts;
        let mut marked: Vec<Vec<String>> = Vec::new();
        for rule in &lines::RULES {
            let found = drafts.iter().filter(|draft| may_be_aside(draft) && (rule.finds.is_one)(draft, lexicon));
            marked.push(found.flat_map(|draft| &draft.lines).map(|line| line.text().to_owned()).collect());
        }
        super::mark_lines(&mut drafts, lexicon);
        let asides = |drafts: &[Draft]| -> Vec<(AsideKind, String)> {
            let kind = |draft: &Draft| match draft.kind {
                BlockKind::Aside(kind) => Some((kind, draft.lines.iter().map(|line| line.text()).collect())),
                _ => None,
            };
            drafts.iter().filter_map(kind).collect()
        };
        for rule in &places::RULES {
            let before = asides(&drafts);
            (rule.finds)(&mut drafts, lexicon);
            marked.push(asides(&drafts).into_iter().filter(|it| !before.contains(it)).map(|(_, text)| text).collect());
        }
        marked
    })
}

#[test]
fn each_rule_marks_what_its_example_marks_and_cases_of_the_project_need_it() {
    check_rules(&rows(), "example.md", marked);
}
