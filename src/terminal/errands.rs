//! Errands: what has to wait for a disk, or takes long, is done by a thread of its own and comes back as an input. The loop
//! does none of it, so that it takes keys and signals whatever a disk does.

use std::sync::mpsc::Sender;
use std::thread;

use super::event::{Farewell, Input};
use super::run::{Begun, Version};
use super::source::Found;
use crate::app::Listing;
use crate::app::lists::Entry;
use crate::app::lists::catalogue::Row;
use crate::app::message::HandoverOutcome;
use crate::document::bookmark::Marks;
use crate::document::identity::DocumentId;
use crate::storage::StoreError;

/// What a thread of its own does, and what comes of it.
pub type Work<T> = Box<dyn FnOnce() -> T + Send>;

/// What came of an errand.
#[derive(Debug)]
pub enum Fetched {
    /// A document has been read, and what is kept of it.
    Begun(Box<Begun>),
    /// The file that is being read, as it is now; `None` where it could not be read.
    Version(Option<Box<Version>>),
    /// What is kept of the document of this identity now.
    Marks(DocumentId, Box<Marks>),
    /// What was gathered from other documents.
    Entries(Listing, Vec<Entry>),
    /// Whether what the person said of two documents, that they are the same or are not, could be kept; if not, why.
    Decided(bool, Result<(), StoreError>),
    /// The documents read before.
    Recent(Vec<Row>),
    /// What there is where something was to be opened.
    Found(Found),
    /// What came of something that was handed over.
    HandedOver(HandoverOutcome),
}

/// The errands of one reading.
#[derive(Debug, Clone)]
pub(super) struct Errands {
    inputs: Sender<Input>,
    /// Which reading this is of all in this run of the program.
    reading: usize,
}

impl Errands {
    /// The errands of the reading of this number; what comes of them goes to `inputs`.
    pub fn new(inputs: Sender<Input>, reading: usize) -> Self {
        Errands { inputs, reading }
    }

    /// Starts a thread for one; nothing comes back if nothing comes of it.
    pub fn send(&self, work: impl FnOnce() -> Option<Fetched> + Send + 'static) {
        let Errands { inputs, reading } = self.clone();
        thread::spawn(move || {
            let farewell = Farewell { inputs, why: None };
            if let Some(fetched) = work() {
                // the other end is gone only when the program ends
                let _ = farewell.inputs.send(Input::Fetched(reading, fetched));
            }
        });
    }

    /// What this reading begins with, if that has come in; else the input.
    pub fn begun(&self, input: Input) -> Result<Box<Begun>, Input> {
        if let Input::Fetched(reading, Fetched::Begun(begun)) = input {
            if self.are_of(reading) { Ok(begun) } else { Err(Input::Fetched(reading, Fetched::Begun(begun))) }
        } else {
            Err(input)
        }
    }

    /// Whether what came back was fetched for this reading, and not for one before.
    pub fn are_of(&self, reading: usize) -> bool {
        self.reading == reading
    }
}
