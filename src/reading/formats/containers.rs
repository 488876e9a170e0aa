//! Containers: elements that only lay out a page, such as the single cells of a column or a button around blocks, and those
//! that hold its text whatever they are called.

use std::collections::{HashMap, HashSet};

use html5ever::interface::TreeSink;
use scraper::node::Element;
use scraper::{ElementRef, Html, HtmlTreeSink, Node};

use super::elements::{Told, content_name, is_block, is_boilerplate, is_main, is_skipped, question_class};
use super::hidden::Hidden;
use super::posts::Posts;

/// The number of a node in the tree of a page.
pub(super) type Handle = <HtmlTreeSink as TreeSink>::Handle;

/// Which elements only lay out the page; what was found out about a row is not asked again at each of its cells.
pub(super) struct Layout<'a> {
    rows: HashMap<Handle, bool>,
    whereabouts: &'a Whereabouts,
}

impl<'a> Layout<'a> {
    /// The layout of a page whose text is there.
    pub(super) fn new(whereabouts: &'a Whereabouts) -> Self {
        Layout { rows: HashMap::new(), whereabouts }
    }

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
            table_around(row).is_some_and(|table| self.whereabouts.laid_out.contains(&table))
                || is_single(row) && before.into_iter().chain(behind).all(is_single)
        })
    }
}

