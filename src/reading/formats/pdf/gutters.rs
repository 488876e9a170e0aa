//! Gutters: where words leave a white lane from top to bottom, and whether what lies between lanes is columns of text.

use super::rows::{Row, lines, rows};
use super::sheet::Frame;
use super::words::{Word, near, typical_size};
use crate::reading::wrap::is_wide;

/// A lane is at least so wide, in letters' heights; a wider one is believed beside fewer lines.
const NARROWEST: f32 = 0.7;
/// A column is at least so wide, in letters' heights.
const NARROWEST_COLUMN: f32 = 4.5;

/// No page has more columns; a drawing may.
const MOST_COLUMNS: usize = 14;

/// White lanes within the words, from left to right: none of them crosses one.
pub(crate) fn lanes<'a>(words: impl IntoIterator<Item = &'a Word>, narrowest: f32) -> Vec<(f32, f32)> {
    let mut spans: Vec<(f32, f32)> = words.into_iter().map(|word| (word.frame.left, word.frame.right)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lanes = Vec::new();
    let mut reached = f32::MAX;
    for (left, right) in spans {
        if reached < left && left - reached >= narrowest {
            lanes.push((reached, left));
        }
        reached = if reached == f32::MAX { right } else { reached.max(right) };
    }
    lanes
}

/// A column among others, with its words.
#[derive(Debug)]
pub(crate) struct Strip {
    pub(crate) words: Vec<Word>,
    pub(crate) frame: Frame,
    pub(crate) rows: Vec<Row>,
}

impl Strip {
    fn of(words: Vec<Word>) -> Option<Self> {
        let frame = Frame::around(words.iter().map(|word| word.frame))?;
        Some(Strip { rows: rows(&words), frame, words })
    }

    fn with(mut self, other: Strip) -> Option<Self> {
        self.words.extend(other.words);
        Strip::of(self.words)
    }

    /// Whether its lines are text that was broken to fit it, and no cells of a table or labels.
    fn is_text(&self, size: f32) -> bool {
        let width = self.frame.width();
        // A heading is wider than it seems, and no text.
        let lines: Vec<&Row> = self.rows.iter().filter(|row| row.size < size * 1.4).collect();
        let n_full = lines.iter().filter(|row| row.width >= 0.75 * width).count();
        let n_letters: usize = self.words.iter().map(Word::weight).sum();
        let are_wide = self.words.iter().any(|word| word.text.starts_with(is_wide));
        let fewest = if are_wide { 10 } else { 14 };
        width >= NARROWEST_COLUMN * size
            && n_full * 20 >= lines.len() * 9
            && begin_at_edges(lines.iter().map(|row| row.left), size)
            && n_letters >= fewest * self.rows.len().max(1) / 2
    }

    /// Whether most of the shorter one stands beside the other.
    fn overlaps(&self, other: &Strip) -> bool {
        let shared = self.frame.bottom.min(other.frame.bottom) - self.frame.top.max(other.frame.top);
        let shorter = (self.frame.bottom - self.frame.top).min(other.frame.bottom - other.frame.top);
        shared > 0.6 * shorter
    }

    /// Whether it only holds something beside lines of the other: a name, a number, a mark.
    fn is_beside(&self, other: &Strip) -> bool {
        // Rows are in order.
        let is_level = |row: &Row| {
            let next = other.rows.partition_point(|it| it.foot < row.foot);
            let near = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|at| other.rows.get(at));
            near.into_iter().any(|it| (it.foot - row.foot).abs() < 0.15 * row.size.max(it.size))
        };
        let n_level = self.rows.iter().filter(|row| is_level(row)).count();
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return true };
        let n_over =
            other.rows.iter().filter(|row| row.foot >= first.foot - 1.0 && row.foot <= last.foot + 1.0).count();
        let is_sparse = n_level * 10 >= self.rows.len() * 8 && self.rows.len() * 3 <= n_over * 2 && self.rows.len() > 1;
        let is_alone = self.rows.len() == 1 && n_level == 1 && other.rows.len() > 2;
        let n_labels = lines(self.words.clone()).iter().filter(|line| line.text().ends_with([':', '：'])).count();
        let are_labels = n_labels * 10 >= self.rows.len() * 7;
        self.frame.width() < 0.7 * other.frame.width() && (is_sparse || is_alone || are_labels)
    }
}

