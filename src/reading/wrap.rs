//! Lines: how wide they are, where a sentence ends, and whether line breaks part paragraphs or only fit a page.

use super::first_byte::{IDEOGRAPHS, by_first_byte};

/// About how many cells a text takes; exact enough to compare lines.
pub(super) fn cells(text: &str) -> usize {
    cells_up_to(text, usize::MAX)
}

/// The same, but no more is counted than tells that it is more than `enough`.
#[inline]
fn cells_up_to(text: &str, enough: usize) -> usize {
    let (mut at, mut n_cells) = (0, 0);
    while let Some(first) = text.as_bytes().get(at).filter(|_| n_cells <= enough) {
        let (length, width) = match SIZES[usize::from(*first)] {
            (0, _) => {
                let letter = text[at..].chars().next().unwrap_or_default();
                (letter.len_utf8(), 1 + usize::from(is_wide(letter)))
            }
            (length, width) => (usize::from(length), usize::from(width)),
        };
        at += length;
        n_cells += width;
    }
    n_cells
}

/// The bytes and cells of a character by its first byte; no bytes where more of it has to be read.
const SIZES: [(u8, u8); 256] = by_first_byte(
    &[
        (0..=0x7f, (1, 1)),
        (0x80..=0xdf, (2, 1)),
        // What begins with these bytes is wide, whatever follows.
        (0xe3..=0xe9, (3, 2)),
    ],
    (0, 0),
);

/// Whether a text takes so many cells at most. A character has four bytes at most and takes a cell at least, and one of
/// one byte takes one, so that the length of most texts says enough.
pub(super) fn takes_at_most(text: &str, n_cells: usize) -> bool {
    text.len() <= n_cells || text.len() <= 4 * n_cells && cells_up_to(text, n_cells) <= n_cells
}

/// The first characters of a text, so many at most.
pub(super) fn first_letters(text: &str, n_letters: usize) -> &str {
    let Some(last) = n_letters.checked_sub(1) else { return "" };
    let mut rest = text.chars();
    rest.nth(last);
    &text[..text.len() - rest.as_str().len()]
}

/// Ideographs, kana, full-width punctuation: what is written without spaces.
pub(super) fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// Text set without spaces between words: wide, but no Hangul, and the dashes and quotation marks that go with it.
pub(super) fn is_unspaced(letter: char) -> bool {
    let is_hangul = matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    is_wide(letter) && !is_hangul || matches!(letter, '—' | '…' | '⋯' | '“' | '”' | '‘' | '’' | '·')
}

/// Whether a text is complete: it ends with a stop, a question mark or the like, closing quotes and brackets aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    // Most lines that go on end with an ideograph or a letter.
    if text.ends_with(|last: char| last.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(&last)) {
        return false;
    }
    let bare = text.trim_end_matches(['”', '’', '」', '』', '"', '\'', ')', '）', ']', '］', '】', '》', '*', '_']);
    bare.ends_with([
        '。', '！', '.', '!', '…', '⋯', '︒', '।', '။', '።', '۔', '។', ';', '；', ':', '：', '﹗', '♪', '～', '~', '—',
        '☆',
    ]) || bare.ends_with(is_question_mark)
        || text.ends_with(['」', '』', '”', '】', '）', ')', '"', ']', '-'])
}

/// Question marks of all scripts; the Greek one has a code point of its own, but is mostly written as a semicolon.
fn is_question_mark(letter: char) -> bool {
    matches!(letter, '?' | '？' | '﹖' | '؟' | '\u{37e}' | '՞' | '፧' | '⁇' | '⁈')
}

