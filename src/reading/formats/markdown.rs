//! Markdown: CommonMark with tables, and emphasis that knows Chinese punctuation (`**记者：**问`).

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use comrak::arena_tree::NodeEdge;
use comrak::nodes::{AstNode, LineColumn, ListType, NodeCodeBlock, NodeValue};
use comrak::{Arena, Options, ParseCancelled, try_parse_document};

use super::definitions::{guard, is_text};
use super::html::gloss::Gloss;
use super::stretches::{self, Stretches};
use super::{containers, elements, html, n_bytes, pandoc, plain};
use crate::document::block::{BlockKind, SpanStyle};
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Composer, Draft, Line, Page, Stated};
use crate::reading::lexicon::Lexicon;
use crate::reading::paragraphs;
use crate::reading::wrap;

/// The most marks and lines that are parsed: each costs the parser up to a kilobyte.
const MAX_MARKS: usize = 500_000;

/// The kind of an HTML block that begins with any tag alone on its line (CommonMark 4.6, condition 7).
const LONE_TAG: u8 = 7;

/// The blocks of `text` behind its front matter: what that states, and the byte where it ends.
pub(crate) fn blocks<'a>(text: &'a str, front: (Stated, usize), lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    let start = front.1;
    let body = &text[start..];
    if is_too_much(body) {
        return without_markup(text, front, lexicon, Resource::Elements);
    }
    if is_nested_beyond_reason(body) {
        return without_markup(text, front, lexicon, Resource::Nesting);
    }
    let mut walk = Walk::new(text, start, lexicon, budget);
    if containers::is_page(body) {
        walk.html(body, start..text.len());
        return walk.page(front.0);
    }
    // Markdown can be made that takes any parser for ever; text like that is read without markup.
    let steps = Cell::new(4096 + body.len() / 64);
    let wanted = walk.budget.clone();
    let give_up = || {
        steps.set(steps.get().saturating_sub(1));
        steps.get() == 0 || wanted.is_cancelled()
    };
    let Stretches { length: shortest, definitions } = stretches::of(body, is_text);
    let (mut from, mut length) = (0, shortest);
    while from < body.len() {
        let end = stretches::end(body, from, length);
        match walk.stretch(start + from..start + end, &definitions, &give_up) {
            Ok(true) => (from, length) = (end, shortest),
            Ok(false) => length = length.saturating_mul(2),
            Err(ParseCancelled) if wanted.is_cancelled() => return Page::default(),
            Err(ParseCancelled) => return without_markup(text, front, lexicon, Resource::Elements),
        }
    }
    walk.page(front.0)
}

/// The text as it is, with its marks, and a word about them.
fn without_markup<'a>(text: &'a str, front: (Stated, usize), lexicon: &Lexicon, spent: Resource) -> Page<'a> {
    let (mut stated, start) = front;
    stated.skipped.push(LeftOut { part: Part::Marks, why: Why::Spent(spent) });
    plain::blocks(text, start, stated, lexicon)
}

/// Whether there are more marks and lines than are parsed.
fn is_too_much(body: &str) -> bool {
    let is_mark = |byte: u8| {
        matches!(byte, b'*' | b'_' | b'[' | b']' | b'`' | b'<' | b'>' | b'&' | b'|' | b'~' | b'!' | b'\\' | b'\n')
    };
    body.len() > MAX_MARKS && n_bytes(body, is_mark) > MAX_MARKS
}

/// A line that is nothing but the markers of more than a hundred quotations or lists.
fn is_nested_beyond_reason(body: &str) -> bool {
    let is_marker = |byte: &&u8| matches!(byte, b'>' | b' ' | b'-' | b'*' | b'+');
    let ends = memchr::memchr_iter(b'\n', body.as_bytes()).map(|end| end + 1);
    let mut lines = std::iter::once(0).chain(ends).map(|start| &body.as_bytes()[start..]);
    lines.any(|line| line.iter().take_while(is_marker).count() > 200)
}

