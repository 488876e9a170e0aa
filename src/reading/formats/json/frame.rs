//! Frames: what is known of an object or list while it is open.

use std::ops::Range;

use super::times::{Time, time};
use super::tokens::unescaped;
use crate::reading::lexicon::{Field, Lexicon};

/// An object or list that is open.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub(super) is_object: bool,
    /// The number of its path.
    pub(super) path: u32,
    /// The key whose value comes next, and what it says.
    pub(super) key: Range<usize>,
    pub(super) field: Option<Field>,
    /// How many values of a list have begun.
    pub(super) n_items: usize,
    /// Another reading of words that were read.
    pub(super) is_other_choice: bool,
    /// What the key says that holds it.
    pub(super) within: Option<Field>,
    /// Whether it is one of a list of people, with its number and name.
    pub(super) is_person: bool,
    pub(super) id: Option<String>,
    pub(super) named: Option<(u16, String)>,
    /// The layer of texts that stand here without a key of their own.
    pub(super) layer: Option<u32>,
    pub(super) list: u32,
    pub(super) speaker: Option<(u16, u32)>,
    pub(super) author: Option<(u16, u32)>,
    pub(super) outlet: Option<String>,
    pub(super) start: Option<(u16, Time)>,
    pub(super) end: Option<Time>,
    pub(super) n_leaves: usize,
    /// The channel of the recording that it holds.
    pub(super) channel: Option<u32>,
    /// The word that a list begins with and, once it is told, when it begins: `["row", 0.5, 0.9]`.
    pub(super) word: Option<Range<usize>>,
    pub(super) word_start: Option<Time>,
    /// When it begins and ends by two numbers that say so only together: alone such a key names who has written.
    pub(super) from: Option<Time>,
    pub(super) to: Option<Time>,
    /// How many leaves waited for a speaker, for a time and for a channel when it began.
    pub(super) waited: [usize; 3],
    pub(super) is_log: bool,
}

impl Frame {
    /// Notes a part of a time that is told in parts.
    pub(super) fn tell_time(&mut self, key: &str, raw: &str) {
        match key {
            "seconds" | "from" => self.start = time(key, raw).map(|time| (0, known(time, key))),
            "to" => self.end = time(key, raw).map(|time| known(time, key)),
            "nanos" => {
                let more = raw.parse::<u64>().unwrap_or(0) / 1_000_000;
                let before = self.start.map_or(0, |(_, time)| time.milliseconds(false));
                self.start = Some((0, Time::Known(before.saturating_add(more))));
            }
            _ => {}
        }
    }

    /// Notes one of the two numbers between which something is said.
    pub(super) fn tell_bounds(&mut self, key: &str, raw: &str) {
        match key {
            "from" => self.from = time("", raw),
            "to" => self.to = time("", raw),
            _ => {}
        }
    }

    /// Takes those two for its times, if it has both and no others.
    pub(super) fn settle_bounds(&mut self) {
        if let (Some(from), Some(to), None) = (self.from, self.to, self.start) {
            (self.start, self.end) = (Some((u16::MAX, from)), Some(to));
        }
    }

    /// Notes what a list of people says of one of them.
    pub(super) fn tell_person(&mut self, key: &str, raw: &str, lexicon: &Lexicon) {
        let is_number = key == "id" || matches!(lexicon.fields.of(key), Some(Field::Speaker(_)));
        let value = unescaped(raw).trim().to_owned();
        if is_number {
            self.id = Some(value);
        } else if lexicon.fields.names(key).is_some() && !value.is_empty() {
            self.named.get_or_insert((0, value));
        }
    }
}

/// The better of two, which has the lower rank; the first of equals.
pub(super) fn better<T>(one: Option<(u16, T)>, other: Option<(u16, T)>) -> Option<(u16, T)> {
    match (one, other) {
        (Some(one), Some(other)) => Some(if other.0 < one.0 { other } else { one }),
        (one, other) => one.or(other),
    }
}

/// A number of seconds, where the key says so.
fn known(time: Time, key: &str) -> Time {
    if key == "seconds" { Time::Known(time.milliseconds(false)) } else { time }
}
