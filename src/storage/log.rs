//! Append-only logs: one JSON object a line, each with a checksum, each on the disk before it counts as saved.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

use xxhash_rust::xxh3::xxh3_64;

use super::StoreError;
use super::files::{LOCK_PATIENCE, is_at, lock, open_to_append, sync_parent};

/// The longest line that is written, in bytes.
const LONGEST_LINE: usize = 256 * 1024;
/// What a line ends with: `,"sum":"`, 16 hexadecimal digits, `"}`.
const SUM_LENGTH: usize = SUM_KEY.len() + 16 + 2;
const SUM_KEY: &str = ",\"sum\":\"";
/// How every record begins.
const RECORD_START: &str = "{\"v\":";

/// The lines of a log.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The records, each a JSON object without its checksum.
    pub records: Vec<String>,
    /// What is no record or has the wrong checksum, as it stands there.
    pub damaged: Vec<Vec<u8>>,
}

/// Adds a record, a JSON object, to the log at `path`, which is made if it isn't there. It is on the disk on return.
///
/// # Errors
/// The log can't be opened, locked in time, written or synced. Then the log is as it was, or ends in a part of the
/// record that no reader takes for one.
pub fn append(path: &Path, record: &str) -> Result<(), StoreError> {
    let line = format!("{}\n", sealed(record));
    if line.len() > LONGEST_LINE {
        return Err(StoreError::TooLarge(line.len()));
    }
    let (mut file, is_new) = open_locked(path)?;
    write_line(&mut file, line.as_bytes()).map_err(StoreError::write(path))?;
    file.sync_data().map_err(StoreError::write(path))?;
    if is_new {
        sync_parent(path)?;
    }
    Ok(())
}

/// Opens and locks a log. One that was replaced while this waited for it is opened again.
fn open_locked(path: &Path) -> Result<(File, bool), StoreError> {
    loop {
        let (file, is_new) = open_to_append(path)?;
        lock(&file, path, LOCK_PATIENCE)?;
        if is_at(&file, path) {
            return Ok((file, is_new));
        }
    }
}

/// Reads the log at `path`; one that isn't there is empty.
///
/// # Errors
/// The file is there and can't be read.
pub fn read(path: &Path) -> Result<Lines, StoreError> {
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NoFile(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Lines::default()),
        _ => {}
    }
    let bytes = fs::read(path).map_err(StoreError::read(path))?;
    Ok(parse(&bytes))
}

/// Parts the bytes of a log into its lines. What follows the last line feed is a line that is just being written.
pub fn parse(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    for line in bytes.split(|&byte| byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.iter().all(u8::is_ascii_whitespace) || is_merge_marker(line) {
            continue;
        }
        match unsealed(line) {
            Some(record) => lines.records.push(record),
            None => salvage(line, &mut lines),
        }
    }
    lines
}

