//! How wenda behaves toward what is around it: what `--secure` takes away.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use emulator::Terminal;
use tempfile::TempDir;

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const WENDA: &str = env!("CARGO_BIN_EXE_wenda");
const SIZE: (u16, u16) = (100, 30);

/// What is kept below `home`, the settings aside.
fn kept(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter(|name| name == "data" || name == "state").collect()
}

/// Reads the lighthouse and presses each of `keys`; each has to be refused. Gives all that the terminal was told.
fn check_refused(arguments: &[&str], environment: &[(&str, &str)], keys: &[&str]) -> String {
    let home = TempDir::new().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let arguments = [&["--lang", "en"], arguments, &[LIGHTHOUSE]].concat();
    let mut terminal = Terminal::start_in(folder, WENDA, &arguments, home.path(), SIZE, environment);
    terminal.wait_for_text("Outline");
    for key in keys {
        terminal.press(key);
        terminal.wait_for_text("Not in this mode (--secure)");
        // anything that is allowed takes the refusal away
        terminal.press("g");
        terminal
            .wait_for("the end of the refusal", |terminal| !terminal.rows().iter().any(|row| row.contains("--secure")));
    }
    // a look that is changed holds, and is not remembered
    terminal.press("T");
    terminal.wait_for_text("Theme: paper");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert_eq!(kept(home.path()), Vec::<String>::new());
    String::from_utf8_lossy(&terminal.raw).into_owned()
}

#[test]
fn a_secure_reader_keeps_nothing_and_reaches_nothing_outside() {
    let keys = ["m", "a", "t", "y", "Y", "x", "U", "B", "r", "X", "C", "&", "E", "]:this begins an answer\x1b[B\r"];
    let raw = check_refused(&["--secure"], &[], &keys);
    assert!(!raw.contains("\x1b]52;"), "nothing may reach the clipboard");
    check_refused(&[], &[("WENDA_SECURE", "1")], &["m", "y"]);
}

#[test]
fn what_was_kept_before_is_not_read_in_secure_mode() {
    let home = TempDir::new().unwrap();
    let run = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = Command::new(WENDA);
        command.args(arguments).env("WENDA_HOME", home.path()).envs(environment.iter().copied());
        command.stdin(Stdio::null()).output().unwrap()
    };
    let mut terminal = Terminal::start(WENDA, &["--lang", "en", LIGHTHOUSE], home.path(), SIZE);
    terminal.wait_for_text("Outline");
    terminal.press("m");
    terminal.wait_for_text("saved");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    assert!(run(&["bookmarks"], &[]).status.code() == Some(2) && run(&["bookmarks", "list"], &[]).status.success());
    for (arguments, environment) in
        [(&["--secure", "bookmarks", "list"][..], &[][..]), (&["bookmarks", "list"], &[("WENDA_SECURE", "1")])]
    {
        let told = run(arguments, environment);
        assert_eq!((told.status.code(), told.stdout.len()), (Some(2), 0));
        assert!(String::from_utf8_lossy(&told.stderr).contains("--secure"));
    }
    assert!(run(&["bookmarks", "list"], &[("WENDA_SECURE", "0")]).status.success());
    let mut terminal = Terminal::start(WENDA, &["--lang", "en", "--secure", LIGHTHOUSE], home.path(), SIZE);
    terminal.wait_for_text("Outline");
    terminal.press("k");
    terminal.wait_for_text("This is the beginning");
    assert!(!terminal.rows().iter().any(|row| row.contains('⚑')), "{:#?}", terminal.rows());
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}
