//! The loop of reading: draw, wait for an input, change the state, perform the effect.

use std::io;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use super::clipboard;
use super::event::Input;
use super::keeper::Keeper;
use super::run::{Outcome, Source};
use super::session::Session;
use super::widths::Widths;
use crate::app::{App, Effect, Listing};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::place::{Passage, Place};
use crate::layout::width::WidthPolicy;
use crate::storage::places::ReadingPlace;
use crate::ui::Look;
use crate::ui::page::sign_word_width;

/// The reading place is kept at least so often while the reader moves.
const PLACE_INTERVAL: Duration = Duration::from_secs(2);

/// What takes part in reading.
pub(super) struct EventLoop<'a> {
    pub session: Session,
    pub app: App,
    pub look: &'a Look,
    pub keeper: Keeper,
    pub widths: Widths,
    pub place: ReadingPlace,
    pub source: &'a mut dyn Source,
}

impl EventLoop<'_> {
    /// Draws and waits until the reading ends. All inputs that have come in are taken before the next frame, so that a
    /// burst of keys or sizes costs one; what came in `early` goes before the first.
    pub fn run(&mut self, mut early: Vec<Input>, inputs: &Receiver<Input>) -> io::Result<Outcome> {
        let mut kept = Instant::now();
        loop {
            if early.is_empty() {
                self.session.draw(&self.app, self.look)?;
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
        let effect = match input {
            Input::Key(key) => self.app.press(key),
            Input::Mouse(mouse) => self.app.point(mouse),
            Input::Stop => Some(Effect::Suspend),
            Input::End(_) | Input::Closed => {
                // What is being written is kept, whoever ends the program.
                self.app.end().map_or(Ok(None), |effect| self.perform(effect))?;
                let signal = if let Input::End(signal) = input { Some(signal) } else { None };
                return Ok(Some(Outcome { signal, ..Outcome::default() }));
            }
            other => {
                self.note(other)?;
                None
            }
        };
        effect.map_or(Ok(None), |effect| self.perform(effect))
    }

    /// Takes an input that asks for nothing.
    fn note(&mut self, input: Input) -> io::Result<()> {
        match input {
            Input::Paste(text) => self.app.paste(&text),
            Input::Resize(columns, rows) => self.app.resize((columns, rows)),
            Input::Saved(operation) => self.app.saved(&operation),
            Input::NotSaved(why) => self.app.not_saved(why),
            // After a stop that could not be foreseen (SIGSTOP) the terminal's modes may be anything.
            Input::Continue => self.session.lend(|| ())?,
            Input::Widths(policy) => {
                self.widths.awaited = false;
                // a silent terminal is remembered as narrow, so that the next start does not wait for it
                self.widths.remember(policy.or(self.widths.remembered()).unwrap_or_default());
                if let Some(policy) = policy {
                    adopt(&mut self.app, self.look, policy);
                }
            }
            Input::DocumentChanged => self.reload(),
            Input::MarksChanged => {
                self.source.marks(&self.app.document).into_iter().for_each(|marks| self.app.merge(marks))
            }
            Input::Key(_) | Input::Mouse(_) | Input::Stop | Input::End(_) | Input::Closed => {}
        }
        Ok(())
    }

    /// Does what the state asks of the world.
    fn perform(&mut self, effect: Effect) -> io::Result<Option<Outcome>> {
        match effect {
            Effect::Record(change) => self.app.record(self.keeper.record(*change)),
            Effect::Copy(text) => clipboard::send(&text)?,
            Effect::Redraw => self.session.forget_screen()?,
            Effect::Suspend => {
                self.session.lend(|| drop(signal_hook::low_level::raise(signal_hook::consts::SIGSTOP)))?;
                self.app.resize(self.session.size()?);
            }
            Effect::Decide(same) => return Ok(self.decide(same)),
            Effect::Open(path, at) => return Ok(Some(Outcome { open: Some((path, at)), ..Outcome::default() })),
            Effect::ListEverything => self.app.list_gathered(Listing::Everything, self.source.everything()),
            Effect::Quit => return Ok(Some(Outcome::default())),
        }
        Ok(None)
    }

    /// Shows the file as it is now, at the same words. If it can't be read now, what was read stays.
    fn reload(&mut self) {
        if let Some((document, marks)) = self.source.document() {
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

/// Lays everything out anew for a terminal of these widths.
pub(super) fn adopt(app: &mut App, look: &Look, policy: WidthPolicy) {
    let policy = WidthPolicy { full_quotes: app.settings.policy.full_quotes, ..policy };
    app.set_policy(policy, sign_word_width(look, policy));
}

/// An anchor of the text from a place on, long enough to be told from other text.
fn anchor_at(document: &Document, place: Place) -> Anchor {
    /// Characters; a row or two.
    const LENGTH: usize = 40;
    let text = &document.block_text(place.block)[place.byte.min(document.block_text(place.block).len())..];
    let len = text.char_indices().nth(LENGTH).map_or(text.len(), |(byte, _)| byte);
    Anchor::of(document, Passage { start: place, end: Place { byte: place.byte + len, ..place } })
}
