//! Layouts of East Asia as repositories keep them: Markdown that was a page, minutes of councils, notes of recorders, each
//! in a few lines of our own.

use super::{check, document, turns};

fn headings(name: &str, text: &str) -> Vec<String> {
    let found = document(name, text);
    (0..found.sections.len()).map(|index| found.heading(index).to_owned()).collect()
}

#[test]
fn the_one_cell_of_a_page_holds_paragraphs() {
    let text = "\n---\ntitle: '灯塔'\n---\n\n<div>   \n<table><tbody><tr><td>\n<br>\n记者：灯塔修好了吗？<br>\n<br>\n周伯海：修好了，今晚就亮。<br>\n<br>\n记者：还缺什么？<br>\n<br>\n周伯海：缺一把油漆。<br>\n</td></tr></tbody></table>\n</div>\n";
    let expected =
        ["? 记者: 灯塔修好了吗？", "! 周伯海: 修好了，今晚就亮。", "? 记者: 还缺什么？", "! 周伯海: 缺一把油漆。"];
    check("a.md", text, &expected);
    assert_eq!(document("a.md", text).stated_title.as_deref(), Some("灯塔"));
}

#[test]
fn rows_of_two_cells_stay_rows() {
    let text = "<table><tr><th>灯塔</th></tr><tr><td>周伯海</td><td>守灯人</td></tr><tr><td>陆小满</td><td>船工</td></tr></table>";
    assert_eq!(turns(&document("a.html", text)), Vec::<String>::new());
    assert_eq!(document("a.html", text).blocks.len(), 3);
}

#[test]
fn a_billing_is_no_turn_and_tells_who_asks() {
    check(
        "a.md",
        "采访者：陆小满（Mary Lu），海事学院教授。\n\n以下为谈话记录：\n\n**陆小满**：灯塔是什么时候建的。\n\n**周伯海**：一百年前。\n\n**陆小满**：说说那时候的码头。\n\n**周伯海**：码头上都是船。\n",
        &[
            "? 陆小满: 灯塔是什么时候建的。",
            "! 周伯海: 一百年前。",
            "? 陆小满: 说说那时候的码头。",
            "! 周伯海: 码头上都是船。",
        ],
    );
}

#[test]
fn a_pen_name_that_is_billed_may_hold_any_word() {
    check(
        "a.md",
        "採訪者：@守燈的人\n\n受訪者：@海邊的貓\n\n守燈的人：妳為甚麼住在海邊？\n\n海邊的貓：因為有魚。\n\n守燈的人：冬天呢？\n\n海邊的貓：也有魚。\n",
        &["? 守燈的人: 妳為甚麼住在海邊？", "! 海邊的貓: 因為有魚。", "? 守燈的人: 冬天呢？", "! 海邊的貓: 也有魚。"],
    );
    check("a.md", "採訪者：@守燈的人\n\n受訪者：@海邊的貓\n\n她在海邊住了很久，我一直想去看看。\n", &[]);
}

#[test]
fn a_line_right_above_a_label_heads_a_part() {
    let text = "守灯人周伯海是本地最后一位守灯人，住在码头边上三十年。\n最难忘的一夜\n记者：您最难忘的是哪一夜？\n周伯海：起雾的那一夜，什么都看不见，只好敲钟，敲到天亮。\n修灯的人\n记者：谁来修这盏灯？\n周伯海：儿子。他在学，学得很慢。\n";
    check(
        "a.txt",
        text,
        &[
            "? 记者: 您最难忘的是哪一夜？",
            "! 周伯海: 起雾的那一夜，什么都看不见，只好敲钟，敲到天亮。",
            "? 记者: 谁来修这盏灯？",
            "! 周伯海: 儿子。他在学，学得很慢。",
        ],
    );
    assert_eq!(headings("a.txt", text), ["最难忘的一夜", "修灯的人"]);
}

#[test]
fn lines_between_rows_of_marks_are_headings() {
    let text = "采访时间：2024年6月10日\n\n===守灯人访谈（未整理）===\n记者：灯亮了吗？\n周伯海：亮了。\n\n=== 船工访谈 ===\n记者：船快吗？\n陆小满：很快。\n\n===补充数据===\n- 灯塔高三十米\n- 船长十二米\n";
    assert_eq!(headings("a.txt", text), ["===守灯人访谈（未整理）===", "=== 船工访谈 ===", "===补充数据==="]);
}

#[test]
fn the_first_of_counted_great_headings_is_no_title() {
    let text = "# 1. 灯塔\n\n问：灯亮吗？\n\n答：亮。\n\n# 2. 码头\n\n问：船多吗？\n\n答：多。\n";
    assert_eq!(headings("a.md", text), ["1. 灯塔", "2. 码头"]);
    assert_eq!(headings("a.md", &text.replace("# 1. 灯塔", "# 灯塔访谈\n\n# 1. 灯塔")), ["1. 灯塔", "2. 码头"]);
}

