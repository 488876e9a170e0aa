//! The page: how wide the text is set and where it stands in its pane; below this, what part of it is in view, and going from
//! place to place.

pub mod history;
pub(super) mod jumps;
pub mod raw;
pub mod reloading;
mod sideways;
pub mod viewport;

use crate::app::Settings;
use crate::app::panes::{Area, Areas};
use crate::document::Document;
use crate::layout::flow::FlowOptions;
use crate::layout::language::Language;

/// The widest that text is set unless the reader wishes otherwise: 40 ideographs (WCAG 1.4.8), in cells.
pub const MEASURE: usize = 80;

/// The narrowest that the reader may wish, in cells.
pub const NARROWEST: usize = 20;

/// Cells left of the text for bookmarks and the reading mark.
const MARGIN: u16 = 2;

/// Columns of the text pane from which on a cell is left free between these and the text, and one at its right.
const AIRY: u16 = 52;

/// What the page needs to know of a document, found out once.
#[derive(Debug, Clone, Copy)]
pub struct Facts {
    language: Language,
    /// How many questions it has.
    pub n_questions: usize,
}

impl Facts {
    /// What there is to know of `document`.
    pub fn of(document: &Document) -> Self {
        let language = Language::of(&document.text, Language::Latin);
        Facts { language, n_questions: document.questions().count() }
    }

    /// What the rows of the document depend on when they may take `width` cells. Ideographs take two, so that an odd
    /// width would waste one on nearly every row.
    pub fn options(&self, width: usize, settings: &Settings) -> FlowOptions {
        let digits = self.n_questions.max(1).ilog10() as usize + 1;
        FlowOptions {
            width: if width > 1 { width & !1 } else { 1 },
            sign: settings.sign_word + digits + 3,
            hang: if width > 12 { self.hang_zone(settings) } else { 0 },
            rules: settings.rules.in_language(self.language),
            policy: settings.policy,
        }
    }

    fn hang_zone(&self, settings: &Settings) -> usize {
        settings.rules.hanging.zone(self.language)
    }
}

/// What the rows depend on, and how many rows the text pane has.
pub fn flow(facts: Facts, areas: &Areas, raw: bool, settings: &Settings) -> (FlowOptions, usize) {
    let inner = text_area(areas, raw);
    let margin = match inner.width {
        ..16 => 0,
        16..AIRY => MARGIN,
        AIRY.. => MARGIN + 2,
    };
    let available = usize::from(inner.width.saturating_sub(margin));
    let hang = facts.hang_zone(settings);
    (facts.options(available.min(settings.measure + hang), settings), usize::from(inner.height))
}

/// Columns of the text pane from which on the text as it came stands beside the text, not below it.
const BESIDE: u16 = 78;

/// The text pane; while the text as it came is shown, the part of it that is left.
pub fn text_area(areas: &Areas, raw: bool) -> Area {
    let whole = areas.text;
    let taken = raw_area(areas);
    match raw {
        false => whole,
        true if taken.x > whole.x => Area { width: taken.x - whole.x, ..whole },
        true => Area { height: taken.y.saturating_sub(whole.y), ..whole },
    }
}

/// The part of the text pane that the text as it came takes, with the rule before it and its title: the right half of it, or
/// where that is narrow the lower, or as much as the person gave it. Both keep room for something.
pub fn raw_area(areas: &Areas) -> Area {
    let whole = areas.text;
    let before = |n_cells: u16, least: u16| {
        let share = areas.before_raw.map(|share| usize::from(n_cells) * usize::from(share) / 1000);
        let cells = share.map_or(n_cells / 2, |cells| u16::try_from(cells).unwrap_or(n_cells));
        if n_cells < 2 * least { n_cells / 2 } else { cells.clamp(least, n_cells - least) }
    };
    if is_raw_beside(areas) {
        let left = before(whole.width, LEAST_COLUMNS);
        Area { x: whole.x + left, width: whole.width - left, ..whole }
    } else {
        let above = before(whole.height, LEAST_ROWS);
        Area { y: whole.y + above, height: whole.height - above, ..whole }
    }
}

/// Whether the text as it came stands beside the text, not below it.
pub fn is_raw_beside(areas: &Areas) -> bool {
    areas.text.width >= BESIDE
}

/// Columns that the text and the text as it came keep at least beside each other, …
const LEAST_COLUMNS: u16 = 24;
/// … and rows above each other.
const LEAST_ROWS: u16 = 3;

/// Cells from the first column of the text, set in `width` cells, to the edge of its pane.
pub fn room(areas: &Areas, raw: bool, width: usize) -> usize {
    let inner = text_area(areas, raw);
    usize::from(inner.width - text_column(inner, width))
}

/// The column of the pane's inside at which the text begins: centred, with the margin before it.
pub fn text_column(inner: Area, width: usize) -> u16 {
    let spare = inner.width.saturating_sub(width as u16);
    if spare < MARGIN { 0 } else { (spare / 2).max(MARGIN + gap(inner)) }
}

/// Cells left free between the margin and the text.
pub fn gap(inner: Area) -> u16 {
    u16::from(inner.width >= AIRY)
}
