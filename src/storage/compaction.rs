//! Compaction: a device's own logs of a document become one, without what nobody can want any more: second copies of an
//! operation, and the words of marks that were deleted long ago. What isn't understood is copied as it is.

use std::collections::HashSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::files::{self, is_at, lock};
use super::{Device, MarksStore, StoreError, log};
use crate::document::bookmark::Marks;
use crate::document::operation::{Change, Operation};

/// How long it waits for each log: whoever writes now goes before it, and another day will do.
const PATIENCE: Duration = Duration::from_millis(100);
/// A log that is shorter than this, in bytes, is left as it is.
const WORTHWHILE: u64 = 256 * 1024;

/// Compacts the logs of `device` if they are long. Marks deleted before the time `before` (RFC 3339) keep only their
/// deletion, so that no late edit from elsewhere brings them back.
///
/// # Errors
/// A log can't be read, locked or replaced; then all logs are as they were.
pub fn compact_if_long(store: &MarksStore, device: &Device, before: &str) -> Result<(), StoreError> {
    let paths = store.logs_of(device)?;
    let length = |path: &PathBuf| fs::metadata(path).map_or(0, |found| found.len());
    if paths.iter().map(length).sum::<u64>() < WORTHWHILE { Ok(()) } else { compact(store, device, before) }
}

/// Compacts the logs of `device`, however short.
///
/// # Errors
/// As of [`compact_if_long`].
pub fn compact(store: &MarksStore, device: &Device, before: &str) -> Result<(), StoreError> {
    let main = store.log_of(device.id(), "");
    let paths = store.logs_of(device)?;
    // Whoever waits for one of these locks finds that the file was replaced, and opens the new one.
    let locks = paths.iter().map(|path| locked(path)).collect::<Result<Vec<File>, StoreError>>()?;
    let is_replaced = !locks.iter().zip(&paths).all(|(file, path)| is_at(file, path));
    let loaded = store.load();
    if paths.is_empty() || is_replaced || !loaded.unreadable.is_empty() {
        // Nothing to do, somebody else has just done it, or it can't be told what is worth keeping.
        return Ok(());
    }
    let texts =
        paths.iter().map(|path| fs::read(path).map_err(StoreError::read(path))).collect::<Result<Vec<_>, _>>()?;
    let text = texts.join(&b'\n');
    let kept = kept_lines(&text, &loaded.marks, before);
    if paths == [main.clone()] && kept.len() == text.len() {
        return Ok(());
    }
    files::replace(&main, &kept)?;
    let mut others = paths.iter().filter(|path| **path != main);
    others.try_for_each(|path| fs::remove_file(path).map_err(StoreError::write(path)))
}

fn locked(path: &Path) -> Result<File, StoreError> {
    let file = File::open(path).map_err(StoreError::read(path))?;
    lock(&file, path, PATIENCE)?;
    Ok(file)
}

/// The lines of logs that are worth keeping.
fn kept_lines(text: &[u8], marks: &Marks, before: &str) -> Vec<u8> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(text.len());
    for line in text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        let records = log::parse(line).records;
        let operation = records.first().and_then(|record| Operation::from_json(record).ok());
        let is_worthless = operation.is_some_and(|it| is_over(&it, marks, before) || !seen.insert(it.id));
        if !is_worthless {
            kept.extend_from_slice(line);
            kept.push(b'\n');
        }
    }
    kept
}

/// Whether an operation says only what a mark held that was deleted before a time.
fn is_over(operation: &Operation, marks: &Marks, before: &str) -> bool {
    let mark = match &operation.change {
        Change::Add(addition) => addition.bookmark.as_ref().unwrap_or(&operation.id),
        Change::Set(edit) => &edit.bookmark,
        _ => return false,
    };
    marks.get(mark).and_then(|mark| mark.deleted.as_deref()).is_some_and(|deleted| deleted < before)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::storage::{Folders, Loaded, Stamper};

    #[test]
    fn compaction_loses_nothing_but_what_was_deleted_long_ago() {
        let folder = tempfile::tempdir().unwrap();
        let store = MarksStore::of(&Folders::under(folder.path()), "0123");
        let device = Device::named("000000000001");
        let journal = store.journal(&device, &Loaded::default());
        let mut stamper = Stamper::new(device.clone());
        let added: Vec<Operation> = (0..3).map(|_| stamper.stamp(Marks::add(Anchor::default()))).collect();
        added.iter().for_each(|operation| journal.append(operation).unwrap());
        let marks = store.load().marks;
        let edit = stamper.stamp(marks.set_note(&added[1].id, "笔记"));
        [&edit, &edit].into_iter().for_each(|operation| journal.append(operation).unwrap());
        journal.append(&stamper.stamp(marks.delete(&added[0].id))).unwrap();
        let unknown = r#"{"v":1,"op":"x","hlc":"y","dev":"z","k":"paint","n":1.50}"#;
        log::append(&store.log_of(device.id(), ".0badcafe"), unknown).unwrap();

        let live: Vec<_> = store.load().marks.live().cloned().collect();
        for (before, n_deleted) in [("2000", 1), ("9999", 0)] {
            compact(&store, &device, before).unwrap();
            let marks = store.load().marks;
            assert_eq!(marks.live().cloned().collect::<Vec<_>>(), live);
            assert_eq!(marks.deleted().len(), n_deleted);
        }
        let paths = store.logs_of(&device).unwrap();
        assert_eq!(paths, [store.log_of(device.id(), "")]);
        let lines = log::read(&paths[0]).unwrap().records;
        assert!(lines.contains(&unknown.to_owned()));
        assert_eq!(lines.len(), 5);
        journal.append(&stamper.stamp(marks.set_note(&added[0].id, "迟来的"))).unwrap();
        assert_eq!(store.load().marks.live().count(), 2);
    }
}
