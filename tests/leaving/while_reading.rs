//! Ways out while something is read: a long document, what has become of the file, what is kept of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::process::Signal;
use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::place::Place;
use wenda::reading::{self, Lexicon, ReadOptions};
use wenda::storage::{Device, Folders, MarksStore, Stamper, log};

use super::emulator::wire::Wire;
use super::{LIGHTHOUSE, SIZE, WRITTEN, check_kept, end_by, kept};

/// The files in a folder that hold what could not be saved.
fn rescued(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|it| it == "jsonl")).collect()
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
        wire.send_and_have_it_read(format!("]a{WRITTEN}").as_bytes());
        end_by(&mut wire, end);
        check_kept(home.path(), &format!("{end:?}, while the rest was read"));
        let rescued = rescued(home.path());
        assert_eq!(rescued.len(), 1, "the document was being read");
        fs::remove_file(&rescued[0]).unwrap();
    }
}

#[test]
fn a_stop_while_a_long_document_is_read_gives_the_terminal_back_and_takes_it_again() {
    let home = TempDir::new().unwrap();
    fs::write(home.path().join("long.txt"), "记者：灯什么时候亮？\n老陈：天黑就亮。\n".repeat(300_000)).unwrap();
    let mut wire = Wire::start_in(home.path(), &["--lang", "en", "long.txt"], home.path(), SIZE);
    wire.wait_for("Still reading");
    wire.suspend("\x1b[?1049l");
    wire.wait_until_more("\x1b[?1049h");
    wire.send_and_have_it_read(format!("]a{WRITTEN}").as_bytes());
    end_by(&mut wire, Some(Signal::TERM));
    wire.settle();
    wire.check_given_back();
    check_kept(home.path(), "after a stop");
    assert_eq!(rescued(home.path()).len(), 1, "the document was being read");
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
fn a_note_is_written_elsewhere_where_a_signal_comes_and_its_log_is_locked() {
    for signal in [Signal::TERM, Signal::HUP] {
        let home = TempDir::new().unwrap();
        let text = fs::canonicalize(LIGHTHOUSE).unwrap();
        write_marks(home.path(), 1);
        let mut wire = Wire::start_in(home.path(), &["--lang", "en", text.to_str().unwrap()], home.path(), SIZE);
        wire.wait_for("灯还是那盏灯");
        wire.settle();
        wire.send(b"m");
        wire.settle();
        let logs = fs::read_dir(home.path().join("data/documents")).unwrap();
        let logs = logs.flat_map(|folder| fs::read_dir(folder.unwrap().path()).unwrap()).map(|log| log.unwrap().path());
        let held: Vec<_> =
            logs.filter(|log| log.extension().is_some_and(|it| it == "jsonl")).map(fs::File::open).collect();
        held.iter().for_each(|log| log.as_ref().unwrap().lock().unwrap());
        wire.send(format!("]a{WRITTEN}").as_bytes());
        wire.wait_for_typed(WRITTEN);
        end_by(&mut wire, Some(signal));
        check_kept(home.path(), &format!("{signal:?}, and the log is locked"));
    }
}

/// A note is begun on a mark of a file that becomes `text` meanwhile, and ended; gives the logs that hold it then.
fn note_while_it_becomes(text: &str, shown: &str) -> Vec<String> {
    const MORE: &str = " queued";
    let home = TempDir::new().unwrap();
    let talk = home.path().join("talk.md");
    fs::copy(LIGHTHOUSE, &talk).unwrap();
    let mut wire = Wire::start_in(home.path(), &["--lang", "en", "talk.md"], home.path(), SIZE);
    wire.wait_for("灯还是那盏灯");
    wire.send(b"]a");
    wire.settle();
    wire.send(WRITTEN.as_bytes());
    wire.wait_for_typed(WRITTEN);
    fs::write(&talk, text).unwrap();
    // the change is seen within a second
    for _ in 0..20 {
        wire.read(Duration::from_millis(100));
    }
    wire.send(MORE.as_bytes());
    wire.settle();
    wire.send(b"\x1b");
    wire.settle();
    wire.send(b"G");
    wire.wait_for(shown);
    end_by(&mut wire, Some(Signal::TERM));
    let logs = fs::read_dir(home.path().join("data/documents")).unwrap().map(|entry| kept(&entry.unwrap().path()));
    logs.inspect(|log| assert!(log.is_empty() || log.contains(&format!("{WRITTEN}{MORE}\"")), "{log}")).collect()
}

#[test]
fn a_note_on_a_text_that_becomes_another_is_kept_with_the_text_it_is_about() {
    let logs = note_while_it_becomes(&fs::read_to_string("tests/fixtures/kiln.md").unwrap(), "도공");
    assert!(logs.len() == 1 && logs[0].contains("灯还是那盏灯"), "{logs:?}");
}

#[test]
fn the_first_note_on_a_text_that_grows_is_kept_with_what_it_becomes() {
    let grown = fs::read_to_string(LIGHTHOUSE).unwrap() + "\n**林晚舟：** 潮水退了，还有一句话。\n";
    let logs = note_while_it_becomes(&grown, "还有一句话");
    assert!(logs.len() == 1 && logs[0].contains("\"alias\""), "one document to the store: {logs:?}");
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
        wire.send_and_have_it_read(format!("]a{WRITTEN}").as_bytes());
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
