//! A terminal that a test holds in its own hands: it reads what the program writes when the test says so, or not at all,
//! and it can be closed. It needs `setsid`, which comes with Linux's basic programs (util-linux).
#![allow(dead_code, reason = "each test uses what it needs")]

use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::OpenOptionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// How long anything may take before the test gives up. Nothing waits this long unless it is broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program, and the end of the pseudo-terminal at which a terminal sits.
pub struct Wire {
    terminal: Option<OwnedFd>,
    /// The end at which the program sits, to see what it hasn't read yet.
    other: File,
    program: Child,
    before: Termios,
    /// All that the program has written so far, as far as it was read.
    pub written: Vec<u8>,
    n_answered: usize,
}

impl Wire {
    /// Starts wenda in a terminal of `columns` and `rows`; what it keeps is below `home`.
    pub fn start(arguments: &[&str], home: &Path, size: (u16, u16)) -> Self {
        Wire::start_in(Path::new("."), arguments, home, size)
    }

    /// The same, started in the folder `at`.
    pub fn start_in(at: &Path, arguments: &[&str], home: &Path, size: (u16, u16)) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        set_size(&terminal, size);
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let flags = OFlags::NOCTTY.bits().try_into().unwrap();
        let path = Path::new(std::ffi::OsStr::from_bytes(name.as_bytes()));
        let other = File::options().read(true).write(true).custom_flags(flags).open(path).unwrap();
        let before = tcgetattr(&other).unwrap();
        let mut command = Command::new("setsid");
        command.arg("--ctty").arg(env!("CARGO_BIN_EXE_wenda")).args(arguments).current_dir(at).env_clear();
        let search = std::env::var_os("PATH").unwrap();
        command.env("TERM", "xterm-256color").env("LANG", "en_US.UTF-8").env("WENDA_HOME", home).env("PATH", search);
        command.stdin(other.try_clone().unwrap()).stdout(other.try_clone().unwrap()).stderr(other.try_clone().unwrap());
        let program = command.spawn().unwrap();
        Wire { terminal: Some(terminal), other, program, before, written: Vec::new(), n_answered: 0 }
    }

    /// Reads what comes within `patience`, once, and answers what is asked. Whether anything came.
    pub fn read(&mut self, patience: Duration) -> bool {
        let Some(terminal) = &self.terminal else { return false };
        let mut awaited = [PollFd::new(terminal, PollFlags::IN)];
        let patience = Timespec::try_from(patience).unwrap();
        let is_there = poll(&mut awaited, Some(&patience)).unwrap_or(0) > 0;
        let mut bytes = [0; 16_384];
        // an error is the end of the program
        let n_bytes = if is_there { rustix::io::read(terminal, &mut bytes).unwrap_or(0) } else { 0 };
        self.written.extend_from_slice(&bytes[..n_bytes]);
        self.answer();
        n_bytes > 0
    }

    /// Whether something waits to be read.
    pub fn is_asked(&self) -> bool {
        let mut awaited = [PollFd::new(self.terminal.as_ref().unwrap(), PollFlags::IN)];
        poll(&mut awaited, Some(&Timespec::default())).unwrap_or(0) > 0
    }

    /// Answers the questions that have come in since the last time: each character takes as many cells as it does in
    /// xterm, and the terminal is a VT220.
    fn answer(&mut self) {
        const PLACE: &[u8] = b"\x1b[6n";
        const IDENTITY: &[u8] = b"\x1b[c";
        while let Some(at) = (self.n_answered..self.written.len())
            .find(|&at| self.written[at..].starts_with(PLACE) || self.written[at..].starts_with(IDENTITY))
        {
            let is_place = self.written[at..].starts_with(PLACE);
            self.n_answered = at + if is_place { PLACE.len() } else { IDENTITY.len() };
            self.send(if is_place { b"\x1b[2;2R" } else { b"\x1b[?62;22c" });
        }
        self.n_answered = self.n_answered.max(self.written.len().saturating_sub(PLACE.len()));
    }

    /// Reads until nothing comes for a moment.
    pub fn settle(&mut self) {
        /// A frame comes at one go; a program under load pauses for less than this.
        const QUIET: Duration = Duration::from_millis(120);
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline && self.read(QUIET) {}
    }

    /// Reads until nothing comes for a moment that is shorter than any pause of a person; wakes a program that has stopped.
    pub fn settle_briefly(&mut self) {
        let deadline = Instant::now() + PATIENCE;
        while Instant::now() < deadline && self.read(Duration::from_millis(15)) {}
        self.signal(Signal::CONT);
    }

    /// Reads until the program has written what was typed, in as many frames as it came in.
    pub fn wait_for_typed(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !without_sequences(&self.written).contains(text) {
            assert!(Instant::now() < deadline, "waited in vain for {text}");
            self.read(Duration::from_millis(20));
        }
    }

    /// Reads until the program has written `text`, at one go.
    pub fn wait_for(&mut self, text: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.written.windows(text.len()).any(|piece| piece == text.as_bytes()) {
            assert!(Instant::now() < deadline, "waited in vain for {text}");
            self.read(Duration::from_millis(20));
        }
    }

    fn n_written(&self, text: &str) -> usize {
        self.written.windows(text.len()).filter(|piece| *piece == text.as_bytes()).count()
    }

    /// Has it stop, and reads until it has written `left` once more, or has ended. It may stand already, at its own wish:
    /// then the signal waits and is lost when it is woken, and is sent once more.
    pub fn suspend(&mut self, left: &str) {
        let n_before = self.n_written(left);
        let deadline = Instant::now() + PATIENCE;
        while self.n_written(left) == n_before && self.ended().is_none() {
            assert!(Instant::now() < deadline, "it does not give the terminal back");
            self.signal(Signal::CONT);
            self.settle();
            self.signal(Signal::TSTP);
            self.settle();
        }
    }

    /// Wakes the program and reads until it has written `text` once more, or has ended.
    pub fn wait_until_more(&mut self, text: &str) {
        let n_before = self.n_written(text);
        let deadline = Instant::now() + PATIENCE;
        while self.n_written(text) == n_before && self.ended().is_none() {
            assert!(Instant::now() < deadline, "waited in vain for another {text:?}");
            self.signal(Signal::CONT);
            self.read(Duration::from_millis(15));
        }
    }

    /// Sends bytes as a terminal does. A program that has ended, or does not read, does not get them.
    pub fn send(&self, bytes: &[u8]) {
        self.terminal.as_ref().into_iter().for_each(|terminal| _ = rustix::io::write(terminal, bytes));
    }

    /// Sends bytes and waits until the program has read them. Where a terminal is closed, the kernel throws away what was
    /// typed and not read yet (`tty_ldisc_hangup` flushes the line discipline): no program can keep that. What is sent is not
    /// at the other end at once, so that the program stands until it is.
    pub fn send_and_have_it_read(&self, bytes: &[u8]) {
        let deadline = Instant::now() + PATIENCE;
        let wait_until = |is_so: &dyn Fn(u64) -> bool, what: &str| {
            while !is_so(rustix::io::ioctl_fionread(&self.other).unwrap()) {
                assert!(Instant::now() < deadline, "{what}");
                std::thread::sleep(Duration::from_millis(1));
            }
        };
        self.stop();
        self.send(bytes);
        wait_until(&|n_waiting| n_waiting >= bytes.len() as u64, "what is typed does not arrive");
        self.signal(Signal::CONT);
        wait_until(&|n_waiting| n_waiting == 0, "the program does not read what is typed");
    }

    /// Changes the size of the window.
    pub fn resize(&self, size: (u16, u16)) {
        self.terminal.as_ref().into_iter().for_each(|terminal| set_size(terminal, size));
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        // one that has ended gets none
        let _ = kill_process(Pid::from_child(&self.program), signal);
    }

    /// Stops the program where it is, and waits until it stands.
    pub fn stop(&self) {
        self.signal(Signal::STOP);
        let deadline = Instant::now() + PATIENCE;
        let state = || std::fs::read_to_string(format!("/proc/{}/stat", self.program.id())).unwrap_or_default();
        while !state().rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('T')) {
            assert!(Instant::now() < deadline, "the program does not stop");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Closes the terminal, as the end of a window or of a connection does.
    pub fn close(&mut self) {
        self.terminal = None;
    }

    /// How the program has ended, if it has.
    pub fn ended(&mut self) -> Option<i32> {
        self.program.try_wait().unwrap().map(code)
    }

    /// Waits for the program's end, without reading, and gives the exit code that a shell would.
    pub fn wait_for_end_unread(&mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(code) = self.ended() {
                return code;
            }
            assert!(Instant::now() < deadline, "the program does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits for the program's end, reading meanwhile, and gives the exit code that a shell would.
    pub fn wait_for_end(&mut self) -> i32 {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let is_read = self.read(Duration::from_millis(10));
            match self.ended() {
                Some(code) if !is_read => return code,
                Some(_) | None => assert!(Instant::now() < deadline, "the program does not end"),
            }
        }
    }

    /// Fails unless the line mode is what it was, and all that was switched on has been switched off, in this order.
    #[track_caller]
    pub fn check_given_back(&self) {
        let now = tcgetattr(self.terminal.as_ref().unwrap()).unwrap();
        let modes = |it: &Termios| (it.input_modes, it.output_modes, it.control_modes, it.local_modes);
        assert_eq!(modes(&now), modes(&self.before), "the line mode");
        let text = String::from_utf8_lossy(&self.written);
        for (mode, at_rest) in [("1049", 'l'), ("25", 'h'), ("2004", 'l'), ("7", 'h'), ("1000", 'l'), ("2026", 'l')] {
            let start = format!("\x1b[?{mode}");
            let last = text.rmatch_indices(&start).map(|(at, _)| text[at + start.len()..].chars().next());
            let last = last.flatten().find(|c| matches!(c, 'h' | 'l'));
            assert!(last.is_none_or(|last| last == at_rest), "mode {mode} was left as {last:?}");
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.program.kill().ok();
        self.program.wait().ok();
    }
}

/// The exit code that a shell would give.
fn code(status: ExitStatus) -> i32 {
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap_or(0))
}

fn set_size(terminal: &OwnedFd, (columns, rows): (u16, u16)) {
    let size = Winsize { ws_col: columns, ws_row: rows, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(terminal, size).unwrap();
}

/// What is written without the control sequences (`ESC [` up to a letter) in it.
fn without_sequences(written: &[u8]) -> String {
    let text = String::from_utf8_lossy(written);
    let mut parts = text.split("\x1b[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts
        .fold(first, |all, part| all + part.split_once(|sign| ('@'..='~').contains(&sign)).map_or("", |(_, rest)| rest))
}
