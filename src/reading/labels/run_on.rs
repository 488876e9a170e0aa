//! Labels that run on within a line: `问：…？答：…。问：…？`, where line breaks were lost. Each way of telling one is a row with an
//! example; who is one of a crowd is told by counting, in `crowded`.

use std::collections::{HashMap, HashSet};

use super::names;
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, Line, Seams};
use crate::reading::in_place::replace_each;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::shares::FEW;
use crate::reading::wrap;

/// A label within a line is at most so many characters long.
const MAX_LABEL: usize = 30;
/// A line with more labels than this is no talk.
const MAX_PIECES: usize = 100_000;

/// Whose labels may stand within a line.
struct Names<'a> {
    /// Those of labels that begin lines.
    known: &'a HashSet<String>,
    /// Those that come thick in long lines.
    crowd: HashSet<String>,
    /// Whether marks of questions or answers begin lines.
    are_marked: bool,
    lexicon: &'a Lexicon,
}

/// A colon within a line, outside of quotation marks.
struct Colon<'a> {
    /// What is before it.
    before: &'a str,
    /// Where a label that ends there would begin right after a sentence, and its key.
    label: Option<(usize, String)>,
}

/// Finds where a label begins.
type Finds = fn(&Names, &Colon) -> Option<usize>;

/// Tells of a colon where the label begins that ends there.
const RULES: [Rule<Finds>; 4] = [
    Rule {
        because: "a name that begins lines elsewhere is between the end of a sentence and the colon",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n✗记者：一直亮？守灯人：一直。\n\n记者：今天也亮？\n\n守灯人：也亮。\n\n记者：夜里呢？\n\n守灯人：夜里也亮。",
        n_cases: 1,
        finds: |names, colon| colon.of(|key| names.known.contains(key)),
    },
    Rule {
        because: "a mark of questions or answers is between the end of a sentence and the colon, where such begin lines",
        example: "✗问：灯还亮吗？答：亮着。\n\n✗问：一直亮？答：一直。\n\n✗问：今天也亮？答：也亮。",
        n_cases: 0,
        finds: |names, colon| colon.of(|key| names.are_marked && names.is_mark(key)),
    },
    Rule {
        because: "one of the names that come thick in long lines is between the end of a sentence and the colon",
        example: "✗Ann Lee: Who was there? Bo Lund: I was, and the dog. Ann Lee: And then? Bo Lund: We left for the boats. Ann Lee: When was that? Bo Lund: At noon, or a little after. Ann Lee: Was it dark? Bo Lund: It was dark as a sack. Ann Lee: Who lit the lamp? Bo Lund: He did, with a match. Ann Lee: And the oil? Bo Lund: We had two cans of it.",
        n_cases: 2,
        finds: |names, colon| colon.of(|key| names.crowd.contains(key)),
    },
    Rule {
        because: "such a name in ideographs is between a blank, the trace of a line break, and the colon",
        example: "✗记者：灯还亮吗 周伯海：亮着呢一直亮着 记者：船都回来了吗 周伯海：都回来了只少一条 记者：少的是哪一条 周伯海：南边那条旧的 记者：什么时候出去的 周伯海：天没亮就出去了 记者：带了油没有 周伯海：带了两桶油 记者：明天还去吗 周伯海：看风再说 记者：灯谁来点 周伯海：我来点 记者：钥匙在哪里 周伯海：在门后面 记者：门锁了吗 周伯海：锁了两道 记者：夜里冷吗 周伯海：冷得很 记者：有炉子吗 周伯海：有一个小的 记者：烧什么 周伯海：烧木头",
        n_cases: 0,
        finds: |names, colon| {
            let start = if names.crowd.is_empty() { None } else { behind_blank(colon.before) };
            start.filter(|&start| names.has(&names::key(&colon.before[start..])))
        },
    },
];

impl Names<'_> {
    fn of<'a>(drafts: &[Draft], may_name: &[bool], known: &'a HashSet<String>, lexicon: &'a Lexicon) -> Names<'a> {
        let crowd = crowded(drafts, may_name, known, lexicon);
        let mut names = Names { known, crowd, are_marked: false, lexicon };
        // Where questions are marked, answers are too, even if none begins a line.
        names.are_marked = known.iter().any(|key| names.is_mark(key));
        names
    }

    fn are_none(&self) -> bool {
        self.known.is_empty() && self.crowd.is_empty()
    }

    fn is_mark(&self, key: &str) -> bool {
        let is_listed = self.lexicon.question.has(key) || self.lexicon.answer.has(key);
        is_listed && !names::is_never(key, self.lexicon)
    }

    fn has(&self, key: &str) -> bool {
        self.known.contains(key) || self.crowd.contains(key) || self.are_marked && self.is_mark(key)
    }

    /// The bytes where labels begin after byte `from` of a line. Quotation marks may have been opened above it.
    fn starts(&self, text: &str, from: usize, depth: &mut i32) -> Vec<usize> {
        let found = |colon: Colon| RULES.iter().find_map(|rule| (rule.finds)(self, &colon)).filter(|&at| at > from);
        self.colons(text, from, depth).filter_map(found).collect()
    }

    /// The colons of a line after byte `from`.
    fn colons<'a>(&self, text: &'a str, from: usize, depth: &mut i32) -> impl Iterator<Item = Colon<'a>> {
        wrap::signs(text).filter_map(move |(at, sign)| {
            match sign {
                '“' | '「' | '『' => *depth += 1,
                '”' | '」' | '』' => *depth = (*depth - 1).max(0),
                sign if shapes::is_colon(sign) && *depth == 0 && at > from => {
                    let before = &text[..at];
                    let label = begin(before, self.lexicon).filter(|start| *start > from);
                    let label = label.map(|start| (start, names::key(&before[start..])));
                    return Some(Colon { before, label });
                }
                _ => {}
            }
            None
        })
    }
}

