//! The whole program in a real terminal: what it shows, what it keeps, and that it gives the terminal back.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;

use std::path::Path;
use std::{env, fs};

use emulator::Terminal;
use rustix::process::Signal;
use tempfile::TempDir;
use wenda::terminal::session::{Session, Taken};
use wenda::ui::colour::{Depth, Rgb};
use wenda::ui::theme::{DEFAULTS, Display, Ground, Role, Theme};

const LIGHTHOUSE: &str = "tests/fixtures/lighthouse.md";
/// How the third question of the lighthouse begins.
const THIRD: &str = "周爷爷，您守了一辈子灯";
const SIZE: (u16, u16) = (120, 40);

fn start(path: &str, home: &Path, size: (u16, u16)) -> Terminal {
    Terminal::start(env!("CARGO_BIN_EXE_wenda"), &["--lang", "en", path], home, size)
}

/// Whether the text pane begins with `text`, the label above it aside.
fn is_at_top(terminal: &Terminal, text: &str) -> bool {
    terminal.rows().iter().take(4).any(|row| row.contains(text))
}

/// Fails unless the terminal is as it was before the program: main screen, cursor shown, modes reset.
fn check_given_back(terminal: &Terminal) {
    let screen = terminal.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert!(!screen.application_keypad() && !screen.application_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(!screen.bold() && !screen.inverse() && !screen.underline() && !screen.dim());
    assert_eq!((screen.fgcolor(), screen.bgcolor()), (vt100::Color::Default, vt100::Color::Default));
    terminal.check_line_discipline();
}

#[test]
fn reading_goes_on_where_it_stopped() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]]]");
    terminal.wait_for("the third question at the top", |it| is_at_top(it, THIRD));
    terminal.press("m");
    terminal.wait_for_text("saved");
    for (columns, rows) in [(61, 20), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.wait_for("the same sentence at the top", |it| is_at_top(it, "周爷爷，您守了"));
    }
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    check_given_back(&terminal);

    let mut terminal = start(LIGHTHOUSE, home.path(), (80, 24));
    terminal.wait_for("the same sentence after a new start", |it| is_at_top(it, THIRD));
    terminal.press("B");
    terminal.wait_for_text("Q3¶1");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    check_given_back(&terminal);
}

/// The colour of the name of who asks the first question.
fn label_colour(terminal: &Terminal) -> Option<vt100::Color> {
    let (row, cells) = terminal.rows().iter().enumerate().find_map(|(row, text)| {
        let before = text.rfind("《海风日报》记者：")?;
        Some((row, wenda::layout::width::text_width(&text[..before], wenda::layout::width::WidthPolicy::NARROW)))
    })?;
    Some(terminal.screen().cell(row.try_into().unwrap(), cells.try_into().unwrap())?.fgcolor())
}

#[test]
fn the_colours_follow_the_ground_when_it_changes() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.stand_on("ffff/ffff/dddd");
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]");
    let on = |name: &str, ground| {
        let theme = DEFAULTS.iter().find(|(known, _)| *known == name).unwrap().1;
        let display = Display { ground: Ground::Is(ground), depth: Depth::Indexed };
        match Theme::parse(theme).unwrap().on(display).style(Role::Label).fg {
            Some(ratatui::style::Color::Indexed(index)) => Some(vt100::Color::Idx(index)),
            other => panic!("{other:?}"),
        }
    };
    let (light, dark) = (on("ink", Rgb(255, 255, 221)), on("ink", Rgb(0, 43, 54)));
    assert_ne!(light, dark);
    terminal.wait_for("the colours for a light ground", |it| label_colour(it) == light);
    terminal.stand_on("0000/2b2b/3636");
    // the terminal tells that its colours are others, and a key follows at once
    terminal.press("\x1b[?997;1nm");
    terminal.wait_for("the colours for a dark ground", |it| label_colour(it) == dark);
    terminal.wait_for_text("saved");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
    check_given_back(&terminal);
    assert!(terminal.raw.windows(8).any(|bytes| bytes == b"\x1b[?2031l"), "it tells no more");
}

#[test]
fn a_bookmark_survives_being_killed() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]]m");
    terminal.wait_for_text("saved");
    terminal.signal(Signal::KILL);
    assert!(!terminal.wait_for_end().success());

    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("Q2¶1");
}

