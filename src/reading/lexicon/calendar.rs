//! The calendar of a labels file: the digits, units, eras and names of months that dates and numbers are written with, and
//! the words around the numbers of parts and pages.

use super::Words;
use super::file::{Lists, Word};
use super::pairs::Letters;
use crate::reading::wrap::is_wide;

/// What dates and numbers are written with, in all languages together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calendar {
    numerals: Vec<(char, u32)>,
    /// The letters of numerals: nearly no letter of a text is one.
    numeral_letters: Letters,
    pub(crate) years: Units,
    pub(crate) months: Units,
    pub(crate) days: Units,
    pub(crate) hours: Units,
    weekdays: Units,
    /// The letters of all units but the days of the week.
    of_time: Alphabet,
    /// Letters that number what is alike.
    series: Alphabet,
    /// Names in small letters, each with the number of its month.
    month_names: Vec<(String, u32)>,
    month_starts: Letters,
    /// Names, each with the year before its first.
    eras: Vec<(Vec<char>, u32)>,
    /// In small letters.
    day_parts: Vec<String>,
    day_part_starts: Letters,
}

/// Words behind a number that say what it counts.
#[derive(Debug, Clone, Default)]
pub(crate) struct Units {
    words: Vec<Word>,
}

/// Words around the numbers of parts and pages.
#[derive(Debug, Clone, Default)]
pub(crate) struct Numbered {
    pub(crate) ordinals: Words,
    pub(crate) chapters: Words,
    pub(crate) pages: Words,
    pub(crate) of_pages: Words,
    /// The letters of words around the numbers of parts that are written without spaces.
    of_parts: Alphabet,
}

/// Letters, each of which is found without a look at the others.
#[derive(Debug, Clone, Default)]
struct Alphabet {
    bits: Letters,
    letters: Vec<char>,
}

impl Alphabet {
    fn of(letters: impl Iterator<Item = char>) -> Self {
        let letters: Vec<char> = letters.collect();
        Alphabet { bits: Letters::of(letters.iter().copied()), letters }
    }

    fn has(&self, letter: char) -> bool {
        self.bits.may_have(Some(letter)) && self.letters.contains(&letter)
    }
}

impl Numbered {
    /// The words of what a file lists, which are taken from its lists.
    pub(super) fn taken_from(written: &mut Lists) -> Self {
        let around = ["ordinals", "chapters", "divisions"].iter().filter_map(|key| written.get(*key)).flatten();
        let of_parts = Alphabet::of(around.flat_map(|word| word.chars()).filter(|letter| is_wide(*letter)));
        let mut words = |key: &str| Words::new(written.remove(key).unwrap_or_default());
        Numbered {
            of_parts,
            ordinals: words("ordinals"),
            chapters: words("chapters"),
            pages: words("pages"),
            of_pages: words("of_pages"),
        }
    }

    /// Whether a letter stands in a word around the number of a part: `第`, `章`.
    pub(crate) fn is_of_part(&self, letter: char) -> bool {
        self.of_parts.has(letter)
    }
}

impl Calendar {
    /// The calendar of what a file lists, which is taken from its lists; a row without a number is the error.
    pub(super) fn taken_from(written: &mut Lists) -> Result<Self, Word> {
        let mut words = |key: &str| written.remove(key).unwrap_or_default();
        let numerals = rows(words("numerals"), |name| name.chars().next().filter(|it| it.len_utf8() == name.len()))?;
        let month_names = rows(words("month_names"), |name| Some(name.to_lowercase()))?;
        let start = |(name, _): &(String, u32)| name.chars().next();
        let mut units = |key: &str| Units { words: words(key) };
        let [years, months, days, hours, minutes, weekdays] =
            ["years", "months", "days", "hours", "minutes", "weekdays"].map(&mut units);
        let of_time = [&years, &months, &days, &hours, &minutes].into_iter().flat_map(|units| &units.words);
        let day_parts: Vec<String> = words("day_parts").iter().map(|part| part.to_lowercase()).collect();
        Ok(Calendar {
            of_time: Alphabet::of(of_time.flat_map(|unit| unit.chars())),
            series: Alphabet::of(words("series").iter().flat_map(|letters| letters.chars())),
            numeral_letters: Letters::of(numerals.iter().map(|(letter, _)| *letter)),
            numerals,
            years,
            months,
            days,
            hours,
            weekdays,
            month_starts: Letters::of(month_names.iter().filter_map(start)),
            month_names,
            eras: rows(words("eras"), |name| Some(name.chars().collect()))?,
            day_part_starts: Letters::of(day_parts.iter().filter_map(|part| part.chars().next())),
            day_parts,
        })
    }

    /// The number that a letter stands for by itself: 7 of 七, 10 of 十. Digits of ASCII are no such letters.
    pub(crate) fn value(&self, letter: char) -> Option<u32> {
        if letter.is_ascii() || !self.numeral_letters.may_have(Some(letter)) {
            return None;
        }
        self.numerals.iter().find(|(numeral, _)| *numeral == letter).map(|(_, value)| *value)
    }

    /// Whether something may be counted with a letter: a numeral, but none that stands for nothing.
    pub(crate) fn counts(&self, letter: char) -> bool {
        self.value(letter).is_some_and(|value| value > 0)
    }

    /// Whether a letter tells one from another by its number: a numeral, or one of a series.
    pub(crate) fn tells_apart(&self, letter: char) -> bool {
        self.counts(letter) || self.series.has(letter)
    }

