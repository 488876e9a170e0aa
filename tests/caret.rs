//! The terminal's own cursor stands at the caret of every field, where an input method opens its window; fields are edited
//! by grapheme clusters, and take what is pasted.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::fs;

use emulator::Terminal;
use tempfile::TempDir;

/// The keys that open each field of a text whose first question is marked.
const FIELDS: [&str; 6] = ["/", ":", "\\", "t", "B&", "a"];

fn open(home: &TempDir, size: (u16, u16)) -> Terminal {
    let arguments = ["--lang", "zh", "tests/fixtures/lighthouse.md"];
    let mut terminal = Terminal::start(env!("CARGO_BIN_EXE_wenda"), &arguments, home.path(), size);
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]m");
    terminal.wait_for_text("已保存");
    terminal
}

/// The clusters on both sides of the terminal's cursor; nothing if it is hidden.
fn around_cursor(terminal: &Terminal) -> Option<(String, String)> {
    let screen = terminal.screen();
    let (row, column) = screen.cursor_position();
    let cell = |column: u16| screen.cell(row, column);
    let left = column.checked_sub(1)?;
    let left = if cell(left)?.is_wide_continuation() { left.checked_sub(1)? } else { left };
    let contents = |column: u16| Some(cell(column)?.contents().trim().to_owned());
    (!screen.hide_cursor()).then_some((contents(left)?, contents(column)?))
}

fn wait_for_caret(terminal: &mut Terminal, field: &str, before: &str, behind: &str) {
    let wanted = Some((before.to_owned(), behind.to_owned()));
    terminal
        .wait_for(&format!("the caret of {field} between {before:?} and {behind:?}"), |it| around_cursor(it) == wanted);
}

#[test]
fn the_cursor_stands_at_the_caret_of_every_field() {
    for field in FIELDS {
        for size in [(80, 24), (120, 40)] {
            let home = TempDir::new().unwrap();
            let mut terminal = open(&home, size);
            terminal.press(field);
            terminal.press("中文a");
            wait_for_caret(&mut terminal, field, "a", "");
            terminal.press("\x1b[D");
            wait_for_caret(&mut terminal, field, "文", "a");
            terminal.press("\x1b[D");
            wait_for_caret(&mut terminal, field, "中", "文");
            terminal.press("\x1b[200~粘贴\x1b[201~");
            wait_for_caret(&mut terminal, field, "贴", "文");
            terminal.press("\x1b[F");
            wait_for_caret(&mut terminal, field, "a", "");
        }
    }
}

/// This terminal draws the parts of a family side by side: six cells, one cluster.
#[test]
fn a_cluster_is_passed_and_deleted_as_one() {
    for field in FIELDS {
        let home = TempDir::new().unwrap();
        let mut terminal = open(&home, (80, 24));
        terminal.press(field);
        terminal.press("中👨\u{200D}👩\u{200D}👧e\u{301}");
        wait_for_caret(&mut terminal, field, "e\u{301}", "");
        terminal.press("\x1b[D");
        wait_for_caret(&mut terminal, field, "👧", "e\u{301}");
        terminal.press("\x1b[D");
        wait_for_caret(&mut terminal, field, "中", "👨");
        terminal.press("\x1b[3~");
        wait_for_caret(&mut terminal, field, "中", "e\u{301}");
        terminal.press("\x1b[F\x7f");
        wait_for_caret(&mut terminal, field, "中", "");
    }
}

#[test]
fn a_field_that_is_too_narrow_scrolls_with_its_caret() {
    let digits = "一二三四五六七八九十";
    for field in FIELDS {
        let home = TempDir::new().unwrap();
        let mut terminal = open(&home, (61, 24));
        terminal.press(field);
        terminal.press(&format!("{}末", digits.repeat(7)));
        wait_for_caret(&mut terminal, field, "末", "");
        terminal.press("\x01");
        terminal.press("\x1b[C\x1b[C");
        // a note of several rows goes to the beginning of its line
        wait_for_caret(&mut terminal, field, "二", "三");
    }
}

#[test]
fn a_note_of_several_lines_has_its_caret_in_the_right_row() {
    let home = TempDir::new().unwrap();
    let mut terminal = open(&home, (80, 24));
    terminal.press("a");
    terminal.press("第一行\r第二行长\r三");
    wait_for_caret(&mut terminal, "a note", "三", "");
    let (row, _) = terminal.screen().cursor_position();
    terminal.press("\x1b[A");
    wait_for_caret(&mut terminal, "a note", "第", "二");
    assert_eq!(terminal.screen().cursor_position().0, row - 1);
    terminal.press("\x1b[200~贴\n了\x1b[201~");
    wait_for_caret(&mut terminal, "a note", "了", "二");
    assert_eq!(terminal.screen().cursor_position().0, row);
}

/// What the row says on which the terminal's cursor stands, from there on, and whether the cursor is seen.
fn from_cursor(terminal: &Terminal) -> (String, bool) {
    let screen = terminal.screen();
    let (row, column) = screen.cursor_position();
    let columns = screen.size().1.get();
    let cells = (column..columns).filter_map(|column| screen.cell(row, column));
    let text: String = cells.map(|cell| cell.contents()).collect();
    (text.trim().to_owned(), !screen.hide_cursor())
}

#[test]
fn the_cursor_stands_on_the_row_that_has_the_focus_and_is_seen_if_that_is_set() {
    for (setting, is_seen) in [("cursor = false", false), ("cursor = true", true)] {
        let home = TempDir::new().unwrap();
        fs::create_dir_all(home.path().join("config")).unwrap();
        fs::write(home.path().join("config/config.toml"), format!("{setting}\n")).unwrap();
        let mut terminal = open(&home, (120, 40));
        let mut check = |keys: &str, row: &str| {
            terminal.press(keys);
            let what = format!("the cursor before {row:?} after {keys:?}, seen: {is_seen}");
            terminal.wait_for(&what, |it| {
                let (text, seen) = from_cursor(it);
                text.starts_with(row) && seen == is_seen
            });
        };
        check("]", "新潮广播记者");
        check("j", "我想追问一句");
        check("o", "▌ 问 2 新潮广播");
        check("j", "▌▾守灯的人");
        check("\x1b", "我想追问一句");
        check("B", "▌ Q1¶1");
        check("\x1b", "我想追问一句");
    }
}
