//! Same speakers: which labels name one who is printed in another form elsewhere, and what a single letter stands for. Each way
//! is a row with an example.

use std::collections::{HashMap, HashSet};

use super::speeches::Speech;
use crate::document::shared::Shared;
use crate::reading::labels::names::{self, Role};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::rules::Rule;
use crate::reading::wrap::is_wide;

/// Gives speeches the key, or the part, of one who is printed otherwise elsewhere.
pub(super) type Unites = fn(&mut [Speech], &Lexicon);

/// Each takes what the ones before it have done for what is printed.
pub(super) const RULES: [Rule<Unites>; 6] = [
    Rule {
        because: "a single letter that marks answers, or questions, is a person where no other letter marks the other",
        example: "✗A: Who was there?\n\nB: I was.\n\n✗A: And then?\n\nB: We left.",
        n_cases: 2,
        finds: |speeches, _| letters(speeches),
    },
    Rule {
        because: "a name with an office after a comma is the name that is printed alone elsewhere",
        example: "✗Ann Lee, HARBOUR CORRESPONDENT: Who was there?\n\nBo Lund: I was.\n\n✗Ann Lee: And then?\n\nBo Lund: We left.",
        n_cases: 2,
        finds: |speeches, _| with_offices(speeches),
    },
    Rule {
        because: "a last name, or initials, are those of the one full name above that they may stand for",
        example: "Ann Lee: Who was there?\n\nBo Lund: I was.\n\n✗Lee: And then?\n\n✗Lund: We left.\n\n✗Lee: When?\n\n✗Lund: At noon.",
        n_cases: 0,
        finds: |speeches, _| short_forms(speeches),
    },
    Rule {
        because: "a single ideograph is the one name above that begins with it",
        example: "记者：灯还亮吗？\n\n守灯人：亮着。\n\n✗记：一直亮？\n\n✗守：一直。\n\n✗记：今天也亮？\n\n✗守：也亮。",
        n_cases: 1,
        finds: |speeches, _| initials(speeches),
    },
    Rule {
        because: "brackets after a name, or after a part, say who that is",
        example: "✗主持人（周岚）：灯还亮吗？\n\n守灯人：亮着。\n\n✗周岚：一直亮？\n\n守灯人：一直。",
        n_cases: 0,
        finds: parts_in_brackets,
    },
    Rule {
        because: "an office and a name of ideographs in one are the name that is printed alone elsewhere",
        example: "✗港务处长周伯海：灯塔由我们管。\n\n记者：灯还亮吗？\n\n周伯海：亮着。\n\n记者：一直亮？\n\n周伯海：一直。",
        n_cases: 0,
        finds: after_offices,
    },
];

/// Gives each speaker one key, however he is printed.
pub(super) fn unite(speeches: &mut [Speech], lexicon: &Lexicon) {
    RULES.iter().for_each(|rule| (rule.finds)(speeches, lexicon));
}

/// A single letter marks answers only where another marks questions: else A, B and C are people.
fn letters(speeches: &mut [Speech]) {
    let has = |role| speeches.iter().any(|speech| speech.role == Some(role));
    let (has_question, has_answer) = (has(Role::Question), has(Role::Answer));
    let is_letter = |speech: &&mut Speech| {
        speech.key.chars().count() == 1 && speech.key.chars().all(|letter| letter.is_alphabetic() && !is_wide(letter))
    };
    for speech in speeches.iter_mut().filter(is_letter) {
        let is_alone = match speech.role {
            Some(Role::Answer) => !has_question,
            Some(Role::Question) => !has_answer && &*speech.key != "q",
            _ => false,
        };
        speech.role = speech.role.filter(|_| !is_alone);
    }
}

