//! The structure of a document for programs: versioned JSON.

use std::cell::LazyCell;
use std::path::Path;

use serde::{Serialize, Serializer};

use super::setup::Said;
use crate::document::block::{AsideKind, BlockKind};
use crate::document::moment::Moment;
use crate::document::place::Place;
use crate::document::reference::{Reference, references_of_turns};
use crate::document::turn::{Certainty, Reason, Turn, TurnKind};
use crate::document::{Document, Repair, RepairKind, Warning};
use crate::strings::{Language, Strings};
use crate::ui::messages::{of_reason, of_warning};

/// The version of the JSON's form.
const SCHEMA: &str = "wenda.outline/1";

/// The structure of a document, as JSON in the form [`SCHEMA`].
#[derive(Serialize)]
pub(super) struct Structure<'a> {
    schema: &'static str,
    source: SourceOf<'a>,
    title: Option<&'a str>,
    date: Option<&'a str>,
    location: Option<&'a str>,
    sections: Vec<SectionOf<'a>>,
    turns: Turns<'a>,
    /// What is said at a time and is no turn's: captions in which nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    passages: Vec<PassageOf<'a>>,
    asides: Vec<AsideOf<'a>>,
    repairs: Vec<RepairOf<'a>>,
    /// What the reader said about the structure, the oldest first.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    corrections: &'a [Said],
    warnings: Vec<WarningOf>,
}

#[derive(Serialize)]
struct SourceOf<'a> {
    path: &'a str,
    format: &'a str,
    encoding: &'a str,
}

#[derive(Serialize)]
struct SectionOf<'a> {
    heading: &'a str,
    level: u8,
    certain: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
}

/// One turn, with what it is a turn of.
#[derive(Serialize)]
pub(super) struct TurnLine<'a> {
    schema: &'static str,
    path: &'a str,
    title: Option<&'a str>,
    #[serde(flatten)]
    turn: TurnOf<'a>,
}

/// The turns of a document; each is made when it is written, as all together would take several times the room of the text.
struct Turns<'a> {
    document: &'a Document,
    references: Vec<Reference>,
}

impl<'a> Turns<'a> {
    fn iter(&self) -> impl Iterator<Item = TurnOf<'a>> {
        let english = english();
        let turns = self.document.turns.iter().zip(&self.references);
        turns.map(move |(turn, reference)| turn_of(self.document, turn, reference, &english))
    }
}

impl Serialize for Turns<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// Sentences are English: the JSON is the same in every language. Where nothing is a guess no sentence says why.
fn english() -> LazyCell<Strings> {
    LazyCell::new(|| Strings::of(Language::English))
}

#[derive(Serialize)]
struct TurnOf<'a> {
    kind: &'static str,
    speaker: Option<&'a str>,
    /// The fuller name that is printed elsewhere, where a short form stands here.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker_full: Option<&'a str>,
    outlet: Option<&'a str>,
    number: Option<usize>,
    section: Option<usize>,
    reference: String,
    certain: bool,
    /// Why it is a guess: a word for programs, a sentence for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    corrected: bool,
    /// Milliseconds from the start of the recording.
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<u64>,
    /// The same for each of the paragraphs, where there are several and times are told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    times: Vec<Option<u64>>,
    /// The parts of a question in several parts: from where each begins up to the next.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<&'a str>,
    paragraphs: Vec<&'a str>,
}

#[derive(Serialize)]
struct PassageOf<'a> {
    /// Milliseconds from the start of the recording.
    time: u64,
    text: &'a str,
}

#[derive(Serialize)]
struct AsideOf<'a> {
    kind: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct RepairOf<'a> {
    kind: &'static str,
    /// The last words before the repair.
    end: &'a str,
    /// The first words behind it.
    start: &'a str,
}

#[derive(Serialize)]
struct WarningOf {
    kind: &'static str,
    text: String,
}

