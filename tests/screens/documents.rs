//! The page of documents: what it shows of each, at every width; choosing, filtering and opening; what it tells while they are
//! still being read.

use insta::assert_snapshot;
use wenda::app::lists::catalogue::{Kind, Known, Learnt, Row, Stopped, Summary};
use wenda::app::lists::documents::Carried;

use super::reader::Reader;
use super::{GUIDE, MEDIUM, NARROW, WIDE};

/// A folder of four transcripts: one that was read before, one without a title, one that is no text, one not yet read.
pub fn rows() -> Vec<Row> {
    let read = |path: &str, title: &str, date: &str, n_questions, speakers: &str| {
        let date = Some(date.to_owned()).filter(|date| !date.is_empty());
        let known = Known::Read(Summary { title: title.into(), date, n_questions, speakers: speakers.into() });
        Row { path: path.to_owned(), known, stopped: None }
    };
    let stopped = Stopped { reference: "Q2¶1".to_owned(), percent: Some(37), n_marks: 2 };
    vec![
        Row {
            stopped: Some(stopped),
            ..read("talks/lamp.md", "灯还是那盏灯：守灯人答记者问", "2026-05-18", 6, "周伯海, 《海风日报》记者")
        },
        read("talks/ferry.txt", "", "--03-07", 3, "孟青"),
        Row {
            known: Known::Faulty("this is a picture (PNG), not text".to_owned()),
            ..Row::unread("talks/map.png".into())
        },
        Row::unread("talks/orchard.txt".to_owned()),
    ]
}

fn open(size: (u16, u16)) -> Reader {
    let mut reader = Reader::open(GUIDE, size, "zh");
    reader.app.take_up(Carried::given(rows()));
    reader
}

#[test]
fn documents_are_listed_with_what_is_known_of_them() {
    for (size, word) in [(WIDE, "wide"), (MEDIUM, "medium"), ((61, 20), "low"), (NARROW, "narrow")] {
        assert_snapshot!(format!("documents {word}"), open(size).text_and_styles());
    }
}

#[test]
fn one_is_chosen_and_opened_and_one_that_cant_be_read_says_why() {
    let mut reader = open(MEDIUM);
    assert!(reader.press("j enter").opened == ["talks/ferry.txt"]);
    reader.press("j enter");
    assert_eq!(reader.opened.len(), 1);
    assert!(reader.text().contains("没有打开：this is a picture"), "{}", reader.text());
    reader.press("G l");
    assert_eq!(reader.opened[1..], ["talks/orchard.txt"]);
}

#[test]
fn the_next_and_the_previous_are_opened_from_the_text_and_those_that_cant_be_read_are_passed_over() {
    let mut reader = open(MEDIUM);
    reader.press("esc ctrl-n ctrl-n ctrl-n ctrl-n");
    assert_eq!(reader.opened, ["talks/lamp.md", "talks/ferry.txt", "talks/orchard.txt"]);
    assert!(reader.text().contains("最后一篇"), "{}", reader.text());
    reader.press("ctrl-p");
    assert_eq!(reader.opened[3..], ["talks/ferry.txt"]);
    let mut alone = Reader::open(GUIDE, MEDIUM, "zh");
    assert!(alone.press("ctrl-n").text().contains("没有列表"));
    assert!(alone.press("D").text().contains("没有列表"));
}

#[test]
fn the_list_is_resumed_at_its_row_and_its_filter() {
    let mut reader = open(MEDIUM);
    reader.press("& «talks/ferry» backspace backspace backspace backspace backspace «灯» enter");
    assert!(!reader.text().contains("ferry.txt"), "{}", reader.text());
    reader.press("esc & «txt» enter j enter");
    assert_eq!(reader.opened, ["talks/orchard.txt"]);
    let carried = reader.app.hand_on();
    let mut next = Reader::open(GUIDE, MEDIUM, "zh");
    next.app.take_up(carried);
    next.app.documents.open = None;
    let shown = next.press("D").text();
    assert!(shown.contains("文章 2/4 筛选 “txt”") && shown.contains("▌ orchard.txt"), "{shown}");
    assert!(!next.press("esc").text().contains("筛选 “"), "Esc lifts the filter first");
    assert!(next.press("esc").text().contains("有问，有答"), "and then shows the text");
}

#[test]
fn what_is_found_out_appears_and_is_counted() {
    let mut reader = open(MEDIUM);
    assert!(reader.text().contains("还有 1 篇未读"));
    let known = Known::Read(Summary { title: "果园不搬".to_owned(), ..Summary::default() });
    reader.app.learn(vec![Learnt { row: 3, known, stopped: None }]);
    let shown = reader.text();
    assert!(shown.contains("果园不搬") && !shown.contains("未读"), "{shown}");
}

#[test]
fn what_was_searched_for_is_found_in_the_next_document_too() {
    let mut reader = Reader::open(super::LIGHTHOUSE, MEDIUM, "zh");
    reader.press("/ «灯» enter");
    let carried = reader.app.hand_on();
    let mut next = Reader::open(GUIDE, MEDIUM, "zh");
    next.app.take_up(carried);
    assert!(next.press("n").text().contains("1/"), "{}", next.text());
}

#[test]
fn an_action_of_the_text_says_that_it_is_one() {
    for keys in ["m", "]", "v", "B", "o", "n"] {
        let shown = open(MEDIUM).press(keys).text();
        assert!(shown.contains("只在正文里有用"), "{keys}: {shown}");
    }
}

#[test]
fn those_read_before_are_listed_with_where_one_was() {
    let mut reader = Reader::open(GUIDE, MEDIUM, "en");
    reader.recent = rows();
    let shown = reader.press("r").text();
    assert!(shown.contains("Recently read 4") && shown.contains("at Q2¶1 · 37% · 2 marked"), "{shown}");
    assert!(reader.press("r").text().contains("guide.md"), "the same key closes it");
    let mut first = Reader::open(GUIDE, MEDIUM, "en");
    first.app.show_documents(Kind::Recent, Vec::new());
    assert!(first.text().contains("Nothing else was read yet"));
}
