//! Joining: names that are too rare to be speakers by themselves, and are by where they stand among others.

use std::collections::{HashMap, HashSet};

use super::broken::is_billed;
use super::candidates::Candidate;
use super::cast::Member;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;

/// Accepts rare names before a colon between two speeches of one frequent speaker, and him: so one is asked by many.
pub(super) fn join_those_between(cast: &mut HashMap<String, Member>, candidates: &[Candidate]) {
    const OFTEN: usize = 5;
    let before_colons: Vec<&Candidate> = candidates
        .iter()
        .filter(|found| found.label.shape == Shape::Colon && !cast[&found.key].is_excluded())
        .collect();
    let n = |found: &Candidate| cast[&found.key].n;
    let mut found: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (index, pair) in before_colons.windows(2).enumerate() {
        let (rare, hub) = (pair[0], pair[1]);
        let is_same = index.checked_sub(1).is_none_or(|before| before_colons[before].key == hub.key);
        let is_short = rare.key.chars().count() <= 20 && hub.draft <= rare.draft + 1;
        if n(rare) < OFTEN && n(hub) >= OFTEN && is_same && is_short {
            found.entry(&hub.key).or_default().insert(&rare.key);
        }
    }
    found.retain(|hub, names| names.len() >= 3 && names.len() * 2 >= cast[*hub].n);
    for key in found.iter().flat_map(|(hub, names)| names.iter().chain([hub])) {
        cast.entry((*key).to_owned()).and_modify(|member| member.accepted = true);
    }
}

/// Accepts rare names before a colon right between two speeches, where there are many.
pub(super) fn join_the_enclosed(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    const MANY: usize = 8;
    let is_speech = |found: &Candidate| cast[&found.key].accepted && found.line == 0;
    if candidates.iter().filter(|found| is_speech(found)).count() < MANY {
        return;
    }
    let mut found: Vec<String> = Vec::new();
    for around in candidates.windows(3) {
        let [before, rare, next] = around else { continue };
        let member = &cast[&rare.key];
        let is_rare = member.n <= 2 && member.n_items == 0 && !member.is_excluded() && member.likeness >= 1.5;
        let is_set = rare.label.shape == Shape::Colon && !rare.is_alone(drafts) && rare.line == 0;
        let is_enclosed = before.draft + 1 == rare.draft && rare.draft + 1 == next.draft;
        if is_rare && is_set && is_enclosed && !before.is_alone(drafts) && is_speech(before) && is_speech(next) {
            found.push(rare.key.clone());
        }
    }
    for key in found {
        cast.entry(key).and_modify(|member| member.accepted = true);
    }
}

/// How a label is set: in a heading, with nothing behind it, in this shape.
type Setting = (bool, bool, Shape);

/// Accepts rare names in a setting where nearly all others are accepted: a heading with a colon among a hundred labels.
pub(super) fn join_the_rest(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    let setting = |found: &Candidate| -> Setting {
        let is_heading = matches!(drafts[found.draft].kind, BlockKind::Heading(_));
        (is_heading, found.is_alone(drafts), found.label.shape)
    };
    let mut counts: HashMap<Setting, (usize, usize)> = HashMap::new();
    for found in candidates.iter().filter(|found| cast.get(&found.key).is_some_and(|member| !member.is_excluded())) {
        let (n, n_accepted) = counts.entry(setting(found)).or_default();
        *n += 1;
        *n_accepted += usize::from(cast[&found.key].accepted);
    }
    for found in candidates {
        let (n, n_accepted) = counts.get(&setting(found)).copied().unwrap_or_default();
        let (is_heading, is_alone, shape) = setting(found);
        let is_telling =
            (is_heading || is_alone) && shape != Shape::OwnLine || matches!(shape, Shape::Term | Shape::Strong);
        if let Some(member) = cast.get_mut(&found.key).filter(|member| !member.is_excluded()) {
            member.accepted |= is_telling && n_accepted >= 8 && n_accepted * 100 >= n * 95;
        }
    }
}

/// Accepts names behind an office that stand once, alone before a colon, where most others that stand so are accepted.
pub(super) fn join_the_billed(cast: &mut HashMap<String, Member>, candidates: &[Candidate], drafts: &[Draft]) {
    const FEWEST: usize = 4;
    let is_alone = |found: &&Candidate| found.label.shape == Shape::Colon && found.is_alone(drafts);
    let alone: Vec<&Candidate> = candidates.iter().filter(is_alone).collect();
    let n_accepted = alone.iter().filter(|found| cast[&found.key].accepted).count();
    if n_accepted < FEWEST || n_accepted * 10 < alone.len() * 6 {
        return;
    }
    let billed = alone.into_iter().filter(|found| is_billed(found.name(drafts)));
    for found in billed {
        cast.entry(found.key.clone()).and_modify(|member| member.accepted |= !member.is_never);
    }
}
