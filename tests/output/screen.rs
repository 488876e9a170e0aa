//! Reading on the screen: what a document, its name and its marks hold is drawn, copied and printed at the end.

use std::fs;

use super::desk::Desk;
use super::emulator::Terminal;
use super::scan::{Place, check};
use super::strings::HOSTILE;

/// Leaves, and checks everything that the terminal was sent.
fn leave(terminal: &mut Terminal, name: &str) -> u32 {
    terminal.press("q");
    let code = terminal.wait_for_end().exit_code();
    check(name, &terminal.raw, Place::Screen);
    code
}

#[test]
fn nothing_but_our_own_sequences_leaves_while_reading() {
    for (name, text) in HOSTILE.into_iter().step_by(2) {
        check_reading(name, text);
    }
}

#[test]
fn nothing_but_our_own_sequences_leaves_while_reading_the_other_half() {
    for (name, text) in HOSTILE.into_iter().skip(1).step_by(2) {
        check_reading(name, text);
    }
}

fn check_reading(name: &str, text: &str) {
    let desk = Desk::new();
    let talk = desk.transcript(text);
    desk.mark(&talk, &[text]);
    let mut terminal = desk.start(&["--lang", "en", &talk, "--at", text], &[("TERM_PROGRAM", text)]);
    terminal.wait_for_text("好吗");
    terminal.press("B");
    terminal.wait_for_text("Bookmarks");
    assert_eq!(leave(&mut terminal, name), 0, "{name}");
    // a list of documents, one with a name that is made to act
    let named = desk.write(&text.replace('/', "-"), "问：好吗？\n");
    let mut terminal = desk.start(&["--lang", "en", &talk, &named], &[]);
    terminal.wait_for_text("Documents 2");
    terminal.wait_for("both are read", |it| !it.rows()[0].contains("still to read"));
    terminal.press("j");
    assert_eq!(leave(&mut terminal, name), 0, "{name}");
    // what was read before
    let mut terminal = desk.start(&["--lang", "en"], &[]);
    terminal.wait_for_text("Recent");
    assert_eq!(leave(&mut terminal, name), 0, "{name}");
}

/// What could not be saved is printed at the end, by escapes: it can be taken in from there.
#[test]
fn records_printed_at_the_end_do_no_harm() {
    let desk = Desk::new();
    let talk = desk.transcript("a\u{9b}\u{202e}\u{7f}\u{200b}\u{1b}[31m");
    fs::write(desk.home().join("data"), "no folder").unwrap();
    let mut terminal = desk.start(&["--lang", "en", &talk], &[]);
    terminal.wait_for_text("好吗");
    terminal.press("m");
    terminal.wait_for_text("NOT SAVED 1");
    assert_eq!(leave(&mut terminal, "records"), 1);
    let said = String::from_utf8(terminal.raw.clone()).unwrap();
    let lines = said.rsplit("\u{1b}[?1049l").next().unwrap();
    check("records", lines.as_bytes(), Place::Lines);
    let record = lines.lines().find(|line| line.starts_with('{')).unwrap();
    assert!(record.contains("\\u009b") && record.contains("\\u202e"), "{record}");
    assert!(serde_json::from_str::<serde_json::Value>(record).is_ok(), "{record}");
}
