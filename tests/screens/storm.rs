//! A storm of sizes: whatever somebody is doing, the window takes hundreds of sizes, one after the other, and nothing changes
//! but the size. What is drawn at the end is what a fresh start at that size draws once the same has been done there.

use std::fmt::Write as _;

use super::documents::rows as documents;
use super::reader::Reader;
use super::{GUIDE, LIGHTHOUSE};
use wenda::app::lists::catalogue::Row;
use wenda::app::lists::documents::Carried;
use wenda::document::Document;
use wenda::reading::{self, Lexicon, ReadOptions};

/// Sizes that one storm has, of a talk that has wide characters, emoji and a table; and of the other documents.
const N_SIZES: usize = 500;
const N_SIZES_OF_OTHERS: usize = 12;

/// After so many sizes the screen is compared with a fresh start.
const COMPARED_EACH: usize = 100;

/// The widest and highest screen.
const LARGEST: (u16, u16) = (300, 100);

/// Where every storm begins.
const FIRST: (u16, u16) = (120, 40);

/// What somebody is doing, and the keys that lead there; none of them goes by rows, which are others at another size.
const DOINGS: [(&str, &str); 14] = [
    ("reading the first screen", ""),
    ("reading", "] ]"),
    ("reading at the end", "9 9 ]"),
    ("typing a search", "/ «a»"),
    ("typing a search that has no hit", "] / «不在»"),
    ("going through hits", "/ «的» enter n n"),
    ("writing half a sentence", "] a «写了一半的一句话，还有很多没有写，Half_of_another_sent»"),
    ("selecting", "] } v ) w"),
    ("looking for a command", "] ? «mark»"),
    ("correcting a speaker's name", "] : «speaker»"),
    ("folding the outline", "o h j"),
    ("looking at marks", "] m ] m ] m B"),
    ("beginning a command", "] 1 2 '"),
    ("looking at the text as it came", "] R"),
];

/// Numbers that look like chance and are the same every time (xorshift64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    /// From 1 to `most`, half of them in the lower fifth: that is where things have no room.
    fn side(&mut self, most: u16) -> u16 {
        let most = u64::from(most);
        let below = if self.below(2) == 0 { most / 5 } else { most };
        1 + self.below(below) as u16
    }

    fn size(&mut self) -> (u16, u16) {
        (self.side(LARGEST.0), self.side(LARGEST.1))
    }
}

/// What must be the same at every size: the place, what is open, what was typed and chosen.
fn state(reader: &Reader) -> String {
    let app = &reader.app;
    let mut state = format!("{:?} {:?} {:?}", app.viewport.place(), app.layers(), app.told.message);
    for list in [&app.lists.outline, &app.lists.list] {
        write!(state, " {:?}", list.chosen().map(|entry| &entry.target)).unwrap();
    }
    let typed = app.over.prompt.as_ref().map(|prompt| (prompt.text(), prompt.before_caret()));
    let written = app.over.note.as_ref().map(|note| note.text());
    write!(state, " {typed:?} {written:?} {:?} {:?}", app.selecting.selection, app.lists.folded).unwrap();
    state
}

/// A document, what is done with it, and what is done to begin with.
struct Storm<'a> {
    document: &'a Document,
    begin: fn(&mut Reader),
    keys: &'a str,
}

impl Storm<'_> {
    /// A fresh start at a size, where the same is done.
    fn start(&self, size: (u16, u16)) -> Reader {
        let mut reader = Reader::with(self.document.clone(), size, "zh", Vec::new());
        (self.begin)(&mut reader);
        reader.press(self.keys);
        let app = &mut reader.app;
        if app.selecting.selection.is_some() || !app.searching.text().is_empty() {
            // how far down the window a passage is shown goes by the window in which it was gone to: here by none
            app.viewport.show_on_line(app.viewport.place(), 2);
            app.viewport.lay_out(&app.document);
        }
        reader
    }

    /// Lets sizes come; gives what is not as it was, or not as after a fresh start.
    fn faults(&self, n_sizes: usize, seed: u64) -> Vec<String> {
        let mut chance = Chance(0x9E37_79B9_7F4A_7C15 ^ seed);
        let mut reader = self.start(FIRST);
        let before = state(&reader);
        let mut found = Vec::new();
        for n in 1..=n_sizes {
            let size = chance.size();
            reader.resize(size);
            reader.cells();
            if state(&reader) != before {
                found.push(format!("{size:?}, size {n}: was\n{before}\nis\n{}", state(&reader)));
            }
            if n % COMPARED_EACH == 0 || n == n_sizes {
                let drawn = reader.text_and_styles();
                let mut fresh = self.start(size);
                let anew = fresh.text_and_styles();
                if anew != drawn {
                    found.push(format!("{size:?}, size {n}: a fresh start\n{anew}\nafter the storm\n{drawn}"));
                }
            }
        }
        found
    }
}

