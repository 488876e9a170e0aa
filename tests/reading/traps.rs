//! Traps: what looks like a label, a heading or an end and is none, and the other way round.

use super::{check, document, said, turns};
use wenda::document::block::{AsideKind, BlockKind};
use wenda::document::turn::{Certainty, Reason, TurnKind};
use wenda::document::{Document, RepairKind};

fn headings(document: &Document) -> Vec<&str> {
    (0..document.sections.len()).map(|index| document.heading(index)).collect()
}

fn asides(document: &Document) -> Vec<(AsideKind, &str)> {
    let aside = |index: usize| match document.blocks[index].kind {
        BlockKind::Aside(kind) => Some((kind, document.block_text(index))),
        _ => None,
    };
    (0..document.blocks.len()).filter_map(aside).collect()
}

#[test]
fn a_colon_in_ordinary_text_is_no_label() {
    check(
        "a.txt",
        "记者：要注意什么？\n\n镇长：有几点。\n\n问题：水太大。\n\n问题：路太窄。\n\n例如：去年夏天。\n\n17:30 我们开会，有位老人说过：慢慢来。\n\n第一个问题：谁出钱。\n\n记者：谢谢。\n\n镇长：不客气。\n",
        &[
            "? 记者: 要注意什么？",
            "! 镇长: 有几点。/问题：水太大。/问题：路太窄。/例如：去年夏天。/17:30 我们开会，有位老人说过：慢慢来。/第一个问题：谁出钱。",
            "? 记者: 谢谢。",
            "! 镇长: 不客气。",
        ],
    );
}

#[test]
fn inside_quotation_marks_nothing_is_a_label() {
    check(
        "a.txt",
        "记者：他怎么问的？\n\n镇长：他写道：“\n记者：桥呢？\n镇长：没有。”就这样。\n\n记者：后来呢？\n\n镇长：没有了。\n",
        &[
            "? 记者: 他怎么问的？",
            "! 镇长: 他写道：“记者：桥呢？镇长：没有。”就这样。",
            "? 记者: 后来呢？",
            "! 镇长: 没有了。",
        ],
    );
}

#[test]
fn headings_that_look_like_labels() {
    let found = document(
        "a.txt",
        "河上的桥\n\n1、修桥：先从路开始\n\n记者：为什么？\n\n镇长：没有路。\n\n2、铺路：大家一起来\n\n记者：谁？\n\n镇长：大家。\n\n三：其他\n\n记者：还有吗？\n\n镇长：没有。\n",
    );
    assert_eq!(headings(&found), ["1、修桥：先从路开始", "2、铺路：大家一起来", "三：其他"]);
    assert_eq!(found.turns.len(), 6);
    assert_eq!(found.sections[0].certainty, Certainty::Guess(Reason::LooksLikeHeading));
}

#[test]
fn labels_that_are_headings() {
    check(
        "a.md",
        "# 茶會\n\n### 某社記者：\n\n橋呢？\n\n### 林美：\n\n修好了。\n\n### 某社記者：\n\n真的？\n\n### 林美：\n\n真的。\n",
        &["? 某社記者 [某社]: 橋呢？", "! 林美: 修好了。", "? 某社記者 [某社]: 真的？", "! 林美: 真的。"],
    );
    check(
        "a.md",
        "# 常見問題\n\n### Q：怎麼去？\n\nA：坐船。\n\n### Q：多久？\n\nA：一天。\n",
        &["? Q: 怎麼去？", "! A: 坐船。", "? Q: 多久？", "! A: 一天。"],
    );
}

#[test]
fn lists_of_those_present_are_no_labels() {
    check(
        "a.txt",
        "出席議員：\n\n甲乙丙議員\n\n丁戊己議員\n\nWITNESSES:\n\nAnn Lee\n\n主席：現在開始。\n\n甲乙丙議員：橋呢？\n\n局長：修好了。\n\n丁戊己議員：真的？\n\n局長：真的。\n",
        &[". 主席: 現在開始。", "? 甲乙丙議員: 橋呢？", "! 局長: 修好了。", "? 丁戊己議員: 真的？", "! 局長: 真的。"],
    );
}

#[test]
fn a_legend_is_no_turn() {
    let found = document(
        "a.md",
        "# 訪談\n\n**問：《早安》主持人**\n\n**林：林美**\n\n**問：橋呢？**\n\n林：修好了。\n\n**問：真的？**\n\n林：真的。\n",
    );
    assert_eq!(turns(&found), ["? 問: 橋呢？", "! 林: 修好了。", "? 問: 真的？", "! 林: 真的。"]);
    assert_eq!(asides(&found), [(AsideKind::Matter, "問：《早安》主持人"), (AsideKind::Matter, "林：林美")]);
}

