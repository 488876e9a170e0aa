//! What holds of every document, whatever it was read from. The property tests, the hostile files and the fuzz targets
//! all ask here.

use std::collections::BTreeMap;
use std::ops::Range;

use wenda::document::Document;
use wenda::document::anchor::{Anchor, Resolution};
use wenda::document::place::{Passage, Place};
use wenda::document::reference::{Reference, reference_of};
use wenda::document::resolver::Resolver;
use wenda::document::turn::TurnKind;
use wenda::layout::clusters::clusters;
use wenda::layout::columns::Columns;
use wenda::layout::flow::{FlowOptions, RowRole, rows};
use wenda::layout::kinsoku::Rules;
use wenda::layout::width::WidthPolicy;

/// Checks all that holds of `document`, its rows in a pane of `width` cells included.
pub fn hold(document: &Document, width: usize) {
    blocks_lie_in_the_text(document);
    turns_and_sections_lie_in_the_blocks(document);
    nothing_is_lost_or_doubled(document);
    anchors_and_references_lead_back(document);
    rows_fit_and_show_everything(document, width);
}

/// Checks that a text that was read twice is one document: nothing that differs from run to run has decided.
pub fn are_alike(one: &Document, other: &Document) {
    assert_eq!(format!("{one:?}"), format!("{other:?}"), "read once and once more");
}

/// Blocks follow each other without a gap, a line feed behind each; labels, spans and sources lie within bounds.
fn blocks_lie_in_the_text(document: &Document) {
    let mut position = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        assert_eq!(block.text.start(), position, "block {index} begins elsewhere");
        assert_eq!(document.text.get(block.text.end()..block.text.end() + 1), Some("\n"), "block {index}");
        position = block.text.end() + 1;
        let text = document.block_text(index);
        assert!(text.is_char_boundary(block.label), "label of block {index}");
        let mut end = 0;
        for span in block.spans.iter() {
            assert!(span.range.start >= end && text.get(span.range.clone()).is_some(), "span of block {index}");
            end = span.range.end;
        }
        let is_source = |piece: Range<usize>| document.source.text.get(piece).is_some();
        assert!(block.source.iter().all(is_source), "source of block {index}");
    }
    assert_eq!(position, document.text.len(), "text behind the last block");
}

/// Turns follow each other and are not empty, questions are counted from 1, sections are nested, repairs lie in the text.
fn turns_and_sections_lie_in_the_blocks(document: &Document) {
    let n_blocks = document.blocks.len();
    let (mut end, mut n_questions) = (0, 0);
    for turn in &document.turns {
        assert!(turn.blocks.start >= end && turn.blocks.end <= n_blocks && !turn.blocks.is_empty());
        end = turn.blocks.end;
        n_questions += usize::from(turn.kind == TurnKind::Question);
        assert_eq!(turn.number, (turn.kind == TurnKind::Question).then_some(n_questions));
    }
    let mut open: Vec<&Range<usize>> = Vec::new();
    for (index, section) in document.sections.iter().enumerate() {
        assert!(!document.heading(index).is_empty() && section.blocks.end <= n_blocks);
        while open.pop_if(|last| last.end <= section.blocks.start).is_some() {}
        assert!(open.last().is_none_or(|last| section.blocks.end <= last.end), "section {index} overlaps");
        open.push(&section.blocks);
    }
    for repair in &document.repairs {
        for place in [repair.passage.start, repair.passage.end] {
            assert!(document.block_text(place.block).is_char_boundary(place.byte));
        }
    }
}

/// Every letter and digit of the source stands in the text once. Where markup may add or take letters, none is doubled;
/// where it may do both, nothing is said.
fn nothing_is_lost_or_doubled(document: &Document) {
    let source = document.source.text.as_str();
    let has = |marks: &[&str]| marks.iter().any(|mark| source.contains(mark));
    let has_front_matter = source.starts_with("---") || source.starts_with("+++");
    let (may_lose, may_add) = match document.source.format {
        "plain" => (has_front_matter || has(&["<"]), false),
        "markdown" => (has_front_matter || has(&["<", "[", "&", "```", "~~~"]), has(&["&", "<ol"])),
        "html" => (true, has(&["&", "<ol", "<OL", "<oL", "<Ol"])),
        "srt" | "vtt" => (true, has(&["&"])),
        "docx" | "odt" | "rtf" => (false, false),
        _ => (true, true),
    };
    let mut counts: BTreeMap<char, i64> = BTreeMap::new();
    letters(source).for_each(|letter| *counts.entry(letter).or_default() += 1);
    letters(&document.text).for_each(|letter| *counts.entry(letter).or_default() -= 1);
    counts.retain(|_, count| *count > 0 && !may_lose || *count < 0 && !may_add);
    assert!(counts.is_empty(), "letters lost (more than 0) or doubled: {counts:?}\n{source:?}\n{:?}", document.text);
}

/// What may be left out at the ends of a line, as a space is: it shows nothing and parts nothing.
#[allow(dead_code, reason = "each test uses what it needs")]
pub fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\u{2060}')
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric())
}

/// A passage written down is found where it was, and a reference names the block that it was made for.
fn anchors_and_references_lead_back(document: &Document) {
    let n_blocks = document.blocks.len();
    let resolver = Resolver::new(document);
    for block in [0, n_blocks / 2, n_blocks.saturating_sub(1)] {
        let end = document.block_text(block).len();
        if end == 0 {
            continue;
        }
        let passage = Passage { start: Place::start_of(block), end: Place { block, byte: end } };
        assert_eq!(resolver.resolve(&Anchor::of(document, passage)), Resolution::Found(passage));
        if document.is_content(block) {
            let printed = reference_of(document, passage.start).to_string();
            let reference: Reference = printed.parse().unwrap_or_else(|error| panic!("{printed}: {error:?}"));
            assert_eq!(reference.resolve(document).map(|place| place.block), Some(block), "{printed}");
        }
    }
}

/// The rows of a block give back its text, and none is wider than the pane but for one cluster by itself.
fn rows_fit_and_show_everything(document: &Document, width: usize) {
    let policy = WidthPolicy::NARROW;
    let options = FlowOptions { width, sign: 4, hang: 0, rules: Rules::default(), policy };
    let mut columns = Columns::default();
    for (index, block) in document.blocks.iter().enumerate().take(500) {
        let text = document.block_text(index);
        let mut end = 0;
        for row in rows(document, index, &options, &mut columns) {
            if row.role == RowRole::Blank {
                continue;
            }
            assert_eq!(row.range.start, end, "rows of {text:?} at {width}");
            end = row.range.end;
            let shown = text[row.range.clone()].trim_end();
            let is_single = clusters(shown, policy).count() < 2;
            let fits = row.indent + row.width <= width || row.role == RowRole::Preformatted;
            assert!(fits || is_single, "a row of {} cells at {width}: {shown:?}", row.width);
        }
        assert_eq!(end, block.text.len(), "rows of {text:?} at {width}");
    }
}
