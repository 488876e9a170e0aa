//! Key scripts → screens: what a person presses and what they see, at three sizes. Each snapshot is the screen's text
//! and, below it, the screen once more with a letter for the style of each cell.
//!
//! `INSTA_UPDATE=always cargo test --test screens` writes the snapshots and the pictures in the README anew.

#![allow(clippy::unwrap_used)]

mod corrections;
mod documents;
mod hands;
mod layers;
mod marks;
mod menu;
mod picture;
mod reader;
mod rereading;
mod scripts;
mod selecting;
mod sideways;
mod storm;
mod structure;

use std::fs;

use insta::assert_snapshot;
use reader::Reader;
use wenda::document::{Repair, RepairKind};
use wenda::layout::width::{WidthPolicy, text_width};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
const ORCHARD: &str = "tests/fixtures/orchard.txt";
const GUIDE: &str = "assets/guide.md";

const WIDE: (u16, u16) = (120, 40);
const MEDIUM: (u16, u16) = (80, 24);
const NARROW: (u16, u16) = (50, 20);

/// Opens `path` at each of the three sizes, presses the keys and compares the screens with the snapshots called `name`.
fn check(name: &str, path: &str, keys: &str) {
    for (size, word) in [(WIDE, "wide"), (MEDIUM, "medium"), (NARROW, "narrow")] {
        let mut reader = Reader::open(path, size, "zh");
        assert_snapshot!(format!("{name} {word}"), reader.press(keys).text_and_styles());
    }
}

#[test]
fn the_first_screen() {
    check("lighthouse", LIGHTHOUSE, "");
    check("orchard", ORCHARD, "");
}

#[test]
fn questions_are_gone_through() {
    check("third question", LIGHTHOUSE, "] ] ]");
    check("last question again", LIGHTHOUSE, "9 9 ] ]");
}

#[test]
fn a_passage_is_found() {
    check("search being typed", LIGHTHOUSE, "/ «镜片»");
    check("second hit", LIGHTHOUSE, "/ «镜片» enter n");
    check("no hit", LIGHTHOUSE, "/ «潜水艇»");
}

#[test]
fn passages_are_marked() {
    check("two bookmarks", LIGHTHOUSE, "] m ] m B");
    check("selection", LIGHTHOUSE, "] v j )");
}

#[test]
fn panes_are_shown_on_demand() {
    check("outline", LIGHTHOUSE, "o j j");
    check("help", LIGHTHOUSE, "?");
    check("raw text", LIGHTHOUSE, "3 ] } R");
}

#[test]
fn the_words_follow_the_language() {
    assert_snapshot!("help in english", Reader::open(ORCHARD, MEDIUM, "en").press("?").text());
    assert_snapshot!("orchard in english", Reader::open(ORCHARD, MEDIUM, "en").press("] m").text());
}

#[test]
fn the_place_stays_when_the_window_changes() {
    let mut reader = Reader::open(LIGHTHOUSE, WIDE, "zh");
    reader.press("] ] ]");
    let place = reader.app.viewport.place();
    for size in [(61, 20), (20, 10), (200, 60), (33, 7), (80, 24)] {
        reader.resize(size);
        assert!(reader.text().contains("周爷爷"), "{size:?}");
        assert_eq!(reader.app.viewport.place(), place, "{size:?}");
    }
}

#[test]
fn no_size_is_too_small_to_draw() {
    for keys in ["", "] m", "/ «灯»", "?", "o", "B", "R", "v )"] {
        let mut reader = Reader::open(LIGHTHOUSE, MEDIUM, "zh");
        reader.press(keys);
        for size in (1..=12).flat_map(|side| [(side, side), (side, 24), (80, side)]) {
            reader.resize(size);
            for row in reader.rows() {
                assert_eq!(text_width(&row, WidthPolicy::NARROW), usize::from(size.0), "{keys:?} at {size:?}: {row}");
            }
        }
    }
}

#[test]
fn every_row_fills_the_screen_whatever_is_pressed() {
    let script = "] m } / «灯» enter n o j enter B x U R ) ) v w w y + + - T ? esc G g";
    let mut reader = Reader::open(LIGHTHOUSE, (73, 21), "en");
    for key in script.split_whitespace() {
        reader.press(key);
        for row in reader.rows() {
            assert_eq!(text_width(&row, WidthPolicy::NARROW), 73, "after {key}: {row}");
        }
    }
    assert_eq!(reader.copied.len(), 1);
}

#[test]
fn the_guide_is_read_as_questions_and_answers() {
    let mut reader = Reader::open(GUIDE, WIDE, "zh");
    assert_eq!(reader.app.document.questions().count(), 10);
    assert_eq!(reader.app.document.sections.len(), 5);
    let turns = &reader.app.document.turns;
    let n_facts = turns.iter().filter(|turn| turn.certainty == Default::default()).count();
    assert!(n_facts * 10 >= turns.len() * 8, "{n_facts} of {}", turns.len());
    let is_join = |repair: &&Repair| repair.kind == RepairKind::Joined;
    assert_eq!(reader.app.document.repairs.iter().filter(is_join).count(), 1, "the torn paragraph is mended");
    reader.press("9 9 ]");
    assert!(reader.text().contains("Newspapers come to me"));
}

#[test]
fn the_status_line_names_the_encoding() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("talk.txt");
    let title = "一个很长的标题，长得在窄的屏幕上没有地方再写别的什么了，连文件的名字也写不下，更不用说别的";
    let talk = format!("{title}\n\n记者：请问镇长，渡口的灯今年会不会按时点亮？\n\n镇长：会的，九月以前就能亮。\n\n");
    for (name, shown) in [("gb18030", true), ("utf-16le", true), ("utf-8", false)] {
        let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
        let bytes = match name {
            "utf-16le" => talk.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => encoding.encode(&talk).0.into_owned(),
        };
        fs::write(&path, bytes).unwrap();
        for width in [61, 80, 120] {
            for keys in ["", "]", "] m"] {
                let status = Reader::open(path.to_str().unwrap(), (width, 24), "zh").press(keys).rows().pop().unwrap();
                assert_eq!(status.contains(encoding.name()), shown, "{width} {keys}: {status}");
            }
        }
    }
}
