//! What a page prints around its text: running heads and page numbers, known by recurring from page to page.

use std::collections::HashMap;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Line};
use crate::reading::formats::plain::Row;
use crate::reading::lexicon::{Lexicon, Numbered};
use crate::reading::shares::{FEW, OFTEN, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// A line that belongs to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Furniture {
    RunningHead,
    PageNumber,
}

impl From<Furniture> for BlockKind {
    fn from(kind: Furniture) -> Self {
        BlockKind::Aside(match kind {
            Furniture::RunningHead => AsideKind::RunningHead,
            Furniture::PageNumber => AsideKind::PageNumber,
        })
    }
}

/// Says of each row whether it is furniture.
pub(crate) fn find(rows: &[Row], lexicon: &Lexicon) -> Vec<Option<Furniture>> {
    let texts: Vec<&str> = rows.iter().map(|row| row.line.as_ref().map_or("", |line| line.text())).collect();
    let mut found = among(&texts, |index| rows[index].begins_page, lexicon);
    for index in heads_behind_gaps(&texts) {
        found[index].get_or_insert(Furniture::RunningHead);
    }
    found
}

/// Marks what stands between the numbered lines of pages and is nothing but a number: two pages tell as much as ten.
pub(crate) fn between_numbered_lines(
    rows: &[Row],
    numbers: &[Option<Line>],
    found: &mut [Option<Furniture>],
    lexicon: &Lexicon,
) {
    for ((row, number), kind) in rows.iter().zip(numbers).zip(found) {
        let is_page = || row.line.as_ref().is_some_and(|line| page_number(line.text(), lexicon).is_some());
        if number.is_none() && is_page() {
            kind.get_or_insert(Furniture::PageNumber);
        }
    }
}

/// Lines behind three empty rows and more that begin with the same word, where the gap falls into a sentence at least once:
/// heads of pages without numbers.
fn heads_behind_gaps(texts: &[&str]) -> Vec<usize> {
    let first_word = |index: usize| texts[index].split_whitespace().next().unwrap_or_default();
    let (mut n_empty, mut last, mut n_inside) = (0, None::<usize>, 0);
    let mut behind: Vec<usize> = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        if text.is_empty() {
            n_empty += 1;
            continue;
        }
        if n_empty >= FEW && last.is_some() && takes_at_most(text, widths::ROW) {
            let goes_on = texts.get(index + 1).is_some_and(|next| next.starts_with(char::is_lowercase));
            n_inside += usize::from(goes_on && last.is_some_and(|last| !ends_sentence(texts[last])));
            behind.push(index);
        }
        (n_empty, last) = (0, Some(index));
    }
    let is_head = |index: &usize| !texts[*index].contains([':', '：']) && !ends_sentence(texts[*index]);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    behind.iter().filter(|index| is_head(index)).for_each(|&index| *counts.entry(first_word(index)).or_default() += 1);
    let (word, n) = counts.into_iter().max_by_key(|(word, n)| (*n, *word)).unwrap_or_default();
    if n < FEW || !are_nearly_all(n, behind.len()) || n_inside == 0 {
        return Vec::new();
    }
    behind.retain(|&index| is_head(&index) && first_word(index) == word);
    behind
}

/// Marks the paragraphs of a page or book that are furniture: converters leave it where it stood.
pub(crate) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let is_line = |draft: &Draft| draft.kind == BlockKind::Paragraph && draft.lines.len() == 1 && !draft.is_strong();
    let texts: Vec<&str> = drafts.iter().map(|draft| if is_line(draft) { draft.first() } else { "" }).collect();
    let found = among(&texts, |_| false, lexicon);
    for (draft, kind) in drafts.iter_mut().zip(found) {
        draft.kind = kind.map_or(draft.kind, BlockKind::from);
    }
}

/// Says of each line whether it is furniture; empty ones are none.
fn among(texts: &[&str], begins_page: impl Fn(usize) -> bool, lexicon: &Lexicon) -> Vec<Option<Furniture>> {
    let mut found = vec![None; texts.len()];
    let numbers: Vec<(usize, PageNumber)> =
        texts.iter().enumerate().filter_map(|(index, text)| Some((index, page_number(text, lexicon)?))).collect();
    let rises = numbers.windows(2).filter(|pair| pair[1].1.number == pair[0].1.number + 1).count();
    // A number that says that it is a page's, or of how many pages, needs less company.
    let enough = if numbers.iter().all(|(_, page)| page.is_told) { 2 } else { 3 };
    let are_pages = numbers.len() >= enough && are_nearly_all(rises, numbers.len() - 1);
    if are_pages {
        for (index, _) in numbers {
            found[index] = Some(Furniture::PageNumber);
        }
    }
    for index in numbered_heads(texts) {
        found[index] = Some(Furniture::RunningHead);
    }
    let is_edge = |index: usize| begins_page(index) || found[index].is_some();
    let edges: Vec<usize> = (0..texts.len()).filter(|&index| is_edge(index)).collect();
    if edges.len() >= enough {
        for index in running_heads(texts, &edges, enough) {
            found[index].get_or_insert(Furniture::RunningHead);
        }
    }
    found
}