/// Whether an element is a button that is all of a heading or term: what it unfolds stands below.
pub(super) fn is_heading_to_press(element: ElementRef<'_>) -> bool {
    let parent = element.parent().and_then(ElementRef::wrap).filter(|_| element.value().name() == "button");
    parent.is_some_and(|it| matches!(it.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary"))
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// The table that a row or cell belongs to.
fn table_around(part: ElementRef<'_>) -> Option<Handle> {
    // Between them are the row and a part of the table at most.
    let mut around = part.ancestors().take(3);
    around.find(|node| matches!(node.value(), Node::Element(tag) if tag.name() == "table")).map(|table| table.id())
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
    pub(super) content: HashSet<Handle>,
    /// Whether any element holds the main part and has text.
    pub(super) has_main: bool,
    /// Classes by which a page marks its questions: several short elements have each of them.
    pub(super) questions: HashSet<String>,
    /// Tables that lay out a page: nearly all of their text stands in one cell, in many lines.
    laid_out: HashSet<Handle>,
    /// What the page does not show.
    pub(super) hidden: Hidden,
    /// The posts of a thread.
    pub(super) posts: Posts,
    /// Elements that a page made up and sets one below the other: nothing else stands beside them.
    pub(super) rows: HashSet<Handle>,
}

impl Whereabouts {
    /// Looks through a page once.
    pub(super) fn of(html: &Html) -> Self {
        let hidden = Hidden::of(html);
        let lengths = Lengths::of(html, &hidden);
        let main = lengths.elements(html).filter(|(node, tag)| is_main(tag) && lengths.text(*node) > 0);
        // The first of the longest.
        let main = main.min_by_key(|(node, _)| std::cmp::Reverse(lengths.text(*node))).map(|(node, _)| node);
        let content = if main.is_none() { lengths.called_content(html) } else { HashSet::new() };
        let holds_most = |node: &Handle| lengths.text(*node) * 2 > lengths.all;
        let longest = content.iter().copied().max_by_key(|node| lengths.text(*node));
        let around_text = match main.or(longest).and_then(|node| html.tree.get(node)) {
            Some(node) => node.ancestors().map(|node| node.id()).collect(),
            None => lengths.in_order.iter().map(|(node, _)| *node).filter(holds_most).collect(),
        };
        let (has_main, questions) = (main.is_some() || !content.is_empty(), lengths.questions(html));
        let posts = Posts::find(html, &lengths);
        let (mut laid_out, rows) = (lengths.laid_out(html), lengths.rows(html));
        laid_out.extend(around(html, &posts.bodies));
        Whereabouts { around: around_text, content, has_main, questions, laid_out, hidden, posts, rows }
    }
}

/// The elements around any of these.
fn around(html: &Html, nodes: &HashSet<Handle>) -> HashSet<Handle> {
    let mut found = HashSet::new();
    for node in nodes.iter().filter_map(|node| html.tree.get(*node)) {
        // What is around one that was found is found.
        found.extend(
            node.ancestors().map(|node| node.id()).take_while(|node| !found.contains(node)).collect::<Vec<_>>(),
        );
    }
    found
}

/// How much text stands in each element, links and what is no text aside.
pub(super) struct Lengths {
    /// The elements with the element around each, in order.
    in_order: Vec<(Handle, Option<Handle>)>,
    texts: HashMap<Handle, usize>,
    /// How many elements in each begin or end a line.
    breaks: HashMap<Handle, usize>,
    /// In the whole page, what a site puts around its text aside.
    pub(super) all: usize,
}

impl Lengths {
    fn of(html: &Html, hidden: &Hidden) -> Self {
        let mut lengths = Lengths { in_order: Vec::new(), texts: HashMap::new(), breaks: HashMap::new(), all: 0 };
        // What is no text, and what is around it: each with all that it holds.
        let (mut apart, mut surroundings) = (HashSet::new(), HashSet::new());
        for node in html.tree.root().descendants() {
            let parent = node.parent().map(|parent| parent.id());
            let is_in = |nodes: &HashSet<Handle>| parent.is_some_and(|parent| nodes.contains(&parent));
            let (is_apart, is_around) = (is_in(&apart), is_in(&surroundings));
            match node.value() {
                Node::Element(tag) => {
                    if is_apart || is_skipped(tag) || tag.name() == "a" || hidden.nodes.contains(&node.id()) {
                        apart.insert(node.id());
                    }
                    if is_around || is_boilerplate(tag, Told::Tag) {
                        surroundings.insert(node.id());
                    }
                    lengths.in_order.push((node.id(), parent));
                    if let Some(parent) = parent.filter(|_| tag.name() == "br" || is_block(tag)) {
                        *lengths.breaks.entry(parent).or_default() += 1;
                    }
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
            let Some(parent) = parent else { continue };
            for counts in [&mut lengths.texts, &mut lengths.breaks] {
                let n = counts.get(node).copied().unwrap_or(0);
                if n > 0 {
                    *counts.entry(*parent).or_default() += n;
                }
            }
        }
        lengths
    }

    /// How much text stands in an element.
    pub(super) fn text(&self, node: Handle) -> usize {
        self.texts.get(&node).copied().unwrap_or(0)
    }

    /// The elements, in order.
    pub(super) fn elements<'a>(&'a self, html: &'a Html) -> impl Iterator<Item = (Handle, &'a Element)> {
        self.in_order.iter().filter_map(|(node, _)| match html.tree.get(*node)?.value() {
            Node::Element(tag) => Some((*node, tag)),
            _ => None,
        })
    }

    /// The elements that hold the text, by a name: the innermost that has most of it, and all that are called the same. A
    /// post of a forum has not most of it.
    fn called_content(&self, html: &Html) -> HashSet<Handle> {
        let called = || self.elements(html).filter_map(|(node, tag)| Some((node, content_name(tag)?)));
        let has_most = |node: Handle| self.text(node) * 2 >= self.all && self.text(node) > 0;
        let innermost = called().filter(|(node, _)| has_most(*node)).last();
        innermost.map_or(HashSet::new(), |(_, name)| {
            called().filter(|(_, other)| *other == name).map(|(node, _)| node).collect()
        })
    }

    /// Elements with names of a page's own (`<talk-turn>`) that are all that their element has, which is no line of text.
    fn rows(&self, html: &Html) -> HashSet<Handle> {
        // Of each element: how many others it has, how many of them are such, and what text it has in them.
        let mut within: HashMap<Handle, (usize, usize, usize)> = HashMap::new();
        for (node, parent) in &self.in_order {
            let Some(Node::Element(tag)) = html.tree.get(*node).map(|node| node.value()) else { continue };
            if let Some(parent) = parent {
                let (n, n_own, length) = within.entry(*parent).or_default();
                *n += 1;
                *n_own += usize::from(tag.name().contains('-'));
                *length += self.text(*node);
            }
        }
        let is_line =
            |tag: &Element| matches!(tag.name(), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "td" | "th");
        let holds_rows = |node: &Handle, tag: &Element| {
            let (n, n_own, length) = within.get(node).copied().unwrap_or_default();
            let may_be = is_block(tag) || tag.name().contains('-');
            may_be && !is_line(tag) && n > 1 && n == n_own && length == self.text(*node)
        };
        let holders: HashSet<Handle> =
            self.elements(html).filter(|(node, tag)| holds_rows(node, tag)).map(|(node, _)| node).collect();
        self.in_order
            .iter()
            .filter(|(_, parent)| parent.is_some_and(|it| holders.contains(&it)))
            .map(|it| it.0)
            .collect()
    }

    /// The tables that lay out a page.
    fn laid_out(&self, html: &Html) -> HashSet<Handle> {
        /// A cell of a page has so many lines; one of a talk in rows may have some paragraphs.
        const FEWEST: usize = 6;
        let mut found = HashSet::new();
        for (node, tag) in self.elements(html) {
            let n_breaks = || self.breaks.get(&node).copied().unwrap_or(0);
            if is_cell(tag.name()) && n_breaks() >= FEWEST {
                let table = html.tree.get(node).and_then(ElementRef::wrap).and_then(table_around);
                found.extend(table.filter(|table| self.text(node) * 10 >= self.text(*table) * 9));
            }
        }
        found
    }

    /// The classes that say of several elements that they are questions, none of them longer than people ask.
    fn questions(&self, html: &Html) -> HashSet<String> {
        const LONGEST: usize = 1_200;
        const FEWEST: usize = 2;
        let mut found: HashMap<&str, (usize, bool)> = HashMap::new();
        for (node, tag) in self.elements(html) {
            let Some(class) = question_class(tag) else { continue };
            let (n, is_short) = found.entry(class).or_insert((0, true));
            *n += usize::from(self.text(node) > 0);
            *is_short &= self.text(node) <= LONGEST;
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
