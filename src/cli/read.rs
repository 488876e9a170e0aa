//! Reading: opens a document on the screen, with what was marked in it and where reading stopped.

use std::env;
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::args::Arguments;
use super::setup::{self, Setup};
use super::{Failure, Why, show};
use crate::app::lists::documents::Carried;
use crate::document::operation::Operation;
use crate::output::{self, Message as Told};
use crate::reading::{self, Contents, Interest};
use crate::storage::rescue;
use crate::strings::Strings;
use crate::telling::of_store;
use crate::terminal::beginning::Text;
use crate::terminal::colours::{GroundSetting, display};
use crate::terminal::event::Inputs;
use crate::terminal::keeper::Unsaved;
use crate::terminal::run::{Along, Outcome, run};
use crate::terminal::screen::Manner;
use crate::terminal::source::{self, Means, Opening, Source};
use crate::terminal::survey::Survey;
use crate::terminal::widths::Asking;

/// The built-in guide, which is also the first thing that is read.
pub const GUIDE: &str = include_str!("../../assets/guide.md");

/// Reads what was asked for: a file, standard input, or what was read before. What could not be saved is printed at the
/// end, however that came.
pub fn read(arguments: &Arguments, strings: &Strings) -> Result<(), Failure> {
    let mut unsaved = Vec::new();
    let ended = read_all(arguments, &mut unsaved);
    match (ended, report_unsaved(&unsaved, strings)) {
        (Err(ended), Err(lost)) => {
            let told = [&ended, &lost].map(|failure| failure.message(strings)).into_iter();
            let why = Why::Told(Told::lines(told.filter(|message| !message.is_empty())));
            Err(Failure { why, ..ended })
        }
        (Ok(()), Err(lost)) => Err(lost),
        (ended, Ok(())) => ended,
    }
}

/// What the program was given to read.
#[derive(Debug)]
enum Given {
    /// Nothing: the guide is read, below a list of the documents read before.
    Nothing,
    /// A file, or standard input (`-`).
    One(PathBuf),
    /// Several files, or those of a folder.
    Several(Vec<PathBuf>),
}

/// What was given by these arguments. Without one, standard input counts if something was led into it, but for a face that
/// takes its lines from there.
///
/// # Errors
/// A folder that is all that was given can't be read, or standard input is one of several.
fn given(files: &[PathBuf], is_linear: bool, strings: &Strings) -> Result<Given, Failure> {
    let (stdin, words) = (Path::new("-"), &strings.usage);
    if files.is_empty() {
        return Ok(if !is_linear && is_led_into_stdin() { Given::One(stdin.to_owned()) } else { Given::Nothing });
    }
    let (mut all, mut is_list) = (Vec::new(), files.len() > 1);
    for file in files {
        let found = match reading::folder::files(file) {
            Ok(found) => found,
            Err(error) if files.len() == 1 => return Err(Failure::unopened(&error, strings)),
            // its row in the list says why
            Err(_) => None,
        };
        is_list |= found.is_some();
        all.extend(found.unwrap_or_else(|| vec![file.clone()]));
    }
    match all.pop() {
        Some(only) if !is_list => Ok(Given::One(only)),
        None => {
            let folder = files.first().map_or_else(String::new, |folder| folder.display().to_string());
            Err(Failure::unreadable(Told::put(&words.no_files, &[("path", &folder)])))
        }
        _ if files.iter().any(|file| file == stdin) => Err(Failure::usage(Told::put(&words.stdin_alone, &[]))),
        last => Ok(Given::Several(all.into_iter().chain(last).collect())),
    }
}

/// Whether something was led into standard input: a pipe or a file, not the keyboard, and not `/dev/null`.
fn is_led_into_stdin() -> bool {
    // a copy of the descriptor is asked, which is closed after that, and not standard input
    let kind = io::stdin().as_fd().try_clone_to_owned().and_then(|copy| File::from(copy).metadata());
    kind.map(|kind| kind.file_type()).is_ok_and(|kind| kind.is_file() || kind.is_fifo() || kind.is_socket())
}

impl Given {
    /// What is read first; the guide, where it is a list that is shown.
    fn first(&self) -> Option<PathBuf> {
        match self {
            Given::One(path) => Some(path.clone()),
            Given::Nothing | Given::Several(_) => None,
        }
    }

    /// What is there beside that.
    fn along(&self, means: &Means, inputs: &Inputs) -> Along {
        match self {
            Given::One(_) => Along::default(),
            Given::Nothing => Along { carried: Carried::recent(source::recent(&means.folders)), survey: None },
            Given::Several(files) => {
                let rows = source::rows(files);
                let survey = Some(Survey::begin(&rows, means, &inputs.sender));
                Along { carried: Carried::given(rows), survey }
            }
        }
    }
}

