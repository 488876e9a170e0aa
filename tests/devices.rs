//! Marks on three devices that exchange their logs now and then, with clocks that are days apart: in the end all have the
//! same marks, nothing is lost, and what was deleted in full knowledge stays deleted.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::{Bookmark, Marks};
use wenda::document::operation::{Change, Operation, Stamp};

const DEVICES: usize = 3;

/// One thing that happens.
#[derive(Debug, Clone)]
enum Step {
    Add,
    Note(usize),
    Tag(usize),
    Delete(usize),
    Undelete(usize),
    /// Some of the log of another device arrives: so many operations, the last ones first if odd.
    Receive(usize, usize),
    /// The clock is set by so many hours.
    Clock(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => Just(Step::Add),
        3 => (0..8usize).prop_map(Step::Note),
        1 => (0..8usize).prop_map(Step::Tag),
        2 => (0..8usize).prop_map(Step::Delete),
        1 => (0..8usize).prop_map(Step::Undelete),
        4 => (0..DEVICES, 1..40usize).prop_map(|(from, count)| Step::Receive(from, count)),
        1 => (-168..168i64).prop_map(Step::Clock),
    ]
}

#[derive(Default)]
struct Device {
    marks: Marks,
    log: Vec<Operation>,
    clock: i64,
    /// The last stamp's time and counter.
    last: (i64, u32),
    /// What was known of each operation's mark when it was made.
    knew: BTreeMap<String, BTreeSet<String>>,
}

impl Device {
    fn stamp(&mut self, name: usize, change: Change) -> Operation {
        self.clock += 1;
        self.last = if self.clock > self.last.0 { (self.clock, 0) } else { (self.last.0, self.last.1 + 1) };
        let stamp = Stamp(format!("{:023}Z-{:04x}", self.last.0, self.last.1));
        Operation { id: format!("{name}-{}", self.log.len()), stamp, device: name.to_string(), change }
    }

    fn record(&mut self, name: usize, change: Change) {
        let operation = self.stamp(name, change);
        let known = subject(&operation).map(|mark| of_mark(&self.marks, mark)).unwrap_or_default();
        self.knew.insert(operation.id.clone(), known);
        self.log.push(operation.clone());
        self.marks.apply(operation);
    }

    fn receive(&mut self, operations: &[Operation]) {
        for operation in operations {
            let (time, counter) = operation.stamp.0.split_once("Z-").unwrap_or_default();
            let stamp = (time.parse().unwrap_or(0), u32::from_str_radix(counter, 16).unwrap_or(0));
            self.last = self.last.max(stamp);
            self.marks.apply(operation.clone());
        }
    }

    fn nth(&self, nth: usize) -> Option<String> {
        let all: Vec<&Bookmark> = self.marks.live().chain(self.marks.deleted()).collect();
        Some(all.get(nth % all.len().max(1))?.id.clone())
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

fn play(schedule: &[(usize, Step)]) -> Vec<Device> {
    let mut devices: Vec<Device> = (0..DEVICES).map(|_| Device { clock: 1_000_000_000, ..Device::default() }).collect();
    for (number, (name, step)) in schedule.iter().enumerate() {
        let device = &devices[*name];
        let change = match step {
            Step::Add => Some(Marks::add(Anchor { exact: number.to_string(), ..Anchor::default() })),
            Step::Note(nth) => device.nth(*nth).map(|id| device.marks.set_note(&id, &format!("第{number}条"))),
            Step::Tag(nth) => device.nth(*nth).map(|id| device.marks.toggle_tag(&id, "标签")),
            Step::Delete(nth) => device.nth(*nth).map(|id| device.marks.delete(&id)),
            Step::Undelete(nth) => device.nth(*nth).map(|id| Marks::undelete(&id)),
            Step::Receive(from, count) => {
                let log = &devices[*from].log;
                let mut arrived = if count % 2 == 0 { log[..log.len().min(*count)].to_vec() } else { log.clone() };
                if count % 2 == 1 {
                    arrived.reverse();
                    arrived.truncate(*count);
                }
                devices[*name].receive(&arrived);
                None
            }
            Step::Clock(hours) => {
                devices[*name].clock += hours * 3_600_000;
                None
            }
        };
        if let Some(change) = change {
            devices[*name].record(*name, change);
        }
    }
    devices
}

/// Everything of a device's marks that a person sees.
fn seen(marks: &Marks) -> Vec<Bookmark> {
    marks.live().cloned().chain(marks.deleted().into_iter().cloned()).collect()
}

proptest! {
    #[test]
    fn devices_come_to_the_same_marks_and_lose_none(schedule in prop::collection::vec((0..DEVICES, step()), 0..60)) {
        let mut devices = play(&schedule);
        let all: Vec<Operation> = devices.iter().flat_map(|device| device.log.clone()).collect();
        for (turn, device) in devices.iter_mut().enumerate() {
            // In another order on each device, and twice, as with copies that a syncing service keeps.
            let split = all.len() * turn / DEVICES;
            device.receive(&all[split..]);
            device.receive(&all);
        }
        let marks = &devices[0].marks;
        for device in &devices[1..] {
            prop_assert_eq!(seen(&device.marks), seen(marks));
        }
        let added = all.iter().filter(|operation| matches!(operation.change, Change::Add(_)));
        for id in added.map(|operation| &operation.id) {
            prop_assert!(marks.get(id).is_some());
        }
        let knew: BTreeMap<_, _> = devices.iter().flat_map(|device| device.knew.clone()).collect();
        prop_assert_eq!(broken_by(&all, &knew, marks), None);
    }
}

/// The first operation that the marks don't do justice to, by who knew of what.
fn broken_by(all: &[Operation], knew: &BTreeMap<String, BTreeSet<String>>, marks: &Marks) -> Option<String> {
    for operation in all {
        let mark = subject(operation)?;
        let is_last = of_mark(marks, mark).iter().all(|id| *id == operation.id || knew[&operation.id].contains(id));
        let found = marks.get(mark)?;
        let is_just = match &operation.change {
            Change::Delete(_) if is_last => found.deleted.is_some(),
            // A deleted mark was deleted by somebody who knew of all edits.
            Change::Add(_) if found.deleted.is_some() => {
                let about = |other: &&Operation| subject(other) == Some(mark);
                let edits: Vec<&Operation> =
                    all.iter().filter(about).filter(|other| matches!(other.change, Change::Set(_))).collect();
                let mut deletions = all.iter().filter(about).filter(|other| matches!(other.change, Change::Delete(_)));
                deletions.any(|deletion| edits.iter().all(|edit| knew[&deletion.id].contains(&edit.id)))
            }
            Change::Set(edit) if is_last => {
                found.deleted.is_none() && edit.note.as_ref().is_none_or(|note| found.whole_note() == *note)
            }
            Change::Undelete(_) if is_last => found.deleted.is_none(),
            Change::Set(edit) => edit.note.as_ref().is_none_or(|note| {
                let edits_note = |id: &String| {
                    all.iter()
                        .any(|other| other.id == *id && matches!(&other.change, Change::Set(it) if it.note.is_some()))
                };
                let is_replaced = knew.iter().any(|(id, known)| edits_note(id) && known.contains(&operation.id));
                is_replaced || found.whole_note().contains(note.as_str())
            }),
            _ => true,
        };
        if !is_just {
            return Some(operation.id.clone());
        }
    }
    None
}
