//! `outline`: the structure that was found, for people and, as versioned JSON, for programs.

use std::io::Write;
use std::path::Path;

use super::args::{Looks, Outline};
use super::setup::Said;
use super::structure::{Structure, turn_reference};
use super::{Failure, beginning, setup};
use crate::app::lists::Target;
use crate::app::lists::outline::each_entry;
use crate::document::Document;
use crate::document::reference::references_of_turns;
use crate::document::turn::Certainty;
use crate::output::{self, Data, Message, Unwritten};

/// Prints the structure of each file. A file that can't be read is named, and the others are still printed.
pub fn outline(arguments: &Outline, looks: &Looks) -> Result<(), Failure> {
    let folders = setup::folders(looks).ok();
    let mut set = setup::setup(looks, folders.as_ref());
    let lexicon = setup::lexicon(folders.as_ref(), &mut set.faults);
    setup::tell(&set.faults, &set.look.strings, folders.as_ref());
    let n_unread = output::print(|data| {
        if set.reads_aloud {
            data.leave_out_frames();
        }
        let mut n_unread = 0;
        for path in &arguments.files {
            match setup::open(path, &arguments.reading, &set, &lexicon) {
                Ok(document) => {
                    let (document, said) = setup::corrected(document, path, folders.as_ref(), &set.look.strings);
                    print(data, arguments, path, &document, &said)?;
                }
                Err(error) if arguments.files.len() == 1 => return Err(error),
                Err(error) => {
                    // on a terminal it belongs between the outlines of its neighbours
                    data.flush()?;
                    output::warn(&error.message(&set.look.strings));
                    n_unread += 1;
                }
            }
        }
        Ok(n_unread)
    })?;
    if n_unread == 0 { Ok(()) } else { Err(Failure::partial(Message::put(&set.look.strings.told.not_all, &[]))) }
}

fn print(
    data: &mut Data<impl Write>,
    arguments: &Outline,
    path: &Path,
    document: &Document,
    said: &[Said],
) -> Result<(), Failure> {
    if !arguments.turns && !arguments.json {
        return Ok(print_tree(data, document)?);
    }
    let structure = Structure::of(document, path, said);
    if arguments.turns {
        structure.lines().try_for_each(|line| data.value(&line))?;
    } else {
        data.value(&structure)?;
    }
    Ok(())
}

/// The outline as it is on the screen.
fn print_tree(data: &mut Data<impl Write>, document: &Document) -> Result<(), Unwritten> {
    data.line(document.title_text().unwrap_or(&document.source.path))?;
    let references = references_of_turns(document);
    each_entry(document, |entry| {
        let indent = "  ".repeat(entry.depth + 1);
        let guess = match entry.certainty {
            Certainty::Certain => "",
            Certainty::Guess(_) => " (?)",
            Certainty::Corrected => " (*)",
        };
        let turn = match &entry.target {
            Target::Turn(place) => document.turn_of(place.block),
            Target::Section(_) | Target::Hit(_) | Target::Document(..) | Target::Nothing => None,
            Target::Bookmark(..) | Target::Deleted(..) | Target::Correction(..) => None,
        };
        let name = |turn: usize| format!("{}  ", turn_reference(&document.turns[turn], &references[turn]));
        let reference = turn.map_or_else(String::new, name);
        data.line(&format!("{indent}{reference}{}{guess}", beginning(&entry.text)))
    })
}
