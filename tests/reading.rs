//! Reading as a whole: transcripts of our own writing in many layouts, and what must be found in them.

#![allow(clippy::unwrap_used)]

#[path = "reading/any_text.rs"]
mod any_text;
#[path = "reading/broken.rs"]
mod broken;
#[path = "reading/certainty.rs"]
mod certainty;
#[path = "conversions/mod.rs"]
mod conversions;
#[path = "reading/customs.rs"]
mod customs;
#[path = "reading/customs_of_documents.rs"]
mod customs_of_documents;
#[path = "reading/east_asia.rs"]
mod east_asia;
#[path = "reading/formats.rs"]
mod formats;
#[path = "reading/houses.rs"]
mod houses;
#[path = "reading/invisible.rs"]
mod invisible;
#[path = "reading/languages.rs"]
mod languages;
#[path = "laws/mod.rs"]
mod laws;
#[path = "reading/layouts.rs"]
mod layouts;
#[path = "reading/meetings.rs"]
mod meetings;
#[path = "reading/pressers.rs"]
mod pressers;
#[path = "reading/same_talk.rs"]
mod same_talk;
#[path = "reading/saved.rs"]
mod saved;
#[path = "reading/shapes.rs"]
mod shapes;
#[path = "reading/silence.rs"]
mod silence;
#[path = "reading/speakers.rs"]
mod speakers;
#[path = "reading/traps.rs"]
mod traps;
#[path = "reading/traps_of_customs.rs"]
mod traps_of_customs;
#[path = "reading/traps_of_pages.rs"]
mod traps_of_pages;
#[path = "reading/traps_of_speakers.rs"]
mod traps_of_speakers;
#[path = "reading/whole.rs"]
mod whole;

use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::TurnKind;
use wenda::reading::{Lexicon, ReadOptions, read};

/// Reads `text` as the file called `name`.
pub fn document(name: &str, text: &str) -> Document {
    read(text.as_bytes(), name, &ReadOptions::default(), &Lexicon::default_words())
}

/// What a turn says, its paragraphs parted by `/`.
pub fn said(document: &Document, index: usize) -> String {
    let blocks = document.turns[index].blocks.clone();
    let said = blocks.filter(|&block| document.is_content(block) && document.blocks[block].kind != BlockKind::Label);
    said.map(|block| document.body_text(block)).collect::<Vec<_>>().join("/")
}

/// Each turn as one line: `?` question, `!` answer or `.` statement, the speaker, the outlet in brackets, what is said.
pub fn turns(document: &Document) -> Vec<String> {
    let line = |index: usize| {
        let turn = &document.turns[index];
        let kind = match turn.kind {
            TurnKind::Question => "?",
            TurnKind::Answer => "!",
            TurnKind::Statement => ".",
        };
        let outlet = turn.outlet.as_deref().map(|outlet| format!(" [{outlet}]")).unwrap_or_default();
        format!("{kind} {}{outlet}: {}", turn.speaker.as_deref().unwrap_or(""), said(document, index))
    };
    (0..document.turns.len()).map(line).collect()
}

/// Reads `text` and compares its turns.
pub fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(turns(&document(name, text)), expected, "{text}");
}
