//! Keeps what the person makes: a thread of its own writes it down, so that a slow disk is never felt.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

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
    Append(Box<Operation>),
    Place(Box<ReadingPlace>),
    /// From now on marks belong to another log.
    Turn(Box<Journal>),
    Rescue,
    Remember(&'static str, String),
}

/// Operations that could not be saved, with the log that they belong to.
#[derive(Debug)]
pub struct Unsaved {
    /// The log.
    pub journal: Journal,
    /// The operations, in their order.
    pub operations: Vec<Operation>,
}

/// The way to the thread that saves.
pub struct Keeper {
    stamper: Stamper,
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<Vec<Unsaved>>>,
}

impl Keeper {
    /// Starts the thread; it tells `inputs` what it has saved.
    pub fn start(journal: Journal, stamper: Stamper, folders: Folders, inputs: Sender<Input>) -> Self {
        let (tasks, to_do) = channel();
        let work = Work { journal, folders, inputs, waiting: Vec::new(), left: Vec::new() };
        let thread = thread::spawn(move || work.until_told_to_end(&to_do));
        Keeper { stamper, tasks: Some(tasks), thread: Some(thread) }
    }

    /// Makes an operation of a change and has it saved.
    pub fn record(&mut self, change: Change) -> Operation {
        let operation = self.stamper.stamp(change);
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

    /// Waits until everything is saved; gives what could not be.
    pub fn finish(mut self) -> Vec<Unsaved> {
        self.tasks = None;
        self.thread.take().and_then(|thread| thread.join().ok()).unwrap_or_default()
    }

    fn send(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            // The thread ends only after this end of the channel is dropped.
            let _ = tasks.send(task);
        }
    }
}

/// What the thread works with.
struct Work {
    journal: Journal,
    folders: Folders,
    inputs: Sender<Input>,
    /// What could not be saved yet.
    waiting: Vec<Operation>,
    /// What could not be saved in the logs of texts that are no longer read.
    left: Vec<Unsaved>,
}

impl Work {
    /// Saves what comes. What could not be saved is tried again before whatever comes next, and now and then.
    fn until_told_to_end(mut self, tasks: &Receiver<Task>) -> Vec<Unsaved> {
        loop {
            let task = match tasks.recv_timeout(RETRY) {
                Err(RecvTimeoutError::Timeout) => {
                    // That it could not be saved has been told.
                    drop(self.save_waiting());
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Ok(task) => task,
            };
            match task {
                Task::Append(operation) => {
                    self.waiting.push(*operation);
                    if let Err(error) = self.save_waiting() {
                        let _ = self.inputs.send(Input::NotSaved(error.to_string()));
                    }
                }
                // A reading place may be lost without harm.
                Task::Place(place) => drop(places::save(&self.folders, &place)),
                Task::Remember(setting, value) => {
                    drop(remembered::save(&self.folders, Memory::Looks, setting, &value));
                }
                Task::Turn(journal) => {
                    drop(self.save_waiting());
                    self.leave(*journal);
                }
                Task::Rescue => {
                    let told = self.rescue().map_err(|error| error.to_string());
                    let _ = self.inputs.send(Input::Rescued(told));
                }
            }
        }
        drop(self.save_waiting());
        let last = Unsaved { journal: self.journal, operations: self.waiting };
        self.left.push(last);
        self.left.retain(|unsaved| !unsaved.operations.is_empty());
        self.left
    }

    /// Saves what waits; gives why some of it still does.
    fn save_waiting(&mut self) -> Result<(), StoreError> {
        let mut outcome = Ok(());
        for operation in std::mem::take(&mut self.waiting) {
            match self.journal.append(&operation) {
                Ok(()) => drop(self.inputs.send(Input::Saved(operation.id))),
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
        self.left.push(Unsaved { journal, operations });
    }

    /// Writes what waits to a file where there is room for it, and says how much that is.
    fn rescue(&self) -> Result<(usize, PathBuf), StoreError> {
        let all: Vec<&Operation> = self.left.iter().flat_map(|it| &it.operations).chain(&self.waiting).collect();
        rescue::write(&all).map(|path| (all.len(), path))
    }
}