#[test]
fn a_bookmark_survives_an_edit_elsewhere_and_a_cut_passage_is_listed_as_lost() {
    let home = TempDir::new().unwrap();
    let path = home.path().join("talk.md");
    let text = fs::read_to_string(LIGHTHOUSE).unwrap();
    fs::write(&path, &text).unwrap();
    let read = |shown: &str| {
        let mut terminal = start(path.to_str().unwrap(), home.path(), SIZE);
        terminal.wait_for_text(shown);
        terminal
    };
    let mut terminal = read("灯还是那盏灯");
    terminal.press("]]]m");
    terminal.wait_for_text("saved");
    terminal.press("q");
    terminal.wait_for_end();

    fs::write(&path, text.replacen("停了二十三年的灯塔", "停了整整二十三年的旧灯塔", 1)).unwrap();
    let mut terminal = read("Q3¶1");
    assert!(!terminal.rows().iter().any(|row| row.contains("not found")));
    terminal.press("q");
    terminal.wait_for_end();

    let question = text.lines().find(|line| line.contains(THIRD)).unwrap();
    fs::write(&path, text.replacen(question, "", 1)).unwrap();
    read("not found");
}

/// A talk of so many questions, in a file.
fn long_talk(folder: &Path, n_questions: usize) -> String {
    let path = folder.join("long.md");
    let turn = |n| {
        format!(
            "**记者：**第{n}个问题：守灯塔的人，第{n}天看见的海是什么颜色？\n\n**老周：**第{n}天的海是灰的，灯是亮的。\n\n"
        )
    };
    fs::write(&path, format!("# 许多问题\n\n{}", (1..=n_questions).map(turn).collect::<String>())).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_beginning_of_a_long_document_is_read_while_the_rest_is_still_coming() {
    let home = TempDir::new().unwrap();
    let path = long_talk(home.path(), 9_000);
    let mut terminal = start(&path, home.path(), SIZE);
    terminal.wait_for("the first question", |it| {
        let rows = it.rows();
        rows.iter().any(|row| row.contains("第1个问题")) && rows.iter().any(|row| row.contains("Still reading"))
    });
    terminal.press("]q");
    assert!(terminal.wait_for_end().success(), "who does not want to wait can leave");
    check_given_back(&terminal);

    let mut terminal = start(&path, home.path(), SIZE);
    terminal.wait_for_text("Still reading");
    terminal.press("6500gm");
    terminal.wait_for_text("Q6500¶1 saved");
    assert!(is_at_top(&terminal, "第6500个问题"), "what needs the whole is done when it is there");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

/// The number of the first question in view in the text, which is right of the outline.
fn first_question(terminal: &Terminal) -> Option<usize> {
    let rows = terminal.rows();
    rows.iter().find_map(|row| row.split_once('│')?.1.split_once('第')?.1.split_once("个问题")?.0.parse().ok())
}

#[test]
fn the_beginning_is_scrolled_at_once_and_the_whole_goes_on_from_there() {
    const N_WHEELED: usize = 40;
    let home = TempDir::new().unwrap();
    let path = long_talk(home.path(), 40_000);
    let is_reading = |terminal: &Terminal| terminal.rows().iter().any(|row| row.contains("Still reading"));

    let mut terminal = start(&path, home.path(), SIZE);
    terminal.wait_for("the beginning", |it| is_reading(it) && first_question(it) == Some(1));
    terminal.press("ffff");
    terminal.wait_for("what comes after it", |it| is_reading(it) && first_question(it) > Some(4));
    let scrolled = first_question(&terminal);
    // what the mouse does may be about lists that are not there yet
    terminal.press(&"\x1b[<65;70;10M".repeat(N_WHEELED));
    terminal.wait_for("the whole", |it| !is_reading(it));
    terminal.wait_for("what was wheeled to", |it| first_question(it) > scrolled.map(|n| n + N_WHEELED / 10));
    assert!(
        first_question(&terminal) < scrolled.map(|n| n + N_WHEELED),
        "it went on from there: {:#?}",
        terminal.rows()
    );
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn keys_that_are_typed_ahead_of_a_list_are_about_it() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]]m");
    terminal.wait_for_text("saved");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());

    let mut terminal = start("tests/fixtures/orchard.txt", home.path(), SIZE);
    terminal.wait_for_text("orchard.txt");
    // all marks, the one of the other document, and a mark there
    terminal.press("Aj\r]m");
    terminal.wait_for_text("Q3¶1 saved");
    assert!(terminal.rows().iter().any(|row| row.contains("lighthouse.md")), "{:?}", terminal.rows());
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn the_measure_and_the_theme_are_remembered() {
    let home = TempDir::new().unwrap();
    for (width, theme) in [("74 cells", "paper"), ("70 cells", "night")] {
        let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
        terminal.wait_for_text("灯还是那盏灯");
        terminal.press("-");
        terminal.wait_for_text(width);
        terminal.press("T");
        terminal.wait_for_text(theme);
        terminal.press("q");
        assert!(terminal.wait_for_end().success());
    }
}

