//! Arrivals: what the loop sends errands for, and what it does with what comes of them: another version of the text, marks
//! that were made elsewhere, entries of a list, the answer to a question about two documents.

use std::io;
use std::time::{Duration, Instant};

use super::errands::Fetched;
use super::event::Input;
use super::handover;
use super::run::{Outcome, Version};
use super::source::{self, Found};
use super::stage::{Step, Surroundings};
use super::survey::Survey;
use super::watch::watch;
use super::whole::Whole;
use crate::app::Listing;
use crate::app::effect::Handover;
use crate::app::lists::catalogue::{Kind, Row};
use crate::app::message::{AboutOpening, Message};
use crate::document::anchor::Anchor;
use crate::document::bookmark::Marks;
use crate::document::identity::DocumentId;
use crate::telling::of_store;

/// How long keys wait for what the key before them asked for: a disk that answers does so sooner.
const MOMENT: Duration = Duration::from_millis(150);

/// The same where lines are read: no key waits there, and what is answered late is answered to another line.
const MOMENT_OF_LINES: Duration = Duration::from_secs(2);

/// Something that was asked for: what comes in waits for it a moment, so that it is about it; where that takes longer, it goes
/// on without it.
pub(super) struct Asked {
    /// Until when it waits.
    pub until: Instant,
    /// What waits.
    pub held: Vec<Input>,
}

/// Whether this is what a key has asked for; who answers lines waits for what becomes of a change, too.
fn is_answer(input: &Input, is_linear: bool) -> bool {
    use Fetched::{Decided, Entries, Found, HandedOver, Recent};
    let is_told = matches!(input, Input::Saved(_) | Input::NotSaved(_) | Input::Delivered(_) | Input::Rescued(_));
    let is_fetched =
        matches!(input, Input::Fetched(_, Entries(..) | Recent(_) | Found(_) | HandedOver(_) | Decided(..)));
    is_fetched || is_linear && is_told
}

/// Whether the file is being read anew.
#[derive(PartialEq)]
pub(super) enum Reloading {
    No,
    Yes,
    /// It has changed again meanwhile.
    Again,
    /// It is another document to the store by now; it is read when what is being made of this one is kept.
    WhenKept,
}

impl Whole {
    /// Has the file read anew, now or when the reading that goes on is done.
    pub(super) fn document_changed(&mut self, around: &Surroundings<'_>) {
        match self.reloading {
            Reloading::No => self.reload(around),
            Reloading::Yes | Reloading::Again => self.reloading = Reloading::Again,
            Reloading::WhenKept => {}
        }
    }

    /// Has the marks read that are kept now.
    pub(super) fn marks_changed(&self, around: &Surroundings<'_>) {
        let (identity, marks) = (self.known.identity, around.source.marks(self.known));
        around.errands.send(move || Some(Fetched::Marks(identity, Box::new(marks()))));
    }

    /// Has entries gathered for the list.
    pub(super) fn gather(&mut self, listing: Listing, around: &Surroundings<'_>) {
        let entries = match listing {
            Listing::Everything => around.source.everything(),
            // these are of the document that is read
            Listing::Bookmarks | Listing::Hits | Listing::Deleted | Listing::Corrections | Listing::Documents => return,
        };
        self.ask(move || Fetched::Entries(listing, entries()), around);
    }

    /// Has the documents found that were read before.
    pub(super) fn list_recent(&mut self, around: &Surroundings<'_>) {
        let recent = around.source.recent();
        self.ask(move || Fetched::Recent(recent()), around);
    }

    /// Has it found out what there is at `path`, to be opened.
    pub(super) fn look_for(&mut self, path: String, at: Option<String>, around: &Surroundings<'_>) {
        let strings = around.source.means.strings.clone();
        self.ask(move || Fetched::Found(source::find(&path, at, &strings)), around);
    }

