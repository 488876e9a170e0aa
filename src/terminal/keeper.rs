//! Keeps what the person makes: a thread of its own writes it down, so that a slow disk is never felt.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::event::Input;
use crate::document::bookmark::Marks;
use crate::document::operation::{Change, Operation};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::remembered::{self, Memory};
use crate::storage::{Folders, Journal, Stamper, StoreError, rescue};

/// How soon what could not be saved is tried again: the disk may have room by then.
const RETRY: Duration = Duration::from_secs(5);

/// Something to write down.
enum Task {
    /// Keep this. What was being written is a part of it, or is given up.
    Append(Box<Operation>),
    /// This is being written: keep it if nothing else comes.
    Draft(Option<Box<Operation>>),
    /// Nothing else will come: keep what is being written.
    KeepDraft,
    Place(Box<ReadingPlace>),
    /// From now on marks belong to another log.
    Turn(Box<Journal>),
    Rescue,
    Remember(&'static str, String),
    /// Nothing comes after this.
    End,
}

/// Operations that could not be saved.
#[derive(Debug)]
pub struct Unsaved {
    /// The log that they belong to; `None` where none can be asked, because its disk does not answer or because it is not
    /// known yet.
    pub journal: Option<Journal>,
    /// The operations, in their order.
    pub operations: Vec<Operation>,
}

/// How long a reading that ends in a panic waits for what is being written to be saved.
const LAST_WAIT: Duration = Duration::from_secs(1);

/// The way to the thread that saves. When it is dropped, what is being written is kept all the same.
pub struct Keeper {
    stamper: Stamper,
    /// What is being written.
    draft: Option<Box<Operation>>,
    /// What the thread has not said to be saved: it is told from here if the thread never comes back from the disk.
    in_hand: Vec<Operation>,
    saved: Receiver<String>,
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<Vec<Unsaved>>>,
}

/// The way to the thread that saves, for who ends the program by force.
pub(super) struct Saving(Sender<Task>);

impl Saving {
    /// Has what is being written saved.
    pub fn keep_draft(&self) {
        // A thread that has ended has saved it.
        let _ = self.0.send(Task::KeepDraft);
    }
}

impl Keeper {
    /// Starts the thread; it tells `inputs` what it has saved.
    pub fn start(journal: Journal, stamper: Stamper, folders: Folders, inputs: Sender<Input>) -> Self {
        let (tasks, to_do) = channel();
        let (done, saved) = channel();
        let work = Work { journal, folders, inputs, done, draft: None, waiting: Vec::new(), left: Vec::new() };
        let thread = thread::spawn(move || work.until_told_to_end(&to_do));
        let (tasks, thread) = (Some(tasks), Some(thread));
        Keeper { stamper, draft: None, in_hand: Vec::new(), saved, tasks, thread }
    }

    /// The way to its thread, for who ends the program by force.
    pub(super) fn saving(&self) -> Option<Saving> {
        self.tasks.clone().map(Saving)
    }

    /// Takes note of what is being written: it is saved when the program ends, however that comes about.
    pub fn draft(&mut self, change: Option<Change>) {
        if self.draft.as_ref().map(|operation| &operation.change) != change.as_ref() {
            self.draft = change.map(|change| Box::new(self.stamper.stamp(change)));
            self.send(Task::Draft(self.draft.clone()));
        }
    }

    /// Makes an operation of a change and has it saved.
    pub fn record(&mut self, change: Change) -> Operation {
        let operation = self.stamper.stamp(change);
        self.draft = None;
        self.forget_saved();
        self.in_hand.push(operation.clone());
        self.send(Task::Append(Box::new(operation.clone())));
        operation
    }

    /// Takes note of what was done elsewhere: what is done from now on is later.
    pub fn observe(&mut self, marks: &Marks) {
        self.stamper.observe_all(marks);
    }

    /// Goes on with another log: the text that is read has become another.
    pub fn turn_to(&mut self, journal: Journal, stamper: Stamper) {
        self.stamper = stamper;
        self.send(Task::Turn(Box::new(journal)));
    }

    /// Has the reading place saved.
    pub fn keep_place(&self, place: ReadingPlace) {
        self.send(Task::Place(Box::new(place)));
    }

    /// Has what the person changed of a setting remembered.
    pub fn remember(&self, setting: &'static str, value: String) {
        self.send(Task::Remember(setting, value));
    }

    /// Has what could not be saved written to a file elsewhere.
    pub fn rescue(&self) {
        self.send(Task::Rescue);
    }

    /// Has everything saved, what is being written too, and waits for that, but no longer than `patience`: a disk may hang.
    pub fn close(&mut self, patience: Duration) {
        /// How often it looks.
        const LOOK: Duration = Duration::from_millis(2);
        self.end();
        let until = Instant::now() + patience;
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && Instant::now() < until {
            thread::sleep(LOOK);
        }
    }

    /// Waits until everything is saved, but no longer than `patience`; gives what could not be. What a disk that hangs still
    /// saves after that is a second copy, known by its identity.
    pub fn finish(mut self, patience: Duration) -> Vec<Unsaved> {
        self.close(patience);
        self.unsaved()
    }

