//! A list to choose from: the outline, the bookmarks and the hits are all this, with different entries; below this, which
//! these are, and the lists of documents.

pub mod card;
pub mod catalogue;
pub mod documents;
mod entries;
pub mod outline;
pub mod summary;

use self::card::Card;
use crate::document::place::Place;
use crate::document::turn::Certainty;
use crate::document::verdict::Verdict;

/// One line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it stands for.
    pub target: Target,
    /// How deep it lies; top entries are 0.
    pub depth: usize,
    /// The sign in front: a number, a reference. May be empty.
    pub sign: String,
    /// What it says.
    pub text: String,
    /// The first words of a turn whose speaker is what it says; the note of a mark whose tags are.
    pub words: String,
    /// When it was said, in milliseconds from the start of the recording.
    pub time: Option<u64>,
    /// Whether it is printed, a guess, or what the reader said.
    pub certainty: Certainty,
    /// What is shown of it while it is chosen, where that is more.
    pub card: Option<Box<Card>>,
    /// Whether it is still to be written out: then only its target is there.
    pub is_bare: bool,
}

impl Entry {
    /// The entry of a bookmark, to be written out when it comes into view.
    pub(in crate::app) fn bare(id: String, start: Option<Place>) -> Self {
        Entry { target: Target::Bookmark(id, start), is_bare: true, ..Entry::default() }
    }

    /// Whether it is something that was marked.
    pub fn is_mark(&self) -> bool {
        self.is_bare || self.card.is_some()
    }
}

/// What an entry stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Target {
    /// A heading; a row that can be gone to.
    Section(Place),
    /// A turn of the talk.
    Turn(Place),
    /// A bookmark, by its id, and where its passage begins; `None` if it is lost.
    Bookmark(String, Option<Place>),
    /// A deleted bookmark, by its id, and where its passage begins.
    Deleted(String, Option<Place>),
    /// A correction of the structure, by its id, where its paragraph begins, and what it says.
    Correction(String, Option<Place>, Verdict),
    /// A hit of the search.
    Hit(Place),
    /// A document, by its path, and what to go to in it.
    Document(String, Option<String>),
    /// A line that leads nowhere.
    #[default]
    Nothing,
}

impl Target {
    /// Where going there leads.
    pub fn place(&self) -> Option<Place> {
        match self {
            Target::Section(place) | Target::Turn(place) | Target::Hit(place) => Some(*place),
            Target::Bookmark(_, place) | Target::Deleted(_, place) | Target::Correction(_, place, _) => *place,
            Target::Document(..) | Target::Nothing => None,
        }
    }

    /// The id of what the person made, where it stands for that.
    pub fn id(&self) -> Option<&str> {
        match self {
            Target::Bookmark(id, _) | Target::Deleted(id, _) | Target::Correction(id, ..) => Some(id),
            Target::Section(_) | Target::Turn(_) | Target::Hit(_) | Target::Document(..) | Target::Nothing => None,
        }
    }
}

/// Entries, one of them chosen.
#[derive(Debug, Clone, Default)]
pub struct List {
    entries: Vec<Entry>,
    chosen: usize,
    /// The first entry in view.
    first: usize,
    n_marks: usize,
}

/// The first of `n` rows in view on `height` rows, of which `first` was the first before, so that row `chosen` is in view; and
/// where there is room, what comes before and after it, lest one chooses the next without having seen it.
pub(in crate::app) fn first_in_view(first: usize, chosen: usize, n: usize, height: usize) -> usize {
    let height = height.max(1);
    let beside = (height / 5).min(2);
    let least = (chosen + beside + 1).saturating_sub(height);
    first.clamp(least, chosen.saturating_sub(beside).max(least)).min(n.saturating_sub(height))
}

impl List {
    /// A list of `entries`, the first chosen.
    pub fn new(entries: Vec<Entry>) -> Self {
        let n_marks = entries.iter().filter(|entry| entry.is_mark()).count();
        List { entries, n_marks, chosen: 0, first: 0 }
    }

    /// Puts other entries into the list; the choice stays on its target if that is still there.
    pub fn replace(&mut self, entries: Vec<Entry>) {
        let target = self.chosen().map(|entry| entry.target.clone());
        let List { entries, n_marks, .. } = List::new(entries);
        (self.entries, self.n_marks) = (entries, n_marks);
        let same = |entry: &Entry| match (entry.target.id(), target.as_ref().and_then(Target::id)) {
            (None, None) => Some(&entry.target) == target.as_ref(),
            (id, chosen) => id == chosen,
        };
        let kept = self.entries.iter().position(same);
        self.choose(kept.unwrap_or(self.chosen));
    }