/// Lines in the same words whose last number counts the pages while another, as of a date, stays: `4 June 2013  Page: 101`.
/// The number of a question has no other beside it.
fn numbered_heads(texts: &[&str]) -> Vec<usize> {
    let mut by_words: HashMap<&str, Vec<(usize, u32)>> = HashMap::new();
    let is_short = |text: &str| text.ends_with(|it: char| it.is_ascii_digit()) && takes_at_most(text, widths::TWO_ROWS);
    for (index, text) in texts.iter().enumerate().filter(|(_, text)| is_short(text)) {
        let words = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let Ok(number) = text[words.len()..].parse() else { continue };
        let is_dated = words.contains(|letter: char| letter.is_ascii_digit());
        // 10:03, 1.2.3: one number in parts.
        let is_whole = words.ends_with(|letter: char| letter.is_whitespace() || letter.is_alphabetic());
        if is_dated && is_whole && words.contains(char::is_alphabetic) {
            by_words.entry(words).or_default().push((index, number));
        }
    }
    let counts = |places: &&Vec<(usize, u32)>| {
        let n_steps = places.len().saturating_sub(1);
        let n_small = places.windows(2).filter(|pair| matches!(pair[1].1.checked_sub(pair[0].1), Some(0 | 1))).count();
        places.len() >= OFTEN && are_nearly_all(n_small, n_steps)
    };
    by_words.values().filter(counts).flatten().map(|(index, _)| *index).collect()
}

/// The number of a page.
#[derive(Debug, PartialEq)]
struct PageNumber {
    number: u32,
    /// Whether a word behind it says what it counts, or of how many it is.
    is_told: bool,
}

/// The number of a line that is nothing but a page number: `12`, `- 12 -`, `第12页`, `Page 12 of 30`.
fn page_number(text: &str, lexicon: &Lexicon) -> Option<PageNumber> {
    let Numbered { pages, of_pages, ordinals, .. } = &lexicon.numbered;
    let is_digit = |byte: u8| byte.is_ascii_digit();
    // Most lines are too long to be one whatever they hold.
    if text.len() > 4 * widths::PHRASE || !text.bytes().any(is_digit) || !takes_at_most(text, widths::PHRASE) {
        return None;
    }
    let is_dress = |it: char| matches!(it, '-' | '–' | '—' | '─' | '·' | '|' | '/') || it.is_whitespace();
    let (mut core, mut is_told) = (text.trim_matches(is_dress), false);
    while let Some(behind) = ordinals.behind_start(core).or_else(|| pages.behind_start(core)) {
        core = behind.trim_start_matches(is_dress);
    }
    while let Some(before) = pages.before_end(core) {
        (core, is_told) = (before.trim_end_matches(is_dress), true);
    }
    let (digits, rest) = core.split_at(core.find(|it: char| !it.is_ascii_digit()).unwrap_or(core.len()));
    let rest = rest.trim_start();
    let has_total = || of_pages.behind_start(rest).is_some_and(|behind| behind.starts_with(' '));
    let is_worded = has_total() || pages.behind_start(rest).is_some();
    let is_number = rest.is_empty() || rest.starts_with('/') || is_worded;
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some(PageNumber { number, is_told: is_told || is_worded })
}

/// Short lines near the edges of pages that recur there, digits aside.
fn running_heads(texts: &[&str], edges: &[usize], enough: usize) -> Vec<usize> {
    let mut by_shape: HashMap<String, Vec<usize>> = HashMap::new();
    for &edge in edges {
        let near = edge.saturating_sub(3)..(edge + 4).min(texts.len());
        for index in
            near.filter(|&index| index != edge && !texts[index].is_empty() && takes_at_most(texts[index], widths::ROW))
        {
            let shape: String =
                texts[index].chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect();
            let places = by_shape.entry(shape).or_default();
            if places.last() != Some(&index) {
                places.push(index);
            }
        }
    }
    // Once a page: a line that stands there twice is text.
    let fits = (edges.len() / 4).max(enough)..=edges.len() + 1;
    let is_label = |text: &str| text.ends_with([':', '：']) || text.contains(['：']);
    let heads = by_shape.into_values().filter(|places| fits.contains(&places.len()) && !is_label(texts[places[0]]));
    heads.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_numbers_that_recur_are_furniture() {
        let text = "甲\n議會 2024年\n\n11\n乙\n議會 2024年\n\n12\n丙\n議會 2024年\n\n13\n丁";
        let rows: Vec<Row> =
            text.lines().map(|line| Row { line: Line::plain(line, 0..0), begins_page: false }).collect();
        let found = find(&rows, &Lexicon::default_words());
        assert_eq!(found.iter().filter(|kind| **kind == Some(Furniture::RunningHead)).count(), 3);
        assert_eq!(found.iter().filter(|kind| **kind == Some(Furniture::PageNumber)).count(), 3);
        assert_eq!(found[4], None);
    }

    #[test]
    fn page_numbers_come_in_many_dresses() {
        let lexicon = Lexicon::default_words();
        let check = |text, expected| {
            assert_eq!(page_number(text, &lexicon).map(|page| page.number), expected, "{text}");
        };
        check("12", Some(12));
        check("- 7 -", Some(7));
        check("第 3 页", Some(3));
        check("— 第3頁 共12頁 —", Some(3));
        check("3页 / 12", Some(3));
        check("Page 4 of 10", Some(4));
        check("12 apples", None);
        check("2024年", None);
    }
}
