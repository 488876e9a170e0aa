//! Into a pipe data goes as it is; of messages, only what would make another line is changed.

use std::process::{Command, Stdio};

use super::desk::{Desk, WENDA};
use super::strings::HOSTILE;

/// The program with these arguments, in the home of a desk and without a terminal.
pub fn command(desk: &Desk, arguments: &[&str]) -> Command {
    let mut command = Command::new(WENDA);
    command.args(arguments).env("WENDA_HOME", desk.home()).env("LC_ALL", "en_US.UTF-8").env("RUST_BACKTRACE", "0");
    command.current_dir(desk.folder()).stdin(Stdio::null());
    command
}

#[test]
fn data_goes_into_a_pipe_as_it_is() {
    for (name, text) in HOSTILE {
        // what ends a line is told by the reading
        if text.contains(['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}', '\t']) {
            continue;
        }
        let desk = Desk::new();
        let talk = desk.write("talk.md", format!("记者：好吗？\n\n镇长：好。\n\n```\n[{text}]\n```\n"));
        let output = command(&desk, &["show", "--raw", "--width", "1000", &talk]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(&format!("[{text}]")), "{name}: {said:?}");
    }
}

#[test]
fn the_lossless_export_keeps_the_original() {
    let desk = Desk::new();
    let talk = desk.write("talk.md", "记者：好吗？\n\n镇长：好。\n");
    desk.mark(&talk, &HOSTILE.map(|(_, text)| text));
    let output = command(&desk, &["bookmarks", "export", "--format", "json"]).output().unwrap();
    let export: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let marks = export["documents"][0]["bookmarks"].as_array().unwrap();
    let is_kept = |text: &str| marks.iter().any(|mark| mark["note"] == text && mark["tags"][0] == text);
    for (name, text) in HOSTILE.iter().step_by(2) {
        assert!(is_kept(text), "{name}: {export}");
    }
    // the forms for people and for other programs carry nothing that acts
    for format in ["markdown", "csv", "org"] {
        let output = command(&desk, &["bookmarks", "export", "--format", format]).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let acts = |c: char| c.is_control() && !"\r\n\t".contains(c) || "\u{202e}\u{2066}\u{200f}\u{61c}".contains(c);
        assert!(text.contains("taken") && !text.contains(acts), "{format}: {text:?}");
    }
}

#[test]
fn a_message_is_one_line_however_the_file_is_called() {
    let desk = Desk::new();
    for (name, text) in HOSTILE {
        let output = command(&desk, &["show", text]).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.lines().count()), (Some(3), 1), "{name}: {said:?}");
        assert!(!said.contains('\r'), "{name}: {said:?}");
        if !text.contains(['\n', '\r']) {
            assert!(said.contains(text), "{name}: {said:?}");
        }
    }
}
