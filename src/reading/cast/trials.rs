//! Trials: the castings of a talk that come into question, each with what it adds up to for every weight.

use std::collections::BTreeMap;

use super::search::{groups, numbered, spread};
use super::sum::Sum;
use super::talk::Talk;
use super::tally::Tally;
use super::weights::Weights;
use super::{N_PARTS, Part};

/// A casting that is tried.
pub(crate) struct Trial {
    /// The part of each speaker.
    pub(crate) parts: Vec<Part>,
    /// What the casting has of each trait, in the order of [`Weights::fitted`]: the sum of these times their weights is its score.
    pub(crate) traits: Vec<f64>,
}

/// The castings of a talk: of those in which all speakers make turns of the same kinds the best.
pub(crate) fn all(talk: &Talk) -> Vec<Trial> {
    let shipped = Weights::shipped();
    let tally = Tally::of(talk, shipped);
    let groups = groups(talk, &tally);
    let n_groups = groups.iter().max().map_or(0, |last| last + 1);
    let castings = (0..N_PARTS.pow(n_groups as u32)).map(|number| spread(&numbered(number, n_groups), &groups));
    let kept = best_of_kinds(castings, &tally);
    let mut trials: Vec<Trial> = kept.into_iter().map(|parts| Trial { parts, traits: Vec::new() }).collect();
    let n_traits = Weights::fitted().len();
    for index in 0..n_traits {
        // With weights by which only one trait counts, once, the score of a casting is what it has of that trait.
        let mut only = vec![0.0; n_traits];
        only[index] = 1.0;
        let weights = Weights::with(&only);
        let tally = Tally::of(talk, &weights);
        for trial in &mut trials {
            trial.traits.push(Sum::with_parts(&tally, &weights, &trial.parts).score());
        }
    }
    trials
}

/// The best casting for each row of kinds, by the weights that wenda comes with.
fn best_of_kinds(castings: impl Iterator<Item = Vec<Part>>, tally: &Tally) -> Vec<Vec<Part>> {
    // In one order each time: sums of floating-point numbers depend on it.
    let mut best: BTreeMap<Vec<u8>, (f64, Vec<Part>)> = BTreeMap::new();
    for parts in castings {
        let score = Sum::with_parts(tally, Weights::shipped(), &parts).score();
        let kinds = parts.iter().map(|part| part.kind() as u8).collect();
        let known = best.entry(kinds).or_insert((f64::NEG_INFINITY, Vec::new()));
        if score > known.0 {
            *known = (score, parts);
        }
    }
    best.into_values().map(|(_, parts)| parts).collect()
}
