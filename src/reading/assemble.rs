//! The last step: drafts become the blocks of a document.

use super::decode::Decoded;
use super::draft::Page;
use super::format::Format;
use crate::document::block::Block;
use crate::document::{Document, Source, Warning};

/// The document that a page holds.
pub(super) fn document(page: Page, decoded: Decoded, format: Format, name: &str) -> Document {
    let mut document = Document {
        source: Source { path: name.to_owned(), format: format.name(), encoding: decoded.encoding, text: decoded.text },
        stated_title: page.stated.title,
        ..Document::default()
    };
    for draft in page.drafts {
        let start = document.text.len();
        for line in &draft.lines {
            document.text.push_str(&line.text);
        }
        let text = start..document.text.len();
        document.text.push('\n');
        let source = draft.lines.into_iter().map(|line| line.source).collect();
        document.blocks.push(Block { kind: draft.kind, text, label: 0, spans: Vec::new(), source });
    }
    if decoded.n_replaced > 0 {
        document.warnings.push(Warning::ReplacedBytes(decoded.n_replaced));
    }
    if document.blocks.is_empty() {
        document.warnings.push(Warning::Empty);
    }
    document
}
