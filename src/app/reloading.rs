//! Reloading: where the reader is in another version of the text.

use std::collections::BTreeMap;

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

/// Where what stands at `place` of `old` stands in `new`, as the comparison of the two tells; if it is gone, what stood
/// nearest to it, the following text first. `None` if all of that is gone.
pub(super) fn place_in(new: &Document, old: &Document, place: Place) -> Option<Place> {
    if let Some(unchanged) = unchanged(new, old, place) {
        return Some(unchanged);
    }
    // Two very long texts are not compared, which would take seconds: the words are looked for.
    let is_comparable = old.text.len().max(new.text.len()) <= COMPARED;
    let old_text = is_comparable.then(|| (text_hash(&old.text), old.text.clone()));
    let kept = BTreeMap::from_iter(old_text);
    let resolver = Resolver::new(new).folding(fold).with_kept(&kept);
    let behind = (place.block + 1..old.blocks.len()).take(NEIGHBOURS).map(Place::start_of);
    let before = (0..=place.block.min(old.blocks.len())).rev().take(NEIGHBOURS).map(Place::start_of);
    let has_text =
        |place: &Place| old.block_text(place.block).get(place.byte..).is_some_and(|text| !text.trim().is_empty());
    let mut places = std::iter::once(place).chain(behind).chain(before).filter(has_text);
    places.find_map(|place| Some(resolver.resolve(&Anchor::at(old, place)).passage()?.start))
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
