//! Words that a hyphen divides at the end of a line. Whether the hyphen belongs to the word is told by the document, where the
//! word stands somewhere else, and by the endings of its language else (`assets/word-divisions.toml`): each reason is a row with
//! an example (`reasons`). What nothing tells stays as it is printed.

mod reasons;

use std::collections::HashMap;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line, Mend};
use crate::reading::wrap::{Hyphen, division};

/// What the file of endings holds for a language.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Endings {
    endings: Vec<String>,
    kept_before: Vec<String>,
    kept_after: Vec<String>,
    tens: Vec<String>,
    suspended: Vec<String>,
}

/// What it holds for all of them.
#[derive(Debug, Default)]
struct Table {
    endings: FxHashSet<String>,
    kept_before: FxHashSet<String>,
    kept_after: FxHashSet<String>,
    tens: FxHashSet<String>,
    suspended: FxHashSet<String>,
    /// The longest ending, in characters.
    longest: usize,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // That the file can be read is a test.
    let languages: HashMap<String, Endings> =
        toml::from_str(include_str!("../../../../assets/word-divisions.toml")).unwrap_or_default();
    let mut table = Table::default();
    for language in languages.into_values() {
        table.endings.extend(language.endings);
        table.kept_before.extend(language.kept_before);
        table.kept_after.extend(language.kept_after);
        table.tens.extend(language.tens);
        table.suspended.extend(language.suspended);
    }
    table.longest = table.endings.iter().map(|ending| ending.chars().count()).max().unwrap_or(0);
    table
});

/// Whether a word is a number that goes on with a hyphen: `twenty-one`.
pub(crate) fn is_tens(word: &str) -> bool {
    TABLE.tens.contains(&word.to_lowercase())
}

/// Puts the words together that a hyphen divides at the end of a line, where something tells that it is not theirs.
pub(crate) fn mend(drafts: &mut [Draft]) {
    let words = Words::of(drafts);
    if words.0.is_empty() {
        return;
    }
    for draft in drafts.iter_mut() {
        let found: Vec<(usize, Mend)> = pairs(draft)
            .enumerate()
            .filter_map(|(index, (before, after))| {
                let divided = Divided::of(before.text(), after.text())?;
                reasons::mend(&divided, &words, &TABLE).map(|mend| (index + 1, mend))
            })
            .collect();
        for (line, mend) in found {
            if mend == Mend::Whole {
                draft.lines[line - 1].drop_last();
            }
            draft.seams.mend(line, mend);
        }
    }
}

/// The lines of a draft that are joined, each with the next.
fn pairs<'a, 'b>(draft: &'b Draft<'a>) -> impl Iterator<Item = (&'b Line<'a>, &'b Line<'a>)> {
    let is_joined = draft.kind != BlockKind::Preformatted;
    draft.lines.iter().zip(draft.lines.iter().skip(1)).filter(move |_| is_joined)
}

/// A word on both sides of the end of a line, in small letters.
struct Divided {
    hyphen: Hyphen,
    first: String,
    rest: String,
    /// Another hyphen stands before the part on the first line: `state-of-the-`.
    is_chain: bool,
}

impl Divided {
    fn of(before: &str, after: &str) -> Option<Self> {
        let hyphen = division(before, after)?;
        let head = &before[..before.len() - before.chars().next_back().map_or(0, char::len_utf8)];
        let is_letter = |letter: char| letter.is_alphabetic();
        let first = &head[head.trim_end_matches(is_letter).len()..];
        let rest = &after[..after.len() - after.trim_start_matches(is_letter).len()];
        let is_chain = head[..head.len() - first.len()].ends_with('-');
        // A word is no longer than this; more is none.
        (first.len() + rest.len() <= 256).then(|| Divided {
            hyphen,
            first: first.to_lowercase(),
            rest: rest.to_lowercase(),
            is_chain,
        })
    }

    fn whole(&self) -> String {
        format!("{}{}", self.first, self.rest)
    }

    fn hyphened(&self) -> String {
        format!("{}-{}", self.first, self.rest)
    }
}

/// How often the words that are asked for stand in the document.
#[derive(Default)]
struct Words(FxHashMap<String, u32>);

impl Words {
    /// Those of which it is asked because a hyphen divides one.
    fn of(drafts: &[Draft]) -> Self {
        let mut words = Words::default();
        for (before, after) in drafts.iter().flat_map(pairs) {
            if let Some(divided) = Divided::of(before.text(), after.text()) {
                words.ask_for(&divided);
            }
        }
        if words.0.is_empty() {
            return words;
        }
        for draft in drafts {
            let mut is_rest = false;
            for (index, line) in draft.lines.iter().enumerate() {
                let after = draft.lines.get(index + 1).map_or("", Line::text);
                let is_divided = division(line.text(), after).is_some();
                words.count(line.text(), is_rest, is_divided);
                is_rest = is_divided;
            }
        }
        words
    }

