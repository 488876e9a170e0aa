//! Traps about who speaks: labels that change, that stand within a paragraph, that are missing, or that name two.

use super::{check, document, turns};
use wenda::document::turn::TurnKind;

/// The kinds of the turns, in order.
fn kinds(text: &str) -> String {
    turns(&document("a.txt", text)).iter().filter_map(|turn| turn.chars().next()).collect()
}

#[test]
fn a_word_that_opens_dozens_of_lines_is_still_no_speaker() {
    let lines: String = (1..=40).map(|n| format!("问题：第{n}段路太窄。\n\n")).collect();
    let found =
        document("a.txt", &format!("记者：有哪些问题？\n\n镇长：都在这里。\n\n{lines}记者：谢谢。\n\n镇长：好。\n"));
    assert_eq!(found.turns.len(), 4);
    let lines: String = (1..=40).map(|n| format!("Problem: mile {n} is too narrow.\n\n")).collect();
    let found = document(
        "a.txt",
        &format!(
            "Reporter: What is wrong?\n\nMayor Lee: All this.\n\n{lines}Reporter: Thank you.\n\nMayor Lee: Good.\n"
        ),
    );
    assert_eq!(found.turns.len(), 4);
}

#[test]
fn a_colon_within_a_sentence_opens_nothing() {
    check(
        "a.txt",
        "Reporter: What did they say?\n\nMayor Lee: One of them said: go slowly.\n\nFor example: last summer.\n\nThe first question: who pays?\n\nAt 17:30 we met.\n\nReporter: Thank you.\n\nMayor Lee: Good.\n",
        &[
            "? Reporter: What did they say?",
            "! Mayor Lee: One of them said: go slowly./For example: last summer./The first question: who pays?/At 17:30 we met.",
            "? Reporter: Thank you.",
            "! Mayor Lee: Good.",
        ],
    );
    check(
        "a.txt",
        "記者：要注意什麼？\n\n鎮長：第一個問題：（1）水太大；（2）路太窄。\n\n某某同志說過：“記者：橋呢？”大家都笑了。\n\n譬如：去年夏天。\n\n記者：謝謝。\n\n鎮長：好。\n",
        &[
            "? 記者: 要注意什麼？",
            "! 鎮長: 第一個問題：（1）水太大；（2）路太窄。/某某同志說過：“記者：橋呢？”大家都笑了。/譬如：去年夏天。",
            "? 記者: 謝謝。",
            "! 鎮長: 好。",
        ],
    );
}

#[test]
fn lists_of_speakers_in_other_words_are_no_labels() {
    let talk = "Host: Is it done?\n\nAnn Lee: It is.\n\nHost: Who paid?\n\nBo Hale: We did.\n";
    assert_eq!(kinds(&format!("SPEAKERS:\n\nAnn Lee\n\nBo Hale\n\n{talk}")), "?!?!");
    assert_eq!(kinds(&format!("Speakers: Ann Lee, Bo Hale\n\n{talk}")), "?!?!");
    assert_eq!(
        kinds(
            "出席者：森下、川田\n\n記者：直りましたか。\n\n大臣：直りました。\n\n記者：費用は。\n\n大臣：少しです。\n"
        ),
        "?!?!"
    );
    assert_eq!(
        kinds(
            "出席议员：\n\n林美、方舟\n\n主席：现在开会。\n\n林美议员：桥呢？\n\n局长：修好了。\n\n方舟议员：路呢？\n\n局长：没有。\n"
        ),
        ".?!?!"
    );
}

