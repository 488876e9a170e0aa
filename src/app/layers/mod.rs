//! The stack of layers: what lies over the text, from the top down. A key goes to the topmost layer that is open, which does
//! something with it or passes it on to the one below; so does what a key means, its action. Esc closes the topmost.

mod elsewhere;
pub mod faults;
pub(super) mod keys;
pub mod note;
mod pointer;
pub mod prompt;
pub mod spots;
mod typing;
mod unfinished;

use crate::app::panes::Pane;
use crate::app::{App, Effect};
use crate::input::action::Action;
use crate::input::key::{Key, KeyCode};

/// Something that can lie over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// The line that is being typed.
    Prompt,
    /// The note that is being written.
    Note,
    /// The beginning of a command: a count, or the first keys of several.
    Begun,
    /// The page of faults.
    Faults,
    /// A question to the reader.
    Question,
    /// The filter of the page of documents.
    DocumentFilter,
    /// The page of documents to open.
    Documents,
    /// The selection that is being made.
    Selection,
    /// The filter of the list.
    Filter,
    /// The outline or the list, while it has the focus.
    List,
    /// The text as it came.
    Raw,
    /// Panes that a key opened and that lost the focus, and a list for a moment in place of the bookmarks.
    Beside,
    /// The hits of a search.
    Hits,
}

/// What a layer did with what came to it.
pub(in crate::app) enum Handled {
    /// It is done, and the world has to do this.
    Done(Option<Effect>),
    /// It means nothing there.
    Passed,
}

/// All layers, the topmost first.
const ORDER: [Layer; 13] = [
    Layer::Prompt,
    Layer::Note,
    Layer::Begun,
    Layer::Faults,
    Layer::Question,
    Layer::DocumentFilter,
    Layer::Documents,
    Layer::Selection,
    Layer::Filter,
    Layer::List,
    Layer::Raw,
    Layer::Beside,
    Layer::Hits,
];

impl Layer {
    fn is_open(self, app: &App) -> bool {
        match self {
            Layer::Prompt => app.over.prompt.is_some(),
            Layer::Note => app.over.note.is_some(),
            Layer::Begun => !app.pending().is_empty(),
            Layer::Faults => app.over.faults.is_some(),
            Layer::Question => app.over.asks_kinship,
            Layer::DocumentFilter => app.documents.shown().is_some_and(|catalogue| !catalogue.filter().is_empty()),
            Layer::Documents => app.documents.open.is_some(),
            Layer::Selection => app.selecting.selection.is_some(),
            Layer::Filter => !app.lists.filter.is_empty(),
            Layer::List => app.panes.focus != Pane::Text,
            Layer::Raw => app.raw.is_some(),
            Layer::Beside => {
                app.panes.shows_opened() || !app.panes.areas().list.is_empty() && app.lists.listing.is_for_a_moment()
            }
            Layer::Hits => app.searching.shows_hits(),
        }
    }

    /// Gives it a key, before that has a meaning.
    fn press(self, app: &mut App, key: Key) -> Handled {
        match self {
            Layer::Prompt => Handled::Done(app.type_key(key)),
            Layer::Note => Handled::Done(app.write_note(key)),
            Layer::Begun if key == Key::plain(KeyCode::Esc) => {
                self.close(app);
                Handled::Done(None)
            }
            Layer::Question => app.answer(key),
            Layer::Begun | Layer::Faults | Layer::Selection | Layer::Filter => Handled::Passed,
            Layer::DocumentFilter | Layer::Documents => Handled::Passed,
            Layer::List | Layer::Raw | Layer::Beside | Layer::Hits => Handled::Passed,
        }
    }

