//! Everything that can wake the program, in one closed list: keys, pastes, sizes, signals, the results of saving.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Instant;

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, read,
};

use super::clicks::Clicks;
use super::clipboard::Delivery;
use super::errands::{Errands, Fetched};
use super::incoming::Incoming;
use super::keeper::Saving;
use super::leaving;
use super::probe::{CAP, GRACE, Heard, converse, with_tty};
use super::session::{Session, Taken};
use super::widths::Widths;
use crate::input::key::{Key, KeyCode};
use crate::input::mouse::{Gesture, Mouse};
use crate::layout::width::WidthPolicy;
use crate::ui::colour::Rgb;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size: the frame that is drawn next has it.
    Resized,
    /// How wide the terminal draws ambiguous characters, by its own answers; `None` if they did not come, or not in time.
    Widths(Option<WidthPolicy>),
    /// The terminal's ground has this colour.
    Ground(Rgb),
    /// The system wants the program to end, with this signal.
    End(i32),
    /// The system wants the program to stop until it is continued.
    Stop,
    /// The program goes on after it was stopped.
    Continue,
    /// The operation of this id is on the disk.
    Saved(String),
    /// Something could not be saved, and why.
    NotSaved(String),
    /// What became of a text that was sent to the clipboard.
    Delivered(Delivery),
    /// How many changes that could not be saved were written to this file, or why they were not; `None` where by then all
    /// had been saved.
    Rescued(Result<Option<(usize, PathBuf)>, String>),
    /// The file that is being read is another.
    DocumentChanged,
    /// What came of an errand, for the reading of this number.
    Fetched(usize, Fetched),
    /// Marks were made elsewhere.
    MarksChanged,
    /// Nothing more can be read from the terminal, or a thread that reading can't go on without has ended; and why.
    Closed(io::Error),
}

/// Sends [`Input::Closed`] when the thread that holds it ends, however it ends.
pub(super) struct Farewell {
    /// Where to.
    pub inputs: Sender<Input>,
    /// Why it ended, unless it panicked; a thread that has done its work has nothing to say.
    pub why: Option<io::Error>,
}

impl Drop for Farewell {
    fn drop(&mut self) {
        let panicked = || io::Error::other("a part of wenda has failed; its message stands above");
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
        let (taken, session, widths) = (Taken::default(), None, None);
        Inputs { sender, inputs, taken, session, widths, saving, told_saving, is_listening: false, n_readings: 0 }
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
        let is_past = |input: &Input| {
            use Input::{Delivered, DocumentChanged, Fetched, MarksChanged, Mouse, NotSaved, Rescued, Saved};
            let is_of_store = matches!(input, Saved(_) | NotSaved(_) | Rescued(_) | MarksChanged | Fetched(..));
            is_of_store || matches!(input, Mouse(_) | Delivered(_) | DocumentChanged)
        };
        let early = self.inputs.try_iter().filter(|input| !is_past(input)).collect();
        if !std::mem::replace(&mut self.is_listening, true) {
            listen(self.sender.clone(), asked);
        }
        early
    }
}

/// Starts the thread that waits for the terminal. If it was `asked` for its widths, its answers are read first.
fn listen(inputs: Sender<Input>, asked: bool) {
    thread::spawn(move || {
        let mut farewell = Farewell { inputs, why: None };
        farewell.why = take_events(&farewell.inputs, asked).err();
    });
}

/// Sends on what the terminal tells, until it tells no more or nobody takes it.
fn take_events(inputs: &Sender<Input>, asked: bool) -> io::Result<()> {
    if asked {
        hear_answers(inputs)?;
    }
    let mut clicks = Clicks::default();
    loop {
        let input = input_of(read()?);
        if input.is_some_and(|input| inputs.send(clicks.count(input, Instant::now())).is_err()) {
            return Ok(());
        }
    }
}

/// Reads what comes in until the terminal has answered; what was typed meanwhile is sent on. A change of size is seen at
/// the end: only crossterm's reader, which does not run yet, is told of it.
fn hear_answers(inputs: &Sender<Input>) -> io::Result<()> {
    let size = crossterm::terminal::size()?;
    let hear = |heard| {
        let input = match heard {
            Heard::Answers(answers) => {
                // the widths last: who waits for them has all by then
                let _ = answers.ground.map(|ground| inputs.send(Input::Ground(ground)));
                Some(Input::Widths(answers.policy()))
            }
            Heard::Typed(Incoming::Key(key)) => Some(Input::Key(key)),
            Heard::Typed(Incoming::Paste(text)) => Some(Input::Paste(text)),
            Heard::Typed(Incoming::Column(_) | Incoming::Identity | Incoming::Ground(_) | Incoming::Nothing) => None,
        };
        // the other end is gone only when the program ends
        let _ = input.map(|input| inputs.send(input));
    };
    with_tty(|tty| converse(tty, CAP, GRACE, hear))?;
    if crossterm::terminal::size()? != size {
        let _ = inputs.send(Input::Resized);
    }
    Ok(())
}

/// What an event of the terminal is to us; nothing, for what wenda has no use for.
fn input_of(event: Event) -> Option<Input> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key_of(event).map(Input::Key),
        Event::Mouse(event) => mouse_of(event).map(Input::Mouse),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(..) => Some(Input::Resized),
        Event::Key(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let gesture = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => Gesture::Press { clicks: 1 },
        MouseEventKind::Drag(MouseButton::Left) => Gesture::Drag,
        MouseEventKind::ScrollDown => Gesture::Wheel { down: true },
        MouseEventKind::ScrollUp => Gesture::Wheel { down: false },
        _ => return None,
    };
    Some(Mouse { gesture, x: event.column, y: event.row })
}

fn key_of(event: KeyEvent) -> Option<Key> {
    let code = match event.code {
        Code::Char(c) => KeyCode::Char(c),
        Code::Enter => KeyCode::Enter,
        Code::Esc => KeyCode::Esc,
        Code::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Code::Tab => KeyCode::Tab,
        Code::BackTab => KeyCode::BackTab,
        Code::Backspace => KeyCode::Backspace,
        Code::Delete => KeyCode::Delete,
        Code::Up => KeyCode::Up,
        Code::Down => KeyCode::Down,
        Code::Left => KeyCode::Left,
        Code::Right => KeyCode::Right,
        Code::Home => KeyCode::Home,
        Code::End => KeyCode::End,
        Code::PageUp => KeyCode::PageUp,
        Code::PageDown => KeyCode::PageDown,
        Code::F(number) => KeyCode::Function(number),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_modifiers() {
        let key = |code, modifiers| key_of(KeyEvent::new(code, modifiers));
        assert_eq!(key(Code::Char('G'), KeyModifiers::SHIFT), Some(Key::char('G')));
        let held = Key { ctrl: true, ..Key::char('d') };
        assert_eq!(key(Code::Char('d'), KeyModifiers::CONTROL), Some(held));
        assert_eq!(key(Code::Tab, KeyModifiers::SHIFT), Some(Key::plain(KeyCode::BackTab)));
    }
}
