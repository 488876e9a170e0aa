//! What is told on standard error. That this can't be written is no reason to end otherwise: nothing is left to be told.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, IsTerminal, Write};
use std::panic::{self, PanicHookInfo};

use super::data::{escaped, print};
use super::message::Message;
use crate::layout::shown::harmless_line;

/// Tells of something that went wrong, with the program's name before it.
pub fn warn(message: &Message) {
    let _ = write("wenda: ", message);
}

/// Tells what was done.
pub fn say(message: &Message) {
    let _ = write("", message);
}

/// Hands over records that have no other place, JSON in a line each. Where standard error can't be written they go to
/// standard output: they are a person's work.
pub fn hand_over(records: &[String]) {
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let mut out = io::stderr().lock();
    let shown = if out.is_terminal() { escaped(&lines) } else { lines };
    if out.write_all(shown.as_bytes()).is_err() {
        let _ = print(|data| records.iter().try_for_each(|record| data.json(record)));
    }
}

/// From now on a panic is told here, too: what it says may hold the text of a document. One that `is_expected`, since what
/// may fail is caught where it was begun, is not told. `words` are the sentence, with `{place}` and `{why}` in it.
pub fn report_panics(is_expected: fn() -> bool, words: &str) {
    let words = words.to_owned();
    panic::set_hook(Box::new(move |panic| {
        if !is_expected() {
            warn(&of_panic(panic, &words));
        }
    }));
}

fn of_panic(panic: &PanicHookInfo<'_>, words: &str) -> Message {
    let place = panic.location().map_or_else(|| "?".to_owned(), ToString::to_string);
    let payload = panic.payload();
    let formatted = || payload.downcast_ref::<String>().map(String::as_str);
    let why = payload.downcast_ref::<&str>().copied().or_else(formatted).unwrap_or("?");
    let told = Message::put(words, &[("place", &place), ("why", &why)]);
    let trace = Backtrace::capture();
    match trace.status() {
        BacktraceStatus::Captured => Message::lines([told, Message::of_library(&trace.to_string())]),
        _ => told,
    }
}

/// Writes at once, so that no line of another thread gets in between.
fn write(before: &str, message: &Message) -> io::Result<()> {
    let mut out = io::stderr().lock();
    let text = shown(message, out.is_terminal());
    out.write_all(format!("{before}{text}\n").as_bytes())
}

/// The text of a message: what our own line feeds part is made harmless each by itself on a terminal.
fn shown(message: &Message, is_terminal: bool) -> String {
    if !is_terminal {
        return message.text().to_owned();
    }
    message.text().split('\n').map(harmless_line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::message;

    #[test]
    fn a_terminal_is_told_the_same_without_harm() {
        let told = message!("first {}\nsecond", "\u{1b}]0;a\u{7}\u{9b}\u{202E}\n\u{200B}b");
        assert_eq!(shown(&told, true), "first ␛]0;a␇␦␊b\nsecond");
        assert_eq!(shown(&told, false), "first \u{1b}]0;a\u{7}\u{9b}\u{202E}␊\u{200B}b\nsecond");
    }
}
