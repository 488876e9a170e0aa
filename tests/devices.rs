//! Marks on three devices whose folders a service synchronises now and then: with conflict copies, files that have come in
//! half, logs that were compacted meanwhile, two devices under one id, and clocks that are days apart. In the end all have
//! the same marks, nothing is lost, and what was deleted in full knowledge stays deleted.
//!
//! `PROPTEST_CASES` says how many schedules are tried.

#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use proptest::prelude::*;
use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::{Bookmark, Marks};
use wenda::document::identity::DocumentId;
use wenda::document::operation::{Change, Operation};
use wenda::storage::compaction::compact;
use wenda::storage::{Device, Folders, MarksStore, Stamper};

const DEVICES: usize = 3;

/// One thing that happens on a device.
#[derive(Debug, Clone)]
enum Step {
    Add,
    Note(usize),
    Tag(usize),
    Delete(usize),
    Undelete(usize),
    Compact,
    /// The folder of another device is synchronised into this one, as this service does it.
    Receive(usize, Service),
    /// The first part of a log of another device comes in: so many percent.
    ReceivePart(usize, usize),
    /// The clock is set by so many hours.
    Clock(i64),
}

/// What a service does with a file that was changed on both sides.
#[derive(Debug, Clone, Copy)]
enum Service {
    Syncthing,
    Dropbox,
    /// Both versions in one file, with the markers of an unresolved merge between them.
    Git,
}

fn step() -> impl Strategy<Value = Step> {
    let service = prop_oneof![Just(Service::Syncthing), Just(Service::Dropbox), Just(Service::Git)];
    prop_oneof![
        2 => Just(Step::Add),
        3 => (0..8usize).prop_map(Step::Note),
        2 => (0..8usize).prop_map(Step::Tag),
        2 => (0..8usize).prop_map(Step::Delete),
        1 => (0..8usize).prop_map(Step::Undelete),
        1 => Just(Step::Compact),
        4 => (0..DEVICES, service).prop_map(|(from, service)| Step::Receive(from, service)),
        1 => (0..DEVICES, 0..100usize).prop_map(|(from, percent)| Step::ReceivePart(from, percent)),
        1 => (-168..168i64).prop_map(Step::Clock),
    ]
}

/// A device with its own folders.
struct Machine {
    _home: TempDir,
    device: Device,
    store: MarksStore,
    /// How far its clock is off, in milliseconds.
    error: i64,
    /// Everything that was acknowledged here.
    log: Vec<Operation>,
    /// What was known of each operation's mark when it was made.
    knew: BTreeMap<String, BTreeSet<String>>,
}

impl Machine {
    fn new(id: usize) -> Self {
        let memory = Path::new("/dev/shm");
        let home = if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap();
        let store = MarksStore::of(&Folders::under(home.path()), DocumentId::of("双方贸易额"));
        let device = Device::numbered(id as u64);
        Machine { _home: home, device, store, error: 0, log: Vec::new(), knew: BTreeMap::new() }
    }

