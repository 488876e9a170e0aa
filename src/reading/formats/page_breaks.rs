//! Numbers of pages that a converter glued to the words beside them, where form feeds part the pages: `the council12`.

use crate::reading::draft::Line;
use crate::reading::page::furniture::Row;
use crate::reading::shares::are_nearly_all;

/// So many pages tell that their numbers rise.
const FEWEST: usize = 3;

/// A number that is glued to a row: its value, and the byte where it begins or, at the beginning of a row, ends.
struct Glued {
    row: usize,
    number: u32,
    at: usize,
}

/// Parts such numbers from the last or first row of their pages, into rows of their own.
pub(super) fn part_numbers(rows: &mut Vec<Row>) {
    let breaks: Vec<usize> = (1..rows.len()).filter(|&row| rows[row].begins_page).collect();
    if breaks.len() < FEWEST {
        return;
    }
    let at_ends = || breaks.iter().filter_map(|&at| at_end(rows, (0..at).rev().find(|&row| rows[row].line.is_some())?));
    let at_starts =
        || breaks.iter().filter_map(|&at| at_start(rows, (at..rows.len()).find(|&row| rows[row].line.is_some())?));
    let rises = |found: &Vec<Glued>| {
        let n_steps = found.windows(2).filter(|pair| pair[1].number == pair[0].number + 1).count();
        found.len() >= FEWEST && are_nearly_all(found.len(), breaks.len()) && are_nearly_all(n_steps, found.len() - 1)
    };
    let (ends, starts): (Vec<Glued>, Vec<Glued>) = (at_ends().collect(), at_starts().collect());
    let is_end = rises(&ends);
    let found = if is_end {
        ends
    } else if rises(&starts) {
        starts
    } else {
        return;
    };
    let mut parted = Vec::with_capacity(rows.len() + found.len());
    let mut found = found.into_iter().peekable();
    for (index, mut row) in std::mem::take(rows).into_iter().enumerate() {
        let glued = found.next_if(|glued| glued.row == index);
        let rest = glued.zip(row.line.as_mut()).and_then(|(glued, line)| {
            let rest = line.split_off(glued.at);
            line.trim();
            rest.trimmed()
        });
        parted.push(row);
        parted.extend(rest.map(|line| Row { line: Some(line), begins_page: false }));
    }
    *rows = parted;
}

/// `… the council12`
fn at_end(rows: &[Row], row: usize) -> Option<Glued> {
    let text = rows[row].line.as_ref().map(Line::text)?;
    let words = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let is_glued = words.ends_with(|letter: char| !letter.is_whitespace() && !is_of_number(letter));
    let number = text[words.len()..].parse().ok().filter(|_| is_glued)?;
    Some(Glued { row, number, at: words.len() })
}

/// `12The council …`
fn at_start(rows: &[Row], row: usize) -> Option<Glued> {
    let text = rows[row].line.as_ref().map(Line::text)?;
    let words = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_glued = words.starts_with(char::is_alphabetic);
    let at = text.len() - words.len();
    let number = text[..at].parse().ok().filter(|_| is_glued)?;
    Some(Glued { row, number, at })
}

/// Signs that stand within numbers, and not between a word and the number of a page.
fn is_of_number(letter: char) -> bool {
    matches!(letter, '-' | '–' | '/' | ':' | '.' | ',' | '(' | '$' | '€' | '£' | '¥' | '：' | '．')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pages: &[&'static str], expected: &[&str]) {
        let row = |(index, line): (usize, &'static str)| Row { line: Line::plain(line, 0..0), begins_page: index == 0 };
        let mut rows: Vec<Row> = pages.iter().flat_map(|page| page.lines().enumerate().map(row)).collect();
        part_numbers(&mut rows);
        let texts: Vec<&str> = rows.iter().filter_map(|row| row.line.as_ref().map(Line::text)).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn numbers_that_rise_from_page_to_page_are_parted_from_words() {
        let pages = ["a\nb1", "c\nd2", "e\nf3", "g\nh4", "i"];
        check(&pages, &["a", "b", "1", "c", "d", "2", "e", "f", "3", "g", "h", "4", "i"]);
        check(
            &["a", "8The b", "9In c", "10It d", "11So e"],
            &["a", "8", "The b", "9", "In c", "10", "It d", "11", "So e"],
        );
    }

    #[test]
    fn numbers_of_other_kinds_stay() {
        let pages = ["in 2019", "at 10:30", "of R2", "on K7", "x"];
        check(&pages, &pages);
        let pages = ["A1", "A7", "A3", "A9", "x"];
        check(&pages, &pages);
    }
}
