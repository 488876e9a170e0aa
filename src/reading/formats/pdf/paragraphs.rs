//! Paragraphs: lines of print are put together where one goes on in the next, over columns and pages.

use super::columns::{Block, Kind};
use super::tables;
use super::words::{Line, near};
use crate::document::block::AsideKind;
use crate::reading::lexicon::Lexicon;
use crate::reading::page::asides;
use crate::reading::wrap::{ends_sentence, is_unspaced};

/// Lines that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Paragraph {
    pub(crate) lines: Vec<Line>,
    pub(crate) size: f32,
    /// What it is if it is known to be no text.
    pub(crate) aside: Option<AsideKind>,
    /// The edges of the column that its last line stands in.
    right: f32,
    /// Whether its first line begins further inside than the column.
    is_indented: bool,
    /// Whether its first line begins a block or follows words at a picture, and so may go on with another paragraph.
    begins_block: bool,
    /// The page that its last line stands on.
    page: usize,
    /// Whether it is a cell of a table.
    pub(crate) is_cell: bool,
}

impl Paragraph {
    /// Whether it is text of this size that begins within a block: its indent is told from that of the lines before it.
    pub(crate) fn is_text_within(&self, body: f32) -> bool {
        self.aside.is_none() && !self.begins_block && near(self.size, body)
    }

    /// Whether its first line begins further inside than the column.
    pub(crate) fn begins_inside(&self) -> bool {
        self.is_indented
    }

    fn text_of_last(&self) -> String {
        self.lines.last().map(Line::text).unwrap_or_default()
    }

    /// A paragraph of one line that the page prints around the text.
    pub(crate) fn of_margin(line: Line, kind: AsideKind, page: usize) -> Self {
        Paragraph {
            size: line.size,
            right: line.frame.right,
            lines: vec![line],
            aside: Some(kind),
            is_indented: false,
            begins_block: false,
            page,
            is_cell: false,
        }
    }
}

/// How the lines of a document are set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// The size of most letters.
    pub(crate) body: f32,
    /// Whether paragraphs begin with an indent.
    pub(crate) is_indented: bool,
}

/// The paragraphs of a block of page number `page`.
pub(crate) fn of_block(block: Block, setting: Setting, page: usize, lexicon: &Lexicon) -> Vec<Paragraph> {
    let style = Style::of(&block);
    let mut found: Vec<Paragraph> = Vec::new();
    let aside = (block.kind == Kind::Apart).then_some(AsideKind::Caption);
    let (right, left, is_cell) = (style.right, style.left, block.kind == Kind::Cell);
    let mut lines = block.lines.into_iter().peekable();
    let mut last: Option<Line> = None;
    while let Some(line) = lines.next() {
        let is_row = is_cell && tables::cells(&line).len() > 1;
        let begins = is_row || last.as_ref().is_none_or(|last| style.begins(last, &line, lines.peek()));
        let is_indented = style.hangs != (line.frame.left - left > 0.7 * line.size);
        match found.last_mut().filter(|_| !begins) {
            Some(paragraph) => paragraph.lines.push(line.clone()),
            None => found.push(Paragraph {
                size: line.size,
                lines: vec![line.clone()],
                aside,
                right,
                is_indented,
                begins_block: last.is_none() && !is_cell,
                page,
                is_cell,
            }),
        }
        last = Some(line);
    }
    small_print(&mut found, setting);
    jumps(&mut found, lexicon);
    for at in 1..found.len() {
        found[at].begins_block |= found[at - 1].aside.is_some();
    }
    found
}

/// Marks what is set smaller than the text: words at a picture, and notes at the foot of a column.
fn small_print(paragraphs: &mut [Paragraph], setting: Setting) {
    const MOST_LINES: usize = 14;
    let is_small = |paragraph: &Paragraph| paragraph.size < setting.body * 0.9;
    let has_text = paragraphs.iter().any(|paragraph| near(paragraph.size, setting.body));
    let mut is_foot = true;
    for paragraph in paragraphs.iter_mut().rev() {
        if !is_small(paragraph) {
            is_foot = false;
        } else if paragraph.aside.is_none() && paragraph.lines.len() <= MOST_LINES {
            let text = paragraph.lines.first().map(Line::text).unwrap_or_default();
            let is_note =
                is_foot && text.starts_with(|first: char| first.is_ascii_digit() || "*†‡①②③④⑤⑥⑦⑧⑨※".contains(first));
            let kind = if is_note { Some(AsideKind::Note) } else { has_text.then_some(AsideKind::Caption) };
            paragraph.aside = kind;
        }
    }
}

/// Marks lines that say where the text goes on, or came from: what they part goes on over them.
fn jumps(paragraphs: &mut [Paragraph], lexicon: &Lexicon) {
    for paragraph in paragraphs.iter_mut().filter(|paragraph| paragraph.aside.is_none()) {
        if paragraph.lines.len() == 1 && asides::is_jump(&paragraph.text_of_last(), lexicon) {
            paragraph.aside = Some(AsideKind::JumpLine);
        }
    }
}

