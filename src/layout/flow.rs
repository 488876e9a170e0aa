//! From blocks to rows: what stands above a block, how far it is indented, and which of its rows are the label's.

use std::ops::Range;

use super::columns::{Columns, Gap};
use super::fill::{Shape, fill};
use super::kinsoku::Rules;
use super::language::Language;
use super::width::{WidthPolicy, text_width};
use crate::document::Document;
use crate::document::block::{AsideKind, Block, BlockKind};
use crate::document::turn::{Turn, TurnKind};

/// What the rows of a document depend on, besides the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowOptions {
    /// Cells that a row may take.
    pub width: usize,
    /// Cells before a label, kept for the sign that says question or answer and which.
    pub sign: usize,
    /// Cells of `width` at its right end that only a hanging mark may use; 2 or 0.
    pub hang: usize,
    /// Which breaks are forbidden and which marks hang; the language is the document's, for blocks that do not show
    /// their own.
    pub rules: Rules,
    /// How wide ambiguous characters are.
    pub policy: WidthPolicy,
}

/// One row of the laid-out document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The block that it belongs to.
    pub block: usize,
    /// The bytes of the block's text that it shows; empty on a blank row.
    pub range: Range<usize>,
    /// Cells left empty before the text.
    pub indent: usize,
    /// Cells that the text takes, gaps included.
    pub width: usize,
    /// Cells left empty within the text, in the order of their bytes: what puts the cells of a table into columns.
    pub gaps: Vec<Gap>,
    /// What it shows.
    pub role: RowRole,
    /// Whether it is the first row of its block that is not blank.
    pub first: bool,
}

impl Row {
    /// The turn that begins with this row, whose sign stands in its indent.
    pub fn opens<'a>(&self, document: &'a Document) -> Option<&'a Turn> {
        let speaks = matches!(self.role, RowRole::Label | RowRole::Speech(_));
        let turn = &document.turns[document.turn_of(self.block)?];
        (self.first && speaks && turn.blocks.start == self.block).then_some(turn)
    }
}

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// Nothing; it parts two blocks.
    Blank,
    /// The speaker label that opens a turn, or a repeated one.
    Label,
    /// The title.
    Title,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// What is said, in a turn of this kind.
    Speech(TurnKind),
    /// Text outside all turns.
    Prose,
    /// Preformatted text or a table's row; it may be wider than the page.
    Preformatted,
    /// A rule across the page.
    Rule,
    /// Text that belongs to the page.
    Aside(AsideKind),
}

/// Two ideographs: the first-line indent of Chinese paragraphs (CLREQ 3.3.2) and the depth of a quotation.
const INDENT: usize = 4;

/// The rows of block `index`, the blank rows above it first. `columns` remembers the table that it looked at last.
pub fn rows(document: &Document, index: usize, options: &FlowOptions, columns: &mut Columns) -> Vec<Row> {
    let Some(block) = document.blocks.get(index) else { return Vec::new() };
    let role = role_of(document, index, block);
    let text = document.block_text(index);
    if text.is_empty() && role != RowRole::Rule {
        return Vec::new();
    }
    let mut rows = vec![Row::blank(index); blank_rows_above(document, index, role, options)];
    let n_blank = rows.len();
    if block.label > 0 || role == RowRole::Label {
        let label = if block.label > 0 { &text[..block.label] } else { text };
        // An indent that the source has already made gives the sign room.
        let own = text_width(&label[..label.len() - label.trim_start().len()], options.policy);
        let shape = shape_at(options.sign - own.min(2), label, options);
        append(&mut rows, index, 0, label, &shape, RowRole::Label);
    }
    if role != RowRole::Label && block.label < text.len() || role == RowRole::Rule {
        let shape = shape_of(block, text, role, options);
        let shape = if rows.len() == n_blank && opens_turn(document, index) {
            // Without a label the sign stands before the first words.
            Shape { first_indent: options.sign.min(options.width / 2), ..shape }
        } else {
            shape
        };
        append(&mut rows, index, block.label, &text[block.label..], &shape, role);
    }
    if let Some(row) = rows.get_mut(n_blank) {
        row.first = true;
    }
    // What a talk is called stands above its sections: in the middle of the page.
    for row in rows.iter_mut().filter(|row| row.role == RowRole::Title) {
        row.indent += options.width.saturating_sub(row.indent + row.width) / 2;
    }
    // The cell that names who speaks stands above the others, and is not padded.
    let cells = rows.iter_mut().find(|row| block.kind == BlockKind::TableRow && row.role == RowRole::Preformatted);
    if let Some(row) = cells {
        row.gaps = columns.gaps(document, index, options.policy);
        row.gaps.retain(|gap| row.range.contains(&gap.byte));
        row.width += row.gaps.iter().map(|gap| gap.cells).sum::<usize>();
    }
    rows
}

