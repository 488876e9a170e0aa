//! Keeps what the person makes: a thread of its own writes it down, so that a slow disk is never felt.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

use super::event::Input;
use crate::document::operation::{Change, Operation};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::{Folders, Journal, Stamper};

/// Something to write down.
enum Task {
    Append(Box<Operation>),
    Place(Box<ReadingPlace>),
}

/// The way to the thread that saves.
pub struct Keeper {
    stamper: Stamper,
    tasks: Option<Sender<Task>>,
    thread: Option<JoinHandle<Vec<Operation>>>,
}

impl Keeper {
    /// Starts the thread; it tells `inputs` what it has saved.
    pub fn start(journal: Journal, stamper: Stamper, folders: Folders, inputs: Sender<Input>) -> Self {
        let (tasks, to_do) = channel();
        let thread = thread::spawn(move || work(&journal, &folders, &to_do, &inputs));
        Keeper { stamper, tasks: Some(tasks), thread: Some(thread) }
    }

    /// Makes an operation of a change and has it saved.
    pub fn record(&mut self, change: Change) -> Operation {
        let operation = self.stamper.stamp(change);
        self.send(Task::Append(Box::new(operation.clone())));
        operation
    }

    /// Has the reading place saved.
    pub fn keep_place(&self, place: ReadingPlace) {
        self.send(Task::Place(Box::new(place)));
    }

    /// Waits until everything is saved; gives what could not be.
    pub fn finish(mut self) -> Vec<Operation> {
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

/// Saves what comes; what could not be saved is tried again before whatever comes next, and given at the end.
fn work(journal: &Journal, folders: &Folders, tasks: &Receiver<Task>, inputs: &Sender<Input>) -> Vec<Operation> {
    let mut waiting: Vec<Operation> = Vec::new();
    let save = |operation: Operation, waiting: &mut Vec<Operation>| match journal.append(&operation) {
        Ok(()) => drop(inputs.send(Input::Saved(operation.id))),
        Err(error) => {
            waiting.push(operation);
            let _ = inputs.send(Input::NotSaved(error.to_string()));
        }
    };
    for task in tasks {
        match task {
            Task::Append(operation) => {
                let again = std::mem::take(&mut waiting);
                again.into_iter().chain([*operation]).for_each(|operation| save(operation, &mut waiting));
            }
            // A reading place may be lost without harm.
            Task::Place(place) => drop(places::save(folders, &place)),
        }
    }
    let again = std::mem::take(&mut waiting);
    again.into_iter().for_each(|operation| save(operation, &mut waiting));
    waiting
}
