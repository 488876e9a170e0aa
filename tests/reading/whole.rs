//! What is told of the whole: full names, parts of questions, dates, sites and literals around the talk.

use super::{check, document, turns};
use wenda::document::Warning;
use wenda::document::block::{AsideKind, BlockKind};

#[test]
fn a_short_form_knows_the_full_name_and_keeps_its_own() {
    let found = document(
        "a.txt",
        "《遠觀》問（以下簡稱問）：橋修好了嗎？\n\n沈國華答（以下簡稱答）：修好了。\n\n問：花了多少錢？\n\n答：不多。\n",
    );
    let last = &found.turns[3];
    assert_eq!((last.speaker.as_deref(), last.speaker_full.as_deref()), (Some("答"), Some("沈國華")));
    assert_eq!(found.turns[0].outlet.as_deref(), Some("《遠觀》"));
    let found = document(
        "a.txt",
        "Jane Ashby (Northfield): Is it done?\n\nThe Minister: It is.\n\nJane Ashby: Who paid?\n\nThe Minister: We did.\n",
    );
    assert_eq!(found.turns[2].full_speaker(), Some("Jane Ashby (Northfield)"));
    assert_eq!(found.turns[0].speaker_full, None);
}

#[test]
fn a_question_in_parts_is_one_whose_parts_can_be_found() {
    let found = document(
        "a.txt",
        "记者：第一个问题，桥修好了吗？第二个问题，谁出的钱？\n\n镇长：修好了。\n\n记者：路呢？\n\n镇长：没有。\n",
    );
    assert_eq!(found.questions().count(), 2);
    assert_eq!(found.turns[0].parts.len(), 2);
    assert!(found.block_text(found.turns[0].parts[1].block)[found.turns[0].parts[1].byte..].starts_with("第二个问题"));
    assert!(found.turns[2].parts.is_empty());
}

#[test]
fn a_collection_of_talks_is_not_dated_by_its_first() {
    let talks = "# 2018-01-03 桥\n\n记者：桥呢？\n\n镇长：好。\n\n# 2018-01-04 路\n\n记者：路呢？\n\n镇长：好。\n";
    assert_eq!(document("a.md", talks).date, None);
    assert_eq!(document("a.md", &talks[..talks.find("# 2018-01-04").unwrap()]).date.as_deref(), Some("2018-01-03"));
}

#[test]
fn the_links_of_a_site_are_parted_from_the_last_sentence() {
    let found = document(
        "a.txt",
        "记者：桥呢？\n\n镇长：修好了。 山口县政府 河东县政府 石桥镇政府 水利局 交通局 文化局 教育局 图书馆 博物馆 车站 码头 渡口 医院 学校\n",
    );
    assert_eq!(turns(&found)[1], "! 镇长: 修好了。");
    assert_eq!(found.blocks.last().unwrap().kind, BlockKind::Aside(AsideKind::Boilerplate));
}

#[test]
fn a_literal_of_bytes_is_read_and_told() {
    let text = r"b'<p>MAYOR LEE: Good day.</p>\n<p>Q\xc2\xa0\xc2\xa0 Isn\'t it done?</p>\n<p>MAYOR LEE: It is.</p>\n<p>Q\xc2\xa0\xc2\xa0 Who paid?</p>\n<p>MAYOR LEE: We did.</p>\n'";
    let found = document("a.html", text);
    assert_eq!(turns(&found)[1], "? Q: Isn't it done?");
    assert!(found.warnings.contains(&Warning::Unescaped));
}

#[test]
fn a_host_who_asks_is_no_mere_host_because_others_ask_too() {
    check(
        "a.txt",
        "[主持人]：欢迎收看，请问上牌有什么不同？\n\n[罗大力]：不收费。\n\n[主持人]：在哪里办？\n\n[罗大力]：在社区。\n\n[网友“小雨”]：要带什么？\n\n[罗大力]：身份证。\n\n[主持人]：还有吗？\n\n[罗大力]：没有了。\n",
        &[
            "? 主持人: 欢迎收看，请问上牌有什么不同？",
            "! 罗大力: 不收费。",
            "? 主持人: 在哪里办？",
            "! 罗大力: 在社区。",
            "? 网友“小雨”: 要带什么？",
            "! 罗大力: 身份证。",
            "? 主持人: 还有吗？",
            "! 罗大力: 没有了。",
        ],
    );
}

#[test]
fn an_outlet_behind_a_name_or_with_an_article() {
    let found = document(
        "a.txt",
        "Le Courrier du Port : Pourquoi ici ?\n\nAnne Roux : Par hasard, et parce que la mer est là.\n\nLe Courrier du Port : Et la nuit ?\n\nAnne Roux : Il y a la radio, et le pain.\n\nLe Courrier du Port : Et après ?\n\nAnne Roux : Je ne sais pas encore.\n",
    );
    assert_eq!(found.turns[0].outlet.as_deref(), Some("Le Courrier du Port"));
}
