//! Formats: which one a text is in (`detect`), and its blocks as that format sets them; each format is in the file of its
//! name.

mod archive;
pub(crate) mod archived;
mod ass;
mod attributes;
mod containers;
mod data;
mod debates;
mod definitions;
mod detect;
mod docx;
mod elements;
mod epub;
mod flow;
mod front_matter;
mod hidden;
mod html;
mod json;
mod line_numbers;
mod lyrics;
mod markdown;
mod mhtml;
mod odt;
mod page_breaks;
mod pandoc;
pub(super) mod pdf;
pub(super) mod plain;
mod posts;
mod references;
mod rolling;
mod rtf;
mod server;
mod spoken;
mod stretches;
mod stripped;
pub(super) mod subtitles;
mod table;
mod tags;
mod tree;
mod ttml;
pub(super) mod webarchive;
mod xml;

use super::budget::Budget;
use super::draft::{Page, Stated};
use super::lexicon::Lexicon;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
pub(crate) use detect::detect;
pub(crate) use rtf::is_rtf;

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
    /// A document of Word.
    Docx,
    /// A document of LibreOffice and others.
    Odt,
    /// A document that most word processors read.
    Rtf,
    /// Subtitles as YouTube gives them out.
    Sbv,
    /// SubStation Alpha subtitles.
    Ass,
    /// Lines with their times, as for songs.
    Lrc,
    /// Subtitles in XML.
    Ttml,
    /// JSON and lines of it: speech to text, chats, other data.
    Json,
    /// A table as text.
    Csv,
    /// XML that is no page: debates and talks (Akoma Ntoso, TEI), other data.
    Xml,
    /// A web page that a browser saved as a mail.
    Mhtml,
    /// A web page that Safari saved.
    Webarchive,
    /// Printed pages.
    Pdf,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 19] = [
        Format::Markdown,
        Format::Plain,
        Format::Html,
        Format::Epub,
        Format::Srt,
        Format::Vtt,
        Format::Docx,
        Format::Odt,
        Format::Rtf,
        Format::Sbv,
        Format::Ass,
        Format::Lrc,
        Format::Ttml,
        Format::Json,
        Format::Csv,
        Format::Xml,
        Format::Mhtml,
        Format::Webarchive,
        Format::Pdf,
    ];

    /// Its name, which a person types and `outline --json` prints, and what the names of its files end in.
    fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Format::Markdown => ("markdown", &["md", "markdown", "mkd", "mdown"]),
            Format::Plain => ("plain", &["txt", "text"]),
            Format::Html => ("html", &["html", "htm", "xhtml", "xht", "shtml"]),
            Format::Epub => ("epub", &["epub"]),
            Format::Srt => ("srt", &["srt"]),
            Format::Vtt => ("vtt", &["vtt", "webvtt"]),
            Format::Docx => ("docx", &["docx", "docm", "dotx", "dotm"]),
            Format::Odt => ("odt", &["odt", "ott", "fodt"]),
            Format::Rtf => ("rtf", &["rtf"]),
            Format::Sbv => ("sbv", &["sbv"]),
            Format::Ass => ("ass", &["ass", "ssa"]),
            Format::Lrc => ("lrc", &["lrc"]),
            Format::Ttml => ("ttml", &["ttml", "dfxp", "itt"]),
            Format::Json => ("json", &["json", "jsonl", "ndjson", "otr"]),
            Format::Csv => ("csv", &["csv", "tsv", "tab"]),
            Format::Xml => ("xml", &["xml", "tei", "akn"]),
            Format::Mhtml => ("mhtml", &["mhtml", "mht"]),
            Format::Webarchive => ("webarchive", &["webarchive"]),
            Format::Pdf => ("pdf", &["pdf"]),
        }
    }

    /// The name that a person types and `outline --json` prints.
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// What the names of its files end in, the commonest first.
    pub fn endings(self) -> &'static [&'static str] {
        self.names().1
    }

    /// The names of all formats, in their order.
    pub fn all_names() -> String {
        Format::ALL.map(Format::name).join(", ")
    }

    /// Whether files of this format are text, and no archive or the like that holds it.
    pub fn is_text(self) -> bool {
        match self {
            Format::Markdown | Format::Plain | Format::Html | Format::Srt | Format::Vtt => true,
            Format::Sbv | Format::Ass | Format::Lrc | Format::Ttml | Format::Json | Format::Csv | Format::Xml => true,
            Format::Epub | Format::Docx | Format::Odt | Format::Rtf => false,
            Format::Mhtml | Format::Webarchive | Format::Pdf => false,
        }
    }

    /// Whether the text has tables and links and what else a site sets around a talk.
    pub(super) fn is_marked_up(self) -> bool {
        match self {
            Format::Markdown | Format::Html | Format::Epub | Format::Docx | Format::Odt | Format::Rtf => true,
            Format::Mhtml | Format::Webarchive => true,
            Format::Plain | Format::Srt | Format::Vtt | Format::Sbv | Format::Ass | Format::Lrc => false,
            Format::Ttml | Format::Json | Format::Csv | Format::Xml | Format::Pdf => false,
        }
    }

    /// The format of this name, or of files with this ending.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim_start_matches('.').to_ascii_lowercase();
        let is_called = |format: &Format| format.name() == name || format.endings().contains(&name.as_str());
        Format::ALL.into_iter().find(is_called)
    }
}

