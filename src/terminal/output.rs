//! The way to the screen: a descriptor of our own, on which no write waits in the kernel.
//!
//! A terminal may take nothing for a long time: its window hangs, a connection is dead, an outer program sleeps. A write
//! that waits for it in the kernel can't be ended, and one to standard output would hold its lock meanwhile. So the device
//! is opened anew without blocking (`O_NONBLOCK` belongs to the open file, POSIX `open`: the shell's own stays as it is).
//! Who writes waits here, a little at a time, and stops as soon as the program has to end.

use std::io::{self, ErrorKind, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::termios::{QueueSelector, Termios, tcflush, tcgetattr, ttyname};

/// How often a write that waits looks whether the program has to end.
const LOOK: Duration = Duration::from_millis(40);

/// How long the last words wait for a terminal that takes nothing, before what it has not taken yet is dropped.
const LAST_WORDS: Duration = Duration::from_millis(200);

/// Ends whatever sequence a frame was cut off in (CAN, ECMA-48 8.3.6).
const CANCEL: &[u8] = b"\x18";

/// The way to the screen; all copies lead to the same.
#[derive(Debug, Clone)]
pub struct Output(Arc<Device>);

#[derive(Debug)]
struct Device {
    terminal: OwnedFd,
    /// Whether the program has to end: frames are refused from then on.
    is_ending: AtomicBool,
    /// Whether the last write was given up halfway.
    is_cut: AtomicBool,
    /// How many threads are about to write, or do.
    n_writing: AtomicUsize,
}

impl Output {
    /// The terminal that standard output leads to.
    ///
    /// # Errors
    /// There is none.
    pub fn open() -> io::Result<Self> {
        let flags = OFlags::WRONLY | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let stdout = io::stdout();
        let device = ttyname(stdout.as_fd(), Vec::new()).and_then(|name| open(name.as_c_str(), flags, Mode::empty()));
        // A terminal of another namespace has no name here: then its descriptor has to do, and only `poll` guards it.
        let terminal = device.or_else(|_| rustix::io::fcntl_dupfd_cloexec(stdout.as_fd(), 3))?;
        let (is_ending, is_cut, n_writing) = (AtomicBool::new(false), AtomicBool::new(false), AtomicUsize::new(0));
        Ok(Output(Arc::new(Device { terminal, is_ending, is_cut, n_writing })))
    }

    /// The program has to end: whoever waits for the terminal stops waiting, and nothing but the last words is written from
    /// now on. What another thread has begun to write is done when this returns, unless it takes longer than a moment.
    pub fn stop(&self) {
        self.0.is_ending.store(true, Ordering::SeqCst);
        let until = Instant::now() + LOOK;
        while self.0.n_writing.load(Ordering::SeqCst) > 0 && Instant::now() < until {
            std::thread::yield_now();
        }
    }

    /// Whether the program has to end.
    pub fn is_stopped(&self) -> bool {
        self.0.is_ending.load(Ordering::SeqCst)
    }

    /// Whether the terminal is gone: its window was closed, or its connection ended.
    pub fn is_gone(&self) -> bool {
        let mut asked = [PollFd::new(&self.0.terminal, PollFlags::OUT)];
        let told = poll(&mut asked, Some(&Timespec::default())).is_ok();
        told && asked[0].revents().intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL)
    }

    /// Writes what gives the terminal back, program ending or not. A terminal that takes nothing loses what it has not
    /// taken yet, a frame that nobody will see. Takes no lock.
    pub(super) fn write_last(&self, bytes: &[u8]) {
        let was_cut = self.0.is_cut.load(Ordering::SeqCst);
        let cancelling = [CANCEL, bytes].concat();
        let mut rest = if was_cut { &cancelling[..] } else { bytes };
        for patience in [LAST_WORDS, LAST_WORDS / 2] {
            let until = Instant::now() + patience;
            while !rest.is_empty() && Instant::now() < until {
                match self.write_some(rest) {
                    Ok(0) => self.wait(LOOK.min(patience)),
                    Ok(n_written) => rest = &rest[n_written..],
                    Err(_) => return,
                }
            }
            if !rest.is_empty() {
                // That it can't be emptied either changes nothing: the line mode is restored all the same.
                let _ = tcflush(&self.0.terminal, QueueSelector::OFlush);
                // what was thrown away may have begun in the middle of a sequence
                rest = &cancelling;
            }
        }
    }

    /// The line mode of the terminal.
    pub(super) fn line_mode(&self) -> io::Result<Termios> {
        Ok(tcgetattr(&self.0.terminal)?)
    }

    /// Sets the line mode, at once.
    pub(super) fn set_line_mode(&self, mode: &Termios) -> io::Result<()> {
        Ok(rustix::termios::tcsetattr(&self.0.terminal, rustix::termios::OptionalActions::Now, mode)?)
    }

    /// Writes as much as the terminal takes now; 0 bytes if it takes none.
    fn write_some(&self, bytes: &[u8]) -> io::Result<usize> {
        /// What a terminal that says it takes something takes for sure: more could block where the descriptor does.
        const PIECE: usize = 4096;
        match rustix::io::write(&self.0.terminal, &bytes[..bytes.len().min(PIECE)]) {
            Err(Errno::AGAIN | Errno::INTR) => Ok(0),
            written => Ok(written?),
        }
    }

    fn wait(&self, patience: Duration) {
        let patience = Timespec::try_from(patience).unwrap_or_default();
        // Whether it came to take something or not shows when it is written to.
        let _ = poll(&mut [PollFd::new(&self.0.terminal, PollFlags::OUT)], Some(&patience));
    }
}

impl Write for Output {
    /// Writes what the terminal takes, at least a byte.
    ///
    /// # Errors
    /// The terminal is gone, or the program has to end ([`ErrorKind::TimedOut`]).
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            // counted before it is asked: who stops the output waits for those that were not too late
            self.0.n_writing.fetch_add(1, Ordering::SeqCst);
            let written = if self.is_stopped() { Err(ErrorKind::TimedOut.into()) } else { self.write_some(bytes) };
            self.0.n_writing.fetch_sub(1, Ordering::SeqCst);
            match written? {
                0 if bytes.is_empty() => return Ok(0),
                0 => self.wait(LOOK),
                n_written => {
                    self.0.is_cut.store(n_written < bytes.len(), Ordering::SeqCst);
                    return Ok(n_written);
                }
            }
        }
    }

    /// Nothing is kept back.
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
