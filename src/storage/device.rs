//! This device: its id, and a clock that never goes back.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::Timestamp;

use super::{Folders, files};
use crate::document::bookmark::Marks;
use crate::document::operation::{Change, Operation, Stamp};

/// How far ahead of this device's clock a stamp may be and still tell when something was done, in milliseconds.
const FURTHEST_AHEAD: i64 = 24 * 60 * 60 * 1000;
/// Stamps from the year 3000 on are no clock's, and aren't followed.
const LAST_FOLLOWED: i64 = 32_503_680_000_000;
/// The last moment that a stamp can name: the end of the year 9999.
const LAST_MOMENT: i64 = 253_402_300_799_999;

/// How many hexadecimal digits an id has.
const DIGITS: usize = 12;
/// The longest file of an id, in bytes: with a line feed and what an editor may add.
const LONGEST: u64 = 64;

/// One device's id: 12 hexadecimal digits and nothing else, so that it can be a part of a file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device(String);

impl Device {
    /// This device. The id is made on the first use and kept in the state folder; where that can't be written, it
    /// holds until the program ends.
    pub fn of(folders: &Folders) -> Self {
        let spot = folders.state_root().join("device");
        let known = files::read(&spot, LONGEST).ok().flatten().and_then(|bytes| String::from_utf8(bytes).ok());
        known.and_then(|id| Device::read(id.trim())).unwrap_or_else(|| {
            let device = Device::numbered(random());
            // Without a place for it the id is as good as another, for as long as the program runs.
            let _ = files::replace(&spot, device.0.as_bytes());
            device
        })
    }

    /// The device with this number; of longer ones the last 48 bits count.
    pub fn numbered(number: u64) -> Self {
        Device(format!("{:012x}", number & 0xFFFF_FFFF_FFFF))
    }

    /// A device that is not asked who it is: for what can't wait for a disk.
    pub fn unknown() -> Self {
        Device::numbered(random())
    }

    /// The device of this id, if it is one.
    fn read(id: &str) -> Option<Self> {
        let has_form = id.len() == DIGITS && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        has_form.then(|| Device(id.to_owned()))
    }

    /// The id.
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// A random number, from the keys that the system gives each hash map.
pub(super) fn random() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// Makes operations of changes: gives them ids, and stamps later than all stamps that it has seen.
#[derive(Debug, Clone)]
pub struct Stamper {
    device: Device,
    /// The last stamp's time, in milliseconds since 1970.
    millis: i64,
    counter: u16,
}

impl Stamper {
    /// A stamper for `device`.
    pub fn new(device: Device) -> Self {
        Stamper { device, millis: 0, counter: 0 }
    }

    /// A stamper for `device` whose stamps are later than all in `marks`.
    pub fn behind(device: Device, marks: &Marks) -> Self {
        let mut stamper = Stamper::new(device);
        stamper.observe_all(marks);
        stamper
    }

    /// Takes note of all stamps of `marks`. Stamps sort as text, so that most are not later than one that was read.
    pub fn observe_all(&mut self, marks: &Marks) {
        let mut latest = written(self.millis, self.counter);
        for stamp in marks.stamps().filter(|stamp| !is_usual(stamp)) {
            self.observe(stamp);
        }
        for stamp in marks.stamps().filter(|stamp| is_usual(stamp)) {
            if *stamp > latest && reading(stamp).is_some_and(|(millis, _)| millis < LAST_FOLLOWED) {
                latest = stamp.clone();
            }
        }
        self.observe(&latest);
    }

    /// Takes note of a stamp from elsewhere. It is followed however far ahead it is: what is done in knowledge of
    /// something must be later than that, or a deletion would be undone by what it deletes.
    pub fn observe(&mut self, stamp: &Stamp) {
        if let Some((millis, counter)) = reading(stamp).filter(|(millis, _)| *millis < LAST_FOLLOWED) {
            (self.millis, self.counter) = (self.millis, self.counter).max((millis, counter));
        }
    }

    /// The operation that does `change` now.
    pub fn stamp(&mut self, change: Change) -> Operation {
        self.stamp_at(now(), change)
    }