/// Whether a question mark stands in a text.
pub(super) fn has_question_mark(text: &str) -> bool {
    let is_greek = |letter: char| matches!(letter, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
    signs(text)
        .any(|(at, sign)| is_question_mark(sign) || sign == ';' && text[..at].chars().next_back().is_some_and(is_greek))
}

/// The characters of a text with the bytes where they stand, but for spaces, ideographs, and letters and digits of ASCII:
/// most of what there is, passed over without being read.
pub(super) fn signs(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut next = 0;
    std::iter::from_fn(move || {
        loop {
            let at = next;
            match LENGTHS_OF_NO_SIGNS[usize::from(*text.as_bytes().get(at)?)] {
                0 => {
                    let sign = text[at..].chars().next()?;
                    next += sign.len_utf8();
                    return Some((at, sign));
                }
                length => next += usize::from(length),
            }
        }
    })
}

/// The bytes of a character by its first byte, where that tells that it is none of the signs; else 0.
const LENGTHS_OF_NO_SIGNS: [u8; 256] =
    by_first_byte(&[(b'a'..=b'z', 1), (b'A'..=b'Z', 1), (b'0'..=b'9', 1), (b' '..=b' ', 1), (IDEOGRAPHS, 3)], 0);

/// Whether a text ends with a question mark.
pub(super) fn ends_with_question_mark(text: &str) -> bool {
    let two = text.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    text.ends_with([';', '\u{37e}']) && has_question_mark(&text[two..]) || text.ends_with(is_question_mark)
}

/// A hyphen that divides a word at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hyphen {
    /// One that may belong to the word.
    Printed,
    /// One that stands nowhere but at the end of a line: a soft hyphen, or the sign of a program for one.
    Soft,
}

/// The hyphen that divides a word between two lines: a letter stands before it, and the next line goes on in small letters.
pub(super) fn division(before: &str, after: &str) -> Option<Hyphen> {
    let hyphen = match before.as_bytes().last()? {
        b'-' => Hyphen::Printed,
        0xad | 0xac if before.ends_with(['\u{ad}', '¬']) => Hyphen::Soft,
        0x90 if before.ends_with('\u{2010}') => Hyphen::Printed,
        _ => return None,
    };
    let is_within = before.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    (is_within && after.starts_with(char::is_lowercase)).then_some(hyphen)
}

/// Whether a line is complete: a sentence ends there, or something else that does not go on in the next.
pub(super) fn is_complete(before: &str, after: &str) -> bool {
    ends_sentence(before) && division(before, after).is_none()
}

/// Whether a line draws a rule: nothing but one mark, twice and more.
pub(super) fn is_drawn(text: &str) -> bool {
    text.chars().nth(1).is_some() && text.trim_matches(['-', '_', '=', '*', '─', '━', '—']).is_empty()
}

/// `===The harbour===`, `—— 灯塔 ——`: a line between two rows of the same mark.
pub(super) fn is_framed(text: &str) -> bool {
    const FEWEST: usize = 2;
    let Some(mark) = text.chars().next().filter(|mark| "=~*#─━═—◆◇■□★☆●○".contains(*mark))
    else {
        return false;
    };
    let inner = text.trim_matches(mark);
    let (before, behind) =
        (text.len() - text.trim_start_matches(mark).len(), text.len() - text.trim_end_matches(mark).len());
    let is_row = |length: usize| length >= FEWEST * mark.len_utf8();
    is_row(before)
        && is_row(behind)
        && (2..=60).contains(&cells(inner.trim()))
        && !inner.contains(['。', '？', '！', '?', '!'])
}

/// What goes between two lines that are joined: a space, or nothing between ideographs and behind a hyphen.
pub(super) fn joint(before: &str, after: &str) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return "" };
    let is_divided = || division(before, after).is_some();
    if is_unspaced(last) || is_unspaced(first) || last == '\u{ad}' || is_divided() { "" } else { " " }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_joins_latin_words_and_nothing_joins_ideographs() {
        let check = |before, after, expected| assert_eq!(joint(before, after), expected, "{before}|{after}");
        check("开创中国", "特色", "");
        check("the quick", "brown fox", " ");
        check("exam-", "ple", "");
        check("使用", "AI", "");
        check("안녕", "하세요", " ");
    }

    #[test]
    fn what_is_passed_over_is_no_sign() {
        let found: Vec<(usize, char)> = signs("守灯人：a “灯”é\u{3400}か？").collect();
        assert_eq!(found, [(9, '：'), (14, '“'), (20, '”'), (23, 'é'), (25, '\u{3400}'), (28, 'か'), (31, '？')]);
        let widths = ["守a", "é", "か？", "각", "“", "𠀀", "𝒜"].map(cells);
        assert_eq!(widths, [3, 1, 4, 2, 1, 2, 1]);
    }

    #[test]
    fn question_marks_differ_from_script_to_script() {
        let check = |text, expected| assert_eq!(has_question_mark(text), expected, "{text}");
        check("好吗？", true);
        check("متى؟", true);
        check("Πότε ανοίγει;", true);
        check("It opens; it closes.", false);
    }
}
