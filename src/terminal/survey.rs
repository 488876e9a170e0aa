//! Surveys: threads read the documents of a list one after the other, those in view first, to say what each is. What they
//! find waits here until it is fetched; an input tells that there is something.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, Weak};
use std::thread;
use std::time::Duration;

use super::event::Input;
use super::source::{Means, all_stopped};
use crate::app::lists::catalogue::{Known, Learnt, Row, Stopped, Summary};
use crate::reading::{self, Wanted};
use crate::storage::library::kept_path;
use crate::telling::why_unopened;

/// How many threads read at most.
const MOST_THREADS: usize = 4;

/// Documents that are looked for ahead of all others: those on a large screen.
const IN_VIEW: usize = 100;

/// How often a thread that has nothing to do looks whether it is still wanted.
const LOOK: Duration = Duration::from_secs(1);

/// The documents of a list that are being read; once this is dropped, no further one is, and those begun are given up.
#[derive(Debug)]
pub struct Survey(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    files: Vec<PathBuf>,
    is_taken: Vec<bool>,
    /// All before this are taken.
    first_left: usize,
    /// The first in view.
    view: usize,
    is_stopped: bool,
    found: Vec<Learnt>,
}

impl State {
    /// The next document to read: the first in view that is left, else the first of all.
    fn take(&mut self) -> Option<(usize, PathBuf)> {
        if self.is_stopped {
            return None;
        }
        while self.is_taken.get(self.first_left) == Some(&true) {
            self.first_left += 1;
        }
        let seen = self.view..(self.view + IN_VIEW).min(self.files.len());
        let next = seen.into_iter().find(|at| !self.is_taken[*at]).unwrap_or(self.first_left);
        let file = self.files.get(next)?.clone();
        self.is_taken[next] = true;
        Some((next, file))
    }
}

impl Shared {
    /// The state, which is sound whatever a thread did that held it.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Survey {
    /// Begins to read the documents of these rows; `inputs` is told when something has been found.
    pub fn begin(rows: &[Row], means: &Means, inputs: &Sender<Input>) -> Self {
        let files: Vec<PathBuf> = rows.iter().map(|row| PathBuf::from(&row.path)).collect();
        let state = State { is_taken: vec![false; files.len()], files, ..State::default() };
        let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
        let n_threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        for _ in 0..n_threads {
            let (shared, means, inputs) = (Arc::downgrade(&shared), means.clone(), inputs.clone());
            thread::spawn(move || read_all(&shared, &means, &inputs));
        }
        Survey(shared)
    }

    /// Takes note of which document is the first in view, and whether to go on.
    pub fn attend(&self, view: usize, is_stopped: bool) {
        let mut state = self.0.state();
        let goes_on = state.is_stopped && !is_stopped;
        (state.view, state.is_stopped) = (view, is_stopped);
        drop(state);
        if goes_on {
            self.0.changed.notify_all();
        }
    }

    /// What has been found since this was asked last.
    pub fn found(&self) -> Vec<Learnt> {
        std::mem::take(&mut self.0.state().found)
    }
}

/// Reads as long as anybody wants it.
fn read_all(survey: &Weak<Shared>, means: &Means, inputs: &Sender<Input>) {
    let mut stopped: Option<HashMap<String, Stopped>> = None;
    while let Some(shared) = survey.upgrade() {
        let taken = shared.state().take();
        let Some((row, file)) = taken else {
            let state = shared.state();
            if !state.is_stopped {
                return;
            }
            drop(shared.changed.wait_timeout(state, LOOK));
            continue;
        };
        drop(shared);
        let known = known(&file, means, survey.clone());
        let stopped = stopped.get_or_insert_with(|| all_stopped(&means.folders));
        let stopped = stopped.get(&kept_path(&file)).cloned();
        let (Some(shared), Some(known)) = (survey.upgrade(), known) else { return };
        let mut state = shared.state();
        // who has been told and has not fetched it yet will fetch this, too
        let is_told = !state.found.is_empty();
        state.found.push(Learnt { row, known, stopped });
        drop(state);
        if !is_told && inputs.send(Input::Surveyed).is_err() {
            return;
        }
    }
}

/// What there is to say of a document; `None` if by then nobody wants to know.
fn known(file: &Path, means: &Means, survey: Weak<Shared>) -> Option<Known> {
    match reading::load(file) {
        Ok(contents) => {
            let wanted = Wanted::until(move || survey.strong_count() == 0);
            let document = contents.read_while(&means.options, &means.lexicon, &wanted)?;
            Some(Known::Read(Summary::of(&document)))
        }
        // the row says which file it is
        Err(error) => Some(Known::Faulty(why_unopened(&error, &means.strings))),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn state(n_files: usize) -> State {
        let files = (0..n_files).map(|n| PathBuf::from(n.to_string())).collect();
        State { files, is_taken: vec![false; n_files], ..State::default() }
    }

    #[test]
    fn what_is_in_view_is_read_first_then_all_else_and_each_once() {
        let mut state = state(300);
        state.view = 150;
        let order: Vec<usize> = std::iter::from_fn(|| state.take().map(|(at, _)| at)).collect();
        assert_eq!(order[..2], [150, 151]);
        assert_eq!(order[IN_VIEW..IN_VIEW + 2], [0, 1]);
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, (0..300).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_taken_while_it_is_stopped() {
        let mut state = state(3);
        state.is_stopped = true;
        assert_eq!(state.take(), None);
        state.is_stopped = false;
        assert!(state.take().is_some());
    }
}
