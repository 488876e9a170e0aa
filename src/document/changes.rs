//! Changes: which text of an old version stands where in a new one, found by comparing all of both.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput};

use super::skeleton::Skeleton;

/// A stretch of text that two versions have in common, in positions of their skeletons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where it starts in the old version.
    pub old: usize,
    /// Where it starts in the new version.
    pub new: usize,
    /// How many characters it has.
    pub len: usize,
}

impl Run {
    /// The part of the run within a range of the old version.
    fn within(self, old: &Range<usize>) -> Option<Run> {
        let start = self.old.max(old.start);
        let end = (self.old + self.len).min(old.end);
        (start < end).then(|| Run { old: start, new: self.new + (start - self.old), len: end - start })
    }
}

/// What two versions of a text have in common.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// In the order of both versions; no two overlap.
    runs: Vec<Run>,
}

impl Changes {
    /// Compares clause by clause, and where clauses differ, word by word.
    pub fn between(old: &Skeleton, new: &Skeleton) -> Self {
        let mut changes = Changes::default();
        let clauses = (old.clauses(), new.clauses());
        for piece in compare(old, &clauses.0, new, &clauses.1) {
            match piece {
                Piece::Same(run) => changes.push(run),
                Piece::Differs(from, to) => {
                    let tokens = (old.tokens(from), new.tokens(to));
                    compare(old, &tokens.0, new, &tokens.1).into_iter().for_each(|piece| {
                        if let Piece::Same(run) = piece {
                            changes.push(run);
                        }
                    });
                }
            }
        }
        changes
    }

    /// Adds a run, joined to the last one where it continues that in both versions.
    fn push(&mut self, run: Run) {
        match self.runs.last_mut() {
            Some(last) if last.old + last.len == run.old && last.new + last.len == run.new => last.len += run.len,
            _ => self.runs.push(run),
        }
    }

    /// What is left of a range of the old version, in order.
    pub fn left_of(&self, old: Range<usize>) -> impl Iterator<Item = Run> + '_ {
        let first = self.runs.partition_point(|run| run.old + run.len <= old.start);
        self.runs[first..].iter().map_while(move |run| run.within(&old))
    }

    /// How many characters of a range of the new version were in the old one at the same point of it.
    pub fn kept_in(&self, new: Range<usize>) -> usize {
        let first = self.runs.partition_point(|run| run.new + run.len <= new.start);
        let overlap = |run: &Run| (run.new + run.len).min(new.end).saturating_sub(run.new.max(new.start));
        self.runs[first..].iter().take_while(|run| run.new < new.end).map(overlap).sum()
    }

    /// The last run that ends at or before a position of the old version.
    pub fn before(&self, old: usize) -> Option<Run> {
        self.runs[..self.runs.partition_point(|run| run.old < old)]
            .last()
            .map(|run| run.within(&(0..old)).unwrap_or(*run))
    }

    /// The first run from a position of the old version on.
    pub fn from(&self, old: usize) -> Option<Run> {
        let first = self.runs.partition_point(|run| run.old + run.len <= old);
        self.runs.get(first).map(|run| run.within(&(old..usize::MAX)).unwrap_or(*run))
    }
}

/// A stretch of a comparison.
enum Piece {
    Same(Run),
    Differs(Range<usize>, Range<usize>),
}

/// Compares two sequences of pieces of text.
fn compare(old: &Skeleton, olds: &[Range<usize>], new: &Skeleton, news: &[Range<usize>]) -> Vec<Piece> {
    let mut input = InternedInput::default();
    input.update_before(olds.iter().map(|piece| old.slice(piece.clone())));
    input.update_after(news.iter().map(|piece| new.slice(piece.clone())));
    let diff = Diff::compute(Algorithm::Histogram, &input);

    let start = |pieces: &[Range<usize>], at: usize| match pieces.get(at) {
        Some(piece) => piece.start,
        None => pieces.last().map_or(0, |piece| piece.end),
    };
    let mut found = Vec::new();
    let mut at = (start(olds, 0), start(news, 0));
    let end = (start(olds, olds.len()), start(news, news.len()));
    for hunk in diff.hunks() {
        let from = start(olds, hunk.before.start as usize)..start(olds, hunk.before.end as usize);
        let to = start(news, hunk.after.start as usize)..start(news, hunk.after.end as usize);
        found.push(Piece::Same(Run { old: at.0, new: at.1, len: from.start - at.0 }));
        at = (from.end, to.end);
        if !from.is_empty() && !to.is_empty() {
            found.push(Piece::Differs(from, to));
        }
    }
    found.push(Piece::Same(Run { old: at.0, new: at.1, len: end.0 - at.0 }));
    found.retain(|piece| !matches!(piece, Piece::Same(run) if run.len == 0));
    found
}
