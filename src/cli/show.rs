//! `show`: a transcript as laid-out text; also what reading prints where there is no terminal.

use std::fmt::Display;
use std::ops::Range;

use super::Failure;
use super::args::{Looks, Show};
use super::setup::{self, Setup};
use crate::app::page::MEASURE;
use crate::document::Document;
use crate::document::reference::{Exchange, Reference, ReferenceError};
use crate::output::{self, Message, Unwritten, message};
use crate::strings::Strings;
use crate::ui::messages::of_warning;
use crate::ui::printed::Printed;

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
    // A terminal gets what the screen would show, a pipe the original.
    let safe = output::is_on_terminal();
    let printed = Printed { document, look: &set.look, settings: &set.settings, width, safe };
    output::print(|data| {
        if set.reads_aloud {
            data.leave_out_frames();
        }
        printed.lines(blocks, |line| data.line(line)).map_err(|error: Unwritten| error.into())
    })
}
