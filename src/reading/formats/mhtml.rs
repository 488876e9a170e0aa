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
    let (head, body) = page_part(head, body, budget).filter(|_| is_mail)?;
    let body = unpacked(body, &head.value("content-transfer-encoding"));
    Some(page_of(body, &head.parameter("charset"), lexicon, budget))
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

/// The part that is the page: the first that is HTML, as deep as it lies.
fn page_part<'a>(mut head: Head<'a>, mut body: &'a [u8], budget: &mut Budget) -> Option<(Head<'a>, &'a [u8])> {
    for _ in 0..MAX_DEPTH {
        let kind = head.value("content-type");
        if kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml") {
            return Some((head, body));
        }
        let boundary =
            Some(head.parameter("boundary")).filter(|it| !it.is_empty() && kind.starts_with("multipart/"))?;
        (head, body) = parts(body, &boundary, budget).find(|(head, _)| {
            let kind = head.value("content-type");
            ["text/html", "application/xhtml+xml", "multipart/"].iter().any(|wanted| kind.starts_with(wanted))
        })?;
    }
    None
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
