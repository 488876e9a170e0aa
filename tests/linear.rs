//! The face that is read aloud, in a real pseudo-terminal and through pipes: what is typed, what is printed, what is kept.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use emulator::Terminal;
use rustix::process::Signal;
use tempfile::TempDir;
use wenda::document::controls::{Nature, nature};
use wenda::input::action::{ALL, Action};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
/// More rows than any test prints, so that nothing is scrolled away.
const SIZE: (u16, u16) = (160, 400);

fn start(arguments: &[&str], home: &Path, environment: &[(&str, &str)]) -> Terminal {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    Terminal::start_in(folder, env!("CARGO_BIN_EXE_wenda"), arguments, home, SIZE, environment)
}

/// Types lines, and waits until the last of them is answered with `answer`.
fn type_lines(terminal: &mut Terminal, lines: &[&str], answer: &str) {
    lines.iter().for_each(|line| terminal.press(&format!("{line}\n")));
    terminal.wait_for_text(answer);
}

/// Fails if anything but lines was printed: a sequence, a frame, a Braille sign, a mark of direction. A text for the clipboard
/// (OSC 52) prints nothing.
#[track_caller]
fn check_lines_alone(raw: &[u8]) {
    let text = String::from_utf8(raw.to_vec()).unwrap();
    let mut copies = text.split("\x1b]52;");
    let first = copies.next().unwrap();
    let others = copies.map(|copied| copied.split_once("\x1b\\").map(|(_, after)| after).unwrap());
    for c in [first].into_iter().chain(others).flat_map(str::chars) {
        let is_drawn = matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}');
        let is_line = matches!(c, '\n' | '\r' | '\t') || nature(c) == Nature::Seen;
        assert!(!is_drawn && is_line, "{c:?} in {text}");
    }
}

/// A command with these lines on standard input.
fn piped(home: &Path, arguments: &[&str], lines: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.args(arguments).env("WENDA_HOME", home).env("LANG", "en_US.UTF-8").env_remove("WENDA_LINEAR");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What was marked, as the command exports it.
fn marks(home: &Path) -> serde_json::Value {
    let exported = piped(home, &["bookmarks", "export", "--format", "json"], "");
    serde_json::from_slice(&exported.stdout).unwrap()
}

#[test]
fn four_jobs_are_done_by_lines() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(&["--linear", "--lang", "zh", LIGHTHOUSE], home.path(), &[]);
    terminal.wait_for_text("朗读方式");
    type_lines(&mut terminal, &["3"], "周爷爷，您守了一辈子灯");
    terminal.wait_for_text("第 3 问，共");
    type_lines(&mut terminal, &["m"], "Q3¶1 已保存");
    type_lines(&mut terminal, &["a"], "单独一行 . 保存");
    type_lines(&mut terminal, &["灯灭以后的夜里", "他做了什么", "。"], "已保存");
    type_lines(&mut terminal, &["t 人物"], "已加标签 #人物");
    type_lines(&mut terminal, &["/六百一十二"], "第 1 处，共 1 处，第 3 问的回答，周伯海，第");
    type_lines(&mut terminal, &["导出"], "1 个书签，格式 markdown");
    terminal.wait_for("the export", |it| it.rows().iter().filter(|row| row.contains("他做了什么")).count() > 1);
    type_lines(&mut terminal, &["q"], "已退出");
    assert!(terminal.wait_for_end().success());
    terminal.check_line_discipline();
    check_lines_alone(&terminal.raw);

    let kept = marks(home.path()).to_string();
    for part in ["灯灭以后的夜里\\n他做了什么", "人物", "周爷爷，您守了一辈子灯", "Q3¶1"] {
        assert!(kept.contains(part), "{part} is not in {kept}");
    }
}

