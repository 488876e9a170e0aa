//! Whether a document is known again: after it was moved, renamed, edited, converted or written in another encoding it is
//! the one that was marked; another of the same name, a copy that goes its own way and another day's issue are not, or the
//! person is asked.

#![allow(clippy::unwrap_used)]

mod conversions;

use std::fs;
use std::path::{Path, PathBuf};

use conversions::{Conversion, epub, page, plain};
use tempfile::TempDir;
use wenda::document::Document;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::place::Passage;
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::search::fold::fold;
use wenda::storage::Folders;
use wenda::storage::opening::{self, decide};

/// What is marked: a sentence of the lighthouse.
const WORDS: &str = "镜片不知道灯灭了";

/// What becomes of the bookmark when a text is opened.
#[derive(Debug, PartialEq)]
enum Known {
    /// The text has it, on these words.
    With(String),
    /// The person is asked.
    Asked,
    /// The text is another one.
    Apart,
}

/// A home, and a folder with a text in which a passage was marked.
struct Desk {
    home: TempDir,
    path: PathBuf,
}

impl Desk {
    fn new(text: &str, words: &str) -> Self {
        let home = TempDir::new().unwrap();
        let path = home.path().join("talk.md");
        fs::write(&path, text).unwrap();
        let desk = Desk { home, path };
        let document = read(&desk.path);
        let byte = document.text.find(words).unwrap();
        let passage = Passage { start: document.place_at(byte), end: document.place_at(byte + words.len()) };
        let mut opened = opening::open(&desk.folders(), &document, &absolute(&desk.path));
        opened.journal.append(&opened.stamper.stamp(Marks::add(Anchor::of(&document, passage)))).unwrap();
        desk
    }

    fn lighthouse() -> Self {
        Desk::new(&lighthouse(), WORDS)
    }

