//! What there is to say of one thing each: of a search, a bookmark, a correction.

use super::Copied;
use crate::app::searching::NumberOfHits;
use crate::document::RepairKind;
use crate::document::refusal::Refusal;
use crate::document::verdict::Verdict;

/// Why what was typed leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutTyped {
    /// There is no question of this number; `last` is the number of the last.
    NoSuchQuestion {
        /// The number that was typed.
        number: usize,
        /// The number of the last question.
        last: usize,
    },
    /// No place has this reference.
    NoSuchReference(String),
    /// A time was to be gone to, and the text tells none.
    NoTimes,
    /// It means nothing.
    UnknownCommand(String),
    /// A word that needs something after it.
    NamesNothing(String),
    /// Nothing that can be set while reading.
    NoSetting(String),
}

/// What became of bookmarks, their notes and tags.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum AboutMark {
    /// It stands in memory, and is being written.
    Marked {
        reference: String,
    },
    /// It stands on the disk.
    Saved {
        reference: String,
    },
    NotSaved {
        why: String,
    },
    Deleted {
        reference: String,
    },
    Restored {
        reference: String,
    },
    NothingDeleted,
    Tagged {
        tag: String,
    },
    Untagged {
        tag: String,
    },
    /// A note was left unfinished, and waits.
    DraftLeft,
    /// It is gone on with.
    DraftTaken,
    /// The text that was marked is no longer there.
    LostBookmark {
        quote: String,
    },
}

/// What became of a correction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutCorrection {
    /// It is in force.
    Corrected,
    /// It was taken back.
    Uncorrected {
        /// What it said.
        verdict: Verdict,
        /// The place of which it said so.
        reference: String,
    },
    /// It would change nothing.
    Refused(Refusal),
    /// So many have lost their place.
    LostCorrections(usize),
}

/// What a search has come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutSearch {
    /// This is nowhere.
    NoHits(String),
    /// This is to be a regular expression, and is none.
    Faulty(String),
    /// The reader stands on a hit.
    Hit {
        /// Which, from 1.
        number: usize,
        /// How many there are.
        all: NumberOfHits,
        /// Whether the search went on at the other end of the text.
        wrapped: bool,
    },
    /// It goes on, and so many were found.
    Searching(usize),
    /// Nothing was searched for yet.
    NoSearch,
}

/// What is said of a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AboutSelection {
    /// Which end moves now.
    Moves {
        /// Whether it is the later one.
        end: bool,
    },
    /// There is none.
    NothingSelected,
}

/// What became of a copied text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutCopy {
    /// It went to the terminal, which may have taken it.
    Sent(Copied),
    /// It went only to the terminal, and is longer than many take.
    SentLong(Copied),
    /// It is in the clipboard.
    Copied(Copied),
    /// No program took it.
    NotCopied,
}

/// Why another document isn't shown, or the text isn't.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutOpening {
    /// The file is not where it was; with an empty path it never was a file.
    NoFile(String),
    /// It can't be opened.
    NotOpened {
        /// The reason, in the reader's language.
        why: String,
    },
    /// An action is about the text, and a page of documents lies over it.
    OnlyInText,
}

/// What is wrong with the store, and what was done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum AboutStore {
    Rescued { n: usize, path: String },
    NotRescued { why: String },
    NothingToRescue,
    StoreFault { why: String },
}

/// What is wrong in the person's own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AboutFaults {
    /// How many faults there are, and the first.
    Faults {
        /// How many.
        n: usize,
        /// The first in words.
        first: String,
    },
    /// There is none to be shown.
    NoFaults,
}

/// What is said of the measure of the text, of wide tables, and of sections that fold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AboutLayout {
    /// Rows are so many cells wide.
    Width(usize),
    /// They are so wide, and no wider.
    Widest(usize),
    /// They are so wide, and no narrower.
    Narrowest(usize),
    /// No section is chosen that could be folded.
    NothingToFold,
    /// Sideways there is nothing to scroll.
    NothingBeside,
}

/// What there is to say of the repairs of a damaged text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AboutRepairs {
    /// There are so many.
    Repairs(usize),
    /// The reader stands on one.
    Repair {
        /// Which, from 1.
        number: usize,
        /// How many there are.
        all: usize,
        /// What was done.
        kind: RepairKind,
    },
    /// There is none after the place, or none before it.
    NoFurtherRepair {
        /// Whether one after it was wanted.
        forward: bool,
    },
}
