//! HTML: the blocks of a page; navigation, footers and notices are asides.

use std::ops::Range;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use super::containers::{Layout, around_the_text};
use super::elements::{SKIPPED, is_boilerplate, is_inline, is_main, is_question};
use super::stripped::without_tags;
use super::{plain, tree};
use crate::document::block::{AsideKind, BlockKind, SpanStyle};
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::draft::{Composer, Draft, Line, Page, Stated};
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap;

/// What came of a piece of HTML.
pub(crate) struct Read {
    /// Its blocks and its title.
    pub(crate) page: Page<'static>,
    /// What its tags would have used up, where it was read without them.
    pub(crate) without_tags: Option<Resource>,
}

/// The blocks of a piece of HTML that stands at `source` within another format. Fails where even its lines are too many.
pub(crate) fn fragment(
    html: &str,
    source: Range<usize>,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> Result<Read, Resource> {
    let mut read = read(html, tree::of_fragment, lexicon, budget)?;
    for line in read.page.drafts.iter_mut().flat_map(|draft| &mut draft.lines) {
        line.set_source(source.clone());
    }
    Ok(read)
}

/// The blocks of a page, with its title. Fails where even its lines are too many.
pub(crate) fn blocks(text: &str, lexicon: &Lexicon, budget: &mut Budget) -> Result<Read, Resource> {
    read(text, tree::of_page, lexicon, budget)
}

/// Reads `text` with its tags, or, where they would cost too much, without.
fn read(
    text: &str,
    parse: impl Fn(&str, &mut Budget) -> Result<Html, Resource>,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> Result<Read, Resource> {
    match parse(text, budget) {
        Ok(html) => Ok(Read { page: walk(&html, lexicon), without_tags: None }),
        Err(spent) => {
            let bare = without_tags(text, budget)?;
            let html = parse(&bare, &mut budget.renewed())?;
            Ok(Read { page: walk(&html, lexicon), without_tags: Some(spent) })
        }
    }
}

fn walk(html: &Html, lexicon: &Lexicon) -> Page<'static> {
    let has_main = html.tree.nodes().any(|node| matches!(node.value(), Node::Element(tag) if is_main(tag)));
    let around = around_the_text(html);
    let mut walk = Walk::new(has_main, lexicon);
    let mut layout = Layout::default();
    let mut node = html.tree.root();
    'tree: loop {
        match node.value() {
            Node::Element(_) if ElementRef::wrap(node).is_some_and(|element| layout.holds(element)) => {
                walk.flush(BlockKind::Paragraph)
            }
            Node::Element(tag) => walk.open(tag, around.contains(&node.id())),
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
                Node::Element(_) if ElementRef::wrap(node).is_some_and(|element| layout.holds(element)) => {
                    walk.flush(BlockKind::Paragraph);
                }
                Node::Element(tag) => walk.close(tag, around.contains(&node.id())),
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

struct Walk<'a> {
    lexicon: &'a Lexicon,
    drafts: Vec<Draft<'static>>,
    composer: Composer<'static>,
    styles: Vec<SpanStyle>,
    page_title: String,
    in_title: bool,
    has_main: bool,
    n_main: usize,
    n_skipped: usize,
    n_boilerplate: usize,
    n_captions: usize,
    n_quotes: usize,
    n_pre: usize,
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
    fn new(has_main: bool, lexicon: &'a Lexicon) -> Self {
        Walk {
            lexicon,
            drafts: Vec::new(),
            composer: Composer::default(),
            styles: Vec::new(),
            page_title: String::new(),
            in_title: false,
            has_main,
            n_main: 0,
            n_skipped: 0,
            n_boilerplate: 0,
            n_captions: 0,
            n_quotes: 0,
            n_pre: 0,
            pre: String::new(),
            lists: Vec::new(),
            marker: None,
            n_cells: 0,
            is_term: false,
        }
    }

    fn open(&mut self, tag: &Element, is_around: bool) {
        let name = tag.name();
        self.in_title |= name == "title" && self.page_title.is_empty();
        self.n_skipped += usize::from(SKIPPED.contains(&name));
        if !is_inline(name) && !matches!(name, "td" | "th") {
            self.flush(BlockKind::Paragraph);
        }
        self.n_boilerplate += usize::from(!is_around && is_boilerplate(tag));
        self.n_main += usize::from(is_main(tag));
        match name {
            "figcaption" | "caption" => self.n_captions += 1,
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
            "br" => self.composer.end_line(),
            "hr" => self.drafts.push(Draft::new(BlockKind::Rule, Vec::new())),
            "cite" => self.is_term |= self.composer.is_empty(),
            "b" | "strong" => self.styles.push(SpanStyle::Strong),
            "i" | "em" => self.styles.push(SpanStyle::Emphasis),
            "code" => self.styles.push(SpanStyle::Code),
            "a" => self.styles.push(SpanStyle::Link(tag.attr("href").unwrap_or("").to_owned())),
            _ if is_question(tag) => self.styles.push(SpanStyle::Strong),
            _ => {}
        }
    }

    fn close(&mut self, tag: &Element, is_around: bool) {
        let name = tag.name();
        match name {
            "title" => self.in_title = false,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(BlockKind::Heading(name.as_bytes()[1] - b'0')),
            "tr" => self.flush(BlockKind::TableRow),
            "td" | "th" => {}
            "dt" => {
                self.is_term = true;
                self.flush(BlockKind::Paragraph);
            }
            "pre" => self.end_pre(),
            _ if !is_inline(name) => self.flush(BlockKind::Paragraph),
            _ => {}
        }
        match name {
            "b" | "strong" | "i" | "em" | "code" | "a" => {
                self.styles.pop();
            }
            "figcaption" | "caption" => self.n_captions -= 1,
            "blockquote" => self.n_quotes -= 1,
            "pre" => self.n_pre -= 1,
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.marker = None,
            _ => {}
        }
        if is_question(tag) {
            self.styles.pop();
        }
        self.n_skipped -= usize::from(SKIPPED.contains(&name));
        self.n_boilerplate -= usize::from(!is_around && is_boilerplate(tag));
        self.n_main -= usize::from(is_main(tag));
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
        if self.n_skipped > 0 {
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
        let start = self.drafts.len();
        match self.kind(kind) {
            BlockKind::ListItem { depth, .. } => self.item(depth, lines),
            BlockKind::Paragraph => {
                let parts = wrap::paragraphs(lines, self.lexicon).into_iter();
                self.drafts.extend(parts.map(|lines| Draft::new(BlockKind::Paragraph, lines)));
            }
            kind => self.drafts.push(Draft::new(kind, lines)),
        }
        if is_term {
            self.drafts[start].term = true;
        }
    }

    fn kind(&self, kind: BlockKind) -> BlockKind {
        let is_outside = self.has_main && self.n_main == 0 && kind != BlockKind::Heading(1);
        match kind {
            _ if self.n_boilerplate > 0 || is_outside => BlockKind::Aside(AsideKind::Boilerplate),
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

/// The text with each run of white space as one space, none where one stands before it; no-break spaces stay.
fn collapsed(text: &str, before: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut has_space = before.is_empty() || before.ends_with(' ');
    for letter in text.chars() {
        let is_space = matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        if !is_space {
            kept.push(letter);
        } else if !has_space {
            kept.push(' ');
        }
        has_space = is_space;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(html: &str) -> Page<'_> {
        blocks(html, &Lexicon::default_words(), &mut Budget::default())
            .map_or_else(|_| Page::default(), |read| read.page)
    }

    fn check(html: &str, expected: &[(BlockKind, &str)]) {
        let page = page(html);
        let found: Vec<(BlockKind, String)> = page
            .drafts
            .iter()
            .map(|draft| (draft.block_kind(), draft.lines.iter().map(|line| line.text()).collect::<Vec<_>>().join("/")))
            .collect();
        let expected: Vec<(BlockKind, String)> =
            expected.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_page_is_its_main_content_with_the_rest_as_asides() {
        check(
            "<title>T</title><nav><a href=/>Home</a></nav><main><h1>Talk</h1><p>Ann:\n  Hi<br>Bo: Yes</p></main><footer>(c)</footer>",
            &[
                (BlockKind::Aside(AsideKind::Boilerplate), "Home"),
                (BlockKind::Heading(1), "Talk"),
                (BlockKind::Paragraph, "Ann: Hi/Bo: Yes"),
                (BlockKind::Aside(AsideKind::Boilerplate), "(c)"),
            ],
        );
    }

    #[test]
    fn lists_and_rows_keep_what_a_browser_prints() {
        check(
            "<ol><li>one<li>two</ol><table><tr><td>Ann<td>Hi &amp; bye</tr></table>",
            &[
                (BlockKind::ListItem { depth: 0, marker: 3 }, "1. one"),
                (BlockKind::ListItem { depth: 0, marker: 3 }, "2. two"),
                (BlockKind::TableRow, "Ann | Hi & bye"),
            ],
        );
    }

    #[test]
    fn a_cite_or_term_of_its_own_is_marked() {
        let page = page("<cite>Ann:</cite><time>0:07</time><p>Hi</p><dl><dt>Bo</dt><dd>Yes</dd></dl>");
        let marked: Vec<(&str, bool)> = page.drafts.iter().map(|draft| (draft.first(), draft.term)).collect();
        assert_eq!(marked, [("Ann:0:07", true), ("Hi", false), ("Bo", true), ("Yes", false)]);
    }
}
