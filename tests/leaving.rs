//! Ways out at bad moments: a terminal that takes nothing, is closed while a frame is drawn, changes its size around one,
//! and signals at any moment of the start. Nothing that is being written is lost, and the terminal is given back.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod emulator;

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
use wenda::document::place::Place;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::storage::{Device, Folders, MarksStore, Stamper, log};
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
        wire.send(b"ANDBLIND");
        std::thread::sleep(Duration::from_millis(100));
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
fn what_was_typed_while_a_long_document_is_read_is_not_lost() {
    let home = TempDir::new().unwrap();
    let long = home.path().join("long.txt");
    fs::write(&long, "记者：灯什么时候亮？\n老陈：天黑就亮。雾大的时候，白天也亮。\n".repeat(150_000)).unwrap();
    for end in [Some(Signal::TERM), Some(Signal::HUP), None] {
        let _ = fs::remove_dir_all(home.path().join("data"));
        let mut wire = Wire::start_in(home.path(), &["--lang", "en", "long.txt"], home.path(), SIZE);
        wire.wait_for("老陈");
        wire.send(format!("]a{WRITTEN}").as_bytes());
        std::thread::sleep(Duration::from_millis(20));
        end_by(&mut wire, end);
        check_kept(home.path(), &format!("{end:?}, while the rest was read"));
        let files = fs::read_dir(home.path()).unwrap().map(|entry| entry.unwrap().path());
        let rescued: Vec<_> = files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect();
        assert_eq!(rescued.len(), 1, "the document was being read");
        fs::remove_file(&rescued[0]).unwrap();
    }
}

#[test]
fn what_is_typed_while_a_long_document_is_read_anew_is_not_lost() {
    /// What was changed is seen within a second, and takes others to be read.
    const LONG_ENOUGH: Duration = Duration::from_secs(9);
    let home = TempDir::new().unwrap();
    let long = home.path().join("long.txt");
    let text = "记者：灯什么时候亮？\n老陈：天黑就亮。雾大的时候，白天也亮。\n".repeat(400_000) + "老陈：潮水退了。\n";
    fs::write(&long, &text).unwrap();
    let mut wire = Wire::start_in(home.path(), &["--lang", "en", "long.txt"], home.path(), SIZE);
    wire.wait_for("老陈");
    // its end can be gone to when the whole is there
    wire.send(b"G");
    wire.wait_for("潮水退了");
    wire.send(b"[a");
    wire.settle();
    fs::write(&long, text + "记者：铃呢？\n老陈：铃声在雾里响。\n").unwrap();
    let begin = Instant::now();
    let (mut typed, mut n_unseen) = (String::new(), 0);
    // the worst moment is one in which letters are not drawn any more
    while n_unseen < 4 && begin.elapsed() < LONG_ENOUGH {
        let letter = char::from(b'a' + (typed.len() % 26) as u8);
        typed.push(letter);
        wire.send(&[letter as u8]);
        std::thread::sleep(Duration::from_millis(80));
        n_unseen = if wire.read(Duration::ZERO) { 0 } else { n_unseen + 1 };
    }
    end_by(&mut wire, Some(Signal::TERM));
    let note = format!("\"note\":\"{typed}\"");
    assert!(kept(home.path()).contains(&note), "{:?}: {typed}", begin.elapsed());
}

#[test]
fn a_note_on_a_text_that_becomes_another_is_kept_with_the_text_it_is_about() {
    let home = TempDir::new().unwrap();
    let talk = home.path().join("talk.md");
    fs::copy(LIGHTHOUSE, &talk).unwrap();
    let mut wire = Wire::start_in(home.path(), &["--lang", "en", "talk.md"], home.path(), SIZE);
    wire.wait_for("灯还是那盏灯");
    wire.send(b"]m");
    wire.settle();
    wire.send(b"a");
    wire.settle();
    wire.send(WRITTEN.as_bytes());
    wire.wait_for(WRITTEN);
    fs::copy("tests/fixtures/kiln.md", &talk).unwrap();
    wire.wait_for("도공");
    end_by(&mut wire, Some(Signal::TERM));
    let logs = fs::read_dir(home.path().join("data/documents")).unwrap().map(|entry| kept(&entry.unwrap().path()));
    let logs: Vec<String> = logs.filter(|log| log.contains(WRITTEN)).collect();
    assert!(logs.len() == 1 && logs[0].contains("\"add\""), "beside the mark that it is on: {logs:?}");
}

/// Writes a log of so many marks of the lighthouse, made on another device.
fn write_marks(home: &Path, n_marks: usize) {
    let document = reading::open(Path::new(LIGHTHOUSE), &ReadOptions::default(), &Lexicon::default_words()).unwrap();
    let store = MarksStore::of(&Folders::under(home), document.identity());
    let mut stamper = Stamper::new(Device::numbered(7));
    let anchor = Anchor::at(&document, Place::start_of(document.turns[0].blocks.start));
    let mut record = || log::sealed(&stamper.stamp(Marks::add(anchor.clone())).to_json().unwrap()) + "\n";
    fs::create_dir_all(store.folder()).unwrap();
    fs::write(store.folder().join("marks.000000000007.jsonl"), (0..n_marks).map(|_| record()).collect::<String>())
        .unwrap();
}

#[test]
fn what_was_typed_while_a_large_store_is_opened_is_not_lost() {
    for end in [Some(Signal::TERM), None] {
        let home = TempDir::new().unwrap();
        let text = fs::canonicalize(LIGHTHOUSE).unwrap();
        write_marks(home.path(), 120_000);
        let arguments = ["--lang", "en", text.to_str().unwrap()];
        let mut wire = Wire::start_in(home.path(), &arguments, home.path(), SIZE);
        wire.wait_for("灯还是那盏灯");
        wire.wait_for("Still reading");
        wire.send(format!("]a{WRITTEN}").as_bytes());
        std::thread::sleep(Duration::from_millis(20));
        end_by(&mut wire, end);
        check_kept(home.path(), &format!("{end:?}, while the store was opened"));
    }
}

#[test]
fn who_leaves_while_a_long_document_is_read_waits_for_what_was_marked() {
    let home = TempDir::new().unwrap();
    let long = home.path().join("long.txt");
    fs::write(&long, "记者：灯什么时候亮？\n老陈：天黑就亮。雾大的时候，白天也亮。\n".repeat(50_000)).unwrap();
    let mut wire = Wire::start_in(home.path(), &["--lang", "en", "long.txt"], home.path(), SIZE);
    wire.wait_for("老陈");
    wire.send(b"mq");
    assert_eq!(wire.wait_for_end(), 0);
    assert_eq!(kept(&home.path().join("data")).matches("\"add\"").count(), 1);
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
