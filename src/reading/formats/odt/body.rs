//! The text of an ODT: its paragraphs and tables, tag by tag.

use quick_xml::events::BytesStart;

use super::lists::Lists;
use super::styles::{Styles, is_hidden};
use crate::document::left_out::Resource;
use crate::reading::formats::flow::numbers::Printed;
use crate::reading::formats::flow::{Flow, Look, Role, RunLook, Setting, equation, symbols};
use crate::reading::formats::xml::{self, Node, Nodes};

/// Elements that hold no text of the document: what was deleted, comments, and what is told to programs.
const SKIPPED: [&str; 17] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "forms",
    "script",
    "scripts",
    "event-listeners",
    "desc",
    "object",
    "object-ole",
    "plugin",
    "table-columns",
    "index-entry-tab-stop",
    "settings",
    "number",
    "sequence-decls",
    // A picture, in a document that is one piece of XML.
    "binary-data",
];
/// Elements whose paragraphs stand beside the text: boxes, and shapes with text on them.
const BOXES: [&str; 12] = [
    "text-box",
    "custom-shape",
    "rect",
    "line",
    "ellipse",
    "circle",
    "polyline",
    "polygon",
    "path",
    "connector",
    "caption",
    "regular-polygon",
];
/// White space that is printed at one place is no more, in characters.
const MAX_SPACES: usize = 100;
/// So many spans around a text say how it looks.
const MAX_SPANS: usize = 64;

/// What is known of the open paragraph.
#[derive(Default)]
struct Paragraph {
    setting: Setting,
    look: RunLook,
    /// The looks of the open spans, the innermost last.
    spans: Vec<RunLook>,
    /// Text is read: what stands between paragraphs is white space of the file.
    is_open: bool,
    /// White space that follows is no text: some stands before it, or nothing.
    is_after_space: bool,
}

/// Reads the body of a document.
pub(super) struct Body<'a, 'b> {
    styles: &'a Styles,
    pub(super) flow: Flow<'b>,
    /// The open paragraph, and those around it: notes and boxes stand in paragraphs.
    paragraphs: Vec<Paragraph>,
    lists: Vec<Lists>,
    n_skipped: usize,
    n_indexes: usize,
    reading: Option<String>,
}

impl<'a, 'b> Body<'a, 'b> {
    pub(super) fn new(styles: &'a Styles, flow: Flow<'b>) -> Self {
        Body {
            styles,
            flow,
            paragraphs: vec![Paragraph::default()],
            lists: vec![Lists::default()],
            n_skipped: 0,
            n_indexes: 0,
            reading: None,
        }
    }

    /// Reads the body, and says whether it was whole.
    pub(super) fn read(&mut self, text: &str) -> bool {
        let mut nodes = Nodes::of(text);
        let mut in_body = false;
        for node in nodes.by_ref() {
            if self.flow.is_over() {
                return true;
            }
            match node {
                Node::Open(tag) if !in_body => in_body = xml::local(&tag) == "body",
                Node::Open(tag) if self.n_skipped > 0 || !self.open(&tag) => self.n_skipped += 1,
                Node::Open(_) => {}
                Node::Close(_) if self.n_skipped > 0 => self.n_skipped -= 1,
                Node::Close(tag) if in_body => self.close(xml::closed(&tag)),
                Node::Text(text) if self.n_skipped == 0 && in_body => self.text(&text),
                Node::Close(_) | Node::Text(_) => {}
            }
        }
        !nodes.is_damaged
    }

    fn paragraph(&mut self) -> &mut Paragraph {
        if self.paragraphs.is_empty() {
            self.paragraphs.push(Paragraph::default());
        }
        let last = self.paragraphs.len() - 1;
        &mut self.paragraphs[last]
    }

    fn lists(&mut self) -> &mut Lists {
        if self.lists.is_empty() {
            self.lists.push(Lists::default());
        }
        let last = self.lists.len() - 1;
        &mut self.lists[last]
    }

    /// Something within a paragraph begins that has paragraphs and lists of its own.
    fn begin_inner(&mut self) {
        self.paragraphs.push(Paragraph::default());
        self.lists.push(Lists::default());
    }

    fn end_inner(&mut self) {
        self.paragraphs.pop();
        self.lists.pop();
    }

