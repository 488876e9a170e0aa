//! Append-only logs: one JSON object a line, each with a checksum, each on the disk before it counts as saved.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};

use serde::de::IgnoredAny;
use xxhash_rust::xxh3::{Xxh3Default, xxh3_64};

use super::StoreError;
use super::files::{self, LOCK_PATIENCE, is_at, lock, open_to_append, sync_parent};
use super::within::Spot;

/// The longest line that is written, in bytes.
const LONGEST_LINE: usize = 256 * 1024;
/// The longest line that is read in one piece: what others wrote may be longer than what is written here, but not endless.
const LONGEST_PIECE: usize = 4 * LONGEST_LINE;
/// The longest log that is read, in bytes: some 250,000 marks.
pub(super) const LONGEST: u64 = 256 * 1024 * 1024;
/// What a line ends with: `,"sum":"`, 16 hexadecimal digits, `"}`.
const SUM_LENGTH: usize = SUM_KEY.len() + 16 + 2;
const SUM_KEY: &str = ",\"sum\":\"";
/// How every record begins.
const RECORD_START: &str = "{\"v\":";

/// What a line of a log is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A record without its checksum: a JSON object, unless it had none; then it may be what only looks like one.
    Record(&'a str),
    /// What is no record or has the wrong checksum, as it stands there.
    Damaged(&'a [u8]),
}

/// The lines of a log.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The records.
    pub records: Vec<String>,
    /// What is damaged.
    pub damaged: Vec<Vec<u8>>,
}

/// Adds a record, a JSON object, to a log, which is made if it isn't there. It is on the disk on return.
///
/// # Errors
/// The log can't be opened, locked in time, written or synced. Then the log is as it was, or ends in a part of the
/// record that no reader takes for one.
pub(super) fn append(log: &Spot, record: &str) -> Result<(), StoreError> {
    let line = format!("{}\n", sealed(record));
    if line.len() > LONGEST_LINE {
        return Err(StoreError::TooLarge(line.len()));
    }
    let path = log.path();
    let (mut file, is_new) = open_locked(log, LOCK_PATIENCE)?;
    write_line(&mut file, line.as_bytes()).map_err(StoreError::write(path))?;
    file.sync_data().map_err(StoreError::write(path))?;
    if is_new {
        sync_parent(path)?;
    }
    Ok(())
}

/// Opens and locks a log. One that was replaced while this waited for it is opened again.
pub(super) fn open_locked(log: &Spot, patience: std::time::Duration) -> Result<(File, bool), StoreError> {
    loop {
        let (file, is_new) = open_to_append(log)?;
        lock(&file, log.path(), patience)?;
        if is_at(&file, log.path()) {
            return Ok((file, is_new));
        }
    }
}

/// Reads a log, line by line, without holding more than a line of it; one that isn't there is empty.
///
/// # Errors
/// The file is there and can't be read.
pub(super) fn read(log: &Spot, take: impl FnMut(Line)) -> Result<(), StoreError> {
    read_some(log, |_| true, take)
}

/// Reads those lines of a log that are `wanted` by their bytes, which is faster than to read all.
///
/// # Errors
/// As of [`read`].
pub(super) fn read_some(log: &Spot, wanted: impl Fn(&[u8]) -> bool, take: impl FnMut(Line)) -> Result<(), StoreError> {
    let Some(file) = files::open(log, LONGEST)? else { return Ok(()) };
    let reader = BufReader::with_capacity(64 * 1024, file.take(LONGEST));
    parse(reader, wanted, take).map_err(StoreError::read(log.path()))
}

/// Parts the bytes of a log into its lines. What follows the last line feed is a line that is just being written.
pub fn lines(bytes: &[u8]) -> Lines {
    let mut lines = Lines::default();
    let keep = |line: Line| match line {
        Line::Record(record) if serde_json::from_str::<IgnoredAny>(record).is_err() => {
            lines.damaged.push(record.as_bytes().to_owned());
        }
        Line::Record(record) => lines.records.push(record.to_owned()),
        Line::Damaged(piece) => lines.damaged.push(piece.to_owned()),
    };
    // Bytes in memory can always be read.
    let _ = parse(bytes, |_| true, keep);
    lines
}

