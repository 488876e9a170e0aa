//! Filling rows: which of the opportunities to break are taken.

use std::ops::Range;

use super::breaks::{Breaks, Segment, has_ink, ink_width};
use super::clusters::clusters_from;
use super::emergency::cut;
use super::kinsoku::Rules;
use super::orphan::mend_orphan;
use super::width::WidthPolicy;

/// How a paragraph is to be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shape {
    /// Cells that a row may take, its indent included; hanging marks stay within too.
    pub width: usize,
    /// Cells left empty before the first row.
    pub first_indent: usize,
    /// Cells left empty before the other rows.
    pub rest_indent: usize,
    /// False for preformatted text and tables: one row a line, however long.
    pub wrap: bool,
    /// Cells of `width` at its right end that only a hanging mark may use: 2 or 0 ([`Hanging::zone`](super::hanging::Hanging::zone)).
    pub hang: usize,
    /// Which breaks are forbidden and which marks hang, by the language of the paragraph.
    pub rules: Rules,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
}

impl Default for Shape {
    /// Rows of 80 cells without indent, in simplified Chinese.
    fn default() -> Self {
        Shape {
            width: 80,
            first_indent: 0,
            rest_indent: 0,
            wrap: true,
            hang: 0,
            rules: Rules::default(),
            policy: WidthPolicy::NARROW,
        }
    }
}

/// One row of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the text on this row; the rows in order give back the text.
    pub range: Range<usize>,
    /// Cells left empty before it.
    pub indent: usize,
    /// Cells that the text takes, spaces at its end not counted.
    pub width: usize,
}

/// A row narrower than this keeps no cells for hanging marks, and no indent takes more from it.
const NARROWEST: usize = 8;

/// The widest text that is comfortable to read, in cells: 40 ideographs (WCAG 2.2, 1.4.8).
const MEASURE: usize = 80;

/// The text width to use where `cells` cells are free, hang zone included: at most 80, and even, so that ideographs fill
/// the row.
pub fn measure(cells: usize) -> usize {
    let capped = cells.min(MEASURE);
    if capped > 1 { capped & !1 } else { capped }
}

/// The rows of `text`; at least one, though it may be empty.
///
/// No row is wider than `shape.width`, but for a single cluster that is wider by itself: an ideograph in a row of one
/// cell is still there, for the painter to clip.
pub fn fill(text: &str, shape: &Shape) -> Vec<Line> {
    let breaks = match shape.wrap {
        true => Breaks::new(text, shape.rules, shape.policy),
        // Where else a row might end need not be known.
        false => Breaks::of_lines(text, shape.rules, shape.policy),
    };
    fill_with(text, &breaks, shape)
}

/// The rows of `text`, whose opportunities to break are known already.
pub fn fill_with(text: &str, breaks: &Breaks, shape: &Shape) -> Vec<Line> {
    let mut filling = Filling::new(text, shape);
    let mut start = 0;
    for segment in &breaks.segments {
        filling.place(start, segment);
        start = segment.end;
        if segment.hard && start < text.len() {
            filling.next_row(start);
        }
    }
    filling.lines.push(filling.line);
    if shape.wrap && shape.rules.language.is_ideographic() {
        mend_orphan(text, breaks, shape.rest_room(), &mut filling.lines);
    }
    if shape.policy.full_quotes {
        // the ideograph that gives a quote its second cell may have gone to another row
        for line in &mut filling.lines {
            line.width = ink_width(&text[line.range.clone()], shape.policy);
        }
    }
    filling.lines
}

impl Shape {
    /// Cells at the right end that only a hanging mark may use.
    fn zone(&self) -> usize {
        if self.width > NARROWEST + self.hang { self.hang } else { 0 }
    }

    /// `indent`, so far as it leaves room for text.
    fn clamped(&self, indent: usize) -> usize {
        indent.min(self.width.saturating_sub(NARROWEST))
    }

    /// Cells for text, hanging marks aside, in rows after the first.
    fn rest_room(&self) -> usize {
        self.widest() - self.zone()
    }

    /// Cells for text that has no place to break, in rows after the first.
    fn widest(&self) -> usize {
        self.width - self.clamped(self.rest_indent)
    }
}