#[test]
fn quotations_answer_questions_that_a_letter_marks() {
    check(
        "a.md",
        "## 灯台\n\nQ: 点灯の予定は。\n> 来年の春。\n\nQ: 費用は誰が負担するか。（港の会・田村議員）\n> 町が負担する。\n>\n> 寄付も募る。\n\nQ-1: 人は足りるか。\n> 足りない。\n\nQ: 夜は誰が守るのか。\n> 交代で守る。\n",
        &[
            "? Q: 点灯の予定は。",
            "! : 来年の春。",
            "? Q: 費用は誰が負担するか。（港の会・田村議員）",
            "! : 町が負担する。/寄付も募る。",
            "? Q-1: 人は足りるか。",
            "! : 足りない。",
            "? Q: 夜は誰が守るのか。",
            "! : 交代で守る。",
        ],
    );
}

#[test]
fn a_converter_leaves_backslashes_that_break_nothing() {
    check(
        "a.md",
        "**测试**\n\n说话人 1 00:01\\\n灯塔修好了吗？\\\n\n说话人 2 00:06\\\n修好了。\\\n\n说话人 1 01:12\\\n什么时候亮？\\\n\n说话人 2 01:20\\\n今晚。\\\n",
        &["? 说话人 1: 灯塔修好了吗？", "! 说话人 2: 修好了。", "? 说话人 1: 什么时候亮？", "! 说话人 2: 今晚。"],
    );
}

#[test]
fn a_sign_before_a_name_with_a_time_is_not_of_the_name() {
    check(
        "a.txt",
        "@说话人 1 00:00:00\n先说灯塔。\n\n@周伯海 00:00:05\n灯已经换过了。\n\n@说话人 2 00:00:09\n那码头我来管。\n\n@周伯海 00:00:15\n好。\n",
        &[". 说话人 1: 先说灯塔。", ". 周伯海: 灯已经换过了。", ". 说话人 2: 那码头我来管。", ". 周伯海: 好。"],
    );
}

#[test]
fn korean_minutes_name_office_and_person() {
    check(
        "a.html",
        "<p>항만위원회 회의록</p>○위원장 강한별<br>질의하실 위원님 계십니까?<br>\n○문바다 위원<br>등대 수리는 언제 끝납니까?<br>\n○항만과장 노을빛<br>올가을에 끝날 예정입니다.<br>\n○문바다 위원<br>예산은 충분합니까?<br>\n○항만과장 노을빛<br>예, 충분합니다.<br>\n○위원장 강한별<br>산회를 선포합니다.<br>",
        &[
            ". 위원장 강한별: 질의하실 위원님 계십니까?",
            "? 문바다 위원: 등대 수리는 언제 끝납니까?",
            "! 항만과장 노을빛: 올가을에 끝날 예정입니다.",
            "? 문바다 위원: 예산은 충분합니까?",
            "! 항만과장 노을빛: 예, 충분합니다.",
            ". 위원장 강한별: 산회를 선포합니다.",
        ],
    );
    check(
        "a.txt",
        "소위원장 강한별  회의를 시작하겠습니다.\n\n문바다 위원  등대 수리는 언제 끝납니까?\n\n항만부차관 노을빛  올가을에 끝납니다.\n\n문바다 위원  예산은 얼마입니까?\n\n항만부차관 노을빛  자료로 드리겠습니다.\n\n소위원장 강한별  수고하셨습니다.\n",
        &[
            ". 소위원장 강한별: 회의를 시작하겠습니다.",
            "? 문바다 위원: 등대 수리는 언제 끝납니까?",
            "! 항만부차관 노을빛: 올가을에 끝납니다.",
            "? 문바다 위원: 예산은 얼마입니까?",
            "! 항만부차관 노을빛: 자료로 드리겠습니다.",
            ". 소위원장 강한별: 수고하셨습니다.",
        ],
    );
}

#[test]
fn what_a_circle_sets_off_without_words_is_dealt_with_next() {
    let text = "○（１　灯台の修理）\n○委員長（港　太郎）\n　　説明を求めます。\n○（岸辺花子委員）\n　　費用はいくらですか。\n○港湾課長（波野　進）\n　　三百万円です。\n○（２　その他）\n○委員長（港　太郎）\n　　ほかにありませんか。\n○（岸辺花子委員）\n　　ありません。\n";
    assert_eq!(headings("a.txt", text), ["○（１　灯台の修理）", "○（２　その他）"]);
    let found = turns(&document("a.txt", text));
    assert_eq!(found[1][2..], *"岸辺花子委員: \u{3000}\u{3000}費用はいくらですか。");
    assert_eq!(found.len(), 5, "{found:?}");
}

