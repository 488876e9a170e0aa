//! Leaving: the one path on which the program ends, whatever ends it, and the thread that ends it by force.
//!
//! What is being written is always with the thread that saves ([`Keeper::draft`](super::keeper::Keeper::draft)), so that it
//! is kept whether the loop ends in an orderly way, fails, or is stuck. A signal that ends the program stops the output
//! first: the loop, if it waits for the terminal, gets on. If it does not get on in time, this thread has what is being
//! written saved, gives the terminal back and exits; it takes no lock that another thread could hold.

use std::io;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGSTOP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;

use super::event::Input;
use super::face::Face;
use super::keeper::Saving;
use super::run::Outcome;
use super::session::Taken;
use crate::app::{App, Effect};
use crate::document::operation::{Change, Operation};

/// The signals that end the program.
const ENDS: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];

/// How long the loop has for leaving before what is being written is saved without it.
const TIME_TO_LEAVE: Duration = Duration::from_millis(600);

/// How long saving has after that, before the program is ended by force: what a disk that hangs does not take is written
/// elsewhere by then.
const TIME_TO_SAVE: Duration = Duration::from_millis(1_200);

/// How long the thread that reads the terminal has for telling of the keys that it has read.
const TIME_FOR_KEYS: Duration = Duration::from_millis(300);

/// How long the signal that goes with the end of a terminal may come after it.
const TIME_FOR_SIGNAL: Duration = Duration::from_millis(200);

/// Starts the thread that waits for signals and tells `inputs` of them. `saving` tells it who saves now.
///
/// # Errors
/// The signals can't be caught.
pub(super) fn listen(inputs: Sender<Input>, saving: Receiver<Saving>, taken: Taken) -> io::Result<()> {
    let mut signals = Signals::new(ENDS.iter().chain(&[SIGTSTP, SIGCONT]))?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let input = match signal {
                // these keys are for the program that has the terminal; where it stops, so does who waits for it
                SIGINT | SIGQUIT | SIGCONT if taken.is_lent() => continue,
                SIGTSTP if taken.is_lent() => {
                    let _ = signal_hook::low_level::raise(SIGSTOP);
                    continue;
                }
                SIGTSTP => Input::Stop,
                SIGCONT => Input::Continue,
                _ => {
                    taken.stop_output();
                    Input::End(signal)
                }
            };
            let ends = matches!(input, Input::End(_));
            // Where nobody takes inputs any more the program is about to end, or is stuck on the way there.
            let _ = inputs.send(input);
            if ends {
                thread::sleep(TIME_TO_LEAVE);
                saving.try_iter().last().into_iter().for_each(|saving| saving.keep_draft());
                thread::sleep(TIME_TO_SAVE);
                end_by_force(signal, &taken);
            }
        }
    });
    Ok(())
}

/// Starts a thread on which a signal gives the terminal back and ends the program at once: for a command that has nothing
/// to save. A stop waits until the terminal was given back.
///
/// # Errors
/// The signals can't be caught.
pub(super) fn guard(taken: Taken) -> io::Result<()> {
    let mut signals = Signals::new(ENDS.iter().chain(&[SIGTSTP]))?;
    thread::spawn(move || {
        if let Some(signal) = signals.forever().find(|signal| ENDS.contains(signal)) {
            taken.stop_output();
            end_by_force(signal, &taken);
        }
    });
    Ok(())
}

/// Waits for that, where it is on its way: whose output was stopped has nothing more to say.
pub(super) fn await_end(taken: &Taken) {
    while taken.is_stopped() {
        thread::park_timeout(TIME_TO_LEAVE);
    }
}

/// Ends the program without asking any other thread, as its exit code says by `signal`.
fn end_by_force(signal: i32, taken: &Taken) -> ! {
    taken.restore();
    // not `std::process::exit`, which would wait for the lock of standard output
    signal_hook::low_level::exit(128 + signal)
}

