//! Rules of the source tree that the compiler does not hold: layers, homes, sizes, names.
//!
//! Each rule here reads lines, not syntax, and so relies on `rustfmt`; `tidy/closed.rs` reads syntax. To see a rule work,
//! break it.

#![allow(clippy::unwrap_used)]

#[path = "tidy/closed.rs"]
mod closed;
#[path = "tidy/inner_layers.rs"]
mod inner_layers;
#[path = "tidy/one_size.rs"]
mod one_size;
#[path = "tidy/own_threads.rs"]
mod own_threads;
#[path = "tidy/sentences.rs"]
mod sentences;
#[path = "tidy/ways_out.rs"]
mod ways_out;
#[path = "tidy/words_are_data.rs"]
mod words_are_data;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The folders of `src` from top to bottom, each with the folders below that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    (
        "cli",
        &[
            "terminal", "ui", "app", "output", "telling", "exchange", "storage", "reading", "search", "layout",
            "strings", "input", "document",
        ],
    ),
    (
        "terminal",
        &[
            "linear", "ui", "app", "output", "telling", "exchange", "storage", "reading", "search", "layout",
            "strings", "input", "document",
        ],
    ),
    ("linear", &["ui", "app", "telling", "exchange", "search", "layout", "strings", "input", "document"]),
    ("ui", &["app", "telling", "layout", "strings", "input", "document"]),
    ("app", &["search", "layout", "input", "document"]),
    ("output", &["layout", "document"]),
    ("telling", &["exchange", "storage", "reading", "strings"]),
    ("exchange", &["document"]),
    ("storage", &["input", "document"]),
    ("reading", &["document"]),
    ("search", &["document"]),
    ("layout", &["document"]),
    ("strings", &["input"]),
    ("input", &[]),
    ("document", &[]),
];

/// The folders that may name an outside crate. Each dependency of `Cargo.toml` stands here.
const HOMES: &[(&str, &[&str])] = &[
    ("ratatui", &["ui", "terminal"]),
    ("crossterm", &["terminal"]),
    ("signal_hook", &["terminal"]),
    ("rustix", &["terminal", "storage", "reading/pdftotext"]),
    ("unicode_width", &["layout"]),
    ("unicode_segmentation", &["layout", "search"]),
    ("unicode_normalization", &["search", "document"]),
    ("icu_segmenter", &["layout"]),
    ("memchr", &["storage", "reading", "search"]),
    ("ignore", &["reading"]),
    ("regex", &["search"]),
    ("comrak", &["reading"]),
    ("encoding_rs", &["reading"]),
    ("chardetng", &["reading"]),
    ("scraper", &["reading"]),
    ("html5ever", &["reading"]),
    ("zip", &["reading"]),
    ("quick_xml", &["reading"]),
    ("pdf_oxide", &["reading"]),
    ("serde", &["cli", "terminal", "exchange", "ui", "storage", "reading", "strings", "input", "document", "output"]),
    ("serde_json", &["cli", "output", "telling", "exchange", "storage", "document"]),
    ("toml", &["cli", "ui", "storage", "reading", "strings", "input"]),
    ("xxhash_rust", &["storage", "document"]),
    ("rustc_hash", &["reading"]),
    ("jiff", &["storage"]),
    ("directories", &["storage"]),
    ("flate2", &["storage"]),
    ("imara_diff", &["document"]),
    ("sys_locale", &["cli"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("tui_input", &["app"]),
];

/// The folders and files that may touch the world outside: the disk, the environment, the clock, other threads.
const WORLD: &[(&str, &[&str])] = &[
    ("fs::", &["storage", "reading", "cli"]),
    ("env::", &["storage", "terminal", "cli"]),
    // what takes PDF apart may never end
    ("Instant::now", &["terminal", "storage", "reading/formats/pdf/guest", "reading/pdftotext"]),
    ("SystemTime::now", &["storage", "terminal", "cli"]),
    ("Timestamp::now", &["storage", "terminal", "cli"]),
    // the two threads of `halves` end before it does
    (
        "thread::",
        &[
            "terminal",
            "storage",
            "reading/halves",
            "reading/formats/pdf/guest",
            "reading/pdftotext",
            "cli/find/in_order",
        ],
    ),
    ("process::", &["terminal", "storage", "cli", "reading/pdftotext"]),
];

/// What stands at the top of the project, besides what is hidden or built.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "LICENSE-UNICODE",
    "README.md",
    "assets",
    "benches",
    "examples",
    "fuzz",
    "src",
    "target",
    "tests",
];

/// Lines of a file, of a function.
const MAX_FILE: usize = 400;
const MAX_FUNCTION: usize = 60;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] = &["util", "utils", "helper", "helpers", "manager", "common", "misc"];

