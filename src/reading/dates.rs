//! Dates and places, only as complete as the document states them.

use super::draft::{Draft, Stated};
use super::lexicon::{Calendar, Lexicon, Units, Words, fold, half_width};
use crate::document::block::BlockKind;

/// A date as ISO 8601 writes it: `2024-03-07`, `2024-03` or `--03-07`.
pub(super) fn in_text(text: &str, lexicon: &Lexicon) -> Option<String> {
    let letters: Vec<char> = text.chars().take(400).map(half_width).collect();
    (0..letters.len()).find_map(|start| at(&letters, start, &lexicon.calendar))
}

/// A date that begins at `start`.
fn at(letters: &[char], start: usize, calendar: &Calendar) -> Option<String> {
    if start > 0 && is_digit(letters[start - 1], calendar) {
        return None;
    }
    in_units(letters, start, calendar).or_else(|| iso(letters, start)).or_else(|| by_name(letters, start, calendar))
}

fn is_digit(letter: char, calendar: &Calendar) -> bool {
    letter.is_ascii_digit() || calendar.value(letter).is_some()
}

/// A run of digits or numerals from `start` on, and where it ends.
fn run(letters: &[char], start: usize, calendar: &Calendar) -> (String, usize) {
    let text: String = letters[start..].iter().take(5).take_while(|letter| is_digit(**letter, calendar)).collect();
    let end = start + text.chars().count();
    (text, end)
}

fn skip_spaces(letters: &[char], mut at: usize) -> usize {
    while letters.get(at).is_some_and(|letter| letter.is_whitespace()) {
        at += 1;
    }
    at
}

/// A number with its unit behind it, perhaps with spaces, and where the unit ends.
fn counted(letters: &[char], start: usize, unit: &Units, calendar: &Calendar) -> Option<(u32, usize)> {
    let (number, end) = run(letters, skip_spaces(letters, start), calendar);
    let end = unit.end(letters, skip_spaces(letters, end))?;
    Some((calendar.number(&number)?, end))
}

/// `2024年3月7日`, `二〇二四年三月`, `3月7日`, with or without spaces: numbers, each with its unit behind it.
fn in_units(letters: &[char], start: usize, calendar: &Calendar) -> Option<String> {
    if !is_digit(letters[start], calendar) {
        return None;
    }
    let month =
        |start| counted(letters, start, &calendar.months, calendar).filter(|(month, _)| (1..=12).contains(month));
    let (first, end) = run(letters, start, calendar);
    if let Some(end) = calendar.years.end(letters, skip_spaces(letters, end)) {
        let year = year(&first, calendar).or_else(|| year_of_era(&letters[..start], &first, calendar))?;
        let (month, end) = month(end)?;
        // The day of such a date may go without its unit.
        let (day, _) = run(letters, skip_spaces(letters, end), calendar);
        return Some(match calendar.number(&day).filter(|day| (1..=31).contains(day)) {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        });
    }
    let (month, end) = month(start)?;
    let (day, _) = counted(letters, end, &calendar.days, calendar).filter(|(day, _)| (1..=31).contains(day))?;
    Some(format!("--{month:02}-{day:02}"))
}

/// `2024-03-07`, `2024/3/7`, `2024.03.07`
fn iso(letters: &[char], start: usize) -> Option<String> {
    if !letters[start].is_ascii_digit() {
        return None;
    }
    let text: String = letters[start..]
        .iter()
        .take(11)
        .take_while(|letter| letter.is_ascii_digit() || "-/.".contains(**letter))
        .collect();
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [year, month, day, ..] = parts[..] else { return None };
    let number = |text: &str, range: std::ops::RangeInclusive<u32>| {
        text.parse::<u32>().ok().filter(|number| range.contains(number))
    };
    let year = number(year, 1800..=2200)?;
    Some(format!("{year}-{:02}-{:02}", number(month, 1..=12)?, number(day, 1..=31)?))
}

/// Whether a text is nothing but a date: `2024-03-07`, `March 20`, `3月7日`.
pub(super) fn is_date(text: &str, lexicon: &Lexicon) -> bool {
    let calendar = &lexicon.calendar;
    let mut words = text.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let is_day =
        |word: &str| word.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day) || (1800..=2200).contains(&day));
    let is_named = words.clone().nth(1).is_some() && words.all(|word| is_day(word) || calendar.month(word).is_some());
    let is_letter = |letter: char| letter.is_alphabetic() && !calendar.is_of_date(letter);
    is_named || !text.contains(is_letter) && in_text(text, lexicon).is_some()
}

/// Whether a text states a time of day: `10:30`, `下午2时30分`, `9 a.m.`.
pub(super) fn has_time_of_day(text: &str, lexicon: &Lexicon) -> bool {
    let calendar = &lexicon.calendar;
    let letters: Vec<char> = text.chars().take(200).map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let is_figure = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
    let behind_unit = |at: usize| match letters.get(at) {
        Some(':' | '：') => Some(at + 1),
        Some(_) => calendar.hours.end(&letters, at),
        None => None,
    };
    let is_clock = |at: usize| is_figure(at) && behind_unit(at + 1).is_some_and(is_figure);
    (0..letters.len()).any(is_clock) || calendar.names_part_of_day(&text.to_lowercase())
}

