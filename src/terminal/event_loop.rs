//! The loop of reading: draw, wait for an input, change the state, perform the effect.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use super::clipboard;
use super::event::Input;
use super::keeper::Keeper;
use super::run::{Outcome, Source, read};
use super::screen::Screen;
use crate::app::{App, Effect, Listing};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::place::{Passage, Place};
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
        inputs: Sender<Input>,
    ) -> Self {
        EventLoop { screen, keeper, app, place, source, inputs, reloading: Reloading::No }
    }

    /// Draws and waits until the reading ends. All inputs that have come in are taken before the next frame, so that a
    /// burst of keys or sizes costs one; what came in `early` goes before the first.
    pub fn run(&mut self, mut early: Vec<Input>, inputs: &Receiver<Input>) -> io::Result<Outcome> {
        let mut kept = Instant::now();
        loop {
            if early.is_empty() {
                self.screen.draw(&self.app)?;
                let Ok(first) = inputs.recv() else { return Ok(Outcome::default()) };
                early.push(first);
            }
            for input in early.drain(..).chain(inputs.try_iter()) {
                if let Some(outcome) = self.take(input)? {
                    return Ok(outcome);
                }
            }
            if kept.elapsed() > PLACE_INTERVAL {
                self.keep_place();
                kept = Instant::now();
            }
        }
    }

    /// Takes one input; gives the outcome if that ends the reading.
    fn take(&mut self, input: Input) -> io::Result<Option<Outcome>> {
        let effect = match self.screen.take(&mut self.app, input)? {
            Some(Input::Key(key)) => self.app.press(key),
            Some(Input::Mouse(mouse)) => self.app.point(mouse),
            Some(Input::Stop) => Some(Effect::Suspend),
            Some(Input::End(signal)) => return self.end(Some(signal)).map(Some),
            Some(Input::Closed) => return self.end(None).map(Some),
            Some(other) => {
                self.note(other);
                None
            }
            None => None,
        };
        effect.map_or(Ok(None), |effect| self.perform(effect))
    }

    /// Ends from outside. What is being written is kept, whoever ends the program.
    fn end(&mut self, signal: Option<i32>) -> io::Result<Outcome> {
        self.app.end().map_or(Ok(None), |effect| self.perform(effect))?;
        Ok(Outcome { signal, ..Outcome::default() })
    }

    /// Takes an input that asks for nothing.
    fn note(&mut self, input: Input) {
        match input {
            Input::Paste(text) => self.app.paste(&text),
            Input::Saved(operation) => self.app.saved(&operation),
            Input::NotSaved(why) => self.app.not_saved(why),
            Input::DocumentChanged if self.reloading == Reloading::No => self.reload(),
            Input::DocumentChanged => self.reloading = Reloading::Again,
            Input::Read(document) => self.reloaded(Some(*document)),
            // What was read stays on the screen.
            Input::Unreadable => self.reloaded(None),
            Input::MarksChanged => {
                self.source.marks(&self.app.document).into_iter().for_each(|marks| self.app.merge(marks))
            }
            _ => {}
        }
    }

    /// Does what the state asks of the world.
    fn perform(&mut self, effect: Effect) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Record(change) => self.app.record(self.keeper.record(*change)),
            Effect::Copy(text) => clipboard::send(&text)?,
            Effect::Redraw => self.screen.forget()?,
            Effect::Suspend => self.screen.suspend(&mut self.app)?,
            Effect::Decide(same) => return Ok(self.decide(same)),
            Effect::Open(path, at) => return Ok(Some(Outcome { open: Some((path, at)), ..Outcome::default() })),
            Effect::ListEverything => self.app.list_gathered(Listing::Everything, self.source.everything()),
            Effect::Quit => return Ok(Some(Outcome::default())),
        }
        Ok(None)
    }

    /// Has the file read anew; it comes back as an input.
    fn reload(&mut self) {
        if let Some(work) = self.source.again() {
            self.reloading = Reloading::Yes;
            read(work, self.inputs.clone());
        }
    }

    /// Shows the file as it is now, at the same words.
    fn reloaded(&mut self, document: Option<Document>) {
        if self.reloading == Reloading::Again {
            return self.reload();
        }
        self.reloading = Reloading::No;
        let same_file = document.filter(|document| document.source.path == self.app.document.source.path);
        let with_marks = same_file.and_then(|document| Some((self.source.marks(&document)?, document)));
        if let Some((marks, document)) = with_marks {
            let anchor = anchor_at(&self.app.document, self.app.viewport.place());
            let place = anchor.resolve(&document).passage().map(|passage| passage.start);
            self.app.replace_document(document, marks, place);
        }
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
        let anchor = anchor_at(&self.app.document, self.app.viewport.place());
        self.keeper.keep_place(ReadingPlace { anchor, ..self.place.clone() });
    }
}

/// An anchor of the text from a place on, long enough to be told from other text.
pub(super) fn anchor_at(document: &Document, place: Place) -> Anchor {
    /// Characters; a row or two.
    const LENGTH: usize = 40;
    let text = &document.block_text(place.block)[place.byte.min(document.block_text(place.block).len())..];
    let len = text.char_indices().nth(LENGTH).map_or(text.len(), |(byte, _)| byte);
    Anchor::of(document, Passage { start: place, end: Place { byte: place.byte + len, ..place } })
}
