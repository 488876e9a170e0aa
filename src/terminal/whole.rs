//! The whole document, being read: what an input means to it, and what the state asks of the world.

use std::io;
use std::sync::mpsc::{Receiver, TryRecvError};
use std::time::{Duration, Instant};

use super::arrivals::{Asked, Reloading};
use super::clipboard::{self, Clipboard, Delivery};
use super::event::Input;
use super::keeper::Keeper;
use super::leaving::take_unseen;
use super::run::{Along, Begun, Outcome, Shelf};
use super::stage::{Step, Surroundings};
use super::stopping;
use super::watch::{Watched, watch};
use crate::app::message::{Copying, Message};
use crate::app::{App, Effect, Listing};
use crate::document::anchor::Anchor;
use crate::document::controls::PlainText;
use crate::document::place::Place;
use crate::storage::opening::Known;
use crate::storage::places::{ReadingPlace, Standing};
use crate::telling::of_store;

/// The reading place is kept at least so often while the reader moves.
const PLACE_INTERVAL: Duration = Duration::from_secs(2);

/// How long it works on what takes long before it shows what has come of that.
const WORKING: Duration = Duration::from_millis(60);

/// How long the terminal is kept while all is saved; what takes longer is waited for after it was given back.
const SAVING: Duration = Duration::from_millis(500);

/// How long it is waited for after that. A disk that takes longer may hang: what was to be saved is written elsewhere. A log
/// that another program has locked is given up before, and another one taken.
const LAST_SAVING: Duration = Duration::from_millis(1_100);

/// The same where a signal ends the program, which has less time.
const LAST_SAVING_AFTER_SIGNAL: Duration = Duration::from_millis(400);

/// A document that is there, with what is kept of it.
pub(super) struct Whole {
    pub(super) app: App,
    pub(super) keeper: Keeper,
    pub(super) place: ReadingPlace,
    /// When the place was kept.
    kept: Instant,
    /// How the store knows the document.
    pub(super) known: Known,
    pub(super) watched: Watched,
    pub(super) reloading: Reloading,
    /// How many changes were made, and how many had been made when the file began to be read anew.
    pub(super) n_made: usize,
    pub(super) n_made_before: usize,
    /// What was asked for, which what comes in may be about.
    pub(super) asked: Option<Asked>,
}

impl Whole {
    /// Begins to keep what is made of a document.
    pub fn new(begun: Begun, around: &Surroundings<'_>) -> Self {
        let Begun { app, shelf } = begun;
        let Shelf { journal, stamper, reading: place, known, watching } = shelf;
        let inputs = &around.inputs.sender;
        let keeper = Keeper::start(journal, stamper, around.manner.folders.clone(), inputs.clone());
        // who ends the program by force has to find it; the other end is gone only when the program ends
        let _ = keeper.saving().map(|saving| around.inputs.saving.send(saving));
        let watched = watch(watching, inputs.clone());
        let (kept, reloading, asked) = (Instant::now(), Reloading::No, None);
        let (n_made, n_made_before) = (0, 0);
        Whole { app, keeper, place, kept, known, watched, reloading, n_made, n_made_before, asked }
    }

    /// Lays the state out for this terminal, at `place`, if the person has gone there.
    pub fn prepare(&mut self, place: Option<Place>, around: &mut Surroundings<'_>) {
        around.face.prepare(&mut self.app);
        place.into_iter().for_each(|place| self.app.restore(place));
        if around.face.is_linear() {
            // what is said first is said whatever comes; that it can't be shows when the next line is
            drop(around.face.draw(&mut self.app));
        }
        let title = self.app.document.title_text().filter(|_| self.app.settings.permissions.terminal);
        // a window without a title of ours is as good
        title.into_iter().for_each(|title| drop(around.face.entitle(title)));
    }

