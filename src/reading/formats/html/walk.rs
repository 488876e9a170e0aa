//! The walk through the tree of a page, from tag to tag: what is a block, and what of it is text.

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::Ways;
use super::gloss::Gloss;
use super::white_space::collapsed;
use crate::document::block::{AsideKind, BlockKind, SpanStyle};
use crate::reading::draft::{Composer, Draft, Line, Page, Stated, is_blank};
use crate::reading::formats::containers::{Handle, Layout, Whereabouts, is_heading_to_press};
use crate::reading::formats::elements::{
    classes, is_block, is_boilerplate, is_caption, is_main, is_notes, is_question, is_skipped, is_title, question_class,
};
use crate::reading::formats::plain;
use crate::reading::lexicon::Lexicon;
use crate::reading::paragraphs;

/// The blocks of a page, told in these `ways`.
pub(super) fn walk(html: &Html, whereabouts: &Whereabouts, ways: Ways, lexicon: &Lexicon) -> Page<'static> {
    let mut walk = Walk::new(whereabouts, ways, lexicon);
    let mut layout = Layout::new(whereabouts);
    let mut node = html.tree.root();
    'tree: loop {
        match node.value() {
            Node::Element(_) if ElementRef::wrap(node).is_some_and(is_heading_to_press) => {}
            Node::Element(_) if ElementRef::wrap(node).is_some_and(|element| layout.holds(element)) => {
                walk.flush(BlockKind::Paragraph);
                walk.open_post(node.id());
            }
            Node::Element(tag) => walk.open(tag, node.id()),
            Node::Text(text) => walk.text(text),
            _ => {}
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        // A loop, for a page may nest deeper than the stack is high.
        loop {
            match node.value() {
                Node::Element(_) if ElementRef::wrap(node).is_some_and(is_heading_to_press) => {}
                Node::Element(_) if ElementRef::wrap(node).is_some_and(|element| layout.holds(element)) => {
                    walk.flush(BlockKind::Paragraph);
                    walk.close_post(node.id());
                }
                Node::Element(tag) => walk.close(tag, node.id()),
                _ => {}
            }
            match (node.next_sibling(), node.parent()) {
                (Some(next), _) => {
                    node = next;
                    continue 'tree;
                }
                (None, Some(parent)) => node = parent,
                (None, None) => break 'tree,
            }
        }
    }
    walk.flush(BlockKind::Paragraph);
    let title = Some(walk.page_title.split_whitespace().collect::<Vec<_>>().join(" "));
    let stated = Stated { title: title.filter(|title| !title.is_empty()), ..Stated::default() };
    Page { drafts: walk.drafts, stated }
}

/// What is open while the tree is walked through, and what came of it.
struct Walk<'a> {
    lexicon: &'a Lexicon,
    whereabouts: &'a Whereabouts,
    ways: Ways,
    drafts: Vec<Draft<'static>>,
    composer: Composer<'static>,
    styles: Vec<SpanStyle>,
    page_title: String,
    in_title: bool,
    n_main: usize,
    /// Names and posts of a thread that are open.
    n_posts: usize,
    /// Surroundings that are open around the open post.
    n_around_posts: usize,
    /// Between the first name and the last post of a thread.
    in_thread: bool,
    /// The name of the post that follows.
    names: Vec<Draft<'static>>,
    n_skipped: usize,
    n_boilerplate: usize,
    n_captions: usize,
    n_notes: usize,
    n_quotes: usize,
    n_pre: usize,
    gloss: Gloss,
    /// The text of the open `<pre>`, with its empty lines.
    pre: String,
    /// The numbers of open ordered lists; `None` for a list with bullets.
    lists: Vec<Option<usize>>,
    marker: Option<String>,
    n_cells: usize,
    /// The row that is being read holds a `<cite>` that stands by itself.
    is_term: bool,
}

impl<'a> Walk<'a> {
    fn new(whereabouts: &'a Whereabouts, ways: Ways, lexicon: &'a Lexicon) -> Self {
        Walk {
            lexicon,
            whereabouts,
            ways,
            drafts: Vec::new(),
            composer: Composer::default(),
            styles: Vec::new(),
            page_title: String::new(),
            in_title: false,
            n_main: 0,
            n_posts: 0,
            n_around_posts: 0,
            in_thread: false,
            names: Vec::new(),
            n_skipped: 0,
            n_boilerplate: 0,
            n_captions: 0,
            n_notes: 0,
            n_quotes: 0,
            n_pre: 0,
            gloss: Gloss::default(),
            pre: String::new(),
            lists: Vec::new(),
            marker: None,
            n_cells: 0,
            is_term: false,
        }
    }

    /// Whether an element holds what a site puts around the text.
    fn is_boilerplate(&self, tag: &Element, node: Handle) -> bool {
        is_boilerplate(tag, self.ways.told) && !self.whereabouts.around.contains(&node)
            || self.whereabouts.posts.signatures.contains(&node)
    }

    /// Whether an element holds no text of the page, or none that it shows.
    fn is_skipped(&self, tag: &Element, node: Handle) -> bool {
        is_skipped(tag) || self.whereabouts.hidden.nodes.contains(&node)
    }