#[test]
fn corner_brackets_may_hold_the_name() {
    check(
        "a.txt",
        "　　「主持人」大家好，请提问。\n\n　　「港湾电视台记者」请问灯塔什么时候修好？\n\n　　「周伯海」今年秋天。\n\n　　「渔业报记者」请问费用是多少？\n\n　　「周伯海」三十万。\n\n　　「主持人」谢谢大家。\n",
        &[
            ". 主持人: 大家好，请提问。",
            "? 港湾电视台记者 [港湾电视台]: 请问灯塔什么时候修好？",
            "! 周伯海: 今年秋天。",
            "? 渔业报记者 [渔业报]: 请问费用是多少？",
            "! 周伯海: 三十万。",
            ". 主持人: 谢谢大家。",
        ],
    );
    check("a.txt", "「灯塔」这个词是外来的。\n\n「码头」却是本地的说法。\n\n「海」谁都认得。\n", &[]);
}

#[test]
fn the_studio_asks_its_reporters() {
    check(
        "a.txt",
        "강한별 앵커>\n등대 소식입니다. 문바다 기자, 불이 켜졌습니까?\n\n문바다 기자>\n네, 어젯밤에 켜졌는데요.\n주민들이 모였습니다.\n\n강한별 앵커>\n다음 계획은 무엇입니까?\n\n문바다 기자>\n부두를 고칩니다.\n",
        &[
            "? 강한별 앵커: 등대 소식입니다. 문바다 기자, 불이 켜졌습니까?",
            "! 문바다 기자: 네, 어젯밤에 켜졌는데요./주민들이 모였습니다.",
            "? 강한별 앵커: 다음 계획은 무엇입니까?",
            "! 문바다 기자: 부두를 고칩니다.",
        ],
    );
}

#[test]
fn the_lead_names_the_guest() {
    check(
        "a.txt",
        "오늘은 등대지기 강한별 씨와 이야기 나눠보겠습니다.\n\n문바다 : 안녕하십니까?\n\n강한별 : 네, 안녕하세요?\n\n문바다 : 요즘 등대는 어떻습니까?\n\n강한별 : 조용합니다.\n",
        &[
            "? 문바다: 안녕하십니까?",
            "! 강한별: 네, 안녕하세요?",
            "? 문바다: 요즘 등대는 어떻습니까?",
            "! 강한별: 조용합니다.",
        ],
    );
}

#[test]
fn who_opens_a_feast_asks_nothing() {
    check(
        "a.txt",
        "　　主持人：各位来宾，晚上好！有请周伯海先生致辞。\n　　周伯海：谢谢主持人，今天灯塔一百岁了。\n图为灯塔夜景\n　　一百年来它没有熄过一夜。\n　　主持人：谢谢周先生的致辞，下面请欣赏歌舞。\n",
        &[
            ". 主持人: 各位来宾，晚上好！有请周伯海先生致辞。",
            ". 周伯海: 谢谢主持人，今天灯塔一百岁了。/图为灯塔夜景/\u{3000}\u{3000}一百年来它没有熄过一夜。",
            ". 主持人: 谢谢周先生的致辞，下面请欣赏歌舞。",
        ],
    );
}