    /// The value of `12`, `十二`, `二十`, `三`.
    pub(crate) fn number(&self, text: &str) -> Option<u32> {
        const TEN: u32 = 10;
        if let Ok(number) = text.parse() {
            return Some(number);
        }
        let mut values = text.chars().map(|letter| self.value(letter));
        // A text of more letters is no number that anything here counts to.
        let found = [values.next(), values.next(), values.next(), values.next()];
        match found.map(Option::flatten) {
            _ if found.contains(&Some(None)) => None,
            [Some(TEN), Some(unit @ 0..TEN), None, None] => Some(TEN + unit),
            [Some(tens @ 0..TEN), Some(TEN), None, None] => Some(tens * TEN),
            [Some(tens @ 0..TEN), Some(TEN), Some(unit @ 0..TEN), None] => Some(tens * TEN + unit),
            [Some(value), None, None, None] => Some(value),
            _ => None,
        }
    }

    /// Whether a word may begin with a letter that names a month: false only where it does not.
    pub(crate) fn may_begin_month(&self, letter: char) -> bool {
        self.month_starts.may_have(letter.to_lowercase().next())
    }

    /// The month of a name, whole.
    pub(crate) fn month(&self, name: &str) -> Option<u32> {
        self.month_where(name, |month, name| month == name)
    }

    /// The month of a name, whole or cut short to three or four letters.
    pub(crate) fn month_in_short(&self, name: &str) -> Option<u32> {
        let n_letters = name.chars().count();
        let is_short = (3..=4).contains(&n_letters);
        self.month_where(name, |month, name| n_letters >= 3 && (month == name || is_short && month.starts_with(name)))
    }

    fn month_where(&self, name: &str, is_meant: impl Fn(&str, &str) -> bool) -> Option<u32> {
        name.chars().next().filter(|first| self.may_begin_month(*first))?;
        let name = name.to_lowercase();
        self.month_names.iter().find(|(month, _)| is_meant(month, &name)).map(|(_, number)| *number)
    }

    /// The year before the first of the era that is named last.
    pub(crate) fn before_era(&self, letters: &[char]) -> Option<u32> {
        self.eras.iter().find(|(name, _)| letters.ends_with(name)).map(|(_, year)| *year)
    }

    /// Whether a text in small letters names a part of the day: `上午`, `a.m.`
    pub(crate) fn names_part_of_day(&self, lower: &str) -> bool {
        self.day_parts.iter().any(|part| lower.contains(part))
    }

    /// Bytes of the part of the day that a text begins with.
    pub(crate) fn part_of_day(&self, text: &str) -> Option<usize> {
        if !self.day_part_starts.may_have(text.chars().next()) {
            return None;
        }
        self.day_parts.iter().find(|part| text.starts_with(part.as_str())).map(String::len)
    }

    /// Whether a letter stands in a unit of dates and hours.
    pub(crate) fn is_of_time(&self, letter: char) -> bool {
        self.of_time.has(letter)
    }

    /// Whether a letter stands in a unit of dates.
    pub(crate) fn is_of_date(&self, letter: char) -> bool {
        [&self.years, &self.months, &self.days].iter().any(|units| units.have(letter))
    }

    /// Whether a letter stands in a unit of dates and hours or names a day of the week.
    pub(crate) fn is_of_stamp(&self, letter: char) -> bool {
        self.is_of_time(letter) || self.weekdays.have(letter)
    }
}

impl Units {
    /// Where the unit that stands at a place among letters ends.
    pub(crate) fn end(&self, letters: &[char], at: usize) -> Option<usize> {
        let letters = letters.get(at..)?;
        let n_letters = |word: &Word| word.chars().count();
        let stands = |word: &&Word| {
            n_letters(word) <= letters.len() && word.chars().eq(letters[..n_letters(word)].iter().copied())
        };
        self.words.iter().filter(stands).map(|word| at + n_letters(word)).max()
    }

    /// Whether one of the units stands in a text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word.as_ref()))
    }

    fn have(&self, letter: char) -> bool {
        self.words.iter().any(|word| word.contains(letter))
    }
}

/// Rows of a number and a name; one that is none is the error.
fn rows<T>(written: Vec<Word>, name: impl Fn(&str) -> Option<T>) -> Result<Vec<(T, u32)>, Word> {
    let row = |row: &str| {
        let (number, named) = row.split_once(' ')?;
        Some((name(named.trim()).filter(|_| !named.trim().is_empty())?, number.parse().ok()?))
    };
    written.into_iter().map(|written| row(&written).ok_or(written)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::reading::Lexicon;

    #[test]
    fn numbers_are_read_with_numerals() {
        let calendar = Lexicon::default_words().calendar;
        let check = |text, expected| assert_eq!(calendar.number(text), expected, "{text}");
        check("12", Some(12));
        check("十", Some(10));
        check("十二", Some(12));
        check("二十", Some(20));
        check("九十九", Some(99));
        check("三", Some(3));
        check("一二", None);
        check("二十一百", None);
        check("二月", None);
        check("", None);
        assert!(calendar.counts('三') && !calendar.counts('〇') && !calendar.counts('月') && !calendar.counts('3'));
    }

    #[test]
    fn a_row_without_its_number_names_its_line() {
        let words = Lexicon::default_words();
        assert_eq!(words.with("[mine]\n\nmonth_names = [\"March\"]\n").unwrap_err().line, 3);
        assert_eq!(words.with("[mine]\nnumerals = [\"7 sept\"]\n").unwrap_err().line, 2);
        assert!(words.with("[mine]\neras = [\"-2018 令和\", \"2018 Reiwa\"]\n").unwrap().calendar.eras.len() == 6);
    }
}
