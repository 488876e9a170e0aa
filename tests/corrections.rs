//! Corrections of the structure as programs see them, and as they are kept.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::{Value, json};
use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::operation::{Change, Correction};
use wenda::document::place::{Passage, Place};
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::storage::{Folders, opening};

const TALK: &str = "# 渡口\n\n**记者：**船什么时候开？\n\n**镇长：**天亮就开，有时候更早。\n\n这是江上多年的规矩。\n\n## 夜里的事\n\n\
    **记者：**夜里呢？\n\n**镇长：**夜里不开。\n";

/// A person's folders, and a transcript in them.
struct Desk(TempDir);

impl Desk {
    fn with(text: &str) -> Self {
        let desk = Desk(TempDir::new().unwrap());
        desk.write(text);
        desk
    }

    fn path(&self) -> String {
        self.0.path().join("talk.md").to_str().unwrap().to_owned()
    }

    fn write(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    /// Keeps a verdict on the paragraph that holds `words`.
    fn correct(&self, words: &str, says: Value) {
        let document = open(Path::new(&self.path()), &ReadOptions::default(), &Lexicon::default_words()).unwrap();
        let block = (0..document.blocks.len()).find(|&block| document.block_text(block).contains(words)).unwrap();
        let end = Place { block, byte: document.block_text(block).len() };
        let anchor = Anchor::of(&document, Passage { start: Place::start_of(block), end });
        let mut opened = opening::open(&Folders::under(self.0.path()), &document, &self.path());
        let correction = Correction { anchor: anchor.into(), says: says.into(), ..Correction::default() };
        opened.journal.append(&opened.stamper.stamp(Change::Correct(correction))).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
        command.args(arguments).arg(self.path()).env("WENDA_HOME", self.0.path()).env("LC_ALL", "en_US.UTF-8");
        command.output().unwrap()
    }

    /// The outline as JSON, and what was said on standard error.
    fn outline(&self) -> (Value, String) {
        let output = self.run(&["outline", "--json"]);
        (serde_json::from_slice(&output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn the_outline_shows_what_the_reader_corrected() {
    let desk = Desk::with(TALK);
    desk.correct("多年的规矩", json!({"begins": "statement"}));
    desk.correct("多年的规矩", json!({"speaker": "船工"}));
    desk.correct("天亮就开", json!({"heading": true}));
    desk.correct("夜里的事", json!({"heading": false}));
    let (outline, told) = desk.outline();
    assert_eq!(told, "");
    let turns: Vec<_> = outline["turns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|turn| json!([turn["kind"], turn["speaker"], turn["corrected"], turn["certain"]]))
        .collect();
    assert_eq!(
        turns,
        [
            json!(["question", "记者", true, true]),
            json!(["statement", "船工", true, true]),
            json!(["question", "记者", null, true]),
            json!(["answer", "镇长", null, true]),
        ]
    );
    let heading = &outline["sections"][0];
    assert_eq!(
        (&heading["corrected"], heading["heading"].as_str().unwrap()),
        (&json!(true), "镇长：天亮就开，有时候更早。")
    );
    assert_eq!(outline["sections"].as_array().unwrap().len(), 1);
    let said: Vec<_> = outline["corrections"].as_array().unwrap().iter().map(|said| said["says"].clone()).collect();
    assert_eq!(said[2..], [json!({"heading": true}), json!({"heading": false})]);
    assert_eq!(outline["corrections"][0]["text"], "这是江上多年的规矩。");
    assert_eq!(outline["corrections"][0]["in_force"], true);
}

/// Removed, moved by an edit, part of a longer paragraph and there again: how many turns there are, and whether it is told
/// that a correction is not in force.
#[test]
fn a_correction_follows_its_paragraph_and_is_told_and_kept_where_that_is_gone() {
    let text = fs::read_to_string("tests/fixtures/lighthouse.md").unwrap();
    let desk = Desk::with(&text);
    let paragraph = "我们算过一笔账。";
    let found = |changed: &str| {
        desk.write(changed);
        let (outline, told) = desk.outline();
        let lost = told.contains("talk.md: 1 of your corrections");
        assert_eq!(outline["corrections"][0]["in_force"], !lost, "{told}");
        assert_eq!(String::from_utf8(desk.run(&["show"]).stderr).unwrap().contains("1 of your corrections"), lost);
        (outline["turns"].as_array().unwrap().len(), lost)
    };
    desk.correct(paragraph, json!({"begins": "statement"}));
    let line = text.lines().find(|line| line.contains(paragraph)).unwrap();
    assert_eq!(found(&text), (14, false));
    assert_eq!(found(&text.replace(line, "")), (13, true));
    assert_eq!(found(&text.replace("各位乡亲", "乡亲们").replace("我们算过", "我们早就算过")), (14, false));
    let before = text.split(line).next().unwrap().trim_end().lines().last().unwrap();
    assert_eq!(found(&text.replace(&format!("{before}\n\n{line}"), &format!("{before}{}", &line[..59]))), (13, true));
    assert_eq!(found(&text), (14, false));
}