/// `March 7, 2024`, `7 March 2024`
fn by_name(letters: &[char], start: usize, calendar: &Calendar) -> Option<String> {
    // Nearly no place begins a date: a name or a number does, or what parts words. A number may have a sign.
    let first = letters[start];
    let may_begin = first.is_ascii_digit() || matches!(first, ' ' | ',' | '.' | '+') || calendar.may_begin_month(first);
    if !may_begin || start > 0 && letters[start - 1].is_alphanumeric() {
        return None;
    }
    let text: String = letters[start..].iter().take(24).collect();
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).take(3).collect();
    let [first, second, year] = words[..] else { return None };
    let day = |word: &str| {
        word.trim_end_matches(|letter: char| letter.is_ascii_lowercase())
            .parse::<u32>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let (month, day) = match (calendar.month_in_short(first), calendar.month_in_short(second)) {
        (Some(month), _) => (month, day(second)?),
        (None, Some(month)) => (month, day(first)?),
        (None, None) => return None,
    };
    let year = year.get(..4)?.parse::<u32>().ok().filter(|year| (1800..=2200).contains(year))?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// The year of `平成30年`, `令和元年`, `民國107年`: the era before the number, and the year before its first.
fn year_of_era(before: &[char], number: &str, calendar: &Calendar) -> Option<u32> {
    let zero = calendar.before_era(before)?;
    calendar.number(number).filter(|number| (1..=130).contains(number)).map(|number| zero + number)
}

/// A year of four digits.
fn year(text: &str, calendar: &Calendar) -> Option<u32> {
    let digits = text.chars().filter_map(|letter| letter.to_digit(10).or(calendar.value(letter).filter(|it| *it < 10)));
    let (n_digits, year) = digits.fold((0, 0), |(n_digits, year), digit| (n_digits + 1, year * 10 + digit));
    (n_digits == 4 && (1800..=2200).contains(&year)).then_some(year)
}

/// The date and the place of the talk: from front matter, lines such as `时间：…`, the title and what stands above the
/// first label, the file's name, in this order; a full date before one without a year.
pub(super) fn of_talk(
    drafts: &[Draft],
    title: Option<usize>,
    stated: &Stated,
    name: &str,
    lexicon: &Lexicon,
) -> (Option<String>, Option<String>) {
    let text = |text: &str| in_text(text, lexicon);
    if is_collection(drafts, lexicon) {
        return (stated.date.as_deref().and_then(text), stated.location.clone());
    }
    let first_label = drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(drafts.len().min(8));
    let opening = &drafts[..first_label.min(30)];
    let value_of = |keys: &Words| {
        opening.iter().flat_map(|draft| &draft.lines).find_map(|line| {
            let (key, value) = line.text().split_once(['：', ':'])?;
            keys.has(&fold(key)).then(|| value.trim().to_owned()).filter(|value| !value.is_empty())
        })
    };
    let from_title = title.and_then(|index| text(drafts.get(index)?.first()));
    let from_line = value_of(&lexicon.date_keys).and_then(|value| text(&value));
    let from_opening = opening.iter().flat_map(|draft| &draft.lines).find_map(|line| text(line.text()));
    let dates = [stated.date.as_deref().and_then(text), from_line, from_title, from_opening, text(name)];
    let is_full = |date: &&String| date.len() == 10;
    let mut found = dates.iter().flatten();
    let date = found.clone().find(is_full).or_else(|| found.next()).cloned();
    (date, stated.location.clone().or_else(|| value_of(&lexicon.place_keys)))
}

/// Whether the document holds several talks: great headings that state dates of their own. None of them dates the whole.
fn is_collection(drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let tops = drafts.iter().filter(|draft| draft.kind == BlockKind::Heading(1));
    let dates: std::collections::HashSet<String> = tops.filter_map(|draft| in_text(draft.first(), lexicon)).collect();
    dates.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_only_as_complete_as_stated() {
        let lexicon = Lexicon::default_words();
        let check = |text, expected: Option<&str>| assert_eq!(in_text(text, &lexicon).as_deref(), expected, "{text}");
        check("2024年3月7日，会议举行", Some("2024-03-07"));
        check("3月7日，会议举行", Some("--03-07"));
        check("二〇二四年三月", Some("2024-03"));
        check("（一九三七年十月二十五日）", Some("1937-10-25"));
        check("2013年 1月 17日星期四", Some("2013-01-17"));
        check("平成30年11月9日", Some("2018-11-09"));
        check("中華民國一百年三月", None);
        check("中華民國107年3月20日", Some("2018-03-20"));
        check("第30年11月9日", Some("--11-09"));
        check("talk-2024-03-07.md", Some("2024-03-07"));
        check("March 7, 2024", Some("2024-03-07"));
        check("held on 7 March 2024", Some("2024-03-07"));
        check("version 1.2.3", None);
        check("建交75周年", None);
        check("2024년 3월 7일", Some("2024-03-07"));
    }

    #[test]
    fn a_calendar_can_be_taught() {
        let taught = "[mine]\nmonth_names = [\"3 März\", \"-3 March\"]\nyears = [\"оны\"]\nmonths = [\"сарын\"]\n\
            hours = [\"цаг\"]\nnumerals = [\"7 ७\"]\n";
        let lexicon = Lexicon::default_words().with(taught);
        let check = |text, expected: Option<&str>| {
            let found = lexicon.as_ref().ok().and_then(|lexicon| in_text(text, lexicon));
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("7. März 2024", Some("2024-03-07"));
        check("March 7, 2024", None);
        check("2024 оны 3 сарын 7", Some("2024-03-07"));
        check("2024年3月७日", Some("2024-03-07"));
        assert!(lexicon.is_ok_and(|lexicon| has_time_of_day("9 цаг 30", &lexicon)));
    }
}
