//! Compaction: a device's own logs of a document become one, without what nobody can want any more: second copies of an
//! operation, and the words of marks that were deleted long ago. What isn't understood is copied as it is.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_128;

use super::files::{self, is_at, lock};
use super::within::Spot;
use super::{Device, MarksStore, StoreError, log};
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
    let logs = store.logs_of(device)?;
    let length = |log: &Spot| fs::symlink_metadata(log.path()).map_or(0, |found| found.len());
    if logs.iter().map(length).sum::<u64>() < WORTHWHILE { Ok(()) } else { compact(store, device, before) }
}

/// Compacts the logs of `device`, however short.
///
/// # Errors
/// As of [`compact_if_long`].
pub fn compact(store: &MarksStore, device: &Device, before: &str) -> Result<(), StoreError> {
    let main = store.log_of(device);
    let logs = store.logs_of(device)?;
    // Whoever waits for one of these locks finds that the file was replaced, and opens the new one.
    let locks = logs.iter().map(locked).collect::<Result<Vec<File>, StoreError>>()?;
    let is_replaced = !locks.iter().zip(&logs).all(|(file, log)| is_at(file, log.path()));
    let loaded = store.load();
    if logs.is_empty() || is_replaced || !loaded.unreadable.is_empty() {
        // Nothing to do, somebody else has just done it, or it can't be told what is worth keeping.
        return Ok(());
    }
    let is_over = |mark: &&str| {
        let deleted = loaded.marks.get(mark).and_then(|mark| mark.deleted.as_deref());
        deleted.is_some_and(|deleted| deleted < before)
    };
    let over: HashSet<String> = loaded.marks.ids().filter(is_over).map(str::to_owned).collect();
    // The marks themselves are no longer needed; of a long log they are large.
    drop(loaded);
    let mut n_dropped = 0;
    keep(&logs, &over, &mut io::sink(), &mut n_dropped).map_err(StoreError::read(main.path()))?;
    if logs == [main.clone()] && n_dropped == 0 {
        return Ok(());
    }
    files::replace_by(&main, |file| {
        let mut file = BufWriter::new(file);
        keep(&logs, &over, &mut file, &mut n_dropped)?;
        file.flush()
    })?;
    logs.iter().filter(|log| **log != main).try_for_each(files::remove)
}

fn locked(spot: &Spot) -> Result<File, StoreError> {
    let missing = || StoreError::read(spot.path())(io::ErrorKind::NotFound.into());
    let file = files::open(spot, log::LONGEST)?.ok_or_else(missing)?;
    lock(&file, spot.path(), PATIENCE)?;
    Ok(file)
}

/// Writes the lines of logs that are worth keeping, and counts the others.
fn keep(logs: &[Spot], over: &HashSet<String>, to: &mut impl Write, n_dropped: &mut usize) -> io::Result<()> {
    let mut seen = HashSet::new();
    *n_dropped = 0;
    for log in logs {
        let Some(file) = files::open(log, log::LONGEST).map_err(StoreError::into_io)? else { continue };
        let mut lines = BufReader::new(file.take(log::LONGEST));
        let mut line = Vec::new();
        while lines.read_until(b'\n', &mut line)? > 0 {
            let text = line.strip_suffix(b"\n").unwrap_or(&line);
            if is_worthless(text, over, &mut seen) {
                *n_dropped += 1;
            } else {
                to.write_all(text)?;
                to.write_all(b"\n")?;
            }
            line.clear();
        }
    }
    Ok(())
}

/// Whether a line says nothing, what was said before, or only what a mark held that is over.
fn is_worthless(line: &[u8], over: &HashSet<String>, seen: &mut HashSet<u128>) -> bool {
    let records = log::lines(line).records;
    let operation = records.first().and_then(|record| Operation::from_json(record).ok());
    line.is_empty() || operation.is_some_and(|it| is_of(&it, over) || !seen.insert(xxh3_128(it.id.as_bytes())))
}

/// Whether an operation says only what a mark among `over` held.
fn is_of(operation: &Operation, over: &HashSet<String>) -> bool {
    match &operation.change {
        Change::Add(addition) => over.contains(addition.bookmark.as_ref().unwrap_or(&operation.id)),
        Change::Set(edit) => over.contains(&edit.bookmark),
        Change::Delete(_)
        | Change::Undelete(_)
        | Change::Doc(_)
        | Change::Alias(_)
        | Change::Correct(_)
        | Change::Other { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::document::bookmark::Marks;
    use crate::document::identity::DocumentId;
    use crate::storage::{Folders, Loaded, Stamper};

    #[test]
    fn compaction_loses_nothing_but_what_was_deleted_long_ago() {
        let folder = tempfile::tempdir().unwrap();
        let store = MarksStore::of(&Folders::under(folder.path()), DocumentId::of("甲"));
        let device = Device::numbered(1);
        let journal = store.journal(&device, &Loaded::default());
        let mut stamper = Stamper::new(device.clone());
        let added: Vec<Operation> = (0..3).map(|_| stamper.stamp(Marks::add(Anchor::default()))).collect();
        added.iter().for_each(|operation| journal.append(operation).unwrap());
        let marks = store.load().marks;
        let edit = stamper.stamp(marks.set_note(&added[1].id, "笔记"));
        [&edit, &edit].into_iter().for_each(|operation| journal.append(operation).unwrap());
        journal.append(&stamper.stamp(marks.delete(&added[0].id))).unwrap();
        let unknown = r#"{"v":1,"op":"x","hlc":"y","dev":"z","k":"paint","n":1.50}"#;
        log::append(&store.log_beside(&device, 0x0bad_cafe), unknown).unwrap();

        let live: Vec<_> = store.load().marks.live().cloned().collect();
        for (before, n_deleted) in [("2000", 1), ("9999", 0)] {
            compact(&store, &device, before).unwrap();
            let marks = store.load().marks;
            assert_eq!(marks.live().cloned().collect::<Vec<_>>(), live);
            assert_eq!(marks.deleted().len(), n_deleted);
        }
        let paths = store.logs_of(&device).unwrap();
        assert_eq!(paths, [store.log_of(&device)]);
        let lines = log::lines(&fs::read(paths[0].path()).unwrap()).records;
        assert!(lines.contains(&unknown.to_owned()));
        assert_eq!(lines.len(), 5);
        journal.append(&stamper.stamp(marks.set_note(&added[0].id, "迟来的"))).unwrap();
        assert_eq!(store.load().marks.live().count(), 2);
    }
}
