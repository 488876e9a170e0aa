//! Containers: elements that only lay out a page, such as the single cells of a column or a button around blocks, and those
//! that hold its text whatever they are called.

use std::collections::{HashMap, HashSet};

use html5ever::interface::TreeSink;
use scraper::node::Element;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

use super::elements::{Told, is_boilerplate, is_called_content, is_main, is_skipped, question_class};

/// The number of a node in the tree of a page.
pub(super) type Handle = <HtmlTreeSink as TreeSink>::Handle;

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
                    || is_heading_to_press(element)
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

/// Whether a button is all of a heading or term: what it unfolds stands below.
fn is_heading_to_press(button: ElementRef<'_>) -> bool {
    let parent = button.parent().and_then(ElementRef::wrap);
    parent.is_some_and(|it| matches!(it.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary"))
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Whether a row has one cell.
fn is_single(row: ElementRef<'_>) -> bool {
    row.children().filter_map(ElementRef::wrap).filter(|child| is_cell(child.value().name())).take(2).count() == 1
}

/// Where the text of a page is, as far as its tags say it.
#[derive(Default)]
pub(super) struct Whereabouts {
    /// The elements around the text: whatever their names say, they hold it. A site may set its article in what it calls a
    /// side bar; a teaser there is shorter.
    pub(super) around: HashSet<Handle>,
    /// What holds the text, where no tag but a name says it.
    pub(super) content: Option<Handle>,
    /// Whether any element holds the main part and has text.
    pub(super) has_main: bool,
    /// Classes by which a page marks its questions: several short elements have each of them.
    pub(super) questions: HashSet<String>,
}

impl Whereabouts {
    /// Looks through a page once.
    pub(super) fn of(html: &Html) -> Self {
        let lengths = Lengths::of(html);
        let longest = |is_such: &dyn Fn(&Element) -> bool| {
            let found = lengths.in_order.iter().filter(|(node, _)| lengths.is(html, *node, is_such));
            found.map(|(node, _)| (lengths.text(*node), *node)).filter(|(length, _)| *length > 0).fold(
                None,
                |longest: Option<(usize, Handle)>, it| if longest.is_none_or(|best| it.0 > best.0) { Some(it) } else { longest },
            )
        };
        let main = longest(&is_main).map(|(_, node)| node);
        // A name alone is believed where the element holds most of the text: a post of a forum does not.
        let called = longest(&is_called_content).filter(|(length, _)| length * 5 >= lengths.all * 3);
        let content = called.map(|(_, node)| node).filter(|_| main.is_none());
        let holds_most = |node: &Handle| lengths.text(*node) * 2 > lengths.all;
        let around = match main.or(content).and_then(|node| html.tree.get(node)) {
            Some(node) => node.ancestors().map(|node| node.id()).collect(),
            None => lengths.in_order.iter().map(|(node, _)| *node).filter(holds_most).collect(),
        };
        let questions = lengths.questions(html);
        Whereabouts { around, content, has_main: main.or(content).is_some(), questions }
    }
}

/// How much text stands in each element, links and what is no text aside.
struct Lengths {
    /// The elements with the element around each, in order.
    in_order: Vec<(Handle, Option<Handle>)>,
    texts: HashMap<Handle, usize>,
    /// In the whole page, what a site puts around its text aside.
    all: usize,
}

impl Lengths {
    fn of(html: &Html) -> Self {
        let mut lengths = Lengths { in_order: Vec::new(), texts: HashMap::new(), all: 0 };
        // What is no text, and what is around it: each with all that it holds.
        let (mut apart, mut surroundings) = (HashSet::new(), HashSet::new());
        for node in html.tree.root().descendants() {
            let parent = node.parent().map(|parent| parent.id());
            let is_in = |nodes: &HashSet<Handle>| parent.is_some_and(|parent| nodes.contains(&parent));
            let (is_apart, is_around) = (is_in(&apart), is_in(&surroundings));
            match node.value() {
                Node::Element(tag) => {
                    if is_apart || is_skipped(tag) || tag.name() == "a" {
                        apart.insert(node.id());
                    }
                    if is_around || is_boilerplate(tag, Told::ByTag) {
                        surroundings.insert(node.id());
                    }
                    lengths.in_order.push((node.id(), parent));
                }
                Node::Text(text) if !is_apart => {
                    let length = text.trim().len();
                    *parent.map_or(&mut 0, |parent| lengths.texts.entry(parent).or_default()) += length;
                    lengths.all += if is_around { 0 } else { length };
                }
                _ => {}
            }
        }
        for (node, parent) in lengths.in_order.iter().rev() {
            let length = lengths.texts.get(node).copied().unwrap_or(0);
            if let Some(parent) = parent.filter(|_| length > 0) {
                *lengths.texts.entry(parent).or_default() += length;
            }
        }
        lengths
    }

    fn text(&self, node: Handle) -> usize {
        self.texts.get(&node).copied().unwrap_or(0)
    }

    fn is(&self, html: &Html, node: Handle, is_such: &dyn Fn(&Element) -> bool) -> bool {
        html.tree.get(node).is_some_and(|node| matches!(node.value(), Node::Element(tag) if is_such(tag)))
    }

    /// The classes that say of several elements that they are questions, none of them longer than people ask.
    fn questions(&self, html: &Html) -> HashSet<String> {
        const LONGEST: usize = 1_200;
        const FEWEST: usize = 2;
        let mut found: HashMap<&str, (usize, bool)> = HashMap::new();
        for (node, _) in &self.in_order {
            let Some(Node::Element(tag)) = html.tree.get(*node).map(|node| node.value()) else { continue };
            let Some(class) = question_class(tag) else { continue };
            let (n, is_short) = found.entry(class).or_insert((0, true));
            *n += usize::from(self.text(*node) > 0);
            *is_short &= self.text(*node) <= LONGEST;
        }
        let such = found.into_iter().filter(|(_, (n, is_short))| *n >= FEWEST && *is_short);
        such.map(|(class, _)| class.to_owned()).collect()
    }
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
