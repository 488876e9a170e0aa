//! Messages in words.

mod of_marks;
mod of_text;

pub use of_text::{of_reason, of_warning};

use super::Look;
use super::lists::n_hits;
use crate::app::message::{
    AboutFaults, AboutLayout, AboutOpening, AboutRepairs, AboutSearch, AboutSelection, AboutTyped, Edge, Message,
};
use crate::app::page::NARROWEST;
use crate::app::panes::Pane;
use crate::input::action::Action;
use crate::input::keymap::Keymap;
use crate::strings::put;

/// What a message says, with the keys of the live keymap.
pub fn sentence(message: &Message, look: &Look, keymap: &Keymap) -> String {
    let m = &look.strings.messages;
    let key = |action: Action| keymap.keys_for(action).into_iter().next().unwrap_or_default();
    match message {
        Message::Reading => m.reading.clone(),
        Message::Edge(edge) => of_edge(*edge, look),
        Message::Typed(about) => of_typed(about, look),
        Message::Mark(about) => of_marks::of_mark(about, look, key),
        Message::Correction(about) => of_marks::of_correction(about, look, key),
        Message::Search(about) => of_search(about, look, &key(Action::Search)),
        Message::Selection(about) => of_selection(*about, look, &key(Action::Select)),
        Message::Copy(about) => of_marks::of_copy(about, look),
        Message::Opening(about) => of_opening(about, look),
        Message::Store(about) => of_marks::of_store(about, look),
        Message::HandedOver(told) => of_marks::of_handover(told, look),
        Message::Faults(about) => of_faults(about, look, &key(Action::Faults)),
        Message::Layout(about) => of_layout(*about, look),
        Message::Repairs(about) => of_repairs(*about, look, &key(Action::NextRepair)),
        Message::Mouse { ours: true } => m.mouse_ours.clone(),
        Message::Mouse { ours: false } => put(&m.mouse_given, &[("key", &key(Action::Mouse))]),
        Message::NotPermitted => m.not_permitted.clone(),
        Message::NothingChosen => m.nothing_chosen.clone(),
        Message::HanIgnored => m.han_ignored.clone(),
        Message::Unbound { key, near } => of_unbound(key, near.as_ref(), look),
        Message::NoShell => put(&m.no_shell, &[("key", &key(Action::Quit))]),
        Message::Warning(warning) => of_warning(warning, &look.strings),
        Message::Guess(reason) => of_reason(*reason, &look.strings),
        Message::Theme(name) => put(&m.theme, &[("name", name)]),
        Message::Reloaded => m.reloaded.clone(),
        Message::SameDocument => m.same_document.clone(),
        Message::Closed(pane) => of_closed(*pane, look, key),
        Message::Sorted { by_time } => if *by_time { &m.sorted_by_time } else { &m.sorted_by_place }.clone(),
    }
}

/// The action whose key a sentence names, or that goes on from what it tells: a click on the sentence does it.
pub fn leads_to(message: &Message) -> Option<Action> {
    match message {
        Message::Search(about) => matches!(about, AboutSearch::Hit { .. }).then_some(Action::NextHit),
        Message::Repairs(AboutRepairs::Repairs(n)) => (*n > 0).then_some(Action::NextRepair),
        Message::Repairs(AboutRepairs::Repair { .. }) => Some(Action::NextRepair),
        Message::Faults(AboutFaults::Faults { .. }) => Some(Action::Faults),
        Message::Closed(Pane::Outline) => Some(Action::Outline),
        Message::Closed(Pane::List | Pane::Text) => Some(Action::Bookmarks),
        Message::Mark(about) => of_marks::leads_to(about),
        Message::Selection(AboutSelection::NothingSelected) => Some(Action::Select),
        Message::Mouse { ours } => (!ours).then_some(Action::Mouse),
        Message::Unbound { near, .. } => near.as_ref().map(|(_, action)| *action),
        Message::Reading
        | Message::Edge(_)
        | Message::Typed(_)
        | Message::Correction(_)
        | Message::Selection(AboutSelection::Moves { .. })
        | Message::Copy(_)
        | Message::Opening(_)
        | Message::Store(_)
        | Message::HandedOver(_)
        | Message::Faults(AboutFaults::NoFaults)
        | Message::Layout(_)
        | Message::Repairs(AboutRepairs::NoFurtherRepair { .. })
        | Message::NotPermitted
        | Message::NothingChosen
        | Message::HanIgnored
        | Message::NoShell
        | Message::Warning(_)
        | Message::Guess(_)
        | Message::Theme(_)
        | Message::Reloaded
        | Message::SameDocument
        | Message::Sorted { .. } => None,
    }
}

/// Which end of a selection moves, or that there is no selection.
fn of_selection(about: AboutSelection, look: &Look, key: &str) -> String {
    let m = &look.strings.messages;
    match about {
        AboutSelection::Moves { end: true } => m.moves_end.clone(),
        AboutSelection::Moves { end: false } => m.moves_start.clone(),
        AboutSelection::NothingSelected => put(&m.nothing_selected, &[("key", key)]),
    }
}

/// What is wrong in the settings files, the first of it, and which key shows the rest.
fn of_faults(about: &AboutFaults, look: &Look, key: &str) -> String {
    match about {
        AboutFaults::Faults { n, first } => {
            put(&look.strings.messages.faults, &[("n", &n.to_string()), ("key", key), ("fault", first)])
        }
        AboutFaults::NoFaults => look.strings.faults.none.clone(),
    }
}

