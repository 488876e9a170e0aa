//! What a panic says goes through the door as well: the standard library quotes the text that it failed at.

use std::env;

use super::desk::Desk;
use super::emulator::Terminal;
use super::scan::{Place, check};

/// Set in the process that is to panic.
const CHILD: &str = "WENDA_TEST_PANICS";
const TEXT: &str = "记\u{1b}]0;taken\u{7}\u{9b}31m\u{202e}\nFORGED\u{200b}者";

#[test]
fn a_panic_says_nothing_that_acts() {
    if env::var_os(CHILD).is_some() {
        let words = wenda::strings::Strings::of(wenda::strings::Language::English).told.panicked;
        wenda::output::report_panics(|| false, &words);
        let byte = TEXT.len() - 1;
        panic!("{}", &TEXT[byte..]);
    }
    let desk = Desk::new();
    let program = env::current_exe().unwrap();
    let arguments = ["--exact", "panics::a_panic_says_nothing_that_acts", "--nocapture", "--color", "never"];
    let mut terminal = Terminal::start_in(
        desk.folder(),
        program.to_str().unwrap(),
        &arguments,
        &desk.home(),
        (200, 30),
        &[(CHILD, "1"), ("RUST_BACKTRACE", "0")],
    );
    assert!(!terminal.wait_for_end().success());
    let said = String::from_utf8(terminal.raw.clone()).unwrap();
    assert!(said.contains("wenda: panicked at") && said.contains("char boundary"), "{said}");
    check("panic", &terminal.raw, Place::Lines);
}