/// How the lines of a block are set.
struct Style {
    left: f32,
    right: f32,
    /// From the foot of most lines to that of the next.
    pitch: f32,
    /// Whether most lines end at one edge.
    is_justified: bool,
    /// Whether all lines but the first of a paragraph are indented.
    hangs: bool,
}

/// Whether a line begins with the small number of a note.
fn begins_note(line: &Line) -> bool {
    let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
    line.words.first().is_some_and(|word| word.size < 0.8 * line.size && is_number(&word.text))
}

/// The edge that lines begin at: the leftmost that several do.
fn edge(lines: &[Line], size: f32) -> Option<f32> {
    let mut lefts: Vec<f32> = lines.iter().map(|line| line.frame.left).collect();
    lefts.sort_by(f32::total_cmp);
    let several = (lines.len() / 12).max(1);
    let begins = |at: &usize| lefts.get(at + several - 1).is_some_and(|left| left - lefts[*at] < 0.5 * size);
    (0..lefts.len()).find(begins).map(|at| lefts[at])
}

impl Style {
    fn of(block: &Block) -> Self {
        let lines = &block.lines;
        let size = lines.first().map_or(10.0, |line| line.size);
        let left = edge(lines, size).unwrap_or(block.left);
        let mut rights: Vec<f32> = lines.iter().map(|line| line.frame.right).collect();
        rights.sort_by(f32::total_cmp);
        // In a long column one line that stands out of it is none of its text.
        let right = if lines.len() < 12 { block.right } else { rights[lines.len() - 1 - lines.len() / 24] };
        let mut pitches: Vec<f32> = lines.windows(2).map(|pair| pair[1].foot - pair[0].foot).collect();
        pitches.sort_by(f32::total_cmp);
        let pitch = pitches.get(pitches.len() * 2 / 5).copied().unwrap_or(size * 1.5).max(size * 0.8);
        let n_full = lines.iter().filter(|line| right - line.frame.right < 0.6 * line.size).count();
        let mut style = Style { left, right, pitch, is_justified: n_full * 2 > lines.len(), hangs: false };
        style.hangs = style.does_hang(lines);
        style
    }

    fn is_inside(&self, line: &Line) -> bool {
        line.frame.left - self.left > 0.7 * line.size
    }

    fn is_short(&self, line: &Line) -> bool {
        self.right - line.frame.right > 2.0 * line.size
    }

    /// Whether what stands further outside begins paragraphs: then the lines before it are the short ones.
    fn does_hang(&self, lines: &[Line]) -> bool {
        let count = |is_inside: bool| {
            let pairs = lines.windows(2).filter(|pair| near(pair[0].size, pair[1].size));
            let pairs: Vec<&[Line]> = pairs.filter(|pair| self.is_inside(&pair[1]) == is_inside).collect();
            (pairs.iter().filter(|pair| self.is_short(&pair[0])).count(), pairs.len())
        };
        let ((short_in, n_in), (short_out, n_out)) = (count(true), count(false));
        n_in >= 2 && n_out >= 1 && short_out * n_in > short_in * n_out * 2 && short_out * 2 >= n_out
    }

    /// Whether a paragraph begins with `line`, which stands below `last` and above `next`.
    fn begins(&self, last: &Line, line: &Line, next: Option<&Line>) -> bool {
        if !near(last.size, line.size) {
            return true;
        }
        let gap = (line.foot - last.foot) / self.pitch;
        let text = last.text();
        let is_complete = ends_sentence(&text);
        let is_inside = self.is_inside(line);
        let is_open = !is_complete && !self.is_short(last) && !is_inside && !line.is_strong();
        if gap > 1.45 {
            // What a picture interrupts goes on below it.
            return !(is_open && gap > 3.0) || line.size > 1.5 * self.pitch;
        }
        if gap > 1.12 && (is_complete || self.is_short(last) || last.is_strong() != line.is_strong()) {
            return true;
        }
        if self.hangs {
            return !is_inside;
        }
        let stands_in_middle = |line: &Line| self.is_centred(line) && line.frame.left - self.left > 4.0 * line.size;
        if stands_in_middle(last) && !is_inside || stands_in_middle(line) && !self.is_inside(last) || begins_note(line)
        {
            return true;
        }
        if self.is_centred(last) && self.is_centred(line) && last.is_strong() == line.is_strong() {
            return is_complete;
        }
        let steps_in = line.frame.left - last.frame.left > 0.7 * line.size;
        let goes_back =
            next.is_none_or(|next| next.frame.left < line.frame.left - 0.7 * line.size || self.is_inside(next));
        if is_inside && (steps_in || self.is_inside(last)) && goes_back {
            return true;
        }
        self.has_room(last, line) && (is_complete || self.is_justified || last.is_strong() != line.is_strong())
    }

