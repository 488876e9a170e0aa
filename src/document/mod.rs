//! The model: a transcript once it has been read. Nothing here knows a terminal or a disk, and nothing can fail.

pub mod anchor;
pub mod block;
pub mod bookmark;
pub mod changes;
pub mod characters;
pub mod citation;
pub mod controls;
pub mod correction;
mod entry;
pub mod gathering;
mod history;
pub mod identity;
pub mod ideographs;
pub mod left_out;
pub mod moment;
pub mod operation;
pub mod place;
pub mod quotation;
mod record;
pub mod reference;
pub mod refusal;
pub mod resolver;
pub mod shared;
pub mod skeleton;
pub mod sketch;
#[cfg(test)]
pub(crate) mod specimen;
pub mod turn;
pub mod verdict;

use std::ops::Range;

use block::{Block, BlockKind, Pieces};
use left_out::LeftOut;
use moment::Moment;
use place::{Passage, Place};
use turn::{Certainty, Turn, TurnKind};

/// One transcript: its blocks in reading order and the structure found in them. It never changes after reading.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Where the text came from, and the text as it came.
    pub source: Source,
    /// The reading text of all blocks in order, markup removed, each block followed by a line feed.
    pub text: String,
    /// Headings, paragraphs, asides and so on, in reading order.
    pub blocks: Vec<Block>,
    /// Index of the block that holds the title; the title is no section.
    pub title: Option<usize>,
    /// A title that no block prints (front matter, metadata); used where `title` is `None`.
    pub stated_title: Option<String>,
    /// The date of the talk as far as the document states it: `2024-03-07`, `2024-03` or `--03-07` (ISO 8601).
    pub date: Option<String>,
    /// The place of the talk, as printed.
    pub location: Option<String>,
    /// Headings with what stands under them, in order.
    pub sections: Vec<Section>,
    /// Who speaks, in order; the block ranges do not overlap.
    pub turns: Vec<Turn>,
    /// When what was recorded was said, in the order of the text.
    pub moments: Vec<Moment>,
    /// Changes in structure that reading made.
    pub repairs: Vec<Repair>,
    /// What the person should know about this reading.
    pub warnings: Vec<Warning>,
}

/// Where a document came from.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The path as given, or `-` for standard input.
    pub path: String,
    /// The name of the format: `markdown`, `plain`, `srt` and so on.
    pub format: &'static str,
    /// The encoding's name in the WHATWG list.
    pub encoding: &'static str,
    /// The text as decoded, before any markup was read: what `R` shows.
    pub text: String,
}

/// A heading and what follows it, up to the next heading of its level or above.
#[derive(Debug, Clone)]
pub struct Section {
    /// 1 to 6.
    pub level: u8,
    /// The blocks of the section; the first is the heading.
    pub blocks: Range<usize>,
    /// Whether the heading was marked as one or only looks like one.
    pub certainty: Certainty,
}

/// A change in structure that reading made; the characters are all still there, but for the hyphens of words that ends of lines
/// divided, and spaces.
#[derive(Debug, Clone)]
pub struct Repair {
    /// What was done.
    pub kind: RepairKind,
    /// Where: the passage that was touched (for a join: empty, between the two parts).
    pub passage: Passage,
}

/// The kinds of [`Repair`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepairKind {
    /// Two fragments of a paragraph were put together.
    Joined,
    /// Hard-wrapped lines were put together.
    Unwrapped,
    /// A caption, running head or the like was lifted out of the text it interrupted.
    LiftedOut,
    /// A word divided by a hyphen at a line's end was mended: where something tells that it is not its own, the hyphen is gone.
    Mended,
    /// Spaces between characters that are written without were taken out.
    Closed,
    /// A paragraph of more than 64 kB was parted.
    Parted,
}

