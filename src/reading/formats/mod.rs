//! Formats: which one a text is in (`detect`), and its blocks as that format sets them; each format is in the file of its
//! name.

mod attributes;
mod containers;
mod detect;
mod elements;
mod epub;
mod front_matter;
mod html;
mod line_numbers;
mod markdown;
mod pandoc;
pub(super) mod pdf;
pub(super) mod plain;
mod stretches;
mod stripped;
pub(super) mod subtitles;
mod tags;
mod tree;

use super::budget::Budget;
use super::draft::{Page, Stated};
use super::lexicon::Lexicon;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
pub(crate) use detect::{data, detect};

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with or without front matter.
    Markdown,
    /// Text without markup.
    Plain,
    /// A web page or a part of one.
    Html,
    /// An electronic book.
    Epub,
    /// SubRip subtitles.
    Srt,
    /// WebVTT subtitles.
    Vtt,
    /// Printed pages.
    Pdf,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 7] =
        [Format::Markdown, Format::Plain, Format::Html, Format::Epub, Format::Srt, Format::Vtt, Format::Pdf];

    /// The name that a person types and `outline --json` prints.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Plain => "plain",
            Format::Html => "html",
            Format::Epub => "epub",
            Format::Srt => "srt",
            Format::Vtt => "vtt",
            Format::Pdf => "pdf",
        }
    }

    /// Whether files of this format are text, and no archive or the like that holds it.
    pub(super) fn is_text(self) -> bool {
        match self {
            Format::Markdown | Format::Plain | Format::Html | Format::Srt | Format::Vtt => true,
            Format::Epub | Format::Pdf => false,
        }
    }

    /// Whether the text has tables and links and what else a site sets around a talk.
    pub(super) fn is_marked_up(self) -> bool {
        match self {
            Format::Markdown | Format::Html | Format::Epub => true,
            Format::Plain | Format::Srt | Format::Vtt | Format::Pdf => false,
        }
    }

    /// The format of this name, or of files with this ending.
    pub fn named(name: &str) -> Option<Self> {
        let name = match name.trim_start_matches('.').to_ascii_lowercase().as_str() {
            "md" => "markdown".to_owned(),
            "txt" | "text" => "plain".to_owned(),
            "htm" | "xhtml" => "html".to_owned(),
            "webvtt" => "vtt".to_owned(),
            name => name.to_owned(),
        };
        Format::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// How many bytes of a text are such. They are counted in parts that one byte can count: so many are compared at once.
fn n_bytes(text: &str, is_such: impl Fn(u8) -> bool) -> usize {
    let n_in = |part: &[u8]| part.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>();
    text.as_bytes().chunks(u8::MAX.into()).map(|part| usize::from(n_in(part))).sum()
}

/// What archives, and so books, begin with.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// What a file holds that is no text itself.
pub(crate) struct Unpacked {
    pub(crate) format: Format,
    pub(crate) page: Page<'static>,
    /// Its text with its markup, in the order of its blocks, as far as both were read.
    pub(crate) text: String,
}

/// What the file holds if it is no text: its first bytes say so, whatever its name is. `None` for all others.
pub(crate) fn unpacked(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> Option<Unpacked> {
    if bytes.starts_with(ARCHIVE) {
        let (page, text) = epub::blocks(bytes, lexicon, budget);
        return Some(Unpacked { format: Format::Epub, page, text });
    }
    pdf::unpacked(bytes, lexicon, budget).map(|(page, text)| Unpacked { format: Format::Pdf, page, text })
}

/// The blocks of the text in its format, as far as the budget of the document reaches.
pub(crate) fn blocks<'a>(text: &'a str, format: Format, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    if let Some(page) = plain::undivided(text) {
        return page;
    }
    match format {
        Format::Markdown => markdown::blocks(text, front_matter::split(text, lexicon), lexicon, budget),
        // What is asked for as a PDF and is none is lines of text.
        Format::Plain | Format::Pdf => {
            let (stated, start) = front_matter::split(text, lexicon);
            plain::blocks(text, start, stated, lexicon)
        }
        // What is asked for by name and is no such archive: its text is that of web pages.
        Format::Html | Format::Epub => page(text, lexicon, budget),
        Format::Srt | Format::Vtt => subtitled(text, lexicon, budget),
    }
}

/// The blocks of a file of cues. Each change of voice makes two, however short: a file of more than a book has elements is
/// read as lines.
fn subtitled<'a>(text: &'a str, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    match budget.take(Resource::Elements, memchr::memmem::find_iter(text.as_bytes(), "<v").count()) {
        Ok(()) => subtitles::blocks(text),
        Err(spent) => {
            let skipped = vec![LeftOut { part: Part::Tags, why: Why::Spent(spent) }];
            plain::blocks(text, 0, Stated { skipped, ..Stated::default() }, lexicon)
        }
    }
}

/// The blocks of a web page, and a word about its tags if they are too much.
fn page(text: &str, lexicon: &Lexicon, budget: &mut Budget) -> Page<'static> {
    let (mut page, spent) = match html::blocks(text, lexicon, budget) {
        Ok(read) => (read.page, read.without_tags),
        Err(spent) => (Page::default(), Some(spent)),
    };
    page.stated.skipped.extend(spent.map(|spent| LeftOut { part: Part::Tags, why: Why::Spent(spent) }));
    page
}
