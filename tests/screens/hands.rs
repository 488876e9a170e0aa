//! Hands that know less and vim: what their keys do here.

use wenda::app::Effect;
use wenda::document::place::Place;
use wenda::input::key::Key;

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM};

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

/// The place that is read, and the row of the pane on which it stands.
fn stands(keys: &str) -> (Place, usize) {
    let reader = reader(keys);
    (reader.app.viewport.place(), reader.app.viewport.line())
}

#[test]
fn a_search_that_is_dropped_leaves_the_screen_as_it_was() {
    // Near its end a text may be followed by empty rows.
    let last = reader("").app.n_questions();
    for keys in ["", "3 g", &format!("{last} g"), "G", "H j j", "{"] {
        for typed in ["", "«灯»", "«没有的»"] {
            let before = reader(keys).text();
            let after = reader(&format!("{keys} / {typed} esc")).text();
            let rows = |text: &str| text.lines().rev().skip(1).map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(rows(&before), rows(&after), "{keys} / {typed}");
        }
    }
}

#[test]
fn at_the_end_the_last_question_is_named_however_the_reader_came_there() {
    for size in [(120, 60), (120, 40), (100, 30), (80, 24), (61, 20), (36, 16)] {
        for keys in ["G", "end", ": «100%» enter"] {
            let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
            let last = reader.app.n_questions();
            let foot = reader.press(keys).rows().pop().unwrap_or_default();
            assert!(foot.contains(&format!("问 {last}/{last}")), "{size:?} {keys}: {foot}");
            assert_eq!(reader.app.viewport.percent(&reader.app.document), 100, "{size:?} {keys}");
            let turn = reader.app.document.turn_of(reader.app.viewport.place().block);
            let asked = turn.map(|turn| reader.app.document.exchange_of(turn).start);
            let number = asked.and_then(|turn| reader.app.document.turns[turn].number);
            assert_eq!(number, Some(last), "{size:?} {keys}");
        }
    }
}

#[test]
fn earlier_searches_come_back_in_the_line_and_on_another_day() {
    let mut hands = reader("/ «灯塔» enter / «镜片» enter / up up");
    let typed = |reader: &Reader| reader.app.over.prompt.as_ref().map(|prompt| prompt.text().to_owned());
    assert_eq!(typed(&hands).as_deref(), Some("灯塔"));
    assert!(!hands.app.searching.hits().is_empty(), "the text follows what is recalled");
    hands.press("down");
    assert_eq!(typed(&hands).as_deref(), Some("镜片"));
    let kept = hands.app.press("enter".parse().unwrap());
    assert_eq!(kept, Some(Effect::Remember("searches", "灯塔\n镜片".to_owned())));
}

/// The first row of the text in view.
fn first_row(keys: &str) -> (usize, usize) {
    let reader = reader(keys);
    let row = &reader.app.viewport.visible()[0];
    (row.block, row.range.start)
}

#[test]
fn pages_and_rows_go_as_in_less_and_vim() {
    assert_ne!(stands("space"), stands(""));
    assert_eq!(stands("space b"), stands(""));
    assert_eq!(stands("ctrl-e ctrl-e"), stands("j j"));
    assert_eq!(stands("j j ctrl-y"), stands("j"));
    assert_eq!(stands("] ] g g"), stands("] ] g"));
    assert_eq!(stands("3 G"), stands("] ] ]"));
    assert_eq!(stands("G"), stands("end"));
    for keys in ["q", "ZZ", "ＺＺ"] {
        let mut reader = reader("]");
        let effects: Vec<Option<Effect>> = keys.chars().map(|c| reader.app.press(Key::char(c))).collect();
        assert_eq!(effects.last(), Some(&Some(Effect::Quit)), "{keys}");
    }
}

#[test]
fn the_row_that_is_read_is_chosen_without_scrolling() {
    for keys in ["H", "M", "L", "Ｍ"] {
        assert_eq!(first_row(&format!("] {keys}")), first_row("]"), "{keys}");
    }
    let rows = reader("]").app.viewport.height();
    assert_eq!(stands("] H"), stands("]"));
    let (_, middle) = stands("] M");
    assert!(middle.abs_diff(rows / 2) <= 1, "{middle} of {rows}");
    assert!(stands("] L").1 + 2 >= rows);
    // what is read next stands there, too, until something is gone to
    assert!(stands("] M j j j").1.abs_diff(middle) <= 2);
    assert_eq!(stands("] M ]").1, 0);
    assert_eq!(stands("] L H"), stands("]"));
}

#[test]
fn what_is_read_in_the_middle_is_what_is_marked() {
    let marked = reader("] M m").text();
    assert!(!marked.contains("Q1¶1 已保存") && marked.contains(" 已保存"), "{marked}");
}

#[test]
fn the_chosen_entry_goes_to_the_top_and_the_foot_of_a_list() {
    let chosen = |keys: &str| reader(keys).app.lists.outline.chosen_index();
    assert_eq!((chosen("o L H"), chosen("o L")), (0, 9));
    assert!((4..=5).contains(&chosen("o M")));
}

#[test]
fn a_paragraph_is_selected_as_a_whole() {
    let copied = |keys: &str| reader(keys).copied.pop().unwrap_or_default();
    let paragraph = copied("] V y");
    assert!(paragraph.starts_with("如今的船都有") && paragraph.ends_with('？'), "{paragraph}");
    assert_eq!(copied("] v V y"), paragraph);
    assert!(copied("] V p y").starts_with(&paragraph) && copied("] V p y").len() > paragraph.len());
}
