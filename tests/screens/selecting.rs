//! Selecting with keys and mouse, and searching for what is selected.

use wenda::app::page::raw_area;
use wenda::input::mouse::{Gesture, Mouse};

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM, ORCHARD};

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

/// Copies what the keys select.
#[track_caller]
fn check_copied(keys: &str, copied: &str) {
    assert_eq!(reader(&format!("{keys} y")).copied, [copied], "{keys}");
}

#[test]
fn keys_select_sentences_words_rows_paragraphs_and_turns() {
    const FIRST: &str = "如今的船都有卫星导航，灯塔已经没有船要看了。";
    check_copied("] v", FIRST);
    check_copied("] v )", &format!("{FIRST}镇里花三年时间修它，是为了什么？"));
    check_copied("] v (", "《海风日报》记者：");
    check_copied("] v w w", &format!("{FIRST}镇里花"));
    check_copied("] v o w w w", "都有卫星导航，灯塔已经没有船要看了。");
    check_copied("] v p", &format!("{FIRST}镇里花三年时间修它，是为了什么？"));
    check_copied("] v j", &format!("{FIRST}镇里花"));
}

#[test]
fn a_selection_goes_over_paragraphs_and_turns() {
    let copied = &reader("] v } } y").copied[0];
    assert!(copied.starts_with("如今的船都有") && copied.ends_with("也请当面告诉我。"), "{copied}");
    assert_eq!(copied.lines().count(), 4, "{copied}");
}

#[test]
fn the_mouse_selects_by_dragging_and_words_and_paragraphs_by_clicking() {
    let mut reader = reader("]");
    reader.mouse(Gesture::Press { clicks: 1 }, "卫星导航", false).mouse(Gesture::Drag, "卫星导航", true).press("y");
    reader.mouse(Gesture::Press { clicks: 2 }, "卫星导航", false).press("y");
    reader.mouse(Gesture::Press { clicks: 3 }, "祠堂用不着", false).press("y");
    reader.mouse(Gesture::Press { clicks: 1 }, "没有船要看了", false).mouse(Gesture::Drag, "您说得对", true).press("y");
    let paragraph = "您说得对，没有一条船非看它不可。可是一个镇子不能只留下用得着的东西。祠堂用不着，戏台用不着，码头上那棵歪脖子榕树也用不着，但是拿掉任何一样，白礁就不是白礁了。";
    let dragged = "没有船要看了。镇里花三年时间修它，是为了什么？\n林晚舟：您说得对";
    assert_eq!(reader.copied, ["卫星导航", "卫星", paragraph, dragged]);
}

#[test]
fn dragging_beyond_the_edge_scrolls() {
    let mut reader = reader("]");
    let top = reader.app.viewport.place();
    reader.mouse(Gesture::Press { clicks: 1 }, "如今", false);
    for _ in 0..30 {
        reader.point(Mouse { gesture: Gesture::Drag, x: 60, y: 23 });
    }
    assert!(reader.app.viewport.place() > top);
    let copied = &reader.press("y").copied[0];
    assert!(copied.starts_with("如今") && copied.contains("新潮广播记者"), "{copied}");
}

#[test]
fn the_rule_between_the_panes_is_dragged() {
    let mut reader = reader("");
    let before = reader.app.panes.areas().rule.x;
    reader.point(Mouse { gesture: Gesture::Press { clicks: 1 }, x: before, y: 5 });
    reader.point(Mouse { gesture: Gesture::Drag, x: before + 8, y: 7 });
    assert_eq!(reader.app.panes.areas().rule.x, before + 8);
    assert!(reader.app.selecting.selection.is_none());
    // pressed elsewhere, it stays
    reader.point(Mouse { gesture: Gesture::Press { clicks: 1 }, x: before + 20, y: 5 });
    reader.point(Mouse { gesture: Gesture::Drag, x: before + 30, y: 7 });
    assert_eq!(reader.app.panes.areas().rule.x, before + 8);
}