#[test]
fn layers_point_down() {
    check_lines(&["src"], |source, line| {
        let below = LAYERS.iter().find(|(name, _)| *name == source.folder()).map(|(_, below)| *below);
        let Some(below) = below else {
            return (source.folder() != "lib" && source.folder() != "main").then(|| "a folder without a layer".into());
        };
        if line.contains("crate::{") || source.leads_out(line) {
            return Some("name another folder by its path, `crate::folder::file`, one `use` a file".into());
        }
        let used = line.split("crate::").skip(1).map(|rest| rest.split(|c| !is_word(c)).next().unwrap());
        let upward: Vec<_> = used.filter(|used| *used != source.folder() && !below.contains(used)).collect();
        (!upward.is_empty()).then(|| format!("`{}` may not use {upward:?}", source.folder()))
    });
}

#[test]
fn nothing_stands_at_the_top_that_has_no_place_there() {
    let names = fs::read_dir(".").unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let strays: Vec<_> = names.filter(|name| !name.starts_with('.') && !TOP.contains(&name.as_str())).collect();
    assert!(strays.is_empty(), "{strays:?}: what was it made for? a scratch file goes elsewhere");
}

#[test]
fn layers_are_listed_from_top_to_bottom() {
    for (row, (name, below)) in LAYERS.iter().enumerate() {
        for used in *below {
            let used_row = LAYERS.iter().position(|(other, _)| other == used);
            assert!(used_row.is_some_and(|used_row| used_row > row), "{name} may not use {used}: it stands above");
        }
    }
}

#[test]
fn every_outside_thing_has_its_home() {
    let things = HOMES.iter().map(|(name, homes)| (format!("{name}::"), homes));
    let things: Vec<_> = things.chain(WORLD.iter().map(|(name, homes)| (name.to_string(), homes))).collect();
    check_lines(&["src"], |source, line| {
        let strayed = |(thing, homes): &&(String, &&[&str])| {
            // `rustix::fs` opens the device of the terminal
            let is_named = |at: usize| !line[..at].ends_with(is_word) && !line[..at].ends_with("rustix::");
            let named = line.match_indices(thing.as_str()).any(|(at, _)| is_named(at));
            named && !homes.iter().any(|home| source.is_in(home)) && source.folder() != "main"
        };
        things.iter().find(strayed).map(|(thing, homes)| format!("`{thing}` belongs to {homes:?}"))
    });
}

#[test]
fn every_dependency_is_listed_with_its_home() {
    let manifest: toml::Table = fs::read_to_string("Cargo.toml").unwrap().parse().unwrap();
    for name in manifest["dependencies"].as_table().unwrap().keys() {
        let name = name.replace('-', "_");
        assert!(HOMES.iter().any(|(listed, _)| *listed == name), "{name}: say in HOMES who may use it");
    }
}

