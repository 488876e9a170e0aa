//! Layouts of East Asia as repositories keep them: Markdown that was a page, minutes of councils, notes of recorders, each
//! in a few lines of our own.

use super::{check, document, turns};

#[test]
fn the_one_cell_of_a_page_holds_paragraphs() {
    let text = "\n---\ntitle: '灯塔'\n---\n\n<div>   \n<table><tbody><tr><td>\n<br>\n记者：灯塔修好了吗？<br>\n<br>\n周伯海：修好了，今晚就亮。<br>\n<br>\n记者：还缺什么？<br>\n<br>\n周伯海：缺一把油漆。<br>\n</td></tr></tbody></table>\n</div>\n";
    let expected =
        ["? 记者: 灯塔修好了吗？", "! 周伯海: 修好了，今晚就亮。", "? 记者: 还缺什么？", "! 周伯海: 缺一把油漆。"];
    check("a.md", text, &expected);
    assert_eq!(document("a.md", text).stated_title.as_deref(), Some("灯塔"));
}

#[test]
fn rows_of_two_cells_stay_rows() {
    let text = "<table><tr><th>灯塔</th></tr><tr><td>周伯海</td><td>守灯人</td></tr><tr><td>陆小满</td><td>船工</td></tr></table>";
    assert_eq!(turns(&document("a.html", text)), Vec::<String>::new());
    assert_eq!(document("a.html", text).blocks.len(), 3);
}

#[test]
fn a_converter_leaves_backslashes_that_break_nothing() {
    check(
        "a.md",
        "**测试**\n\n说话人 1 00:01\\\n灯塔修好了吗？\\\n\n说话人 2 00:06\\\n修好了。\\\n\n说话人 1 01:12\\\n什么时候亮？\\\n\n说话人 2 01:20\\\n今晚。\\\n",
        &["? 说话人 1: 灯塔修好了吗？", "! 说话人 2: 修好了。", "? 说话人 1: 什么时候亮？", "! 说话人 2: 今晚。"],
    );
}
