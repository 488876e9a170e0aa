//! Going from one document to another: the page of a catalogue, the next and the previous document, and what goes along.

use super::catalogue::{Catalogue, Kind, Known, Learnt, Row, Stopped};
use super::{Entry, Target};
use crate::app::layers::Handled;
use crate::app::layers::prompt::PromptKind;
use crate::app::message::{AboutOpening, Edge, Message};
use crate::app::{App, Effect, Listing};
use crate::document::reference::reference_of;
use crate::input::action::grouped::{Find, List, Look, Scroll};
use crate::input::action::{Action, Grouped};
use crate::input::mouse::{Gesture, Mouse};

/// The catalogues, and which of them is shown.
#[derive(Debug, Default)]
pub struct Documents {
    /// Which one lies over the text, if one does.
    pub open: Option<Kind>,
    recent: Catalogue,
    given: Catalogue,
    /// The one from which a document was opened last.
    from: Option<Kind>,
    /// The one whose documents the list beside the text has, where there is no page.
    listed: Option<Kind>,
    /// Whether those that were given are not to be read any further, for now.
    pub is_stopped: bool,
}

impl Documents {
    /// A catalogue.
    pub fn of(&self, kind: Kind) -> &Catalogue {
        match kind {
            Kind::Recent => &self.recent,
            Kind::Given => &self.given,
        }
    }

    fn of_mut(&mut self, kind: Kind) -> &mut Catalogue {
        match kind {
            Kind::Recent => &mut self.recent,
            Kind::Given => &mut self.given,
        }
    }

    /// The one that lies over the text.
    pub fn shown(&self) -> Option<&Catalogue> {
        self.open.map(|kind| self.of(kind))
    }

    pub(in crate::app) fn shown_mut(&mut self) -> Option<&mut Catalogue> {
        self.open.map(|kind| self.of_mut(kind))
    }
}

/// What goes along from one document to the next.
#[derive(Debug, Default)]
pub struct Carried {
    documents: Documents,
    /// What was searched for.
    searched: String,
}

impl Carried {
    /// What a program begins with that was given these documents, listed.
    pub fn given(rows: Vec<Row>) -> Self {
        let documents = Documents { open: Some(Kind::Given), given: Catalogue::new(rows), ..Documents::default() };
        Carried { documents, ..Carried::default() }
    }

    /// What it begins with if it was given none: those read before, listed.
    pub fn recent(rows: Vec<Row>) -> Self {
        let open = (!rows.is_empty()).then_some(Kind::Recent);
        let documents = Documents { open, recent: Catalogue::new(rows), ..Documents::default() };
        Carried { documents, ..Carried::default() }
    }
}

impl App {
    /// Takes up what comes along from the document before.
    pub fn take_up(&mut self, carried: Carried) {
        let Carried { documents, searched } = carried;
        self.documents = documents;
        if !searched.is_empty() {
            self.searching.remember(&searched);
        }
        self.lay_out();
    }

    /// Gives up what goes along to the next document, or to another state of this one.
    pub fn hand_on(&mut self) -> Carried {
        self.stop_here();
        Carried { documents: std::mem::take(&mut self.documents), searched: self.searching.text().to_owned() }
    }

    /// Where the reader is in the document, as a list says it.
    pub fn stopped(&self) -> Stopped {
        let reference = reference_of(&self.document, self.viewport.place()).short();
        let percent = u8::try_from(self.viewport.percent(&self.document)).ok();
        Stopped { reference, percent, n_marks: self.shelf.n_live() }
    }

    /// Has the lists say where the reader is.
    fn stop_here(&mut self) {
        if !self.is_partial {
            let (path, stopped) = (self.document.source.path.clone(), self.stopped());
            self.documents.recent.stop(&path, stopped.clone());
            self.documents.given.stop(&path, stopped);
        }
    }

    /// Opens the document at a path that was typed, or lists what is in a folder.
    pub fn open_document(&mut self, path: &str) -> Option<Effect> {
        let path = path.trim();
        (!path.is_empty()).then(|| Effect::Open(path.to_owned(), None))
    }

