//! Corrections of the structure as a person makes, sees and takes them back.

use std::fs;

use wenda::document::turn::TurnKind;

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM};

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

/// What the keys do to the screen: it then shows `shown`.
#[track_caller]
fn check(keys: &str, shown: &str) {
    let mut reader = reader(keys);
    assert!(reader.text().contains(shown), "{keys} shows no “{shown}”:\n{}", reader.text());
}

const QUESTION: &str = ": «这里开始一个提问» enter";
const ANSWER: &str = ": «这里开始一个回答» enter";
const STATEMENT: &str = ": «这里开始一段陈述» enter";
const NO_TURN: &str = ": «接着前面的发言» enter";
const HEADING: &str = ": «更正：这是标题» enter";
const NO_HEADING: &str = ": «这不是标题» enter";
const SPEAKER: &str = ": «发言人是» enter";

#[test]
fn the_palette_corrects_what_stands_at_the_top() {
    check(&format!("] }} {QUESTION}"), "问 2*  林晚舟：");
    check(&format!("] }} j j j j j j {QUESTION}"), "问 2*  我们算过一笔账");
    check(&format!("] }} {NO_TURN}"), "没有一条船非看它不可");
    check(&format!("] }} {HEADING}"), "林晚舟：您说得对");
    check(&format!("J {NO_HEADING} C"), "这不是标题");
    check(&format!("] }} {SPEAKER} «镇长» enter esc"), "问 1/6 › 镇长");
    check(&format!("] {ANSWER}"), "已更正，按 U 取消");
}

#[test]
fn a_speaker_is_chosen_from_those_who_speak() {
    check(&format!("] }} {SPEAKER} «周» down enter esc"), "› 周伯海");
}

#[test]
fn a_speaker_needs_a_turn() {
    check(SPEAKER, "还不知道这里是谁在说话");
}

#[test]
fn corrections_are_listed_and_taken_back_one_by_one() {
    let twice = format!("] }} {QUESTION} ] {SPEAKER} «某人» enter");
    check(&format!("{twice} C"), "更正 2");
    check(&format!("{twice} C"), "发言人是某人");
    check(&format!("{twice} C j x"), "更正 1");
    check(&format!("{twice} C j x"), "已取消更正");
    check(&format!("{twice} C j x U"), "更正 2");
    check(&format!("{twice} U C"), "更正 1");
    check(&format!("{twice} U U C"), "更正 0");
    assert_eq!(reader(&twice).app.n_questions(), 7);
    assert_eq!(reader(&format!("{twice} U U")).app.n_questions(), 6);
}

#[test]
fn who_said_that_no_turn_begins_can_say_that_one_does() {
    let reader = reader(&format!("] }} {NO_TURN} {QUESTION}"));
    let place = reader.app.viewport.place();
    let turn = reader.app.document.turn_of(place.block).unwrap();
    assert_eq!(reader.app.document.turns[turn].speaker.as_deref(), Some("林晚舟"));
}

#[test]
fn a_correction_that_would_change_nothing_is_refused_with_the_reason() {
    check(&format!("] }} {NO_HEADING}"), "这本来就不是标题，不用更正");
    check(&format!("J {HEADING}"), "这已经是标题");
    check(&format!("j j {HEADING}"), "这已经是全文的标题");
    check(&format!("] {QUESTION}"), "本来就是这样，不用更正");
    check(&format!("] }} j j j j j j {NO_TURN}"), "发言不从这一段开始；按 { 到它开始的地方");
    check(NO_TURN, "还不知道这里是谁在说话");
    check(&format!("] }} {SPEAKER} «林晚舟» enter"), "发言人本来就是这个名字");
    for refused in [format!("] }} {NO_HEADING}"), format!("] {QUESTION}"), NO_TURN.to_owned()] {
        check(&format!("{refused} C"), "更正 0");
    }
}

