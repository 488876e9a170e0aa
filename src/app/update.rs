//! What each action does: the table of contents of the state's changes, one call an action.

use super::jumps::Landmark;
use super::message::{Edge, Message};
use super::page;
use super::panes::Pane;
use super::prompt::PromptKind;
use super::{App, Effect, Listing, Overlay};
use crate::input::action::Action;

/// Does `action`, `count` times where that makes sense; says what the outside world has to do.
pub(super) fn update(app: &mut App, action: Action, count: Option<usize>) -> Option<Effect> {
    if let Some(overlay) = app.overlay {
        return in_overlay(app, overlay, action);
    }
    if app.panes.focus != Pane::Text && in_list(app, action, count.unwrap_or(1)) {
        return None;
    }
    if app.selection.is_some() && in_selection(app, action, count.unwrap_or(1)) {
        return None;
    }
    if let Some(question) = count.filter(|_| action == Action::Top) {
        app.jump_to_question(question);
        return None;
    }
    if moving(app, action, count.unwrap_or(1)) || arranging(app, action, count.unwrap_or(1)) {
        return None;
    }
    match action {
        Action::Search => app.open_prompt(PromptKind::Search),
        Action::SearchSelection => app.search_selection(),
        Action::FindQuestion => app.open_prompt(PromptKind::Question),
        Action::Command => app.open_prompt(PromptKind::Command),
        Action::NextHit => app.jump_hit(true),
        Action::PreviousHit => app.jump_hit(false),
        Action::NextBookmark => app.jump_bookmark(true),
        Action::PreviousBookmark => app.jump_bookmark(false),
        Action::Mark => return app.mark(),
        Action::Delete => return app.delete(),
        Action::Undo => return app.undo(),
        Action::Copy => return app.copy(false),
        Action::CopyWithReference => return app.copy(true),
        Action::Note => app.open_note(),
        Action::Tag => app.open_prompt(PromptKind::Tag),
        Action::Select => app.select(),
        Action::Follow => return app.follow(),
        Action::Recent => return Some(Effect::ListRecent),
        Action::AllBookmarks => return Some(Effect::ListEverything),
        Action::Wider => return set_measure(app, 4),
        Action::Narrower => return set_measure(app, -4),
        Action::Theme => return next_theme(app),
        Action::Help => app.overlay = Some(Overlay::Help(0)),
        Action::Cancel => cancel(app),
        Action::Rescue if app.shelf.n_unsaved() == 0 => app.message = Some(Message::NothingToRescue),
        Action::Rescue => return Some(Effect::Rescue),
        Action::Redraw => return Some(Effect::Redraw),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Quit => return quit(app),
        _ => {}
    }
    None
}

/// The actions that move through the text. False if `action` is none of them.
fn moving(app: &mut App, action: Action, count: usize) -> bool {
    let page = app.viewport.height().saturating_sub(2).max(1) as isize;
    let half = (app.viewport.height() / 2).max(1) as isize;
    let times = count.min(100_000) as isize;
    match action {
        Action::LineDown => lines(app, true, count),
        Action::LineUp => lines(app, false, count),
        Action::HalfPageDown => scroll(app, half * times),
        Action::HalfPageUp => scroll(app, -half * times),
        Action::PageDown => scroll(app, page * times),
        Action::PageUp => scroll(app, -page * times),
        Action::Top => {
            app.jump(crate::document::place::Place::default());
        }
        Action::Bottom => {
            let here = app.viewport.place();
            app.history.leave(here);
            app.viewport.show_end(&app.document);
        }
        Action::NextQuestion => app.jump_to(Landmark::Question, true, count),
        Action::PreviousQuestion => app.jump_to(Landmark::Question, false, count),
        Action::NextTurn => app.jump_to(Landmark::Turn, true, count),
        Action::PreviousTurn => app.jump_to(Landmark::Turn, false, count),
        Action::NextSection => app.jump_to(Landmark::Section, true, count),
        Action::PreviousSection => app.jump_to(Landmark::Section, false, count),
        Action::NextSentence => app.jump_sentence(true, count),
        Action::PreviousSentence => app.jump_sentence(false, count),
        Action::ScrollRight => app.scroll_sideways(true),
        Action::ScrollLeft => app.scroll_sideways(false),
        Action::Back => app.travel(true),
        Action::Forward => app.travel(false),
        Action::LastPlace => app.swap_places(),
        _ => return false,
    }
    true
}

/// The actions that show one pane or another, or other things in it. False if `action` is none of them.
fn arranging(app: &mut App, action: Action, count: usize) -> bool {
    match action {
        Action::Filter => open_filter(app),
        Action::SortBookmarks => sort(app),
        Action::Outline => toggle(app, Pane::Outline),
        Action::Bookmarks => open_list(app, Listing::Bookmarks),
        Action::Deleted => open_list(app, Listing::Deleted),
        Action::Corrections => open_list(app, Listing::Corrections),
        Action::FocusNext => app.panes.cycle(true),
        Action::FocusPrevious => app.panes.cycle(false),
        Action::RawText => app.toggle_raw(),
        Action::NextRepair => app.jump_repair(true),
        Action::PreviousRepair => app.jump_repair(false),
        Action::RawDown => app.scroll_raw(true, count),
        Action::RawUp => app.scroll_raw(false, count),
        _ => return false,
    }
    true
}

fn lines(app: &mut App, down: bool, count: usize) {
    let moved = (0..count.min(10_000)).take_while(|_| app.viewport.step_line(&app.document, down)).count();
    if moved == 0 {
        app.message = Some(if down { Message::Edge(Edge::End) } else { Message::Edge(Edge::Start) });
    }
}

