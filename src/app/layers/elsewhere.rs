//! What actions mean elsewhere than in the text: in a list, while text is being selected, on the page of faults.

use crate::app::App;
use crate::app::marks::selection::Selection;
use crate::app::message::{AboutSelection, Message};
use crate::app::panes::Pane;
use crate::input::action::grouped::{Jump, Scroll, Select};
use crate::input::action::{Action, Grouped};

/// The actions that mean something else while the outline or the list has the focus. False if `action` is none of them.
pub(in crate::app) fn in_list(app: &mut App, action: Action, count: usize) -> bool {
    let Grouped::Scroll(action) = action.grouped() else { return false };
    let rows = usize::from(app.panes.size().1 / 2).max(1);
    let areas = app.panes.areas();
    let (list, area) = match app.panes.focus {
        Pane::Outline => (&mut app.lists.outline, areas.outline),
        Pane::List | Pane::Text => (&mut app.lists.list, areas.list),
    };
    let shown = usize::from(area.below_title().height).min(list.entries().len().saturating_sub(list.first()));
    let n = count.min(1_000_000) as isize;
    match action {
        Scroll::LineDown => list.step(n),
        Scroll::LineUp => list.step(-n),
        Scroll::HalfPageDown | Scroll::PageDown => list.step(rows as isize),
        Scroll::HalfPageUp | Scroll::PageUp => list.step(-(rows as isize)),
        Scroll::Top => list.choose(0),
        Scroll::Bottom => list.choose(usize::MAX),
        Scroll::ScreenTop => list.choose(list.first()),
        Scroll::ScreenMiddle => list.choose(list.first() + shown / 2),
        Scroll::ScreenBottom => list.choose(list.first() + shown.saturating_sub(1)),
        Scroll::ScrollRight | Scroll::ScrollLeft => return false,
    }
    true
}

/// The actions that mean something else while text is being selected. False if `action` is none of them.
pub(in crate::app) fn in_selection(app: &mut App, action: Action, count: usize) -> bool {
    if action == Action::OtherEnd {
        app.selecting.selection.iter_mut().for_each(Selection::swap);
        let moves_end = app.selecting.selection.is_some_and(|it| it.moving == it.passage().end);
        app.told.message = Some(Message::Selection(AboutSelection::Moves { end: moves_end }));
        return true;
    }
    if matches!(action, Action::Cancel | Action::Quit) {
        app.selecting.selection = None;
        return true;
    }
    let Some((stretch, forward)) = stretching(action) else { return false };
    (0..count.clamp(1, 1000)).for_each(|_| stretch(app, forward));
    true
}

/// Moves the end of the selection by one of something, forward or back.
type Stretch = fn(&mut App, bool);

/// How an action stretches the selection, and whether forward.
fn stretching(action: Action) -> Option<(Stretch, bool)> {
    let stretching: (Stretch, bool) = match action.grouped() {
        Grouped::Scroll(action) => match action {
            Scroll::LineDown => (App::stretch_row, true),
            Scroll::LineUp => (App::stretch_row, false),
            Scroll::HalfPageDown | Scroll::HalfPageUp | Scroll::PageDown | Scroll::PageUp => return None,
            Scroll::Top | Scroll::Bottom | Scroll::ScrollRight | Scroll::ScrollLeft => return None,
            Scroll::ScreenTop | Scroll::ScreenMiddle | Scroll::ScreenBottom => return None,
        },
        Grouped::Jump(action) => match action {
            Jump::NextSentence => (App::stretch_sentence, true),
            Jump::PreviousSentence => (App::stretch_sentence, false),
            Jump::NextTurn => (App::stretch_turn, true),
            Jump::PreviousTurn => (App::stretch_turn, false),
            Jump::NextQuestion | Jump::PreviousQuestion | Jump::NextSection | Jump::PreviousSection => return None,
            Jump::Back | Jump::Forward | Jump::LastPlace => return None,
        },
        Grouped::Select(action) => match action {
            Select::NextWord => (App::stretch_word, true),
            Select::PreviousWord => (App::stretch_word, false),
            Select::NextParagraph => (App::stretch_paragraph, true),
            Select::PreviousParagraph => (App::stretch_paragraph, false),
            Select::Select | Select::SelectParagraph | Select::OtherEnd | Select::Copy | Select::CopyWithReference => {
                return None;
            }
        },
        Grouped::Find(_) | Grouped::Mark(_) | Grouped::List(_) | Grouped::Look(_) | Grouped::Program(_) => return None,
    };
    Some(stretching)
}

/// The page of faults scrolls; any other action closes it.
pub(in crate::app) fn in_faults(app: &mut App, action: Action) {
    let page = app.faults_page();
    let row = app.over.faults.and_then(|row| scrolled(row, page.height, action));
    app.over.faults = row.map(|row| row.min(page.last_first()));
}

/// The first row of a page after a scroll.
fn scrolled(row: usize, height: usize, action: Action) -> Option<usize> {
    let Grouped::Scroll(action) = action.grouped() else { return None };
    match action {
        Scroll::LineDown => Some(row + 1),
        Scroll::LineUp => Some(row.saturating_sub(1)),
        Scroll::PageDown | Scroll::HalfPageDown => Some(row + height),
        Scroll::PageUp | Scroll::HalfPageUp => Some(row.saturating_sub(height)),
        Scroll::Top => Some(0),
        Scroll::Bottom => Some(usize::MAX),
        Scroll::ScreenTop | Scroll::ScreenMiddle | Scroll::ScreenBottom => None,
        Scroll::ScrollRight | Scroll::ScrollLeft => None,
    }
}
