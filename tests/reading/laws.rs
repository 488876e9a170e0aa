//! Laws of every document, whatever text it was read from.

use std::sync::LazyLock;

use proptest::prelude::*;

use wenda::document::Document;
use wenda::reading::{Format, Lexicon, ReadOptions, read};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default_words);

/// Pieces of transcripts, markup and mischief.
const PIECES: [&str; 36] = [
    "记者：",
    "镇长：",
    "问：",
    "答：",
    "Q: ",
    "A. ",
    "Ann Lee: ",
    "**",
    "# ",
    "### ",
    "> ",
    "- ",
    "1. ",
    "1、",
    "（",
    "）",
    "“",
    "”",
    "桥修好了吗？",
    "修好了。",
    "It is. ",
    "\n",
    "\n\n",
    "  \n",
    "\t",
    "\u{3000}",
    "<b>",
    "</b>",
    "<p>",
    "| ",
    "[",
    "](a)",
    "00:01 ",
    "---\n",
    "○議長（甲君） ",
    "\u{200d}é",
];

fn places_hold(document: &Document) {
    let mut end = 0;
    for turn in &document.turns {
        assert!(turn.blocks.start >= end && turn.blocks.end <= document.blocks.len() && !turn.blocks.is_empty());
        end = turn.blocks.end;
    }
    for (index, block) in document.blocks.iter().enumerate() {
        let text = document.block_text(index);
        assert!(
            text.is_char_boundary(block.label) && block.spans.iter().all(|span| text.get(span.range.clone()).is_some())
        );
        assert!(block.source.iter().all(|piece| document.source.text.get(piece.clone()).is_some()));
    }
    for repair in &document.repairs {
        let place = repair.passage.start;
        assert!(document.block_text(place.block).is_char_boundary(place.byte));
    }
    assert!((0..document.sections.len()).all(|index| !document.heading(index).is_empty()));
}

fn letters(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    letters.sort_unstable();
    letters
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn everything_lies_where_it_can_be_shown(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        for format in [Format::Markdown, Format::Plain, Format::Html, Format::Vtt] {
            for raw in [false, true] {
                let options = ReadOptions { format: Some(format), raw, ..ReadOptions::default() };
                places_hold(&read(text.as_bytes(), "a", &options, &LEXICON));
            }
        }
    }

    #[test]
    fn plain_text_keeps_every_letter(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        let options = ReadOptions { format: Some(Format::Plain), ..ReadOptions::default() };
        let document = read(text.as_bytes(), "a", &options, &LEXICON);
        prop_assume!(!text.starts_with("---"));
        prop_assert_eq!(letters(&document.text), letters(&text));
    }

    #[test]
    fn markdown_keeps_every_letter(pieces in prop::collection::vec(prop::sample::select(&PIECES[..26]), 0..60)) {
        let text = pieces.concat();
        let options = ReadOptions { format: Some(Format::Markdown), ..ReadOptions::default() };
        let document = read(text.as_bytes(), "a", &options, &LEXICON);
        prop_assert_eq!(letters(&document.text), letters(&text));
    }
}
