//! What the list pane lists: bookmarks, hits, what was deleted or corrected, what was gathered from other documents.

use super::card::{Card, LIST_CELLS, Sieve, one_line};
use super::{Entry, Target};
use crate::app::marks::shelf::reference;
use crate::app::panes::Pane;
use crate::app::{App, Listing};
use crate::document::bookmark::Bookmark;
use crate::document::place::{Passage, Place};
use crate::document::reference::reference_of;
use crate::document::turn::Certainty;

/// Hits listed together; the count of all is in the pane's title.
const LISTED: usize = 1000;

impl App {
    /// Fills the list pane anew.
    pub(in crate::app) fn list_entries(&mut self) {
        let entries = match self.lists.listing {
            Listing::Bookmarks => self.bookmark_entries(),
            Listing::Deleted => self.deleted_entries(),
            Listing::Corrections => self.correction_entries(),
            Listing::Hits => self.hit_entries(),
            Listing::Documents => self.lists.gathered.clone(),
            Listing::Everything => self.everything_entries(),
        };
        self.lists.list.replace(entries);
    }

    /// Lists something else, unfiltered, the first entry chosen.
    pub(in crate::app) fn list_other(&mut self, listing: Listing) {
        if self.lists.listing != listing {
            self.lists.listing = listing;
            self.lists.filter.clear();
            self.lists.list.choose(0);
        }
        self.list_entries();
    }

    /// Lists what was gathered from other documents: what was marked in all.
    pub fn list_gathered(&mut self, listing: Listing, entries: Vec<Entry>) {
        let chosen = self.lists.list.chosen().filter(|_| self.lists.listing == listing).cloned();
        self.lists.gathered = entries;
        self.list_other(listing);
        // filled anew, it keeps its choice
        match self.lists.list.entries().iter().position(|entry| Some(entry) == chosen.as_ref()) {
            Some(index) => self.lists.list.choose(index),
            None => self.lists.list.step(0),
        }
        self.panes.open(Pane::List);
        self.lay_out();
    }

    /// The entries that the filter keeps, with the titles between them; in the order of time the last first.
    fn sifted(&self, mut entries: Vec<Entry>) -> Vec<Entry> {
        let sieve = Sieve::new(&self.lists.filter);
        entries.retain(|entry| entry.card.as_ref().is_none_or(|card| sieve.keeps(card)));
        if self.lists.by_time {
            entries.retain(|entry| entry.card.is_some());
            let time = |entry: &Entry| entry.card.as_ref().map(|card| card.time.clone());
            entries.sort_by_key(|entry| std::cmp::Reverse(time(entry)));
        }
        entries
    }

    /// The bookmarks in the order of the text or of time.
    fn bookmark_entries(&self) -> Vec<Entry> {
        let mut marks = self.shelf.in_order();
        if self.lists.by_time {
            marks.sort_by(|(one, _), (other, _)| other.created.cmp(&one.created));
        }
        let start = |passage: Option<Passage>| passage.map(|passage| passage.start);
        let sieve = Sieve::new(&self.lists.filter);
        if sieve.keeps_all() {
            let bare = |(mark, passage): (&Bookmark, _)| Entry::bare(mark.id.clone(), start(passage));
            return marks.into_iter().map(bare).collect();
        }
        let entries = marks.into_iter().map(|(mark, passage)| self.bookmark_entry(mark, start(passage)));
        entries.filter(|entry| entry.card.as_ref().is_some_and(|card| sieve.keeps(card))).collect()
    }

    fn bookmark_entry(&self, mark: &Bookmark, start: Option<Place>) -> Entry {
        let sign = reference(&self.document, mark, start);
        self.mark_entry(mark, start, sign, Target::Bookmark(mark.id.clone(), start))
    }

    /// Writes out those entries of the list that are in view on `height` rows: there may be a hundred thousand.
    pub(in crate::app) fn write_entries(&mut self, height: usize) {
        let first = self.lists.list.first();
        for index in (first..first + height).chain([self.lists.list.chosen_index()]) {
            let Some(Entry { target: Target::Bookmark(id, start), is_bare: true, .. }) =
                self.lists.list.entries().get(index)
            else {
                continue;
            };
            if let Some(mark) = self.shelf.get(id) {
                let entry = self.bookmark_entry(mark, *start);
                self.lists.list.write(index, entry);
            }
        }
    }

