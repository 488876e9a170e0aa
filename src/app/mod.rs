//! The whole state of the program and everything that changes it; no terminal, no disk, no clock. Keys come in through
//! [`App::press`], become actions, and actions change the state in [`App::update`]; what the outside world has to do is
//! returned as an [`Effect`].

pub mod effect;
pub mod groups;
pub mod layers;
pub mod lists;
pub mod marks;
pub mod menu;
pub mod message;
pub mod page;
pub mod panes;
pub mod permissions;
pub mod searching;
pub mod settings;
mod update;

use std::collections::VecDeque;

use crate::document::Document;
use crate::document::bookmark::Marks;
use crate::document::operation::{Change, Operation};
use crate::document::place::Place;
use crate::input::action::Action;
use crate::input::key::Key;
use crate::input::keymap::Keymap;
use crate::layout::flow::{Row, RowRole};
use crate::layout::width::WidthPolicy;

pub use effect::Effect;
use groups::{Corrected, Over, Selecting, Told};
pub use groups::{Listing, Lists};
use layers::keys::Keys;
use lists::List;
use lists::catalogue::Catalogue;
use lists::documents::Documents;
use marks::shelf::Shelf;
use message::{AboutCopy, AboutMark, AboutStore, Copying, HandoverOutcome, Message};
use page::history::History;
use page::viewport::Viewport;
use panes::{Pane, Panes};
use searching::Searching;
pub use settings::Settings;

/// Everything that is on the screen.
#[derive(Debug)]
pub struct App {
    /// What is being read.
    pub document: Document,
    facts: page::Facts,
    corrected: Corrected,
    /// Whether this is only a part of what is still being read, the beginning of a text or a text without its marks: what
    /// concerns the whole is not known.
    pub is_partial: bool,
    /// The part of it in view.
    pub viewport: Viewport,
    /// Whether the text as it came is shown beside.
    pub raw: Option<page::raw::RawView>,
    /// Cells by which the person scrolled text that is not wrapped sideways.
    sideways: usize,
    /// Where the text began that was not in view before the last page was turned.
    new_from: Option<Place>,
    /// Which panes are open.
    pub panes: Panes,
    /// What the panes beside the text show.
    pub lists: Lists,
    /// The documents that can be opened from here.
    pub documents: Documents,
    /// The bookmarks.
    pub shelf: Shelf,
    /// The search.
    pub searching: Searching,
    history: History,
    /// What is being selected.
    pub selecting: Selecting,
    /// What lies over everything.
    pub over: Over,
    /// What the status line says.
    pub told: Told,
    keys: Keys,
    /// What the person set.
    pub settings: Settings,
}

