//! Reading: opens a document on the screen, with what was marked in it and where reading stopped.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::args::Arguments;
use super::setup::{self, Setup};
use super::{Failure, show};
use crate::app::list::{Entry, Target};
use crate::app::message::Message;
use crate::app::reloading::Moved;
use crate::app::{App, Listing, Settings};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::operation::Operation;
use crate::document::place::Place;
use crate::input::keymap::Keymap;
use crate::output::{self, Message as Told, message};
use crate::reading::{self, Contents, Interest, Lexicon, ReadOptions};
use crate::storage::opening::{self, Known, Opened};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::{Folders, MarksStore, StoreError, rescue};
use crate::terminal::colours::{GroundSetting, display};
use crate::terminal::errands::Work;
use crate::terminal::event::Inputs;
use crate::terminal::keeper::Unsaved;
use crate::terminal::run::{Begun, Outcome, Shelf, Source, Text, Version, run};
use crate::terminal::screen::Manner;
use crate::terminal::watch::Watching;
use crate::terminal::widths::Asking;

/// The built-in guide, which is also the first thing that is read.
pub const GUIDE: &str = include_str!("../../assets/guide.md");

/// Reads what was asked for: a file, standard input, or what was read before. What could not be saved is printed at the
/// end, however that came.
pub fn read(arguments: &Arguments) -> Result<(), Failure> {
    let mut unsaved = Vec::new();
    let ended = read_all(arguments, &mut unsaved);
    match (ended, report_unsaved(&unsaved)) {
        (Err(why), Err(lost)) => {
            let told = [why.message, lost.message].into_iter().filter(|message| !message.is_empty());
            Err(Failure { message: Told::lines(told), ..why })
        }
        (Ok(()), Err(lost)) => Err(lost),
        (ended, Ok(())) => ended,
    }
}

/// Reads one document, and whatever the person opens from there.
fn read_all(arguments: &Arguments, unsaved: &mut Vec<Unsaved>) -> Result<(), Failure> {
    let folders = setup::folders(&arguments.looks).map_err(|error| Failure::unreadable(Told::of(error)))?;
    let mut set = setup::setup(&arguments.looks, Some(&folders));
    let lexicon = Arc::new(setup::lexicon(Some(&folders), &mut set.faults));
    set.settings.faults = setup::fault_sentences(&set.faults, &set.look.strings, Some(&folders));
    set.look.show_on(display(set.colours.0, set.colours.1, |name| env::var(name).ok()));
    let options = setup::read_options(&arguments.reading, &set)?;
    let mut path = arguments.files.first().cloned();
    let mut at = arguments.at.clone();
    let mut inputs = Inputs::default();
    loop {
        let contents = match &path {
            Some(path) => setup::contents(path)?,
            None => Contents::embedded(GUIDE, "guide.md"),
        };
        if !output::is_on_terminal() && !set.is_linear {
            let document = contents.read(&options, &lexicon);
            let document = match &path {
                Some(path) => setup::corrected(document, path, Some(&folders)).0,
                None => document,
            };
            setup::tell(&set.faults, &set.look.strings, Some(&folders));
            return show::piped(&document, &set, at.as_deref());
        }
        let (options, lexicon) = (options.clone(), Arc::clone(&lexicon));
        let mut origin = Origin {
            options,
            set: &set,
            lexicon,
            folders: &folders,
            path: path.clone(),
            interest: Interest::default(),
        };
        let outcome = read_one(contents, at.take(), &mut origin, &mut inputs);
        unsaved.extend(outcome.unsaved);
        if set.asking == Asking::Ask {
            set.asking = Asking::Remembered;
        }
        if let Some(error) = outcome.failed {
            return Err(error.into());
        }
        match (outcome.open, outcome.signal) {
            (Some((next, reference)), _) => {
                (path, at) = (Some(PathBuf::from(next)), reference);
                setup::recall(&mut set.settings, &folders);
            }
            (None, Some(signal)) => return Err(Failure::signal(signal)),
            (None, None) => return Ok(()),
        }
    }
}

/// A size for a state that is not shown before it is laid out anew.
const SOME_SIZE: (u16, u16) = (80, 24);

/// Where a document comes from and everything that it is read with.
struct Origin<'a> {
    options: ReadOptions,
    set: &'a Setup,
    lexicon: Arc<Lexicon>,
    folders: &'a Folders,
    /// The file; `None` for the guide.
    path: Option<PathBuf>,
    /// Whoever reads the document on a thread goes on no longer than this is there.
    interest: Interest,
}

