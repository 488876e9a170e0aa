//! What each action does: the table of contents of the state's changes, one call an action.

use super::layers::Handled;
use super::layers::prompt::PromptKind;
use super::message::{AboutFaults, AboutLayout, AboutSelection, AboutStore, Edge, Message};
use super::page;
use super::page::jumps::Landmark;
use super::panes::Pane;
use super::{App, Effect, Listing};
use crate::input::action::grouped::{Find, Jump, List, Look, Mark, Program, Scroll, Select};
use crate::input::action::{Action, Grouped};

/// Does `action`, `count` times where that makes sense; says what the outside world has to do.
pub(super) fn update(app: &mut App, action: Action, count: Option<usize>) -> Option<Effect> {
    let times = count.unwrap_or(1);
    app.new_from = None;
    match app.act_in_layers(action, times) {
        Handled::Done(effect) => return effect,
        Handled::Passed => {}
    }
    match action.grouped() {
        Grouped::Jump(action) => jump(app, action, times),
        Grouped::Scroll(action) => scroll(app, action, count),
        Grouped::Find(action) => find(app, action),
        Grouped::Mark(action) => return mark(app, action),
        Grouped::Select(action) => return select(app, action),
        Grouped::List(action) => return list(app, action),
        Grouped::Look(action) => return look(app, action, times),
        Grouped::Program(action) => return program(app, action),
    }
    None
}

fn jump(app: &mut App, action: Jump, count: usize) {
    match action {
        Jump::NextQuestion => app.jump_to(Landmark::Question, true, count),
        Jump::PreviousQuestion => app.jump_to(Landmark::Question, false, count),
        Jump::NextTurn => app.jump_to(Landmark::Turn, true, count),
        Jump::PreviousTurn => app.jump_to(Landmark::Turn, false, count),
        Jump::NextSection => app.jump_to(Landmark::Section, true, count),
        Jump::PreviousSection => app.jump_to(Landmark::Section, false, count),
        Jump::NextSentence => app.jump_sentence(true, count),
        Jump::PreviousSentence => app.jump_sentence(false, count),
        Jump::Back => app.travel(true),
        Jump::Forward => app.travel(false),
        Jump::LastPlace => app.swap_places(),
    }
}

fn scroll(app: &mut App, action: Scroll, count: Option<usize>) {
    let page = app.viewport.height().saturating_sub(2).max(1) as isize;
    let half = (app.viewport.height() / 2).max(1) as isize;
    let times = count.unwrap_or(1).min(100_000) as isize;
    match (action, count) {
        (Scroll::LineDown, _) => lines(app, true, count.unwrap_or(1)),
        (Scroll::LineUp, _) => lines(app, false, count.unwrap_or(1)),
        (Scroll::HalfPageDown, _) => rows(app, half * times),
        (Scroll::HalfPageUp, _) => rows(app, -half * times),
        (Scroll::PageDown, _) => rows(app, page * times),
        (Scroll::PageUp, _) => rows(app, -page * times),
        (Scroll::Top | Scroll::Bottom, Some(question)) => app.jump_to_question(question),
        (Scroll::Top, None) => {
            app.jump(crate::document::place::Place::default());
        }
        (Scroll::Bottom, None) => {
            let here = app.viewport.place();
            app.history.leave(here);
            app.viewport.show_end(&app.document);
        }
        (Scroll::ScreenTop, _) => app.viewport.read_on(0),
        (Scroll::ScreenMiddle, _) => app.viewport.read_on(app.viewport.visible().len() / 2),
        (Scroll::ScreenBottom, _) => app.viewport.read_on(app.viewport.height()),
        (Scroll::ScrollRight, _) => app.scroll_sideways(true),
        (Scroll::ScrollLeft, _) => app.scroll_sideways(false),
    }
}

fn find(app: &mut App, action: Find) {
    match action {
        Find::Search => app.open_prompt(PromptKind::Search),
        Find::SearchSelection => app.search_selection(),
        Find::FindQuestion => app.open_prompt(PromptKind::Question),
        Find::Command => app.open_menu(false),
        Find::NextHit => app.jump_hit(true),
        Find::PreviousHit => app.jump_hit(false),
    }
}

fn mark(app: &mut App, action: Mark) -> Option<Effect> {
    match action {
        Mark::Mark => return app.mark(),
        Mark::Delete => return app.delete(),
        Mark::Undo => return app.undo(),
        Mark::Note => app.open_note(),
        Mark::Tag => app.open_prompt(PromptKind::Tag),
        Mark::NextBookmark => app.jump_bookmark(true),
        Mark::PreviousBookmark => app.jump_bookmark(false),
    }
    None
}

fn select(app: &mut App, action: Select) -> Option<Effect> {
    match action {
        Select::Select => app.select(),
        Select::SelectParagraph => app.select_paragraph(),
        Select::Copy => return app.copy(false),
        Select::CopyWithReference => return app.copy(true),
        // They stretch a selection; without one there is nothing to stretch.
        Select::NextWord
        | Select::PreviousWord
        | Select::NextParagraph
        | Select::PreviousParagraph
        | Select::OtherEnd => app.told.message = Some(Message::Selection(AboutSelection::NothingSelected)),
    }
    None
}

