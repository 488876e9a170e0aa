//! Messages in words.

use super::Look;
use super::lists::n_hits;
use crate::app::message::{Edge, HandoverOutcome, Message};
use crate::app::panes::Pane;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::document::refusal::Refusal;
use crate::document::turn::Reason;
use crate::document::{RepairKind, Warning};
use crate::input::action::Action;
use crate::input::keymap::Keymap;
use crate::strings::{Strings, put};

/// What a message says, with the keys of the live keymap.
pub fn sentence(message: &Message, look: &Look, keymap: &Keymap) -> String {
    let m = &look.strings.messages;
    let key = |action: Action| keymap.keys_for(action).into_iter().next().unwrap_or_default();
    match message {
        Message::Reading => m.reading.clone(),
        Message::Edge(edge) => of_edge(*edge, look),
        Message::NoSuchQuestion { number, last } => {
            put(&m.no_such_question, &[("n", &number.to_string()), ("last", &last.to_string())])
        }
        Message::NoSuchReference(text) => put(&m.no_such_reference, &[("text", text)]),
        Message::NoTimes => m.no_times.clone(),
        Message::UnknownCommand(text) => put(&m.unknown_command, &[("text", text)]),
        Message::NamesNothing(_) | Message::NoSetting(_) => of_typed(message, look),
        Message::Marked { reference } => put(&m.marked, &[("reference", reference)]),
        Message::Saved { reference } => put(&m.saved, &[("reference", reference)]),
        Message::NotSaved { why } => put(&m.not_saved, &[("why", why), ("key", &key(Action::Rescue))]),
        Message::Deleted { reference } => put(&m.deleted, &[("reference", reference), ("key", &key(Action::Undo))]),
        Message::Corrected | Message::Uncorrected { .. } | Message::Refused(_) | Message::LostCorrections(_) => {
            of_correcting(message, look, keymap)
        }
        Message::Tagged { tag } => put(&m.tagged, &[("tag", tag)]),
        Message::Untagged { tag } => put(&m.untagged, &[("tag", tag)]),
        Message::DraftLeft => put(&m.draft_left, &[("key", &key(Action::Note))]),
        Message::DraftTaken => m.draft_taken.clone(),
        Message::Restored { reference } => put(&m.restored, &[("reference", reference)]),
        Message::NothingDeleted => m.nothing_deleted.clone(),
        Message::LostBookmark { quote } => put(&m.lost_bookmark, &[("quote", quote)]),
        Message::NoHits(_) | Message::Hit { .. } | Message::Searching(_) | Message::NoSearch => {
            of_searching(message, look, &key(Action::Search))
        }
        Message::Sent(_) | Message::SentLong(_) | Message::Copied(_) | Message::NotCopied => of_copying(message, look),
        Message::NotPermitted => m.not_permitted.clone(),
        Message::Mouse { ours } => of_mouse(*ours, look, &key(Action::Mouse)),
        Message::NothingChosen => m.nothing_chosen.clone(),
        Message::NothingToRescue => m.nothing_to_rescue.clone(),
        Message::NoShell => put(&m.no_shell, &[("key", &key(Action::Quit))]),
        Message::Rescued { .. } | Message::NotRescued { .. } | Message::StoreFault { .. } => of_store(message, look),
        Message::HandedOver(told) => of_handover(told, look),
        Message::Moves { .. } | Message::NothingSelected => of_selecting(message, look, &key(Action::Select)),
        Message::NoFile(_) | Message::NotOpened { .. } | Message::OnlyInText => of_opening(message, look),
        Message::HanIgnored => m.han_ignored.clone(),
        Message::Unbound { key, near } => of_unbound(key, near.as_ref(), look),
        Message::Faults { .. } | Message::NoFaults => of_faults(message, look, &key(Action::Faults)),
        Message::Warning(warning) => of_warning(warning, &look.strings),
        Message::Guess(reason) => of_reason(*reason, &look.strings),
        Message::Width(_)
        | Message::Widest(_)
        | Message::Narrowest(_)
        | Message::NothingBeside
        | Message::NothingToFold => of_width(message, look),
        Message::Theme(name) => put(&m.theme, &[("name", name)]),
        Message::SameDocument => m.same_document.clone(),
        Message::Reloaded => m.reloaded.clone(),
        Message::Closed(pane) => of_closed(*pane, look, key),
        Message::Sorted { by_time } => if *by_time { &m.sorted_by_time } else { &m.sorted_by_place }.clone(),
        Message::Repairs(_) | Message::Repair { .. } | Message::NoFurtherRepair { .. } => {
            of_repairs(message, look, &key(Action::NextRepair))
        }
    }
}

