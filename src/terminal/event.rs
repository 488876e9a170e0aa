//! Everything that can wake the program, in one closed list: keys, pastes, sizes, signals, the results of saving.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{
    Event, KeyCode as Code, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind, read,
};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
use signal_hook::iterator::Signals;

use super::clicks::Clicks;
use super::clipboard::Delivery;
use super::incoming::Incoming;
use super::probe::{CAP, GRACE, Heard, converse, with_tty};
use super::session::{Session, Taken};
use crate::document::Document;
use crate::input::key::{Key, KeyCode};
use crate::input::mouse::{Gesture, Mouse};
use crate::layout::width::WidthPolicy;

/// Something that happened.
#[derive(Debug)]
pub enum Input {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The screen has another size, in columns and rows.
    Resize(u16, u16),
    /// How wide the terminal draws ambiguous characters, by its own answers; `None` if they did not come, or not in time.
    Widths(Option<WidthPolicy>),
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
    /// How many changes that could not be saved were written to this file, or why they were not.
    Rescued(Result<(usize, PathBuf), String>),
    /// The file that is being read is another.
    DocumentChanged,
    /// A document has been read.
    Read(Box<Document>),
    /// A document could not be read.
    Unreadable,
    /// Marks were made elsewhere.
    MarksChanged,
    /// Nothing more can be read from the terminal.
    Closed,
}

/// Sends [`Input::Closed`] when the thread that holds it ends, however it ends.
struct Farewell(Sender<Input>);

impl Drop for Farewell {
    fn drop(&mut self) {
        let _ = self.0.send(Input::Closed);
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
    is_listening: bool,
}

impl Default for Inputs {
    fn default() -> Self {
        let (sender, inputs) = channel();
        Inputs { sender, inputs, taken: Taken::default(), session: None, is_listening: false }
    }
}

impl Inputs {
    /// Starts the threads that wait for the terminal and for signals, unless they run. Gives what came in since the
    /// document before and is not about it alone: keys typed ahead, signals, the end of the terminal. If the terminal was
    /// `asked` for its widths, its answers are read first.
    ///
    /// # Errors
    /// The signals can't be caught.
    pub fn listen(&mut self, asked: bool) -> io::Result<Vec<Input>> {
        let is_past = |input: &Input| {
            use Input::{Delivered, DocumentChanged, MarksChanged, Mouse, NotSaved, Read, Rescued, Saved, Unreadable};
            let is_of_store = matches!(input, Saved(_) | NotSaved(_) | Rescued(_) | MarksChanged);
            is_of_store || matches!(input, Mouse(_) | Delivered(_) | DocumentChanged | Read(_) | Unreadable)
        };
        let early = self.inputs.try_iter().filter(|input| !is_past(input)).collect();
        if !std::mem::replace(&mut self.is_listening, true) {
            listen_to_signals(self.sender.clone(), self.taken.clone())?;
            listen(self.sender.clone(), asked);
        }
        Ok(early)
    }
}

/// Starts the thread that waits for the terminal. If it was `asked` for its widths, its answers are read first.
fn listen(inputs: Sender<Input>, asked: bool) {
    thread::spawn(move || {
        let farewell = Farewell(inputs);
        if asked && hear_answers(&farewell.0).is_err() {
            return;
        }
        let mut clicks = Clicks::default();
        while let Ok(event) = read() {
            if let Some(input) = input_of(event)
                && farewell.0.send(clicks.count(input, Instant::now())).is_err()
            {
                break;
            }
        }
    });
}

/// Reads what comes in until the terminal has answered; what was typed meanwhile is sent on. A change of size is seen at
/// the end: only crossterm's reader, which does not run yet, is told of it.
fn hear_answers(inputs: &Sender<Input>) -> io::Result<()> {
    let size = crossterm::terminal::size()?;
    let hear = |heard| {
        let input = match heard {
            Heard::Answers(answers) => Some(Input::Widths(answers.policy())),
            Heard::Typed(Incoming::Key(key)) => Some(Input::Key(key)),
            Heard::Typed(Incoming::Paste(text)) => Some(Input::Paste(text)),
            Heard::Typed(_) => None,
        };
        // the other end is gone only when the program ends
        let _ = input.map(|input| inputs.send(input));
    };
    with_tty(|tty| converse(tty, CAP, GRACE, hear))?;
    let (columns, rows) = crossterm::terminal::size()?;
    if (columns, rows) != size {
        let _ = inputs.send(Input::Resize(columns, rows));
    }
    Ok(())
}

/// Starts the thread that waits for signals. If the program does not end in time, because the terminal hangs, the
/// thread ends it.
///
/// # Errors
/// The signals can't be caught.
fn listen_to_signals(inputs: Sender<Input>, taken: Taken) -> io::Result<()> {
    /// What it takes to save and to leave, generously.
    const TIME_TO_END: Duration = Duration::from_millis(1500);
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                SIGTSTP => Input::Stop,
                SIGCONT => Input::Continue,
                _ => Input::End(signal),
            };
            let ends = matches!(input, Input::End(_));
            if inputs.send(input).is_err() {
                return;
            }
            if ends {
                thread::sleep(TIME_TO_END);
                taken.give_back();
                std::process::exit(128 + signal);
            }
        }
    });
    Ok(())
}

/// What an event of the terminal is to us; nothing, for what wenda has no use for.
fn input_of(event: Event) -> Option<Input> {
    match event {
        Event::Key(event) if event.kind != KeyEventKind::Release => key_of(event).map(Input::Key),
        Event::Mouse(event) => mouse_of(event).map(Input::Mouse),
        Event::Paste(text) => Some(Input::Paste(text)),
        Event::Resize(columns, rows) => Some(Input::Resize(columns, rows)),
        _ => None,
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
