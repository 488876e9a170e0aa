//! Columns: the words of a page in reading order. A page is cut at headlines that stand over several columns, at the
//! gutters between columns, and where the number of columns changes; what can't be cut any more is a block.

use super::gutters::{begin_at_edges, lanes, strips};
use super::rows::{Band, bands, lines, of, rows};
use super::sheet::Frame;
use super::tables::{Beside, are_rows, beside, table_rows};
use super::words::{Line, Word, near, typical_size};

/// Cuts within cuts; a page that has more is read as it stands.
const DEEPEST: usize = 24;

/// Lines of one column, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    pub(crate) lines: Vec<Line>,
    /// The edges of its column, which its own lines may not reach.
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) kind: Kind,
}

/// What a block is to those around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text that may go on in the next.
    Flow,
    /// It stands between the columns, such as the words under a picture.
    Apart,
    /// A cell of a table: nothing goes on in the next.
    Cell,
}

/// The blocks of a page in reading order.
pub(crate) fn blocks(words: Vec<Word>) -> Vec<Block> {
    let mut found = Vec::new();
    cut(words, None, DEEPEST, &mut found);
    found
}

/// Cuts the words, whose column reaches to the `right` where that is known.
fn cut(words: Vec<Word>, right: Option<f32>, depth: usize, found: &mut Vec<Block>) {
    if words.is_empty() {
        return;
    }
    if depth == 0 {
        return found.extend(block(words, right));
    }
    let parts = at_stories(&words).or_else(|| at_headlines(&words)).or_else(|| at_crossings(&words));
    if let Some(parts) = parts {
        return parts.into_iter().for_each(|part| cut(part, None, depth - 1, found));
    }
    let (words, bridge) = without_bridge(words);
    let columns = strips(&words);
    if columns.len() > 1 {
        if let Some(rows) = table_rows(&words, &columns) {
            let from = found.len();
            rows.into_iter().for_each(|row| cut(row, None, depth - 1, found));
            return found[from..].iter_mut().for_each(|block| block.kind = Kind::Cell);
        }
        return in_columns(columns, bridge, depth, found);
    }
    if let Some(parts) = at_changes(&words) {
        return parts.into_iter().for_each(|part| cut(part, right, depth - 1, found));
    }
    match beside(&words) {
        Some(Beside { above, sides, below }) => {
            cut(above, right, depth - 1, found);
            let from = found.len();
            sides.into_iter().for_each(|side| cut(side, None, depth - 1, found));
            found[from..].iter_mut().for_each(|block| block.kind = Kind::Cell);
            cut(below, right, depth - 1, found);
        }
        None => found.extend(block(words, right)),
    }
}

/// Cuts each column; what bridges two of them comes after the one that it begins in.
fn in_columns(columns: Vec<Vec<Word>>, mut bridge: Vec<Word>, depth: usize, found: &mut Vec<Block>) {
    let frames: Vec<Frame> = columns.iter().filter_map(|words| around(words)).collect();
    let mut widths: Vec<f32> = frames.iter().map(Frame::width).collect();
    widths.sort_by(f32::total_cmp);
    let usual = widths.get(widths.len() / 2).copied().unwrap_or(0.0);
    let n_columns = frames.len();
    for (at, (words, frame)) in columns.into_iter().zip(&frames).enumerate() {
        // A column of few short lines is as wide as the others.
        let next = frames.get(at + 1).map_or(f32::MAX, |next| next.left);
        let right = (frame.left + usual).max(frame.right).min(next);
        cut(words, Some(right), depth - 1, found);
        let (here, rest): (Vec<Word>, Vec<Word>) =
            bridge.into_iter().partition(|word| word.frame.left < right || at + 1 == n_columns);
        let begins_here = !here.is_empty();
        bridge = if begins_here { Vec::new() } else { rest.clone() };
        if begins_here {
            let all: Vec<Word> = here.into_iter().chain(rest).collect();
            found.extend(block(all, None).map(|block| Block { kind: Kind::Apart, ..block }));
        }
    }
}

fn around(words: &[Word]) -> Option<Frame> {
    Frame::around(words.iter().map(|word| word.frame))
}

