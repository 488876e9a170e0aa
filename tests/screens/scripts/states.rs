//! The states in which scripts are played: one for each layer that can lie over the text, and for each line that can be typed.

use std::path::Path;
use std::sync::LazyLock;

use wenda::app::layers::Layer;
use wenda::app::lists::catalogue::{Known, Row, Stopped, Summary};
use wenda::app::lists::documents::Carried;
use wenda::document::Document;
use wenda::input::key::Key;
use wenda::reading::{Lexicon, ReadOptions, open};

use super::super::reader::Reader;

const TALK: &str = "tests/screens/scripts/talk.md";

/// Keys after which all states begin: the third question of seven, two bookmarks, one before it and one after, and places
/// that were left.
const BEGINNING: &str = "2 ] m 3 ] m 2 [";

/// A state, and how it is reached.
#[derive(Debug)]
pub struct State {
    /// What the tables call it.
    pub name: &'static str,
    /// The keys that lead to it.
    keys: &'static str,
    size: (u16, u16),
    /// The topmost layer in it.
    pub layer: Option<Layer>,
}

const fn state(name: &'static str, keys: &'static str, layer: Option<Layer>) -> State {
    State { name, keys, size: (80, 24), layer }
}

/// All of them.
pub const STATES: &[State] = &[
    state("text", "", None),
    state("begun", "'", Some(Layer::Begun)),
    state("outline", "o", Some(Layer::List)),
    state("list", "B", Some(Layer::List)),
    state("filter", "& «@记者» enter", Some(Layer::Filter)),
    state("selection", "v", Some(Layer::Selection)),
    state("raw", "R", Some(Layer::Raw)),
    State { size: (61, 24), ..state("beside", "B tab", Some(Layer::Beside)) },
    state("hits", "/ «孩子们» enter", Some(Layer::Hits)),
    state("question", "kinship", Some(Layer::Question)),
    state("faults", "!", Some(Layer::Faults)),
    state("documents", "D", Some(Layer::Documents)),
    state("sifted", "D & «船» enter", Some(Layer::DocumentFilter)),
    // where something is typed
    state("searching", "/ «哪些»", Some(Layer::Prompt)),
    state("menu", ": «下一»", Some(Layer::Prompt)),
    state("finding", "\\ «记者»", Some(Layer::Prompt)),
    state("tagging", "t «新»", Some(Layer::Prompt)),
    state("naming", ": «发言人是» enter", Some(Layer::Prompt)),
    state("filtering", "& «@记者»", Some(Layer::Prompt)),
    state("sifting", "D & «船»", Some(Layer::Prompt)),
    state("noting", "a «好»", Some(Layer::Note)),
];

/// The states that a table names: names, or a word for several of them.
pub fn named(names: &str, at: &str) -> Vec<&'static State> {
    let find = |name: &str| {
        STATES.iter().find(|state| state.name == name).unwrap_or_else(|| panic!("{at}: no state `{name}`"))
    };
    let several = |word: &str| -> &[&str] {
        match word {
            // all in which the text takes what the topmost layer passes on
            "page" => &["text", "outline", "list", "filter", "raw", "beside", "hits", "question"],
            // of these, those in which the text has the focus
            "read" => &["text", "raw", "beside", "hits", "question"],
            "lists" => &["outline", "list", "filter"],
            "catalogues" => &["documents", "sifted"],
            _ => &[],
        }
    };
    names
        .split_whitespace()
        .flat_map(|word| match several(word) {
            [] => vec![find(word)],
            words => words.iter().map(|name| find(name)).collect(),
        })
        .collect()
}

fn documents() -> Vec<Row> {
    let read = |path: &str, title: &str, n_questions| {
        let summary = Summary { title: title.to_owned(), n_questions, ..Summary::default() };
        Row { path: path.to_owned(), known: Known::Read(summary), stopped: None }
    };
    let mut rows = vec![read("talks/boat.md", "书船靠岸", 7), read("talks/ferry.md", "渡船改期", 3)];
    rows[0].stopped = Some(Stopped { reference: "Q3¶1".to_owned(), percent: Some(40), n_marks: 2 });
    rows.push(read("talks/orchard.md", "果园不搬", 5));
    rows.extend((1..30).map(|n| read(&format!("talks/{n}.md"), &format!("第{n}条船"), n)));
    rows
}

impl State {
    /// Opens the talk, and goes there.
    pub fn open(&self) -> Reader {
        static DOCUMENT: LazyLock<Document> =
            LazyLock::new(|| open(Path::new(TALK), &ReadOptions::default(), &Lexicon::default_words()).unwrap());
        let mut reader = Reader::of_document(DOCUMENT.clone(), self.size, "zh");
        reader.app.settings.faults = (1..=40).map(|n| format!("keymap.toml 第 {n} 行：没有这个键")).collect();
        reader.app.take_up(Carried::given(documents()));
        reader.app.documents.open = None;
        reader.recent = documents();
        reader.press(BEGINNING);
        match self.keys {
            "kinship" => reader.app.ask_kinship(),
            keys => drop(reader.press(keys)),
        }
        assert_eq!(reader.app.layers().first().copied(), self.layer, "{}", self.name);
        reader
    }

    /// Whether letters are letters in it.
    pub fn is_typed_in(&self) -> bool {
        matches!(self.layer, Some(Layer::Prompt | Layer::Note))
    }

    /// The keys of a command that have been pressed.
    pub fn begun(&self) -> Vec<Key> {
        if self.layer == Some(Layer::Begun) { vec![Key::char('\'')] } else { Vec::new() }
    }

    /// Keys that its layer takes before they mean something.
    pub fn takes(&self) -> Vec<Key> {
        if self.layer == Some(Layer::Question) { vec![Key::char('y'), Key::char('n')] } else { Vec::new() }
    }
}
