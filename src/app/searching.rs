//! The search in the document: what was searched for, where it is, and where the search began.

use crate::document::Document;
use crate::document::place::{Passage, Place};
pub use crate::search::MOST_HITS;
use crate::search::find_in;
use crate::search::fold::Folded;
use crate::search::query::Query;

/// A search and its hits.
#[derive(Debug, Default)]
pub struct Searching {
    text: String,
    hits: Vec<Passage>,
    current: Option<usize>,
    /// The document, folded for searching: made at the first search.
    folded: Option<Folded>,
    /// The place on screen and its row when the search began, for Esc.
    origin: Option<(Place, usize)>,
}

impl Searching {
    /// Notes where a search begins.
    pub fn begin(&mut self, place: Place, line: usize) {
        self.origin = Some((place, line));
    }

    /// Where the search that is being typed began, with its row in the pane.
    pub fn origin(&self) -> Option<(Place, usize)> {
        self.origin
    }

    /// Finds `text`, and the first hit from the origin on, going round the end.
    pub fn find(&mut self, document: &Document, text: &str) -> Option<Passage> {
        let folded = self.folded.get_or_insert_with(|| Folded::new(document));
        self.hits = find_in(document, folded, &Query::new(text));
        self.text = text.to_owned();
        let from = self.origin.map_or(Place::default(), |(place, _)| place);
        let at = self.hits.partition_point(|hit| hit.end <= from);
        self.current = (!self.hits.is_empty()).then_some(if at < self.hits.len() { at } else { 0 });
        self.current_hit()
    }

    /// The search is over and stays; its hits are gone through with `step`.
    pub fn accept(&mut self) {
        self.origin = None;
    }

    /// Drops the hits; what was searched for is remembered, to be searched for again.
    pub fn drop_hits(&mut self) {
        let text = std::mem::take(&mut self.text);
        *self = Searching { folded: self.folded.take(), text, ..Searching::default() };
    }

    /// Finds again what was searched for last.
    pub fn find_again(&mut self, document: &Document) {
        let text = self.text.clone();
        self.find(document, &text);
        self.current = None;
    }

    /// Forgets the folded text, for another document.
    pub fn forget(&mut self) {
        *self = Searching::default();
    }

    /// The next hit behind `place`, or the one before it, and whether that went round the end.
    pub fn step(&mut self, place: Place, forward: bool) -> Option<(Passage, bool)> {
        let n_hits = self.hits.len();
        if n_hits == 0 {
            return None;
        }
        let standing_on = self.current_hit().filter(|hit| hit.start == place);
        let index = match (standing_on, forward) {
            (Some(_), true) => self.current.map_or(0, |at| at + 1),
            (Some(_), false) => self.current.map_or(n_hits, |at| at + n_hits - 1),
            (None, true) => self.hits.partition_point(|hit| hit.start < place),
            (None, false) => self.hits.partition_point(|hit| hit.start < place) + n_hits - 1,
        };
        let wrapped = if forward { index >= n_hits } else { index < n_hits };
        self.current = Some(index % n_hits);
        Some((self.current_hit()?, wrapped))
    }

    /// What was searched for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All hits, in order.
    pub fn hits(&self) -> &[Passage] {
        &self.hits
    }

    /// The hits that lie in `block`.
    pub fn hits_in(&self, block: usize) -> &[Passage] {
        let start = self.hits.partition_point(|hit| hit.end.block < block);
        let end = self.hits.partition_point(|hit| hit.start.block <= block);
        &self.hits[start..end.max(start)]
    }

    /// The hit that the reader stands on.
    pub fn current_hit(&self) -> Option<Passage> {
        self.hits.get(self.current?).copied()
    }

    /// Its number, from 1.
    pub fn current_number(&self) -> Option<usize> {
        self.current.map(|index| index + 1)
    }
}
