//! Files made to do harm, at a size that tests can bear: the laws hold of each, and the work stays within bounds.
//! `.ci/hostile` asks the same of the program at full size, with time and memory.

#![allow(clippy::unwrap_used)]

#[path = "hostile/books.rs"]
mod books;
#[path = "hostile/cancelling.rs"]
mod cancelling;
#[path = "laws/mod.rs"]
mod laws;
#[path = "hostile/openings.rs"]
mod openings;
#[path = "hostile/searching.rs"]
mod searching;
#[path = "hostile/texts.rs"]
mod texts;

use wenda::document::{Document, Warning};
use wenda::reading::{Format, Lexicon, ReadOptions, read};
use wenda::strings::{Language, Strings};
use wenda::ui::messages::of_warning;

/// Reads `bytes` as the file called `name` and checks that the laws hold.
pub fn document(name: &str, bytes: &[u8]) -> Document {
    let document = read(bytes, name, &ReadOptions::default(), &Lexicon::default_words());
    laws::hold(&document, 40);
    laws::are_alike(&document, &read(bytes, name, &ReadOptions::default(), &Lexicon::default_words()));
    document
}

/// What a document says of parts that it could not read, each as a sentence.
pub fn skipped(document: &Document) -> Vec<String> {
    let english = Strings::of(Language::English);
    let skipped = document.warnings.iter().filter(|warning| matches!(warning, Warning::SkippedPart(_)));
    let sentences = skipped.map(|warning| of_warning(warning, &english));
    sentences.map(|told| told["Left out: ".len()..].split(". A sound copy").next().unwrap().to_owned()).collect()
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
