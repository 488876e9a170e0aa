//! Whatever a title, a label or a note is made of, and however narrow the screen is: what is drawn consists of whole
//! clusters, each in as many cells as it takes here, and what was cut ends with a sign of one cell.
#![allow(clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "screens/reader.rs"]
mod reader;

use std::fs;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use reader::Reader;
use tempfile::TempDir;
use wenda::layout::width::{WidthPolicy, text_width};
use wenda::ui::signs::Signs;

/// Clusters of several characters, or of a width that terminals do not agree on.
const CLUSTERS: [&str; 14] = [
    "👨\u{200D}👩\u{200D}👧",
    "👍🏽",
    "🇨🇳",
    "❤\u{FE0F}",
    "e\u{301}",
    "か\u{3099}",
    "\u{1112}\u{1161}\u{11AB}",
    "ｶﾞ",
    "中",
    "“",
    "①",
    "é",
    "—",
    "z",
];

/// What opens each place where a text is cut: panes, fields, lists, the note, the help.
const KEYS: [&str; 9] = ["", "] m b", "] m a", "] m t", "/", ":", "\\", "?", "o"];

fn clusters() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(CLUSTERS.to_vec()), 3..30).prop_map(|clusters| clusters.concat())
}

fn open(title: &str, name: &str) -> Reader {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("talk.md");
    let questions = (1..4).map(|n| format!("记者{name}：{title}，第{n}问？\n\n镇长：{title}。\n\n"));
    fs::write(&path, format!("# {title}\n\n## {name}\n\n{}", questions.collect::<String>())).unwrap();
    Reader::open(path.to_str().unwrap(), (80, 24), "zh")
}

/// The clusters in a row of the screen. Fails where one is cut, or reaches beyond the edge.
fn row(buffer: &Buffer, y: u16, policy: WidthPolicy) -> Vec<String> {
    let (mut x, mut found) = (0, Vec::new());
    while x < buffer.area.width {
        let symbol = buffer[(x, y)].symbol().to_owned();
        let width = text_width(&symbol, policy).max(1) as u16;
        assert!(x + width <= buffer.area.width, "{symbol:?} reaches beyond the edge");
        for covered in x + 1..x + width {
            assert_eq!(buffer[(covered, y)].symbol(), " ", "what {symbol:?} covers");
        }
        x += width;
        found.push(symbol);
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_cut_ends_on_a_whole_cluster(
        title in clusters(),
        name in clusters(),
        typed in clusters(),
        keys in prop::sample::select(KEYS.to_vec()),
        policy in prop::sample::select(vec![WidthPolicy::NARROW, WidthPolicy::WIDE]),
    ) {
        let mut reader = open(&title, &name);
        let shown = reader.app.document.title_text().unwrap().to_owned();
        let sign_word = wenda::ui::page::sign_word_width(&reader.look, policy);
        reader.app.set_policy(policy, sign_word);
        reader.press(keys);
        if ["/", ":", "\\", "] m a", "] m t"].contains(&keys) {
            reader.press(&format!("«{typed}»"));
        }
        for width in (1..=40).chain([60, 80, 100, 140]) {
            reader.resize((width, 24));
            let buffer = reader.cells().clone();
            for y in 0..24 {
                let row = row(&buffer, y, policy);
                for symbol in row.iter().filter(|symbol| symbol.chars().count() > 1) {
                    prop_assert!(CLUSTERS.contains(&symbol.as_str()), "half a cluster: {:?} in {:?}", symbol, row);
                }
                for parts in ["\u{200D}", "🇨", "🇳", "🏽", "\u{301}", "\u{3099}", "ﾞ", "\u{FE0F}"] {
                    prop_assert!(!row.iter().any(|symbol| symbol == parts), "the rest of a cluster: {:?}", row);
                }
                let line = row.concat();
                // the help, and that a screen is too small, stand over the title
                if y == 0 && width >= 20 && keys != "?" && !line.contains(&shown) {
                    prop_assert!(line.contains(Signs::of(policy).ellipsis), "{:?} is cut without a sign: {}", shown, line);
                }
            }
        }
    }
}
