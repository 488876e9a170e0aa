//! Examples: each rule of headings shows what it finds, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use super::looks::{self, Around, Looks};
use super::no_headings::{MARKED, OfMarked, OfShort, SHORT};
use super::refrains::Refrains;
use super::titles::{self, Top};
use super::ways::{self, Plain, Stage};
use super::{make, no_headings};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::examples::{Row, check_rules, with_paragraphs};
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;

/// All rules, in the order of their tables.
fn rows() -> Vec<Row> {
    fn of<T>(rules: &[Rule<T>]) -> impl Iterator<Item = Row> {
        rules.iter().map(Rule::row)
    }
    of(&MARKED).chain(of(&titles::RULES)).chain(of(&looks::RULES)).chain(of(&ways::RULES)).chain(of(&SHORT)).collect()
}

/// For each rule the lines of a file that it finds; of those that tell that a line is none, what no other tells of.
fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    with_paragraphs(bytes, name, lexicon, |mut page| {
        let drafts = &mut page.drafts;
        let is_marked = |draft: &&Draft| matches!(draft.kind, BlockKind::Heading(2..));
        let is_found = |rule: &Rule<OfMarked>, draft: &Draft| (rule.finds)(draft.first());
        let mut found = by_rules(&MARKED, drafts.iter().filter(is_marked), is_found);
        no_headings::sober(drafts);
        let top = Top::of(drafts, page.stated.title.as_deref(), lexicon);
        let tells = titles::RULES.iter().map(|rule| (rule.finds)(&top).map(|it| it.draft));
        found.extend(tells.map(|it| it.map(|it| drafts[it].first().to_owned()).into_iter().collect()));
        let title = titles::find(drafts, page.stated.title.as_deref(), lexicon);
        if let Some(line) = title.filter(|&it| drafts[it].kind == BlockKind::Paragraph) {
            make(&mut drafts[line], 1);
        }
        let around = Around::of(drafts, lexicon);
        let is_found = |rule: &Rule<Looks>, draft: &Draft| (rule.finds)(draft, &around);
        found.extend(by_rules(&looks::RULES, drafts.iter().filter(|draft| looks::may_be_set(draft)), is_found));
        let refrains = Refrains::of(drafts);
        let plain = Plain::of(drafts, title, &refrains, lexicon);
        let of_stage = |stage| !ways::find(stage, &plain).is_empty();
        for rule in &ways::RULES {
            let is_late = rule.finds.stage == Stage::Last && of_stage(Stage::NoMark);
            let lines = if is_late { Vec::new() } else { (rule.finds.lines)(&plain) };
            found.push(lines.into_iter().map(|line| drafts[line].first().to_owned()).collect());
        }
        let is_found = |rule: &Rule<OfShort>, draft: &Draft| {
            let all = SHORT.iter().filter(|rule| (rule.finds)(draft.first(), lexicon)).count();
            all == 1 && (rule.finds)(draft.first(), lexicon)
        };
        found.extend(by_rules(&SHORT, drafts.iter().filter(|draft| looks::is_line(draft)), is_found));
        found
    })
}

/// For each rule the texts of the drafts that it finds.
fn by_rules<'a, 'b: 'a, T>(
    rules: &[Rule<T>],
    drafts: impl Iterator<Item = &'a Draft<'b>>,
    is_found: impl Fn(&Rule<T>, &Draft) -> bool,
) -> Vec<Vec<String>> {
    let drafts: Vec<&Draft> = drafts.collect();
    let texts = |rule: &Rule<T>| {
        drafts.iter().filter(|draft| is_found(rule, draft)).map(|draft| draft.first().to_owned()).collect()
    };
    rules.iter().map(texts).collect()
}

#[test]
fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
    check_rules(&rows(), "example.md", found_by);
}