    /// Whether an element begins and ends lines.
    fn is_block(&self, tag: &Element, node: Handle) -> bool {
        is_block(tag) || self.whereabouts.rows.contains(&node)
    }

    /// Whether an element holds the main part.
    fn is_main(&self, tag: &Element, node: Handle) -> bool {
        is_main(tag) || self.whereabouts.content.contains(&node)
    }

    /// Whether the page marks an element as a question, by its class.
    fn is_question(&self, tag: &Element) -> bool {
        is_question(tag) || question_class(tag).is_some_and(|class| self.whereabouts.questions.contains(class))
    }

    fn open(&mut self, tag: &Element, node: Handle) {
        let name = tag.name();
        self.in_title |= is_title(tag) && self.page_title.is_empty();
        self.n_skipped += usize::from(self.is_skipped(tag, node));
        if self.is_block(tag, node) && !matches!(name, "td" | "th") {
            self.flush(BlockKind::Paragraph);
        }
        self.open_post(node);
        self.n_boilerplate += usize::from(self.is_boilerplate(tag, node));
        self.n_main += usize::from(self.is_main(tag, node));
        self.n_notes += usize::from(is_notes(tag));
        self.n_captions += usize::from(is_caption(tag));
        match name {
            "blockquote" => self.n_quotes += 1,
            "pre" => self.n_pre += 1,
            "ol" => self.begin_list(tag.attr("start").and_then(|start| start.parse().ok()).or(Some(1))),
            "ul" => self.begin_list(None),
            "li" => self.begin_item(),
            "tr" => self.n_cells = 0,
            "td" | "th" => {
                if self.n_cells > 0 {
                    self.composer.push(" | ", None, 0..0);
                }
                self.n_cells += 1;
            }
            "br" => self.end_line(),
            "rt" => self.gloss.open(true),
            "hr" => self.drafts.push(Draft::new(BlockKind::Rule, Vec::new())),
            "cite" => self.is_term |= self.composer.is_empty(),
            "b" | "strong" => self.styles.push(SpanStyle::Strong),
            "i" | "em" => self.styles.push(SpanStyle::Emphasis),
            "code" => self.styles.push(SpanStyle::Code),
            "a" => self.styles.push(SpanStyle::Link(tag.attr("href").unwrap_or("").to_owned())),
            _ => {}
        }
        // Strong type within it is not needed for it to be strong.
        if self.is_question(tag) {
            self.styles.push(SpanStyle::Strong);
        }
    }

