//! A document made into a file of another format, as converters do.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::ops::Range;

use wenda::document::Document;
use wenda::document::block::BlockKind;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Makes a file in another format of a document.
pub type Conversion = fn(&Document) -> Vec<u8>;

/// Some blocks as elements of a page.
fn elements(document: &Document, blocks: Range<usize>) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let block = |index: usize| {
        let text = escaped(document.block_text(index));
        match document.blocks[index].kind {
            BlockKind::Heading(level) => format!("<h{level}>{text}</h{level}>\n"),
            _ => format!("<p>{text}</p>\n"),
        }
    };
    blocks.map(block).collect()
}

/// A page.
pub fn page(document: &Document) -> Vec<u8> {
    let body = elements(document, 0..document.blocks.len());
    let head = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head><body><article>\n";
    format!("{head}{body}</article></body></html>").into_bytes()
}

/// Plain text.
pub fn plain(document: &Document) -> Vec<u8> {
    let blocks = 0..document.blocks.len();
    blocks.map(|index| format!("{}\n\n", document.block_text(index))).collect::<String>().into_bytes()
}

/// A book of chapters of some forty blocks each.
pub fn epub(document: &Document) -> Vec<u8> {
    const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let chapters: Vec<Range<usize>> =
        (0..document.blocks.len()).step_by(40).map(|at| at..(at + 40).min(document.blocks.len())).collect();
    let numbers = 0..chapters.len();
    let items: String = numbers
        .clone()
        .map(|n| format!("<item id=\"c{n}\" href=\"c{n}.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let spine: String = numbers.map(|n| format!("<itemref idref=\"c{n}\"/>")).collect();
    let package = format!(
        "{XML}<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata/>\
         <manifest>{items}</manifest><spine>{spine}</spine></package>"
    );
    let container = format!(
        "{XML}<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\" version=\"1.0\"><rootfiles>\
         <rootfile full-path=\"b.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>"
    );
    let chapter = |blocks: Range<usize>| {
        let body = elements(document, blocks);
        format!(
            "{XML}<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>{body}</body></html>"
        )
    };
    let named = chapters.into_iter().enumerate().map(|(n, blocks)| (format!("c{n}.xhtml"), chapter(blocks)));
    let fixed =
        [("mimetype", "application/epub+zip".to_owned()), ("META-INF/container.xml", container), ("b.opf", package)];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in fixed.map(|(name, text)| (name.to_owned(), text)).into_iter().chain(named) {
        zip.start_file(name, SimpleFileOptions::default().compression_method(CompressionMethod::Stored)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
