//! Who speaks: offices with names, outlets with names, prompts, and no labels at all.

use super::{check, document, turns};
use wenda::document::turn::Certainty;

#[test]
fn an_office_with_the_name_at_first_and_the_name_alone_later() {
    check(
        "a.txt",
        "新闻办举行发布会\n\n新闻办副局长 邢某某：\n\n大家上午好。\n\n某某委副主任 赵某某：\n\n桥修好了。\n\n某某电视台记者：\n\n花了多少钱？\n\n赵某某：\n\n不多。\n\n邢某某：\n\n下一个问题。\n\n某某社记者：\n\n谁出的钱？\n\n赵某某：\n\n大家。\n",
        &[
            ". 新闻办副局长 邢某某: 大家上午好。",
            ". 某某委副主任 赵某某: 桥修好了。",
            "? 某某电视台记者 [某某电视台]: 花了多少钱？",
            "! 赵某某: 不多。",
            ". 邢某某: 下一个问题。",
            "? 某某社记者 [某某社]: 谁出的钱？",
            "! 赵某某: 大家。",
        ],
    );
}

#[test]
fn an_outlet_and_a_name_in_brackets() {
    check(
        "a.txt",
        "会見\n\n【某山外務大臣】報告します。\n\n【某某新聞　川田記者】橋はいつ直りますか。\n\n【某山外務大臣】来月です。\n\n【ＮＨＫ　山川記者】費用はいくらですか。\n\n【某山外務大臣】まだです。\n",
        &[
            ". 某山外務大臣: 報告します。",
            "? 某某新聞　川田記者 [某某新聞]: 橋はいつ直りますか。",
            "! 某山外務大臣: 来月です。",
            "? ＮＨＫ　山川記者 [ＮＨＫ]: 費用はいくらですか。",
            "! 某山外務大臣: まだです。",
        ],
    );
}

#[test]
fn a_prompt_a_tab_and_an_initial_with_a_dash() {
    let expected = &[
        "? Ann: Is the bridge done?",
        "! Bo: It is.",
        "? Ann: At what cost?",
        "! Bo: Not much.",
        "? Ann: Who paid?",
        "! Bo: We did.",
    ];
    check(
        "a.txt",
        "Ann> Is the bridge done?\nBo> It is.\nAnn> At what cost?\nBo> Not much.\nAnn> Who paid?\nBo> We did.\n",
        expected,
    );
    check(
        "a.txt",
        "Ann\tIs the bridge done?\nBo\tIt is.\nAnn\tAt what cost?\nBo\tNot much.\nAnn\tWho paid?\nBo\tWe did.\n",
        expected,
    );
    check(
        "a.txt",
        "P.- ¿Está listo?\n\nR.- Sí.\n\nP.- ¿Cuánto?\n\nR.- Poco.\n",
        &["? P: ¿Está listo?", "! R: Sí.", "? P: ¿Cuánto?", "! R: Poco."],
    );
}

#[test]
fn strong_questions_without_labels_are_guesses() {
    let text = "# 访林海\n\n林海修了桥。\n\n**桥修好了吗？**\n\n修好了。\n\n用了三年。\n\n**花了多少钱？**\n\n不多。\n\n**还修吗？**\n\n还修。\n";
    check(
        "a.md",
        text,
        &[
            "? : 桥修好了吗？",
            "! : 修好了。/用了三年。",
            "? : 花了多少钱？",
            "! : 不多。",
            "? : 还修吗？",
            "! : 还修。",
        ],
    );
    let found = document("a.md", text);
    assert!(found.turns.iter().all(|turn| turn.certainty != Certainty::Certain));
}

#[test]
fn questions_behind_a_dash() {
    check(
        "a.txt",
        "河の橋\n\n――橋は直りましたか。\n\n直りました。\n\n三年かかりました。\n\n――費用は。\n\n少しです。\n\n――道も直しますか。\n\n直します。\n",
        &[
            "? : 橋は直りましたか。",
            "! : 直りました。/三年かかりました。",
            "? : 費用は。",
            "! : 少しです。",
            "? : 道も直しますか。",
            "! : 直します。",
        ],
    );
}

#[test]
fn marked_questions_with_answers_below_them() {
    check(
        "a.md",
        "# FAQ\n\n## Q: Is the bridge done?\n\nIt is.\n\n## Q: At what cost?\n\nNot much.\n\n## Q: Who paid?\n\nWe did.\n",
        &[
            "? Q: Is the bridge done?",
            "! : It is.",
            "? Q: At what cost?",
            "! : Not much.",
            "? Q: Who paid?",
            "! : We did.",
        ],
    );
    check(
        "a.txt",
        "Q1\n桥修好了吗？\nA1\n修好了。\n\nQ2\n花了多少钱？\nA2\n不多。\n",
        &["? Q1: 桥修好了吗？", "! A1: 修好了。", "? Q2: 花了多少钱？", "! A2: 不多。"],
    );
}

#[test]
fn a_part_in_brackets_belongs_to_the_name_wherever_it_stands() {
    let found = document(
        "a.md",
        "**主持人（周岚）**：先说说渡船。\n\n**林美**：渡船稳。\n\n**何大海**：桥快，可是贵。\n\n**周岚**：贵在哪里？\n\n**何大海**：贵在维护。\n\n**周岚**：明年呢？\n\n**林美**：有新船。\n",
    );
    assert_eq!(turns(&found)[3..5], ["? 周岚: 贵在哪里？", "! 何大海: 贵在维护。"]);
    let found = document(
        "a.txt",
        "Rex Hale (host): Welcome.\n\nMara Quill: Thank you.\n\nRex Hale: What does a ferry need?\n\nMara Quill: Water.\n",
    );
    assert_eq!(turns(&found)[2..], ["? Rex Hale: What does a ferry need?", "! Mara Quill: Water."]);
}

#[test]
fn an_office_between_brackets_on_a_line_of_its_own_speaks() {
    let found = document(
        "a.txt",
        "【町長】\n再開について発表します。\n\n【記者】\nいつですか。\n\n【町長】\n来週です。\n\n【港新聞】\n料金は変わりますか。\n\n【町長】\n変わりません。\n",
    );
    assert_eq!(turns(&found)[1..3], ["? 記者: いつですか。", "! 町長: 来週です。"]);
}
