//! `bookmarks`: what was marked in all documents, listed, given away, taken in and checked.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::args::{Bookmarks, ExportFormat, Filter, Looks};
use super::setup::{self, Setup};
use super::{Failure, beginning};
use crate::document::Document;
use crate::document::bookmark::Bookmark;
use crate::document::identity::DocumentId;
use crate::document::operation::{Operation, Sighting};
use crate::exchange::{self, Collection, Excerpt};
use crate::output::{self, Message, Unwritten, message};
use crate::reading::ReadOptions;
use crate::search::fold::fold;
use crate::storage::library::{self, Kinship};
use crate::storage::{Damage, Folders, MarksStore, absorb, config};

/// Does what was asked for.
pub fn bookmarks(command: &Bookmarks, looks: &Looks) -> Result<(), Failure> {
    if !setup::permissions(looks).store {
        return Err(Failure::usage(message!("bookmarks are not at hand with --secure; start wenda without it")));
    }
    let folders = setup::folders(looks).map_err(|error| Failure::unreadable(Message::of(error)))?;
    let set = setup::setup(looks, Some(&folders));
    library::fault(&folders).map_or(Ok(()), |fault| Err(Failure::unreadable(Message::of(fault))))?;
    match command {
        Bookmarks::List { deleted: false, filter } => {
            // to free a hundred thousand marks takes a tenth of a second, and the program ends
            list(&ManuallyDrop::new(collections(&folders, filter)?), &set)
        }
        Bookmarks::List { deleted: true, filter } => list_deleted(&folders, filter),
        Bookmarks::Restore { ids } => restore(&folders, ids),
        Bookmarks::Export { format, byte_order_mark, filter } => {
            export(&collections(&folders, filter)?, *format, *byte_order_mark, &set)
        }
        Bookmarks::Import { file, into } => import(&folders, file, into.as_deref()),
        Bookmarks::Check => check(&folders),
        Bookmarks::Merge { folder } => merge(&folders, folder),
    }
}

/// The marks of all documents that a filter lets through; of one document, with where they stand in it now.
fn collections(folders: &Folders, filter: &Filter) -> Result<Vec<Collection>, Failure> {
    let asked = filter.file.as_deref().map(|path| document(folders, path)).transpose()?;
    let only = asked.as_ref().map(|(_, identity)| *identity);
    let identities =
        library::identities(folders).into_iter().filter(|identity| only.is_none_or(|only| *identity == only));
    let collected = identities.map(|identity| {
        let marks = MarksStore::of(folders, identity).load_with_texts();
        let excerpts = exchange::excerpts(&marks, asked.as_ref().map(|(document, _)| document), fold);
        Collection::of(identity, &marks, excerpts.into_iter().filter(|excerpt| passes(excerpt, filter)).collect())
    });
    Ok(collected.filter(|collection| !collection.excerpts.is_empty()).collect())
}

/// The deleted marks of all documents that a filter lets through.
fn deleted(folders: &Folders, filter: &Filter) -> Result<Vec<Collection>, Failure> {
    let asked = filter.file.as_deref().map(|path| document(folders, path)).transpose()?;
    let only = asked.map(|(_, identity)| identity);
    let identities =
        library::identities(folders).into_iter().filter(|identity| only.is_none_or(|only| *identity == only));
    let collected = identities.map(|identity| {
        let marks = MarksStore::of(folders, identity).load().marks;
        let excerpts = exchange::deleted(&marks);
        Collection::of(identity, &marks, excerpts.into_iter().filter(|excerpt| passes(excerpt, filter)).collect())
    });
    Ok(collected.filter(|collection| !collection.excerpts.is_empty()).collect())
}

/// Prints a line for each deleted mark: its name, when it was deleted, and its words.
fn list_deleted(folders: &Folders, filter: &Filter) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for collection in deleted(folders, filter)? {
        lines.push(collection.name().to_owned());
        for Excerpt { bookmark, reference, .. } in &collection.excerpts {
            let day = bookmark.deleted.as_deref().and_then(|time| time.get(..10)).unwrap_or_default();
            lines.push(format!("  {}\t{day}\t{reference}\t{}", bookmark.id, beginning(&bookmark.anchor.exact)));
        }
    }
    if lines.is_empty() {
        return Err(Failure::partial(message!("nothing was deleted, or not in the last 30 days")));
    }
    print(&lines)
}

