//! What a page prints around its text: running heads and page numbers, known by recurring from page to page. Each way of telling
//! them is a row with an example; how page numbers are written is told by `page_numbers`.

#[cfg(test)]
mod examples;
mod page_numbers;

use std::collections::HashMap;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Line};
use crate::reading::lexicon::Lexicon;
use crate::reading::rules::Rule;
use crate::reading::shares::{FEW, OFTEN, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};
use page_numbers::{PageNumber, page_number};

/// A row of the file: its line, or `None` where it is empty.
pub(crate) struct Row<'a> {
    pub(crate) line: Option<Line<'a>>,
    /// Whether a form feed stands before it.
    pub(crate) begins_page: bool,
}

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

/// The lines of a page or book.
struct Sheets<'a> {
    /// What stands in them; nothing in those that are empty, or no lines of print.
    texts: Vec<&'a str>,
    /// Whether a page begins with a line.
    begins_page: Vec<bool>,
    /// The numbers of lines that a page prints beside them; none where it prints no numbers, or where these are paragraphs.
    line_numbers: &'a [Option<Line<'a>>],
    /// Whether all empty lines are there: converters leave none.
    has_gaps: bool,
    /// The lines that are nothing but a number.
    numbers: Vec<(usize, PageNumber)>,
}

/// What a line is, and how such lines are found.
struct Way {
    becomes: Furniture,
    lines: fn(&Sheets, &[Option<Furniture>]) -> Vec<usize>,
}

/// Each takes what the ones before it have found for what it is.
const RULES: [Rule<Way>; 5] = [
    Rule {
        because: "it is nothing but a number, which goes on from page to page",
        example: "Ann: Who was there?\n\n✗11\n\nBo: I was.\n\n✗12\n\nAnn: And then?\n\n✗13\n\nBo: We left.",
        n_cases: 2,
        finds: Way { becomes: Furniture::PageNumber, lines: |sheets, _| sheets.rising_numbers() },
    },
    Rule {
        because: "its last number goes on from page to page, while another in it stays",
        example: "✗4 June 2013  Page: 1\nAnn: Who was there?\n✗4 June 2013  Page: 2\nBo: I was.\n✗4 June 2013  Page: 3\nAnn: And then?\n✗4 June 2013  Page: 4\nBo: We left.\n✗4 June 2013  Page: 5\nAnn: When?",
        n_cases: 1,
        finds: Way { becomes: Furniture::RunningHead, lines: |sheets, _| numbered_heads(&sheets.texts) },
    },
    Rule {
        because: "it is near the edges of pages, in the same words but for figures, once a page",
        example: "甲\n✗議會 2024年\n\n11\n乙\n✗議會 2024年\n\n12\n丙\n✗議會 2024年\n\n13\n丁",
        n_cases: 2,
        finds: Way { becomes: Furniture::RunningHead, lines: |sheets, found| sheets.heads_at_edges(found) },
    },
    Rule {
        because: "three empty rows are above it, in the middle of a sentence somewhere, and its first word is that of the others so",
        example: "Ann: We climbed the\n\n\n\n✗Harbour talks, the first\nladder and lit it.\nBo: I was there.\n\n\n\n✗Harbour talks, the second\nAnn: And then?\n\n\n\n✗Harbour talks, the third\nBo: We left.",
        n_cases: 1,
        finds: Way {
            becomes: Furniture::RunningHead,
            lines: |sheets, _| if sheets.has_gaps { heads_after_gaps(&sheets.texts) } else { Vec::new() },
        },
    },
    Rule {
        because: "it is nothing but a number, and has none of the numbers that lines have here",
        example: "1  It was late when we went\n2  down to the quay, where the\n3  boat was lying under the\n4  lamp, and nobody was there\n5  but the keeper and the dog\n✗41\n1  that he had found in the\n2  winter of the great ice on\n3  Skaw, below the tower\n4  with a rope around its neck\n5  and a tin of oil beside it.\n✗42\n",
        n_cases: 1,
        finds: Way { becomes: Furniture::PageNumber, lines: |sheets, _| sheets.numbers_without_number() },
    },
];

