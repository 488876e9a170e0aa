//! What a person sees of the store: that something could not be saved is said at once, waits, is saved as soon as it can
//! be, and can be taken elsewhere; what is wrong with the store is said at the opening; a text that changes under the
//! reader keeps its place and its marks.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use emulator::Terminal;
use tempfile::TempDir;

const WENDA: &str = env!("CARGO_BIN_EXE_wenda");
const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const FIRST_WORDS: &str = "灯还是那盏灯";
const THIRD: &str = "周爷爷，您守了一辈子灯";
const SIZE: (u16, u16) = (120, 40);

/// A home with a copy of the lighthouse in it, which is the folder that wenda is started in, too.
fn desk() -> (TempDir, PathBuf) {
    let home = TempDir::new().unwrap();
    let path = home.path().join("talk.md");
    fs::copy(LIGHTHOUSE, &path).unwrap();
    (home, path)
}

fn start(home: &Path, path: &Path) -> Terminal {
    let home_variable = [("HOME", home.to_str().unwrap())];
    let arguments = ["--lang", "en", path.to_str().unwrap()];
    Terminal::start_in(home, WENDA, &arguments, &home.join("kept"), SIZE, &home_variable)
}

fn read(home: &Path, path: &Path) -> Terminal {
    let mut terminal = start(home, path);
    terminal.wait_for_text(FIRST_WORDS);
    terminal
}

fn shows(terminal: &Terminal, text: &str) -> bool {
    terminal.rows().iter().any(|row| row.contains(text))
}

/// A file where the folder of the marks should be: nothing can be saved, whoever the person is.
fn block(home: &Path) -> PathBuf {
    let kept = home.join("kept");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("data"), "").unwrap();
    kept.join("data")
}

