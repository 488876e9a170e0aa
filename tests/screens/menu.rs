//! The menu: everything that can be done here, filtered by what is typed, and where that leads.

use wenda::app::Effect;
use wenda::app::effect::{Handover, Portion};
use wenda::document::anchor::Anchor;
use wenda::document::place::{Passage, Place};
use wenda::input::key::Key;
use wenda::input::typed::Target;

use super::reader::Reader;
use super::{LIGHTHOUSE, MEDIUM, WIDE};

fn reader(keys: &str) -> Reader {
    let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
    reader.press(keys);
    reader
}

fn place(keys: &str) -> Place {
    reader(keys).app.viewport.place()
}

/// What is asked of the world when Enter is pressed after this was typed.
fn asks(typed: &str) -> Option<Effect> {
    let mut reader = reader(":");
    typed.chars().for_each(|c| drop(reader.app.press(Key::char(c))));
    reader.app.press("enter".parse().unwrap())
}

#[test]
fn both_keys_open_the_same_list_and_close_it() {
    for size in [WIDE, MEDIUM] {
        let shown = |keys: &str| Reader::open(LIGHTHOUSE, size, "zh").press(keys).text();
        assert_eq!(shown("?"), shown(":"));
        assert_ne!(shown("?"), shown(""));
    }
    assert_eq!(reader("? ?").app.layers(), []);
    assert_eq!(reader(": esc").app.layers(), []);
    let shown = reader("?").text();
    assert!(shown.contains("] Alt-Down") && shown.contains("下一问"), "{shown}");
    assert!(reader("? page-down page-down page-down page-down").text().contains("上一页"));
}

#[test]
fn a_colon_that_is_typed_after_the_key_for_help_begins_a_word() {
    let typed = reader("? : «export»");
    assert_eq!(typed.app.over.prompt.as_ref().map(|prompt| prompt.text()), Some("export"));
    assert_eq!(reader(": :").app.layers(), [], "the key that opened it closes it");
}

#[test]
fn what_nothing_is_called_by_is_pinyin() {
    let named = |typed: &str| -> Vec<String> {
        reader(&format!("? «{typed}»")).app.choices().into_iter().map(|choice| choice.text).collect()
    };
    assert!(named("daochu").iter().any(|text| text.contains("导出")), "{:?}", named("daochu"));
    assert!(named("peise").contains(&"换配色".to_owned()), "{:?}", named("peise"));
    // what is called so in English stands alone
    assert!(named("quit").iter().all(|text| !text.contains("去")), "{:?}", named("quit"));
}

#[test]
fn a_question_is_gone_to_by_its_number_as_the_screen_has_it() {
    for typed in ["«问» space «2»", "«问2»"] {
        assert_eq!(place(&format!(": {typed} enter")), place(": «2» enter"), "{typed}");
    }
}

#[test]
fn a_sentence_that_has_no_room_in_the_last_row_is_told_in_rows_above_it() {
    for size in [(36, 16), (61, 20), MEDIUM, WIDE] {
        let mut reader = Reader::open(LIGHTHOUSE, size, "zh");
        let names: String = reader.look.themes.iter().map(|(name, _)| name.as_str()).collect();
        let rows = reader.press(": «set» space «spell» enter").rows();
        let told: String = rows[rows.len() - 4..].join("").split_whitespace().collect();
        assert!(told.contains("measure后面写格数，至少20；theme后面写") && told.contains(&names), "{size:?} {rows:?}");
        // the next key has them gone
        let after: String = reader.press("j").rows().join("");
        assert!(!after.contains("后面写格数"), "{size:?}: {after}");
    }
}

#[test]
fn it_is_filtered_in_both_languages_and_run_with_enter() {
    for typed in ["下一问", "next question", "next_question", "QUESTION next"] {
        let typed: Vec<String> = typed.split(' ').map(|word| format!("«{word}»")).collect();
        assert_eq!(place(&format!("? {} enter", typed.join(" space "))), place("]"), "{typed:?}");
    }
    let first = reader("? «配色»").app.choices()[0].clone();
    assert_eq!((first.sign.as_str(), first.text.as_str()), ("T :colorscheme", "换配色"));
}

#[test]
fn what_belongs_to_the_layer_stands_first_and_what_can_not_be_done_here_is_not_offered() {
    let offered =
        |keys: &str| -> Vec<String> { reader(keys).app.choices().into_iter().map(|choice| choice.text).collect() };
    let (text, list, selection) = (offered("?"), offered("o ?"), offered("v ?"));
    assert!(!text.contains(&"选取：换一端".to_owned()) && !text.contains(&"目录：收起这一节".to_owned()));
    assert!(list.iter().take(12).any(|said| said == "目录：收起这一节"), "{list:?}");
    assert!(selection.iter().take(14).any(|said| said == "选取：换一端"), "{selection:?}");
}

#[test]
fn a_share_of_the_text_leads_to_a_whole_character() {
    for percent in 0..=100 {
        let mut reader = reader(&format!(": «{percent}%» enter"));
        let place = reader.app.viewport.place();
        let text = reader.app.document.block_text(place.block);
        assert!(text.is_char_boundary(place.byte), "{percent}%: {place:?}");
        // what quitting keeps, and what is marked there
        let kept = Anchor::of(&reader.app.document, Passage { start: place, end: place });
        assert_eq!(kept.resolve(&reader.app.document).passage().map(|found| found.start), Some(place), "{percent}%");
        reader.press("m");
        assert_eq!(reader.app.shelf.n_live(), 1, "{percent}%");
    }
}

