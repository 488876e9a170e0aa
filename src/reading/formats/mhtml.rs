//! MHTML: a page that a browser saved as a mail, its text in one part and its pictures in others (RFC 2557, RFC 2045). Read
//! here and not by a library for mail: of all that such a file may hold one part is wanted, and no header of the others.

use memchr::memmem::{find, find_iter};

use super::html;
use crate::document::left_out::{LeftOut, Part, Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::decoding::{Encoding, decode};
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;

/// The lines above a part are at most this long together, in bytes.
const MAX_HEAD: usize = 64 * 1024;
/// The longest name of such a line, in bytes.
const MAX_NAME: usize = 80;
/// Parts within parts: a page within what a mail may be read as within a mail.
const MAX_DEPTH: usize = 8;

/// The blocks of the page in `bytes`, and its text with its markup; `None` if they are no saved page.
pub(super) fn blocks(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> Option<(Page<'static>, String)> {
    let (head, body) = Head::split(bytes)?;
    let is_mail = head.has("mime-version") || head.value("content-type").starts_with("multipart/");
    if !is_mail {
        return None;
    }
    let mut pages = Vec::new();
    page_parts(head, body, MAX_DEPTH, budget, &mut pages);
    let (mut shown, mut charset) = pages.first().map(unpacked_page)?;
    // What only parts a window into frames says nothing itself: the frame with the most text does, the first of equals.
    if find(&shown.to_ascii_lowercase(), b"<frameset").is_some() {
        let frames = pages[1..].iter().map(unpacked_page);
        let most = frames
            .map(|(page, charset)| (n_said(&page), page, charset))
            .reduce(|most, next| if next.0 > most.0 { next } else { most });
        if let Some((_, page, its_charset)) = most.filter(|(n, ..)| *n > n_said(&shown)) {
            (shown, charset) = (page, its_charset);
        }
    }
    Some(page_of(shown, &charset, lexicon, budget))
}

/// The bytes of a page in a part, and the name of their encoding.
fn unpacked_page((head, body): &(Head<'_>, &[u8])) -> (Vec<u8>, String) {
    (unpacked(body, &head.value("content-transfer-encoding")), head.parameter("charset"))
}

/// How much a page says: its bytes outside of tags, white space, scripts and styles aside.
fn n_said(page: &[u8]) -> usize {
    let (mut n, mut rest) = (0, page);
    while !rest.is_empty() {
        let end = memchr::memchr(b'<', rest).unwrap_or(rest.len());
        n += rest[..end].iter().filter(|byte| !byte.is_ascii_whitespace()).count();
        rest = &rest[end..];
        let is_called = |name: &[u8]| rest.get(1..=name.len()).is_some_and(|it| it.eq_ignore_ascii_case(name));
        let close =
            [&b"script"[..], b"style"].into_iter().find(|name| is_called(name)).map(|name| [b"</", name].concat());
        let closed = close.map(|close| find(rest, &close).or_else(|| find(rest, &close.to_ascii_uppercase())));
        let from = closed.map_or(0, |at| at.unwrap_or(rest.len()));
        let behind = memchr::memchr(b'>', &rest[from..]).map_or(rest.len(), |at| from + at + 1);
        rest = &rest[behind..];
    }
    n
}

/// The blocks and the text of a page that was unpacked, in the encoding that goes by this name.
pub(super) fn page_of(
    bytes: Vec<u8>,
    encoding: &str,
    lexicon: &Lexicon,
    budget: &mut Budget,
) -> (Page<'static>, String) {
    let text = decode(bytes.into(), Encoding::named(encoding)).text;
    let (mut page, spent) = match html::blocks(&text, lexicon, budget) {
        Ok(read) => (read.page, read.without_tags),
        Err(spent) => (Page::default(), Some(spent)),
    };
    page.stated.skipped.extend(spent.map(|spent| LeftOut { part: Part::Tags, why: Why::Spent(spent) }));
    (page, text)
}

/// The parts that are HTML, in their order and as deep as they lie.
fn page_parts<'a>(
    head: Head<'a>,
    body: &'a [u8],
    depth: usize,
    budget: &mut Budget,
    pages: &mut Vec<(Head<'a>, &'a [u8])>,
) {
    let kind = head.value("content-type");
    if kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml") {
        pages.push((head, body));
        return;
    }
    let boundary = head.parameter("boundary");
    if depth == 0 || boundary.is_empty() || !kind.starts_with("multipart/") {
        return;
    }
    let parts: Vec<(Head<'a>, &'a [u8])> = parts(body, &boundary, budget).collect();
    for (head, body) in parts {
        page_parts(head, body, depth - 1, budget, pages);
    }
}

/// The parts between the boundaries.
fn parts<'a>(body: &'a [u8], boundary: &str, budget: &mut Budget) -> impl Iterator<Item = (Head<'a>, &'a [u8])> {
    let mark = format!("--{boundary}").into_bytes();
    let is_line = |at: &usize| *at == 0 || body[at - 1] == b'\n';
    let starts: Vec<usize> = find_iter(body, &mark).filter(is_line).collect();
    let n_parts = if budget.take(Resource::Entries, starts.len()).is_ok() { starts.len() } else { 0 };
    (0..n_parts).filter_map(move |index| {
        let end = starts.get(index + 1).copied().unwrap_or(body.len());
        let part = body.get(starts[index] + mark.len()..end)?;
        Head::split(part.strip_prefix(b"\r\n").or_else(|| part.strip_prefix(b"\n"))?)
    })
}

/// The lines above a part.
struct Head<'a>(&'a [u8]);