impl Origin<'_> {
    /// The absolute path of the file; empty for the guide and for standard input.
    fn kept_path(&self) -> String {
        self.path.as_deref().map(setup::kept_path).unwrap_or_default()
    }
}

impl Source for Origin<'_> {
    fn again(&self, from: Place, anchor: Anchor) -> Option<Work<Option<Version>>> {
        let (path, options, lexicon) = (self.path.clone()?, self.options.clone(), Arc::clone(&self.lexicon));
        let (wanted, folders, kept_path) = (self.interest.wanted(), self.folders.clone(), self.kept_path());
        Some(Box::new(move || {
            let document = reading::load(&path).ok()?.read_while(&options, &lexicon, &wanted)?;
            let Opened { known, loaded, journal, stamper } = opening::open(&folders, &document, &kept_path);
            let (fault, watching) = (loaded.fault(), watching(&folders, known, &kept_path));
            let moved = Moved { from, to: anchor.resolve(&document).passage().map(|passage| passage.start) };
            let fresh = App::new(document, loaded.marks, Keymap::default(), Settings::default(), SOME_SIZE);
            Some(Version { fresh: Box::new(fresh), moved, known, fault, journal, stamper, watching })
        }))
    }

    fn marks(&self, known: Known) -> Work<Marks> {
        let folders = self.folders.clone();
        Box::new(move || opening::marks_of(&folders, known))
    }

    fn recent(&self) -> Work<Vec<Entry>> {
        let folders = self.folders.clone();
        Box::new(move || recent_entries(&folders))
    }

    fn is_there(&self, path: &str) -> Work<bool> {
        let path = PathBuf::from(path);
        Box::new(move || path.is_file())
    }

    fn everything(&self) -> Work<Vec<Entry>> {
        let folders = self.folders.clone();
        Box::new(move || super::bookmarks::everything(&folders))
    }

    fn decide(&self, known: Known, same: bool) -> Work<Result<(), StoreError>> {
        let folders = self.folders.clone();
        Box::new(move || opening::decide(&folders, known, same))
    }
}

/// The file of a document and the folder of its marks, as they look now.
fn watching(folders: &Folders, known: Known, path: &str) -> Watching {
    let file = Some(path).filter(|path| !path.is_empty()).map(PathBuf::from);
    Watching::of(file, MarksStore::of(folders, known.identity).folder().to_owned())
}

/// Lets a person read one document.
fn read_one(contents: Contents, at: Option<String>, origin: &mut Origin<'_>, inputs: &mut Inputs) -> Outcome {
    let Setup { look, asking, mouse, is_linear, clipboard, colours, .. } = origin.set;
    let (folders, asks_ground) = (origin.folders.clone(), colours.0 == GroundSetting::Auto);
    let manner = Manner {
        look,
        folders,
        asking: *asking,
        asks_ground,
        mouse: *mouse,
        is_linear: *is_linear,
        reads_terminal: origin.path.as_deref() == Some(Path::new("-")),
        clipboard: *clipboard,
    };
    run(text(contents, at, origin), &manner, origin, inputs)
}

/// How long the screen waits for a document that is not long, before it shows its text without what was marked there.
const PATIENCE: Duration = Duration::from_millis(100);

