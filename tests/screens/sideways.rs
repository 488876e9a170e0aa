//! Tables and preformatted text: columns that stand below each other, and a window that moves over them.

use super::NARROW;
use super::reader::Reader;
use wenda::input::mouse::{Gesture, Mouse};

const ROSTER: &str = "tests/fixtures/roster.md";

/// The rows with `part` in them, after the keys.
#[track_caller]
fn check(keys: &str, parts: &[&str], expected: &[&str]) {
    let mut reader = Reader::open(ROSTER, NARROW, "zh");
    let rows = reader.press(keys).rows();
    let inside = |row: &String| row.trim_matches(['│', '▌', ' ']).to_owned();
    let found = parts.iter().map(|part| rows.iter().find(|row| row.contains(part)).map(inside).unwrap_or_default());
    assert_eq!(found.collect::<Vec<_>>(), expected, "{keys}\n{}", rows.join("\n"));
}

#[test]
fn columns_stand_below_each_other() {
    check(
        "",
        &["沈阿渡", "安娜", "无线电台"],
        &[
            "沈阿渡        | 港务处       | 3    | 一九八二 ›",
            "安娜·彼得罗娃 | 《海岸》周刊 | 12   |",
            "| 无线电台     | 7    | 现场直播",
        ],
    );
}

#[test]
fn all_rows_move_sideways_together_with_a_sign_at_the_edge() {
    check(
        "right right",
        &["务处", "周刊", "电台", "四十秒"],
        &[
            "‹ 务处       | 3    | 一九八二年起看守北礁的灯 ›",
            "‹ 海岸》周刊 | 12   |",
            "‹ 线电台     | 7    | 现场直播",
            "‹ 三秒，灭十七秒，每四十秒一轮，直到日出以后一 ›",
        ],
    );
    check("right right right left left left", &["沈阿渡"], &["沈阿渡        | 港务处       | 3    | 一九八二 ›"]);
}

#[test]
fn the_window_goes_no_further_than_the_text() {
    let keys = "right ".repeat(40);
    check(&keys, &["日志"], &["‹ 年起看守北礁的灯，今天带来了他写满三十本的日志"]);
}

#[test]
fn the_wheel_moves_the_window_as_the_keys_do_and_says_nothing_at_its_end() {
    let after = |gestures: &[bool]| {
        let mut reader = Reader::open(ROSTER, NARROW, "zh");
        for &right in gestures {
            reader.point(Mouse { gesture: Gesture::Sideways { right }, x: 20, y: 8 });
        }
        reader.rows()
    };
    let by_keys = Reader::open(ROSTER, NARROW, "zh").press("right right").rows();
    assert_eq!(after(&[true, true]), by_keys);
    assert_eq!(after(&[true, true, false, false, false]), after(&[]));
    assert_ne!(by_keys, after(&[]));
}

#[test]
fn a_hit_beyond_the_edge_is_shown() {
    check("/ «日志» enter", &["日志"], &["‹ 年起看守北礁的灯，今天带来了他写满三十本的日志"]);
}
