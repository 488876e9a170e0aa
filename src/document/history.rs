//! Histories: what the operations on one mark come to, in the order of their stamps.

use std::collections::BTreeSet;

use super::bookmark::Bookmark;
use super::operation::{Addition, Change, Edit, Operation};

/// What operations are sorted by, the same on every device.
pub(super) fn order(operation: &Operation) -> (&str, &str, &str) {
    (&operation.stamp.0, &operation.device, &operation.id)
}

/// Whether an operation changes what was added to a mark.
pub(super) fn is_edit(operation: &Operation) -> bool {
    matches!(operation.change, Change::Set(_))
}

/// What the operations on a mark, in order, come to; nothing without an addition.
pub(super) fn fold(id: &str, history: &[Operation]) -> Option<Bookmark> {
    let (first, addition) = history
        .iter()
        .find_map(|operation| if let Change::Add(it) = &operation.change { Some((operation, it)) } else { None })?;
    let created = addition.created.clone().unwrap_or_else(|| first.time().to_owned());
    let modified = addition.modified.clone().unwrap_or_else(|| first.time().to_owned());
    let mut bookmark = Bookmark {
        id: id.to_owned(),
        anchor: addition.anchor.clone(),
        tags: addition.tags.clone(),
        extra: addition.extra.clone(),
        created,
        modified,
        ..Bookmark::default()
    };
    for operation in history {
        let Change::Set(edit) = &operation.change else { continue };
        bookmark.tags.extend(edit.add_tags.iter().cloned());
        for tag in &edit.remove_tags {
            bookmark.tags.remove(tag);
        }
        bookmark.extra.extend(edit.extra.clone());
        bookmark.modified = operation.time().to_owned();
    }
    let mut heads = notes(history).into_iter().map(|(_, note)| note.to_owned());
    bookmark.note = heads.next().unwrap_or_default();
    let mut seen = BTreeSet::from([String::new(), bookmark.note.clone()]);
    bookmark.rival_notes = heads.filter(|note| seen.insert(note.clone())).collect();
    let (alive, revived, time) = is_alive(history);
    bookmark.revived = revived || addition.revived && history.iter().all(|operation| !is_end(operation));
    bookmark.deleted = (!alive).then(|| time.to_owned());
    Some(bookmark)
}

/// The notes that no later operation was written in knowledge of, the newest first, by what replaces them: one, unless
/// devices disagree.
pub(super) fn notes(history: &[Operation]) -> Vec<(String, &str)> {
    let mut heads = Vec::new();
    let mut replaced = BTreeSet::new();
    for operation in history {
        match &operation.change {
            Change::Add(Addition { note, rival_notes, .. }) => {
                let rivals = rival_notes.iter().enumerate().rev();
                heads.extend(rivals.map(|(nth, rival)| (format!("{}.{nth}", operation.id), rival.as_str())));
                heads.extend((!note.is_empty()).then(|| (operation.id.clone(), note.as_str())));
            }
            Change::Set(Edit { note: Some(note), base, .. }) => {
                replaced.extend(base);
                heads.push((operation.id.clone(), note));
            }
            Change::Set(Edit { note: None, .. })
            | Change::Delete(_)
            | Change::Undelete(_)
            | Change::Doc(_)
            | Change::Alias(_)
            | Change::Correct(_)
            | Change::Other { .. } => {}
        }
    }
    heads.retain(|(id, _)| !replaced.contains(id));
    heads.reverse();
    heads
}

/// Whether an operation deletes a mark or brings it back.
fn is_end(operation: &Operation) -> bool {
    matches!(operation.change, Change::Delete(_) | Change::Undelete(_))
}

/// Whether a mark is there, whether an edit kept it from a deletion that didn't know of the edit, and when the last of
/// the deletions was.
pub(super) fn is_alive(history: &[Operation]) -> (bool, bool, &str) {
    let (mut alive, mut revived, mut time) = (true, false, "");
    let mut edits: Vec<&str> = Vec::new();
    for operation in history {
        match &operation.change {
            Change::Delete(target) => {
                alive = edits.iter().any(|edit| !target.seen.contains(*edit));
                revived = alive;
                time = operation.time();
            }
            Change::Undelete(_) => (alive, revived) = (true, false),
            Change::Set(_) => {
                revived |= !alive;
                alive = true;
                edits.push(&operation.id);
            }
            Change::Add(_) | Change::Doc(_) | Change::Alias(_) | Change::Correct(_) | Change::Other { .. } => {}
        }
    }
    (alive, revived, time)
}