impl App {
    /// Begins to read a document on a screen of `size` columns and rows.
    pub fn new(document: Document, marks: Marks, keymap: Keymap, settings: Settings, size: (u16, u16)) -> Self {
        let panes = Panes::new(size);
        let facts = page::Facts::of(&document);
        let (options, height) = page::flow(facts, &panes.areas(), false, &settings);
        let shelf = Shelf::new(&document, marks);
        let mut notices: VecDeque<Message> = document.warnings.iter().cloned().map(Message::Warning).collect();
        let lists = Lists { outline: List::new(lists::outline::entries(&document)), ..Lists::default() };
        let told = Told { message: notices.pop_front(), notices, ..Told::default() };
        let mut app = App {
            document,
            facts,
            corrected: Corrected::default(),
            is_partial: false,
            viewport: Viewport::new(options, height),
            raw: None,
            sideways: 0,
            new_from: None,
            panes,
            lists,
            documents: Documents::default(),
            shelf,
            searching: Searching::new(settings.pinyin, settings.searches.last().map_or("", String::as_str)),
            history: History::default(),
            selecting: Selecting::default(),
            over: Over::default(),
            told,
            keys: Keys::new(keymap),
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
            [&mut self.lists.outline, &mut self.lists.list].into_iter().for_each(List::forget_scroll);
            self.documents.shown_mut().into_iter().for_each(Catalogue::forget_scroll);
            self.lay_out();
            self.show_hit_beside();
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
        self.answered(|app| app.press_layers(key))
    }

    /// Does an action as if its key had been pressed.
    pub fn act(&mut self, action: Action, count: Option<usize>) -> Option<Effect> {
        self.answered(|app| app.update(action, count))
    }

    /// Does something that the person asked for: what was told before is told no longer.
    fn answered(&mut self, act: impl FnOnce(&mut Self) -> Option<Effect>) -> Option<Effect> {
        self.told.message = None;
        self.give_up_hit();
        let effect = act(self);
        let effect = self.permitted(effect);
        if self.told.message.is_none() && self.over.prompt.is_none() && self.over.note.is_none() {
            self.told.message = self.told.notices.pop_front();
        }
        self.lay_out();
        effect
    }

    /// Takes what was typed of a line, as Enter does.
    fn take_typed(&mut self) -> Option<Effect> {
        self.answered(Self::accept)
    }

    /// Takes one of the choices of the line that is typed, as if it had been gone to and Enter been pressed.
    fn choose_at(&mut self, choice: usize) -> Option<Effect> {
        self.answered(|app| {
            let n_choices = app.choices().len();
            app.over.prompt.as_mut().filter(|_| choice < n_choices)?.choose_at(choice);
            app.accept()
        })
    }

    /// Closes the field of the note and keeps what is written in it, as Esc does.
    fn keep_note(&mut self) -> Option<Effect> {
        self.answered(Self::close_note)
    }

    /// Closes the topmost layer, as Esc does.
    fn close_by_click(&mut self) {
        self.answered(|app| {
            app.close_topmost();
            None
        });
    }

    /// Tells who has the mouse now.
    pub fn mouse_is(&mut self, ours: bool) {
        self.told.message = Some(Message::Mouse { ours });
    }

    /// Takes pasted text: into the prompt; elsewhere a paste is no command.
    pub fn paste(&mut self, text: &str) {
        if let Some(note) = &mut self.over.note {
            note.paste(text);
        } else if let Some(prompt) = &mut self.over.prompt {
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
        if self.shelf.merge(&self.document, marks) {
            self.apply_corrections();
            self.list_entries();
            self.lay_out();
        }
    }

    /// Tells something; what was being told is told after the next key.
    pub fn tell(&mut self, message: Message) {
        self.told.notices.extend(self.told.message.replace(message));
    }

    /// Asks whether this is a version of a document that was marked before.
    pub fn ask_kinship(&mut self) {
        self.over.asks_kinship = true;
        self.tell(Message::SameDocument);
    }

    /// Notes that an operation is on the disk.
    pub fn saved(&mut self, operation: &str) {
        self.shelf.saved(operation);
        if let Some(Message::Mark(AboutMark::Marked { reference })) = &self.told.message {
            self.told.message = Some(Message::Mark(AboutMark::Saved { reference: reference.clone() }));
        }
    }

    /// Notes that an operation could not be saved, and why.
    pub fn not_saved(&mut self, why: String) {
        self.told.message = Some(Message::Mark(AboutMark::NotSaved { why }));
    }

    /// Tells that the store is not as it should be: what of it could not be read, or not be written to.
    pub fn store_fault(&mut self, why: String) {
        self.tell(Message::Store(AboutStore::StoreFault { why }));
    }

    /// Tells where what could not be saved was written: how much of it to which file, if there was any, or why not.
    pub fn rescued(&mut self, told: Result<Option<(usize, String)>, String>) {
        self.told.message = Some(match told {
            Ok(Some((n, path))) => Message::Store(AboutStore::Rescued { n, path }),
            Ok(None) => Message::Store(AboutStore::NothingToRescue),
            Err(why) => Message::Store(AboutStore::NotRescued { why }),
        });
    }

    /// Tells what came of something that was handed over.
    pub fn handed_over(&mut self, told: HandoverOutcome) {
        self.told.message = Some(Message::HandedOver(told));
    }

    /// Tells what became of the text that was sent to the clipboard, unless something else has been told since.
    pub fn copied(&mut self, copying: Copying) {
        let Some(Message::Copy(AboutCopy::Sent(copied)) | Message::Copy(AboutCopy::SentLong(copied))) =
            self.told.message
        else {
            return;
        };
        self.told.message = Some(match copying {
            Copying::TooLong => Message::Copy(AboutCopy::SentLong(copied)),
            Copying::Confirmed => Message::Copy(AboutCopy::Copied(copied)),
            Copying::Failed => Message::Copy(AboutCopy::NotCopied),
        });
    }

    /// Takes note that blocks or turns are others than before.
    fn structure_changed(&mut self) {
        self.lists.folded.clear();
        self.lists.followed = None;
        self.lists.outline = List::new(lists::outline::entries(&self.document));
        self.facts = page::Facts::of(&self.document);
        self.viewport.forget();
    }

    /// Whether new text begins with a row: it was not in view before the last page was turned, and the row before it was.
    pub fn is_new(&self, row: &Row) -> bool {
        let first = self.viewport.visible().iter().find(|row| {
            !row.range.is_empty()
                && self.new_from.is_some_and(|from| Place { block: row.block, byte: row.range.start } >= from)
        });
        let is_first = first.is_some_and(|first| (first.block, first.range.start) == (row.block, row.range.start));
        is_first && row.role != RowRole::Blank && self.viewport.visible().first() != first
    }

    /// How many questions the document has.
    pub fn n_questions(&self) -> usize {
        self.facts.n_questions
    }

    /// Chooses in the outline what is read, once for each place: there, and by the wheel, another can be chosen. Who leaves the
    /// outline leaves that choice.
    fn follow_in_outline(&mut self) {
        let (place, is_focused) = (self.viewport.place(), self.panes.focus == Pane::Outline);
        let followed = self.lists.followed.replace((place, is_focused));
        let has_left = followed.is_some_and(|(_, was_focused)| was_focused) && !is_focused;
        if has_left || followed.map(|(place, _)| place) != Some(place) {
            self.lists.outline.follow(place);
        }
    }

    /// Lays out what is in view, if anything it depends on has changed. The outline follows the text.
    fn lay_out(&mut self) {
        self.panes.fill_list(!self.lists.list.entries().is_empty());
        let areas = self.panes.areas();
        let (options, height) = page::flow(self.facts, &areas, self.raw.is_some(), &self.settings);
        self.viewport.resize(options, height);
        self.viewport.lay_out(&self.document);
        self.follow_in_outline();
        if self.panes.focus != Pane::List && self.lists.listing == Listing::Bookmarks {
            self.lists.list.follow_marks(self.viewport.place(), !self.lists.by_time);
        }
        let inside = |area: panes::Area| usize::from(area.below_title().height);
        self.lists.outline.scroll_to_choice(inside(areas.outline));
        self.lists.list.scroll_to_choice(inside(areas.list));
        let height = self.catalogue_height();
        self.documents.shown_mut().into_iter().for_each(|catalogue| catalogue.scroll_to_choice(height));
        self.write_entries(inside(areas.list));
    }

    /// Does an action, `count` times where that makes sense. The only way in which a key changes the state.
    pub fn update(&mut self, action: Action, count: Option<usize>) -> Option<Effect> {
        if self.is_permitted(action) { update::update(self, action, count) } else { None }
    }
}
