//! A home in which hostile texts stand wherever a text can stand, and the program on a terminal in it.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use wenda::document::anchor::{Anchor, Asked};
use wenda::document::bookmark::Marks;
use wenda::document::operation::{Addition, Change};
use wenda::document::place::{Passage, Place as Spot};
use wenda::reading::{Lexicon, ReadOptions, open};
use wenda::storage::Folders;
use wenda::storage::opening::{self, Opened};
use zip::write::SimpleFileOptions;

use super::emulator::Terminal;
use super::scan::{Place, check};

pub const WENDA: &str = env!("CARGO_BIN_EXE_wenda");

/// A home, and a folder of transcripts.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        let folder = TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("home/config/themes")).unwrap();
        fs::create_dir_all(folder.path().join("home/config/strings")).unwrap();
        Desk { folder }
    }

    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file and gives its path.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A transcript whose name, title, heading, speaker and words are `text`.
    pub fn transcript(&self, text: &str) -> String {
        let title = text.replace(['\n', '\r'], " ");
        // a paragraph may have rows
        let line = title.replace("FORGED", "row");
        let talk = format!(
            "---\ntitle: {title}\ndate: 2024-03-07\n---\n\n# {line}\n\n记者：{line}好吗？\n\n{line}：好。{line}\n\n\
             记者：还有呢？\n\n{line}：没有了。\n\n```\n{line}\n```\n\n| {line} | b |\n| --- | --- |\n| {line} | c |\n"
        );
        self.write(&format!("{text}.md"), talk)
    }

    /// A book whose title and whose parts are called `text`, and which lacks one of them.
    pub fn book(&self, text: &str) -> String {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        let container = "<container><rootfiles><rootfile full-path=\"p.opf\"/></rootfiles></container>";
        let package = format!(
            "<package><metadata><title>{escaped}</title></metadata><manifest><item id=\"a\" href=\"a\"/>\
             <item id=\"b\" href=\"{escaped}\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>"
        );
        let page = "<html><body><p>记者：好吗？</p><p>镇长：好。</p></body></html>";
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (path, text) in [
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", container),
            ("p.opf", &package),
            ("a", page),
        ] {
            zip.start_file(path, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        self.write("book.epub", zip.finish().unwrap().into_inner())
    }

    /// A page whose title and words are `text`.
    pub fn page(&self, text: &str) -> String {
        let text = text.replace("FORGED", "row");
        let page =
            format!("<html><head><title>{text}</title></head><body><h1>{text}</h1><p>A: {text}?</p></body></html>");
        self.write("page.html", page)
    }

    /// Marks in the transcript at `path`, one for each of `texts`, with it in every field; each second is deleted.
    pub fn mark(&self, path: &str, texts: &[&str]) {
        let document = open(Path::new(path), &ReadOptions::default(), &Lexicon::default_words()).unwrap();
        let Opened { journal, mut stamper, .. } = opening::open(&Folders::under(&self.home()), &document, path);
        let mut record = |change: Change| {
            let operation = stamper.stamp(change);
            journal.append(&operation).unwrap();
            operation.id
        };
        let start = Spot { block: 0, byte: 0 };
        let first = document.text.chars().next().map_or(0, char::len_utf8);
        let passage = Passage { start, end: Spot { byte: first, ..start } };
        for (index, text) in texts.iter().enumerate() {
            let own = || Some((*text).to_owned());
            let anchor = Anchor {
                exact: format!("{text} {index}"),
                prefix: (*text).to_owned(),
                suffix: (*text).to_owned(),
                speaker: own().map(|name| (*name).into()),
                reference: own(),
                asked: Some(Asked { speaker: own(), words: (*text).to_owned() }.into()),
                ..Anchor::of(&document, passage)
            };
            let tags = [(*text).to_owned()].into();
            let id = record(Change::Add(Addition {
                anchor: anchor.into(),
                note: (*text).to_owned(),
                tags,
                ..Addition::default()
            }));
            if index % 2 == 1 {
                record(Marks::default().delete(&id));
            }
        }
    }

    /// The logs of marks.
    pub fn logs(&self) -> Vec<PathBuf> {
        let documents = fs::read_dir(self.home().join("data/documents")).unwrap();
        let files = documents.flat_map(|document| fs::read_dir(document.unwrap().path()).unwrap());
        let paths = files.map(|file| file.unwrap().path());
        paths.filter(|path| path.is_file() && path.extension().is_some_and(|it| it == "jsonl")).collect()
    }

    /// Starts the program on a terminal, with more of an environment.
    pub fn start(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        Terminal::start_in(self.folder(), WENDA, arguments, &self.home(), (100, 30), environment)
    }

    /// Runs a command on a terminal to its end, and checks what the terminal was sent. Gives that, and the exit code.
    #[track_caller]
    pub fn run(&self, what: &str, arguments: &[&str]) -> (String, u32) {
        self.run_at(Place::Lines, what, arguments)
    }

    /// The same of a command that prints lines, or texts with lines of their own.
    #[track_caller]
    pub fn run_at(&self, place: Place, what: &str, arguments: &[&str]) -> (String, u32) {
        let mut terminal = self.start(arguments, &[]);
        let code = terminal.wait_for_end().exit_code();
        let what = format!("{what}: {arguments:?}");
        check(&what, &terminal.raw, place);
        let said = String::from_utf8(terminal.raw).unwrap();
        assert!(code < 100 && !said.contains("panicked"), "{what}: {code}: {said}");
        (said, code)
    }
}
