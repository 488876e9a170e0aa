//! The face that is read aloud, on its two streams: lines are read from standard input and printed on standard output. The
//! terminal is not taken: its own line editing, its scrollback and its Ctrl-C stay as they are.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::os::fd::BorrowedFd;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::clipboard::Clipboard;
use super::event::{Farewell, Input};
use super::probe::with_tty;
use super::session::Taken;
use crate::app::{App, Effect};
use crate::linear::Linear;
use crate::output;
use crate::ui::Look;

/// The longest line that is taken, in bytes; the rest of a longer one is left out.
const LONGEST: u64 = 1 << 20;

/// Lines in, lines out.
pub(super) struct Lines<'a> {
    linear: Linear,
    look: &'a Look,
    /// Asks for the next line.
    next: Sender<()>,
    /// Whether a line was heard and the next is not asked for: what it asked for may need the terminal.
    is_answering: bool,
    taken: Taken,
    /// Whether the terminal that is printed on understands more than lines.
    is_dumb: bool,
}

impl<'a> Lines<'a> {
    /// A face of the words in `look`; `next` asks the thread that reads for a line.
    pub fn new(look: &'a Look, next: Sender<()>, taken: Taken) -> Self {
        let is_dumb = !output::is_on_terminal() || std::env::var("TERM").is_ok_and(|term| term == "dumb");
        Lines { linear: Linear::default(), look, next, is_answering: false, taken, is_dumb }
    }

    /// Takes a line that was typed.
    pub fn hear(&mut self, app: &mut App, line: &str) -> Option<Effect> {
        self.is_answering = true;
        self.linear.hear(app, self.look, line)
    }

    /// Prints what is to be said of the state now, and has the next line read.
    ///
    /// # Errors
    /// Standard output is gone.
    pub fn say(&mut self, app: &App) -> io::Result<()> {
        let printed = print(&self.linear.say(app, self.look));
        self.ask();
        printed
    }

    /// Has the next line read, if the last has been answered.
    fn ask(&mut self) {
        if std::mem::take(&mut self.is_answering) {
            // the thread that reads ends only with what it reads
            let _ = self.next.send(());
        }
    }

    /// Lends the terminal to another program for as long as `run` takes, after which its line mode is as it was.
    pub fn lend<T>(&mut self, run: impl FnOnce() -> T) -> T {
        let output = self.taken.output().ok();
        let mode = output.as_ref().and_then(|output| output.line_mode().ok());
        let came = self.taken.lent(run);
        if let (Some(output), Some(mode)) = (output, mode) {
            // without it the terminal is as the other program left it
            let _ = output.set_line_mode(&mode);
        }
        came
    }

    /// Prints that the document is still being read.
    ///
    /// # Errors
    /// Standard output is gone.
    pub fn tell_reading(&self) -> io::Result<()> {
        print(std::slice::from_ref(&self.look.strings.messages.reading))
    }

    /// The way to the clipboard where `set` is what the person set: a terminal that knows lines alone has none.
    pub fn clipboard(&self, set: Clipboard) -> Clipboard {
        if self.is_dumb { Clipboard::System } else { set }
    }

    /// Writes a sequence that prints nothing.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn send(&self, sequence: &str) -> io::Result<()> {
        if self.is_dumb { Ok(()) } else { io::Write::write_all(&mut self.taken.output()?, sequence.as_bytes()) }
    }

    /// Prints what is still to be said; gives back what asks for lines.
    pub fn end(mut self) -> Sender<()> {
        // who would hear of it is gone
        let _ = print(&self.linear.take_lines());
        self.ask();
        self.next
    }
}

/// Prints lines, all at once.
fn print(lines: &[String]) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    output::print(|data| {
        data.leave_out_frames();
        lines.iter().try_for_each(|line| data.line(line))
    })?;
    Ok(())
}

/// Starts the thread that reads lines, one whenever it is asked for one; the first unasked. The end of what it reads comes as
/// [`Input::Closed`]. From the terminal, where standard input is the document.
pub(super) fn listen(inputs: Sender<Input>, from_terminal: bool) -> Sender<()> {
    let (next, asked) = channel();
    thread::spawn(move || {
        let mut farewell = Farewell { inputs, why: None };
        let read = if from_terminal {
            with_tty(|tty| read_lines(&mut BufReader::new(Keyboard(tty)), &farewell.inputs, &asked))
        } else {
            read_lines(&mut io::stdin().lock(), &farewell.inputs, &asked)
        };
        farewell.why = Some(read.err().unwrap_or_else(|| ErrorKind::UnexpectedEof.into()));
    });
    next
}

/// The terminal, where standard input is the document.
struct Keyboard<'a>(BorrowedFd<'a>);

impl Read for Keyboard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(rustix::io::retry_on_intr(|| rustix::io::read(self.0, &mut *buffer))?)
    }
}

fn read_lines(from: &mut impl BufRead, inputs: &Sender<Input>, asked: &Receiver<()>) -> io::Result<()> {
    loop {
        let mut line = Vec::new();
        let n_bytes = from.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
        if n_bytes == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') && n_bytes as u64 == LONGEST {
            skip_line(from)?;
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim_end_matches(['\n', '\r']).to_owned();
        if inputs.send(Input::Paste(line)).is_err() || asked.recv().is_err() {
            return Ok(());
        }
    }
}

/// Leaves out what is left of a line.
fn skip_line(from: &mut impl BufRead) -> io::Result<()> {
    loop {
        let rest = from.fill_buf()?;
        let end = rest.iter().position(|byte| *byte == b'\n');
        let n_bytes = end.map_or(rest.len(), |end| end + 1);
        from.consume(n_bytes);
        if end.is_some() || n_bytes == 0 {
            return Ok(());
        }
    }
}
