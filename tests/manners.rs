//! How wenda behaves toward what is around it: the title of the window, the mouse, links, completions for shells, and what
//! `--secure` takes away.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;
#[path = "manners/handover.rs"]
mod handover;

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
fn the_mouse_is_given_to_the_terminal_and_taken_again() {
    let home = TempDir::new().unwrap();
    let mut terminal = Terminal::start(WENDA, &["--lang", "en", LIGHTHOUSE], home.path(), SIZE);
    terminal.wait_for_text("] next question");
    // a click on a hint is its key
    let row = terminal.rows().len();
    let column = terminal.rows()[row - 1].find("] next question").unwrap() + 1;
    terminal.press(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"));
    terminal.wait_for_text("Q 1/6");
    let n_written = terminal.raw.len();
    terminal.press("\x1bm");
    terminal.wait_for_text("Alt-m gives it back");
    assert!(String::from_utf8_lossy(&terminal.raw[n_written..]).contains("\x1b[?1000l"));
    terminal.press("\x1bm");
    terminal.wait_for_text("wenda has the mouse again");
    assert!(String::from_utf8_lossy(&terminal.raw[n_written..]).contains("\x1b[?1000h"));
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn a_secure_reader_keeps_nothing_and_reaches_nothing_outside() {
    let keys =
        ["m", "a", "t", "y", "Y", "x", "U", "A", "r", "X", "C", "&", "E", "e", "]:this begins an answer\x1b[B\r"];
    let raw = check_refused(&["--secure"], &[], &keys);
    assert!(!raw.contains("\x1b]52;"), "nothing may reach the clipboard");
    check_refused(&[], &[("WENDA_SECURE", "1")], &["m", "y"]);
}

#[test]
fn ctrl_z_stops_it_for_the_shell_that_started_it_and_for_nobody_else() {
    let home = TempDir::new().unwrap();
    let mut alone = Terminal::start(WENDA, &["--lang", "en", LIGHTHOUSE], home.path(), SIZE);
    alone.wait_for_text("Outline");
    alone.press("\x1a");
    alone.wait_for_text("No shell started this");
    alone.press("q");
    assert!(alone.wait_for_end().success());

    let mut shell = Terminal::start("/bin/sh", &["-i"], home.path(), SIZE);
    let is_reading = |it: &Terminal| it.rows().iter().any(|row| row.contains("Outline"));
    // in a script, too: that stops with it
    shell.press(&format!("sh -c '{WENDA} --lang en {LIGHTHOUSE}; echo read'\r"));
    shell.wait_for("the text", is_reading);
    // the shell asks for the next command once it has said so: what is typed before is thrown away with the terminal's state
    let asks = |it: &Terminal| {
        it.rows().iter().rev().find(|row| !row.is_empty()).is_some_and(|row| matches!(row.trim_end(), "#" | "$"))
    };
    for n_stops in 1..=2 {
        shell.press("\x1a");
        let n_told = |it: &Terminal| it.rows().iter().filter(|row| row.contains("Stopped")).count();
        shell.wait_for("the shell", |it| n_told(it) == n_stops && asks(it));
        shell.press("fg\r");
        shell.wait_for("the text again", is_reading);
    }
    shell.press("q");
    shell.wait_for("the end of the script", |it| it.rows().iter().any(|row| row.trim_end() == "read"));
    shell.press("exit\r");
    shell.wait_for_end();
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

/// Reads a text until its first question is seen, presses `keys` and then q; gives all that the terminal was told.
fn told(text: &str, arguments: &[&str], keys: &str) -> String {
    let home = TempDir::new().unwrap();
    let path = home.path().join("talk.md");
    fs::write(&path, text).unwrap();
    let arguments = [&["--lang", "en"], arguments, &[path.to_str().unwrap()]].concat();
    let mut terminal = Terminal::start(WENDA, &arguments, home.path(), SIZE);
    terminal.wait_for_text("林晚舟：");
    terminal.press(keys);
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    String::from_utf8_lossy(&terminal.raw).into_owned()
}

const TALK: &str = "# 灯\u{1b}]0;坏\u{7}塔\n\n《晨报》记者：看[这一页](https://example.org/问?a=b)吗？\n\n林晚舟：[不](javascript:alert(1))[看](https://a\u{1b}b)。\n";

#[test]
fn the_window_has_the_title_of_the_document_and_then_its_own_again() {
    let raw = told(TALK, &[], "");
    let kept = raw.find("\u{1b}[22;2t").unwrap();
    let named = raw.find("\u{1b}]2;灯").unwrap();
    let back = raw.rfind("\u{1b}[23;2t").unwrap();
    assert!(kept < named && named < back, "{raw:?}");
    let title = &raw[named + 4..named + raw[named..].find("\u{1b}\\").unwrap()];
    assert!(title.ends_with("塔 - wenda") && !title.contains(char::is_control), "{title:?}");
    assert!(!told(TALK, &["--secure"], "").contains("\u{1b}]2;"));
}

#[test]
fn links_of_the_web_are_told_to_the_terminal_and_end_before_the_frame_does() {
    let raw = told(TALK, &[], "");
    assert!(raw.contains(";https://example.org/%E9%97%AE?a=b\u{1b}\\"), "{raw:?}");
    assert!(!raw.contains(";javascript") && !raw.contains(";https://a"), "{raw:?}");
    let (begun, ended) = (raw.matches("\u{1b}]8;id=").count(), raw.matches("\u{1b}]8;;\u{1b}\\").count());
    assert!(begun > 0 && begun == ended, "{begun} {ended}");
    assert!(!told(TALK, &["--secure"], "").contains("\u{1b}]8;"));
}

/// Has a shell run `script` after it has read its completions; `None` where it is not installed.
fn complete(shell: &str, script: &str) -> Option<String> {
    let home = TempDir::new().unwrap();
    let output =
        Command::new(WENDA).args(["completions", shell, "--lang", "zh"]).env("WENDA_HOME", home.path()).output();
    let path = home.path().join("_wenda");
    fs::write(&path, output.unwrap().stdout).unwrap();
    let script = script.replace("COMPLETIONS", path.to_str().unwrap());
    let output = Command::new(shell).args(["-c", &script]).env("LC_ALL", "C.UTF-8").output().ok()?;
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{shell}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn shells_complete_commands_and_arguments() {
    let bash =
        "source COMPLETIONS; COMP_WORDS=(wenda boo); COMP_CWORD=1; _wenda wenda boo wenda; echo \"${COMPREPLY[@]}\"";
    assert_eq!(complete("bash", bash).unwrap().trim(), "bookmarks");
    if let Some(told) = complete("fish", "source COMPLETIONS; complete -C 'wenda show --wid'") {
        assert!(told.contains("--width") && told.contains("宽度"), "{told}");
    }
    if let Some(told) = complete("fish", "source COMPLETIONS; complete -C 'wenda bookmarks export --format '") {
        assert!(told.contains("csv\t一个书签一行"), "{told}");
    }
    if let Some(told) = complete("fish", "source COMPLETIONS; complete -C 'wenda --lang '") {
        assert!(told.contains("zh-Hant\t繁體中文"), "{told}");
    }
    let zsh = "autoload -U compinit; compinit -u -D; source COMPLETIONS; print -r -- $_comps[wenda]";
    if let Some(told) = complete("zsh", zsh) {
        assert_eq!(told.trim(), "_wenda");
    }
}

/// Types a command into a shell, as a person does, and gives what stands there after the key for completion; `None` where the
/// shell is not installed.
fn typed_into(shell: &str, arguments: &[&str], loading: &str, typed: &str, expected: &str) -> Option<()> {
    Command::new(shell).arg("--version").output().ok()?;
    let home = TempDir::new().unwrap();
    let output =
        Command::new(WENDA).args(["completions", shell, "--lang", "zh"]).env("WENDA_HOME", home.path()).output();
    fs::write(home.path().join("_wenda"), output.unwrap().stdout).unwrap();
    fs::write(home.path().join("talk.md"), TALK).unwrap();
    let bin = Path::new(WENDA).parent().unwrap().display();
    let path = format!("{bin}:/usr/local/bin:/usr/bin:/bin");
    let environment = [("PATH", path.as_str()), ("LC_ALL", "C.UTF-8"), ("HOME", home.path().to_str().unwrap())];
    let mut terminal = Terminal::start_in(home.path(), shell, arguments, home.path(), SIZE, &environment);
    terminal.press(&format!("{loading}; echo rea''dy\r"));
    terminal.wait_for_text("ready");
    terminal.press(typed);
    terminal.wait_for_text(expected);
    Some(())
}

#[test]
fn what_is_typed_into_a_shell_is_completed() {
    let zsh = "fpath=($PWD $fpath); autoload -U compinit; compinit -u -D";
    for (typed, expected) in [
        ("wenda bookm\t", "wenda bookmarks"),
        ("wenda ta\t", "wenda talk.md"),
        ("wenda show ta\t", "wenda show talk.md"),
        ("wenda bookmarks export --format cs\t", "--format csv"),
        ("wenda --lang zh-H\t", "--lang zh-Hant"),
    ] {
        typed_into("zsh", &["-f"], zsh, typed, expected);
        typed_into("bash", &["--norc"], "source ./_wenda", typed, expected).unwrap();
        typed_into("fish", &["--no-config"], "source ./_wenda", typed, expected);
    }
}
