//! Dates and places, only as complete as the document states them.

use super::draft::{Draft, Stated};
use super::lexicon::{Lexicon, fold};
use crate::document::block::BlockKind;

/// A date as ISO 8601 writes it: `2024-03-07`, `2024-03` or `--03-07`.
pub(super) fn in_text(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().take(400).map(half_width).collect();
    (0..letters.len()).find_map(|start| at(&letters, start))
}

fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' => char::from(b'0' + (letter as u32 - '０' as u32) as u8),
        '〇' | '○' | '零' => '〇',
        letter => letter,
    }
}

/// A date that begins at `start`.
fn at(letters: &[char], start: usize) -> Option<String> {
    if start > 0 && (letters[start - 1].is_ascii_digit() || is_numeral(letters[start - 1])) {
        return None;
    }
    chinese(letters, start).or_else(|| iso(letters, start)).or_else(|| english(letters, start))
}

fn is_numeral(letter: char) -> bool {
    "〇一二三四五六七八九十".contains(letter)
}

/// A run of digits or Chinese numerals from `start` on, and where it ends.
fn run(letters: &[char], start: usize) -> (String, usize) {
    let text: String =
        letters[start..].iter().take(5).take_while(|letter| letter.is_ascii_digit() || is_numeral(**letter)).collect();
    let end = start + text.chars().count();
    (text, end)
}

fn skip_spaces(letters: &[char], mut at: usize) -> usize {
    while letters.get(at).is_some_and(|letter| letter.is_whitespace()) {
        at += 1;
    }
    at
}

/// `2024年3月7日`, `二〇二四年三月`, `3月7日`, with or without spaces.
fn chinese(letters: &[char], start: usize) -> Option<String> {
    if !(letters[start].is_ascii_digit() || is_numeral(letters[start])) {
        return None;
    }
    let (first, end) = run(letters, start);
    let end = skip_spaces(letters, end);
    if letters.get(end).is_some_and(|mark| "年년".contains(*mark)) {
        let year = year(&first).or_else(|| year_of_era(&letters[..start], &first))?;
        let (month, end) = run(letters, skip_spaces(letters, end + 1));
        let month = numeral(&month).filter(|month| {
            (1..=12).contains(month)
                && letters.get(skip_spaces(letters, end)).is_some_and(|mark| "月월".contains(*mark))
        });
        let month = month?;
        let (day, _) = run(letters, skip_spaces(letters, skip_spaces(letters, end) + 1));
        return Some(match numeral(&day).filter(|day| (1..=31).contains(day)) {
            Some(day) => format!("{year}-{month:02}-{day:02}"),
            None => format!("{year}-{month:02}"),
        });
    }
    let month = numeral(&first).filter(|month| (1..=12).contains(month) && letters.get(end) == Some(&'月'))?;
    let (day, end) = run(letters, skip_spaces(letters, end + 1));
    let day = numeral(&day).filter(|day| {
        (1..=31).contains(day) && letters.get(skip_spaces(letters, end)).is_some_and(|mark| "日号號".contains(*mark))
    })?;
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
pub(super) fn is_date(text: &str) -> bool {
    let mut words = text.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let is_day =
        |word: &str| word.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day) || (1800..=2200).contains(&day));
    let is_month = |word: &str| MONTHS.iter().any(|month| word.eq_ignore_ascii_case(month));
    let is_english = words.clone().nth(1).is_some() && words.all(|word| is_day(word) || is_month(word));
    let is_letter = |letter: char| letter.is_alphabetic() && !"年月日号號年월일".contains(letter);
    is_english || !text.contains(is_letter) && in_text(text).is_some()
}

