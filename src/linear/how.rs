//! How each action is answered where lines are read: the table. An action that is not in it does not compile.

use crate::app::App;
use crate::app::panes::Pane;
use crate::input::action::grouped::{Find, Jump, List, Look, Mark, Program, Scroll, Select};
use crate::input::action::{Action, Grouped};
use crate::strings::Aloud;

/// How an action is answered.
#[derive(Debug, Clone, Copy)]
pub(super) enum How {
    /// The state does it, and what came of that is told.
    Done,
    /// The same, and where that leads to one sentence is read.
    Sentence,
    /// The state does this instead.
    Instead(Action),
    /// So many paragraphs are read, or gone back.
    Paragraphs(isize),
    /// The last paragraph is gone to.
    Last,
    /// What was read last is read once more, with where that is.
    Again,
    /// What can be done is told.
    Help,
    /// What is wrong in the person's own files is told.
    Faults,
    /// There is nothing of the kind here; why.
    NotHere(fn(&Aloud) -> &String),
    /// The person leaves.
    Leave,
}

/// How `action` is answered now.
pub(super) fn how(action: Action, app: &App) -> How {
    let in_list = app.panes.focus != Pane::Text;
    let selects = app.selecting.selection.is_some();
    match action.grouped() {
        Grouped::Jump(action) => jump(action),
        Grouped::Scroll(action) => scroll(action, in_list, selects),
        Grouped::Find(action) => find(action),
        Grouped::Mark(action) => mark(action),
        Grouped::Select(action) => select(action),
        Grouped::List(action) => list(action),
        Grouped::Look(action) => look(action),
        Grouped::Program(action) => program(action),
    }
}

fn jump(action: Jump) -> How {
    match action {
        Jump::NextQuestion | Jump::PreviousQuestion | Jump::NextTurn | Jump::PreviousTurn => How::Done,
        Jump::NextSection | Jump::PreviousSection => How::Done,
        Jump::NextSentence | Jump::PreviousSentence => How::Sentence,
        Jump::Back | Jump::Forward | Jump::LastPlace => How::Done,
    }
}

/// Rows and pages are a screen's: paragraphs stand for them, in a list its entries, and in a selection sentences.
fn scroll(action: Scroll, in_list: bool, selects: bool) -> How {
    match action {
        Scroll::ScrollRight | Scroll::ScrollLeft => How::NotHere(|aloud| &aloud.no_sideways),
        Scroll::ScreenTop | Scroll::ScreenMiddle | Scroll::ScreenBottom => How::NotHere(|aloud| &aloud.no_screen),
        Scroll::LineDown if selects => How::Instead(Action::NextSentence),
        Scroll::LineUp if selects => How::Instead(Action::PreviousSentence),
        Scroll::LineDown | Scroll::LineUp | Scroll::HalfPageDown | Scroll::HalfPageUp if in_list => How::Done,
        Scroll::PageDown | Scroll::PageUp | Scroll::Top | Scroll::Bottom if in_list => How::Done,
        Scroll::LineDown => How::Paragraphs(1),
        Scroll::LineUp => How::Paragraphs(-1),
        Scroll::HalfPageDown => How::Paragraphs(3),
        Scroll::HalfPageUp => How::Paragraphs(-3),
        Scroll::PageDown => How::Paragraphs(10),
        Scroll::PageUp => How::Paragraphs(-10),
        Scroll::Top => How::Done,
        Scroll::Bottom => How::Last,
    }
}

fn find(action: Find) -> How {
    match action {
        Find::Search | Find::NextHit | Find::PreviousHit | Find::SearchSelection => How::Sentence,
        Find::FindQuestion | Find::Command => How::Done,
    }
}

fn mark(action: Mark) -> How {
    match action {
        Mark::Mark | Mark::Note | Mark::Tag | Mark::Delete | Mark::Undo => How::Done,
        Mark::NextBookmark | Mark::PreviousBookmark => How::Done,
    }
}

fn select(action: Select) -> How {
    match action {
        Select::Select | Select::SelectParagraph | Select::OtherEnd | Select::Copy => How::Done,
        Select::CopyWithReference => How::Done,
        Select::NextWord | Select::PreviousWord | Select::NextParagraph | Select::PreviousParagraph => How::Done,
    }
}

fn list(action: List) -> How {
    match action {
        List::FocusNext | List::FocusPrevious | List::Outline | List::Bookmarks | List::AllBookmarks => How::Done,
        List::Recent | List::Deleted | List::Corrections | List::Filter | List::SortBookmarks => How::Done,
        List::Follow | List::Fold | List::Unfold => How::Done,
        List::Documents | List::NextDocument | List::PreviousDocument => How::Done,
    }
}

fn look(action: Look) -> How {
    match action {
        Look::RawText | Look::NextRepair | Look::PreviousRepair | Look::RawDown | Look::RawUp => How::Done,
        Look::Wider | Look::Narrower => How::NotHere(|aloud| &aloud.no_width),
        Look::Theme => How::NotHere(|aloud| &aloud.no_theme),
    }
}

fn program(action: Program) -> How {
    match action {
        Program::Help => How::Help,
        Program::Faults => How::Faults,
        Program::Redraw => How::Again,
        Program::Mouse => How::NotHere(|aloud| &aloud.no_mouse),
        Program::Quit => How::Leave,
        Program::Cancel | Program::Rescue | Program::Edit | Program::Suspend => How::Done,
    }
}
