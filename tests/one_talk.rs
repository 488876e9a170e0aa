//! One talk in the files of many programs: each gives the same turns, headings and asides as its Markdown does.
//!
//! A file in `fixtures/one-talk` is called `TALK.PROGRAM.ENDING`, after the program or the custom that made it of `TALK.md`; a new
//! one is read by this test as it lies there. What a file cannot tell stands in `TELLING`, and is not compared.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use wenda::document::block::BlockKind;
use wenda::document::turn::{Certainty, TurnKind};
use wenda::document::{Document, Warning};
use wenda::reading::{Format, Lexicon, ReadOptions, load};

/// The turns of each talk, as a person sets them down: who asks and who answers.
const TALKS: [(&str, &str); 2] = [
    (
        "ford",
        ". 顾明河|? 《河湾日报》记者|! 顾明河|? 岸边广播记者|! 顾明河|? 《少年水文》记者|! 罗三水|? 《少年水文》记者|! 罗三水|. 顾明河",
    ),
    (
        "quay",
        "? Nora Field|! Ivo Brandt|? Nora Field|! Ivo Brandt|? Nora Field|! Ivo Brandt|? Nora Field|! Ivo Brandt|? Nora Field|! Ivo Brandt",
    ),
];

/// What the files of a kind can tell besides who says what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    /// Headings and asides, too.
    All,
    /// Nothing more: captions, tables and what is made of speech have no headings and nobody to describe a picture.
    Turns,
    /// Less: services that part voices number them and know no names, so that they are compared by who is the same.
    Voices,
}

/// The files that tell less than all, by how their names end.
const TELLING: [(&str, Tells); 16] = [
    // Text without markup cannot tell all headings.
    (".txt", Tells::Turns),
    (".srt", Tells::Turns),
    (".vtt", Tells::Turns),
    (".sbv", Tells::Turns),
    (".ass", Tells::Turns),
    (".ssa", Tells::Turns),
    (".lrc", Tells::Turns),
    (".dfxp", Tells::Turns),
    (".csv", Tells::Turns),
    (".tsv", Tells::Turns),
    (".whisper.json", Tells::Turns),
    (".whisperx.json", Tells::Turns),
    (".podcast.json", Tells::Turns),
    (".chat.jsonl", Tells::Voices),
    (".assemblyai.json", Tells::Voices),
    (".deepgram.json", Tells::Voices),
];

/// What the file of this name can tell.
fn tells(name: &str) -> Tells {
    TELLING.iter().find(|(end, _)| name.ends_with(end)).map_or(Tells::All, |(_, tells)| *tells)
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/one-talk")
}

fn document(path: &Path) -> Document {
    load(path).unwrap().read(&ReadOptions::default(), &Lexicon::default_words())
}

/// Whether PDF is read here: by the library, or by the program that is asked in its place.
fn is_pdf_read() -> bool {
    cfg!(feature = "pdf") || Command::new("pdftotext").arg("-v").output().is_ok()
}

/// The words of a text, whatever white space and quotation marks a program sets.
fn words(text: &str) -> String {
    let shown = text.chars().filter(|letter| !letter.is_whitespace());
    shown.map(|letter| if matches!(letter, '“' | '”') { '"' } else { letter }).collect()
}

/// Kind and speaker of each turn.
fn speakers(document: &Document) -> Vec<String> {
    let kind = |kind| match kind {
        TurnKind::Question => '?',
        TurnKind::Answer => '!',
        _ => '.',
    };
    let turn =
        |turn: &wenda::document::turn::Turn| format!("{} {}", kind(turn.kind), turn.speaker.as_deref().unwrap_or(""));
    document.turns.iter().map(turn).collect()
}

/// Kind of each turn, and which of the voices speaks, by when it was first heard.
fn voices(document: &Document) -> Vec<String> {
    let speakers = speakers(document);
    let names: Vec<&str> = speakers.iter().map(|turn| &turn[2..]).collect();
    let first = |name: &str| names.iter().position(|known| *known == name).unwrap();
    speakers.iter().map(|turn| format!("{} {}", &turn[..1], first(&turn[2..]))).collect()
}

/// What each turn says.
fn said(document: &Document) -> Vec<String> {
    let turn = |turn: &wenda::document::turn::Turn| {
        let blocks = turn.blocks.clone().filter(|&block| document.is_content(block));
        let blocks = blocks.filter(|&block| document.blocks[block].kind != BlockKind::Label);
        blocks.map(|block| words(document.body_text(block))).collect::<String>()
    };
    document.turns.iter().map(turn).collect()
}

fn headings(document: &Document) -> Vec<String> {
    let title = document.title_text().map(words);
    title.into_iter().chain((0..document.sections.len()).map(|section| words(document.heading(section)))).collect()
}

fn asides(document: &Document) -> Vec<String> {
    let is_aside = |block: &usize| matches!(document.blocks[*block].kind, BlockKind::Aside(_));
    (0..document.blocks.len()).filter(is_aside).map(|block| words(document.block_text(block))).collect()
}

#[test]
fn the_markdown_of_each_talk_is_read_as_a_person_would() {
    for (talk, turns) in TALKS {
        let found = document(&folder().join(format!("{talk}.md")));
        assert_eq!(speakers(&found), turns.split('|').collect::<Vec<_>>(), "{talk}");
        let mut asked = found.turns.iter().filter(|turn| turn.kind != TurnKind::Statement);
        assert!(asked.all(|turn| turn.certainty == Certainty::Certain), "{talk}");
        assert!(headings(&found).len() >= 3, "{talk}");
    }
}

#[test]
fn each_file_of_a_talk_gives_the_same_turns_headings_and_asides() {
    let mut read = Vec::new();
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let talk = name.split('.').next().unwrap();
        let expected = document(&folder().join(format!("{talk}.md")));
        if name.ends_with(".pdf") && !is_pdf_read() {
            continue;
        }
        let found = document(&path);
        let tells = tells(&name);
        match tells {
            Tells::Voices => assert_eq!(voices(&found), voices(&expected), "{name}"),
            Tells::Turns | Tells::All => assert_eq!(speakers(&found), speakers(&expected), "{name}"),
        }
        assert_eq!(said(&found), said(&expected), "{name}");
        if tells == Tells::All {
            assert_eq!(headings(&found), headings(&expected), "{name}");
            assert_eq!(asides(&found), asides(&expected), "{name}");
        }
        let is_told = |warning: &Warning| !matches!(warning, Warning::OtherFormat);
        assert!(!found.warnings.iter().any(is_told), "{name}: {:?}", found.warnings);
        read.push(name);
    }
    // Each format but Markdown is there, and each row of the table is of use.
    let is_read = |ending: &str| read.iter().any(|name| name.ends_with(ending));
    for format in Format::ALL {
        let of_pages = ["bbox"].iter().filter(|_| format == Format::Pdf);
        let mut endings = format.endings().iter().chain(of_pages);
        assert!(endings.any(|ending| is_read(&format!(".{ending}"))), "{format:?}");
    }
    assert!(TELLING.iter().all(|(end, _)| is_read(end)), "{read:?}");
}