#[test]
fn the_rule_before_the_text_as_it_came_is_dragged() {
    // beside the text, and below it
    for (width, height, is_beside) in [(160, 40, true), (70, 24, false)] {
        let mut reader = Reader::open(LIGHTHOUSE, (width, height), "zh");
        reader.press("R");
        let rule = |reader: &Reader| {
            let raw = raw_area(&reader.app.panes.areas());
            (raw.x, raw.y)
        };
        let (x, y) = rule(&reader);
        reader.point(Mouse { gesture: Gesture::Press { clicks: 1 }, x, y });
        reader.point(Mouse { gesture: Gesture::Drag, x: x + 8, y: y + 3 });
        let moved = if is_beside { (x + 8, y) } else { (x, y + 3) };
        assert!(
            rule(&reader).0.abs_diff(moved.0) <= 1 && rule(&reader).1.abs_diff(moved.1) <= 1,
            "{:?}",
            rule(&reader)
        );
        assert!(reader.app.selecting.selection.is_none());
        // Both keep room, however far it is dragged.
        reader.point(Mouse { gesture: Gesture::Drag, x: width - 1, y: height - 1 });
        let text = reader.app.panes.areas().text;
        let raw = raw_area(&reader.app.panes.areas());
        assert!(raw.width >= 8 && raw.height >= 2 && raw.x + raw.y > text.x + text.y, "{raw:?}");
    }
}

#[test]
fn a_hit_that_is_clicked_is_the_one_from_which_the_search_goes_on() {
    let mut reader = reader("/ «灯塔» enter");
    assert_eq!(reader.app.searching.current_number(), Some(1));
    reader.mouse(Gesture::Press { clicks: 1 }, "灯塔已经没有", false);
    let clicked = reader.app.searching.current_number();
    assert!(clicked > Some(1), "{clicked:?}");
    reader.press("n");
    assert_eq!(reader.app.searching.current_number(), clicked.map(|number| number + 1));
    // and the last row says where that is
    let told = reader.text().lines().last().unwrap_or_default().to_owned();
    assert!(told.contains('/') && told.contains("问 1"), "{told}");
}

#[test]
fn the_selected_words_are_searched_for() {
    let reader = reader("] v o w w w o W W W W *");
    assert_eq!(reader.app.searching.text(), "都有卫星导航，灯塔已经没有");
    let mut reader = self::reader("]");
    let selected = reader.mouse(Gesture::Press { clicks: 2 }, "灯塔", false).app.selecting.selection.unwrap().passage();
    reader.press("*");
    // from the words that are selected, wherever the screen begins, to those that come next
    assert_eq!((reader.app.searching.text(), reader.app.searching.hits()[4]), ("灯塔", selected));
    assert_eq!(reader.app.searching.current_number(), Some(6));
    assert!(reader.app.selecting.selection.is_none());
    assert!(reader.text().contains("6/"), "{}", reader.text());
    assert!(self::reader("*").text().contains("按 v 选取"));
}

#[test]
fn a_question_is_found_by_its_words_or_by_who_asks() {
    let mut reader = reader("\\ «周爷爷» enter");
    assert_eq!(reader.app.viewport.visible()[0].block, reader.app.document.turns[reader_turn(&reader, 3)].blocks.start);
    reader.press("\\ «tide» enter");
    assert!(reader.text().contains("The Tide Table reporter"));
    assert!(reader.press("\\ «新潮» down").text().contains("6 新潮广播记者"), "{}", reader.text());
    assert!(reader.press("enter").text().contains("谁来开灯"));
    assert!(reader.press("\\ «潜水艇» enter").text().contains("没有找到"));
    assert_eq!(Reader::open(ORCHARD, MEDIUM, "zh").press("\\").app.choices().len(), 4);
}

/// The turn that is question `number`.
fn reader_turn(reader: &Reader, number: usize) -> usize {
    reader.app.document.turns.iter().position(|turn| turn.number == Some(number)).unwrap()
}