/// Whether a line is what git and others put between two versions of a file that they could not merge: both versions are
/// there, and both are read.
fn is_merge_marker(line: &[u8]) -> bool {
    let head = line.split(|&byte| byte == b' ').next().unwrap_or_default();
    [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"].iter().any(|marker| head == *marker)
}

/// Takes whole records out of a line that is none: a line feed between two of them was lost.
fn salvage(line: &[u8], lines: &mut Lines) {
    let starts = memchr::memmem::find_iter(line, RECORD_START).chain([line.len()]);
    let mut from = 0;
    for at in starts {
        let piece = &line[from..at];
        let ends = [piece.len(), piece.len().saturating_sub(1)];
        match ends.into_iter().find_map(|end| unsealed(&piece[..end]).filter(|_| has_sum(&piece[..end]))) {
            Some(record) => lines.records.push(record),
            None if piece.is_empty() => {}
            None => lines.damaged.push(piece.to_owned()),
        }
        from = at;
    }
}

/// A record with its checksum as its last field.
pub fn sealed(record: &str) -> String {
    let body = record.strip_suffix('}').unwrap_or(record);
    format!("{body}{SUM_KEY}{:016x}\"}}", xxh3_64(record.as_bytes()))
}

/// The record of a line whose checksum is right, or that has none (written by hand) and is a JSON object.
fn unsealed(line: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(line).ok()?;
    if !has_sum(line) {
        if is_seal_damaged(line) {
            return None;
        }
        return serde_json::from_str::<serde_json::Map<_, _>>(text).is_ok().then(|| text.to_owned());
    }
    let (body, seal) = text.split_at(text.len() - SUM_LENGTH);
    let record = format!("{body}}}");
    let sum = format!("{SUM_KEY}{:016x}\"}}", xxh3_64(record.as_bytes()));
    (sum == seal).then_some(record)
}

fn has_sum(line: &[u8]) -> bool {
    line.len() > SUM_LENGTH && line[line.len() - SUM_LENGTH..].starts_with(SUM_KEY.as_bytes())
}

/// Whether a line ends as if it had a checksum, but under another name: a bit of that was flipped.
fn is_seal_damaged(line: &[u8]) -> bool {
    let tail = line.strip_suffix(b"\"}").map_or(&[][..], |body| &body[body.len().saturating_sub(16)..]);
    tail.len() == 16 && tail.iter().all(u8::is_ascii_hexdigit)
}

/// Writes a whole line in one call behind the last whole line; what could be written only in part is taken back.
fn write_line(file: &mut File, line: &[u8]) -> io::Result<()> {
    let length = file.seek(SeekFrom::End(0))?;
    let mut bytes = line.to_owned();
    if !ends_whole(file, length)? {
        bytes.insert(0, b'\n');
    }
    let written = loop {
        match file.write(&bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => break other,
        }
    };
    match written {
        Ok(count) if count == bytes.len() => Ok(()),
        Ok(_) => {
            file.set_len(length)?;
            Err(io::ErrorKind::StorageFull.into())
        }
        Err(error) => Err(error),
    }
}

/// Whether a log of `length` bytes is empty or ends in a line feed.
fn ends_whole(file: &mut File, length: u64) -> io::Result<bool> {
    let Some(last) = length.checked_sub(1) else { return Ok(true) };
    let mut byte = [0];
    file.seek(SeekFrom::Start(last))?;
    file.read_exact(&mut byte)?;
    Ok(byte == [b'\n'])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn record(number: usize) -> String {
        format!(r#"{{"v":1,"op":"{number}","note":"第{number}条：双方贸易额达到创纪录的水平","tags":["a","b"]}}"#)
    }

    #[test]
    fn what_is_appended_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/marks.jsonl");
        (0..3).for_each(|number| append(&path, &record(number)).unwrap());
        let expected = (0..3).map(record).collect();
        assert_eq!(read(&path).unwrap(), Lines { records: expected, damaged: Vec::new() });
    }

    #[test]
    fn a_line_left_half_written_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.jsonl");
        append(&path, &record(0)).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend(&sealed(&record(1)).into_bytes()[..40]);
        fs::write(&path, &bytes).unwrap();
        append(&path, &record(2)).unwrap();
        let lines = read(&path).unwrap();
        assert_eq!((lines.records, lines.damaged.len()), (vec![record(0), record(2)], 1));
    }

    #[test]
    fn both_sides_of_an_unresolved_merge_are_read() {
        let line = |number| sealed(&record(number)) + "\n";
        let text =
            [&line(0), "<<<<<<< HEAD\n", &line(1), "||||||| base\n=======\n", &line(2), ">>>>>>> b\r\n"].concat();
        let expected = (0..3).map(record).collect();
        assert_eq!(parse(text.as_bytes()), Lines { records: expected, damaged: Vec::new() });
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_and_links_are_followed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("documents/marks.jsonl");
        let link = folder.path().join("link");
        append(&path, &record(0)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        append(&link, &record(1)).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&path).unwrap().records.len(), 2);
    }

    #[test]
    fn a_lock_that_never_comes_is_an_error_soon() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("marks.jsonl");
        append(&path, &record(0)).unwrap();
        let held = File::open(&path).unwrap();
        held.lock().unwrap();
        assert!(matches!(append(&path, &record(1)), Err(StoreError::Locked(_))));
    }
}
