//! Scans: a search that is done a piece at a time, from the beginning of the document to its end, so that a person can go on
//! reading, search for something else, or give it up.

use std::ops::Range;

use super::MOST_HITS;
use super::index::{Folded, Texts};
use super::query::{Query, Word};
use super::seeker::Seeker;
use crate::document::place::{Passage, Place};

/// A search for one query, and the hits found so far.
///
/// It goes through the text for what was typed as it is; where that is found nowhere, once more for what is read so. So
/// what is found never moves: `the` finds the English word, if there is one, and not 他和 as well.
#[derive(Debug)]
pub struct Scan {
    query: Query,
    seekers: Vec<Seeker>,
    hits: Vec<Passage>,
    /// All hits are known that lie in blocks before this one.
    known: usize,
    is_reading: bool,
    is_over: bool,
}

impl Scan {
    /// A search that has not begun.
    pub fn new(query: &Query) -> Self {
        let seekers: Vec<_> = match &query.pattern {
            Some(pattern) => vec![Seeker::of_pattern(pattern)],
            None => query.words.iter().map(Seeker::of_letters).collect(),
        };
        let is_over = seekers.is_empty() || query.is_faulty();
        let query = query.clone();
        Scan { query, seekers, hits: Vec::new(), known: 0, is_reading: false, is_over }
    }

    /// Folds about so many bytes more of `texts`, if all that is folded has been searched, and searches what is folded, but
    /// no more than some sixteen times as much; whether the search is over.
    pub fn go_on<T: Texts + ?Sized>(&mut self, texts: &T, folded: &mut Folded, n_bytes: usize) -> bool {
        /// Looking through folded text is faster than folding in this measure.
        const LOOKS: usize = 16;
        if self.is_over {
            return true;
        }
        let work = n_bytes.saturating_mul(LOOKS);
        let mut is_whole = folded.go_on(texts, 0);
        let mut is_done = self.seek(texts, folded, is_whole, work);
        if is_done && !is_whole {
            is_whole = folded.go_on(texts, n_bytes);
            is_done = self.seek(texts, folded, is_whole, work);
        }
        let is_through = is_done && is_whole;
        self.known = match is_through {
            true => texts.n_blocks(),
            false => self.seekers.iter_mut().map(|seeker| seeker.block(folded)).min().unwrap_or(0),
        };
        self.take(texts);
        if self.hits.len() >= MOST_HITS {
            self.hits.truncate(MOST_HITS);
            self.is_over = true;
        } else if is_through {
            self.is_over = !self.read_instead();
        }
        self.is_over
    }

    /// Lets each word be looked for; whether all of it was done that can be by now.
    fn seek<T: Texts + ?Sized>(&mut self, texts: &T, folded: &Folded, is_whole: bool, work: usize) -> bool {
        let each = (work / self.seekers.len().max(1)).max(1);
        let mut is_done = true;
        for seeker in &mut self.seekers {
            is_done &= seeker.go_on(texts, folded, is_whole, each);
        }
        is_done
    }

    /// Begins anew with what is read as was typed, if nothing was found; whether there is any such thing.
    fn read_instead(&mut self) -> bool {
        if self.is_reading || !self.hits.is_empty() {
            return false;
        }
        let readings = self.query.readings();
        if readings.iter().all(Option::is_none) {
            return false;
        }
        let of_word = |(word, reading): (&Word, &Option<_>)| match reading {
            Some(reading) => Seeker::of_reading(reading),
            None => Seeker::of_letters(word),
        };
        self.seekers = self.query.words.iter().zip(readings).map(of_word).collect();
        (self.known, self.is_reading) = (0, true);
        true
    }

    /// Takes what was found: all of one word; of several, what lies in units that have them all.
    fn take<T: Texts + ?Sized>(&mut self, texts: &T) {
        if let [only] = self.seekers.as_mut_slice() {
            self.hits.extend(only.found.drain(..));
            return;
        }
        while let Some(unit) = self.next_unit(texts).filter(|unit| unit.end <= self.known) {
            let has_all = self.seekers.iter().all(|seeker| seeker.found.front().is_some_and(|hit| lies_in(hit, &unit)));
            let mut hits: Vec<Passage> = Vec::new();
            for seeker in &mut self.seekers {
                let n = seeker.found.iter().take_while(|hit| hit.start.block < unit.end).count();
                hits.extend(seeker.found.drain(..n));
            }
            if has_all {
                hits.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
                for hit in hits {
                    // one word may be part of another
                    if self.hits.last().is_none_or(|last| last.end <= hit.start) {
                        self.hits.push(hit);
                    }
                }
            }
        }
    }

    /// The unit that the first hit that was not yet taken lies in.
    fn next_unit<T: Texts + ?Sized>(&self, texts: &T) -> Option<Range<usize>> {
        let fronts = self.seekers.iter().filter_map(|seeker| seeker.found.front());
        fronts.map(|hit| hit.start.block).min().map(|block| texts.unit(block))
    }

    /// The hits found so far, in order.
    pub fn hits(&self) -> &[Passage] {
        &self.hits
    }

    /// The hits found so far, in order.
    pub fn into_hits(self) -> Vec<Passage> {
        self.hits
    }

    /// Whether the hits are what is read as was typed, because that itself is found nowhere.
    pub fn is_reading(&self) -> bool {
        self.is_reading
    }

    /// Whether the whole document has been searched, or as many hits found as are looked for.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether all hits before `place` have been found.
    pub fn is_past(&self, place: Place) -> bool {
        self.is_over || self.hits.last().is_some_and(|hit| hit.start >= place) || self.known > place.block
    }
}

fn lies_in(hit: &Passage, unit: &Range<usize>) -> bool {
    unit.contains(&hit.start.block)
}