/// How many bytes of a text are such. They are counted in parts that one byte can count: so many are compared at once.
fn n_bytes(text: &str, is_such: impl Fn(u8) -> bool) -> usize {
    let n_in = |part: &[u8]| part.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>();
    text.as_bytes().chunks(u8::MAX.into()).map(|part| usize::from(n_in(part))).sum()
}

/// What a file holds that is no text itself.
pub(crate) struct Unpacked {
    pub(crate) format: Format,
    pub(crate) page: Page<'static>,
    /// Its text in the order of its blocks, with its markup where a person could read that, as far as both were read.
    pub(crate) text: String,
}

/// What the file holds if it is no text: its first bytes say so, whatever its name is. `None` for all others.
pub(crate) fn unpacked(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> Option<Unpacked> {
    if is_rtf(bytes) {
        let (page, text) = rtf::blocks(bytes, lexicon, budget);
        return Some(Unpacked { format: Format::Rtf, page, text });
    }
    if bytes.starts_with(archive::START) {
        return Some(archived::unpacked(bytes, lexicon, budget));
    }
    if odt::is_flat(bytes) {
        let (page, text) = odt::flat_blocks(bytes, lexicon, budget);
        return Some(Unpacked { format: Format::Odt, page, text });
    }
    if let Some((bytes, encoding)) = webarchive::page(bytes) {
        let (page, text) = mhtml::page_of(bytes.to_vec(), encoding, lexicon, budget);
        return Some(Unpacked { format: Format::Webarchive, page, text });
    }
    if let Some((page, text)) = mhtml::blocks(bytes, lexicon, budget) {
        return Some(Unpacked { format: Format::Mhtml, page, text });
    }
    pdf::unpacked(bytes, lexicon, budget).map(|(page, text)| Unpacked { format: Format::Pdf, page, text })
}

/// The blocks of the text in its format, as far as the budget of the document reaches.
pub(crate) fn blocks<'a>(text: &'a str, format: Format, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    // Data have many lines for a word.
    match format {
        Format::Json => return json::blocks(text, lexicon, budget),
        Format::Csv => return table::blocks(text, lexicon, budget),
        Format::Xml => return debates::blocks(text, budget),
        Format::Ttml => return ttml::blocks(text, budget),
        _ => {}
    }
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
        Format::Srt | Format::Vtt | Format::Sbv => subtitled(text, lexicon, budget),
        Format::Lrc => lyrics::blocks(text),
        Format::Ass => or_plain(ass::blocks(text), text, lexicon),
        Format::Ttml | Format::Json | Format::Csv | Format::Xml => data::page(text, format.name()),
        Format::Html | Format::Epub | Format::Mhtml | Format::Webarchive => page(text, lexicon, budget),
        Format::Docx | Format::Odt | Format::Rtf => page(text, lexicon, budget),
    }
}

/// The page, or the text as it stands where a file that was asked for as something else has nothing of that.
fn or_plain<'a>(page: Page<'a>, text: &'a str, lexicon: &Lexicon) -> Page<'a> {
    if page.drafts.is_empty() { plain::blocks(text, 0, Stated::default(), lexicon) } else { page }
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