    /// Gives it what a key means.
    fn act(self, app: &mut App, action: Action, count: usize) -> Handled {
        let is_done = match self {
            // what is about the terminal alone
            Layer::Faults if matches!(action, Action::Suspend | Action::Mouse) => false,
            Layer::Faults => {
                elsewhere::in_faults(app, action);
                true
            }
            Layer::Documents => return app.in_documents(action, count),
            Layer::Selection => elsewhere::in_selection(app, action, count),
            Layer::List => elsewhere::in_list(app, action, count),
            Layer::Prompt | Layer::Note | Layer::Begun | Layer::Question | Layer::Filter => false,
            Layer::DocumentFilter => false,
            Layer::Raw | Layer::Beside | Layer::Hits => false,
        };
        if is_done { Handled::Done(None) } else { Handled::Passed }
    }

    /// What Esc does to it.
    fn close(self, app: &mut App) {
        match self {
            Layer::Prompt => app.drop_prompt(),
            Layer::Note => app.abandon_note(),
            Layer::Begun => app.forget_keys(),
            Layer::Faults => app.over.faults = None,
            Layer::Question => app.over.asks_kinship = false,
            Layer::DocumentFilter => app.documents.shown_mut().into_iter().for_each(|it| it.set_filter("")),
            Layer::Documents => app.close_documents(),
            Layer::Selection => app.selecting.selection = None,
            Layer::Filter => {
                app.lists.filter.clear();
                app.list_entries();
            }
            Layer::List => {
                let was_list = app.panes.focus == Pane::List;
                app.panes.leave();
                if was_list {
                    app.list_bookmarks_again();
                }
            }
            Layer::Raw => app.raw = None,
            Layer::Beside => {
                app.panes.close_opened();
                app.list_bookmarks_again();
            }
            Layer::Hits => app.drop_search(),
        }
    }
}

impl App {
    /// The layers that are open, the topmost first; none where the text alone takes the keys.
    pub fn layers(&self) -> Vec<Layer> {
        ORDER.into_iter().filter(|layer| layer.is_open(self)).collect()
    }

    /// Gives a key to the layers, and where all pass it on to the keymap.
    pub(in crate::app) fn press_layers(&mut self, key: Key) -> Option<Effect> {
        for layer in self.layers() {
            match layer.press(self, key) {
                Handled::Done(effect) => return effect,
                Handled::Passed => {}
            }
        }
        self.command(key)
    }

    /// Gives an action to the layers; `Passed` where it means what it means in the text.
    pub(in crate::app) fn act_in_layers(&mut self, action: Action, count: usize) -> Handled {
        for layer in self.layers() {
            match layer.act(self, action, count) {
                Handled::Done(effect) => return Handled::Done(effect),
                Handled::Passed => {}
            }
        }
        Handled::Passed
    }

    /// Closes the topmost layer, if there is one.
    pub(in crate::app) fn close_topmost(&mut self) {
        self.layers().into_iter().take(1).for_each(|layer| layer.close(self));
    }

    /// Lists the bookmarks where a list for a moment stood in their place.
    fn list_bookmarks_again(&mut self) {
        if self.lists.listing.is_for_a_moment() {
            self.list_other(crate::app::Listing::Bookmarks);
        }
    }

    /// Takes the answer to whether this is a version of another document. Any other key reads on, and Esc does only that; the
    /// question comes again at the next opening.
    fn answer(&mut self, key: Key) -> Handled {
        let key = key.as_command();
        self.over.asks_kinship = false;
        match key.code {
            KeyCode::Char(_) if key.ctrl || key.alt => Handled::Passed,
            KeyCode::Char('y') => Handled::Done(Some(Effect::Decide(true))),
            KeyCode::Char('n') => Handled::Done(Some(Effect::Decide(false))),
            KeyCode::Esc => Handled::Done(None),
            KeyCode::Char(_) | KeyCode::Function(_) | KeyCode::Tab | KeyCode::BackTab => Handled::Passed,
            KeyCode::Enter | KeyCode::Backspace | KeyCode::Delete | KeyCode::Home | KeyCode::End => Handled::Passed,
            KeyCode::Up | KeyCode::Down | KeyCode::Left | KeyCode::Right => Handled::Passed,
            KeyCode::PageUp | KeyCode::PageDown => Handled::Passed,
        }
    }
}
