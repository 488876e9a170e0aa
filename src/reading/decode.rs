//! From bytes to text: byte order marks, valid UTF-8, and detection of everything else.

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
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    /// How many byte sequences were not valid and stand as U+FFFD.
    pub(super) n_replaced: usize,
}

/// Decodes `bytes`: by a byte order mark, else as the person said, else as UTF-8 where that is valid, else by detection.
pub(super) fn decode(bytes: &[u8], wanted: Option<Encoding>) -> Decoded {
    let marked = rs::Encoding::for_bom(bytes);
    let (encoding, body) = match (wanted, marked) {
        (Some(Encoding(wanted)), Some((found, length))) if wanted == found => (wanted, &bytes[length..]),
        (Some(Encoding(wanted)), _) => (wanted, bytes),
        (None, Some((found, length))) => (found, &bytes[length..]),
        (None, None) => (detect(bytes), bytes),
    };
    let (text, damaged) = encoding.decode_without_bom_handling(body);
    let n_replaced = if damaged { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: with_line_feeds(text.into_owned()), encoding: encoding.name(), n_replaced }
}

/// Lines end in a line feed, whatever ended them in the file.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn detect(bytes: &[u8]) -> &'static rs::Encoding {
    if is_nearly_utf8(bytes) {
        return rs::UTF_8;
    }
    if let Some(found) = unmarked_utf16(bytes) {
        return found;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    // Ten kilobytes tell as much as the whole and keep a large file quick.
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    detector.feed(sample, true);
    let found = detector.guess(None, chardetng::Utf8Detection::Allow);
    match found.name() {
        "GBK" => rs::GB18030,
        _ => found,
    }
}

/// Valid UTF-8, or UTF-8 with a few damaged places: text in another encoding has many more of those than characters.
fn is_nearly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut n_letters, mut n_damaged) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_damaged += usize::from(!chunk.invalid().is_empty());
    }
    n_letters > n_damaged * 20
}

/// UTF-16 without a mark: most ASCII and line ends leave a zero in every other byte.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static rs::Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let (high, low) = (zeros(0), zeros(1));
    if high.max(low) * 50 < sample.len() || high.min(low) * 8 > high.max(low) {
        return None;
    }
    Some(if low > high { rs::UTF_16LE } else { rs::UTF_16BE })
}

/// Whether `bytes` look like UTF-16 without a byte order mark.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> bool {
    unmarked_utf16(bytes).is_some()
}
