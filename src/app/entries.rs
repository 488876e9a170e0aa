//! What the list pane lists: the bookmarks, those that a filter leaves, or the hits of the search.

use super::list::{Entry, Target};
use super::{App, Listing};
use crate::document::bookmark::Bookmark;
use crate::document::place::Passage;
use crate::document::reference::reference_of;

/// Hits listed; the count of all is in the pane's title.
const LISTED: usize = 1000;

impl App {
    /// Fills the list pane anew.
    pub(super) fn list_entries(&mut self) {
        let entries = match self.listing {
            Listing::Bookmarks => self.bookmark_entries(),
            Listing::Hits => self.hit_entries(),
            Listing::Recent | Listing::Everything => return,
        };
        self.list.replace(entries);
    }

    /// The bookmarks in the order of the text or of time. Every word of the filter is part of what an entry says or of its note.
    fn bookmark_entries(&self) -> Vec<Entry> {
        let filter = self.filter.to_lowercase();
        let kept = |entry: &Entry| filter.split_whitespace().all(|part| entry.text.to_lowercase().contains(part));
        let mut marks = self.shelf.in_order();
        if self.by_time {
            marks.sort_by(|(one, _), (other, _)| other.created.cmp(&one.created));
        }
        let entries = marks.into_iter().map(|(mark, passage)| self.bookmark_entry(mark, passage));
        entries.filter(kept).collect()
    }

    /// Reference, note, tags, the beginning of the words, speaker: what is cut at the right matters least.
    fn bookmark_entry(&self, mark: &Bookmark, passage: Option<Passage>) -> Entry {
        let speaker = passage
            .and_then(|passage| self.document.turn_of(passage.start.block))
            .map_or(mark.anchor.speaker.as_deref(), |turn| self.document.turns[turn].speaker.as_deref());
        let mut text = String::new();
        for tag in &mark.tags {
            text.push_str(&format!("#{tag} "));
        }
        text.push_str(&one_line(&mark.anchor.exact, 80));
        let note = mark.whole_note();
        if !note.is_empty() {
            text = format!("✎{} {text}", one_line(&note, 60));
        }
        if let Some(speaker) = speaker.filter(|speaker| speaker.chars().count() > 1) {
            text.push_str(&format!(" — {speaker}"));
        }
        let sign = self.shelf.reference(&self.document, mark);
        let target = Target::Bookmark(mark.id.clone(), passage.map(|passage| passage.start));
        Entry { target, depth: 0, sign, text, guess: false }
    }

    fn hit_entries(&self) -> Vec<Entry> {
        /// Characters of a hit's block shown before it.
        const BEFORE: usize = 6;
        let entry = |hit: &Passage| {
            let text = self.document.block_text(hit.start.block);
            let mut before = text[..hit.start.byte].char_indices().rev();
            let from = before.nth(BEFORE - 1).map_or(0, |(byte, _)| byte);
            let sign = reference_of(&self.document, hit.start).short();
            Entry { target: Target::Hit(hit.start), depth: 0, sign, text: one_line(&text[from..], 60), guess: false }
        };
        self.searching.hits().iter().take(LISTED).map(entry).collect()
    }
}

/// The first `n` characters of a text on one line.
fn one_line(text: &str, n: usize) -> String {
    text.chars().take(n).map(|c| if c == '\n' { ' ' } else { c }).collect()
}
