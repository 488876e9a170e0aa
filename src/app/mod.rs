//! The whole state of the program and everything that changes it; no terminal, no disk, no clock. Keys come in through
//! [`App::press`], become actions, and actions change the state in [`App::update`]; what the outside world has to do is
//! returned as an [`Effect`].

pub mod card;
pub mod choices;
pub mod command;
pub mod effect;
mod elsewhere;
pub mod help;
pub mod history;
pub mod list;
pub mod message;
pub mod note;
pub mod outline;
pub mod page;
pub mod panes;
pub mod prompt;
pub mod raw;
pub mod searching;
pub mod selection;
pub mod settings;
pub mod shelf;
mod sideways;
pub mod viewport;

mod entries;
mod finding;
mod jumps;
mod keys;
mod marking;
mod pointer;
mod reloading;
mod standing;
mod typing;
mod unfinished;
mod update;

use std::collections::VecDeque;

use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::document::operation::{Change, Operation};
use crate::document::place::Place;
use crate::input::action::Action;
use crate::input::key::Key;
use crate::input::keymap::Keymap;
use crate::layout::width::WidthPolicy;

pub use effect::Effect;
use history::History;
use keys::Keys;
use list::List;
use message::{Copying, Message};
use note::NoteField;
use panes::{Pane, Panes};
use prompt::Prompt;
use searching::Searching;
use selection::Selection;
pub use settings::Settings;
use shelf::Shelf;
use viewport::Viewport;

/// What lies over the panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overlay {
    /// The keys, scrolled by so many rows.
    Help(usize),
}

/// What the list pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Listing {
    /// The bookmarks of this document.
    #[default]
    Bookmarks,
    /// The hits of the search.
    Hits,
    /// Documents read before; the text is the guide.
    Recent,
    /// What was marked in all documents.
    Everything,
    /// The deleted bookmarks of this document.
    Deleted,
    /// The reader's corrections of the structure.
    Corrections,
}

/// Everything that is on the screen.
#[derive(Debug)]
pub struct App {
    /// What is being read.
    pub document: Document,
    /// The part of it in view.
    pub viewport: Viewport,
    /// Which panes are open.
    pub panes: Panes,
    /// Sections and questions.
    pub outline: List,
    /// Bookmarks, hits or recent documents.
    pub list: List,
    /// Which of them.
    pub listing: Listing,
    /// What was gathered from other documents for the list.
    gathered: Vec<list::Entry>,
    /// The bookmarks.
    pub shelf: Shelf,
    /// The search.
    pub searching: Searching,
    /// The selection that is being made.
    pub selection: Option<Selection>,
    /// The line that is being typed.
    pub prompt: Option<Prompt>,
    /// What the status line says.
    pub message: Option<Message>,
    /// What is told after the next keys, where these have nothing to say themselves.
    notices: VecDeque<Message>,
    /// The note that is being written.
    pub note: Option<NoteField>,
    /// A note that was written and not kept; it can be taken up again.
    draft: Option<NoteField>,
    /// What the listed bookmarks must say; empty for all.
    pub filter: String,
    /// Whether bookmarks are listed by when they were made, the last first.
    pub by_time: bool,
    /// What lies over everything.
    pub overlay: Option<Overlay>,
    /// Whether the text as it came is shown beside.
    pub raw: Option<raw::RawView>,
    /// Cells by which text that is not wrapped is scrolled sideways.
    pub sideways: usize,
    /// Whether this is only a part of what is still being read, the beginning of a text or a text without its marks: what
    /// concerns the whole is not known.
    pub is_partial: bool,
    /// What the person set.
    pub settings: Settings,
    /// The document before the reader's corrections, if there are any.
    as_read: Option<Box<Document>>,
    /// How many corrections have lost their place in the text.
    n_corrections_lost: usize,
    /// Where a jump to a hit that is still searched for leaves from.
    departure: Option<Place>,
    /// Where the mouse was pressed in the text.
    pressed: Option<Place>,
    /// Whether the person is being asked if this is a version of another document.
    asks_kinship: bool,
    facts: page::Facts,
    history: History,
    keys: Keys,
}