/// Who has the mouse, and which key gives it back.
fn of_mouse(ours: bool, look: &Look, key: &str) -> String {
    let m = &look.strings.messages;
    if ours { m.mouse_ours.clone() } else { put(&m.mouse_given, &[("key", key)]) }
}

/// Which end of a selection moves, or that there is no selection.
fn of_selecting(message: &Message, look: &Look, key: &str) -> String {
    let m = &look.strings.messages;
    match message {
        Message::Moves { end: true } => m.moves_end.clone(),
        Message::Moves { end: false } => m.moves_start.clone(),
        _ => put(&m.nothing_selected, &[("key", key)]),
    }
}

/// The action whose key a sentence names, or that goes on from what it tells: a click on the sentence does it.
pub fn leads_to(message: &Message) -> Option<Action> {
    match message {
        Message::Hit { .. } => Some(Action::NextHit),
        Message::Repairs(n) if *n > 0 => Some(Action::NextRepair),
        Message::Repair { .. } => Some(Action::NextRepair),
        Message::Faults { .. } => Some(Action::Faults),
        Message::Closed(Pane::Outline) => Some(Action::Outline),
        Message::Closed(Pane::List | Pane::Text) => Some(Action::Bookmarks),
        Message::Deleted { .. } => Some(Action::Undo),
        Message::DraftLeft => Some(Action::Note),
        Message::NotSaved { .. } => Some(Action::Rescue),
        Message::NothingSelected => Some(Action::Select),
        Message::Mouse { ours: false } => Some(Action::Mouse),
        Message::Unbound { near, .. } => near.as_ref().map(|(_, action)| *action),
        _ => None,
    }
}

/// What is wrong in the settings files, the first of it, and which key shows the rest.
fn of_faults(message: &Message, look: &Look, key: &str) -> String {
    match message {
        Message::Faults { n, first } => {
            put(&look.strings.messages.faults, &[("n", &n.to_string()), ("key", key), ("fault", first)])
        }
        _ => look.strings.faults.none.clone(),
    }
}

/// Why a word that was typed does nothing.
fn of_typed(message: &Message, look: &Look) -> String {
    let m = &look.strings.messages;
    match message {
        Message::NamesNothing(text) => put(&m.names_nothing, &[("text", text)]),
        Message::NoSetting(text) => put(&m.no_setting, &[("text", text)]),
        _ => String::new(),
    }
}

