//! What can go wrong with the files that are kept for a person.

use std::io;
use std::path::{Path, PathBuf};

/// A failure to read or write what is kept; its text names the fault, what to do and the file, in this order: on a narrow
/// status line the path is what can be missed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The system names no home folder.
    #[error("there is no home folder to keep bookmarks in; set WENDA_HOME to a folder")]
    NoHome,
    /// The store is closed: nothing is kept.
    #[error("nothing is kept with --secure; start wenda without it to mark")]
    Closed,
    /// A file or folder can't be read.
    #[error("cannot read: {source}; check that it is yours to read: {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file or folder can't be written.
    #[error("cannot write: {source}; {}: {}", remedy(source), path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Something that is no file stands where one should be.
    #[error("no file, but something else stands there; move it away: {}", .0.display())]
    NoFile(PathBuf),
    /// A link stands in a folder of ours, where it could lead out of it.
    #[error("a link stands there, and none is followed within this folder; put what it leads to in its place: {}", .0.display())]
    Link(PathBuf),
    /// A file is longer than any that could have been made here.
    #[error("more than {} MB, which is too long; check what it is, and move it away: {}", longest.div_ceil(1_000_000), path.display())]
    TooLong {
        /// The file.
        path: PathBuf,
        /// How many bytes it may have.
        longest: u64,
    },
    /// Another process has held the log for too long.
    #[error("locked by another program; close it and try again: {}", .0.display())]
    Locked(PathBuf),
    /// A disk has not answered in the time that there was.
    #[error("the disk does not answer; check it")]
    Silent,
    /// A newer version of the program has written here.
    #[error("written by a newer wenda, so that it can only be read; update wenda to change it: {}", .0.display())]
    Newer(PathBuf),
    /// Lines of a log can't be read; they are kept.
    #[error("{n_lines} damaged lines can't be read; their bytes are kept in {}", kept.display())]
    Damaged {
        /// How many.
        n_lines: usize,
        /// The file that holds them.
        kept: PathBuf,
    },
    /// A record is longer than a log takes.
    #[error("this mark is too large to be saved ({0} bytes); mark less text")]
    TooLarge(usize),
    /// A record has no form in JSON.
    #[error("this mark can't be written down: {0}")]
    Form(#[from] serde_json::Error),
}

impl StoreError {
    pub(super) fn read(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| StoreError::Read { path: path.to_owned(), source }
    }

    pub(super) fn write(path: &Path) -> impl FnOnce(io::Error) -> Self + '_ {
        move |source| StoreError::Write { path: path.to_owned(), source }
    }
}

/// What a person can do about a failure to write.
fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "make room on the disk",
        io::ErrorKind::PermissionDenied => "check that it is yours to write",
        io::ErrorKind::ReadOnlyFilesystem => "set WENDA_HOME to a folder that can be written",
        _ => "check the disk",
    }
}
