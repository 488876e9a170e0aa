//! While a document is read, or what is kept of it is opened, and that takes long: as much of the text as there is is on the
//! screen and can be scrolled; whatever needs the whole waits and is done, in its order, as soon as the whole is there.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::beginning::Meanwhile;
use super::errands::Errands;
use super::event::{Input, Inputs};
use super::face::Face;
use super::keeper::Unsaved;
use super::leaving::{outcome_of, take_unseen, typed_before};
use super::run::{Begun, Outcome};
use super::stopping;
use crate::app::documents::Carried;
use crate::app::message::Message;
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::operation::Operation;
use crate::document::place::Place;
use crate::input::action::Action;
use crate::storage::{Device, Stamper};

/// How it ended.
pub(super) enum Ended {
    /// The whole document is there.
    Begun {
        /// The document and what is kept of it.
        begun: Box<Begun>,
        /// Where the person has scrolled to, if anywhere.
        place: Option<Place>,
        /// What came in and is still to be done.
        waiting: Vec<Input>,
    },
    /// The person left, or was made to.
    Left(Outcome),
}

/// Waits for the whole, for as long as `patience`; then shows what there is `meanwhile`, until the whole is there. If the
/// program has to end before that, what was typed of a note on text that was shown is not lost.
pub(super) fn show(
    screen: &mut Face<'_>,
    meanwhile: Meanwhile,
    patience: Duration,
    (mut early, carried): (Vec<Input>, Carried),
    inputs: &Inputs,
    errands: &Errands,
) -> Ended {
    if screen.is_linear() {
        return in_whole_only(screen, (early, carried), &inputs.inputs, errands);
    }
    if let Some(mut begun) = soon(patience, &mut early, &inputs.inputs, errands) {
        begun.app.take_up(carried);
        return Ended::Begun { begun, place: None, waiting: early };
    }
    let mut app = match screen.size() {
        Ok(size) => meanwhile.state(size),
        // nothing was on the screen to write to
        Err(error) => return Ended::Left(outcome_of(error, early, &inputs.inputs, &inputs.taken).0),
    };
    screen.prepare(&mut app);
    app.take_up(carried);
    let (mut queue, mut waiting) = (VecDeque::from(early), Vec::new());
    let (outcome, unseen) = match until_begun(screen, &mut app, (&inputs.inputs, errands), &mut queue, &mut waiting) {
        Ok(begun @ Ended::Begun { .. }) => return begun,
        Ok(Ended::Left(outcome)) if outcome.signal.is_none() => (outcome, Vec::new()),
        Ok(Ended::Left(outcome)) => (outcome, queue.into_iter().chain(typed_before(&inputs.inputs)).collect()),
        Err(error) => outcome_of(error, queue, &inputs.inputs, &inputs.taken),
    };
    waiting.extend(unseen);
    let operations = written(&mut app, waiting);
    let unsaved = if operations.is_empty() { Vec::new() } else { vec![Unsaved { journal: None, operations }] };
    Ended::Left(Outcome { unsaved, ..outcome })
}

/// How long somebody who hears waits for the whole before being told that it is read.
const BEFORE_TOLD: Duration = Duration::from_secs(1);

/// Waits for the whole where lines are read: these wait with it. Who doesn't want to can end the program.
fn in_whole_only(
    screen: &mut Face<'_>,
    (early, carried): (Vec<Input>, Carried),
    inputs: &Receiver<Input>,
    errands: &Errands,
) -> Ended {
    let (mut queue, mut waiting) = (VecDeque::from(early), Vec::new());
    let mut patience = BEFORE_TOLD;
    loop {
        let input = match queue.pop_front() {
            Some(input) => input,
            None => match inputs.recv_timeout(patience) {
                Ok(input) => input,
                Err(_) => {
                    // told once; that it can't be shows when the text is there
                    drop(screen.tell_reading());
                    patience = Duration::from_secs(3600);
                    continue;
                }
            },
        };
        let input = match errands.begun(input) {
            Ok(mut begun) => {
                begun.app.take_up(carried);
                let waiting = waiting.into_iter().chain(queue).collect();
                return Ended::Begun { begun, place: None, waiting };
            }
            Err(input) => input,
        };
        if let Input::End(signal) = input {
            return Ended::Left(Outcome { signal: Some(signal), ..Outcome::default() });
        }
        if matches!(input, Input::Stop) {
            stopping::stop();
        } else {
            waiting.push(input);
        }
    }
}

/// The whole, if it comes within `patience`. What else comes in is added to `early`.
fn soon(patience: Duration, early: &mut Vec<Input>, inputs: &Receiver<Input>, errands: &Errands) -> Option<Box<Begun>> {
    let until = Instant::now() + patience;
    while let Ok(input) = inputs.recv_timeout(until.saturating_duration_since(Instant::now())) {
        match errands.begun(input) {
            Ok(begun) => return Some(begun),
            Err(input) => early.push(input),
        }
    }
    None
}

/// What a person has typed that would have been kept: it is done in the beginning of the document, as it would have been in
/// the whole.
fn written(app: &mut App, waiting: Vec<Input>) -> Vec<Operation> {
    // which device this is the disk knows, which may not answer
    let mut stamper = Stamper::new(Device::unknown());
    let mut operations = Vec::new();
    take_unseen(app, waiting, None, |change| {
        let operation = stamper.stamp(change);
        operations.push(operation.clone());
        operation
    });
    operations.extend(app.being_written().map(|change| stamper.stamp(change)));
    operations
}

/// Shows `app` until the whole is there. What stands in the `queue` goes first; what comes in and has to wait for the whole is
/// added to `waiting`.
///
/// # Errors
/// The terminal is gone.
fn until_begun(
    screen: &mut Face<'_>,
    app: &mut App,
    (inputs, errands): (&Receiver<Input>, &Errands),
    queue: &mut VecDeque<Input>,
    waiting: &mut Vec<Input>,
) -> io::Result<Ended> {
    let start = app.viewport.place();
    loop {
        queue.extend(inputs.try_iter());
        let input = match queue.pop_front() {
            Some(input) => input,
            None => {
                app.told.message = Some(Message::Reading);
                screen.draw(app)?;
                inputs.recv().map_err(io::Error::other)?
            }
        };
        let Some(input) = screen.take(app, input)? else { continue };
        let input = match errands.begun(input) {
            Ok(mut begun) => {
                begun.app.take_up(app.hand_on());
                waiting.extend(std::mem::take(queue));
                let moved = Some(app.viewport.place()).filter(|place| *place != start);
                let place = moved.and_then(|place| in_whole(&app.document, place, &begun.app.document));
                return Ok(Ended::Begun { begun, place, waiting: std::mem::take(waiting) });
            }
            Err(input) => input,
        };
        match input {
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
            waits @ (Input::Key(_) | Input::Mouse(_) | Input::Paste(_)) => waiting.push(waits),
            waits @ (Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_)) => {
                waiting.push(waits);
            }
            waits @ (Input::DocumentChanged | Input::MarksChanged) => waiting.push(waits),
            // It was fetched for another document; what was found out about others stays until the whole is there.
            Input::Fetched(..) | Input::Surveyed => {}
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Ground(_) | Input::Recoloured | Input::Continue => {}
        }
    }
}

/// Does what a key asks of the world, of those that are possible here; says whether it ends the reading.
fn perform(effect: Option<Effect>, screen: &mut Face<'_>) -> io::Result<bool> {
    if effect == Some(Effect::Suspend) && stopping::has_shell() {
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