fn block(words: Vec<Word>, right: Option<f32>) -> Option<Block> {
    let frame = around(&words)?;
    let right = right.map_or(frame.right, |right| right.max(frame.right));
    let typical_size = typical_size(&words);
    let lines = lines(words);
    let is_scattered = lines.len() > 5 && !begin_at_edges(lines.iter().map(|line| line.frame.left), typical_size);
    let kind = if is_scattered || are_rows(&lines) { Kind::Cell } else { Kind::Flow };
    Some(Block { lines, left: frame.left, right, kind })
}

/// Whether all of a band is set larger than the text.
fn is_tall(band: &Band, size: f32) -> bool {
    band.words.iter().all(|word| word.size > size * 1.18)
}

/// Cuts at the lane between two stories that stand side by side: each has a headline of its own at about one height.
fn at_stories(words: &[Word]) -> Option<Vec<Vec<Word>>> {
    let size = typical_size(words);
    let tall: Vec<&Word> = words.iter().filter(|word| word.size > size * 1.3).collect();
    let is_story = |lane: &(f32, f32)| {
        let (left, right): (Vec<&Word>, Vec<&Word>) = tall.iter().partition(|word| word.frame.right <= lane.0 + 0.01);
        let first = |side: &[&Word]| side.iter().map(|word| word.core().0).fold(f32::MAX, f32::min);
        let (Some(last_left), Some(first_right)) = (
            left.iter().max_by(|a, b| a.frame.right.total_cmp(&b.frame.right)),
            right.iter().min_by(|a, b| a.frame.left.total_cmp(&b.frame.left)),
        ) else {
            return false;
        };
        let is_one_headline = (last_left.foot - first_right.foot).abs() < 0.2 * last_left.size
            && near(last_left.size, first_right.size)
            && first_right.frame.left - last_left.frame.right < 1.2 * last_left.size;
        // Both begin at the top of the region, or the right one beside the other's text.
        let top = words.iter().map(|word| word.core().0).fold(f32::MAX, f32::min);
        let is_top = |side: &[&Word], is_left: bool| {
            let side_top = words.iter().filter(|word| (word.frame.right <= lane.0 + 0.01) == is_left);
            let side_top = side_top.map(|word| word.core().0).fold(f32::MAX, f32::min);
            first(side) - side_top < 2.5 * size
        };
        !is_one_headline && is_top(&left, true) && is_top(&right, false) && first(&left) - top < 8.0 * size
    };
    // The last: columns of the left story may stand lower than the headline of the right one.
    let lane = lanes(words, 0.8 * size).into_iter().rfind(is_story)?;
    let (left, right) = words.iter().cloned().partition(|word: &Word| word.frame.right <= lane.0 + 0.01);
    Some(vec![left, right])
}

/// Cuts before and after each headline that goes from side to side over several columns, or stands over text that does.
fn at_headlines(words: &[Word]) -> Option<Vec<Vec<Word>>> {
    let size = typical_size(words);
    let bands = bands(words);
    if bands.len() < 2 {
        return None;
    }
    let tall: Vec<bool> = bands.iter().map(|band| is_tall(band, size)).collect();
    let mut parts: Vec<Vec<Word>> = Vec::new();
    let mut was_headline = None;
    for (at, band) in bands.iter().enumerate() {
        let next = (at + 1..bands.len()).find(|&next| !tall[next]);
        let is_headline = tall[at]
            && next.is_none_or(|next| {
                let end = (next..bands.len()).find(|&end| tall[end]).unwrap_or(bands.len());
                let start = (0..at).rev().find(|&start| tall[start]).map_or(0, |start| start + 1);
                stands_over(band, &bands[start..at], &bands[next..end])
            });
        if was_headline != Some(is_headline) {
            parts.push(Vec::new());
        }
        was_headline = Some(is_headline);
        if let Some(part) = parts.last_mut() {
            part.extend(band.words.iter().cloned());
        }
    }
    (parts.len() > 1).then_some(parts)
}