    /// Takes in a tag; `false` where what it opens is not read.
    fn open(&mut self, tag: &BytesStart<'_>) -> bool {
        let name = xml::local(tag);
        match name {
            name if SKIPPED.contains(&name) => return false,
            // What a picture is called; a field may show what the document is called.
            "title" => return !tag.name().as_ref().starts_with("svg:"),
            "hidden-text" | "hidden-paragraph" => {
                return xml::value(tag, "is-hidden").is_some_and(|is_hidden| is_hidden == "false");
            }
            "section" => {
                let style = xml::value(tag, "style-name").unwrap_or_default();
                return !is_hidden(tag) && !self.styles.hidden_sections.contains(&style);
            }
            "p" | "h" => self.begin_paragraph(name, tag),
            "span" => {
                let style = xml::value(tag, "style-name").unwrap_or_default();
                let look = self.styles.resolved("text", &style).look;
                self.paragraph().spans.push(look);
            }
            "s" => {
                let n_spaces = xml::number(tag, "c").unwrap_or(1usize).min(MAX_SPACES);
                self.flow.take(Resource::Bytes, n_spaces);
                self.push(&" ".repeat(n_spaces));
            }
            "tab" => self.push("\t"),
            "line-break" => {
                self.flow.end_line();
                self.paragraph().is_after_space = true;
            }
            "note-body" => {
                let number = self.flow.mark_note();
                self.flow.begin_note(number);
                self.begin_inner();
            }
            name if BOXES.contains(&name) => {
                self.flow.begin_box();
                self.begin_inner();
            }
            "list" => {
                let goes_on = xml::value(tag, "continue-numbering").is_some_and(|goes_on| goes_on == "true")
                    || xml::value(tag, "continue-list").is_some();
                self.lists().begin(xml::value(tag, "style-name"), goes_on);
            }
            "list-item" => self.lists().begin_item(xml::number(tag, "start-value")),
            "table" => self.flow.begin_table(),
            "table-cell" | "covered-table-cell" => {
                self.flow.begin_cell();
                self.begin_inner();
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" | "user-index" => {
                self.n_indexes += 1;
            }
            "ruby-text" => self.reading = Some(String::new()),
            _ => {}
        }
        true
    }

    fn begin_paragraph(&mut self, name: &str, tag: &BytesStart<'_>) {
        let styles = self.styles;
        let style = styles.resolved("paragraph", &xml::value(tag, "style-name").unwrap_or_default());
        let level = (name == "h").then(|| Role::Heading(xml::number(tag, "outline-level").unwrap_or(1)));
        let title = style.role.filter(|role| *role == Role::Title);
        let role = match title.or(level).or(style.role).unwrap_or_default() {
            _ if self.n_indexes > 0 => Role::Contents,
            role => role,
        };
        let depth = self.lists().depth();
        let printed = self.lists().printed(style.list.as_deref(), styles);
        let mut setting = Setting { role, item: None };
        let Printed { marker, words } = printed.unwrap_or_default();
        if let Some(depth) = depth.filter(|_| !marker.is_empty() || words.is_empty()) {
            setting.item = Some((depth as u8, marker));
        }
        let look = style.look;
        *self.paragraph() = Paragraph { setting, look, is_open: true, is_after_space: true, ..Paragraph::default() };
        if !words.is_empty() {
            self.flow.text(&format!("{words}\t"), Look::default());
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" | "h" => {
                let paragraph = self.paragraph();
                paragraph.is_open = false;
                let setting = std::mem::take(&mut paragraph.setting);
                self.flow.end_paragraph(&setting);
            }
            "span" => {
                self.paragraph().spans.pop();
            }
            "note-body" => {
                self.flow.end_note();
                self.end_inner();
            }
            name if BOXES.contains(&name) => {
                self.flow.end_box();
                self.end_inner();
            }
            "list" => self.lists().end(),
            "table" => self.flow.end_table(),
            "table-row" => self.flow.end_row(&[]),
            "table-cell" | "covered-table-cell" => {
                self.flow.end_cell(name == "covered-table-cell");
                self.end_inner();
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index" | "user-index" => {
                self.n_indexes = self.n_indexes.saturating_sub(1);
            }
            "ruby-text" => {
                let reading = self.reading.take().unwrap_or_default();
                self.push(&equation::read_as("", reading.trim()));
            }
            _ => {}
        }
    }

    /// Text: white space is one space, and none at the beginning of a paragraph (ODF 1.3 part 3, 6.1.2).
    fn text(&mut self, text: &str) {
        let paragraph = self.paragraph();
        if !paragraph.is_open {
            return;
        }
        let mut kept = String::with_capacity(text.len());
        for letter in text.chars() {
            let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !(is_space && paragraph.is_after_space) {
                kept.push(if is_space { ' ' } else { letter });
            }
            paragraph.is_after_space = is_space;
        }
        self.add(&symbols::replaced(&kept));
    }

    /// Adds what a tag stands for.
    fn push(&mut self, text: &str) {
        self.paragraph().is_after_space = false;
        self.add(text);
    }

    fn add(&mut self, text: &str) {
        if let Some(reading) = &mut self.reading {
            reading.push_str(text);
            return;
        }
        let paragraph = self.paragraph();
        let look = paragraph
            .spans
            .iter()
            .rev()
            .take(MAX_SPANS)
            .fold(RunLook::default(), |look, span| look.or(*span))
            .or(paragraph.look);
        if look.hidden != Some(true) {
            self.flow.text(text, Look { strong: look.bold == Some(true), emphasis: look.italic == Some(true) });
        }
    }
}
