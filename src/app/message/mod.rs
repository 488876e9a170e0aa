//! What the status line has to say after an action; the words are the view's.

mod about;

pub use about::{
    AboutCopy, AboutCorrection, AboutFaults, AboutLayout, AboutMark, AboutOpening, AboutRepairs, AboutSearch,
    AboutSelection, AboutStore, AboutTyped,
};

use super::panes::Pane;
use crate::document::Warning;
use crate::document::turn::Reason;
use crate::input::action::Action;

/// Something to tell the reader.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the sentences are in assets/strings/en.toml under the names of the variants")]
pub enum Message {
    Reading,
    Edge(Edge),
    Typed(AboutTyped),
    Mark(AboutMark),
    Correction(AboutCorrection),
    Search(AboutSearch),
    Selection(AboutSelection),
    Copy(AboutCopy),
    Opening(AboutOpening),
    Store(AboutStore),
    /// What came of something that was written to a file or edited where the person says.
    HandedOver(HandoverOutcome),
    Faults(AboutFaults),
    Layout(AboutLayout),
    Repairs(AboutRepairs),
    /// Whether the mouse is wenda's now, or the terminal's.
    Mouse {
        ours: bool,
    },
    /// It needs something outside that may not be used: `--secure`.
    NotPermitted,
    NothingChosen,
    HanIgnored,
    /// Keys that mean nothing, and the nearest that mean something with what that is, if that is to be told.
    Unbound {
        key: String,
        near: Option<(String, Action)>,
    },
    /// The program can't be stopped, as no shell would resume it.
    NoShell,
    Warning(Warning),
    Guess(Reason),
    Theme(String),
    Reloaded,
    SameDocument,
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
        matches!(
            self,
            Message::Correction(AboutCorrection::LostCorrections(_))
                | Message::Mark(AboutMark::NotSaved { .. })
                | Message::Store(AboutStore::NotRescued { .. } | AboutStore::StoreFault { .. })
                | Message::Opening(AboutOpening::NotOpened { .. })
                | Message::HandedOver(HandoverOutcome::NotWritten { .. } | HandoverOutcome::NotEdited { .. })
                | Message::Copy(AboutCopy::NotCopied)
                | Message::Faults(AboutFaults::Faults { .. })
                | Message::Warning(_)
        )
    }
}
