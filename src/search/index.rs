//! The index: a text folded once for any number of searches, as far as a search has needed it.

use std::ops::Range;

use super::units::{Case, Units};
use crate::document::Document;

/// What can be searched: blocks, one after the other, and which of them belong together. Several words have to stand in
/// blocks that belong together, and a hit lies in one block.
pub trait Texts {
    /// How many blocks there are.
    fn n_blocks(&self) -> usize;
    /// About how many bytes they have.
    fn n_bytes(&self) -> usize;
    /// The text of one.
    fn block(&self, index: usize) -> &str;
    /// All that belong together with one: neighbours.
    fn unit(&self, block: usize) -> Range<usize>;
}

/// In a document, the blocks of a turn belong together; a heading stands alone.
impl Texts for Document {
    fn n_blocks(&self) -> usize {
        self.blocks.len()
    }

    fn n_bytes(&self) -> usize {
        self.text.len()
    }

    fn block(&self, index: usize) -> &str {
        self.block_text(index)
    }

    fn unit(&self, block: usize) -> Range<usize> {
        self.turn_of(block).map_or(block..block + 1, |turn| self.turns[turn].blocks.clone())
    }
}

/// A text alone is one block.
impl Texts for str {
    fn n_blocks(&self) -> usize {
        1
    }

    fn n_bytes(&self) -> usize {
        self.len()
    }

    fn block(&self, _: usize) -> &str {
        self
    }

    fn unit(&self, _: usize) -> Range<usize> {
        0..1
    }
}

/// The folded text of a document, as far as it has been folded. It belongs to that document alone. It is never longer than
/// the text and a byte for each block.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The folded blocks, each followed by a line feed; no other line feed is in it, for white space folds to a space.
    pub(super) text: String,
    /// How many blocks have been begun.
    n_begun: usize,
    /// How far the last of them has been folded; `None` where that is all of it.
    within: Option<Units>,
}

impl Folded {
    /// Folds all blocks of `texts`.
    pub fn new<T: Texts + ?Sized>(texts: &T) -> Self {
        let mut folded = Folded::default();
        while !folded.go_on(texts, usize::MAX) {}
        folded
    }

    /// Folds about so many bytes more of `texts`; whether that was the last of it.
    pub fn go_on<T: Texts + ?Sized>(&mut self, texts: &T, n_bytes: usize) -> bool {
        if self.n_begun == 0 && n_bytes > 0 {
            self.text.reserve_exact(texts.n_bytes() + texts.n_blocks());
        }
        let mut left = n_bytes;
        while left > 0 {
            let mut units = match self.within {
                Some(units) => units,
                None if self.n_begun == texts.n_blocks() => {
                    self.text.shrink_to_fit();
                    return true;
                }
                None => Units::new(Case::Folded),
            };
            if self.within.is_none() {
                self.n_begun += 1;
            }
            let text = texts.block(self.n_begun - 1);
            let (from, until) = (units.at(), units.at().saturating_add(left).min(text.len()));
            while units.at() < until && units.next(text, &mut self.text).is_some() {}
            left = left.saturating_sub(units.at() - from + 1);
            self.within = (units.at() < text.len()).then_some(units);
            if self.within.is_none() {
                self.text.push('\n');
            }
        }
        self.within.is_none() && self.n_begun == texts.n_blocks()
    }

    /// How much of the folded text is of blocks that are folded to their end.
    pub(super) fn n_whole(&self) -> usize {
        match self.within {
            None => self.text.len(),
            Some(_) => memchr::memrchr(b'\n', self.text.as_bytes()).map_or(0, |at| at + 1),
        }
    }

    /// How many bytes the index takes.
    pub fn n_bytes(&self) -> usize {
        self.text.capacity()
    }
}