    /// Writes out an entry that was bare.
    pub(in crate::app) fn write(&mut self, index: usize, entry: Entry) {
        if let Some(bare) = self.entries.get_mut(index) {
            *bare = entry;
        }
    }

    /// How many of them are something that was marked.
    pub fn n_marks(&self) -> usize {
        self.n_marks
    }

    /// All entries.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The chosen entry.
    pub fn chosen(&self) -> Option<&Entry> {
        self.entries.get(self.chosen)
    }

    /// Its index.
    pub fn chosen_index(&self) -> usize {
        self.chosen
    }

    /// Chooses an entry, or the last if there are fewer.
    pub fn choose(&mut self, index: usize) {
        self.chosen = index.min(self.entries.len().saturating_sub(1));
    }

    /// Chooses the entry that leads to `place`, if there is one.
    pub fn choose_place(&mut self, place: Place) {
        if let Some(index) = self.entries.iter().position(|entry| entry.target.place() == Some(place)) {
            self.choose(index);
        }
    }

    /// Chooses the entry `n` further on, or back if negative; titles that lead nowhere are passed over.
    pub fn step(&mut self, n: isize) {
        self.choose(self.chosen.saturating_add_signed(n));
        let leads = |index: &usize| self.entries[*index].target != Target::Nothing;
        let ahead = (self.chosen..self.entries.len()).find(leads);
        let behind = (0..(self.chosen + 1).min(self.entries.len())).rev().find(leads);
        self.chosen = if n < 0 { behind.or(ahead) } else { ahead.or(behind) }.unwrap_or(self.chosen);
    }

    /// Chooses the last entry whose place is not behind `place`; the entries are in the order of the text.
    pub fn follow(&mut self, place: Place) {
        let after = self.entries.partition_point(|entry| entry.target.place().is_some_and(|at| at <= place));
        self.choose(after.saturating_sub(1));
    }

    /// Chooses the mark that is nearest to `place`: in its paragraph the last that begins before it, else the first; then the
    /// last of those before. One that is chosen and begins at the same place stays chosen.
    pub fn follow_marks(&mut self, place: Place, in_order: bool) {
        let start = |entry: &Entry| entry.target.place();
        let end = Place { block: place.block + 1, byte: 0 };
        let begins_before = |entry: &Entry, limit: Place| start(entry).is_some_and(|at| at < limit);
        let found = if in_order {
            let upto = |limit: Place| self.entries.partition_point(|entry| begins_before(entry, limit));
            let first = upto(Place::start_of(place.block));
            let (here, after) = (upto(Place { byte: place.byte + 1, ..place }), upto(end));
            if first < after { here.max(first + 1) - 1 } else { first.saturating_sub(1) }
        } else {
            let is_here = |at: &Place| at.block == place.block;
            let nearest = |entry: &Entry| start(entry).map(|at| (is_here(&at), at <= place, at));
            let rank = |(_, entry): &(usize, &Entry)| match nearest(entry) {
                // in the paragraph: before the place the last, after it the first
                Some((true, true, at)) => (4, at.byte, 0),
                Some((true, false, at)) => (3, usize::MAX - at.byte, 0),
                Some((false, true, at)) => (2, at.block, at.byte),
                Some((false, false, at)) => (1, usize::MAX - at.block, usize::MAX - at.byte),
                None => (0, 0, 0),
            };
            self.entries.iter().enumerate().rev().max_by_key(rank).map_or(0, |(index, _)| index)
        };
        let same = self.chosen().and_then(start) == self.entries.get(found).and_then(start);
        if !same {
            self.choose(found);
        }
    }

    /// Scrolls so that the choice is in view on `height` rows, with rows before and after it.
    pub fn scroll_to_choice(&mut self, height: usize) {
        self.first = first_in_view(self.first, self.chosen, self.entries.len(), height);
    }

    /// Forgets how far it is scrolled: at another size of the screen that is found anew from the choice.
    pub fn forget_scroll(&mut self) {
        self.first = 0;
    }

    /// The first entry in view.
    pub fn first(&self) -> usize {
        self.first
    }
}
