//! Drafts: blocks while they are being read, as lines that can still be split and joined.

use std::ops::Range;

use crate::document::block::{BlockKind, Span};

/// A page of drafts, with what the file says about itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) drafts: Vec<Draft>,
    pub(super) stated: Stated,
}

/// What front matter or metadata say.
#[derive(Debug, Default)]
pub(super) struct Stated {
    pub(super) title: Option<String>,
    pub(super) date: Option<String>,
    pub(super) location: Option<String>,
    /// Who was invited: guests, not hosts.
    pub(super) speakers: Vec<String>,
    /// Parts of the file that could not be read.
    pub(super) skipped: Vec<String>,
}

/// A block while it is being read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    /// Its printed lines.
    pub(super) lines: Vec<Line>,
}

/// A printed line of a draft.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) spans: Vec<Span>,
    pub(super) source: Range<usize>,
}

impl Draft {
    pub(super) fn of_line(kind: BlockKind, text: &str, source: Range<usize>) -> Self {
        Draft { kind, lines: vec![Line { text: text.to_owned(), spans: Vec::new(), source }] }
    }
}
