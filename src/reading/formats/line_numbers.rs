//! Line numbers: the column of figures that court reporters print before each line of a page, from 1 on each.

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Line, is_blank};
use crate::reading::page::furniture::Row;
use crate::reading::wrap;

/// Fewer numbers than this may be a list.
const FEWEST: usize = 10;

/// Takes the numbers off the rows, if nearly each has one and what stands behind them is text that goes on from line to
/// line. Gives the number of each row; nothing where they have none.
pub(super) fn take<'a>(rows: &mut [Row<'a>], text: &'a str) -> Vec<Option<Line<'a>>> {
    let lengths: Vec<Option<usize>> = rows.iter().map(|row| row.line.as_ref().and_then(length)).collect();
    if !are_numbers(rows, &lengths) {
        return Vec::new();
    }
    let is_counted = counted(rows, &lengths);
    let parts = rows.iter_mut().zip(lengths).zip(is_counted);
    let cut = |((row, length), is_counted): ((&mut Row<'a>, Option<usize>), bool)| {
        length.filter(|_| is_counted).and_then(|length| cut(row, length, text))
    };
    parts.map(cut).collect()
}

/// The numbers of some rows as a block of its own, lifted out of the text that they stood in.
pub(super) fn block(numbers: Vec<Line>) -> Option<Draft> {
    let block = Draft::new(BlockKind::Aside(AsideKind::PageNumber), numbers);
    (!block.lines.is_empty()).then_some(Draft { lifted: true, ..block })
}

/// Bytes of the number that a line begins with: ` 7  Q.  When`, or nothing but the number.
fn length(line: &Line) -> Option<usize> {
    let text = line.text();
    let length = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    let is_set_off = text[length..].is_empty() || text[length..].starts_with(is_blank);
    ((1..=3).contains(&length) && is_set_off).then_some(length)
}

fn number(row: &Row, length: usize) -> Option<u32> {
    row.line.as_ref().and_then(|line| line.text()[..length].parse().ok())
}

/// Whether the number of each row belongs to the column: it follows another or is followed, or begins a page.
fn counted(rows: &[Row], lengths: &[Option<usize>]) -> Vec<bool> {
    let numbered =
        lengths.iter().enumerate().filter_map(|(index, length)| Some((index, number(&rows[index], (*length)?)?)));
    let numbered: Vec<(usize, u32)> = numbered.collect();
    let mut is_counted = vec![false; rows.len()];
    for pair in numbered.windows(2) {
        if pair[1].1 == pair[0].1 + 1 {
            (is_counted[pair[0].0], is_counted[pair[1].0]) = (true, true);
        }
    }
    is_counted
}

/// Whether numbers count the lines of pages: nearly all lines have one, and the text behind goes on from line to line.
fn are_numbers(rows: &[Row], lengths: &[Option<usize>]) -> bool {
    let n_rows = rows.iter().filter(|row| row.line.is_some()).count();
    let is_counted = counted(rows, lengths);
    let n = is_counted.iter().filter(|it| **it).count();
    if n < FEWEST || n * 10 < n_rows * 8 {
        return false;
    }
    let behind = rows.iter().zip(lengths).zip(&is_counted).filter(|(_, is_counted)| **is_counted);
    let behind = behind.filter_map(|((row, length), _)| Some(row.line.as_ref()?.text()[(*length)?..].trim()));
    let texts: Vec<&str> = behind.filter(|text| !text.is_empty()).collect();
    let widest = texts.iter().map(|text| wrap::cells(text)).max().unwrap_or(0);
    let n_open = texts.iter().filter(|text| !wrap::ends_sentence(text)).count();
    let n_small = texts.iter().filter(|text| text.starts_with(char::is_lowercase)).count();
    // Where no letter is small or large, the width of the lines tells that they were broken.
    let has_case = |text: &&&str| text.chars().find(|letter| letter.is_alphabetic()).is_some_and(has_case);
    let is_cased = texts.iter().filter(has_case).count() * 2 > texts.len();
    let n_full = texts.iter().filter(|text| wrap::cells(text) * 4 >= widest * 3).count();
    // Not all go on: a list may have small letters throughout.
    let goes_on_in_small = n_small * 5 >= texts.len() && n_small + 2 <= texts.len();
    if is_cased { goes_on_in_small } else { n_full * 10 >= texts.len() * 6 && n_open * 3 >= texts.len() }
}

fn has_case(letter: char) -> bool {
    letter.is_lowercase() || letter.is_uppercase()
}

/// Cuts the number off a row; what stands behind it becomes the row.
fn cut<'a>(row: &mut Row<'a>, length: usize, text: &'a str) -> Option<Line<'a>> {
    let source = row.line.as_ref()?.source();
    let content = text.get(source.clone())?;
    let end = content.len() - content.trim_start_matches(is_blank).len() + length;
    let (number, behind) = content.split_at_checked(end)?;
    let at = source.start + end;
    let number = Line::plain(number, source.start..at)?;
    row.line = Line::plain(behind, at..source.end);
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n_taken(text: &str) -> usize {
        let mut from = 0;
        let mut rows: Vec<Row> = Vec::new();
        for line in text.lines() {
            rows.push(Row { line: Line::plain(line, from..from + line.len()), begins_page: false });
            from += line.len() + 1;
        }
        take(&mut rows, text).iter().flatten().count()
    }

    #[test]
    fn figures_before_lines_that_go_on_are_taken_off() {
        let line = |number: usize| format!("  {number}  {}\n", if number == 1 { "So it" } else { "and so the boat" });
        let pages: String = (1..=8).chain(1..=8).map(line).collect();
        assert_eq!(n_taken(&pages), 16);
    }

    #[test]
    fn lists_keep_their_numbers() {
        let line = |number: usize| format!("{number} Verse of the boat\n");
        assert_eq!(n_taken(&(1..=20).map(line).collect::<String>()), 0);
        let line = |number: usize| format!("{} persons came to the quay and\n", number * 7);
        assert_eq!(n_taken(&(1..=20).map(line).collect::<String>()), 0);
    }
}