/// Gives one who is printed with office and name at first, and with the name alone later, the key of the name.
fn after_offices(speeches: &mut [Speech], lexicon: &Lexicon) {
    let keys: HashSet<Shared<str>> = speeches.iter().map(|speech| speech.key.clone()).collect();
    let is_person =
        |key: &&str| key.chars().all(is_wide) && names::likeness(key, lexicon) >= 2.0 && keys.contains(*key);
    let mut known: HashMap<Shared<str>, Option<Shared<str>>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none_or(|role| role != Role::Asker)) {
        let name = known.entry(speech.key.clone()).or_insert_with(|| {
            let starts = speech.key.char_indices().rev().skip(1).take(3).map(|(at, _)| at).filter(|&at| at > 0);
            let mut ends = starts.map(|at| &speech.key[at..]);
            ends.find(is_person).map(Shared::from)
        });
        if let Some(name) = name {
            speech.key = name.clone();
        }
    }
}

/// A name without the office after it: `Ann Lee` of `Ann Lee, HARBOUR CORRESPONDENT`.
fn without_office(name: &str) -> &str {
    name.split([',', '，']).next().unwrap_or(name)
}

/// `Ann Lee, HARBOUR CORRESPONDENT` is `Ann Lee` wherever the name stands by itself, and has one part: unless two are printed so
/// (`Van Dyke, John` and `Van Dyke, Mary`) or what follows is somebody who speaks, too (`Ann Lee, Bob Ray`).
fn with_offices(speeches: &mut [Speech]) {
    let keys: HashSet<Shared<str>> = speeches.iter().map(|speech| speech.key.clone()).collect();
    // For each name that stands by itself, too, the one label that has an office; `None` where there are several.
    let mut meant: HashMap<Shared<str>, Option<Shared<str>>> = HashMap::new();
    for speech in speeches.iter() {
        let name = without_office(&speech.name);
        let office = names::key(speech.name[name.len()..].trim_start_matches([',', '，', ' ']));
        let known = keys.get(&*names::key(name)).filter(|_| name.contains(' ') && !office.is_empty());
        if let Some(key) = known.filter(|_| !keys.contains(&*office)) {
            let label = meant.entry(key.clone()).or_insert_with(|| Some(speech.key.clone()));
            *label = label.take().filter(|label| *label == speech.key);
        }
    }
    let names: HashMap<Shared<str>, Shared<str>> =
        meant.into_iter().filter_map(|(key, label)| Some((label?, key))).collect();
    let mut parts: HashMap<Shared<str>, Option<Role>> = HashMap::new();
    for speech in speeches.iter_mut() {
        if let Some(key) = names.get(&speech.key) {
            let part = parts.entry(key.clone()).or_default();
            *part = part.or(speech.role);
            speech.key = key.clone();
        }
    }
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = parts.get(&speech.key).copied().flatten();
    }
}

/// Gives the last name or the initials of one who was printed in full before the key of the full name.
fn short_forms(speeches: &mut [Speech]) {
    let mut seen: HashSet<Shared<str>> = HashSet::new();
    // The keys of the full names that a short form may stand for; `None` where several may be meant.
    let mut meant: HashMap<String, Option<Shared<str>>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none() && !speech.name.is_empty()) {
        if seen.contains(&speech.key) || speech.name.chars().any(is_wide) {
            continue;
        }
        if let Some(Some(key)) =
            meant.get(&*speech.name).filter(|_| !speech.name.contains(' ') || speech.name.chars().nth(1) == Some('.'))
        {
            speech.key.clone_from(key);
            continue;
        }
        seen.insert(speech.key.clone());
        for short in short_names(&speech.name) {
            let key = meant.entry(short).or_insert_with(|| Some(speech.key.clone()));
            *key = key.take().filter(|key| *key == speech.key);
        }
    }
}