struct Walk<'a, 'b> {
    text: &'a str,
    lexicon: &'b Lexicon,
    budget: &'b mut Budget,
    /// What the tags within the text would have used up, where some are read without their meaning.
    without_tags: Option<Resource>,
    /// Where each line of the stretch begins, in bytes of the whole text.
    line_starts: Vec<usize>,
    /// Where the stretch ends.
    end: usize,
    drafts: Vec<Draft<'a>>,
    composer: Composer<'a>,
    styles: Vec<SpanStyle>,
    n_lists: u8,
    n_quotes: usize,
    marker: Option<String>,
    gloss: Gloss,
    n_cells: usize,
    in_cell: bool,
    /// A converter ended each line with a backslash, the last of a paragraph too, where it breaks nothing.
    has_hard_breaks: bool,
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(text: &'a str, start: usize, lexicon: &'b Lexicon, budget: &'b mut Budget) -> Self {
        Walk {
            text,
            lexicon,
            budget,
            without_tags: None,
            line_starts: Vec::new(),
            end: text.len(),
            drafts: Vec::new(),
            composer: Composer::default(),
            styles: Vec::new(),
            n_lists: 0,
            n_quotes: 0,
            marker: None,
            gloss: Gloss::default(),
            n_cells: 0,
            in_cell: false,
            has_hard_breaks: memchr::memmem::find_iter(&text.as_bytes()[start..], "\\\n\n").take(3).count() == 3,
        }
    }