/// Brings deleted marks back.
fn restore(folders: &Folders, ids: &[String]) -> Result<(), Failure> {
    let collections = deleted(folders, &Filter::default())?;
    let identity_of = |id: &String| {
        let has = |collection: &&Collection| collection.excerpts.iter().any(|it| it.bookmark.id == *id);
        collections.iter().find(has).and_then(|collection| collection.identity.parse::<DocumentId>().ok())
    };
    let (found, missing): (Vec<&String>, Vec<&String>) = ids.iter().partition(|id| identity_of(id).is_some());
    for id in &found {
        let restored = identity_of(id).map_or(Ok(()), |identity| absorb::restore(folders, identity, id));
        restored.map_err(|error| Failure::partial(Message::of(error)))?;
    }
    match missing.first() {
        None => output::say(&message!("{} restored", found.len())),
        Some(id) => {
            let told = message!(
                "{} restored; no deleted bookmark is called {}; `wenda bookmarks list --deleted` names them",
                found.len(),
                id
            );
            return Err(Failure::partial(told));
        }
    }
    Ok(())
}

/// The transcript at `path`, and the identity that its marks are kept under.
fn document(folders: &Folders, path: &Path) -> Result<(Document, DocumentId), Failure> {
    let mut faults = Vec::new();
    let lexicon = setup::lexicon(Some(folders), &mut faults);
    let strings = setup::setup(&Default::default(), Some(folders)).look.strings;
    setup::tell(&faults, &strings, Some(folders));
    let document = crate::reading::open(path, &ReadOptions::default(), &lexicon)
        .map_err(|error| Failure::unreadable(Message::of(error)))?;
    let absolute = path.canonicalize().unwrap_or_else(|_| path.to_owned()).display().to_string();
    let own = document.identity();
    let seen = library::sighting(&document, own, &absolute);
    let identity = match library::identify(folders, &seen) {
        Kinship::Same(identity) => identity,
        Kinship::Perhaps(_) | Kinship::New => own,
    };
    Ok((document, identity))
}

fn passes(excerpt: &Excerpt, filter: &Filter) -> bool {
    let bookmark = &excerpt.bookmark;
    let says = |text: &String| bookmark.anchor.exact.contains(text) || bookmark.whole_note().contains(text);
    let day = bookmark.created.get(..10).unwrap_or_default();
    filter.tag.as_ref().is_none_or(|tag| bookmark.tags.contains(tag))
        && filter.text.as_ref().is_none_or(says)
        && filter
            .speaker
            .as_ref()
            .is_none_or(|name| bookmark.anchor.speaker.as_ref().is_some_and(|it| it.contains(name)))
        && filter.since.as_deref().is_none_or(|since| day >= since)
        && filter.until.as_deref().is_none_or(|until| day <= until)
}

/// Prints a line for each mark, under the name of its document.
fn list(collections: &[Collection], set: &Setup) -> Result<(), Failure> {
    if collections.is_empty() {
        return Err(Failure::partial(message!("there are no such bookmarks")));
    }
    // A long list is not held whole.
    output::print(|data| {
        for collection in collections {
            data.line(collection.name())?;
            collection.excerpts.iter().try_for_each(|excerpt| data.line(&line(excerpt, set)))?;
        }
        Ok(())
    })
}

fn line(excerpt: &Excerpt, set: &Setup) -> String {
    let bookmark = &excerpt.bookmark;
    let quoted = beginning(&bookmark.anchor.exact);
    let lost = excerpt.is_lost.then(|| format!("[{}]", set.look.strings.words.lost));
    let note = Some(bookmark.whole_note().replace('\n', " ")).filter(|note| !note.is_empty());
    let tags = bookmark.tags.iter().map(|tag| format!("#{tag}"));
    let speaker = bookmark.anchor.speaker.as_deref().map(str::to_owned);
    let parts = lost.into_iter().chain(speaker).chain([quoted]).chain(note.map(|note| format!("— {note}"))).chain(tags);
    format!("  {}\t{}", excerpt.reference, parts.collect::<Vec<_>>().join(" "))
}

