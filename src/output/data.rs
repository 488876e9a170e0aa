//! Data on standard output: as it is to a pipe, harmless on a terminal. Writing may fail at any time.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use serde::Serialize;

use super::message::one_line;
use crate::document::controls::{Nature, nature};
use crate::layout::shown::harmless_line;

/// Data could not be written.
#[derive(Debug)]
pub struct Unwritten(io::Error);

impl From<io::Error> for Unwritten {
    fn from(error: io::Error) -> Self {
        Unwritten(error)
    }
}

impl From<Unwritten> for io::Error {
    fn from(unwritten: Unwritten) -> Self {
        unwritten.0
    }
}

impl Unwritten {
    /// What the system said.
    pub fn source(&self) -> &io::Error {
        &self.0
    }

    /// Whether who was reading has gone away, as `head` does when it has enough. That is no fault.
    pub fn is_reader_gone(&self) -> bool {
        self.0.kind() == io::ErrorKind::BrokenPipe
    }
}

/// Whether data goes to a terminal.
pub fn is_on_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Lets `write` print data. All of it has been written when this returns, or it fails.
///
/// # Errors
/// Those of `write`, and [`Unwritten`].
pub fn print<T, E: From<Unwritten>>(
    write: impl FnOnce(&mut Data<StdoutLock<'static>>) -> Result<T, E>,
) -> Result<T, E> {
    let mut data = Data::new(io::stdout().lock(), is_on_terminal());
    let written = write(&mut data)?;
    data.flush()?;
    Ok(written)
}

/// Where data goes.
pub struct Data<W: Write> {
    out: BufWriter<W>,
    is_terminal: bool,
    leaves_out_frames: bool,
}

/// A line that is read aloud: a frame that a document draws (U+2500 to U+259F) is no word.
pub fn without_frames(line: &str) -> String {
    line.replace(|c| matches!(c, '\u{2500}'..='\u{259F}'), " ")
}

impl<W: Write> Data<W> {
    fn new(out: W, is_terminal: bool) -> Self {
        Data { out: BufWriter::new(out), is_terminal, leaves_out_frames: false }
    }

    /// From now on lines are for who hears them: blanks stand where a document draws a frame.
    pub fn leave_out_frames(&mut self) {
        self.leaves_out_frames = true;
    }

    /// Prints a line. A line feed in it is a value's, and makes no other line.
    ///
    /// # Errors
    /// It can't be written.
    pub fn line(&mut self, line: &str) -> Result<(), Unwritten> {
        let line = if line.contains('\n') { one_line(line) } else { line.into() };
        let line = if self.is_terminal { harmless_line(&line).into() } else { line };
        let line = if self.leaves_out_frames { without_frames(&line).into() } else { line };
        self.out.write_all(line.as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Prints a whole text, whose line feeds are its own.
    ///
    /// # Errors
    /// It can't be written.
    pub fn text(&mut self, text: &str) -> Result<(), Unwritten> {
        if !self.is_terminal {
            return Ok(self.out.write_all(text.as_bytes())?);
        }
        let lines = text.strip_suffix('\n').unwrap_or(text).split('\n');
        // before a line feed, a return does nothing
        lines.map(|line| line.strip_suffix('\r').unwrap_or(line)).try_for_each(|line| self.line(line))
    }

    /// Prints JSON, which ends with a line feed.
    ///
    /// # Errors
    /// It can't be written.
    pub fn json(&mut self, json: &str) -> Result<(), Unwritten> {
        let shown = if self.is_terminal { escaped(json) } else { json.to_owned() };
        self.out.write_all(shown.as_bytes())?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Prints a value as JSON on one line, piece by piece: it may be larger than what it tells of.
    ///
    /// # Errors
    /// It can't be written.
    pub fn value(&mut self, value: &impl Serialize) -> Result<(), Unwritten> {
        let escapes = Escapes { is_needed: self.is_terminal };
        let written = value.serialize(&mut serde_json::Serializer::with_formatter(&mut self.out, escapes));
        written.map_err(io::Error::from)?;
        Ok(self.out.write_all(b"\n")?)
    }

    /// Sees to it that what was printed is on its way.
    ///
    /// # Errors
    /// It can't be written.
    pub fn flush(&mut self) -> Result<(), Unwritten> {
        Ok(self.out.flush()?)
    }
}

/// How strings are written in JSON: on a terminal without a character that acts instead of showing.
struct Escapes {
    is_needed: bool,
}

impl serde_json::ser::Formatter for Escapes {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if self.is_needed {
            writer.write_all(escaped(fragment).as_bytes())
        } else {
            writer.write_all(fragment.as_bytes())
        }
    }
}

/// The same JSON without a character that acts instead of showing: outside its strings JSON has none but line feeds.
pub(super) fn escaped(json: &str) -> String {
    let mut shown = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || nature(c) == Nature::Seen {
            shown.push(c);
        } else {
            shown.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What comes out of a terminal's and of a pipe's end.
    fn written(write: impl Fn(&mut Data<&mut Vec<u8>>) -> Result<(), Unwritten>) -> [String; 2] {
        [true, false].map(|is_terminal| {
            let mut out = Vec::new();
            let mut data = Data::new(&mut out, is_terminal);
            write(&mut data).unwrap();
            data.flush().unwrap();
            drop(data);
            String::from_utf8(out).unwrap()
        })
    }

    #[test]
    fn a_pipe_gets_the_original_and_a_terminal_what_does_no_harm() {
        let line = "Q1\t\u{1b}[31m\u{9b}\u{7f}\u{202E}a\u{200B}\u{2028}b👨\u{200D}👩";
        let [seen, piped] = written(|data| data.line(line));
        assert_eq!(seen, "Q1\t␛[31m␦␡ab👨\u{200D}👩\n");
        assert_eq!(piped, format!("{line}\n"));
    }

    #[test]
    fn a_line_is_one_line_and_a_text_has_its_own() {
        let [seen, piped] = written(|data| data.line("a\nb\rc"));
        assert_eq!([seen.lines().count(), piped.lines().count()], [1, 1], "{seen:?} {piped:?}");
        for text in ["a\r\nb\n", "\u{FEFF}a\u{1b}\n\n\nb\n"] {
            let [seen, piped] = written(|data| data.text(text));
            assert_eq!(piped, text);
            assert_eq!(seen.lines().count(), text.lines().count());
        }
    }

    #[test]
    fn json_stays_the_same_json() {
        let value = serde_json::json!({"a\u{9b}": ["\u{7f}\u{202E}\u{E0041}\n\u{200B}\u{1b}", "中\u{3164}"]});
        let json = serde_json::to_string_pretty(&value).unwrap();
        let [seen, piped] = written(|data| data.json(&json));
        assert_eq!(piped, json.clone() + "\n");
        assert!(seen.chars().all(|c| c == '\n' || nature(c) == Nature::Seen), "{seen:?}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&seen).unwrap(), value);

        let [seen, piped] = written(|data| data.value(&value));
        assert_eq!(piped, serde_json::to_string(&value).unwrap() + "\n");
        assert!(seen.chars().all(|c| c == '\n' || nature(c) == Nature::Seen), "{seen:?}");
        assert_eq!([seen.lines().count(), piped.lines().count()], [1, 1]);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&seen).unwrap(), value);
    }

    #[test]
    fn what_cant_be_written_is_an_error_in_the_end() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut data = Data::new(Full, false);
        assert!(data.line("a").and_then(|()| data.flush()).is_err());
    }
}
