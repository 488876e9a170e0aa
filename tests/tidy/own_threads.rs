//! The rule of the threads: in `terminal` only what runs on a thread of its own asks the disk or goes through a whole
//! document. The loop waits for neither, so that it takes keys and signals whatever a disk does.

use std::path::Path;

use super::check_lines;

/// What asks the disk or takes long, each with the files of `src/terminal` whose threads do.
const SLOW: &[(&str, &[&str])] = &[
    ("Fingerprint::of(", &["src/terminal/watch.rs"]),
    // read once before anything is shown, and saved by a thread
    ("remembered::load(", &["src/terminal/widths.rs"]),
    ("remembered::save(", &["src/terminal/widths.rs", "src/terminal/keeper.rs"]),
    ("places::save(", &["src/terminal/keeper.rs"]),
    ("rescue::write", &["src/terminal/keeper.rs"]),
    (".append(", &["src/terminal/keeper.rs"]),
    ("places::load(", &["src/terminal/beginning.rs"]),
    // all of `source` is work for threads, or is done before there is a screen
    ("places::recent(", &["src/terminal/source.rs"]),
    ("opening::open(", &["src/terminal/source.rs", "src/terminal/beginning.rs"]),
    ("opening::marks_of(", &["src/terminal/source.rs"]),
    ("opening::decide(", &["src/terminal/source.rs"]),
    ("Device::of(", &[]),
    ("MarksStore::of(", &["src/terminal/source.rs"]),
    (".is_file()", &["src/terminal/source.rs"]),
    ("reading::load(", &["src/terminal/source.rs", "src/terminal/survey.rs"]),
    ("fs::read", &[]),
    // these take as long as the document is long
    ("App::new(", &["src/terminal/source.rs", "src/terminal/beginning.rs"]),
    ("Shelf::new(", &[]),
    ("load_reader(", &[]),
];

#[test]
fn the_loop_waits_for_no_disk_and_no_whole_document() {
    check_lines(&["src/terminal"], |source, line| {
        let stray = |(what, files): &&(&str, &[&str])| {
            line.contains(what) && !files.iter().any(|file| source.path == Path::new(file))
        };
        let (what, files) = SLOW.iter().find(stray)?;
        Some(format!("`{what}`: only in {files:?}; send an errand (`terminal::errands`)"))
    });
    for path in SLOW.iter().flat_map(|(_, files)| *files) {
        assert!(Path::new(path).is_file(), "{path} is gone from SLOW");
    }
}
