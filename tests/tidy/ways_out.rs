//! Rules of the ways out of the program: which files may write, and what a message and a panic are made of.

use std::fmt::Write as _;
use std::path::Path;

use super::{check_lines, is_word, sources};

/// The files through which anything leaves the program: the one door for text outside the screen, the one way to the
/// screen, what listens to the terminal's answers, and the programs that hold a clipboard.
const WAYS_OUT: &[&str] = &[
    "src/output/data.rs",
    "src/output/talk.rs",
    "src/terminal/output.rs",
    "src/terminal/probe.rs",
    "src/terminal/clipboard.rs",
    // it is lent the terminal
    "src/terminal/editor.rs",
    // it is handed the bytes of a file, and what it prints is read
    "src/reading/pdftotext.rs",
];

/// What only those files may name: the standard streams, and what writes to them: macros, clap, other programs.
const STREAMS: &[&str] = &[
    "print!",
    "println!",
    "eprint!",
    "eprintln!",
    "dbg!",
    "stdout",
    "stderr",
    "Stdout",
    "Stderr",
    "StdoutLock",
    "StderrLock",
    "Command::new",
    "from_raw_fd",
    "OwnedFd",
    "Arguments::parse(",
    ".exit()",
    ".print()",
    "print_help",
    "/dev/tty",
    "/dev/stdout",
    "/dev/stderr",
    "/dev/fd",
    "/proc/self/fd",
];

/// What ends the program with a text, which may not be put together: it could hold a document's.
const PANICS: &[&str] = &["panic!(", "unreachable!(", "todo!(", "unimplemented!(", ".expect(", ".expect_err("];

#[test]
fn text_leaves_by_the_one_door() {
    check_lines(&["src"], |source, line| {
        let is_way_out = WAYS_OUT.iter().any(|path| source.path == Path::new(path));
        let named = STREAMS.iter().find(|name| names(line, name)).filter(|_| !is_way_out);
        named.map(|name| format!("`{name}`: text leaves through `output` (src/output/mod.rs)"))
    });
    for path in WAYS_OUT {
        assert!(Path::new(path).is_file(), "{path} is gone from WAYS_OUT");
    }
}

#[test]
fn messages_are_made_of_words_and_values() {
    check_lines(&["src"], |source, line| {
        let is_door = source.folder() == "output";
        // what clap says of arguments is made of lines by clap
        let is_parser = source.path.ends_with("cli/mod.rs");
        let by_hand = [
            ("format_args!", false),
            ("Message::filled_in", false),
            ("Message::of_library", is_parser),
            (".render()", is_parser),
        ];
        let by_hand = by_hand.into_iter().find(|(way, allowed)| !is_door && !allowed && line.contains(way));
        by_hand.map(|(way, _)| format!("`{way}`: what is told is a `message!`, whose values stay on one line"))
    });
}

#[test]
fn no_panic_says_what_a_document_says() {
    let mut complaints = String::new();
    for source in sources(&["src"]) {
        let code = source.text.split("#[cfg(test)]\nmod tests").next().unwrap();
        for (at, call) in PANICS.iter().flat_map(|call| code.match_indices(call)) {
            let said = code[at + call.len()..].trim_start();
            if !said.starts_with(')') && plain_literal(said).is_none() {
                let line = code[..at].matches('\n').count() + 1;
                writeln!(complaints, "{}:{line}: `{call}` says one literal, without braces", source.path.display())
                    .unwrap();
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// The string that `code` begins with, if it is the only argument of a call, and nothing is put into it.
fn plain_literal(code: &str) -> Option<&str> {
    let (said, rest) = code.strip_prefix('"')?.split_once('"')?;
    let is_alone = rest.trim_start_matches([',', ' ', '\n']).starts_with(')');
    (is_alone && !said.contains(['{', '\\'])).then_some(said)
}

/// Whether `line` has `name` as a word of its own.
fn names(line: &str, name: &str) -> bool {
    let ends = |text: &str| text.chars().next_back().is_some_and(is_word);
    let begins = |text: &str| text.chars().next().is_some_and(is_word);
    line.match_indices(name).any(|(at, _)| !ends(&line[..at]) && !begins(&line[at + name.len()..]))
}
