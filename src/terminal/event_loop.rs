//! The loop of reading, from the first moment to the last: takes what has come in, shows the state when there is no more of
//! it, waits. What an input means depends on the [stage](super::stage) that the reading is in.

use std::collections::VecDeque;
use std::io;

use super::event::Input;
use super::leaving::{outcome_of, typed_before};
use super::run::Outcome;
use super::stage::{Stage, Step, Surroundings};

/// The reading of one document.
pub(super) struct EventLoop<'a> {
    around: Surroundings<'a>,
    /// What has come in and comes before what is still to come.
    queue: VecDeque<Input>,
}

impl<'a> EventLoop<'a> {
    /// A loop that takes what came in `early` first.
    pub fn new(around: Surroundings<'a>, early: Vec<Input>) -> Self {
        EventLoop { around, queue: early.into() }
    }

    /// Goes on until the reading ends. However it ends, what is being written is with the thread that saves, or is given back.
    pub fn run(mut self, mut stage: Stage) -> Outcome {
        loop {
            let held;
            (stage, held) = match self.step(&mut stage) {
                Ok(Step::Stays) => continue,
                Ok(Step::Resumes(held)) => (stage, held),
                Ok(Step::Shows(size)) => stage.shown(size, &self.around),
                Ok(Step::Begins(begun)) => stage.begun(*begun, &mut self.around),
                Ok(Step::Ends(outcome)) => return self.leave(stage, Ok(outcome)),
                Err(error) => return self.leave(stage, Err(error)),
            };
            held.into_iter().rev().for_each(|input| self.queue.push_front(input));
        }
    }

    /// Takes one input, or what it means that none has come in for so long. All that have come in are taken before the next
    /// frame, so that a burst of keys or sizes costs one.
    fn step(&mut self, stage: &mut Stage) -> io::Result<Step> {
        let EventLoop { around, queue } = self;
        let input = match queue.pop_front().or_else(|| around.inputs.inputs.try_recv().ok()) {
            Some(input) => Some(input),
            None => {
                stage.show(around)?;
                stage.wait(around)?
            }
        };
        match input {
            Some(input) => stage.take(input, around),
            None => stage.time_is_over(around),
        }
    }

    /// Ends the reading on the one way on which that happens.
    fn leave(self, stage: Stage, ended: io::Result<Outcome>) -> Outcome {
        let EventLoop { around, queue } = self;
        let inputs = &around.inputs.inputs;
        let (outcome, unseen) = match ended {
            Ok(outcome) if outcome.signal.is_none() => {
                // what was typed ahead is for the next document; the other end is this one
                queue.into_iter().for_each(|input| drop(around.inputs.sender.send(input)));
                (outcome, Vec::new())
            }
            Ok(outcome) if around.face.is_linear() => (outcome, queue.into_iter().chain(inputs.try_iter()).collect()),
            Ok(outcome) => (outcome, queue.into_iter().chain(typed_before(inputs)).collect()),
            Err(error) => outcome_of(error, queue, inputs, &around.inputs.taken),
        };
        stage.leave(outcome, unseen, around)
    }
}
