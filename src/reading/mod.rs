//! Reading: from the bytes of a file to a [`Document`]; nothing here can fail once the bytes are there.
//!
//! `bytes → decoding → formats → labels → page → turns → assemble → Document`: each step is the folder or file of its name.
//! Until the last one blocks are `draft::Draft`s of `line::Line`s: a line holds its text with all that points into it, its
//! label and its emphasis, and only it cuts and joins. Labels are found by listed shapes, or by a custom that the document
//! itself shows, and all of them together tell whether anybody speaks (`labels::customs`). Who asks and who answers is told by
//! all castings of the talk that are likely (`cast`), and how sure a turn is by one sum (`turns::certainty`). Beside the
//! steps, `open` gets the bytes of a file, `folder` the files of a folder, and `beginning` what is shown of them meanwhile, `dates` says when and where the talk
//! was, `lexicon` holds the words by which all of them judge, `weighing` and `rows` the files of weights, `rules` what a row of a table
//! of reasons is, `widths` and `shares` the widths and counts by which all of them compare, `wrap` what lines and sentences
//! are, `first_byte` what a byte tells of a character, `budget` what all of it may cost, `halves` what two threads do, `in_place` how many
//! drafts become others, `given`
//! the text that lines are pieces of. `pdftotext` is another program, which `open` asks for the words of a PDF.
//!
//! Each of these knows only what stands below it, not what stands beside or above it (`tests/tidy` reads this table):
//!
//! | layer | what it is |
//! | --- | --- |
//! | `open` | bytes, from a file or a pipe |
//! | `given` `beginning` `pdftotext` `folder` `assemble` | a text and its blocks, what is shown meanwhile, another program, files, a document |
//! | `formats` | the blocks of each format |
//! | `turns` `decoding` | who asks and who answers; text of bytes |
//! | `page` `cast` | what a page adds, and who has which part |
//! | `labels` | who speaks |
//! | `dates` `paragraphs` `budget` `unfit` | when the talk was, what lines are one paragraph, what reading may cost, why nothing is read |
//! | `draft` | blocks while they are read |
//! | `line` | lines with all that points into them |
//! | `lexicon` `weighing` | words and shapes; weights |
//! | `wrap` `rules` `rows` `clock` | sentences and widths of a text, rows of reasons, rows of weights, times as written |
//! | `first_byte` `widths` `shares` `halves` `in_place` | bytes, sizes and counts, two threads, long lists |
//!
//! What is read wrongly is mended in one of these places, and a case for it goes into `tests/reading/cases`:
//!
//! - a word, such as a new part, outlet or note: `assets/labels.toml`; nothing in the code changes;
//! - a line that is set like a label and is none: a row with an example in `labels::left_out`, `not_here` or `settled`; a name
//!   that is taken for a speaker's, or is not: a row in `assets/weights-names.toml`, its trait in `labels::sum`;
//! - a house's way of setting labels: a shape in `assets/labels.toml` where it is known, a sign in `labels::customs::signs`
//!   where only the document can show it, a file in `labels` where it spreads over lines; the generator prints it
//!   (`tests/printing/customs.toml`);
//! - a format: a file in `formats` that makes drafts of a text, and its lines in `formats/mod.rs`;
//! - page matter, which nobody says: a row in `page::asides` for captions, credits, notes and what a site adds, in
//!   `page::furniture` for running heads and page numbers; their words are in `assets/labels.toml`;
//! - a heading or a title: a row in `page::headings`; a paragraph that was cut or joined wrongly: in `page::repair`;
//! - whether a speech asks, answers or does neither, once everybody's part is known: a row in `turns::exchange::steps`.

mod assemble;
mod beginning;
mod budget;
mod cast;
mod clock;
mod dates;
mod decoding;
mod draft;
#[cfg(test)]
mod examples;
mod first_byte;
pub mod folder;
mod formats;
mod given;
mod halves;
mod in_place;
mod labels;
mod lexicon;
mod line;
mod open;
mod page;
mod paragraphs;
#[cfg(not(feature = "pdf"))]
mod pdftotext;
mod rows;
mod rules;
mod shares;
mod turns;
mod unfit;
mod weighing;
mod widths;
mod wrap;

