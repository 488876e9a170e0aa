//! What can go wrong with the files that are kept for a person.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure to read or write what is kept; the sentences are in `telling`.
#[derive(Debug)]
pub enum StoreError {
    /// The system names no home folder.
    NoHome,
    /// The store is closed: nothing is kept.
    Closed,
    /// A file or folder can't be read.
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder can't be written.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that is no file stands where one should be.
    NoFile(PathBuf),
    /// A link stands in a folder of ours, where it could lead out of it.
    Link(PathBuf),
    /// A file is longer than any that could have been made here.
    TooLong {
        /// The file.
        path: PathBuf,
        /// How many bytes it may have.
        longest: u64,
    },
    /// Another process has held the log for too long.
    Locked(PathBuf),
    /// A disk has not answered in the time that there was.
    Silent,
    /// A newer version of the program has written here.
    Newer(PathBuf),
    /// Lines of a log can't be read; they are kept.
    Damaged {
        /// How many.
        n_lines: usize,
        /// The file that holds them.
        kept: PathBuf,
    },
    /// A record is longer than a log takes.
    TooLarge(usize),
    /// A record has no form in JSON.
    Form(serde_json::Error),
}

/// For who works with the library; what a person is told is made in `telling`, in their language.
impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error for StoreError {}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        StoreError::Form(error)
    }
}

impl StoreError {
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| StoreError::Read { path: path.to_owned(), source }
    }

    /// What the system said, for who takes nothing else; what is ours to say is left out.
    pub(super) fn into_io(self) -> io::Error {
        match self {
            StoreError::Read { source, .. } | StoreError::Write { source, .. } => source,
            StoreError::NoHome
            | StoreError::Closed
            | StoreError::NoFile(_)
            | StoreError::Link(_)
            | StoreError::TooLong { .. }
            | StoreError::Locked(_)
            | StoreError::Silent
            | StoreError::Newer(_)
            | StoreError::Damaged { .. }
            | StoreError::TooLarge(_)
            | StoreError::Form(_) => io::ErrorKind::InvalidInput.into(),
        }
    }

    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| StoreError::Write { path: path.to_owned(), source }
    }
}
