//! DOCX: the document of a word processor, as its parts say it is: text, styles, lists and notes.
//!
//! Left out on purpose, besides what `flow` leaves out: what table styles do to the type in a table.

mod body;
#[cfg(test)]
mod cases;
mod numbering;
mod styles;

use std::collections::HashMap;

use super::archive::Archive;
use super::flow::Flow;
use super::xml::{self, Node, Nodes};
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use body::Body;
use numbering::Numbering;
use styles::Styles;

/// Where the text is, unless the archive says that it is elsewhere.
const DOCUMENT: &str = "word/document.xml";
/// A title is no longer, in bytes.
const MAX_TITLE: usize = 4_096;

/// Where the text of a document is in its archive, if this is one.
pub(super) fn document(archive: &mut Archive, budget: &mut Budget) -> Option<String> {
    let stated = relations(archive, "", "_rels/.rels", budget).remove("officeDocument");
    let stated = stated.filter(|path| archive.has(path)).unwrap_or_else(|| DOCUMENT.to_owned());
    // Spreadsheets and presentations say the same of theirs.
    let is_text = stated.starts_with("word/") || !stated.starts_with("xl/") && !stated.starts_with("ppt/");
    (archive.has(&stated) && is_text).then_some(stated)
}

/// The blocks of the document whose text stands at `path` of the archive, and their text.
pub(super) fn blocks(
    archive: &mut Archive,
    path: &str,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> (Page<'static>, String) {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let paths = relations(archive, folder, &format!("{folder}/_rels/{file}.rels"), budget);
    let mut part = |kind: &str, usual: &str, budget: &mut Budget| {
        let usual = if folder.is_empty() { usual.to_owned() } else { format!("{folder}/{usual}") };
        let path = paths.get(kind).filter(|path| archive.has(path)).unwrap_or(&usual);
        archive.xml(path, budget).map(|(text, _)| text).unwrap_or_default()
    };
    let styles = Styles::read(&part("styles", "styles.xml", budget), budget);
    let numbering = Numbering::read(&part("numbering", "numbering.xml", budget), budget);
    let notes = [part("footnotes", "footnotes.xml", budget), part("endnotes", "endnotes.xml", budget)];
    let title = archive.xml("docProps/core.xml", budget).and_then(|(text, _)| title(&text));
    let (text, fault) = archive.xml(path, budget).unwrap_or((String::new(), Some(Why::Damaged)));
    let mut body = Body::new(&styles, numbering, Flow::new(lexicon, budget));
    let is_whole = body.read(&text);
    body.read_notes(&notes);
    let mut flow = body.flow;
    if let Some(why) = fault.or((!is_whole).then_some(Why::Damaged)) {
        flow.skipped.push(LeftOut { part: Part::Rest, why });
    }
    flow.finish(title.as_deref())
}

/// The parts that a part names, by what they are to it.
fn relations(archive: &mut Archive, folder: &str, path: &str, budget: &mut Budget) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let Some((text, _)) = archive.xml(path, budget) else { return found };
    for node in Nodes::of(&text) {
        let Node::Open(tag) = node else { continue };
        if xml::local(&tag) != "Relationship" {
            continue;
        }
        if budget.take(Resource::Entries, 1).is_err() || budget.is_cancelled() {
            break;
        }
        let is_outside = xml::value(&tag, "TargetMode").is_some_and(|mode| mode == "External");
        if let (Some(kind), Some(target)) = (xml::value(&tag, "Type"), xml::value(&tag, "Target"))
            && !is_outside
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = match target.strip_prefix('/') {
                Some(whole) => whole.to_owned(),
                None if folder.is_empty() => target,
                None => format!("{folder}/{target}"),
            };
            found.entry(kind).or_insert(target);
        }
    }
    found
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
