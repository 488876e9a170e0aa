//! Characters that can't be seen, around and within names: a line that loses them loses no name, whatever marked it.

use std::sync::LazyLock;

use super::{check, document, laws, turns};
use wenda::document::Document;
use wenda::document::block::SpanStyle;
use wenda::reading::{Lexicon, ReadOptions, read};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default_words);

/// What a line loses at its ends …
const LOST: [&str; 4] = ["\u{200b}", "\u{feff}", "\u{2060}", "\u{200b}\u{3000}\u{200b}"];
/// … and what it keeps: joiners, combining marks, bidi controls.
const KEPT: [&str; 4] = ["\u{200d}", "\u{301}", "\u{202e}", "\u{2066}"];

/// Ways to mark who speaks: the name of the file, what stands above, and a speech, where `{N}` is the name and `{S}` is said.
const WAYS: [(&str, &str, &str); 11] = [
    ("a.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n<v {N}>{S}\n\n"),
    ("a.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n<v {N}>\n{S}\n\n"),
    ("a.srt", "", "1\n00:00:01,000 --> 00:00:02,000\n{N}: {S}\n\n"),
    ("a.txt", "", "<NAME>{N}</NAME>. {S}\n\n"),
    ("a.txt", "", "<NAME>{N}</NAME>\n{S}\n\n"),
    ("a.txt", "", "{N}: {S}\n\n"),
    ("a.md", "", "**{N}** {S}\n\n"),
    ("a.md", "", "- **{N}**: {S}\n\n"),
    ("a.md", "", "[{N}](https://example.org) *{S}*\n\n"),
    ("a.html", "<!doctype html>", "<dl><dt>{N}</dt><dd>{S}</dd></dl>\n"),
    ("a.html", "<!doctype html>", "<p><b>{N}:</b> <a href=x>{S}</a></p>\n"),
];

/// A talk of two, each of whom speaks three times.
fn talk((name, above, speech): (&str, &str, &str), speakers: [&str; 2], said: &str) -> Document {
    let speech = |speaker: &str| speech.replace("{S}", said).replace("{N}", speaker);
    let text = format!("{above}{}", (speech(speakers[0]) + &speech(speakers[1])).repeat(3));
    read(text.as_bytes(), name, &ReadOptions::default(), &LEXICON)
}

#[test]
fn nothing_invisible_breaks_a_line() {
    for way in WAYS {
        for sign in LOST.into_iter().chain(KEPT) {
            for name in [sign.to_owned(), format!("{sign}周伯海"), format!("周{sign}伯海"), format!("周伯海{sign}")]
            {
                for said in [format!("灯亮{sign}了吗？"), format!("{sign}亮了。{sign}"), sign.to_owned(), String::new()]
                {
                    laws::hold(&talk(way, [&name, "程"], &said), 30);
                }
            }
        }
    }
}

#[test]
fn a_name_is_the_same_without_what_can_not_be_seen_at_its_ends() {
    for way in [WAYS[0], WAYS[1], WAYS[3], WAYS[4]] {
        let plain = turns(&talk(way, ["周伯海", "程远"], "灯亮了吗？"));
        assert!(plain.iter().any(|turn| turn.contains("周伯海: 灯亮了吗？")), "{plain:?}");
        for sign in LOST {
            let found = turns(&talk(way, [&format!("{sign}周伯海"), &format!("程远{sign}")], "灯亮了吗？"));
            assert_eq!(found, plain, "{way:?} {sign:?}");
        }
    }
}

#[test]
fn a_voice_of_nothing_names_nobody() {
    check(
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 周伯海>灯亮了吗？\n\n00:03.000 --> 00:04.000\n<v \u{200b}>亮了。\n",
        &[". 周伯海: 灯亮了吗？/亮了。"],
    );
}

#[test]
fn the_links_of_a_site_are_cut_off_behind_the_last_label_and_not_within_it() {
    check(
        "a.txt",
        "<NAME>周</NAME>：灯亮了吗？\n\n<NAME>程</NAME>：亮了。\n\n<NAME>周</NAME>：桥呢？\n\n<NAME>程</NAME>：桥也修好了。\n\n<NAME>“灯” 一 二 三 四 五 六 七 八 九 十 百 千</NAME> 好。\n",
        &[
            "? 周: 灯亮了吗？",
            "! 程: 亮了。",
            "? 周: 桥呢？",
            "! 程: 桥也修好了。",
            ". “灯” 一 二 三 四 五 六 七 八 九 十 百 千: 好。",
        ],
    );
}

#[test]
fn the_emphasis_of_an_item_ends_where_the_backslash_of_a_line_break_stood() {
    let text = "第一段\\\n\n第二段\\\n\n第三段\\\n\n- 亮了 *灯塔\\\\*\n";
    let document = document("a.md", text);
    laws::hold(&document, 30);
    let block = document.blocks.last().unwrap();
    assert_eq!(document.block_text(document.blocks.len() - 1), "- 亮了 灯塔");
    assert!(block.spans.iter().any(|span| span.style == SpanStyle::Emphasis && span.range == (9..15)), "{block:?}");
}
