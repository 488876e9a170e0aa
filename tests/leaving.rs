//! Ways out at bad moments: a terminal that takes nothing, is closed while a frame is drawn, changes its size around one,
//! and signals at any moment of the start. Nothing that is being written is lost, and the terminal is given back.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod emulator;
#[path = "leaving/while_reading.rs"]
mod while_reading;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use emulator::wire::Wire;
use rustix::process::Signal;
use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::identity::DocumentId;
use wenda::document::operation::Change;
use wenda::storage::{Device, Folders, MarksStore, Stamper};
use wenda::terminal::event::Input;
use wenda::terminal::keeper::{Keeper, Unsaved};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const SIZE: (u16, u16) = (100, 30);
/// What is being written when the program has to end.
const WRITTEN: &str = "HALFWRITTEN";

/// Opens the lighthouse and begins to write a note on its first question.
fn writing(home: &Path) -> Wire {
    let mut wire = Wire::start(&["--lang", "en", LIGHTHOUSE], home, SIZE);
    wire.wait_for("灯还是那盏灯");
    wire.settle();
    wire.send(b"]a");
    wire.settle();
    // together, so that it is drawn together
    wire.send(format!("\x1b[200~{WRITTEN}\x1b[201~").as_bytes());
    wire.wait_for(WRITTEN);
    wire.settle();
    wire
}

/// All that is kept of bookmarks below `home`.
fn kept(home: &Path) -> String {
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
    }
    let logs = files(home).into_iter().filter(|path| path.extension().is_some_and(|it| it == "jsonl"));
    logs.map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[track_caller]
fn check_kept(home: &Path, how: &str) {
    assert_eq!(kept(home).matches(WRITTEN).count(), 1, "{how}: the note is kept once");
}

/// Ends the program by a signal, or by closing its terminal, and checks its code.
#[track_caller]
fn end_by(wire: &mut Wire, end: Option<Signal>) {
    match end {
        Some(signal) => wire.signal(signal),
        None => wire.close(),
    }
    assert_eq!(wire.wait_for_end_unread(), end.map_or(129, |signal| 128 + signal.as_raw()), "{end:?}");
}

/// Has the program draw until its terminal, which nobody reads, takes no more.
fn block(wire: &Wire) {
    for n in 0..300 {
        wire.resize((SIZE.0 - n % 2, SIZE.1));
        // a pseudo-terminal holds some 70 kB: thirty frames, of which those that come together are drawn once
        std::thread::sleep(Duration::from_millis(4));
    }
}

#[test]
fn a_terminal_that_takes_nothing_keeps_no_program_from_ending() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let home = TempDir::new().unwrap();
        let mut wire = writing(home.path());
        block(&wire);
        wire.signal(signal);
        assert_eq!(wire.wait_for_end_unread(), code);
        check_kept(home.path(), &format!("{signal:?}"));
        wire.settle();
        wire.check_given_back();
    }
}

#[test]
fn what_is_typed_while_the_terminal_takes_nothing_is_kept() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let home = TempDir::new().unwrap();
        let mut wire = writing(home.path());
        block(&wire);
        wire.send_and_have_it_read(b"ANDBLIND");
        wire.signal(signal);
        assert_eq!(wire.wait_for_end_unread(), code);
        let kept = kept(home.path());
        assert_eq!(kept.matches(&format!("{WRITTEN}ANDBLIND")).count(), 1, "{signal:?}: {kept}");
    }
}

#[test]
fn a_terminal_that_is_closed_while_it_takes_nothing_costs_no_note() {
    let home = TempDir::new().unwrap();
    let mut wire = writing(home.path());
    block(&wire);
    wire.close();
    assert_eq!(wire.wait_for_end_unread(), 129);
    check_kept(home.path(), "closed");
}

#[test]
fn a_terminal_that_takes_nothing_for_a_while_changes_nothing() {
    let home = TempDir::new().unwrap();
    let mut wire = writing(home.path());
    block(&wire);
    wire.settle();
    wire.send(b"\x1b");
    wire.settle();
    wire.send(b"q");
    assert_eq!(wire.wait_for_end(), 0);
    check_kept(home.path(), "read again");
    wire.check_given_back();
}

#[test]
fn a_terminal_that_is_closed_while_a_frame_is_drawn_costs_no_note() {
    for moment in 0..20 {
        let home = TempDir::new().unwrap();
        let mut wire = writing(home.path());
        // each key is a frame: one of them is being drawn when the terminal goes
        for _ in 0..moment {
            wire.send(b"xy");
            wire.read(Duration::from_micros(moment * 90));
        }
        wire.send(b"z");
        std::thread::sleep(Duration::from_micros(moment * 190));
        wire.close();
        assert_eq!(wire.wait_for_end_unread(), 129, "closed after {moment}");
        check_kept(home.path(), &format!("closed after {moment}"));
    }
}

