//! Search: the best casting of a talk, and the best one in which a speaker has another part.

use std::collections::BTreeMap;

use super::sum::Sum;
use super::talk::Talk;
use super::tally::Tally;
use super::weights::Weights;
use super::{Choice, N_PARTS, PARTS, Part};

/// All castings of so many groups are compared.
const MAX_GROUPS: usize = 6;

/// The best casting of a talk.
pub(super) fn best(talk: &Talk, weights: &Weights) -> Choice {
    let tally = Tally::of(talk, weights);
    if talk.voices.len() <= MAX_GROUPS {
        let found = compare_all(&tally, weights);
        let top = Sum::with_parts(&tally, weights, &found.parts).score();
        let margins = found.rivals.iter().map(|rivals| top - rivals.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        return Choice { margins: margins.collect(), parts: found.parts };
    }
    let groups = groups(talk, &tally);
    let n_groups = groups.iter().max().map_or(0, |last| last + 1);
    let whole = Tally::of(&talk.grouped(&groups, n_groups), weights);
    let found = compare_all(&whole, weights);
    let mut sum = Sum::with_parts(&tally, weights, &spread(&found.parts, &groups));
    improve(&mut sum);
    // Whoever wins from another start is the better one.
    let mut rivals: Vec<Sum> = Vec::new();
    for casting in found.others.iter().flatten().flatten() {
        let mut rival = Sum::with_parts(&tally, weights, &spread(casting, &groups));
        improve(&mut rival);
        if rival.score() > sum.score() + 1e-9 {
            std::mem::swap(&mut sum, &mut rival);
        }
        rivals.push(rival);
    }
    let margins = margins(&mut sum, &rivals);
    Choice { parts: sum.parts, margins }
}

/// The best casting of few speakers or groups, and for each of them the best in which he makes another kind of turn.
struct Compared {
    parts: Vec<Part>,
    /// For each speaker the scores of the best castings in which he makes another kind of turn than in the best.
    rivals: Vec<Vec<f64>>,
    /// The castings of these scores.
    others: Vec<Vec<Option<Vec<Part>>>>,
}

/// Compares all castings, one change at a time.
fn compare_all(tally: &Tally, weights: &Weights) -> Compared {
    let n = tally.voices.len();
    let mut sum = Sum::of_equals(tally, weights);
    let mut best = vec![[(f64::NEG_INFINITY, 0usize); N_PARTS]; n];
    let mut top = (f64::NEG_INFINITY, 0usize);
    for number in 0..N_PARTS.pow(n as u32) {
        let mut digits = number;
        for voice in 0..n {
            sum.change(voice, PARTS[digits % N_PARTS]);
            digits /= N_PARTS;
        }
        let score = sum.score();
        if score > top.0 + 1e-9 {
            top = (score, number);
        }
        for (voice, part) in sum.parts.iter().enumerate() {
            let known = &mut best[voice][*part as usize];
            if score > known.0 + 1e-9 {
                *known = (score, number);
            }
        }
    }
    let parts = numbered(top.1, n);
    let is_other = |voice: usize, part: &Part| part.kind() != parts[voice].kind();
    let others =
        |voice: usize| PARTS.iter().filter(move |part| is_other(voice, part)).map(move |part| (voice, *part as usize));
    Compared {
        rivals: (0..n).map(|voice| others(voice).map(|(voice, part)| best[voice][part].0).collect()).collect(),
        others: (0..n)
            .map(|voice| others(voice).map(|(voice, part)| Some(numbered(best[voice][part].1, n))).collect())
            .collect(),
        parts,
    }
}

/// The casting of a number: each of its digits is a part.
fn numbered(number: usize, n: usize) -> Vec<Part> {
    (0..n).map(|voice| PARTS[number / N_PARTS.pow(voice as u32) % N_PARTS]).collect()
}

/// The parts of groups, given to their speakers.
fn spread(parts: &[Part], groups: &[usize]) -> Vec<Part> {
    groups.iter().map(|&group| parts[group]).collect()
}

/// Changes single speakers as long as that makes the casting better.
fn improve(sum: &mut Sum) {
    const MAX_ROUNDS: usize = 6;
    let mut score = sum.score();
    let tally = sum.tally;
    for _ in 0..MAX_ROUNDS {
        let before = score;
        for &voice in &tally.frequent {
            let mut best = sum.parts[voice];
            for part in PARTS {
                sum.change(voice, part);
                let changed = sum.score();
                if changed > score + 1e-9 {
                    (score, best) = (changed, part);
                }
            }
            sum.change(voice, best);
        }
        if score <= before + 1e-9 {
            return;
        }
    }
}

/// For each speaker, how far the best casting in which he makes another kind of turn is below the best.
fn margins(sum: &mut Sum, rivals: &[Sum]) -> Vec<f64> {
    let top = sum.score();
    let rivals: Vec<(f64, &[Part])> = rivals.iter().map(|rival| (rival.score(), rival.parts.as_slice())).collect();
    let mut margins = Vec::with_capacity(sum.parts.len());
    for voice in 0..sum.parts.len() {
        let own = sum.parts[voice];
        let is_other = |parts: &[Part]| parts[voice].kind() != own.kind();
        let mut second = rivals
            .iter()
            .filter(|(_, parts)| is_other(parts))
            .map(|(score, _)| *score)
            .fold(f64::NEG_INFINITY, f64::max);
        for part in PARTS.iter().filter(|part| part.kind() != own.kind()) {
            sum.change(voice, *part);
            second = second.max(sum.score());
        }
        sum.change(voice, own);
        margins.push(top - second);
    }
    margins
}

/// What those of a group have in common: the word of the label, whether it names an outlet, and whether they ask.
type Alike = (Option<u8>, bool, bool);

/// The group of each speaker: those who speak most stand alone, the rest by the word of the label and whether they ask.
fn groups(talk: &Talk, tally: &Tally) -> Vec<usize> {
    const N_ALONE: usize = 3;
    let mut order: Vec<usize> = (0..tally.voices.len()).collect();
    order.sort_by(|a, b| tally.voices[*b].n.total_cmp(&tally.voices[*a].n).then(a.cmp(b)));
    let mut groups = vec![0; order.len()];
    order.iter().take(N_ALONE).enumerate().for_each(|(group, &voice)| groups[voice] = group);
    let mut alike: BTreeMap<Alike, (f64, Vec<usize>)> = BTreeMap::new();
    for &voice in order.iter().skip(N_ALONE) {
        let (known, counts) = (&talk.voices[voice], &tally.voices[voice]);
        let has_word = known.role.is_some() || known.is_outlet;
        let asks = !has_word && counts.n_asks * 2.0 >= counts.n;
        let group = alike.entry((known.role.map(|role| role as u8), known.is_outlet, asks)).or_default();
        group.0 += counts.n;
        group.1.push(voice);
    }
    let mut alike: Vec<(f64, Vec<usize>)> = alike.into_values().collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (index, (_, members)) in alike.into_iter().enumerate() {
        let group = (N_ALONE + index).min(MAX_GROUPS - 1);
        members.into_iter().for_each(|voice| groups[voice] = group);
    }
    groups
}