    /// Draws a frame, unless it would show what was asked for as not there when it comes in a moment.
    pub fn show(&mut self, around: &mut Surroundings<'_>) -> io::Result<()> {
        if self.kept.elapsed() > PLACE_INTERVAL {
            self.keep_place();
            self.kept = Instant::now();
        }
        if self.asked.is_some() {
            return Ok(());
        }
        self.attend_survey(around);
        around.face.draw(&mut self.app)
    }

    /// Until when what comes in waits for what was asked for.
    pub fn until(&self) -> Option<Instant> {
        self.asked.as_ref().map(|asked| asked.until)
    }

    /// Whether there is something to do that takes long.
    pub fn is_at_work(&self) -> bool {
        self.asked.is_none() && self.app.is_at_work()
    }

    /// Works on what takes long until an input comes; `None` where the screen should show what has come of that.
    pub fn work(&mut self, inputs: &Receiver<Input>) -> io::Result<Option<Input>> {
        let until = Instant::now() + WORKING;
        while self.app.is_at_work() && Instant::now() <= until {
            match inputs.try_recv() {
                Ok(input) => return Ok(Some(input)),
                Err(TryRecvError::Disconnected) => return Err(io::Error::other(TryRecvError::Disconnected)),
                Err(TryRecvError::Empty) => self.app.work(),
            }
        }
        Ok(None)
    }

    /// Takes one input. Where lines are read, each is answered by itself.
    pub fn take(&mut self, input: Input, around: &mut Surroundings<'_>) -> io::Result<Step> {
        if let Some(asked) = self.asked.take() {
            return Ok(self.hold(asked, input, around));
        }
        let is_refused = matches!(input, Input::NotSaved(_));
        let taken = self.act(input, around);
        self.keeper.draft(self.app.being_written());
        self.reload_when_kept(is_refused || self.app.shelf.n_unsaved() == 0, around);
        if let Some(outcome) = taken? {
            return Ok(Step::Ends(outcome));
        }
        // what it asked for is told with it
        if around.face.is_linear() && self.asked.is_none() {
            around.face.draw(&mut self.app)?;
        }
        Ok(Step::Stays)
    }

    /// Does what an input means; gives the outcome if that ends the reading.
    fn act(&mut self, input: Input, around: &mut Surroundings<'_>) -> io::Result<Option<Outcome>> {
        let Some(input) = around.face.take(&mut self.app, input)? else { return Ok(None) };
        let effect = match input {
            Input::Key(key) => self.app.press(key),
            Input::Mouse(mouse) => around.face.point(&mut self.app, mouse),
            // who sends the signal wakes the program, too
            Input::Stop => {
                around.face.suspend()?;
                None
            }
            Input::End(signal) => return Ok(Some(Outcome { signal: Some(signal), ..Outcome::default() })),
            Input::Closed(why) if around.face.ends_with(&why) => return Ok(Some(Outcome::default())),
            Input::Closed(why) => return Err(why),
            Input::Paste(text) => around.face.take_text(&mut self.app, &text),
            Input::Saved(operation) => self.note(|app| app.saved(&operation)),
            Input::NotSaved(error) => {
                let why = of_store(&error, &around.source.means.strings);
                self.note(|app| app.not_saved(why))
            }
            Input::Delivered(Delivery::Confirmed) => self.note(|app| app.copied(Copying::Confirmed)),
            Input::Delivered(Delivery::Failed) => self.note(|app| app.copied(Copying::Failed)),
            Input::Delivered(Delivery::Returned(text)) => {
                around.face.send(&clipboard::sequence(&text, true))?;
                None
            }
            Input::Rescued(told) => {
                let told = told.map(|written| written.map(|(n, path)| (n, path.display().to_string())));
                let told = told.map_err(|error| of_store(&error, &around.source.means.strings));
                self.note(|app| app.rescued(told))
            }
            Input::DocumentChanged => {
                self.document_changed(around);
                None
            }
            Input::MarksChanged => {
                self.marks_changed(around);
                None
            }
            // What was found is taken in before the next frame.
            Input::Surveyed => None,
            Input::Fetched(reading, fetched) if around.errands.are_of(reading) => {
                return Ok(self.arrived(fetched, around));
            }
            // It was fetched for a document that is no longer read.
            Input::Fetched(..) => None,
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Ground(_) | Input::Recoloured | Input::Continue => None,
        };
        effect.map_or(Ok(None), |effect| self.perform(effect, around))
    }