    /// Has something written to a file where the person says.
    pub(super) fn hand_over(&mut self, handover: Handover, around: &Surroundings<'_>) {
        let work = handover::hand_over(&self.app, around.manner.look, around.source.path.clone(), handover);
        self.ask(move || Fetched::HandedOver(work()), around);
    }

    /// Has it remembered whether this is a version of a document that was marked before.
    pub(super) fn decide(&mut self, same: bool, around: &Surroundings<'_>) {
        let decide = around.source.decide(self.known, same);
        self.ask(move || Fetched::Decided(same, decide()), around);
    }

    /// Sends an errand for what the person wants to see.
    fn ask(&mut self, work: impl FnOnce() -> Fetched + Send + 'static, around: &Surroundings<'_>) {
        self.await_answer(true, around);
        around.errands.send(|| Some(work()));
    }

    /// Lets what comes in wait for an answer, if there `is_one` to come.
    pub(super) fn await_answer(&mut self, is_one: bool, around: &Surroundings<'_>) {
        let moment = if around.face.is_linear() { MOMENT_OF_LINES } else { MOMENT };
        self.asked = is_one.then(|| Asked { until: Instant::now() + moment, held: Vec::new() });
    }

    /// Lets an input wait for what was asked for, unless it is that, or ends the reading.
    pub(super) fn hold(&mut self, mut asked: Asked, input: Input, around: &mut Surroundings<'_>) -> Step {
        let is_linear = around.face.is_linear();
        if is_answer(&input, is_linear) {
            asked.held.insert(0, input);
            return Step::Resumes(asked.held);
        }
        let ends = matches!(input, Input::End(_) | Input::Closed(_));
        asked.held.push(input);
        if !ends {
            self.asked = Some(asked);
            return Step::Stays;
        }
        if is_linear {
            // the line was answered as far as it could be; where that can't be said it ends all the same
            drop(around.face.draw(&mut self.app));
        }
        Step::Resumes(asked.held)
    }

    /// Goes on without what was asked for.
    pub(super) fn time_is_over(&mut self, around: &mut Surroundings<'_>) -> io::Result<Step> {
        if self.asked.is_none() {
            return Ok(Step::Stays);
        }
        let is_linear = around.face.is_linear();
        if !self.is_told_of_change(is_linear) {
            self.app.told.message = Some(Message::Reading);
        }
        if is_linear {
            around.face.draw(&mut self.app)?;
        }
        Ok(self.asked.take().map_or(Step::Stays, |asked| Step::Resumes(asked.held)))
    }

    /// Whether it is told that a change was made, or a text sent: what becomes of that is told when it is known.
    fn is_told_of_change(&self, is_linear: bool) -> bool {
        is_linear && self.app.told.message.is_some()
    }

    /// Takes what came of an errand; gives the outcome if that ends the reading.
    pub(super) fn arrived(&mut self, fetched: Fetched, around: &mut Surroundings<'_>) -> Option<Outcome> {
        // what was waited for is there
        self.app.told.message.take_if(|message| *message == Message::Reading);
        match fetched {
            // There is one of these for each reading, before its loop.
            Fetched::Begun(_) => {}
            Fetched::Version(version) => self.reloaded(version.map(|version| *version), around),
            Fetched::Marks(identity, marks) => self.merge(identity, *marks),
            Fetched::Entries(listing, entries) => self.app.list_gathered(listing, entries),
            Fetched::Recent(rows) => self.app.show_documents(Kind::Recent, rows),
            Fetched::Found(Found::Document(opening)) => {
                self.app.documents.open = None;
                return Some(Outcome { open: Some(opening), ..Outcome::default() });
            }
            Fetched::Found(Found::Folder(rows)) => self.list(rows, around),
            Fetched::Found(Found::Nothing(path)) => self.app.no_file(&path),
            Fetched::Found(Found::Faulty(why)) => self.app.tell(Message::Opening(AboutOpening::NotOpened { why })),
            Fetched::HandedOver(told) => self.app.handed_over(told),
            Fetched::Decided(_, Err(error)) => self.app.not_saved(of_store(&error, &around.source.means.strings)),
            // Its marks belong to another log: the document is opened anew.
            Fetched::Decided(true, Ok(())) => self.look_for(self.place.path.clone(), None, around),
            Fetched::Decided(false, Ok(())) => {}
        }
        None
    }

