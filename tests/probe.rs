//! The probe against terminals that answer at once, late, not at all, or in part, while a person types.
#![allow(clippy::unwrap_used)]

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::thread;
use std::time::Duration;

use wenda::input::key::{Key, KeyCode};
use wenda::layout::width::WidthPolicy;
use wenda::terminal::incoming::Incoming;
use wenda::terminal::probe::{Answers, Heard, QUESTIONS, converse, questions};

const IDENTITY: &str = "\x1b[?62;4c";
const CAP: Duration = Duration::from_millis(120);
const GRACE: Duration = Duration::from_millis(400);

/// The answers of a terminal that draws the questions in so many cells.
fn answers(cells: [u16; QUESTIONS.len()]) -> String {
    cells.iter().map(|cells| format!("\x1b[2;{}R", cells + 1)).collect::<String>() + IDENTITY
}

const NARROW: [u16; 7] = [2, 1, 1, 1, 1, 2, 2];
const WIDE: [u16; 7] = [2, 2, 2, 2, 2, 1, 8];

/// What is heard from a terminal that sends each text after so many milliseconds, and then falls silent.
fn hear(sent: &[(u64, &str)], cap: Duration, grace: Duration) -> Vec<Heard> {
    let (ours, mut theirs) = UnixStream::pair().unwrap();
    let sent: Vec<(u64, String)> = sent.iter().map(|(after, text)| (*after, (*text).to_owned())).collect();
    let terminal = thread::spawn(move || {
        for (after, text) in sent {
            thread::sleep(Duration::from_millis(after));
            // who has heard the last answer may be gone
            let _ = theirs.write_all(text.as_bytes());
        }
        // the line stays open until the other end is done
        let _ = theirs.read(&mut [0]);
    });
    let mut heard = Vec::new();
    converse(&ours, cap, grace, |each| heard.push(each)).unwrap();
    drop(ours);
    terminal.join().unwrap();
    heard
}

fn keys(heard: &[Heard]) -> String {
    let key = |heard: &Heard| match heard {
        Heard::Typed(Incoming::Key(Key { code: KeyCode::Char(c), ctrl: false, alt: false })) => Some(*c),
        Heard::Typed(_) => Some('?'),
        Heard::Answers(_) => None,
    };
    heard.iter().filter_map(key).collect()
}

fn policies(heard: &[Heard]) -> Vec<Option<WidthPolicy>> {
    let policy = |heard: &Heard| match heard {
        Heard::Answers(answers) => Some(answers.policy()),
        Heard::Typed(_) => None,
    };
    heard.iter().filter_map(policy).collect()
}

#[test]
fn a_terminal_that_answers_at_once_is_known() {
    let heard = hear(&[(0, &answers(NARROW))], GRACE, GRACE);
    assert_eq!(policies(&heard), [Some(WidthPolicy::NARROW)]);
    let heard = hear(&[(0, &answers(WIDE))], GRACE, GRACE);
    assert_eq!(policies(&heard), [Some(WidthPolicy::WIDE.with_split_emoji())]);
}

#[test]
fn classes_are_told_apart() {
    let heard = hear(&[(0, &answers([2, 2, 1, 1, 1, 2, 2]))], GRACE, GRACE);
    assert_eq!(policies(&heard), [Some(WidthPolicy { wide_quotes: true, ..WidthPolicy::NARROW })]);
    // as Konsole answers, and a terminal that knows selectors but no joiners
    let heard = hear(&[(0, &answers([2, 1, 1, 1, 1, 1, 2]))], GRACE, GRACE);
    assert_eq!(policies(&heard), [Some(WidthPolicy { split_presentation: true, ..WidthPolicy::NARROW })]);
    let heard = hear(&[(0, &answers([2, 1, 1, 1, 1, 2, 6]))], GRACE, GRACE);
    assert_eq!(policies(&heard), [Some(WidthPolicy { split_zwj: true, ..WidthPolicy::NARROW })]);
}

#[test]
fn a_terminal_that_answers_after_300_milliseconds_is_known() {
    let long = Duration::from_secs(20);
    assert_eq!(policies(&hear(&[(300, &answers(WIDE))], long, long)).len(), 1);
}

#[test]
fn a_terminal_that_never_answers_is_given_up() {
    let heard = hear(&[(10, "j")], CAP, GRACE);
    assert_eq!(policies(&heard), [None]);
    assert_eq!(keys(&heard), "j");
}

#[test]
fn a_terminal_that_answers_only_the_last_question_decides_nothing() {
    let heard = hear(&[(0, "j"), (0, IDENTITY)], GRACE, GRACE);
    assert_eq!(heard.last(), Some(&Heard::Answers(Answers { ended: true, ..last_answers(&heard) })));
    assert_eq!(policies(&heard), [None]);
    assert_eq!(keys(&heard), "j");
}

fn last_answers(heard: &[Heard]) -> Answers {
    heard
        .iter()
        .rev()
        .find_map(|each| if let Heard::Answers(found) = each { Some(found.clone()) } else { None })
        .unwrap()
}

/// The answers come in after the cap, in pieces, and between the keys.
#[test]
fn late_answers_cost_no_key_and_make_none() {
    let all = answers(WIDE);
    let (one, two) = all.split_at(9);
    let heard = hear(&[(0, "j]"), (200, one), (5, two), (0, "文q")], CAP, Duration::from_secs(20));
    // what follows the last answer in the same breath is typed too
    assert!(["j]", "j]文q"].contains(&keys(&heard).as_str()), "{heard:?}");
    assert_eq!(policies(&heard), [None, Some(WidthPolicy::WIDE.with_split_emoji())]);
}

#[test]
fn escape_is_a_key_when_nothing_follows() {
    let heard = hear(&[(0, "\x1b"), (250, &answers(NARROW))], Duration::from_secs(20), Duration::from_secs(20));
    assert_eq!(heard[0], Heard::Typed(Incoming::Key(Key::plain(KeyCode::Esc))));
    assert_eq!(keys(&heard[1..]), "");
}

/// The questions end with the one that every terminal answers, and leave no text behind.
#[test]
fn the_questions_put_everything_back() {
    let mut screen = vt100::Parser::new(24.try_into().unwrap(), 80.try_into().unwrap(), 0);
    screen.process(b"\x1b[5;7Habc");
    let before = (screen.screen().contents(), screen.screen().cursor_position());
    screen.process(questions().as_bytes());
    assert_eq!((screen.screen().contents(), screen.screen().cursor_position()), before);
    assert!(questions().ends_with("\x1b[c"));
}