fn bookmarks(home: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(WENDA);
    command.arg("bookmarks").args(arguments).env("WENDA_HOME", home.join("kept"));
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn what_cannot_be_saved_is_said_at_once_and_saved_when_it_can_be() {
    let (home, path) = desk();
    let blocked = block(home.path());
    let mut terminal = read(home.path(), &path);
    terminal.press("]]m");
    terminal.wait_for_text("NOT SAVED (E writes it elsewhere)");
    terminal.wait_for_text("NOT SAVED 1");
    fs::remove_file(blocked).unwrap();
    // The next change takes those that wait with it.
    terminal.press("]m");
    terminal.wait_for("both to be saved", |it| !shows(it, "NOT SAVED") && shows(it, "Q3¶1 saved"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    let (code, listed) = bookmarks(home.path(), &["list", path.to_str().unwrap()]);
    assert!(code == Some(0) && listed.contains("Q2¶1") && listed.contains("Q3¶1"), "{listed}");
}

#[test]
fn what_waits_is_saved_by_itself_as_soon_as_there_is_room() {
    let (home, path) = desk();
    let blocked = block(home.path());
    let mut terminal = read(home.path(), &path);
    terminal.press("]m");
    terminal.wait_for_text("NOT SAVED 1");
    fs::remove_file(blocked).unwrap();
    terminal.wait_for("it to be saved", |it| !shows(it, "NOT SAVED 1"));
}

#[test]
fn what_cannot_be_saved_is_offered_elsewhere_while_reading_and_at_the_end() {
    let (home, path) = desk();
    let blocked = block(home.path());
    let rescued = || -> Vec<PathBuf> {
        let entries = fs::read_dir(home.path()).unwrap().flatten().map(|entry| entry.path());
        entries.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect()
    };
    let mut terminal = read(home.path(), &path);
    terminal.press("E");
    terminal.wait_for_text("Everything is saved");
    terminal.press("]]m");
    terminal.wait_for_text("NOT SAVED 1");
    terminal.press("E");
    terminal.wait_for_text("1 changes written to");
    let first = rescued();
    assert_eq!(first.len(), 1);
    terminal.press("]m");
    terminal.wait_for_text("NOT SAVED 2");
    terminal.press("q");
    assert_eq!(terminal.wait_for_end().exit_code(), 1);
    assert!(shows(&terminal, "2 changes could not be saved"), "{}", terminal.rows().join("\n"));

    fs::remove_file(blocked).unwrap();
    let last = rescued().into_iter().find(|path| !first.contains(path)).unwrap();
    let path = path.to_str().unwrap();
    for file in [&first[0], &last, &last] {
        assert_eq!(bookmarks(home.path(), &["import", file.to_str().unwrap(), "--into", path]).0, Some(0));
    }
    let (_, listed) = bookmarks(home.path(), &["list", path]);
    assert!(listed.contains("Q2¶1") && listed.contains("Q3¶1") && listed.lines().count() == 3, "{listed}");
}

/// The log of the marks in the copy of the lighthouse, after a paragraph was marked.
fn marked(home: &Path, path: &Path) -> PathBuf {
    let mut terminal = read(home, path);
    terminal.press("]]]m");
    terminal.wait_for_text("saved");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    let folder = fs::read_dir(home.join("kept/data/documents")).unwrap().flatten().next().unwrap().path();
    let logs = fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path());
    logs.into_iter().find(|path| path.extension().is_some_and(|it| it == "jsonl")).unwrap()
}

#[test]
fn what_is_wrong_with_the_store_is_said_at_the_opening() {
    let (home, path) = desk();
    let log = marked(home.path(), &path);
    let whole = fs::read(&log).unwrap();
    fs::OpenOptions::new().append(true).open(&log).unwrap().write_all(b"what is this?\n").unwrap();
    start(home.path(), &path).wait_for_text("1 damaged lines can't be read");
    // A newer version has written there: it is read, and left alone.
    fs::write(&log, [&whole[..], b"{\"v\":2,\"all\":\"new\"}\n"].concat()).unwrap();
    let mut terminal = start(home.path(), &path);
    terminal.wait_for_text("written by a newer wenda");
    terminal.wait_for_text("Q3¶1");
    terminal.press("[m");
    terminal.wait_for_text("NOT SAVED 1");
    drop(terminal);
    assert_eq!(fs::read(&log).unwrap(), [&whole[..], b"{\"v\":2,\"all\":\"new\"}\n"].concat());
}

/// Puts another text into a file, as editors do.
fn replace(path: &Path, text: &str) {
    let new = path.with_extension("new");
    fs::write(&new, text).unwrap();
    fs::rename(new, path).unwrap();
}

#[test]
fn a_text_that_changes_under_the_reader_keeps_its_place_and_its_marks() {
    let (home, path) = desk();
    let text = fs::read_to_string(&path).unwrap();
    let mut terminal = read(home.path(), &path);
    terminal.press("]]]m");
    terminal.wait_for_text("saved");
    let is_at_top = |it: &Terminal, words: &str| it.rows().iter().take(4).any(|row| row.contains(words));
    // Much comes in before it, and the words that are read change.
    let opening = "林晚舟：新加的一段开场白，从前没有这一段。\n\n".repeat(30);
    let edited =
        text.replacen("林晚舟：各位乡亲", &(opening + "林晚舟：各位乡亲"), 1).replacen("一辈子灯", "大半辈子的灯", 1);
    replace(&path, &edited);
    terminal.wait_for("the new words at the top", |it| is_at_top(it, "周爷爷，您守了大半辈子的灯"));
    terminal.wait_for_text("⚑1");
    // The paragraph that is read goes: what follows it is read on, and its mark is lost for as long as it is gone.
    let question = edited.lines().find(|line| line.contains("周爷爷，您守了大半辈子")).unwrap();
    replace(&path, &edited.replacen(question, "", 1));
    terminal.wait_for("what followed at the top", |it| is_at_top(it, "睡不着") && shows(it, "not found"));
    replace(&path, &text);
    terminal.wait_for("the mark again", |it| shows(it, THIRD) && !shows(it, "not found"));
    // A mark made in a text that was read anew is found in the next version, too.
    terminal.press("]m");
    terminal.wait_for_text("⚑2");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    replace(&path, &edited);
    let (_, listed) = bookmarks(home.path(), &["list", path.to_str().unwrap()]);
    assert!(listed.lines().count() == 3 && !listed.contains("[lost]"), "{listed}");
}

#[test]
fn another_text_put_in_the_place_of_the_one_that_is_read_gets_none_of_its_marks() {
    let (home, path) = desk();
    let mut terminal = read(home.path(), &path);
    terminal.press("]]]m");
    terminal.wait_for_text("saved");
    replace(&path, &fs::read_to_string("tests/fixtures/orchard.txt").unwrap());
    terminal.wait_for("the other text without marks", |it| !shows(it, FIRST_WORDS) && !shows(it, "⚑1"));
    terminal.press("]m");
    terminal.wait_for_text("⚑1");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert_eq!(fs::read_dir(home.path().join("kept/data/documents")).unwrap().count(), 2);
}
