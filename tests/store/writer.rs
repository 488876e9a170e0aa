//! The program that saves: it does what a script says and prints what became of each step.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use wenda::document::anchor::Anchor;
use wenda::document::bookmark::{Bookmark, Marks};
use wenda::document::identity::DocumentId;
use wenda::document::operation::{Change, Sighting};
use wenda::storage::absorb::bring;
use wenda::storage::compaction::compact;
use wenda::storage::{Device, Folders, MarksStore, Stamper};

/// The document that everything is about.
pub fn identity() -> DocumentId {
    DocumentId::of("双方贸易额达到创纪录的水平。")
}

/// Does the steps of `script` (`add`, `edit`, `tag`, `delete`, `undelete`, `import`, `compact`, `text`, with `*` for ever),
/// and prints `saved` with the operation's id, or `failed`, for each, with the milliseconds that it took; the first with
/// those that opening the store took.
pub fn write(home: &str, script: &str) -> ExitCode {
    let mut clock = Instant::now();
    let mut report = |what: &str, is_saved: bool| {
        report(what, is_saved, clock.elapsed());
        clock = Instant::now();
    };
    let folders = Folders::under(Path::new(home));
    let store = MarksStore::of(&folders, identity());
    let device = Device::of(&folders);
    let mut loaded = store.load();
    let mut stamper = Stamper::behind(device.clone(), &loaded.marks);
    let journal = store.journal(&device, &loaded);
    let (steps, is_endless) = script.strip_suffix('*').map_or((script, false), |steps| (steps, true));
    loop {
        for step in steps.split(',') {
            match step {
                "text" => report("text", store.keep_text("留着的一段话。").is_ok()),
                "compact" => report("compact", compact(&store, &device, "2000").is_ok()),
                "import" => import(&folders, &mut report),
                _ => {
                    let operation = stamper.stamp(change(step, &loaded.marks));
                    let saved = journal.append(&operation);
                    report(&operation.id, saved.is_ok());
                    if saved.is_ok() {
                        loaded.marks.apply(operation);
                    }
                }
            }
        }
        if !is_endless {
            return ExitCode::SUCCESS;
        }
    }
}

/// Takes in three marks, and reports them.
fn import(folders: &Folders, report: &mut impl FnMut(&str, bool)) {
    let ids = ["import-1", "import-2", "import-3"];
    let marks = ids.map(|id| Bookmark { id: id.to_owned(), ..Bookmark::default() });
    let is_saved = bring(folders, identity(), Sighting::default(), marks).is_ok();
    ids.into_iter().for_each(|id| report(id, is_saved));
}

/// What a step does to the newest mark.
fn change(step: &str, marks: &Marks) -> Change {
    let newest = marks.live().last().or(marks.last_deleted()).map(|mark| mark.id.clone()).unwrap_or_default();
    match step {
        "edit" => marks.set_note(&newest, "改过的笔记"),
        "tag" => marks.toggle_tag(&newest, "贸易"),
        "delete" => marks.delete(&newest),
        "undelete" => Marks::undelete(&newest),
        _ => Marks::add(Anchor { exact: "双方贸易额达到创纪录的水平。".repeat(4), ..Anchor::default() }),
    }
}

/// One line, written at once, so that a killed program has printed it whole or not at all.
fn report(what: &str, is_saved: bool, took: Duration) {
    let line = format!("{} {what} {}\n", if is_saved { "saved" } else { "failed" }, took.as_millis());
    // The fault may have hit this call, and not one of the store's; it hits once. The reader may be gone, too: then nobody
    // waits for the answer.
    let _ = (0..2).any(|_| std::io::stdout().write_all(line.as_bytes()).is_ok());
}
