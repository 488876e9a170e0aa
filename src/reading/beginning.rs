//! The beginning of a long document: something to read while the whole is being read.

use memchr::memrchr;

use super::{Lexicon, ReadOptions, read};
use crate::document::Document;

/// From so many bytes on, reading takes longer than a person takes for granted.
const LONG: usize = 1024 * 1024;

/// So many bytes are read at once; a hundred screens or so.
const AT_ONCE: usize = 128 * 1024;

/// The formats of which any first lines are a document.
const BY_LINES: [&str; 7] = ["markdown", "plain", "srt", "vtt", "sbv", "lrc", "csv"];

/// Whether reading these bytes takes long.
pub(super) fn is_long(bytes: &[u8]) -> bool {
    bytes.len() > LONG
}

/// The document as far as the first lines tell; `None` where they tell nothing (EPUB, HTML) or where a line feed is not
/// one byte. What depends on the whole, such as who asks and who answers, may turn out otherwise.
pub(super) fn beginning(bytes: &[u8], name: &str, options: &ReadOptions, lexicon: &Lexicon) -> Option<Document> {
    if bytes.starts_with(b"PK") || super::formats::pdf::is_pdf(bytes) {
        return None;
    }
    let part = &bytes[..bytes.len().min(AT_ONCE)];
    let document = read(&part[..=memrchr(b'\n', part)?], name, options, lexicon);
    let is_told = BY_LINES.contains(&document.source.format) && !document.source.encoding.starts_with("UTF-16");
    is_told.then(|| Document { warnings: Vec::new(), ..document })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn check(text: &str) -> Option<String> {
        let document = beginning(text.as_bytes(), "a", &ReadOptions::default(), &Lexicon::default_words());
        document.map(|document| document.text)
    }

    #[test]
    fn the_first_lines_are_as_in_the_whole() {
        let line = "记者：请问这座桥什么时候可以走人？\n\n工程师：灯塔修好以后就可以。\n\n";
        let text = line.repeat(3_000);
        let first = check(&text).unwrap();
        let whole = read(text.as_bytes(), "a", &ReadOptions::default(), &Lexicon::default_words());
        assert!(first.len() > 100_000 && whole.text.starts_with(&first));
    }

    #[test]
    fn without_lines_there_is_no_beginning() {
        assert_eq!(check(&"字".repeat(100_000)), None);
        assert_eq!(check(&format!("<!doctype html><p>{}</p>\n", "字".repeat(100))), None);
    }
}