impl<'a> Structure<'a> {
    /// The structure of a document that was opened by this path, with what the reader said about it.
    pub(super) fn of(document: &'a Document, path: &'a Path, corrections: &'a [Said]) -> Self {
        let (english, source) = (english(), &document.source);
        Structure {
            schema: SCHEMA,
            source: SourceOf {
                path: path.to_str().unwrap_or(&source.path),
                format: source.format,
                encoding: source.encoding,
            },
            title: document.title_text(),
            date: document.date.as_deref(),
            location: document.location.as_deref(),
            sections: document.sections.iter().map(|section| section_of(document, section)).collect(),
            turns: Turns { document, references: references_of_turns(document) },
            passages: passages_of(document),
            asides: asides_of(document),
            repairs: document.repairs.iter().map(|repair| repair_of(document, repair)).collect(),
            corrections,
            warnings: document.warnings.iter().map(|warning| warning_of(warning, &english)).collect(),
        }
    }

    /// Each turn by itself, as JSON in the form `wenda.turn/1`.
    pub(super) fn lines(&self) -> impl Iterator<Item = TurnLine<'a>> {
        let (path, title) = (self.source.path, self.title);
        self.turns.iter().map(move |turn| TurnLine { schema: "wenda.turn/1", path, title, turn })
    }
}

/// What stands from each moment up to the next in its block, outside of turns.
fn passages_of(document: &Document) -> Vec<PassageOf<'_>> {
    let moments =
        document.moments.iter().enumerate().filter(|(_, moment)| document.turn_of(moment.place.block).is_none());
    let passage = |(number, moment): (usize, &Moment)| {
        let (block, start) = (moment.place.block, moment.place.byte);
        let next = document.moments.get(number + 1).filter(|next| next.place.block == block);
        let text = document.block_text(block);
        let text = text.get(start..next.map_or(text.len(), |next| next.place.byte)).unwrap_or_default().trim();
        PassageOf { time: moment.time, text }
    };
    moments.map(passage).collect()
}

fn section_of<'a>(document: &'a Document, section: &crate::document::Section) -> SectionOf<'a> {
    SectionOf {
        heading: document.block_text(section.blocks.start),
        level: section.level,
        certain: !matches!(section.certainty, Certainty::Guess(_)),
        corrected: section.certainty == Certainty::Corrected,
    }
}

fn turn_of<'a>(
    document: &'a Document,
    turn: &'a Turn,
    reference: &Reference,
    english: &LazyCell<Strings>,
) -> TurnOf<'a> {
    let spoken = turn.blocks.clone().filter(|block| is_spoken(document, *block));
    let spoken = spoken.map(|block| (block, document.body_text(block)));
    let spoken: Vec<(usize, &str)> = spoken.filter(|(_, text)| !text.is_empty()).collect();
    let has_times = spoken.len() > 1 && turn.time.is_some() && !document.moments.is_empty();
    let times = spoken.iter().filter(|_| has_times).map(|(block, _)| document.time_at(end_of_label(document, *block)));
    let doubt = match turn.certainty {
        Certainty::Guess(reason) => Some(reason),
        Certainty::Certain | Certainty::Corrected => None,
    };
    TurnOf {
        kind: kind_name(turn.kind),
        speaker: turn.speaker.as_deref(),
        speaker_full: turn.speaker_full.as_deref(),
        outlet: turn.outlet.as_deref(),
        number: turn.number,
        section: document.section_of(turn.blocks.start),
        reference: turn_reference(turn, reference),
        certain: !matches!(turn.certainty, Certainty::Guess(_)),
        reason: doubt.map(word_of),
        because: doubt.map(|reason| of_reason(reason, english)),
        corrected: turn.certainty == Certainty::Corrected,
        time: turn.time,
        parts: parts_of(document, turn),
        times: times.collect(),
        paragraphs: spoken.iter().map(|(_, text)| *text).collect(),
    }
}

/// The word by which programs know what a turn is.
pub(super) fn kind_name(kind: TurnKind) -> &'static str {
    match kind {
        TurnKind::Question => "question",
        TurnKind::Answer => "answer",
        TurnKind::Statement => "statement",
    }
}

/// The word by which programs know why a turn is a guess.
fn word_of(reason: Reason) -> &'static str {
    match reason {
        Reason::QuestionMark => "question_mark",
        Reason::Alternation => "alternation",
        Reason::RareLabel => "rare_label",
        Reason::LooksLikeHeading => "looks_like_heading",
        Reason::Unstated => "unstated",
        Reason::Contradiction => "contradiction",
    }
}

