//! Quotations: the words of a passage with those around them, and the place that they single out.

use std::collections::HashSet;
use std::ops::Range;

use super::anchor::Anchor;
use super::skeleton::{Fold, Skeleton};

/// How much of the surroundings must be there again, as a share.
const LEAST_AGREEMENT: f64 = 0.25;
/// How much more of them the best occurrence must have than the next best.
const LEAST_MARGIN: f64 = 0.1;
/// Words of so many characters that occur once speak for themselves.
const TELLING_LENGTH: usize = 24;
/// How many neighbouring characters are compared at a time.
const SHINGLE: usize = 3;
/// How much further than they reached surroundings are looked for, in characters.
const SLACK: usize = 16;

/// Whether a place must have the surroundings that the passage had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surrounded {
    /// Some of them.
    AsBefore,
    /// Not if its words speak for themselves: it is known to be no lookalike that stood there before.
    Anyhow,
}

/// The words of a passage and those around them, folded.
#[derive(Debug)]
pub struct Quotation {
    words: Vec<char>,
    before: Vec<char>,
    behind: Vec<char>,
}

impl Quotation {
    /// The quotation of an anchor.
    pub fn of(anchor: &Anchor, fold: Fold) -> Self {
        let folded = |text: &str| {
            let skeleton = Skeleton::of(text, fold);
            skeleton.slice(0..skeleton.len()).to_vec()
        };
        Quotation { words: folded(&anchor.exact), before: folded(&anchor.prefix), behind: folded(&anchor.suffix) }
    }

    /// The one occurrence, of those that `may_be` it, that is unmistakable.
    pub fn find(
        &self,
        text: &Skeleton,
        may_be: impl Fn(&Range<usize>) -> bool,
        surrounded: Surrounded,
    ) -> Option<Range<usize>> {
        let occurrences = text.find_all(&self.words).map(|at| at..at + self.words.len()).filter(may_be);
        let mut ranked: Vec<(f64, Range<usize>)> =
            occurrences.map(|found| (self.agreement(text, &found), found)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, found) = ranked.first()?;
        let is_alone = ranked.get(1).is_none_or(|(next, _)| best - next >= LEAST_MARGIN);
        let speaks_for_itself =
            surrounded == Surrounded::Anyhow && ranked.len() == 1 && self.words.len() >= TELLING_LENGTH;
        (speaks_for_itself || is_alone && *best >= LEAST_AGREEMENT).then(|| found.clone())
    }

    /// How much of the quotation's surroundings there are around an occurrence of its words: 0 to 1.
    fn agreement(&self, text: &Skeleton, found: &Range<usize>) -> f64 {
        let before = found.start.saturating_sub(self.before.len() + SLACK)..found.start;
        let behind = found.end..(found.end + self.behind.len() + SLACK).min(text.len());
        let shared =
            shared_shingles(&self.before, text.slice(before)) + shared_shingles(&self.behind, text.slice(behind));
        let all = shingles(&self.before).count() + shingles(&self.behind).count();
        if all == 0 { 1.0 } else { shared as f64 / all as f64 }
    }
}

fn shingles(characters: &[char]) -> impl Iterator<Item = &[char]> {
    characters.windows(SHINGLE)
}

/// How many shingles of `wanted` are in `there`.
fn shared_shingles(wanted: &[char], there: &[char]) -> usize {
    let there: HashSet<&[char]> = shingles(there).collect();
    shingles(wanted).filter(|shingle| there.contains(shingle)).count()
}
