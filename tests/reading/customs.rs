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
    assert_eq!(headings(text), ["討論事項"]);
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

#[test]
fn short_names_before_a_closing_bracket() {
    check(
        "a.txt",
        "記者）\nいつ直りますか。\n\n大臣）\n年内です。\n\n記者）\n費用はいくらですか。\n\n大臣）\n調整中です。\n",
        &["? 記者: いつ直りますか。", "! 大臣: 年内です。", "? 記者: 費用はいくらですか。", "! 大臣: 調整中です。"],
    );
}

#[test]
fn rows_that_are_counted_hold_labels_in_their_second_cell() {
    check(
        "a.html",
        "<table><tr><td>0</td><td>李委員大同：橋修好了嗎？</td></tr><tr><td>1</td><td>陳局長小明：修好了。</td></tr><tr><td>2</td><td>李委員大同：花了多少錢？</td></tr><tr><td>3</td><td>陳局長小明：不多。</td></tr></table>",
        &["? 李委員大同: 橋修好了嗎？", "! 陳局長小明: 修好了。", "? 李委員大同: 花了多少錢？", "! 陳局長小明: 不多。"],
    );
}

#[test]
fn congress_prints_a_courtesy_a_name_and_a_stop() {
    let found = document(
        "a.txt",
        "    The Chairman. The Committee will come to order. Please proceed.\n\n    Mr. Hale. Thank you, Mr. Chairman.\n\n    Senator Lee. Who paid for the bridge?\n\n    Mr. Hale. The town did.\n\n    Senator Lee. And who walks on it?\n\n    Mr. Hale. Mr. Smith does. He is a farmer.\n",
    );
    let found = turns(&found);
    assert_eq!(found[2], "? Senator Lee: Who paid for the bridge?");
    assert_eq!(found[5], "! Mr. Hale: Mr. Smith does. He is a farmer.");
}

#[test]
fn a_talk_set_as_preformatted_text_is_read_like_a_text_file() {
    let found = document(
        "a.html",
        "<html><body><h1>PRESS BRIEFING</h1><pre>\n     MR. HALE:  Good day to all of you who have come to the old harbour house.\n\n     Q\tIs the bridge done, and who is going to pay for all of it in the end?\n\n     MR. HALE:  It is done. The town is going to pay for most of it, I am told,\nand the rest has been given to us by people who wanted it.\n\n     Q\tWill there be a ferry beside the bridge, as there was before it came?\n\n     MR. HALE:  There will not be a ferry. We have talked about that for years.\n\n     Q\tWhat is going to become of the old ferry that lies below the mill?\n\n     MR. HALE:  It is going to be a museum for those who remember the river.\n</pre></body></html>",
    );
    assert_eq!(found.questions().count(), 3);
    assert_eq!(found.turns.len(), 7);
}

#[test]
fn full_names_once_and_last_names_or_initials_later() {
    let found = document(
        "a.md",
        "**DIE WELLE:** Frau Brandt, warum jetzt?\n\n**Ada Brandt:** Weil niemand gefragt hat, all die Jahre nicht.\n\n**WELLE:** Und vor dem Ton?\n\n**Brandt:** Nichts. Das ist ja das Furchtbare daran.\n\n**WELLE:** Und wenn jemand hustet?\n\n**Brandt:** Dann fange ich noch einmal von vorne an.\n",
    );
    let kinds: String = turns(&found).iter().filter_map(|turn| turn.chars().next()).collect();
    assert_eq!(kinds, "?!?!?!");
}

#[test]
fn letters_without_a_mark_for_questions_are_people() {
    let found = document(
        "a.txt",
        "A: We went down to the harbour.\n\nB: Every Sunday.\n\nC: With the basket.\n\nA: And the cat.\n\nB: Not the cat.\n\nC: The cat too.\n",
    );
    assert!(turns(&found).iter().all(|turn| turn.starts_with('.')));
}

#[test]
fn many_voices_are_a_meeting_unless_somebody_announces_questions() {
    let meeting = "Speaker 1: Let us begin.\n\nSpeaker 2: The search is late.\n\nSpeaker 3: The paper, too.\n\nSpeaker 1: How late?\n\nSpeaker 3: A week.\n\nSpeaker 2: Two, I hear.\n\nSpeaker 3: Can you help?\n\nSpeaker 2: I can.\n";
    assert!(turns(&document("a.txt", meeting)).iter().all(|turn| turn.starts_with('.')));
    let call = "spk9: Welcome. Your first question comes from the line of Ann Lee.\n\nspk5: What about the bridge?\n\nspk2: It is done.\n\nspk9: Your next question comes from Bo Li.\n\nspk7: And the ferry?\n\nspk2: It is a museum now.\n\nspk9: This concludes the call.\n";
    let kinds: String = turns(&document("a.txt", call)).iter().filter_map(|turn| turn.chars().next()).collect();
    assert_eq!(kinds, ".?!.?!.");
}

