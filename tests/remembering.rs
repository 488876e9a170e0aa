//! A terminal that has told its widths once need not be waited for: its first screen is right while it is still silent.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::path::Path;

use emulator::Terminal;
use tempfile::TempDir;

/// A family as this terminal draws it, part by part; wenda draws it so for terminals that have said they do.
const IN_PARTS: &str = "👨👩👧";

fn start(home: &Path) -> Terminal {
    let path = home.join("talk.md");
    fs::write(&path, "# 灯塔\n\n记者：👨\u{200D}👩\u{200D}👧好吗？\n\n镇长：好。\n").unwrap();
    let arguments = ["--lang", "zh", path.to_str().unwrap()];
    Terminal::start(env!("CARGO_BIN_EXE_wenda"), &arguments, home, (80, 24))
}

/// Whether the screen, as soon as it shows the question, shows the family in parts.
fn is_known(terminal: &mut Terminal) -> bool {
    terminal.wait_for_text("好吗");
    terminal.rows().iter().any(|row| row.contains(IN_PARTS))
}

#[test]
fn what_a_terminal_has_told_once_is_known_before_it_speaks_again() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(home.path());
    terminal.wait_for_text(IN_PARTS);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());

    let mut silent = start(home.path());
    silent.fall_silent();
    assert!(is_known(&mut silent), "{}", silent.rows().join("\n"));

    let elsewhere = TempDir::new().unwrap();
    let mut unknown = start(elsewhere.path());
    unknown.fall_silent();
    assert!(!is_known(&mut unknown), "{}", unknown.rows().join("\n"));
}
