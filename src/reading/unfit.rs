//! Kinds of files that are no transcripts, and why a document can't be opened.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a document can't be opened, and which; the sentences are in `telling`.
#[derive(Debug)]
pub struct OpenError {
    /// The file, `-` for standard input.
    pub path: PathBuf,
    /// Why not.
    pub why: WhyNot,
}

/// Why a document can't be opened.
#[derive(Debug)]
pub enum WhyNot {
    /// No such file.
    Missing,
    /// The permissions forbid it.
    Forbidden,
    /// A folder.
    Folder,
    /// A pipe, socket or device.
    NotRegular,
    /// No bytes.
    Empty,
    /// More bytes than wenda reads.
    TooLarge {
        /// Its size.
        megabytes: u64,
        /// What is read at most.
        most: u64,
    },
    /// Not text, but this.
    Unfit(Unfit),
    /// A document that nobody reads without its password.
    Encrypted(Unfit),
    /// A document of which nothing can be read.
    Damaged(Unfit),
    /// The disk or network failed.
    Failed(io::Error),
}

/// What a file is that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are in assets/strings/en.toml under [files]")]
pub enum Unfit {
    Png,
    Jpeg,
    Gif,
    Gzip,
    Rar,
    SevenZip,
    /// A ZIP with nothing known in it.
    Zip,
    Program,
    AndroidProgram,
    Database,
    Sound,
    /// A document of Office; which one, encryption hides.
    Office,
    OldWord,
    OldOffice,
    Word,
    OpenText,
    OpenSheet,
    OpenSlides,
    OpenDrawing,
    OpenFormula,
    OpenDatabase,
    Sheet,
    BinarySheet,
    Slides,
    Iwork,
    /// A property list that is no web archive, or a damaged one.
    PropertyList,
    /// Bytes that are no text, whatever they are.
    Bytes,
    Pdf(PdfFault),
}

/// For who works with the library; what a person is told is made in `telling`, in their language.
impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error for OpenError {}

impl OpenError {
    /// The error of a file at `path`.
    pub(super) fn new(path: &Path, why: WhyNot) -> Self {
        OpenError { path: path.to_owned(), why }
    }

    /// The error of a file at `path`, from what the system said.
    pub(super) fn of_system(path: &Path, source: io::Error) -> Self {
        let why = match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => WhyNot::Missing,
            io::ErrorKind::PermissionDenied => WhyNot::Forbidden,
            io::ErrorKind::IsADirectory => WhyNot::Folder,
            _ => WhyNot::Failed(source),
        };
        OpenError::new(path, why)
    }

    /// Whether there is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self.why, WhyNot::Missing)
    }
}

/// Why there is no text in a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PdfFault {
    /// Nobody reads it without the password.
    Locked,
    /// It is cut off or broken.
    Damaged,
    /// It has no pages.
    Empty,
    /// Its pages are pictures.
    Scan,
    /// Taking it apart took too long.
    Slow,
    /// Neither the library nor `pdftotext` is there.
    NoReader,
}
