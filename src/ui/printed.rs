//! A document as laid-out lines, for who reads it without the screen: what `wenda show` prints, and what is written to a
//! file.

use std::ops::Range;

use super::Look;
use super::page::{certainty_sign, sign, time_beside};
use crate::app::Settings;
use crate::app::page::Facts;
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::layout::columns::{Columns, Gap};
use crate::layout::flow::{self, FlowOptions, Row, RowRole};
use crate::layout::folding::{Folding, continued};
use crate::layout::sideways::spread;
use crate::layout::width::text_width;

/// A document that is printed, and how.
#[derive(Debug, Clone, Copy)]
pub struct Printed<'a> {
    /// The document.
    pub document: &'a Document,
    /// The words for question and answer.
    pub look: &'a Look,
    /// What the person set.
    pub settings: &'a Settings,
    /// The most cells of a row.
    pub width: usize,
    /// Whether characters that act on a terminal are shown by others; else all are as in the document.
    pub safe: bool,
}

impl Printed<'_> {
    /// Gives each line of `blocks` to `take`, until that fails.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn lines<E>(self, blocks: Range<usize>, mut take: impl FnMut(&str) -> Result<(), E>) -> Result<(), E> {
        let Printed { document, look, settings, width, safe } = self;
        let facts = Facts::of(document);
        let options: FlowOptions = facts.options(width, settings);
        let is_talk = facts.n_questions > 0;
        let first = blocks.start;
        // the measure is for what is read row by row, not for tables
        let page = FlowOptions { width, ..options };
        let (mut columns, mut folding) = (Columns::default(), Folding::default());
        for block in blocks {
            for row in flow::rows(document, block, &options, &mut columns) {
                if row.role == RowRole::Blank && block == first {
                    continue;
                }
                if let Some(text) = unchanged(document, &row, &page).filter(|_| !safe) {
                    take(text)?;
                    continue;
                }
                let lines = if row.role == RowRole::Preformatted {
                    lines_of_unwrapped(document, &row, &page, &mut folding, safe)
                } else {
                    vec![line_of(document, look, &row, &options, (safe, is_talk))]
                };
                lines.iter().try_for_each(|line| take(line.trim_end()))?;
            }
        }
        Ok(())
    }
}

/// The text of a row that is printed as it stands in the document: a line of preformatted text that fits on the page.
fn unchanged<'a>(document: &'a Document, row: &Row, options: &FlowOptions) -> Option<&'a str> {
    let is_line = row.role == RowRole::Preformatted && document.blocks[row.block].kind != BlockKind::TableRow;
    let fits = row.gaps.is_empty() && row.indent + row.width <= options.width;
    (is_line && fits).then(|| document.block_text(row.block)[row.shown(document)].trim_end())
}

/// What is printed of a row that scrolls sideways on the screen; here, where nothing scrolls, it is folded.
fn lines_of_unwrapped(
    document: &Document,
    row: &Row,
    options: &FlowOptions,
    folding: &mut Folding,
    safe: bool,
) -> Vec<String> {
    let text = document.block_text(row.block);
    let is_table = document.blocks[row.block].kind == BlockKind::TableRow;
    let folded = if is_table { folding.rows(document, row.block, options) } else { Vec::new() };
    if !folded.is_empty() {
        let cell = |(width, range): (usize, Range<usize>)| written(text[range].trim_end(), &[], width, options, safe);
        return folded.into_iter().map(|row| row.into_iter().map(cell).collect::<Vec<_>>().join(" | ")).collect();
    }
    let shown = row.shown(document);
    if row.indent + row.width <= options.width {
        return vec![written(&text[shown], &row.gaps, 0, options, safe)];
    }
    let piece = |(indent, range): (usize, Range<usize>)| {
        " ".repeat(indent) + &written(&text[shown.clone()][range], &[], 0, options, safe)
    };
    continued(&text[shown.clone()], options).into_iter().map(piece).collect()
}

/// A text as it is printed, the cells of its gaps and those up to `width` left empty.
fn written(text: &str, gaps: &[Gap], width: usize, options: &FlowOptions, safe: bool) -> String {
    if !safe && gaps.is_empty() && width == 0 {
        return text.to_owned();
    }
    let (mut line, mut behind) = (String::new(), 0);
    for (at, cluster) in spread(text, gaps, options.policy) {
        line.extend(std::iter::repeat_n(' ', at - behind));
        line.push_str(if safe { &cluster.shown } else { &text[cluster.range] });
        behind = at + cluster.width;
    }
    line.extend(std::iter::repeat_n(' ', width.saturating_sub(behind)));
    line
}

fn line_of(
    document: &Document,
    look: &Look,
    row: &Row,
    options: &FlowOptions,
    (safe, is_talk): (bool, bool),
) -> String {
    if row.role == RowRole::Rule {
        return "-".repeat(options.width / 2);
    }
    let mut line = String::new();
    let text = &document.block_text(row.block)[row.shown(document)];
    if let Some(turn) = row.opens(document) {
        let sign = sign(document, turn, look, is_talk) + certainty_sign(turn.certainty, look);
        if text_width(&sign, options.policy) < row.indent {
            line.push_str(&sign);
        }
    }
    let has_sign = !line.is_empty();
    let indent = row.indent.saturating_sub(text_width(&line, options.policy));
    line.extend(std::iter::repeat_n(' ', indent));
    line.push_str(&written(text, &row.gaps, 0, options, safe));
    // Like the sign it is no character of the document: rows that are too narrow for the one have no room for the other.
    if let Some(time) = time_beside(document, row).filter(|_| has_sign) {
        line.truncate(line.trim_end().len());
        let width = text_width(&line, options.policy) + 2 + text_width(&time, options.policy);
        if width <= options.width {
            line.push_str("  ");
            line.push_str(&time);
        }
    }
    line
}