/// Each action by its name; after it a line that is not known, whose answer tells that all before it has been answered.
#[test]
fn every_action_is_answered_and_draws_nothing() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(&["--linear", "--lang", "en", LIGHTHOUSE], home.path(), &[]);
    terminal.wait_for_text("Reading aloud");
    // these end or stop the program
    for (n, action) in ALL.iter().enumerate().filter(|(_, it)| !matches!(it, Action::Quit | Action::Suspend)) {
        let before = terminal.raw.len();
        terminal.press(&format!("{}\n", action.name().replace('_', " ")));
        // what asks for a line is given up, what asks for a note too, and what is open is closed
        terminal.press("!\n\u{1b}\n\nclose\nclose\n");
        terminal.press(&format!("zzz{n}\n"));
        let known = format!("“zzz{n}” is not known");
        terminal.wait_for(&known, |it| text_of(&it.raw[before..]).contains(&known));
        let said = text_of(&terminal.raw[before..]).to_owned();
        assert!(said.lines().count() > 8, "{action:?} is not answered: {said}");
    }
    type_lines(&mut terminal, &["quit"], "Closed");
    assert!(terminal.wait_for_end().success());
    // the Esc that was typed comes back as `^[` from the terminal itself
    check_lines_alone(&terminal.raw);
}

fn text_of(raw: &[u8]) -> &str {
    std::str::from_utf8(raw).unwrap_or_default()
}

#[test]
fn nothing_of_a_document_acts_on_the_terminal() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("hostile.md");
    let evil = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}5m\u{202E}│┌─┐\u{200F}";
    let talk = format!("# {evil}标题\n\n## {evil}一节\n\n**记者：**问{evil}吗？\n\n**老周：**答{evil}。\n");
    fs::write(&path, talk).unwrap();
    let mut terminal = start(&["--linear", "--lang", "zh", path.to_str().unwrap()], home.path(), &[]);
    terminal.wait_for_text("朗读方式");
    type_lines(&mut terminal, &["]", "m"], "Q1¶1 已保存");
    type_lines(
        &mut terminal,
        &["o", "esc", "R", "R", "A", "esc", "y", "/答", "导出", "where", "r", "esc", "q"],
        "已退出",
    );
    assert!(terminal.wait_for_end().success());
    check_lines_alone(&terminal.raw.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>());
}

#[test]
fn a_dumb_terminal_and_the_environment_ask_for_lines() {
    for environment in [("TERM", "dumb"), ("WENDA_LINEAR", "1")] {
        let home = TempDir::new().unwrap();
        let mut terminal = start(&["--lang", "en", LIGHTHOUSE], home.path(), &[environment]);
        terminal.wait_for_text("Reading aloud");
        type_lines(&mut terminal, &["]", "y", "q"], "Closed");
        assert!(terminal.wait_for_end().success());
        if environment.0 == "TERM" {
            check_lines_alone(&terminal.raw);
        }
    }
}

#[test]
fn what_is_being_written_is_kept_however_it_ends() {
    let ways: [fn(&mut Terminal); 3] = [
        |terminal| terminal.press("\u{3}"),
        |terminal| terminal.press("\u{4}"),
        |terminal| terminal.signal(Signal::TERM),
    ];
    for way in ways {
        let home = TempDir::new().unwrap();
        let mut terminal = start(&["--linear", "--lang", "en", LIGHTHOUSE], home.path(), &[]);
        terminal.wait_for_text("Reading aloud");
        type_lines(&mut terminal, &["2", "a"], "Write line by line");
        type_lines(&mut terminal, &["half a thought"], "Lines: 1");
        way(&mut terminal);
        terminal.wait_for_end();
        let kept = marks(home.path()).to_string();
        assert!(kept.contains("half a thought"), "{kept}");
    }
}

/// A text that takes longer to read than anybody waits without a word.
fn long_text(home: &Path) -> String {
    let path = home.join("long.md");
    let turn = |n| {
        format!(
            "**记者：**第{n}个问题：守灯塔的人，第{n}天看见的海是什么颜色？\n\n**老周：**第{n}天的海是灰的，灯是亮的。\n\n"
        )
    };
    fs::write(&path, format!("# 许多问题\n\n{}", (1..40_000).map(turn).collect::<String>())).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn lines_wait_for_the_whole_and_are_answered_in_their_order() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(&["--linear", "--lang", "en", &long_text(home.path())], home.path(), &[]);
    terminal.press("30000\nm\n");
    terminal.wait_for_text("Q30000¶1 saved");
    let said = text(&terminal.raw);
    let places: Vec<_> =
        ["Still reading", "Reading aloud", "Question 30000 of"].map(|text| said.find(text)).into_iter().collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}: {said}");
    assert_eq!(said.matches("Still reading").count(), 1, "{said}");
}

