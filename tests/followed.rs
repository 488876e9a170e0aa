//! The guide and the README are followed sentence by sentence, by the real program in a terminal: for each sentence that names
//! a key or a command there are rows that say what to press and what must be seen then. Each row is followed in Chinese and in
//! English.
//!
//! `tests/followed/guide.txt` and `tests/followed/readme.txt` hold the rows; the first of them says how they are written.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;
#[path = "followed/rows.rs"]
mod rows;
#[path = "followed/sentences.rs"]
mod sentences;
#[path = "followed/steps.rs"]
mod steps;

use std::fs;
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::thread;

use rows::Row;

/// The rows of a file, followed in both languages; each begins with `begin`, unless it says otherwise.
fn follow(name: &str, begin: &str) {
    let rows = rows::read(&fs::read_to_string(format!("tests/followed/{name}.txt")).unwrap());
    let left: Mutex<Vec<(&Row, usize)>> = Mutex::new(rows.iter().flat_map(|row| [(row, 0), (row, 1)]).collect());
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                loop {
                    let Some((row, language)) = left.lock().unwrap().pop() else { return };
                    if let Err(why) = catch_unwind(|| steps::follow(row, begin, language)) {
                        let why = why.downcast_ref::<String>().cloned().unwrap_or_default();
                        failed.lock().unwrap().push(format!(
                            "{:?} in {}: {why}",
                            row.sentence,
                            steps::LANGUAGES[language]
                        ));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "\n{}", failed.join("\n\n"));
}

#[test]
fn each_sentence_of_the_guide_has_its_row() {
    let guide = sentences::of_markdown(&fs::read_to_string("assets/guide.md").unwrap());
    sentences::check(&guide, &rows::read(&fs::read_to_string("tests/followed/guide.txt").unwrap()), &[]);
}

#[test]
fn each_sentence_of_the_readme_has_its_row() {
    let readme = sentences::of_markdown(&fs::read_to_string("README.md").unwrap());
    let rows = rows::read(&fs::read_to_string("tests/followed/readme.txt").unwrap());
    sentences::check(&readme, &rows, &sentences::checked_elsewhere());
}

#[test]
fn what_the_guide_says_is_so() {
    follow("guide", "wenda");
}

#[test]
fn what_the_readme_says_is_so() {
    follow("readme", "wenda talk.md");
}
