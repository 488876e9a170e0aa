//! PDF: a newspaper page of three columns reads as its twin in Markdown does, and what can't be read is told.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::process::{Command, Output, Stdio};

use wenda::document::Document;
use wenda::document::block::{AsideKind, BlockKind};
use wenda::reading::{Lexicon, ReadOptions, read};

/// The document in a fixture.
fn fixture(name: &str) -> Document {
    let bytes = fs::read(format!("tests/fixtures/{name}")).unwrap();
    read(bytes, name, &ReadOptions::default(), &Lexicon::default_words())
}

/// The text of all blocks that pass.
fn texts(document: &Document, passes: impl Fn(BlockKind) -> bool) -> Vec<String> {
    let blocks = document.blocks.iter().enumerate().filter(|(_, block)| passes(block.kind));
    blocks.map(|(index, _)| document.block_text(index).trim().to_owned()).collect()
}

/// What is said, headings among it, without what the page prints around it.
fn said(document: &Document) -> Vec<String> {
    texts(document, |kind| !matches!(kind, BlockKind::Aside(_)))
}

/// Who does what, and in which section.
fn turns(document: &Document) -> Vec<String> {
    document.turns.iter().map(|turn| format!("{:?} {:?} {:?}", turn.kind, turn.speaker, turn.certainty)).collect()
}

fn check_page(page: &Document) {
    let twin = fixture("ferry-page.md");
    assert_eq!(said(page), said(&twin));
    assert_eq!(turns(page), turns(&twin));
    assert!(turns(page).len() >= 7, "{:?}", turns(page));
    let asides = |kind: AsideKind| texts(page, |it| it == BlockKind::Aside(kind));
    assert_eq!(asides(AsideKind::Caption), ["图为改造后的柳岸渡候船室。"]);
    assert_eq!(asides(AsideKind::JumpLine), ["（下转6版）"]);
    assert_eq!(asides(AsideKind::RunningHead).len(), 2);
}

#[test]
fn a_listing_of_a_newspaper_page_reads_as_its_twin() {
    check_page(&fixture("ferry-page.bbox"));
}

#[cfg(feature = "pdf")]
#[test]
fn a_newspaper_page_reads_as_its_twin() {
    check_page(&fixture("ferry-page.pdf"));
}

/// What `wenda show` answers to a file of these bytes, with programs looked for in `path` if that is given.
fn answer(bytes: &[u8], path: Option<&str>) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.pdf");
    fs::write(&file, bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.arg("show").arg(&file).env("WENDA_HOME", folder.path()).env("LC_ALL", "en_US.UTF-8").stdin(Stdio::null());
    if let Some(path) = path {
        command.env("PATH", path);
    }
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code().unwrap(), String::from_utf8(stderr).unwrap())
}

/// A PDF of these objects, the first of which is its catalogue.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let table = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    places.iter().for_each(|place| file += &format!("{place:010} 00000 n \n"));
    file += &format!("trailer\n<< /Size {} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1);
    file.into_bytes()
}

const CATALOGUE: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const BLANK: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>";
const LOST: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 1 0 R >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
                    /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>";
const TEXT: &str = "<< /Length 44 >>\nstream\nBT /F1 12 Tf 72 700 Td (Ada: Is it there?) Tj ET\nendstream";

/// Whether anything here reads PDF.
fn is_read() -> bool {
    cfg!(feature = "pdf") || Command::new("pdftotext").arg("-v").stderr(Stdio::null()).status().is_ok()
}

#[test]
fn without_a_reader_it_is_told_what_to_install() {
    let (code, said) = answer(&pdf(&[CATALOGUE, PAGES, PAGE, TEXT], ""), Some("/nowhere"));
    let is_built_in = cfg!(feature = "pdf");
    assert_eq!((code, said.contains("pdftotext")), if is_built_in { (0, false) } else { (3, true) }, "{said}");
}

#[test]
fn a_scan_and_a_broken_file_are_told() {
    if !is_read() {
        return;
    }
    let check = |bytes: &[u8], expected: &str| {
        let (code, said) = answer(bytes, None);
        assert!(code == 3 && said.contains(expected) && !said.contains("panicked"), "{code}: {said}");
    };
    check(&pdf(&[CATALOGUE, PAGES, BLANK], ""), "a scan");
    if !cfg!(feature = "pdf") {
        check(&pdf(&[CATALOGUE, PAGES, LOST], ""), "damaged");
        check(&pdf(&[CATALOGUE, PAGES, LOST, "<< /Type /XObject /Subtype /Image >>"], ""), "a scan");
    }
    check(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "damaged");
    let whole = pdf(&[CATALOGUE, PAGES, PAGE, TEXT], "");
    assert_eq!(answer(&whole, None).0, 0);
    // The library mends the catalogue and finds no page in it, `pdftotext` finds no document.
    check(&whole[..60], if cfg!(feature = "pdf") { "a PDF without pages" } else { "damaged" });
    let locked = "/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O <00112233445566778899aabbccddeeff\
                  00112233445566778899aabbccddeeff> /U <00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff> >> \
                  /ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]";
    check(&pdf(&[CATALOGUE, PAGES, PAGE, TEXT], locked), "locked with a password");
}

#[test]
fn what_is_called_a_pdf_and_is_none_is_read_as_what_it_is() {
    let page = b"<!DOCTYPE html><html><body><p>Ada: Is it there?</p><p>Ben: It is.</p></body></html>";
    let document = read(&page[..], "named.pdf", &ReadOptions::default(), &Lexicon::default_words());
    assert_eq!(document.source.format, "html");
}
