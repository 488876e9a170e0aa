//! A terminal for tests: a pseudo-terminal with a program in it, and an emulator that shows what a person would see.
#![allow(dead_code, reason = "each test uses what it needs")]

pub mod program;
#[cfg(target_os = "linux")]
pub mod wire;

use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use portable_pty::ExitStatus;
use program::Program;
use rustix::process::Signal;
use vt100::{Callbacks, Parser, Screen};

/// How long anything may take before the test gives up. Nothing waits this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a terminal.
pub struct Terminal {
    program: Program,
    parser: Parser<Answers>,
    /// All bytes that the program has written.
    pub raw: Vec<u8>,
}

/// What the terminal has to say to the program: answers to its questions.
#[derive(Default)]
struct Answers {
    answered: Vec<u8>,
    is_silent: bool,
    /// The colour of its ground, if it tells that: `ffff/ffff/ffff`.
    ground: Option<&'static str>,
}

impl Callbacks for Answers {
    fn unhandled_osc(&mut self, _: &mut Screen, params: &[&[u8]]) {
        if let ([b"11", b"?"], Some(ground)) = (params, self.ground) {
            self.answered.extend(format!("\x1b]11;rgb:{ground}\x1b\\").bytes());
        }
    }

    fn unhandled_csi(&mut self, screen: &mut Screen, i1: Option<u8>, _: Option<u8>, params: &[&[u16]], c: char) {
        let first = params.first().and_then(|param| param.first()).copied().unwrap_or(0);
        let (row, column) = screen.cursor_position();
        match (i1, c, first) {
            _ if self.is_silent => {}
            (None, 'n', 6) => self.answered.extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes()),
            (None, 'n', 5) => self.answered.extend(b"\x1b[0n"),
            (None, 'c', _) => self.answered.extend(b"\x1b[?62;22c"),
            _ => {}
        }
    }
}

impl Terminal {
    /// Starts `program` with `arguments` in a terminal of `columns` and `rows`; what it keeps is below `home`.
    pub fn start(program: &str, arguments: &[&str], home: &Path, size: (u16, u16)) -> Self {
        Terminal::start_in(Path::new(env!("CARGO_MANIFEST_DIR")), program, arguments, home, size, &[])
    }

    /// The same in a folder, with more of an environment.
    pub fn start_in(
        folder: &Path,
        program: &str,
        arguments: &[&str],
        home: &Path,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
    ) -> Self {
        let program = Program::start(folder, program, arguments, home, (columns, rows), environment);
        let parser = Parser::new_with_callbacks(cells(rows), cells(columns), 0, Answers::default());
        Terminal { program, parser, raw: Vec::new() }
    }

    /// From now on it answers nothing that it is asked.
    pub fn fall_silent(&mut self) {
        self.parser.callbacks_mut().is_silent = true;
    }

    /// From now on it tells, when asked, that its ground has this colour: `ffff/ffff/ffff`.
    pub fn stand_on(&mut self, ground: &'static str) {
        self.parser.callbacks_mut().ground = Some(ground);
    }

    /// Presses keys: the bytes that a terminal sends for them.
    pub fn press(&mut self, keys: &str) {
        self.program.send(keys.as_bytes());
    }

    /// Changes the window's size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(cells(rows), cells(columns));
        self.program.resize(columns, rows);
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        self.program.signal(signal);
    }

    /// What the screen shows.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// The text of the screen, row by row.
    pub fn rows(&self) -> Vec<String> {
        let columns = self.screen().size().1.get();
        self.screen().rows(0, columns).map(|row| row.trim_end().to_owned()).collect()
    }

    /// Fails unless the terminal takes lines and echoes them, as a shell wants it.
    pub fn check_line_discipline(&self) {
        let termios = self.program.master.get_termios().unwrap();
        let flags = format!("{:?}", termios.local_flags);
        assert!(["ICANON", "ECHO", "ISIG"].iter().all(|flag| flags.contains(flag)), "{flags}");
    }

    /// Waits until the screen is as `is_so` wants it. `what` names it when that does not happen in time.
    pub fn wait_for(&mut self, what: &str, is_so: impl Fn(&Terminal) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !is_so(self) {
            if !self.take_output(deadline) && !is_so(self) {
                panic!("waited in vain for {what}; the screen shows:\n{}", self.rows().join("\n"));
            }
        }
    }

    /// Waits until the screen shows `text`.
    pub fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |terminal| terminal.rows().iter().any(|row| row.contains(text)));
    }

    /// Waits for the program's end and for the last of its output.
    pub fn wait_for_end(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        while self.take_output(deadline) {}
        assert!(Instant::now() < deadline, "the program does not end; the screen shows:\n{}", self.rows().join("\n"));
        self.program.child.wait().unwrap()
    }

    /// Takes in what the program writes next and answers its questions; false when nothing comes any more.
    fn take_output(&mut self, deadline: Instant) -> bool {
        match self.program.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(chunk) => {
                self.parser.process(&chunk);
                self.raw.extend(chunk);
                let answers = std::mem::take(&mut self.parser.callbacks_mut().answered);
                self.program.send(&answers);
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}
