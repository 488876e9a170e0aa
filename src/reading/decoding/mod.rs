//! From bytes to text: byte order marks, valid UTF-8, and detection of everything else.

pub(super) mod detect;
mod healed;
pub(super) mod literal;

use encoding_rs as rs;

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
    /// How many byte sequences were not valid and stand as U+FFFD.
    pub(crate) n_replaced: usize,
}

/// Decodes `bytes`: by a byte order mark, else as the person said, else as UTF-8 where that is valid, else by detection.
pub(crate) fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Decoded {
    let marked = rs::Encoding::for_bom(bytes);
    let (encoding, body) = match (wanted, marked) {
        (Some(Encoding(wanted)), Some((found, length))) if wanted == found => (wanted, &bytes[length..]),
        (Some(Encoding(wanted)), _) => (wanted, bytes),
        (None, Some((found, length))) => (found, &bytes[length..]),
        (None, None) => (detect::encoding(bytes), bytes),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let n_replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: with_line_feeds(text.into_owned()), encoding: encoding.name(), n_replaced }
}

/// Lines end in a line feed, whatever ended them in the file.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
