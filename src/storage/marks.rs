//! The marks of a document: the fold of all of its logs, and the texts that they were made in.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::{Device, Folders, Journal, StoreError, files, log, texts};
use crate::document::bookmark::{Bookmark, Marks};
use crate::document::operation::{Operation, RecordError};

/// What the names of all logs of marks begin with; those that a syncing service renamed to keep both are among them.
const PREFIX: &str = "marks.";

/// Where the marks of one document are kept.
#[derive(Debug, Clone)]
pub struct MarksStore {
    folder: PathBuf,
    damaged: PathBuf,
    identity: String,
}

/// The marks of a document, as read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All of them.
    pub marks: Marks,
    /// Copies of the lines that couldn't be read.
    pub damaged: Vec<PathBuf>,
    /// A log that a newer version of the program has written to: nothing can be added.
    pub newer: Option<PathBuf>,
    /// Logs that couldn't be read at all.
    pub unreadable: Vec<StoreError>,
}

impl Loaded {
    /// What the person should know about the store before they rely on it: that some of it could not be read, or that
    /// nothing can be added.
    pub fn fault(&self) -> Option<String> {
        let newer = self.newer.as_ref().map(|path| StoreError::Newer(path.clone()).to_string());
        let unreadable = self.unreadable.first().map(ToString::to_string);
        let n_lines = self.damaged.len();
        let damaged = self.damaged.first().map(|copy| StoreError::Damaged { n_lines, first: copy.clone() }.to_string());
        newer.or(unreadable).or(damaged)
    }
}

impl MarksStore {
    /// The store of the document with this identity.
    pub fn of(folders: &Folders, identity: &str) -> Self {
        let folder = folders.data.join("documents").join(identity);
        MarksStore { folder, damaged: folders.state.join("damaged"), identity: identity.to_owned() }
    }

    /// The folder that the marks lie in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads all logs of the document, this device's and those that came from others.
    pub fn load(&self) -> Loaded {
        let mut loaded = Loaded::default();
        let paths = self.logs().unwrap_or_else(|error| {
            loaded.unreadable.push(error);
            Vec::new()
        });
        for path in paths {
            match log::read(&path) {
                Ok(lines) => self.take_in(&path, lines, &mut loaded),
                Err(error) => loaded.unreadable.push(error),
            }
        }
        loaded
    }

    /// The marks with all the texts that they were made in.
    pub fn load_with_texts(&self) -> Marks {
        let mut marks = self.load().marks;
        marks.texts = self.texts(&marks, "");
        marks
    }

    /// Reads only the operations of some kinds, which is faster; damage is left for [`load`](Self::load) to find.
    pub fn load_kinds(&self, kinds: &[&str]) -> Marks {
        let keys: Vec<String> = kinds.iter().map(|kind| format!("\"k\":\"{kind}\"")).collect();
        let records = self.logs().into_iter().flatten().flat_map(|path| log::read(&path).unwrap_or_default().records);
        let wanted = records.filter(|record| keys.iter().any(|key| record.contains(key)));
        wanted.filter_map(|record| Operation::from_json(&record).ok()).collect()
    }

    /// The log that `device` adds to what was loaded.
    pub fn journal(&self, device: &Device, loaded: &Loaded) -> Journal {
        Journal::new(self.clone(), device, loaded.newer.clone())
    }

    /// Keeps the text of a document that is about to be marked, so that the marks find it again when it has changed.
    ///
    /// # Errors
    /// The folder can't be written.
    pub fn keep_text(&self, text: &str) -> Result<(), StoreError> {
        texts::keep(&self.folder.join("text"), text)
    }

    /// The texts that `marks` were made in, by their hash: those that are there and aren't the `current` one.
    pub fn texts(&self, marks: &Marks, current: &str) -> BTreeMap<String, String> {
        let made_in = |bookmark: &Bookmark| bookmark.anchor.text_hash.clone();
        let hashes: BTreeSet<String> = marks.live().map(made_in).filter(|hash| hash != current).collect();
        let folder = self.folder.join("text");
        hashes.into_iter().filter_map(|hash| texts::load(&folder, &hash).map(|text| (hash, text))).collect()
    }

    /// The log that the device with this id usually writes, or with an `addition` to its name one beside it.
    pub(super) fn log_of(&self, device: &str, addition: &str) -> PathBuf {
        self.folder.join(format!("{PREFIX}{device}{addition}.jsonl"))
    }

    /// The logs that a device has written.
    pub(super) fn logs_of(&self, device: &Device) -> Result<Vec<PathBuf>, StoreError> {
        let start = format!("{PREFIX}{}.", device.id());
        let is_own = |path: &PathBuf| {
            let name = path.file_name().and_then(OsStr::to_str).and_then(|name| name.strip_prefix(&start));
            // With an addition to its name that this program makes, not a syncing service.
            name.is_some_and(|rest| rest == "jsonl" || rest.len() == "01234567.jsonl".len() && rest.ends_with(".jsonl"))
        };
        Ok(self.logs()?.into_iter().filter(is_own).collect())
    }

