//! Times as services write them: seconds, milliseconds, ticks, `1.300s`, `PT1M2S`, `00:01:02.5`.

use crate::reading::clock::clock;

/// A time, or a number of which it is not told what it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::reading::formats) enum Time {
    /// Milliseconds.
    Known(u64),
    /// Seconds, or milliseconds.
    Unknown(u64),
}

impl Time {
    /// The time in milliseconds, where numbers that don't tell count milliseconds or seconds.
    pub(in crate::reading::formats) fn milliseconds(self, are_milliseconds: bool) -> u64 {
        match self {
            Time::Known(time) => time,
            Time::Unknown(number) if are_milliseconds => number,
            Time::Unknown(number) => number.saturating_mul(1_000),
        }
    }
}

/// The longest recording: what is later is a date.
const LONGEST: f64 = 4.0 * 24.0 * 3_600.0 * 1_000.0;

/// The time that is written at a key.
pub(in crate::reading::formats) fn time(key: &str, written: &str) -> Option<Time> {
    let written = written.trim().trim_matches(['[', ']', '(', ')']);
    let first = written.split_whitespace().next().unwrap_or_default();
    // 00:01:02:12 and 00:01:02;12 count frames behind the second.
    let frames = first.rsplit_once([':', ';']).filter(|(before, _)| before.matches(':').count() == 2);
    if let Some(time) = clock(frames.map_or(first, |(before, _)| before)) {
        return Some(Time::Known(time));
    }
    let known = |milliseconds: f64| (0.0..LONGEST).contains(&milliseconds).then_some(Time::Known(milliseconds as u64));
    if let Some(seconds) = duration(written) {
        return known(seconds * 1_000.0);
    }
    let number = written.parse::<f64>().ok().filter(|number| number.is_finite())?;
    let key = key.to_lowercase();
    if key.contains("tick") {
        return known(number / 10_000.0);
    }
    if key.contains("milli") || key.ends_with("ms") || key.contains("(ms") || key.starts_with("ms") {
        return known(number);
    }
    if written.contains(['.', 'e', 'E']) {
        return known(number * 1_000.0);
    }
    (0.0..LONGEST).contains(&number).then_some(Time::Unknown(number as u64))
}

/// Seconds of `1.300s`, `PT1M2.5S`.
fn duration(written: &str) -> Option<f64> {
    let Some(rest) = written.strip_prefix("PT") else {
        return written.strip_suffix('s')?.parse().ok();
    };
    let mut rest = rest;
    let mut seconds = 0.0;
    for (unit, length) in [('H', 3_600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok()? * length;
            rest = behind;
        }
    }
    rest.is_empty().then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_services_write_them() {
        let check = |key: &str, written: &str, expected| assert_eq!(time(key, written), expected, "{key}: {written}");
        check("start", "5.24", Some(Time::Known(5_240)));
        check("startTime", "1.300s", Some(Time::Known(1_300)));
        check("offset", "PT1M2.5S", Some(Time::Known(62_500)));
        check("offsetInTicks", "12000000", Some(Time::Known(1_200)));
        check("BeginOffsetMillis", "4500", Some(Time::Known(4_500)));
        check("tStartMs", "80", Some(Time::Known(80)));
        check("start", "00:01:02.500", Some(Time::Known(62_500)));
        check("timestamp", "[00:01:43]", Some(Time::Known(103_000)));
        check("from", "00:00:04,120", Some(Time::Known(4_120)));
        check("Start Time", "00:01:02:12", Some(Time::Known(62_000)));
        check("Start Time", "00:01:02;12", Some(Time::Known(62_000)));
        check("start", "250", Some(Time::Unknown(250)));
        check("ts", "1512085950.000216", None);
        check("start", "NaN", None);
        check("start", "soon", None);
    }
}