    /// The operation that does `change` when this device's clock shows `clock`, in milliseconds since 1970.
    pub fn stamp_at(&mut self, clock: i64, change: Change) -> Operation {
        let time = clock.clamp(0, LAST_MOMENT);
        match self.counter.checked_add(1) {
            _ if time > self.millis => (self.millis, self.counter) = (time, 0),
            Some(next) => self.counter = next,
            None => (self.millis, self.counter) = (self.millis + 1, 0),
        }
        let is_ahead = self.millis - time > FURTHEST_AHEAD;
        Operation {
            id: unique_id(self.millis, self.counter),
            stamp: written(self.millis, self.counter),
            clock: is_ahead.then(|| written(time, 0).time().to_owned()),
            device: self.device.id().to_owned(),
            change,
        }
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(LAST_MOMENT)
}

/// An id that sorts as the stamp does, in the form of a version 7 UUID (RFC 9562; the counter is its method 1).
fn unique_id(millis: i64, counter: u16) -> String {
    let random = (random() >> 2) | 0x8000_0000_0000_0000;
    let (head, tail) = (random >> 48, random & 0xFFFF_FFFF_FFFF);
    let counter = counter & 0xFFF;
    format!("{:08x}-{:04x}-7{counter:03x}-{head:04x}-{tail:012x}", millis >> 16, millis & 0xFFFF)
}

fn written(millis: i64, counter: u16) -> Stamp {
    let time = Timestamp::from_millisecond(millis).unwrap_or(Timestamp::UNIX_EPOCH);
    Stamp(format!("{time:.3}-{counter:04x}"))
}

/// Whether a stamp has the form that [`written`] gives it.
fn is_usual(stamp: &Stamp) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00.000Z-xxxx";
    let fits = |(form, byte): (&u8, u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'x' => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        _ => byte == *form,
    };
    stamp.0.len() == FORM.len() && FORM.iter().zip(stamp.0.bytes()).all(fits)
}

fn reading(stamp: &Stamp) -> Option<(i64, u16)> {
    let (time, counter) = stamp.0.rsplit_once('-')?;
    let time: Timestamp = time.parse().ok()?;
    Some((time.as_millisecond(), u16::from_str_radix(counter, 16).ok()?))
}

/// The time now, RFC 3339 in UTC to the millisecond.
pub(super) fn time() -> String {
    time_before(Duration::ZERO)
}

/// The time so long ago, likewise.
pub(super) fn time_before(ago: Duration) -> String {
    let ago = i64::try_from(ago.as_millis()).unwrap_or(LAST_MOMENT);
    written((now() - ago).clamp(0, LAST_MOMENT), 0).time().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::anchor::Anchor;

    #[test]
    fn stamps_rise_and_ids_differ() {
        let mut stamper = Stamper::new(Device::numbered(0));
        let made: Vec<Operation> = (0..70_000).map(|_| stamper.stamp(Marks::add(Anchor::default()))).collect();
        assert!(made.is_sorted_by(|a, b| a.stamp < b.stamp));
        let ids: std::collections::HashSet<&str> = made.iter().map(|operation| operation.id.as_str()).collect();
        assert_eq!(ids.len(), made.len());
        assert!(made[..4096].is_sorted_by(|a, b| a.id < b.id));
    }

    #[test]
    fn what_is_done_after_it_was_seen_is_later_whatever_the_clock_says() {
        for days_ahead in [0, 400] {
            let mut stamper = Stamper::new(Device::numbered(0));
            let ahead = written(now() + days_ahead * FURTHEST_AHEAD + 1, 7);
            stamper.observe(&ahead);
            let done = stamper.stamp(Marks::add(Anchor::default()));
            assert!(done.stamp > ahead);
            assert_eq!(done.clock.is_some(), days_ahead == 400, "{days_ahead}");
        }
        let mut stamper = Stamper::new(Device::numbered(0));
        stamper.observe(&written(LAST_FOLLOWED, 0));
        assert!(stamper.stamp(Marks::add(Anchor::default())).stamp < written(now() + FURTHEST_AHEAD, 0));
    }

    #[test]
    fn the_device_keeps_its_id() -> std::io::Result<()> {
        let folder = tempfile::tempdir()?;
        let folders = Folders::under(folder.path());
        assert_eq!(Device::of(&folders), Device::of(&folders));
        Ok(())
    }
}
