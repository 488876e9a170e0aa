//! What is held of one mark or correction: its history and what that comes to. Most marks were made and never touched; of
//! these only the bookmark is held, and the operation that made it is made anew where somebody asks for it.

use std::borrow::Cow;
use std::collections::HashSet;

use super::bookmark::Bookmark;
use super::history::{fold, order};
use super::operation::{Addition, Change, Operation, Stamp};
use super::shared::{Pool, Shared};

/// One mark or correction.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    /// A mark that was made on one of our devices and never touched.
    Untouched(Untouched),
    /// Anything else: the operations in the order of their stamps, of which there is at least one, and what they come to;
    /// nothing where the addition has not arrived, and for a correction.
    Told(Vec<Operation>, Option<Shared<Bookmark>>),
}

/// A mark that was made and never touched.
#[derive(Debug, Clone)]
pub(super) struct Untouched {
    bookmark: Shared<Bookmark>,
    stamp: Stamp,
    device: Shared<str>,
}

impl Untouched {
    /// Whether an operation makes a mark that says all that the operation says.
    fn is_whole(operation: &Operation) -> bool {
        let Change::Add(addition) = &operation.change else { return false };
        let Addition { bookmark, rival_notes, revived, created, modified, .. } = addition;
        let is_elsewhere = bookmark.is_some() || created.is_some() || modified.is_some();
        !is_elsewhere && !revived && rival_notes.is_empty() && operation.clock.is_none()
    }

    /// The operation that made it.
    fn operation(&self) -> Operation {
        let Bookmark { id, anchor, note, tags, extra, .. } = &*self.bookmark;
        let (anchor, note, tags, extra) = (anchor.clone(), note.clone(), tags.clone(), extra.clone());
        Operation {
            id: id.clone(),
            stamp: self.stamp.clone(),
            clock: None,
            device: self.device.to_string(),
            change: Change::Add(Addition { anchor, note, tags, extra, ..Addition::default() }),
        }
    }
}

impl Entry {
    /// What an operation on a mark or a correction alone comes to; the operation itself where it is about neither.
    pub(super) fn of(mut operation: Operation, pool: &mut Pool) -> Result<Self, Box<Operation>> {
        match &mut operation.change {
            Change::Add(addition) => pool.share(&mut addition.anchor),
            Change::Correct(correction) => pool.share(&mut correction.anchor),
            Change::Set(_)
            | Change::Delete(_)
            | Change::Undelete(_)
            | Change::Doc(_)
            | Change::Alias(_)
            | Change::Other { .. } => {}
        }
        if subject(&operation).is_none() {
            return Err(Box::new(operation));
        }
        if !Untouched::is_whole(&operation) {
            return Ok(Entry::Told(vec![operation], None));
        }
        // With an addition it comes to something.
        let bookmark = fold(&operation.id, std::slice::from_ref(&operation)).map(Shared::from).unwrap_or_default();
        let Operation { stamp, device, .. } = operation;
        Ok(Entry::Untouched(Untouched { bookmark, stamp, device: pool.text(&device) }))
    }

    /// The mark or correction that it is.
    pub(super) fn id(&self) -> &str {
        match self {
            Entry::Untouched(untouched) => &untouched.bookmark.id,
            Entry::Told(history, _) => history.first().and_then(subject).unwrap_or_default(),
        }
    }

    /// Whether it is known what it comes to.
    pub(super) fn is_told(&self) -> bool {
        matches!(self, Entry::Untouched(_))
    }

    /// What it comes to.
    pub(super) fn bookmark(&self) -> Option<&Shared<Bookmark>> {
        match self {
            Entry::Untouched(untouched) => Some(&untouched.bookmark),
            Entry::Told(_, bookmark) => bookmark.as_ref(),
        }
    }

    /// The operations on it, in the order of their stamps.
    pub(super) fn history(&self) -> Cow<'_, [Operation]> {
        match self {
            Entry::Untouched(untouched) => Cow::Owned(vec![untouched.operation()]),
            Entry::Told(history, _) => Cow::Borrowed(history),
        }
    }

    /// The operations on it, each held or made anew.
    pub(super) fn operations(&self) -> impl Iterator<Item = Cow<'_, Operation>> {
        let (made, told) = match self {
            Entry::Untouched(untouched) => (Some(Cow::Owned(untouched.operation())), &[][..]),
            Entry::Told(history, _) => (None, &history[..]),
        };
        made.into_iter().chain(told.iter().map(Cow::Borrowed))
    }

    /// The stamps of the operations on it.
    pub(super) fn stamps(&self) -> impl Iterator<Item = &Stamp> {
        let (made, told) = match self {
            Entry::Untouched(untouched) => (Some(&untouched.stamp), &[][..]),
            Entry::Told(history, _) => (None, &history[..]),
        };
        made.into_iter().chain(told.iter().map(|operation| &operation.stamp))
    }

    /// How many operations there are on it.
    pub(super) fn len(&self) -> usize {
        match self {
            Entry::Untouched(_) => 1,
            Entry::Told(history, _) => history.len(),
        }
    }

    /// What all that came of one mark, in the order in which it came, is together. Of operations of one id the first
    /// counts.
    pub(super) fn united(parts: impl IntoIterator<Item = Entry>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let first = parts.next()?;
        let next = parts.next();
        if next.is_none() && matches!(first, Entry::Untouched(_)) {
            return Some(first);
        }
        let mut all = first.into_operations();
        next.into_iter().chain(parts).for_each(|part| all.extend(part.into_operations()));
        if all.len() > 1 {
            let mut seen = HashSet::new();
            let is_first: Vec<bool> = all.iter().map(|operation| seen.insert(operation.id.as_str())).collect();
            let mut is_first = is_first.into_iter();
            all.retain(|_| is_first.next().unwrap_or(true));
            all.sort_by(|a, b| order(a).cmp(&order(b)));
        }
        all.shrink_to_fit();
        let id = all.first().and_then(subject)?.to_owned();
        let bookmark = fold(&id, &all).map(Shared::from);
        Some(Entry::Told(all, bookmark))
    }

    fn into_operations(self) -> Vec<Operation> {
        match self {
            Entry::Untouched(untouched) => vec![untouched.operation()],
            Entry::Told(history, _) => history,
        }
    }
}

/// The mark or correction that an operation is about.
fn subject(operation: &Operation) -> Option<&str> {
    match &operation.change {
        Change::Add(addition) => Some(addition.bookmark.as_deref().unwrap_or(&operation.id)),
        Change::Correct(_) => Some(&operation.id),
        Change::Set(edit) => Some(&edit.bookmark),
        Change::Delete(target) | Change::Undelete(target) => Some(&target.bookmark),
        Change::Doc(_) | Change::Alias(_) | Change::Other { .. } => None,
    }
}
