//! The loop of reading: draw, wait for an input, change the state, perform the effect.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use super::clipboard::{self, Clipboard, Delivery};
use super::event::Input;
use super::keeper::Keeper;
use super::leaving::outcome_of;
use super::run::{Outcome, Source, read};
use super::screen::Screen;
use super::session::Taken;
use super::watch::{Watched, watch};
use crate::app::message::Copying;
use crate::app::{App, Effect, Listing};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::controls::PlainText;
use crate::storage::opening::Opened;
use crate::storage::places::ReadingPlace;

/// The reading place is kept at least so often while the reader moves.
const PLACE_INTERVAL: Duration = Duration::from_secs(2);

/// What takes part in reading.
pub(super) struct EventLoop<'a> {
    pub screen: Screen<'a>,
    pub keeper: Keeper,
    app: App,
    place: ReadingPlace,
    source: &'a mut dyn Source,
    inputs: Sender<Input>,
    reloading: Reloading,
    clipboard: Clipboard,
    watched: Watched,
    taken: Taken,
}

/// Whether the file is being read anew.
#[derive(PartialEq)]
enum Reloading {
    No,
    Yes,
    /// It has changed again meanwhile.
    Again,
}

impl<'a> EventLoop<'a> {
    pub fn new(
        screen: Screen<'a>,
        app: App,
        keeper: Keeper,
        place: ReadingPlace,
        source: &'a mut dyn Source,
        (inputs, taken): (Sender<Input>, Taken),
        clipboard: Clipboard,
    ) -> Self {
        let watched = watched(source, &place, &inputs);
        EventLoop { screen, keeper, app, place, source, inputs, taken, reloading: Reloading::No, clipboard, watched }
    }

    /// Draws and waits until the reading ends. However it ends, what is being written is with the thread that saves.
    pub fn run(&mut self, mut early: Vec<Input>, inputs: &Receiver<Input>) -> Outcome {
        let mut kept = Instant::now();
        loop {
            match self.round(&mut early, inputs) {
                Ok(None) => {}
                Ok(Some(outcome)) => return outcome,
                Err(error) => return outcome_of(error, inputs, &self.taken),
            }
            if kept.elapsed() > PLACE_INTERVAL {
                self.keep_place();
                kept = Instant::now();
            }
        }
    }

    /// Draws a frame and takes what comes in. All inputs that have come in are taken before the next frame, so that a burst
    /// of keys or sizes costs one; what came in `early` goes before the first.
    fn round(&mut self, early: &mut Vec<Input>, inputs: &Receiver<Input>) -> io::Result<Option<Outcome>> {
        if early.is_empty() {
            self.screen.draw(&mut self.app)?;
            early.push(inputs.recv().map_err(io::Error::other)?);
        }
        for input in early.drain(..).chain(inputs.try_iter()) {
            let taken = self.take(input);
            self.keeper.draft(self.app.being_written());
            if let Some(outcome) = taken? {
                return Ok(Some(outcome));
            }
        }
        Ok(None)
    }

    /// Takes one input; gives the outcome if that ends the reading.
    fn take(&mut self, input: Input) -> io::Result<Option<Outcome>> {
        let Some(input) = self.screen.take(&mut self.app, input)? else { return Ok(None) };
        let effect = match input {
            Input::Key(key) => self.app.press(key),
            Input::Mouse(mouse) => self.app.point(mouse),
            Input::Stop => Some(Effect::Suspend),
            Input::End(signal) => return Ok(Some(Outcome { signal: Some(signal), ..Outcome::default() })),
            Input::Closed(why) => return Err(why),
            Input::Paste(text) => self.note(|app| app.paste(&text)),
            Input::Saved(operation) => self.note(|app| app.saved(&operation)),
            Input::NotSaved(why) => self.note(|app| app.not_saved(why)),
            Input::Delivered(Delivery::Confirmed) => self.note(|app| app.copied(Copying::Confirmed)),
            Input::Delivered(Delivery::Failed(why)) => self.note(|app| app.copied(Copying::Failed(why))),
            Input::Delivered(Delivery::Returned(text)) => {
                self.screen.send(&clipboard::sequence(&text, true))?;
                None
            }
            Input::Rescued(told) => {
                let told = told.map(|written| written.map(|(n, path)| (n, path.display().to_string())));
                self.note(|app| app.rescued(told))
            }
            Input::DocumentChanged => self.document_changed(),
            Input::Read(document) => self.reloaded(Some(*document)),
            // What was read stays on the screen.
            Input::Unreadable => self.reloaded(None),
            Input::MarksChanged => self.marks_changed(),
            // The screen has taken these.
            Input::Resized | Input::Widths(_) | Input::Continue => None,
        };
        effect.map_or(Ok(None), |effect| self.perform(effect))
    }

