//! The loop: wait for an input, change the state, perform the effect, draw.

use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::clipboard;
use super::event::{self, Input};
use super::keeper::Keeper;
use super::probe::CAP;
use super::session::Session;
use super::widths::{Asking, Widths};
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::operation::Operation;
use crate::document::place::{Passage, Place};
use crate::layout::width::WidthPolicy;
use crate::storage::places::ReadingPlace;
use crate::storage::{Folders, Journal, Stamper};
use crate::ui::Look;
use crate::ui::page::sign_word_width;

/// What is needed to keep what the person makes in one document.
pub struct Shelf {
    /// Where everything lies.
    pub folders: Folders,
    /// The log that this device writes.
    pub journal: Journal,
    /// Makes operations of changes.
    pub stamper: Stamper,
    /// The document's identity and path, for its reading place.
    pub reading: ReadingPlace,
    /// How to learn how wide the terminal draws ambiguous characters.
    pub asking: Asking,
}

/// How reading ended.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Another document to open.
    pub open: Option<String>,
    /// What could not be saved.
    pub unsaved: Vec<Operation>,
    /// The signal that ended it.
    pub signal: Option<i32>,
}

/// The reading place is kept at least so often while the reader moves.
const PLACE_INTERVAL: Duration = Duration::from_secs(10);

/// How long a person who leaves waits for answers of the terminal that are still to come.
const PARTING: Duration = Duration::from_millis(300);

/// Lets a person read. `app` is made for the size of the screen once the terminal is ours.
///
/// # Errors
/// The terminal can't be taken, or is gone.
pub fn run(make: impl FnOnce((u16, u16)) -> App, look: &Look, shelf: Shelf) -> io::Result<Outcome> {
    let (sender, inputs) = channel();
    let mut session = Session::begin()?;
    let mut app = make(session.size()?);
    event::listen_to_signals(sender.clone(), session.taken())?;
    let mut widths = Widths::of(shelf.folders.clone());
    let asked = shelf.asking == Asking::Ask && session.ask_widths().is_ok();
    event::listen(sender.clone(), asked);
    widths.awaited = asked;
    let remembered = widths.remembered().filter(|_| shelf.asking != Asking::Never);
    if let Some(policy) = remembered {
        adopt(&mut app, look, policy);
    }
    let early = if asked && remembered.is_none() { wait_for_widths(&inputs, CAP * 2) } else { Vec::new() };
    let mut keeper = Keeper::start(shelf.journal, shelf.stamper, shelf.folders, sender);
    let ended = read(&mut session, &mut app, look, (early, &inputs), &mut keeper, (&shelf.reading, &mut widths));
    keeper.keep_place(reading_place(&app, &shelf.reading));
    if widths.awaited {
        // an answer that came after the terminal was given back would stand in the shell's prompt
        wait_for_widths(&inputs, PARTING);
    }
    drop(session);
    let unsaved = keeper.finish();
    ended.map(|outcome| Outcome { unsaved, ..outcome })
}

/// Draws and waits until the reading ends. All inputs that have come in are taken before the next frame, so that a burst
/// of keys or sizes costs one.
fn read(
    session: &mut Session,
    app: &mut App,
    look: &Look,
    (mut early, inputs): (Vec<Input>, &Receiver<Input>),
    keeper: &mut Keeper,
    (reading, widths): (&ReadingPlace, &mut Widths),
) -> io::Result<Outcome> {
    let mut kept = Instant::now();
    loop {
        if early.is_empty() {
            session.draw(app, look)?;
            let Ok(first) = inputs.recv() else { return Ok(Outcome::default()) };
            early.push(first);
        }
        for input in early.drain(..).chain(inputs.try_iter()) {
            if let Input::Widths(policy) = input {
                widths.awaited = false;
                policy.inspect(|policy| widths.remember(*policy)).into_iter().for_each(|it| adopt(app, look, it));
            }
            if let Some(outcome) = take(session, app, input, keeper)? {
                return Ok(outcome);
            }
        }
        if kept.elapsed() > PLACE_INTERVAL {
            keeper.keep_place(reading_place(app, reading));
            kept = Instant::now();
        }
    }
}

/// Takes one input; gives the outcome if that ends the reading.
fn take(session: &mut Session, app: &mut App, input: Input, keeper: &mut Keeper) -> io::Result<Option<Outcome>> {
    let effect = match input {
        Input::Key(key) => app.press(key),
        Input::Paste(text) => {
            app.paste(&text);
            None
        }
        Input::Resize(columns, rows) => {
            app.resize((columns, rows));
            None
        }
        Input::Saved(operation) => {
            app.saved(&operation);
            None
        }
        Input::NotSaved(why) => {
            app.not_saved(why);
            None
        }
        Input::Widths(_) => None,
        Input::Stop => Some(Effect::Suspend),
        // After a stop that could not be foreseen (SIGSTOP) the terminal's modes may be anything.
        Input::Continue => {
            session.lend(|| ())?;
            None
        }
        Input::End(signal) => return Ok(Some(Outcome { signal: Some(signal), ..Outcome::default() })),
        Input::Closed => return Ok(Some(Outcome::default())),
    };
    effect.map_or(Ok(None), |effect| perform(session, app, effect, keeper))
}

/// Does what the state asks of the world.
fn perform(session: &mut Session, app: &mut App, effect: Effect, keeper: &mut Keeper) -> io::Result<Option<Outcome>> {
    match effect {
        Effect::Record(change) => app.record(keeper.record(*change)),
        Effect::Copy(text) => clipboard::send(&text)?,
        Effect::Redraw => session.forget_screen()?,
        Effect::Suspend => {
            session.lend(|| drop(signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)))?;
            app.resize(session.size()?);
        }
        Effect::Open(path) => return Ok(Some(Outcome { open: Some(path), ..Outcome::default() })),
        Effect::Quit => return Ok(Some(Outcome::default())),
    }
    Ok(None)
}

/// Waits until the terminal has told its widths, or until `patience` is over; gives all that came in meanwhile. The thread
/// that reads the answers tells at the cap.
fn wait_for_widths(inputs: &Receiver<Input>, patience: Duration) -> Vec<Input> {
    let begin = Instant::now();
    let mut early = Vec::new();
    while let Ok(input) = inputs.recv_timeout(patience.saturating_sub(begin.elapsed())) {
        let told = matches!(input, Input::Widths(_));
        early.push(input);
        if told {
            break;
        }
    }
    early
}

/// Lays everything out anew for a terminal of these widths.
fn adopt(app: &mut App, look: &Look, policy: WidthPolicy) {
    let policy = WidthPolicy { full_quotes: app.settings.policy.full_quotes, ..policy };
    app.set_policy(policy, sign_word_width(look, policy));
}

/// Where the reader is, anchored in the text.
fn reading_place(app: &App, reading: &ReadingPlace) -> ReadingPlace {
    ReadingPlace { anchor: anchor_at(&app.document, app.viewport.place()), ..reading.clone() }
}

/// An anchor of the text from a place on, long enough to be told from other text.
fn anchor_at(document: &Document, place: Place) -> Anchor {
    /// Characters; a row or two.
    const LENGTH: usize = 40;
    let text = &document.block_text(place.block)[place.byte.min(document.block_text(place.block).len())..];
    let len = text.char_indices().nth(LENGTH).map_or(text.len(), |(byte, _)| byte);
    Anchor::of(document, Passage { start: place, end: Place { byte: place.byte + len, ..place } })
}