#[test]
fn labels_change_in_the_course() {
    check(
        "a.txt",
        "林问：桥呢？\n\n王答：修好了。\n\n问：真的？\n\n答：真的。\n\n问:谁修的？\n\n答：大家。\n",
        &["? 林问: 桥呢？", "! 王答: 修好了。", "? 问: 真的？", "! 答: 真的。", "? 问: 谁修的？", "! 答: 大家。"],
    );
}

#[test]
fn question_and_answer_in_one_paragraph() {
    check(
        "a.md",
        "問：橋呢？  \n 答：修好了。\n\n問：真的⋯  \n 答：真的。  \n 問：誰？  \n 答：大家。\n",
        &["? 問: 橋呢？", "! 答: 修好了。", "? 問: 真的⋯", "! 答: 真的。", "? 問: 誰？", "! 答: 大家。"],
    );
}

#[test]
fn a_label_before_each_paragraph_makes_one_turn() {
    let text = "### 林美：\n\n早。\n\n### 林美：\n\n請坐。\n\n### 某報記者：\n\n橋呢？\n\n### 某報記者：\n\n路呢？\n\n### 林美：\n\n好了。\n\n### 林美：\n\n都好了。\n\n### 某報記者：\n\n謝謝。\n\n### 林美：\n\n不客氣。\n";
    check(
        "a.md",
        text,
        &[
            ". 林美: 早。/請坐。",
            "? 某報記者 [某報]: 橋呢？/路呢？",
            "! 林美: 好了。/都好了。",
            "? 某報記者 [某報]: 謝謝。",
            "! 林美: 不客氣。",
        ],
    );
}

#[test]
fn records_of_minutes_are_turns_of_their_own() {
    check(
        "a.txt",
        "○議長（甲野君） 開会します。\n\n○議長（甲野君） 採決します。\n\n○乙山太郎君私は質問します。橋はどうですか。\n\n○国務大臣（丙川君） お答えします。直りました。\n",
        &[
            ". 議長（甲野君）: 開会します。",
            ". 議長（甲野君）: 採決します。",
            "? 乙山太郎君: 私は質問します。橋はどうですか。",
            "! 国務大臣（丙川君）: お答えします。直りました。",
        ],
    );
}

#[test]
fn the_same_short_answer_twice_is_two_turns() {
    check(
        "a.txt",
        "甲社记者：桥呢？\n\n发言人：没有消息。\n\n乙社记者：路呢？\n\n发言人：没有消息。\n",
        &["? 甲社记者 [甲社]: 桥呢？", "! 发言人: 没有消息。", "? 乙社记者 [乙社]: 路呢？", "! 发言人: 没有消息。"],
    );
}

#[test]
fn a_question_in_two_parts_is_one() {
    let found = document(
        "a.txt",
        "记者：两个问题。第一个问题，桥呢？\n\n第二个问题，路呢？\n\n镇长：都好。\n\n记者：谢谢。\n\n镇长：好。\n",
    );
    assert_eq!(said(&found, 0), "两个问题。第一个问题，桥呢？/第二个问题，路呢？");
    assert_eq!(found.turns[2].number, Some(2));
}

#[test]
fn opening_words_are_kept_as_a_statement() {
    check(
        "a.txt",
        "镇长：大家好，我先说几句。\n\n今天天气不错。\n\n记者：桥呢？\n\n镇长：好了。\n",
        &[". 镇长: 大家好，我先说几句。/今天天气不错。", "? 记者: 桥呢？", "! 镇长: 好了。"],
    );
}

#[test]
fn a_misprinted_label_is_a_guess() {
    let found = document(
        "a.txt",
        "問：橋呢？\n\n林：好了。\n\n問：路呢？\n\n林：好了。\n\n問：船呢？\n\n問：還在河邊，沒有人用。\n",
    );
    assert_eq!(found.turns[5].kind, TurnKind::Answer);
    assert_eq!(found.turns[5].certainty, Certainty::Guess(Reason::Contradiction));
}

#[test]
fn notes_and_footers_behind_the_talk_are_asides() {
    let found = document(
        "a.md",
        "# 谈话\n\n问：桥呢？\n\n答：好了[1]。\n\n注释\n\n[1] 指河上的桥。\n\n---\n\n欢迎订阅我们的周报。\n",
    );
    assert_eq!(said(&found, 1), "好了[1]。");
    let expected = [(AsideKind::Note, "[1] 指河上的桥。"), (AsideKind::Boilerplate, "欢迎订阅我们的周报。")];
    assert_eq!(asides(&found), expected);
}