    /// What could not be saved by now. The thread, if it has not ended, is left to itself; if it has failed, what it had in hand
    /// counts as not saved.
    fn unsaved(&mut self) -> Vec<Unsaved> {
        let Some(thread) = self.thread.take() else { return Vec::new() };
        if thread.is_finished()
            && let Ok(unsaved) = thread.join()
        {
            return unsaved;
        }
        // it hangs, or it has failed
        self.forget_saved();
        let draft = self.draft.take().map(|operation| *operation);
        let operations: Vec<Operation> = self.in_hand.drain(..).chain(draft).collect();
        if operations.is_empty() { Vec::new() } else { vec![Unsaved { journal: None, operations }] }
    }

    /// Forgets what the thread has saved.
    fn forget_saved(&mut self) {
        let saved: HashSet<String> = self.saved.try_iter().collect();
        self.in_hand.retain(|operation| !saved.contains(&operation.id));
        self.draft.take_if(|operation| saved.contains(&operation.id));
    }

    fn end(&mut self) {
        self.send(Task::End);
        self.tasks = None;
    }

    fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // The thread ends only after this end of the channel is dropped.
            let _ = tasks.send(task);
        }
    }
}

impl Drop for Keeper {
    /// Comes without [`Keeper::finish`] only after a panic: what can't be saved now is written to a file elsewhere.
    fn drop(&mut self) {
        if self.thread.is_some() {
            self.close(LAST_WAIT);
        }
        let lost = self.unsaved();
        let operations: Vec<&Operation> = lost.iter().flat_map(|unsaved| &unsaved.operations).collect();
        if !operations.is_empty() {
            drop(rescue::write(&operations));
        }
    }
}

/// What the thread works with.
struct Work {
    journal: Journal,
    folders: Folders,
    inputs: Sender<Input>,
    /// Takes the identity of each operation that was saved.
    done: Sender<String>,
    /// What is being written.
    draft: Option<Operation>,
    /// What could not be saved yet.
    waiting: Vec<Operation>,
    /// What could not be saved in the logs of texts that are no longer read.
    left: Vec<Unsaved>,
}

impl Work {
    /// Saves what comes. What could not be saved is tried again before whatever comes next, and now and then.
    fn until_told_to_end(mut self, tasks: &Receiver<Task>) -> Vec<Unsaved> {
        loop {
            match tasks.recv_timeout(RETRY) {
                // That it could not be saved has been told.
                Err(RecvTimeoutError::Timeout) => drop(self.save_waiting()),
                Err(RecvTimeoutError::Disconnected) | Ok(Task::End) => break,
                Ok(Task::Append(operation)) => {
                    self.draft = None;
                    self.waiting.push(*operation);
                    self.save_or_tell();
                }
                Ok(Task::Draft(operation)) => self.draft = operation.map(|operation| *operation),
                Ok(Task::KeepDraft) => {
                    self.waiting.extend(self.draft.take());
                    self.save_or_tell();
                }
                // A reading place may be lost without harm.
                Ok(Task::Place(place)) => drop(places::save(&self.folders, &place)),
                Ok(Task::Remember(setting, value)) => {
                    drop(remembered::save(&self.folders, Memory::Looks, setting, &value));
                }
                Ok(Task::Turn(journal)) => {
                    drop(self.save_waiting());
                    self.leave(*journal);
                }
                Ok(Task::Rescue) => {
                    let _ = self.inputs.send(Input::Rescued(self.rescue()));
                }
            }
        }
        self.waiting.extend(self.draft.take());
        drop(self.save_waiting());
        let last = Unsaved { journal: Some(self.journal), operations: self.waiting };
        self.left.push(last);
        self.left.retain(|unsaved| !unsaved.operations.is_empty());
        self.left
    }

    /// Saves what waits, and tells if that can't be done.
    fn save_or_tell(&mut self) {
        if let Err(error) = self.save_waiting() {
            let _ = self.inputs.send(Input::NotSaved(error));
        }
    }

    /// Saves what waits; gives why some of it still does.
    fn save_waiting(&mut self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for operation in std::mem::take(&mut self.waiting) {
            match self.journal.append(&operation) {
                Ok(()) => {
                    // Who would hear of it may be gone.
                    let _ = self.done.send(operation.id.clone());
                    let _ = self.inputs.send(Input::Saved(operation.id));
                }
                Err(error) => {
                    self.waiting.push(operation);
                    outcome = Err(error);
                }
            }
        }
        outcome
    }

    /// Goes on with another log; what still waits belongs to the one before.
    fn leave(&mut self, next: Journal) {
        let journal = std::mem::replace(&mut self.journal, next);
        let operations = std::mem::take(&mut self.waiting);
        self.left.push(Unsaved { journal: Some(journal), operations });
    }

    /// Writes what waits to a file where there is room for it, and says how much that is.
    fn rescue(&self) -> Result<Option<(usize, PathBuf)>, StoreError> {
        let all: Vec<&Operation> = self.left.iter().flat_map(|it| &it.operations).chain(&self.waiting).collect();
        if all.is_empty() { Ok(None) } else { rescue::write(&all).map(|path| Some((all.len(), path))) }
    }
}