    /// Lists the documents of a folder, and has them read.
    fn list(&mut self, rows: Vec<Row>, around: &mut Surroundings<'_>) {
        around.survey = Some(Survey::begin(&rows, &around.source.means, &around.inputs.sender));
        self.app.show_documents(Kind::Given, rows);
    }

    /// Takes in what has been found out about the documents of the list, and tells those that read them what is in view.
    pub(super) fn attend_survey(&mut self, around: &mut Surroundings<'_>) {
        let Some(survey) = &around.survey else { return };
        let found = survey.found();
        if !found.is_empty() {
            self.app.learn(found);
        }
        let documents = &self.app.documents;
        survey.attend(documents.of(Kind::Given).first_in_view(), documents.is_stopped);
    }

    /// Takes in marks that were made elsewhere, unless the text has become another document meanwhile.
    fn merge(&mut self, identity: DocumentId, marks: Marks) {
        if identity == self.known.identity {
            self.keeper.observe(&marks);
            self.app.merge(marks);
        }
    }

    /// Has the file read anew; it comes back as an input.
    fn reload(&mut self, around: &Surroundings<'_>) {
        let here = self.app.viewport.place();
        if let Some(work) = around.source.again(here, Anchor::at(&self.app.document, here)) {
            self.reloading = Reloading::Yes;
            self.n_made_before = self.n_made;
            let work = self.watched.timed(work);
            around.errands.send(move || Some(Fetched::Version(work().map(Box::new))));
        }
    }

    /// Shows the file as it is now, at the same words. Where it could not be read, what was read stays on the screen.
    fn reloaded(&mut self, version: Option<Version>, around: &Surroundings<'_>) {
        if self.reloading == Reloading::Again {
            return self.reload(around);
        }
        self.reloading = Reloading::No;
        let Some(version) = version else { return };
        let is_same = version.known.identity == self.known.identity;
        if !is_same && (self.app.is_writing_about_text() || self.n_made != self.n_made_before) {
            self.reloading = Reloading::WhenKept;
            return self.reload_when_kept(self.app.shelf.n_unsaved() == 0, around);
        }
        self.keep_place();
        self.turn_to(version, around);
    }

    /// Has the file read anew that is another document to the store by now. A person who is writing about the text goes on
    /// with that first: whoever types a note would find the rest of its letters taken for commands. And the store knows a
    /// version of a document by what is kept of it, so that all that was made `is_kept`, or can't be.
    pub(super) fn reload_when_kept(&mut self, is_kept: bool, around: &Surroundings<'_>) {
        if self.reloading == Reloading::WhenKept && is_kept && !self.app.is_writing_about_text() {
            self.reload(around);
        }
    }

    /// Shows another version of the document, with what is kept of it: it may be a document of its own by now.
    fn turn_to(&mut self, version: Version, around: &Surroundings<'_>) {
        let Version { fresh, moved, known, fault, journal, stamper, watching } = version;
        let is_same = known.identity == self.known.identity;
        let past = self.app.replace_document(fresh, moved, is_same);
        around.errands.send(|| {
            drop(past);
            None
        });
        self.keeper.turn_to(journal, stamper);
        if !is_same {
            self.place.identity = known.identity;
            self.watched = watch(watching, around.inputs.sender.clone());
        }
        self.known = known;
        if known.perhaps.is_some() {
            self.app.ask_kinship();
        }
        fault.into_iter().for_each(|why| self.app.store_fault(why));
    }
}
