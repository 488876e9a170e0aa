//! `bookmarks`: what was marked in all documents, listed, given away, taken in and checked.

use std::fmt::Display;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::args::{Bookmarks, Filter, Looks};
use super::setup::{self, Setup};
use super::{Failure, beginning};
use crate::document::Document;
use crate::document::bookmark::Bookmark;
use crate::document::identity::DocumentId;
use crate::document::operation::{Operation, Sighting};
use crate::exchange::{self, Collection, Excerpt, Form, ImportError};
use crate::output::{self, Message, Unwritten};
use crate::reading::ReadOptions;
use crate::search::fold::fold;
use crate::storage::library::{self, Kinship};
use crate::storage::{Damage, Folders, MarksStore, StoreError, absorb, config};
use crate::strings::{Strings, put};
use crate::telling::{of_import, of_store};

/// Does what was asked for.
pub fn bookmarks(command: &Bookmarks, looks: &Looks) -> Result<(), Failure> {
    if !setup::permissions(looks).store {
        return Err(Failure::usage(Message::put(&setup::words(looks.lang).told.secure, &[])));
    }
    let folders = setup::needed_folders(looks)?;
    let set = setup::setup(looks, Some(&folders));
    let strings = &set.look.strings;
    let unreadable = |fault| Err(Failure::unreadable(Message::of(of_store(&fault, strings))));
    library::fault(&folders).map_or(Ok(()), unreadable)?;
    match command {
        Bookmarks::List { deleted: false, filter } => {
            // to free a hundred thousand marks takes a tenth of a second, and the program ends
            list(&ManuallyDrop::new(collections(&folders, filter, strings)?), &set)
        }
        Bookmarks::List { deleted: true, filter } => list_deleted(&folders, filter, strings),
        Bookmarks::Restore { ids } => restore(&folders, ids, strings),
        Bookmarks::Export { format, byte_order_mark, filter } => {
            export(&collections(&folders, filter, strings)?, format.form(), *byte_order_mark, &set)
        }
        Bookmarks::Import { file, into } => import(&folders, file, into.as_deref(), strings),
        Bookmarks::Check => check(&folders, strings),
        Bookmarks::Merge { folder } => merge(&folders, folder, strings),
    }
}