    /// Does what `change` makes of the marks, as a program that was just started.
    fn record(&mut self, change: impl FnOnce(&Marks) -> Option<Change>) {
        let loaded = self.store.load();
        let Some(change) = change(&loaded.marks) else { return };
        let clock = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis()).unwrap();
        let operation = Stamper::behind(self.device.clone(), &loaded.marks).stamp_at(clock + self.error, change);
        self.store.journal(&self.device, &loaded).append(&operation).unwrap();
        let known = subject(&operation).map(|mark| of_mark(&loaded.marks, mark)).unwrap_or_default();
        self.knew.insert(operation.id.clone(), known);
        self.log.push(operation);
    }

    fn logs(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.store.folder()).into_iter().flatten().flatten();
        let mut logs: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        logs.sort();
        logs
    }

    /// Takes in the files of another folder. What was changed on both sides is kept twice, as services do.
    fn receive(&self, from: &Machine, service: Service, number: usize) {
        fs::create_dir_all(self.store.folder()).unwrap();
        for path in from.logs() {
            let name = path.file_name().unwrap().to_str().unwrap();
            let here = self.store.folder().join(name);
            let (theirs, ours) = (fs::read(&path).unwrap(), fs::read(&here).unwrap_or_default());
            if theirs.starts_with(&ours) {
                fs::write(&here, theirs).unwrap();
            } else if !ours.starts_with(&theirs) {
                let stem = name.strip_suffix(".jsonl").unwrap_or(name);
                let copy = match service {
                    Service::Syncthing => format!("{stem}.sync-conflict-20261122-13{number:04}-ABCDEFG.jsonl"),
                    Service::Dropbox => format!("{stem} (Ann's conflicted copy {number}).jsonl"),
                    Service::Git => {
                        let merged =
                            [b"<<<<<<< HEAD\n", &ours[..], b"=======\n", &theirs, b">>>>>>> theirs\n"].concat();
                        fs::write(&here, merged).unwrap();
                        continue;
                    }
                };
                fs::write(self.store.folder().join(copy), theirs).unwrap();
            }
        }
    }

    /// Takes in the first part of a file that isn't there yet.
    fn receive_part(&self, from: &Machine, percent: usize) {
        fs::create_dir_all(self.store.folder()).unwrap();
        let missing = from.logs().into_iter().map(|path| (self.store.folder().join(path.file_name().unwrap()), path));
        if let Some((here, there)) = missing.into_iter().find(|(here, _)| !here.exists()) {
            let bytes = fs::read(there).unwrap();
            fs::write(here, &bytes[..bytes.len() * percent / 100]).unwrap();
        }
    }
}

fn subject(operation: &Operation) -> Option<&str> {
    match &operation.change {
        Change::Add(_) => Some(&operation.id),
        Change::Set(edit) => Some(&edit.bookmark),
        Change::Delete(target) | Change::Undelete(target) => Some(&target.bookmark),
        _ => None,
    }
}

fn of_mark(marks: &Marks, mark: &str) -> BTreeSet<String> {
    let about = marks.operations().filter(|operation| subject(operation) == Some(mark));
    about.map(|operation| operation.id.clone()).collect()
}

fn nth(marks: &Marks, nth: usize) -> Option<String> {
    let all: Vec<&Bookmark> = marks.live().chain(marks.deleted()).collect();
    Some(all.get(nth % all.len().max(1))?.id.clone())
}

/// Plays a schedule on devices of these ids.
fn play(ids: [usize; DEVICES], schedule: &[(usize, Step)]) -> Vec<Machine> {
    let mut machines: Vec<Machine> = ids.into_iter().map(Machine::new).collect();
    for (number, (at, step)) in schedule.iter().enumerate() {
        let machine = &mut machines[*at];
        match *step {
            Step::Add => {
                machine.record(|_| Some(Marks::add(Anchor { exact: number.to_string(), ..Anchor::default() })));
            }
            Step::Note(which) => {
                machine.record(|marks| Some(marks.set_note(&nth(marks, which)?, &format!("第{number}条"))));
            }
            Step::Tag(which) => machine.record(|marks| Some(marks.toggle_tag(&nth(marks, which)?, "标签"))),
            Step::Delete(which) => machine.record(|marks| Some(marks.delete(&nth(marks, which)?))),
            Step::Undelete(which) => machine.record(|marks| Some(Marks::undelete(&nth(marks, which)?))),
            Step::Compact => compact(&machine.store, &machine.device, "2000").unwrap(),
            Step::Receive(from, _) | Step::ReceivePart(from, _) if from == *at => {}
            Step::Receive(from, service) => machines[*at].receive(&machines[from], service, number),
            Step::ReceivePart(from, percent) => machines[*at].receive_part(&machines[from], percent),
            Step::Clock(hours) => machine.error += hours * 3_600_000,
        }
    }
    machines
}