/// Something the person should know about how a document was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// So many byte sequences were not valid in the encoding and show as U+FFFD.
    ReplacedBytes(usize),
    /// Lines of the text are in another encoding than the others, this one; each was read in its own.
    TwoEncodings(&'static str),
    /// The document has no text.
    Empty,
    /// A part could not be read, and was left out or read without its markup.
    SkippedPart(LeftOut),
    /// The structure looks broken here; the text is shown undivided.
    Undivided,
    /// The file cannot be read in the format that was asked for, and is read in the one that it is in.
    OtherFormat,
    /// The text is data of this kind, for programs, and is shown as it is.
    Data(&'static str),
    /// The text stands in the file as a program's literal (`b'…\n…\xe9'`); its escapes were read as what they stand for.
    Unescaped,
}

/// A date of ISO 8601 as it is printed: `--03-07`, which states no year, as `03-07`.
pub fn printed_date(date: &str) -> &str {
    date.trim_start_matches('-')
}

impl Document {
    /// The text of block `index`.
    pub fn block_text(&self, index: usize) -> &str {
        self.blocks.get(index).map_or("", |block| &self.text[block.text.range()])
    }

    /// The title, as printed or as stated in the metadata.
    pub fn title_text(&self) -> Option<&str> {
        self.title.map(|index| self.block_text(index)).or(self.stated_title.as_deref())
    }

    /// The heading of section `index`.
    pub fn heading(&self, index: usize) -> &str {
        self.block_text(self.sections[index].blocks.start)
    }

    /// The index of the turn that holds `block`.
    pub fn turn_of(&self, block: usize) -> Option<usize> {
        let after = self.turns.partition_point(|turn| turn.blocks.start <= block);
        let index = after.checked_sub(1)?;
        self.turns[index].blocks.contains(&block).then_some(index)
    }

    /// The index of the innermost section that holds `block`.
    pub fn section_of(&self, block: usize) -> Option<usize> {
        let after = self.sections.partition_point(|section| section.blocks.start <= block);
        (0..after).rev().find(|&index| self.sections[index].blocks.contains(&block))
    }

    /// The indices of the turns that are questions, in order; question `n` is the `n-1`th.
    pub fn questions(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.turns.iter().enumerate().filter(|(_, turn)| turn.kind == TurnKind::Question).map(|(index, _)| index)
    }

    /// The turns of the exchange that turn `index` belongs to: a question with the answers that follow it.
    pub fn exchange_of(&self, index: usize) -> Range<usize> {
        let follows = |at: &usize| self.turns[*at].kind == TurnKind::Answer;
        let first = (0..=index).rev().find(|at| !follows(at)).unwrap_or(0);
        let end = (first + 1..self.turns.len()).find(|at| !follows(at)).unwrap_or(self.turns.len());
        first..end
    }

    /// Where the body of a block begins: behind its speaker label.
    pub fn body_text(&self, block: usize) -> &str {
        self.blocks.get(block).map_or("", |found| &self.block_text(block)[found.label..])
    }

    /// The byte of [`Document::text`] at a place.
    pub fn offset(&self, place: Place) -> usize {
        self.blocks
            .get(place.block)
            .map_or(self.text.len(), |block| (block.text.start() + place.byte).min(block.text.end()))
    }

    /// The date as it is printed, month and day alone where no year is: `2024-03-07`, `03-07`.
    pub fn printed_date(&self) -> Option<&str> {
        self.date.as_deref().map(printed_date)
    }

    /// The date if its year is stated: `2024-03-07`, `2024-03`, `2024`. Only such dates can be compared.
    pub fn dated(&self) -> Option<&str> {
        self.date.as_deref().filter(|date| !date.starts_with('-'))
    }

    /// The place at a byte of [`Document::text`]; a byte between two blocks belongs to the end of the first, and one within a
    /// character to its beginning: no place divides a character.
    pub fn place_at(&self, offset: usize) -> Place {
        let offset = offset.min(self.text.len());
        let offset = (0..=offset).rev().find(|&byte| self.text.is_char_boundary(byte)).unwrap_or(0);
        let after = self.blocks.partition_point(|block| block.text.start() <= offset);
        let Some(block) = after.checked_sub(1) else { return Place::default() };
        let range = self.blocks[block].text.range();
        Place { block, byte: offset.min(range.end) - range.start }
    }

    /// The source text of block `index`, from its first to its last byte there.
    pub fn source_of(&self, index: usize) -> &str {
        let pieces = self.blocks.get(index).map(|block| &block.source);
        match (pieces.and_then(Pieces::first), pieces.and_then(Pieces::last)) {
            (Some(first), Some(last)) => self.source.text.get(first.start..last.end).unwrap_or(""),
            _ => "",
        }
    }

    /// Whether block `index` belongs to the talk: not an aside, a rule or an empty block.
    pub fn is_content(&self, index: usize) -> bool {
        self.blocks
            .get(index)
            .is_some_and(|block| !matches!(block.kind, BlockKind::Aside(_) | BlockKind::Rule) && !block.text.is_empty())
    }
}
