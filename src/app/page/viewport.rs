//! What part of the document is on the screen: a place in the text and the row of the pane that it stands on. Rows are
//! made for the blocks in view only, so that every step costs what the screen costs, however long the document.

use std::collections::HashMap;
use std::sync::Arc;

use crate::document::Document;
use crate::document::place::Place;
use crate::layout::columns::Columns;
use crate::layout::flow::{self, FlowOptions, Row, RowRole};

/// A row of the laid-out document: block, and row within the block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
struct RowAt {
    block: usize,
    row: usize,
}

/// The part of the document in view.
#[derive(Debug)]
pub struct Viewport {
    place: Place,
    /// The row of the pane that the place stands on, from 0.
    line: usize,
    /// The row that it was put on; at the end of the document a higher pane pushes it down.
    wanted_line: usize,
    /// The row that the place is to stand on after scrolling; blank rows may push it down, a lower pane up.
    home: usize,
    /// Whether the pane may stay empty below the end of the document: after a jump, which lands at the top.
    beyond_end: bool,
    height: usize,
    options: FlowOptions,
    cache: HashMap<usize, Arc<[Row]>>,
    columns: Columns,
    visible: Vec<Row>,
    /// Cells of the widest row of the blocks that are in view.
    widest: usize,
    /// The byte of the document at which the pane begins when it shows the end.
    last_start: usize,
}

/// Blocks whose rows are kept; more than any screen shows.
const CACHED_BLOCKS: usize = 512;

/// How the text stands in its pane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stance {
    /// What is read.
    pub place: Place,
    /// Its row in the pane.
    line: usize,
    /// The row on which what is read next stands.
    home: usize,
    /// The pane may be empty below the end of the document.
    beyond_end: bool,
}

impl Stance {
    /// A place in the first row.
    pub fn at(place: Place) -> Self {
        Stance { place, line: 0, home: 0, beyond_end: false }
    }
}

impl Viewport {
    /// A view of the beginning, `height` rows high.
    pub fn new(options: FlowOptions, height: usize) -> Self {
        Viewport {
            place: Place::default(),
            line: 0,
            wanted_line: 0,
            home: 0,
            beyond_end: false,
            height,
            options,
            cache: HashMap::new(),
            columns: Columns::default(),
            visible: Vec::new(),
            widest: 0,
            last_start: 0,
        }
    }

    /// The place that is being read.
    pub fn place(&self) -> Place {
        self.place
    }

    /// The row of the pane that the place stands on, from 0.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The rows in view, from the top; fewer than the pane is high at the end of the document.
    pub fn visible(&self) -> &[Row] {
        &self.visible
    }

    /// Cells of the widest row of the blocks in view, of rows that are not in view, too.
    pub fn widest(&self) -> usize {
        self.widest
    }

    /// Rows of the pane.
    pub fn height(&self) -> usize {
        self.height
    }

    /// What the rows depend on.
    pub fn options(&self) -> &FlowOptions {
        &self.options
    }

    /// Forgets all rows, for another document.
    pub fn forget(&mut self) {
        self.cache.clear();
        self.columns = Columns::default();
        self.visible.clear();
    }

    /// Takes another size; the place stays.
    pub fn resize(&mut self, options: FlowOptions, height: usize) {
        if options != self.options {
            self.cache.clear();
        }
        if options != self.options || height.max(1) != self.height {
            self.height = height.max(1);
            self.line = self.wanted_line.min(self.height - 1);
        }
        self.options = options;
    }

    /// Lays out the rows in view.
    pub fn lay_out(&mut self, document: &Document) {
        let at = self.locate(document, self.place);
        let mut top = self.step(document, at, -(self.line as isize));
        let last_top = self.last_top(document);
        self.last_start = document.offset(self.place_of(document, last_top));
        if !self.beyond_end {
            top = top.min(last_top);
        }
        self.line = self.distance(document, top, at);
        self.visible.clear();
        self.widest = 0;
        let mut block = top.block;
        let mut skip = top.row;
        while self.visible.len() < self.height && block < document.blocks.len() {
            let rows = self.rows(document, block);
            self.widest = rows.iter().map(|row| row.width).max().unwrap_or(0).max(self.widest);
            let wanted = self.height - self.visible.len();
            self.visible.extend(rows.iter().skip(skip).take(wanted).cloned());
            (block, skip) = (block + 1, 0);
        }
    }

    /// Shows `place` on the first row of the pane, even if little text is left below it.
    pub fn show_at_top(&mut self, place: Place) {
        self.put(place, 0);
        (self.home, self.beyond_end) = (0, true);
    }