/// The way to the whole, and what can be shown meanwhile: the text, or, where it is long, its beginning. The beginning is
/// not shown to who has been reading elsewhere, or wants to: it would be gone in a second.
fn text<'a>(contents: Contents, at: Option<String>, origin: &Origin<'a>) -> Text<'a> {
    let (options, lexicon, set) = (origin.options.clone(), Arc::clone(&origin.lexicon), origin.set);
    let path = origin.kept_path();
    let stopped = places::recent(origin.folders).into_iter().find(|place| place.path == path && !path.is_empty());
    let start = Start {
        at: at.clone(),
        keymap: set.keymap.clone(),
        settings: set.settings.clone(),
        folders: origin.folders.clone(),
        path,
    };
    let state = move |document, size| {
        let mut app = App::new(document, Marks::default(), set.keymap.clone(), set.settings.clone(), size);
        app.is_partial = true;
        app
    };
    if !contents.is_long() {
        let document = contents.read(&options, &lexicon);
        let shown = document.clone();
        let meanwhile = move |size| {
            let place = stopped.and_then(|place| place.anchor.resolve(&shown).passage());
            let mut app = state(shown, size);
            place.into_iter().for_each(|passage| app.restore(passage.start));
            at.into_iter().for_each(|reference| app.go_to(&reference));
            app
        };
        let work = move |size| Some(start.begin(document, size));
        return Text { meanwhile: Box::new(meanwhile), patience: PATIENCE, work: Box::new(work) };
    }
    let is_elsewhere = at.is_some() || stopped.is_some();
    let beginning = if is_elsewhere { None } else { contents.beginning(&options, &lexicon) };
    let beginning = beginning.unwrap_or_else(|| contents.unread());
    let wanted = origin.interest.wanted();
    Text {
        meanwhile: Box::new(move |size| state(beginning, size)),
        patience: Duration::ZERO,
        work: Box::new(move |size| Some(start.begin(contents.read_while(&options, &lexicon, &wanted)?, size))),
    }
}

/// What reading a document begins with, wherever it is done.
struct Start {
    path: String,
    at: Option<String>,
    folders: Folders,
    keymap: Keymap,
    settings: Settings,
}

impl Start {
    /// Opens what is kept of `document`, and makes the state: at the place asked for, else where reading stopped.
    fn begin(self, document: Document, size: (u16, u16)) -> Begun {
        let Start { path, at, folders, keymap, settings } = self;
        let faults = settings.faults.clone();
        let recent = if path.is_empty() { recent_entries(&folders) } else { Vec::new() };
        let Opened { known, loaded, journal, stamper } = opening::open(&folders, &document, &path);
        let watching = watching(&folders, known, &path);
        let title = document.title_text().unwrap_or_default().to_owned();
        let stopped = places::load(&folders, known.identity);
        let stopped = stopped.and_then(|place| place.anchor.resolve(&document).passage());
        let fault = loaded.fault();
        let mut app = App::new(document, loaded.marks, keymap, settings, size);
        if let Some(passage) = stopped {
            app.restore(passage.start);
        }
        if let Some(reference) = at {
            app.go_to(&reference);
        }
        if let [first, .., _where] = faults.as_slice() {
            app.tell(Message::Faults { n: faults.len() - 1, first: first.clone() });
        }
        if let Some(why) = fault {
            app.store_fault(why);
        }
        if !recent.is_empty() {
            app.list_gathered(Listing::Recent, recent);
        }
        if known.perhaps.is_some() {
            app.ask_kinship();
        }
        let identity = known.identity;
        let reading = ReadingPlace { identity, path, title, anchor: Anchor::default(), time: String::new() };
        Begun { app, shelf: Shelf { journal, stamper, reading, known, watching } }
    }
}

/// The documents read before that are still there.
fn recent_entries(folders: &Folders) -> Vec<Entry> {
    let there = |place: &ReadingPlace| !place.path.is_empty() && Path::new(&place.path).is_file();
    let entry = |place: ReadingPlace| {
        let file = Path::new(&place.path).file_name().map(|name| name.to_string_lossy().into_owned());
        let text =
            [Some(place.title).filter(|title| !title.is_empty()), file].into_iter().flatten().collect::<Vec<_>>();
        Entry { target: Target::Document(place.path, None), text: text.join("  "), ..Entry::default() }
    };
    places::recent(folders).into_iter().filter(there).map(entry).collect()
}

/// How long writing to a file elsewhere may take: its disk may be the one that does not answer.
const RESCUING: Duration = Duration::from_millis(400);

/// Tries once more to save what could not be saved; prints what still can't, and writes it to a file elsewhere, so that
/// nothing the person made is lost.
fn report_unsaved(unsaved: &[Unsaved]) -> Result<(), Failure> {
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
    output::hand_over(&records.map_err(|error| Failure::partial(Told::of(error)))?);
    let n = operations.len();
    Err(Failure::partial(match rescued {
        Ok(path) => message!(
            "{} changes could not be saved; they stand above, a line each, and in {}\nBring them back with: {}",
            n,
            path.display(),
            rescue::remedy(&path)
        ),
        Err(error) => message!(
            "{} changes could not be saved; they stand above, a line each, for `wenda bookmarks import`; nor could they be written elsewhere: {}",
            n,
            error
        ),
    }))
}