#[test]
fn a_paragraph_goes_on_behind_a_caption_and_its_credit() {
    let found = document(
        "a.md",
        "# 桥\n\n记者：怎么修的？\n\n镇长：我们从去年春天开始修桥，先修路，再修桥，大家都来帮忙，到今年秋天终于修好了，这是一件很\n\n河上  \n的新  \n桥在  \n通车。\n\n本报发\n\n不容易的事。\n\n(下转 3 版)\n",
    );
    assert_eq!(
        said(&found, 1),
        "我们从去年春天开始修桥，先修路，再修桥，大家都来帮忙，到今年秋天终于修好了，这是一件很不容易的事。"
    );
    let expected = [
        (AsideKind::Caption, "河上的新桥在通车。"),
        (AsideKind::Credit, "本报发"),
        (AsideKind::JumpLine, "(下转 3 版)"),
    ];
    assert_eq!(asides(&found), expected);
    let joined = found.repairs.iter().find(|repair| repair.kind == RepairKind::Joined).unwrap();
    let at = joined.passage.start;
    assert!(
        found.block_text(at.block)[..at.byte].ends_with("很")
            && found.block_text(at.block)[at.byte..].starts_with("不容易")
    );
}

#[test]
fn pages_interrupt_a_paragraph() {
    let line = "這是一條很長的路，要走很久才能走到河邊，河上有一座新修的橋，橋\n";
    let page = |number: usize| format!("會議紀錄  2024年 3月 7日\n\n{number}\n");
    let text: String = (1..6).map(|number| format!("{line}{line}{line}{}", page(number))).collect();
    let found = document("a.txt", &format!("記者：橋呢？\n\n局長：{text}很好走。\n"));
    assert_eq!(found.turns.len(), 2);
    assert!(!said(&found, 1).contains("紀錄") && said(&found, 1).ends_with("橋很好走。"));
    assert_eq!(asides(&found).iter().filter(|(kind, _)| *kind == AsideKind::RunningHead).count(), 5);
}

#[test]
fn text_without_labels_is_shown_undivided() {
    let text = "Good afternoon. I will begin with a word about the river. It is high.\n\nDo you think it will fall? I do. Why do you think so? Because it always has.\n\nThank you all for coming today.\n";
    check("a.txt", text, &[]);
}

#[test]
fn a_bracketed_label_is_not_taken_for_a_link() {
    check(
        "a.md",
        "[记者]: 桥呢？\n\n[镇长]: 好了。\n\n[记者]: 真的？\n\n[镇长]: 真的。\n",
        &["? 记者: 桥呢？", "! 镇长: 好了。", "? 记者: 真的？", "! 镇长: 真的。"],
    );
}

#[test]
fn a_headline_with_a_colon_is_a_title() {
    let found =
        document("a.md", "# 林美：我没有说过\n\n记者：桥呢？\n\n林美：好了。\n\n记者：真的？\n\n林美：真的。\n");
    assert_eq!(found.title_text(), Some("林美：我没有说过"));
    assert_eq!(found.turns.len(), 4);
}

#[test]
fn stage_notes_are_no_speakers() {
    let text = "[laughs] It is new.\n\n".repeat(6);
    check(
        "a.md",
        &format!(
            "### Ann Lee:\n\nIs the bridge done?\n\n### Bo Li:\n\n{text}(Applause) Thank you.\n\n### Ann Lee:\n\nWho paid?\n\n### Bo Li:\n\nWe all did.\n"
        ),
        &[
            "? Ann Lee: Is the bridge done?",
            "! Bo Li: [laughs] It is new./[laughs] It is new./[laughs] It is new./[laughs] It is new./[laughs] It is new./[laughs] It is new./(Applause) Thank you.",
            "? Ann Lee: Who paid?",
            "! Bo Li: We all did.",
        ],
    );
}

#[test]
fn raw_reading_leaves_lines_and_fragments_as_they_came() {
    let text = "the committee then turned to the question of how much\nit would cost to repair the bridge, and it was said that\nnobody knew.\n";
    let options = wenda::reading::ReadOptions { raw: true, ..Default::default() };
    let raw = wenda::reading::read(text.as_bytes(), "a.txt", &options, &wenda::reading::Lexicon::default_words());
    assert_eq!((raw.blocks.len(), raw.repairs.len()), (3, 0));
    let found = document("a.txt", text);
    assert_eq!((found.blocks.len(), found.repairs[0].kind), (1, RepairKind::Unwrapped));
}
