//! The search in the document: what was searched for, where it is, and where the search began. In a long document it goes on
//! a piece at a time, between the keys; what a key wants of it is done as soon as that is found.

mod finding;

use crate::app::page::viewport::Stance;
use crate::document::Document;
use crate::document::place::{Passage, Place};
use crate::search::MOST_HITS;
use crate::search::index::Folded;
use crate::search::query::Query;
use crate::search::readings::Scheme;
use crate::search::scan::Scan;

/// Bytes of the document that are searched at once: a person notices nothing of it.
const AT_ONCE: usize = 1024 * 1024;

/// Bytes that are searched between two looks for a key.
const PIECE: usize = 256 * 1024;

/// A search and its hits.
#[derive(Debug, Default)]
pub struct Searching {
    text: String,
    /// How the person types pinyin.
    pinyin: Scheme,
    /// The search, as far as it has come; `None` where there are no hits to be shown.
    scan: Option<Scan>,
    current: Option<usize>,
    /// The hit that is wanted, and is not found yet.
    goal: Option<Goal>,
    /// The document, folded for searching, as far as a search has needed it.
    folded: Folded,
    /// The place on screen and its row when the search began, for Esc.
    origin: Option<Stance>,
}

/// A hit that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    /// The first that ends after this place; if there is none, the first of all.
    From(Place),
    /// The first that begins here or after it; if there is none, the first of all.
    After(Place),
    /// The last that begins before this place; if there is none, the last of all.
    Before(Place),
}

/// What a search has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// A hit, and whether that went round the end.
    Hit(Passage, bool),
    /// There is none.
    Nothing,
    /// It is not known yet.
    NotYet,
}

impl Searching {
    /// Nothing is searched for yet, by a person who types pinyin so and searched for `last` the last time.
    pub fn new(pinyin: Scheme, last: &str) -> Self {
        Searching { pinyin, text: last.to_owned(), ..Searching::default() }
    }

    /// Notes where a search begins.
    pub fn begin(&mut self, from: Stance) {
        self.origin = Some(from);
    }

    /// Where the search that is being typed began, and how the text stood there.
    pub fn origin(&self) -> Option<Stance> {
        self.origin
    }

    /// Finds `text`, and the first hit from the origin on, going round the end.
    pub fn find(&mut self, document: &Document, text: &str) -> Found {
        let from = self.origin.map_or(Place::default(), |origin| origin.place);
        self.scan_for(document, text);
        self.want(Goal::From(from))
    }

    /// The search is over and stays; its hits are gone through with `step`.
    pub fn accept(&mut self) {
        self.origin = None;
    }

    /// Drops the hits, and what is still searched for; the text is remembered, to be searched for again.
    pub fn drop_hits(&mut self) {
        let (text, folded) = (std::mem::take(&mut self.text), std::mem::take(&mut self.folded));
        *self = Searching { text, folded, pinyin: self.pinyin, ..Searching::default() };
    }

    /// Finds again what was searched for last, if its hits were dropped.
    pub fn find_again(&mut self, document: &Document) {
        if self.hits().is_empty() && self.is_over() {
            let text = self.text.clone();
            self.scan_for(document, &text);
        }
    }

    /// Remembers words that were searched for in another document.
    pub fn remember(&mut self, text: &str) {
        text.clone_into(&mut self.text);
    }

    /// Searches another version of the document for what was searched for `before`, if its hits were shown.
    pub fn resume(&mut self, document: &Document, before: &Searching) {
        if before.scan.is_some() {
            self.scan_for(document, &before.text);
        }
        self.text.clone_from(&before.text);
    }

    /// The next hit after `place`, or the one before it, and whether that went round the end.
    pub fn step(&mut self, place: Place, forward: bool) -> Found {
        let standing_on = self.current_hit().filter(|hit| hit.start == place);
        self.want(match (standing_on, forward) {
            (Some(hit), true) => Goal::From(hit.end),
            (None, true) => Goal::After(place),
            (Some(_) | None, false) => Goal::Before(place),
        })
    }

    /// No hit is waited for any more; the search goes on.
    pub fn give_up(&mut self) {
        self.goal = None;
    }

    /// Searches another piece of the document. Gives what was wanted of the search, if that is known now.
    pub fn go_on(&mut self, document: &Document) -> Option<Found> {
        self.scan.as_mut()?.go_on(document, &mut self.folded, PIECE);
        let found = self.want(self.goal?);
        (found != Found::NotYet).then_some(found)
    }

