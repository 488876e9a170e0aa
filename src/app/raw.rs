//! The text as it came, beside the text as it is read: its rows from where the reader is.

use std::ops::Range;

use super::viewport::Viewport;
use crate::document::Document;
use crate::layout::fill::{Shape, fill};
use crate::layout::language::Language;

/// A row of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// Bytes of the source text.
    pub range: Range<usize>,
    /// Whether a repair touched it.
    pub repaired: bool,
}

/// Up to `height` rows of the source, at most `width` cells wide, from the line that the first block in view begins on.
pub fn rows(document: &Document, viewport: &Viewport, width: usize, height: usize) -> Vec<RawRow> {
    let source = &document.source.text;
    let block = viewport.visible().first().map_or(0, |row| row.block);
    let known = document.blocks.get(block..).unwrap_or_default().iter().find_map(|block| block.source.first());
    let from = known.map_or(0, |piece| piece.start.min(source.len()));
    let mut at = source[..from].rfind('\n').map_or(0, |feed| feed + 1);
    let touched = repaired_ranges(document);
    let mut rows = Vec::new();
    while rows.len() < height && at < source.len() {
        let end = source[at..].find('\n').map_or(source.len(), |feed| at + feed);
        let line = source[at..end].trim_end_matches('\r');
        let shape = Shape { width, language: Language::Latin, ..Shape::default() };
        for row in fill(line, &shape).into_iter().take(height - rows.len()) {
            let range = at + row.range.start..at + row.range.end;
            let repaired = touched.iter().any(|it| it.start < range.end.max(range.start + 1) && range.start < it.end);
            rows.push(RawRow { range, repaired });
        }
        at = end + 1;
    }
    rows
}

/// The bytes of the source around the seams of blocks that were put together: what the repairs bridged, with the last
/// character before and the first behind, so that the rows on both sides count as touched.
fn repaired_ranges(document: &Document) -> Vec<Range<usize>> {
    let repaired = document.repairs.iter().filter_map(|repair| document.blocks.get(repair.passage.start.block));
    repaired
        .flat_map(|block| block.source.windows(2).map(|pair| pair[0].end.saturating_sub(1)..pair[1].start + 1))
        .collect()
}
