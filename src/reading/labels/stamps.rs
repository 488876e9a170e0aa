//! Stamps: times, with their dates, and numbers of questions that are printed beside a name; they belong neither to it nor
//! to what is said.

use crate::reading::clock::clock;
use crate::reading::draft::is_blank;
use crate::reading::lexicon::Calendar;

/// A time with its brackets and the white space around it: how many bytes it takes, and the time in milliseconds.
pub(in crate::reading) type Stamp = (usize, Option<u64>);

/// The longest stamp, in bytes.
const LONGEST: usize = 48;
/// What opens a stamp, and what closes it.
const OPENERS: [char; 7] = ['[', '(', '（', '［', '【', '#', '<'];
const CLOSERS: [char; 7] = [']', ')', '）', '］', '】', '#', '>'];
/// What follows a time of day that is counted to twelve, where it is no part of the day by itself.
const HALVES: [&str; 4] = ["AM", "PM", "am", "pm"];

/// The time that a text begins with, perhaps with a date and in brackets: `[04/06/2024, 10:00:00] `, `10:02 AM`, `#00:00:12-1#`.
pub(in crate::reading) fn stamp(text: &str, calendar: &Calendar) -> Option<Stamp> {
    let open = text.chars().next().filter(|first| OPENERS.contains(first));
    let from = open.map_or(0, char::len_utf8);
    if open.is_none() && !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let mut at = from;
    let mut clock_at = None;
    while at < text.len().min(LONGEST) {
        let Some(length) = piece(&text[at..], calendar) else { break };
        if text[at..].starts_with([':', '：']) && clock_at.is_none() {
            let digits = text[from..at].len() - text[from..at].trim_end_matches(|it: char| it.is_ascii_digit()).len();
            clock_at = Some(at - digits);
        }
        at += length;
    }
    let clock_at = clock_at?;
    // Speaker 1 00:12: a number alone is no date.
    let day = text[from..clock_at].trim_matches(is_blank);
    if !day.is_empty() && !day.contains(|it: char| "/-.,".contains(it) || it.is_alphabetic()) {
        return None;
    }
    let digits = |it: char| it.is_ascii_digit() || ":：.,".contains(it);
    let time =
        text[clock_at..at].split(|it: char| !digits(it)).next().map(|it| it.trim_end_matches(['.', ',', ':', '：']));
    if time.is_none_or(|time| time.split([':', '：']).nth(1).is_none_or(|part| part.len() < 2)) {
        return None;
    }
    let close = text[at..].chars().next().filter(|next| CLOSERS.contains(next));
    if open.is_some() != close.is_some() {
        return None;
    }
    at += close.map_or(0, char::len_utf8);
    let behind = text[at..].trim_start_matches(|it: char| is_blank(it) || "-–—|,，→".contains(it));
    // 00:12 --> 00:14: the arrow of captions.
    let behind = behind.strip_prefix("> ").filter(|_| text[at..].contains("->")).unwrap_or(behind);
    let is_apart = behind.is_empty() || close.is_some() || behind.len() < text.len() - at;
    is_apart.then(|| (text.len() - behind.len(), time.and_then(clock)))
}

/// Whether a text is nothing but a time.
pub(in crate::reading) fn is_stamp(text: &str, calendar: &Calendar) -> bool {
    stamp(text, calendar).is_some_and(|(length, _)| length == text.len())
}

/// A time in brackets that a text begins with.
pub(super) fn in_brackets(text: &str, calendar: &Calendar) -> Option<Stamp> {
    if text.starts_with(OPENERS) { stamp(text, calendar) } else { None }
}

/// Bytes of a day in figures and in brackets that a text begins with, and of the white space after it: `(2026-03-02) `.
pub(super) fn day_in_brackets(text: &str) -> usize {
    let behind = after_day(text).filter(|behind| !behind.is_empty());
    behind.map_or(0, |behind| text.len() - behind.trim_start_matches(is_blank).len())
}

/// Whether a text is nothing but a day in figures and in brackets.
pub(super) fn is_day_in_brackets(text: &str) -> bool {
    after_day(text).is_some_and(str::is_empty)
}

/// What stands after the day in brackets that a text begins with.
fn after_day(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(OPENERS)?;
    let rest = inner.trim_start_matches(|it: char| it.is_ascii_digit() || matches!(it, '-' | '/' | '.'));
    let parts: Vec<&str> = inner[..inner.len() - rest.len()].split(['-', '/', '.']).collect();
    let is_day = parts.len() == 3 && parts.iter().all(|part| matches!(part.len(), 1 | 2 | 4));
    rest.strip_prefix(CLOSERS).filter(|_| is_day)
}

/// A text without the stamp that it ends with: `Who ordered it? #00:00:08-2#`.
pub(super) fn without_stamp<'a>(text: &'a str, calendar: &Calendar) -> &'a str {
    stamp_after(text, calendar).map_or(text, |(at, _)| text[..at].trim_end_matches(is_blank))
}