/// How reading ends where the terminal can't be drawn to or read from any more: by the signal that is the reason, if it
/// comes within a moment; as if its terminal had been closed, if that is gone; else with the error.
/// Also gives what came in before that and was not taken: keys that were typed while the terminal took nothing. What is in
/// the `queue` has come in before, the signal perhaps among it.
pub(super) fn outcome_of(
    mut error: io::Error,
    queue: impl IntoIterator<Item = Input>,
    inputs: &Receiver<Input>,
    taken: &Taken,
) -> (Outcome, Vec<Input>) {
    let until = Instant::now() + TIME_FOR_SIGNAL;
    let mut queue = queue.into_iter();
    let mut next = || {
        let left = || until.saturating_duration_since(Instant::now());
        queue.next().or_else(|| inputs.recv_timeout(left()).ok())
    };
    let (mut signal, mut before, mut is_closed) = (None, Vec::new(), false);
    while let Some(input) = next() {
        if let Input::End(it) = input {
            signal = Some(it);
            break;
        }
        if let Input::Closed(why) = input {
            (error, is_closed) = (why, true);
        } else {
            before.push(input);
        }
    }
    before.extend(queue);
    if signal.is_some() && !is_closed {
        before.extend(typed_before(inputs));
    }
    // a pipe whose reader went away is no terminal
    let is_pipe = error.kind() == io::ErrorKind::BrokenPipe;
    let is_gone = || !is_pipe && taken.output().is_ok_and(|output| output.is_gone());
    let outcome = match signal.or_else(|| is_gone().then_some(SIGHUP)) {
        None => Outcome { failed: Some(error), ..Outcome::default() },
        signal => Outcome { signal, ..Outcome::default() },
    };
    (outcome, before)
}

/// What was typed before a signal that ends the program: the thread that reads the terminal may have read keys that it has
/// not sent on when the signal is here already. It is told of a change of size, which comes to it after all that it has read
/// and all that waits to be read, so that whatever it sends on before that was typed before. It is told twice: the first that
/// comes may be of a change that it was about to tell of anyway.
pub(super) fn typed_before(inputs: &Receiver<Input>) -> Vec<Input> {
    let until = Instant::now() + TIME_FOR_KEYS;
    let mut before = Vec::new();
    for _ in 0..2 {
        // a program that can't send itself a signal waits in vain, and no longer than that
        let _ = signal_hook::low_level::raise(SIGWINCH);
        while let Ok(input) = inputs.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if matches!(input, Input::Closed(_)) {
                return before;
            }
            if matches!(input, Input::Resized) {
                break;
            }
            before.push(input);
        }
    }
    before
}

/// Takes what came in and was not seen by the person who typed it, for what of it is kept: `record` keeps a change. Lines mean
/// something to their `face` alone.
pub(super) fn take_unseen(
    app: &mut App,
    inputs: Vec<Input>,
    mut face: Option<&mut Face<'_>>,
    mut record: impl FnMut(Change) -> Operation,
) {
    for input in inputs {
        let effect = match input {
            Input::Key(key) => app.press(key),
            Input::Mouse(mouse) => match &mut face {
                Some(face) => face.point(app, mouse),
                None => app.point(mouse, &[]),
            },
            Input::Paste(text) => match &mut face {
                Some(face) => face.take_text(app, &text),
                None => {
                    app.paste(&text);
                    None
                }
            },
            Input::Fetched(..) | Input::DocumentChanged | Input::MarksChanged | Input::Surveyed => None,
            Input::Saved(_) | Input::NotSaved(_) | Input::Rescued(_) | Input::Delivered(_) => None,
            Input::Resized | Input::Widths(_) | Input::Ground(_) | Input::Recoloured | Input::Continue => None,
            Input::Stop | Input::End(_) | Input::Closed(_) => None,
        };
        if let Some(Effect::Record(change)) = effect {
            app.record(record(*change));
        }
    }
}
