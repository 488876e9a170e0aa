//! A document made into a file of another format, as converters do.

#![allow(clippy::unwrap_used)]

use std::io::{Cursor, Write};
use std::ops::Range;

use wenda::document::Document;
use wenda::document::block::{AsideKind, BlockKind, SpanStyle};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Makes a file in another format of a document.
pub type Conversion = fn(&Document) -> Vec<u8>;

/// Some blocks as elements of a page.
fn elements(document: &Document, blocks: Range<usize>) -> String {
    let is_row = |index: usize| blocks.contains(&index) && document.blocks[index].kind == BlockKind::TableRow;
    let block = |index: usize| {
        let text = inline(document, index, 0);
        match document.blocks[index].kind {
            BlockKind::Heading(level) => format!("<h{level}>{text}</h{level}>\n"),
            BlockKind::Quotation => format!("<blockquote><p>{text}</p></blockquote>\n"),
            BlockKind::Preformatted => format!("<pre>{text}</pre>\n"),
            BlockKind::Rule => "<hr/>\n".to_owned(),
            BlockKind::Aside(AsideKind::Caption) => format!("<figure><figcaption>{text}</figcaption></figure>\n"),
            BlockKind::ListItem { marker, .. } => item(document, index, marker as usize),
            BlockKind::TableRow => {
                let open = if index > 0 && is_row(index - 1) { "" } else { "<table>" };
                let close = if is_row(index + 1) { "" } else { "</table>" };
                format!("{open}<tr><td>{}</td></tr>{close}\n", text.replace(" | ", "</td><td>"))
            }
            _ => format!("<p>{text}</p>\n"),
        }
    };
    blocks.clone().map(block).collect()
}

/// An item of a list, without the number or bullet that it is printed with, which the list gives it.
fn item(document: &Document, index: usize, marker: usize) -> String {
    let text = inline(document, index, marker);
    let number: String = document.block_text(index).chars().take_while(char::is_ascii_digit).collect();
    if number.is_empty() {
        format!("<ul><li>{text}</li></ul>\n")
    } else {
        format!("<ol start=\"{number}\"><li>{text}</li></ol>\n")
    }
}

/// The text of a block from byte `from` on, with its emphasis and links as tags.
fn inline(document: &Document, index: usize, from: usize) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let text = document.block_text(index);
    let mut written = String::new();
    let mut at = from;
    for span in document.blocks[index].spans.iter() {
        let (start, end) = (span.range.start.max(from), span.range.end.max(from));
        let (open, close) = match &span.style {
            SpanStyle::Strong => ("<strong>".to_owned(), "</strong>"),
            SpanStyle::Emphasis => ("<em>".to_owned(), "</em>"),
            SpanStyle::Code => ("<code>".to_owned(), "</code>"),
            SpanStyle::Link(address) => (format!("<a href=\"{}\">", escaped(address).replace('"', "&quot;")), "</a>"),
        };
        written += &format!("{}{open}{}{close}", escaped(&text[at..start]), escaped(&text[start..end]));
        at = end;
    }
    written + &escaped(&text[at..])
}

/// A page.
pub fn page(document: &Document) -> Vec<u8> {
    let body = elements(document, 0..document.blocks.len());
    let head = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>x</title></head><body><article>\n";
    format!("{head}{body}</article></body></html>").into_bytes()
}

/// Plain text: the lines as they were broken, a rule drawn with hyphens.
pub fn plain(document: &Document) -> Vec<u8> {
    let text = |index: usize| match document.blocks[index].kind {
        BlockKind::Rule => "----------".to_owned(),
        _ => lines(document, index),
    };
    (0..document.blocks.len()).map(|index| format!("{}\n\n", text(index))).collect::<String>().into_bytes()
}

/// The text of a block in the lines of its source, as far as there is no markup in them.
fn lines(document: &Document, index: usize) -> String {
    let pieces = document.blocks[index].source.iter().map(|piece| document.source.text[piece.clone()].trim());
    let lines = pieces.collect::<Vec<_>>().join("\n");
    let text = document.block_text(index);
    if lines.split_whitespace().eq(text.split_whitespace()) || lines.replace('\n', "") == text {
        lines
    } else {
        text.to_owned()
    }
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