    /// The paths of the document's logs, in the order of their names.
    fn logs(&self) -> Result<Vec<PathBuf>, StoreError> {
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(StoreError::read(&self.folder)(error)),
        };
        let is_log = |path: &PathBuf| path.file_name().and_then(OsStr::to_str).is_some_and(|it| it.starts_with(PREFIX));
        let paths: io::Result<Vec<PathBuf>> = entries.map(|entry| Ok(entry?.path())).collect();
        let mut paths = paths.map_err(StoreError::read(&self.folder))?;
        paths.retain(is_log);
        paths.sort();
        Ok(paths)
    }

    fn take_in(&self, path: &Path, lines: log::Lines, loaded: &mut Loaded) {
        let mut damaged = lines.damaged;
        for record in lines.records {
            match Operation::from_json(&record) {
                Ok(operation) => drop(loaded.marks.apply(operation)),
                Err(RecordError::Newer) => loaded.newer = Some(path.to_owned()),
                Err(RecordError::Malformed(_)) => damaged.push(record.into_bytes()),
            }
        }
        loaded.damaged.extend(damaged.iter().filter_map(|bytes| self.set_aside(path, bytes)));
    }

    /// Copies damaged bytes to where they stay, once; the log keeps them too.
    fn set_aside(&self, log: &Path, bytes: &[u8]) -> Option<PathBuf> {
        let name = log.file_name().and_then(OsStr::to_str).unwrap_or(PREFIX);
        let copy = self.damaged.join(format!("{}.{name}.{:016x}", self.identity, xxh3_64(bytes)));
        if !copy.exists() {
            files::replace(&copy, bytes).ok()?;
        }
        Some(copy)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::storage::Stamper;

    struct Home {
        _folder: tempfile::TempDir,
        store: MarksStore,
        device: Device,
        stamper: Stamper,
    }

    fn home() -> Home {
        let folder = tempfile::tempdir().unwrap();
        let store = MarksStore::of(&Folders::under(folder.path()), "0123");
        let device = Device::named("000000000001");
        Home { _folder: folder, store, stamper: Stamper::new(device.clone()), device }
    }

    impl Home {
        fn mark(&mut self, words: &str) -> Operation {
            let anchor = Anchor { exact: words.to_owned(), ..Anchor::default() };
            let operation = self.stamper.stamp(Marks::add(anchor));
            self.store.journal(&self.device, &Loaded::default()).append(&operation).unwrap();
            operation
        }

        fn log(&self) -> PathBuf {
            self.store.logs().unwrap().remove(0)
        }
    }

    #[test]
    fn marks_are_there_on_the_next_start() {
        let mut home = home();
        let ids: Vec<String> = ["甲", "乙", "丙"].map(|words| home.mark(words).id).to_vec();
        let loaded = home.store.load();
        assert_eq!(loaded.marks.live().map(|it| it.id.clone()).collect::<Vec<_>>(), ids);
    }

    #[test]
    fn the_copies_that_syncing_services_keep_are_read_too() {
        let mut home = home();
        home.mark("甲");
        for name in [
            "marks.a.sync-conflict-20261122-130000-ABCDEFG.jsonl",
            "marks.a (conflicted copy).jsonl",
            "marks.b.jsonl.orig",
        ] {
            let log = home.log();
            fs::copy(&log, home.store.folder.join(name)).unwrap();
            fs::remove_file(log).unwrap();
            home.mark(name);
        }
        assert_eq!(home.store.load().marks.live().count(), 4);
    }

    #[test]
    fn a_damaged_line_is_kept_aside_and_where_it_was() {
        let mut home = home();
        home.mark("甲");
        home.mark("乙");
        let mut bytes = fs::read(home.log()).unwrap();
        bytes[40] ^= 1;
        fs::write(home.log(), &bytes).unwrap();
        for _ in 0..2 {
            let loaded = home.store.load();
            assert_eq!(loaded.marks.live().count(), 1);
            let line = bytes.split(|&byte| byte == b'\n').next().unwrap();
            assert_eq!(fs::read(&loaded.damaged[0]).unwrap(), line);
        }
        assert_eq!(fs::read(home.log()).unwrap(), bytes);
    }

    #[test]
    fn nothing_is_added_to_what_a_newer_version_wrote() {
        let mut home = home();
        let operation = home.mark("甲");
        log::append(&home.log(), r#"{"v":2,"all":"new"}"#).unwrap();
        let loaded = home.store.load();
        assert_eq!(loaded.marks.live().count(), 1);
        assert!(loaded.damaged.is_empty());
        let refused = home.store.journal(&home.device, &loaded).append(&operation);
        assert!(matches!(refused, Err(StoreError::Newer(_))));
    }

    #[test]
    fn a_log_that_stays_locked_is_passed_by() {
        let mut home = home();
        home.mark("甲");
        let held = fs::File::open(home.log()).unwrap();
        held.lock().unwrap();
        home.mark("乙");
        assert_eq!(home.store.load().marks.live().count(), 2);
    }
}
