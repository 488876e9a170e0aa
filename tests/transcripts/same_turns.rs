//! Each transcript that is Markdown or plain text, made into a page, a book and plain text and written in other encodings,
//! has the same turns.

use std::path::Path;

use libtest_mimic::Failed;
use wenda::document::Document;
use wenda::document::block::{AsideKind, BlockKind};
use wenda::reading::{Lexicon, ReadOptions, read};

use super::conversions::{Conversion, epub, page, plain};
use super::later::is_later;

/// Larger files take too long to be read ten times over.
const LARGEST: usize = 200_000;

/// So many turns, or one of twenty, may be taken for others in another form: a guess may tip where a line break says nothing
/// any more.
const MAX_OTHERS: usize = 2;

/// The encodings, and what transcripts they can be written for.
const ENCODINGS: [(&str, &str); 8] = [
    ("gb18030", ""),
    ("utf-16le", ""),
    ("utf-16be", ""),
    ("big5", "zhHant"),
    ("shift_jis", "ja"),
    ("euc-jp", "ja"),
    ("euc-kr", "ko"),
    ("windows-1252", "en"),
];

/// Reads each file of the folder in each format and encoding.
pub fn check(folder: &Path) -> Result<(), Failed> {
    let mut names: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| !is_later(name));
    names.sort();
    let mut failed = Vec::new();
    let (mut n_forms, mut n_cliffs) = (0, 0);
    for name in names.iter().filter(|name| name.ends_with(".md") || name.ends_with(".txt")) {
        let bytes = std::fs::read(folder.join(name))?;
        if bytes.len() > LARGEST {
            continue;
        }
        for (form, wanted, found) in forms(&bytes, name) {
            let differs = wanted.iter().zip(&found).position(|(one, other)| one != other);
            let at = differs.unwrap_or(wanted.len().min(found.len()));
            let n_differ = wanted.iter().zip(&found).filter(|(one, other)| one != other).count();
            let is_same = wanted.len() == found.len() && n_differ <= MAX_OTHERS.max(wanted.len() / 20);
            (n_forms, n_cliffs) =
                (n_forms + 1, n_cliffs + usize::from(n_differ + wanted.len().abs_diff(found.len()) > MAX_OTHERS));
            println!(
                "{name:30} {form:14} {:4} {:4} {}",
                wanted.len(),
                found.len(),
                if is_same { "" } else { "DIFFERS" }
            );
            if !is_same {
                failed.push(format!("{name} as {form}: turn {at}\n    {:?}\n    {:?}", wanted.get(at), found.get(at)));
            }
        }
    }
    println!("{} of {n_forms} forms have at most {MAX_OTHERS} other turns", n_forms - n_cliffs);
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n").into()) }
}

type Turns = Vec<String>;

/// The text below the front matter.
fn without_front_matter(bytes: &[u8]) -> &[u8] {
    let end = bytes.starts_with(b"---\n").then(|| bytes.windows(5).position(|part| part == b"\n---\n")).flatten();
    &bytes[end.map_or(0, |end| end + 5)..]
}

/// The turns of a file and those of each other form of it.
fn forms(bytes: &[u8], name: &str) -> Vec<(String, Turns, Turns)> {
    let document = reading(bytes, name);
    // Converters leave front matter out, and with it who is named there as a guest.
    let wanted = turns(&reading(without_front_matter(bytes), name));
    // Plain text cannot say that a paragraph is the caption of a figure; where it is told all the same, the better.
    let is_caption = |block: &usize| document.blocks[*block].kind == BlockKind::Aside(AsideKind::Caption);
    let blocks = (0..document.blocks.len()).filter(is_caption);
    let captions: Vec<String> = blocks.map(|block| document.block_text(block).to_owned()).collect();
    // Converters know nothing of repairs; but they do join the lines that were broken to fit a page.
    let raw = ReadOptions { raw: document.source.format == "markdown", ..ReadOptions::default() };
    let document = read(bytes, name, &raw, &Lexicon::default_words());
    let conversions: [(&str, Conversion); 2] = [("html", page), ("epub", epub)];
    let converted = conversions
        .map(|(to, convert)| (to.to_owned(), wanted.clone(), turns(&reading(&convert(&document), &format!("x.{to}")))));
    let mut forms = converted.to_vec();
    forms.extend([("txt".to_owned(), wanted, turns_without(&captions, &reading(&plain(&document), "x.txt")))]);
    let text = &document.source.text;
    for (label, _) in ENCODINGS.iter().filter(|(_, language)| name.starts_with(language)) {
        let (text, encoded) = encoded(text, label);
        let wanted = turns(&reading(text.as_bytes(), name));
        let found = reading(&encoded, name);
        let form = if found.source.encoding.eq_ignore_ascii_case(label) {
            (*label).to_owned()
        } else {
            format!("{label} as {}", found.source.encoding)
        };
        forms.push((form, wanted, turns(&found)));
    }
    forms
}

fn reading(bytes: &[u8], name: &str) -> Document {
    read(bytes, name, &ReadOptions::default(), &Lexicon::default_words())
}

/// The text as far as the encoding has its characters, and its bytes.
fn encoded(text: &str, label: &str) -> (String, Vec<u8>) {
    let units = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect();
    match label {
        "utf-16le" => (text.to_owned(), units(u16::to_le_bytes)),
        "utf-16be" => (text.to_owned(), units(u16::to_be_bytes)),
        _ => {
            let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("an encoding");
            let is_known = |letter: &char| !encoding.encode(letter.encode_utf8(&mut [0; 4])).2;
            let text: String = text.chars().filter(is_known).collect();
            let bytes = encoding.encode(&text).0.into_owned();
            (text, bytes)
        }
    }
}

/// Each turn: kind, speaker, outlet and words, without the marks of lists, which formats print as they like.
fn turns(document: &Document) -> Turns {
    turns_without(&[], document)
}

/// The turns without the paragraphs that are captions elsewhere.
fn turns_without(captions: &[String], document: &Document) -> Turns {
    let body = |block: usize| match document.blocks[block].kind {
        BlockKind::ListItem { marker, .. } => {
            &document.block_text(block)[(marker as usize).max(document.blocks[block].label)..]
        }
        _ => document.body_text(block),
    };
    let turn = |turn: &wenda::document::turn::Turn| {
        let blocks = turn.blocks.clone().filter(|&block| document.is_content(block));
        let blocks = blocks.filter(|&block| !captions.iter().any(|caption| caption == document.block_text(block)));
        let said = blocks.filter(|&block| document.blocks[block].kind != BlockKind::Label).map(body);
        let words: String = said.flat_map(str::split_whitespace).collect();
        format!("{:?} {:?} {:?} {words}", turn.kind, turn.speaker, turn.outlet)
    };
    document.turns.iter().map(turn).collect()
}
