//! The fields of the state, in groups: the lists beside the text, what lies over everything, what is told, what is selected.

use std::collections::{BTreeSet, VecDeque};

use super::layers::note::NoteField;
use super::layers::prompt::Prompt;
use super::lists::{Entry, List};
use super::marks::selection::Selection;
use super::message::Message;
use crate::document::Document;
use crate::document::place::Place;
use crate::input::key::Key;

/// What the list pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// The bookmarks of this document.
    #[default]
    Bookmarks,
    /// The hits of the search.
    Hits,
    /// Documents to open, where there is no page for them.
    Documents,
    /// What was marked in all documents.
    Everything,
    /// The deleted bookmarks of this document.
    Deleted,
    /// The reader's corrections of the structure.
    Corrections,
}

impl Listing {
    /// Whether Esc puts the bookmarks in its place; hits go with the search.
    pub(super) fn is_for_a_moment(self) -> bool {
        match self {
            Listing::Bookmarks | Listing::Hits => false,
            Listing::Documents | Listing::Everything | Listing::Deleted | Listing::Corrections => true,
        }
    }
}

/// What the panes beside the text show.
#[derive(Debug, Default)]
pub struct Lists {
    /// Sections and questions.
    pub outline: List,
    /// Which place of the text it followed last, and whether it had the focus then.
    pub(super) followed: Option<(Place, bool)>,
    /// The sections whose entries are folded away in it, by the blocks of their headings.
    pub folded: BTreeSet<usize>,
    /// Bookmarks, hits or what was gathered.
    pub list: List,
    /// Which of them.
    pub listing: Listing,
    /// What was gathered from other documents for the list.
    pub(super) gathered: Vec<Entry>,
    /// What the listed bookmarks must say; empty for all.
    pub filter: String,
    /// Whether bookmarks are listed by when they were made, the last first.
    pub by_time: bool,
}

/// What lies over the panes and takes the keys first.
#[derive(Debug, Default)]
pub struct Over {
    /// The line that is being typed.
    pub prompt: Option<Prompt>,
    /// The note that is being written.
    pub note: Option<NoteField>,
    /// A note that was written and not kept; it can be taken up again.
    pub(super) draft: Option<NoteField>,
    /// The page of faults, scrolled by so many rows.
    pub faults: Option<usize>,
    /// Whether the person is being asked if this is a version of another document.
    pub(super) asks_kinship: bool,
}

/// What the status line tells.
#[derive(Debug, Default)]
pub struct Told {
    /// What it says now.
    pub message: Option<Message>,
    /// What is told after the next keys, where these have nothing to say themselves.
    pub(super) notices: VecDeque<Message>,
    /// The keys without an action that have been explained.
    pub(super) explained: Vec<Vec<Key>>,
}

/// What the mouse was pressed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pressed {
    /// A place in the text.
    Text(Place),
    /// The rule between the side column and the text.
    Rule,
    /// The title of the list, which parts it from the outline.
    ListTitle,
    /// The rule between the text and the text as it came.
    RawRule,
}

/// What is being selected.
#[derive(Debug, Default)]
pub struct Selecting {
    /// The selection that is being made.
    pub selection: Option<Selection>,
    /// What the mouse was pressed on, so that dragging moves or selects.
    pub(super) pressed: Option<Pressed>,
}

/// What the reader's corrections have made of the document.
#[derive(Debug, Default)]
pub(super) struct Corrected {
    /// The document before them, if there are any.
    pub as_read: Option<Box<Document>>,
    /// How many have lost their place in the text.
    pub n_lost: usize,
}
