//! A selection of text that is being made with the keyboard: one end stands, the other moves.

use crate::document::Document;
use crate::document::place::{Passage, Place};
use crate::layout::segments::{sentence_ends, word_ends};

/// The two ends of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// The end that stands.
    fixed: Place,
    /// The end that moves.
    pub moving: Place,
}

impl Selection {
    /// Selects the sentence at `place`.
    pub fn sentence_at(document: &Document, place: Place) -> Self {
        let text = document.block_text(place.block);
        let label = document.blocks.get(place.block).map_or(0, |block| block.label);
        let mut start = label.min(text.len());
        for end in sentence_ends(text).into_iter().filter(|end| *end > label) {
            if place.byte < end {
                let (fixed, moving) = (Place { byte: start, ..place }, Place { byte: end, ..place });
                return Selection { fixed, moving };
            }
            start = end;
        }
        Selection { fixed: Place { byte: start, ..place }, moving: Place { byte: text.len(), ..place } }
    }

    /// Selects the word at `place`; nothing where only white space stands.
    pub fn word_at(document: &Document, place: Place) -> Option<Self> {
        let text = document.block_text(place.block);
        let ends = word_ends(text);
        let at = ends.partition_point(|end| *end <= place.byte);
        let start = at.checked_sub(1).map_or(0, |before| ends[before]);
        let end = *ends.get(at)?;
        let is_word = !text[start..end].trim().is_empty();
        is_word.then_some(Selection { fixed: Place { byte: start, ..place }, moving: Place { byte: end, ..place } })
    }

    /// Selects the paragraph at `place`, without its label.
    pub fn paragraph_at(document: &Document, place: Place) -> Self {
        let text = document.block_text(place.block);
        let label = document.blocks.get(place.block).map_or(0, |block| block.label);
        let start = if place.byte < label { 0 } else { label };
        Selection { fixed: Place { byte: start, ..place }, moving: Place { byte: text.trim_end().len(), ..place } }
    }

    /// Selects what lies between two places.
    pub fn between(fixed: Place, moving: Place) -> Self {
        Selection { fixed, moving }
    }

    /// What is selected.
    pub fn passage(&self) -> Passage {
        Passage { start: self.fixed.min(self.moving), end: self.fixed.max(self.moving) }
    }

    /// Lets the other end move.
    pub fn swap(&mut self) {
        std::mem::swap(&mut self.fixed, &mut self.moving);
    }
}

/// The next end of a sentence behind `place`, or the nearest before it, over the document's blocks.
pub fn next_sentence(document: &Document, place: Place, forward: bool) -> Option<Place> {
    next_boundary(document, place, forward, sentence_ends)
}

/// The next end of a word behind `place`, or the nearest before it.
pub fn next_word(document: &Document, place: Place, forward: bool) -> Option<Place> {
    next_boundary(document, place, forward, word_ends)
}

/// The end of the paragraph at `place`, or of the next if it stands there; backward, the beginning.
pub fn next_paragraph(document: &Document, place: Place, forward: bool) -> Option<Place> {
    next_boundary(document, place, forward, |text| vec![text.len()])
}

/// The end of the turn at `place`, or of the next if it stands there; backward, the beginning.
pub fn next_turn(document: &Document, place: Place, forward: bool) -> Option<Place> {
    let turn = &document.turns[document.turn_of(place.block)?];
    if forward {
        let block = turn.blocks.end - 1;
        let end = Place { block, byte: document.block_text(block).len() };
        let next = || next_paragraph(document, end, true).filter(|place| document.turn_of(place.block).is_some());
        if place < end { Some(end) } else { next().and_then(|place| next_turn(document, place, true)) }
    } else {
        let start = Place::start_of(turn.blocks.start);
        let before = || next_paragraph(document, start, false).filter(|place| document.turn_of(place.block).is_some());
        if place > start { Some(start) } else { before().and_then(|place| next_turn(document, place, false)) }
    }
}

/// The nearest boundary behind `place` or before it; where its block has none left, the beginning of the next block or
/// the last boundary but one of the block before.
fn next_boundary(
    document: &Document,
    place: Place,
    forward: bool,
    boundaries: impl Fn(&str) -> Vec<usize>,
) -> Option<Place> {
    let here = boundaries(document.block_text(place.block));
    let within = if forward {
        here.into_iter().find(|byte| *byte > place.byte)
    } else {
        here.into_iter().rfind(|byte| *byte < place.byte).or((place.byte > 0).then_some(0))
    };
    if let Some(byte) = within {
        return Some(Place { byte, ..place });
    }
    let full = |block: &usize| !document.block_text(*block).is_empty();
    if forward {
        let block = (place.block + 1..document.blocks.len()).find(full)?;
        let byte = boundaries(document.block_text(block)).into_iter().next()?;
        Some(Place { block, byte })
    } else {
        let block = (0..place.block).rev().find(full)?;
        let ends = boundaries(document.block_text(block));
        Some(Place { block, byte: ends.len().checked_sub(2).map_or(0, |at| ends[at]) })
    }
}