/// `主持人（周岚）` leads and is 周岚, `Mara Quill (host)` leads, wherever the name stands by itself later.
fn parts_in_brackets(speeches: &mut [Speech], lexicon: &Lexicon) {
    let keys: HashSet<Shared<str>> = speeches.iter().map(|speech| speech.key.clone()).collect();
    let is_part = |role: &Role| matches!(role, Role::Asker | Role::Host | Role::Chair | Role::Answerer);
    let mut parts: HashMap<Shared<str>, Role> = HashMap::new();
    for speech in speeches.iter_mut() {
        let Some(inner) = in_brackets(&speech.name) else { continue };
        match speech.role.filter(is_part) {
            Some(role) if keys.contains(&*fold(inner)) => {
                speech.key = fold(inner).into();
                parts.insert(speech.key.clone(), role);
            }
            None if speech.role.is_none() => {
                parts.extend(names::role(inner, lexicon).filter(is_part).map(|role| (speech.key.clone(), role)));
            }
            _ => {}
        }
    }
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = parts.get(&speech.key).copied();
    }
}

/// What stands in the brackets that end a name.
fn in_brackets(name: &str) -> Option<&str> {
    let inner = name.strip_suffix(['）', ')'])?;
    inner.rsplit_once(['（', '(']).map(|(_, inner)| inner.trim())
}

/// The key and the part of somebody.
type Known = (Shared<str>, Option<Role>);

/// Gives 記 the key and the part of 記者, who was printed before it, where no other name begins so.
fn initials(speeches: &mut [Speech]) {
    // Keys and parts by their first ideograph; `None` where several begin with it.
    let mut meant: HashMap<char, Option<Known>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| !matches!(speech.role, Some(Role::Question | Role::Answer))) {
        let Some(first) = speech.key.chars().next().filter(|first| is_wide(*first)) else { continue };
        if speech.key.len() > first.len_utf8() {
            let entry = meant.entry(first).or_insert_with(|| Some((speech.key.clone(), speech.role)));
            *entry = entry.take().filter(|(key, _)| *key == speech.key);
        } else if let Some(Some((key, role))) = meant.get(&first).filter(|_| speech.role.is_none()) {
            (speech.key, speech.role) = (key.clone(), *role);
        }
    }
}

/// `Brandt` and `AB` of `Ada Brandt`; `SH`, `SSH` and `Holyoak` of `Sandra Stewart Holyoak`; none of a single word.
fn short_names(full: &str) -> Vec<String> {
    let bare = names::without_brackets(full);
    // Ann Lee, HARBOUR CORRESPONDENT: the office is no part of the name.
    let words: Vec<&str> = without_office(&bare).split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < 2 {
        return Vec::new();
    }
    let initials = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let with_initial = first.chars().next().map(|initial| format!("{initial}. {last}"));
    let mut short = vec![(*last).to_owned(), initials(&words), initials(&[*first, *last])];
    short.extend(with_initial);
    // Die Zeit (Zeit): as the label itself says.
    let inner = full.split_once('(').and_then(|(_, inner)| inner.strip_suffix(')'));
    short.extend(inner.filter(|inner| bare.contains(*inner) && !inner.contains(' ')).map(str::to_owned));
    short.dedup();
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::examples::{check_rules, with_paragraphs};
    use crate::reading::turns::speeches::labelled;

    /// For each rule the first lines of the speeches that it gives another key or part.
    fn found_by(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Vec<Vec<String>> {
        with_paragraphs(bytes, name, lexicon, |page| {
            let mut speeches = labelled(&page.drafts, &page.stated.parts, lexicon);
            let mut found = Vec::new();
            for rule in &RULES {
                let before = speeches.clone();
                (rule.finds)(&mut speeches, lexicon);
                let is_other = |(one, other): &(&Speech, &Speech)| one.key != other.key || one.role != other.role;
                let changed = before.iter().zip(&speeches).filter(is_other);
                found.push(changed.map(|(speech, _)| page.drafts[speech.drafts.start].first().to_owned()).collect());
            }
            found
        })
    }

    #[test]
    fn each_rule_finds_what_its_example_marks_and_cases_of_the_project_need_it() {
        check_rules(&RULES.map(|rule| rule.row()), "example.md", found_by);
    }
}