/// Why what was typed leads nowhere.
fn of_typed(about: &AboutTyped, look: &Look) -> String {
    let m = &look.strings.messages;
    match about {
        AboutTyped::NoSuchQuestion { number, last } => {
            put(&m.no_such_question, &[("n", &number.to_string()), ("last", &last.to_string())])
        }
        AboutTyped::NoSuchReference(text) => put(&m.no_such_reference, &[("text", text)]),
        AboutTyped::NoTimes => m.no_times.clone(),
        AboutTyped::UnknownCommand(text) => put(&m.unknown_command, &[("text", text)]),
        AboutTyped::NamesNothing(text) => put(&m.names_nothing, &[("text", text)]),
        AboutTyped::NoSetting(text) => {
            let names: Vec<&str> = look.themes.iter().map(|(name, _)| name.as_str()).collect();
            let least = NARROWEST.to_string();
            let text = format!("set {text}");
            put(&m.no_setting, &[("text", text.trim()), ("least", &least), ("themes", &names.join(" "))])
        }
    }
}

/// That a document is not where it was, never was in a file, or can't be opened.
fn of_opening(about: &AboutOpening, look: &Look) -> String {
    let m = &look.strings.messages;
    match about {
        AboutOpening::NoFile(path) if path.is_empty() => m.no_path.clone(),
        AboutOpening::NoFile(path) => put(&m.no_file, &[("path", path)]),
        AboutOpening::NotOpened { why } => put(&m.not_opened, &[("why", why)]),
        AboutOpening::OnlyInText => m.only_in_text.clone(),
    }
}

/// That a pane was closed, and which key shows it again.
fn of_closed(pane: Pane, look: &Look, key: impl Fn(Action) -> String) -> String {
    let m = &look.strings.messages;
    match pane {
        Pane::Outline => put(&m.outline_closed, &[("key", &key(Action::Outline))]),
        Pane::Text | Pane::List => put(&m.list_closed, &[("key", &key(Action::Bookmarks))]),
    }
}

/// That keys mean nothing, and the nearest that mean something with what that is.
fn of_unbound(key: &str, near: Option<&(String, Action)>, look: &Look) -> String {
    let m = &look.strings.messages;
    let Some((near, action)) = near else { return put(&m.unbound, &[("key", key)]) };
    let what = look.strings.actions.get(action.name()).cloned().unwrap_or_default();
    put(&m.unbound_near, &[("key", key), ("near", near), ("what", &what)])
}

/// How wide the text is and that it can't be otherwise; that nothing folds, or lies to a side.
fn of_layout(about: AboutLayout, look: &Look) -> String {
    let m = &look.strings.messages;
    let said = |template: &str, cells: usize| put(template, &[("n", &cells.to_string())]);
    match about {
        AboutLayout::Width(cells) => said(&m.width, cells),
        AboutLayout::Widest(cells) => said(&m.widest, cells),
        AboutLayout::Narrowest(cells) => said(&m.narrowest, cells),
        AboutLayout::NothingToFold => m.nothing_to_fold.clone(),
        AboutLayout::NothingBeside => m.nothing_beside.clone(),
    }
}

/// What a search has come to; `key` begins one.
fn of_search(about: &AboutSearch, look: &Look, key: &str) -> String {
    let m = &look.strings.messages;
    match about {
        AboutSearch::NoHits(text) => put(&m.no_hits, &[("text", text)]),
        AboutSearch::Faulty(text) => put(&m.faulty_expression, &[("text", text)]),
        AboutSearch::Searching(n) => put(&m.searching, &[("n", &n.to_string())]),
        AboutSearch::Hit { number, all, wrapped } => {
            let template = if *wrapped { &m.wrapped } else { &m.hit };
            put(template, &[("n", &number.to_string()), ("all", &n_hits(*all))])
        }
        AboutSearch::NoSearch => put(&m.no_search, &[("key", key)]),
    }
}

/// That there is nothing more to go to.
fn of_edge(edge: Edge, look: &Look) -> String {
    let m = &look.strings.messages;
    let sentence = match edge {
        Edge::Start => &m.start,
        Edge::End => &m.end,
        Edge::FirstQuestion => &m.first_question,
        Edge::LastQuestion => &m.last_question,
        Edge::NoQuestions => &m.no_questions,
        Edge::FirstTurn => &m.first_turn,
        Edge::LastTurn => &m.last_turn,
        Edge::FirstSection => &m.first_section,
        Edge::LastSection => &m.last_section,
        Edge::FirstBookmark => &m.first_bookmark,
        Edge::LastBookmark => &m.last_bookmark,
        Edge::NoBookmarks => &m.no_bookmarks,
        Edge::NoWayBack => &m.no_way_back,
        Edge::NoWayForward => &m.no_way_forward,
        Edge::FirstDocument => &m.first_document,
        Edge::LastDocument => &m.last_document,
        Edge::NoDocuments => &m.no_documents,
    };
    sentence.clone()
}

/// What there is to say of the repairs, which the key `next` goes through.
fn of_repairs(about: AboutRepairs, look: &Look, next: &str) -> String {
    let m = &look.strings.messages;
    match about {
        AboutRepairs::Repairs(0) => m.no_repairs.clone(),
        AboutRepairs::Repairs(n_repairs) => put(&m.repairs, &[("n", &n_repairs.to_string()), ("key", next)]),
        AboutRepairs::Repair { number, all, kind } => {
            let what = of_text::of_repair(kind, look);
            put(&m.repair, &[("n", &number.to_string()), ("all", &all.to_string()), ("what", what)])
        }
        AboutRepairs::NoFurtherRepair { forward: true } => m.last_repair.clone(),
        AboutRepairs::NoFurtherRepair { forward: false } => m.first_repair.clone(),
    }
}
