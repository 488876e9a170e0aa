//! A leaf: a text that data hold under a key for what is said, with what is known of it; and all that data hold of such.

use std::ops::Range;

use super::times::Time;
use crate::reading::formats::spoken::Speakers;

/// A text under a key for what is said.
#[derive(Debug, Clone)]
pub(super) struct Leaf {
    pub(super) layer: u32,
    pub(super) text: Range<u32>,
    pub(super) speaker: Option<u32>,
    /// Whether the speaker is one who has written: such keys stand in logs, too.
    pub(super) is_author: bool,
    /// Whether it is the best of several readings.
    pub(super) is_choice: bool,
    pub(super) start: Option<Time>,
    pub(super) end: Option<Time>,
    /// The channel of the recording that it was heard on, where that is told.
    pub(super) channel: Option<u32>,
    /// The number of the list that it stands in.
    pub(super) list: u32,
}

/// A time in which somebody speaks, told apart from the words.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) speaker: u32,
    pub(super) start: Time,
    pub(super) end: Option<Time>,
}

/// What the data hold.
#[derive(Debug, Default)]
pub(super) struct Leaves {
    pub(super) all: Vec<Leaf>,
    /// For each layer how good its key is; the lowest number is the best.
    pub(super) ranks: Vec<u16>,
    pub(super) speakers: Speakers,
    pub(super) spans: Vec<Span>,
    /// Objects that hold what logs hold.
    pub(super) n_logged: usize,
    /// Values that stand one after the other.
    pub(super) n_roots: usize,
}
