//! Seekers: one word, or the expression, of a query on its way through the folded text.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use memchr::memmem::Finder;

use super::index::{Folded, Texts};
use super::query::Word;
use super::readings::Reading;
use super::regular::Pattern;
use super::trace::{Spot, Trace};
use super::units::{Case, folded as fold_text};
use crate::document::place::{Passage, Place};

/// What is looked for.
#[derive(Debug)]
enum Sought {
    /// These letters; and with their capitals, if it has any.
    Letters(Box<Finder<'static>>, Option<String>),
    /// What is read so.
    Reading(Arc<Reading>),
    /// What an expression matches.
    Pattern(Pattern),
}

/// One thing that is looked for, how far that has come, and what was found and not yet taken.
#[derive(Debug)]
pub(super) struct Seeker {
    sought: Sought,
    /// Where in the folded text the next hit may begin.
    from: usize,
    spot: Spot,
    trace: Trace,
    pub(super) found: VecDeque<Passage>,
}

/// One hit takes as long as so many bytes to look through.
const HIT: usize = 256;
/// Readings take so many times as long as letters.
const READING: usize = 8;

impl Seeker {
    /// Looks for the letters of a word.
    pub(super) fn of_letters(word: &Word) -> Self {
        let finder = Finder::new(word.folded.as_bytes()).into_owned();
        Seeker::new(Sought::Letters(Box::new(finder), word.exact.clone()))
    }

    /// Looks for what is read so.
    pub(super) fn of_reading(reading: &Arc<Reading>) -> Self {
        Seeker::new(Sought::Reading(Arc::clone(reading)))
    }

    /// Looks for what an expression matches.
    pub(super) fn of_pattern(pattern: &Pattern) -> Self {
        Seeker::new(Sought::Pattern(pattern.clone()))
    }

    fn new(sought: Sought) -> Self {
        Seeker { sought, from: 0, spot: Spot::default(), trace: Trace::default(), found: VecDeque::new() }
    }

    /// The block that the next hit may begin in.
    pub(super) fn block(&mut self, folded: &Folded) -> usize {
        self.spot_at(folded, self.from).block
    }

    /// Looks for hits in what is folded, with about so much work; whether all of them are found that can be by now.
    pub(super) fn go_on<T: Texts + ?Sized>(&mut self, texts: &T, folded: &Folded, is_whole: bool, work: usize) -> bool {
        if let Sought::Pattern(pattern) = &self.sought {
            let pattern = pattern.clone();
            return self.match_blocks(texts, folded, &pattern, work);
        }
        let text = folded.text.as_str();
        // where a hit may still grow with the next piece, it is left for that
        let limit = if is_whole { text.len() } else { floor_boundary(text, text.len().saturating_sub(self.most())) };
        let mut left = work;
        while self.from < limit {
            let weight = if matches!(self.sought, Sought::Reading(_)) { READING } else { 1 };
            let until = floor_boundary(text, self.from.saturating_add(left / weight).saturating_add(4).min(limit));
            let Some(range) = self.find(text, self.from..until) else {
                left = left.saturating_sub((until - self.from) * weight);
                self.from = until;
                if left == 0 {
                    break;
                }
                continue;
            };
            left = left.saturating_sub((range.start - self.from) * weight + HIT);
            let after_first = text[range.start..].chars().next().map_or(1, char::len_utf8);
            self.from = match self.passage(texts, folded, range.clone()) {
                Some(hit) => {
                    self.found.push_back(hit);
                    range.end
                }
                None => range.start + after_first,
            };
            if left == 0 {
                break;
            }
        }
        self.from >= limit
    }

    /// How long a hit can be, in folded bytes.
    fn most(&self) -> usize {
        match &self.sought {
            Sought::Letters(finder, _) => finder.needle().len(),
            Sought::Reading(reading) => reading.most(),
            Sought::Pattern(_) => 0,
        }
    }

    /// The first that begins in this range of the folded text.
    fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        match &self.sought {
            Sought::Letters(finder, _) => {
                let n = finder.needle().len();
                let end = (range.end + n - 1).min(text.len()).max(range.start);
                let found = finder.find(&text.as_bytes()[range.start..end])?;
                Some(range.start + found..range.start + found + n)
            }
            Sought::Reading(reading) => reading.find(text, range),
            Sought::Pattern(_) => None,
        }
    }

    /// What a range of the folded text was; `None` where it is no hit there.
    fn passage<T: Texts + ?Sized>(&mut self, texts: &T, folded: &Folded, range: Range<usize>) -> Option<Passage> {
        let Spot { block, begin, .. } = self.spot_at(folded, range.start);
        let text = texts.block(block);
        let found = self.trace.range(text, range.start - begin..range.end - begin)?;
        let is_meant = match &self.sought {
            Sought::Letters(_, Some(exact)) => fold_text(&text[found.clone()], Case::Kept) == *exact,
            Sought::Letters(_, None) | Sought::Reading(_) | Sought::Pattern(_) => true,
        };
        is_meant.then_some(passage(block, found))
    }

    /// The block that a place of the folded text belongs to.
    fn spot_at(&mut self, folded: &Folded, at: usize) -> Spot {
        if self.spot.go_to(folded, at) {
            self.trace = Trace::default();
        }
        self.spot
    }

    /// Matches an expression against one block after the other.
    fn match_blocks<T: Texts + ?Sized>(&mut self, texts: &T, folded: &Folded, pattern: &Pattern, work: usize) -> bool {
        let (n_whole, mut left) = (folded.n_whole(), work);
        while self.from < n_whole && left > 0 {
            let rest = &folded.text[self.from..];
            let of_index = &rest[..rest.find('\n').unwrap_or(rest.len())];
            let block = self.spot_at(folded, self.from).block;
            let text = texts.block(block);
            let mut trace = Trace::new(pattern.case);
            let before = self.found.len();
            let mut add = |in_text: &str| {
                let ranges = pattern.matches(in_text).filter_map(|range| trace.range(text, range));
                self.found.extend(ranges.map(|range| passage(block, range)));
            };
            match pattern.case {
                Case::Folded => add(of_index),
                Case::Kept => add(&fold_text(text, Case::Kept)),
            }
            left = left.saturating_sub(READING * (of_index.len() + 1) + HIT * (self.found.len() - before));
            self.from += of_index.len() + 1;
        }
        self.from >= n_whole
    }
}

fn passage(block: usize, range: Range<usize>) -> Passage {
    Passage { start: Place { block, byte: range.start }, end: Place { block, byte: range.end } }
}

/// The last boundary between characters that is not after `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