    /// Begins to search for `text`.
    fn scan_for(&mut self, document: &Document, text: &str) {
        let mut scan = Scan::new(&Query::new(text).typed_in(self.pinyin));
        scan.go_on(document, &mut self.folded, AT_ONCE);
        let scan = Some(scan);
        (self.scan, self.current, self.goal) = (scan, None, None);
        text.clone_into(&mut self.text);
    }

    /// Goes to a hit, or waits for it.
    fn want(&mut self, goal: Goal) -> Found {
        let found = self.place_of(goal);
        self.goal = if found.is_some() { None } else { Some(goal) };
        match found {
            Some(Some((index, wrapped))) => {
                self.current = Some(index);
                Found::Hit(self.hits()[index], wrapped)
            }
            Some(None) => {
                self.current = None;
                Found::Nothing
            }
            None => Found::NotYet,
        }
    }

    /// The number of a hit, from 0, and whether to get there one goes round the end; `Some(None)` if there is none. `None`
    /// if that is not known yet.
    fn place_of(&self, goal: Goal) -> Option<Option<(usize, bool)>> {
        let hits = self.hits();
        let is_past = |place| self.scan.as_ref().is_none_or(|scan| scan.is_past(place));
        let (direct, is_known, around) = match goal {
            Goal::From(place) => (Some(hits.partition_point(|hit| hit.end <= place)), true, 0),
            Goal::After(place) => (Some(hits.partition_point(|hit| hit.start < place)), true, 0),
            Goal::Before(place) => {
                let n_before = hits.partition_point(|hit| hit.start < place);
                (n_before.checked_sub(1), is_past(place), hits.len().saturating_sub(1))
            }
        };
        match direct.filter(|&index| index < hits.len()) {
            Some(index) if is_known => Some(Some((index, false))),
            Some(_) => None,
            None if self.is_over() => Some((!hits.is_empty()).then_some((around, true))),
            None => None,
        }
    }

    /// Whether there are hits to be shown, or they are still searched for.
    pub fn shows_hits(&self) -> bool {
        self.scan.as_ref().is_some_and(|scan| !scan.hits().is_empty() || !scan.is_over())
    }

    /// Whether what was searched for is to be a regular expression, and is none.
    pub fn is_faulty(&self) -> bool {
        Query::new(&self.text).is_faulty()
    }

    /// What was searched for.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The hits found so far, in order.
    pub fn hits(&self) -> &[Passage] {
        self.scan.as_ref().map_or(&[], Scan::hits)
    }

    /// Whether nothing is left to be searched.
    pub fn is_over(&self) -> bool {
        self.scan.as_ref().is_none_or(Scan::is_over)
    }

    /// How many hits there are, and whether there may be more.
    pub fn n_hits(&self) -> NumberOfHits {
        let n = self.hits().len();
        NumberOfHits { n, or_more: !self.is_over() || n == MOST_HITS }
    }

    /// Whether a hit is wanted that is not found yet.
    pub fn is_awaited(&self) -> bool {
        self.goal.is_some()
    }

    /// The hits that lie in `block`.
    pub fn hits_in(&self, block: usize) -> &[Passage] {
        let hits = self.hits();
        let start = hits.partition_point(|hit| hit.end.block < block);
        let end = hits.partition_point(|hit| hit.start.block <= block);
        &hits[start..end.max(start)]
    }

    /// Takes the hit that holds `place`, if there is one, as the one that the reader stands on, and gives where it begins.
    pub fn choose_hit(&mut self, place: Place) -> Option<Place> {
        let number = self.hits().partition_point(|hit| hit.end <= place);
        let start = self.hits().get(number).map(|hit| hit.start).filter(|start| *start <= place)?;
        self.current = Some(number);
        Some(start)
    }

    /// The hit that the reader stands on.
    pub fn current_hit(&self) -> Option<Passage> {
        self.hits().get(self.current?).copied()
    }

    /// Its number, from 1.
    pub fn current_number(&self) -> Option<usize> {
        self.current.map(|index| index + 1)
    }
}

/// How many hits there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NumberOfHits {
    /// So many were found.
    pub n: usize,
    /// There may be more: they are still searched for, or too many to be counted.
    pub or_more: bool,
}
