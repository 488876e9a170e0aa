//! Data that hold no talk: shown as they are, with a word about what they are. Nobody speaks in them.

use crate::document::block::BlockKind;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::draft::{Draft, Line, Page, Stated};

/// So many lines are a block.
const LINES: usize = 20;

/// The page of a text that is data of some kind.
pub(super) fn page<'a>(text: &'a str, kind: &'static str) -> Page<'a> {
    if let Some(mut page) = super::plain::undivided(text) {
        page.stated.data = Some(kind);
        return page;
    }
    let mut drafts = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    let mut at = 0;
    for row in text.split_inclusive('\n') {
        let shown = row.trim_end().trim_start_matches('\u{feff}');
        let start = at + row.trim_end().len() - shown.len();
        at += row.len();
        if !shown.is_empty() {
            lines.push(Line::verbatim(shown, start..start + shown.len()));
        }
        if lines.len() == LINES || shown.is_empty() && !lines.is_empty() {
            drafts.push(Draft::new(BlockKind::Preformatted, std::mem::take(&mut lines)));
        }
    }
    if !lines.is_empty() {
        drafts.push(Draft::new(BlockKind::Preformatted, lines));
    }
    Page { drafts, stated: Stated { data: Some(kind), ..Stated::default() } }
}

/// The page of data that hold a talk, but more of it than can be read.
pub(super) fn too_much<'a>(text: &'a str, kind: &'static str, spent: Resource) -> Page<'a> {
    let mut page = page(text, kind);
    page.stated.skipped.push(LeftOut { part: Part::Tags, why: Why::Spent(spent) });
    page
}