/// Reads one document, and whatever the person opens from there.
fn read_all(arguments: &Arguments, unsaved: &mut Vec<Unsaved>) -> Result<(), Failure> {
    let folders = setup::needed_folders(&arguments.looks)?;
    let mut set = setup::setup_of_screen(&arguments.looks, Some(&folders));
    let lexicon = Arc::new(setup::lexicon(Some(&folders), &mut set.faults));
    set.settings.faults = setup::fault_sentences(&set.faults, &set.look.strings, Some(&folders));
    set.look.show_on(display(set.colours.0, set.colours.1, |name| env::var(name).ok()));
    let options = setup::read_options(&arguments.reading, &set)?;
    let given = given(&arguments.files, set.is_linear, &set.look.strings)?;
    let (keymap, settings) = (set.keymap.clone(), set.settings.clone());
    let strings = Arc::new(set.look.strings.clone());
    let mut means = Means { folders, options, lexicon, keymap, settings, strings };
    if !output::is_on_terminal() && !set.is_linear {
        return print(&given, arguments.at.as_deref(), &set, &means);
    }
    let mut inputs = Inputs::default();
    let mut along = given.along(&means, &inputs);
    // a reference is about the document that was named
    let at = arguments.at.clone().filter(|_| given.first().is_some());
    let mut opening = opening(given.first(), at, &means.strings)?;
    loop {
        let source = Source { means: means.clone(), path: opening.path.clone(), interest: Interest::default() };
        let outcome = read_one(opening, &source, &set, along, &mut inputs);
        unsaved.extend(outcome.unsaved);
        if set.asking == Asking::Ask {
            set.asking = Asking::Remembered;
        }
        if let Some(error) = outcome.failed {
            return Err(error.into());
        }
        match (outcome.open, outcome.signal) {
            (Some(next), _) => {
                (opening, along) = (next, *outcome.along);
                setup::recall(&mut means.settings, &means.folders);
            }
            (None, Some(signal)) => return Err(Failure::signal(signal)),
            (None, None) => return Ok(()),
        }
    }
}

/// The document to begin with: the file at `path`, or the guide.
fn opening(path: Option<PathBuf>, at: Option<String>, strings: &Strings) -> Result<Opening, Failure> {
    let contents = match &path {
        Some(path) => setup::contents(path, strings)?,
        None => Contents::embedded(GUIDE, "guide.md"),
    };
    Ok(Opening { path, at, contents })
}

/// What is printed where there is no screen: the document.
fn print(given: &Given, at: Option<&str>, set: &Setup, means: &Means) -> Result<(), Failure> {
    if let Given::Several(files) = given {
        let words = &set.look.strings.usage.list_needs_terminal;
        return Err(Failure::usage(Told::put(words, &[("n", &files.len())])));
    }
    let Opening { path, contents, .. } = opening(given.first(), None, &means.strings)?;
    let document = contents.read(&means.options, &means.lexicon);
    let document = match &path {
        Some(path) => setup::corrected(document, path, Some(&means.folders), &means.strings).0,
        None => document,
    };
    setup::tell(&set.faults, &set.look.strings, Some(&means.folders));
    show::piped(&document, set, at)
}

/// Lets a person read one document.
fn read_one(opening: Opening, source: &Source, set: &Setup, along: Along, inputs: &mut Inputs) -> Outcome {
    let Setup { look, asking, mouse, is_linear, clipboard, colours, .. } = set;
    let (folders, asks_ground) = (source.means.folders.clone(), colours.0 == GroundSetting::Auto);
    let manner = Manner {
        look,
        folders,
        asking: *asking,
        asks_ground,
        mouse: *mouse,
        is_linear: *is_linear,
        reads_terminal: source.path.as_deref() == Some(Path::new("-")),
        clipboard: *clipboard,
    };
    run(Text::of(opening, source), &manner, source, along, inputs)
}

/// How long writing to a file elsewhere may take: its disk may be the one that does not answer.
const RESCUING: Duration = Duration::from_millis(400);

/// Tries once more to save what could not be saved; prints what still can't, and writes it to a file elsewhere, so that
/// nothing the person made is lost.
fn report_unsaved(unsaved: &[Unsaved], strings: &Strings) -> Result<(), Failure> {
    let lost = |unsaved: &'_ Unsaved| -> Vec<Operation> {
        let fails =
            |operation: &&Operation| unsaved.journal.as_ref().is_none_or(|journal| journal.append(operation).is_err());
        unsaved.operations.iter().filter(fails).cloned().collect()
    };
    let operations: Vec<Operation> = unsaved.iter().flat_map(lost).collect();
    if operations.is_empty() {
        return Ok(());
    }
    let rescued = rescue::write_within(&operations, RESCUING);
    let records: Result<Vec<String>, _> = operations.iter().map(Operation::to_json).collect();
    output::hand_over(&records.map_err(|error| Failure::unkept(&error.into(), strings))?);
    let (n, told) = (operations.len(), &strings.told);
    Err(Failure::partial(match rescued {
        Ok(path) => Told::put(&told.unsaved, &[("n", &n), ("path", &path.display())]),
        Err(error) => Told::put(&told.unsaved_nowhere, &[("n", &n), ("why", &of_store(&error, strings))]),
    }))
}