/// Gives each line of a log.
fn parse(mut from: impl BufRead, wanted: impl Fn(&[u8]) -> bool, mut take: impl FnMut(Line)) -> io::Result<()> {
    let mut piece = Vec::new();
    loop {
        let room = LONGEST_PIECE - piece.len();
        let n_read = (&mut from).take(room as u64).read_until(b'\n', &mut piece)?;
        if n_read == 0 || piece.ends_with(b"\n") {
            let length = piece.strip_suffix(b"\n").unwrap_or(&piece).len();
            if wanted(&piece) {
                line(&mut piece[..length], &mut take);
            }
            piece.clear();
        } else if piece.len() >= LONGEST_PIECE {
            // Longer than any record: records whose line feeds were lost, up to the last that begins, or none.
            let last = memchr::memmem::rfind(&piece, RECORD_START.as_bytes()).filter(|&at| at > 0);
            let end = last.unwrap_or(piece.len() - n_begun(&piece));
            salvage(&mut piece[..end], &mut take);
            piece.drain(..end);
        }
        if n_read == 0 {
            return Ok(());
        }
    }
}

/// How many bytes at the end of `piece` may be the beginning of a record, cut off within its first bytes.
fn n_begun(piece: &[u8]) -> usize {
    let start = RECORD_START.as_bytes();
    (1..start.len()).rev().find(|&n| piece.ends_with(&start[..n])).unwrap_or(0)
}

fn line(line: &mut [u8], take: &mut impl FnMut(Line)) {
    let length = line.strip_suffix(b"\r").unwrap_or(line).len();
    let line = &mut line[..length];
    if line.iter().all(u8::is_ascii_whitespace) || is_merge_marker(line) {
        return;
    }
    match unsealed(line) {
        Some(record) => take(Line::Record(record)),
        None => salvage(line, take),
    }
}

/// Whether a line is what git and others put between two versions of a file that they could not merge: both versions are
/// there, and both are read.
fn is_merge_marker(line: &[u8]) -> bool {
    let follows = |marker| line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with(b" "));
    [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"].into_iter().any(follows)
}

/// Takes whole records out of a line that is none: a line feed between two of them was lost.
fn salvage(line: &mut [u8], take: &mut impl FnMut(Line)) {
    let starts = memchr::memmem::find_iter(line, RECORD_START).chain([line.len()]).collect::<Vec<usize>>();
    let mut from = 0;
    for at in starts {
        let piece = &mut line[from..at];
        let ends = [piece.len(), piece.len().saturating_sub(1)];
        let end = ends.into_iter().find(|&end| has_sum(&piece[..end]) && is_sealed(&piece[..end]));
        match end.and_then(|end| unsealed(&mut piece[..end])) {
            Some(record) => take(Line::Record(record)),
            None if at == from => {}
            None => take(Line::Damaged(&line[from..at])),
        }
        from = at;
    }
}

/// A record with its checksum as its last field.
pub fn sealed(record: &str) -> String {
    let body = record.strip_suffix('}').unwrap_or(record);
    format!("{body}{SUM_KEY}{:016x}\"}}", xxh3_64(record.as_bytes()))
}

/// The record of a line whose checksum is right, or that has none (written by hand) and can be a JSON object. It is unsealed
/// where it stands: a copy of each would be most of the work. Whoever takes a record reads its JSON, and finds out whether it
/// is any; only where several records may stand in the line has that to be known here.
fn unsealed(line: &mut [u8]) -> Option<&str> {
    if !has_sum(line) {
        let is_start = line.starts_with(RECORD_START.as_bytes()) && line.ends_with(b"}");
        let is_single = || is_start && memchr::memmem::find(&line[1..], RECORD_START.as_bytes()).is_none();
        let is_json = || line.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(line).is_ok();
        let is_record = !is_seal_damaged(line) && (is_single() || is_json());
        return std::str::from_utf8(line).ok().filter(|_| is_record);
    }
    if !is_sealed(line) {
        return None;
    }
    let end = line.len() - SUM_LENGTH;
    line[end] = b'}';
    std::str::from_utf8(&line[..=end]).ok()
}