/// Whether most lines begin at one of two edges, that of the column and that of its indents: cells that are set in the middle
/// begin anywhere.
pub(crate) fn begin_at_edges(lefts: impl Iterator<Item = f32>, size: f32) -> bool {
    let mut lefts: Vec<f32> = lefts.collect();
    lefts.sort_by(f32::total_cmp);
    let mut groups: Vec<usize> = lefts.chunk_by(|a, b| b - a < 0.3 * size).map(<[f32]>::len).collect();
    groups.sort_unstable();
    groups.iter().rev().take(2).sum::<usize>() * 10 >= lefts.len() * 7
}

fn similar(a: &Strip, b: &Strip) -> bool {
    (a.frame.width() - b.frame.width()).abs() < 0.15 * b.frame.width()
}

/// The columns that the words stand in, from left to right; one alone if they stand in none.
pub(crate) fn strips(words: &[Word]) -> Vec<Vec<Word>> {
    let size = typical_size(words);
    // Rows are dear, and most pages have no lane at all.
    if lanes(words, NARROWEST * size).is_empty() {
        return vec![words.to_vec()];
    }
    let n_rows = rows(words).len();
    let narrowest = if n_rows >= 6 { NARROWEST } else { 1.0 } * size;
    let lanes = lanes(words, narrowest);
    if lanes.is_empty() || lanes.len() >= MOST_COLUMNS || n_rows < 2 {
        return vec![words.to_vec()];
    }
    let mut parts: Vec<Vec<Word>> = vec![Vec::new(); lanes.len() + 1];
    for word in words {
        let at = lanes.partition_point(|(_, right)| word.frame.left >= right - 0.01);
        if let Some(part) = parts.get_mut(at) {
            part.push(word.clone());
        }
    }
    let strips: Vec<Strip> = parts.into_iter().filter_map(Strip::of).collect();
    merged(strips, size).into_iter().map(|strip| strip.words).collect()
}

/// The strips, where those that are no text of their own are taken together with the one that they stand beside.
fn merged(mut strips: Vec<Strip>, size: f32) -> Vec<Strip> {
    while strips.len() > 1 {
        let is_part = |at: usize| {
            let strip = &strips[at];
            let beside = [at.checked_sub(1), Some(at + 1)];
            let mut others = beside.into_iter().flatten().filter_map(|at| strips.get(at));
            let is_like =
                |other: &Strip| similar(strip, other) && near(typical_size(&strip.words), typical_size(&other.words));
            let is_short_column = strip.rows.len() <= 3 && others.clone().any(is_like) && strip.is_text(size);
            let stands_alone = !others.clone().any(|other| strip.overlaps(other));
            stands_alone || !is_short_column && (!strip.is_text(size) || others.any(|other| strip.is_beside(other)))
        };
        // The narrowest first: what it is taken together with may be a column then.
        let found = (0..strips.len())
            .filter(|&at| is_part(at))
            .min_by(|&a, &b| strips[a].frame.width().total_cmp(&strips[b].frame.width()));
        let Some(at) = found else { break };
        let gap = |left: usize| match (strips.get(left), strips.get(left + 1)) {
            (Some(left), Some(right)) => right.frame.left - left.frame.right,
            _ => f32::MAX,
        };
        // With the nearer one; a label is followed by what it labels.
        let before = at.checked_sub(1).map_or(f32::MAX, gap);
        let first = if before < gap(at) * 0.8 || at + 1 == strips.len() { at.saturating_sub(1) } else { at };
        let second = strips.remove(first + 1);
        let joined = strips.remove(first).with(second);
        strips.splice(first..first, joined);
    }
    strips
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::formats::pdf::printed::words;

    fn check(page: &[&str], expected: usize) {
        assert_eq!(strips(&words(page)).len(), expected, "{page:#?}");
    }

    #[test]
    fn columns_are_told_from_labels_and_tables() {
        check(
            &[
                "the harbour was closed     when the boats came   ",
                "on a day in march and      back the fog had gone ",
                "nobody knew the reason     and all of them said  ",
                "until the mayor spoke      that they had waited  ",
            ],
            2,
        );
        check(
            &[
                "ANNA       when the boats came back the fog had gone",
                "           and all of them said that they had waited",
                "           for the light on the pier to be lit again",
                "BEN        and nobody in the harbour had told them  ",
                "           that the keeper was ill and in his bed   ",
            ],
            1,
        );
        check(
            &[
                "January        12       4      16",
                "February        8       9      17",
                "March          11       2      13",
            ],
            1,
        );
    }
}