    /// Shows `place` on row `line` of the pane, or lower where the document ends.
    pub fn show_on_line(&mut self, place: Place, line: usize) {
        self.put(place, line.min(self.height.saturating_sub(1)));
        (self.home, self.beyond_end) = (0, false);
    }

    /// How the text stands in the pane, to be put so again.
    pub fn stance(&self) -> Stance {
        Stance { place: self.place, line: self.line, home: self.home, beyond_end: self.beyond_end }
    }

    /// Puts the text as it stood.
    pub fn stand(&mut self, Stance { place, line, home, beyond_end }: Stance) {
        self.put(place, line.min(self.height.saturating_sub(1)));
        (self.home, self.beyond_end) = (home, beyond_end);
    }

    fn put(&mut self, place: Place, line: usize) {
        (self.place, self.line, self.wanted_line) = (place, line, line);
    }

    /// Makes `place` the one that is read, without scrolling if it is in view, else a third down the pane.
    pub fn show(&mut self, document: &Document, place: Place) {
        let top = self.top(document);
        let at = self.locate(document, place);
        let line = self.distance(document, top, at);
        let in_view = at >= top && line < self.height;
        let beyond_end = self.beyond_end && in_view;
        self.show_on_line(place, if in_view { line } else { self.height / 3 });
        self.beyond_end = beyond_end;
    }

    /// Makes the row in view that is nearest to row `line` of the pane, and has text, the one that is read; the text stays, and
    /// what is read next stands on that row, too, until something is gone to.
    pub fn read_on(&mut self, line: usize) {
        let rows = self.visible.iter().enumerate().filter(|(_, row)| row.role != RowRole::Blank);
        let nearest = rows.min_by_key(|(at, _)| at.abs_diff(line));
        let Some((line, row)) = nearest else { return };
        let place = Place { block: row.block, byte: row.range.start };
        self.put(place, line);
        self.home = line;
    }

    /// Shows the end of the document at the end of the pane, where its last row is the one that is read, as in vim: whatever
    /// asks where the reader is gets an answer about the end, and not about what the pane happens to begin with.
    pub fn show_end(&mut self, document: &Document) {
        let top = self.last_top(document);
        self.home = self.height.saturating_sub(1);
        self.set_top(document, top);
    }

    /// Scrolls by `n_rows`, down if positive, as far as there is text. False if there was nowhere to go. Where the text ends
    /// before that, the row is read that would have come to the first row: what is new begins there.
    pub fn scroll(&mut self, document: &Document, n_rows: isize) -> bool {
        let top = self.top(document);
        let wanted = self.step(document, top, n_rows);
        let last = self.last_top(document);
        let new = if n_rows > 0 { wanted.min(last).max(top) } else { wanted };
        if new == top {
            return false;
        }
        self.set_top(document, new);
        let missed = self.distance(document, new, wanted);
        if n_rows > 0 && missed > self.line {
            self.read_row(document, new, missed);
        }
        true
    }

    /// Scrolls by one row, or moves the place by one where the text cannot scroll. False at the very ends.
    pub fn step_line(&mut self, document: &Document, down: bool) -> bool {
        self.scroll(document, if down { 1 } else { -1 }) || self.step_place(document, down)
    }

    fn step_place(&mut self, document: &Document, down: bool) -> bool {
        let at = self.locate(document, self.place);
        let Some(next) = self.next_text_row(document, at, down) else { return false };
        let top = self.top(document);
        let (place, line) = (self.place_of(document, next), self.distance(document, top, next));
        self.put(place, line);
        self.home = line;
        true
    }

    /// The place at the beginning of the row `n_rows` below `place`, or above if negative.
    pub fn place_below(&mut self, document: &Document, place: Place, down: bool) -> Option<Place> {
        let at = self.locate(document, place);
        self.next_text_row(document, at, down).map(|row| self.place_of(document, row))
    }

    /// How far the reader is, in percent: 0 while the first row is in view at the top, 100 once the last one is in view;
    /// in between by the bytes above the pane.
    pub fn percent(&self, document: &Document) -> usize {
        let Some((first, last)) = self.visible.first().zip(self.visible.last()) else { return 100 };
        let offset = |row: &Row, byte: usize| document.offset(Place { block: row.block, byte });
        let all = document.text.trim_end().len();
        if offset(last, last.range.end) >= all {
            return 100;
        }
        (offset(first, first.range.start) * 100 / self.last_start.max(1)).min(99)
    }

    fn top(&mut self, document: &Document) -> RowAt {
        let at = self.locate(document, self.place);
        self.step(document, at, -(self.line as isize))
    }