    /// Whether a line stands in the middle of its column, with white space at both sides.
    fn is_centred(&self, line: &Line) -> bool {
        let (before, after) = (line.frame.left - self.left, self.right - line.frame.right);
        before > 2.5 * line.size && (before - after).abs() < 0.8 * line.size
    }

    /// Whether the first word of `line` would have stood at the end of `last`: the break was meant.
    fn has_room(&self, last: &Line, line: &Line) -> bool {
        let room = self.right - last.frame.right;
        let Some(word) = line.words.first() else { return false };
        // A mark or a number before ideographs goes with the first of them, and not with all that follow.
        if word.text.contains(is_unspaced) {
            let n_before = word.text.chars().take_while(|letter| !is_unspaced(*letter)).count();
            return room > (2.2 + 0.6 * n_before as f32) * line.size;
        }
        room > word.frame.width() + 0.8 * line.size
    }
}

/// Puts paragraphs together that a column, a page or something between them interrupts.
pub(crate) fn join(paragraphs: Vec<Paragraph>, setting: Setting) -> Vec<Paragraph> {
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let mut open: Option<usize> = None;
    for paragraph in paragraphs {
        let target = open.filter(|&at| goes_on(&joined[at], &paragraph, setting));
        if let Some(at) = target {
            joined[at].lines.extend(paragraph.lines);
            joined[at].right = paragraph.right;
            joined[at].page = paragraph.page;
            continue;
        }
        let is_text = paragraph.aside.is_none();
        joined.push(paragraph);
        if is_text {
            open = Some(joined.len() - 1);
        }
    }
    joined
}

/// Whether `next`, which begins a block, goes on what `before` left open.
fn goes_on(before: &Paragraph, next: &Paragraph, setting: Setting) -> bool {
    if next.aside.is_some() || !next.begins_block || !near(before.size, next.size) || next.page > before.page + 1 {
        return false;
    }
    if before.size > setting.body * 1.12 || before.is_cell {
        return false;
    }
    let (Some(last), Some(first)) = (before.lines.last(), next.lines.first()) else { return false };
    if next.is_indented && setting.is_indented || last.is_strong() != first.is_strong() && first.is_strong() {
        return false;
    }
    let is_full = before.right - last.frame.right < 1.5 * last.size;
    let is_complete = ends_sentence(&before.text_of_last());
    if setting.is_indented { is_full || !is_complete } else { !is_complete }
}

#[cfg(test)]
mod tests {
    use super::super::columns;
    use super::super::printed::words;
    use super::*;

    /// Checks which lines of a page of one column belong together.
    fn check(page: &[&str], expected: &[&str]) {
        let (setting, lexicon) = (Setting { body: 10.0, is_indented: false }, Lexicon::default_words());
        let blocks = columns::blocks(words(page));
        let found: Vec<Paragraph> =
            blocks.into_iter().flat_map(|block| of_block(block, setting, 0, &lexicon)).collect();
        let text = |paragraph: &Paragraph| paragraph.lines.iter().map(Line::text).collect::<Vec<_>>().join("/");
        assert_eq!(found.iter().map(text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn paragraphs_begin_with_an_indent_or_after_a_gap() {
        check(
            &[
                "   The boat left at six and came",
                "back at eight with nobody on it",
                "at all.",
                "   Nobody was surprised by that,",
                "and the bell was not rung.",
            ],
            &[
                "The boat left at six and came/back at eight with nobody on it/at all.",
                "Nobody was surprised by that,/and the bell was not rung.",
            ],
        );
        check(
            &[
                "The boat left at six and came",
                "back at eight.",
                "",
                "Nobody was surprised by that,",
                "and no bell was rung.",
            ],
            &["The boat left at six and came/back at eight.", "Nobody was surprised by that,/and no bell was rung."],
        );
    }

    #[test]
    fn double_spacing_is_no_end_of_a_paragraph() {
        check(
            &["The boat left at six and came", "", "back at eight with nobody on", "", "it at all, and the bell rang."],
            &["The boat left at six and came/back at eight with nobody on/it at all, and the bell rang."],
        );
    }

    #[test]
    fn labels_that_stand_out_of_the_text_begin_paragraphs() {
        check(
            &[
                "ADA: The boat left at six and came",
                "     back at eight with nobody on",
                "     it at all.",
                "BEN: And nobody had rung the bell",
                "     or lit the lamp on the pier?",
                "ADA: Nobody.",
            ],
            &[
                "ADA: The boat left at six and came/back at eight with nobody on/it at all.",
                "BEN: And nobody had rung the bell/or lit the lamp on the pier?",
                "ADA: Nobody.",
            ],
        );
    }
}
