//! Reading: opens a document on the screen, with what was marked in it and where reading stopped.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::args::Arguments;
use super::setup::{self, Setup};
use super::{Failure, show};
use crate::app::list::{Entry, Target};
use crate::app::message::Message;
use crate::app::{App, Listing};
use crate::document::Document;
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::operation::Operation;
use crate::output::{self, Message as Told, message};
use crate::reading::{self, Contents, Interest, Lexicon, ReadOptions};
use crate::storage::opening::{self, Opened};
use crate::storage::places::{self, ReadingPlace};
use crate::storage::{Folders, Loaded, MarksStore, StoreError, rescue};
use crate::terminal::event::Inputs;
use crate::terminal::keeper::Unsaved;
use crate::terminal::run::{Outcome, Shelf, Source, Text, Work, run};
use crate::terminal::screen::Manner;
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
    let folders = Folders::find().map_err(|error| Failure::unreadable(Told::of(error)))?;
    let mut set = setup::setup(&arguments.looks, Some(&folders));
    let lexicon = Arc::new(setup::lexicon(Some(&folders), &mut set.faults));
    let options = setup::read_options(&arguments.reading, &set)?;
    let mut path = arguments.files.first().cloned();
    let mut at = arguments.at.clone();
    let mut inputs = Inputs::default();
    loop {
        let contents = match &path {
            Some(path) => setup::contents(path)?,
            None => Contents::embedded(GUIDE, "guide.md"),
        };
        if !output::is_on_terminal() {
            let document = contents.read(&options, &lexicon);
            let document = match &path {
                Some(path) => setup::corrected(document, path, Some(&folders)).0,
                None => document,
            };
            setup::tell(&set.faults, Some(&folders));
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
    fn again(&self) -> Option<Work> {
        let (path, options, lexicon) = (self.path.clone()?, self.options.clone(), Arc::clone(&self.lexicon));
        let wanted = self.interest.wanted();
        Some(Box::new(move || reading::load(&path).ok()?.read_while(&options, &lexicon, &wanted)))
    }

    fn opened(&mut self, document: &Document) -> Opened {
        opening::open(self.folders, document, &self.kept_path())
    }

    fn marks(&mut self, document: &Document, identity: &str) -> Marks {
        // It is the one that `opened` gave, as text.
        identity.parse().map(|identity| opening::marks_of(self.folders, document, identity)).unwrap_or_default()
    }

    fn recent(&mut self) -> Vec<Entry> {
        recent_entries(self.folders)
    }

    fn is_there(&self, path: &str) -> bool {
        Path::new(path).is_file()
    }

    fn everything(&mut self) -> Vec<Entry> {
        super::bookmarks::everything(self.folders)
    }

    fn decide(&mut self, document: &Document, same: bool) -> Result<(), StoreError> {
        match opening::open(self.folders, document, &self.kept_path()).perhaps {
            Some(identity) => opening::decide(self.folders, document, identity, same),
            None => Ok(()),
        }
    }

    fn watched(&self, identity: &str) -> (Option<PathBuf>, PathBuf) {
        let file = Some(self.kept_path()).filter(|path| !path.is_empty()).map(PathBuf::from);
        let folder = identity.parse().map(|identity| MarksStore::of(self.folders, identity).folder().to_owned());
        (file, folder.unwrap_or_default())
    }
}

/// Lets a person read one document.
fn read_one(contents: Contents, at: Option<String>, origin: &mut Origin<'_>, inputs: &mut Inputs) -> Outcome {
    let (set, folders, path) = (origin.set, origin.folders, origin.kept_path());
    let Setup { look, asking, mouse, clipboard, .. } = set;
    let manner = Manner { look, folders: folders.clone(), asking: *asking, mouse: *mouse, clipboard: *clipboard };
    let recent = if origin.path.is_none() { recent_entries(folders) } else { Vec::new() };
    let text = text(contents, at.is_some(), origin);
    let begin = |document: Document, size| {
        let Opened { identity, loaded, journal, stamper, perhaps } = opening::open(folders, &document, &path);
        let place = places::load(folders, identity);
        let title = document.title_text().unwrap_or_default().to_owned();
        let reading = ReadingPlace { identity, path, title, anchor: Anchor::default(), time: String::new() };
        let mut app = begin(document, loaded, place, at, recent, set, size);
        if perhaps.is_some() {
            app.ask_kinship();
        }
        (app, Shelf { journal, stamper, reading })
    };
    run(text, begin, &manner, origin, inputs)
}

/// The document, or, where it is long, its beginning and the way to the whole. The beginning is not shown to who has
/// been reading elsewhere, or wants to: it would be gone in a second.
fn text<'a>(contents: Contents, elsewhere: bool, origin: &Origin<'a>) -> Text<'a> {
    let (options, lexicon, set) = (origin.options.clone(), Arc::clone(&origin.lexicon), origin.set);
    if !contents.is_long() {
        return Text::Document(Box::new(contents.read(&options, &lexicon)));
    }
    let path = origin.kept_path();
    let was_read = places::recent(origin.folders).iter().any(|place| place.path == path);
    let beginning = if elsewhere || was_read { None } else { contents.beginning(&options, &lexicon) };
    let beginning = beginning.unwrap_or_else(|| contents.unread());
    let meanwhile = move |size| {
        let mut app = App::new(beginning, Marks::default(), set.keymap.clone(), set.settings.clone(), size);
        app.is_partial = true;
        app
    };
    let wanted = origin.interest.wanted();
    Text::Long {
        meanwhile: Box::new(meanwhile),
        work: Box::new(move || contents.read_while(&options, &lexicon, &wanted)),
    }
}

/// The state that reading begins with: at the place asked for, else where reading stopped.
fn begin(
    document: Document,
    loaded: Loaded,
    place: Option<ReadingPlace>,
    at: Option<String>,
    recent: Vec<Entry>,
    set: &Setup,
    size: (u16, u16),
) -> App {
    let fault = loaded.fault();
    let stopped = place.and_then(|place| place.anchor.resolve(&document).passage());
    let mut app = App::new(document, loaded.marks, set.keymap.clone(), set.settings.clone(), size);
    if let Some(passage) = stopped {
        app.restore(passage.start);
    }
    if let Some(reference) = at {
        app.go_to(&reference);
    }
    if !set.faults.is_empty() {
        app.tell(Message::KeymapFaults(set.faults.clone()));
    }
    if let Some(why) = fault {
        app.store_fault(why);
    }
    if !recent.is_empty() {
        app.list_gathered(Listing::Recent, recent);
    }
    app
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
const RESCUING: Duration = Duration::from_millis(150);

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
