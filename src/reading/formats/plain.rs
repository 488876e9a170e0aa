//! Plain text: paragraphs parted by empty lines or one to a line, hard-wrapped or not, with what a page prints around them.

use std::collections::HashSet;
use std::iter::repeat_with;

use super::{line_numbers, n_bytes, page_breaks, tags};
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::budget;
use crate::reading::draft::{Draft, Line, Page, Stated};
use crate::reading::lexicon::Lexicon;
use crate::reading::page::furniture::{self, Furniture, Row};
use crate::reading::paragraphs;
use crate::reading::wrap;

/// What ends a line in plain text (UAX #14, class BK and NL).
const LINE_ENDS: [char; 6] = ['\n', '\u{c}', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}'];

/// A long text of which more than one byte in so many is a control character is no talk either, but noise.
const NOISE: usize = 25;
/// A text is long from so many bytes on.
const LONG: usize = 1024 * 1024;

/// The text in blocks of some lines, as it is, if it has more lines than can be judged or is noise.
pub(crate) fn undivided(text: &str) -> Option<Page<'_>> {
    let n_ends =
        |end: char| memchr::memmem::find_iter(text.as_bytes(), end.encode_utf8(&mut [0; 4]).as_bytes()).count();
    let has_too_many =
        || text.len() > budget::MAX_LINES && LINE_ENDS.into_iter().map(n_ends).sum::<usize>() > budget::MAX_LINES;
    if !has_too_many() && !is_noise(text) {
        return None;
    }
    let mut drafts = Vec::new();
    let mut start = 0;
    let ends = text.match_indices(LINE_ENDS).map(|(at, end)| at + end.len()).skip(499).step_by(500);
    for end in ends.chain([text.len()]) {
        let line = Line::verbatim(text[start..end].trim_end(), start..end);
        drafts.push(Draft::new(BlockKind::Preformatted, vec![line]));
        start = end;
    }
    Some(Page { drafts, stated: Stated { is_undivided: true, ..Stated::default() } })
}

fn is_noise(text: &str) -> bool {
    let is_control = |byte: u8| matches!(byte, 0..=0x08 | 0x0E..=0x1F | 0x7F);
    text.len() >= LONG && n_bytes(text, is_control) > text.len() / NOISE
}

/// The blocks of `text` from byte `start` on.
pub(crate) fn blocks<'a>(text: &'a str, start: usize, stated: Stated, lexicon: &Lexicon) -> Page<'a> {
    let (rows, numbers) = numbered_rows(text, start);
    let furniture = furniture::find(&rows, &numbers, lexicon);
    let margin = margin(&rows, &furniture);
    let drawn = drawn(&rows);
    let mut drafts = Vec::new();
    let (mut group, mut counted): (Vec<Line>, Vec<Line>) = (Vec::new(), Vec::new());
    for (index, ((row, number), kind)) in
        rows.into_iter().zip(numbers.into_iter().chain(repeat_with(|| None))).zip(furniture).enumerate()
    {
        counted.extend(number);
        match (row.line, kind) {
            (Some(line), None) if !drawn.contains(&index) => group.push(line),
            (line, kind) => {
                let kind = kind.map_or(BlockKind::Aside(AsideKind::Matter), BlockKind::from);
                drafts.extend(line_numbers::block(std::mem::take(&mut counted)));
                drafts.extend(parts(std::mem::take(&mut group), margin, lexicon));
                drafts.extend(line.map(|line| Draft::new(kind, vec![line])));
            }
        }
    }
    drafts.extend(line_numbers::block(counted));
    drafts.extend(parts(group, margin, lexicon));
    Page { drafts, stated }
}

/// The rows of a text from byte `start` on, and the number before each; none where they have none.
pub(in crate::reading) fn numbered_rows(text: &str, start: usize) -> (Vec<Row<'_>>, Vec<Option<Line<'_>>>) {
    let mut rows = rows(text, start);
    page_breaks::part_numbers(&mut rows);
    let numbers = line_numbers::take(&mut rows, text);
    (rows, numbers)
}