fn export(collections: &[Collection], format: ExportFormat, byte_order_mark: bool, set: &Setup) -> Result<(), Failure> {
    let lost = &set.look.strings.words.lost;
    let formless = |error: serde_json::Error| Failure::partial(Message::of(error));
    output::print(|data| {
        Ok(match format {
            ExportFormat::Markdown => data.text(&exchange::markdown(collections, lost)),
            ExportFormat::Org => data.text(&exchange::org(collections, lost)),
            ExportFormat::Csv => data.text(&exchange::csv(collections, byte_order_mark)),
            ExportFormat::Json => data.json(&exchange::json(collections).map_err(formless)?),
            ExportFormat::Annotations => data.json(&exchange::annotations(collections).map_err(formless)?),
        }?)
    })
}

/// Takes in an export, a page of Web Annotations, or the operations that could not be saved and were printed.
fn import(folders: &Folders, file: &Path, into: Option<&Path>) -> Result<(), Failure> {
    let named = |error: &dyn std::fmt::Display| Failure::unreadable(message!("{}: {}", file.display(), error));
    let text = config::read_import(file).map_err(|error| Failure::unreadable(Message::of(error)))?;
    let into = into.map(|path| document(folders, path)).transpose()?.map(|(_, identity)| identity);
    let operations: Vec<Operation> = text.lines().filter_map(|line| Operation::from_json(line).ok()).collect();
    let n_imported = match (into, operations.is_empty()) {
        (Some(identity), false) => {
            absorb::replay(folders, identity, operations).map_err(|error| Failure::partial(Message::of(error)))?
        }
        (None, false) => {
            return Err(Failure::usage(message!("these are changes to one document; name it with --into FILE")));
        }
        (_, true) => {
            let collections = exchange::import(&text).map_err(|error| named(&error))?;
            collections.into_iter().try_fold(0, |n, it| Ok::<_, Failure>(n + bring(folders, it, into)?))?
        }
    };
    output::say(&message!("{} imported", n_imported));
    Ok(())
}

/// Takes in the marks of one document; one that names no identity is the one that was read at its path.
fn bring(folders: &Folders, from: Collection, into: Option<DocumentId>) -> Result<usize, Failure> {
    let read = || document(folders, Path::new(&from.path)).map(|(_, identity)| identity);
    let identity = match into.or(from.identity.parse().ok()) {
        Some(identity) => library::kept_under(folders, identity),
        None => read()?,
    };
    let Collection { title, path, date, excerpts, .. } = from;
    let seen = Sighting { title, path, date, identity: identity.to_string(), ..Sighting::default() };
    let marks = excerpts.into_iter().map(|excerpt| Bookmark::clone(&excerpt.bookmark));
    absorb::bring(folders, identity, seen, marks).map_err(|error| Failure::partial(Message::of(error)))
}

/// Reads everything, and says what can't be read.
fn check(folders: &Folders) -> Result<(), Failure> {
    let mut faults = Vec::new();
    let (mut n_documents, mut n_marks) = (0, 0);
    for identity in library::identities(folders) {
        let loaded = MarksStore::of(folders, identity).load();
        n_documents += 1;
        n_marks += loaded.marks.live().count();
        faults.extend(loaded.damaged.iter().map(|Damage { n_lines, kept }| {
            message!("{} damaged lines; their bytes are kept in {}", n_lines, kept.display())
        }));
        faults.extend(loaded.newer.iter().map(|log| message!("{} was written by a newer wenda", log.display())));
        faults.extend(loaded.unreadable.iter().map(Message::of));
    }
    print(&[format!("{n_marks} bookmarks in {n_documents} documents in {}", folders.data.display())])?;
    if faults.is_empty() { Ok(()) } else { Err(Failure::partial(Message::lines(faults))) }
}

/// Takes in another device's data folder, or a folder that holds one.
fn merge(folders: &Folders, folder: &Path) -> Result<(), Failure> {
    let candidates = [folder.to_owned(), folder.join("data")];
    let is_data = |candidate: &&PathBuf| candidate.join("documents").is_dir();
    let Some(data) = candidates.iter().find(is_data) else {
        return Err(Failure::unreadable(message!(
            "{} has no folder `documents`; name wenda's data folder",
            folder.display()
        )));
    };
    let n_merged = absorb::merge(folders, data).map_err(|error| Failure::partial(Message::of(error)))?;
    output::say(&message!("{} changes merged", n_merged));
    Ok(())
}

/// Prints lines.
fn print(lines: &[String]) -> Result<(), Failure> {
    output::print(|data| lines.iter().try_for_each(|line| data.line(line)).map_err(|error: Unwritten| error.into()))
}