    /// Puts `top` on the first row, and the place on the first row with text from the home row on.
    fn set_top(&mut self, document: &Document, top: RowAt) {
        self.read_row(document, top, self.home);
        self.beyond_end = top > self.last_top(document);
    }

    /// With `top` on the first row, makes the first row with text from row `line` on the one that is read.
    fn read_row(&mut self, document: &Document, top: RowAt, line: usize) {
        let home = self.step(document, top, line.min(self.height.saturating_sub(1)) as isize);
        let shows_text = |viewport: &mut Self, at: RowAt| viewport.is_text(document, at);
        let at = if shows_text(self, home) {
            home
        } else {
            let below = self.next_text_row(document, home, true);
            below.or_else(|| self.next_text_row(document, home, false)).unwrap_or(home)
        };
        let (place, line) = (self.place_of(document, at), self.distance(document, top, at));
        self.put(place, line);
    }

    /// The top row with which the last row of the document stands on the last row of the pane.
    fn last_top(&mut self, document: &Document) -> RowAt {
        let end = RowAt { block: document.blocks.len(), row: 0 };
        self.step(document, end, -(self.height as isize))
    }

    fn rows(&mut self, document: &Document, block: usize) -> Arc<[Row]> {
        if let Some(rows) = self.cache.get(&block) {
            return Arc::clone(rows);
        }
        if self.cache.len() >= CACHED_BLOCKS {
            self.cache.clear();
        }
        let rows: Arc<[Row]> = flow::rows(document, block, &self.options, &mut self.columns).into();
        self.cache.insert(block, Arc::clone(&rows));
        rows
    }

    fn is_text(&mut self, document: &Document, at: RowAt) -> bool {
        self.rows(document, at.block).get(at.row).is_some_and(|row| row.role != RowRole::Blank)
    }

    /// The row that shows `place`.
    fn locate(&mut self, document: &Document, place: Place) -> RowAt {
        let rows = self.rows(document, place.block);
        let shows = |row: &Row| row.role != RowRole::Blank && row.range.start <= place.byte;
        let row = rows.iter().rposition(shows).or_else(|| rows.iter().position(|row| row.role != RowRole::Blank));
        RowAt { block: place.block, row: row.unwrap_or(0) }
    }

    fn place_of(&mut self, document: &Document, at: RowAt) -> Place {
        let rows = self.rows(document, at.block);
        Place { block: at.block, byte: rows.get(at.row).map_or(0, |row| row.range.start) }
    }

    /// The row `n_rows` below `from`, or above if negative, as far as there are rows.
    fn step(&mut self, document: &Document, from: RowAt, n_rows: isize) -> RowAt {
        let mut at = from;
        let mut left = n_rows.unsigned_abs();
        while left > 0 {
            let Some((next, taken)) = self.leap(document, at, left, n_rows > 0) else { break };
            (at, left) = (next, left - taken);
        }
        at
    }

    /// Up to `limit` rows on from `at` without leaving its block or, at the block's edge, one row into the next; with
    /// how many rows that was.
    fn leap(&mut self, document: &Document, at: RowAt, limit: usize, down: bool) -> Option<(RowAt, usize)> {
        let n_rows = self.rows(document, at.block).len();
        if down {
            let within = n_rows.saturating_sub(at.row + 1).min(limit);
            if within > 0 {
                return Some((RowAt { row: at.row + within, ..at }, within));
            }
            let block = (at.block + 1..document.blocks.len()).find(|&block| !self.rows(document, block).is_empty())?;
            Some((RowAt { block, row: 0 }, 1))
        } else {
            let within = at.row.min(limit);
            if within > 0 {
                return Some((RowAt { row: at.row - within, ..at }, within));
            }
            let block = (0..at.block).rev().find(|&block| !self.rows(document, block).is_empty())?;
            let row = self.rows(document, block).len() - 1;
            Some((RowAt { block, row }, 1))
        }
    }

    /// The nearest row with text below or above `from`.
    fn next_text_row(&mut self, document: &Document, from: RowAt, down: bool) -> Option<RowAt> {
        let mut at = from;
        loop {
            (at, _) = self.leap(document, at, 1, down)?;
            if self.is_text(document, at) {
                return Some(at);
            }
        }
    }

    /// Rows from `top` down to `at`; more than the pane is high counts as just that.
    fn distance(&mut self, document: &Document, top: RowAt, at: RowAt) -> usize {
        let mut seen = top;
        let mut n_rows = 0;
        while seen < at && n_rows < self.height {
            let Some((next, _)) = self.leap(document, seen, 1, true) else { break };
            (seen, n_rows) = (next, n_rows + 1);
        }
        n_rows
    }
}
