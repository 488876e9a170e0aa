//! Counts before names: what numbers the lines of a talk, in whatever form the document has (`#1 Ann: …`, `001 Ann: …`,
//! `L0001 …`, `No. 1 …`, `① Ann: …`), is a field of the line, and no part of the name.

use std::collections::BTreeMap;

use super::names;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Line, is_blank};
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::{SOME, are_nearly_all};

/// What stands before the figures is so many characters at most: `No. `.
const LONGEST_FORM: usize = 4;
/// More figures are no count.
const MOST_FIGURES: usize = 6;

/// What stands before the figures of a count, and the mark after them.
type Form = (String, Option<char>);

/// What a line may be counted by.
#[derive(Debug, PartialEq)]
struct Count<'a> {
    /// What stands before its figures, and the mark after them.
    form: (&'a str, Option<char>),
    value: u32,
    /// Zeros or a mark say that it is a number of something.
    is_marked: bool,
    /// Bytes that it takes, with the white space after it.
    length: usize,
}

/// Lets the counts that lines begin with be their markers, where a form of them goes up by one from line to line.
pub(super) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let mut by_form: BTreeMap<Form, Vec<(u32, bool)>> = BTreeMap::new();
    for count in drafts.iter().filter(|draft| may_be_counted(draft)).flat_map(|draft| &draft.lines).filter_map(count_of)
    {
        let form = (count.form.0.to_owned(), count.form.1);
        by_form.entry(form).or_default().push((count.value, count.is_marked));
    }
    // Q12 is a question, whoever asks it.
    let is_role = |form: &str| names::role(form.trim_matches(|it: char| !it.is_alphabetic()), lexicon).is_some();
    by_form.retain(|(form, _), counts| goes_up(counts) && !is_role(form));
    if by_form.is_empty() {
        return;
    }
    for line in drafts.iter_mut().filter(|draft| may_be_counted(draft)).flat_map(|draft| &mut draft.lines) {
        let length = count_of(line).filter(|it| by_form.contains_key(&(it.form.0.to_owned(), it.form.1)));
        if let Some(length) = length.map(|it| it.length) {
            line.set_marker(length);
        }
    }
}

fn may_be_counted(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation) && !draft.is_link()
}

/// Whether numbers are those of lines one after another. Years go up, too: they neither begin with one nor have a mark.
fn goes_up(counts: &[(u32, bool)]) -> bool {
    let n_next = counts.windows(2).filter(|pair| pair[0].0.checked_add(1) == Some(pair[1].0)).count();
    let is_first = counts.first().is_some_and(|(first, is_marked)| *first <= 1 || *is_marked);
    counts.len() >= SOME && is_first && are_nearly_all(n_next, counts.len() - 1)
}

/// The count that a line without a marker begins with. `1. `, `(3) ` and `1、` are known before every name.
fn count_of<'a>(line: &'a Line) -> Option<Count<'a>> {
    /// The first byte of numbers in circles.
    const CIRCLED: u8 = 0xe2;
    /// So many bytes at most stand before the figures.
    const NEAR: usize = 16;
    // Most lines have no figure near.
    let may_be = |byte: &u8| byte.is_ascii_digit() || *byte == CIRCLED;
    if !line.text().as_bytes().iter().take(NEAR).any(may_be) || line.marker() > 0 || line.voice().is_some() {
        return None;
    }
    count(line.text())
}

fn count(text: &str) -> Option<Count<'_>> {
    let is_figure = |letter: char| letter.is_ascii_digit() || circled(letter).is_some();
    let (at, first) = text.char_indices().take(LONGEST_FORM + 1).find(|(_, letter)| is_figure(*letter))?;
    let before = &text[..at];
    let is_form = |letter: char| letter.is_ascii_alphabetic() || "#№§.[( ".contains(letter);
    let n_letters = before.chars().filter(char::is_ascii_alphabetic).count();
    if !before.chars().all(is_form) || n_letters > 2 {
        return None;
    }
    if let Some(value) = circled(first) {
        let rest = text[at + first.len_utf8()..].trim_start_matches(is_blank);
        let length = text.len() - rest.len();
        return begins_name(rest).then_some(Count { form: ("①", None), value, is_marked: true, length });
    }
    let behind = text[at..].trim_start_matches(|letter: char| letter.is_ascii_digit());
    let figures = &text[at..text.len() - behind.len()];
    let mark = behind.chars().next().filter(|mark| "]).:|｜/".contains(*mark));
    let spaced = &behind[mark.map_or(0, char::len_utf8)..];
    let rest = spaced.trim_start_matches(|letter: char| is_blank(letter) || "|｜".contains(letter));
    let is_known = mark.is_some_and(|mark| "]).".contains(mark)) && n_letters == 0 && !before.contains(['#', '№', '§']);
    let is_apart = rest.len() < spaced.len() && begins_name(rest) && figures.len() <= MOST_FIGURES;
    let is_marked = n_letters > 0 || !before.is_empty() || figures.len() > 2 && figures.starts_with('0');
    let count = |value| Count { form: (before, mark), value, is_marked, length: text.len() - rest.len() };
    if is_known || !is_apart { None } else { figures.parse().ok().map(count) }
}

/// Whether a name, or a time before it, may begin a text.
fn begins_name(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_alphanumeric() || "([<{（［【〔「@*_".contains(letter))
}

/// The value of a number in a circle, from ① to ⑳.
fn circled(letter: char) -> Option<u32> {
    ('①'..='⑳').contains(&letter).then(|| u32::from(letter) - u32::from('①') + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_told_by_its_form() {
        let check = |text, form, value, rest| {
            let found = count(text).map(|it| (it.form, it.value, &text[it.length..]));
            assert_eq!(found, Some((form, value, rest)), "{text}");
        };
        check("#1 Ann: Hi", ("#", None), 1, "Ann: Hi");
        check("007 Ann: Hi", ("", None), 7, "Ann: Hi");
        check("L0012 Ann: Hi", ("L", None), 12, "Ann: Hi");
        check("No. 3 Ann: Hi", ("No. ", None), 3, "Ann: Hi");
        check("3 | Ann | Hi", ("", None), 3, "Ann | Hi");
        check("③ 江榆：好", ("①", None), 3, "江榆：好");
        for text in ["3. Ann: Hi", "(3) Ann: Hi", "10:00 Ann: Hi", "3rd of May", "Ann: 3 boats", "3", "3 "] {
            assert_eq!(count(text), None, "{text}");
        }
    }

    #[test]
    fn lines_are_counted_one_after_another() {
        let of = |values: &[u32], is_marked| goes_up(&values.iter().map(|it| (*it, is_marked)).collect::<Vec<_>>());
        assert!(of(&[1, 2, 3, 4], false) && of(&[41, 42, 43, 44], true));
        assert!(!of(&[2019, 2020, 2021, 2022], false) && !of(&[1, 3, 2, 5], false) && !of(&[1, 2, 3], false));
    }
}
