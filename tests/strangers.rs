//! A data folder that came from elsewhere, in an archive or by a syncing service, and may hold anything: no command waits
//! for what is no file, nothing leads out of the folder, and what is damaged is kept in one place.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::identity::{DocumentId, text_hash};
use wenda::storage::{Device, Folders, Stamper, log};

const WENDA: &str = env!("CARGO_BIN_EXE_wenda");
/// Longer than any command takes on the slowest machine; what waits for a pipe waits for ever.
const DEADLINE: Duration = Duration::from_secs(60);
const TALK: &str = "# 桥\n\n记者：桥修好了吗？\n\n镇长：修好了，用了三年。\n";
const DEVICE: &str = "000000000001";

/// A home beside a folder that belongs to somebody else.
struct Desk {
    folder: TempDir,
    talk: PathBuf,
    identity: DocumentId,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let talk = folder.path().join("talk.md");
        fs::write(&talk, TALK).unwrap();
        fs::create_dir(folder.path().join("theirs")).unwrap();
        fs::write(folder.path().join("theirs/precious"), "theirs").unwrap();
        let document =
            wenda::reading::open(&talk, &Default::default(), &wenda::reading::Lexicon::default_words()).unwrap();
        Desk { folder, talk, identity: document.identity() }
    }

    /// Something in the home.
    fn at(&self, path: &str) -> PathBuf {
        let path = self.folder.path().join("home").join(path.replace("ID", &self.identity));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        path
    }

    /// Writes a log of these records, which are sealed.
    fn log(&self, records: &[String]) {
        let text: String = records.iter().map(|record| log::sealed(record) + "\n").collect();
        fs::write(self.at("data/documents/ID/marks.000000000001.jsonl"), text).unwrap();
    }

    /// Runs a command to its end, which must come.
    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(WENDA);
        command.args(arguments).env("WENDA_HOME", self.folder.path().join("home")).current_dir(self.folder.path());
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let end = Instant::now() + DEADLINE;
        while child.try_wait().unwrap().is_none() {
            if Instant::now() > end {
                child.kill().unwrap();
                panic!("{arguments:?} waits for ever");
            }
            thread::sleep(Duration::from_millis(2));
        }
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(matches!(output.status.code(), Some(0..=3)) && !said.contains("panicked"), "{arguments:?}: {said}");
        output
    }

    /// Runs every command that reads what is kept, and one that adds to it; gives what they say.
    #[track_caller]
    fn run_all(&self) -> String {
        let talk = self.talk.to_str().unwrap();
        let import = self.folder.path().join("marks.jsonl");
        let mark = Stamper::new(Device::numbered(2)).stamp(Marks::add(Anchor::default()));
        fs::write(&import, mark.to_json().unwrap()).unwrap();
        let commands: [&[&str]; 6] = [
            &["bookmarks", "list"],
            &["bookmarks", "list", talk],
            &["bookmarks", "check"],
            &["bookmarks", "import", import.to_str().unwrap(), "--into", talk],
            &["show", talk],
            &["outline", talk],
        ];
        commands.iter().map(|command| String::from_utf8(self.run(command).stderr).unwrap()).collect()
    }

    /// What lies outside of the home.
    fn outside(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found: Vec<_> = files_below(self.folder.path());
        found.retain(|path| !path.starts_with(self.folder.path().join("home")));
        found.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() && !path.is_symlink() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn make_pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Puts something at a path that is no file of ours.
type Put = fn(&Path);

const THINGS: &[(&str, Put)] = &[
    ("a pipe", make_pipe),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    ("a socket", |path| drop(UnixListener::bind(path).unwrap())),
    ("a link to a device", |path| symlink("/dev/zero", path).unwrap()),
    ("a link to a pipe", |path| {
        let pipe = path.with_extension("pipe");
        make_pipe(&pipe);
        symlink(pipe, path).unwrap();
    }),
    ("a link to itself", |path| symlink(path, path).unwrap()),
    ("a huge file", |path| File::create(path).unwrap().set_len(1 << 40).unwrap()),
];

/// Every place that something is read from.
const PLACES: &[&str] = &[
    "data/documents",
    "data/documents/ID",
    "data/documents/ID/text",
    "data/documents/ID/marks.000000000001.jsonl",
    "data/documents/ID/marks.any.jsonl",
    "data/documents/ID/damaged.marks.000000000001.jsonl",
    "state/device",
    "state/looks.json",
    "state/places/ID.json",
    "config/config.toml",
    "config/keymap.toml",
    "config/labels.toml",
    "config/themes/paper.toml",
    "config/strings/en.toml",
    "config/strings/zh.toml",
];

#[test]
fn no_command_waits_for_what_is_no_file() {
    for (what, put) in THINGS {
        for place in PLACES {
            let desk = Desk::new();
            let path = desk.at(place);
            put(&path);
            let said = desk.run_all();
            let is_told = said.contains(path.file_name().unwrap().to_str().unwrap());
            // A folder in the place of a folder is none of our business.
            let is_folder = *what == "a folder" && !path.to_string_lossy().contains('.');
            let must_be_told = place.contains("config/") && !place.contains("strings") || place.contains("jsonl");
            assert!(is_told || is_folder || !must_be_told || place.contains("damaged"), "{what} at {place}: {said}");
        }
    }
}

#[test]
fn what_is_imported_is_a_file() {
    for (what, put) in THINGS {
        let desk = Desk::new();
        let path = desk.folder.path().join("import.json");
        put(&path);
        let output = desk.run(&["bookmarks", "import", path.to_str().unwrap()]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(3) && said.contains("import.json"), "{what}: {said}");
    }
}

#[test]
fn settings_may_be_links_to_files() {
    let desk = Desk::new();
    let elsewhere = desk.folder.path().join("theirs/config.toml");
    fs::write(&elsewhere, "no_such_setting = 1\n").unwrap();
    symlink(&elsewhere, desk.at("config/config.toml")).unwrap();
    let said = desk.run_all();
    assert!(said.contains("no_such_setting"), "{said}");
}

/// A mark whose record holds `words` in every place where something is named.
fn record(words: &str) -> Vec<String> {
    let anchor = format!(
        r#"{{"exact":"桥","prefix":"","suffix":"","start":0,"end":1,"reference":"{words}","section":"{words}","text":"{words}"}}"#
    );
    let head = |number: usize, id: &str| {
        format!(r#""v":1,"op":"{id}","hlc":"2026-11-22T13:00:00.{number:03}Z-0000","dev":"{words}""#)
    };
    vec![
        format!(r#"{{{},"k":"add","anchor":{anchor}}}"#, head(1, words)),
        format!(r#"{{{},"k":"add","bm":"{words}-","anchor":{anchor}}}"#, head(2, "b")),
        format!(r#"{{{},"k":"set","bm":"{words}","note":"{words}","base":["{words}"]}}"#, head(3, "c")),
        format!(r#"{{{},"k":"del","bm":"{words}-","seen":["{words}"]}}"#, head(4, "d")),
        format!(r#"{{{},"k":"doc","identity":"{words}","path":"{words}","title":"{words}"}}"#, head(5, "e")),
        format!(r#"{{{},"k":"alias","identity":"{words}"}}"#, head(6, "f")),
        format!(r#"{{{},"k":"correct","anchor":{anchor},"says":{{"speaker":"{words}"}}}}"#, head(7, "g")),
        format!(r#"{{{},"k":"{words}"}}"#, head(8, "h")),
    ]
}

#[test]
fn what_a_record_names_leads_nowhere() {
    let desk = Desk::new();
    // Wherever the name is put, in whatever depth, there is a pipe that would be waited for.
    for folder in ["", "home", "home/data", "home/data/documents"] {
        fs::create_dir_all(desk.folder.path().join(folder)).unwrap();
        for name in ["trap", "trap.gz", "trap.json", "trap.jsonl"] {
            make_pipe(&desk.folder.path().join(folder).join(name));
        }
    }
    // As it is where a text was marked: what leads up leads from here.
    desk.at("data/documents/ID/text/x");
    for depth in 1..6 {
        let words = "../".repeat(depth) + "trap";
        desk.log(&record(&words));
        let output = desk.run(&["bookmarks", "list", desk.talk.to_str().unwrap()]);
        assert!(String::from_utf8(output.stdout).unwrap().contains("桥"), "{words}: the mark is lost");
        desk.run_all();
        let merged = Desk::new();
        merged.run(&["bookmarks", "merge", desk.folder.path().join("home").to_str().unwrap()]);
        let found = files_below(merged.folder.path());
        let strays = found.iter().filter(|path| path.to_string_lossy().contains("trap")).count();
        assert_eq!(strays, 0, "{found:?}");
    }
}

#[test]
fn what_an_import_names_leads_nowhere() {
    let desk = Desk::new();
    let import = desk.folder.path().join("import.json");
    for words in ["../../../theirs/new", "/theirs/new", "..", &"0".repeat(33), &"z".repeat(32)] {
        let mark = r#"{"id":"../../x","anchor":{"exact":"桥","prefix":"","suffix":"","start":0,"end":1,"text":"../x"},"created":"2026","modified":"2026"}"#;
        let text = format!(
            r#"{{"schema":"wenda.bookmarks/1","documents":[{{"identity":"{words}","path":"{}","bookmarks":[{mark}]}}]}}"#,
            desk.talk.display()
        );
        fs::write(&import, text).unwrap();
        let before = desk.outside();
        desk.run(&["bookmarks", "import", import.to_str().unwrap()]);
        assert_eq!(desk.outside(), before, "{words}");
        let documents = fs::read_dir(desk.at("data/documents")).unwrap().map(|entry| entry.unwrap().file_name());
        assert_eq!(documents.collect::<Vec<_>>(), [&*desk.identity], "{words}");
    }
}

#[test]
fn folders_that_are_no_documents_are_passed_by() {
    let desk = Desk::new();
    desk.log(&[Stamper::new(Device::numbered(1)).stamp(Marks::add(Anchor::default())).to_json().unwrap()]);
    for name in ["a", "..a", "0123", &desk.identity.to_uppercase(), &"g".repeat(32)] {
        let log = desk.at(&format!("data/documents/{name}/marks.a.jsonl"));
        make_pipe(&log);
    }
    let output = desk.run(&["bookmarks", "check"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("1 bookmarks in 1 documents"), "{said}");
}

#[test]
fn nothing_is_written_through_a_link() {
    let places = [
        "data/documents",
        "data/documents/ID",
        "data/documents/ID/text",
        "data/documents/ID/marks.000000000001.jsonl",
        "data/documents/ID/damaged.marks.000000000001.jsonl",
        "data/documents/ID/damaged.marks.any.jsonl",
        "state/device",
        "state/places",
    ];
    for place in places {
        let desk = Desk::new();
        if !place.ends_with("device") {
            fs::write(desk.at("state/device"), DEVICE).unwrap();
        }
        let leads_to = if place.contains("json") || place.ends_with("device") { "theirs/precious" } else { "theirs" };
        let path = desk.at(place);
        if place.contains("damaged") {
            fs::write(desk.at("data/documents/ID/marks.any.jsonl"), "what is this?\n").unwrap();
        }
        symlink(desk.folder.path().join(leads_to), &path).unwrap();
        fs::write(desk.folder.path().join("marks.jsonl"), "").unwrap();
        let before = desk.outside();
        desk.run_all();
        let mut after = desk.outside();
        after.iter_mut().filter(|(path, _)| path.ends_with("marks.jsonl")).for_each(|(_, bytes)| bytes.clear());
        assert_eq!(after, before, "{place}");
    }
}

#[test]
fn damaged_lines_are_kept_in_one_file_each_once() {
    let desk = Desk::new();
    let whole = Stamper::new(Device::numbered(1)).stamp(Marks::add(Anchor::default())).to_json().unwrap();
    let damaged = |number: usize| format!("{{\"v\":1,\"op\":\"{number}\",\"sum\":\"0123456789abcdef\"}}");
    let mut text = log::sealed(&whole) + "\n";
    (0..300).for_each(|number| text.push_str(&(damaged(number) + "\n")));
    let path = desk.at("data/documents/ID/marks.000000000001.jsonl");
    fs::write(&path, &text).unwrap();
    let kept = desk.at("data/documents/ID/damaged.marks.000000000001.jsonl");
    for _ in 0..2 {
        let output = desk.run(&["bookmarks", "check"]);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("300 damaged lines") && said.contains(kept.to_str().unwrap()), "{said}");
        assert_eq!(output.status.code(), Some(1));
        let mut found = files_below(&desk.folder.path().join("home/data"));
        found.extend(
            files_below(&desk.folder.path().join("home"))
                .into_iter()
                .filter(|it| it.to_string_lossy().contains("state")),
        );
        assert_eq!(found, [kept.clone(), path.clone()]);
        let lines = fs::read_to_string(&kept).unwrap();
        assert!(lines.lines().map(str::to_owned).eq((0..300).map(damaged)));
    }
    // They are kept where they are read, not where they came from.
    let other = Desk::new();
    let theirs = files_below(desk.folder.path());
    other.run(&["bookmarks", "merge", desk.folder.path().join("home").to_str().unwrap()]);
    assert_eq!(files_below(desk.folder.path()), theirs);
}

#[test]
fn a_text_of_a_mark_is_found_by_its_hash_only() {
    let desk = Desk::new();
    let folders = Folders::under(&desk.folder.path().join("home"));
    let store = wenda::storage::MarksStore::of(&folders, desk.identity);
    store.keep_text("一").unwrap();
    let texts = fs::read_dir(store.folder().join("text")).unwrap().map(|entry| entry.unwrap().file_name());
    let names: Vec<_> = texts.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(names, [format!("{}.gz", text_hash("一"))]);
}
