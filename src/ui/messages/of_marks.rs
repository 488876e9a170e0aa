//! What is said of what readers make: bookmarks, corrections, copies, files written; and of the store that keeps it.

use crate::app::message::{AboutCopy, AboutCorrection, AboutMark, AboutStore, HandoverOutcome};
use crate::document::refusal::Refusal;
use crate::input::action::Action;
use crate::strings::put;
use crate::ui::Look;

/// What became of bookmarks, their notes and tags; `key` gives the key of an action.
pub(super) fn of_mark(about: &AboutMark, look: &Look, key: impl Fn(Action) -> String) -> String {
    let m = &look.strings.messages;
    match about {
        AboutMark::Marked { reference } => put(&m.marked, &[("reference", reference)]),
        AboutMark::Saved { reference } => put(&m.saved, &[("reference", reference)]),
        AboutMark::NotSaved { why } => put(&m.not_saved, &[("why", why), ("key", &key(Action::Rescue))]),
        AboutMark::Deleted { reference } => put(&m.deleted, &[("reference", reference), ("key", &key(Action::Undo))]),
        AboutMark::Restored { reference } => put(&m.restored, &[("reference", reference)]),
        AboutMark::NothingDeleted => m.nothing_deleted.clone(),
        AboutMark::Tagged { tag } => put(&m.tagged, &[("tag", tag)]),
        AboutMark::Untagged { tag } => put(&m.untagged, &[("tag", tag)]),
        AboutMark::DraftLeft => put(&m.draft_left, &[("key", &key(Action::Note))]),
        AboutMark::DraftTaken => m.draft_taken.clone(),
        AboutMark::LostBookmark { quote } => put(&m.lost_bookmark, &[("quote", quote)]),
    }
}

/// The action that goes on from what is said of a bookmark.
pub(super) fn leads_to(about: &AboutMark) -> Option<Action> {
    match about {
        AboutMark::Deleted { .. } => Some(Action::Undo),
        AboutMark::DraftLeft => Some(Action::Note),
        AboutMark::NotSaved { .. } => Some(Action::Rescue),
        AboutMark::Marked { .. }
        | AboutMark::Saved { .. }
        | AboutMark::Restored { .. }
        | AboutMark::NothingDeleted
        | AboutMark::Tagged { .. }
        | AboutMark::Untagged { .. }
        | AboutMark::DraftTaken
        | AboutMark::LostBookmark { .. } => None,
    }
}

/// What became of a correction; `key` gives the key of an action.
pub(super) fn of_correction(about: &AboutCorrection, look: &Look, key: impl Fn(Action) -> String) -> String {
    let m = &look.strings.messages;
    match about {
        AboutCorrection::Corrected => put(&m.corrected, &[("key", &key(Action::Undo))]),
        AboutCorrection::Uncorrected { verdict, reference } => {
            put(&m.uncorrected, &[("what", &look.verdict(verdict)), ("reference", reference)]).trim_end().to_owned()
        }
        AboutCorrection::Refused(refusal) => of_refusal(*refusal, look, &key(Action::PreviousTurn)),
        AboutCorrection::LostCorrections(n) => {
            put(&m.lost_corrections, &[("n", &n.to_string()), ("key", &key(Action::Corrections))])
        }
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
pub(super) fn of_store(about: &AboutStore, look: &Look) -> String {
    let m = &look.strings.messages;
    match about {
        AboutStore::Rescued { n, path } => put(&m.rescued, &[("n", &n.to_string()), ("path", path)]),
        AboutStore::NotRescued { why } => put(&m.not_rescued, &[("why", why)]),
        AboutStore::NothingToRescue => m.nothing_to_rescue.clone(),
        AboutStore::StoreFault { why } => put(&m.store_fault, &[("why", why)]),
    }
}

/// What came of something that was to be written to a file, or edited.
pub(super) fn of_handover(told: &HandoverOutcome, look: &Look) -> String {
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
pub(super) fn of_copy(about: &AboutCopy, look: &Look) -> String {
    let m = &look.strings.messages;
    let (template, copied) = match about {
        AboutCopy::SentLong(copied) => (&m.sent_long, copied),
        AboutCopy::Copied(copied) => (&m.copied, copied),
        AboutCopy::Sent(copied) => (&m.sent, copied),
        AboutCopy::NotCopied => return m.not_copied.clone(),
    };
    let told = put(template, &[("n", &copied.n_characters.to_string())]);
    match copied.n_left_out {
        0 => told,
        // what is unusual stands first: a narrow status line cuts the end
        n => put(&m.controls_left_out, &[("n", &n.to_string()), ("told", &told)]),
    }
}