    /// Opens the next document of the list from which this one was opened, or the one before.
    pub(in crate::app) fn next_document(&mut self, forward: bool) -> Option<Effect> {
        let last = if self.documents.given.rows().is_empty() { Kind::Recent } else { Kind::Given };
        let kind = self.documents.from.unwrap_or(last);
        let catalogue = self.documents.of_mut(kind);
        let edge = match (catalogue.rows().is_empty(), forward) {
            (true, _) => Edge::NoDocuments,
            (false, true) => Edge::LastDocument,
            (false, false) => Edge::FirstDocument,
        };
        let next = catalogue.open_next(forward);
        match next {
            Some(path) => {
                self.documents.from = Some(kind);
                Some(open_from(kind, path))
            }
            None => {
                self.told.message = Some(Message::Edge(edge));
                None
            }
        }
    }

    /// Shows the documents that were given; without any, those read before.
    pub(in crate::app) fn list_documents(&mut self) -> Option<Effect> {
        if self.documents.given.rows().is_empty() {
            self.told.message = Some(Message::Edge(Edge::NoDocuments));
            return None;
        }
        self.stop_here();
        self.documents.is_stopped = false;
        self.documents.open = Some(Kind::Given);
        None
    }

    /// Shows these documents, in place of those shown before; a list of the same kind keeps its filter and its choice.
    pub fn show_documents(&mut self, kind: Kind, rows: Vec<Row>) {
        self.documents.of_mut(kind).replace(rows);
        if kind == Kind::Given {
            self.documents.is_stopped = false;
        }
        self.documents.open = Some(kind);
        self.lay_out();
    }

    /// Takes in what has been found out about documents that were given.
    pub fn learn(&mut self, found: Vec<Learnt>) {
        found.into_iter().for_each(|learnt| self.documents.given.learn(learnt));
        self.documents.given.sift_anew();
        self.lay_out();
    }

    /// Opens the chosen document.
    pub(in crate::app) fn open_chosen(&mut self) -> Option<Effect> {
        let kind = self.documents.open?;
        let catalogue = self.documents.of_mut(kind);
        if let Some(Row { known: Known::Faulty(why), .. }) = catalogue.chosen() {
            self.told.message = Some(Message::Opening(AboutOpening::NotOpened { why: why.clone() }));
            return None;
        }
        let path = catalogue.open_chosen();
        match path {
            Some(path) => {
                self.documents.from = Some(kind);
                Some(open_from(kind, path))
            }
            None => {
                self.told.message = Some(Message::NothingChosen);
                None
            }
        }
    }

    /// Takes the page away, and gives what it shows as entries of a list: for a face that has no pages.
    pub fn list_instead_of_page(&mut self) -> bool {
        let Some(catalogue) = self.documents.shown() else { return false };
        let entry = |row: &Row| {
            let target = Target::Document(row.path.clone(), None);
            Entry { target, text: row.line(), ..Entry::default() }
        };
        let entries = catalogue.rows().iter().map(entry).collect();
        self.documents.listed = self.documents.open.take();
        self.list_gathered(Listing::Documents, entries);
        true
    }

    /// Opens a document that such a list has chosen.
    pub(in crate::app) fn open_listed(&mut self, path: String) -> Effect {
        let kind = self.documents.listed.unwrap_or_default();
        self.documents.of_mut(kind).note_opened(&path);
        self.documents.from = Some(kind);
        open_from(kind, path)
    }

    /// Closes the page; what is not read of those that were given is left for when it is opened again.
    pub(in crate::app) fn close_documents(&mut self) {
        if self.documents.open == Some(Kind::Given) && self.documents.given.n_unread() > 0 {
            self.documents.is_stopped = true;
        }
        self.documents.open = None;
    }