    fn close(&mut self, tag: &Element, node: Handle) {
        let name = tag.name();
        self.close_post(node);
        if self.is_question(tag) {
            self.styles.pop();
        }
        match name {
            "title" => self.in_title = false,
            "rt" => {
                let gloss = self.gloss.close(self.composer.open_text());
                gloss.into_iter().for_each(|gloss| self.composer.push(&gloss, self.styles.last(), 0..0));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(BlockKind::Heading(name.as_bytes()[1] - b'0')),
            "tr" => self.flush(BlockKind::TableRow),
            "td" | "th" => {}
            // The title of a text from an office program.
            "p" if classes(tag).any(|class| class == "MsoTitle") => self.flush(BlockKind::Heading(1)),
            "dt" => {
                self.is_term = true;
                self.flush(BlockKind::Paragraph);
            }
            "pre" => self.end_pre(),
            _ if self.is_block(tag, node) => self.flush(BlockKind::Paragraph),
            _ => {}
        }
        match name {
            "b" | "strong" | "i" | "em" | "code" | "a" => {
                self.styles.pop();
            }
            "blockquote" => self.n_quotes -= 1,
            "pre" => self.n_pre -= 1,
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.marker = None,
            _ => {}
        }
        self.n_skipped -= usize::from(self.is_skipped(tag, node));
        self.n_boilerplate -= usize::from(self.is_boilerplate(tag, node));
        self.n_main -= usize::from(self.is_main(tag, node));
        self.n_notes -= usize::from(is_notes(tag));
        self.n_captions -= usize::from(is_caption(tag));
    }

    /// A name or post of a thread begins, if it does.
    fn open_post(&mut self, node: Handle) {
        let posts = &self.whereabouts.posts;
        if posts.bodies.contains(&node) || posts.authors.contains(&node) {
            self.flush(BlockKind::Paragraph);
            self.n_posts += 1;
            self.n_around_posts = self.n_boilerplate;
            self.in_thread = true;
        }
    }

    /// A name or post of a thread ends, if it does. The name is as good as a label.
    fn close_post(&mut self, node: Handle) {
        let posts = &self.whereabouts.posts;
        let (is_author, is_body) = (posts.authors.contains(&node), posts.bodies.contains(&node));
        if is_author || is_body {
            self.is_term |= is_author;
            let start = self.drafts.len();
            self.flush(BlockKind::Paragraph);
            // A post without text leaves its name.
            self.drafts.append(&mut self.names);
            if is_author {
                self.names = self.drafts.split_off(start);
            }
            for line in self.names.iter_mut().flat_map(|draft| &mut draft.lines) {
                if let Some(named) = Line::voiced(line.text(), "", 0..0) {
                    *line = named;
                }
            }
            self.n_posts -= 1;
            self.in_thread &= posts.last != Some(node);
        }
    }

    /// Ends a line; an empty one ends a paragraph, as a browser shows it.
    fn end_line(&mut self) {
        let is_open = self.composer.open_text().chars().any(|letter| !is_blank(letter));
        if is_open || self.composer.is_empty() || self.n_cells > 0 || self.n_pre > 0 {
            self.composer.end_line();
        } else {
            self.flush(BlockKind::Paragraph);
        }
    }

    /// Old records set whole talks in `<pre>`: many lines of prose are read like a text file, few as they are.
    fn end_pre(&mut self) {
        let text = std::mem::take(&mut self.pre);
        let start = self.drafts.len();
        self.flush(BlockKind::Preformatted);
        let n_spoken = text.lines().filter(|line| line.trim().split(' ').count() > 4).count();
        let is_prose = n_spoken >= 8 && n_spoken * 2 >= text.lines().filter(|line| !line.trim().is_empty()).count();
        if is_prose && self.drafts.len() > start && self.drafts[start].kind == BlockKind::Preformatted {
            self.drafts.truncate(start);
            let mut page = plain::blocks(&text, 0, Stated::default(), self.lexicon);
            page.drafts.iter_mut().flat_map(|draft| &mut draft.lines).for_each(|line| line.set_source(0..0));
            self.drafts.extend(page.drafts.into_iter().map(Draft::into_owned));
        }
    }

    fn begin_list(&mut self, start: Option<usize>) {
        self.lists.push(start);
    }

    /// The number or bullet that a browser prints before an item.
    fn begin_item(&mut self) {
        self.marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                Some(format!("{}. ", *number - 1))
            }
            _ => Some("• ".to_owned()),
        };
    }

    fn text(&mut self, text: &str) {
        if self.in_title {
            self.page_title.push_str(text);
        }
        if self.n_skipped > 0 || self.gloss.take(text) {
            return;
        }
        if self.n_pre > 0 {
            self.pre.push_str(text);
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.composer.end_line();
                }
                self.composer.push(line, self.styles.last(), 0..0);
            }
            return;
        }
        self.composer.push(&collapsed(text, self.composer.open_text()), self.styles.last(), 0..0);
    }

    /// Ends a block, if there is one.
    fn flush(&mut self, kind: BlockKind) {
        // A table's row goes on over the paragraphs in its cells.
        if kind == BlockKind::Paragraph && self.n_cells > 0 && !self.composer.is_empty() && self.n_pre == 0 {
            self.composer.push(" ", None, 0..0);
            return;
        }
        let lines = self.composer.finish();
        let is_term = std::mem::take(&mut self.is_term);
        self.n_cells = 0;
        if lines.is_empty() {
            return;
        }
        let kind = self.kind(kind);
        if !matches!(kind, BlockKind::Aside(_)) {
            // What a site prints between a name and its post stands before both.
            self.drafts.append(&mut self.names);
        }
        let start = self.drafts.len();
        match kind {
            BlockKind::ListItem { depth, .. } => self.item(depth, lines),
            BlockKind::Paragraph => {
                let parts = paragraphs::of(lines, self.lexicon).into_iter();
                self.drafts.extend(parts.map(|lines| Draft::new(BlockKind::Paragraph, lines)));
            }
            kind => self.drafts.push(Draft::new(kind, lines)),
        }
        if is_term {
            self.drafts[start].term = true;
        }
    }

    fn kind(&self, kind: BlockKind) -> BlockKind {
        let has_main = self.ways.by_main && self.whereabouts.has_main;
        let is_outside = has_main && self.n_main == 0 && kind != BlockKind::Heading(1);
        let is_beside = if self.n_posts > 0 {
            // The title of a thread stands above each post.
            let is_title = matches!(kind, BlockKind::Heading(_)) && !self.names.is_empty();
            is_title || self.n_boilerplate > self.n_around_posts
        } else {
            self.in_thread || self.n_boilerplate > 0 || is_outside
        };
        match kind {
            _ if is_beside => BlockKind::Aside(AsideKind::Boilerplate),
            _ if self.n_notes > 0 => BlockKind::Aside(AsideKind::Note),
            _ if self.n_captions > 0 => BlockKind::Aside(AsideKind::Caption),
            BlockKind::Paragraph if self.marker.is_some() => {
                BlockKind::ListItem { depth: (self.lists.len().max(1) - 1).min(255) as u8, marker: 0 }
            }
            BlockKind::Paragraph if self.n_quotes > 0 => BlockKind::Quotation,
            kind => kind,
        }
    }

    fn item(&mut self, depth: u8, mut lines: Vec<Line<'static>>) {
        let marker = self.marker.take().unwrap_or_default();
        let kind = BlockKind::ListItem { depth, marker: 0 };
        lines[0].put_before(&marker);
        self.drafts.push(Draft::new(kind, lines));
    }
}
