//! How wide this terminal draws the characters that terminals disagree on, and its ground: asked once, when the screen is taken.
//!
//! One batch of questions is written: for each, a character at the start of row 2 and a request for the cursor's place;
//! last a request that every terminal answers (DA1), so that silence on the others costs no time. The answers come in
//! among the keys and are read until the last is there; the thread that reads on from there is `reader`. Inside tmux or screen it is these that answer, and theirs is the belief to follow.

use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};

use super::incoming::{ESC, Incoming, first, settle};
use super::leaving;
use super::session::Taken;
use crate::layout::width::WidthPolicy;
use crate::ui::colour::Rgb;

/// What is asked: a character that stands for its class, and the cells it takes if the terminal draws it narrow.
pub const QUESTIONS: [&str; 7] = ["中", "“", "①", "│", "é", "❤\u{FE0F}", "👨\u{200D}👩\u{200D}👧"];

/// How long answers are waited for before the terminal is taken for silent.
pub const CAP: Duration = Duration::from_secs(1);

/// How long answers that are late are still waited for, and kept out of the keys.
pub const GRACE: Duration = Duration::from_secs(5);

/// The Esc key was pressed if nothing follows its byte for so long; an answer may come in two pieces.
const SEQUENCE_GAP: Duration = Duration::from_millis(150);

/// The question for the ground alone, with the one that every terminal answers.
pub const GROUND: &str = "\x1b]11;?\x1b\\\x1b[c";

/// The batch of questions; it leaves cursor and row as they were. A terminal that does not know the one for the ground, and
/// shows it, shows it in that row.
pub fn questions() -> String {
    let asked: String = QUESTIONS.iter().map(|question| format!("\x1b[2;1H\x1b[2K{question}\x1b[6n")).collect();
    format!("\x1b7{asked}\x1b[2;1H\x1b[2K\x1b]11;?\x1b\\\x1b[2;1H\x1b[2K\x1b8\x1b[c")
}

/// What the terminal answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// Cells that each of the [`QUESTIONS`] took, in their order; fewer if some were not answered.
    pub cells: Vec<u16>,
    /// The colour of its ground, if it told it.
    pub ground: Option<Rgb>,
    /// Whether the last question was answered.
    pub ended: bool,
    /// How long the last answer took.
    pub after: Duration,
}

impl Answers {
    /// The widths that follow from the answers; `None` unless all came, and make sense.
    pub fn policy(&self) -> Option<WidthPolicy> {
        let [2, quote, symbol, frame, letter, heart, family] = self.cells[..] else { return None };
        Some(WidthPolicy {
            wide_quotes: quote == 2,
            wide_symbols: symbol == 2,
            wide_boxes: frame == 2,
            wide_letters: letter == 2,
            full_quotes: false,
            split_zwj: family != 2,
            split_presentation: heart != 2,
        })
    }
}

/// Asks the terminal on its own, outside reading, and waits for the answers. What is typed meanwhile is dropped.
///
/// # Errors
/// The terminal can't be taken, or is gone.
pub fn examine() -> io::Result<Answers> {
    let taken = Taken::default();
    leaving::guard(taken.clone())?;
    let taking = taken.take(false);
    let mut found = Answers::default();
    let written = taking.and_then(|()| taken.output()?.write_all(questions().as_bytes()));
    let heard = written.and_then(|()| {
        with_tty(|tty| {
            // what comes late must not stand in the shell's prompt
            converse(tty, CAP, 2 * CAP, |heard| {
                if let Heard::Answers(answers) = heard {
                    found = answers;
                }
            })
        })
    });
    leaving::await_end(&taken);
    taken.give_back();
    heard.map(|()| found)
}

/// Hands the terminal's input to `read`. Where standard input is a pipe, keys and answers come from the terminal that the
/// program was started in, or where it has none from where the screen is.
///
/// # Errors
/// Those of `read`.
pub fn with_tty<T>(read: impl FnOnce(BorrowedFd<'_>) -> io::Result<T>) -> io::Result<T> {
    let (stdin, stdout) = (io::stdin(), io::stdout());
    if stdin.is_terminal() {
        return read(stdin.as_fd());
    }
    match open(c"/dev/tty", OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC, Mode::empty()) {
        Ok(terminal) => read(terminal.as_fd()),
        Err(_) => read(stdout.as_fd()),
    }
}

/// What is heard while the answers come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Something that is no answer, in the order in which it was typed.
    Typed(Incoming),
    /// All answers, or those that came in time; late ones are heard a second time.
    Answers(Answers),
}

/// Reads what the terminal sends until the last answer is there. After `cap` it tells what came so far; after `grace`
/// it gives up. Nothing that was typed meanwhile is lost.
///
/// # Errors
/// The terminal is gone.
pub fn converse(tty: impl AsFd, cap: Duration, grace: Duration, mut hear: impl FnMut(Heard)) -> io::Result<()> {
    let begin = Instant::now();
    let (mut answers, mut waiting, mut told) = (Answers::default(), Vec::new(), false);
    while !answers.ended && begin.elapsed() < grace {
        let until = if told { grace } else { cap };
        let patience = until.saturating_sub(begin.elapsed());
        let patience = if waiting == [ESC] { patience.min(SEQUENCE_GAP) } else { patience };
        let more = read_within(tty.as_fd(), patience)?;
        let pressed_esc = more.is_empty() && waiting == [ESC];
        waiting.extend(more);
        while let Some((found, len)) = if pressed_esc { settle(&waiting) } else { first(&waiting) } {
            waiting.drain(..len);
            match found {
                Incoming::Column(column) => answers.cells.push(column.saturating_sub(1)),
                Incoming::Ground(colour) => answers.ground = Some(colour),
                Incoming::Identity => answers.ended = true,
                Incoming::Nothing => {}
                typed @ (Incoming::Key(_) | Incoming::Paste(_)) => hear(Heard::Typed(typed)),
                typed @ (Incoming::Mouse(_) | Incoming::Recoloured) => hear(Heard::Typed(typed)),
            }
        }
        answers.after = begin.elapsed();
        if !told && begin.elapsed() >= cap && !answers.ended {
            told = true;
            hear(Heard::Answers(answers.clone()));
        }
    }
    while let Some((typed, len)) = first(&waiting).or_else(|| settle(&waiting)) {
        waiting.drain(..len);
        hear(Heard::Typed(typed));
    }
    if answers.ended || !told {
        hear(Heard::Answers(answers));
    }
    Ok(())
}

/// What comes in before `patience` is over; nothing if nothing does.
pub(super) fn read_within(tty: BorrowedFd<'_>, patience: Duration) -> io::Result<Vec<u8>> {
    let timeout = Timespec::try_from(patience).map_err(io::Error::other)?;
    let mut awaited = [PollFd::new(&tty, PollFlags::IN)];
    match poll(&mut awaited, Some(&timeout)) {
        Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(Vec::new()),
        polled => polled?,
    };
    let mut bytes = vec![0; 16 * 1024];
    let n_read = rustix::io::read(tty, &mut bytes)?;
    if n_read == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    bytes.truncate(n_read);
    Ok(bytes)
}
