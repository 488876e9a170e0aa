//! Records of a table as text: cells that a comma, semicolon, tab or bar parts, quoted where they hold one or a line break.

use std::borrow::Cow;
use std::ops::Range;

/// A record with more cells than this is none.
pub(super) const MAX_CELLS: usize = 500;

/// What may part cells, in the order in which it is tried.
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A cell, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) source: Range<usize>,
}

/// The records of a text.
#[derive(Debug, Clone)]
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    delimiter: u8,
    /// Where quotation marks are letters like all others: the last that opens a cell there is never closed.
    unquoted_from: usize,
    /// Whether a record has too many cells.
    pub(super) is_too_wide: bool,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, delimiter: u8) -> Self {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        Records { text, at: start, delimiter, unquoted_from: usize::MAX, is_too_wide: false }
    }

    /// The cell that begins here, and the byte behind it.
    fn cell(&mut self) -> Cell<'a> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b'"') && self.at < self.unquoted_from {
            match self.quoted() {
                Some(cell) => return cell,
                None => self.unquoted_from = self.at,
            }
        }
        let rest = &bytes[self.at..];
        let n_bytes = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        let source = self.at..self.at + n_bytes;
        self.at = source.end;
        Cell { text: Cow::Borrowed(&self.text[source.clone()]), source }
    }

    /// The cell within the quotation marks that open here; `None` where they are never closed.
    fn quoted(&mut self) -> Option<Cell<'a>> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let (mut at, mut is_doubled) = (start, false);
        loop {
            at += memchr::memchr(b'"', bytes.get(at..)?)?;
            if bytes.get(at + 1) != Some(&b'"') {
                break;
            }
            is_doubled = true;
            at += 2;
        }
        let source = start..at;
        let text = &self.text[source.clone()];
        let mut text = if is_doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) };
        // What stands behind the closing mark belongs to the cell.
        let rest = &bytes[at + 1..];
        let n_more = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
        self.at = at + 1 + n_more;
        let more = self.text[at + 1..self.at].trim();
        if !more.is_empty() {
            text.to_mut().push_str(more);
        }
        Some(Cell { text, source })
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Vec<Cell<'a>>;

    fn next(&mut self) -> Option<Vec<Cell<'a>>> {
        let bytes = self.text.as_bytes();
        // Empty lines are no records.
        self.at += bytes[self.at..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        if self.at >= bytes.len() || self.is_too_wide {
            return None;
        }
        let mut cells = Vec::new();
        loop {
            cells.push(self.cell());
            if cells.len() > MAX_CELLS {
                self.is_too_wide = true;
                return None;
            }
            if bytes.get(self.at) != Some(&self.delimiter) {
                return Some(cells);
            }
            self.at += 1;
        }
    }
}

/// Whether the first line of a text has more cells than any talk.
pub(super) fn is_too_wide(text: &str) -> bool {
    let first = text.split(['\n', '\r']).next().unwrap_or_default();
    DELIMITERS.into_iter().any(|mark| memchr::memchr_iter(mark, first.as_bytes()).nth(MAX_CELLS).is_some())
}

/// What parts the cells of a text, and the byte where they begin: most of its first records have the same number of cells, two
/// or more. A first line `sep=;` says it.
pub(super) fn delimiter(text: &str) -> Option<(u8, usize)> {
    const LOOKED_AT: usize = 200;
    let body = text.trim_start_matches('\u{feff}');
    let before = text.len() - body.len();
    if let Some(rest) = body.strip_prefix("sep=") {
        let stated = rest.bytes().next().filter(|stated| stated.is_ascii())?;
        let end = rest.find('\n')?;
        return Some((stated, before + "sep=".len() + end + 1));
    }
    let share = |delimiter: u8| {
        let counts: Vec<usize> = Records::new(text, delimiter).take(LOOKED_AT).map(|cells| cells.len()).collect();
        let most = counts.iter().copied().max_by_key(|n| counts.iter().filter(|other| *other == n).count())?;
        let n_alike = counts.iter().filter(|n| **n == most).count();
        (most > 1 && counts.len() > 1).then_some((n_alike * 100 / counts.len(), most))
    };
    let found = DELIMITERS.into_iter().filter_map(|delimiter| Some((share(delimiter)?, delimiter)));
    // Of those that part alike the first.
    let best = found.rev().max_by_key(|((share, n_cells), _)| (*share / 10, *n_cells))?;
    (best.0.0 >= 70).then_some((best.1, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_hold_what_parts_them() {
        let check = |text: &str, delimiter: u8, expected: &str| {
            let records = Records::new(text, delimiter);
            let told = |cells: Vec<Cell>| cells.iter().map(|cell| cell.text.to_string()).collect::<Vec<_>>().join("|");
            assert_eq!(records.map(told).collect::<Vec<_>>().join("/"), expected, "{text}");
        };
        check("a,b\r\n\r\nc,d", b',', "a|b/c|d");
        check("\u{feff}\"a, b\",\"c\nd\",", b',', "a, b|c\nd|");
        check("\"she said \"\"no\"\"\",x", b',', "she said \"no\"|x");
        check("\"a\" b;c", b';', "ab|c");
        check("a,\"never closed\nb,c\n", b',', "a|\"never closed/b|c");
        check("a \"b\",c", b',', "a \"b\"|c");
    }

    #[test]
    fn what_parts_the_cells_parts_all_records_alike() {
        let check = |text: &str, expected: Option<(u8, usize)>| assert_eq!(delimiter(text), expected, "{text}");
        check("who;what\nAnn;Hi, you, and you\nBo;Hi\n", Some((b';', 0)));
        check("who,what\nAnn,\"Hi, you\"\nBo,Hi\n", Some((b',', 0)));
        check("who\twhat\nAnn\tHi, you\nBo\tHi\n", Some((b'\t', 0)));
        check("sep=;\nwho;what\n", Some((b';', 6)));
        check("Ann: hi, you\n\nBo: yes\n", None);
        check("one\ntwo\n", None);
    }
}
