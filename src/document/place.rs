//! Places and passages: positions in the text, never on the screen.

/// A position in a document: a byte of a block's text, on a boundary of grapheme clusters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index into [`Document::blocks`](super::Document::blocks).
    pub block: usize,
    /// Byte of the block's text.
    pub byte: usize,
}

impl Place {
    /// The beginning of a block.
    pub fn start_of(block: usize) -> Self {
        Place { block, byte: 0 }
    }
}

/// A stretch of text from one place up to another; it may span blocks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The first place.
    pub start: Place,
    /// The place behind the last cluster.
    pub end: Place,
}

impl Passage {
    /// The part of the passage in `block`, as bytes of its text of `len` bytes; empty when it lies elsewhere.
    pub fn within(&self, block: usize, len: usize) -> std::ops::Range<usize> {
        if block < self.start.block || block > self.end.block {
            return 0..0;
        }
        let start = if block == self.start.block { self.start.byte.min(len) } else { 0 };
        let end = if block == self.end.block { self.end.byte.min(len) } else { len };
        start..end.max(start)
    }

    /// Whether the passage covers no text.
    pub fn is_empty(&self) -> bool {
        self.end <= self.start
    }
}
