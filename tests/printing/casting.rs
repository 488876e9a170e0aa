//! Choosing turns to print, and what their speakers are called.

use std::collections::BTreeMap;

use wenda::document::turn::TurnKind;

use crate::chance::Chance;
use crate::material::{Spoken, Talk};
use crate::rows::{Custom, Names, Script, Words};

/// The least and most turns on a page.
const LEAST: usize = 6;
const MOST: usize = 22;
/// Letters for speakers; Q and A would be marks.
const LETTERS: &str = "BCDEFGHJKLMNPRSTUVWXYZ";

/// Turns of one of the talks, as the custom can print them; `None` where the talk has too few.
pub fn window(custom: &Custom, talk: &Talk, chance: &mut Chance) -> Option<Vec<Spoken>> {
    let mut turns = if custom.pairs { pairs(&talk.turns) } else { talk.turns.clone() };
    let size = LEAST + chance.below(MOST - LEAST + 1);
    let start = chance.below((turns.len() + 1).saturating_sub(size));
    // A pair begins with its question.
    let start = if custom.pairs { start / 2 * 2 } else { start };
    turns = turns.into_iter().skip(start).take(size / 2 * 2).collect();
    turns.dedup_by(|later, earlier| later.speaker == earlier.speaker);
    for turn in &mut turns {
        let is_one = custom.short || custom.pairs && turn.kind == TurnKind::Question;
        turn.paragraphs.truncate(if is_one { 1 } else { usize::MAX });
    }
    (turns.len() >= LEAST).then_some(turns)
}

/// Questions that are followed by their answer, with it.
fn pairs(turns: &[Spoken]) -> Vec<Spoken> {
    let (mut pairs, mut at) = (Vec::new(), 0);
    while at + 1 < turns.len() {
        let is_pair = turns[at].kind == TurnKind::Question
            && turns[at + 1].kind == TurnKind::Answer
            && turns[at].speaker != turns[at + 1].speaker;
        if is_pair {
            pairs.extend_from_slice(&turns[at..at + 2]);
        }
        at += if is_pair { 2 } else { 1 };
    }
    pairs
}

/// Calls the speakers of the turns as the custom wants it.
pub fn cast(custom: &Custom, turns: &mut [Spoken], script: Script, words: &Words, chance: &mut Chance) {
    if custom.names == Names::Source {
        return;
    }
    if custom.names == Names::Marks {
        let marks = if script == Script::Wide { ["问", "答"] } else { ["Q", "A"] };
        for turn in turns {
            turn.speaker = marks[usize::from(turn.kind != TurnKind::Question)].to_owned();
        }
        return;
    }
    let names = called(custom.names, script, words, chance);
    let mut cast: BTreeMap<String, String> = BTreeMap::new();
    for turn in turns.iter_mut() {
        let n_cast = cast.len();
        let name = cast.entry(turn.speaker.clone()).or_insert_with(|| match names.get(n_cast) {
            Some(name) => name.clone(),
            None => format!("{} {n_cast}", names[n_cast % names.len()]),
        });
        turn.speaker = name.clone();
    }
    if custom.names == Names::Odd {
        let mut odd = chance.shuffled(&words.odd);
        for at in (2..turns.len()).filter(|at| at % 5 == 3) {
            turns[at].speaker = odd.pop().unwrap_or_else(|| turns[at].speaker.clone());
        }
    }
}

/// Names of a sort.
fn called(names: Names, script: Script, words: &Words, chance: &mut Chance) -> Vec<String> {
    let people = chance.shuffled(&words.names);
    let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_uppercase();
    match names {
        Names::Initials => LETTERS.chars().map(String::from).skip(chance.below(6)).collect(),
        Names::Machine => {
            let word = chance.one(&words.machine).clone();
            (1..10).map(|number| format!("{word}{number}")).collect()
        }
        Names::Offices => {
            let between = if script == Script::Wide { "" } else { " " };
            people.iter().map(|name| format!("{}{between}{name}", chance.one(&words.offices))).collect()
        }
        Names::Capitals if script == Script::Narrow => {
            let courtesies = ["MR. ", "MS. ", "DR. ", ""];
            people.iter().map(|name| format!("{}{}", chance.one(&courtesies), last(name))).collect()
        }
        _ => people,
    }
}
