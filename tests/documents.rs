//! Several documents in a real terminal: standard input, a folder, files that were named, those read before.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::path::Path;

use emulator::Terminal;
use tempfile::TempDir;

const SIZE: (u16, u16) = (100, 30);

fn start(arguments: &[&str], home: &Path) -> Terminal {
    let arguments: Vec<&str> = ["--lang", "en"].iter().chain(arguments).copied().collect();
    Terminal::start(env!("CARGO_BIN_EXE_wenda"), &arguments, home, SIZE)
}

/// A folder of `n` short talks, one with a note that is no text, in a home of its own.
fn folder(n: usize) -> TempDir {
    let home = TempDir::new().unwrap();
    let talks = home.path().join("talks");
    fs::create_dir(&talks).unwrap();
    for at in 0..n {
        let text = format!("# 第{at}次会谈\n\n记者：第{at}次谈什么？\n\n站长林：谈渡口。\n");
        fs::write(talks.join(format!("{at:03}.md")), text).unwrap();
    }
    fs::write(talks.join("zz.png"), b"\x89PNG\r\n").unwrap();
    home
}

/// Ends the program by its key.
fn leave(mut terminal: Terminal) {
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

fn path_in(home: &TempDir, name: &str) -> String {
    home.path().join("talks").join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_pipe_into_it_is_read_and_keys_come_from_the_terminal() {
    let home = folder(1);
    let script = format!("cat '{}' | '{}' --lang en", path_in(&home, "000.md"), env!("CARGO_BIN_EXE_wenda"));
    let mut terminal = Terminal::start("/bin/sh", &["-c", &script], home.path(), SIZE);
    terminal.wait_for_text("谈渡口");
    terminal.press("?");
    terminal.wait_for_text("a row down");
    terminal.press("?q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn nothing_led_into_it_is_not_read() {
    let home = folder(0);
    let script = format!("'{}' --lang en < /dev/null", env!("CARGO_BIN_EXE_wenda"));
    let mut terminal = Terminal::start("/bin/sh", &["-c", &script], home.path(), SIZE);
    terminal.wait_for_text("guide.md");
    leave(terminal);
}

#[test]
fn a_folder_is_listed_read_opened_and_returned_to() {
    let home = folder(40);
    let mut terminal = start(&[&path_in(&home, "")], home.path());
    terminal.wait_for_text("Documents 41");
    terminal.wait_for("all are read", |it| !it.rows()[0].contains("still to read"));
    terminal.wait_for_text("第3次会谈");
    terminal.press("jjj\r");
    terminal.wait_for_text("第3次谈什么");
    terminal.press("m");
    terminal.wait_for_text("saved");
    // the next one, and back
    terminal.press("\u{e}");
    terminal.wait_for_text("第4次谈什么");
    terminal.press("\u{10}");
    terminal.wait_for_text("第3次谈什么");
    terminal.press("D");
    terminal.wait_for("the list at its row", |it| it.rows().iter().any(|row| row.starts_with("▌ 第3次会谈")));
    terminal.wait_for_text("1 marked");
    // one that can't be read is a row, which says why
    terminal.press("G");
    terminal.wait_for_text("a picture (PNG)");
    terminal.press("\r");
    terminal.wait_for_text("Not opened");
    leave(terminal);
}

#[test]
fn files_are_listed_and_a_missing_one_is_a_row() {
    let home = folder(2);
    let (one, other) = (path_in(&home, "000.md"), path_in(&home, "gone.md"));
    let mut terminal = start(&[&one, &other], home.path());
    terminal.wait_for_text("Documents 2");
    terminal.wait_for_text("there is no such file");
    terminal.press("\r");
    terminal.wait_for_text("第0次谈什么");
    terminal.press("\u{e}");
    terminal.wait_for_text("last document of the list");
    leave(terminal);
}

#[test]
fn a_document_that_is_gone_by_the_time_it_is_opened_ends_nothing() {
    let home = folder(3);
    let mut terminal = start(&[&path_in(&home, "")], home.path());
    terminal.wait_for_text("第1次会谈");
    fs::remove_file(path_in(&home, "001.md")).unwrap();
    terminal.press("j\r");
    terminal.wait_for_text("There is no file");
    terminal.press("k\r");
    terminal.wait_for_text("第0次谈什么");
    leave(terminal);
}

#[test]
fn a_note_that_was_being_written_is_kept_when_the_program_goes_on_to_another_document() {
    let home = folder(2);
    let mut terminal = start(&[&path_in(&home, "")], home.path());
    terminal.wait_for_text("第0次会谈");
    terminal.press("\r");
    terminal.wait_for_text("第0次谈什么");
    terminal.press("]a");
    terminal.wait_for_text("Esc save");
    terminal.press("查\u{1b}");
    terminal.wait_for_text("saved");
    terminal.press("\u{e}");
    terminal.wait_for_text("第1次谈什么");
    terminal.press("\u{10}");
    terminal.wait_for_text("✎");
    leave(terminal);
}

#[test]
fn alone_it_lists_what_was_read_before_and_then_shows_the_guide() {
    let home = folder(2);
    let mut terminal = start(&[&path_in(&home, "000.md")], home.path());
    terminal.wait_for_text("第0次谈什么");
    terminal.press("]m");
    terminal.wait_for_text("saved");
    terminal.press("q");
    terminal.wait_for_end();
    let mut terminal = start(&[], home.path());
    terminal.wait_for_text("Recently read 1");
    terminal.wait_for_text("第0次会谈");
    terminal.wait_for_text("at Q1");
    terminal.wait_for_text("1 marked");
    terminal.press("\u{1b}");
    terminal.wait_for_text("guide.md");
    terminal.press("r\r");
    terminal.wait_for_text("第0次谈什么");
    leave(terminal);
}

#[test]
fn leaving_waits_for_no_list() {
    let home = folder(400);
    let mut terminal = start(&[&path_in(&home, "")], home.path());
    terminal.wait_for_text("Documents 401");
    leave(terminal);
}