/// The marks of all documents that a filter lets through; of one document, with where they stand in it now.
fn collections(folders: &Folders, filter: &Filter, strings: &Strings) -> Result<Vec<Collection>, Failure> {
    let asked = filter.file.as_deref().map(|path| document(folders, path, strings)).transpose()?;
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
fn deleted(folders: &Folders, filter: &Filter, strings: &Strings) -> Result<Vec<Collection>, Failure> {
    let asked = filter.file.as_deref().map(|path| document(folders, path, strings)).transpose()?;
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
fn list_deleted(folders: &Folders, filter: &Filter, strings: &Strings) -> Result<(), Failure> {
    let mut lines = Vec::new();
    for collection in deleted(folders, filter, strings)? {
        lines.push(collection.name().to_owned());
        for Excerpt { bookmark, reference, .. } in &collection.excerpts {
            let day = bookmark.deleted.as_deref().and_then(|time| time.get(..10)).unwrap_or_default();
            lines.push(format!("  {}\t{day}\t{reference}\t{}", bookmark.id, beginning(&bookmark.anchor.exact)));
        }
    }
    if lines.is_empty() {
        return Err(Failure::partial(Message::put(&strings.told.no_deleted, &[])));
    }
    print(&lines)
}

/// Brings deleted marks back.
fn restore(folders: &Folders, ids: &[String], strings: &Strings) -> Result<(), Failure> {
    let collections = deleted(folders, &Filter::default(), strings)?;
    let identity_of = |id: &String| {
        let has = |collection: &&Collection| collection.excerpts.iter().any(|it| it.bookmark.id == *id);
        collections.iter().find(has).and_then(|collection| collection.identity.parse::<DocumentId>().ok())
    };
    let (found, missing): (Vec<&String>, Vec<&String>) = ids.iter().partition(|id| identity_of(id).is_some());
    for id in &found {
        let restored = identity_of(id).map_or(Ok(()), |identity| absorb::restore(folders, identity, id));
        restored.map_err(|error| Failure::unkept(&error, strings))?;
    }
    let (n, told) = (found.len(), &strings.told);
    match missing.first() {
        None => output::say(&Message::put(&told.restored, &[("n", &n)])),
        Some(id) => return Err(Failure::partial(Message::put(&told.not_restored, &[("n", &n), ("id", id)]))),
    }
    Ok(())
}

/// The transcript at `path`, and the identity that its marks are kept under.
fn document(folders: &Folders, path: &Path, strings: &Strings) -> Result<(Document, DocumentId), Failure> {
    let mut faults = Vec::new();
    let lexicon = setup::lexicon(Some(folders), &mut faults);
    setup::tell(&faults, strings, Some(folders));
    let document = crate::reading::open(path, &ReadOptions::default(), &lexicon)
        .map_err(|error| Failure::unopened(&error, strings))?;
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
        return Err(Failure::partial(Message::put(&set.look.strings.told.no_bookmarks, &[])));
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

/// Prints marks in a form.
fn export(collections: &[Collection], form: Form, byte_order_mark: bool, set: &Setup) -> Result<(), Failure> {
    let formless = |error: serde_json::Error| Failure::unkept(&error.into(), &set.look.strings);
    let written = form.written(collections, &set.look.strings.words.lost, byte_order_mark).map_err(formless)?;
    output::print(|data| Ok(if form.is_json() { data.json(&written) } else { data.text(&written) }?))
}

/// Takes in an export, a page of Web Annotations, or the operations that could not be saved and were printed.
fn import(folders: &Folders, file: &Path, into: Option<&Path>, strings: &Strings) -> Result<(), Failure> {
    let named = |error: ImportError| {
        let values: [(&str, &dyn Display); 2] = [("why", &of_import(&error, strings)), ("path", &file.display())];
        Failure::unreadable(Message::put(&strings.opening.at, &values))
    };
    let unread = |error: StoreError| Failure::unreadable(Message::of(of_store(&error, strings)));
    let text = config::read_import(file).map_err(unread)?;
    let into = into.map(|path| document(folders, path, strings)).transpose()?.map(|(_, identity)| identity);
    let operations: Vec<Operation> = text.lines().filter_map(|line| Operation::from_json(line).ok()).collect();
    let n_imported = match (into, operations.is_empty()) {
        (Some(identity), false) => {
            absorb::replay(folders, identity, operations).map_err(|error| Failure::unkept(&error, strings))?
        }
        (None, false) => {
            return Err(Failure::usage(Message::put(&strings.told.needs_into, &[])));
        }
        (_, true) => {
            let collections = exchange::import(&text).map_err(named)?;
            collections.into_iter().try_fold(0, |n, it| Ok::<_, Failure>(n + bring(folders, it, into, strings)?))?
        }
    };
    output::say(&Message::put(&strings.told.imported, &[("n", &n_imported)]));
    Ok(())
}

/// Takes in the marks of one document; one that names no identity is the one that was read at its path.
fn bring(folders: &Folders, from: Collection, into: Option<DocumentId>, strings: &Strings) -> Result<usize, Failure> {
    let read = || document(folders, Path::new(&from.path), strings).map(|(_, identity)| identity);
    let identity = match into.or(from.identity.parse().ok()) {
        Some(identity) => library::kept_under(folders, identity),
        None => read()?,
    };
    let Collection { title, path, date, excerpts, .. } = from;
    let seen = Sighting { title, path, date, identity: identity.to_string(), ..Sighting::default() };
    let marks = excerpts.into_iter().map(|excerpt| Bookmark::clone(&excerpt.bookmark));
    absorb::bring(folders, identity, seen, marks).map_err(|error| Failure::unkept(&error, strings))
}

/// Reads everything, and says what can't be read.
fn check(folders: &Folders, strings: &Strings) -> Result<(), Failure> {
    let (mut faults, told) = (Vec::new(), &strings.told);
    let (mut n_documents, mut n_marks) = (0, 0);
    for identity in library::identities(folders) {
        let loaded = MarksStore::of(folders, identity).load();
        n_documents += 1;
        n_marks += loaded.marks.live().count();
        faults.extend(
            loaded.damaged.iter().map(|Damage { n_lines, kept }| {
                Message::put(&told.damaged, &[("n", n_lines), ("path", &kept.display())])
            }),
        );
        faults.extend(loaded.newer.iter().map(|log| Message::put(&told.newer, &[("path", &log.display())])));
        faults.extend(loaded.unreadable.iter().map(|error| Message::of(of_store(error, strings))));
    }
    let (marks, documents, folder) = (n_marks.to_string(), n_documents.to_string(), folders.data.display().to_string());
    print(&[put(&told.kept, &[("marks", &marks), ("documents", &documents), ("folder", &folder)])])?;
    if faults.is_empty() { Ok(()) } else { Err(Failure::partial(Message::lines(faults))) }
}

/// Takes in another device's data folder, or a folder that holds one.
fn merge(folders: &Folders, folder: &Path, strings: &Strings) -> Result<(), Failure> {
    let candidates = [folder.to_owned(), folder.join("data")];
    let is_data = |candidate: &&PathBuf| candidate.join("documents").is_dir();
    let Some(data) = candidates.iter().find(is_data) else {
        let values: [(&str, &dyn Display); 1] = [("path", &folder.display())];
        return Err(Failure::unreadable(Message::put(&strings.told.no_documents, &values)));
    };
    let n_merged = absorb::merge(folders, data).map_err(|error| Failure::unkept(&error, strings))?;
    output::say(&Message::put(&strings.told.merged, &[("n", &n_merged)]));
    Ok(())
}

/// Prints lines.
fn print(lines: &[String]) -> Result<(), Failure> {
    output::print(|data| lines.iter().try_for_each(|line| data.line(line)).map_err(|error: Unwritten| error.into()))
}
