//! Blocks: the pieces that a document is made of, in reading order.

use std::ops::{Deref, Range};

/// Bytes of a text, in half the room of a range: no text that is read has four gigabytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bytes {
    start: u32,
    end: u32,
}

impl Bytes {
    /// From which byte to which.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The first.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// The one behind the last.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.range().len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<Range<usize>> for Bytes {
    fn from(range: Range<usize>) -> Self {
        let byte = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        Bytes { start: byte(range.start), end: byte(range.end) }
    }
}

/// One piece of a document: a heading, a paragraph, an aside.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the piece is.
    pub kind: BlockKind,
    /// The bytes of [`Document::text`](super::Document::text) that it holds.
    pub text: Bytes,
    /// How many bytes of the block's text its speaker label takes, with the colon and the space behind it; 0 without
    /// one. The label is part of the text, as everything printed is, but not of what the speaker says.
    pub label: usize,
    /// Emphasis and links, as bytes of the block's text, in order, not nested.
    pub spans: Spans,
    /// The bytes of [`Source::text`](super::Source::text) that it was read from; several where fragments were joined.
    pub source: Pieces,
}

impl Block {
    /// A block of these bytes of the text, of which a label takes so many; without emphasis and links, and from nowhere.
    pub fn new(kind: BlockKind, text: Range<usize>, label: usize) -> Self {
        Block { kind, text: text.into(), label, spans: Spans::default(), source: Pieces::default() }
    }
}

/// The emphasis and links of a block. Most blocks have none, for which no more room than a word is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "there is one for each block, and one word is less than two")]
pub struct Spans(Option<Box<Vec<Span>>>);

impl From<Vec<Span>> for Spans {
    fn from(mut spans: Vec<Span>) -> Self {
        spans.shrink_to_fit();
        Spans((!spans.is_empty()).then(|| Box::new(spans)))
    }
}

impl Deref for Spans {
    type Target = [Span];

    fn deref(&self) -> &[Span] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}

/// Pieces of a text, none of them empty. Most blocks were read from one, for which no more room is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "there is one for each block, and one word is less than three")]
pub struct Pieces {
    first: Bytes,
    others: Option<Box<Vec<Bytes>>>,
}

impl Pieces {
    /// Adds a piece behind the others, unless it is empty or the last again.
    pub fn push(&mut self, piece: Range<usize>) {
        let is_last = self.last().is_some_and(|last| last == piece);
        match self.first.is_empty() {
            _ if piece.is_empty() || is_last => {}
            true => self.first = piece.into(),
            false => self.others.get_or_insert_default().push(piece.into()),
        }
    }

    /// All pieces, in order.
    pub fn iter(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let others = self.others.as_deref().map_or(&[][..], Vec::as_slice);
        self.first().into_iter().chain(others.iter().map(|piece| piece.range()))
    }

    /// The first piece.
    pub fn first(&self) -> Option<Range<usize>> {
        (!self.first.is_empty()).then(|| self.first.range())
    }

    /// The last piece.
    pub fn last(&self) -> Option<Range<usize>> {
        let last = self.others.as_deref().and_then(|others| others.last()).map(|piece| piece.range());
        last.or_else(|| self.first())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }
}

/// The kinds of [`Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6, the document's title among them.
    Heading(u8),
    /// A speaker label that stands on a line of its own.
    Label,
    /// Running text.
    Paragraph,
    /// A list item of depth 0 and up, whose first `marker` bytes are its printed bullet or number.
    ListItem {
        /// How many lists it lies in, less one.
        depth: u8,
        /// Bytes of the block's text that the printed marker takes, with the space behind it.
        marker: u32,
    },
    /// Quoted text.
    Quotation,
    /// Text whose line breaks and spaces are as meant; it is never wrapped.
    Preformatted,
    /// One row of a table, its cells parted by ` | `.
    TableRow,
    /// A rule across the page; no text.
    Rule,
    /// Text that belongs to the page, not to the talk.
    Aside(AsideKind),
}

/// The kinds of aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideKind {
    /// A line above the title.
    Kicker,
    /// What is said under a picture.
    Caption,
    /// Who made the picture.
    Credit,
    /// Where the article goes on: `(下转 11 版)`.
    JumpLine,
    /// The head that each page repeats.
    RunningHead,
    /// A page's number.
    PageNumber,
    /// Notes behind the text.
    Note,
    /// A list of who is present, a legend, a date line and the like.
    Matter,
    /// What a site puts around the text: navigation, subscription, cookies.
    Boilerplate,
}

/// A stretch of a block's text with a look of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the block's text.
    pub range: Range<usize>,
    /// Its look.
    pub style: SpanStyle,
}

/// The looks of a [`Span`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpanStyle {
    /// `**strong**`
    Strong,
    /// `*emphasis*`
    Emphasis,
    /// `` `code` ``
    Code,
    /// A link, with its address.
    Link(String),
}
