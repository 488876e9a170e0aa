//! Customs of houses, sites and magazines: how they set off who speaks, beyond a name and a colon.

use super::{check, document, turns};
use wenda::document::turn::Certainty;

fn headings(text: &str) -> Vec<String> {
    let found = document("a.txt", text);
    (0..found.sections.len()).map(|index| found.heading(index).to_owned()).collect()
}

#[test]
fn a_dash_on_its_own_line_asks_and_a_name_on_its_own_line_answers() {
    let text = "灯台の人\n\n森下\n灯りは毎晩ともします。\n──\n一人でですか。\n森下\nええ、一人です。\n──\n怖くはないですか。\n森下\n慣れました。\n──\nいつまで続けますか。\n森下\n体が動くまで。\n";
    let found = turns(&document("a.txt", text));
    assert_eq!(found[1..4], ["? : 一人でですか。", "! 森下: ええ、一人です。", "? : 怖くはないですか。"]);
}

#[test]
fn dashes_ask_a_name_before_a_wide_space_answers() {
    check(
        "a.txt",
        "――椅子をつくり始めたのはなぜですか。\n\n森下　端材が庭にあったんです。\n\n――失敗作は捨てますか。\n\n森下　捨てません。\n\n――次は何を？\n\n森下　橋のような椅子です。\n",
        &[
            "? : 椅子をつくり始めたのはなぜですか。",
            "! 森下: 端材が庭にあったんです。",
            "? : 失敗作は捨てますか。",
            "! 森下: 捨てません。",
            "? : 次は何を？",
            "! 森下: 橋のような椅子です。",
        ],
    );
}

#[test]
fn two_marks_that_take_turns_ask_and_answer() {
    let text = "-등대 일을 시작한 계기는.\n\n▲아버지가 등대원이었다.\n\n-가장 힘들었던 때는 언제인가.\n\n▲태풍 때다.\n\n-가족은 어떤가.\n\n▲다 이해해 준다.\n";
    let found = document("a.txt", text);
    assert_eq!(turns(&found)[..2], ["? : 등대 일을 시작한 계기는.", "! : 아버지가 등대원이었다."]);
    assert!(found.turns.iter().all(|turn| matches!(turn.certainty, Certainty::Guess(_))));
}

#[test]
fn headings_that_all_ask_are_questions() {
    let found = document(
        "a.md",
        "# 借书\n\n### 怎样办证？\n\n带身份证来。\n\n### 可以借几本？\n\n十本。\n\n### 能续借吗？\n\n能续借一次。\n",
    );
    assert_eq!(turns(&found)[..2], ["? : 怎样办证？", "! : 带身份证来。"]);
    let found =
        document("a.md", "# 桥\n\n## 桥在哪里？\n\n在河上。\n\n## 缘起\n\n很久以前。\n\n## 后来呢？\n\n没有了。\n");
    assert!(found.turns.is_empty(), "an essay some of whose headings ask is no interview");
}

#[test]
fn a_time_below_the_name_belongs_to_the_label() {
    let found = document(
        "a.md",
        "Rex Hale\n[(00:00:48)](https://example.org) Why lighthouses?\n\nMara Quill\n[(00:00:51)](https://example.org) They speak.\n\nRex Hale\n[(00:01:20)](https://example.org) To whom?\n\nMara Quill\n[(00:01:22)](https://example.org) To ships.\n",
    );
    assert_eq!(turns(&found)[..2], ["? Rex Hale: Why lighthouses?", "! Mara Quill: They speak."]);
    assert_eq!(found.turns[0].time, Some(48_000));
}

#[test]
fn a_long_office_in_brackets_is_part_of_the_name() {
    let found = document(
        "a.txt",
        "ВОПРОС: Как Вы?\n\nН.ПЕТРОВ [главный смотритель северного маяка и председатель общества «Огни моря»]: Хорошо.\n\nВОПРОС: А море?\n\nН.ПЕТРОВ: Тоже.\n",
    );
    assert_eq!(found.turns.len(), 4);
    assert_eq!(found.turns[1].blocks.len(), 1);
}

