//! Examples: each rule that leaves something out or finds questions shows what it finds, and how many cases of the project need it.

#![allow(clippy::unwrap_used)]

use super::accepted::Accepted;
use super::collected::Collected;
use super::judged::Judged;
use super::labelled::Labelled;
use super::left_out::{self, Candidates};
use super::mended::Mended;
use super::{not_here, set_apart, settled};
use crate::reading::examples::{Row, check_rules, with_page};
use crate::reading::lexicon::Lexicon;

/// All rules, in the order of their tables.
fn rows() -> Vec<Row> {
    let left_out = left_out::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    let not_here = not_here::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    let settled = settled::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    let set_apart = set_apart::RULES.iter().map(|rule| (rule.because, rule.example, rule.n_cases));
    left_out.chain(not_here).chain(settled).chain(set_apart).collect()
}

/// For each rule the lines of a file that it finds.
fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
    with_page(bytes, name, lexicon, |mut page| {
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
        let drafts = settled::settled(all, lexicon);
        for rule in &set_apart::RULES {
            let questions = rule.finds.questions(&drafts, lexicon).unwrap_or_default();
            lines.push(questions.iter().map(|&index| drafts[index].first().to_owned()).collect());
        }
        lines
    })
}

#[test]
fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
    check_rules(&rows(), "example.md", found_by);
}
