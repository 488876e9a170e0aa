//! Moments: when what was recorded was said, and how a person writes a time.

use std::ops::Range;

use super::Document;
use super::place::Place;

/// When the words at a place were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Where the words begin.
    pub place: Place,
    /// Milliseconds from the start of the recording.
    pub time: u64,
}

impl Document {
    /// When the words at a place were said, as far as the document tells.
    pub fn time_at(&self, place: Place) -> Option<u64> {
        let n_before = self.moments.partition_point(|moment| moment.place <= place);
        self.moments[..n_before].last().map(|moment| moment.time)
    }

    /// When the first words of a block were said, where that is printed nowhere; `None` also where no time is told for words
    /// of it.
    pub fn unprinted_time(&self, block: usize) -> Option<u64> {
        let first = self.moments_in(block).next()?;
        self.printed_at(first).is_none().then_some(first.time)
    }

    /// The moments of the words of a block, in order.
    pub fn moments_in(&self, block: usize) -> impl Iterator<Item = Moment> + '_ {
        let n_before = self.moments.partition_point(|moment| moment.place.block < block);
        self.moments[n_before..].iter().copied().take_while(move |moment| moment.place.block == block)
    }

    /// The bytes of a block's text in which the time of a moment is printed before its words; `None` where the file alone
    /// tells it.
    pub fn printed_at(&self, moment: Moment) -> Option<Range<usize>> {
        /// No clock takes more bytes, with its brackets.
        const LONGEST: usize = 24;
        let Place { block, byte } = moment.place;
        let words = self.block_text(block).get(byte..)?;
        let end = (0..=LONGEST.min(words.len())).rev().find(|&at| words.is_char_boundary(at))?;
        let clock = clock_in(&words[..end]).filter(|clock| clock.start == 0)?;
        Some(byte..byte + clock.end)
    }

    /// Where it stands what was said at a time: the last words that had begun by then, or the first of all. `None` where no
    /// times are told.
    pub fn place_of_time(&self, time: u64) -> Option<Place> {
        let begun = self.moments.iter().filter(|moment| moment.time <= time);
        // Of several that began at once the first.
        let last = begun.rev().max_by_key(|moment| moment.time);
        last.or(self.moments.first()).map(|moment| moment.place)
    }
}