#[test]
fn a_note_is_kept_when_its_terminal_is_closed() {
    let home = TempDir::new().unwrap();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("灯还是那盏灯");
    terminal.press("]ahalf a note");
    terminal.wait_for_text("half a note");
    terminal.signal(Signal::HUP);
    terminal.wait_for_end();
    let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
    terminal.wait_for_text("half a note");
    terminal.press("q");
    assert!(terminal.wait_for_end().success());
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let home = TempDir::new().unwrap();
        let mut terminal = start(LIGHTHOUSE, home.path(), SIZE);
        terminal.wait_for_text("灯还是那盏灯");
        terminal.signal(signal);
        terminal.wait_for_end();
        check_given_back(&terminal);
    }
}

#[test]
#[ignore = "takes the terminal that it runs in; the next test runs it in one of its own"]
fn panics_with_the_terminal_taken() {
    if let Ok(_session) = Session::begin(Taken::default(), false) {
        panic!("on purpose");
    }
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let home = TempDir::new().unwrap();
    let this = env::current_exe().unwrap();
    let arguments = ["--ignored", "--exact", "--nocapture", "panics_with_the_terminal_taken"];
    let mut terminal = Terminal::start(this.to_str().unwrap(), &arguments, home.path(), SIZE);
    terminal.wait_for_end();
    assert!(terminal.raw.windows(8).any(|bytes| bytes == b"\x1b[?1049h"), "the terminal was taken");
    check_given_back(&terminal);
    assert!(terminal.rows().iter().any(|row| row.contains("on purpose")));
}

/// A document that tries to speak to the terminal in its title, labels, headings and text.
const HOSTILE: &str = "# 安静\u{1b}]0;pwned\u{7}的标题 \u{202e}反过来\u{202c}

开场白里有\u{1b}[31m颜色\u{1b}[0m、响铃\u{7}、退格\u{8}\u{8}和回车\r还有\u{1b}[2J清屏。

《安静报》记者：请问\u{202e}问题\u{202c}里能不能带控制符\u{200f}？\u{9b}31m

发言人：不能。\u{1b}]52;c;aGVsbG8=\u{7} \u{1b}P+q544e\u{1b}\\ \u{1b}[?1049l\u{1b}[?25h 结束。

## 第\u{1b}[6n二节

《安\u{202e}静\u{1b}[5m报》记者：标签里呢？

《安静报》记者：还有吗？

发\u{2066}言\u{2069}人：没有了。\u{1b}[c\u{5}\u{e}\u{f}

发言人：真的没有了。
";

#[test]
fn nothing_of_a_document_speaks_to_the_terminal() {
    for size in [SIZE, (50, 20)] {
        let home = TempDir::new().unwrap();
        let path = home.path().join("hostile.md");
        fs::write(&path, HOSTILE).unwrap();
        let mut terminal = start(path.to_str().unwrap(), home.path(), size);
        terminal.wait_for_text("清屏");
        for (keys, shown) in [
            ("]", "问题"),
            ("m", "saved"),
            ("o", "二节"),
            ("o", "问题"),
            ("]", "还有吗"),
            ("?", "next question"),
            ("?", "还有吗"),
        ] {
            terminal.press(keys);
            terminal.wait_for_text(shown);
        }
        terminal.press("q");
        terminal.press("q");
        terminal.wait_for_end();
        let raw = std::str::from_utf8(&terminal.raw).unwrap();
        for sequence in [
            "\u{1b}]0;pwned",
            "\u{1b}[5m",
            "\u{1b}]52",
            "\u{1b}P+q",
            "\u{1b}[c\u{5}",
            "\u{7}",
            "\u{8}",
            "\u{e}",
            "\u{f}",
        ] {
            assert!(!raw.contains(sequence), "{sequence:?} reached the terminal");
        }
        let is_direction =
            |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        assert!(!raw.contains(|c: char| is_direction(c) || ('\u{80}'..='\u{9f}').contains(&c)));
    }
}
