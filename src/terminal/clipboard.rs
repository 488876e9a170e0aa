//! The clipboard: by OSC 52, inside tmux through tmux, else by the system's own programs. Only these confirm that the text
//! has arrived; of the others we say "sent", never "copied".

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::Command as _;
use crossterm::clipboard::CopyToClipboard;
use serde::Deserialize;

use super::event::Input;
use crate::document::controls::PlainText;

/// The way to the clipboard, as a person sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clipboard {
    /// Inside tmux through tmux, else by OSC 52; beside that by the system's programs, where there are any.
    #[default]
    Auto,
    /// Only by OSC 52: the terminal puts it into its clipboard, over ssh too.
    Osc52,
    /// Only through tmux.
    Tmux,
    /// Only by the system's programs.
    System,
}

/// What became of a text that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// It is in the system's clipboard.
    Confirmed,
    /// None of the system's programs took it.
    Failed,
    /// tmux did not take it: the terminal should.
    Returned(PlainText),
}

/// The longest text that terminals commonly take, in bytes: 100,000 of Base64, less the sequence around it.
pub const LONGEST: usize = 74_994;
/// How long a program may take to put a text into the clipboard.
const PATIENCE: Duration = Duration::from_secs(2);

/// The environment, as far as it says where the clipboard is.
type Environment<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Sends text to the clipboard: what the terminal is to be told, if it is a part of the way. What is known of the text's
/// arrival later comes in through `inputs`.
pub fn send(text: &PlainText, clipboard: Clipboard, inputs: &Sender<Input>) -> Option<String> {
    let environment = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let in_tmux = environment("TMUX").is_some();
    let by_terminal = clipboard == Clipboard::Osc52 || clipboard == Clipboard::Auto && !in_tmux;
    if clipboard == Clipboard::Tmux || clipboard == Clipboard::Auto && in_tmux {
        deliver(&[TMUX], text, inputs, |text, taken| (!taken).then_some(Delivery::Returned(text)));
    }
    let programs = programs(&environment, clipboard == Clipboard::System);
    match clipboard {
        Clipboard::System => deliver(&programs, text, inputs, |_, taken| {
            Some(if taken { Delivery::Confirmed } else { Delivery::Failed })
        }),
        Clipboard::Auto if !programs.is_empty() => {
            deliver(&programs, text, inputs, |_, taken| taken.then_some(Delivery::Confirmed));
        }
        Clipboard::Auto | Clipboard::Osc52 | Clipboard::Tmux => {}
    }
    by_terminal.then(|| sequence(text, in_tmux))
}

/// What the terminal is told to put a text into its clipboard (OSC 52); inside tmux wrapped, so that a tmux that allows it
/// lets it through.
pub fn sequence(text: &PlainText, in_tmux: bool) -> String {
    let mut sequence = String::new();
    // Writing to a string never fails.
    let _ = CopyToClipboard::to_clipboard_from(text.as_bytes()).write_ansi(&mut sequence);
    if in_tmux {
        sequence = format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"));
    }
    sequence
}

/// A program that takes a text on its standard input.
type Program = &'static [&'static str];

/// `-w`: tmux passes it on to the terminal around it.
const TMUX: Program = &["tmux", "load-buffer", "-w", "-"];

/// The programs that may put a text into the clipboard of this machine, the likeliest first. Over ssh that would be
/// another machine's than the person's, so that they are not used unless `wanted`.
fn programs(environment: Environment, wanted: bool) -> Vec<Program> {
    let is_remote = ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| environment(name).is_some());
    if is_remote && !wanted {
        return Vec::new();
    }
    let mut programs: Vec<Program> = Vec::new();
    if environment("WAYLAND_DISPLAY").is_some() {
        programs.push(&["wl-copy"]);
    }
    if environment("DISPLAY").is_some() {
        programs.extend([&["xclip", "-selection", "clipboard", "-in"][..], &["xsel", "--clipboard", "--input"]]);
    }
    if cfg!(target_os = "macos") {
        programs.push(&["pbcopy"]);
    }
    if cfg!(windows) || environment("WSL_DISTRO_NAME").is_some() {
        programs.push(&["clip.exe"]);
    }
    programs
}

/// Gives a text to the first of the programs that takes it, on a thread of its own: a program may hang. `tell` says
/// what is to be told of it.
fn deliver(
    programs: &[Program],
    text: &PlainText,
    inputs: &Sender<Input>,
    tell: impl FnOnce(PlainText, bool) -> Option<Delivery> + Send + 'static,
) {
    let (programs, text, inputs) = (programs.to_owned(), text.clone(), inputs.clone());
    thread::spawn(move || {
        let taken = programs.iter().any(|program| give(program, &text).unwrap_or(false));
        if let Some(delivery) = tell(text, taken) {
            // The reading may be over.
            let _ = inputs.send(Input::Delivered(delivery));
        }
    });
}

/// Whether a program has taken a text.
fn give(program: Program, text: &str) -> io::Result<bool> {
    let (name, arguments) = program.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let mut command = Command::new(name);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let bytes = encoded(name, text);
    if let Some(mut stdin) = child.stdin.take() {
        thread::spawn(move || stdin.write_all(&bytes));
    }
    ends_well(&mut child)
}

/// A text in the encoding that a program wants: clip.exe takes UTF-8 for the system's old code page, but knows UTF-16 by
/// its byte-order mark.
fn encoded(program: &str, text: &str) -> Vec<u8> {
    match program {
        "clip.exe" => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        _ => text.as_bytes().to_owned(),
    }
}

/// Waits for the end of a program, and ends it if it takes too long.
fn ends_well(child: &mut Child) -> io::Result<bool> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        thread::sleep(Duration::from_millis(5));
    }
    child.kill()?;
    child.wait()?;
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(environment: &[(&str, &str)], wanted: bool, expected: &[&str]) {
        let environment = |name: &str| environment.iter().find(|it| it.0 == name).map(|it| it.1.to_owned());
        let found: Vec<&str> = programs(&environment, wanted).iter().map(|program| program[0]).collect();
        assert_eq!(found, expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_programs_are_those_of_the_display_at_which_the_person_sits() {
        check(&[], false, &[]);
        check(&[("DISPLAY", ":0")], false, &["xclip", "xsel"]);
        check(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")], false, &["wl-copy", "xclip", "xsel"]);
        check(&[("WSL_DISTRO_NAME", "Debian")], false, &["clip.exe"]);
        check(&[("DISPLAY", ":10"), ("SSH_CONNECTION", "…")], false, &[]);
        check(&[("DISPLAY", ":10"), ("SSH_CONNECTION", "…")], true, &["xclip", "xsel"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_program_is_asked_whether_it_took_the_text() -> io::Result<()> {
        let text = "双方贸易额".repeat(100_000);
        assert!(give(&["sh", "-c", "test $(wc -c) -eq 1500000"], &text)?);
        assert!(!give(&["sh", "-c", "exit 1"], &text)?);
        assert!(!give(&["sleep", "60"], &text)?);
        assert!(give(&["no-such-program"], &text).is_err());
        Ok(())
    }

    #[test]
    fn the_windows_clipboard_gets_utf_16() {
        assert_eq!(encoded("clip.exe", "问"), [0xFF, 0xFE, 0xEE, 0x95]);
    }
}
