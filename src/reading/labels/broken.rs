//! Labels that were broken over lines, put together before labels are looked for. Each way in which one is broken over two is a
//! row with an example; offices broken over more lines are no matter of pairs, and are put together by `mend_billed`.

use std::collections::HashMap;

use super::names::{self, Role};
use super::shapes::{self, Shape, is_colon};
use super::stamps;
use super::{offices, outlets};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::shares::SOME;
use crate::reading::widths;
use crate::reading::wrap;

/// A line of a draft and the next, where a label may have been broken.
struct Pair<'a, 'b> {
    draft: &'a Draft<'b>,
    index: usize,
    first: &'a str,
    second: &'a str,
    lexicon: &'a Lexicon,
}

/// What goes from the second line to the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Moves {
    /// All of it, after this.
    All(&'static str),
    /// The time that its first bytes are, so many.
    Time(usize),
}

/// Finds what goes from the second line to the first.
type Finds = fn(&Pair) -> Option<Moves>;

/// Tells of a pair that its second line belongs to a label in the first; the first rule that tells something decides.
const RULES: [Rule<Finds>; 5] = [
    Rule {
        because: "it is a time, and a name is above it",
        example: "✗Ann Lee\n00:12\nWho was there?",
        n_cases: 0,
        finds: |pair| {
            let is_time = stamps::is_stamp(pair.second, &pair.lexicon.calendar) && pair.is_below_name();
            is_time.then_some(Moves::All(" "))
        },
    },
    Rule {
        because: "a colon begins it, and a name is above it, as lists of terms are written",
        example: "✗Ann Lee\n: Who was there?",
        n_cases: 2,
        finds: |pair| (pair.second.starts_with([':', '：']) && pair.is_below_name()).then_some(Moves::All("")),
    },
    Rule {
        because: "a time in brackets begins it, and a name is above it",
        example: "✗Ann Lee\n(00:12) Who was there?",
        n_cases: 1,
        finds: |pair| {
            let (length, _) = stamps::in_brackets(pair.second, &pair.lexicon.calendar)?;
            let is_time = length > 0 && length < pair.second.len() && pair.is_below_name();
            is_time.then_some(Moves::Time(length))
        },
    },
    Rule {
        because: "a name with an office, all in capitals, goes on in it to its colon",
        example: "✗ANN LEE, ANALYST, HARBOUR BANK, RESEARCH\nDIVISION: Who was there?",
        n_cases: 1,
        finds: |pair| {
            let is_broken = is_loud(pair.first, pair.second) && pair.goes_on(widths::TWO_ROWS, widths::NAME);
            if is_broken { pair.whole().map(|(joint, _)| Moves::All(joint)) } else { None }
        },
    },
    Rule {
        because: "a name that says who asks, leads or answers goes on in it to its colon",
        example: "✗海港通讯社\n记者：灯还亮吗？",
        n_cases: 2,
        finds: |pair| {
            let is_broken = pair.goes_on(widths::PHRASE, widths::WORD) && !is_loud(pair.first, pair.second);
            let (joint, role) = if is_broken && !pair.is_whole_below() { pair.whole()? } else { return None };
            matches!(role, Some(Role::Asker | Role::Host | Role::Answerer)).then_some(Moves::All(joint))
        },
    },
];

/// Puts labels together that were broken over lines, in all drafts.
pub(super) fn mend(drafts: &mut [Draft], lexicon: &Lexicon) {
    drafts.iter_mut().for_each(|draft| mend_two(draft, lexicon));
    if stand_alone(drafts, lexicon) {
        drafts.iter_mut().for_each(mend_billed);
    }
    offices::mend(drafts, lexicon);
}

/// Puts the two lines of a label together, where it was broken over them.
fn mend_two(draft: &mut Draft, lexicon: &Lexicon) {
    if draft.lines.len() < 2 || !draft.is_content() {
        return;
    }
    for index in (0..draft.lines.len() - 1).rev() {
        let pair = Pair::of(draft, index, lexicon);
        match RULES.iter().find_map(|rule| (rule.finds)(&pair)) {
            Some(Moves::All(joint)) => {
                let second = draft.lines.remove(index + 1);
                draft.lines[index].append(joint, second);
            }
            Some(Moves::Time(length)) => move_time(draft, index, length),
            None => {}
        }
    }
}

impl<'a, 'b> Pair<'a, 'b> {
    fn of(draft: &'a Draft<'b>, index: usize, lexicon: &'a Lexicon) -> Self {
        let (first, second) = (draft.lines[index].text(), draft.lines[index + 1].text());
        Pair { draft, index, first, second, lexicon }
    }

    fn is_below_name(&self) -> bool {
        wrap::takes_at_most(self.first, widths::NAME) && names::is_name(self.first)
    }

    /// Whether something without an end begins in the first line, which takes so many cells at most, and a colon is among so many
    /// characters of the second.
    fn goes_on(&self, longest: usize, before_colon: usize) -> bool {
        let begins = || self.index == 0 || wrap::ends_sentence(self.draft.lines[self.index - 1].text());
        let is_open = || wrap::takes_at_most(self.first, longest) && !wrap::ends_sentence(self.first);
        self.second.chars().take(before_colon).any(is_colon) && begins() && is_open()
    }

