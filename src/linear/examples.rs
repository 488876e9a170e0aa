//! Examples: lines that are typed, and what is said to them.

use super::*;
use crate::app::Settings;
use crate::app::lists::{Entry, Target};
use crate::document::bookmark::Marks;
use crate::document::specimen::specimen;
use crate::input::action::ALL;
use crate::input::keymap::Keymap;
use crate::strings::{Language, Strings};

const TALK: &str =
    "开场的话\nS：欢迎各位\nQ：灯塔为什么要修？\nA：因为│人要看。\n还因为船要看。\n# 第二节\nQ：谁来修？\nA：大家修。";

struct Reading {
    app: App,
    linear: Linear,
    look: Look,
}

fn reading(language: Language) -> Reading {
    let look = Look { strings: Strings::of(language), themes: Vec::new() };
    let settings = Settings { offers: look.offers(), ..Settings::default() };
    let app = App::new(specimen(TALK), Marks::default(), Keymap::default(), settings, SIZE);
    Reading { app, linear: Linear::default(), look }
}

impl Reading {
    fn hear(&mut self, line: &str) -> Vec<String> {
        self.linear.hear(&mut self.app, &self.look, line);
        self.linear.say(&self.app, &self.look)
    }
}

/// What the last of these lines is answered with.
#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    let mut reading = reading(Language::Chinese);
    reading.linear.say(&reading.app, &reading.look);
    let answers: Vec<Vec<String>> = lines.split('\n').map(|line| reading.hear(line)).collect();
    assert_eq!(answers.last().map(Vec::as_slice).unwrap_or_default(), expected, "{lines:?}");
}

#[test]
fn a_jump_says_in_one_line_where_it_leads() {
    check("2", &["第 2 问，共 2 问", "谁来修？"]);
    for line in [
        "]",
        "】",
        "下一问",
        "next question",
        "next_question",
        "问1",
        "第1问",
        "第 1 問",
        "下一問",
        "第 1 问",
        "Q1",
        "１",
        "question 1",
    ] {
        check(line, &["第 1 问，共 2 问", "灯塔为什么要修？"]);
    }
    check("]]", &["第 2 问，共 2 问", "谁来修？"]);
    check("J", &["第 1 节，共 1 节：第二节"]);
    check("２】", &["第 2 问，共 2 问", "谁来修？"]);
    check("100%", &["第 2 问的回答", "大家修。"]);
    check("Q1¶3", &["第 1 问的回答，第 3 段", "还因为船要看。"]);
    check("2\n]", &["这是最后一问"]);
    check("2\nctrl-o", &["全文第 1 段", "开场的话"]);
}

#[test]
fn enter_reads_on_by_paragraphs() {
    check("1\n", &["第 1 问的回答", "因为 人要看。"]);
    check("1\n\n", &["还因为船要看。"]);
    check("1\n\n\n", &["第 1 节，共 1 节：第二节"]);
    check("G\n", &["已到末尾"]);
    check("1\nd", &["第 1 问的回答", "因为 人要看。", "还因为船要看。", "第 1 节，共 1 节：第二节"]);
    check("1\n\nk", &["第 1 问，共 2 问", "灯塔为什么要修？"]);
}

#[test]
fn words_are_searched_for_in_one_line_or_two() {
    let there = ["第 1 处，共 1 处，第 1 问的回答，第 3 段", "还因为船要看。"];
    for lines in ["/船", "／船", "查找船", "查找 船", "search 船", "/\n船"] {
        check(lines, &there);
    }
    check("/月亮", &["没有找到“月亮”"]);
}

#[test]
fn what_is_not_known_is_said_and_what_may_be_meant_is_listed() {
    check("月亮", &["不认识“月亮”。输入 ? 听能做什么"]);
    let mut reading = reading(Language::Chinese);
    let answer = reading.hear("这是标题");
    assert!(answer.iter().any(|line| line.starts_with("1. ")), "{answer:?}");
    assert_eq!(reading.hear("").first().map(String::as_str), Some("已放弃"));
}