/// Bytes of the next piece of a time or a date.
fn piece(text: &str, calendar: &Calendar) -> Option<usize> {
    let first = text.chars().next()?;
    if first.is_ascii_digit() || ":：.,/-T".contains(first) || calendar.is_of_time(first) {
        return Some(first.len_utf8());
    }
    let half = |text: &str| {
        let half = HALVES.iter().find(|half| text.starts_with(**half)).map(|half| half.len());
        half.or_else(|| calendar.part_of_day(text))
    };
    if let Some(length) = half(text) {
        return Some(length);
    }
    // A blank goes on with digits or a half of the day only.
    let behind = &text[first.len_utf8()..];
    let goes_on = || behind.starts_with(|it: char| it.is_ascii_digit()) || half(behind).is_some();
    (is_blank(first) && goes_on()).then(|| first.len_utf8())
}

/// Where the stamp that a name ends with begins, with the white space before it: `Ann 10:02 AM`.
pub(super) fn stamp_after(name: &str, calendar: &Calendar) -> Option<(usize, Option<u64>)> {
    if !name.ends_with(|it: char| it.is_ascii_digit() || CLOSERS.contains(&it) || it.is_alphabetic()) {
        return None;
    }
    let from = (name.len().saturating_sub(LONGEST)..).find(|&at| name.is_char_boundary(at))?;
    let mut starts = name[from..].match_indices(|it: char| is_blank(it) || OPENERS.contains(&it));
    starts.find_map(|(at, blank)| {
        let at = from + at;
        let start = if blank.starts_with(is_blank) { at + blank.len() } else { at };
        let (length, time) = stamp(&name[start..], calendar)?;
        let end = name[..at].trim_end_matches(is_blank).len();
        (end > 0 && start + length == name.len()).then_some((end, time))
    })
}

/// Bytes of a number of a question before a name, with the white space after it, of which there is much: `Q12   Ann`.
pub(in crate::reading) fn number(text: &str) -> usize {
    numbered(text).filter(|(_, gap)| *gap >= 2).map_or(0, |(length, _)| length)
}

/// Bytes of the number of a question that stands right before a name: `Q3 Ann Lee`, `Q3 张三`.
pub(in crate::reading) fn number_of_question(name: &str) -> usize {
    let begins_name = |length: usize| name[length..].starts_with(|it: char| it.is_alphabetic() && !it.is_lowercase());
    numbered(name).map(|(length, _)| length).filter(|length| begins_name(*length)).unwrap_or_default()
}

/// `Q12 …`: bytes of the number with the white space after it, and of the white space alone.
fn numbered(text: &str) -> Option<(usize, usize)> {
    let body = text.strip_prefix('Q')?;
    let behind = body.trim_start_matches(|it: char| it.is_ascii_digit());
    let rest = behind.trim_start_matches(is_blank);
    let (n_digits, gap) = (body.len() - behind.len(), behind.len() - rest.len());
    ((1..=4).contains(&n_digits) && gap > 0 && !rest.is_empty()).then_some((text.len() - rest.len(), gap))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Lexicon;

    #[test]
    fn a_stamp_is_a_time_with_all_that_is_printed_with_it() {
        let calendar = Lexicon::default_words().calendar;
        let check = |text, expected| assert_eq!(stamp(text, &calendar).map(|(length, _)| length), expected, "{text}");
        check("[10:00] <nora> Hi", Some(8));
        check("[04/06/2024, 10:00:00] Ada: Hi", Some(23));
        check("10:02 AM", Some(8));
        check("#00:00:12-1#", Some(12));
        check("2026-04-02 10:03:11 Hi", Some(20));
        check("12 boats", None);
        check("1:2 odds", None);
        check("(3) boats", None);
        check("10:02 下午 好", Some("10:02 下午 ".len()));
        check("2024年3月7日 10:02 好", Some("2024年3月7日 10:02 ".len()));
    }

    #[test]
    fn a_day_may_stand_in_brackets() {
        assert_eq!(day_in_brackets("(2026-03-02) Hi"), "(2026-03-02) ".len());
        assert_eq!(day_in_brackets("[2.3.2026] 好"), "[2.3.2026] ".len());
        for text in ["(2026) Hi", "(1-2) Hi", "(2026-03-02)", "2026-03-02 Hi", "(a-b-c) Hi"] {
            assert_eq!(day_in_brackets(text), 0, "{text}");
        }
    }

    #[test]
    fn a_name_may_end_with_a_stamp() {
        let calendar = &Lexicon::default_words().calendar;
        assert_eq!(stamp_after("Ada Lund  10:00 AM", calendar).map(|(at, _)| at), Some(8));
        assert_eq!(stamp_after("Ada Lund [00:01]", calendar).map(|(at, _)| at), Some(8));
        assert_eq!(stamp_after("Ada Lund", calendar), None);
        assert_eq!(stamp_after("说话人 1 00:12", calendar).map(|(at, _)| at), Some("说话人 1".len()));
        assert_eq!(stamp_after("Ada Lund 4/6/2024 10:00", calendar).map(|(at, _)| at), Some(8));
    }
}