fn list(app: &mut App, action: List) -> Option<Effect> {
    match action {
        List::FocusNext => app.panes.cycle(true),
        List::FocusPrevious => app.panes.cycle(false),
        List::Outline => toggle(app, Pane::Outline),
        List::Bookmarks => open_list(app, Listing::Bookmarks),
        List::Deleted => open_list(app, Listing::Deleted),
        List::Corrections => open_list(app, Listing::Corrections),
        List::Filter => open_filter(app),
        List::SortBookmarks => sort(app),
        List::AllBookmarks => return Some(Effect::ListEverything),
        List::Recent => return Some(Effect::ListRecent),
        List::Documents => return app.list_documents(),
        List::NextDocument => return app.next_document(true),
        List::PreviousDocument => return app.next_document(false),
        List::Follow => return app.follow(),
        List::Fold => app.fold(),
        List::Unfold => return app.unfold(),
    }
    None
}

fn look(app: &mut App, action: Look, count: usize) -> Option<Effect> {
    match action {
        Look::RawText => app.toggle_raw(),
        Look::NextRepair => app.jump_repair(true),
        Look::PreviousRepair => app.jump_repair(false),
        Look::RawDown => app.scroll_raw(true, count),
        Look::RawUp => app.scroll_raw(false, count),
        Look::Wider => return set_measure(app, 4),
        Look::Narrower => return set_measure(app, -4),
        Look::Theme => return next_theme(app),
    }
    None
}

fn program(app: &mut App, action: Program) -> Option<Effect> {
    match action {
        Program::Help => app.open_menu(true),
        Program::Faults if app.settings.faults.is_empty() => {
            app.told.message = Some(Message::Faults(AboutFaults::NoFaults))
        }
        Program::Faults => app.over.faults = Some(0),
        Program::Cancel => app.close_topmost(),
        Program::Rescue if app.shelf.n_unsaved() == 0 => {
            app.told.message = Some(Message::Store(AboutStore::NothingToRescue))
        }
        Program::Rescue => return Some(Effect::Rescue),
        Program::Edit => return app.edit(),
        Program::Redraw => return Some(Effect::Redraw),
        Program::Mouse => return Some(Effect::Mouse),
        Program::Suspend => return Some(Effect::Suspend),
        Program::Quit => return quit(app),
    }
    None
}

fn lines(app: &mut App, down: bool, count: usize) {
    let moved = (0..count.min(10_000)).take_while(|_| app.viewport.step_line(&app.document, down)).count();
    if moved == 0 {
        app.told.message = Some(if down { Message::Edge(Edge::End) } else { Message::Edge(Edge::Start) });
    }
}

fn rows(app: &mut App, n_rows: isize) {
    let last = app.viewport.visible().iter().rfind(|row| !row.range.is_empty());
    let seen = last.map(|row| crate::document::place::Place { block: row.block, byte: row.range.end });
    app.new_from = seen.filter(|_| n_rows > 0);
    if !app.viewport.scroll(&app.document, n_rows) {
        app.told.message = Some(if n_rows > 0 { Message::Edge(Edge::End) } else { Message::Edge(Edge::Start) });
    }
}

/// Shows the list with these entries, in place of others if those are listed, and goes to it; once more, and it closes.
fn open_list(app: &mut App, listing: Listing) {
    if app.lists.listing != listing {
        app.list_other(listing);
        app.panes.open(Pane::List);
    } else if listing.is_for_a_moment() && app.panes.focus == Pane::List {
        app.close_topmost();
    } else {
        toggle(app, Pane::List);
    }
}

/// Opens a pane and goes to it; closes it if it has the focus, and says how it comes back.
fn toggle(app: &mut App, pane: Pane) {
    app.panes.toggle(pane);
    if app.panes.focus != pane && app.panes.arrangement() != super::panes::Arrangement::Narrow {
        app.told.message = Some(Message::Closed(pane));
    }
}

/// Asks for what the listed marks have in common; hits give way to the bookmarks.
fn open_filter(app: &mut App) {
    if app.lists.listing == Listing::Hits {
        app.list_other(Listing::Bookmarks);
    }
    app.panes.open(Pane::List);
    app.open_prompt(PromptKind::Filter);
}

fn sort(app: &mut App) {
    app.lists.by_time = !app.lists.by_time;
    app.list_entries();
    app.told.message = Some(Message::Sorted { by_time: app.lists.by_time });
}

/// Makes the text wider or narrower; says so where it is as wide as its pane already, or as narrow as it may be.
fn set_measure(app: &mut App, by: isize) -> Option<Effect> {
    let shown = |app: &App| app.viewport.options().width - app.viewport.options().hang;
    let (seen, before) = (shown(app), app.settings.measure);
    let widest = usize::from(app.panes.size().0);
    // What is wider than the pane has no effect: begin from what is seen.
    let from = before.min(seen.max(page::NARROWEST));
    app.settings.measure = from.saturating_add_signed(by).clamp(page::NARROWEST, widest.max(page::NARROWEST));
    app.lay_out();
    if shown(app) == seen {
        app.settings.measure = before;
        app.told.message = Some(if by > 0 {
            Message::Layout(AboutLayout::Widest(seen))
        } else {
            Message::Layout(AboutLayout::Narrowest(seen))
        });
        return None;
    }
    app.told.message = Some(Message::Layout(AboutLayout::Width(app.settings.measure)));
    Some(Effect::Remember("measure", app.settings.measure.to_string()))
}

fn next_theme(app: &mut App) -> Option<Effect> {
    app.settings.themes.rotate_left(1);
    let theme = app.settings.themes.first()?.clone();
    app.told.message = Some(Message::Theme(theme.clone()));
    Some(Effect::Remember("theme", theme))
}

/// On a narrow screen `q` in a list goes back to the text first.
fn quit(app: &mut App) -> Option<Effect> {
    if app.documents.open.is_none()
        && app.panes.focus != Pane::Text
        && app.panes.arrangement() == super::panes::Arrangement::Narrow
    {
        app.panes.leave();
        return None;
    }
    Some(Effect::Quit)
}