    /// Tells the state of something that asks for nothing.
    fn note(&mut self, tell: impl FnOnce(&mut App)) -> Option<Effect> {
        tell(&mut self.app);
        None
    }

    /// Has the file read anew, now or when the reading that goes on is done.
    fn document_changed(&mut self) -> Option<Effect> {
        match self.reloading {
            Reloading::No => self.reload(),
            Reloading::Yes | Reloading::Again => self.reloading = Reloading::Again,
        }
        None
    }

    /// Takes in what was marked elsewhere.
    fn marks_changed(&mut self) -> Option<Effect> {
        let marks = self.source.marks(&self.app.document, &self.place.identity);
        self.keeper.observe(&marks);
        self.app.merge(marks);
        None
    }

    /// Does what the state asks of the world.
    fn perform(&mut self, effect: Effect) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Record(change) => self.app.record(self.keeper.record(*change)),
            Effect::Copy(text) => self.copy(&text)?,
            Effect::Rescue => self.keeper.rescue(),
            Effect::Remember(setting, value) => self.keeper.remember(setting, value),
            Effect::Redraw => self.screen.forget()?,
            Effect::Suspend => self.screen.suspend()?,
            Effect::Decide(same) => return Ok(self.decide(same)),
            Effect::Open(path, _) if !self.source.is_there(&path) => self.app.no_file(&path),
            Effect::Open(path, at) => return Ok(Some(Outcome { open: Some((path, at)), ..Outcome::default() })),
            Effect::ListEverything => self.app.list_gathered(Listing::Everything, self.source.everything()),
            Effect::ListRecent => self.app.list_gathered(Listing::Recent, self.source.recent()),
            Effect::Quit => return Ok(Some(Outcome::default())),
        }
        Ok(None)
    }

    /// Has the file read anew; it comes back as an input.
    fn reload(&mut self) {
        if let Some(work) = self.source.again() {
            self.reloading = Reloading::Yes;
            read(self.watched.timed(work), self.inputs.clone());
        }
    }

    /// Shows the file as it is now, at the same words.
    fn reloaded(&mut self, document: Option<Document>) -> Option<Effect> {
        if self.reloading == Reloading::Again {
            self.reload();
            return None;
        }
        self.reloading = Reloading::No;
        let same_file = document.filter(|document| document.source.path == self.app.document.source.path);
        if let Some(document) = same_file {
            self.keep_place();
            let opened = self.source.opened(&document);
            self.turn_to(document, opened);
        }
        None
    }

    /// Shows another version of the document, with what is kept of it: it may be a document of its own by now.
    fn turn_to(&mut self, document: Document, opened: Opened) {
        let fault = opened.loaded.fault();
        self.app.replace_document(document, opened.loaded.marks);
        self.keeper.turn_to(opened.journal, opened.stamper);
        if opened.identity != self.place.identity {
            self.place.identity = opened.identity;
            self.watched = watched(self.source, &self.place, &self.inputs);
        }
        if opened.perhaps.is_some() {
            self.app.ask_kinship();
        }
        fault.into_iter().for_each(|why| self.app.store_fault(why));
    }

    /// Sends text to the clipboard, and says so if it is longer than many terminals take.
    fn copy(&mut self, text: &PlainText) -> io::Result<()> {
        if let Some(sequence) = clipboard::send(text, self.clipboard, &self.inputs) {
            self.screen.send(&sequence)?;
        }
        if text.len() > clipboard::LONGEST && self.clipboard != Clipboard::System {
            self.app.copied(Copying::TooLong);
        }
        Ok(())
    }

    /// Remembers whether this is a version of a document that was marked before. If it is, its marks belong to another
    /// log: the document is opened anew.
    fn decide(&mut self, same: bool) -> Option<Outcome> {
        if let Err(error) = self.source.decide(&self.app.document, same) {
            self.app.not_saved(error.to_string());
            return None;
        }
        same.then(|| Outcome { open: Some((self.place.path.clone(), None)), ..Outcome::default() })
    }

    /// Has the reading place kept.
    pub fn keep_place(&self) {
        let anchor = Anchor::at(&self.app.document, self.app.viewport.place());
        self.keeper.keep_place(ReadingPlace { anchor, ..self.place.clone() });
    }
}

/// Watches the file and the marks of a document.
fn watched(source: &dyn Source, place: &ReadingPlace, inputs: &Sender<Input>) -> Watched {
    let (file, marks) = source.watched(&place.identity);
    watch(file, marks, inputs.clone())
}
