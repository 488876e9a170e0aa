//! The loop of reading: draw, wait for an input, change the state, perform the effect.

use std::collections::VecDeque;
use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError};
use std::time::{Duration, Instant};

use super::arrivals::Reloading;
use super::clipboard::{self, Clipboard, Delivery};
use super::errands::Errands;
use super::event::{Input, Inputs};
use super::face::Face;
use super::keeper::Keeper;
use super::leaving::{outcome_of, take_unseen, typed_before};
use super::run::{Begun, Outcome, Shelf};
use super::screen::Manner;
use super::session::Taken;
use super::source::Source;
use super::stopping;
use super::survey::Survey;
use super::watch::{Watched, watch};
use crate::app::message::{Copying, Message};
use crate::app::{App, Effect, Listing};
use crate::document::anchor::Anchor;
use crate::document::controls::PlainText;
use crate::document::place::Place;
use crate::storage::StoreError;
use crate::storage::opening::Known;
use crate::storage::places::{ReadingPlace, Standing};
use crate::telling::of_store;
use crate::ui::Look;

/// The reading place is kept at least so often while the reader moves.
const PLACE_INTERVAL: Duration = Duration::from_secs(2);

/// How long it works on what takes long before it shows what has come of that.
const WORKING: Duration = Duration::from_millis(60);

/// What takes part in reading.
pub(super) struct EventLoop<'a> {
    pub screen: Face<'a>,
    pub keeper: Keeper,
    pub(super) app: App,
    pub(super) place: ReadingPlace,
    /// How the store knows the document.
    pub(super) known: Known,
    pub(super) source: &'a Source,
    pub(super) inputs: Sender<Input>,
    pub(super) errands: Errands,
    pub(super) reloading: Reloading,
    /// How many changes were made, and how many had been made when the file began to be read anew.
    pub(super) n_made: usize,
    pub(super) n_made_before: usize,
    /// Whether a key has just sent an errand, whose outcome the next keys may be about.
    pub(super) is_asked: bool,
    pub(super) watched: Watched,
    /// The reading of the documents of a list.
    pub(super) survey: Option<Survey>,
    /// Words and themes.
    pub(super) look: &'a Look,
    clipboard: Clipboard,
    taken: Taken,
}

impl<'a> EventLoop<'a> {
    pub fn new(
        screen: Face<'a>,
        begun: Begun,
        source: &'a Source,
        errands: Errands,
        inputs: &Inputs,
        manner: &Manner<'a>,
    ) -> Self {
        let Begun { app, shelf } = begun;
        let Shelf { journal, stamper, reading: place, known, watching } = shelf;
        let (taken, clipboard) = (inputs.taken.clone(), manner.clipboard);
        let keeper = Keeper::start(journal, stamper, manner.folders.clone(), inputs.sender.clone());
        // who ends the program by force has to find it; the other end is gone only when the program ends
        let _ = keeper.saving().map(|saving| inputs.saving.send(saving));
        let (inputs, reloading, is_asked) = (inputs.sender.clone(), Reloading::No, false);
        let (n_made, n_made_before) = (0, 0);
        let watched = watch(watching, inputs.clone());
        EventLoop {
            screen,
            keeper,
            app,
            place,
            known,
            source,
            inputs,
            errands,
            reloading,
            n_made,
            n_made_before,
            is_asked,
            watched,
            survey: None,
            look: manner.look,
            clipboard,
            taken,
        }
    }

    /// Lays the state out for this terminal, at `place`, if the person has gone there.
    pub fn prepare(&mut self, place: Option<Place>) {
        self.screen.prepare(&mut self.app);
        place.into_iter().for_each(|place| self.app.restore(place));
        if self.screen.is_linear() {
            // what is said first is said whatever comes; that it can't be shows when the next line is
            drop(self.screen.draw(&mut self.app));
        }
        let title = self.app.document.title_text().filter(|_| self.app.settings.permissions.terminal);
        // a window without a title of ours is as good
        title.into_iter().for_each(|title| drop(self.screen.entitle(title)));
    }

    /// Draws and waits until the reading ends. However it ends, what is being written is with the thread that saves.
    pub fn run(&mut self, early: Vec<Input>, inputs: &Receiver<Input>) -> Outcome {
        let mut kept = Instant::now();
        let mut queue = VecDeque::from(early);
        loop {
            let (outcome, unseen) = match self.round(&mut queue, inputs) {
                Ok(None) if kept.elapsed() > PLACE_INTERVAL => {
                    self.keep_place();
                    kept = Instant::now();
                    continue;
                }
                Ok(None) => continue,
                Ok(Some(outcome)) if outcome.signal.is_none() => {
                    // what was typed ahead is for the next document; the other end is this one
                    queue.into_iter().for_each(|input| drop(self.inputs.send(input)));
                    return outcome;
                }
                Ok(Some(outcome)) if self.screen.is_linear() => {
                    (outcome, queue.into_iter().chain(inputs.try_iter()).collect())
                }
                Ok(Some(outcome)) => (outcome, queue.into_iter().chain(typed_before(inputs)).collect()),
                Err(error) => outcome_of(error, queue, inputs, &self.taken),
            };
            take_unseen(&mut self.app, unseen, Some(&mut self.screen), |change| self.keeper.record(change));
            self.keeper.draft(self.app.being_written());
            return outcome;
        }
    }

