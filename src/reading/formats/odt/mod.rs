//! ODT: the document of a word processor in the OpenDocument format: text, styles, lists and notes.

mod body;
mod lists;
mod styles;

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{self, Node, Nodes};
use crate::document::left_out::{LeftOut, Part, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use body::Body;
use styles::Styles;

/// Where the text is.
pub(super) const CONTENT: &str = "content.xml";
/// A title is no longer, in bytes.
const MAX_TITLE: usize = 4_096;

/// The blocks of the document in an archive, and their text.
pub(super) fn blocks(archive: &mut Archive, lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    let mut styles = Styles::default();
    let common = archive.xml("styles.xml", budget).map(|(text, _)| text).unwrap_or_default();
    styles.read(&common, budget);
    let title = archive.xml("meta.xml", budget).and_then(|(text, _)| title(&text));
    let (text, fault) = archive.xml(CONTENT, budget).unwrap_or((String::new(), Some(Why::Damaged)));
    styles.read(&text, budget);
    let mut body = Body::new(&styles, Flow::new(lexicon, budget));
    let is_whole = body.read(&text);
    let mut flow = body.flow;
    if let Some(why) = fault.or((!is_whole).then_some(Why::Damaged)) {
        flow.skipped.push(LeftOut { part: Part::Rest, why });
    }
    flow.finish(title.as_deref())
}

/// What the properties of the file call it.
fn title(text: &str) -> Option<String> {
    let mut title: Option<String> = None;
    for node in Nodes::of(text) {
        match (node, &mut title) {
            (Node::Open(tag), None) if xml::local(&tag) == "title" => title = Some(String::new()),
            (Node::Text(text), Some(title)) if title.len() < MAX_TITLE => title.push_str(&text),
            (Node::Close(_), Some(_)) => break,
            _ => {}
        }
    }
    title
}