/// Says of each row whether it is furniture.
pub(crate) fn find(rows: &[Row], line_numbers: &[Option<Line>], lexicon: &Lexicon) -> Vec<Option<Furniture>> {
    among(&Sheets::of_rows(rows, line_numbers, lexicon))
}

/// Marks the paragraphs of a page or book that are furniture: converters leave it where it stood.
pub(crate) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let found = among(&Sheets::of_drafts(drafts, lexicon));
    for (draft, kind) in drafts.iter_mut().zip(found) {
        draft.kind = kind.map_or(draft.kind, BlockKind::from);
    }
}

/// Says of each line whether it is furniture.
fn among(sheets: &Sheets) -> Vec<Option<Furniture>> {
    let mut found = vec![None; sheets.texts.len()];
    for Rule { finds, .. } in &RULES {
        for index in (finds.lines)(sheets, &found) {
            found[index].get_or_insert(finds.becomes);
        }
    }
    found
}

impl<'a> Sheets<'a> {
    fn of_rows(rows: &'a [Row], line_numbers: &'a [Option<Line<'a>>], lexicon: &Lexicon) -> Self {
        let text = |row: &'a Row| row.line.as_ref().map_or("", |line| line.text());
        let texts = rows.iter().map(text).collect();
        let begins_page = rows.iter().map(|row| row.begins_page).collect();
        Sheets { begins_page, line_numbers, has_gaps: true, ..Sheets::of(texts, lexicon) }
    }

    fn of_drafts(drafts: &'a [Draft], lexicon: &Lexicon) -> Self {
        let is_line =
            |draft: &Draft| draft.kind == BlockKind::Paragraph && draft.lines.len() == 1 && !draft.is_strong();
        Sheets::of(drafts.iter().map(|draft| if is_line(draft) { draft.first() } else { "" }).collect(), lexicon)
    }

    fn of(texts: Vec<&'a str>, lexicon: &Lexicon) -> Self {
        let numbers = texts.iter().enumerate().filter_map(|(index, text)| Some((index, page_number(text, lexicon)?)));
        let numbers = numbers.collect();
        Sheets { texts, begins_page: Vec::new(), line_numbers: &[], has_gaps: false, numbers }
    }

    /// So many of anything tell of pages. A number that says that it is a page's, or of how many pages, needs less company.
    fn enough(&self) -> usize {
        if self.numbers.iter().all(|(_, page)| page.is_told) { 2 } else { FEW }
    }

    fn rising_numbers(&self) -> Vec<usize> {
        let rises = self.numbers.windows(2).filter(|pair| pair[1].1.number == pair[0].1.number + 1).count();
        let are_pages = self.numbers.len() >= self.enough() && are_nearly_all(rises, self.numbers.len() - 1);
        if are_pages { self.numbers.iter().map(|(index, _)| *index).collect() } else { Vec::new() }
    }

    /// What stands between the numbered lines of pages and is nothing but a number: two pages tell as much as ten.
    fn numbers_without_number(&self) -> Vec<usize> {
        let numbers = self.numbers.iter().map(|(index, _)| *index);
        numbers.filter(|&index| self.line_numbers.get(index).is_some_and(Option::is_none)).collect()
    }

    /// Short lines near the edges of pages that recur there, digits aside.
    fn heads_at_edges(&self, found: &[Option<Furniture>]) -> Vec<usize> {
        let begins_page = |index: usize| self.begins_page.get(index).is_some_and(|begins| *begins);
        let is_edge = |index: &usize| begins_page(*index) || found[*index].is_some();
        let edges: Vec<usize> = (0..self.texts.len()).filter(is_edge).collect();
        if edges.len() >= self.enough() { running_heads(&self.texts, &edges, self.enough()) } else { Vec::new() }
    }
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

/// The short lines near these edges that recur there, digits aside.
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

/// Lines behind three empty rows and more that begin with the same word, where the gap falls into a sentence at least once:
/// heads of pages without numbers.
fn heads_after_gaps(texts: &[&str]) -> Vec<usize> {
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
