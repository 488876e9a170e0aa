//! Search: all castings of a talk, the best of them, and how far below it those are in which a speaker does something else.

use std::collections::BTreeMap;

use super::sum::Sum;
use super::talk::Talk;
use super::tally::Tally;
use super::weights::Weights;
use super::{Choice, Likely, N_PARTS, PARTS, Part};

/// All castings of so many groups are compared.
const MAX_GROUPS: usize = 6;

/// The best casting of a talk, and those that are likely besides.
pub(super) fn best(talk: &Talk, weights: &Weights) -> Choice {
    /// So many castings at most are likely.
    const MOST: usize = 24;
    /// So many kinds of speeches are looked at for all likely castings together.
    const MOST_KINDS: usize = 200_000;
    let tally = Tally::of(talk, weights);
    let groups = groups(talk, &tally);
    let n_groups = groups.iter().max().map_or(0, |last| last + 1);
    let scores = compare_all(&tally.of_groups(&groups, n_groups), weights);
    let n_most = (MOST_KINDS / talk.speeches.len().max(1)).clamp(1, MOST);
    let order = first(&best_of_kinds(&scores, n_groups), &scores, n_most);
    let top = order[0];
    let margins: Vec<f64> = (0..n_groups).map(|group| margin(&scores, top, group)).collect();
    Choice {
        parts: spread(&numbered(top, n_groups), &groups),
        margins: spread(&margins, &groups),
        likely: likely(&order, &scores, n_groups, &groups),
    }
}

/// The scores of all castings, by their numbers. They are gone through as a reflected Gray code counts, so that from one to the
/// next a single group changes its part.
fn compare_all(tally: &Tally, weights: &Weights) -> Vec<f64> {
    let n_groups = tally.voices.len();
    let mut sum = Sum::with_parts(tally, weights, &vec![PARTS[0]; n_groups]);
    let mut scores = vec![0.0; N_PARTS.pow(n_groups as u32)];
    let (mut digits, mut rises) = (vec![0; n_groups], vec![true; n_groups]);
    let mut number = 0;
    loop {
        scores[number] = sum.score();
        let can_go_on = |group: &usize| if rises[*group] { digits[*group] + 1 < N_PARTS } else { digits[*group] > 0 };
        let Some(group) = (0..n_groups).find(can_go_on) else { return scores };
        let step = N_PARTS.pow(group as u32);
        if rises[group] {
            (digits[group], number) = (digits[group] + 1, number + step);
        } else {
            (digits[group], number) = (digits[group] - 1, number - step);
        }
        // Those that have come to their end go back from here.
        rises[..group].iter_mut().for_each(|rises| *rises = !*rises);
        sum.change(group, PARTS[digits[group]]);
    }
}

/// The best casting for each row of kinds that the groups can make: whether somebody who asks nothing leads or talks among
/// equals makes one reading of the talk, not two, or readings in which nobody asks would count for their number.
fn best_of_kinds(scores: &[f64], n_groups: usize) -> Vec<usize> {
    const N_KINDS: usize = 3;
    let mut best: Vec<Option<usize>> = vec![None; N_KINDS.pow(n_groups as u32)];
    for (number, score) in scores.iter().enumerate() {
        let kinds = (0..n_groups).rev().fold(0, |row, group| row * N_KINDS + digit(number, group).kind() as usize);
        if best[kinds].is_none_or(|known| *score > scores[known]) {
            best[kinds] = Some(number);
        }
    }
    best.into_iter().flatten().collect()
}

/// The best of these castings, so many at most, the best first.
fn first(castings: &[usize], scores: &[f64], n_most: usize) -> Vec<usize> {
    let is_better = |a: &usize, b: &usize| scores[*b].total_cmp(&scores[*a]).then(a.cmp(b));
    let mut order: Vec<usize> = castings.to_vec();
    if order.len() > n_most {
        order.select_nth_unstable_by(n_most, is_better);
        order.truncate(n_most);
    }
    order.sort_by(is_better);
    order
}

