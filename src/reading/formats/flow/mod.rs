//! Flow: the text of a word processor's document as its parser meets it, put together as drafts. What DOCX, ODT and RTF have
//! in common is here: runs with their looks, paragraphs, lists, tables, notes and boxes.
//!
//! Left out on purpose: heads and feet of pages, which every page repeats; comments of those who worked on the text; where
//! links lead; colours and fonts.

pub(super) mod equation;
pub(super) mod numbers;
pub(super) mod stream;
pub(super) mod symbols;
mod tables;

use super::super::budget::Budget;
use crate::document::block::{AsideKind, BlockKind};
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::draft::{Draft, Page, Stated};
use crate::reading::lexicon::{Lexicon, fold};
use stream::{Origin, Piece, Stream};
use tables::Table;

/// So many of the first paragraphs may be the title that the file states.
const TOP: usize = 12;
/// Tables, notes and boxes within each other; deeper ones are taken for the text that they stand in.
const MAX_DEPTH: usize = 16;

/// How a run of text looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
}

/// How a run looks, as far as a style or the run itself says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RunLook {
    pub(super) bold: Option<bool>,
    pub(super) italic: Option<bool>,
    pub(super) hidden: Option<bool>,
}

impl RunLook {
    /// What this says, and `other` where this says nothing.
    pub(super) fn or(self, other: Self) -> Self {
        RunLook {
            bold: self.bold.or(other.bold),
            italic: self.italic.or(other.italic),
            hidden: self.hidden.or(other.hidden),
        }
    }
}

/// What a paragraph is by its style.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Role {
    #[default]
    Text,
    Title,
    /// A heading of this level, from 1.
    Heading(u8),
    Quotation,
    Caption,
    /// An entry of a table of contents.
    Contents,
}

impl Role {
    /// What paragraphs of a style are, by the name that it has in all languages of the program.
    pub(super) fn of_style(name: &str) -> Option<Self> {
        let name = name.trim().replace('_', " ").to_ascii_lowercase();
        let level = |rest: &str| rest.trim().parse().ok().filter(|level| (1..=9).contains(level));
        if let Some(level) = name.strip_prefix("heading").and_then(level) {
            return Some(Role::Heading(level));
        }
        match name.as_str() {
            "title" => Some(Role::Title),
            "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => Some(Role::Quotation),
            "caption" | "image caption" | "table caption" | "illustration" | "figure" => Some(Role::Caption),
            "toc heading" | "contents heading" => Some(Role::Contents),
            name => {
                let entry = name.strip_prefix("toc ").or_else(|| name.strip_prefix("contents "));
                entry.and_then(level).map(|_: u8| Role::Contents)
            }
        }
    }
}

/// What a paragraph is, and what is printed before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Setting {
    pub(super) role: Role,
    /// The depth of the list that it is an item of, and its bullet or number.
    pub(super) item: Option<(u8, String)>,
}

/// Collects a document.
pub(super) struct Flow<'a> {
    pub(super) budget: &'a mut Budget,
    lexicon: &'a Lexicon,
    /// What is open: the text of the document, and cells, notes and boxes within it.
    streams: Vec<Stream>,
    tables: Vec<Table>,
    notes: Vec<Draft<'static>>,
    n_notes: usize,
    /// The number of the note that is read.
    open_note: usize,
    /// How many openings were beyond the depth that is read.
    n_beyond: usize,
    spent: Option<Resource>,
    pub(super) skipped: Vec<LeftOut>,
}

impl<'a> Flow<'a> {
    pub(super) fn new(lexicon: &'a Lexicon, budget: &'a mut Budget) -> Self {
        Flow {
            budget,
            lexicon,
            streams: vec![Stream::default()],
            tables: Vec::new(),
            notes: Vec::new(),
            n_notes: 0,
            open_note: 0,
            n_beyond: 0,
            spent: None,
            skipped: Vec::new(),
        }
    }

    /// Whether no more is read: the budget is spent, or nobody waits any more.
    pub(super) fn is_over(&self) -> bool {
        self.spent.is_some() || self.budget.is_cancelled()
    }

    /// Uses some of a resource; where it is spent, the rest is left out.
    pub(super) fn take(&mut self, resource: Resource, amount: usize) {
        if let Err(spent) = self.budget.take(resource, amount) {
            self.spent.get_or_insert(spent);
        }
    }

    /// The stream that text goes to. The first one stays open until the end.
    fn stream(&mut self) -> &mut Stream {
        if self.streams.is_empty() {
            self.streams.push(Stream::default());
        }
        let last = self.streams.len() - 1;
        &mut self.streams[last]
    }

    /// Adds a run of text.
    pub(super) fn text(&mut self, text: &str, look: Look) {
        if text.is_empty() || self.is_over() {
            return;
        }
        let is_in_cell = !self.tables.is_empty();
        if self.stream().text(text, look, is_in_cell) {
            self.take(Resource::Elements, 1);
        }
    }

    /// Ends a line within a paragraph.
    pub(super) fn end_line(&mut self) {
        self.take(Resource::Lines, 1);
        self.stream().end_line();
    }

    /// Whether the open paragraph has no text yet.
    pub(super) fn is_empty(&mut self) -> bool {
        self.stream().is_empty()
    }