#[test]
fn reported_speech_is_no_turn() {
    check("a.txt", "图书馆在巷子里。\n\n老周问：“看过那本书没有？”孩子们摇头。\n\n后来他们都看过了。\n", &[]);
}

#[test]
fn a_line_that_names_who_will_speak_is_no_turn() {
    let found = document(
        "a.txt",
        "圆桌\n\n嘉宾：王一（某某会理事长）、李二（某某公司）\n\n主持人：桥好走吗？\n\n王一：好走。\n\n主持人：路呢？\n\n李二：不好走。\n",
    );
    assert_eq!(turns(&found)[0], "? 主持人: 桥好走吗？");
}

#[test]
fn keys_of_several_credits_are_no_labels() {
    let found = document(
        "a.txt",
        "聞き手・構成：田村\n\n――なぜ橋を？\n\n森下　人が渡るからです。\n\n――川は？\n\n森下　川も渡ります。\n\n――次は？\n\n森下　海です。\n",
    );
    assert_eq!(turns(&found)[0], "? : なぜ橋を？");
}

#[test]
fn lines_of_the_site_behind_the_last_answer_are_asides() {
    let found = document(
        "a.txt",
        "記者∶橋呢？\n\n局長∶修好了。\n\n記者∶路呢？\n\n局長∶也修好了。\n\n2017年2月28日（星期二）\n香港時間10時32分\n\n網上廣播\n\n局長會見傳媒\n",
    );
    assert_eq!(turns(&found)[3], "! 局長: 也修好了。");
}

#[test]
fn labels_in_a_line_that_lost_its_breaks() {
    let filler =
        "It was a long road, and we walked it every day of the year, in snow and in rain and in the heat. ".repeat(3);
    let text = format!(
        "Pat Lee: This begins an interview with Jo Hale. Mara Olyoak: Where were you born? Jo Hale: In the harbour house. {filler}MO: And your father? JH: He kept the light. {filler}MO: And your mother? JH: She kept the books. {filler}MO: Who kept the cat? JH: Nobody did. {filler}"
    );
    let found = turns(&document("a.txt", &text));
    assert_eq!(found.len(), 9);
    assert!(found[3].contains("MO: And your father?") && found[8].contains("JH: Nobody did."));
}

#[test]
fn a_numbered_line_belongs_to_the_series_that_it_begins() {
    let text = "活动记录\n\n一、公司基本情况\n\n董事会秘书介绍了上半年的经营情况。\n\n二、互动环节\n\n1、问：利润为什么下降？\n\n答：原材料涨价。\n\n2、问：海外呢？\n\n答：三成。\n";
    assert_eq!(headings(text), ["一、公司基本情况", "二、互动环节"]);
}

#[test]
fn in_a_collection_each_talk_has_its_own_askers() {
    let exchange = |asks: &str, answers: &str| {
        let one = |n: usize| format!("{asks}：第{n}盏灯是谁点的？\n\n{answers}：第{n}盏是我点的，点了一夜。\n\n");
        (1..=12).map(one).collect::<String>()
    };
    let text = format!("# 第一场\n\n{}# 第二场\n\n{}", exchange("周海", "林灯"), exchange("林灯", "周海"));
    let found = turns(&document("a.md", &text));
    assert_eq!(found.iter().filter(|turn| turn.starts_with("? 周海")).count(), 12);
    assert_eq!(found.iter().filter(|turn| turn.starts_with("? 林灯")).count(), 12);
    assert_eq!(document("a.md", &text).turns.iter().filter_map(|turn| turn.number).max(), Some(24));
}

#[test]
fn names_between_angles_speak_in_a_channel() {
    let said =
        ["hi all", "shall we start", "the ferry first", "it sails too early", "what would you change", "the first run"];
    let text: String = (0..18).map(|at| format!("<{}> {}\n", ["mara", "bo", "ann"][at % 3], said[at % 6])).collect();
    let found = document("a.txt", &text);
    assert_eq!((found.turns.len(), found.turns[1].speaker.as_deref()), (18, Some("bo")));
    let tagged: String = (0..12).map(|at| format!("<seg>{}</seg>\n", said[at % 6])).collect();
    assert!(document("a.txt", &tagged).turns.is_empty());
}

#[test]
fn a_time_in_brackets_ends_the_line_of_a_label() {
    let text = "**Host** *(00:00)*\nWelcome.\n\n**Mara Quill** *(00:12)*\nThank you.\n\n**Host** *(00:15)*\nWhat does a ferry need?\n\n**Mara Quill** *(00:19)*\nWater.\n";
    let found = document("a.md", text);
    assert_eq!(turns(&found)[2..], ["? Host: What does a ferry need?", "! Mara Quill: Water."]);
    assert_eq!(found.turns[2].time, Some(15_000));
}