    /// Tells the state of something that asks for nothing.
    fn note(&mut self, tell: impl FnOnce(&mut App)) -> Option<Effect> {
        tell(&mut self.app);
        None
    }

    /// Does what the state asks of the world.
    fn perform(&mut self, effect: Effect, around: &mut Surroundings<'_>) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Record(change) => {
                self.n_made += 1;
                self.app.record(self.keeper.record(*change));
                // a line is answered by what came of it
                self.await_answer(around.face.is_linear(), around);
            }
            Effect::Copy(text) => self.copy(&text, around)?,
            Effect::Rescue => {
                self.keeper.rescue();
                self.await_answer(around.face.is_linear(), around);
            }
            Effect::HandOver(handover) => self.hand_over(handover, around),
            Effect::Edit(line) => self.edit(line, around)?,
            Effect::Remember(setting, value) => self.keeper.remember(setting, value),
            Effect::Redraw => around.face.forget()?,
            Effect::Mouse => {
                let ours = around.face.pass_mouse()?;
                self.app.mouse_is(ours);
            }
            Effect::Suspend if stopping::has_shell() => around.face.suspend()?,
            Effect::Suspend => self.app.tell(Message::NoShell),
            Effect::Decide(same) => self.decide(same, around),
            Effect::Open(path, at) => self.look_for(path, at, around),
            Effect::OpenGiven(path) => self.look_for(path, None, around),
            Effect::ListEverything => self.gather(Listing::Everything, around),
            Effect::ListRecent => self.list_recent(around),
            Effect::Quit => return Ok(Some(Outcome::default())),
        }
        Ok(None)
    }

    /// Sends text to the clipboard, and says so if it is longer than many terminals take.
    fn copy(&mut self, text: &PlainText, around: &mut Surroundings<'_>) -> io::Result<()> {
        let way = around.face.clipboard(around.manner.clipboard);
        if let Some(sequence) = clipboard::send(text, way, &around.inputs.sender) {
            around.face.send(&sequence)?;
        }
        self.await_answer(around.face.is_linear() && way == Clipboard::System, around);
        if text.len() > clipboard::LONGEST && way != Clipboard::System {
            self.app.copied(Copying::TooLong);
        }
        Ok(())
    }

    /// Has the reading place kept.
    pub fn keep_place(&self) {
        let (document, at) = (&self.app.document, self.app.viewport.place());
        let stopped = self.app.stopped();
        let standing = Standing {
            date: document.date.clone(),
            n_questions: self.app.n_questions(),
            reference: stopped.reference,
            percent: stopped.percent,
            n_marks: stopped.n_marks,
        };
        self.keeper.keep_place(ReadingPlace { anchor: Anchor::at(document, at), standing, ..self.place.clone() });
    }

    /// Leaves the document: what is being written is saved first, with what was typed and not seen, then the terminal is given
    /// back, unless another document follows, then what still had to be saved is waited for.
    pub fn leave(mut self, outcome: Outcome, unseen: Vec<Input>, around: Surroundings<'_>) -> Outcome {
        let Surroundings { mut face, inputs, survey, .. } = around;
        let mut typed = self.asked.take().map_or_else(Vec::new, |asked| asked.held);
        typed.extend(unseen);
        take_unseen(&mut self.app, typed, Some(&mut face), |change| self.keeper.record(change));
        self.keeper.draft(self.app.being_written());
        self.keep_place();
        self.keeper.close(SAVING);
        let along = Box::new(Along { carried: self.app.hand_on(), survey });
        face.end(inputs, outcome.open.is_some());
        let patience = if outcome.signal.is_some() { LAST_SAVING_AFTER_SIGNAL } else { LAST_SAVING };
        Outcome { unsaved: self.keeper.finish(patience), along, ..outcome }
    }
}