impl Colon<'_> {
    /// Where the label begins, if this holds for its key.
    fn of(&self, is_one: impl Fn(&str) -> bool) -> Option<usize> {
        self.label.as_ref().filter(|(_, key)| is_one(key)).map(|(start, _)| *start)
    }
}

/// Parts the drafts before each label of `known` names that stands behind a sentence in the middle of a line.
pub(crate) fn part<'a>(drafts: Vec<Draft<'a>>, known: &HashSet<String>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    let may_name: Vec<bool> = drafts.iter().map(may_name).collect();
    let names = Names::of(&drafts, &may_name, known, lexicon);
    let mut parted = replace_each(drafts, |number, mut draft, parts| {
        if !may_run_on(&draft) {
            parts.push(draft);
            return;
        }
        if names.are_none() || !may_name[number] && names.crowd.is_empty() {
            draft.lines.retain_mut(Line::trim);
            parts.push(draft);
            return;
        }
        if draft.label().is_none() && !names.crowd.is_empty() {
            let head = || shapes::label(&draft, 0, lexicon).filter(|label| label.shape == Shape::Colon);
            let label = head().filter(|label| names.crowd.contains(&names::key(label.name_in(draft.first()))));
            draft.set_label(label);
        }
        let mut depth = 0;
        let first = draft.label().map_or(0, Label::length);
        let mut open: Vec<Line> = Vec::with_capacity(draft.lines.len());
        for (number, line) in std::mem::take(&mut draft.lines).into_iter().enumerate() {
            let from = if number == 0 { first } else { 0 };
            let mut starts = names.starts(line.text(), from, &mut depth);
            if starts.len() > MAX_PIECES {
                starts.clear();
            }
            if starts.is_empty() {
                open.extend(line.trimmed());
                continue;
            }
            let mut pieces = line.pieces(&starts).into_iter();
            open.extend(pieces.next().and_then(Line::trimmed));
            for piece in pieces {
                let next = Draft { seams: Seams::default(), ..draft.emptied() };
                parts.push(Draft { lines: std::mem::take(&mut open), ..std::mem::replace(&mut draft, next) });
                let mut head = Draft::new(BlockKind::Paragraph, piece.trimmed().into_iter().collect());
                head.set_label(shapes::label(&head, 0, lexicon).filter(|label| label.shape == Shape::Colon));
                open.append(&mut head.lines);
            }
        }
        parts.push(Draft { lines: open, ..draft });
    });
    parted.retain(|part| part.kind == BlockKind::Rule || !part.lines.is_empty());
    parted
}

/// Whether labels may run on within the lines of a draft.
fn may_run_on(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
}

/// Whether somebody may be named in a draft: without a colon nobody is.
fn may_name(draft: &Draft) -> bool {
    may_run_on(draft) && draft.lines.iter().any(|line| colons(line.text()).next().is_some())
}

/// A line of so many cells that holds many labels has lost its line breaks.
const LONG_LINE: usize = 300;