fn scroll(app: &mut App, n_rows: isize) {
    if !app.viewport.scroll(&app.document, n_rows) {
        app.message = Some(if n_rows > 0 { Message::Edge(Edge::End) } else { Message::Edge(Edge::Start) });
    }
}

/// The actions that mean something else while the outline or the list has the focus.
fn in_list(app: &mut App, action: Action, count: usize) -> bool {
    let rows = usize::from(app.panes.size().1 / 2).max(1);
    let list = if app.panes.focus == Pane::Outline { &mut app.outline } else { &mut app.list };
    let n = count.min(1_000_000) as isize;
    match action {
        Action::LineDown => list.step(n),
        Action::LineUp => list.step(-n),
        Action::HalfPageDown | Action::PageDown => list.step(rows as isize),
        Action::HalfPageUp | Action::PageUp => list.step(-(rows as isize)),
        Action::Top => list.choose(0),
        Action::Bottom => list.choose(usize::MAX),
        _ => return false,
    }
    true
}

/// The actions that mean something else while text is being selected.
fn in_selection(app: &mut App, action: Action, count: usize) -> bool {
    let stretch: fn(&mut App, bool) = match action {
        Action::LineDown | Action::LineUp => App::stretch_row,
        Action::NextWord | Action::PreviousWord => App::stretch_word,
        Action::NextSentence | Action::PreviousSentence => App::stretch_sentence,
        Action::NextParagraph | Action::PreviousParagraph => App::stretch_paragraph,
        Action::NextTurn | Action::PreviousTurn => App::stretch_turn,
        Action::OtherEnd => {
            app.selection.iter_mut().for_each(super::Selection::swap);
            return true;
        }
        Action::Cancel | Action::Quit => {
            app.selection = None;
            return true;
        }
        _ => return false,
    };
    let forward = matches!(
        action,
        Action::LineDown | Action::NextWord | Action::NextSentence | Action::NextParagraph | Action::NextTurn
    );
    (0..count.clamp(1, 1000)).for_each(|_| stretch(app, forward));
    true
}

/// The help scrolls; any other action closes it.
fn in_overlay(app: &mut App, Overlay::Help(row): Overlay, action: Action) -> Option<Effect> {
    let page = app.help_page();
    let row = match action {
        Action::LineDown => row + 1,
        Action::LineUp => row.saturating_sub(1),
        Action::PageDown | Action::HalfPageDown => row + page.height,
        Action::PageUp | Action::HalfPageUp => row.saturating_sub(page.height),
        Action::Top => 0,
        Action::Bottom => usize::MAX,
        _ => {
            app.overlay = None;
            return None;
        }
    };
    app.overlay = Some(Overlay::Help(row.min(page.last_first())));
    None
}

/// Shows the list with these entries, in place of others if those are listed; once more, and it closes.
fn open_list(app: &mut App, listing: Listing) {
    if app.listing == listing {
        toggle(app, Pane::List);
    } else {
        app.list_other(listing);
        app.panes.open(Pane::List);
    }
}

/// Opens a pane and goes to it; closes it if it has the focus, and says how it comes back.
fn toggle(app: &mut App, pane: Pane) {
    app.panes.toggle(pane);
    if app.panes.focus != pane && app.panes.arrangement() != super::panes::Arrangement::Narrow {
        app.message = Some(Message::Closed(pane));
    }
}

/// Asks for what the listed marks have in common; hits and documents give way to the bookmarks.
fn open_filter(app: &mut App) {
    if matches!(app.listing, Listing::Hits | Listing::Recent) {
        app.list_other(Listing::Bookmarks);
    }
    app.panes.open(Pane::List);
    app.open_prompt(PromptKind::Filter);
}

fn sort(app: &mut App) {
    app.by_time = !app.by_time;
    app.list_entries();
    app.message = Some(Message::Sorted { by_time: app.by_time });
}

fn set_measure(app: &mut App, by: isize) -> Option<Effect> {
    let shown = app.viewport.options().width - app.viewport.options().hang;
    let widest = usize::from(app.panes.size().0);
    // What is wider than the pane has no effect: begin from what is seen.
    let from = app.settings.measure.min(shown.max(page::NARROWEST));
    app.settings.measure = from.saturating_add_signed(by).clamp(page::NARROWEST, widest.max(page::NARROWEST));
    app.message = Some(Message::Width(app.settings.measure));
    Some(Effect::Remember("measure", app.settings.measure.to_string()))
}

fn next_theme(app: &mut App) -> Option<Effect> {
    app.settings.themes.rotate_left(1);
    let theme = app.settings.themes.first()?.clone();
    app.message = Some(Message::Theme(theme.clone()));
    Some(Effect::Remember("theme", theme))
}

/// Esc closes the nearest thing: the raw text, the pane, the hits.
fn cancel(app: &mut App) {
    if !app.filter.is_empty() {
        app.filter.clear();
        app.list_entries();
    } else if app.panes.focus != Pane::Text {
        app.panes.leave();
    } else if app.raw.is_some() {
        app.raw = None;
    } else {
        app.drop_search();
    }
}

/// On a narrow screen `q` in a list goes back to the text first.
fn quit(app: &mut App) -> Option<Effect> {
    if app.panes.focus != Pane::Text && app.panes.arrangement() == super::panes::Arrangement::Narrow {
        app.panes.leave();
        return None;
    }
    Some(Effect::Quit)
}
