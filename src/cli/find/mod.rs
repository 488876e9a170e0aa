//! `find`: passages in many transcripts, with who says them, or how often they stand where.

mod in_order;
mod rows;
mod tally;
mod wanted;

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Find, Looks};
use super::setup::{self, Setup};
use super::{Failure, show};
use crate::document::Document;
use crate::document::place::Passage;
use crate::output::{self, Data, Message, Unwritten};
use crate::reading::{self, Lexicon, ReadOptions, WhyNot};
use crate::search;
use crate::search::query::Query;
use crate::storage::Folders;
use crate::telling::of_opening;
use in_order::in_order;
use tally::Tally;
use wanted::Wanted;

/// A document, and the hits in it that are wanted.
struct Found {
    path: String,
    document: Document,
    hits: Vec<Passage>,
}

/// A file that is searched.
struct Source {
    path: PathBuf,
    /// Whether the person named it, and not only a folder that it lies in: then it is told if it can't be read.
    is_named: bool,
}

/// What all searches need.
struct Search<'a> {
    query: Query,
    wanted: Wanted,
    options: ReadOptions,
    lexicon: Lexicon,
    folders: Option<&'a Folders>,
    set: &'a Setup,
}

/// Searches files and folders, and prints what is found as soon as it is known, in the order of the files.
pub fn find(arguments: &Find, looks: &Looks) -> Result<(), Failure> {
    let folders = setup::folders(looks).ok();
    let mut set = setup::setup(looks, folders.as_ref());
    let lexicon = setup::lexicon(folders.as_ref(), &mut set.faults);
    setup::tell(&set.faults, &set.look.strings, folders.as_ref());
    let search = Search {
        query: query(&arguments.query, &set)?,
        wanted: Wanted::of(arguments),
        options: setup::read_options(&arguments.reading, &set)?,
        lexicon,
        folders: folders.as_ref(),
        set: &set,
    };
    let (sources, mut n_unread) = sources(&arguments.paths, &set);
    let mut tally = arguments.by.map(Tally::new);
    let mut n_hits = 0;
    output::print(|data| -> Result<(), Failure> {
        if set.reads_aloud {
            data.leave_out_frames();
        }
        let take = |done: Result<Option<Found>, Message>| -> Result<(), Failure> {
            match done {
                Ok(Some(found)) => {
                    n_hits += found.hits.len();
                    match &mut tally {
                        Some(tally) => tally.add(&found, &search.wanted),
                        None => print(data, &found, arguments)?,
                    }
                }
                Ok(None) => {}
                Err(why) => {
                    data.flush()?;
                    output::warn(&why);
                    n_unread += 1;
                }
            }
            Ok(())
        };
        in_order(&sources, |source| search.done(source), take)?;
        match &tally {
            Some(_) if n_hits == 0 => Ok(()),
            Some(tally) if arguments.json => Ok(tally.print_json(data)?),
            Some(tally) if arguments.csv => Ok(tally.print_csv(data, &set.look.strings.find)?),
            Some(tally) => Ok(tally.print(data, &set.look.strings.find)?),
            None => Ok(()),
        }
    })?;
    let strings = &set.look.strings;
    match (n_hits, n_unread) {
        (0, 0) => Err(Failure::partial(Message::put(&strings.find.nothing, &[("text", &arguments.query)]))),
        (_, 0) => Ok(()),
        (_, _) => Err(Failure::partial(Message::put(&strings.told.not_all, &[]))),
    }
}

/// What was asked for.
fn query(typed: &str, set: &Setup) -> Result<Query, Failure> {
    let words = &set.look.strings;
    let query = Query::new(typed).typed_in(set.settings.pinyin);
    if query.is_empty() {
        return Err(Failure::usage(Message::put(&words.find.no_words, &[])));
    }
    if query.is_faulty() {
        return Err(Failure::usage(Message::put(&words.messages.faulty_expression, &[("text", &typed)])));
    }
    Ok(query)
}

/// The files that were named, and those below the folders that were; and how many folders can't be read, which is told.
fn sources(paths: &[PathBuf], set: &Setup) -> (Vec<Source>, usize) {
    let here = [PathBuf::from(".")];
    let (mut sources, mut n_unread) = (Vec::new(), 0);
    for path in if paths.is_empty() { &here } else { paths } {
        if !path.is_dir() {
            sources.push(Source { path: path.clone(), is_named: true });
            continue;
        }
        for file in reading::folder::files_below(path) {
            match file {
                Ok(path) => sources.push(Source { path, is_named: false }),
                Err(error) => {
                    output::warn(&Message::of(of_opening(&error, &set.look.strings)));
                    n_unread += 1;
                }
            }
        }
    }
    (sources, n_unread)
}

impl Search<'_> {
    /// Reads a file and searches it; nothing where it is no transcript and only lies in a folder.
    ///
    /// # Errors
    /// It can't be read: what there is to tell.
    fn done(&self, source: &Source) -> Result<Option<Found>, Message> {
        let strings = &self.set.look.strings;
        let contents = match source.is_named {
            true => setup::contents(&source.path, strings).map_err(|failure| failure.message(strings))?,
            false => match reading::load(&source.path) {
                Ok(contents) => contents,
                Err(error) if is_of_another_kind(&error.why) => return Ok(None),
                Err(error) => return Err(Message::of(of_opening(&error, strings))),
            },
        };
        let document = contents.read(&self.options, &self.lexicon);
        if !self.wanted.takes_day(&document) {
            return Ok(None);
        }
        let (document, _) = setup::corrected(document, &source.path, self.folders, strings);
        let mut hits = search::find(&document, &self.query);
        let turn_of = |hit: &Passage| document.turn_of(hit.start.block).map(|turn| &document.turns[turn]);
        hits.retain(|hit| self.wanted.takes(turn_of(hit)));
        Ok(Some(Found { path: named(&source.path), document, hits }))
    }
}

/// What a file is called; what lies in the current folder needs no `./`.
fn named(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

/// Whether a file that lies in a folder is no transcript, so that nothing is told of it.
fn is_of_another_kind(why: &WhyNot) -> bool {
    match why {
        WhyNot::Unfit(_) | WhyNot::Empty | WhyNot::NotRegular | WhyNot::Folder => true,
        WhyNot::Missing | WhyNot::Forbidden | WhyNot::TooLarge { .. } | WhyNot::Failed(_) => false,
        WhyNot::Encrypted(_) | WhyNot::Damaged(_) => false,
    }
}

/// Prints the hits of one document as was asked for.
fn print(data: &mut Data<impl Write>, found: &Found, arguments: &Find) -> Result<(), Unwritten> {
    if found.hits.is_empty() {
        return Ok(());
    }
    if arguments.json {
        return rows::print_json(data, found, arguments.context);
    }
    if arguments.count {
        return data.line(&format!("{}\t{}", found.hits.len(), found.path));
    }
    rows::print(data, found, show::screen_width(), arguments.context)?;
    // what is found can be read before the next file is
    data.flush()
}