/// How far the best casting in which a group makes another kind of turn is below the best of all, which is `top`.
fn margin(scores: &[f64], top: usize, group: usize) -> f64 {
    let kind = digit(top, group).kind();
    // Castings whose part for the group is the same stand in rows of this length.
    let rows = scores.chunks(N_PARTS.pow(group as u32)).zip(PARTS.into_iter().cycle());
    let others = rows.filter(|(_, part)| part.kind() != kind).flat_map(|(row, _)| row);
    others.copied().max_by(f64::total_cmp).map_or(f64::INFINITY, |other| scores[top] - other)
}

/// Those whose scores are not far below the first, with the share of each: scores are logarithms of odds.
fn likely(order: &[usize], scores: &[f64], n_groups: usize, groups: &[usize]) -> Vec<Likely> {
    /// A casting whose score is so far below the best is no longer likely: one of 400.
    const REACH: f64 = 6.0;
    let odds = |number: usize| (scores[number] - scores[order[0]]).exp();
    let near = || order.iter().copied().filter(|number| scores[*number] > scores[order[0]] - REACH);
    let total: f64 = near().map(odds).sum();
    let parts = |number: usize| spread(&numbered(number, n_groups), groups);
    near().map(|number| Likely { parts: parts(number), share: odds(number) / total }).collect()
}

/// The casting of a number: each of its digits is a part.
pub(super) fn numbered(number: usize, n: usize) -> Vec<Part> {
    (0..n).map(|group| digit(number, group)).collect()
}

fn digit(number: usize, group: usize) -> Part {
    PARTS[number / N_PARTS.pow(group as u32) % N_PARTS]
}

/// What groups have, given to their speakers.
pub(super) fn spread<T: Copy>(of_groups: &[T], groups: &[usize]) -> Vec<T> {
    groups.iter().map(|&group| of_groups[group]).collect()
}

/// What those of a group have in common: the word of the label, its class, whether it names an outlet, and whether
/// they ask.
type Alike = (Option<u8>, Option<usize>, bool, bool);

/// The group of each speaker. Few speakers stand alone; of many those who speak most do, and the rest are grouped by the word of the label and whether they ask.
pub(super) fn groups(talk: &Talk, tally: &Tally) -> Vec<usize> {
    const N_ALONE: usize = 3;
    if tally.voices.len() <= MAX_GROUPS {
        return (0..tally.voices.len()).collect();
    }
    let mut order: Vec<usize> = (0..tally.voices.len()).collect();
    order.sort_by(|a, b| tally.voices[*b].n.total_cmp(&tally.voices[*a].n).then(a.cmp(b)));
    let mut groups = vec![0; order.len()];
    order.iter().take(N_ALONE).enumerate().for_each(|(group, &voice)| groups[voice] = group);
    let mut alike: BTreeMap<Alike, (f64, Vec<usize>)> = BTreeMap::new();
    for &voice in order.iter().skip(N_ALONE) {
        let (known, counts) = (&talk.voices[voice], &tally.voices[voice]);
        let has_word = known.role.is_some() || known.is_outlet || known.class.is_some();
        let asks = !has_word && counts.n_asks * 2.0 >= counts.n;
        let group = alike.entry((known.role.map(|role| role as u8), known.class, known.is_outlet, asks)).or_default();
        group.0 += counts.n;
        group.1.push(voice);
    }
    let mut alike: Vec<(f64, Vec<usize>)> = alike.into_values().collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    let rest = alike.split_off(alike.len().min(MAX_GROUPS - N_ALONE));
    if let Some(last) = alike.last_mut() {
        last.1.extend(rest.into_iter().flat_map(|(_, members)| members));
    }
    // The part of the last group changes least often while all castings are compared.
    alike.sort_by_key(|(_, members)| members.len());
    for (index, (_, members)) in alike.into_iter().enumerate() {
        members.into_iter().for_each(|voice| groups[voice] = N_ALONE + index);
    }
    groups
}