    /// Draws a frame and takes what comes in. All inputs that have come in are taken before the next frame, so that a burst
    /// of keys or sizes costs one; what stands in the `queue` goes first.
    fn round(&mut self, queue: &mut VecDeque<Input>, inputs: &Receiver<Input>) -> io::Result<Option<Outcome>> {
        if queue.is_empty() {
            self.attend_survey();
            self.screen.draw(&mut self.app)?;
            queue.extend(self.next(inputs)?);
        }
        while let Some(input) = queue.pop_front().or_else(|| inputs.try_recv().ok()) {
            let is_refused = matches!(input, Input::NotSaved(_));
            let taken = self.take(input);
            self.keeper.draft(self.app.being_written());
            self.reload_when_kept(is_refused || self.app.shelf.n_unsaved() == 0);
            if let Some(outcome) = taken? {
                return Ok(Some(outcome));
            }
            if std::mem::take(&mut self.is_asked) && self.wait_a_moment(queue, inputs) {
                // what it asked for is told with it
                continue;
            }
            if self.screen.is_linear() {
                self.screen.draw(&mut self.app)?;
            }
        }
        Ok(None)
    }

    /// Waits for an input, and works on what takes long until one comes; `None` where the screen should show what has come of
    /// that.
    fn next(&mut self, inputs: &Receiver<Input>) -> io::Result<Option<Input>> {
        let until = Instant::now() + WORKING;
        while self.app.is_at_work() {
            match inputs.try_recv() {
                Ok(input) => return Ok(Some(input)),
                Err(TryRecvError::Disconnected) => return Err(io::Error::other(TryRecvError::Disconnected)),
                Err(TryRecvError::Empty) => self.app.work(),
            }
            if !self.app.is_at_work() || Instant::now() > until {
                return Ok(None);
            }
        }
        inputs.recv().map(Some).map_err(io::Error::other)
    }

    /// Takes one input; gives the outcome if that ends the reading.
    fn take(&mut self, input: Input) -> io::Result<Option<Outcome>> {
        let Some(input) = self.screen.take(&mut self.app, input)? else { return Ok(None) };
        let effect = match input {
            Input::Key(key) => self.app.press(key),
            Input::Mouse(mouse) => self.screen.point(&mut self.app, mouse),
            // who sends the signal wakes the program, too
            Input::Stop => {
                self.screen.suspend()?;
                None
            }
            Input::End(signal) => return Ok(Some(Outcome { signal: Some(signal), ..Outcome::default() })),
            Input::Closed(why) if self.screen.ends_with(&why) => return Ok(Some(Outcome::default())),
            Input::Closed(why) => return Err(why),
            Input::Paste(text) => self.screen.take_text(&mut self.app, &text),
            Input::Saved(operation) => self.note(|app| app.saved(&operation)),
            Input::NotSaved(error) => {
                let why = self.told(&error);
                self.note(|app| app.not_saved(why))
            }
            Input::Delivered(Delivery::Confirmed) => self.note(|app| app.copied(Copying::Confirmed)),
            Input::Delivered(Delivery::Failed) => self.note(|app| app.copied(Copying::Failed)),
            Input::Delivered(Delivery::Returned(text)) => {
                self.screen.send(&clipboard::sequence(&text, true))?;
                None
            }
            Input::Rescued(told) => {
                let told = told.map(|written| written.map(|(n, path)| (n, path.display().to_string())));
                let told = told.map_err(|error| self.told(&error));
                self.note(|app| app.rescued(told))
            }
            Input::DocumentChanged => self.document_changed(),
            Input::MarksChanged => self.marks_changed(),
            // What was found is taken in before the next frame.
            Input::Surveyed => None,
            Input::Fetched(reading, fetched) if self.errands.are_of(reading) => return Ok(self.arrived(fetched)),
            // It was fetched for a document that is no longer read.
            Input::Fetched(..) => None,
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Ground(_) | Input::Recoloured | Input::Continue => None,
        };
        effect.map_or(Ok(None), |effect| self.perform(effect))
    }

    /// What is wrong with the store, in words.
    pub(super) fn told(&self, error: &StoreError) -> String {
        of_store(error, &self.source.means.strings)
    }

    /// Tells the state of something that asks for nothing.
    fn note(&mut self, tell: impl FnOnce(&mut App)) -> Option<Effect> {
        tell(&mut self.app);
        None
    }

    /// Does what the state asks of the world.
    fn perform(&mut self, effect: Effect) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Record(change) => {
                self.n_made += 1;
                // a line is answered by what came of it
                self.is_asked = self.screen.is_linear();
                self.app.record(self.keeper.record(*change));
            }
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Rescue => {
                self.is_asked = self.screen.is_linear();
                self.keeper.rescue();
            }
            Effect::HandOver(handing) => self.hand_over(handing),
            Effect::Edit(line) => self.edit(line)?,
            Effect::Remember(setting, value) => self.keeper.remember(setting, value),
            Effect::Redraw => self.screen.forget()?,
            Effect::Mouse => {
                let ours = self.screen.pass_mouse()?;
                self.app.mouse_is(ours);
            }
            Effect::Suspend if stopping::has_shell() => self.screen.suspend()?,
            Effect::Suspend => self.app.tell(Message::NoShell),
            Effect::Decide(same) => self.decide(same),
            Effect::Open(path, at) => self.look_for(path, at),
            Effect::OpenGiven(path) => self.look_for(path, None),
            Effect::ListEverything => self.gather(Listing::Everything),
            Effect::ListRecent => self.list_recent(),
            Effect::Quit => return Ok(Some(Outcome::default())),
        }
        Ok(None)
    }

    /// Sends text to the clipboard, and says so if it is longer than many terminals take.
    fn copy(&mut self, text: &PlainText) -> io::Result<()> {
        let way = self.screen.clipboard(self.clipboard);
        if let Some(sequence) = clipboard::send(text, way, &self.inputs) {
            self.screen.send(&sequence)?;
        }
        self.is_asked = self.screen.is_linear() && way == Clipboard::System;
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
}
