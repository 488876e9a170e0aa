//! Traps of pages: what stands on a page and is not the talk, and damage that no person meant.

use super::{check, document, said, turns};
use wenda::document::block::{AsideKind, BlockKind};
use wenda::reading::{Lexicon, ReadOptions, read};

const TALK: &str = "记者：桥修好了吗？\n\n镇长：去年秋天就修好了。\n\n记者：路呢？\n\n镇长：明年开工。\n";
const TURNS: [&str; 4] = ["? 记者: 桥修好了吗？", "! 镇长: 去年秋天就修好了。", "? 记者: 路呢？", "! 镇长: 明年开工。"];

#[test]
fn an_introduction_in_spaced_brackets_is_no_speaker() {
    check("a.txt", &format!("【导  读】\n\n一座桥，修了三年。\n\n{TALK}"), &TURNS);
    check("a.txt", &format!("【编者按】一座桥，修了三年。\n\n{TALK}"), &TURNS);
}

#[test]
fn front_matter_with_a_very_long_address_is_no_talk() {
    let address = format!("https://example.org/{}?from=list&page=2", "%E6%A1%A5".repeat(400));
    let text = format!("---\ntitle: 河上的桥\nsource: {address}\nimage: \"{address}\"\n---\n\n{TALK}");
    let found = document("a.md", &text);
    assert_eq!(turns(&found), TURNS);
    assert_eq!(found.stated_title.as_deref(), Some("河上的桥"));
    assert!(!found.text.contains("example.org"));
}

#[test]
fn a_badge_that_counts_visits_says_nothing() {
    let badge = "[![visits](https://example.org/badge.svg)](https://example.org/count?of=bridge)";
    check("a.md", &format!("# 河上的桥\n\n{badge}\n\n{TALK}"), &TURNS);
}

#[test]
fn a_notice_of_the_browser_stands_before_the_talk() {
    let notice = "您的浏览器版本过低，请升级后浏览：\n\nPlease enable JavaScript to read this page:\n\n";
    check("a.txt", &format!("{notice}{TALK}"), &TURNS);
}

#[test]
fn bytes_of_another_encoding_between_the_words_do_no_harm() {
    let text = b"Reporter: Is the mayor\x92s bridge done?\n\nMayor Lee: It is, and it\x92s open.\n";
    let found = read(text, "a.txt", &ReadOptions::default(), &Lexicon::default_words());
    assert_eq!(found.source.encoding, "windows-1252");
    assert_eq!(said(&found, 1), "It is, and it’s open.");
}

#[test]
fn a_space_at_the_head_of_a_wrapped_line_begins_a_paragraph() {
    let text = "\
镇长：我们从去年春天开始修桥，先修路，再修桥，大家都来
帮忙，到今年秋天终于修好了，这是一件很不容易的事。
    以后还要修路，从河边一直修到山上，山上的人就能到镇里
来，镇里的人也能到山上去，来来往往，方便得多。

记者：谁出钱？

镇长：大家。
";
    let found = document("a.txt", text);
    let first = found.turns[0].blocks.clone();
    let said: Vec<&str> = first.map(|block| found.body_text(block)).filter(|text| !text.is_empty()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].ends_with("不容易的事。") && said[1].starts_with("以后还要修路"), "{said:?}");
}

#[test]
fn a_talk_on_one_very_long_line_is_divided() {
    let talk = "记者：第一段路修好了吗？镇长：去年秋天就修好了，大家都来看。".repeat(600);
    assert!(talk.len() > 53_000);
    let found = document("a.txt", &talk);
    assert_eq!(found.turns.len(), 1_200);
    assert_eq!(said(&found, 1_199), "去年秋天就修好了，大家都来看。");
}

#[test]
fn a_footer_that_asks_for_subscriptions_belongs_to_the_site() {
    let found = document("a.md", &format!("{TALK}\n---\n\n订阅我们，支持独立的报道：\n\n关注公众号：桥报\n"));
    assert_eq!(turns(&found), TURNS);
    let is_site = |block: &&wenda::document::block::Block| block.kind == BlockKind::Aside(AsideKind::Boilerplate);
    assert_eq!(found.blocks.iter().filter(is_site).count(), 2);
}
