//! The marks of a document: the fold of all of its logs, and the texts that they were made in.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use memchr::memmem::Finder;

use super::aside::{Aside, Damage};
use super::log::Line;
use super::within::{Name, Spot};
use super::{Device, Folders, Journal, StoreError, log, texts};
use crate::document::bookmark::Marks;
use crate::document::gathering::Gathering;
use crate::document::identity::{DocumentId, TextHash};
use crate::document::operation::{Operation, RecordError};

/// What the names of all logs of marks begin with; those that a syncing service renamed to keep both are among them.
const PREFIX: &str = "marks.";
/// What the name of a log has before it in the name of the file that holds its damaged lines. It is no log itself.
const DAMAGED: &str = "damaged.";

/// Where the marks of one document are kept.
#[derive(Debug, Clone)]
pub struct MarksStore {
    folder: Spot,
    /// The folder for what is damaged: the same, unless that belongs to somebody else.
    aside: Spot,
}

/// The marks of a document, as read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// All of them.
    pub marks: Marks,
    /// What couldn't be read, of each log that has any.
    pub damaged: Vec<Damage>,
    /// A log that a newer version of the program has written to: nothing can be added.
    pub newer: Option<PathBuf>,
    /// Logs that couldn't be read at all.
    pub unreadable: Vec<StoreError>,
}

impl Loaded {
    /// What the person should know about the store before they rely on it: that some of it could not be read, or that
    /// nothing can be added. It is taken out of the logs that could not be read at all.
    pub fn fault(&mut self) -> Option<StoreError> {
        let newer = self.newer.clone().map(StoreError::Newer);
        let n_lines = self.damaged.iter().map(|damage| damage.n_lines).sum();
        let first = self.damaged.first().map(|damage| damage.kept.clone());
        let damaged = || first.map(|kept| StoreError::Damaged { n_lines, kept });
        newer.or_else(|| self.unreadable.drain(..).next()).or_else(damaged)
    }
}

impl MarksStore {
    /// The store of the document with this identity.
    pub fn of(folders: &Folders, identity: DocumentId) -> Self {
        let folder = folders.data_root().join("documents").join(identity);
        MarksStore { aside: folder.clone(), folder }
    }

    /// The store of this document in folders that belong to somebody else: nothing is written there, and what is damaged
    /// is kept where `ours` is.
    pub fn foreign(theirs: &Folders, identity: DocumentId, ours: &MarksStore) -> Self {
        MarksStore { aside: ours.folder.clone(), ..MarksStore::of(theirs, identity) }
    }

    /// The folder that the marks lie in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Reads all logs of the document, this device's and those that came from others.
    pub fn load(&self) -> Loaded {
        let mut loaded = Loaded::default();
        let logs = self.logs().unwrap_or_else(|error| {
            loaded.unreadable.push(error);
            Vec::new()
        });
        // The operations of all logs are folded together, but none is held longer than it takes.
        let mut marks = std::mem::take(&mut loaded.marks).gather();
        logs.iter().for_each(|log| self.take_in(log, &mut loaded, &mut marks));
        loaded.marks = marks.fold();
        loaded
    }

    /// The marks with all the texts that they were made in.
    pub fn load_with_texts(&self) -> Marks {
        let mut marks = self.load().marks;
        marks.texts = self.texts(&marks, None);
        marks
    }

