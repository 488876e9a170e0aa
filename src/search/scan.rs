//! Scans: a search that is done a piece at a time, from the beginning of the document to its end, so that a person can go on
//! reading, search for something else, or give it up.

use memchr::memmem::Finder;

use super::fold::Folded;
use super::query::Query;
use super::{MOST_HITS, Trace};
use crate::document::Document;
use crate::document::place::{Passage, Place};

/// A search for one query, and the hits found so far.
#[derive(Debug)]
pub struct Scan {
    finder: Finder<'static>,
    /// Where in the folded text the next hit may begin.
    from: usize,
    /// How much of the folded text has been looked through.
    searched: usize,
    trace: Trace,
    hits: Vec<Passage>,
    is_over: bool,
}

impl Scan {
    /// A search that has not begun.
    pub fn new(query: &Query) -> Self {
        let finder = Finder::new(query.folded()).into_owned();
        let (trace, hits) = (Trace::default(), Vec::new());
        Scan { finder, from: 0, searched: 0, trace, hits, is_over: query.is_empty() }
    }

    /// Folds about so many bytes more of `document`, if all that is folded has been searched, and searches what is folded,
    /// but no more than some sixteen times as much; whether the search is over.
    pub fn go_on(&mut self, document: &Document, folded: &mut Folded, n_bytes: usize) -> bool {
        /// Looking through folded text is faster than folding in this measure …
        const LOOKS: usize = 16;
        /// … and one hit takes as long as so many bytes of it.
        const HIT: usize = 256;
        if self.is_over {
            return true;
        }
        let n_query = self.finder.needle().len();
        let is_searched = self.searched == folded.text.len();
        let is_whole = folded.go_on(document, if is_searched { n_bytes } else { 0 });
        let begun = self.from.max(self.searched);
        let until = n_bytes.saturating_mul(LOOKS).saturating_add(begun).min(folded.text.len());
        let mut cost = self.from;
        while cost < until
            && let Some(found) = self.finder.find(folded.text.as_bytes().get(self.from..until).unwrap_or_default())
        {
            let start = self.from + found;
            if self.hits.len() == MOST_HITS {
                self.is_over = true;
                return true;
            }
            cost = cost.max(start).saturating_add(HIT);
            match self.trace.passage(document, folded, start..start + n_query) {
                Some(hit) => {
                    self.hits.push(hit);
                    self.from = start + n_query;
                }
                None => self.from = start + folded.text[start..].chars().next().map_or(1, char::len_utf8),
            }
        }
        if cost < until || self.from + n_query > until {
            // what begins before this has been looked for; what is found begins with a character
            self.from = self.from.max((until + 1).saturating_sub(n_query));
            self.searched = until;
            self.is_over = is_whole && until == folded.text.len();
        }
        self.is_over
    }

    /// The hits found so far, in order.
    pub fn hits(&self) -> &[Passage] {
        &self.hits
    }

    /// The hits found so far, in order.
    pub fn into_hits(self) -> Vec<Passage> {
        self.hits
    }

    /// Whether the whole document has been searched, or as many hits found as are looked for.
    pub fn is_over(&self) -> bool {
        self.is_over
    }

    /// Whether all hits before `place` have been found.
    pub fn is_past(&self, place: Place, folded: &Folded) -> bool {
        self.is_over
            || self.hits.last().is_some_and(|hit| hit.start >= place)
            || folded.block_at(self.from).0 > place.block
    }
}
