//! Everything that can wake the program, in one closed list: keys, pastes, sizes, signals, the results of saving.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::clipboard::Delivery;
use super::errands::{Errands, Fetched};
use super::gate::Gate;
use super::keeper::Saving;
use super::leaving;
use super::lines;
use super::reader::take_events;
use super::session::{Session, Taken};
use super::widths::Widths;
use crate::input::key::Key;
use crate::input::mouse::Mouse;
use crate::layout::width::WidthPolicy;
use crate::storage::StoreError;
use crate::ui::colour::Rgb;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text came at one go: it was pasted, or, where lines are read and not keys, it is a line.
    Paste(String),
    /// The screen has another size: the frame that is drawn next has it.
    Resized,
    /// How wide the terminal draws ambiguous characters, by its own answers; `None` if they did not come, or not in time.
    Widths(Option<WidthPolicy>),
    /// The terminal's ground has this colour.
    Ground(Rgb),
    /// The terminal's colours are others than before; which, it has to be asked for.
    Recoloured,
    /// The system wants the program to end, with this signal.
    End(i32),
    /// The system wants the program to stop until it is continued.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
    /// The operation of this id is on the disk.
    Saved(String),
    /// Something could not be saved, and why.
    NotSaved(StoreError),
    /// What became of a text that was sent to the clipboard.
    Delivered(Delivery),
    /// How many changes that could not be saved were written to this file, or why they were not; `None` where by then all
    /// had been saved.
    Rescued(Result<Option<(usize, PathBuf)>, StoreError>),
    /// The file that is being read is another.
    DocumentChanged,
    /// What came of an errand, for the reading of this number.
    Fetched(usize, Fetched),
    /// Marks were made elsewhere.
    MarksChanged,
    /// Something has been found out about documents of a list.
    Surveyed,
    /// Nothing more can be read from the terminal, or a thread that reading can't go on without has ended; and why.
    Closed(io::Error),
}

/// A thread that reading can't go on without has failed, and has told how.
#[derive(Debug)]
pub struct PartFailed;

impl fmt::Display for PartFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl Error for PartFailed {}

/// Sends [`Input::Closed`] when the thread that holds it ends, however it ends.
pub(super) struct Farewell {
    /// Where to.
    pub inputs: Sender<Input>,
    /// Why it ended, unless it panicked; a thread that has done its work has nothing to say.
    pub why: Option<io::Error>,
}

impl Drop for Farewell {
    fn drop(&mut self) {
        let panicked = || io::Error::other(PartFailed);
        let why = self.why.take().or_else(|| thread::panicking().then(panicked));
        // the other end is gone only when the program ends
        why.into_iter().for_each(|why| drop(self.inputs.send(Input::Closed(why))));
    }
}

/// Where everything that happens comes in, for as long as the program runs: the threads that wait are started once, so
/// that no key is lost between two documents.
pub struct Inputs {
    /// For whoever has something to tell.
    pub sender: Sender<Input>,
    /// What has happened.
    pub inputs: Receiver<Input>,
    /// Whether the terminal is ours.
    pub taken: Taken,
    /// The terminal, kept from one document to the next.
    pub(super) session: Option<Session>,
    /// Closes the terminal to the thread that reads it, once that runs.
    pub(super) gate: Option<Gate>,
    /// Asks for the next line, where lines are read; kept from one document to the next, too.
    pub(super) next_line: Option<Sender<()>>,
    /// What is known of its widths, too.
    pub(super) widths: Option<Widths>,
    /// For whoever saves, to be found by the thread that waits for signals.
    pub(super) saving: Sender<Saving>,
    /// The other end of it, until that thread runs.
    told_saving: Option<Receiver<Saving>>,
    is_listening: bool,
    /// How many documents have been read.
    n_readings: usize,
}

impl Default for Inputs {
    fn default() -> Self {
        let ((sender, inputs), (saving, told_saving)) = (channel(), channel());
        let told_saving = Some(told_saving);
        let (taken, session, gate, widths, next_line) = (Taken::default(), None, None, None, None);
        let (is_listening, n_readings) = (false, 0);
        Inputs {
            sender,
            inputs,
            taken,
            session,
            gate,
            next_line,
            widths,
            saving,
            told_saving,
            is_listening,
            n_readings,
        }
    }
}

impl Inputs {
    /// The errands of the reading that begins now.
    pub(super) fn errands(&mut self) -> Errands {
        self.n_readings += 1;
        Errands::new(self.sender.clone(), self.n_readings)
    }

    /// Starts the thread that waits for signals, unless it runs. The terminal is taken only after this: from then on there
    /// is no moment in which a signal would leave it as ours.
    ///
    /// # Errors
    /// The signals can't be caught.
    pub fn listen_to_signals(&mut self) -> io::Result<()> {
        match self.told_saving.take() {
            Some(saving) => leaving::listen(self.sender.clone(), saving, self.taken.clone()),
            None => Ok(()),
        }
    }

    /// Whether the thread that waits for the terminal runs.
    pub(super) fn is_listening(&self) -> bool {
        self.is_listening
    }

    /// Starts the thread that waits for the terminal, unless it runs. Gives what came in since the document before and is
    /// not about it alone: keys typed ahead, signals, the end of the terminal. If the terminal was `asked` for its widths,
    /// its answers are read first.
    pub fn listen(&mut self, asked: bool) -> Vec<Input> {
        let early = self.typed_ahead();
        if !std::mem::replace(&mut self.is_listening, true) {
            self.gate = listen(self.sender.clone(), asked);
        }
        early
    }

    /// Starts the thread that reads lines, unless it runs; gives what asks it for the next, and what came in as `listen` does.
    pub(super) fn listen_to_lines(&mut self, from_terminal: bool) -> (Sender<()>, Vec<Input>) {
        let early = self.typed_ahead();
        let next = self.next_line.take().unwrap_or_else(|| lines::listen(self.sender.clone(), from_terminal));
        (next, early)
    }

    /// What came in since the document before and is not about it alone.
    fn typed_ahead(&self) -> Vec<Input> {
        let is_past = |input: &Input| {
            use Input::{Delivered, DocumentChanged, Fetched, MarksChanged, Mouse, NotSaved, Rescued, Saved, Surveyed};
            let is_of_store =
                matches!(input, Saved(_) | NotSaved(_) | Rescued(_) | MarksChanged | Fetched(..) | Surveyed);
            is_of_store || matches!(input, Mouse(_) | Delivered(_) | DocumentChanged)
        };
        self.inputs.try_iter().filter(|input| !is_past(input)).collect()
    }
}

/// Starts the thread that waits for the terminal; gives what closes the terminal to it. If it was `asked` for its widths, its
/// answers are read first.
fn listen(inputs: Sender<Input>, asked: bool) -> Option<Gate> {
    let (gate, gated) = match Gate::pair() {
        Ok((gate, gated)) => (Some(gate), Ok(gated)),
        Err(error) => (None, Err(error)),
    };
    thread::spawn(move || {
        let mut farewell = Farewell { inputs, why: None };
        farewell.why = gated.and_then(|gated| take_events(&farewell.inputs, gated, asked)).err();
    });
    gate
}
