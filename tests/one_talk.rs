//! One talk in the files of many programs: each gives the same turns, headings and asides as its Markdown does.
//!
//! A file in `fixtures/one-talk` is called `TALK.PROGRAM.ENDING`, after the program that made it of `TALK.md`; a new one is
//! read by this test as it lies there. Text without markup cannot tell all headings: there only the turns are compared.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use wenda::document::block::BlockKind;
use wenda::document::turn::{Certainty, TurnKind};
use wenda::document::{Document, Warning};
use wenda::reading::{Lexicon, ReadOptions, read};

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

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/one-talk")
}

fn document(path: &Path) -> Document {
    let name = path.file_name().unwrap().to_str().unwrap();
    read(fs::read(path).unwrap(), name, &ReadOptions::default(), &Lexicon::default_words())
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
    let title = document.title.map(|title| words(document.block_text(title)));
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
    let mut n_files = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let talk = name.split('.').next().unwrap();
        let expected = document(&folder().join(format!("{talk}.md")));
        let found = document(&path);
        assert_eq!(speakers(&found), speakers(&expected), "{name}");
        assert_eq!(said(&found), said(&expected), "{name}");
        if !name.ends_with(".txt") {
            assert_eq!(headings(&found), headings(&expected), "{name}");
            assert_eq!(asides(&found), asides(&expected), "{name}");
        }
        let is_told = |warning: &Warning| !matches!(warning, Warning::OtherFormat);
        assert!(!found.warnings.iter().any(is_told), "{name}: {:?}", found.warnings);
        n_files += 1;
    }
    assert!(n_files >= 10, "{n_files}");
}
