//! Reads the terminal for as long as the program runs, on a thread of its own: keys, pastes and the mouse, what the terminal says
//! of itself among them, and changes of size, each after all that came in before it.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::SIGWINCH;
use signal_hook::low_level::pipe;

use super::clicks::Clicks;
use super::event::Input;
use super::gate::Gated;
use super::incoming::{ESC, Incoming, PASTE, first, settle};
use super::probe::{CAP, GRACE, Heard, converse, read_within, with_tty};

/// The Esc key was pressed if nothing follows its byte for so long; a sequence comes in one piece nearly always.
const ESC_GAP: Duration = Duration::from_millis(25);

/// How long the rest of what is no Esc key alone is waited for; a paste ends when it ends.
const SEQUENCE_GAP: Duration = Duration::from_millis(500);

/// Sends on what the terminal tells, until it tells no more or nobody takes it. If it was `asked` for something, its answers are
/// read first, which may come in pieces.
///
/// # Errors
/// The terminal is gone.
pub(super) fn take_events(inputs: &Sender<Input>, gate: Gated, asked: bool) -> io::Result<()> {
    let (resized, signalled) = UnixStream::pair()?;
    pipe::register(SIGWINCH, signalled)?;
    with_tty(|tty| {
        if asked {
            hear_answers(tty, inputs)?;
        }
        let mut reader = Reader { tty, resized, gate, waiting: Vec::new(), clicks: Clicks::default() };
        while reader.take(inputs)? {}
        Ok(())
    })
}

/// Reads what comes in until the terminal has answered; what was typed meanwhile is sent on.
fn hear_answers(tty: BorrowedFd<'_>, inputs: &Sender<Input>) -> io::Result<()> {
    converse(tty, CAP, GRACE, |heard| match heard {
        Heard::Answers(answers) => {
            // the other end is gone only when the program ends; who waits for the widths has all by then
            let _ = answers.ground.map(|ground| inputs.send(Input::Ground(ground)));
            let _ = inputs.send(Input::Widths(answers.policy()));
        }
        Heard::Typed(incoming) => {
            let _ = input_of(incoming).map(|input| inputs.send(input));
        }
    })
}

/// What a thing that came in is to the rest of the program; nothing, for what only the probe asks for.
fn input_of(incoming: Incoming) -> Option<Input> {
    match incoming {
        Incoming::Key(key) => Some(Input::Key(key)),
        Incoming::Paste(text) => Some(Input::Paste(text)),
        Incoming::Mouse(mouse) => Some(Input::Mouse(mouse)),
        Incoming::Ground(colour) => Some(Input::Ground(colour)),
        Incoming::Recoloured => Some(Input::Recoloured),
        Incoming::Column(_) | Incoming::Identity | Incoming::Nothing => None,
    }
}

struct Reader<'a> {
    tty: BorrowedFd<'a>,
    /// Has a byte for each change of size.
    resized: UnixStream,
    gate: Gated,
    /// The beginning of a sequence that is not there in whole.
    waiting: Vec<u8>,
    clicks: Clicks,
}

impl Reader<'_> {
    /// Waits for something and sends it on; false where nobody takes it.
    fn take(&mut self, inputs: &Sender<Input>) -> io::Result<bool> {
        let patience = match &self.waiting[..] {
            [] => None,
            [ESC] => Some(ESC_GAP),
            waiting => (!waiting.starts_with(PASTE)).then_some(SEQUENCE_GAP),
        };
        let timeout = patience.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        let awaited = [self.tty, self.resized.as_fd(), self.gate.as_fd()];
        let mut awaited = awaited.map(|end| PollFd::from_borrowed_fd(end, PollFlags::IN));
        let n_ready = match poll(&mut awaited, timeout.as_ref()) {
            Err(rustix::io::Errno::INTR) => return Ok(true),
            polled => polled?,
        };
        let [has_bytes, is_resized, is_lent] = awaited.map(|end| !end.revents().is_empty());
        if n_ready == 0 {
            return Ok(self.send(inputs, settle));
        }
        if has_bytes {
            self.waiting.extend(read_within(self.tty, Duration::ZERO)?);
            if !self.send(inputs, first) {
                return Ok(false);
            }
        }
        if is_lent && !has_bytes {
            // the beginning of a sequence has no rest any more
            self.waiting.clear();
            self.gate.let_go()?;
            return Ok(true);
        }
        // what waits was typed before the size changed
        if is_resized && !has_bytes {
            let _ = self.resized.read(&mut [0; 64])?;
            return Ok(inputs.send(Input::Resized).is_ok());
        }
        Ok(true)
    }

    /// Sends on all that `next` finds in what has come in, at one go, so that what was typed at once is drawn at once; false where
    /// nobody takes it.
    fn send(&mut self, inputs: &Sender<Input>, next: impl Fn(&[u8]) -> Option<(Incoming, usize)>) -> bool {
        let mut found = Vec::new();
        while let Some((incoming, len)) = next(&self.waiting) {
            self.waiting.drain(..len);
            found.extend(input_of(incoming).map(|input| self.clicks.count(input, Instant::now())));
        }
        found.into_iter().all(|input| inputs.send(input).is_ok())
    }
}