    /// Ends a paragraph; one without text leaves nothing.
    pub(super) fn end_paragraph(&mut self, setting: &Setting) {
        let lexicon = self.lexicon;
        let n_drafts = self.stream().end_paragraph(setting, lexicon);
        self.take(Resource::Elements, n_drafts);
        self.take(Resource::Lines, n_drafts);
    }

    fn is_deep(&self) -> bool {
        self.streams.len() + self.tables.len() > 2 * MAX_DEPTH
    }

    /// Whether something is opened; too deep, it is only counted.
    fn opens(&mut self) -> bool {
        let opens = self.n_beyond == 0 && !self.is_deep();
        self.n_beyond += usize::from(!opens);
        opens
    }

    /// Whether what is closed was opened.
    fn closes(&mut self) -> bool {
        let closes = self.n_beyond == 0;
        self.n_beyond -= usize::from(!closes);
        closes
    }

    /// Begins a box that stands beside the text.
    pub(super) fn begin_box(&mut self) {
        if self.opens() {
            self.streams.push(Stream::default());
        }
    }

    /// Ends a box: it stands after the paragraph that it was met in.
    pub(super) fn end_box(&mut self) {
        if self.closes() && self.streams.len() > 1 {
            let mut inner = self.closed_stream();
            inner.iter_mut().for_each(|piece| piece.origin = Origin::Box);
            self.stream().set_aside(inner);
        }
    }

    /// Sets the mark of a note whose text stands elsewhere, and gives its number.
    pub(super) fn mark_note(&mut self) -> usize {
        self.n_notes += 1;
        let number = self.n_notes;
        self.stream().mark_note(number);
        number
    }

    /// Begins the text of the note of this number.
    pub(super) fn begin_note(&mut self, number: usize) {
        self.open_note = number;
        if self.opens() {
            self.streams.push(Stream::default());
        }
    }

    /// Ends a note: notes stand after the text.
    pub(super) fn end_note(&mut self) {
        if self.closes() && self.streams.len() > 1 {
            let number = self.open_note;
            let mut drafts: Vec<Draft> = self.closed_stream().into_iter().map(|piece| piece.draft).collect();
            drafts.iter_mut().for_each(|draft| draft.kind = BlockKind::Aside(AsideKind::Note));
            if let Some(line) = drafts.first_mut().and_then(|draft| draft.lines.first_mut()) {
                line.put_before(&format!("[{number}] "));
            }
            self.notes.extend(drafts);
        }
    }

    /// The pieces of the innermost stream, which is closed.
    fn closed_stream(&mut self) -> Vec<Piece> {
        self.end_paragraph(&Setting::default());
        self.streams.pop().map(Stream::into_pieces).unwrap_or_default()
    }

    /// Says that all behind what was read is left out; once is enough.
    pub(super) fn leave_out_rest(&mut self, why: Why) {
        if self.skipped.iter().all(|left_out| left_out.part != Part::Rest) {
            self.skipped.push(LeftOut { part: Part::Rest, why });
        }
    }

    /// What was read, and its text. `title` is what the file says of itself: where one of the first lines says so, that is it.
    pub(super) fn finish(mut self, title: Option<&str>) -> (Page<'static>, String) {
        self.n_beyond = 0;
        while !self.tables.is_empty() {
            self.end_table();
        }
        while self.streams.len() > 1 {
            self.end_box();
        }
        let pieces = self.closed_stream();
        if let Some(spent) = self.spent {
            self.leave_out_rest(Why::Spent(spent));
        }
        let mut drafts = stream::settled(pieces);
        if let Some(title) = title.map(fold).filter(|title| !title.is_empty()) {
            let is_heading = |draft: &Draft| matches!(draft.kind, BlockKind::Heading(_));
            let is_title = |draft: &&mut Draft| draft.kind == BlockKind::Paragraph && fold(draft.first()) == title;
            if !drafts.iter().take(TOP).any(is_heading)
                && let Some(draft) = drafts.iter_mut().take(TOP).find(is_title)
            {
                draft.kind = BlockKind::Heading(1);
            }
        }
        drafts.append(&mut self.notes);
        let text = placed(&mut drafts);
        let stated = Stated { skipped: self.skipped, ..Stated::default() };
        (Page { drafts, stated }, text)
    }
}

/// The text of the drafts, line by line; each line knows where it stands in it.
fn placed(drafts: &mut [Draft]) -> String {
    let mut text = String::new();
    for draft in drafts {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in &mut draft.lines {
            let start = text.len();
            text.push_str(line.text());
            line.set_source(start..text.len());
            text.push('\n');
        }
    }
    text
}

/// The blocks of a file, for tests: the debugging form of each kind up to its first blank, its lines, a star if it is strong.
#[cfg(test)]
pub(super) fn blocks_of(bytes: &[u8]) -> Vec<String> {
    let read = super::unpacked(bytes, &Lexicon::default_words(), &mut Budget::default());
    let block = |draft: &Draft| {
        let kind = format!("{:?}", draft.kind);
        let lines = draft.lines.iter().map(|line| line.text()).collect::<Vec<_>>().join("/");
        let star = if draft.is_strong() { "*" } else { "" };
        format!("{}: {lines}{star}", kind.split(' ').next().unwrap_or_default())
    };
    read.iter().flat_map(|read| &read.page.drafts).map(block).collect()
}
