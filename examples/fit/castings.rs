//! Castings: the weights by which the right casting of a talk is likely among all that were tried.
//!
//! A casting is as likely as the exponential of its score, and a turn is of a kind in the share of the castings that make it so.
//! The weights are those under which the turns of all talks are of their true kinds with the greatest likelihood: talks as they
//! are and pieces of them, which say what is to be done with a text that is cut. They are drawn to what was expected of them.

use wenda::document::turn::TurnKind;
use wenda::reading::{Rehearsal, WeightRow};

/// A weight that differs by 1 from what was expected costs as much as one turn that has the odds of `e` squared against it.
const PENALTY: f64 = 12.0;
/// A talk counts as much as its turns to this power: the mistakes of one talk come together.
const TALK: f64 = 0.65;
const N_STEPS: usize = 120;

/// A talk, or a piece of one, with all castings that were tried.
pub struct Tries {
    /// How much it counts.
    weight: f64,
    /// For each casting its traits.
    castings: Vec<Vec<f64>>,
    /// For each casting, whether each turn whose kind is known is of that kind.
    is_right: Vec<Vec<bool>>,
}

/// The talks and their pieces: `kinds` are the true kinds of all speeches, where they are known.
pub fn tries(talks: &[Rehearsal], kinds: &[Option<TurnKind>]) -> Vec<Tries> {
    let mut found = Vec::new();
    let mut from = 0;
    for talk in talks {
        let n = talk.openings().count();
        let of_talk = &kinds[from..from + n];
        from += n;
        let known =
            |piece: &std::ops::Range<usize>| of_talk[piece.clone()].iter().filter(|kind| kind.is_some()).count();
        let pieces: Vec<_> = pieces(n).into_iter().filter(|piece| known(piece) >= 2).collect();
        let n_pieces = pieces.len() as f64;
        for (index, piece) in pieces.into_iter().enumerate() {
            let n_known = known(&piece) as f64;
            let truth = &of_talk[piece.clone()];
            let (mut castings, mut is_right) = (Vec::new(), Vec::new());
            for tried in talk.castings(piece) {
                let known = tried.kinds.iter().zip(truth).filter_map(|(kind, truth)| Some(*kind == (*truth)?));
                is_right.push(known.collect());
                castings.push(tried.traits);
            }
            let share = if index == 0 { 1.0 } else { 0.5 };
            found.push(Tries { weight: share * n_known.powf(TALK) / n_known / n_pieces.sqrt(), castings, is_right });
        }
    }
    found
}

/// A talk of `n` speeches and its pieces: the whole first, then all but the first speech, some of two to six speeches,
/// halves, quarters and its beginning, and seven short ones.
fn pieces(n: usize) -> Vec<std::ops::Range<usize>> {
    let whole = 0..n;
    let mut pieces: Vec<std::ops::Range<usize>> = [whole].into();
    if n >= 6 {
        pieces.extend([n / 3..n / 3 + 2, n / 2..n / 2 + 3, 0..4, n - 4..n, 1..n]);
    }
    if n >= 8 {
        pieces.push(n / 4..n / 4 + 6);
        pieces.extend([0..n / 2, n / 2..n]);
    }
    if n >= 24 {
        pieces.extend((0..4).map(|quarter| quarter * n / 4..(quarter + 1) * n / 4));
        pieces.push(0..10);
    }
    if n >= 60 {
        pieces.extend((1..8).map(|eighth| eighth * n / 8..eighth * n / 8 + n / 16));
    }
    pieces
}

/// Fits the weights to these talks.
pub fn fit<'a>(talks: impl Iterator<Item = &'a Tries> + Clone, rows: &[WeightRow]) -> Vec<f64> {
    const STEP: f64 = 0.04;
    let mut weights: Vec<f64> = rows.iter().map(|row| row.guess).collect();
    let (mut mean, mut square) = (vec![0.0; rows.len()], vec![0.0; rows.len()]);
    // Adam: https://arxiv.org/abs/1412.6980
    for step in 1..=N_STEPS {
        let mut slope: Vec<f64> =
            weights.iter().zip(rows).map(|(weight, row)| 2.0 * PENALTY * (weight - row.guess)).collect();
        talks.clone().for_each(|tries| tries.add_slope(&weights, &mut slope));
        let length = if step < N_STEPS * 2 / 3 { STEP } else { STEP * 0.3 };
        for (index, row) in rows.iter().enumerate() {
            mean[index] = 0.9 * mean[index] + 0.1 * slope[index];
            square[index] = 0.99 * square[index] + 0.01 * slope[index] * slope[index];
            let ahead = mean[index] / (1.0 - 0.9f64.powi(step as i32));
            let spread = (square[index] / (1.0 - 0.99f64.powi(step as i32))).sqrt() + 1e-8;
            weights[index] -= length * ahead / spread;
            if row.guess * weights[index] < 0.0 {
                weights[index] = 0.0;
            }
        }
    }
    weights
}

impl Tries {
    /// Adds by how much each weight makes the true kinds of this talk less likely.
    fn add_slope(&self, weights: &[f64], slope: &mut [f64]) {
        let shares = self.shares(weights);
        let n_turns = self.is_right.first().map_or(0, Vec::len);
        let mut likely = vec![1e-4; n_turns];
        for (share, is_right) in shares.iter().zip(&self.is_right) {
            for (likely, _) in likely.iter_mut().zip(is_right).filter(|(_, is_right)| **is_right) {
                *likely += share;
            }
        }
        let gains: Vec<f64> = (self.is_right.iter())
            .map(|is_right| likely.iter().zip(is_right).filter(|(_, is)| **is).map(|(likely, _)| 1.0 / likely).sum())
            .collect();
        let usual: f64 = shares.iter().zip(&gains).map(|(share, gain)| share * gain).sum();
        for ((share, gain), traits) in shares.iter().zip(&gains).zip(&self.castings) {
            let pull = self.weight * share * (gain - usual);
            slope.iter_mut().zip(traits).for_each(|(slope, trait_)| *slope -= pull * trait_);
        }
    }

    /// How likely each casting is.
    fn shares(&self, weights: &[f64]) -> Vec<f64> {
        let score = |traits: &Vec<f64>| traits.iter().zip(weights).map(|(trait_, weight)| trait_ * weight).sum();
        let scores: Vec<f64> = self.castings.iter().map(score).collect();
        let top = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let odds: Vec<f64> = scores.iter().map(|score: &f64| (score - top).exp()).collect();
        let total: f64 = odds.iter().sum();
        odds.into_iter().map(|odds| odds / total).collect()
    }
}
