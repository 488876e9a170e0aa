//! Broken text: what is mended is recorded, and nothing but hyphens and spaces is missing.

use wenda::document::{RepairKind, Warning};
use wenda::reading::{Lexicon, ReadOptions, read};

use super::document;

/// The kinds of repairs of a text.
fn repairs(name: &str, text: &str) -> Vec<RepairKind> {
    document(name, text).repairs.iter().map(|repair| repair.kind).collect()
}

#[test]
fn a_divided_word_is_mended_and_recorded_where_it_was_divided() {
    let text = "THE CLERK: Was it lit between October and the end of the win-\nter, or be-\ntween two other months of the year?\n";
    let found = document("a.txt", text);
    assert!(found.text.contains("the end of the winter, or between two"), "{}", found.text);
    let mended: Vec<&str> = found
        .repairs
        .iter()
        .filter(|repair| repair.kind == RepairKind::Mended)
        .map(|repair| &found.block_text(repair.passage.start.block)[repair.passage.start.byte..])
        .collect();
    assert!(matches!(mended[..], [first, second] if first.starts_with("ter,") && second.starts_with("tween two")));
}

#[test]
fn raw_text_keeps_its_hyphens_and_spaces() {
    let options = ReadOptions { raw: true, ..ReadOptions::default() };
    let text = "新 华 社\n\nIt was lit be-\ntween the two, and between others it was not lit at all.\n";
    let found = read(text.as_bytes(), "a.txt", &options, &Lexicon::default_words());
    assert!(found.text.contains("新 华 社") && found.text.contains("be-"), "{}", found.text);
}

#[test]
fn a_spaced_heading_is_closed_and_recorded() {
    assert_eq!(repairs("a.md", "# 新 桥 访 谈\n\n记者：修好了吗？\n\n镇长：修好了。\n"), [RepairKind::Closed]);
    assert_eq!(repairs("a.md", "# 新桥访谈\n\n李 明\n\n记者：修好了吗？\n\n镇长：修好了。\n"), []);
}

#[test]
fn lines_in_two_encodings_are_each_read_in_their_own_and_that_is_told() {
    let (first, second) = ("记者：灯塔什么时候修好？\n", "局长：明年三月，潮水退了以后就修好。\n");
    let (gbk, _, _) = encoding_rs::GBK.encode(second);
    let bytes = [first.as_bytes(), &gbk, first.as_bytes(), &gbk].concat();
    let found = read(bytes, "a.txt", &ReadOptions::default(), &Lexicon::default_words());
    assert_eq!(found.source.text, [first, second].concat().repeat(2));
    assert_eq!(found.warnings, [Warning::TwoEncodings("gb18030")]);
}
