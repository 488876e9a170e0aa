//! Plain text: paragraphs are parted by empty lines.

use super::draft::{Draft, Page};
use crate::document::block::BlockKind;

/// The paragraphs of a plain text.
pub(super) fn blocks(text: &str) -> Page {
    let mut drafts = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        if !content.is_empty() {
            let indent = line.len() - line.trim_start().len();
            drafts.push(Draft::of_line(BlockKind::Paragraph, content, start + indent..start + indent + content.len()));
        }
        start += line.len();
    }
    Page { drafts, ..Page::default() }
}