/// That a document is not where it was, never was in a file, or can't be opened.
fn of_opening(message: &Message, look: &Look) -> String {
    let m = &look.strings.messages;
    match message {
        Message::NoFile(path) if path.is_empty() => m.no_path.clone(),
        Message::NoFile(path) => put(&m.no_file, &[("path", path)]),
        Message::NotOpened { why } => put(&m.not_opened, &[("why", why)]),
        _ => m.only_in_text.clone(),
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

/// How wide the text is, and that it can't be otherwise.
fn of_width(message: &Message, look: &Look) -> String {
    let m = &look.strings.messages;
    let said = |template: &str, cells: &usize| put(template, &[("n", &cells.to_string())]);
    match message {
        Message::Widest(cells) => said(&m.widest, cells),
        Message::Narrowest(cells) => said(&m.narrowest, cells),
        Message::Width(cells) => said(&m.width, cells),
        Message::NothingToFold => m.nothing_to_fold.clone(),
        _ => m.nothing_beside.clone(),
    }
}

/// What a search has come to; `key` begins one.
fn of_searching(message: &Message, look: &Look, key: &str) -> String {
    let m = &look.strings.messages;
    match message {
        Message::NoHits(text) => put(&m.no_hits, &[("text", text)]),
        Message::Searching(n) => put(&m.searching, &[("n", &n.to_string())]),
        Message::Hit { number, all, wrapped } => {
            let template = if *wrapped { &m.wrapped } else { &m.hit };
            put(template, &[("n", &number.to_string()), ("all", &n_hits(*all))])
        }
        _ => put(&m.no_search, &[("key", key)]),
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

/// What became of a correction.
fn of_correcting(message: &Message, look: &Look, keymap: &Keymap) -> String {
    let m = &look.strings.messages;
    let key = |action: Action| keymap.keys_for(action).into_iter().next().unwrap_or_default();
    match message {
        Message::Corrected => put(&m.corrected, &[("key", &key(Action::Undo))]),
        Message::Uncorrected { verdict, reference } => {
            put(&m.uncorrected, &[("what", &look.verdict(verdict)), ("reference", reference)]).trim_end().to_owned()
        }
        Message::Refused(refusal) => of_refusal(*refusal, look, &key(Action::PreviousTurn)),
        Message::LostCorrections(n) => {
            put(&m.lost_corrections, &[("n", &n.to_string()), ("key", &key(Action::Corrections))])
        }
        _ => String::new(),
    }
}

/// Why a correction would change nothing; `back` is the key to where the turn begins.
fn of_refusal(refusal: Refusal, look: &Look, back: &str) -> String {
    let m = &look.strings.messages;
    match refusal {
        Refusal::Blank => m.blank.clone(),
        Refusal::BeginsAlready => m.begins_already.clone(),
        Refusal::InsideTurn => put(&m.inside_turn, &[("key", back)]),
        Refusal::Nobodys => m.no_turn_here.clone(),
        Refusal::IsTitle => m.is_title.clone(),
        Refusal::IsHeading => m.is_heading_already.clone(),
        Refusal::NoHeading => m.is_no_heading_already.clone(),
        Refusal::NamedSo => m.named_so.clone(),
    }
}

/// What is wrong with the store, and what was done about it.
fn of_store(message: &Message, look: &Look) -> String {
    let m = &look.strings.messages;
    match message {
        Message::Rescued { n, path } => put(&m.rescued, &[("n", &n.to_string()), ("path", path)]),
        Message::NotRescued { why } => put(&m.not_rescued, &[("why", why)]),
        Message::StoreFault { why } => put(&m.store_fault, &[("why", why)]),
        _ => String::new(),
    }
}

/// What came of something that was to be written to a file, or edited.
fn of_handover(told: &HandoverOutcome, look: &Look) -> String {
    let m = &look.strings.messages;
    match told {
        HandoverOutcome::Exported { n, path } => put(&m.exported, &[("n", &n.to_string()), ("path", path)]),
        HandoverOutcome::TextWritten(path) => put(&m.text_written, &[("path", path)]),
        HandoverOutcome::FileThere { word, path } => put(&m.file_there, &[("word", word), ("path", path)]),
        HandoverOutcome::FileIsSource => m.file_is_source.clone(),
        HandoverOutcome::NoFolder(path) => put(&m.no_folder, &[("path", path)]),
        HandoverOutcome::NoForm { ending, known } => put(&m.no_form, &[("ending", ending), ("known", known)]),
        HandoverOutcome::NotWritten { why } => put(&m.not_written, &[("why", why)]),
        HandoverOutcome::NothingToExport => m.nothing_to_export.clone(),
        HandoverOutcome::NoEditor => m.no_editor.clone(),
        HandoverOutcome::NothingToEdit => m.nothing_to_edit.clone(),
        HandoverOutcome::NotEdited { editor, why } => put(&m.not_edited, &[("editor", editor), ("why", why)]),
        HandoverOutcome::EditorFailed { editor, code } => {
            put(&m.editor_failed, &[("editor", editor), ("code", &code.to_string())])
        }
    }
}

/// What became of a copied text.
fn of_copying(message: &Message, look: &Look) -> String {
    let m = &look.strings.messages;
    let (template, copied) = match message {
        Message::SentLong(copied) => (&m.sent_long, copied),
        Message::Copied(copied) => (&m.copied, copied),
        Message::Sent(copied) => (&m.sent, copied),
        Message::NotCopied => return m.not_copied.clone(),
        _ => return String::new(),
    };
    let told = put(template, &[("n", &copied.n_characters.to_string())]);
    match copied.n_left_out {
        0 => told,
        // what is unusual stands first: a narrow status line cuts the end
        n => put(&m.controls_left_out, &[("n", &n.to_string()), ("told", &told)]),
    }
}

/// What a warning of the reading says.
pub fn of_warning(warning: &Warning, strings: &Strings) -> String {
    let m = &strings.messages;
    match warning {
        Warning::ReplacedBytes(n) => put(&m.replaced_bytes, &[("n", &n.to_string())]),
        Warning::TwoEncodings(encoding) => put(&m.two_encodings, &[("encoding", encoding)]),
        Warning::Empty => m.empty.clone(),
        Warning::SkippedPart(LeftOut { part: Part::Hidden(n), why: Why::Hidden }) => {
            put(&m.hidden_parts, &[("n", &n.to_string())])
        }
        Warning::SkippedPart(left_out) => put(&m.skipped_part, &[("part", &of_left_out(left_out, strings))]),
        Warning::Undivided => m.undivided.clone(),
        Warning::OtherFormat => m.other_format.clone(),
        Warning::Data(kind) => put(&m.data, &[("kind", kind)]),
        Warning::Unescaped => m.unescaped.clone(),
    }
}

/// What there is to say of the repairs, which the key `next` goes through.
fn of_repairs(message: &Message, look: &Look, next: &str) -> String {
    let m = &look.strings.messages;
    match message {
        Message::Repairs(0) => m.no_repairs.clone(),
        Message::Repairs(n_repairs) => put(&m.repairs, &[("n", &n_repairs.to_string()), ("key", next)]),
        Message::Repair { number, all, kind } => {
            let what = of_repair(*kind, look);
            put(&m.repair, &[("n", &number.to_string()), ("all", &all.to_string()), ("what", what)])
        }
        Message::NoFurtherRepair { forward: true } => m.last_repair.clone(),
        _ => m.first_repair.clone(),
    }
}

/// What a repair did.
fn of_repair(kind: RepairKind, look: &Look) -> &str {
    let m = &look.strings.messages;
    match kind {
        RepairKind::Joined => &m.joined,
        RepairKind::Unwrapped => &m.unwrapped,
        RepairKind::LiftedOut => &m.lifted_out,
        RepairKind::Mended => &m.mended,
        RepairKind::Closed => &m.closed,
        RepairKind::Parted => &m.parted,
    }
}

/// What was left out, and why.
fn of_left_out(left_out: &LeftOut, strings: &Strings) -> String {
    let words = &strings.left_out;
    let why = match left_out.why {
        // a book that can't be opened is there, and its parts are neither missing nor damaged one by one
        Why::Damaged if left_out.part == Part::Book => &words.broken,
        Why::Damaged => &words.damaged,
        Why::Slow => &words.slow,
        Why::Outside => &words.outside,
        Why::Hidden => &words.hidden,
        Why::Spent(Resource::Bytes) => &words.bytes,
        Why::Spent(Resource::Elements) => &words.elements,
        Why::Spent(Resource::Nesting) => &words.nesting,
        Why::Spent(Resource::Attributes) => &words.attributes,
        Why::Spent(Resource::Lines | Resource::Breaks) => &words.lines,
        Why::Spent(Resource::Entries) => &words.entries,
    };
    let part = match &left_out.part {
        Part::Book => words.book.clone(),
        Part::Named(name) => name.clone(),
        Part::TagsOf(name) => put(&words.tags_of, &[("part", name)]),
        Part::Tags => words.tags.clone(),
        Part::Marks => words.marks.clone(),
        Part::FrontMatter => words.front_matter.clone(),
        Part::Rest => words.rest.clone(),
        Part::Chapters => words.chapters.clone(),
        Part::PageNumber(number) => put(&words.page_number, &[("n", &number.to_string())]),
        Part::PagesFrom(number) => put(&words.pages_from, &[("n", &number.to_string())]),
        Part::Hidden(n) => put(&words.hidden_parts, &[("n", &n.to_string())]),
        Part::More(n) => return put(&words.more, &[("n", &n.to_string())]),
    };
    put(&words.because, &[("part", &part), ("why", why)])
}

/// Why something is a guess.
pub fn of_reason(reason: Reason, strings: &Strings) -> String {
    let reasons = &strings.reasons;
    match reason {
        Reason::QuestionMark => reasons.question_mark.clone(),
        Reason::Alternation => reasons.alternation.clone(),
        Reason::RareLabel => reasons.rare_label.clone(),
        Reason::LooksLikeHeading => reasons.looks_like_heading.clone(),
        Reason::Unstated => reasons.unstated.clone(),
        Reason::Contradiction => reasons.contradiction.clone(),
    }
}
