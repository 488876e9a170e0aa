//! Blocks: the pieces that a document is made of, in reading order.

use std::ops::Range;

/// One piece of a document: a heading, a paragraph, an aside.
#[derive(Debug, Clone)]
pub struct Block {
    /// What the piece is.
    pub kind: BlockKind,
    /// The bytes of [`Document::text`](super::Document::text) that it holds.
    pub text: Range<usize>,
    /// How many bytes of the block's text its speaker label takes, with the colon and the space behind it; 0 without
    /// one. The label is part of the text, as everything printed is, but not of what the speaker says.
    pub label: usize,
    /// Emphasis and links, as bytes of the block's text, in order, not nested.
    pub spans: Vec<Span>,
    /// The bytes of [`Source::text`](super::Source::text) that it was read from; several where fragments were joined.
    pub source: Vec<Range<usize>>,
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
        marker: usize,
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
