//! LRC: lines with the times at which they begin, as for songs, and tags that say what it is.

use std::ops::Range;

use super::subtitles::Reader;
use crate::reading::clock::clock;
use crate::reading::draft::{Page, Stated};

/// The tags that an LRC file may begin with.
const TAGS: [&str; 11] = ["ti", "ar", "al", "au", "by", "re", "ve", "offset", "length", "lr", "id"];
/// A line is shown at so many times at most.
const MAX_TIMES: usize = 50;

/// Whether a text is LRC: nearly all its lines have a time or a tag, and its name or its tags say so.
pub(super) fn is_lyrics(sample: &str, name: &str) -> bool {
    let lines = || sample.lines().map(str::trim).filter(|line| !line.is_empty());
    // Most texts begin otherwise, and all their lines need not be looked at.
    if !lines().take(10).any(|line| line.starts_with('[')) {
        return false;
    }
    let n_timed = lines().filter(|line| stamp(line).is_some()).count();
    let n_tags = lines().filter(|line| tag(line).is_some()).count();
    let is_called = name.to_ascii_lowercase().ends_with(".lrc");
    n_timed > 0 && (n_timed + n_tags) * 10 >= lines().count() * 7 && (is_called || n_tags > 0)
}

/// The blocks of an LRC file.
pub(super) fn blocks(text: &str) -> Page<'_> {
    let mut stated = Stated::default();
    let mut offset = 0i64;
    let mut timed: Vec<(u64, &str, Range<usize>)> = Vec::new();
    let (mut at, mut n_again, mut is_in_order) = (0, 0, true);
    for row in text.split_inclusive('\n') {
        let line = row.trim().trim_start_matches('\u{feff}');
        let end = at + row.trim_end().len();
        at += row.len();
        match tag(line) {
            Some(("ti", title)) if !title.is_empty() => stated.title = Some(title.to_owned()),
            Some(("offset", shift)) => offset = shift.trim_start_matches('+').parse().unwrap_or(0),
            Some(_) => {}
            None => {
                let (times, rest) = stamps(line);
                is_in_order &= times.len() < 2;
                let source = end - rest.len()..end;
                // A line without a time goes on with the one before.
                let last = timed.last().map_or(0, |(time, ..)| *time);
                let times = if times.is_empty() { vec![last] } else { times };
                // What is sung again is shown again, as long as it makes no more of the text than there is.
                let n_times = if n_again + rest.len() * times.len() <= text.len() { times.len() } else { 1 };
                n_again += rest.len() * n_times;
                timed.extend(times.into_iter().take(n_times).map(|time| (time, rest, source.clone())));
            }
        }
    }
    if !is_in_order {
        timed.sort_by_key(|(time, ..)| *time);
    }
    let shown = |time: u64| time.saturating_add_signed(offset.saturating_neg());
    let mut reader = Reader::default();
    let mut next = timed.iter().skip(1).map(|(time, ..)| *time);
    for (time, row, source) in &timed {
        reader.begin_cue(shown(*time), shown(next.next().unwrap_or(*time)));
        if row.is_empty() {
            reader.end_paragraph();
        } else {
            reader.cue_row(row, source.clone());
        }
    }
    reader.ended(stated)
}

/// The time that a line begins with, and what stands behind it.
fn stamp(line: &str) -> Option<(u64, &str)> {
    let (time, rest) = line.strip_prefix('[')?.split_once(']')?;
    // [01:02:50] is a minute, two seconds and a half.
    let hundredths = time.rsplit_once(':').filter(|(before, _)| before.contains(':') && !time.contains('.'));
    let time = match hundredths {
        Some((before, fraction)) if fraction.len() == 2 => clock(&format!("{before}.{fraction}")),
        _ => clock(time),
    };
    Some((time?, rest.trim_start()))
}

fn stamps(line: &str) -> (Vec<u64>, &str) {
    let mut times = Vec::new();
    let mut rest = line;
    while let Some((time, behind)) = stamp(rest) {
        if times.len() < MAX_TIMES {
            times.push(time);
        }
        rest = behind;
    }
    (times, rest)
}

/// `[ti:The ferry]`
fn tag(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.strip_prefix('[')?.strip_suffix(']')?.split_once(':')?;
    TAGS.iter().find(|tag| key.trim().eq_ignore_ascii_case(tag)).map(|tag| (*tag, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_their_times_and_tags_are_no_text() {
        let check = |text: &str, expected: &str| {
            let page = blocks(text);
            let lines = page.drafts.iter().flat_map(|draft| &draft.lines);
            let told: Vec<String> =
                lines.map(|line| format!("{} {}", line.time().unwrap_or_default(), line.text())).collect();
            assert_eq!(told.join("/"), expected, "{text}");
        };
        check("[ti:Ferry]\n[00:02.00]Ann: Hi\n[00:05.5]there\n", "2000 Ann: Hi/5500 there");
        check("[offset:500]\n[00:02.00]Hi\n", "1500 Hi");
        check("[00:09.00][00:01.00]La\n[00:05.00]<00:05.10>Oh <00:05.90>no\n", "1000 La/5000 Oh no/9000 La");
        check("[00:02:50]Hi\n[00:04:00]\n[00:05:00]Yes\n", "2500 Hi/5000 Yes");
        assert_eq!(blocks("[ti:Ferry]\n[00:02.00]Hi\n").stated.title.as_deref(), Some("Ferry"));
    }

    #[test]
    fn times_in_brackets_alone_are_no_song() {
        assert!(!is_lyrics("[00:01] Ann: Hi\n[00:04] Bo: Yes\n", "talk.txt"));
        assert!(is_lyrics("[00:01.00]Ann: Hi\n[00:04.00]Bo: Yes\n", "talk.lrc"));
        assert!(is_lyrics("[ar:Ann]\n[00:01.00]Hi\n[00:04.00]Yes\n", "talk.txt"));
    }
}
