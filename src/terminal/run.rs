//! The loop: wait for an input, change the state, perform the effect, draw.

use std::io;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use super::clipboard;
use super::event::{self, Input};
use super::keeper::Keeper;
use super::session::Session;
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::operation::Operation;
use crate::document::place::{Passage, Place};
use crate::storage::places::ReadingPlace;
use crate::storage::{Folders, Journal, Stamper};
use crate::ui::Look;

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

/// Lets a person read. `app` is made for the size of the screen once the terminal is ours.
///
/// # Errors
/// The terminal can't be taken, or is gone.
pub fn run(make: impl FnOnce((u16, u16)) -> App, look: &Look, shelf: Shelf) -> io::Result<Outcome> {
    let (sender, inputs) = channel();
    let mut session = Session::begin()?;
    let mut app = make(session.size()?);
    event::listen_to_signals(sender.clone(), session.taken())?;
    event::listen(sender.clone());
    let mut keeper = Keeper::start(shelf.journal, shelf.stamper, shelf.folders, sender);
    let ended = read(&mut session, &mut app, look, &inputs, &mut keeper, &shelf.reading);
    keeper.keep_place(reading_place(&app, &shelf.reading));
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
    inputs: &Receiver<Input>,
    keeper: &mut Keeper,
    reading: &ReadingPlace,
) -> io::Result<Outcome> {
    let mut kept = Instant::now();
    loop {
        session.draw(app, look)?;
        let Ok(first) = inputs.recv() else { return Ok(Outcome::default()) };
        for input in std::iter::once(first).chain(inputs.try_iter()) {
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