/// A time as it is shown: `0:04`, `12:30`, `1:02:03`.
pub fn clock(time: u64) -> String {
    let (hours, minutes, seconds) = (time / 3_600_000, time / 60_000 % 60, time / 1_000 % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// Where a time of a recording is printed in a label, with the brackets around it: `(00:12:03)`, `12:30`.
pub fn clock_in(label: &str) -> Option<Range<usize>> {
    let is_digit = |at: usize| label.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let pair = |at: usize| label.as_bytes().get(at) == Some(&b':') && is_digit(at + 1) && is_digit(at + 2);
    let first = label.match_indices(':').map(|(at, _)| at).find(|at| pair(*at) && *at > 0 && is_digit(at - 1))?;
    let start = (0..first).rev().take_while(|at| is_digit(*at)).last()?;
    let mut end = first + 3;
    while pair(end) {
        end += 3;
    }
    let (before, after) = (label[..start].chars().next_back(), label[end..].chars().next());
    let is_inside =
        matches!((before, after), (Some('('), Some(')')) | (Some('['), Some(']')) | (Some('（'), Some('）')));
    let bracket = |c: Option<char>| if is_inside { c.map_or(0, char::len_utf8) } else { 0 };
    Some(start - bracket(before)..end + bracket(after))
}

/// The milliseconds of a time as a person types it: `12m30s`, `1h2m`, `90s`, `12:30`, `1:02:03`; in full-width forms, too.
pub fn typed_time(typed: &str) -> Option<u64> {
    let plain = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        '时' | '時' => 'h',
        '分' => 'm',
        '秒' => 's',
        letter => letter.to_ascii_lowercase(),
    };
    let text: String = typed.trim().chars().map(plain).collect();
    let seconds = if text.contains(':') { of_clock(&text)? } else { of_units(&text)? };
    seconds.checked_mul(1_000)
}

fn of_clock(text: &str) -> Option<u64> {
    let parts: Vec<&str> = text.split(':').collect();
    let number = |part: &&str| Some(*part).filter(|part| (1..=3).contains(&part.len()))?.parse::<u64>().ok();
    let numbers: Vec<u64> = parts.iter().map(number).collect::<Option<_>>()?;
    (2..=3).contains(&numbers.len()).then(|| numbers.iter().fold(0, |sum, number| sum * 60 + number))
}

fn of_units(text: &str) -> Option<u64> {
    let (mut seconds, mut rest) = (0u64, text);
    for (unit, length) in [('h', 3_600), ('m', 60), ('s', 1)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds = seconds.checked_add(number.parse::<u64>().ok()?.checked_mul(length)?)?;
            rest = behind;
        }
    }
    (rest.is_empty() && !text.is_empty()).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::block::{Block, BlockKind};

    #[test]
    fn a_time_in_a_label_is_found_with_its_brackets() {
        let check = |label: &str, expected: &str| {
            assert_eq!(clock_in(label).map_or("", |range| &label[range]), expected, "{label}");
        };
        check("Ann Lee (00:12:03):", "(00:12:03)");
        check("[1:02] 王毅：", "[1:02]");
        check("记者（12:30）", "（12:30）");
        check("00:00:04 Bo:", "00:00:04");
        check("Ann: Lee 3: 12", "");
        check("王毅：", "");
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        let check = |typed: &str, expected: Option<u64>| assert_eq!(typed_time(typed), expected, "{typed}");
        check("12m30s", Some(750_000));
        check("1h2m", Some(3_720_000));
        check("90s", Some(90_000));
        check("12:30", Some(750_000));
        check("1:02:03", Some(3_723_000));
        check("１２：３０", Some(750_000));
        check("12分30秒", Some(750_000));
        check("12", None);
        check("q3", None);
        check("m", None);
        check("12m30", None);
        check("99999999999999999999h", None);
    }

    #[test]
    fn times_are_shown_as_short_as_can_be() {
        assert_eq!([4_000, 750_000, 3_723_000].map(clock), ["0:04", "12:30", "1:02:03"]);
    }

    fn paragraphs(texts: &[&str]) -> Document {
        let mut document = Document::default();
        for text in texts {
            let start = document.text.len();
            document.text.push_str(text);
            document.blocks.push(Block::new(BlockKind::Paragraph, start..document.text.len(), 0));
        }
        document
    }

    #[test]
    fn a_time_that_is_printed_before_its_words_is_known() {
        let at = |block, byte| Moment { place: Place { block, byte }, time: 70_000 };
        let texts = ["(0:01:10) It is.", "It is. [1:10] We left.", "We left at 1:10.", "（1:10）"];
        let document = Document { moments: vec![at(0, 0), at(2, 0)], ..paragraphs(&texts) };
        let check = |block, byte, expected| assert_eq!(document.printed_at(at(block, byte)), expected, "{block}");
        check(0, 0, Some(0..9));
        check(1, 7, Some(7..13));
        check(2, 0, None);
        check(3, 0, Some(0..10));
        assert_eq!([0, 1, 2].map(|block| document.unprinted_time(block)), [None, None, Some(70_000)]);
    }

    #[test]
    fn a_time_leads_to_the_last_words_that_had_begun() {
        let at = |block, byte, time| Moment { place: Place { block, byte }, time };
        let moments = vec![at(0, 0, 1_000), at(0, 9, 4_000), at(2, 0, 9_000)];
        let document = Document { moments, ..paragraphs(&["It was. It is.", "We left.", "When?"]) };
        let check = |time, block, byte| assert_eq!(document.place_of_time(time), Some(Place { block, byte }), "{time}");
        check(0, 0, 0);
        check(4_500, 0, 9);
        check(9_000, 2, 0);
        check(u64::MAX, 2, 0);
        assert_eq!(document.time_at(Place { block: 1, byte: 0 }), Some(4_000));
        assert_eq!(Document::default().place_of_time(5), None);
        assert_eq!([0, 1, 2].map(|block| document.unprinted_time(block)), [Some(1_000), None, Some(9_000)]);
    }
}
