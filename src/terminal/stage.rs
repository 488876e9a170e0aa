//! How far the reading of a document has come: its text is waited for, a part of it is shown, or the whole is there. Each
//! stage is a type with what belongs to it alone, also with the inputs that wait for the stage after it.

use std::io;
use std::time::Instant;

use super::beginning::Preview;
use super::errands::Errands;
use super::event::{Input, Inputs};
use super::face::Face;
use super::partial::Partial;
use super::run::{Begun, Outcome};
use super::screen::Manner;
use super::source::Source;
use super::survey::Survey;
use super::whole::Whole;
use crate::app::lists::documents::Carried;

/// What a reading has to do with outside, whatever its stage.
pub(super) struct Surroundings<'a> {
    /// What it is read on.
    pub face: Face<'a>,
    /// Where everything that happens comes in.
    pub inputs: &'a mut Inputs,
    /// Where documents come from.
    pub source: &'a Source,
    pub errands: Errands,
    /// The reading of the documents of a list.
    pub survey: Option<Survey>,
    /// How to deal with the terminal, with the words and themes.
    pub manner: &'a Manner<'a>,
}

/// How far the reading has come.
pub(super) enum Stage {
    /// Nothing is shown yet.
    Waiting(Box<Waiting>),
    /// As much is shown as there is.
    Partial(Box<Partial>),
    /// All of it is there, and what is kept of it.
    Whole(Box<Whole>),
}

/// What becomes of a stage by an input, or because its time is over.
pub(super) enum Step {
    /// It goes on.
    Stays,
    /// It goes on, and what waited is taken before anything else.
    Resumes(Vec<Input>),
    /// What there is has to be shown, on a screen of this size.
    Shows((u16, u16)),
    /// The whole is there.
    Begins(Box<Begun>),
    /// The reading ends.
    Ends(Outcome),
}

impl Stage {
    /// Takes an input, or lets it wait.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn take(&mut self, input: Input, around: &mut Surroundings<'_>) -> io::Result<Step> {
        match self {
            Stage::Waiting(waiting) => waiting.take(input, around),
            Stage::Partial(partial) => partial.take(input, around),
            Stage::Whole(whole) => whole.take(input, around),
        }
    }

    /// Shows the state as it is now, if it is to be seen.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn show(&mut self, around: &mut Surroundings<'_>) -> io::Result<()> {
        match self {
            Stage::Waiting(_) => Ok(()),
            Stage::Partial(partial) => partial.show(around),
            Stage::Whole(whole) => whole.show(around),
        }
    }

    /// Waits for an input; `None` when the time of the stage is over, or what it works on should be shown.
    ///
    /// # Errors
    /// Nothing can come in any more.
    pub fn wait(&mut self, around: &Surroundings<'_>) -> io::Result<Option<Input>> {
        let inputs = &around.inputs.inputs;
        let until = match self {
            Stage::Waiting(waiting) => waiting.until(),
            Stage::Partial(_) => None,
            Stage::Whole(whole) if whole.is_at_work() => return whole.work(inputs),
            Stage::Whole(whole) => whole.until(),
        };
        match until {
            Some(until) => Ok(inputs.recv_timeout(until.saturating_duration_since(Instant::now())).ok()),
            None => inputs.recv().map(Some).map_err(io::Error::other),
        }
    }

    /// What happens where nothing has come in for as long as the stage waits.
    ///
    /// # Errors
    /// The terminal is gone.
    pub fn time_is_over(&mut self, around: &mut Surroundings<'_>) -> io::Result<Step> {
        match self {
            Stage::Waiting(waiting) => waiting.time_is_over(around),
            Stage::Partial(_) => Ok(Step::Stays),
            Stage::Whole(whole) => whole.time_is_over(around),
        }
    }

    /// The stage in which what there is is shown, on a screen of `size`; also gives what waited for it.
    pub fn shown(self, size: (u16, u16), around: &Surroundings<'_>) -> (Stage, Vec<Input>) {
        match self {
            Stage::Waiting(waiting) => {
                let Waiting { preview, carried, held, .. } = *waiting;
                let mut app = preview.state(size);
                around.face.prepare(&mut app);
                app.take_up(carried);
                (Stage::Partial(Box::new(Partial::new(app))), held)
            }
            shown @ (Stage::Partial(_) | Stage::Whole(_)) => (shown, Vec::new()),
        }
    }

    /// The stage in which the whole is there; also gives what waited for it.
    pub fn begun(self, mut begun: Begun, around: &mut Surroundings<'_>) -> (Stage, Vec<Input>) {
        let (place, carried, held) = match self {
            Stage::Waiting(waiting) => (None, waiting.carried, waiting.held),
            Stage::Partial(partial) => partial.left_for(&begun.app.document),
            // it begins once
            Stage::Whole(_) => return (self, Vec::new()),
        };
        begun.app.take_up(carried);
        let mut whole = Whole::new(begun, around);
        whole.prepare(place, around);
        (Stage::Whole(Box::new(whole)), held)
    }

    /// Leaves the reading; `unseen` is what came in and was not taken.
    pub fn leave(self, outcome: Outcome, unseen: Vec<Input>, around: Surroundings<'_>) -> Outcome {
        match self {
            // nothing was there to write to
            Stage::Waiting(_) => {
                around.face.end(around.inputs, false);
                outcome
            }
            Stage::Partial(partial) => partial.leave(outcome, unseen, around),
            Stage::Whole(whole) => whole.leave(outcome, unseen, around),
        }
    }
}