impl Row {
    /// The part of its block's text that is drawn: without the spaces at its end, and without those that web pages put
    /// behind a full stop and no row should begin with (U+00A0, which UAX #14 glues to what follows).
    pub fn shown(&self, document: &Document) -> Range<usize> {
        let text = &document.block_text(self.block)[self.range.clone()];
        let goes_on = !self.first && self.range.start > document.blocks[self.block].label;
        let begin =
            if goes_on && self.role != RowRole::Preformatted { text.trim_start_matches('\u{A0}') } else { text };
        let start = self.range.end - begin.len();
        start..start + begin.trim_end().len()
    }

    fn blank(block: usize) -> Self {
        Row { block, range: 0..0, indent: 0, width: 0, gaps: Vec::new(), role: RowRole::Blank, first: false }
    }
}

/// Whether a turn begins with block `index`.
fn opens_turn(document: &Document, index: usize) -> bool {
    document.turn_of(index).is_some_and(|turn| document.turns[turn].blocks.start == index)
}

fn append(rows: &mut Vec<Row>, block: usize, offset: usize, text: &str, shape: &Shape, role: RowRole) {
    rows.extend(fill(text, shape).into_iter().map(|line| Row {
        block,
        range: line.range.start + offset..line.range.end + offset,
        indent: line.indent,
        width: line.width,
        gaps: Vec::new(),
        role,
        first: false,
    }));
}

fn role_of(document: &Document, index: usize, block: &Block) -> RowRole {
    match block.kind {
        BlockKind::Heading(_) if document.title == Some(index) => RowRole::Title,
        BlockKind::Heading(level) => RowRole::Heading(level),
        BlockKind::Label => RowRole::Label,
        BlockKind::Preformatted | BlockKind::TableRow => RowRole::Preformatted,
        BlockKind::Rule => RowRole::Rule,
        BlockKind::Aside(kind) => RowRole::Aside(kind),
        BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quotation => {
            document.turn_of(index).map_or(RowRole::Prose, |turn| RowRole::Speech(document.turns[turn].kind))
        }
    }
}

/// Blank rows part headings, turns and asides from what precedes them. Paragraphs are parted by a blank row or by a
/// first-line indent, never by both (CLREQ 3.3.2), so Chinese ones stand close.
fn blank_rows_above(document: &Document, index: usize, role: RowRole, options: &FlowOptions) -> usize {
    let Some(before) = (0..index).rev().find(|&at| !document.block_text(at).is_empty()) else { return 0 };
    let block = &document.blocks[index];
    let before_role = role_of(document, before, &document.blocks[before]);
    let is_item = |block: &Block| matches!(block.kind, BlockKind::ListItem { .. });
    let same = std::mem::discriminant(&role) == std::mem::discriminant(&before_role)
        && is_item(block) == is_item(&document.blocks[before]);
    let air = usize::from(before_role == RowRole::Title);
    let n_rows = match role {
        RowRole::Title => usize::from(before_role != RowRole::Aside(AsideKind::Kicker)),
        RowRole::Heading(_) => 1 + usize::from(!matches!(before_role, RowRole::Heading(_) | RowRole::Title)),
        RowRole::Aside(kind) => usize::from(before_role != RowRole::Aside(kind)),
        RowRole::Preformatted => usize::from(document.blocks[before].kind != block.kind),
        RowRole::Rule => 1,
        RowRole::Blank | RowRole::Label | RowRole::Speech(_) | RowRole::Prose => {
            let opens = opens_turn(document, index) || block.label > 0 || role == RowRole::Label;
            // when it was said stands above it
            let is_parted = !same || document.unprinted_time(index).is_some();
            let stand_close = || stands_close(document, before, options) && stands_close(document, index, options);
            usize::from(opens || before_role != RowRole::Label && (is_parted || !stand_close()))
        }
    };
    // the title stands apart from all that it is the title of
    n_rows + air
}