#[test]
fn numbers_shares_headings_and_speakers_are_gone_to() {
    assert_eq!(place(": «3» enter"), place("3 ]"));
    assert_eq!(place(": «Q3» enter"), place("3 ]"));
    assert_eq!(place("G : «0%» enter"), place(""));
    assert_eq!(place(": «100%» enter"), place("G"));
    let middle = reader(": «50%» enter").app.viewport.place();
    assert!(middle > place(": «20%» enter") && middle < place(": «80%» enter"), "{middle:?}");
    assert_eq!(place(": «５０％» enter"), middle);
    assert_eq!(place(": «守灯的人» enter"), place("J J"));
    let speaker = reader(": «新潮广播» enter");
    assert_eq!(speaker.app.viewport.place(), place("2 ]"));
    assert_eq!(place("2 ] : «新潮广播» enter"), place("6 ]"), "the next time that they speak");
}

#[test]
fn words_that_hands_know_do_what_they_do_elsewhere() {
    for word in ["q", "q!", "wq", "x", "quit"] {
        assert_eq!(asks(word), Some(Effect::Quit), "{word}");
    }
    assert_eq!(asks("e talks/other file.md"), Some(Effect::Open("talks/other file.md".to_owned(), None)));
    assert_eq!(asks("set measure 60"), Some(Effect::Remember("measure", "60".to_owned())));
    assert_eq!(asks("set theme=night"), Some(Effect::Remember("theme", "night".to_owned())));
    assert!(reader(": «h» enter").app.over.prompt.is_some(), "the menu again");
    let says = |typed: &str, sentence: &str| {
        let keys: Vec<String> = typed.split(' ').map(|word| format!("«{word}»")).collect();
        let shown = reader(&format!(": {} enter", keys.join(" space "))).text();
        assert!(shown.contains(sentence), "{typed}: {shown}");
    };
    says("w", "全部都已保存");
    says("e", "后面请写上文件名");
    says("set spell", "“set spell”不行：measure 后面写格数");
    says("set measure many", "measure 后面写格数");
    says("export", "还没有书签可以导出");
    assert_eq!(reader(": «export»").app.choices().len(), 1, "the word, and not the offer of it too");
    let target = |path: &str, replaces| Target { path: path.to_owned(), replaces };
    let hands = |what, target| Some(Effect::HandOver(Handover { what, target }));
    assert_eq!(asks("w talk.txt"), hands(Portion::Text, target("talk.txt", false)));
    assert_eq!(asks("w! my talk.txt"), hands(Portion::Text, target("my talk.txt", true)));
    for (typed, path, replaces) in [("export", "", false), ("export! a.md", "a.md", true), ("导出", "", false)] {
        let mut reader = reader("] m :");
        typed.chars().for_each(|c| drop(reader.app.press(Key::char(c))));
        let asked = reader.app.press("enter".parse().unwrap());
        assert_eq!(asked, hands(Portion::Marks, target(path, replaces)), "{typed}");
    }
    assert!(reader(": «e» space «a.md»").text().contains("打开文件 a.md"));
}

#[test]
fn the_editor_is_asked_for_the_line_of_the_place() {
    let line = |keys: &str| match reader(keys).app.press("e".parse().unwrap()) {
        Some(Effect::Edit(line)) => line,
        other => panic!("{other:?}"),
    };
    let text = std::fs::read_to_string(LIGHTHOUSE).unwrap();
    let expected = 1 + text.lines().position(|line| line.contains("周爷爷，您守了一辈子灯")).unwrap();
    assert_eq!(line("3 ]"), expected);
    assert_eq!(line("g"), 1);
    assert!(line("G") > expected);
    assert_eq!(line("3 ] B"), expected, "in a list, too");
}

#[test]
fn while_a_key_waits_what_may_follow_is_shown() {
    let shown = reader("'").text();
    assert!(shown.contains("与上一处来回"), "{shown}");
    assert!(reader("Z").text().contains("Z  退出"));
    assert!(!reader("' '").text().contains("与上一处来回"));
}

#[test]
fn the_last_row_says_what_can_be_done_with_a_selection() {
    let mut reader = Reader::open(LIGHTHOUSE, WIDE, "zh");
    let status = reader.press("] v").rows().pop().unwrap();
    for hint in ["y 复制", "Y 连出处复制", "m 加书签", "a 写批注"] {
        assert!(status.contains(hint), "{status}");
    }
}

#[test]
fn rows_are_found_by_what_is_said_of_them_which_stands_below_and_words_are_gone_on_with() {
    let first = |keys: &str| reader(keys).app.choices()[0].text.clone();
    assert_eq!(first("? «主题»"), "换配色");
    assert_eq!(first("? «clipboard»"), "复制");
    let rows = reader("? «主题»").rows();
    assert!(rows.iter().any(|row| row.contains("浅色、深色、高对比")), "{rows:#?}");
    // a word that takes something waits for it
    let mut begun = reader("? «另一个文件» enter");
    assert_eq!(begun.app.over.prompt.as_ref().unwrap().text(), "e ");
    begun.press("esc");
    assert!(begun.app.over.prompt.is_none());
    // with nothing typed, Home and End go to the first and the last row
    let chosen = |keys: &str| reader(keys).app.over.prompt.as_ref().unwrap().choice();
    assert_eq!((chosen("? end home"), chosen("? end")), (Some(0), Some(reader("?").app.choices().len() - 1)));
}