impl App {
    /// Begins to read a document on a screen of `size` columns and rows.
    pub fn new(document: Document, marks: Marks, keymap: Keymap, settings: Settings, size: (u16, u16)) -> Self {
        let panes = Panes::new(size);
        let facts = page::Facts::of(&document);
        let (options, height) = page::flow(facts, &panes.areas(), false, &settings);
        let shelf = Shelf::new(&document, marks);
        let mut notices: VecDeque<Message> = document.warnings.iter().cloned().map(Message::Warning).collect();
        let mut app = App {
            viewport: Viewport::new(options, height),
            outline: List::new(outline::entries(&document)),
            list: List::default(),
            listing: Listing::default(),
            gathered: Vec::new(),
            searching: Searching::default(),
            selection: None,
            prompt: None,
            note: None,
            draft: None,
            filter: String::new(),
            by_time: false,
            as_read: None,
            n_corrections_lost: 0,
            asks_kinship: false,
            departure: None,
            pressed: None,
            message: notices.pop_front(),
            notices,
            overlay: None,
            raw: None,
            sideways: 0,
            is_partial: false,
            facts,
            history: History::default(),
            keys: Keys::new(keymap),
            document,
            panes,
            shelf,
            settings,
        };
        app.apply_corrections();
        app.list_entries();
        app.lay_out();
        app
    }

    /// Takes the size of the screen that is about to be drawn.
    pub fn resize(&mut self, size: (u16, u16)) {
        if self.panes.size() != size {
            self.panes.resize(size);
            self.lay_out();
        }
    }

    /// Lays everything out for a terminal that draws ambiguous characters so wide; `sign_word` as in [`Settings`].
    pub fn set_policy(&mut self, policy: WidthPolicy, sign_word: usize) {
        (self.settings.policy, self.settings.sign_word) = (policy, sign_word);
        self.lay_out();
    }

    /// Goes to a place without remembering where from: where reading stopped last time.
    pub fn restore(&mut self, place: Place) {
        if self.opens_something(place) {
            self.viewport.show_at_top(place);
        } else {
            self.viewport.show_on_line(place, 0);
        }
        self.lay_out();
    }

    /// Whether a turn or a section begins at a place: what jumps land on.
    fn opens_something(&self, place: Place) -> bool {
        let document = &self.document;
        let turn = document.turn_of(place.block).map(|turn| document.turns[turn].blocks.start);
        let section = document.section_of(place.block).map(|section| document.sections[section].blocks.start);
        place.byte == 0 && (turn == Some(place.block) || section == Some(place.block))
    }

    /// Goes to a question's number or a reference, as if it had been typed.
    pub fn go_to(&mut self, reference: &str) {
        self.jump_to_reference(reference);
        self.lay_out();
    }

    /// Takes a key: the open prompt's, or the keymap's.
    pub fn press(&mut self, key: Key) -> Option<Effect> {
        if self.asks_for_redraw(key) {
            return Some(Effect::Redraw);
        }
        self.message = None;
        self.give_up_hit();
        let effect = if self.note.is_some() {
            self.write_note(key)
        } else if self.prompt.is_some() {
            self.type_key(key)
        } else {
            self.command(key)
        };
        if self.message.is_none() && self.prompt.is_none() && self.note.is_none() {
            self.message = self.notices.pop_front();
        }
        self.lay_out();
        effect
    }

    /// Takes pasted text: into the prompt; elsewhere a paste is no command.
    pub fn paste(&mut self, text: &str) {
        if let Some(note) = &mut self.note {
            note.paste(text);
        } else if let Some(prompt) = &mut self.prompt {
            prompt.paste(text);
            self.typed();
        }
        self.lay_out();
    }

    /// Takes in an operation that is being saved.
    pub fn record(&mut self, operation: Operation) {
        let corrects = matches!(operation.change, Change::Correct(_) | Change::Delete(_) | Change::Undelete(_));
        self.shelf.apply(&self.document, operation);
        if corrects {
            self.apply_corrections();
        }
        self.list_entries();
        self.lay_out();
    }

    /// Takes in what was marked and corrected in another window or on another machine.
    pub fn merge(&mut self, marks: Marks) {
        self.shelf.merge(&self.document, marks);
        self.apply_corrections();
        self.list_entries();
        self.lay_out();
    }