/// Whether a headline stands over all the columns below it: it crosses a gutter, or is the first thing, or the largest.
fn stands_over(headline: &Band, above: &[Band], below: &[Band]) -> bool {
    let Some(frame) = around(&headline.words) else { return false };
    // What is the first thing stands over all, and each line of a long headline would look at all below it again.
    if above.is_empty() {
        return true;
    }
    let below = of(below);
    let mut columns = strips(&below);
    if columns.len() < 2 {
        // Too little stands below to show columns.
        columns = strips(&of(above));
    }
    if columns.len() < 2 {
        return true;
    }
    let frames: Vec<Frame> = columns.iter().filter_map(|words| around(words)).collect();
    let crosses = frames.windows(2).any(|pair| frame.left < pair[0].right && frame.right > pair[1].left);
    // A short headline stands at the left edge of the first column, and is larger than any heading within it.
    let size = typical_size(&below);
    let is_first = frames.first().is_some_and(|first| frame.left - first.left < size);
    // A heading within a column has text of that column above it, and none beside it but by chance.
    crosses || is_first && headline.words.iter().all(|word| word.size > 1.6 * size)
}

/// Cuts off lines at the top or at the bottom that cross gutters of all the rest: a summary, a line about the author.
fn at_crossings(words: &[Word]) -> Option<Vec<Vec<Word>>> {
    const MOST_BANDS: usize = 6;
    let size = typical_size(words);
    let bands = bands(words);
    let n_columns = strips(words).len();
    let is_line = |band: &Band| lanes(&band.words, 2.0 * size).is_empty();
    for n in 1..=MOST_BANDS.min(bands.len().saturating_sub(3)) {
        let ends = [bands.split_at(n), bands.split_at(bands.len() - n)];
        for (at, (above, below)) in ends.into_iter().enumerate() {
            let (few, rest) = if at == 0 { (above, below) } else { (below, above) };
            // The line at the cut crosses, or the cut would be elsewhere.
            let edge = if at == 0 { few.last() } else { few.first() };
            if edge.is_some_and(is_line) && strips(&of(rest)).len() > n_columns && strips(&of(few)).len() < 2 {
                return Some(vec![of(above), of(below)]);
            }
        }
    }
    None
}

/// The words without those that stand under a picture between two columns, and those.
fn without_bridge(words: Vec<Word>) -> (Vec<Word>, Vec<Word>) {
    const MOST_ROWS: usize = 5;
    const MOST_GAPS: usize = 12;
    let size = typical_size(&words);
    let bands = bands(&words);
    let n_columns = strips(&words).len();
    if bands.len() < 8 {
        return (words, Vec::new());
    }
    let is_gap = |at: &usize| bands[*at].top - bands[at - 1].bottom >= 2.0 * size;
    for at in (1..bands.len() - 1).filter(is_gap).take(MOST_GAPS) {
        for end in at + 1..=(at + MOST_ROWS).min(bands.len() - 1) {
            let part: Vec<Word> = of(&bands[at..end]);
            let rest: Vec<Word> =
                bands[..at].iter().chain(&bands[end..]).flat_map(|band| band.words.iter().cloned()).collect();
            let is_whole = bands.get(end).is_none_or(|next| next.top - bands[end - 1].bottom > 0.5 * size);
            let is_text = |bands: &[Band]| bands.len() >= 3;
            if is_whole && is_text(&bands[..at]) && is_text(&bands[end..]) && strips(&rest).len() > n_columns.max(1) {
                return (rest, part);
            }
        }
    }
    (words, Vec::new())
}

