//! Files and records by which attacks have broken the program, or tried to: each opens, or is refused with a sentence. What
//! is read is looked at by the laws, and by the program itself, printing and on the screen.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;
#[path = "laws/mod.rs"]
mod laws;

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use emulator::Terminal;
use tempfile::TempDir;
use wenda::document::anchor::Anchor;
use wenda::document::bookmark::Marks;
use wenda::document::place::{Passage, Place};
use wenda::reading::{Lexicon, ReadOptions, open, read};
use wenda::storage::Folders;
use wenda::storage::opening;
use zip::write::SimpleFileOptions;

/// Characters that show as nothing, some of which trimming takes off and some not.
const UNSEEN: [&str; 5] = ["\u{200b}", "\u{200d}", "\u{feff}", "\u{85}", "\u{200b}\u{200b}\u{200b}"];

/// Names of speakers and what they say, with `~` for what is not seen.
const NAMES: [&str; 6] = ["~", "~B", "P1~", "Speaker 1~", "A~nn", "~ Ann ~"];
const SAID: [&str; 5] = ["Hi ~?", "", "~", "Hello there.", ". ~Yes"];

/// Fails unless the laws hold of what is read, and the program opens it, in both ways, or says why not.
fn check(name: &str, bytes: &[u8]) {
    let document = || read(bytes, name, &ReadOptions::default(), &Lexicon::default_words());
    let first = document();
    laws::hold(&first, 40);
    laws::are_alike(&first, &document());
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    check_program(folder.path(), &path, name);
}

fn check_program(folder: &Path, path: &Path, name: &str) {
    let start = |arguments: &[&str]| {
        let arguments = [&["--lang", "en"], arguments, &[path.to_str().unwrap()]].concat();
        Terminal::start_in(folder, env!("CARGO_BIN_EXE_wenda"), &arguments, folder, (80, 24), &[])
    };
    for command in [&["show"][..], &["outline", "--json"]] {
        let mut terminal = start(command);
        let code = terminal.wait_for_end().exit_code();
        let said = String::from_utf8_lossy(&terminal.raw).into_owned();
        assert!(matches!(code, 0 | 3) && !said.contains("panicked"), "{name}: {command:?}: {code}: {said}");
        assert!(code == 0 || said.starts_with("wenda: "), "{name}: {said}");
    }
    let mut terminal = start(&[]);
    terminal.press("Gq");
    let code = terminal.wait_for_end().exit_code();
    let said = String::from_utf8_lossy(&terminal.raw).into_owned();
    assert!(matches!(code, 0 | 3) && !said.contains("panicked"), "{name}: {code}: {said}");
    assert!(!terminal.screen().alternate_screen(), "{name}");
}

/// Documents in which what is not seen stands at every place of a speaker's name and words.
fn check_shapes(name: &str, shape: impl Fn(&str, &str) -> String) {
    for unseen in UNSEEN {
        for speaker in NAMES.map(|speaker| speaker.replace('~', unseen)) {
            for said in SAID.map(|said| said.replace('~', unseen)) {
                let text = shape(&speaker, &said);
                let found = read(text.as_bytes(), name, &ReadOptions::default(), &Lexicon::default_words());
                laws::hold(&found, 20);
            }
        }
    }
    let text: String = NAMES.iter().map(|name| shape(&name.replace('~', "\u{200b}"), "Hi \u{200b}?")).collect();
    check(name, text.as_bytes());
}

#[test]
fn voices_of_subtitles_may_hold_what_is_not_seen() {
    let cue = |speaker: &str, said: &str| format!("00:01.000 --> 00:02.000\n<v {speaker}>{said}\n\n");
    check_shapes("a.vtt", |speaker, said| format!("WEBVTT\n\n{}", cue(speaker, said)));
    check_shapes("b.vtt", |speaker, said| format!("WEBVTT\n\n{}{}", cue(speaker, said), cue("Bo", "Well?")));
}

#[test]
fn names_in_tags_may_hold_what_is_not_seen() {
    check_shapes("a.txt", |speaker, said| format!("<NAME>{speaker}</NAME>{said}\n\n<NAME>BO</NAME>. Well?\n\n"));
    check_shapes("b.txt", |speaker, said| format!("<NAME>{speaker}</NAME>\n\n{said}\n\n"));
}

