//! Why a document can't be opened.

use std::path::Path;

use super::of_system;
use crate::reading::{OpenError, PdfFault, Unfit, WhyNot};
use crate::strings::{Strings, put};

/// Why a document can't be opened, and which.
pub fn of_opening(error: &OpenError, strings: &Strings) -> String {
    let is_stdin = error.path == Path::new("-");
    let path = if is_stdin { strings.opening.stdin.clone() } else { error.path.display().to_string() };
    put(&strings.opening.at, &[("path", &path), ("why", &why_unopened(error, strings))])
}

/// Why a document can't be opened, where it is known which.
pub fn why_unopened(error: &OpenError, strings: &Strings) -> String {
    let words = &strings.opening;
    match &error.why {
        WhyNot::Missing => words.missing.clone(),
        WhyNot::Forbidden => words.forbidden.clone(),
        WhyNot::Folder => words.folder.clone(),
        WhyNot::NotRegular => words.not_regular.clone(),
        WhyNot::Empty => words.empty.clone(),
        WhyNot::TooLarge { megabytes, most } => {
            put(&words.too_large, &[("size", &megabytes.to_string()), ("most", &most.to_string())])
        }
        WhyNot::Unfit(kind) => put(&words.unfit, &[("what", what(*kind, strings)), ("advice", advice(*kind, strings))]),
        WhyNot::Encrypted(kind) => put(&words.encrypted, &[("what", what(*kind, strings))]),
        WhyNot::Damaged(kind) => put(&words.damaged, &[("what", what(*kind, strings))]),
        WhyNot::Failed(why) => put(&words.failed, &[("why", &of_system(why, strings))]),
    }
}

/// What a file is.
fn what(kind: Unfit, strings: &Strings) -> &str {
    let words = &strings.files;
    match kind {
        Unfit::Png => &words.png,
        Unfit::Jpeg => &words.jpeg,
        Unfit::Gif => &words.gif,
        Unfit::Gzip => &words.gzip,
        Unfit::Rar => &words.rar,
        Unfit::SevenZip => &words.seven_zip,
        Unfit::Zip => &words.zip,
        Unfit::Program => &words.program,
        Unfit::AndroidProgram => &words.android_program,
        Unfit::Database => &words.database,
        Unfit::Sound => &words.sound,
        Unfit::Office => &words.office,
        Unfit::OldWord => &words.old_word,
        Unfit::OldOffice => &words.old_office,
        Unfit::Word => &words.word,
        Unfit::OpenText => &words.open_text,
        Unfit::OpenSheet => &words.open_sheet,
        Unfit::OpenSlides => &words.open_slides,
        Unfit::OpenDrawing => &words.open_drawing,
        Unfit::OpenFormula => &words.open_formula,
        Unfit::OpenDatabase => &words.open_database,
        Unfit::Sheet => &words.sheet,
        Unfit::BinarySheet => &words.binary_sheet,
        Unfit::Slides => &words.slides,
        Unfit::Iwork => &words.iwork,
        Unfit::PropertyList => &words.property_list,
        Unfit::Bytes => &words.bytes,
        Unfit::Pdf(PdfFault::Locked) => &words.pdf_locked,
        Unfit::Pdf(PdfFault::Damaged) => &words.pdf_damaged,
        Unfit::Pdf(PdfFault::Empty) => &words.pdf_empty,
        Unfit::Pdf(PdfFault::Scan) => &words.pdf_scan,
        Unfit::Pdf(PdfFault::Slow) => &words.pdf_slow,
        Unfit::Pdf(PdfFault::NoReader) => &words.pdf,
    }
}

/// What a person can do with a file that is no transcript.
fn advice(kind: Unfit, strings: &Strings) -> &str {
    let words = &strings.advice;
    match kind {
        Unfit::Png | Unfit::Jpeg | Unfit::Gif | Unfit::Bytes => &words.convert,
        Unfit::Gzip | Unfit::Rar | Unfit::SevenZip | Unfit::Zip => &words.unpack,
        Unfit::Program | Unfit::Database => &words.name_another,
        Unfit::Sound => &words.transcribe,
        Unfit::OldWord | Unfit::Word | Unfit::OpenText => &words.save_anew,
        Unfit::Office | Unfit::OldOffice | Unfit::Iwork | Unfit::AndroidProgram => &words.save_as_text,
        Unfit::OpenSheet | Unfit::OpenSlides | Unfit::OpenDrawing | Unfit::OpenFormula | Unfit::OpenDatabase => {
            &words.save_as_text
        }
        Unfit::Sheet | Unfit::BinarySheet | Unfit::Slides => &words.save_as_text,
        Unfit::PropertyList => &words.save_page,
        Unfit::Pdf(PdfFault::Locked) => &words.pdf_locked,
        Unfit::Pdf(PdfFault::Damaged) => &words.pdf_damaged,
        Unfit::Pdf(PdfFault::Empty) => &words.pdf_empty,
        Unfit::Pdf(PdfFault::Scan) => &words.pdf_scan,
        Unfit::Pdf(PdfFault::Slow) => &words.pdf_slow,
        Unfit::Pdf(PdfFault::NoReader) => &words.pdf_reader,
    }
}
