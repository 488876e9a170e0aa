//! What holds of every document, whatever it was read from.

use wenda::reading::{Encoding, Format, Lexicon, ReadOptions, read};

/// Reads `bytes` and checks that blocks, spans, turns, sections and repairs lie where they can be shown.
pub fn hold(bytes: &[u8], format: Option<Format>, encoding: Option<Encoding>) {
    thread_local!(static LEXICON: Lexicon = Lexicon::default_words());
    let options = ReadOptions { format, encoding, raw: false };
    let document = LEXICON.with(|lexicon| read(bytes, "2024-03-07.txt", &options, lexicon));
    for (index, block) in document.blocks.iter().enumerate() {
        let text = document.block_text(index);
        assert!(text.is_char_boundary(block.label));
        for span in &block.spans {
            assert!(text.get(span.range.clone()).is_some());
        }
        for piece in &block.source {
            assert!(document.source.text.get(piece.clone()).is_some());
        }
    }
    let mut end = 0;
    for turn in &document.turns {
        assert!(turn.blocks.start >= end && turn.blocks.end <= document.blocks.len() && !turn.blocks.is_empty());
        end = turn.blocks.end;
    }
    for index in 0..document.sections.len() {
        assert!(!document.heading(index).is_empty());
    }
    for repair in &document.repairs {
        let place = repair.passage.start;
        assert!(document.block_text(place.block).is_char_boundary(place.byte));
    }
}