#[test]
fn labels_links_and_emphasis_may_hold_what_is_not_seen() {
    check_shapes("a.md", |speaker, said| format!("**{speaker}**：{said}\n\n[{speaker}](a) *{said}*\n\n"));
    check_shapes("a.html", |speaker, said| format!("<p><b>{speaker}</b>: <a href=a>{said}</a><i>{speaker}</i></p>"));
    check_shapes("c.txt", |speaker, said| format!("{speaker}：{said}\n\nQ: {said}\n\n"));
}

#[test]
fn sequences_for_terminals_in_the_text_do_nothing() {
    let acting = "\u{1b}[201~ rm \u{9b}31m\u{202e}\u{2066}\u{9d}0;x\u{9c}\u{7f}\u{8}";
    check("a.md", format!("# 题{acting}\n\n记者{acting}：好{acting}吗？\n\n{acting}：好。\n").as_bytes());
    let entities: String = acting.chars().map(|c| format!("&#x{:x};", u32::from(c))).collect();
    check("a.html", format!("<title>{entities}</title><p>Ann: one {entities}?</p><p>Bo: two.</p>").as_bytes());
}

/// A book with these parts, whose package has `more` among its items.
fn book(parts: &[(String, String)], more: &str) -> Vec<u8> {
    let items: String =
        parts.iter().enumerate().map(|(at, (path, _))| format!("<item id=\"i{at}\" href=\"{path}\"/>")).collect();
    let spine: String = (0..parts.len()).map(|at| format!("<itemref idref=\"i{at}\"/>")).collect();
    let package =
        format!("<package><manifest>{items}{more}</manifest><spine>{spine}<itemref idref=\"gone\"/></spine></package>");
    let container = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>".to_owned();
    let own = [("META-INF/container.xml".to_owned(), container), ("p.opf".to_owned(), package)];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (path, text) in own.iter().chain(parts) {
        zip.start_file(path.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn page() -> (String, String) {
    ("page".to_owned(), "<html><body><p>记者：好吗？</p><p>镇长：好。</p></body></html>".to_owned())
}

#[test]
fn a_book_may_name_a_part_like_a_sequence() {
    let gone = "<item id=\"gone\" href=\"a\u{1b}[?1003h\u{7}\u{9b}31m\u{202e}\"/>";
    check("a.epub", &book(&[page()], gone));
}

#[test]
fn a_book_may_nest_deeply_in_many_parts() {
    let deep = |at| (format!("part{at}"), format!("{}x{}", "<div>".repeat(1_000), "</div>".repeat(1_000)));
    let parts: Vec<_> = (0..20).map(deep).chain([page()]).collect();
    check("a.epub", &book(&parts, ""));
}

#[test]
fn a_book_may_have_attributes_without_end() {
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=\"{at}\"")).collect();
    check("a.epub", &book(&[page()], &format!("<item{attributes}/>")));
}

/// Records say which text they count in; that is no name of a file elsewhere.
#[test]
fn a_record_may_name_a_text_outside_the_store() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talk.md");
    fs::write(&path, "记者：好吗？\n\n镇长：好。\n").unwrap();
    let kept = path.canonicalize().unwrap().display().to_string();
    let document = open(&path, &ReadOptions::default(), &Lexicon::default_words()).unwrap();
    let mut opened = opening::open(&Folders::under(folder.path()), &document, &kept);
    let start = Place { block: 0, byte: 0 };
    let anchor = Anchor::of(&document, Passage { start, end: Place { byte: 3, ..start } });
    for text in ["../../../talk", "/dev/zero", "a\u{1b}]0;b\u{7}", "", "..", &"a".repeat(5_000)] {
        // as it would come from a log: by itself no anchor can be made that names such a text
        let mut written = serde_json::to_value(Anchor { exact: "gone".to_owned(), ..anchor.clone() }).unwrap();
        written["text"] = text.into();
        let anchor: Anchor = serde_json::from_value(written).unwrap();
        opened.journal.append(&opened.stamper.stamp(Marks::add(anchor))).unwrap();
    }
    check_program(folder.path(), &path, "records");
    for command in [&["list"][..], &["export"], &["check"]] {
        let arguments = [&["bookmarks"], command].concat();
        let program = env!("CARGO_BIN_EXE_wenda");
        let mut terminal = Terminal::start_in(folder.path(), program, &arguments, folder.path(), (80, 24), &[]);
        let code = terminal.wait_for_end().exit_code();
        let said = String::from_utf8_lossy(&terminal.raw).into_owned();
        assert!(code <= 1 && !said.contains("panicked") && !said.contains("\u{1b}"), "{command:?}: {said}");
    }
}