/// Before anything is shown: for a moment that the terminal needs to answer and the document to be read, or, where lines are
/// read, until the whole is there. What comes in waits.
pub(super) struct Waiting {
    preview: Preview,
    carried: Carried,
    held: Vec<Input>,
    /// The whole, which waits for the terminal's answer.
    begun: Option<Box<Begun>>,
    /// Until when the terminal's answer is waited for; `None` if there is none to come.
    answer: Option<Instant>,
    /// Until when the whole is waited for before the person is shown or told something; `None` for as long as it takes.
    whole: Option<Instant>,
}

impl Waiting {
    /// Begins to wait for the whole, of which there is a `preview`.
    pub fn new(preview: Preview, carried: Carried, answer: Option<Instant>, whole: Instant) -> Self {
        Waiting { preview, carried, held: Vec::new(), begun: None, answer, whole: Some(whole) }
    }

    fn until(&self) -> Option<Instant> {
        if self.begun.is_some() { self.answer } else { self.answer.max(self.whole) }
    }

    /// Lets an input wait. Where lines are read that may take long: who doesn't want to wait can end the program, or stop it.
    fn take(&mut self, input: Input, around: &mut Surroundings<'_>) -> io::Result<Step> {
        let is_linear = around.face.is_linear();
        match around.errands.begun(input) {
            Ok(begun) => self.begun = Some(begun),
            Err(input) => {
                if let Input::End(signal) = input
                    && is_linear
                {
                    return Ok(Step::Ends(Outcome { signal: Some(signal), ..Outcome::default() }));
                }
                if matches!(input, Input::Stop) && is_linear {
                    around.face.suspend()?;
                } else {
                    self.answer.take_if(|_| matches!(input, Input::Widths(_)));
                    self.held.push(input);
                }
            }
        }
        let begun = if self.answer.is_none() { self.begun.take() } else { None };
        Ok(begun.map_or(Step::Stays, Step::Begins))
    }

    fn time_is_over(&mut self, around: &mut Surroundings<'_>) -> io::Result<Step> {
        if let Some(begun) = self.begun.take() {
            return Ok(Step::Begins(begun));
        }
        if !around.face.is_linear() {
            return around.face.size().map(Step::Shows);
        }
        // told once; that it can't be shows when the text is there
        drop(around.face.tell_reading());
        self.whole = None;
        Ok(Step::Stays)
    }
}
