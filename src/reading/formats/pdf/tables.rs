//! Tables: columns whose cells begin side by side, row for row, and lines that stand beside others at another height.

use super::gutters::lanes;
use super::rows::{Band, bands, bands_of, lines, of};
use super::sheet::Frame;
use super::words::{Line, Word, typical_size};
use crate::reading::wrap::ends_sentence;

/// Rows of a table, at least.
const FEWEST: usize = 3;

/// The rows of a table whose columns these are; `None` if text runs down the columns. In a table white space goes across
/// all columns between one row and the next, and most rows begin at one height in all of them.
pub(crate) fn table_rows(words: &[Word], columns: &[Vec<Word>]) -> Option<Vec<Vec<Word>>> {
    const MOST_LINES: usize = 6;
    let size = typical_size(words);
    let bands = bands(words);
    let mut gaps: Vec<f32> = bands.windows(2).map(|pair| pair[1].top - pair[0].bottom).collect();
    gaps.sort_by(f32::total_cmp);
    let usual = gaps.get(gaps.len() / 3).copied()?;
    let mut rows: Vec<Vec<Band>> = Vec::new();
    let mut bottom = f32::MAX;
    for band in bands {
        if band.top - bottom > usual + 0.2 * size || rows.is_empty() {
            rows.push(Vec::new());
        }
        bottom = band.bottom;
        if let Some(row) = rows.last_mut() {
            row.push(band);
        }
    }
    let frames: Vec<Frame> =
        columns.iter().filter_map(|column| Frame::around(column.iter().map(|word| word.frame))).collect();
    let starts: Vec<f32> = frames.iter().map(|frame| frame.left).collect();
    let n_running = rows.iter().rev().skip(1).filter(|row| runs_on(&of(row), &frames)).count();
    let n_lines: usize = rows.iter().map(Vec::len).sum();
    let begins_level = |row: &&Vec<Band>| {
        let first = row.first().map(|band| band.words.as_slice()).unwrap_or_default();
        let in_column = |at: usize| {
            let end = starts.get(at + 1).copied().unwrap_or(f32::MAX);
            first.iter().any(|word| word.frame.left >= starts[at] - 0.1 && word.frame.left < end - 0.1)
        };
        (0..starts.len()).filter(|&at| in_column(at)).count() > 1
    };
    let n_level = rows.iter().filter(begins_level).count();
    let is_table = rows.len() >= FEWEST
        && n_level * 10 >= rows.len() * 7
        && n_lines > rows.len()
        && n_lines <= MOST_LINES * rows.len()
        && n_running * 2 < rows.len();
    is_table.then(|| rows.iter().map(|row| of(row)).collect())
}

/// Whether the last line of some cell is full and no end: text runs on into the next row.
fn runs_on(row: &[Word], columns: &[Frame]) -> bool {
    let cell = |column: &Frame| -> Vec<Word> {
        let is_within = |word: &&Word| word.frame.left >= column.left - 0.1 && word.frame.right <= column.right + 0.1;
        row.iter().filter(is_within).cloned().collect()
    };
    let is_open =
        |line: &Line, column: &Frame| column.right - line.frame.right < 1.5 * line.size && !ends_sentence(&line.text());
    columns.iter().any(|column| lines(cell(column)).last().is_some_and(|last| is_open(last, column)))
}

/// Lines that stand beside others, but not on one height with them, and what is above and below.
pub(crate) struct Beside {
    pub(crate) above: Vec<Word>,
    pub(crate) sides: [Vec<Word>; 2],
    pub(crate) below: Vec<Word>,
}

/// Cuts out the first lines that stand beside others: a heading of two lines and a remark of three.
pub(crate) fn beside(words: &[Word]) -> Option<Beside> {
    let bands = bands_of(words, 0.85);
    let sides = |band: &Band| -> Option<[Vec<Word>; 2]> {
        let size = typical_size(&band.words);
        let lines = lines(band.words.clone());
        let (first, last) = (lines.first()?, lines.last()?);
        if lines.len() < 2 || last.foot - first.foot < 0.3 * size {
            return None;
        }
        let (_, right) = lanes(&band.words, size).into_iter().next()?;
        let (left, right): (Vec<Word>, Vec<Word>) =
            band.words.iter().cloned().partition(|word| word.frame.left < right - 0.01);
        Some([left, right])
    };
    let (at, sides) = bands.iter().enumerate().find_map(|(at, band)| Some((at, sides(band)?)))?;
    Some(Beside { above: of(&bands[..at]), sides, below: of(&bands[at + 1..]) })
}

/// Whether most of the lines are rows of a table: white gaps part cells in them, and the first cell is no label.
pub(crate) fn are_rows(lines: &[Line]) -> bool {
    let n_rows = lines.iter().filter(|line| cells(line).len() > 1 && !begins_with_label(line)).count();
    n_rows >= FEWEST && n_rows * 2 > lines.len()
}

/// The cells of a line, which white gaps part that are wider than any between two words.
pub(crate) fn cells(line: &Line) -> Vec<&[Word]> {
    let is_within = |a: &Word, b: &Word| b.frame.left - a.frame.right < 2.2 * line.size;
    line.words.chunk_by(is_within).collect()
}

/// `ADA:   It is.`, `Q.   Is it?`: what stands before the first gap is a label.
fn begins_with_label(line: &Line) -> bool {
    let cells = cells(line);
    let last = cells.first().and_then(|cell| cell.last()).map_or("", |word| &*word.text);
    last.ends_with([':', '：', '.', '．', '、', '>']) || last.chars().count() < 3
}