#[test]
fn a_list_is_numbered_lines_and_a_number_goes_there() {
    let entries = ["目录", "1. 欢迎各位", "2. 问 1，灯塔为什么要修？", "3. 第二节", "4. 问 2，谁来修？"];
    check("o", &[&entries[..], &["输入序号前往，输入“关闭”回到正文"]].concat());
    check("o\n4", &["第 2 问，共 2 问", "谁来修？"]);
    check("o\n9", &["没有第 9 项，共 4 项"]);
    check("o\n收起 3", &["已收起：第二节"]);
    check("o\n关闭", &["回到正文"]);
    check("o\nj\n", &["第 1 问，共 2 问", "灯塔为什么要修？"]);
}

#[test]
fn a_list_that_is_asked_for_again_is_told_again() {
    let mut reading = reading(Language::Chinese);
    reading.linear.say(&reading.app, &reading.look);
    let first = reading.hear("目录");
    assert_eq!((first.len(), first[0].as_str()), (6, "目录"), "{first:?}");
    reading.hear("关闭");
    assert_eq!(reading.hear("目录"), first);
}

#[test]
fn titles_of_a_list_have_no_number_and_are_not_counted() {
    let mut reading = reading(Language::Chinese);
    let entry = |text: &str, target: Target| Entry { text: text.to_owned(), target, ..Entry::default() };
    let turn = |block: usize| Target::Turn(Place { block, byte: 0 });
    let titled = vec![
        entry("甲文", Target::Nothing),
        entry("一", turn(1)),
        entry("乙文", Target::Nothing),
        entry("二", turn(2)),
    ];
    reading.linear.say(&reading.app, &reading.look);
    reading.app.lists.list.replace(titled);
    reading.app.panes.focus = Pane::List;
    let told = reading.linear.say(&reading.app, &reading.look);
    assert_eq!(told[1..told.len() - 1], ["甲文", "1. 一", "乙文", "2. 二"], "{told:?}");
    assert_eq!(reading.hear("9"), ["没有第 9 项，共 2 项"]);
}

#[test]
fn a_note_is_written_line_by_line() {
    check(
        "1\na",
        &["给 Q1¶1 “灯塔为什么要修？” 写批注。一行一行写；单独一行 . 保存，单独一行 ! 放弃，单独一行 - 去掉最后一行"],
    );
    check("1\na\n一\nx", &["2 行"]);
    check("1\na\n一\nx\n－", &["1 行"]);
    check("1\na\n一\n！", &["没有保存；在这里按 a 可取回刚才写的"]);
}

#[test]
fn a_selection_is_told_and_which_end_of_it_moves() {
    check("1\nv", &["选取 8 个字：灯塔为什么要修？"]);
    check("1\nv\nv", &["不再选取"]);
    check("1\nv\no", &["现在移动的一端：S：欢迎各位 Q：…灯塔为什么要修？ A"]);
}

#[test]
fn a_choice_among_several_is_made_by_its_number() {
    check("找提问 修\n2", &["第 2 问，共 2 问", "谁来修？"]);
    check("找提问 谁来", &["第 2 问，共 2 问", "谁来修？"]);
    check("找提问 修\n", &["已放弃"]);
}

/// The table: no action is without an answer, in either language, and none is answered with a frame or a Braille sign.
#[test]
fn every_action_is_answered_with_lines() {
    for language in Language::ALL {
        for action in ALL {
            let mut reading = reading(language);
            reading.hear("");
            let answer = reading.hear(&action.name().replace('_', " "));
            // these are answered by what comes of them outside
            let is_outside = matches!(action, Action::AllBookmarks | Action::Recent);
            assert!(is_outside || !answer.is_empty(), "{language:?}: {action:?} is not answered");
            for line in answer {
                let is_drawn = line.contains(|c| matches!(c, '\u{2500}'..='\u{259F}' | '\u{2800}'..='\u{28FF}'));
                assert!(!is_drawn && !line.contains(char::is_control) && !line.is_empty(), "{action:?}: {line:?}");
            }
        }
    }
}

#[test]
fn each_word_names_an_action_and_each_action_has_one() {
    for strings in Language::ALL.map(Strings::of) {
        for name in strings.aloud_words.keys() {
            assert!(name == "export" || Action::named(name).is_some(), "{name}");
        }
        let app = reading(Language::Chinese).app;
        for action in ALL.iter().filter(|action| !matches!(how(**action, &app), How::NotHere(_))) {
            assert!(strings.aloud_words.contains_key(action.name()), "{action:?} has no word");
        }
    }
}
