//! Quotations: the words of a passage with those around them, and the place that they single out.

use std::collections::HashSet;
use std::ops::Range;

use super::anchor::Anchor;
use super::skeleton::{Fold, Skeleton};

/// How much of the surroundings must be there again, as a share; of short words that may stand anywhere, more.
const LEAST_AGREEMENT: f64 = 0.4;
const LEAST_AGREEMENT_OF_SHORT: f64 = 0.6;
/// How much more of them the best occurrence must have than the next best.
const LEAST_MARGIN: f64 = 0.1;
/// Words of fewer characters are short.
const SHORT: usize = 12;
/// Words of so many characters that occur once speak for themselves.
const TELLING_LENGTH: usize = 24;
/// How many neighbouring characters are compared at a time.
const SHINGLE: usize = 3;
/// Fewer characters than these are not looked for in other words.
const FEWEST_REWORDED: usize = 6;
/// How many characters right beside a passage must be there where the passage itself is in other words.
const NEXT_TO: usize = 10;
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

    /// The one occurrence, of those that `may_be` it, that is unmistakable: of the words, else of other words in their
    /// place.
    pub fn find(
        &self,
        text: &Skeleton,
        may_be: impl Fn(&Range<usize>) -> bool,
        surrounded: Surrounded,
    ) -> Option<Range<usize>> {
        self.verbatim(text, &may_be, surrounded).or_else(|| self.reworded(text, &may_be))
    }

    fn verbatim(
        &self,
        text: &Skeleton,
        may_be: impl Fn(&Range<usize>) -> bool,
        surrounded: Surrounded,
    ) -> Option<Range<usize>> {
        let occurrences = text.find_all(&self.words).map(|at| at..at + self.words.len()).filter(may_be);
        let mut ranked: Vec<(f64, Range<usize>)> =
            occurrences.map(|found| (self.agreement(text, &found), found)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (agreement, found) = self.unmistakable(text, &ranked)?;
        let least = if self.words.len() < SHORT { LEAST_AGREEMENT_OF_SHORT } else { LEAST_AGREEMENT };
        let speaks_for_itself =
            surrounded == Surrounded::Anyhow && ranked.len() == 1 && self.words.len() >= TELLING_LENGTH;
        (speaks_for_itself || *agreement >= least).then(|| found.clone())
    }

    /// The occurrence whose surroundings agree best. Where others agree about as much, such as those of one sentence, the
    /// one that stands right between the same words, if no other does.
    fn unmistakable<'r>(&self, text: &Skeleton, ranked: &'r [(f64, Range<usize>)]) -> Option<&'r (f64, Range<usize>)> {
        let best = ranked.first()?;
        let mut alike = ranked.iter().take_while(|(agreement, _)| best.0 - agreement < LEAST_MARGIN);
        if alike.clone().count() == 1 {
            return Some(best);
        }
        let is_between = |(_, found): &&(f64, Range<usize>)| {
            let before = &self.before[self.before.len().saturating_sub(NEXT_TO)..];
            let behind = &self.behind[..NEXT_TO.min(self.behind.len())];
            text.slice(0..found.start).ends_with(before) && text.slice(found.end..text.len()).starts_with(behind)
        };
        let found = alike.by_ref().find(is_between)?;
        alike.all(|other| !is_between(&other)).then_some(found)
    }

    /// The one stretch of text between what stood right before and right behind the words that has half of them.
    fn reworded(&self, text: &Skeleton, may_be: impl Fn(&Range<usize>) -> bool) -> Option<Range<usize>> {
        if self.words.len() < FEWEST_REWORDED || self.before.len() < NEXT_TO || self.behind.len() < NEXT_TO {
            return None;
        }
        let (before, behind) = (&self.before[self.before.len() - NEXT_TO..], &self.behind[..NEXT_TO]);
        let longest = self.words.len() * 3 / 2 + SLACK;
        let stretch = |at: usize| {
            let start = at + NEXT_TO;
            let rest = text.slice(start..(start + longest + NEXT_TO).min(text.len()));
            rest.windows(NEXT_TO).position(|here| here == behind).map(|len| start..start + len)
        };
        let has_half = |found: &Range<usize>| {
            shared_shingles(&self.words, text.slice(found.clone())) * 2 >= shingles(&self.words).count()
        };
        let mut found = text.find_all(before).filter_map(stretch).filter(|found| may_be(found) && has_half(found));
        found.next().filter(|_| found.next().is_none())
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