/// Whether an indent or a marker parts block `index` from its like, so that no blank row has to.
fn stands_close(document: &Document, index: usize, options: &FlowOptions) -> bool {
    is_indented(&document.blocks[index], document.block_text(index), options.rules.language)
}

/// Whether a paragraph opens with an indent, of its own or of ours.
fn is_indented(block: &Block, text: &str, usual: Language) -> bool {
    block.kind == BlockKind::Paragraph && (has_own_indent(text) || Language::of(text, usual).is_ideographic())
        || matches!(block.kind, BlockKind::ListItem { .. })
}

/// U+3000 at the beginning is an indent that the source made itself.
fn has_own_indent(text: &str) -> bool {
    text.starts_with('\u{3000}')
}

/// Bytes of what marks an item of a list where no markup does, with the space behind it: `• `, `1. `. Chinese ones (一、
/// 1、) open a paragraph that is set like any other.
fn item_marker(text: &str) -> usize {
    let body = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - body.len();
    let said = match digits {
        0 => body.trim_start_matches(['•', '‣', '◦', '▪']),
        1..=3 => body.trim_start_matches(['.', ')']),
        _ => return 0,
    };
    let rest = said.trim_start_matches(' ');
    if said.len() < body.len() && rest.len() < said.len() && !rest.is_empty() { text.len() - rest.len() } else { 0 }
}

/// How `text` is set with every row indented by `indent` cells.
fn shape_at(indent: usize, text: &str, options: &FlowOptions) -> Shape {
    let indent = indent.min(options.width / 2);
    Shape {
        width: options.width,
        first_indent: indent,
        rest_indent: indent,
        hang: options.hang,
        rules: options.rules.in_language(Language::of(text, options.rules.language)),
        policy: options.policy,
        ..Shape::default()
    }
}

/// How the body of a block, behind its label, is set.
fn shape_of(block: &Block, text: &str, role: RowRole, options: &FlowOptions) -> Shape {
    let indent = if options.width < 40 { INDENT / 2 } else { INDENT };
    if let BlockKind::ListItem { depth, marker } = block.kind {
        let at = usize::from(depth) * 2;
        let hanging = text_width(&text[..(marker as usize).min(text.len())], options.policy);
        return Shape { first_indent: at.min(options.width / 2), ..shape_at(at + hanging, text, options) };
    }
    let is_aside = matches!(role, RowRole::Aside(_)) && role != RowRole::Aside(AsideKind::Kicker);
    if is_aside || block.kind == BlockKind::Quotation && role != RowRole::Aside(AsideKind::Kicker) {
        return shape_at(indent, text, options);
    }
    let shape = shape_at(0, text, options);
    if matches!(role, RowRole::Preformatted | RowRole::Rule) {
        return Shape { wrap: false, ..shape };
    }
    let is_labelled_question = role == RowRole::Speech(TurnKind::Question) && block.label > 0;
    if is_labelled_question || block.kind != BlockKind::Paragraph || matches!(role, RowRole::Aside(_)) {
        return shape;
    }
    let marker = if block.label == 0 { item_marker(text) } else { 0 };
    if marker > 0 {
        let hanging = text_width(&text[..marker], options.policy);
        return Shape { first_indent: 0, ..shape_at(hanging, text, options) };
    }
    let opens_indented = !has_own_indent(&text[block.label..]) && shape.rules.language.is_ideographic();
    if opens_indented { Shape { first_indent: indent, ..shape } } else { shape }
}
