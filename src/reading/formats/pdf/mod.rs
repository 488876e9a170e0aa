//! PDF: glyphs at their places become blocks in reading order. Each step is the file of its name.
//!
//! `guest` or `listing → sheet → words → margins → columns → paragraphs → drafts`: a page is a [`Sheet`] of
//! glyphs, which `guest` gets from the library that takes PDF apart and `listing` from what `pdftotext -bbox` prints. All
//! that comes after knows nothing of PDF: `words` puts glyphs together, `margins` takes off what a page prints around its
//! text, `columns` finds the reading order with `gutters` and `rows`, `paragraphs` puts lines together over columns and
//! pages, `joining` makes one text of its
//! lines, `openings` tells those that begin as a speech does, `drafts` tells headings. What is left out on purpose: pictures of text (a scan has none), tables as tables (their
//! rows are lines), forms and notes that a person added to the file.

mod columns;
mod drafts;
#[cfg(feature = "pdf")]
pub(crate) mod guest;
mod gutters;
mod joining;
pub(crate) mod listing;
mod margins;
mod openings;
mod paragraphs;
#[cfg(test)]
mod printed;
mod rows;
mod sheet;
mod tables;
mod words;

use crate::reading::unfit::PdfFault as Fault;
use paragraphs::{Paragraph, Setting};
use sheet::Sheet;
use words::{Word, typical_size};

use crate::document::block::AsideKind;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, Stated};
use crate::reading::lexicon::Lexicon;

/// What a PDF begins with, after at most so many other bytes.
const SIGNATURE: &[u8] = b"%PDF-";
const MOST_BEFORE: usize = 1024;

/// Pages of a document; the rest is left out.
const MOST_PAGES: usize = 3_000;
/// Glyphs of a page; one that has more is a drawing or made to do harm.
const MOST_GLYPHS: usize = 100_000;
/// Bytes that a glyph costs.
const GLYPH: usize = 24;

/// Whether the bytes are a PDF, whatever the name of the file.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(MOST_BEFORE + SIGNATURE.len())];
    let at = memchr::memmem::find(start, SIGNATURE);
    // In a text that speaks of it, letters stand before.
    at.is_some_and(|at| {
        at == 0 || start[..at].iter().any(|byte| !byte.is_ascii()) || start[..at].trim_ascii().is_empty()
    })
}

/// Collects pages as they are read, and what could not be.
#[derive(Default)]
pub(crate) struct Pages {
    words: Vec<Vec<Word>>,
    apart: Vec<Vec<Word>>,
    heights: Vec<f32>,
    skipped: Vec<LeftOut>,
    title: Option<String>,
}

impl Pages {
    /// Adds a page as far as the budget reaches. `false` once it does not.
    fn add(&mut self, sheet: &Sheet, budget: &mut Budget) -> bool {
        if self.words.len() >= MOST_PAGES {
            self.leave_out(Why::Spent(Resource::Entries));
            return false;
        }
        if sheet.glyphs.len() > MOST_GLYPHS {
            self.leave_out_page(Why::Spent(Resource::Elements));
            return true;
        }
        if let Err(spent) = budget.take(Resource::Bytes, sheet.glyphs.len() * GLYPH) {
            self.leave_out(Why::Spent(spent));
            return false;
        }
        let (words, apart) = words::words(sheet);
        self.words.push(words);
        self.apart.push(apart);
        self.heights.push(sheet.height);
        !budget.is_cancelled()
    }

    /// Says that the page after those that are there is missing.
    fn leave_out_page(&mut self, why: Why) {
        const MOST_NAMED: usize = 20;
        let part = Part::PageNumber(self.words.len() + 1);
        if self.skipped.len() < MOST_NAMED {
            self.skipped.push(LeftOut { part, why });
        }
        self.words.push(Vec::new());
        self.apart.push(Vec::new());
        self.heights.push(0.0);
    }

    /// Says that all pages from here on are missing.
    fn leave_out(&mut self, why: Why) {
        self.skipped.push(LeftOut { part: Part::PagesFrom(self.words.len() + 1), why });
    }

    /// What is wrong if there is no text at all.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let has_text = self.words.iter().chain(&self.apart).any(|words| !words.is_empty());
        match (has_text, self.skipped.is_empty()) {
            (true, _) => None,
            (false, true) if self.words.is_empty() => Some(Fault::Empty),
            (false, true) => Some(Fault::Scan),
            (false, false) => Some(Fault::Damaged),
        }
    }
}

