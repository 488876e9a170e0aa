//! Append-only logs: one JSON object a line, each with a checksum, each on the disk before it counts as saved.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use super::StoreError;

/// How long a writer waits for another one.
const LOCK_PATIENCE: Duration = Duration::from_secs(2);
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
    let (mut file, is_new) = open(path)?;
    lock(&file, path)?;
    write_line(&mut file, line.as_bytes()).map_err(StoreError::write(path))?;
    file.sync_data().map_err(StoreError::write(path))?;
    if is_new {
        sync_parent(path)?;
    }
    Ok(())
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
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        match unsealed(line) {
            Some(record) => lines.records.push(record),
            None => salvage(line, &mut lines),
        }
    }
    lines
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

/// Opens a log for reading and appending, and says whether it was made.
fn open(path: &Path) -> Result<(File, bool), StoreError> {
    let is_new = match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(StoreError::NoFile(path.to_owned())),
        Ok(_) => false,
        Err(_) => true,
    };
    if let Some(folder) = path.parent().filter(|_| is_new) {
        create_folder(folder)?;
    }
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    Ok((options.open(path).map_err(StoreError::write(path))?, is_new))
}

/// Waits for the log, but not for ever. The lock ends with the file.
fn lock(file: &File, path: &Path) -> Result<(), StoreError> {
    let start = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if start.elapsed() < LOCK_PATIENCE => thread::sleep(Duration::from_millis(2)),
            Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(path.to_owned())),
            Err(TryLockError::Error(source)) => return Err(StoreError::Write { path: path.to_owned(), source }),
        }
    }
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

/// Makes a folder that only its owner can enter, with those above it, and puts their names on the disk.
pub(super) fn create_folder(folder: &Path) -> Result<(), StoreError> {
    let missing: Vec<PathBuf> =
        folder.ancestors().take_while(|above| !above.exists() && *above != Path::new("")).map(Path::to_owned).collect();
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(StoreError::write(folder))?;
    missing.iter().rev().try_for_each(|made| sync_parent(made))
}

/// Puts the name of a new file or folder on the disk.
pub(super) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().filter(|parent| *parent != Path::new("")).unwrap_or(Path::new("."));
    #[cfg(unix)]
    File::open(parent).and_then(|folder| folder.sync_all()).map_err(StoreError::write(parent))?;
    Ok(())
}