/// Where what is said begins in a block.
fn end_of_label(document: &Document, block: usize) -> Place {
    Place { block, byte: document.blocks[block].label }
}

/// The parts of a question, each up to the next or to the end of its block.
fn parts_of<'a>(document: &'a Document, turn: &Turn) -> Vec<&'a str> {
    let part = |(index, start): (usize, &Place)| {
        let text = document.block_text(start.block);
        let next = turn.parts.get(index + 1).filter(|next| next.block == start.block);
        text.get(start.byte..next.map_or(text.len(), |next| next.byte)).unwrap_or("").trim_end()
    };
    turn.parts.iter().enumerate().map(part).collect()
}

/// Whether a block is something said, not a label or a heading.
fn is_spoken(document: &Document, block: usize) -> bool {
    document.is_content(block) && !matches!(document.blocks[block].kind, BlockKind::Label | BlockKind::Heading(_))
}

/// The reference of a turn: of a question as a whole, else of its first paragraph.
pub(super) fn turn_reference(turn: &Turn, first: &Reference) -> String {
    turn.number.map_or_else(|| first.short(), |number| format!("Q{number}"))
}

fn asides_of(document: &Document) -> Vec<AsideOf<'_>> {
    let aside = |(index, block): (usize, &crate::document::block::Block)| match block.kind {
        BlockKind::Aside(kind) => Some(AsideOf { kind: aside_kind(kind), text: document.block_text(index) }),
        BlockKind::Heading(_) | BlockKind::Label | BlockKind::Paragraph | BlockKind::ListItem { .. } => None,
        BlockKind::Quotation | BlockKind::Preformatted | BlockKind::TableRow | BlockKind::Rule => None,
    };
    document.blocks.iter().enumerate().filter_map(aside).collect()
}

fn aside_kind(kind: AsideKind) -> &'static str {
    match kind {
        AsideKind::Kicker => "kicker",
        AsideKind::Caption => "caption",
        AsideKind::Credit => "credit",
        AsideKind::JumpLine => "jump_line",
        AsideKind::RunningHead => "running_head",
        AsideKind::PageNumber => "page_number",
        AsideKind::Note => "note",
        AsideKind::Matter => "matter",
        AsideKind::Boilerplate => "boilerplate",
    }
}

/// A repair is told by the words on both sides of it.
fn repair_of<'a>(document: &'a Document, repair: &Repair) -> RepairOf<'a> {
    /// Characters on each side.
    const WORDS: usize = 16;
    let start = &repair.passage.start;
    let text = document.block_text(start.block);
    let (before, behind) = match repair.kind {
        RepairKind::Parted => (document.block_text(start.block.saturating_sub(1)), text),
        RepairKind::Joined
        | RepairKind::Unwrapped
        | RepairKind::LiftedOut
        | RepairKind::Mended
        | RepairKind::Closed => text.split_at_checked(start.byte).unwrap_or((text, "")),
    };
    let from = before.char_indices().rev().nth(WORDS - 1).map_or(0, |(byte, _)| byte);
    let to = behind.char_indices().nth(WORDS).map_or(behind.len(), |(byte, _)| byte);
    let kind = match repair.kind {
        RepairKind::Joined => "joined",
        RepairKind::Unwrapped => "unwrapped",
        RepairKind::LiftedOut => "lifted_out",
        RepairKind::Mended => "mended",
        RepairKind::Closed => "closed",
        RepairKind::Parted => "parted",
    };
    RepairOf { kind, end: &before[from..], start: &behind[..to] }
}

fn warning_of(warning: &Warning, english: &LazyCell<Strings>) -> WarningOf {
    let kind = match warning {
        Warning::ReplacedBytes(_) => "replaced_bytes",
        Warning::TwoEncodings(_) => "two_encodings",
        Warning::Empty => "empty",
        Warning::SkippedPart(_) => "skipped_part",
        Warning::Undivided => "undivided",
        Warning::OtherFormat => "other_format",
        Warning::Data(_) => "data",
        Warning::Unescaped => "unescaped",
    };
    WarningOf { kind, text: of_warning(warning, english) }
}
