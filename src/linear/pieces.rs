//! The pieces in which a text is read: a paragraph, with the label before it; of a very long one a part that ends with a
//! sentence.

use crate::app::marks::selection::Selection;
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::place::{Passage, Place};
use crate::layout::segments::sentence_ends;

/// The longest piece, in bytes; what is longer ends with a sentence before that, if it has any.
const LONGEST: usize = 3_000;

/// Whether a block has anything to say.
fn has_words(document: &Document, block: usize) -> bool {
    let is_rule = document.blocks.get(block).is_some_and(|found| found.kind == BlockKind::Rule);
    !is_rule && !document.block_text(block).trim().is_empty()
}

fn is_label(document: &Document, block: usize) -> bool {
    document.blocks.get(block).is_some_and(|found| found.kind == BlockKind::Label)
}

/// The piece that begins at a place; from a label on a line of its own it goes on to what follows.
pub(super) fn piece_at(document: &Document, start: Place) -> Passage {
    let n_blocks = document.blocks.len();
    let mut block = start.block;
    while block + 1 < n_blocks && (is_label(document, block) || !has_words(document, block)) {
        block += 1;
    }
    let text = document.block_text(block);
    let from = if block == start.block { start.byte.min(text.len()) } else { 0 };
    let mut byte = text.len();
    if byte - from > LONGEST {
        let ends = sentence_ends(text).into_iter().filter(|end| *end > from);
        byte = ends.take_while(|end| end - from <= LONGEST).last().unwrap_or(byte);
    }
    Passage { start, end: Place { block, byte } }
}

/// The sentence that a place stands in.
pub(super) fn sentence_at(document: &Document, place: Place) -> Passage {
    let is_label = document.blocks.get(place.block).is_some_and(|block| place.byte < block.label);
    let sentence = Selection::sentence_at(document, place).passage();
    if is_label || sentence.is_empty() { piece_at(document, place) } else { sentence }
}

/// Where the piece after `end` begins.
pub(super) fn after(document: &Document, end: Place) -> Option<Place> {
    let rest = document.block_text(end.block).get(end.byte..).unwrap_or_default();
    if has_words(document, end.block) && !rest.trim().is_empty() {
        return Some(end);
    }
    (end.block + 1..document.blocks.len()).find(|block| has_words(document, *block)).map(Place::start_of)
}

/// Where the piece before `start` begins.
pub(super) fn before(document: &Document, start: Place) -> Option<Place> {
    let label = document.blocks.get(start.block).map_or(0, |block| block.label);
    if start.byte > label {
        return Some(Place::start_of(start.block));
    }
    let mut found = (0..start.block).rev().find(|block| has_words(document, *block))?;
    // where it is the label of what stands here, that is the piece at hand
    if is_label(document, found) && !is_label(document, start.block) {
        found = (0..found).rev().find(|block| has_words(document, *block))?;
    }
    let opens = found > 0 && is_label(document, found - 1);
    Some(Place::start_of(if opens { found - 1 } else { found }))
}

/// Where the last piece begins.
pub(super) fn last(document: &Document) -> Place {
    let end = Place::start_of(document.blocks.len());
    before(document, end).unwrap_or_default()
}
