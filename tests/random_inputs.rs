//! The real program under random keys, mouse reports, pastes, changes of size and stops, over a pseudo-terminal: it lives,
//! writes nothing but what is its own, and gives the terminal back. `WENDA_RANDOM_INPUTS` says how many inputs each seed
//! gets; a failure names the seed and the inputs since the last start.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

mod emulator;
#[path = "output/scan.rs"]
#[allow(dead_code, reason = "each test uses what it needs")]
mod scan;

use std::fs;
use std::process::Command;

use emulator::wire::Wire;
use rustix::process::Signal;
use scan::{Place, complaints};
use tempfile::TempDir;

/// Inputs for each of the seeds, where nothing else is said.
const N_INPUTS: usize = 2_500;
/// Inputs between two looks at the program.
const BURST: usize = 10;

/// What the program writes when it takes the terminal.
const TAKEN: &str = "\x1b[?1049h";
/// And when it gives it back.
const LEFT: &str = "\x1b[?1049l";

/// What a person's hand may do.
#[derive(Debug, Clone)]
enum Doing {
    /// Bytes that a terminal sends: keys, a report of the mouse, a paste.
    Send(Vec<u8>),
    Resize(u16, u16),
    /// The program is stopped and goes on.
    Stop,
}

/// A generator of numbers that look random, the same for the same seed (SplitMix64, Steele and others 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % n as u64) as usize
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Keys, one and several bytes long. Those that end the program come seldom: it is started again.
const KEYS: &[&str] = &[
    "j",
    "k",
    "d",
    "u",
    " ",
    "g",
    "G",
    "]",
    "[",
    "}",
    "{",
    "J",
    "K",
    ")",
    "(",
    "n",
    "N",
    "m",
    "v",
    "w",
    "x",
    "U",
    "y",
    "Y",
    "a",
    "t",
    "o",
    "b",
    "R",
    "+",
    "-",
    "T",
    "?",
    ":",
    "/",
    "&",
    "\\",
    "*",
    "<",
    ">",
    "''",
    "1",
    "2",
    "7",
    "M",
    "\t",
    "\r",
    "\x1b",
    "\x7f",
    "\x01",
    "\x03",
    "\x04",
    "\x05",
    "\x0c",
    "\x0f",
    "\x13",
    "\x15",
    "\x17",
    "\x19",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[3~",
    "\x1b[Z",
    "\x1bOP",
    "\x1b[1;3A",
    "\x1b[1;3B",
    "\x1b[1;5C",
    "灯",
    "／",
    "：",
    "】",
    "、",
    "é",
    "👩\u{200D}💻",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[1;1R",
    "\x1b[?62c",
    "\x1b[",
    "\x1bO",
];

/// What is pasted: a document's worst, as far as a terminal sends it.
const PASTES: &[&str] = &[
    "守灯塔的人",
    "two\r\nlines\r\rand\tmore",
    "\u{9b}31m\u{202E}reversed\u{2066}\u{200B}\u{FEFF}",
    "]0;title\x07 [2J c",
    "e\u{301}\u{302}\u{303} 👨\u{200D}👩\u{200D}👧 ❤\u{FE0F} 🇨🇳",
];

fn doing(chance: &mut Chance) -> Doing {
    match chance.below(40) {
        0..=2 => {
            let (button, x, y) = ([0, 32, 64, 65][chance.below(4)], chance.below(260), chance.below(120));
            let end = if chance.below(3) == 0 { 'm' } else { 'M' };
            Doing::Send(format!("\x1b[<{button};{x};{y}{end}").into_bytes())
        }
        3 => Doing::Send(format!("\x1b[200~{}\x1b[201~", chance.of(PASTES)).into_bytes()),
        4..=6 => Doing::Resize(1 + chance.below(160) as u16, 1 + chance.below(60) as u16),
        7 if chance.below(4) == 0 => Doing::Stop,
        8 if chance.below(12) == 0 => Doing::Send(b"q".to_vec()),
        9 if chance.below(4) == 0 => {
            Doing::Send((0..6).map(|_| chance.below(256) as u8).filter(|it| *it != 0x1A).collect())
        }
        _ => Doing::Send(chance.of(KEYS).as_bytes().to_vec()),
    }
}

const DOCUMENTS: [&str; 4] = [
    "tests/fixtures/lighthouse.md",
    "tests/fixtures/orchard.txt",
    "tests/fixtures/tea.vtt",
    "tests/fixtures/harbour.html",
];

fn run(seed: u64) {
    let n_inputs = std::env::var("WENDA_RANDOM_INPUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(N_INPUTS);
    let mut chance = Chance(seed);
    let home = TempDir::new().unwrap();
    let mut n_done = 0;
    let mut n_starts = 0;
    while n_done < n_inputs {
        let document = DOCUMENTS[chance.below(DOCUMENTS.len())];
        let mut wire = Wire::start(&["--lang", "en", document], home.path(), (100, 30));
        n_starts += 1;
        // until a frame has been drawn the terminal is not ours, and a key may be a shell's
        wire.wait_for("\x1b[?2026l");
        let mut done: Vec<Doing> = Vec::new();
        let code = loop {
            for _ in 0..BURST {
                let doing = doing(&mut chance);
                do_it(&mut wire, &doing);
                done.push(doing);
                n_done += 1;
            }
            wire.settle_briefly();
            if let Some(code) = wire.ended() {
                break code;
            }
            if n_done >= n_inputs {
                wire.signal(Signal::TERM);
                break match wire.wait_for_end() {
                    143 => 0,
                    // it may have been leaving already
                    code => code,
                };
            }
        };
        wire.settle();
        let told = String::from_utf8_lossy(&wire.written).into_owned();
        let last: String = told.chars().rev().take(600).collect::<Vec<_>>().into_iter().rev().collect();
        assert_eq!(code, 0, "seed {seed}, start {n_starts}: {done:?}\n{last}");
        let theirs = complaints(without_copies(&while_taken(&told)).as_bytes(), Place::Screen);
        assert!(theirs.is_empty(), "seed {seed}, start {n_starts}: {theirs:?}\n{done:?}");
        wire.check_given_back();
    }
    let mut check = Command::new(env!("CARGO_BIN_EXE_wenda"));
    let checked = check.args(["bookmarks", "check"]).env("WENDA_HOME", home.path()).output().unwrap();
    assert!(checked.status.success(), "seed {seed}: {}", String::from_utf8_lossy(&checked.stdout));
    assert!(fs::read_dir(home.path()).unwrap().next().is_some(), "seed {seed}: nothing was kept at all");
}

fn do_it(wire: &mut Wire, doing: &Doing) {
    match doing {
        Doing::Send(bytes) => wire.send(bytes),
        Doing::Resize(columns, rows) => wire.resize((*columns, *rows)),
        Doing::Stop => {
            // it gives the terminal back; until it has it again, keys are a shell's
            wire.suspend(LEFT);
            wire.wait_until_more(TAKEN);
        }
    }
}

/// What was written while the terminal was the program's: what is sent at other times, the terminal echoes by itself.
fn while_taken(written: &str) -> String {
    // a frame that the end cut short is cancelled before the last words
    let written = written.replace("\x18\x1b[?2026l", "").replace("\x18\x1b", "\x1b");
    written.split(LEFT).filter_map(|piece| piece.find(TAKEN).map(|at| &piece[at..])).collect()
}

/// What was written, but for the texts that were copied (OSC 52), which are in Base64.
fn without_copies(written: &str) -> String {
    let mut kept = String::new();
    let mut rest = written;
    while let Some((before, copied)) = rest.split_once("\x1b]52;c;") {
        kept.push_str(before);
        let end = copied.find(|c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c))).unwrap_or(copied.len());
        let behind = &copied[end..];
        rest = behind.strip_prefix("\x1b\\").or_else(|| behind.strip_prefix('\x07')).unwrap_or(behind);
    }
    kept + rest
}

#[test]
fn nothing_that_is_typed_harms_the_terminal_or_the_program_1() {
    run(1);
}

#[test]
fn nothing_that_is_typed_harms_the_terminal_or_the_program_2() {
    run(2);
}

#[test]
fn nothing_that_is_typed_harms_the_terminal_or_the_program_3() {
    run(3);
}

#[test]
fn nothing_that_is_typed_harms_the_terminal_or_the_program_4() {
    run(4);
}
