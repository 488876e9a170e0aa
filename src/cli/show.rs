//! `show`: a transcript as laid-out text; also what reading prints where there is no terminal.

use std::fmt::Display;
use std::ops::Range;

use super::Failure;
use super::args::{Looks, Show};
use super::setup::{self, Setup};
use crate::app::page::{Facts, MEASURE};
use crate::document::Document;
use crate::document::block::BlockKind;
use crate::document::reference::{Exchange, Reference, ReferenceError};
use crate::layout::columns::{Columns, Gap};
use crate::layout::flow::{self, FlowOptions, Row, RowRole};
use crate::layout::folding::{Folding, continued};
use crate::layout::sideways::spread;
use crate::layout::width::text_width;
use crate::output::{self, Message, message};
use crate::strings::Strings;
use crate::ui::messages::of_warning;
use crate::ui::page::{certainty_sign, sign, time_beside};

/// Prints a transcript.
pub fn show(arguments: &Show, looks: &Looks) -> Result<(), Failure> {
    let folders = setup::folders(looks).ok();
    let mut set = setup::setup(looks, folders.as_ref());
    let lexicon = setup::lexicon(folders.as_ref(), &mut set.faults);
    setup::tell(&set.faults, &set.look.strings, folders.as_ref());
    let document = setup::open(&arguments.file, &arguments.reading, &set, &lexicon)?;
    let (document, _) = setup::corrected(document, &arguments.file, folders.as_ref(), &set.look.strings);
    let width = arguments.width.map_or_else(screen_width, usize::from);
    let blocks = match &arguments.reference {
        None => 0..document.blocks.len(),
        Some(text) => blocks_of(&document, text, &set.look.strings)?,
    };
    print(&document, &set, width, blocks)?;
    for warning in &document.warnings {
        output::warn(&message!("{}: {}", document.source.path, of_warning(warning, &set.look.strings)));
    }
    Ok(())
}

/// Columns of the terminal that is written to, as far as text is set that wide.
pub fn screen_width() -> usize {
    let columns = if output::is_on_terminal() { crate::terminal::session::columns() } else { None };
    columns.map_or(MEASURE, usize::from).min(MEASURE)
}

/// What reading prints where there is no terminal: the document with its corrections, from `at` on if that is given.
pub fn piped(document: &Document, set: &Setup, at: Option<&str>) -> Result<(), Failure> {
    let start = at.map_or(Ok(0), |text| blocks_of(document, text, &set.look.strings).map(|blocks| blocks.start))?;
    print(document, set, screen_width(), start..document.blocks.len())
}

/// The blocks that a reference or a question's number names: a paragraph, or a whole exchange.
fn blocks_of(document: &Document, text: &str, strings: &Strings) -> Result<Range<usize>, Failure> {
    let number = text.trim().parse().ok().map(|number| Reference {
        exchange: Some(Exchange::Question(number)),
        date: None,
        paragraph: None,
    });
    let unreadable =
        |ReferenceError(text)| Failure::usage(Message::put(&strings.told.no_reference, &[("text", &text)]));
    let reference: Reference = number.map_or_else(|| text.parse(), Ok).map_err(unreadable)?;
    let missing = || {
        let values: [(&str, &dyn Display); 2] = [("text", &text), ("path", &document.source.path)];
        Failure::partial(Message::put(&strings.told.nowhere, &values))
    };
    let place = reference.resolve(document).ok_or_else(missing)?;
    match (reference.paragraph, document.turn_of(place.block)) {
        (None, Some(turn)) => {
            let turns = document.exchange_of(turn);
            Ok(document.turns[turns.start].blocks.start..document.turns[turns.end - 1].blocks.end)
        }
        _ => Ok(place.block..place.block + 1),
    }
}

/// Prints blocks of a document in rows of at most `width` cells.
pub fn print(document: &Document, set: &Setup, width: usize, blocks: Range<usize>) -> Result<(), Failure> {
    let facts = Facts::of(document);
    let options: FlowOptions = facts.options(width, &set.settings);
    let is_talk = facts.n_questions > 0;
    // A terminal gets what the screen would show, a pipe the original.
    let safe = output::is_on_terminal();
    let first = blocks.start;
    // the measure is for what is read row by row, not for tables
    let page = FlowOptions { width, ..options };
    let (mut columns, mut folding) = (Columns::default(), Folding::default());
    output::print(|data| {
        if set.reads_aloud {
            data.leave_out_frames();
        }
        for block in blocks {
            for row in flow::rows(document, block, &options, &mut columns) {
                if row.role == RowRole::Blank && block == first {
                    continue;
                }
                if let Some(text) = unchanged(document, &row, &page).filter(|_| !safe) {
                    data.line(text)?;
                    continue;
                }
                let lines = match row.role {
                    RowRole::Preformatted => lines_of_unwrapped(document, &row, &page, &mut folding, safe),
                    _ => vec![line_of(document, set, &row, &options, (safe, is_talk))],
                };
                lines.iter().try_for_each(|line| data.line(line.trim_end()))?;
            }
        }
        Ok(())
    })
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
    set: &Setup,
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
        let sign = sign(document, turn, &set.look, is_talk) + certainty_sign(turn.certainty, &set.look);
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
