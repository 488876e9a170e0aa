//! A real xterm on a display of its own that nobody sees (Xvfb). What a program writes is piped into it, what it answers
//! is read back, and so are its cells: with the checksums of rectangles of one cell (DECRQCRA), which xterm can be told
//! to give as plain sums of character codes.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use rustix::fs::{CWD, Mode, mkfifoat};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use crate::script::Emulator;

/// How long xterm may take to answer. It is waited for so long only if it is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the second cell of a wide character sums up to.
const SECOND_HALF: &str = "FFFF";
const BLANK: &str = "0020";

/// The number of the last question.
const LAST: u16 = 9999;

/// An xterm with its display; dropping it ends both.
pub struct Xterm {
    display: Child,
    xterm: Child,
    into: File,
    answers: Receiver<Vec<u8>>,
    /// Answers to the program that came in among those to the test.
    unread: String,
    size: (u16, u16),
    /// Removed in the end.
    _pipes: TempDir,
}

impl Xterm {
    /// Starts one of so many columns and rows, which draws ambiguous characters in one cell or in two.
    pub fn start(size: (u16, u16), wide: bool) -> Self {
        let pipes = TempDir::new().unwrap();
        let (into, out_of) = (pipes.path().join("into"), pipes.path().join("out-of"));
        for pipe in [&into, &out_of] {
            mkfifoat(CWD, pipe, Mode::RUSR | Mode::WUSR).unwrap();
        }
        let (display, number) = display();
        let relay = format!("stty raw -echo; cat '{}' & cat > '{}'", into.display(), out_of.display());
        let mut command = Command::new("xterm");
        command.env("DISPLAY", format!(":{number}")).env("LC_ALL", "C.UTF-8");
        command.args(["-u8", "-ti", "vt420", "-geometry", &format!("{}x{}", size.0, size.1)]);
        // 55: the plain sum of the codes, of blanks too, without attributes, and not cut to 8 bits (xterm's ctlseqs)
        command.args(["-xrm", "*checksumExtension: 55", "-xrm", "*allowWindowOps: true"]);
        command.arg(if wide { "-cjk_width" } else { "+cjk_width" });
        command.args(["-e", "sh", "-c", &relay]).stderr(Stdio::null());
        let xterm = command.spawn().expect("xterm is installed: see `.ci/terminals`");
        let into = File::options().write(true).open(into).unwrap();
        let answers = read_on(File::open(out_of).unwrap());
        Xterm { display, xterm, into, answers, unread: String::new(), size, _pipes: pipes }
    }

    /// What it has answered to the program.
    pub fn answers(&mut self) -> Vec<u8> {
        let unread = std::mem::take(&mut self.unread).into_bytes();
        unread.into_iter().chain(self.answers.try_iter().flatten()).collect()
    }

    /// Gives its window another size.
    pub fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        let wanted = format!("\x1b[8;{};{}t", size.1, size.0);
        self.feed(wanted.as_bytes());
        while self.ask("\x1b[18t", "\x1b[8;") != wanted {}
    }

    /// Asks something whose answer begins with `beginning`; what comes before is meant for the program.
    fn ask(&mut self, question: &str, beginning: &str) -> String {
        // an answer that nobody else asks for tells that all have come
        self.feed(format!("{question}\x1b[{LAST};1;1;1;1;1*y").as_bytes());
        let mut answered = String::new();
        loop {
            if let Some((before, _)) =
                answered.split_once(&format!("\x1bP{LAST}!~")).filter(|_| answered.ends_with("\x1b\\"))
            {
                let (unread, answer) = before.split_at(before.find(beginning).unwrap());
                self.unread.push_str(unread);
                return answer.to_owned();
            }
            let more = self.answers.recv_timeout(PATIENCE).expect("xterm answers");
            answered.push_str(&String::from_utf8_lossy(&more));
        }
    }

    fn look_at_row(&mut self, y: u16) -> Vec<String> {
        let question = |x: u16| format!("\x1b[{x};1;{y};{x};{y};{x}*y", y = y + 1);
        let answered = self.ask(&(1..=self.size.0).map(question).collect::<String>(), "\x1bP1!~");
        let told = answered.split("\x1b\\").filter_map(|answer| answer.split_once("!~"));
        told.map(|(_, sum)| if sum == SECOND_HALF { BLANK } else { sum }.to_owned()).collect()
    }
}

impl Emulator for Xterm {
    fn feed(&mut self, bytes: &[u8]) {
        self.into.write_all(bytes).unwrap();
    }

    fn look(&mut self) -> Vec<Vec<String>> {
        (0..self.size.1).map(|y| self.look_at_row(y)).collect()
    }

    /// Of a sum, the lower 16 bits of the first character are shown, in hexadecimal. xterm composes some characters.
    fn shows(found: &str, symbol: &str) -> bool {
        let first = [symbol.chars().next(), symbol.nfc().next()];
        first.into_iter().flatten().any(|c| found == format!("{:04X}", u32::from(c) & 0xFFFF))
    }
}

impl Drop for Xterm {
    fn drop(&mut self) {
        for process in [&mut self.xterm, &mut self.display] {
            process.kill().ok();
            process.wait().ok();
        }
    }
}

/// Starts a display; gives its number too.
fn display() -> (Child, String) {
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut display = command.spawn().expect("Xvfb is installed: see `.ci/terminals`");
    let mut number = String::new();
    BufReader::new(display.stdout.take().unwrap()).read_line(&mut number).unwrap();
    (display, number.trim().to_owned())
}

/// Reads a file on a thread of its own, piece by piece.
fn read_on(mut file: File) -> Receiver<Vec<u8>> {
    let (sender, pieces) = channel();
    thread::spawn(move || {
        let mut piece = [0; 4096];
        while let Ok(n_bytes @ 1..) = file.read(&mut piece) {
            if sender.send(piece[..n_bytes].to_vec()).is_err() {
                break;
            }
        }
    });
    pieces
}
