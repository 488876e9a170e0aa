//! The text as it came, beside the text as it is read: its rows from where the reader is, and the repairs one by one.

use std::ops::Range;

use super::viewport::Viewport;
use crate::app::App;
use crate::app::message::{AboutRepairs, Message};
use crate::document::place::Place;
use crate::document::{Document, Repair, RepairKind};
use crate::layout::fill::{Shape, fill};
use crate::layout::kinsoku::Rules;
use crate::layout::language::Language;

/// The text as it came is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RawView {
    /// Lines of the source by which it is scrolled away from the text beside it, while that stays at `at`.
    skip: isize,
    at: Option<(usize, usize)>,
    /// Which repair was gone to last, with the place that was shown for it.
    repair: Option<(usize, Place)>,
}

/// A row of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Bytes of the source text.
    pub range: Range<usize>,
    /// Whether a repair touched it.
    pub repaired: bool,
}

/// Up to `height` rows of the source, at most `width` cells wide, from the line that the first row in view was read from.
pub fn rows(document: &Document, viewport: &Viewport, view: &RawView, width: usize, height: usize) -> Vec<RawRow> {
    let source = &document.source.text;
    let mut at = top(document, viewport, view);
    let touched = repaired_ranges(document);
    let mut rows = Vec::new();
    while rows.len() < height && at < source.len() {
        let end = source[at..].find('\n').map_or(source.len(), |feed| at + feed);
        let line = source[at..end].trim_end_matches('\r');
        let shape = Shape { width, rules: Rules::default().in_language(Language::Latin), ..Shape::default() };
        for row in fill(line, &shape).into_iter().take(height - rows.len()) {
            let range = at + row.range.start..at + row.range.end;
            let repaired = touched.iter().any(|it| it.start < range.end.max(range.start + 1) && range.start < it.end);
            rows.push(RawRow { range, repaired });
        }
        at = end + 1;
    }
    rows
}

/// Block and byte of the first row in view.
fn first_in_view(viewport: &Viewport) -> Option<(usize, usize)> {
    viewport.visible().first().map(|row| (row.block, row.range.start))
}

/// The byte at which the first line shown begins.
fn top(document: &Document, viewport: &Viewport, view: &RawView) -> usize {
    let source = &document.source.text;
    let first = first_in_view(viewport);
    let from = match first {
        // What stands before the first block (front matter, the head of a page) is seen from the beginning.
        None | Some((0, 0)) => 0,
        Some((block, byte)) => source_byte(document, block, byte),
    };
    let mut at = source[..from].rfind('\n').map_or(0, |feed| feed + 1);
    let skip = if view.at == first { view.skip } else { 0 };
    for _ in 0..skip.unsigned_abs() {
        at = match skip < 0 {
            true => source[..at.saturating_sub(1)].rfind('\n').map_or(0, |feed| feed + 1),
            false => source[at..].find('\n').map_or(at, |feed| at + feed + 1),
        };
    }
    at
}

/// The byte of the source that byte `byte` of a block's text was read from, near enough to find its line: markup between
/// the two is not counted.
fn source_byte(document: &Document, block: usize, byte: usize) -> usize {
    let known = document.blocks.get(block..).unwrap_or_default().iter().find(|block| !block.source.is_empty());
    let mut left = byte;
    for piece in known.into_iter().flat_map(|block| block.source.iter()) {
        if left < piece.len() {
            return floor_boundary(&document.source.text, piece.start + left);
        }
        left -= piece.len();
    }
    known.and_then(|block| block.source.first()).map_or(0, |piece| piece.start.min(document.source.text.len()))
}

/// The line of the source, counted from 1, that a place was read from.
pub fn line_at(document: &Document, place: Place) -> usize {
    let byte = source_byte(document, place.block, place.byte);
    document.source.text.get(..byte).map_or(1, |before| before.matches('\n').count() + 1)
}

/// The boundary of characters at `byte`, or the one before it.
fn floor_boundary(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The bytes of the source that repairs touched: the seams of blocks that were put together, with the last character
/// before and the first behind, so that the rows on both sides count; and all of what was lifted out.
fn repaired_ranges(document: &Document) -> Vec<Range<usize>> {
    let seam = |end: usize, start: usize| end.saturating_sub(1)..start + 1;
    let ranges = |repair: &Repair| -> Vec<Range<usize>> {
        let Some(block) = document.blocks.get(repair.passage.start.block) else { return Vec::new() };
        match repair.kind {
            RepairKind::LiftedOut | RepairKind::Closed => block.source.iter().collect(),
            RepairKind::Parted => {
                block.source.first().map(|piece| seam(piece.start, piece.start)).into_iter().collect()
            }
            RepairKind::Joined | RepairKind::Unwrapped | RepairKind::Mended => block
                .source
                .iter()
                .zip(block.source.iter().skip(1))
                .map(|(before, behind)| seam(before.end, behind.start))
                .collect(),
        }
    };
    document.repairs.iter().flat_map(ranges).collect()
}

impl App {
    /// Shows the text as it came beside the text, or hides it.
    pub(in crate::app) fn toggle_raw(&mut self) {
        self.raw = match self.raw {
            Some(_) => None,
            None => Some(RawView::default()),
        };
        if self.raw.is_some() {
            self.told.message = Some(Message::Repairs(AboutRepairs::Repairs(self.document.repairs.len())));
        }
    }

    /// Scrolls the text as it came, and not the text beside it.
    pub(in crate::app) fn scroll_raw(&mut self, down: bool, count: usize) {
        let Some(mut view) = self.raw else { return };
        let first = first_in_view(&self.viewport);
        if view.at != first {
            (view.at, view.skip) = (first, 0);
        }
        for _ in 0..count.clamp(1, 1000) {
            let at = top(&self.document, &self.viewport, &view);
            let can_move = if down { self.document.source.text[at..].contains('\n') } else { at > 0 };
            view.skip += if !can_move {
                0
            } else if down {
                1
            } else {
                -1
            };
        }
        self.raw = Some(view);
    }

    /// Goes to the next repair, or to the one before.
    pub(in crate::app) fn jump_repair(&mut self, forward: bool) {
        let n_repairs = self.document.repairs.len();
        if n_repairs == 0 {
            self.told.message = Some(Message::Repairs(AboutRepairs::Repairs(0)));
            return;
        }
        let here = self.viewport.place();
        let last = self.raw.and_then(|view| view.repair).filter(|(_, place)| *place == here).map(|(index, _)| index);
        let start = |index: &usize| self.document.repairs[*index].passage.start;
        let next = match (last, forward) {
            (Some(index), true) => Some(index + 1).filter(|next| *next < n_repairs),
            (Some(index), false) => index.checked_sub(1),
            (None, true) => (0..n_repairs).find(|index| start(index) > here),
            (None, false) => (0..n_repairs).rfind(|index| start(index) < here),
        };
        let Some(index) = next else {
            self.told.message = Some(Message::Repairs(AboutRepairs::NoFurtherRepair { forward }));
            return;
        };
        let repair = &self.document.repairs[index];
        self.history.leave(here);
        self.viewport.show_on_line(repair.passage.start, self.viewport.height() / 3);
        self.told.message =
            Some(Message::Repairs(AboutRepairs::Repair { number: index + 1, all: n_repairs, kind: repair.kind }));
        let place = self.viewport.place();
        self.raw.iter_mut().for_each(|view| view.repair = Some((index, place)));
    }
}
