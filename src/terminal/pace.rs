//! When a file that changes is read again: at once if that costs little, else when it has been quiet, and at growing
//! intervals while it grows without rest. No clock and no thread: what is seen comes in with its time.

use std::time::Duration;

/// A reading that takes less disturbs nobody, however often it is done.
const CHEAP: Duration = Duration::from_millis(50);
/// A file has come to rest if it has stayed as it is so many times as long as it takes to read it …
const REST: u32 = 4;
/// … and one that comes to no rest is read again when so many times that have passed since the last time.
const SHARE: u32 = 10;

/// What is known of a file that is looked at again and again. `F` is what it looks like from outside.
#[derive(Debug)]
pub struct Pace<F> {
    /// What it looked like when it was last read.
    read: F,
    /// What it looked like last, and since when.
    seen: F,
    since: Duration,
    /// When the last reading ended and how long it took.
    ended: Duration,
    cost: Duration,
    is_reading: bool,
}

impl<F: Clone + PartialEq> Pace<F> {
    /// A file that was read when it looked like this, before time 0, which took `cost`.
    pub fn new(read: F, cost: Duration) -> Self {
        let seen = read.clone();
        Pace { read, seen, since: Duration::ZERO, ended: Duration::ZERO, cost, is_reading: false }
    }

    /// Whether to read the file, which looks like this at time `now`.
    pub fn look(&mut self, now: Duration, seen: F) -> bool {
        if seen != self.seen {
            (self.seen, self.since) = (seen, now);
        }
        if self.is_reading || self.seen == self.read {
            return false;
        }
        let has_rested = now.saturating_sub(self.since) >= self.cost * REST;
        let is_due = now.saturating_sub(self.ended) >= self.cost * SHARE;
        if self.cost >= CHEAP && !has_rested && !is_due {
            return false;
        }
        self.read = self.seen.clone();
        true
    }

    /// A reading has begun; until it has ended there is no other.
    pub fn began(&mut self) {
        self.is_reading = true;
    }

    /// The reading has ended at time `now`, after `cost`.
    pub fn ended(&mut self, now: Duration, cost: Duration) {
        (self.is_reading, self.ended, self.cost) = (false, now, cost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// Looks at a file once a second, as long as `file` says what it looks like then, each reading of which takes `cost`
    /// seconds; gives the seconds at which it is read.
    fn read_at(cost: f64, n_seconds: u32, file: impl Fn(u32) -> u32) -> Vec<u32> {
        let mut pace = Pace::new(file(0), seconds(cost));
        let mut ends = None;
        let mut read = Vec::new();
        for now in 1..n_seconds {
            if let Some(end) = ends.filter(|&end| end <= f64::from(now)) {
                pace.ended(seconds(end), seconds(cost));
                ends = None;
            }
            if pace.look(seconds(f64::from(now)), file(now)) {
                assert!(ends.is_none(), "read twice at a time");
                pace.began();
                ends = Some(f64::from(now) + cost);
                read.push(now);
            }
        }
        read
    }

    #[test]
    fn a_short_file_is_read_at_each_change() {
        assert_eq!(read_at(0.01, 6, |now| now.min(3)), [1, 2, 3]);
    }

    #[test]
    fn a_long_file_is_read_once_it_rests() {
        // The last change is seen at second 3; four times the cost later it has come to rest.
        assert_eq!(read_at(1.5, 40, |now| now.min(3)), [9]);
        // One that comes a long time after the last reading waits for nothing.
        assert_eq!(read_at(1.5, 80, |now| u32::from(now >= 60)), [60]);
    }

    #[test]
    fn a_file_that_grows_without_rest_is_read_for_a_tenth_of_the_time() {
        let read = read_at(1.4, 200, |now| now);
        assert!(read.len() >= 10 && read.windows(2).all(|pair| pair[1] - pair[0] >= 15), "{read:?}");
        // It costs more the longer it is, and is read less often.
        assert!(read_at(4.0, 200, |now| now).len() <= 5);
    }

    #[test]
    fn what_changes_while_it_is_read_is_read_again() {
        assert_eq!(read_at(3.0, 60, |now| u32::from(now >= 31) + u32::from(now >= 32)), [31, 44]);
    }

    #[test]
    fn a_file_that_is_as_it_was_read_is_not_read() {
        assert!(read_at(1.4, 60, |_| 7).is_empty());
        assert!(read_at(1.4, 60, |now| u32::from(now == 3)).is_empty());
    }
}
