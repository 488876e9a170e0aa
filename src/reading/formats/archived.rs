//! Archived formats: which of them an archive is, by what its index names and by what it says of itself.

use super::archive::{Archive, START};
use super::{Format, Unpacked, docx, epub, odt};
use crate::document::left_out::Why;
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use crate::reading::unfit::Unfit;

/// Where books say what they hold.
const CONTAINER: &str = "META-INF/container.xml";
/// Where documents of OpenDocument say what they hold, and which of it is encrypted.
const MANIFEST: &str = "META-INF/manifest.xml";
/// What OpenDocument calls texts, and each of its other kinds.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";
const OPEN_KINDS: [(&str, Unfit); 5] = [
    ("spreadsheet", Unfit::OpenSheet),
    ("presentation", Unfit::OpenSlides),
    ("graphics", Unfit::OpenDrawing),
    ("formula", Unfit::OpenFormula),
    ("database", Unfit::OpenDatabase),
];
/// Parts that other kinds of archives have.
const OTHERS: [(&str, Unfit); 5] = [
    ("xl/workbook.xml", Unfit::Sheet),
    ("xl/workbook.bin", Unfit::BinarySheet),
    ("ppt/presentation.xml", Unfit::Slides),
    ("Index/Document.iwa", Unfit::Iwork),
    ("AndroidManifest.xml", Unfit::AndroidProgram),
];

/// What an archive is.
enum Kind {
    Book,
    /// A document of Word, whose text is at this path.
    Word(String),
    Text,
    /// A document that cannot be read without its password.
    Sealed(Unfit),
    /// Something that is no transcript.
    Other(Unfit),
}

/// Why an archive is no document that can be read.
pub(crate) enum Refusal {
    /// It is something else.
    Other(Unfit),
    /// It is such a document, but encrypted.
    Sealed(Unfit),
    /// It is such a document, but its archive is damaged.
    Damaged(Unfit),
}

/// Why the archive that a file is cannot be read; `None` where it can, and for all that is no archive.
pub(crate) fn refusal(bytes: &[u8]) -> Option<Refusal> {
    if !bytes.starts_with(START) {
        return None;
    }
    let budget = &mut Budget::default();
    let kind = match Archive::open(bytes, budget) {
        Ok(mut archive) => kind(&mut archive, budget),
        // A book says by itself what is wrong with it.
        Err(_) if holds(bytes, CONTAINER) || holds(bytes, "application/epub+zip") => return None,
        Err(why) => {
            return Some(match named(bytes) {
                Some(what) if why == Why::Damaged => Refusal::Damaged(what),
                _ => Refusal::Other(Unfit::Zip),
            });
        }
    };
    match kind {
        Kind::Book | Kind::Word(_) | Kind::Text => None,
        Kind::Sealed(what) => Some(Refusal::Sealed(what)),
        Kind::Other(what) => Some(Refusal::Other(what)),
    }
}

/// What an archive holds. One that is nothing known is read as a book, which says what is missing.
pub(super) fn unpacked(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> Unpacked {
    let is_book = holds(bytes, CONTAINER);
    let archive = if is_book { None } else { Archive::open(bytes, &mut budget.clone()).ok() };
    let kind = archive.map(|mut archive| (kind(&mut archive, budget), archive));
    let done = |format, (page, text): (Page<'static>, String)| Unpacked { format, page, text };
    match kind {
        Some((Kind::Word(path), mut archive)) => done(Format::Docx, docx::blocks(&mut archive, &path, lexicon, budget)),
        Some((Kind::Text, mut archive)) => done(Format::Odt, odt::blocks(&mut archive, lexicon, budget)),
        _ => done(Format::Epub, epub::blocks(bytes, lexicon, budget)),
    }
}

/// Whether a name stands in the archive: names are not compressed.
fn holds(bytes: &[u8], name: &str) -> bool {
    memchr::memmem::find(bytes, name.as_bytes()).is_some()
}

/// What a damaged archive was, by the names in it.
fn named(bytes: &[u8]) -> Option<Unfit> {
    if holds(bytes, "word/document") {
        return Some(Unfit::Word);
    }
    holds(bytes, &format!("{OPEN_DOCUMENT}text")).then_some(Unfit::OpenText)
}

fn kind(archive: &mut Archive, budget: &mut Budget) -> Kind {
    let mut text_of = |path: &str, most: usize| {
        let part = archive.part(path, most, budget);
        part.map(|part| String::from_utf8_lossy(&part.bytes).into_owned()).unwrap_or_default()
    };
    let calls_itself = text_of("mimetype", 200);
    let manifest = text_of(MANIFEST, usize::MAX >> 1);
    if calls_itself.starts_with("application/epub+zip") || archive.has(CONTAINER) {
        return Kind::Book;
    }
    if let Some((_, what)) = OTHERS.iter().find(|(path, _)| archive.has(path)) {
        return Kind::Other(*what);
    }
    let kind = calls_itself.strip_prefix(OPEN_DOCUMENT).map(str::trim);
    let other = kind.and_then(|kind| OPEN_KINDS.iter().find(|(name, _)| kind.starts_with(name)));
    if let Some((_, what)) = other {
        return Kind::Other(*what);
    }
    let is_text =
        kind.is_some_and(|kind| kind.starts_with("text")) || archive.has(odt::CONTENT) && archive.has(MANIFEST);
    match docx::document(archive, budget) {
        Some(path) => Kind::Word(path),
        None if is_text && manifest.contains("encryption-data") => Kind::Sealed(Unfit::OpenText),
        None if is_text => Kind::Text,
        None => Kind::Other(Unfit::Zip),
    }
}