    /// Reads a stretch of the text behind the `definitions` of its links, unless more text belongs to it. Fails once the parser
    /// gives up.
    fn stretch(
        &mut self,
        stretch: Range<usize>,
        definitions: &str,
        give_up: &dyn Fn() -> bool,
    ) -> Result<bool, ParseCancelled> {
        let body = &self.text[stretch.clone()];
        let guarded = guard(body);
        let (mut parsed, mut n_before) = (Cow::Borrowed(guarded.as_deref().unwrap_or(body)), 0);
        if !definitions.is_empty() {
            // They leave nothing but what they define.
            n_before = definitions.lines().count() + 1;
            parsed = Cow::Owned(format!("{definitions}\n{parsed}"));
        }
        let mut options = Options::default();
        options.extension.table = true;
        options.extension.strikethrough = true;
        options.extension.autolink = false;
        options.extension.cjk_friendly_emphasis = true;
        let arena = Arena::new();
        let root = try_parse_document(&arena, &parsed, &options, give_up)?;
        if stretch.end < self.text.len() && stretches::is_open(root) {
            return Ok(false);
        }
        let ends = memchr::memchr_iter(b'\n', body.as_bytes()).map(|end| stretch.start + end + 1);
        self.line_starts.clear();
        self.line_starts.extend(std::iter::repeat_n(stretch.start, n_before + 1).chain(ends));
        self.end = stretch.end;
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => self.enter(node),
                NodeEdge::End(node) => self.leave(node),
            }
        }
        Ok(true)
    }

    /// What was read.
    fn page(mut self, mut stated: Stated) -> Page<'a> {
        pandoc::clean(&mut self.drafts);
        let left_out = self.without_tags.map(|spent| LeftOut { part: Part::Tags, why: Why::Spent(spent) });
        stated.skipped.extend(left_out);
        Page { drafts: self.drafts, stated }
    }

    /// Reads tags of HTML that stand at `source`; where they are too much, as the lines that they are.
    fn html(&mut self, literal: &str, source: Range<usize>) {
        match html::fragment(literal, source.clone(), self.lexicon, self.budget) {
            Ok(read) => {
                self.drafts.extend(read.page.drafts);
                self.without_tags = self.without_tags.or(read.without_tags);
            }
            Err(spent) => {
                let lines = literal.lines().map(|text| Line::composed(text.to_owned(), source.clone()));
                let lines = lines.filter_map(Line::trimmed).collect();
                self.drafts.push(Draft::new(BlockKind::Preformatted, lines));
                self.without_tags = self.without_tags.or(Some(spent));
            }
        }
    }

    /// The bytes of a source line, which counts from 1.
    fn source_line(&self, line: usize) -> Range<usize> {
        let at = |line: usize| self.line_starts.get(line).copied().unwrap_or(self.end);
        let (start, end) = (at(line.saturating_sub(1)), at(line));
        start..start + self.text[start..end].trim_end().len()
    }

    fn enter<'n>(&mut self, node: &'n AstNode<'n>) {
        let ast = node.data.borrow();
        let position = ast.sourcepos;
        match &ast.value {
            NodeValue::BlockQuote => self.n_quotes += 1,
            NodeValue::List(_) => self.n_lists = self.n_lists.saturating_add(1),
            NodeValue::Item(item) => {
                self.flush_marker();
                let line = self.source_line(position.start.line);
                let from = (line.start + position.start.column - 1).min(line.end);
                let marker = self.text.get(from..line.end).unwrap_or("").split(' ').next().unwrap_or("");
                let is_marker = marker.len() <= 12 && (item.list_type == ListType::Ordered || marker.len() == 1);
                self.marker = Some(if is_marker { format!("{marker} ") } else { String::new() });
            }
            NodeValue::TableRow(_) => (self.n_cells, self.in_cell) = (0, true),
            NodeValue::TableCell => {
                if self.n_cells > 0 {
                    self.composer.push(" | ", None, 0..0);
                }
                self.n_cells += 1;
            }
            NodeValue::CodeBlock(code) => self.code(code, position.start.line),
            NodeValue::HtmlBlock(block) if block.block_type != LONE_TAG || elements::is_tag(&block.literal) => {
                let source = self.source_line(position.start.line).start..self.source_line(position.end.line).end;
                self.html(&block.literal, source);
            }
            NodeValue::HtmlBlock(block) => self.lines(&block.literal, position.start.line),
            NodeValue::ThematicBreak => self.drafts.push(Draft::new(BlockKind::Rule, Vec::new())),
            NodeValue::Text(text) => self.run(text, position.start),
            NodeValue::Code(code) => {
                self.styles.push(SpanStyle::Code);
                self.push(&code.literal, position.start.line);
                self.styles.pop();
            }
            NodeValue::SoftBreak | NodeValue::LineBreak => self.composer.end_line(),
            NodeValue::HtmlInline(tag) => self.tag(tag, position.start.line),
            NodeValue::Strong => self.styles.push(SpanStyle::Strong),
            NodeValue::Emph => self.styles.push(SpanStyle::Emphasis),
            NodeValue::Link(link) => self.styles.push(SpanStyle::Link(link.url.clone())),
            _ => {}
        }
    }

    fn leave<'n>(&mut self, node: &'n AstNode<'n>) {
        let ast = node.data.borrow();
        match &ast.value {
            NodeValue::BlockQuote => self.n_quotes -= 1,
            NodeValue::List(_) => self.n_lists = self.n_lists.saturating_sub(1),
            NodeValue::Item(_) => self.flush_marker(),
            NodeValue::Paragraph => self.paragraph(),
            NodeValue::Heading(heading) => self.heading(heading.level, heading.setext),
            NodeValue::TableRow(_) => {
                self.cells_beyond(ast.sourcepos.start.line, ast.sourcepos.start.column);
                self.in_cell = false;
                self.finish(BlockKind::TableRow);
            }
            NodeValue::Strong | NodeValue::Emph | NodeValue::Link(_) => {
                self.styles.pop();
            }
            _ => {}
        }
    }

    /// The number of an item without text of its own stands alone.
    fn flush_marker(&mut self) {
        let marker = self.marker.take().filter(|marker| marker.contains(|letter: char| letter.is_ascii_digit()));
        let line = marker.and_then(|marker| Line::composed(marker, 0..0).trimmed());
        self.drafts.extend(line.map(|line| Draft::new(BlockKind::Paragraph, vec![line])));
    }

    /// A run of text: where it stands in the source as it is, it stays a piece of that.
    fn run(&mut self, text: &str, start: LineColumn) {
        if self.gloss.take(text) {
            return;
        }
        let line = self.line_starts.get(start.line - 1).copied();
        let piece = line.map(|line| line + start.column - 1).map(|at| at..at + text.len());
        match piece.filter(|piece| !self.in_cell && self.text.get(piece.clone()) == Some(text)) {
            Some(piece) => {
                let source = self.source_line(start.line);
                self.composer.push_piece(self.text, piece, self.styles.last(), source);
            }
            None => self.push(text, start.line),
        }
    }

    fn push(&mut self, text: &str, line: usize) {
        let source = self.source_line(line);
        if self.in_cell {
            self.composer.push_in_cell(text, self.styles.last(), source);
        } else {
            self.composer.push(text, self.styles.last(), source);
        }
    }

    /// The cells of a row that has more of them than its table has columns, which the parser leaves out.
    fn cells_beyond(&mut self, line: usize, column: usize) {
        let source = self.source_line(line);
        let row = self.text.get(source.start + column - 1..source.end).unwrap_or("");
        let row = row.strip_prefix('|').unwrap_or(row);
        let row = row.strip_suffix('|').filter(|row| !row.ends_with('\\')).unwrap_or(row);
        let is_bar = |(at, _): &(usize, &str)| !row[..*at].ends_with('\\');
        let bars: Vec<usize> = row.match_indices('|').filter(is_bar).map(|(at, _)| at).collect();
        let ends = bars.iter().skip(self.n_cells).copied().chain([row.len()]);
        for (&bar, end) in bars.iter().skip(self.n_cells - 1).zip(ends) {
            self.composer.push(" | ", None, 0..0);
            self.composer.push_in_cell(&row[bar + 1..end].trim().replace("\\|", "|"), None, source.clone());
        }
    }

    /// A tag of HTML is markup; a tag of nothing known, such as `<SPEAKER>`, is text.
    fn tag(&mut self, tag: &str, line: usize) {
        let name: String = tag.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        match name.to_ascii_lowercase().as_str() {
            "br" => self.composer.end_line(),
            name @ ("rt" | "rp") if !tag.starts_with("</") => self.gloss.open(name == "rt"),
            "rt" | "rp" => {
                let gloss = self.gloss.close(self.composer.open_text());
                gloss.into_iter().for_each(|gloss| self.push(&gloss, line));
            }
            known if elements::is_inline(known) || tag.starts_with("<!") => {}
            _ => self.push(tag, line),
        }
    }

    fn paragraph(&mut self) {
        // One that nothing closes holds no more than its paragraph.
        let gloss = std::mem::take(&mut self.gloss).rest();
        gloss.into_iter().for_each(|text| self.composer.push(&text, None, 0..0));
        let mut lines = self.composer.finish();
        if let Some(last) = lines.last_mut().filter(|last| self.has_hard_breaks && last.text().ends_with('\\')) {
            last.drop_end(&['\\', ' ']);
        }
        lines.retain(|line| !line.text().is_empty());
        if lines.is_empty() {
            return;
        }
        if let Some(marker) = self.marker.take() {
            lines[0].put_before(&marker);
            let kind = BlockKind::ListItem { depth: self.n_lists.saturating_sub(1), marker: 0 };
            self.drafts.push(Draft::new(kind, lines));
            return;
        }
        let kind = if self.n_quotes > 0 { BlockKind::Quotation } else { BlockKind::Paragraph };
        self.drafts.extend(paragraphs::of(lines, self.lexicon).into_iter().map(|lines| Draft::new(kind, lines)));
    }

    /// A rule right under a paragraph makes it a heading in Markdown; a long sentence is none.
    fn heading(&mut self, level: u8, underlined: bool) {
        let lines = self.composer.finish();
        if lines.is_empty() {
            return;
        }
        let length: usize = lines.iter().map(|line| line.text().chars().count()).sum();
        if underlined && (length > 60 || wrap::ends_sentence(lines[lines.len() - 1].text())) {
            self.drafts.push(Draft::new(BlockKind::Paragraph, lines));
            self.drafts.push(Draft::new(BlockKind::Rule, Vec::new()));
        } else {
            self.drafts.push(Draft::new(BlockKind::Heading(level), lines));
        }
    }

    /// The lines of a block as they stand, marks and all.
    fn lines(&mut self, text: &str, line: usize) {
        let lines = text.lines().enumerate();
        let lines = lines.map(|(index, text)| Line::composed(text.to_owned(), self.source_line(line + index)));
        let lines = lines.filter_map(Line::trimmed).collect();
        let parts = paragraphs::of(lines, self.lexicon).into_iter();
        self.drafts.extend(parts.map(|lines| Draft::new(BlockKind::Paragraph, lines)));
    }

    /// Fenced text stays as it is; an indented paragraph of a transcript is no program.
    fn code(&mut self, code: &NodeCodeBlock, line: usize) {
        if !code.fenced {
            return self.lines(&code.literal, line);
        }
        if code.literal.trim().is_empty() {
            return;
        }
        let rows = code.literal.lines().enumerate();
        let lines =
            rows.map(|(index, text)| Line::composed(text.to_owned(), self.source_line(line + index + 1))).collect();
        self.drafts.push(Draft::new(BlockKind::Preformatted, lines));
    }

    fn finish(&mut self, kind: BlockKind) {
        let lines = self.composer.finish();
        if !lines.is_empty() {
            self.drafts.push(Draft::new(kind, lines));
        }
    }
}
