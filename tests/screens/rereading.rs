//! What a person is doing while the file is read anew: what was begun stays about what it was begun for.

use wenda::app::message::Message;
use wenda::app::page::reloading::Moved;
use wenda::app::{App, Effect};
use wenda::document::operation::Change;
use wenda::input::keymap::Keymap;
use wenda::reading::{Lexicon, ReadOptions, read};

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM};

const KILN: &str = include_str!("../fixtures/kiln.md");
const SPEAKER: &str = ": «发言人是» enter";

fn lighthouse() -> String {
    std::fs::read_to_string(LIGHTHOUSE).unwrap()
}

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

/// The file is read anew and is `text` now; `is_same` says whether the store takes it for the same document.
fn reread(app: &mut App, text: &str, is_same: bool) {
    let document = read(text.as_bytes(), "talk.md", &ReadOptions::default(), &Lexicon::default_words());
    let from = app.viewport.place();
    let fresh = App::new(document, Default::default(), Keymap::default(), Default::default(), MEDIUM);
    drop(app.replace_document(Box::new(fresh), Moved { from, to: None }, is_same));
}

/// The words that the operation is about which `keys` and then Enter make, with the file read anew between them.
fn about(keys: &str, text: &str) -> String {
    let mut reader = reader(keys);
    reread(&mut reader.app, text, true);
    let draft = reader.app.being_written();
    let Some(Effect::Record(change)) = reader.app.press("enter".parse().unwrap()) else { panic!("{keys}") };
    let anchor = |change: &Change| match change {
        Change::Add(addition) => addition.anchor.exact.clone(),
        Change::Correct(correction) => correction.anchor.exact.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(draft.as_ref().map(anchor), Some(anchor(&change)), "a signal keeps what Enter keeps");
    anchor(&change)
}

#[test]
fn a_tag_and_a_name_stay_with_what_they_were_begun_for() {
    let with_line = lighthouse() + "\n**林晚舟：** 还有一句话。\n";
    for keys in ["] t «重要»", &format!("] {SPEAKER} «赵六»"), "] v w w w t «重要»"] {
        let as_it_was = about(keys, &lighthouse());
        assert!(!as_it_was.is_empty());
        assert_eq!(about(keys, &with_line), as_it_was, "{keys}: with a line more");
        // the paragraph itself is gone, and others stand at its place
        let ending: String = as_it_was.chars().skip(as_it_was.chars().count() - 8).collect();
        let text = lighthouse();
        let line = text.lines().find(|line| line.contains(&ending)).unwrap();
        assert_eq!(about(keys, &text.replace(line, "")), as_it_was, "{keys}: without its paragraph");
    }
}

#[test]
fn a_name_is_kept_where_its_paragraph_is_gone() {
    let mut reader = reader(&format!("] }} {SPEAKER} «赵六»"));
    reread(&mut reader.app, "# 完全不同\n\n没有人说话。\n\n只有风。\n", true);
    assert!(matches!(reader.app.being_written(), Some(Change::Correct(_))));
}

#[test]
fn what_is_begun_is_left_with_the_text_that_it_is_about() {
    for keys in ["] m a «潮水»", "] t «重要»"] {
        let mut reader = reader(keys);
        assert!(reader.app.being_written().is_some(), "{keys}");
        reread(&mut reader.app, KILN, false);
        assert!(
            reader.app.being_written().is_none() && reader.app.over.note.is_none(),
            "{keys}: it is of another text"
        );
        assert!(matches!(reader.app.told.message, Some(Message::Reloaded)));
    }
}

#[test]
fn a_search_goes_on_in_the_text_as_it_is_now() {
    let with_line = lighthouse() + "\n**林晚舟：** 灯塔还在。\n";
    let n_hits = |reader: &Reader| reader.app.searching.hits().len();
    let mut accepted = reader("/ «灯塔» enter");
    let n_before = n_hits(&accepted);
    reread(&mut accepted.app, &with_line, true);
    assert_eq!(n_hits(&accepted), n_before + 1);
    assert!(accepted.press("n").text().contains(&format!("/{}", n_before + 1)));

    let mut typed = reader("/ «灯塔»");
    reread(&mut typed.app, &with_line, true);
    typed.press("enter");
    assert!(n_hits(&typed) == n_before + 1 && typed.app.searching.current_number().is_some());

    let mut dropped = reader("/ «灯塔» enter esc");
    reread(&mut dropped.app, &with_line, true);
    assert_eq!((n_hits(&dropped), dropped.app.searching.text()), (0, "灯塔"));
}

#[test]
fn marks_made_meanwhile_stay() {
    let mut reader = reader("] m ] m");
    let marks = reader.app.shelf.n_live();
    reread(&mut reader.app, &(lighthouse() + "\n**林晚舟：** 还有一句话。\n"), true);
    assert_eq!((reader.app.shelf.n_live(), marks), (2, 2));
}

/// A talk of some 3 MB, which is not compared with what it becomes: each speech is told by its words.
fn long_talk(n_speeches: std::ops::Range<usize>) -> String {
    let speech = |n: usize| {
        format!("记者：第{n}问？\n\n老陈：第{n}天的海是灰的，灯是亮的，船都回来了，守灯的人{n}次上楼，{n}次下楼。\n\n")
    };
    n_speeches.map(speech).collect()
}

#[test]
fn in_a_long_text_the_reader_stays_at_the_words() {
    let document = |text: &str| read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    let old = long_talk(0..25_000);
    assert!(old.len() > 2 * 1024 * 1024);
    let app = |text: &str| App::new(document(text), Default::default(), Keymap::default(), Default::default(), MEDIUM);
    let text_of = |app: &App| app.document.block_text(app.viewport.place().block).to_owned();
    let (added, cut) = (long_talk(90_000..90_060), long_talk(4_000..4_001));
    let in_the_middle = long_talk(0..9_000) + &added + &long_talk(9_000..25_000);
    let above_and_cut = added + &old.replace(&cut, "");
    for (text, question, expected) in [(in_the_middle, "10001", "第10000问"), (above_and_cut, "4001", "第400")] {
        let mut reader = app(&old);
        let start = Moved { from: reader.viewport.place(), to: Some(reader.viewport.place()) };
        // the reader goes elsewhere while it is read
        reader.go_to(question);
        drop(reader.replace_document(Box::new(app(&text)), start, true));
        assert!(text_of(&reader).contains(expected), "{expected}: {}", text_of(&reader));
    }
}
