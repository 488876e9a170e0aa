//! What was marked, taken out and in by the commands: lists, exports, imports, what was deleted, other versions' logs.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use wenda::document::Document;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::operation::Change;
use wenda::document::place::Passage;
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::storage::opening::{self, Opened};
use wenda::storage::{Folders, MarksStore};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const WORDS: [&str; 3] = ["镜片不知道灯灭了", "给灯买一个灯泡", "先把该做的事做了，再做想做的事"];

fn run(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.args(arguments).env("WENDA_HOME", home).env("LANG", "en_US.UTF-8").stdin(Stdio::null());
    command.output().unwrap()
}

/// The standard output of a command that must succeed.
fn bookmarks(home: &Path, arguments: &[&str]) -> String {
    let output = run(home, &[&["bookmarks"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn lighthouse() -> Document {
    open(Path::new(LIGHTHOUSE), &ReadOptions::default(), &Lexicon::default_words()).unwrap()
}

/// A desk at which the lighthouse is read.
struct Desk {
    home: TempDir,
    document: Document,
    opened: Opened,
}

impl Desk {
    /// With the three passages marked: the first with a note and two tags, the second with a tag.
    fn new() -> Self {
        let home = TempDir::new().unwrap();
        let document = lighthouse();
        let path = Path::new(LIGHTHOUSE).canonicalize().unwrap().display().to_string();
        let opened = opening::open(&Folders::under(home.path()), &document, &path);
        let mut desk = Desk { home, document, opened };
        let ids: Vec<String> = WORDS.iter().map(|words| desk.mark(words)).collect();
        let changes = |marks: &Marks| {
            vec![
                marks.set_note(&ids[0], "=1+1 第一行\n“第二行”"),
                marks.toggle_tag(&ids[0], "镜片"),
                marks.toggle_tag(&ids[0], "a b"),
                marks.toggle_tag(&ids[1], "镜片"),
            ]
        };
        let marks = desk.marks();
        changes(&marks).into_iter().for_each(|change| drop(desk.record(change)));
        desk
    }

    fn marks(&self) -> Marks {
        MarksStore::of(&Folders::under(self.home.path()), self.opened.known.identity).load().marks
    }

    fn record(&mut self, change: Change) -> String {
        let operation = self.opened.stamper.stamp(change);
        self.opened.journal.append(&operation).unwrap();
        operation.id
    }

    fn mark(&mut self, words: &str) -> String {
        let byte = self.document.text.find(words).unwrap();
        let place = |byte| self.document.place_at(byte);
        let passage = Passage { start: place(byte), end: place(byte + words.len()) };
        self.record(Marks::add(Anchor::of(&self.document, passage)))
    }

    fn home(&self) -> &Path {
        self.home.path()
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.home().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

#[test]
fn an_export_imported_into_an_empty_store_gives_equal_records() {
    let desk = Desk::new();
    let exported = bookmarks(desk.home(), &["export", "--format", "json"]);
    let file = desk.write("export.json", &exported);
    let other = TempDir::new().unwrap();
    for n_imported in [3, 0] {
        let output = run(other.path(), &["bookmarks", "import", &file]);
        assert_eq!(String::from_utf8_lossy(&output.stderr).trim(), format!("{n_imported} imported"));
        assert_eq!(bookmarks(other.path(), &["export", "--format", "json"]), exported);
    }
}

#[test]
fn web_annotations_carry_what_a_quotation_needs_and_come_back() {
    let desk = Desk::new();
    let page: Value = serde_json::from_str(&bookmarks(desk.home(), &["export", "--format", "annotations"])).unwrap();
    let item = &page["items"].as_array().unwrap().iter().find(|it| it["wenda:reference"] == "Q3¶2").unwrap();
    assert_eq!(item["target"]["selector"][0]["exact"], WORDS[0]);
    assert_eq!((&item["wenda:speaker"], &item["wenda:asker"]), (&"周伯海".into(), &"《少年地理》记者".into()));
    assert!(item["wenda:question"].as_str().unwrap().starts_with("周爷爷"));

    let file = desk.write("page.json", &page.to_string());
    let other = TempDir::new().unwrap();
    bookmarks(other.path(), &["import", &file]);
    let list = bookmarks(other.path(), &["list", LIGHTHOUSE]);
    assert!(WORDS.iter().all(|words| list.contains(words)) && list.contains("Q3¶2\t周伯海"), "{list}");
}

#[test]
fn every_form_has_the_quotation_its_question_speaker_reference_note_and_tags() {
    let desk = Desk::new();
    for form in ["markdown", "json", "csv", "org", "annotations"] {
        let text = bookmarks(desk.home(), &["export", "--format", form]);
        for part in [WORDS[0], "周伯海", "《少年地理》记者", "您晚上做什么", "Q3¶2", "第一行", "镜片", "灯还是那盏灯"]
        {
            assert!(text.contains(part), "{form} lacks {part}:\n{text}");
        }
    }
}

#[test]
fn a_spreadsheet_gets_a_row_a_mark_and_no_formula() {
    let desk = Desk::new();
    let text = bookmarks(desk.home(), &["export", "--format", "csv", "--bom"]);
    assert!(text.starts_with('\u{FEFF}'));
    assert!(!bookmarks(desk.home(), &["export", "--format", "csv"]).starts_with('\u{FEFF}'));
    assert!(text.contains("\"'=1+1 第一行\n“第二行”\""), "{text}");
    assert_eq!(text.matches("\r\n").count(), 4);
}

#[test]
fn lists_and_exports_are_filtered_by_document_tag_date_and_words() {
    let desk = Desk::new();
    let n_listed = |filter: &[&str]| {
        let output = run(desk.home(), &[&["bookmarks", "list"], filter].concat());
        String::from_utf8(output.stdout).unwrap().lines().filter(|line| line.starts_with("  ")).count()
    };
    for (filter, expected) in [
        (&[][..], 3),
        (&[LIGHTHOUSE], 3),
        (&["tests/fixtures/orchard.txt"], 0),
        (&["--tag", "镜片"], 2),
        (&["--tag", "a b"], 1),
        (&["--text", "灯泡"], 1),
        (&["--speaker", "林晚舟"], 2),
        (&["--since", "2000-01-01"], 3),
        (&["--since", "9000-01-01"], 0),
        (&["--until", "2000-01-01"], 0),
        (&["--tag", "镜片", "--speaker", "周伯海"], 1),
    ] {
        assert_eq!(n_listed(filter), expected, "{filter:?}");
    }
}

#[test]
fn what_was_deleted_is_listed_and_comes_back_whole() {
    let mut desk = Desk::new();
    let before = bookmarks(desk.home(), &["export", "--format", "json"]);
    assert_eq!(run(desk.home(), &["bookmarks", "list", "--deleted"]).status.code(), Some(1));
    let ids: Vec<String> = desk.marks().live().map(|mark| mark.id.clone()).collect();
    for id in &ids[..2] {
        let change = desk.marks().delete(id);
        desk.record(change);
    }
    let listed = bookmarks(desk.home(), &["list", "--deleted"]);
    assert!(ids[..2].iter().all(|id| listed.contains(id)) && !listed.contains(&ids[2]), "{listed}");
    bookmarks(desk.home(), &["restore", &ids[0], &ids[1]]);
    assert_eq!(bookmarks(desk.home(), &["export", "--format", "json"]), before);
    assert_eq!(run(desk.home(), &["bookmarks", "restore", "no-such"]).status.code(), Some(1));
}

#[test]
fn damage_is_found_and_named() {
    let desk = Desk::new();
    assert!(bookmarks(desk.home(), &["check"]).starts_with("3 bookmarks in 1 documents"));
    let log = logs(desk.home()).remove(0);
    let mut bytes = fs::read(&log).unwrap();
    bytes[60] ^= 1;
    fs::write(&log, bytes).unwrap();
    let output = run(desk.home(), &["bookmarks", "check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    let copy = said.rsplit(' ').next().unwrap().trim();
    assert!(Path::new(copy).is_file(), "{said}");
}

fn logs(home: &Path) -> Vec<PathBuf> {
    let is_log = |path: &PathBuf| path.extension().is_some_and(|it| it == "jsonl");
    files(&home.join("data")).into_iter().filter(is_log).collect()
}

/// Everything below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let inside = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    inside
        .flat_map(|path| if path.is_dir() { [vec![path.clone()], files(&path)].concat() } else { vec![path] })
        .collect()
}

#[test]
fn another_devices_folder_is_merged() {
    let (desk, other) = (Desk::new(), Desk::new());
    let data = other.home().join("data");
    bookmarks(desk.home(), &["merge", data.to_str().unwrap()]);
    assert_eq!(desk.marks().live().count(), 6);
    bookmarks(desk.home(), &["merge", other.home().to_str().unwrap()]);
    assert_eq!(desk.marks().live().count(), 6);
    assert_eq!(run(desk.home(), &["bookmarks", "merge", "src"]).status.code(), Some(3));
}

#[test]
fn logs_of_the_first_version_are_read() {
    let home = TempDir::new().unwrap();
    let identity = lighthouse().identity();
    let folder = home.path().join("data/documents").join(&*identity);
    fs::create_dir_all(&folder).unwrap();
    fs::copy("tests/fixtures/marks-first-format.jsonl", folder.join("marks.0123456789ab.jsonl")).unwrap();
    let list = bookmarks(home.path(), &["list", LIGHTHOUSE]);
    assert!(list.contains("Q2¶1\t") && list.contains("Q2¶2\t") && list.contains("擦镜片的人"), "{list}");
    assert!(bookmarks(home.path(), &["list", "--deleted"]).contains("周爷爷"));
    assert!(bookmarks(home.path(), &["check"]).starts_with("2 bookmarks"));
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_what_was_marked() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let file = desk.write("export.json", &bookmarks(desk.home(), &["export", "--format", "json"]));
    let home = TempDir::new().unwrap();
    let import = format!("umask 000; exec '{}' bookmarks import '{file}'", env!("CARGO_BIN_EXE_wenda"));
    let status = Command::new("sh").args(["-c", &import]).env("WENDA_HOME", home.path()).status().unwrap();
    assert!(status.success());
    let made = files(home.path());
    assert!(made.len() > 4);
    for path in made {
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, expected, "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn the_folders_may_be_links_and_nothing_within_them() {
    use std::os::unix::fs::symlink;
    let source = Desk::new();
    let file = source.write("export.json", &bookmarks(source.home(), &["export", "--format", "json"]));
    let log = logs(source.home()).remove(0);
    let below = log.strip_prefix(source.home()).unwrap();
    let name = below.file_name().unwrap();
    // The log itself, the folder of the document, that of the documents, the data folder, the home.
    for (nth, linked) in below.ancestors().collect::<Vec<_>>().into_iter().enumerate() {
        let (home, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
        let root = home.path().join("home");
        let link = if linked == Path::new("") { root.clone() } else { root.join(linked) };
        let target = elsewhere.path().join("target");
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        if nth > 0 {
            fs::create_dir(&target).unwrap();
        }
        symlink(&target, &link).unwrap();
        // The device of the log is known, so that it is this file that would be written.
        fs::create_dir_all(root.join("state")).unwrap();
        fs::copy(source.home().join("state/device"), root.join("state/device")).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
        let output = command.args(["bookmarks", "import", &file]).env("WENDA_HOME", &root).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink(), "{}", link.display());
        if nth >= 3 {
            let written = files(&target).into_iter().find(|it| it.ends_with(name)).unwrap();
            assert!(fs::read_to_string(written).unwrap().contains(WORDS[0]), "{said}");
            assert_eq!(bookmarks(&root, &["export", "--format", "json"]), fs::read_to_string(&file).unwrap());
        } else {
            // In the place of the log another is written beside it; elsewhere the link is told.
            let is_told = said.contains("a link stands there") && said.contains(link.to_str().unwrap());
            assert!(output.status.success() == (nth == 0) && is_told == (nth > 0), "{said}");
            assert!(nth == 0 && !target.exists() || nth > 0 && files(&target).is_empty());
        }
    }
}