#[test]
fn who_does_not_want_to_wait_for_the_whole_ends_it_at_once() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(&["--linear", "--lang", "en", &long_text(home.path())], home.path(), &[]);
    terminal.wait_for_text("Still reading");
    terminal.signal(Signal::TERM);
    assert!(!terminal.wait_for_end().success());
    assert!(!text(&terminal.raw).contains("Reading aloud"), "it was still being read");
}

#[test]
fn a_script_on_standard_input_is_read_to_its_end() {
    let home = TempDir::new().unwrap();
    let told = piped(home.path(), &["--linear", "--lang", "en", LIGHTHOUSE], "3\nm\na kept\n]\nbookmarks");
    assert_eq!((told.status.code(), text(&told.stderr)), (Some(0), String::new()));
    let said = text(&told.stdout);
    let places = ["Question 3 of", "Q3¶1 saved", "Q3¶1 saved", "Question 4 of", "Bookmarks 1", "1. Q3¶1, note: kept"];
    let mut rest = said.as_str();
    for place in places {
        let at = rest.find(place).unwrap_or_else(|| panic!("{place} is not in {rest}, of {said}"));
        rest = &rest[at + place.len()..];
    }
    let nothing = piped(home.path(), &["--linear", "--lang", "en", LIGHTHOUSE], "");
    assert_eq!(nothing.status.code(), Some(0));
    assert!(text(&nothing.stdout).contains("Reading aloud"));
}

#[test]
fn what_is_printed_for_a_pipe_has_no_frame() {
    let home = TempDir::new().unwrap();
    let has_frame = |text: &str| text.contains(|c| matches!(c, '\u{2500}'..='\u{259F}'));
    let framed = home.path().join("framed.md");
    fs::write(&framed, "# ┌标题┐\n\n**记者：**│问│吗？\n\n**老周：**答。\n").unwrap();
    let framed = framed.to_str().unwrap();
    for (command, is_framed) in [
        (&["show", LIGHTHOUSE][..], false),
        (&["outline", LIGHTHOUSE], false),
        (&["--linear", "show", framed], false),
        (&["--linear", "outline", framed], false),
        // into a pipe a document goes as it is
        (&["show", framed], true),
    ] {
        let printed = text(&piped(home.path(), command, "").stdout);
        assert!(printed.contains('答') || printed.contains("Q1"), "{printed}");
        assert_eq!(has_frame(&printed), is_framed, "{command:?}: {printed}");
    }
}

#[test]
fn who_reads_no_further_ends_it_without_a_word() {
    let home = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.args(["--linear", LIGHTHOUSE]).env("WENDA_HOME", home.path());
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    // it may have ended before all is written
    child.stdin.take().unwrap().write_all("d\n".repeat(20).as_bytes()).ok();
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(141), String::new()));
}

#[test]
fn a_document_on_standard_input_leaves_the_terminal_for_the_lines() {
    let home = TempDir::new().unwrap();
    let script = format!("cat {LIGHTHOUSE} | {} --linear --lang en -", env!("CARGO_BIN_EXE_wenda"));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = std::env::var("PATH").unwrap();
    let environment = [("PATH", path.as_str())];
    let mut terminal = Terminal::start_in(folder, "/bin/sh", &["-c", &script], home.path(), SIZE, &environment);
    terminal.wait_for_text("Reading aloud");
    type_lines(&mut terminal, &["close", "2"], "Question 2 of 6");
    type_lines(&mut terminal, &["q"], "Closed");
    assert!(terminal.wait_for_end().success());
}