#[test]
fn a_legend_of_one_line_is_no_turn_and_resolves_the_labels() {
    let found = document(
        "a.md",
        "# 訪談\n\n**問：記者   林：林美**\n\n**問：橋呢？**\n\n林：修好了。\n\n**問：真的？**\n\n林：真的。\n",
    );
    assert_eq!(turns(&found), ["? 問: 橋呢？", "! 林: 修好了。", "? 問: 真的？", "! 林: 真的。"]);
    assert_eq!(found.turns[1].full_speaker(), Some("林美"));
    assert_eq!(found.turns[2].full_speaker(), Some("記者"));
    let found =
        document("a.txt", "访谈\n\n问：记者；答：林美\n\n问：桥呢？\n\n答：修好了。\n\n问：真的？\n\n答：真的。\n");
    assert_eq!(turns(&found), ["? 问: 桥呢？", "! 答: 修好了。", "? 问: 真的？", "! 答: 真的。"]);
    assert_eq!(found.turns[3].full_speaker(), Some("林美"));
}

#[test]
fn a_label_that_is_shortened_later_stays_the_same_speaker() {
    check(
        "a.txt",
        "記者：橋呢？\n\n林美：修好了。\n\n記：路呢？\n\n林：沒有。\n\n記：船呢？\n\n林：有。\n",
        &["? 記者: 橋呢？", "! 林美: 修好了。", "? 記: 路呢？", "! 林: 沒有。", "? 記: 船呢？", "! 林: 有。"],
    );
    let found =
        document("a.txt", "記者：橋呢？\n\n林美：修好了。\n\n記：路呢？\n\n林：沒有。\n\n記：船呢？\n\n林：有。\n");
    assert_eq!(found.turns[2].full_speaker(), Some("記者"));
    assert_eq!(found.turns[3].full_speaker(), Some("林美"));
    let found = document(
        "a.txt",
        "Mara Quill: Is it done?\n\nBo Hale: It is, and it took us the whole of a year to build.\n\nMQ: Who paid?\n\nBH: The town did, with what it had saved for the road.\n\nMQ: And the road?\n\nBH: There is none, and there will be none for a while.\n",
    );
    assert_eq!((found.turns[4].speaker.as_deref(), found.turns[4].full_speaker()), (Some("MQ"), Some("Mara Quill")));
    assert_eq!(found.turns[5].full_speaker(), Some("Bo Hale"));
}

#[test]
fn a_line_that_begins_with_a_label_is_joined_to_nothing() {
    check(
        "a.txt",
        "問：橋呢？路呢？還有船，\n答：修好了，都在河邊，\n問：誰修的\n答：大家。\n",
        &["? 問: 橋呢？路呢？還有船，", "! 答: 修好了，都在河邊，", "? 問: 誰修的", "! 答: 大家。"],
    );
    check(
        "a.txt",
        "Q: Is it done?\nA: It is, and we\nQ: Who walks on it\nA: We do.\n",
        &["? Q: Is it done?", "! A: It is, and we", "? Q: Who walks on it", "! A: We do."],
    );
}

#[test]
fn a_follow_up_in_brackets_stays_in_its_paragraph() {
    check(
        "a.txt",
        "记者：桥呢？\n\n镇长：修好了。（记者：真的？）真的。\n\n记者：路呢？\n\n镇长：没有。\n",
        &["? 记者: 桥呢？", "! 镇长: 修好了。（记者：真的？）真的。", "? 记者: 路呢？", "! 镇长: 没有。"],
    );
}

#[test]
fn a_paragraph_that_is_only_a_name_calls_on_the_next() {
    check(
        "a.txt",
        "MR. HALE: Good day. Ann.\n\nQ    Is the bridge done?\n\nMR. HALE: It is.\n\nBo.\n\nQ    Who paid?\n\nMR. HALE: The town.\n",
        &[
            ". MR. HALE: Good day. Ann.",
            "? Q: Is the bridge done?",
            "! MR. HALE: It is./Bo.",
            "? Q: Who paid?",
            "! MR. HALE: The town.",
        ],
    );
    check(
        "a.txt",
        "主持人：李明。\n\n某某社记者：桥呢？\n\n发言人：修好了。\n\n主持人：王红。\n\n某某报记者：路呢？\n\n发言人：没有。\n",
        &[
            ". 主持人: 李明。",
            "? 某某社记者 [某某社]: 桥呢？",
            "! 发言人: 修好了。",
            ". 主持人: 王红。",
            "? 某某报记者 [某某报]: 路呢？",
            "! 发言人: 没有。",
        ],
    );
}