#[test]
fn files_are_short_and_say_what_they_are() {
    let mut complaints = String::new();
    for source in sources(&["src", "tests", "benches"]) {
        let n_lines = source.text.lines().count();
        if !source.text.starts_with("//! ") {
            writeln!(complaints, "{}: begin with a `//!` line", source.path.display()).unwrap();
        }
        if n_lines > MAX_FILE {
            writeln!(complaints, "{}: {n_lines} lines, divide it", source.path.display()).unwrap();
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn functions_fit_on_a_screen() {
    let mut complaints = String::new();
    for source in sources(&["src", "tests", "benches"]) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (start, line) in lines.iter().enumerate().filter(|(_, line)| declared(line, &["fn"]).is_some()) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let is_end = |line: &&str| line.strip_prefix(indent).is_some_and(|rest| rest.starts_with('}'));
            let is_whole = line.ends_with('}') || line.ends_with(';');
            let n_lines =
                if is_whole { 1 } else { 2 + lines[start + 1..].iter().take_while(|line| !is_end(line)).count() };
            if n_lines > MAX_FUNCTION {
                writeln!(complaints, "{}:{}: {n_lines} lines, divide it", source.path.display(), start + 1).unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn names_say_something() {
    for source in sources(&["src", "tests", "benches"]) {
        let parts = source.path.iter().map(|part| part.to_str().unwrap().trim_end_matches(".rs").to_owned());
        let empty: Vec<_> = parts.filter(|part| is_empty_name(part)).collect();
        assert!(empty.is_empty(), "{}: {empty:?} says nothing", source.path.display());
    }
    check_lines(&["src", "tests", "benches"], |_, line| {
        let name = declared(line, &["fn", "mod", "struct", "enum", "trait", "type", "const"])?;
        is_empty_name(name).then(|| format!("`{name}` says nothing"))
    });
}

#[test]
fn no_file_names_a_place_on_one_machine() {
    let homes = ["home", "root", "Users", "work"].map(|folder| format!("/{folder}/"));
    let mut complaints = String::new();
    for path in files_below(Path::new(".")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for (index, line) in text.lines().enumerate() {
            let is_outright = |at: usize| !line[..at].ends_with(|c: char| is_word(c) || "./-~}>".contains(c));
            let named = |home: &String| line.match_indices(home).any(|(at, _)| is_outright(at));
            if homes.iter().any(named) || line.contains(env!("CARGO_MANIFEST_DIR")) {
                writeln!(complaints, "{}:{}: {line}", path.display(), index + 1).unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// A file of Rust, by its path in the project.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    /// The part of `src` that it belongs to: a folder, or a file that stands by itself.
    fn folder(&self) -> &str {
        self.path.iter().nth(1).unwrap().to_str().unwrap().trim_end_matches(".rs")
    }

    /// Whether it is the file or stands in the folder that is called so in `src`: `reading`, `reading/halves`.
    fn is_in(&self, home: &str) -> bool {
        self.path.with_extension("").strip_prefix("src").is_ok_and(|path| path.starts_with(home))
    }

    /// Whether the `super::`s in `line` lead out of the folder.
    fn leads_out(&self, line: &str) -> bool {
        let n_supers = (1..).take_while(|n| line.contains(&"super::".repeat(*n))).count();
        let depth = self.path.iter().count() - 1 - usize::from(self.path.ends_with("mod.rs"));
        let in_test_module = usize::from(line.starts_with(' '));
        n_supers >= depth + in_test_module && n_supers > 0
    }
}

/// Fails with all that `complaint` has to say about the lines of code in `folders`.
fn check_lines(folders: &[&str], complaint: impl Fn(&Source, &str) -> Option<String>) {
    let mut complaints = String::new();
    for source in sources(folders) {
        for (index, line) in source.text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            if let Some(complaint) = complaint(&source, line) {
                writeln!(complaints, "{}:{}: {complaint}", source.path.display(), index + 1).unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// The name that `line` declares, if it begins a declaration of one of `kinds`.
fn declared<'a>(line: &'a str, kinds: &[&str]) -> Option<&'a str> {
    let mut words = line.split_whitespace().skip_while(|word| word.starts_with("pub") || *word == "async");
    let kind = words.next()?;
    let name = words.next()?.split(|c| !is_word(c)).next()?;
    let (kind, name) = match (kind, name) {
        ("const", "fn") => ("fn", words.next()?.split(|c| !is_word(c)).next()?),
        pair => pair,
    };
    kinds.contains(&kind).then_some(name)
}

/// Whether one of the words in `name` says nothing; words are parted by `_` or by capitals.
fn is_empty_name(name: &str) -> bool {
    let words: String = name.chars().flat_map(|c| [c.is_uppercase().then_some('_'), Some(c)]).flatten().collect();
    words.to_lowercase().split('_').any(|word| EMPTY_NAMES.contains(&word))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn sources(folders: &[&str]) -> Vec<Source> {
    let paths =
        folders.iter().filter(|folder| Path::new(folder).is_dir()).flat_map(|folder| files_below(Path::new(folder)));
    let rust = paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    rust.map(|path| Source { text: fs::read_to_string(&path).unwrap(), path }).collect()
}

/// The files of the project below `folder`, in order; what is built and what git keeps are left out.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_ours = |path: &PathBuf| !path.ends_with("target") && !path.ends_with(".git");
    let below = |path: PathBuf| if path.is_dir() { files_below(&path) } else { vec![path] };
    paths.into_iter().filter(is_ours).flat_map(below).collect()
}