    /// What an action does while the page lies over the text. What is about the text does nothing there, and says so.
    pub(in crate::app) fn in_documents(&mut self, action: Action, count: usize) -> Handled {
        let n = count.min(1_000_000) as isize;
        let page = self.catalogue_height().saturating_sub(1).max(1) as isize;
        let Some(catalogue) = self.documents.shown_mut() else { return Handled::Passed };
        match action.grouped() {
            Grouped::Scroll(action) => match action {
                Scroll::LineDown => catalogue.step(n),
                Scroll::LineUp => catalogue.step(-n),
                Scroll::HalfPageDown => catalogue.step(page / 2 + 1),
                Scroll::HalfPageUp => catalogue.step(-(page / 2 + 1)),
                Scroll::PageDown => catalogue.step(page),
                Scroll::PageUp => catalogue.step(-page),
                Scroll::Top => catalogue.choose(0),
                Scroll::ScreenTop => drop(catalogue.choose_in_view(0)),
                Scroll::ScreenMiddle => drop(catalogue.choose_in_view(usize::try_from(page / 2).unwrap_or(0))),
                Scroll::ScreenBottom => drop(catalogue.choose_in_view(usize::try_from(page).unwrap_or(0))),
                Scroll::Bottom => catalogue.choose(usize::MAX),
                Scroll::ScrollRight => return Handled::Done(self.open_chosen()),
                Scroll::ScrollLeft => self.told.message = Some(Message::Opening(AboutOpening::OnlyInText)),
            },
            Grouped::List(action) => return self.in_list_of_documents(action),
            Grouped::Find(Find::Search) => self.open_prompt(PromptKind::Filter),
            Grouped::Find(Find::Command) | Grouped::Look(Look::Theme) | Grouped::Program(_) => return Handled::Passed,
            Grouped::Find(Find::NextHit | Find::PreviousHit | Find::SearchSelection | Find::FindQuestion)
            | Grouped::Look(Look::RawText | Look::NextRepair | Look::PreviousRepair | Look::RawDown | Look::RawUp)
            | Grouped::Look(Look::Wider | Look::Narrower)
            | Grouped::Jump(_)
            | Grouped::Mark(_)
            | Grouped::Select(_) => self.told.message = Some(Message::Opening(AboutOpening::OnlyInText)),
        }
        Handled::Done(None)
    }

    /// The same of the actions that are about lists.
    fn in_list_of_documents(&mut self, action: List) -> Handled {
        let shown = self.documents.open;
        match action {
            List::Follow | List::Unfold => return Handled::Done(self.open_chosen()),
            List::Filter => self.open_prompt(PromptKind::Filter),
            List::Documents if shown == Some(Kind::Given) => self.close_documents(),
            List::Recent if shown == Some(Kind::Recent) => self.close_documents(),
            List::Documents | List::Recent | List::NextDocument | List::PreviousDocument => return Handled::Passed,
            List::FocusNext | List::FocusPrevious | List::Outline | List::Bookmarks | List::AllBookmarks => {
                self.told.message = Some(Message::Opening(AboutOpening::OnlyInText));
            }
            List::Deleted | List::Corrections | List::SortBookmarks | List::Fold => {
                self.told.message = Some(Message::Opening(AboutOpening::OnlyInText));
            }
        }
        Handled::Done(None)
    }

    /// What the mouse does there: the wheel moves the choice, pressing opens.
    pub(in crate::app) fn point_in_documents(&mut self, mouse: Mouse) -> Option<Effect> {
        /// Rows that one notch of the wheel moves.
        const NOTCH: isize = 3;
        let height = self.catalogue_height();
        let catalogue = self.documents.shown_mut()?;
        match mouse.gesture {
            Gesture::Wheel { down } => catalogue.step(if down { NOTCH } else { -NOTCH }),
            Gesture::Press { .. } => {
                self.told.message = None;
                let row = usize::from(mouse.y).checked_sub(1).filter(|row| *row < height)?;
                if catalogue.choose_in_view(row) {
                    return self.open_chosen();
                }
            }
            Gesture::Drag | Gesture::Sideways { .. } => {}
        }
        None
    }

    /// How many documents the page shows at once: below the title, above what is said of the chosen one.
    pub fn catalogue_height(&self) -> usize {
        let body = usize::from(self.panes.size().1.saturating_sub(2));
        body - DETAIL.min(body / 3)
    }
}

/// What opens a document of a list: those that were given may be opened whatever else may not.
fn open_from(kind: Kind, path: String) -> Effect {
    match kind {
        Kind::Given => Effect::OpenGiven(path),
        Kind::Recent => Effect::Open(path, None),
    }
}

/// Rows that are kept for what is said of the chosen document, on a screen that has room for them.
pub const DETAIL: usize = 3;
