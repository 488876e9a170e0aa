//! A document in two windows, and a document that is a version of another: what a second program makes of the marks.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::path::Path;

use emulator::Terminal;
use tempfile::TempDir;

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const FIRST_WORDS: &str = "灯还是那盏灯";
/// What is asked about a version of a text that was marked.
const ASKED: &str = "take its bookmarks?";

/// Opens a document and waits until it is there.
fn open(path: &str, home: &Path) -> Terminal {
    let mut terminal = Terminal::start(env!("CARGO_BIN_EXE_wenda"), &["--lang", "en", path], home, (120, 40));
    terminal.wait_for_text(FIRST_WORDS);
    terminal
}

fn close(mut terminal: Terminal) {
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

fn shows(terminal: &Terminal, text: &str) -> bool {
    terminal.rows().iter().any(|row| row.contains(text))
}

#[test]
fn each_of_two_windows_shows_what_the_other_marks_and_deletes() {
    let home = TempDir::new().unwrap();
    let (mut one, mut other) = (open(LIGHTHOUSE, home.path()), open(LIGHTHOUSE, home.path()));
    one.press("]]m");
    other.wait_for_text("Q2¶1");
    other.press("]]]m");
    one.wait_for_text("Q3¶1");
    one.press("x");
    other.wait_for("the deletion", |it| shows(it, "Q3¶1") && !shows(it, "Q2¶1"));
    close(one);
    close(other);
}

/// The first sections of the lighthouse, and questions that nobody asked there.
fn version() -> String {
    let text = fs::read_to_string(LIGHTHOUSE).unwrap();
    let kept = text.split_once("## 今晚以后").unwrap().0;
    let words = |at: u32| (0..40).filter_map(move |nth| char::from_u32(0x4E00 + (at * 641 + nth * 7919) % 20_000));
    let turns = (0..30).map(|at| format!("《海风日报》记者：{}？\n\n", words(at).collect::<String>()));
    kept.to_owned() + &turns.collect::<String>()
}

/// A text whose third question was marked, and which then became a version of itself.
fn changed() -> (TempDir, String) {
    let home = TempDir::new().unwrap();
    let path = home.path().join("talk.md");
    fs::copy(LIGHTHOUSE, &path).unwrap();
    let path = path.to_str().unwrap().to_owned();
    let mut terminal = open(&path, home.path());
    terminal.press("]]]m");
    terminal.wait_for_text("saved");
    close(terminal);
    fs::write(&path, version()).unwrap();
    (home, path)
}

/// Answers what is asked about a [`changed`] text; then its bookmark is shown or not.
fn answer(key: &str, is_shown: bool) -> (TempDir, String) {
    let (home, path) = changed();
    let mut terminal = open(&path, home.path());
    terminal.wait_for_text(ASKED);
    assert!(!shows(&terminal, "Q3¶1"));
    terminal.press(key);
    terminal.wait_for("what was answered", |it| !shows(it, ASKED) && shows(it, "Q3¶1") == is_shown);
    close(terminal);
    (home, path)
}

#[test]
fn a_version_of_a_marked_text_gets_its_marks_on_request_and_is_not_asked_about_again() {
    let (home, path) = answer("y", true);
    let mut terminal = open(&path, home.path());
    terminal.wait_for_text("Q3¶1");
    assert!(!shows(&terminal, ASKED));
    close(terminal);
}

#[test]
fn a_key_typed_ahead_of_a_version_with_its_marks_is_not_lost() {
    let (home, path) = changed();
    let mut terminal = open(&path, home.path());
    terminal.wait_for_text(ASKED);
    terminal.press("yq");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn a_text_that_is_no_version_stays_without_marks_and_is_not_asked_about_again() {
    let (home, path) = answer("n", false);
    let mut terminal = open(&path, home.path());
    terminal.press("]m");
    terminal.wait_for_text("Q1¶1");
    assert!(!shows(&terminal, ASKED) && !shows(&terminal, "Q3¶1"));
    close(terminal);
}