    /// Whether the second line has a label that is whole: a mark of questions, or what asks below something that is no outlet, as
    /// in `修灯的人` / `记者：…`.
    fn is_whole_below(&self) -> bool {
        let Some(label) = shapes::label(self.draft, self.index + 1, self.lexicon) else { return false };
        let name = label.name_in(self.second);
        let is_unwrapped = || {
            self.lexicon.asker.has(&fold(name))
                && self.first.contains(wrap::is_wide)
                && !outlets::is_outlet(self.first, self.lexicon)
        };
        names::role(name, self.lexicon) == Some(Role::Question) || is_unwrapped()
    }

    /// What goes between the lines where both are one label, whose name goes into the second, with the part that it says.
    fn whole(&self) -> Option<(&'static str, Option<Role>)> {
        let joint = wrap::joint(self.first, self.second);
        let mut whole = self.draft.lines[self.index].clone();
        whole.append(joint, self.draft.lines[self.index + 1].clone());
        let whole = Draft::new(BlockKind::Paragraph, vec![whole]);
        let label = shapes::label(&whole, 0, self.lexicon)
            .filter(|label| label.shape == Shape::Colon && label.is_named_beyond(self.first.len()))?;
        Some((joint, names::role(label.name_in(whole.first()), self.lexicon)))
    }
}

/// Whether a name with an office, all in capitals, goes from a line to the colon in the next, and what is said is not.
fn is_loud(first: &str, second: &str) -> bool {
    let is_short = || wrap::takes_at_most(first, widths::TWO_ROWS);
    let is_name = first.starts_with(char::is_uppercase) && is_short() && !first.contains(char::is_lowercase);
    let said = || second.split_once(is_colon).map_or("", |(_, said)| said);
    is_name && said().contains(char::is_lowercase) && shapes::is_loud(&format!("{first} {second}"))
}

/// Whether names stand alone before colons in this document, on lines of their own, and come back.
fn stand_alone(drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let lines = drafts.iter().filter(|draft| draft.kind == BlockKind::Paragraph).flat_map(|draft| &draft.lines);
    for name in lines.filter_map(|line| line.text().strip_suffix(is_colon)) {
        *counts.entry(name).or_default() += 1;
    }
    let is_person = |name: &str| names::is_name(name) && names::likeness(name, lexicon) >= names::LIKELY;
    counts.into_iter().filter(|(name, n)| *n >= 2 && is_person(name)).map(|(_, n)| n).sum::<usize>() >= SOME
}

/// Puts the lines of an office and a name together that end in a colon: `Keeper of the Lamps and` / `Bells Ann Lee:`.
fn mend_billed(draft: &mut Draft) {
    const MOST: usize = 3;
    if draft.kind != BlockKind::Paragraph {
        return;
    }
    let mut mended = Vec::with_capacity(draft.lines.len());
    for line in std::mem::take(&mut draft.lines) {
        mended.push(line);
        let ends = mended.last().is_some_and(|line| line.text().ends_with(is_colon));
        let from = mended.len().saturating_sub(MOST);
        let begins = |at: &usize| *at == 0 || wrap::ends_sentence(mended[*at - 1].text());
        let is_whole = |at: &usize| {
            let texts: Vec<&str> = mended[*at..].iter().map(|line| line.text()).collect();
            texts.iter().all(|text| wrap::takes_at_most(text, widths::TWO_ROWS)) && is_billed(&texts.join(" "))
        };
        let start = (from..mended.len().saturating_sub(1)).find(|at| ends && begins(at) && is_whole(at));
        let parts = start.map(|at| mended.split_off(at)).unwrap_or_default();
        let whole = parts.into_iter().reduce(|mut whole, part| {
            let joint = wrap::joint(whole.text(), part.text());
            whole.append(joint, part);
            whole
        });
        mended.extend(whole);
    }
    draft.lines = mended;
}

/// `Keeper of the Lamps and Bells of the North Ann Lee:`: an office of words mostly with capitals, and a name of two, no
/// stop or comma among them.
pub(super) fn is_billed(text: &str) -> bool {
    const FEWEST: usize = 4;
    let text = text.trim_end_matches(is_colon);
    // Most names have fewer words.
    if text.split_whitespace().nth(FEWEST - 1).is_none() {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase) && word.chars().count() > 1;
    let n_capitals = words.iter().filter(is_capital).count();
    wrap::takes_at_most(text, widths::TWO_ROWS)
        && n_capitals * 5 >= words.len() * 2
        && words.iter().take(1).chain(words.iter().rev().take(2)).all(|word| is_capital(&word))
        && text.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace() || "-'’".contains(letter))
}

/// Puts the time that begins a line behind the name on the line above: `Ann Lee` / `(00:12) Hi`.
fn move_time(draft: &mut Draft, index: usize, length: usize) {
    let said = draft.lines[index + 1].split_off(length);
    let time = std::mem::replace(&mut draft.lines[index + 1], said).trimmed().unwrap_or_default();
    draft.lines[index].append(" ", time);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reading::examples::{check_rules, with_page};

    /// For each rule the first lines of the pairs of which it tells something, and none before it.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        with_page(bytes, name, lexicon, |page| {
            let mut found = vec![Vec::new(); RULES.len()];
            for draft in page.drafts.iter().filter(|draft| draft.is_content()) {
                for index in 0..draft.lines.len() - 1 {
                    let pair = Pair::of(draft, index, lexicon);
                    let rule = RULES.iter().position(|rule| (rule.finds)(&pair).is_some());
                    rule.into_iter().for_each(|rule| found[rule].push(pair.first.to_owned()));
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