#[test]
fn whoever_asks_before_a_stated_answerer_asks() {
    let found = document(
        "a.txt",
        "Jane Ashby: Will the bridge be mended?\n\nThe Prime Minister: It will.\n\nMr Speaker: Order.\n\nKeith Marlow: When?\n\nThe Prime Minister: Soon.\n\nKeith Marlow: How soon?\n\nThe Prime Minister: This year.\n",
    );
    let found = turns(&found);
    assert_eq!(found[0], "? Jane Ashby: Will the bridge be mended?");
    assert_eq!(found[2], ". Mr Speaker: Order.");
    assert_eq!(found[5], "? Keith Marlow: How soon?");
}

#[test]
fn words_that_end_the_talk_are_no_answer() {
    check(
        "a.txt",
        "某某社记者：\n\n桥修好了吗？\n\n马小光：\n\n修好了。\n\n某某报记者：\n\n花了多少钱？\n\n马小光：\n\n不多。\n\n马小光：\n\n今天的发布会到此结束。\n",
        &[
            "? 某某社记者 [某某社]: 桥修好了吗？",
            "! 马小光: 修好了。",
            "? 某某报记者 [某某报]: 花了多少钱？",
            "! 马小光: 不多。",
            ". 马小光: 今天的发布会到此结束。",
        ],
    );
}

#[test]
fn a_headline_in_brackets_and_buttons_are_no_labels() {
    check(
        "a.txt",
        "[문 시장 기자회견] 다리 질의응답\n\n[김수로/바다신문 기자]\n\n다리는 언제 고칩니까?\n\n[문 시장]\n\n곧 고칩니다.\n\n[이나래/산골일보 기자]\n\n비용은 얼마입니까?\n\n[문 시장]\n\n많지 않습니다.\n\n【닫기】 【인쇄】\n",
        &[
            "? 김수로/바다신문 기자 [바다신문]: 다리는 언제 고칩니까?",
            "! 문 시장: 곧 고칩니다.",
            "? 이나래/산골일보 기자 [산골일보]: 비용은 얼마입니까?",
            "! 문 시장: 많지 않습니다.",
        ],
    );
}

#[test]
fn lines_in_brackets_or_set_wide_apart_are_headings() {
    let text = "【市長冒頭発言】\n\n橋について申し上げます。\n\n【質疑応答】\n\n（記者）\nいつ直りますか。\n\n（市長）\n年内です。\n\n（記者）\n費用は。\n\n（市長）\n調整中です。\n";
    assert_eq!(headings(text), ["【市長冒頭発言】", "【質疑応答】"]);
    let text = "主席：現在開會。\n\n討 論 事 項\n\n一、修橋一案。\n\n主席：請問各位，有無異議？\n\n李委員大同：沒有。\n\n主席：通過。\n";
    assert_eq!(headings(text), ["討 論 事 項"]);
}

#[test]
fn a_line_of_dates_or_hours_is_no_heading() {
    let text = "会见全文\n\n记者：桥呢？\n\n镇长：修好了。\n\n录入 2019-01-10 12:07 修改 2019-01-10 13:25\n\n记者：路呢？\n\n镇长：没有。\n\n下午2时30分复会\n\n记者：船呢？\n\n镇长：有。\n";
    assert!(headings(text).is_empty());
}

#[test]
fn one_who_stands_among_outlets_is_an_outlet() {
    let found = document(
        "a.txt",
        "Xinhua News Agency: Is the bridge done?\n\nLin Po: It is.\n\nThe Beacon: At what cost?\n\nLin Po: Not much.\n\nReuters: Who paid?\n\nLin Po: The town.\n\nBloomberg: How long did it take?\n\nLin Po: A year.\n",
    );
    assert_eq!(turns(&found)[2], "? The Beacon [The Beacon]: At what cost?");
}