/// The blocks of the pages, and the text that they are pieces of.
pub(crate) fn blocks(pages: Pages, lexicon: &Lexicon) -> (Page<'static>, String) {
    let Pages { words, apart, heights, skipped, title } = pages;
    let body = typical_size(words.iter().flatten());
    let parts = margins::part(words, &heights);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let setting = Setting { body, is_indented: false };
    for (page, (part, apart)) in parts.into_iter().zip(apart).enumerate() {
        let margin = |(line, kind)| Paragraph::of_margin(line, kind, page);
        paragraphs.extend(part.head.into_iter().map(margin));
        for block in columns::blocks(part.text) {
            paragraphs.extend(paragraphs::of_block(block, setting, page, lexicon));
        }
        let margin = |(line, kind)| Paragraph::of_margin(line, kind, page);
        paragraphs.extend(part.foot.into_iter().map(margin));
        let turned = rows::lines(apart).into_iter().map(|line| Paragraph::of_margin(line, AsideKind::Matter, page));
        paragraphs.extend(turned);
    }
    let is_indented = are_indented(&paragraphs, body);
    let joined = paragraphs::join(paragraphs, Setting { is_indented, ..setting });
    let (drafts, source) = drafts::drafts(joined, body, lexicon);
    (Page { drafts, stated: Stated { skipped, title, ..Stated::default() } }, source)
}

/// Whether most paragraphs begin with an indent.
fn are_indented(paragraphs: &[Paragraph], body: f32) -> bool {
    let text = || paragraphs.iter().filter(|paragraph| paragraph.is_text_within(body));
    text().filter(|paragraph| paragraph.begins_inside()).count() * 2 > text().count()
}

/// The pages that a listing of `pdftotext -bbox` shows, as far as `is_enough` has not been said.
fn listed(text: &str, budget: &mut Budget, is_enough: impl Fn(&Pages) -> bool) -> Pages {
    let mut pages = Pages::default();
    let mut reader = listing::Listing::of(text);
    while let Some(sheet) = reader.next_sheet() {
        if !pages.add(&sheet, budget) || is_enough(&pages) {
            return pages;
        }
    }
    if !reader.is_whole() {
        pages.leave_out(Why::Slow);
    }
    pages
}

/// The blocks of the PDF or listing in `bytes` and the text that they are pieces of; `None` of anything else.
pub(crate) fn unpacked(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> Option<(Page<'static>, String)> {
    let pages = if is_pdf(bytes) {
        taken_apart(bytes, budget, |_| false)
    } else {
        Ok(listed(listing::listing(bytes)?, budget, |_| false))
    };
    let lost = |_| Pages { skipped: vec![LeftOut { part: Part::PagesFrom(1), why: Why::Damaged }], ..Pages::default() };
    Some(blocks(pages.unwrap_or_else(lost), lexicon))
}

/// Why there is nothing to read in the PDF or listing in `bytes`; its pages are looked at up to the first with text.
pub(crate) fn fault(bytes: &[u8]) -> Option<Fault> {
    let mut budget = Budget::default();
    let is_enough = |pages: &Pages| pages.words.last().is_some_and(|words| !words.is_empty());
    let pages = match listing::listing(bytes) {
        Some(text) => Ok(listed(text, &mut budget, is_enough)),
        None => taken_apart(bytes, &mut budget, is_enough),
    };
    match pages {
        Ok(pages) => pages.fault(),
        Err(fault) => Some(fault),
    }
}

/// Whether this is the thread of a library that takes a file apart: a panic on it is caught and told where its pages are
/// waited for.
pub fn is_guest() -> bool {
    #[cfg(feature = "pdf")]
    return guest::is_guest();
    #[cfg(not(feature = "pdf"))]
    false
}

#[cfg(feature = "pdf")]
fn taken_apart(bytes: &[u8], budget: &mut Budget, is_enough: impl Fn(&Pages) -> bool) -> Result<Pages, Fault> {
    guest::pages(bytes, budget, is_enough)
}

#[cfg(not(feature = "pdf"))]
fn taken_apart(_: &[u8], _: &mut Budget, _: impl Fn(&Pages) -> bool) -> Result<Pages, Fault> {
    Err(Fault::NoReader)
}