/// The rows so far, and the one being filled.
struct Filling<'a> {
    text: &'a str,
    shape: &'a Shape,
    lines: Vec<Line>,
    line: Line,
    /// Cells taken on this row, spaces at its end included.
    column: usize,
    /// Cells for text on this row, hanging marks aside.
    room: usize,
}

impl<'a> Filling<'a> {
    fn new(text: &'a str, shape: &'a Shape) -> Self {
        let indent = shape.clamped(shape.first_indent);
        let line = Line { range: 0..0, indent, width: 0 };
        let room = if shape.wrap { shape.width - shape.zone() - indent } else { usize::MAX };
        Filling { text, shape, lines: Vec::new(), line, column: 0, room }
    }

    /// Puts a segment on this row, or on the next, or on as many as it needs.
    fn place(&mut self, mut start: usize, segment: &Segment) {
        let mut rest = *segment;
        loop {
            if rest.tabbed {
                self.measure_again(start, &mut rest);
            }
            if self.fits(&rest) {
                return self.append(&rest);
            }
            let fresh = self.line.range.is_empty();
            if rest.ink <= self.shape.widest() && fresh {
                // a word that the first row's indent or the margin leaves no room for: it matters more than these
                self.line.indent = self.line.indent.min(self.shape.width - rest.ink);
                return self.append(&rest);
            }
            if rest.ink > self.shape.widest() {
                let room = self.room.saturating_sub(self.column);
                if let Some(piece) = cut(self.text, start..rest.end, (self.column, room), self.shape, fresh) {
                    self.append(&piece);
                    start = piece.end;
                    if rest.tabbed || self.shape.policy.full_quotes {
                        self.measure_again(start, &mut rest);
                    } else {
                        rest.width = rest.width.saturating_sub(piece.width);
                        rest.ink = rest.ink.saturating_sub(piece.width);
                    }
                    if start == rest.end {
                        return;
                    }
                }
            }
            self.next_row(start);
        }
    }

    fn fits(&self, segment: &Segment) -> bool {
        let end = self.column + segment.ink;
        end <= self.room || segment.hang > 0 && end - segment.hang <= self.room && end <= self.room + self.shape.zone()
    }

    fn append(&mut self, segment: &Segment) {
        if segment.ink > 0 {
            self.line.width = self.column + segment.ink;
        }
        self.column += segment.width;
        self.line.range.end = segment.end;
    }

    /// Begins a new row at byte `at`.
    fn next_row(&mut self, at: usize) {
        let next = Line { range: at..at, indent: self.shape.clamped(self.shape.rest_indent), width: 0 };
        self.lines.push(std::mem::replace(&mut self.line, next));
        self.column = 0;
        if self.shape.wrap {
            self.room = self.shape.rest_room();
        }
    }