fn rows(text: &str, start: usize) -> Vec<Row<'_>> {
    let body = &text[start..];
    let tag = tags::speaker_tag(body);
    let mut rows = Vec::with_capacity(memchr::memchr_iter(b'\n', body.as_bytes()).count() + 1);
    let mut begins_page = false;
    let mut from = start;
    for piece in body.split_inclusive(LINE_ENDS) {
        let content = piece.trim_end_matches(LINE_ENDS);
        match tag.as_deref().filter(|tag| content.contains(*tag)) {
            Some(tag) => {
                let lines = tags::split(content, from, tag);
                rows.extend(lines.into_iter().flat_map(|line| {
                    [Row { line: None, begins_page: false }, Row { line: Some(line), begins_page: false }]
                }));
            }
            None => rows.push(Row { line: Line::plain(content, from..from + content.len()), begins_page }),
        }
        begins_page = piece.ends_with('\u{c}');
        from += piece.len();
    }
    rows
}

/// The rows that draw a rule between others, where there are several. One right under a line and above an empty row belongs to
/// that line, unless another stands above it.
fn drawn(rows: &[Row]) -> HashSet<usize> {
    const FEWEST: usize = 3;
    let text = |index: usize| rows.get(index).and_then(|row| row.line.as_ref()).map(Line::text);
    // Two dashes alone may ask.
    let is_drawn = |index: usize| text(index).is_some_and(|text| wrap::is_drawn(text) && text.chars().count() > 2);
    let underlines = |index: usize| {
        let is_below_rule = index > 1 && is_drawn(index - 2);
        index > 0 && text(index - 1).is_some() && !is_drawn(index - 1) && text(index + 1).is_none() && !is_below_rule
    };
    let drawn: HashSet<usize> = (0..rows.len()).filter(|&index| is_drawn(index) && !underlines(index)).collect();
    if drawn.len() < FEWEST { HashSet::new() } else { drawn }
}

/// How wide the page is, in cells, if the lines of the file were broken to fit one.
fn margin(rows: &[Row], furniture: &[Option<Furniture>]) -> Option<usize> {
    const WIDER: usize = 131;
    let is_text = |index: usize| rows.get(index).is_some_and(|row| row.line.is_some() && furniture[index].is_none());
    let mut widths = Vec::new();
    let mut n_open = 0;
    for (index, row) in rows.iter().enumerate() {
        if let (Some(line), true) = (&row.line, is_text(index) && is_text(index + 1)) {
            // Of a line that is wider than any page it does not matter how much.
            let is_wide = line.text().len() > 4 * WIDER;
            widths.push(if is_wide { WIDER } else { wrap::cells(line.text()).min(WIDER) });
            let next = rows[index + 1].line.as_ref().map_or("", Line::text);
            n_open += usize::from(!wrap::is_complete(line.text(), next));
        }
    }
    if widths.len() < 10 {
        return None;
    }
    widths.sort_unstable();
    let margin = widths[widths.len() * 9 / 10];
    let n_full = widths.iter().filter(|&&width| width * 4 >= margin * 3).count();
    let is_wrapped = (20..WIDER).contains(&margin) && n_full * 10 >= widths.len() * 6 && n_open * 3 >= widths.len();
    is_wrapped.then_some(margin)
}

/// The paragraphs of the lines between two empty lines.
fn parts<'a>(group: Vec<Line<'a>>, margin: Option<usize>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    let Some(margin) = margin else {
        let is_wrapped = paragraphs::look_wrapped(&group, lexicon);
        let parts = if is_wrapped { parted(group, |_| false) } else { paragraphs::sentences(group, lexicon) };
        return parts.into_iter().map(|lines| paragraph(lines, is_wrapped)).collect();
    };
    let parts = parted(group, |before| wrap::cells(before.text()) * 10 < margin * 7);
    parts.into_iter().map(|lines| paragraph(lines, true)).collect()
}

/// Wrapped lines, parted behind each sentence that ends a line which `is_last`, or above a line that is indented.
fn parted(group: Vec<Line>, is_last: impl Fn(&Line) -> bool) -> Vec<Vec<Line>> {
    let mut parts: Vec<Vec<Line>> = Vec::new();
    for line in group {
        let goes_on = parts.last().and_then(|part| part.last()).is_some_and(|before: &Line| {
            let is_indented = line.indent() > before.indent() && line.indent() < 12;
            !(wrap::is_complete(before.text(), line.text()) && (is_last(before) || is_indented))
        });
        match parts.last_mut() {
            Some(part) if goes_on => part.push(line),
            _ => parts.push(vec![line]),
        }
    }
    parts
}

fn paragraph(lines: Vec<Line>, wrapped: bool) -> Draft {
    let wrapped = wrapped && lines.len() > 1;
    Draft { wrapped, ..Draft::new(BlockKind::Paragraph, lines) }
}
