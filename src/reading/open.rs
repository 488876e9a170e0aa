//! Opening documents: the only place where reading touches the disk.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::beginning;
use super::formats::archived::{Refusal, refusal};
use super::formats::pdf;
use super::formats::webarchive;
use super::unfit::{OpenError, Unfit, WhyNot};
use super::{Lexicon, ReadOptions, Wanted, read, read_while};
use crate::document::Document;

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The bytes of a file, known to be text of some kind, not yet read.
#[derive(Debug)]
pub struct Contents {
    path: PathBuf,
    bytes: Vec<u8>,
}

impl Contents {
    /// Takes what the program brings along under a `name`.
    pub fn embedded(text: &str, name: &str) -> Self {
        Contents { path: PathBuf::from(name), bytes: text.as_bytes().to_vec() }
    }

    /// The document that the bytes are.
    pub fn read(self, options: &ReadOptions, lexicon: &Lexicon) -> Document {
        named(read(self.bytes, &name(&self.path), options, lexicon), &self.path)
    }

    /// The document that the bytes are, as long as it is wanted.
    pub fn read_while(self, options: &ReadOptions, lexicon: &Lexicon, wanted: &Wanted) -> Option<Document> {
        let document = read_while(self.bytes, &name(&self.path), options, lexicon, wanted)?;
        Some(named(document, &self.path))
    }

    /// Whether reading takes so long that a person would wait.
    pub fn is_long(&self) -> bool {
        beginning::is_long(&self.bytes)
    }

    /// The document as far as its first lines tell, if they do.
    pub fn beginning(&self, options: &ReadOptions, lexicon: &Lexicon) -> Option<Document> {
        let document = beginning::beginning(&self.bytes, &name(&self.path), options, lexicon)?;
        Some(named(document, &self.path))
    }

    /// A document without text, which only says where it comes from.
    pub fn unread(&self) -> Document {
        named(Document::default(), &self.path)
    }
}

/// The name of the file at `path`, by which its format may be told.
fn name(path: &Path) -> Cow<'_, str> {
    path.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy())
}

fn named(mut document: Document, path: &Path) -> Document {
    document.source.path = path.to_string_lossy().into_owned();
    document
}

/// Opens and reads the document at `path`. Fails as [`load`] does.
pub fn open(path: &Path, options: &ReadOptions, lexicon: &Lexicon) -> Result<Document, OpenError> {
    load(path).map(|contents| contents.read(options, lexicon))
}

/// Loads the file at `path`. Fails when it is missing, unreadable, empty, not text or too large.
pub fn load(path: &Path) -> Result<Contents, OpenError> {
    let failed = |error| OpenError::of_system(path, error);
    // Asked before opening: opening a pipe that nobody writes to would wait for ever.
    let kind = std::fs::metadata(path).map_err(failed)?;
    if kind.is_dir() {
        return Err(OpenError::new(path, WhyNot::Folder));
    }
    if !kind.is_file() {
        return Err(OpenError::new(path, WhyNot::NotRegular));
    }
    let n_bytes = usize::try_from(kind.len().min(MAX_BYTES)).unwrap_or(0);
    loaded(File::open(path).map_err(failed)?, path, n_bytes)
}

/// Loads a stream such as standard input; `path` is what messages call it. Fails as [`load`] does.
pub fn load_reader(stream: impl Read, path: &Path) -> Result<Contents, OpenError> {
    loaded(stream, path, 0)
}

/// Loads a stream of `n_bytes`, as far as is known: no more memory is taken than that.
fn loaded(stream: impl Read, path: &Path, n_bytes: usize) -> Result<Contents, OpenError> {
    let mut bytes = Vec::with_capacity(n_bytes);
    stream.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|error| OpenError::of_system(path, error))?;
    if bytes.is_empty() {
        return Err(OpenError::new(path, WhyNot::Empty));
    }
    if bytes.len() as u64 > MAX_BYTES {
        let megabytes = bytes.len() as u64 / 1024 / 1024;
        return Err(OpenError::new(path, WhyNot::TooLarge { megabytes, most: MAX_BYTES / 1024 / 1024 }));
    }
    let bytes = if pdf::is_pdf(&bytes) { printed(bytes, path)? } else { bytes };
    if let Some(refusal) = refusal(&bytes).or_else(|| binary(&bytes)) {
        let why = match refusal {
            Refusal::Other(kind) => WhyNot::Unfit(kind),
            Refusal::Sealed(kind) => WhyNot::Encrypted(kind),
            Refusal::Damaged(kind) => WhyNot::Damaged(kind),
        };
        return Err(OpenError::new(path, why));
    }
    let mut bytes = bytes;
    bytes.shrink_to_fit();
    Ok(Contents { path: path.to_owned(), bytes })
}

/// What is read of a PDF: its bytes, or what another program prints of its pages. Fails where there is no text in them.
fn printed(bytes: Vec<u8>, path: &Path) -> Result<Vec<u8>, OpenError> {
    let failed = |fault| OpenError::new(path, WhyNot::Unfit(Unfit::Pdf(fault)));
    #[cfg(not(feature = "pdf"))]
    let bytes = super::pdftotext::listing(bytes).map_err(failed)?;
    pdf::fault(&bytes).map_or(Ok(bytes), |fault| Err(failed(fault)))
}

/// Formats that are known by their first bytes.
const SIGNATURES: &[(&[u8], Unfit)] = &[
    (b"\x89PNG", Unfit::Png),
    (b"\xff\xd8\xff", Unfit::Jpeg),
    (b"GIF8", Unfit::Gif),
    (b"\x1f\x8b", Unfit::Gzip),
    (b"Rar!", Unfit::Rar),
    (b"7z\xbc\xaf", Unfit::SevenZip),
    (b"\x7fELF", Unfit::Program),
    (b"SQLite format 3", Unfit::Database),
    (b"OggS", Unfit::Sound),
    (b"ID3", Unfit::Sound),
];

/// What the files of old Office programs begin with; new ones are put into such a file where they are encrypted.
const OLD_OFFICE: &[u8] = b"\xd0\xcf\x11\xe0";

/// What a file of an old Office program is, by the names that stand in it.
fn old_office(bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if holds("EncryptedPackage") {
        Refusal::Sealed(Unfit::Office)
    } else if holds("WordDocument") {
        Refusal::Other(Unfit::OldWord)
    } else {
        Refusal::Other(Unfit::OldOffice)
    }
}

/// What `bytes` are if they are no text.
fn binary(bytes: &[u8]) -> Option<Refusal> {
    if pdf::is_pdf(bytes) {
        return None;
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(Refusal::Other(*kind));
    }
    if bytes.starts_with(OLD_OFFICE) {
        return Some(old_office(bytes));
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    if bytes.starts_with(b"bplist00") {
        return (!webarchive::is_one(bytes)).then_some(Refusal::Other(Unfit::PropertyList));
    }
    let sample = &bytes[..bytes.len().min(8192)];
    let n_zeros = sample.iter().filter(|&&byte| byte == 0).count();
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let balanced = super::decoding::detect::unmarked_utf16(bytes).is_none();
    let is_rtf = super::formats::is_rtf(bytes);
    (n_zeros > 0 && !marked && balanced && !is_rtf).then_some(Refusal::Other(Unfit::Bytes))
}
