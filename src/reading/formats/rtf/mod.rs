//! RTF: the document of a word processor as a text with control words.
//!
//! Left out on purpose, besides what `flow` leaves out: pictures and other objects, and the lists by their definitions, as
//! what is printed before an item stands before it (`\listtext`).

mod body;
mod destinations;
mod encodings;
mod paragraphs;
mod tables;
mod tokens;

use super::flow::Flow;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, is_blank};
use crate::reading::lexicon::Lexicon;
use body::Body;

/// What RTF begins with.
const START: &[u8] = b"{\\rtf";
/// The mark of UTF-8, which some programs set before it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether the bytes of a file are RTF.
pub(crate) fn is_rtf(bytes: &[u8]) -> bool {
    bare(bytes).starts_with(START)
}

fn bare(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start()
}

/// The blocks of a document, and their text.
pub(super) fn blocks(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    let spent = budget.take(Resource::Bytes, bytes.len()).err();
    let mut body = Body::new(Flow::new(lexicon, budget));
    let mut is_whole = true;
    if spent.is_none() {
        is_whole = body.read(bare(bytes));
    }
    let title = body.title();
    let mut flow = body.into_flow();
    let damaged = (!is_whole).then_some(Why::Damaged);
    if let Some(why) = spent.map(Why::Spent).or(damaged) {
        flow.skipped.push(LeftOut { part: Part::Rest, why });
    }
    flow.finish(Some(title.trim_matches(is_blank)))
}
