//! While a document is read, or what is kept of it is opened, and that takes long: as much of the text as there is is on the
//! screen and can be scrolled; whatever needs the whole waits and is done, in its order, as soon as the whole is there.

use std::io;

use super::event::Input;
use super::face::Face;
use super::keeper::Unsaved;
use super::leaving::take_unseen;
use super::run::Outcome;
use super::stage::{Step, Surroundings};
use super::stopping;
use crate::app::lists::documents::Carried;
use crate::app::message::Message;
use crate::app::{App, Effect};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::operation::Operation;
use crate::document::place::Place;
use crate::input::action::Action;
use crate::storage::{Device, Stamper};

/// A part of a document that is shown.
pub(super) struct Partial {
    app: App,
    /// Where the reader began.
    start: Place,
    /// What waits for the whole.
    held: Vec<Input>,
}

impl Partial {
    /// Shows a state.
    pub fn new(app: App) -> Self {
        Partial { start: app.viewport.place(), app, held: Vec::new() }
    }

    /// Draws it, with a word that the rest is being read.
    pub fn show(&mut self, around: &mut Surroundings<'_>) -> io::Result<()> {
        self.app.told.message = Some(Message::Reading);
        around.face.draw(&mut self.app)
    }

    /// Takes an input, if it needs no more than what is there; else it waits.
    pub fn take(&mut self, input: Input, around: &mut Surroundings<'_>) -> io::Result<Step> {
        let Partial { app, held, .. } = self;
        let Some(input) = around.face.take(app, input)? else { return Ok(Step::Stays) };
        let input = match around.errands.begun(input) {
            Ok(begun) => return Ok(Step::Begins(begun)),
            Err(input) => input,
        };
        match input {
            Input::End(signal) => return Ok(Step::Ends(Outcome { signal: Some(signal), ..Outcome::default() })),
            Input::Closed(why) => return Err(why),
            Input::Stop => around.face.suspend()?,
            // Whoever wants to leave waits for what is to be kept, and not for jumps and the like; a letter of a line that was
            // begun waits.
            Input::Key(key)
                if app.meant(key) == Some(Action::Quit) && !held.iter().any(|it| must_come_first(app, it)) =>
            {
                return Ok(Step::Ends(Outcome::default()));
            }
            Input::Key(key) if held.is_empty() && app.meant(key).is_some_and(is_possible) => {
                let effect = app.press(key);
                return perform(effect, &mut around.face);
            }
            waits @ (Input::Key(_) | Input::Mouse(_) | Input::Paste(_)) => held.push(waits),
            waits @ (Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_)) => {
                held.push(waits)
            }
            waits @ (Input::DocumentChanged | Input::MarksChanged) => held.push(waits),
            // It was fetched for another document; what was found out about others stays until the whole is there.
            Input::Fetched(..) | Input::Surveyed => {}
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Ground(_) | Input::Recoloured | Input::Continue => {}
        }
        Ok(Step::Stays)
    }

    /// What of it goes on in the whole: where the reader has scrolled to, if anywhere, what goes along from one state to the
    /// next, and what waited.
    pub fn left_for(mut self, whole: &Document) -> (Option<Place>, Carried, Vec<Input>) {
        let moved = Some(self.app.viewport.place()).filter(|place| *place != self.start);
        let place = moved.and_then(|place| in_whole(&self.app.document, place, whole));
        (place, self.app.hand_on(), self.held)
    }

    /// Leaves it before the whole is there: what was typed of a note on text that was shown is not lost.
    pub fn leave(self, outcome: Outcome, unseen: Vec<Input>, around: Surroundings<'_>) -> Outcome {
        let Partial { mut app, mut held, .. } = self;
        held.extend(unseen);
        let operations = written(&mut app, held);
        around.face.end(around.inputs, false);
        let unsaved = if operations.is_empty() { Vec::new() } else { vec![Unsaved { journal: None, operations }] };
        Outcome { unsaved, ..outcome }
    }
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

/// Does what a key asks of the world, of those that are possible here.
fn perform(effect: Option<Effect>, face: &mut Face<'_>) -> io::Result<Step> {
    if effect == Some(Effect::Suspend) && stopping::has_shell() {
        face.suspend()?;
    }
    if effect == Some(Effect::Redraw) {
        face.forget()?;
    }
    Ok(if effect == Some(Effect::Quit) { Step::Ends(Outcome::default()) } else { Step::Stays })
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
