//! Permissions: what of the world outside the program may use while somebody reads. `--secure` takes them away, so that wenda
//! can be the pager of another program or of another person.

use super::message::Message;
use super::{App, Effect};
use crate::input::action::grouped::{Find, Jump, List, Look, Mark, Program, Scroll, Select};
use crate::input::action::{Action, Grouped};

/// Something outside that an action may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Sending text to the clipboard.
    Clipboard,
    /// Starting the person's editor.
    Editor,
    /// Writing files where the person says.
    Export,
    /// Keeping what the person made and where they were, and reading that.
    Store,
    /// Opening files that the command line did not name.
    Files,
}

/// What may be used. All of it, by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permissions {
    /// Whether text may be sent to the clipboard.
    pub clipboard: bool,
    /// Whether the person's editor may be started.
    pub editor: bool,
    /// Whether files may be written where the person says.
    pub export: bool,
    /// Whether what the person makes is kept, and what is kept is read.
    pub store: bool,
    /// Whether files may be opened that the command line did not name.
    pub files: bool,
    /// Whether the terminal is told what it may hand on: a title for its window, and where links lead.
    pub terminal: bool,
}

impl Default for Permissions {
    fn default() -> Self {
        Permissions { clipboard: true, editor: true, export: true, store: true, files: true, terminal: true }
    }
}

impl Permissions {
    /// Nothing: `--secure`.
    pub const NONE: Self =
        Permissions { clipboard: false, editor: false, export: false, store: false, files: false, terminal: false };

    /// Whether this may be used.
    pub fn allow(self, need: Need) -> bool {
        match need {
            Need::Clipboard => self.clipboard,
            Need::Editor => self.editor,
            Need::Export => self.export,
            Need::Store => self.store,
            Need::Files => self.files,
        }
    }
}

/// What an action needs, if it needs anything.
pub fn need_of(action: Action) -> Option<Need> {
    match action.grouped() {
        Grouped::Jump(action) => of_jump(action),
        Grouped::Scroll(action) => of_scroll(action),
        Grouped::Find(action) => of_find(action),
        Grouped::Mark(action) => of_mark(action),
        Grouped::Select(action) => of_select(action),
        Grouped::List(action) => of_list(action),
        Grouped::Look(action) => of_look(action),
        Grouped::Program(action) => of_program(action),
    }
}

/// What an effect needs: what is refused here is refused whatever asked for it.
pub fn need_of_effect(effect: &Effect) -> Option<Need> {
    match effect {
        Effect::Record(_) | Effect::Decide(_) | Effect::ListEverything | Effect::ListRecent => Some(Need::Store),
        Effect::Remember(..) => Some(Need::Store),
        Effect::Copy(_) => Some(Need::Clipboard),
        Effect::Open(..) => Some(Need::Files),
        Effect::Rescue | Effect::HandOver(_) => Some(Need::Export),
        Effect::Edit(_) => Some(Need::Editor),
        // the command line named it
        Effect::OpenGiven(_) => None,
        Effect::Redraw | Effect::Mouse | Effect::Suspend | Effect::Quit => None,
    }
}

impl App {
    /// Whether an action may be done; tells where it may not.
    pub(super) fn is_permitted(&mut self, action: Action) -> bool {
        let is_permitted = need_of(action).is_none_or(|need| self.settings.permissions.allow(need));
        if !is_permitted {
            self.told.message = Some(Message::NotPermitted);
        }
        is_permitted
    }

    /// The effect, if it may be asked for. A look that is changed holds for now, and is not remembered; all else that may not
    /// be done is told.
    pub(super) fn permitted(&mut self, effect: Option<Effect>) -> Option<Effect> {
        let effect = effect?;
        if need_of_effect(&effect).is_none_or(|need| self.settings.permissions.allow(need)) {
            return Some(effect);
        }
        if !matches!(effect, Effect::Remember(..)) {
            self.told.message = Some(Message::NotPermitted);
        }
        None
    }
}

fn of_jump(action: Jump) -> Option<Need> {
    match action {
        Jump::NextQuestion | Jump::PreviousQuestion | Jump::NextTurn | Jump::PreviousTurn => None,
        Jump::NextSection | Jump::PreviousSection | Jump::NextSentence | Jump::PreviousSentence => None,
        Jump::Back | Jump::Forward | Jump::LastPlace => None,
    }
}

fn of_scroll(action: Scroll) -> Option<Need> {
    match action {
        Scroll::LineDown | Scroll::LineUp | Scroll::HalfPageDown | Scroll::HalfPageUp => None,
        Scroll::PageDown | Scroll::PageUp | Scroll::Top | Scroll::Bottom => None,
        Scroll::ScreenTop | Scroll::ScreenMiddle | Scroll::ScreenBottom => None,
        Scroll::ScrollRight | Scroll::ScrollLeft => None,
    }
}

fn of_find(action: Find) -> Option<Need> {
    match action {
        Find::Search | Find::NextHit | Find::PreviousHit | Find::SearchSelection => None,
        Find::FindQuestion | Find::Command => None,
    }
}

fn of_mark(action: Mark) -> Option<Need> {
    match action {
        Mark::Mark | Mark::Note | Mark::Tag | Mark::Delete | Mark::Undo => Some(Need::Store),
        Mark::NextBookmark | Mark::PreviousBookmark => Some(Need::Store),
    }
}

fn of_select(action: Select) -> Option<Need> {
    match action {
        Select::Copy | Select::CopyWithReference => Some(Need::Clipboard),
        Select::Select | Select::SelectParagraph | Select::NextWord | Select::PreviousWord => None,
        Select::NextParagraph | Select::PreviousParagraph | Select::OtherEnd => None,
    }
}

fn of_list(action: List) -> Option<Need> {
    match action {
        List::Bookmarks | List::AllBookmarks | List::Recent | List::Deleted => Some(Need::Store),
        List::Corrections | List::Filter | List::SortBookmarks => Some(Need::Store),
        List::FocusNext | List::FocusPrevious | List::Outline => None,
        // of those read before the effect is refused
        List::Documents | List::NextDocument | List::PreviousDocument => None,
        List::Follow | List::Fold | List::Unfold => None,
    }
}

fn of_look(action: Look) -> Option<Need> {
    match action {
        Look::RawText | Look::NextRepair | Look::PreviousRepair | Look::RawDown | Look::RawUp => None,
        Look::Wider | Look::Narrower | Look::Theme => None,
    }
}

fn of_program(action: Program) -> Option<Need> {
    match action {
        Program::Rescue => Some(Need::Export),
        Program::Edit => Some(Need::Editor),
        Program::Help | Program::Faults | Program::Cancel | Program::Redraw | Program::Mouse => None,
        Program::Suspend | Program::Quit => None,
    }
}
