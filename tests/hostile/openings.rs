//! Things that are no files to read: each is told from the others in a sentence.

use std::io::{Read, repeat};
use std::path::Path;

use wenda::reading::{Lexicon, OpenError, ReadOptions, load_reader, open};
use wenda::strings::{Language, Strings};
use wenda::telling::of_opening;

/// Why something cannot be read, in English.
fn told(error: &OpenError) -> String {
    of_opening(error, &Strings::of(Language::English))
}

/// Opens `path` and checks the sentence that says why it cannot be read.
fn check(path: &Path, expected: &str) {
    let error = open(path, &ReadOptions::default(), &Lexicon::default_words()).err().map(|error| told(&error));
    assert!(error.as_ref().is_some_and(|error| error.contains(expected)), "{path:?}: {error:?}");
}

#[test]
fn what_is_no_file_is_told() {
    let folder = tempfile::tempdir().unwrap();
    check(folder.path(), "this is a folder");
    check(&folder.path().join("nowhere.txt"), "there is no such file");
    let empty = folder.path().join("empty.txt");
    std::fs::write(&empty, "").unwrap();
    check(&empty, "the file is empty");
    std::fs::write(folder.path().join("zeros.txt"), [0; 50_000]).unwrap();
    check(&folder.path().join("zeros.txt"), "this is binary data");
}

#[cfg(unix)]
#[test]
fn what_never_ends_or_leads_nowhere_is_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    check(Path::new("/dev/zero"), "this is no regular file");
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    check(&pipe, "this is no regular file");
    std::os::unix::fs::symlink(folder.path().join("gone"), folder.path().join("link")).unwrap();
    check(&folder.path().join("link"), "there is no such file");
    std::os::unix::fs::symlink(folder.path().join("loop"), folder.path().join("loop")).unwrap();
    check(&folder.path().join("loop"), "reading failed");
}

#[test]
fn a_stream_without_end_is_read_up_to_the_bound() {
    let stream = repeat(b'a').take(1 << 40);
    let error = load_reader(stream, Path::new("-")).err();
    assert!(error.is_some_and(|error| told(&error).contains("too large (64 MB)")));
}
