//! Taking in what was made elsewhere: exported marks, unsaved operations, and the data folder of another device. Doing it
//! twice adds nothing, so what was interrupted can be done again.

use std::borrow::Cow;
use std::collections::HashSet;
use std::path::Path;

use super::{Device, Folders, Journal, Loaded, MarksStore, Stamper, StoreError, library};
use crate::document::bookmark::{Bookmark, Marks};
use crate::document::identity::DocumentId;
use crate::document::operation::{Change, Operation, Sighting};

/// The marks of a document and what adds to them.
struct Target {
    loaded: Loaded,
    journal: Journal,
    stamper: Stamper,
}

impl Target {
    fn of(folders: &Folders, identity: DocumentId) -> Self {
        let store = MarksStore::of(folders, identity);
        let loaded = store.load();
        let device = Device::of(folders);
        let journal = store.journal(&device, &loaded);
        Target { stamper: Stamper::behind(device, &loaded.marks), loaded, journal }
    }

    fn record(&mut self, change: Change) -> Result<(), StoreError> {
        self.journal.append(&self.stamper.stamp(change))
    }
}

/// Takes in marks of the document that is kept under `identity`, and gives how many there were that it had not.
///
/// # Errors
/// They can't be saved.
pub fn bring(
    folders: &Folders,
    identity: DocumentId,
    seen: Sighting,
    marks: impl IntoIterator<Item = Bookmark>,
) -> Result<usize, StoreError> {
    let mut target = Target::of(folders, identity);
    let mut n_brought = 0;
    for mark in marks {
        if mark.id.is_empty() || target.loaded.marks.get(&mark.id).is_none() {
            target.record(Marks::bring(mark))?;
            n_brought += 1;
        }
    }
    if n_brought > 0 && target.loaded.marks.sightings().next().is_none() {
        target.record(Change::Doc(seen))?;
    }
    Ok(n_brought)
}

/// Brings back a deleted mark of the document that is kept under `identity`.
///
/// # Errors
/// It can't be saved.
pub fn restore(folders: &Folders, identity: DocumentId, mark: &str) -> Result<(), StoreError> {
    Target::of(folders, identity).record(Marks::undelete(mark))
}

/// Takes in operations on the document that is kept under `identity`, as they are, and gives how many it had not.
///
/// # Errors
/// They can't be saved.
pub fn replay(
    folders: &Folders,
    identity: DocumentId,
    operations: impl IntoIterator<Item = Operation>,
) -> Result<usize, StoreError> {
    let target = Target::of(folders, identity);
    let known: HashSet<String> = target.loaded.marks.operations().map(|it| it.id.clone()).collect();
    let mut n_replayed = 0;
    for operation in operations.into_iter().filter(|operation| !known.contains(&operation.id)) {
        target.journal.append(&operation)?;
        n_replayed += 1;
    }
    Ok(n_replayed)
}

/// Takes in everything from another data folder, with the texts that its marks were made in; gives how many operations
/// were new.
///
/// # Errors
/// They can't be saved.
pub fn merge(folders: &Folders, data: &Path) -> Result<usize, StoreError> {
    let theirs = Folders { data: data.to_owned(), ..folders.clone() };
    let mut n_merged = 0;
    for identity in library::identities(&theirs) {
        let ours = MarksStore::of(folders, identity);
        let store = MarksStore::foreign(&theirs, identity, &ours);
        let marks = store.load().marks;
        store.texts(&marks, None).values().try_for_each(|text| ours.keep_text(text))?;
        n_merged += replay(folders, identity, marks.operations().map(Cow::into_owned))?;
    }
    Ok(n_merged)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;

    fn mark(id: &str) -> Bookmark {
        let anchor = Anchor { exact: format!("第{id}段"), ..Anchor::default() };
        let time = "2026-11-22T13:00:00.000Z".to_owned();
        Bookmark {
            id: id.to_owned(),
            anchor: anchor.into(),
            created: time.clone(),
            modified: time,
            ..Bookmark::default()
        }
    }

    fn talk() -> DocumentId {
        DocumentId::of("第1段第2段")
    }

    fn live(folders: &Folders) -> Vec<Bookmark> {
        MarksStore::of(folders, talk()).load().marks.live().cloned().collect()
    }

    #[test]
    fn imported_marks_are_what_they_were_and_come_once() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::under(folder.path());
        let marks = [mark("1"), mark("2")];
        for expected in [2, 0] {
            assert_eq!(bring(&folders, talk(), Sighting::default(), marks.clone()).unwrap(), expected);
            assert_eq!(live(&folders), marks);
        }
    }

    #[test]
    fn another_devices_folder_is_merged_once_and_deletions_stay() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (here, there) = (Folders::under(here.path()), Folders::under(there.path()));
        bring(&there, talk(), Sighting::default(), [mark("1"), mark("2")]).unwrap();
        MarksStore::of(&there, talk()).keep_text("第1段").unwrap();
        assert_eq!(merge(&here, &there.data).unwrap(), 3);
        let mut target = Target::of(&here, talk());
        let delete = target.loaded.marks.delete("1");
        target.record(delete).unwrap();
        assert_eq!(merge(&here, &there.data).unwrap(), 0);
        assert_eq!(live(&here), [mark("2")]);
        assert_eq!(merge(&there, &here.data).unwrap(), 1);
        assert_eq!(live(&there), [mark("2")]);
    }
}
