//! The painter, and the whole program, in a real xterm that draws ambiguous characters wide (`-cjk_width`) and in one that
//! draws them narrow. They need xterm and Xvfb, and are run by `.ci/terminals`.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

mod emulator;
mod script;
#[path = "emulator/xterm.rs"]
mod xterm;

use std::fs;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use emulator::program::Program;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Size;
use rustix::process::Signal;
use script::{Emulator, SIZES, Wire, emoji, play, transcript};
use tempfile::TempDir;
use wenda::layout::width::WidthPolicy;
use wenda::terminal::backend::Painter;
use xterm::Xterm;

const POLICIES: [(WidthPolicy, bool); 2] = [(WidthPolicy::WIDE, true), (WidthPolicy::NARROW, false)];

#[test]
#[ignore = "needs xterm and Xvfb; run .ci/terminals"]
fn every_cell_of_an_xterm_shows_what_was_to_be_drawn() {
    for (policy, wide) in POLICIES {
        for size in SIZES {
            let painter = |wire: Wire| Painter::with_size(wire, Size::new(size.0, size.1));
            for text in [transcript(), emoji()] {
                let (faults, _) = play(&text, painter, size, policy, &mut Xterm::start(size, wide));
                assert_eq!(faults, Vec::<String>::new());
            }
        }
    }
}

/// `ratatui`'s own backend on a layout that takes ambiguous characters for narrow, as every program has it that does not
/// ask; and on one that takes them for wide, where the terminal does not.
#[test]
#[ignore = "needs xterm and Xvfb; run .ci/terminals"]
fn plain_ratatui_does_not() {
    for (policy, wide) in [(WidthPolicy::NARROW, true), (WidthPolicy::WIDE, false)] {
        for size in SIZES {
            let (faults, _) = play(&transcript(), CrosstermBackend::new, size, policy, &mut Xterm::start(size, wide));
            println!("plain ratatui at {size:?}, -cjk_width {wide}: {} wrong cells", faults.len());
            assert!(!faults.is_empty());
        }
    }
}

/// wenda in an xterm, reading the transcript of the script.
struct Reading {
    program: Program,
    xterm: Xterm,
    /// All that wenda has written.
    written: Vec<u8>,
    _home: TempDir,
}

/// How long wenda must be silent to be taken for done.
const QUIET: Duration = Duration::from_millis(150);

/// How a frame ends (mode 2026).
const FRAME_END: &[u8] = b"\x1b[?2026l";

impl Reading {
    fn begin(size: (u16, u16), wide: bool) -> Self {
        let home = TempDir::new().unwrap();
        let path = home.path().join("talk.md");
        fs::write(&path, transcript()).unwrap();
        let arguments = ["--lang", "zh", path.to_str().unwrap()];
        let program = Program::start(home.path(), env!("CARGO_BIN_EXE_wenda"), &arguments, home.path(), size, &[]);
        Reading { program, xterm: Xterm::start(size, wide), written: Vec::new(), _home: home }
    }

    /// Passes on what each has to say until nothing more comes and `is_so`, which is asked between frames.
    fn wait_for(&mut self, what: &str, is_so: impl Fn(&mut Self) -> bool) {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline {
            self.program.send(&self.xterm.answers());
            match self.program.output.recv_timeout(QUIET) {
                Ok(bytes) => {
                    self.xterm.feed(&bytes);
                    self.written.extend(bytes);
                }
                Err(RecvTimeoutError::Timeout) if self.written.ends_with(FRAME_END) && is_so(self) => return,
                Err(_) => {}
            }
        }
        panic!("waited in vain for {what}; xterm shows:\n{}", self.rows().join("\n"));
    }

    /// The text of xterm's rows; sums of codes read as characters, which is right for the common ones.
    fn rows(&mut self) -> Vec<String> {
        let character = |sum: &String| u32::from_str_radix(sum, 16).ok().and_then(char::from_u32).unwrap_or('?');
        self.xterm.look().iter().map(|row| row.iter().map(character).collect()).collect()
    }

    fn wait_for_text(&mut self, text: &str) {
        self.wait_for(text, |it| it.rows().iter().any(|row| row.replace(' ', "").contains(text)));
    }

    /// Presses keys, and waits for what they bring about.
    fn press(&mut self, keys: &str, shown: &str) {
        let n_bytes = self.written.len();
        self.program.send(keys.as_bytes());
        self.wait_for(keys, |it| it.written.len() > n_bytes);
        self.wait_for_text(shown);
    }

    /// Fails unless a frame drawn in full at the same place looks the same. After a stop all is drawn in full, whatever
    /// lies over the page.
    fn check_nothing_is_left_over(&mut self, when: &str) {
        let before = self.rows();
        let n_bytes = self.written.len();
        self.program.signal(Signal::CONT);
        self.wait_for("a full frame", |it| it.written[n_bytes..].windows(4).any(|bytes| bytes == b"\x1b[2J"));
        assert_eq!(before.join("\n"), self.rows().join("\n"), "{when}: before and after drawing it all anew");
    }

    /// Fails unless the rule between the panes goes straight down from the title to the last row, where there is one.
    fn check_rule(&mut self, when: &str) {
        let rows = self.rows();
        let shown = rows.join("\n");
        let is_rule = |c: char| "│├┤┼╎+".contains(c);
        // the outline has its title in the first of them
        let Some(column) = rows[1].chars().position(is_rule) else {
            assert!(rows[1].chars().count() < 80, "{when}: no rule in\n{shown}");
            return;
        };
        for row in &rows[1..rows.len() - 1] {
            assert!(row.chars().nth(column).is_some_and(is_rule), "{when}: {row}\n{shown}");
        }
    }
}

/// What is done: keys, and what is shown then.
const STEPS: [(&str, &str); 9] = [
    ("G", "‘第29条’"),
    ("gg", "‘第1条’"),
    ("jjjj", "①②③℃×÷→■●★☆"),
    ("]]]", "‘第4条’"),
    ("dd", "差距仍在"),
    ("uu", "①②③℃×÷→■●★☆"),
    ("?", "上一句"),
    ("\u{1b}", "有人说“河水——不等人……”"),
    ("kkkk", "有人说"),
];

#[test]
#[ignore = "needs xterm and Xvfb; run .ci/terminals"]
fn the_program_leaves_no_ghosts_in_an_xterm_and_keeps_the_rule_straight() {
    for wide in [true, false] {
        let mut reading = Reading::begin(SIZES[0], wide);
        reading.wait_for_text("‘第1条’");
        for size in SIZES {
            reading.xterm.resize(size);
            reading.program.resize(size.0, size.1);
            reading.wait_for_text("有人说");
            for (keys, shown) in STEPS {
                let when = format!("{size:?}, -cjk_width {wide}, after {keys}");
                reading.press(keys, shown);
                reading.check_nothing_is_left_over(&when);
                if keys != "?" {
                    reading.check_rule(&when);
                }
            }
            let shown = reading.rows().concat();
            let signs = (shown.contains('╎'), shown.contains('│'));
            let has_rule = size.0 >= 80;
            assert_eq!(signs, (wide && has_rule, !wide && has_rule), "{size:?}: xterm tells how wide it draws frames");
        }
    }
}