    /// The deleted bookmarks, the last deleted first.
    fn deleted_entries(&self) -> Vec<Entry> {
        let entry = |(mark, passage): (&Bookmark, Option<Passage>)| {
            let sign = passage.map_or_else(String::new, |passage| reference_of(&self.document, passage.start).short());
            let start = passage.map(|passage| passage.start);
            self.mark_entry(mark, start, sign, Target::Deleted(mark.id.clone(), start))
        };
        self.sifted(self.shelf.deleted(&self.document).into_iter().map(entry).collect())
    }

    fn mark_entry(&self, mark: &Bookmark, start: Option<Place>, sign: String, target: Target) -> Entry {
        let turn = start.and_then(|start| self.document.turn_of(start.block));
        let mut card = Card { question: turn.and_then(|turn| self.question_before(turn)), ..Card::of(mark) };
        if let Some(turn) = turn {
            let speaker = self.document.turns[turn].full_speaker().map(str::to_owned);
            card.speaker = speaker.filter(|speaker| speaker.chars().count() > 1);
        }
        let (text, words) = card.line();
        Entry { target, sign, text, words, card: Some(Box::new(card)), ..Entry::default() }
    }

    /// The first words of the question that a turn answers.
    fn question_before(&self, turn: usize) -> Option<String> {
        let asked = self.document.exchange_of(turn).start;
        let question = &self.document.turns[asked];
        let number = question.number.filter(|_| asked != turn)?;
        let said = question.blocks.clone().map(|block| self.document.body_text(block)).find(|body| !body.is_empty())?;
        Some(format!("Q{number} {}", one_line(said.trim(), LIST_CELLS)))
    }

    /// The reader's corrections, the last first.
    fn correction_entries(&self) -> Vec<Entry> {
        let entry = |(id, passage, verdict, correction): crate::app::marks::shelf::Said<'_>| {
            let sign = passage.map_or_else(String::new, |passage| reference_of(&self.document, passage.start).short());
            let card = Card { quotation: correction.anchor.exact.clone(), ..Card::default() };
            Entry {
                target: Target::Correction(id.to_owned(), passage.map(|passage| passage.start), verdict),
                sign,
                text: one_line(&card.quotation, LIST_CELLS),
                certainty: Certainty::Corrected,
                card: Some(Box::new(card)),
                ..Entry::default()
            }
        };
        let sieve = Sieve::new(&self.lists.filter);
        let entries = self.shelf.corrections(&self.document).into_iter().rev().map(entry);
        entries.filter(|entry| entry.card.as_ref().is_some_and(|card| sieve.keeps(card))).collect()
    }

    /// What was marked in all documents, under their titles; in the order of time without them.
    fn everything_entries(&self) -> Vec<Entry> {
        let mut entries = self.sifted(self.lists.gathered.clone());
        let is_title = |entry: &Entry| entry.card.is_none();
        let has_marks: Vec<bool> =
            (0..entries.len()).map(|at| entries.get(at + 1).is_some_and(|next| !is_title(next))).collect();
        let mut has_marks = has_marks.into_iter();
        entries.retain(|entry| has_marks.next().unwrap_or(false) || !is_title(entry));
        entries
    }

    fn hit_entries(&self) -> Vec<Entry> {
        /// Characters of a hit's block shown before it.
        const BEFORE: usize = 6;
        let entry = |hit: &Passage| {
            let text = self.document.block_text(hit.start.block);
            let mut before = text[..hit.start.byte].char_indices().rev();
            let from = before.nth(BEFORE - 1).map_or(0, |(byte, _)| byte);
            let sign = reference_of(&self.document, hit.start).short();
            Entry {
                target: Target::Hit(hit.start),
                sign,
                text: one_line(&text[from..], LIST_CELLS),
                ..Entry::default()
            }
        };
        self.searching.hits().iter().skip(self.first_listed_hit()).take(LISTED).map(entry).collect()
    }

    /// Whether there is room in the list for hits that have been found since.
    pub(in crate::app) fn lists_fewer_hits(&self) -> bool {
        let n_listed = self.lists.list.entries().len();
        n_listed < LISTED && n_listed < self.searching.hits().len()
    }

    /// Chooses the hit that the reader stands on; of many hits those around it are listed.
    pub(in crate::app) fn choose_hit(&mut self, number: usize) {
        if self.searching.hits().len() > LISTED {
            self.list_entries();
        }
        self.lists.list.choose((number - 1) - self.first_listed_hit());
    }

    /// The first of the hits that are listed.
    fn first_listed_hit(&self) -> usize {
        self.searching.current_number().map_or(0, |number| (number - 1) / LISTED * LISTED)
    }
}
