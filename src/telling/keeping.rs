//! What is wrong with the files that are kept for a person.

use std::io;

use super::of_system;
use crate::storage::StoreError;
use crate::strings::{StoreWords, Strings, put};

/// What is wrong: the fault, what to do and the file, in this order: on a narrow status line the path is what can be
/// missed.
pub fn of_store(error: &StoreError, strings: &Strings) -> String {
    let words = &strings.store;
    match error {
        StoreError::NoHome => words.no_home.clone(),
        StoreError::Closed => words.closed.clone(),
        StoreError::Read { path, source } => {
            let why = of_system(source, strings);
            put(remedy_of_reading(source, words), &[("why", &why), ("path", &path.display().to_string())])
        }
        StoreError::Write { path, source } => {
            let (why, remedy) = (of_system(source, strings), remedy(source, words));
            put(&words.write, &[("why", &why), ("remedy", remedy), ("path", &path.display().to_string())])
        }
        StoreError::NoFile(path) => put(&words.no_file, &[("path", &path.display().to_string())]),
        StoreError::Link(path) => put(&words.link, &[("path", &path.display().to_string())]),
        StoreError::TooLong { path, longest } => {
            let most = longest.div_ceil(1_000_000).to_string();
            put(&words.too_long, &[("most", &most), ("path", &path.display().to_string())])
        }
        StoreError::Locked(path) => put(&words.locked, &[("path", &path.display().to_string())]),
        StoreError::Silent => words.silent.clone(),
        StoreError::Newer(path) => put(&words.newer, &[("path", &path.display().to_string())]),
        StoreError::Damaged { n_lines, kept } => {
            put(&words.damaged, &[("n", &n_lines.to_string()), ("path", &kept.display().to_string())])
        }
        StoreError::TooLarge(n_bytes) => put(&words.too_large, &[("n", &n_bytes.to_string())]),
        StoreError::Form(why) => put(&words.formless, &[("why", &why.to_string())]),
    }
}

/// What a person can do about a failure to read.
fn remedy_of_reading<'w>(error: &io::Error, words: &'w StoreWords) -> &'w str {
    match error.kind() {
        io::ErrorKind::NotFound => &words.read_missing,
        io::ErrorKind::InvalidData => &words.read_no_text,
        io::ErrorKind::PermissionDenied => &words.read_forbidden,
        io::ErrorKind::NotADirectory => &words.read_no_folder,
        _ => &words.read,
    }
}

/// What a person can do about a failure to write.
fn remedy<'w>(error: &io::Error, words: &'w StoreWords) -> &'w str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => &words.make_room,
        io::ErrorKind::PermissionDenied => &words.check_rights,
        io::ErrorKind::ReadOnlyFilesystem => &words.elsewhere,
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => &words.move_away,
        _ => &words.check_disk,
    }
}
