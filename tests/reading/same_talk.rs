//! One talk in every format and every encoding that can hold it, as long as it is and cut short: always the same turns.

use wenda::document::block::BlockKind;
use wenda::document::{Document, Warning};
use wenda::reading::{Encoding, Lexicon, ReadOptions, read};

use crate::conversions::{Conversion, epub, page, plain};

/// Each talk, and the encodings beside the Unicode ones and GB18030 that it can be written in.
const TALKS: [(&str, &str, &[&str]); 7] = [
    ("lighthouse", include_str!("../fixtures/lighthouse.md"), &[]),
    ("ferry", include_str!("../fixtures/ferry.md"), &[]),
    ("stall", include_str!("../fixtures/stall.md"), &["big5"]),
    ("tofu", include_str!("../fixtures/tofu.md"), &["shift_jis", "euc-jp", "iso-2022-jp"]),
    ("kiln", include_str!("../fixtures/kiln.md"), &["euc-kr"]),
    ("archive", include_str!("../fixtures/archive.md"), &[]),
    ("ledger", include_str!("../fixtures/ledger.md"), &["windows-1252"]),
];

/// A text cut behind the first paragraph that ends at this many bytes or later.
const SHORT: usize = 900;

fn reading(bytes: &[u8], name: &str, options: &ReadOptions) -> Document {
    read(bytes, name, options, &Lexicon::default_words())
}

/// The talks whole and short.
fn talks() -> impl Iterator<Item = (&'static str, &'static str, &'static [&'static str])> {
    TALKS.iter().flat_map(|&(name, text, labels)| {
        let end = text.match_indices("\n\n").map(|(at, _)| at + 1).find(|at| *at >= SHORT).unwrap_or(text.len());
        [(name, text, labels), (name, &text[..end], labels)]
    })
}

/// Each turn: kind, speaker, outlet and words, without the marks of lists, which formats print as they like.
fn turns(document: &Document) -> Vec<String> {
    let is_mark = |letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '•' | '.' | ' ');
    let body = |block: usize| document.body_text(block).trim_start_matches(is_mark);
    let turn = |turn: &wenda::document::turn::Turn| {
        let blocks = turn.blocks.clone().filter(|&block| document.is_content(block));
        let said = blocks.filter(|&block| document.blocks[block].kind != BlockKind::Label).map(body);
        let words: String = said.flat_map(str::split_whitespace).collect();
        format!("{:?} {:?} {:?} {words}", turn.kind, turn.speaker, turn.outlet)
    };
    document.turns.iter().map(turn).collect()
}

/// The headings below the title.
fn headings(document: &Document) -> Vec<&str> {
    (0..document.sections.len()).map(|section| document.heading(section)).collect()
}

/// The bytes of a text, and the name that its encoding goes by.
fn encoded(text: &str, label: &str) -> (Vec<u8>, &'static str) {
    let units = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect();
    match label {
        "utf-16le" => (units(u16::to_le_bytes), "UTF-16LE"),
        "utf-16be" => (units(u16::to_be_bytes), "UTF-16BE"),
        "big5" => (big5(text), "Big5"),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
            let (bytes, _, unknown) = encoding.encode(text);
            assert!(!unknown, "{label} has not all of the text");
            (bytes.into_owned(), encoding.name())
        }
    }
}

/// Big5 with the characters of Hong Kong (HKSCS), which the encoder of the Web leaves out and its decoder knows.
fn big5(text: &str) -> Vec<u8> {
    let trails = || (0x40..=0x7eu8).chain(0xa1..=0xfe);
    let mut codes = std::collections::HashMap::new();
    for pair in (0x87..=0xfeu8).rev().flat_map(|lead| trails().map(move |trail| [lead, trail])) {
        let (decoded, _) = encoding_rs::BIG5.decode_without_bom_handling(&pair);
        codes.insert(decoded.into_owned(), pair);
    }
    let code = |letter: char| match letter.is_ascii() {
        true => vec![letter as u8],
        false => codes.get(&letter.to_string()).unwrap_or_else(|| panic!("{letter} is not in Big5")).to_vec(),
    };
    text.chars().flat_map(code).collect()
}

#[test]
fn each_format_of_a_talk_gives_the_same_turns_and_with_markup_the_same_headings() {
    for (name, text, _) in talks() {
        let expected = reading(text.as_bytes(), "x.md", &ReadOptions::default());
        assert!(expected.turns.len() >= 2, "{name}");
        let as_it_came = ReadOptions { raw: true, ..ReadOptions::default() };
        let source = reading(text.as_bytes(), "x.md", &as_it_came);
        for (to, convert) in [("html", page as Conversion), ("epub", epub), ("txt", plain)] {
            let found = reading(&convert(&source), &format!("x.{to}"), &ReadOptions::default());
            assert_eq!(turns(&found), turns(&expected), "{name} as {to}");
            if to != "txt" {
                assert_eq!(headings(&found), headings(&expected), "{name} as {to}");
            }
        }
    }
}

#[test]
fn each_encoding_of_a_talk_is_found_and_gives_the_same_turns() {
    for (name, text, labels) in talks() {
        let expected = reading(text.as_bytes(), "x.md", &ReadOptions::default());
        for label in ["gb18030", "utf-16le", "utf-16be"].iter().chain(labels) {
            let (bytes, encoding) = encoded(text, label);
            let found = reading(&bytes, "x.md", &ReadOptions::default());
            assert_eq!((found.source.encoding, found.source.text.as_str()), (encoding, text), "{name} in {label}");
            assert_eq!(turns(&found), turns(&expected), "{name} in {label}");
            let told = ReadOptions { encoding: Encoding::named(label), ..ReadOptions::default() };
            assert_eq!(reading(&bytes, "x.md", &told).source.text, text, "{name} in {label}, which is told");
        }
    }
}

#[test]
fn a_byte_order_mark_is_no_text() {
    for (name, text, _) in talks() {
        for label in ["utf-8", "utf-16le", "utf-16be"] {
            let marked = format!("\u{feff}{text}");
            let (bytes, encoding) = encoded(&marked, label);
            let found = reading(&bytes, "x.md", &ReadOptions::default());
            assert_eq!((found.source.encoding, found.source.text.as_str()), (encoding, text), "{name} in {label}");
        }
    }
}

#[test]
fn broken_bytes_are_replaced_and_counted_in_every_encoding() {
    for (name, text, labels) in talks() {
        for label in ["gb18030", "utf-8"].iter().chain(labels.iter().filter(|label| **label != "windows-1252")) {
            let (mut bytes, encoding) = encoded(text, label);
            let paragraph = bytes.windows(2).rposition(|pair| pair == b"\n\n").unwrap();
            bytes.splice(paragraph + 1..paragraph + 1, *b"\xff");
            let told = ReadOptions { encoding: Encoding::named(label), ..ReadOptions::default() };
            let found = reading(&bytes, "x.md", &told);
            assert_eq!(found.source.encoding, encoding, "{name} in {label}");
            assert!(matches!(found.warnings[..], [Warning::ReplacedBytes(1..=2)]), "{:?}", found.warnings);
            assert_eq!(found.source.text.replace('\u{fffd}', ""), text, "{name} in {label}");
        }
    }
}
