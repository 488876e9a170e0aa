//! While a long document is read: its beginning is on the screen and can be scrolled; whatever needs the whole waits and
//! is done, in its order, as soon as the whole is there.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::Receiver;

use super::event::{Input, Inputs};
use super::keeper::Unsaved;
use super::leaving::outcome_of;
use super::run::Outcome;
use super::screen::Screen;
use crate::app::message::Message;
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::operation::Operation;
use crate::document::place::Place;
use crate::input::action::Action;
use crate::storage::{Device, Folders, Stamper};

/// How it ended.
pub(super) enum Ended {
    /// The whole document is there.
    Read {
        /// The document.
        document: Box<Document>,
        /// Where the person has scrolled to, if anywhere.
        place: Option<Place>,
        /// What came in and is still to be done.
        waiting: Vec<Input>,
    },
    /// The person left, or was made to.
    Left(Outcome),
}

/// Shows `app`, the beginning of a document, until the whole has been read. If the program has to end before that, what
/// was typed of a note is not lost.
pub(super) fn show(
    screen: &mut Screen<'_>,
    mut app: App,
    early: Vec<Input>,
    inputs: &Inputs,
    folders: &Folders,
) -> Ended {
    let mut waiting = Vec::new();
    let outcome = match until_read(screen, &mut app, early, &inputs.inputs, &mut waiting) {
        Ok(Ended::Left(outcome)) => outcome,
        Ok(read @ Ended::Read { .. }) => return read,
        Err(error) => outcome_of(error, &inputs.inputs, &inputs.taken),
    };
    let operations = written(&mut app, waiting, folders);
    let unsaved = if operations.is_empty() { Vec::new() } else { vec![Unsaved { journal: None, operations }] };
    Ended::Left(Outcome { unsaved, ..outcome })
}

/// What a person has typed that would have been kept: it is done in the beginning of the document, as it would have been in
/// the whole.
fn written(app: &mut App, waiting: Vec<Input>, folders: &Folders) -> Vec<Operation> {
    let mut stamper = Stamper::new(Device::of(folders));
    let mut operations = Vec::new();
    for input in waiting {
        let effect = match input {
            Input::Key(key) => app.press(key),
            Input::Mouse(mouse) => app.point(mouse),
            Input::Paste(text) => {
                app.paste(&text);
                None
            }
            Input::Read(_) | Input::Unreadable | Input::DocumentChanged | Input::MarksChanged => None,
            Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_) => None,
            Input::Resized | Input::Widths(_) | Input::Continue => None,
            Input::Stop | Input::End(_) | Input::Closed(_) => None,
        };
        if let Some(Effect::Record(change)) = effect {
            let operation = stamper.stamp(*change);
            app.record(operation.clone());
            operations.push(operation);
        }
    }
    operations.extend(app.being_written().map(|change| stamper.stamp(change)));
    operations
}

/// Shows `app` until the whole has been read. What comes in and has to wait for that is added to `waiting`.
///
/// # Errors
/// The terminal is gone.
fn until_read(
    screen: &mut Screen<'_>,
    app: &mut App,
    early: Vec<Input>,
    inputs: &Receiver<Input>,
    waiting: &mut Vec<Input>,
) -> io::Result<Ended> {
    let mut queue = VecDeque::from(early);
    let start = app.viewport.place();
    loop {
        queue.extend(inputs.try_iter());
        let input = match queue.pop_front() {
            Some(input) => input,
            None => {
                app.message = Some(Message::Reading);
                screen.draw(app)?;
                inputs.recv().map_err(io::Error::other)?
            }
        };
        let Some(input) = screen.take(app, input)? else { continue };
        match input {
            Input::Read(document) if document.source.path == app.document.source.path => {
                waiting.extend(queue);
                let moved = Some(app.viewport.place()).filter(|place| *place != start);
                let place = moved.and_then(|place| in_whole(&app.document, place, &document));
                return Ok(Ended::Read { document, place, waiting: std::mem::take(waiting) });
            }
            Input::End(signal) => {
                return Ok(Ended::Left(Outcome { signal: Some(signal), ..Outcome::default() }));
            }
            Input::Closed(why) => return Err(why),
            Input::Stop => screen.suspend()?,
            // Whoever wants to leave waits for what is to be kept, and not for jumps and the like; a letter of a line that was
            // begun waits.
            Input::Key(key)
                if app.meant(key) == Some(Action::Quit) && !waiting.iter().any(|it| must_come_first(app, it)) =>
            {
                return Ok(Ended::Left(Outcome::default()));
            }
            Input::Key(key) if waiting.is_empty() && app.meant(key).is_some_and(is_possible) => {
                let effect = app.press(key);
                if perform(effect, screen)? {
                    return Ok(Ended::Left(Outcome::default()));
                }
            }
            waits @ (Input::Key(_) | Input::Mouse(_) | Input::Paste(_) | Input::Read(_) | Input::Unreadable) => {
                waiting.push(waits);
            }
            waits @ (Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_)) => {
                waiting.push(waits);
            }
            waits @ (Input::DocumentChanged | Input::MarksChanged) => waiting.push(waits),
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Continue => {}
        }
    }
}

/// Does what a key asks of the world, of those that are possible here; says whether it ends the reading.
fn perform(effect: Option<Effect>, screen: &mut Screen<'_>) -> io::Result<bool> {
    if effect == Some(Effect::Suspend) {
        screen.suspend()?;
    }
    if effect == Some(Effect::Redraw) {
        screen.forget()?;
    }
    Ok(effect == Some(Effect::Quit))
}

/// A place of the beginning in the whole document, whose blocks may have been parted otherwise.
fn in_whole(beginning: &Document, place: Place, whole: &Document) -> Option<Place> {
    if beginning.block_text(place.block) == whole.block_text(place.block) {
        return Some(place);
    }
    Anchor::at(beginning, place).resolve(whole).passage().map(|passage| passage.start)
}

/// Whether an input has to be done before whatever follows it: it opens something in which letters are letters, or keys mean
/// something else, or it changes what is kept.
fn must_come_first(app: &App, input: &Input) -> bool {
    use Action::{Command, Delete, Filter, FindQuestion, Help, Mark, Note, Search, Select, Tag, Undo};
    let Input::Key(key) = input else { return matches!(input, Input::Paste(_)) };
    let opens = |it| matches!(it, Command | Filter | FindQuestion | Help | Note | Search | Select | Tag);
    app.meant(*key).is_some_and(|it| opens(it) || matches!(it, Mark | Delete | Undo))
}

/// Whether an action needs no more than the text around the screen.
fn is_possible(action: Action) -> bool {
    use Action::{HalfPageDown, HalfPageUp, LineDown, LineUp, PageDown, PageUp, Quit, Redraw, Suspend};
    matches!(action, LineDown | LineUp | HalfPageDown | HalfPageUp | PageDown | PageUp | Quit | Redraw | Suspend)
}