#[test]
fn blanks_are_left_of_line_breaks_that_were_lost() {
    let lead = "【海港网记者 陆小满】".to_owned() + &"昨夜灯塔第一次亮起，码头上站满了人，船都鸣了笛。".repeat(10);
    let text = format!(
        "{lead} 灯塔重新亮了 记者：您如何看这件事？ 周伯海：好事。 大家等了很久。 记者：还要做什么？ 周伯海：修码头。 记者：什么时候修？ 周伯海：明年春天。\n"
    );
    let found = turns(&document("a.txt", &text));
    let expected = [
        "? 记者: 您如何看这件事？",
        "! 周伯海: 好事。 大家等了很久。",
        "? 记者: 还要做什么？",
        "! 周伯海: 修码头。",
        "? 记者: 什么时候修？",
        "! 周伯海: 明年春天。",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_button_around_blocks_is_no_caption() {
    let turn = |class: &str, name: &str, said: &str| {
        format!("<div class=\"{class}\"><button><div>{name}</div></button><div><p>{said}</p></div></div>")
    };
    let talk = [
        ("q", "陆小满", "灯塔亮吗？"),
        ("a", "周伯海", "亮。"),
        ("q", "陆小满", "码头呢？"),
        ("a", "周伯海", "也亮。"),
    ];
    let talk: String = talk.iter().map(|(class, name, said)| turn(class, name, said)).collect();
    check(
        "a.html",
        &format!("<h1>灯塔</h1>{talk}<button>关注</button>"),
        &["? 陆小满: 灯塔亮吗？", "! 周伯海: 亮。", "? 陆小满: 码头呢？", "! 周伯海: 也亮。"],
    );
}

#[test]
fn dashes_answer_headings() {
    check(
        "a.md",
        "# 등대지기 이야기\n\n## 요즘 등대는 어떤가?\n\n\\- 조용하다. 배도 적다.\n\n## 첫인상이 궁금하다\n\n\\- 무서웠다.\n\n## 가장 기억에 남는 밤이 있나\n\n\\- 안개가 낀 밤이다.\n\n## 앞으로의 계획은\n\n\\- 쉬고 싶다.\n",
        &[
            "? : 요즘 등대는 어떤가?",
            "! : 조용하다. 배도 적다.",
            "? : 첫인상이 궁금하다",
            "! : 무서웠다.",
            "? : 가장 기억에 남는 밤이 있나",
            "! : 안개가 낀 밤이다.",
            "? : 앞으로의 계획은",
            "! : 쉬고 싶다.",
        ],
    );
}

#[test]
fn answers_below_dashes_may_name_who_answers() {
    check(
        "a.txt",
        "灯台守に聞きました。\n\n—— 灯台はいつからですか？\n\n(みなと) 百年前からです。\n\n—— いちばん大変な仕事は？\n\n(みなと) 霧の夜の鐘です。\n\n—— これからは？\n\n(みなと) 休みたいですね。\n",
        &[
            "? :  灯台はいつからですか？",
            "! みなと: 百年前からです。",
            "? :  いちばん大変な仕事は？",
            "! みなと: 霧の夜の鐘です。",
            "? :  これからは？",
            "! みなと: 休みたいですね。",
        ],
    );
}

#[test]
fn two_names_that_take_turns_on_lines_of_their_own_speak_below_a_long_head() {
    let head = "<p>港の人</p><p>連載</p><p>2009年3月30日</p><p>灯台守になるまで</p><p>写真あり</p><p>港町にて</p><p>全四回</p><p>第一回</p>";
    let talk = [("岬川", "灯台の仕事はいかがですか。"), ("波野", "静かです。")].repeat(3);
    let talk: String = talk.iter().map(|(name, said)| format!("<p> {name} </p><p>{said}</p>")).collect();
    let expected = ["? 岬川: 灯台の仕事はいかがですか。", "! 波野: 静かです。"].repeat(3);
    check("a.html", &format!("<h1>連載</h1>{head}{talk}"), &expected);
}

#[test]
fn a_page_that_is_kept_as_markdown_is_read_as_a_page() {
    let text = "---\ntitle: 码头\n---\n\n<div>\n<p><br></p><pre>编按：\n\n这是一次闲谈。\n</pre><hr><blockquote><strong>《码头》小编 @harbour</strong>有空来坐坐</blockquote><blockquote><strong>小满 @manman</strong>好呀</blockquote><blockquote><strong>《码头》小编 @harbour</strong>带鱼来</blockquote><blockquote><strong>小满 @manman</strong>没有鱼</blockquote>\n</div>\n";
    check(
        "a.md",
        text,
        &[
            ". 《码头》小编 @harbour: 有空来坐坐",
            ". 小满 @manman: 好呀",
            ". 《码头》小编 @harbour: 带鱼来",
            ". 小满 @manman: 没有鱼",
        ],
    );
}

#[test]
fn a_date_in_brackets_below_a_heading_parts_it_from_no_label() {
    let text = "记者招待会汇编\n\n在第一次招待会上答问\n（1999年3月15日）\n\n港湾社记者：请问灯塔何时修好？\n\n周伯海：明年。\n\n在第二次招待会上答问\n（2000年3月15日）\n\n港湾社记者：请问码头何时修好？\n\n周伯海：后年。\n";
    assert_eq!(headings("a.txt", text), ["在第一次招待会上答问", "在第二次招待会上答问"]);
    assert_eq!(turns(&document("a.txt", text))[1], "! 周伯海: 明年。");
}

#[test]
fn who_appears_is_told_between_angles_and_says_nothing() {
    check(
        "a.html",
        "<p>&lt;출연 : 강한별 등대지기&gt;</p><p>[앵커]</p><p>등대는 어떻습니까?</p><p>[강한별 / 등대지기]</p><p>조용합니다.</p><p>[앵커]</p><p>부두는 어떻습니까?</p><p>[강한별 / 등대지기]</p><p>바쁩니다.</p>",
        &[
            "? 앵커: 등대는 어떻습니까?",
            "! 강한별 / 등대지기: 조용합니다.",
            "? 앵커: 부두는 어떻습니까?",
            "! 강한별 / 등대지기: 바쁩니다.",
        ],
    );
}