/// Reads a text of ours.
fn read(text: &str, path: &str) -> Document {
    reading::read(text.as_bytes(), path, &ReadOptions::default(), &Lexicon::default_words())
}

/// A talk with wide characters, emoji, two languages and a table.
fn talk() -> Document {
    read(include_str!("../fixtures/breakwater.md"), "breakwater.md")
}

/// What is read in the storms besides the talk: other languages, titles longer than any screen, a page of headlines alone.
fn others() -> Vec<Document> {
    let long = "一个长得没有哪一个窗口写得下的标题，".repeat(9);
    let titles = format!(
        "# {long}\n\n## {long}\n\n《晨报》记者：{long}呢？\n\n周守诚：{long}。\n\n## A heading {}\n\n问：好吗？\n\n答：好。\n",
        "that goes on and on ".repeat(12)
    );
    let headlines: String = (1..40).map(|n| format!("## 第{n}节 没有一句正文\n\n")).collect();
    let mut documents =
        vec![read(&titles, "titles.md"), read(&format!("# 只有标题的一页\n\n{headlines}"), "headlines.md")];
    for path in [LIGHTHOUSE, GUIDE, "tests/fixtures/roster.md", "tests/fixtures/orchard.txt", "tests/fixtures/tofu.md"]
    {
        documents.push(read(&std::fs::read_to_string(path).unwrap(), path));
    }
    documents
}

#[track_caller]
fn check(document: &Document, name: &str, begin: fn(&mut Reader), keys: &str, n_sizes: usize, seed: u64) {
    let found = Storm { document, begin, keys }.faults(n_sizes, seed);
    let title = document.title_text().unwrap_or("").chars().take(12).collect::<String>();
    assert!(found.is_empty(), "{title}, {name}: {} faults, the first:\n{}", found.len(), found[0]);
}

#[test]
fn a_storm_of_sizes_changes_nothing_but_the_size() {
    let talk = talk();
    for (seed, (name, keys)) in DOINGS.into_iter().enumerate() {
        check(&talk, name, |_| {}, keys, N_SIZES, seed as u64);
    }
}

#[test]
fn a_storm_changes_nothing_in_any_document() {
    for (at, document) in others().iter().enumerate() {
        for (nth, (name, keys)) in DOINGS.into_iter().enumerate() {
            check(document, name, |_| {}, keys, N_SIZES_OF_OTHERS, (100 + at * 100 + nth) as u64);
        }
    }
}

#[test]
fn a_storm_changes_nothing_on_the_pages_that_lie_over_the_text() {
    let talk = talk();
    let lists_many = |reader: &mut Reader| {
        let many = (0..60).map(|n| Row { path: format!("talks/{n}.md"), ..documents()[n % 4].clone() });
        reader.app.take_up(Carried::given(many.collect()));
    };
    let is_faulty = |reader: &mut Reader| {
        let fault = |n| format!("themes/my.toml:{n}: “标签{n}”不是屏幕上任何一处的名字；最接近的是“label”");
        reader.app.settings.faults = (1..60).map(fault).collect();
    };
    check(&talk, "choosing a document", lists_many, "3 0 j", N_SIZES_OF_OTHERS * 4, 1);
    check(&talk, "filtering documents", lists_many, "j & «talks/1»", N_SIZES_OF_OTHERS * 4, 2);
    check(&talk, "reading faults", is_faulty, "!", N_SIZES_OF_OTHERS * 4, 3);
}