/// Everything of a device's marks that a person sees.
fn seen(marks: &Marks) -> Vec<Bookmark> {
    marks.live().cloned().chain(marks.deleted().into_iter().cloned()).collect()
}

proptest! {
    #[test]
    fn devices_come_to_the_same_marks_and_lose_none(
        ids in prop_oneof![4 => Just([0, 1, 2]), 1 => Just([0, 0, 1])],
        schedule in prop::collection::vec((0..DEVICES, step()), 0..50),
    ) {
        let machines = play(ids, &schedule);
        for round in 0..2 {
            for (to, from) in (0..DEVICES).flat_map(|to| (0..DEVICES).map(move |from| (to, from))) {
                machines[to].receive(&machines[from], Service::Syncthing, 9000 + round * 100 + to * 10 + from);
            }
        }
        let loaded: Vec<Marks> = machines.iter().map(|machine| machine.store.load().marks).collect();
        let marks = &loaded[0];
        let all: Vec<Operation> = machines.iter().flat_map(|machine| machine.log.clone()).collect();
        let there: BTreeSet<String> = marks.operations().map(|operation| operation.id.clone()).collect();
        let lost: Vec<&str> = all.iter().map(|it| it.id.as_str()).filter(|id| !there.contains(*id)).collect();
        prop_assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
        for other in &loaded[1..] {
            prop_assert_eq!(seen(other), seen(marks));
        }
        let knew: BTreeMap<_, _> = machines.iter().flat_map(|machine| machine.knew.clone()).collect();
        prop_assert_eq!(broken_by(&all, &knew, marks), None);
    }
}

/// The first operation that the marks don't do justice to, by who knew of what.
fn broken_by<'a>(
    all: &'a [Operation],
    knew: &BTreeMap<String, BTreeSet<String>>,
    marks: &Marks,
) -> Option<&'a Operation> {
    all.iter().find(|operation| !is_just(operation, all, knew, marks).unwrap_or(false))
}

fn is_just(
    operation: &Operation,
    all: &[Operation],
    knew: &BTreeMap<String, BTreeSet<String>>,
    marks: &Marks,
) -> Option<bool> {
    let mark = subject(operation)?;
    let about = |other: &&Operation| subject(other) == Some(mark);
    let is_last = of_mark(marks, mark).iter().all(|id| *id == operation.id || knew[&operation.id].contains(id));
    let found = marks.get(mark)?;
    Some(match &operation.change {
        Change::Delete(_) if is_last => found.deleted.is_some(),
        // A deleted mark was deleted by somebody who knew of all edits.
        Change::Add(_) if found.deleted.is_some() => {
            let edits: Vec<&Operation> =
                all.iter().filter(about).filter(|other| matches!(other.change, Change::Set(_))).collect();
            let mut deletions = all.iter().filter(about).filter(|other| matches!(other.change, Change::Delete(_)));
            deletions.any(|deletion| edits.iter().all(|edit| knew[&deletion.id].contains(&edit.id)))
        }
        Change::Set(edit) if is_last => {
            let is_tagged = edit.add_tags.iter().all(|tag| found.tags.contains(tag));
            let is_untagged = edit.remove_tags.iter().all(|tag| !found.tags.contains(tag));
            let is_noted = edit.note.as_ref().is_none_or(|note| found.whole_note() == *note);
            found.deleted.is_none() && is_tagged && is_untagged && is_noted
        }
        Change::Undelete(_) if is_last => found.deleted.is_none(),
        Change::Set(edit) => edit.note.as_ref().is_none_or(|note| {
            let edits_note = |id: &String| {
                all.iter().any(|other| other.id == *id && matches!(&other.change, Change::Set(it) if it.note.is_some()))
            };
            let is_replaced = knew.iter().any(|(id, known)| edits_note(id) && known.contains(&operation.id));
            is_replaced || found.whole_note().contains(note.as_str())
        }),
        _ => true,
    })
}