#[test]
fn an_answer_of_many_paragraphs_is_one_turn_where_labels_do_not_repeat() {
    check(
        "a.txt",
        "記者：橋呢？\n\n鎮長：修好了。\n\n花了三年。\n\n大家都來了。\n\n記者：路呢？\n\n鎮長：沒有。\n",
        &["? 記者: 橋呢？", "! 鎮長: 修好了。/花了三年。/大家都來了。", "? 記者: 路呢？", "! 鎮長: 沒有。"],
    );
    check(
        "a.txt",
        "Reporter: The bridge?\n\nMayor Lee: It is done.\n\nIt took three years.\n\nReporter: The road?\n\nMayor Lee: No.\n",
        &[
            "? Reporter: The bridge?",
            "! Mayor Lee: It is done./It took three years.",
            "? Reporter: The road?",
            "! Mayor Lee: No.",
        ],
    );
}

#[test]
fn a_label_twice_in_a_row_is_two_turns_where_paragraphs_go_without() {
    check(
        "a.txt",
        "记者：桥呢？\n\n镇长：修好了。\n\n花了三年。\n\n镇长：再补充一点，路也好了。\n\n记者：船呢？\n\n镇长：有。\n",
        &[
            "? 记者: 桥呢？",
            "! 镇长: 修好了。/花了三年。",
            "! 镇长: 再补充一点，路也好了。",
            "? 记者: 船呢？",
            "! 镇长: 有。",
        ],
    );
    check(
        "a.txt",
        "Reporter: The bridge?\n\nMayor Lee: It is done.\n\nIt took three years.\n\nMayor Lee: The road is done, too.\n\nReporter: The ferry?\n\nMayor Lee: Yes.\n",
        &[
            "? Reporter: The bridge?",
            "! Mayor Lee: It is done./It took three years.",
            "! Mayor Lee: The road is done, too.",
            "? Reporter: The ferry?",
            "! Mayor Lee: Yes.",
        ],
    );
}

#[test]
fn several_may_answer_one_question() {
    let text = "某某社記者：橋呢？\n\n林美：修好了。\n\n方舟：我補充一下，路也好了。\n\n某某報記者：船呢？\n\n方舟：有。\n\n林美：還有一條新的。\n";
    assert_eq!(kinds(text), "?!!?!!");
    assert_eq!(
        kinds(
            "Reporter: The bridge?\n\nAnn Lee: It is done.\n\nBo Hale: And the road.\n\nReporter: The ferry?\n\nBo Hale: Yes.\n\nAnn Lee: A new one.\n"
        ),
        "?!!?!!"
    );
}

#[test]
fn a_moderator_may_answer() {
    let text = "林美：今天由我主持，歡迎提問。\n\n某某社記者：請教方委員，橋呢？\n\n方舟：修好了。\n\n林美：謝謝。下一位。\n\n某某報記者：想請教發言人，路呢？\n\n林美：這個問題我來回答，路明年修。\n\n某某台記者：船呢？\n\n方舟：有。\n";
    let found = document("a.txt", text);
    assert_eq!(found.turns[0].kind, TurnKind::Statement);
    assert_eq!(found.turns[5].kind, TurnKind::Answer, "{:#?}", turns(&found));
}

#[test]
fn a_second_asker_in_a_bracket_is_part_of_the_question() {
    check(
        "a.txt",
        "某某社记者：桥呢？（某某广播协会记者亦问及。）\n\n发言人：修好了。\n\n同上记者：路呢？\n\n发言人：没有。\n",
        &[
            "? 某某社记者 [某某社]: 桥呢？（某某广播协会记者亦问及。）",
            "! 发言人: 修好了。",
            "? 同上记者 [某某社]: 路呢？",
            "! 发言人: 没有。",
        ],
    );
    check(
        "a.txt",
        "某某社記者：橋呢？\n\n發言人：修好了。\n\n同上記者：路呢？\n\n發言人：沒有。\n",
        &["? 某某社記者 [某某社]: 橋呢？", "! 發言人: 修好了。", "? 同上記者 [某某社]: 路呢？", "! 發言人: 沒有。"],
    );
}