#[test]
fn a_change_of_size_around_a_frame_leaves_nothing_that_does_not_fit() {
    let prompt = format!("/{}", "王".repeat(45));
    for (typed, key, back) in [(prompt.as_str(), "王", "\u{7f}"), ("", "]", "["), ("]a记", "录", "\u{7f}")] {
        let home = TempDir::new().unwrap();
        let mut wire = Wire::start(&["--lang", "zh", LIGHTHOUSE], home.path(), SIZE);
        wire.wait_for("灯还是那盏灯");
        wire.settle();
        wire.send(typed.as_bytes());
        wire.settle();
        for width in (59..99).step_by(2) {
            for size in [(width, SIZE.1), SIZE] {
                // the key comes in before the change of size, which is there before the frame
                wire.send(if size == SIZE { back } else { key }.as_bytes());
                std::thread::sleep(Duration::from_micros(u64::from(width - 58) * 12));
                wire.resize(size);
                wire.settle();
                assert_eq!(wire.ended(), None, "{typed:.6} at {width}: {}", String::from_utf8_lossy(&wire.written));
            }
        }
        for width in (60..98).step_by(3) {
            wire.stop();
            wire.resize((width, SIZE.1));
            wire.signal(Signal::CONT);
            wire.settle();
            // going on draws at once, whether the change of size has come in by then or not
            for (n, size) in [SIZE, (width, SIZE.1)].into_iter().cycle().take(8).enumerate() {
                wire.resize(size);
                wire.signal(Signal::CONT);
                wire.read(Duration::from_millis(n as u64 * 2));
            }
            wire.settle();
            assert_eq!(wire.ended(), None, "{typed:.6}, stopped, at {width}");
        }
    }
}

#[test]
fn a_signal_at_any_moment_of_the_start_leaves_the_terminal_as_it_was() {
    // as long as a start takes here, so that the moments lie within it
    let home = TempDir::new().unwrap();
    let begin = Instant::now();
    let mut wire = Wire::start(&["--lang", "en", LIGHTHOUSE], home.path(), SIZE);
    wire.wait_for("灯还是那盏灯");
    let whole = begin.elapsed();
    for (index, signal) in [Signal::TERM, Signal::HUP, Signal::INT].into_iter().cycle().take(36).enumerate() {
        let mut wire = Wire::start(&["--lang", "en", LIGHTHOUSE], home.path(), SIZE);
        let moment = whole * (index as u32) / 30;
        let begin = Instant::now();
        while begin.elapsed() < moment {
            wire.read(Duration::from_micros(300));
        }
        wire.signal(signal);
        let code = wire.wait_for_end();
        assert_eq!(code, 128 + signal.as_raw(), "{signal:?} after {moment:?}");
        wire.check_given_back();
    }
}

#[test]
fn a_signal_while_the_doctor_asks_leaves_the_terminal_as_it_was() {
    let home = TempDir::new().unwrap();
    for signal in [Signal::TERM, Signal::HUP, Signal::INT, Signal::QUIT] {
        let mut wire = Wire::start(&["--lang", "en", "doctor"], home.path(), SIZE);
        let deadline = Instant::now() + Duration::from_secs(30);
        // not answered: `read` would do that, so nothing is read before the end
        while !wire.is_asked() {
            assert!(Instant::now() < deadline, "the doctor asks nothing");
            std::thread::sleep(Duration::from_millis(2));
        }
        wire.signal(signal);
        assert_eq!(wire.wait_for_end_unread(), 128 + signal.as_raw());
        wire.settle();
        wire.check_given_back();
    }
}

fn mark(text: &str) -> Change {
    Marks::add(Anchor { exact: text.to_owned(), ..Anchor::default() })
}

/// What is given back as unsaved by who waits for `patience` while somebody else has the log: a mark was made before that,
/// another after, and a third is being written.
fn unsaved_while_locked(patience: Duration) -> Vec<Unsaved> {
    let home = TempDir::new().unwrap();
    let folders = Folders::under(home.path());
    let (store, device) = (MarksStore::of(&folders, DocumentId::of("甲")), Device::of(&folders));
    let (inputs, told) = channel();
    let journal = store.journal(&device, &store.load());
    let mut keeper = Keeper::start(journal, Stamper::new(device), folders, inputs);
    keeper.record(mark("first"));
    assert!(matches!(told.recv().unwrap(), Input::Saved(_)));
    let files = fs::read_dir(store.folder()).unwrap().map(|entry| entry.unwrap().path());
    let log = files.into_iter().find(|path| path.extension().is_some_and(|it| it == "jsonl")).unwrap();
    let held = fs::File::open(log).unwrap();
    held.lock().unwrap();
    keeper.record(mark("second"));
    keeper.draft(Some(mark("third")));
    keeper.finish(patience)
}

#[test]
fn a_disk_that_does_not_answer_is_not_waited_for_and_costs_no_note() {
    let unsaved = unsaved_while_locked(Duration::from_millis(20));
    assert!(unsaved.iter().all(|unsaved| unsaved.journal.is_none()));
    let operations = unsaved.iter().flat_map(|unsaved| &unsaved.operations);
    let marks: Marks = operations.cloned().collect();
    let texts: Vec<&str> = marks.live().map(|mark| mark.anchor.exact.as_str()).collect();
    assert_eq!(texts, ["second", "third"]);
}

#[test]
fn what_is_saved_in_time_is_not_given_back() {
    assert!(unsaved_while_locked(Duration::from_secs(60)).is_empty());
}
