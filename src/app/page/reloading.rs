//! Reloading: where the reader is in another version of the text.

use std::collections::BTreeMap;
use std::mem::swap;

use super::history::History;
use crate::app::App;
use crate::app::message::{AboutCorrection, Message};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::identity::text_hash;
use crate::document::place::Place;
use crate::document::resolver::Resolver;
use crate::search::fold::fold;

/// How many paragraphs on each side stand in for one that is gone.
const NEIGHBOURS: usize = 24;

/// The longest texts that are compared with each other, in bytes: the loop waits for it.
const COMPARED: usize = 2 * 1024 * 1024;

/// Where the reader stood when another version of a long text began to be read, and where that is in it.
#[derive(Debug, Clone, Copy)]
pub struct Moved {
    /// The place in the version before.
    pub from: Place,
    /// The place in the other, if its words are there.
    pub to: Option<Place>,
}

impl App {
    /// Reads another version of the document, from the words on that are read now. `fresh` is a state of that version, with
    /// what is kept of it; if it is the same document to the store, the marks of this screen stay, whether they are on the
    /// disk or on their way. Gives back what is no longer needed: to put that away takes time in a long text.
    pub fn replace_document(&mut self, mut fresh: Box<App>, moved: Moved, is_same: bool) -> Box<App> {
        let (line, here) = (self.viewport.line(), self.viewport.place());
        let place =
            place_in(&fresh.document, &self.document, here).unwrap_or_else(|| moved.place(here, &fresh.document));
        swap(&mut self.document, &mut fresh.document);
        swap(&mut self.corrected.as_read, &mut fresh.corrected.as_read);
        swap(&mut self.corrected.n_lost, &mut fresh.corrected.n_lost);
        swap(&mut self.lists.outline, &mut fresh.lists.outline);
        swap(&mut self.facts, &mut fresh.facts);
        swap(&mut self.shelf, &mut fresh.shelf);
        swap(&mut self.searching, &mut fresh.searching);
        self.selecting.selection = None;
        // its places were in the text as it was
        self.history = History::default();
        self.selecting.pressed = None;
        self.lists.folded.clear();
        self.new_from = None;
        self.viewport.forget();
        self.told.message = Some(Message::Reloaded);
        if self.corrected.n_lost > fresh.corrected.n_lost {
            self.tell(Message::Correction(AboutCorrection::LostCorrections(self.corrected.n_lost)));
        }
        if is_same && self.shelf.succeed(&self.document, std::mem::take(&mut fresh.shelf)) {
            self.apply_corrections();
        }
        if !is_same {
            self.leave_unfinished();
        }
        self.viewport.show_on_line(place, line);
        self.lay_out();
        self.search_anew(&fresh.searching);
        self.lay_out();
        fresh
    }
}

impl Moved {
    /// Where `here` is in the `new` version, as well as that is known without a comparison.
    fn place(self, here: Place, new: &Document) -> Place {
        let block = match self.to {
            Some(to) if self.from == here => return to,
            Some(to) => (to.block + here.block).saturating_sub(self.from.block),
            None => here.block,
        };
        Place::start_of(block.min(new.blocks.len().saturating_sub(1)))
    }
}

/// Where what stands at `place` of `old` stands in `new`, as the comparison of the two tells; if it is gone, what stood
/// nearest to it, the following text first. `None` if all of that is gone, or if the texts are too long to be compared.
fn place_in(new: &Document, old: &Document, place: Place) -> Option<Place> {
    if let Some(unchanged) = unchanged(new, old, place) {
        return Some(unchanged);
    }
    if old.text.len().max(new.text.len()) > COMPARED {
        return beside_unchanged(new, old, place);
    }
    let kept = BTreeMap::from([(text_hash(&old.text), old.text.clone())]);
    let resolver = Resolver::new(new).folding(fold).with_kept(&kept);
    let behind = (place.block + 1..old.blocks.len()).take(NEIGHBOURS).map(Place::start_of);
    let before = (0..=place.block.min(old.blocks.len())).rev().take(NEIGHBOURS).map(Place::start_of);
    let has_text =
        |place: &Place| old.block_text(place.block).get(place.byte..).is_some_and(|text| !text.trim().is_empty());
    let mut places = std::iter::once(place).chain(behind).chain(before).filter(has_text);
    places.find_map(|place| Some(resolver.resolve(&Anchor::at(old, place)).passage()?.start))
}

/// The place as it lies to the nearest paragraph that is there as it was, the following ones first; `None` if there is none
/// nearby. Two very long texts are not compared, which would take seconds.
fn beside_unchanged(new: &Document, old: &Document, place: Place) -> Option<Place> {
    let after = (place.block + 1..old.blocks.len()).take(NEIGHBOURS);
    let before = (0..place.block).rev().take(NEIGHBOURS);
    let (beside, found) =
        after.chain(before).find_map(|block| Some((block, unchanged(new, old, Place::start_of(block))?.block)))?;
    // the words themselves, if they stand as far from it as they did
    let there = (found + place.block).checked_sub(beside).filter(|&block| block < new.blocks.len());
    let is_same = |block: &usize| new.block_text(*block) == old.block_text(place.block);
    Some(there.filter(is_same).map_or(Place::start_of(found), |block| Place { block, ..place }))
}

/// The place in a paragraph that is there as it was, and is the only one of its words in both texts: nothing needs to be
/// compared, which takes a second in a very long text.
fn unchanged(new: &Document, old: &Document, place: Place) -> Option<Place> {
    /// Bytes; a shorter paragraph may come back by chance.
    const TELLING: usize = 60;
    let text = old.block_text(place.block);
    let only = |document: &Document| {
        let mut same = (0..document.blocks.len()).filter(|&block| document.block_text(block) == text);
        same.next().filter(|_| same.next().is_none())
    };
    let block = (text.len() >= TELLING && only(old).is_some()).then(|| only(new)).flatten()?;
    Some(Place { block, ..place })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::specimen::specimen;

    const TALK: &str = "Q：今年贸易如何？\nA：谢谢你的问题。双方贸易额达到创纪录的水平。\nQ：明年呢？\nA：谢谢你的问题。前景很好。\nQ：还有吗？\nA：没有了。";

    /// The block that is read in `changed` after `block` was read in [`TALK`].
    #[track_caller]
    fn check(changed: &str, block: usize, expected: Option<usize>) {
        let found = place_in(&specimen(changed), &specimen(TALK), Place::start_of(block));
        assert_eq!(found, expected.map(Place::start_of));
    }

    #[test]
    fn the_reader_stays_at_the_words_or_next_to_where_they_were() {
        check(TALK, 3, Some(3));
        check(&format!("S：新的开场。\n{TALK}"), 3, Some(4));
        check(&format!("S：新的开场。\n{TALK}"), 1, Some(2));
        // The same words stand elsewhere too; those that were read are gone, and what followed is read on.
        check(&TALK.replace("A：谢谢你的问题。前景很好。\n", ""), 3, Some(3));
        check(&TALK.replace("\nQ：还有吗？\nA：没有了。", ""), 5, Some(3));
        check("完全是另一篇文字。", 3, None);
    }
}
