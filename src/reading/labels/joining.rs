//! Joining: names that are too rare to be speakers by themselves, and are by where they stand among others.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::broken::is_billed;
use super::candidates::Candidate;
use super::cast::Cast;
use super::ruled;
use super::shapes::Shape;
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;

/// Accepts rare names before a colon between two speeches of one frequent speaker, and him: so one is asked by many.
pub(super) fn join_those_between(cast: &mut Cast, candidates: &[Candidate]) {
    const OFTEN: usize = 5;
    let before_colons: Vec<&Candidate> =
        candidates.iter().filter(|found| found.label.shape == Shape::Colon && !cast.of(found).is_excluded()).collect();
    let n = |found: &Candidate| cast.of(found).n;
    let mut found: HashMap<usize, HashSet<usize>> = HashMap::new();
    for (index, pair) in before_colons.windows(2).enumerate() {
        let (rare, hub) = (pair[0], pair[1]);
        let is_same = index.checked_sub(1).is_none_or(|before| before_colons[before].member == hub.member);
        let is_short = rare.key.chars().count() <= 20 && hub.draft <= rare.draft + 1;
        if n(rare) < OFTEN && n(hub) >= OFTEN && is_same && is_short {
            found.entry(hub.member).or_default().insert(rare.member);
        }
    }
    found.retain(|hub, names| names.len() >= 3 && names.len() * 2 >= cast.members[*hub].n);
    for member in found.iter().flat_map(|(hub, names)| names.iter().chain([hub])) {
        cast.members[*member].accepted = true;
    }
}

/// Accepts rare names before a colon right between two speeches, where there are many.
pub(super) fn join_the_enclosed(cast: &mut Cast, candidates: &[Candidate], drafts: &[Draft]) {
    const MANY: usize = 8;
    let is_speech = |found: &Candidate| cast.of(found).accepted && found.line == 0;
    if candidates.iter().filter(|found| is_speech(found)).count() < MANY {
        return;
    }
    let mut found: Vec<usize> = Vec::new();
    for around in candidates.windows(3) {
        let [before, rare, next] = around else { continue };
        let member = cast.of(rare);
        let is_rare = member.n <= 2 && member.n_items == 0 && !member.is_excluded() && member.likeness >= 1.5;
        let is_set = rare.label.shape == Shape::Colon && !rare.is_alone(drafts) && rare.line == 0;
        let is_enclosed = before.draft + 1 == rare.draft && rare.draft + 1 == next.draft;
        if is_rare && is_set && is_enclosed && !before.is_alone(drafts) && is_speech(before) && is_speech(next) {
            found.push(rare.member);
        }
    }
    for member in found {
        cast.members[member].accepted = true;
    }
}

/// How a label is set: in a heading, with nothing behind it, in this shape.
type Setting = (bool, bool, Shape);

/// Accepts rare names in a setting where nearly all others are accepted: a heading with a colon among a hundred labels.
pub(super) fn join_the_rest(cast: &mut Cast, candidates: &[Candidate], drafts: &[Draft]) {
    let setting = |found: &Candidate| -> Setting {
        let is_heading = matches!(drafts[found.draft].kind, BlockKind::Heading(_));
        (is_heading, found.is_alone(drafts), found.label.shape)
    };
    let mut counts: BTreeMap<Setting, (usize, usize)> = BTreeMap::new();
    for found in candidates.iter().filter(|found| !cast.of(found).is_excluded()) {
        let (n, n_accepted) = counts.entry(setting(found)).or_default();
        *n += 1;
        *n_accepted += usize::from(cast.of(found).accepted);
    }
    for found in candidates {
        let (n, n_accepted) = counts.get(&setting(found)).copied().unwrap_or_default();
        let (is_heading, is_alone, shape) = setting(found);
        let is_telling =
            (is_heading || is_alone) && shape != Shape::OwnLine || matches!(shape, Shape::Term | Shape::Strong);
        let is_custom = is_telling && n_accepted >= 8 && n_accepted * 100 >= n * 95;
        let member = cast.of_mut(found);
        member.accepted |= is_custom && !member.is_excluded();
    }
}

/// Accepts names behind an office that stand once, alone before a colon, where most others that stand so are accepted.
pub(super) fn join_the_billed(cast: &mut Cast, candidates: &[Candidate], drafts: &[Draft]) {
    const FEWEST: usize = 4;
    let is_alone = |found: &&Candidate| found.label.shape == Shape::Colon && found.is_alone(drafts);
    let alone: Vec<&Candidate> = candidates.iter().filter(is_alone).collect();
    let n_accepted = alone.iter().filter(|found| cast.of(found).accepted).count();
    if n_accepted < FEWEST || n_accepted * 10 < alone.len() * 6 {
        return;
    }
    let billed = alone.into_iter().filter(|found| is_billed(found.name(drafts)));
    for found in billed {
        let member = cast.of_mut(found);
        member.accepted |= !member.is_never;
    }
}

/// Accepts names on lines of their own right behind the rule behind which those of others are: `---` / `CALLER`.
pub(super) fn join_the_ruled(cast: &mut Cast, candidates: &[Candidate], drafts: &[Draft], rule: Option<&str>) {
    let Some(rule) = rule else { return };
    let is_set_so = |found: &&Candidate| found.label.shape == Shape::OwnLine && ruled::rule(found, drafts) == Some(rule);
    for found in candidates.iter().filter(is_set_so) {
        let member = cast.of_mut(found);
        member.accepted |= !member.is_never;
    }
}