impl<'a> Head<'a> {
    /// Parts a text into the lines above it and what is below the first empty line; `None` if there are none such.
    fn split(bytes: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let is_of_name = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
        let n_name = bytes.iter().take(MAX_NAME).take_while(is_of_name).count();
        if n_name == 0 || bytes.get(n_name).is_some_and(|byte| *byte != b':') {
            return None;
        }
        let sample = &bytes[..bytes.len().min(MAX_HEAD)];
        let ends = [&b"\r\n\r\n"[..], b"\n\n"].map(|end| find(sample, end).map(|at| (at, at + end.len())));
        let (end, behind) = ends.into_iter().flatten().min()?;
        Some((Head(&bytes[..end]), &bytes[behind..]))
    }

    fn line(&self, name: &str) -> Option<String> {
        // A line that begins with white space goes on with the one before.
        let text = String::from_utf8_lossy(self.0).replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
        let is_named = |line: &&str| line.split(':').next().is_some_and(|it| it.eq_ignore_ascii_case(name));
        text.lines().find(is_named).and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    }

    fn has(&self, name: &str) -> bool {
        self.line(name).is_some()
    }

    /// The value of the line of this name, in small letters.
    fn value(&self, name: &str) -> String {
        self.line(name).unwrap_or_default().to_ascii_lowercase()
    }

    /// The value of a parameter of the kind of the part: `text/html; charset="utf-8"`.
    fn parameter(&self, name: &str) -> String {
        let line = self.line("content-type").unwrap_or_default();
        let parameters = line.split(';').skip(1).filter_map(|it| it.split_once('='));
        let found = parameters.into_iter().find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
        found.map_or_else(String::new, |(_, value)| value.trim().trim_matches('"').to_owned())
    }
}

/// The bytes that were packed for the way.
fn unpacked(body: &[u8], how: &str) -> Vec<u8> {
    match how {
        "quoted-printable" => without_quotes(body),
        "base64" => from_base64(body),
        _ => body.to_vec(),
    }
}

/// `=E7=81=AF` are three bytes, and a sign of equality at the end of a line joins it to the next (RFC 2045, 6.7). What is
/// damaged stays.
fn without_quotes(body: &[u8]) -> Vec<u8> {
    let hex = |byte: Option<&u8>| char::from(*byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut kept = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        kept.extend_from_slice(&rest[..at]);
        let behind = &rest[at + 1..];
        let length = match (hex(behind.first()), hex(behind.get(1))) {
            (Some(high), Some(low)) => {
                kept.push(high << 4 | low);
                2
            }
            _ if behind.starts_with(b"\r\n") => 2,
            _ if behind.starts_with(b"\n") => 1,
            _ => {
                kept.push(b'=');
                0
            }
        };
        rest = &behind[length..];
    }
    kept.extend_from_slice(rest);
    kept
}

/// Four letters are three bytes (RFC 2045, 6.8); what is no letter counts for nothing.
fn from_base64(body: &[u8]) -> Vec<u8> {
    let value = |byte: &u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    };
    let mut kept = Vec::with_capacity(body.len() / 4 * 3 + 3);
    let (mut bits, mut n_bits) = (0u32, 0u32);
    for value in body.iter().take_while(|byte| **byte != b'=').filter_map(value) {
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            kept.push((bits >> n_bits & 0xff) as u8);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &str, expected: Option<&[&str]>) {
        let read = blocks(bytes.as_bytes(), &Lexicon::default_words(), &mut Budget::default());
        let texts = read.map(|(page, _)| page.drafts.iter().map(|draft| draft.first().to_owned()).collect::<Vec<_>>());
        assert_eq!(
            texts.as_deref(),
            expected.map(|it| it.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>()).as_deref()
        );
    }

    #[test]
    fn the_part_that_is_html_is_the_page() {
        let packed = |how: &str, body: &str| {
            format!(
                "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--x=1\"\r\n\r\n\r\n----x=1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n----x=1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: {how}\r\n\r\n{body}\r\n----x=1--\r\n"
            )
        };
        check(&packed("quoted-printable", "<p>=E7=81=AF a=3Db, c=\r\nd = e</p>"), Some(&["灯 a=b, cd = e"]));
        check(&packed("base64", "PHA+54Gv\r\nPC9wPg=="), Some(&["灯"]));
        check(&packed("8bit", "<p>灯</p>"), Some(&["灯"]));
        check("MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hi</p>", Some(&["Hi"]));
    }

    #[test]
    fn of_a_page_of_frames_the_one_with_the_most_text_is_the_page() {
        let part = |body: &str| format!("--a\nContent-Type: text/html\n\n{body}\n");
        let mail = |parts: &[&str]| {
            let parts: String = parts.iter().map(|body| part(body)).collect();
            format!("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n{parts}--a--\n")
        };
        let (top, menu) = ("<FRAMESET cols=2><frame src=m><frame src=t></FRAMESET>", "<p>Home</p>");
        let (script, talk) = ("<SCRIPT>var many = 'words that nobody says';</SCRIPT>", "<p>Ann: Who rows?</p>");
        check(&mail(&[top, menu, script, talk]), Some(&["Ann: Who rows?"]));
        // Pages within a page are no frames.
        check(&mail(&[menu, talk]), Some(&["Home"]));
    }

    #[test]
    fn what_only_looks_like_a_mail_is_none() {
        check("Ann: Hi\n\nBo: Yes\n", None);
        check("Content-Type: text/html\n\n<p>Hi</p>", None);
        check(
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: multipart/related; boundary=a\n\n--a",
            None,
        );
        check("MIME-Version: 1.0\nContent-Type: text/plain\n\nHi", None);
    }
}