#[test]
fn a_correction_is_about_where_the_selection_begins() {
    let reader = reader(&format!("] }} v j j j j j j j j {STATEMENT}"));
    let turn = &reader.app.document.turns[reader.app.document.turn_of(reader.app.viewport.place().block).unwrap()];
    assert_eq!((turn.kind, turn.speaker.as_deref()), (TurnKind::Statement, Some("林晚舟")));
    assert!(reader.app.selecting.selection.is_none());
}

/// The turns as a person counts them: kind, speaker, number of blocks.
fn turns(reader: &Reader) -> Vec<(TurnKind, Option<String>, usize)> {
    let turns = reader.app.document.turns.iter();
    turns.map(|turn| (turn.kind, turn.speaker.as_deref().map(str::to_owned), turn.blocks.len())).collect()
}

#[test]
fn every_correction_is_there_when_the_file_is_opened_again() {
    let name = format!("{SPEAKER} «镇长» enter");
    for (place, command) in [
        ("] }", QUESTION),
        ("]", ANSWER),
        ("] }", STATEMENT),
        ("] } j j j j j j", STATEMENT),
        ("] }", NO_TURN),
        ("] }", HEADING),
        ("] }", &name),
    ] {
        let corrected = reader(&format!("{place} {command}"));
        let found = turns(&corrected);
        assert_ne!(found, turns(&reader("")), "{command}");
        assert_eq!(turns(&corrected.reopen(LIGHTHOUSE)), found, "{command}");
    }
    let corrected = reader(&format!("J {NO_HEADING}"));
    let n_sections = reader("").app.document.sections.len() - 1;
    assert_eq!(corrected.app.document.sections.len(), n_sections);
    assert_eq!(corrected.reopen(LIGHTHOUSE).app.document.sections.len(), n_sections);
}

#[test]
fn what_was_corrected_in_an_earlier_sitting_is_undone_the_newest_first() {
    let twice = format!("] }} {STATEMENT} ] {SPEAKER} «某人» enter");
    let mut reader = reader(&twice).reopen(LIGHTHOUSE);
    assert!(reader.press("U").text().contains("已取消更正“发言人是某人” Q2¶1"), "{}", reader.text());
    assert!(reader.press("U").text().contains("已取消更正“这里开始一段陈述”"), "{}", reader.text());
    assert!(reader.press("U").text().contains("没有删除过什么"), "{}", reader.text());
    let before = turns(&Reader::open(LIGHTHOUSE, MEDIUM, "zh"));
    assert_eq!(turns(&reader.reopen(LIGHTHOUSE)), before);
}

#[test]
fn of_corrections_and_deletions_of_an_earlier_sitting_the_last_is_undone_first() {
    let undone = |keys: &str| reader(keys).reopen(LIGHTHOUSE).press("U").text();
    assert!(undone(&format!("] }} {STATEMENT} ] m x")).contains("Q2¶1 已恢复"));
    assert!(undone(&format!("] m x ] }} {STATEMENT}")).contains("已取消更正"));
}

#[test]
fn a_correction_whose_place_is_gone_is_told_and_comes_back_with_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(LIGHTHOUSE).unwrap();
    let line = text.lines().find(|line| line.contains("我们算过一笔账")).unwrap();
    let path = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let without = path("without.md", &text.replace(line, ""));
    let again = path("again.md", &format!("{text}\n\n又加了一段。\n"));
    let corrected = reader(&format!("] }} j j j j j j {QUESTION}"));
    assert_eq!(corrected.app.n_questions(), 7);

    let mut gone = corrected.reopen(&without);
    assert_eq!(gone.app.n_questions(), 6);
    assert!(gone.text().contains("1 处更正找不到原来的段落，暂不生效；按 C 查看"), "{}", gone.text());
    assert!(gone.press("C").text().contains("[找不到原文]"), "{}", gone.text());

    let mut back = gone.reopen(&again);
    assert_eq!(back.app.n_questions(), 7);
    assert!(!back.text().contains("找不到"), "{}", back.text());
}