pub use budget::{Interest, Wanted};
pub use cast::{WeightRow, Weights};
pub use decoding::Encoding;
pub use formats::Format;
pub use formats::pdf::is_guest;
pub use lexicon::{Lexicon, LexiconError, WrongLabels};
pub use open::{Contents, load, load_reader, open};
pub use unfit::{OpenError, PdfFault, Unfit, WhyNot};

use std::borrow::Cow;

use crate::document::{Document, Warning};
use budget::Budget;
use draft::Page;
use given::Given;
use labels::{PAGE_TRAITS, PageTraits};
use page::{asides, divided, furniture, headings, overlong, repair, spaced};
use turns::question_parts;
pub use turns::{Evidence, Rehearsal, Tried};
pub use weighing::without_row;

/// What the person decided about reading; without it the document decides.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The encoding of the bytes.
    pub encoding: Option<Encoding>,
    /// The format of the text.
    pub format: Option<Format>,
    /// Show the blocks as they came: no repairs are made.
    pub raw: bool,
}

/// Reads a document from the bytes of the file called `name`. Bytes that are given away become its text, where they can.
pub fn read<'a>(bytes: impl Into<Cow<'a, [u8]>>, name: &str, options: &ReadOptions, lexicon: &Lexicon) -> Document {
    // Nobody can lose interest in what is always wanted.
    read_while(bytes, name, options, lexicon, &Wanted::default()).unwrap_or_default()
}

/// Reads a document as [`read`] does, and gives with it for each of its turns, in order, what it was decided by how sure the
/// turn is. To this the weights of `assets/weights-certainty.toml` are fitted; `weights` are those of castings.
pub fn read_with_evidence(bytes: &[u8], name: &str, lexicon: &Lexicon, weights: &Weights) -> (Document, Vec<Evidence>) {
    let read = read_all(bytes.into(), name, &ReadOptions::default(), lexicon, weights, &Wanted::default(), true);
    read.unwrap_or_default()
}

/// Reads a document from the bytes of the file called `name`, as long as it is wanted: `None` once it is not, which is
/// looked at between all steps and within the long ones.
pub fn read_while<'a>(
    bytes: impl Into<Cow<'a, [u8]>>,
    name: &str,
    options: &ReadOptions,
    lexicon: &Lexicon,
    wanted: &Wanted,
) -> Option<Document> {
    read_all(bytes.into(), name, options, lexicon, Weights::shipped(), wanted, false).map(|(document, _)| document)
}

/// What the labels of a document have in common, by the name of the trait in `assets/weights-page.toml`; `None` where none
/// were found, or where markup, a channel, a time beside each name or a name after each speech leaves no doubt. To this the
/// weights of that file are fitted.
pub fn page_traits(bytes: &[u8], name: &str, lexicon: &Lexicon) -> Option<Vec<(&'static str, f32)>> {
    let (options, mut budget) = (ReadOptions::default(), Budget::default());
    let (given, unpacked) = Given::of(bytes.into(), name, &options, lexicon, &mut budget)?;
    let drafted = drafted(&given, unpacked, &options, lexicon, &mut budget)?;
    drafted.labels_are.map(|traits| PAGE_TRAITS.into_iter().zip(traits).collect())
}

/// The talks of a document with their speeches, to which other castings can be given: to what they add up to the weights of
/// `assets/weights.toml` are fitted.
pub fn rehearse<'a>(bytes: &[u8], name: &str, lexicon: &'a Lexicon) -> Vec<Rehearsal<'a>> {
    let (options, mut budget) = (ReadOptions::default(), Budget::default());
    let Some((given, unpacked)) = Given::of(bytes.into(), name, &options, lexicon, &mut budget) else {
        return Vec::new();
    };
    let drafted = drafted(&given, unpacked, &options, lexicon, &mut budget);
    drafted.map(|drafted| turns::rehearse(&drafted.page.drafts, &drafted.page.stated, lexicon)).unwrap_or_default()
}

/// A document before anybody asks who speaks to whom.
struct Drafted<'a> {
    page: Page<'a>,
    /// The draft that is the title.
    title: Option<usize>,
    /// What the labels that were found have in common.
    labels_are: Option<PageTraits>,
}

