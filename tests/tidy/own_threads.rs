//! The rule of the threads: in `terminal` only what runs on a thread of its own asks the disk. The loop never waits for one,
//! so that it takes keys and signals whatever a disk does.

use std::path::Path;

use super::check_lines;

/// What asks the disk, each with the files of `src/terminal` whose threads do.
const DISKS: &[(&str, &[&str])] = &[
    ("Fingerprint::of(", &["src/terminal/watch.rs"]),
    // read once before anything is shown, and saved by a thread
    ("remembered::load(", &["src/terminal/widths.rs"]),
    ("remembered::save(", &["src/terminal/widths.rs", "src/terminal/keeper.rs"]),
    ("places::save(", &["src/terminal/keeper.rs"]),
    ("rescue::write", &["src/terminal/keeper.rs"]),
    (".append(", &["src/terminal/keeper.rs"]),
    ("places::load(", &[]),
    ("places::recent(", &[]),
    ("opening::open(", &[]),
    ("opening::marks_of(", &[]),
    ("opening::decide(", &[]),
    ("Device::of(", &[]),
    ("MarksStore::of(", &[]),
    (".is_file()", &[]),
    ("fs::read", &[]),
];

#[test]
fn the_loop_waits_for_no_disk() {
    check_lines(&["src/terminal"], |source, line| {
        let stray = |(what, files): &&(&str, &[&str])| {
            line.contains(what) && !files.iter().any(|file| source.path == Path::new(file))
        };
        let (what, files) = DISKS.iter().find(stray)?;
        Some(format!("`{what}`: only in {files:?}; send an errand (`terminal::errands`)"))
    });
    for path in DISKS.iter().flat_map(|(_, files)| *files) {
        assert!(Path::new(path).is_file(), "{path} is gone from DISKS");
    }
}