/// Names before colons behind sentences in the middle of long lines, where they come thick: `… born? Ann Lee: … AL: …`.
fn crowded(drafts: &[Draft], may_name: &[bool], known: &HashSet<String>, lexicon: &Lexicon) -> HashSet<String> {
    const OF_KNOWN: usize = 2;
    let n_known = |text: &str| {
        let colons = colons(text).take(MAX_PIECES);
        let names = colons.filter_map(|at| Some(names::key(&text[begin(&text[..at], lexicon)?..at])));
        names.filter(|key| known.contains(key)).take(OF_KNOWN).count()
    };
    let is_long = |text: &str| !wrap::takes_at_most(text, LONG_LINE - 1);
    let is_run_on = |text: &str| is_long(text) || !known.is_empty() && n_known(text) >= OF_KNOWN;
    let mut printed: HashMap<&str, usize> = HashMap::new();
    let drafts = drafts.iter().zip(may_name).filter(|(draft, may)| **may && draft.kind == BlockKind::Paragraph);
    let lines = drafts.flat_map(|(draft, _)| &draft.lines);
    for line in lines.filter(|line| is_run_on(line.text())) {
        let head = line.text().find(shapes::is_colon).filter(|&at| at < 3 * MAX_LABEL).map(|at| (0, at));
        let colons = colons(line.text());
        let starts = |at: usize| [begin(&line.text()[..at], lexicon), behind_blank(&line.text()[..at])];
        let inner = colons.flat_map(|at| starts(at).into_iter().flatten().map(move |start| (start, at)));
        for name in head.into_iter().chain(inner).map(|(start, at)| &line.text()[start..at]) {
            *printed.entry(name).or_default() += 1;
        }
    }
    let is_person = |name: &str, n: usize| {
        let likeness = names::likeness(name, lexicon);
        let is_likely =
            || likeness >= names::LIKELY || n >= FEW && likeness > 0.0 || names::role(name, lexicon).is_some();
        names::is_name(name) && is_likely() && !names::is_never(name, lexicon)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, n) in printed.into_iter().filter(|(name, n)| is_person(name, *n)) {
        *counts.entry(names::key(name)).or_default() += n;
    }
    // One who answers, and askers who ask once each, are a crowd as well.
    let is_known = |(name, n): &(&String, &usize)| **n >= 2 || names::role(name, lexicon).is_some();
    let n_known: usize = counts.iter().filter(is_known).map(|(_, n)| n).sum();
    let recurs = counts.values().any(|&n| n >= 2);
    let is_crowd = n_known >= 6 && recurs && counts.iter().filter(is_known).count() >= 2;
    if is_crowd { counts.into_keys().collect() } else { HashSet::new() }
}

/// The bytes where colons stand.
fn colons(text: &str) -> impl Iterator<Item = usize> {
    wrap::signs(text).filter(|(_, sign)| shapes::is_colon(*sign)).map(|(at, _)| at)
}

/// Where a label that ends `before` a colon would begin: right behind the last sentence.
fn begin(before: &str, lexicon: &Lexicon) -> Option<usize> {
    if before.ends_with(shapes::is_colon) {
        return None;
    }
    let is_stop = |(at, letter): &(usize, char)| match letter {
        '。' | '！' | '？' | '?' | '!' | '”' | '」' | '』' | '）' | '…' => true,
        // Ms. Lee: the stop belongs to the word of courtesy.
        '.' => before[at + 1..].starts_with(' ') && !lexicon.courtesy.has(&fold(last_word(&before[..*at]))),
        _ => false,
    };
    let (end, stop) = before.char_indices().rev().take(MAX_LABEL).find(is_stop)?;
    let start = end + stop.len_utf8();
    let skipped = before[start..].len() - before[start..].trim_start().len();
    let is_label = start + skipped < before.len() && wrap::ends_sentence(&before[..start]);
    is_label.then_some(start + skipped)
}

/// The last word of a text, as far as it is as short as a label.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take(MAX_LABEL).find(|(_, letter)| !letter.is_alphabetic());
    start.map_or(text, |(at, letter)| &text[at + letter.len_utf8()..])
}

/// Where a label of ideographs would begin behind a blank, the trace of a line break that was lost.
fn behind_blank(before: &str) -> Option<usize> {
    if before.ends_with(shapes::is_colon) {
        return None;
    }
    let (at, blank) = before.char_indices().rev().take(MAX_LABEL).find(|(_, letter)| letter.is_whitespace())?;
    let start = at + blank.len_utf8();
    let is_label =
        start < before.len() && before[start..].chars().all(|letter| wrap::is_wide(letter) && letter.is_alphabetic());
    is_label.then_some(start)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::reading::examples::{check_rules, with_page};
    use crate::reading::labels::accepted::Accepted;
    use crate::reading::labels::collected::Collected;
    use crate::reading::labels::judged::Judged;
    use crate::reading::labels::labelled;
    use crate::reading::labels::left_out::Candidates;
    use crate::reading::labels::mended::Mended;

    /// For each rule the lines within which it finds a label, and none before it.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        with_page(bytes, name, lexicon, |mut page| {
            let all = Candidates::of(Collected::of(Mended::of(page.drafts, lexicon), lexicon), lexicon);
            let (drafts, known) =
                labelled::at_labels(Accepted::of(Judged::of(all, &mut page.stated, lexicon), lexicon), lexicon);
            let may_name: Vec<bool> = drafts.iter().map(may_name).collect();
            let names = Names::of(&drafts, &may_name, &known, lexicon);
            let mut found = vec![Vec::new(); RULES.len()];
            for draft in drafts.iter().filter(|draft| may_run_on(draft) && !names.are_none()) {
                for (number, line) in draft.lines.iter().enumerate() {
                    let from = draft.label().filter(|_| number == 0).map_or(0, Label::length);
                    let mut depth = 0;
                    let deciding = |colon: Colon| {
                        RULES.iter().position(|rule| (rule.finds)(&names, &colon).is_some_and(|at| at > from))
                    };
                    let rules: BTreeSet<usize> =
                        names.colons(line.text(), from, &mut depth).filter_map(deciding).collect();
                    rules.into_iter().for_each(|rule| found[rule].push(line.text().to_owned()));
                }
            }
            found
        })
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
        check_rules(&RULES.map(|rule| rule.row()), "example.md", found_by);
    }
}