    /// Reads only the operations of some kinds, which is faster; damage is left for [`load`](Self::load) to find.
    pub fn load_kinds(&self, kinds: &[&str]) -> Marks {
        // a record that was written by hand may have spaces around its colons
        let keys: Vec<String> = kinds.iter().map(|kind| format!("\"{kind}\"")).collect();
        let keys: Vec<Finder> = keys.iter().map(|key| Finder::new(key.as_bytes())).collect();
        let is_wanted = |line: &[u8]| keys.iter().any(|key| key.find(line).is_some());
        let mut wanted = Vec::new();
        for log in self.logs().into_iter().flatten() {
            // A log that can't be read holds nothing to be found.
            let _ = log::read_some(&log, is_wanted, |line| match line {
                Line::Record(record) => wanted.extend(Operation::from_json(record).ok()),
                Line::Damaged(_) => {}
            });
        }
        wanted.retain(|operation| kinds.contains(&operation.change.kind()));
        wanted.into_iter().collect()
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

    /// The texts that marks and corrections were made in, by their hash: those that are there and aren't the `current`
    /// one.
    pub fn texts(&self, marks: &Marks, current: Option<TextHash>) -> BTreeMap<TextHash, String> {
        let marked = marks.live().map(|bookmark| &*bookmark.anchor);
        let anchors = marked.chain(marks.corrections().map(|(_, correction)| &*correction.anchor));
        let made_in = anchors.filter_map(|anchor| anchor.made_in.text());
        let hashes: BTreeSet<TextHash> = made_in.filter(|hash| Some(*hash) != current).collect();
        let folder = self.folder.join("text");
        hashes.into_iter().filter_map(|hash| texts::load(&folder, hash).map(|text| (hash, text))).collect()
    }

    /// The log that a device usually writes.
    pub(super) fn log_of(&self, device: &Device) -> Spot {
        self.folder.join(Name::from(device).between(PREFIX, ".jsonl"))
    }

    /// The log beside that one that has an addition to its name.
    pub(super) fn log_beside(&self, device: &Device, addition: u32) -> Spot {
        let name = Name::from(device).between(PREFIX, ".").and_number(addition);
        self.folder.join(name.between("", ".jsonl"))
    }

    /// The logs that a device has written.
    pub(super) fn logs_of(&self, device: &Device) -> Result<Vec<Spot>, StoreError> {
        let start = format!("{PREFIX}{}.", device.id());
        let is_own = |log: &Spot| {
            // With an addition to its name that this program makes, not a syncing service.
            let is_ours =
                |rest: &str| rest == "jsonl" || rest.len() == "01234567.jsonl".len() && rest.ends_with(".jsonl");
            log.name().strip_prefix(&start).is_some_and(is_ours)
        };
        Ok(self.logs()?.into_iter().filter(is_own).collect())
    }

    /// The document's logs, in the order of their names.
    fn logs(&self) -> Result<Vec<Spot>, StoreError> {
        let mut found = self.folder.list()?;
        found.retain(|entry| entry.name().starts_with(PREFIX));
        Ok(found)
    }

    /// Takes in a log: what can be read of it to `marks`, what is wrong with it to `loaded`.
    fn take_in(&self, log: &Spot, loaded: &mut Loaded, marks: &mut Gathering) {
        let name = Name::read(log.name().as_ref()).unwrap_or(Name::from("log"));
        let mut aside = Aside::at(self.aside.join(name.between(DAMAGED, "")));
        let mut is_newer = false;
        let read = parsed(log, |line| match line {
            Parsed::Operation(operation) => marks.take(operation),
            Parsed::Newer => is_newer = true,
            Parsed::Damaged(piece) => aside.take(&piece),
        });
        if is_newer {
            loaded.newer = Some(log.path().to_owned());
        }
        loaded.unreadable.extend(read.err());
        loaded.damaged.extend(aside.finish(log));
    }
}

/// What a line of a log says.
#[expect(clippy::large_enum_variant, reason = "nearly all of them are operations")]
enum Parsed {
    Operation(Operation),
    /// What a newer version of the program wrote.
    Newer,
    Damaged(Vec<u8>),
}

impl Parsed {
    fn of(line: Line<'_>) -> Self {
        match line {
            Line::Damaged(piece) => Parsed::Damaged(piece.to_owned()),
            Line::Record(record) => match Operation::from_json(record) {
                Ok(operation) => Parsed::Operation(operation),
                Err(RecordError::Newer) => Parsed::Newer,
                Err(RecordError::Malformed(_)) => Parsed::Damaged(record.as_bytes().to_owned()),
            },
        }
    }
}

/// Reads a log and gives what its lines say, in their order. They are read on a thread of their own: of a long log that is
/// half of the work, and what they say is sorted meanwhile.
fn parsed(log: &Spot, take: impl FnMut(Parsed)) -> Result<(), StoreError> {
    /// Lines in a batch, and how many batches may wait to be taken.
    const BATCH: usize = 256;
    const BATCHES: usize = 8;
    thread::scope(|scope| {
        let (batches, lines) = sync_channel(BATCHES);
        let reading = scope.spawn(move || {
            let mut batch = Vec::new();
            let read = log::read(log, |line| {
                batch.push(Parsed::of(line));
                if batch.len() == BATCH {
                    // The other end is there as long as this one.
                    let _ = batches.send(std::mem::take(&mut batch));
                }
            });
            let _ = batches.send(batch);
            read
        });
        lines.into_iter().flatten().for_each(take);
        reading.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use std::fs;

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
        let store = MarksStore::of(&Folders::under(folder.path()), DocumentId::of("甲"));
        let device = Device::numbered(1);
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
            self.store.logs().unwrap().remove(0).path().to_owned()
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
            fs::copy(&log, home.store.folder().join(name)).unwrap();
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
            assert_eq!((loaded.damaged.len(), loaded.damaged[0].n_lines), (1, 1));
            assert_eq!(fs::read(&loaded.damaged[0].kept).unwrap(), [line, b"\n"].concat());
        }
        assert_eq!(fs::read(home.log()).unwrap(), bytes);
    }

    #[test]
    fn nothing_is_added_to_what_a_newer_version_wrote() {
        let mut home = home();
        let operation = home.mark("甲");
        log::append(&home.store.log_of(&home.device), r#"{"v":2,"all":"new"}"#).unwrap();
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