/// Cuts where the number of columns changes: under a summary over two columns, above a table.
fn at_changes(words: &[Word]) -> Option<Vec<Vec<Word>>> {
    const LOOKED_AT: usize = 6;
    const FEWEST_ROWS: usize = 3;
    const MOST_BANDS: usize = 600;
    let bands = bands(words);
    if bands.len() < 3 || bands.len() > MOST_BANDS {
        return None;
    }
    let begins_columns = |at: usize| {
        let few = &bands[at..(at + LOOKED_AT).min(bands.len())];
        let columns = strips(&of(few));
        columns.len() > 1
            && columns.iter().all(|column| rows(column).len() >= FEWEST_ROWS)
            && few.get(..2).is_some_and(|two| strips(&of(two)).len() > 1)
    };
    let first = (0..bands.len()).find(|&at| begins_columns(at))?;
    // As far as the columns stay, which is looked for by halves.
    let holds = |end: usize| strips(&of(&bands[first..end])).len() > 1;
    let (mut known, mut end) = (first + 2, bands.len());
    if !holds(end) {
        while end - known > 1 {
            let middle = usize::midpoint(known, end);
            if holds(middle) { known = middle } else { end = middle }
        }
        end = known;
    }
    let parts = [of(&bands[..first]), of(&bands[first..end]), of(&bands[end..])];
    let parts: Vec<Vec<Word>> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (parts.len() > 1).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::super::printed::words;
    use super::*;

    /// Checks in which order the first words of the lines of a page are read.
    fn check(page: &[&str], expected: &str) {
        let found = blocks(words(page));
        let first = |line: &Line| line.words.first().map(|word| word.text.to_string()).unwrap_or_default();
        let firsts: Vec<String> = found.iter().flat_map(|block| block.lines.iter().map(first)).collect();
        assert_eq!(firsts.join(" "), expected, "{page:#?}");
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        check(
            &[
                "a1 the boat left at six    b1 and nobody rang it    c1 the lamp was lit too  ",
                "a2 and came back at two    b2 when the fog came     c2 late to be of any use ",
                "a3 with nobody in it at    b3 over the harbour in   c3 and the boat was gone ",
                "a4 all, it was said and    b4 the evening, and on   c4 by then, for all that ",
            ],
            "a1 a2 a3 a4 b1 b2 b3 b4 c1 c2 c3 c4",
        );
    }

    #[test]
    fn a_headline_over_columns_parts_two_stories() {
        check(
            &[
                "#Headline of the first story",
                "",
                "a1 the boat left at six    b1 and nobody rang it    ",
                "a2 and came back at two    b2 when the fog came     ",
                "a3 with nobody in it at    b3 over the harbour in   ",
                "",
                "",
                "#Second headline, wide",
                "",
                "d1 the lamp was lit too    e1 the boat was gone by  ",
                "d2 late to be of any use   e2 then, for all that    ",
                "d3 and nobody said a word  e3 and nobody said it    ",
            ],
            "Headline a1 a2 a3 b1 b2 b3 Second d1 d2 d3 e1 e2 e3",
        );
    }

    #[test]
    fn a_story_with_a_headline_of_its_own_is_read_alone() {
        check(
            &[
                "#The first story's head             Box head  ",
                "",
                "                                                  x0 the boat was late",
                "a1 the boat left at    b1 nobody rang it,         x1 the lamp was lit ",
                "a2 six and came back   b2 when the fog came       x2 late to be of any",
                "a3 at two with nobody  b3 over the harbour        x3 use, and the boat",
                "a4 in it, it was said  b4 in the evening          x4 was gone by then ",
            ],
            "The a1 a2 a3 a4 b1 b2 b3 b4 Box x0 x1 x2 x3 x4",
        );
    }

    #[test]
    fn rows_of_a_table_are_read_one_after_the_other() {
        check(
            &[
                "r1 the harbour office,    s1 open on all days but   ",
                "door on the left          Sunday and Monday         ",
                "",
                "r2 the lamp on the pier   s2 lit from six in the    ",
                "                          evening on, if at all     ",
                "",
                "r3 the bell               s3 rung in fog, and at    ",
                "                          noon by the keeper        ",
            ],
            "r1 door s1 Sunday r2 s2 evening r3 s3 noon",
        );
    }

    #[test]
    fn ideographs_hang_into_the_gutter() {
        check(
            &[
                "甲船在六点离岸，  乙也没有人敲钟，",
                "丙回来的时候是，  丁雾从河上来了，",
                "戊八点没有人在，  己灯亮得太晚了，",
            ],
            "甲船在六点离岸， 丙回来的时候是， 戊八点没有人在， 乙也没有人敲钟， 丁雾从河上来了， 己灯亮得太晚了，",
        );
    }
}