#[test]
fn a_wide_colon_in_an_english_file() {
    check(
        "a.txt",
        "Reporter：Is it done?\n\nSpokesperson：It is.\n\nReporter: Who paid?\n\nSpokesperson：We did.\n",
        &["? Reporter: Is it done?", "! Spokesperson: It is.", "? Reporter: Who paid?", "! Spokesperson: We did."],
    );
}

#[test]
fn an_outlet_that_is_only_spoken() {
    check(
        "a.txt",
        "CHAIR LEE. Good day.\n\nANN HALE. Ann Hale with the Northern Beacon. Is it done?\n\nCHAIR LEE. It is.\n\nBO MOSS. Bo Moss, Reuters. Who paid?\n\nCHAIR LEE. We did.\n",
        &[
            ". CHAIR LEE: Good day.",
            "? ANN HALE [the Northern Beacon]: Ann Hale with the Northern Beacon. Is it done?",
            "! CHAIR LEE: It is.",
            "? BO MOSS [Reuters]: Bo Moss, Reuters. Who paid?",
            "! CHAIR LEE: We did.",
        ],
    );
    check(
        "a.txt",
        "记者：我是某某电视台的记者。桥修好了吗？\n\n发言人：修好了。\n\n记者：我是某某日报的记者。谁出的钱？\n\n发言人：大家。\n",
        &[
            "? 记者 [某某电视台]: 我是某某电视台的记者。桥修好了吗？",
            "! 发言人: 修好了。",
            "? 记者 [某某日报]: 我是某某日报的记者。谁出的钱？",
            "! 发言人: 大家。",
        ],
    );
}

#[test]
fn an_outlet_that_only_the_subtitle_names_is_not_put_into_the_label() {
    let found = document(
        "a.txt",
        "河上的桥\n——林美接受某某社专访\n\n记者：桥呢？\n\n林美：修好了。\n\n记者：路呢？\n\n林美：没有。\n",
    );
    assert_eq!(found.turns[0].speaker.as_deref(), Some("记者"));
    assert_eq!(found.turns.len(), 4);
}

#[test]
fn a_follow_up_is_a_question_of_the_one_who_asked_before() {
    let found = document(
        "a.txt",
        "某某社记者：桥呢？\n\n发言人：修好了。\n\n追问：真的？\n\n发言人：真的。\n\n某某报记者：路呢？\n\n发言人：没有。\n\n追问：为什么？\n\n发言人：没钱。\n",
    );
    assert_eq!(found.questions().count(), 4);
    assert_eq!(found.turns[2].full_speaker(), Some("某某社记者"));
    assert_eq!(found.turns[6].full_speaker(), Some("某某报记者"));
    assert_eq!(found.turns[6].outlet.as_deref(), Some("某某报"));
    let found = document(
        "a.txt",
        "Q1: Is it done?\n\nA: It is.\n\nQ1 follow-up: Is it?\n\nA: It is.\n\nQ2: Who paid?\n\nA: We did.\n",
    );
    assert_eq!((found.turns[2].kind, found.questions().count()), (TurnKind::Question, 3));
}

#[test]
fn labels_that_often_follow_themselves_stay_apart_where_paragraphs_go_without() {
    let chinese = "记者：桥呢？\n\n镇长：修好了。\n\n花了三年。\n\n镇长：我补充一点，路也好了。\n\n大家都来了。\n\n";
    assert_eq!(kinds(&chinese.repeat(4)), "?!!".repeat(4));
    let english = "Reporter: The bridge?\n\nMayor Lee: It is done.\n\nIt took a year.\n\nMayor Lee: The road is done, too.\n\nAll came.\n\n";
    assert_eq!(kinds(&english.repeat(4)), "?!!".repeat(4));
}
