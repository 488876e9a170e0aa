//! The painter in tmux and in screen, each within a real xterm: what a person sees in the end. They need tmux or screen
//! beside xterm and Xvfb, and are run by `.ci/terminals`.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "emulator/program.rs"]
mod program;
mod script;
#[allow(dead_code)]
#[path = "emulator/xterm.rs"]
mod xterm;

use std::fs::{self, DirBuilder, File};
use std::io::Write;
use std::os::unix::fs::DirBuilderExt;
use std::time::Duration;

use program::Program;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use rustix::fs::{CWD, Mode, mkfifoat};
use script::{Emulator, SIZES, Wire, emoji, play, transcript};
use tempfile::TempDir;
use wenda::layout::width::WidthPolicy;
use wenda::terminal::backend::Painter;
use xterm::Xterm;

/// How long a multiplexer must be silent to be taken for done.
const QUIET: Duration = Duration::from_millis(120);

/// What tmux and screen answer when they are asked: ambiguous characters are narrow, emoji sequences fall into parts.
const ANSWERED: WidthPolicy = WidthPolicy::NARROW.with_split_emoji();

/// A multiplexer in an xterm.
struct Multiplexer {
    program: Program,
    xterm: Xterm,
    into: File,
    /// Removed in the end.
    _folder: TempDir,
}

impl Multiplexer {
    /// Starts `name` with the arguments that `command` gives for its folder and for the program that it is to run.
    fn start(name: &str, command: fn(&str, &str) -> Vec<String>, size: (u16, u16)) -> Self {
        let folder = TempDir::new().unwrap();
        let into = folder.path().join("into");
        mkfifoat(CWD, &into, Mode::RUSR | Mode::WUSR).unwrap();
        // tmux wants a file of settings, screen a folder for its sockets that is nobody else's
        fs::write(folder.path().join("settings"), "set -g status off\n").unwrap();
        DirBuilder::new().mode(0o700).create(folder.path().join("sockets")).unwrap();
        let relay = format!("stty raw -echo; exec cat '{}'", into.display());
        let home = folder.path().to_str().unwrap();
        let (path, sockets) = (std::env::var("PATH").unwrap(), format!("{home}/sockets"));
        let environment = [("PATH", path.as_str()), ("LC_ALL", "C.UTF-8"), ("SCREENDIR", &sockets)];
        let arguments = command(home, &relay);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let program = Program::start(folder.path(), name, &arguments, folder.path(), size, &environment);
        let xterm = Xterm::start(size, false);
        let into = File::options().write(true).open(into).unwrap();
        Multiplexer { program, xterm, into, _folder: folder }
    }

    fn tmux(size: (u16, u16)) -> Self {
        let command = |home: &str, relay: &str| {
            let (socket, settings) = (format!("{home}/socket"), format!("{home}/settings"));
            ["-u", "-S", &socket, "-f", &settings, "new-session", relay].map(str::to_owned).to_vec()
        };
        Multiplexer::start("tmux", command, size)
    }

    fn screen(size: (u16, u16)) -> Self {
        let command = |_: &str, relay: &str| ["-U", "-c", "/dev/null", "sh", "-c", relay].map(str::to_owned).to_vec();
        Multiplexer::start("screen", command, size)
    }
}

impl Emulator for Multiplexer {
    fn feed(&mut self, bytes: &[u8]) {
        self.into.write_all(bytes).unwrap();
    }

    /// Passes on what the multiplexer draws, and what xterm answers to it, until nothing more comes.
    fn look(&mut self) -> Vec<Vec<String>> {
        while let Ok(bytes) = self.program.output.recv_timeout(QUIET) {
            self.xterm.feed(&bytes);
            self.program.send(&self.xterm.answers());
        }
        self.xterm.look()
    }

    fn shows(found: &str, symbol: &str) -> bool {
        Xterm::shows(found, symbol)
    }
}

/// Plays both transcripts at every size.
#[track_caller]
fn check(start: fn((u16, u16)) -> Multiplexer) {
    for text in [transcript(), emoji()] {
        for size in SIZES {
            let painter = |wire: Wire| Painter::with_size(wire, Size::new(size.0, size.1));
            let (faults, _) = play(&text, painter, size, ANSWERED, &mut start(size));
            assert_eq!(faults, Vec::<String>::new());
        }
    }
}

#[test]
#[ignore = "needs tmux, xterm and Xvfb; run .ci/terminals"]
fn every_cell_of_a_tmux_shows_what_was_to_be_drawn() {
    check(Multiplexer::tmux);
}

#[test]
#[ignore = "needs screen, xterm and Xvfb; run .ci/terminals"]
fn every_cell_of_a_screen_shows_what_was_to_be_drawn() {
    check(Multiplexer::screen);
}

/// `ratatui`'s own backend, on a layout of a program that does not ask.
#[test]
#[ignore = "needs tmux, xterm and Xvfb; run .ci/terminals"]
fn plain_ratatui_shows_something_else_in_a_cell_of_a_tmux() {
    let mut tmux = Multiplexer::tmux(SIZES[0]);
    let (faults, _) = play(&emoji(), CrosstermBackend::new, SIZES[0], WidthPolicy::NARROW, &mut tmux);
    println!("plain ratatui in tmux at {:?}: {} wrong cells", SIZES[0], faults.len());
    assert!(!faults.is_empty());
}
