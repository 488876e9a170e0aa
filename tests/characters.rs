//! The characters that terminals, fonts and editors disagree about: how many cells each takes, what is drawn for it, and
//! that what is copied and found is the original, but for what would act where it is pasted.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "screens/reader.rs"]
mod reader;

use std::fs;

use reader::Reader;
use tempfile::TempDir;
use wenda::layout::clusters::clusters;
use wenda::layout::width::WidthPolicy;
use wenda::search::{self, query::Query};

/// What a text is, what is drawn for it, and its cells where ambiguous characters are narrow and where they are wide.
type Case = (&'static str, &'static str, &'static str, usize, usize);

const CASES: [Case; 34] = [
    ("a family", "👨\u{200D}👩\u{200D}👧", "👨\u{200D}👩\u{200D}👧", 2, 2),
    ("a tone of skin", "👍🏽", "👍🏽", 2, 2),
    ("a heart as emoji", "❤\u{FE0F}", "❤\u{FE0F}", 2, 2),
    ("a key", "1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}", 2, 2),
    ("a flag", "🇨🇳", "🇨🇳", 2, 2),
    ("half a flag", "🇨", "🇨", 1, 1),
    ("a flag by tags", "🏴\u{E0067}\u{E0062}\u{E007F}", "🏴\u{E0067}\u{E0062}\u{E007F}", 2, 2),
    ("two flags and a half", "🇨🇳🇯🇵🇰", "🇨🇳🇯🇵🇰", 5, 5),
    ("an accent", "e\u{301}", "e\u{301}", 1, 1),
    ("an accented ambiguous letter", "ɑ\u{301}", "ɑ\u{301}", 1, 2),
    ("three accents", "o\u{302}\u{323}\u{301}", "o\u{302}\u{323}\u{301}", 1, 1),
    ("a voiced kana in two characters", "か\u{3099}", "か\u{3099}", 2, 2),
    ("conjoining jamo", "\u{1112}\u{1161}\u{11AB}", "\u{1112}\u{1161}\u{11AB}", 2, 2),
    ("a vowel by itself", "\u{1161}", "\u{115F}\u{1161}", 2, 2),
    ("half-width kana, voiced", "ｶﾞ", "ｶﾞ", 2, 2),
    ("half-width kana, half voiced", "ﾊﾟ", "ﾊﾟ", 2, 2),
    ("half-width kana", "ｱｲｳ", "ｱｲｳ", 3, 3),
    ("what could not be decoded", "\u{FFFD}", "\u{FFFD}", 1, 2),
    ("a tab", "\t", "      ", 6, 6),
    ("an escape sequence", "\u{1b}[31m", "␛[31m", 5, 5),
    ("a bell", "\u{7}", "␇", 1, 1),
    ("a rub-out", "\u{7f}", "␡", 1, 1),
    ("a control of the second kind", "\u{9b}", "␦", 1, 1),
    ("a soft hyphen", "\u{AD}", "", 0, 0),
    ("a space of no width", "\u{200B}", "", 0, 0),
    ("a word joiner", "\u{2060}", "", 0, 0),
    ("a byte order mark", "\u{FEFF}", "", 0, 0),
    ("a joiner that joins nothing", "\u{200D}", "", 0, 0),
    ("a stray selector", "\u{FE0F}", "", 0, 0),
    ("a selector on a quote", "“\u{FE01}", "“", 1, 2),
    ("a selector of a variant", "葛\u{E0100}", "葛", 2, 2),
    ("a mark of direction", "\u{200F}", "", 0, 0),
    ("an override of direction", "\u{202E}", "", 0, 0),
    ("isolates", "\u{2066}一\u{2069}", "一", 2, 2),
];

/// A line of a transcript in which a text stands between ideographs, in cells 2 and following.
fn line(text: &str) -> String {
    format!("前{text}后说。")
}

#[test]
fn each_has_its_width_and_its_harmless_form() {
    for (name, text, shown, narrow, wide) in CASES {
        for (policy, cells) in [(WidthPolicy::NARROW, narrow), (WidthPolicy::WIDE, wide)] {
            let line = line(text);
            let end = "前".len() + text.len();
            let (mut drawn, mut width) = (String::new(), 0);
            let mut covered = 0;
            for cluster in clusters(&line, policy) {
                assert_eq!(cluster.range.start, covered, "{name}: nothing of the original is passed over");
                covered = cluster.range.end;
                drawn.push_str(&cluster.shown);
                // what joins the character before it is of its cluster
                width += if cluster.range.start < end { cluster.width } else { 0 };
            }
            assert_eq!(drawn, format!("前{shown}后说。"), "{name}");
            assert_eq!(width, 2 + cells, "{name}, {policy:?}");
        }
    }
}

/// Whether `c` acts on what it is pasted into: a control character but a tab, or a mark of direction.
fn acts(c: char) -> bool {
    c.is_control() && c != '\t' || "\u{200F}\u{202E}\u{2066}\u{2069}".contains(c)
}

#[test]
fn what_is_copied_is_the_original() {
    let mut n_with_acting = 0;
    for (name, text, ..) in CASES {
        for key in ["y", "v p y"] {
            let mut reader = open(text);
            reader.press(key);
            let original: String = line(text).chars().filter(|c| !acts(*c)).collect();
            assert_eq!(reader.copied, [original], "{name}");
            let n_left_out = text.chars().filter(|c| acts(*c)).count();
            let told = format!("略去 {n_left_out} 个控制字符；已");
            assert_eq!(reader.text().contains(&told), n_left_out > 0, "{name}: {}", reader.text());
            assert!(n_left_out > 0 || !reader.text().contains("略去"), "{name}: {}", reader.text());
            n_with_acting += usize::from(n_left_out > 0);
        }
    }
    assert_eq!(n_with_acting, 2 * 7);
}

#[test]
fn a_citation_carries_nothing_that_acts() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talk.md");
    let named = "安\u{202E}\u{9b}";
    fs::write(
        &path,
        format!("# 题\u{1b}]0;\u{7}\n\n记者：好\u{7f}吗？\n\n{named}：好。\u{85}\n\n记者：谢谢。\n\n{named}：不谢。\n"),
    )
    .unwrap();
    for (language, told) in [("zh", "个控制字符"), ("en", "control characters left out")] {
        let mut reader = Reader::open(path.to_str().unwrap(), (100, 24), language);
        reader.press("] j Y");
        let copied = reader.copied.concat();
        assert!(copied.contains("好吗？") && copied.contains("题"), "{copied:?}");
        assert!(!copied.chars().any(|c| acts(c) && c != '\n'), "{copied:?}");
        assert!(reader.text().contains(told), "{}", reader.text());
    }
}

#[test]
fn what_is_found_is_the_original() {
    for (name, text, _, narrow, _) in CASES {
        let reader = open(text);
        let document = &reader.app.document;
        // what takes no cell can't be typed either
        let queries = if narrow == 0 { vec![line(text), line("")] } else { vec![line(text)] };
        for typed in queries {
            let hits = search::find(document, &Query::new(&Query::of_text(&typed)));
            let found = hits.iter().map(|hit| &document.block_text(hit.start.block)[hit.start.byte..hit.end.byte]);
            assert_eq!(found.collect::<Vec<_>>(), [line(text)], "{name}: {typed:?}");
        }
    }
}

fn open(text: &str) -> Reader {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talk.txt");
    fs::write(&path, line(text) + "\n").unwrap();
    Reader::open(path.to_str().unwrap(), (80, 24), "zh")
}
