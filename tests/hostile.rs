//! Files made to do harm, at a size that tests can bear: the laws hold of each, and the work stays within bounds.
//! `.ci/hostile` asks the same of the program at full size, with time and memory.

#![allow(clippy::unwrap_used)]

#[path = "hostile/books.rs"]
mod books;
#[path = "laws/mod.rs"]
mod laws;
#[path = "hostile/openings.rs"]
mod openings;
#[path = "hostile/texts.rs"]
mod texts;

use wenda::document::{Document, Warning};
use wenda::reading::{Format, Lexicon, ReadOptions, read};

/// Reads `bytes` as the file called `name` and checks that the laws hold.
pub fn document(name: &str, bytes: &[u8]) -> Document {
    let document = read(bytes, name, &ReadOptions::default(), &Lexicon::default_words());
    laws::hold(&document, 40);
    document
}

/// What a document says of parts that it could not read.
pub fn skipped(document: &Document) -> Vec<&str> {
    let mut parts = Vec::new();
    for warning in &document.warnings {
        if let Warning::SkippedPart(part) = warning {
            parts.push(part.as_str());
        }
    }
    parts
}

#[test]
fn the_laws_hold_of_every_fixture_in_every_format() {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    for folder in [folder.clone(), folder + "/found"] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_file() {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let found = document(&path.to_string_lossy(), &bytes);
            (1..8).for_each(|width| laws::hold(&found, width));
            for format in Format::ALL {
                let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
                laws::hold(&read(&bytes, "a", &options, &Lexicon::default_words()), 40);
            }
        }
    }
}