    fn ask_for(&mut self, divided: &Divided) {
        for word in [divided.whole(), divided.hyphened(), divided.first.clone(), divided.rest.clone()] {
            self.0.entry(word).or_default();
        }
    }

    fn n(&self, word: &str) -> u32 {
        self.0.get(word).copied().unwrap_or(0)
    }

    /// Counts the words of a line, but for the parts of divided ones at its ends.
    fn count(&mut self, text: &str, is_rest: bool, is_divided: bool) {
        let is_part = |letter: char| letter.is_alphabetic() || letter == '-';
        let is_word = |word: &&str| !word.is_empty();
        let mut found: Vec<&str> = text.split(|letter| !is_part(letter)).collect();
        if is_rest && !found.is_empty() {
            found.remove(0);
        }
        if is_divided {
            found.pop();
        }
        for word in found.into_iter().map(|word| word.trim_matches('-')).filter(is_word) {
            let lower = word.to_lowercase();
            if let Some(n) = self.0.get_mut(&lower) {
                *n = n.saturating_add(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::examples::{check_rules, with_asides};
    use crate::reading::lexicon::Lexicon;

    /// The lines of a paragraph, joined as they are mended, or left.
    fn check(lines: &str, expected: &str) {
        let parts = lines.lines().filter_map(|line| Line::plain(line, 0..0)).collect();
        let mut drafts = [Draft::new(BlockKind::Paragraph, parts)];
        mend(&mut drafts);
        let mut joined = String::new();
        for (index, line) in drafts[0].lines.iter().enumerate() {
            let joint = crate::reading::wrap::joint(&joined, line.text());
            joined += drafts[0].seams.mended(index).map_or(joint, Mend::joint);
            joined += line.text();
        }
        assert_eq!(joined, expected);
    }

    /// For each rule the second lines of the words of which it decides.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        let mut found = vec![Vec::new(); reasons::RULES.len()];
        with_asides(bytes, name, lexicon, |page| {
            let words = Words::of(&page.drafts);
            for (before, after) in page.drafts.iter().flat_map(pairs) {
                let Some(divided) = Divided::of(before.text(), after.text()) else { continue };
                let divided = reasons::Found::of(&divided, &words, &TABLE);
                let rule = reasons::RULES.iter().position(|rule| (rule.finds.holds)(&divided));
                rule.into_iter().for_each(|rule| found[rule].push(after.text().to_owned()));
            }
        });
        found
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
        check_rules(&reasons::RULES.map(|rule| rule.row()), "example.md", found_by);
    }

    #[test]
    fn the_table_of_endings_is_read() {
        assert!(TABLE.endings.len() > 200 && TABLE.suspended.contains("und"));
    }

    #[test]
    fn a_word_that_stands_elsewhere_is_put_together() {
        check("be-\ntween the two, and between others", "between the two, and between others");
        check("the coun-\ncil. A Council met", "the council. A Council met");
        check("a light-\nhouse, and the light-house again", "a light-house, and the light-house again");
    }

    #[test]
    fn a_compound_keeps_its_hyphen() {
        check("a well-\nknown thing", "a well-known thing");
        check("the thirty-\nfirst of them", "the thirty-first of them");
        check("state-of-the-\nart", "state-of-the-art");
        check("deep sea, made: deep-\nsea", "deep sea, made: deep-sea");
        check("how he re-\nentered", "how he re-entered");
        check("что-\nто есть", "что-то есть");
        check("avez-\nvous", "avez-vous");
    }

    #[test]
    fn endings_tell_of_words_that_stand_nowhere_else() {
        check("a narrow col-\numn", "a narrow column");
        check("counterrev-\nolutionary", "counterrevolutionary");
        check("die Versiche-\nrung", "die Versicherung");
        check("информа-\nция", "информация");
        check("η κυβέρνη-\nση", "η κυβέρνηση");
        check("la conversa-\nción", "la conversación");
    }

    #[test]
    fn marks_that_are_no_hyphens_go_and_shared_parts_stay() {
        check("Ver\u{ad}\nsuch", "Versuch");
        check("Ver¬\nsuch", "Versuch");
        check("Vor-\nund Nachteile", "Vor- und Nachteile");
        check("He was-\nBut no", "He was- But no");
        check("pages 10-\n20", "pages 10- 20");
    }
}
