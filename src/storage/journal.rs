//! The journal: what one device adds to the marks of a document.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::compaction::compact_if_long;
use super::device::{random, time_before};
use super::{Device, MarksStore, StoreError, log};
use crate::document::operation::{Change, Operation};

/// How long what was deleted can be brought back: 30 days.
const DELETED_ARE_KEPT: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The log that one device adds to; it can be sent to the thread that saves.
#[derive(Debug)]
pub struct Journal {
    store: MarksStore,
    device: Device,
    newer: Option<PathBuf>,
    company: Option<Company>,
}

/// What is kept beside the first mark that is made in a text.
#[derive(Debug)]
struct Company {
    text: String,
    sighting: Option<Operation>,
    is_kept: AtomicBool,
}

impl Journal {
    pub(super) fn new(store: MarksStore, device: &Device, newer: Option<PathBuf>) -> Self {
        Journal { store, device: device.clone(), newer, company: None }
    }

    /// Keeps the text that marks are made in beside the first of them, and, if it isn't known yet, what was seen of the
    /// document, so that both are found again when it has changed.
    #[must_use]
    pub fn accompanied(mut self, text: String, sighting: Option<Operation>) -> Self {
        self.company = Some(Company { text, sighting, is_kept: AtomicBool::new(false) });
        self
    }

    /// Adds an operation; it is on the disk on return.
    ///
    /// # Errors
    /// It could be saved neither in the device's log nor in a new one beside it. Nothing that was saved is touched.
    pub fn append(&self, operation: &Operation) -> Result<(), StoreError> {
        if let Some(newer) = &self.newer {
            return Err(StoreError::Newer(newer.clone()));
        }
        self.write(operation)?;
        if matches!(operation.change, Change::Add(_) | Change::Correct(_)) {
            self.keep_company();
        }
        Ok(())
    }

    /// Keeps what belongs beside a mark, once. The mark itself is safe by now: what fails here is tried again with the
    /// next one, and without it the mark is still found by its quotation.
    fn keep_company(&self) {
        let Some(company) = self.company.as_ref().filter(|company| !company.is_kept.load(Ordering::Relaxed)) else {
            return;
        };
        let text = self.store.keep_text(&company.text);
        let sighting = company.sighting.as_ref().map_or(Ok(()), |sighting| self.write(sighting));
        company.is_kept.store(text.is_ok() && sighting.is_ok(), Ordering::Relaxed);
        // It can wait for another day.
        let _ = compact_if_long(&self.store, &self.device, &time_before(DELETED_ARE_KEPT));
    }

    fn write(&self, operation: &Operation) -> Result<(), StoreError> {
        let record = operation.to_json()?;
        let appended = log::append(&self.store.log_of(&self.device), &record);
        // A lock that never comes or a sync that failed says nothing about another file (reliability: fsync errors
        // are final for the file they happen to).
        // Nor does something else that stands in its place.
        if let Err(StoreError::Locked(_) | StoreError::Write { .. } | StoreError::NoFile(_) | StoreError::Link(_)) =
            appended
        {
            let beside = self.store.log_beside(&self.device, (random() >> 32) as u32);
            return log::append(&beside, &record);
        }
        appended
    }
}
