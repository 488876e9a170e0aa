//! A terminal for tests: a pseudo-terminal with a program in it, and an emulator that shows what a person would see.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process};
use vt100::{Callbacks, Parser, Screen};

/// How long anything may take before the test gives up. Nothing waits this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program in a terminal.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    parser: Parser<Answers>,
    /// All bytes that the program has written.
    pub raw: Vec<u8>,
}

/// What the terminal has to say to the program: answers to its questions.
#[derive(Default)]
struct Answers(Vec<u8>);

impl Callbacks for Answers {
    fn unhandled_csi(&mut self, screen: &mut Screen, i1: Option<u8>, _: Option<u8>, params: &[&[u16]], c: char) {
        let first = params.first().and_then(|param| param.first()).copied().unwrap_or(0);
        let (row, column) = screen.cursor_position();
        match (i1, c, first) {
            (None, 'n', 6) => self.0.extend(format!("\x1b[{};{}R", row + 1, column + 1).bytes()),
            (None, 'n', 5) => self.0.extend(b"\x1b[0n"),
            (None, 'c', _) => self.0.extend(b"\x1b[?62;22c"),
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
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.cwd(folder);
        command.env_clear();
        let own = [("TERM", "xterm-256color"), ("LANG", "en_US.UTF-8"), ("WENDA_HOME", home.to_str().unwrap())];
        for (name, value) in own.iter().chain(environment) {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(n_bytes @ 1..) = reader.read(&mut chunk) {
                if sender.send(chunk[..n_bytes].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let parser = Parser::new_with_callbacks(cells(rows), cells(columns), 0, Answers::default());
        Terminal { child, master: pair.master, keyboard, output, parser, raw: Vec::new() }
    }

    /// Presses keys: the bytes that a terminal sends for them.
    pub fn press(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
    }

    /// Changes the window's size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(cells(rows), cells(columns));
        self.master.resize(size(columns, rows)).unwrap();
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw);
        kill_process(id.unwrap(), signal).unwrap();
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
        let termios = self.master.get_termios().unwrap();
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
        self.child.wait().unwrap()
    }

    /// Takes in what the program writes next and answers its questions; false when nothing comes any more.
    fn take_output(&mut self, deadline: Instant) -> bool {
        match self.output.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(chunk) => {
                self.parser.process(&chunk);
                self.raw.extend(chunk);
                let answers = std::mem::take(&mut self.parser.callbacks_mut().0);
                // A program that has ended does not hear the answer.
                self.keyboard.write_all(&answers).ok();
                true
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => false,
        }
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}