/// Reads a document, and where `keeps_evidence` what it was decided by how sure each of its turns is.
fn read_all(
    bytes: Cow<'_, [u8]>,
    name: &str,
    options: &ReadOptions,
    lexicon: &Lexicon,
    weights: &Weights,
    wanted: &Wanted,
    keeps_evidence: bool,
) -> Option<(Document, Vec<Evidence>)> {
    let mut budget = Budget::new(wanted.clone());
    let (given, unpacked) = Given::of(bytes, name, options, lexicon, &mut budget)?;
    budget.go_on()?;
    let Drafted { page, title, .. } = drafted(&given, unpacked, options, lexicon, &mut budget)?;
    let (turns, evidence) = turns::find(&page.drafts, &page.stated, lexicon, weights, keeps_evidence);
    budget.go_on()?;
    let sections = assemble::sections(&page.drafts, title);
    let (date, location) = dates::of_talk(&page.drafts, title, &page.stated, name, lexicon);
    let mut document = Document { title, date, location, sections, turns, ..described(&given, &page) };
    assemble::blocks(&mut document, page, &given.decoded.text);
    document.source = given.source(name);
    budget.go_on()?;
    question_parts::find(&mut document, lexicon);
    assemble::locate(&mut document);
    Some((document, evidence))
}

/// Takes the format of a text for blocks, and finds its labels.
fn drafted<'a>(
    given: &'a Given,
    unpacked: Option<Page<'static>>,
    options: &ReadOptions,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> Option<Drafted<'a>> {
    let mut page = given.page(unpacked, lexicon, budget);
    budget.go_on()?;
    let labels_are = paragraphs(&mut page, given.format, options, lexicon, budget)?;
    let title = headings::find(&mut page.drafts, &page.stated, lexicon);
    labels::timed::mark(&mut page.drafts, lexicon);
    if !options.raw {
        spaced::close_headings(&mut page.drafts);
    }
    if let (None, Some(title)) = (&page.stated.title, title) {
        page.stated.title = Some(page.drafts[title].first().to_owned());
    }
    // There were more and fewer of them on the way.
    page.drafts.shrink_to_fit();
    budget.go_on()?;
    Some(Drafted { page, title, labels_are })
}

/// Finds labels and asides, and mends what the page did to the paragraphs. Gives what the labels have in common.
fn paragraphs(
    page: &mut Page,
    format: Format,
    options: &ReadOptions,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Option<Option<PageTraits>> {
    let labels_are = labels_and_asides(page, format, options, lexicon, budget)?;
    let drafts = std::mem::take(&mut page.drafts);
    page.drafts = if options.raw { repair::leave(drafts) } else { repair::join(drafts, lexicon) };
    budget.go_on()?;
    page.drafts = overlong::part(std::mem::take(&mut page.drafts));
    if !options.raw {
        divided::mend(&mut page.drafts);
    }
    Some(labels_are)
}

/// Finds labels and asides. Gives what the labels have in common.
fn labels_and_asides(
    page: &mut Page,
    format: Format,
    options: &ReadOptions,
    lexicon: &Lexicon,
    budget: &Budget,
) -> Option<Option<PageTraits>> {
    if format.is_marked_up() {
        furniture::mark(&mut page.drafts, lexicon);
    }
    if !options.raw {
        spaced::close_all(&mut page.drafts);
    }
    let is_brought = !options.raw && labels::names_after::bring_forward(&mut page.drafts, lexicon);
    let mut labels_are = None;
    if !is_brought {
        (*page, labels_are) = labels::find(std::mem::take(page), lexicon);
    }
    budget.go_on()?;
    asides::mark(&mut page.drafts, lexicon);
    Some(labels_are)
}

/// A document without blocks, but with all that is said about it.
fn described(given: &Given, page: &Page) -> Document {
    let mut warnings: Vec<Warning> = page.stated.skipped.iter().cloned().map(Warning::SkippedPart).collect();
    if given.decoded.n_replaced > 0 {
        warnings.push(Warning::ReplacedBytes(given.decoded.n_replaced));
    }
    warnings.extend(given.decoded.also.map(Warning::TwoEncodings));
    if page.stated.is_other_format {
        warnings.push(Warning::OtherFormat);
    }
    warnings.extend(page.stated.data.map(Warning::Data));
    if page.stated.is_literal {
        warnings.push(Warning::Unescaped);
    }
    if page.stated.is_undivided {
        warnings.push(Warning::Undivided);
    }
    if page.drafts.is_empty() {
        warnings.push(Warning::Empty);
    }
    Document { stated_title: page.stated.title.clone(), warnings, ..Document::default() }
}
