//! What `wenda doctor` says: in both languages, into a pipe, on a terminal that answers and on one that does not.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::process::{Command, Stdio};

use emulator::Terminal;
use tempfile::TempDir;

/// What is said into a pipe, on success.
fn piped(arguments: &[&str]) -> String {
    let home = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.arg("doctor").args(arguments).env_clear().env("WENDA_HOME", home.path()).env("TERM", "vt220");
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is said on a terminal, which answers or is silent.
fn on_terminal(arguments: &[&str], is_silent: bool, environment: &[(&str, &str)]) -> String {
    let home = TempDir::new().unwrap();
    let arguments: Vec<&str> = [&["doctor"], arguments].concat();
    let program = env!("CARGO_BIN_EXE_wenda");
    let mut terminal = Terminal::start_in(home.path(), program, &arguments, home.path(), (240, 40), environment);
    if is_silent {
        terminal.fall_silent();
    }
    assert!(terminal.wait_for_end().success());
    terminal.check_line_discipline();
    assert!(!terminal.screen().alternate_screen());
    terminal.rows().join("\n")
}

#[track_caller]
fn check(said: &str, expected: &[&str]) {
    for part in expected {
        assert!(said.contains(part), "it should say {part:?}, but says:\n{said}");
    }
}

#[test]
fn into_a_pipe_it_asks_nothing_and_says_so() {
    check(
        &piped(&["--lang", "en"]),
        &["Terminal: TERM=vt220", "Nothing was asked", "quotes and dashes “ ” ‘ ’ — …: one cell", "config.toml"],
    );
    check(
        &piped(&["--lang", "zh"]),
        &["终端：TERM=vt220", "没有询问", "引号和破折号 “ ” ‘ ’ — …: 一格", "config.toml"],
    );
    assert!(!piped(&["--lang", "en"]).contains('\x1b'), "no question stands in the pipe");
}

#[test]
fn what_a_terminal_answers_is_shown_with_what_follows() {
    // this terminal draws ambiguous characters narrow and each part of a joined emoji by itself, and knows selectors
    let answered = on_terminal(&["--lang", "en"], false, &[]);
    check(
        &answered,
        &[
            "中 2   “ 1   ① 1   │ 1   é 1",
            "It answered after",
            "frames │ ─ ┌: one cell",
            "joined from several: their parts side by side",
            "text characters: as one sign",
        ],
    );
    assert!(!answered.contains("tmux"), "{answered}");
    let answered = on_terminal(&["--lang", "zh"], false, &[("TMUX", "yes")]);
    check(
        &answered,
        &[
            "中 2   “ 1   ① 1   │ 1   é 1",
            "毫秒后答复",
            "框线 │ ─ ┌: 一格",
            "合成的表情: 各部分并排",
            "变成的表情: 作为一个字符",
            "codepoint-widths",
        ],
    );
}

#[test]
fn a_silent_terminal_is_called_that() {
    check(&on_terminal(&["--lang", "en"], true, &[]), &["did not answer within 1000 ms", "letters é α д: one cell"]);
    check(&on_terminal(&["--lang", "zh"], true, &[]), &["1000 毫秒内没有答复", "字母 é α д: 一格"]);
}

#[test]
fn what_a_person_has_set_goes_before_the_answer() {
    let said = on_terminal(&["--lang", "en", "--ambiguous-width", "wide"], false, &[]);
    check(&said, &["ambiguous_width = \"wide\", this counts", "“ 1", "letters é α д: two cells"]);
}
