//! Any bytes as a text of OpenDocument: the whole archive, the document that is one piece of XML, or, since no mutation keeps
//! an archive's checksums right, the parts of one.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

#[path = "laws.rs"]
mod laws;

/// The parts of a document in the order in which the input gives them, parted by zero bytes.
const PATHS: [&str; 3] = ["content.xml", "styles.xml", "meta.xml"];

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"<office:document ") {
        laws::hold(bytes, Some(Format::Odt), None);
    } else if let Some(document) = packed(bytes) {
        laws::hold(&document, Some(Format::Odt), None);
    }
});

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", SimpleFileOptions::default()).ok()?;
    zip.write_all(b"application/vnd.oasis.opendocument.text").ok()?;
    for (path, part) in PATHS.iter().zip(bytes.split(|&byte| byte == 0)) {
        zip.start_file(*path, SimpleFileOptions::default()).ok()?;
        zip.write_all(part).ok()?;
    }
    zip.finish().ok().map(Cursor::into_inner)
}
