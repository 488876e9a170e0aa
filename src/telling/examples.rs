//! Each thing that can go wrong outside has its own sentence in each language.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use super::{of_import, of_opening, of_store, of_system_kind};
use crate::exchange::ImportError;
use crate::reading::{OpenError, PdfFault, Unfit, WhyNot};
use crate::storage::StoreError;
use crate::strings::{Language, Strings};

/// The sentences of all these in a language: no two are the same, all names are filled in, and none is left in English.
fn check(sentences: impl Fn(&Strings) -> Vec<String>) {
    for language in Language::ALL {
        let told = sentences(&Strings::of(language));
        let different: BTreeSet<&String> = told.iter().collect();
        assert_eq!(different.len(), told.len(), "{language:?}: {told:#?}");
        for sentence in &told {
            assert!(!sentence.contains(['{', '}']), "{language:?}: {sentence}");
            let is_chinese = sentence.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            assert_eq!(is_chinese, language != Language::English, "{language:?}: {sentence}");
        }
    }
}

#[test]
fn why_a_document_cannot_be_opened() {
    const KINDS: [Unfit; 33] = [
        Unfit::Png,
        Unfit::Jpeg,
        Unfit::Gif,
        Unfit::Gzip,
        Unfit::Rar,
        Unfit::SevenZip,
        Unfit::Zip,
        Unfit::Program,
        Unfit::AndroidProgram,
        Unfit::Database,
        Unfit::Sound,
        Unfit::Office,
        Unfit::OldWord,
        Unfit::OldOffice,
        Unfit::Word,
        Unfit::OpenText,
        Unfit::OpenSheet,
        Unfit::OpenSlides,
        Unfit::OpenDrawing,
        Unfit::OpenFormula,
        Unfit::OpenDatabase,
        Unfit::Sheet,
        Unfit::BinarySheet,
        Unfit::Slides,
        Unfit::Iwork,
        Unfit::PropertyList,
        Unfit::Bytes,
        Unfit::Pdf(PdfFault::Locked),
        Unfit::Pdf(PdfFault::Damaged),
        Unfit::Pdf(PdfFault::Empty),
        Unfit::Pdf(PdfFault::Scan),
        Unfit::Pdf(PdfFault::Slow),
        Unfit::Pdf(PdfFault::NoReader),
    ];
    check(|strings| {
        let plain = [
            WhyNot::Missing,
            WhyNot::Forbidden,
            WhyNot::Folder,
            WhyNot::NotRegular,
            WhyNot::Empty,
            WhyNot::TooLarge { megabytes: 70, most: 64 },
            WhyNot::Failed(io::ErrorKind::TimedOut.into()),
        ];
        let with = |why: fn(Unfit) -> WhyNot| KINDS.into_iter().map(why);
        let all = plain.into_iter().chain(with(WhyNot::Unfit)).chain(with(WhyNot::Encrypted));
        let all = all.chain(with(WhyNot::Damaged)).map(|why| OpenError { path: PathBuf::from("a.md"), why });
        let told: Vec<String> = all.map(|error| of_opening(&error, strings)).collect();
        assert!(told.iter().all(|sentence| sentence.starts_with("a.md")), "{told:#?}");
        let stdin = OpenError { path: PathBuf::from("-"), why: WhyNot::Empty };
        assert!(of_opening(&stdin, strings).starts_with(&strings.opening.stdin));
        told
    });
}

#[test]
fn what_is_wrong_with_the_store() {
    let path = || PathBuf::from("/a/b");
    let read = |kind: io::ErrorKind| StoreError::Read { path: path(), source: kind.into() };
    let write = |kind: io::ErrorKind| StoreError::Write { path: path(), source: kind.into() };
    check(|strings| {
        let all = [
            StoreError::NoHome,
            StoreError::Closed,
            read(io::ErrorKind::NotFound),
            read(io::ErrorKind::PermissionDenied),
            read(io::ErrorKind::InvalidData),
            read(io::ErrorKind::IsADirectory),
            read(io::ErrorKind::NotADirectory),
            write(io::ErrorKind::NotADirectory),
            write(io::ErrorKind::StorageFull),
            write(io::ErrorKind::QuotaExceeded),
            write(io::ErrorKind::PermissionDenied),
            write(io::ErrorKind::ReadOnlyFilesystem),
            write(io::ErrorKind::TimedOut),
            StoreError::NoFile(path()),
            StoreError::Link(path()),
            StoreError::TooLong { path: path(), longest: 8_000_000 },
            StoreError::Locked(path()),
            StoreError::Silent,
            StoreError::Newer(path()),
            StoreError::Damaged { n_lines: 3, kept: path() },
            StoreError::TooLarge(70_000),
            StoreError::Form(serde_json::from_str::<u8>("x").unwrap_err()),
        ];
        all.iter().map(|error| of_store(error, strings)).collect()
    });
}

#[test]
fn why_a_file_cannot_be_imported() {
    check(|strings| {
        let all = [
            ImportError::NoJson { line: 1, column: 2 },
            ImportError::Incomplete("missing field".to_owned()),
            ImportError::Unknown,
        ];
        all.iter().map(|error| of_import(error, strings)).collect()
    });
}

#[test]
fn what_nobody_has_a_sentence_for_is_told_in_the_words_of_the_system() {
    let strings = Strings::of(Language::Chinese);
    let said = of_system_kind(io::ErrorKind::Other, "input/output error", &strings);
    assert!(said.contains("input/output error") && said != "input/output error", "{said}");
}
