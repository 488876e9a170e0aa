//! What is damaged: lines of a log that can't be read, kept in one file beside it, each once. The log keeps them too; but
//! what else writes there may not.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::time::Duration;

use xxhash_rust::xxh3::xxh3_64;

use super::log::{self, open_locked};
use super::within::Spot;

/// How long it waits for another that keeps the same lines.
const PATIENCE: Duration = Duration::from_millis(100);
/// How many bytes are gathered before they are written.
const GATHERED: usize = 256 * 1024;

/// The damaged lines of one log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// How many there are.
    pub n_lines: usize,
    /// The file that holds them: the one beside the log, or the log itself where that can't be written.
    pub kept: PathBuf,
}

/// Keeps the damaged lines of a log.
pub(super) struct Aside {
    spot: Spot,
    n_lines: usize,
    /// What is open since the first damaged line came; `None` inside where it can't be written.
    open: Option<Option<Open>>,
}

struct Open {
    file: File,
    /// The hashes of the lines that are kept.
    known: HashSet<u64>,
    length: u64,
    gathered: Vec<u8>,
}

impl Aside {
    /// Keeps lines at `spot`.
    pub(super) fn at(spot: Spot) -> Self {
        Aside { spot, n_lines: 0, open: None }
    }

    /// Keeps a line.
    pub(super) fn take(&mut self, line: &[u8]) {
        self.n_lines += 1;
        let open = self.open.get_or_insert_with(|| Open::at(&self.spot));
        let is_kept = open.as_mut().is_none_or(|open| open.take(line).is_some());
        if !is_kept {
            *open = None;
        }
    }

    /// What was damaged in `log`, if anything was.
    pub(super) fn finish(mut self, log: &Spot) -> Option<Damage> {
        let kept =
            self.open.take().flatten().is_some_and(|mut open| open.write().is_some() && open.file.sync_data().is_ok());
        let kept = if kept { &self.spot } else { log };
        (self.n_lines > 0).then(|| Damage { n_lines: self.n_lines, kept: kept.path().to_owned() })
    }
}

impl Open {
    fn at(spot: &Spot) -> Option<Self> {
        let (mut file, _) = open_locked(spot, PATIENCE).ok()?;
        let mut known = HashSet::new();
        let (mut reader, mut line) = (BufReader::new((&file).take(log::LONGEST)), Vec::new());
        while reader.read_until(b'\n', &mut line).ok()? > 0 {
            known.insert(xxh3_64(line.strip_suffix(b"\n").unwrap_or(&line)));
            line.clear();
        }
        let length = file.seek(SeekFrom::End(0)).ok()?;
        // What was written only in part is made a line of its own.
        let gathered = if length > 0 { vec![b'\n'] } else { Vec::new() };
        Some(Open { file, known, length, gathered })
    }

    fn take(&mut self, line: &[u8]) -> Option<()> {
        let is_room = self.length + (self.gathered.len() + line.len()) as u64 <= log::LONGEST;
        if self.known.insert(xxh3_64(line)) && is_room {
            self.gathered.extend_from_slice(line);
            self.gathered.push(b'\n');
        }
        if self.gathered.len() > GATHERED { self.write() } else { is_room.then_some(()) }
    }

    fn write(&mut self) -> Option<()> {
        if self.gathered == b"\n" {
            self.gathered.clear();
        }
        self.file.write_all(&self.gathered).ok()?;
        self.length += self.gathered.len() as u64;
        self.gathered.clear();
        Some(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn each_line_is_kept_once_in_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let (spot, log) = (Spot::root(folder.path()).join("kept"), Spot::root(folder.path()).join("log"));
        for (lines, n_kept) in [(0..50_000, 50_000), (0..50_000, 50_000), (49_999..50_001, 50_001)] {
            let mut aside = Aside::at(spot.clone());
            let n_lines = lines.len();
            lines.for_each(|number| aside.take(format!("damaged {number}").as_bytes()));
            let damage = aside.finish(&log).unwrap();
            assert_eq!(damage, Damage { n_lines, kept: spot.path().to_owned() });
            let kept = std::fs::read_to_string(spot.path()).unwrap();
            assert_eq!(kept.lines().filter(|line| !line.is_empty()).count(), n_kept);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(Aside::at(spot).finish(&log), None);
    }

    #[test]
    fn where_it_cannot_be_written_the_log_holds_them() {
        let folder = tempfile::tempdir().unwrap();
        let (spot, log) = (Spot::root(folder.path()).join("kept"), Spot::root(folder.path()).join("log"));
        std::fs::create_dir(spot.path()).unwrap();
        let mut aside = Aside::at(spot);
        ["a", "b"].iter().for_each(|line| aside.take(line.as_bytes()));
        assert_eq!(aside.finish(&log), Some(Damage { n_lines: 2, kept: log.path().to_owned() }));
    }
}
