//! From bytes to text: byte order marks, valid UTF-8, and detection of everything else.

pub(super) mod detect;
mod healed;
pub(super) mod literal;
mod mixed;

use std::borrow::Cow;

use encoding_rs as rs;
use mixed::Mixed;

/// A text encoding of the WHATWG list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static rs::Encoding);

impl Encoding {
    /// The encoding with this label, such as `utf-8`, `GBK` or `shift_jis`.
    pub fn named(label: &str) -> Option<Self> {
        rs::Encoding::for_label_no_replacement(label.trim().as_bytes()).map(|found| match found.name() {
            "GBK" => Encoding(rs::GB18030),
            _ => Encoding(found),
        })
    }

    /// Its name in the WHATWG list.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// Text, and how it was got from bytes.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
    /// The other encoding of a text in two.
    pub(crate) also: Option<&'static str>,
    /// How many byte sequences were not valid and stand as U+FFFD.
    pub(crate) n_replaced: usize,
}

/// Decodes `bytes`: by a byte order mark, else as the person said, else as UTF-8 where that is valid, else by detection.
pub(crate) fn decode(bytes: Cow<'_, [u8]>, wanted: Option<Encoding>) -> Decoded {
    let is_told = wanted.is_some() || rs::Encoding::for_bom(&bytes).is_some();
    let (encoding, n_mark) = match (wanted, rs::Encoding::for_bom(&bytes)) {
        (Some(Encoding(wanted)), Some((found, length))) if wanted == found => (wanted, length),
        (Some(Encoding(wanted)), _) => (wanted, 0),
        (None, Some((found, length))) => (found, length),
        (None, None) => (detect::encoding(&bytes), 0),
    };
    let is_utf16 = encoding == rs::UTF_16LE || encoding == rs::UTF_16BE;
    let may_be_mixed = !is_told && !is_utf16 && rs::Encoding::utf8_valid_up_to(&bytes) < bytes.len();
    if let Some(Mixed { text, other, is_mostly_other }) = may_be_mixed.then(|| mixed::decoded(&bytes)).flatten() {
        let names = [rs::UTF_8.name(), other.name()];
        let (encoding, also) = if is_mostly_other { (names[1], names[0]) } else { (names[0], names[1]) };
        let n_replaced = text.matches('\u{fffd}').count();
        return Decoded { text: with_line_feeds(text), encoding, also: Some(also), n_replaced };
    }
    let (text, n_replaced) = match as_it_is(bytes, encoding, n_mark) {
        Ok(text) => (text, 0),
        Err(bytes) => {
            let (text, damaged) = encoding.decode_without_bom_handling(&bytes[n_mark..]);
            let n_replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
            let mut text = text.into_owned();
            text.shrink_to_fit();
            (text, n_replaced)
        }
    };
    Decoded { text: with_line_feeds(text), encoding: encoding.name(), also: None, n_replaced }
}

/// Bytes that nobody else holds become the text where they are UTF-8 without fault; others are given back.
fn as_it_is<'a>(bytes: Cow<'a, [u8]>, encoding: &'static rs::Encoding, n_mark: usize) -> Result<String, Cow<'a, [u8]>> {
    match bytes {
        Cow::Owned(bytes) if encoding == rs::UTF_8 => {
            let mut text = String::from_utf8(bytes).map_err(|error| Cow::Owned(error.into_bytes()))?;
            text.drain(..n_mark);
            Ok(text)
        }
        bytes => Err(bytes),
    }
}

/// Lines end in a line feed, whatever ended them in the file. The text stays where it is.
fn with_line_feeds(text: String) -> String {
    let Some(first) = memchr::memchr(b'\r', text.as_bytes()) else { return text };
    let mut bytes = text.into_bytes();
    let (mut n_kept, mut from) = (first, first);
    while from < bytes.len() {
        // What stands at `from` ends a line: a line feed is kept for it, unless one follows.
        if bytes.get(from + 1) != Some(&b'\n') {
            bytes[n_kept] = b'\n';
            n_kept += 1;
        }
        let end = memchr::memchr(b'\r', &bytes[from + 1..]).map_or(bytes.len(), |at| from + 1 + at);
        bytes.copy_within(from + 1..end, n_kept);
        n_kept += end - from - 1;
        from = end;
    }
    bytes.truncate(n_kept);
    bytes.shrink_to_fit();
    // A character of ASCII that is left out or exchanged leaves the others whole.
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_lines_end_in_a_line_feed() {
        for text in ["", "灯", "灯\r\n\r\n塔\r", "\r灯\n\r\r\n塔\n", "\r", "\r\n", "a\r\nb\rc\n\n\r\r"] {
            let expected = text.replace("\r\n", "\n").replace('\r', "\n");
            assert_eq!(with_line_feeds(text.to_owned()), expected, "{text:?}");
        }
    }

    #[test]
    fn bytes_that_are_given_away_are_read_as_those_that_are_lent() {
        for bytes in
            [&b"\xef\xbb\xbfAnn: Hi"[..], "记者：好\r\n".as_bytes(), b"\xbc\xc7\xd5\xdf", b"a\xffb\xef\xbb\xbf"]
        {
            let (lent, given) = (decode(bytes.into(), None), decode(bytes.to_vec().into(), None));
            assert_eq!((&lent.text, lent.encoding, lent.n_replaced), (&given.text, given.encoding, given.n_replaced));
        }
    }
}
