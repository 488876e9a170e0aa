//! Containers: elements that only lay out a page, such as the single cells of a column or a button around blocks.

use std::collections::{HashMap, HashSet};

use html5ever::interface::TreeSink;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

use super::elements::is_main;

/// The number of a node in the tree of a page.
type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Which elements only lay out the page; what was found out about a row is not asked again at each of its cells.
#[derive(Default)]
pub(super) struct Layout {
    rows: HashMap<Handle, bool>,
}

impl Layout {
    /// Whether an element is a row of one cell among such rows, the cell of one, or a button with blocks in it, which is
    /// no caption of a button.
    pub(super) fn holds(&mut self, element: ElementRef<'_>) -> bool {
        match element.value().name() {
            "tr" => self.is_row(element),
            "button" => {
                element.children().filter_map(ElementRef::wrap).any(|child| matches!(child.value().name(), "div" | "p"))
            }
            name if is_cell(name) => {
                let row = element.parent().and_then(ElementRef::wrap);
                row.is_some_and(|row| row.value().name() == "tr" && self.is_row(row))
            }
            _ => false,
        }
    }

    fn is_row(&mut self, row: ElementRef<'_>) -> bool {
        *self.rows.entry(row.id()).or_insert_with(|| {
            let before = row.prev_siblings().find_map(ElementRef::wrap);
            let behind = row.next_siblings().find_map(ElementRef::wrap);
            is_single(row) && before.into_iter().chain(behind).all(is_single)
        })
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Whether a row has one cell.
fn is_single(row: ElementRef<'_>) -> bool {
    row.children().filter_map(ElementRef::wrap).filter(|child| is_cell(child.value().name())).take(2).count() == 1
}

/// The elements around the longest main part of a page: whatever their names say, they hold the text. A site may set its
/// article in what it calls a side bar; a teaser there is shorter.
pub(super) fn around_the_text(html: &Html) -> HashSet<Handle> {
    // The outermost main part of each element within one, and the bytes of text in each.
    let mut within: HashMap<Handle, Handle> = HashMap::new();
    let mut lengths: HashMap<Handle, usize> = HashMap::new();
    for node in html.tree.root().descendants() {
        let outer = node.parent().and_then(|parent| within.get(&parent.id()).copied());
        match (node.value(), outer) {
            (Node::Element(_), Some(outer)) => {
                within.insert(node.id(), outer);
            }
            (Node::Element(tag), None) if is_main(tag) => {
                within.insert(node.id(), node.id());
            }
            (Node::Text(text), Some(outer)) => *lengths.entry(outer).or_default() += text.trim().len(),
            _ => {}
        }
    }
    let longest = lengths.into_iter().max_by_key(|(node, length)| (*length, std::cmp::Reverse(*node)));
    let node = longest.and_then(|(node, _)| html.tree.get(node));
    node.map(|node| node.ancestors().map(|node| node.id()).collect()).unwrap_or_default()
}

/// Whether a text that was kept as Markdown is the HTML of a page: one element holds all of it.
pub(super) fn is_page(body: &str) -> bool {
    let body = body.trim();
    let name = ["div", "article", "section", "main", "body", "html"].into_iter().find(|name| {
        let inner = body.strip_prefix('<').and_then(|rest| rest.strip_prefix(*name));
        inner.is_some_and(|rest| rest.starts_with(|letter: char| letter == '>' || letter.is_ascii_whitespace()))
    });
    name.is_some_and(|name| {
        let is_closed = body.ends_with(&format!("</{name}>"));
        // Markdown within it would stand between empty lines.
        is_closed && ["</p>", "<br", "</tr>", "</blockquote>"].iter().any(|tag| body.contains(tag))
    })
}