    /// Lists what was gathered from other documents: those read before, or what was marked in all.
    pub fn list_gathered(&mut self, listing: Listing, entries: Vec<list::Entry>) {
        self.gathered = entries;
        self.list_other(listing);
        self.list.step(0);
        self.panes.open(Pane::List);
        self.lay_out();
    }

    /// Tells something; what was being told is told after the next key.
    pub fn tell(&mut self, message: Message) {
        self.notices.extend(self.message.replace(message));
    }

    /// Asks whether this is a version of a document that was marked before.
    pub fn ask_kinship(&mut self) {
        self.asks_kinship = true;
        self.tell(Message::SameDocument);
    }

    /// Notes that an operation is on the disk.
    pub fn saved(&mut self, operation: &str) {
        self.shelf.saved(operation);
        if let Some(Message::Marked { reference }) = &self.message {
            self.message = Some(Message::Saved { reference: reference.clone() });
        }
    }

    /// Notes that an operation could not be saved, and why.
    pub fn not_saved(&mut self, why: String) {
        self.message = Some(Message::NotSaved { why });
    }

    /// Tells that the store is not as it should be: what of it could not be read, or not be written to.
    pub fn store_fault(&mut self, why: String) {
        self.tell(Message::StoreFault { why });
    }

    /// Tells where what could not be saved was written: how much of it to which file, if there was any, or why not.
    pub fn rescued(&mut self, told: Result<Option<(usize, String)>, String>) {
        self.message = Some(match told {
            Ok(Some((n, path))) => Message::Rescued { n, path },
            Ok(None) => Message::NothingToRescue,
            Err(why) => Message::NotRescued { why },
        });
    }

    /// Tells what became of the text that was sent to the clipboard, unless something else has been told since.
    pub fn copied(&mut self, copying: Copying) {
        let Some(Message::Sent(copied) | Message::SentLong(copied)) = self.message else { return };
        self.message = Some(match copying {
            Copying::TooLong => Message::SentLong(copied),
            Copying::Confirmed => Message::Copied(copied),
            Copying::Failed(why) => Message::NotCopied { why },
        });
    }

    /// Reads another version of the document, from the words on that are read now. `marks` are those that are kept of it; if
    /// it is the same document to the store, those of this screen stay, whether they are on the disk or on their way.
    pub fn replace_document(&mut self, document: Document, marks: Marks, is_same: bool) {
        let line = self.viewport.line();
        let place = reloading::place_in(&document, &self.document, self.viewport.place());
        let shelf = std::mem::take(&mut self.shelf);
        self.shelf = if is_same { shelf.of_version(&document, marks) } else { Shelf::new(&document, marks) };
        self.document = document;
        self.as_read = None;
        self.searching.forget();
        self.selection = None;
        // its places were in the text as it was
        self.history = History::default();
        self.pressed = None;
        self.structure_changed();
        self.viewport.show_on_line(place.unwrap_or_default(), line);
        self.message = Some(Message::Reloaded);
        self.apply_corrections();
        self.list_other(Listing::Bookmarks);
        self.lay_out();
    }

    /// Takes note that blocks or turns are others than before.
    fn structure_changed(&mut self) {
        self.outline = List::new(outline::entries(&self.document));
        self.facts = page::Facts::of(&self.document);
        self.viewport.forget();
    }

    /// How many questions the document has.
    pub fn n_questions(&self) -> usize {
        self.facts.n_questions
    }

    /// Lays out what is in view, if anything it depends on has changed. The outline follows the text.
    fn lay_out(&mut self) {
        let areas = self.panes.areas();
        let (options, height) = page::flow(self.facts, &areas, self.raw.is_some(), &self.settings);
        self.viewport.resize(options, height);
        self.viewport.lay_out(&self.document);
        if self.panes.focus != Pane::Outline {
            self.outline.follow(self.viewport.place());
        }
        let inside = |area: panes::Area| usize::from(area.height).saturating_sub(if areas.framed { 2 } else { 1 });
        self.outline.scroll_to_choice(inside(areas.outline));
        self.list.scroll_to_choice(inside(areas.list));
        self.write_entries(inside(areas.list));
    }

    /// Does an action, `count` times where that makes sense. The only way in which a key changes the state.
    pub fn update(&mut self, action: Action, count: Option<usize>) -> Option<Effect> {
        update::update(self, action, count)
    }
}