    /// The width of what is left of a segment from byte `start`, if it goes on in this row; no more of it is measured
    /// than shows that no row can hold it, or each row of a long run would measure all that follows.
    fn measure_again(&self, start: usize, segment: &mut Segment) {
        (segment.width, segment.ink) = (0, 0);
        let text = &self.text[start..segment.end];
        let widest = self.room.max(self.shape.rest_room()).saturating_add(self.shape.zone());
        for cluster in clusters_from(text, self.column, self.shape.policy) {
            segment.width += cluster.width;
            if has_ink(text, &cluster) {
                segment.ink = segment.width;
            }
            if segment.ink > widest {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::*;

    /// The rows of `text` in `width` cells, indents as dots.
    #[track_caller]
    fn check(text: &str, shape: Shape, expected: &[&str]) {
        let lines = fill(text, &shape);
        let rows: Vec<String> =
            lines.iter().map(|line| ".".repeat(line.indent) + text[line.range.clone()].trim_end()).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn text_that_is_not_wrapped_has_the_rows_that_its_line_ends_alone_give() {
        for text in [
            "",
            "a",
            "a\u{c}b\u{c}",
            "灯\t亮了。  \r\n\n  “好” \t-\n",
            "e\u{301}\u{2028}x y\t",
            "\n\n\u{3000}\n",
            "“灯”\ta\n",
        ] {
            for policy in [WidthPolicy::NARROW, WidthPolicy::WIDE] {
                for first_indent in [0, 6] {
                    let shape = Shape { wrap: false, first_indent, rest_indent: 2, policy, ..Shape::default() };
                    let breaks = Breaks::new(text, shape.rules, policy);
                    assert_eq!(fill(text, &shape), fill_with(text, &breaks, &shape), "{text:?}");
                }
            }
        }
    }

    fn cells(width: usize) -> Shape {
        Shape { width, ..Shape::default() }
    }

    #[test]
    fn rows_take_as_much_as_they_hold() {
        check("今年是俄中建交的年份。", cells(12), &["今年是俄中建", "交的年份。"]);
        check("a quick brown fox", cells(11), &["a quick", "brown fox"]);
        check("", cells(10), &[""]);
    }

    #[test]
    fn a_mark_hangs_in_its_zone() {
        check("今年是俄中建，交的年份。", Shape { hang: 2, ..cells(14) }, &["今年是俄中建，", "交的年份。"]);
        check("今年是俄中建，交的年份。", Shape { hang: 0, ..cells(12) }, &["今年是俄中", "建，交的", "年份。"]);
        let traditional = Rules::default().in_language(Language::TraditionalChinese);
        let shape = Shape { hang: 2, rules: traditional, ..cells(14) };
        check("今年是俄中建，交的年份。", shape, &["今年是俄中", "建，交的", "年份。"]);
    }

    #[test]
    fn the_last_row_is_no_single_ideograph() {
        check("今年是俄中建交年。", cells(14), &["今年是俄中建", "交年。"]);
        check("今年是俄中建交。", cells(12), &["今年是俄中", "建交。"]);
    }

    #[test]
    fn indents_leave_room_for_text() {
        let shape = Shape { first_indent: 4, rest_indent: 2, ..cells(14) };
        check("今年是俄中建交的年份", shape, &["....今年是俄中", "..建交的年份"]);
        check("internationally", Shape { first_indent: 4, ..cells(16) }, &[".internationally"]);
        check("今年是新", Shape { first_indent: 9, ..cells(4) }, &["今年", "是新"]);
    }

    #[test]
    fn a_run_without_any_break_is_measured_row_by_row() {
        let rows = fill(&"a".repeat(200_005), &cells(20));
        assert_eq!((rows.len(), rows[10_000].width), (10_001, 5));
    }

    #[test]
    fn long_addresses_break_at_sensible_places() {
        let address = "见https://www.example.org/press_conference/index.html?page=12&lang=zh。";
        check(
            address,
            cells(24),
            &["见https://", "www.example.org/", "press_conference/", "index.html?", "page=12&lang=zh。"],
        );
        check("see www.example.org/press_conference", cells(14), &["see www.", "example.org/", "press_", "conference"]);
        check("abcdefghijklmnopq", cells(8), &["abcdefgh", "ijklmnop", "q"]);
    }

    #[test]
    fn a_word_uses_the_margin_before_it_is_divided() {
        let shape = Shape { hang: 2, ..cells(21) };
        check("他说（internationally）吧", shape, &["他说", "（internationally）", "吧"]);
        check("他说（internationally）吧", Shape { hang: 2, ..cells(18) }, &["他说", "（internationall", "y）吧"]);
    }

    #[test]
    fn narrow_rows_still_show_everything() {
        check("中文，ab", cells(1), &["中", "文", "，", "a", "b"]);
        check("中文，ab", cells(3), &["中", "文", "，", "ab"]);
        check("中文，abc", cells(4), &["中", "文，", "abc"]);
        check("中文", cells(0), &["中", "文"]);
    }

    #[test]
    fn lines_end_where_the_text_says_so() {
        check("上\n下\r\n左", cells(10), &["上", "下", "左"]);
        check("a\tb\nc", Shape { wrap: false, ..cells(4) }, &["a\tb", "c"]);
    }

    #[test]
    fn tabs_count_from_the_beginning_of_their_row() {
        let lines = fill("ab\tcd ef\tgh", &cells(12));
        assert_eq!(lines.iter().map(|line| line.width).collect::<Vec<_>>(), [10, 10]);
    }

    #[test]
    fn the_measure_is_even_and_capped() {
        assert_eq!([0, 1, 2, 61, 80, 200].map(measure), [0, 1, 2, 60, 80, 80]);
    }
}