/// Whether a line that has a checksum has the right one.
fn is_sealed(line: &[u8]) -> bool {
    let (body, seal) = line.split_at(line.len() - SUM_LENGTH);
    let mut sum = Xxh3Default::new();
    sum.update(body);
    sum.update(b"}");
    seal[SUM_KEY.len()..] == *format!("{:016x}\"}}", sum.digest()).as_bytes()
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

    use std::fs;

    use super::*;

    fn record(number: usize) -> String {
        format!(r#"{{"v":1,"op":"{number}","note":"第{number}条：双方贸易额达到创纪录的水平","tags":["a","b"]}}"#)
    }

    fn read_all(log: &Spot) -> Lines {
        fs::read(log.path()).map(|bytes| lines(&bytes)).unwrap()
    }

    #[test]
    fn what_is_appended_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = Spot::root(folder.path()).join("deep").join("er").join("marks.jsonl");
        (0..3).for_each(|number| append(&path, &record(number)).unwrap());
        let expected = (0..3).map(record).collect();
        assert_eq!(read_all(&path), Lines { records: expected, damaged: Vec::new() });
    }

    #[test]
    fn a_line_left_half_written_costs_only_itself() {
        let folder = tempfile::tempdir().unwrap();
        let path = Spot::root(folder.path()).join("marks.jsonl");
        append(&path, &record(0)).unwrap();
        let mut bytes = fs::read(path.path()).unwrap();
        bytes.extend(&sealed(&record(1)).into_bytes()[..40]);
        fs::write(path.path(), &bytes).unwrap();
        append(&path, &record(2)).unwrap();
        let lines = read_all(&path);
        assert_eq!((lines.records, lines.damaged.len()), (vec![record(0), record(2)], 1));
    }

    #[test]
    fn both_sides_of_an_unresolved_merge_are_read() {
        let line = |number| sealed(&record(number)) + "\n";
        let text =
            [&line(0), "<<<<<<< HEAD\n", &line(1), "||||||| base\n=======\n", &line(2), ">>>>>>> b\r\n"].concat();
        let expected = (0..3).map(record).collect();
        assert_eq!(lines(text.as_bytes()), Lines { records: expected, damaged: Vec::new() });
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let log = Spot::root(folder.path()).join("documents").join("marks.jsonl");
        append(&log, &record(0)).unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(log.path()), mode(log.path().parent().unwrap())), (0o600, 0o700));
    }

    #[test]
    fn records_without_line_feeds_between_them_are_read_however_many() {
        let n_records = 3 * LONGEST_PIECE / 100;
        let text: String = (0..n_records).map(|number| sealed(&record(number))).collect();
        assert!(text.len() > 3 * LONGEST_PIECE);
        let found = lines(text.as_bytes());
        assert_eq!((found.records.len(), found.damaged.len()), (n_records, 0));
        let endless = "a".repeat(2 * LONGEST_PIECE + 1) + "\n" + &sealed(&record(0));
        let found = lines(endless.as_bytes());
        assert_eq!((found.records.len(), found.damaged.len()), (1, 3));
    }

    #[test]
    fn a_record_is_read_wherever_what_stands_before_it_is_cut() {
        for n_cut in 0..2 * RECORD_START.len() {
            let text = "\0".repeat(LONGEST_PIECE - n_cut) + &sealed(&record(0)) + "\n" + &sealed(&record(1)) + "\n";
            assert_eq!(lines(text.as_bytes()).records, [record(0), record(1)], "{n_cut}");
        }
    }

    #[test]
    fn a_lock_that_never_comes_is_an_error_soon() {
        let folder = tempfile::tempdir().unwrap();
        let path = Spot::root(folder.path()).join("marks.jsonl");
        append(&path, &record(0)).unwrap();
        let held = File::open(path.path()).unwrap();
        held.lock().unwrap();
        assert!(matches!(append(&path, &record(1)), Err(StoreError::Locked(_))));
    }
}