    fn folders(&self) -> Folders {
        Folders::under(&self.home.path().join("kept"))
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Opens a text, as often as a person would.
    #[track_caller]
    fn check(&self, path: &Path, expected: &Known) {
        for _ in 0..2 {
            let document = read(path);
            let opened = opening::open(&self.folders(), &document, &absolute(path));
            let marks = opened.loaded.marks;
            let resolver = marks.resolver(&document).folding(fold);
            let found = marks.live().find_map(|mark| resolver.resolve(&mark.anchor).passage());
            let words = found.map(|it| document.text[document.offset(it.start)..document.offset(it.end)].to_owned());
            let known = match (words, opened.known.perhaps) {
                (Some(words), _) => Known::With(words),
                (None, Some(_)) => Known::Asked,
                (None, None) => Known::Apart,
            };
            assert_eq!(&known, expected, "{}", path.display());
        }
    }
}

fn lighthouse() -> String {
    fs::read_to_string("tests/fixtures/lighthouse.md").unwrap()
}

fn read(path: &Path) -> Document {
    open(path, &ReadOptions::default(), &Lexicon::default_words()).unwrap()
}

fn absolute(path: &Path) -> String {
    path.canonicalize().unwrap().display().to_string()
}

fn marked() -> Known {
    Known::With(WORDS.to_owned())
}

#[test]
fn a_text_that_was_moved_or_renamed_has_its_marks() {
    let desk = Desk::lighthouse();
    for name in ["renamed.md", "elsewhere/talk.md", "elsewhere/灯塔 2.markdown"] {
        let path = desk.home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::rename(&desk.path, &path).unwrap();
        desk.check(&path, &marked());
        fs::rename(&path, &desk.path).unwrap();
    }
    // So has one that was copied as it is.
    let copy = desk.write("copy.md", lighthouse());
    desk.check(&copy, &marked());
}

#[test]
fn a_text_that_was_edited_where_it_lies_has_its_marks() {
    let desk = Desk::lighthouse();
    let edits: [&dyn Fn(String) -> String; 4] = [
        &|text| text.replacen("5月18日", "5月19日", 1),
        &|text| text.replace("灯塔", "旧灯塔"),
        &|text| text.replace('：', ": ").replace(['“', '”'], "\""),
        &|text| text.replacen("## 守灯的人", "## 新加的一节\n\n新加的一段话，从前没有。\n\n## 守灯的人", 1),
    ];
    let mut text = lighthouse();
    for edit in edits {
        text = edit(text);
        fs::write(&desk.path, &text).unwrap();
        desk.check(&desk.path, &marked());
    }
    // Edited and moved at once.
    let path = desk.home.path().join("moved.md");
    fs::remove_file(&desk.path).unwrap();
    fs::write(&path, text.replacen("二十三年", "二十四年", 1)).unwrap();
    desk.check(&path, &marked());
}

#[test]
fn a_text_in_another_format_or_encoding_has_its_marks() {
    let desk = Desk::lighthouse();
    let document = read(&desk.path);
    for (name, convert) in [("a.html", page as Conversion), ("b.txt", plain), ("c.epub", epub)] {
        desk.check(&desk.write(name, convert(&document)), &marked());
    }
    for (name, encoding) in [("gb.md", encoding_rs::GB18030), ("utf16.md", encoding_rs::UTF_8)] {
        let text = lighthouse();
        let bytes = match name {
            "utf16.md" => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
            _ => encoding.encode(&text).0.into_owned(),
        };
        desk.check(&desk.write(name, bytes), &marked());
    }
    desk.check(&desk.write("crlf.md", lighthouse().replace('\n', "\r\n")), &marked());
}

#[test]
fn another_text_of_the_same_name_is_kept_apart() {
    let desk = Desk::lighthouse();
    let orchard = fs::read_to_string("tests/fixtures/orchard.txt").unwrap();
    desk.check(&desk.write("elsewhere/talk.md", &orchard), &Known::Apart);
    fs::write(&desk.path, orchard).unwrap();
    desk.check(&desk.path, &Known::Apart);
}

#[test]
fn a_copy_that_was_edited_beside_the_text_is_asked_about_once() {
    for (same, expected) in [(true, marked()), (false, Known::Apart)] {
        let desk = Desk::lighthouse();
        let copy = desk.write("talk (corrected).md", lighthouse().replacen("二十三年", "二十四年", 1));
        desk.check(&copy, &Known::Asked);
        let document = read(&copy);
        let known = opening::open(&desk.folders(), &document, &absolute(&copy)).known;
        assert!(known.perhaps.is_some());
        decide(&desk.folders(), known, same).unwrap();
        desk.check(&copy, &expected);
        desk.check(&desk.path, &marked());
    }
}

/// An issue of a daily press conference: what is said every day, and what was asked on this one. Of a thousand parts,
/// `daily` are said every day.
fn issue(day: u32, daily: u32) -> String {
    let words = |seed: u32, len: u32| -> String {
        (0..len).filter_map(|nth| char::from_u32(0x4E00 + (seed * 7_919 + nth * 104_729) % 20_000)).collect()
    };
    let every_day: String = (0..daily / 20).map(|at| format!("发言人：{}。\n\n", words(at, 20))).collect();
    let asked: String =
        (0..(1000 - daily) / 20).map(|at| format!("《海风日报》记者：{}？\n\n", words(1000 * day + at, 20))).collect();
    format!("# 白礁镇例行记者会\n\n2024年3月{day}日\n\n{every_day}{asked}发言人：{WORDS}，今天就到这里。\n")
}

#[test]
fn another_days_issue_does_not_take_over_the_marks() {
    for daily in [300, 500, 700, 800, 900] {
        for day in [8, 9] {
            let desk = Desk::new(&issue(7, daily), WORDS);
            desk.check(&desk.write(&format!("2024-03-0{day}.md"), issue(day, daily)), &Known::Apart);
            // In the place of the one before, which is gone.
            fs::write(&desk.path, issue(day, daily)).unwrap();
            let document = read(&desk.path);
            let opened = opening::open(&desk.folders(), &document, &absolute(&desk.path));
            assert_eq!(opened.loaded.marks.live().count(), 0, "{daily} of 1000 parts are the same");
        }
    }
}
