//! What the status line has to say after an action; the words are the view's.

use super::panes::Pane;
use super::searching::NumberOfHits;
use crate::document::refusal::Refusal;
use crate::document::turn::Reason;
use crate::document::verdict::Verdict;
use crate::document::{RepairKind, Warning};
use crate::input::action::Action;

/// Something to tell the reader.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum Message {
    Reading,
    Edge(Edge),
    NoSuchQuestion {
        number: usize,
        last: usize,
    },
    NoSuchReference(String),
    /// A time was to be gone to, and the text tells none.
    NoTimes,
    UnknownCommand(String),
    /// A word that needs something after it.
    NamesNothing(String),
    /// Nothing that can be set while reading.
    NoSetting(String),
    Marked {
        reference: String,
    },
    Saved {
        reference: String,
    },
    NotSaved {
        why: String,
    },
    Deleted {
        reference: String,
    },
    Corrected,
    Uncorrected {
        verdict: Verdict,
        reference: String,
    },
    Refused(Refusal),
    LostCorrections(usize),
    Tagged {
        tag: String,
    },
    Untagged {
        tag: String,
    },
    DraftLeft,
    DraftTaken,
    Restored {
        reference: String,
    },
    NothingDeleted,
    LostBookmark {
        quote: String,
    },
    NoHits(String),
    Hit {
        number: usize,
        all: NumberOfHits,
        wrapped: bool,
    },
    Searching(usize),
    NoSearch,
    /// Whether the mouse is wenda's now, or the terminal's.
    Mouse {
        ours: bool,
    },
    /// It needs something outside that may not be used: `--secure`.
    NotPermitted,
    NothingChosen,
    NothingSelected,
    /// Which end of the selection moves now.
    Moves {
        end: bool,
    },
    NoFile(String),
    /// A document can't be opened.
    NotOpened {
        why: String,
    },
    /// An action is about the text, and a page of documents lies over it.
    OnlyInText,
    Sent(Copied),
    SentLong(Copied),
    Copied(Copied),
    /// No program took the text that was to be copied.
    NotCopied,
    Rescued {
        n: usize,
        path: String,
    },
    NotRescued {
        why: String,
    },
    NothingToRescue,
    /// What came of something that was written to a file or edited where the person says.
    HandedOver(HandoverOutcome),
    StoreFault {
        why: String,
    },
    HanIgnored,
    /// Keys that mean nothing, and the nearest that mean something with what that is, if that is to be told.
    Unbound {
        key: String,
        near: Option<(String, Action)>,
    },
    /// How many faults there are in the person's own files, and the first.
    Faults {
        n: usize,
        first: String,
    },
    /// There is none to be shown.
    NoFaults,
    /// The program can't be stopped, as no shell would resume it.
    NoShell,
    Warning(Warning),
    Guess(Reason),
    Width(usize),
    Widest(usize),
    Narrowest(usize),
    /// No section is chosen that could be folded.
    NothingToFold,
    /// Sideways there is nothing to scroll.
    NothingBeside,
    Theme(String),
    Reloaded,
    SameDocument,
    Repairs(usize),
    Repair {
        number: usize,
        all: usize,
        kind: RepairKind,
    },
    NoFurtherRepair {
        forward: bool,
    },
    Closed(Pane),
    Sorted {
        by_time: bool,
    },
}

/// What came of something that was handed over: written to a file, or edited.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum HandoverOutcome {
    /// Bookmarks, so many, were written to this file.
    Exported {
        n: usize,
        path: String,
    },
    /// The text was written to this file.
    TextWritten(String),
    /// A file stands there; the word, typed so, replaces it.
    FileThere {
        word: &'static str,
        path: String,
    },
    /// What was to be written to is the text that is read.
    FileIsSource,
    /// The folder of a file isn't there.
    NoFolder(String),
    /// No form of bookmarks has files that end so.
    NoForm {
        ending: String,
        known: String,
    },
    NotWritten {
        why: String,
    },
    NothingToExport,
    NoEditor,
    /// The text is in no file that could be edited.
    NothingToEdit,
    /// The editor could not be started.
    NotEdited {
        editor: String,
        why: String,
    },
    /// The editor ended with this code, which tells of a failure.
    EditorFailed {
        editor: String,
        code: i32,
    },
}

/// Where there is nothing more to go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the same names")]
pub enum Edge {
    Start,
    End,
    FirstQuestion,
    LastQuestion,
    NoQuestions,
    FirstTurn,
    LastTurn,
    FirstSection,
    LastSection,
    FirstBookmark,
    LastBookmark,
    NoBookmarks,
    NoWayBack,
    NoWayForward,
    FirstDocument,
    LastDocument,
    NoDocuments,
}

/// How much was sent to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// Characters that were sent.
    pub n_characters: usize,
    /// Control characters and marks of direction that the text had, and that were left out.
    pub n_left_out: usize,
}

/// What became of a text that was sent to the clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Copying {
    /// It went only to the terminal, and is longer than many take.
    TooLong,
    /// It is there.
    Confirmed,
    /// It is not: no program took it.
    Failed,
}

impl Message {
    /// Whether it tells of something gone wrong.
    pub fn is_alarm(&self) -> bool {
        use Message::{Faults, LostCorrections, NotCopied, NotOpened, NotRescued, NotSaved, StoreFault, Warning};
        matches!(
            self,
            LostCorrections(_)
                | NotSaved { .. }
                | NotRescued { .. }
                | NotOpened { .. }
                | Message::HandedOver(HandoverOutcome::NotWritten { .. } | HandoverOutcome::NotEdited { .. })
                | NotCopied
                | StoreFault { .. }
                | Faults { .. }
                | Warning(_)
        )
    }
}