/// Whether a text states a time of day: `10:30`, `下午2時30分`, `9 a.m.`.
pub(super) fn has_time_of_day(text: &str) -> bool {
    let letters: Vec<char> = text.chars().take(200).map(half_width).filter(|letter| !letter.is_whitespace()).collect();
    let is_clock = |part: &[char]| {
        part[0].is_ascii_digit() && matches!(part[1], ':' | '：' | '时' | '時' | '시') && part[2].is_ascii_digit()
    };
    let lower = text.to_lowercase();
    letters.windows(3).any(is_clock)
        || ["a.m.", "p.m.", "上午", "下午", "午前", "午後", "오전", "오후"].iter().any(|word| lower.contains(word))
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `March 7, 2024`, `7 March 2024`
fn english(letters: &[char], start: usize) -> Option<String> {
    // Nearly no place begins a date: a word or a number does, or what parts words. A number may have a sign.
    let may_begin = letters[start].is_ascii_alphanumeric() || matches!(letters[start], ' ' | ',' | '.' | '+');
    if !may_begin || start > 0 && letters[start - 1].is_alphanumeric() {
        return None;
    }
    let text: String = letters[start..].iter().take(24).collect();
    let words: Vec<&str> = text.split([' ', ',', '.']).filter(|word| !word.is_empty()).take(3).collect();
    let [first, second, year] = words[..] else { return None };
    let month = |word: &str| {
        let word = word.to_lowercase();
        (word.len() >= 3)
            .then(|| MONTHS.iter().position(|month| *month == word || word.len() <= 4 && month.starts_with(&word)))?
    };
    let day = |word: &str| {
        word.trim_end_matches(|letter: char| letter.is_ascii_lowercase())
            .parse::<u32>()
            .ok()
            .filter(|day| (1..=31).contains(day))
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), _) => (month, day(second)?),
        (None, Some(month)) => (month, day(first)?),
        (None, None) => return None,
    };
    let year = year.get(..4)?.parse::<u32>().ok().filter(|year| (1800..=2200).contains(year))?;
    Some(format!("{year}-{:02}-{day:02}", month + 1))
}

/// The year of `平成30年`, `令和元年`, `民國107年`: the era before the number, and the year before its first.
fn year_of_era(before: &[char], number: &str) -> Option<u32> {
    const ERAS: [(&str, u32); 6] =
        [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("大正", 1911), ("民國", 1911), ("民国", 1911)];
    let name: String = before[before.len().saturating_sub(2)..].iter().collect();
    let (_, zero) = ERAS.iter().find(|(era, _)| *era == name)?;
    numeral(number).filter(|number| (1..=130).contains(number)).map(|number| zero + number)
}

fn year(text: &str) -> Option<u32> {
    let digits: String = text
        .chars()
        .filter_map(|letter| {
            letter.to_digit(10).or("〇一二三四五六七八九".chars().position(|it| it == letter).map(|at| at as u32))
        })
        .map(|digit| digit.to_string())
        .collect();
    digits.parse().ok().filter(|year| digits.len() == 4 && (1800..=2200).contains(year))
}

/// The value of `12`, `十二`, `二十`, `三`.
pub(super) fn numeral(text: &str) -> Option<u32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |letter: char| "〇一二三四五六七八九".chars().position(|it| it == letter).map(|at| at as u32);
    let letters: Vec<char> = text.chars().collect();
    match letters[..] {
        ['十'] => Some(10),
        ['十', unit] => Some(10 + digit(unit)?),
        [ten, '十'] => Some(digit(ten)? * 10),
        [ten, '十', unit] => Some(digit(ten)? * 10 + digit(unit)?),
        [unit] => digit(unit),
        _ => None,
    }
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
    if is_collection(drafts) {
        return (stated.date.as_deref().and_then(in_text), stated.location.clone());
    }
    let first_label = drafts.iter().position(|draft| draft.label().is_some()).unwrap_or(drafts.len().min(8));
    let opening = &drafts[..first_label.min(30)];
    let value_of = |keys: &super::lexicon::Words| {
        opening.iter().flat_map(|draft| &draft.lines).find_map(|line| {
            let (key, value) = line.text().split_once(['：', ':'])?;
            keys.has(&fold(key)).then(|| value.trim().to_owned()).filter(|value| !value.is_empty())
        })
    };
    let from_title = title.and_then(|index| in_text(drafts.get(index)?.first()));
    let from_line = value_of(&lexicon.date_keys).and_then(|value| in_text(&value));
    let from_opening = opening.iter().flat_map(|draft| &draft.lines).find_map(|line| in_text(line.text()));
    let dates = [stated.date.as_deref().and_then(in_text), from_line, from_title, from_opening, in_text(name)];
    let is_full = |date: &&String| date.len() == 10;
    let mut found = dates.iter().flatten();
    let date = found.clone().find(is_full).or_else(|| found.next()).cloned();
    (date, stated.location.clone().or_else(|| value_of(&lexicon.place_keys)))
}

/// Whether the document holds several talks: great headings that state dates of their own. None of them dates the whole.
fn is_collection(drafts: &[Draft]) -> bool {
    let tops = drafts.iter().filter(|draft| draft.kind == BlockKind::Heading(1));
    let dates: std::collections::HashSet<String> = tops.filter_map(|draft| in_text(draft.first())).collect();
    dates.len() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_only_as_complete_as_stated() {
        let check = |text, expected: Option<&str>| assert_eq!(in_text(text).as_deref(), expected, "{text}");
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
    }
}
