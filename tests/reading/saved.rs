//! Pages as browsers save them: one page as HTML, MHTML and a web archive is the same talk, and what is damaged is told.

use wenda::document::Document;
use wenda::reading::{Lexicon, ReadOptions, read};

use super::turns;

const PAGE: &str = include_str!("../fixtures/harbour.html");

fn reading(bytes: &[u8], name: &str) -> Document {
    read(bytes, name, &ReadOptions::default(), &Lexicon::default_words())
}

/// The page in a mail, as Chrome writes it, packed in this way.
fn mhtml(packing: &str, page: &str) -> String {
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://harbour.example/talk\r\nSubject: =?utf-8?Q?Talk?=\r\nDate: Sat, 9 Mar 2024 10:12:44 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--a1----\"\r\n\r\n\r\n";
    let part = format!(
        "------MultipartBoundary--a1----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: {packing}\r\nContent-Location: https://harbour.example/talk\r\n\r\n{page}\r\n"
    );
    let style = "------MultipartBoundary--a1----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nbody { margin: 0px; }\r\n";
    format!("{head}{part}{style}------MultipartBoundary--a1------\r\n")
}

/// What RFC 2045, 6.7, makes of a text.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    let mut n_of_line = 0;
    for byte in text.bytes() {
        let shown = match byte {
            b'\n' => "\r\n".to_owned(),
            b' '..=b'~' if byte != b'=' => char::from(byte).to_string(),
            _ => format!("={byte:02X}"),
        };
        n_of_line = if byte == b'\n' { 0 } else { n_of_line + shown.len() };
        if n_of_line > 72 {
            quoted += "=\r\n";
            n_of_line = shown.len();
        }
        quoted += &shown;
    }
    quoted
}

/// The page in a binary property list, as Safari writes it.
fn web_archive(page: &str) -> Vec<u8> {
    let number = |n: usize| [&[0x12][..], &u32::try_from(n).unwrap().to_be_bytes()].concat();
    let text = |text: &str| [&[0x5f][..], &number(text.len()), text.as_bytes()].concat();
    let objects = [
        vec![0xd1, 1, 2],
        text("WebMainResource"),
        vec![0xd3, 3, 4, 5, 6, 7, 8],
        text("WebResourceData"),
        text("WebResourceMIMEType"),
        text("WebResourceTextEncodingName"),
        [&[0x4f][..], &number(page.len()), page.as_bytes()].concat(),
        text("text/html"),
        text("UTF-8"),
    ];
    let mut bytes = b"bplist00".to_vec();
    let mut places = Vec::new();
    for object in objects {
        places.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
        bytes.extend(object);
    }
    let table = u64::try_from(bytes.len()).unwrap();
    bytes.extend(places);
    bytes.extend([0, 0, 0, 0, 0, 0, 4, 1]);
    bytes.extend([9u64, 0, table].into_iter().flat_map(u64::to_be_bytes));
    bytes
}

#[test]
fn a_page_is_the_same_talk_however_it_was_saved() {
    let expected = reading(PAGE.as_bytes(), "a.html");
    assert!(expected.turns.len() > 2);
    let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, PAGE);
    for (bytes, format) in [
        (mhtml("quoted-printable", &quoted(PAGE)).into_bytes(), "mhtml"),
        (mhtml("base64", &base64).into_bytes(), "mhtml"),
        (mhtml("8bit", PAGE).into_bytes(), "mhtml"),
        (web_archive(PAGE), "webarchive"),
    ] {
        for name in ["a.mht", "a", "a.txt", "a.webarchive"] {
            let found = reading(&bytes, name);
            assert_eq!(found.source.format, format);
            assert_eq!((turns(&found), found.title_text()), (turns(&expected), expected.title_text()), "{name}");
            assert_eq!(found.warnings, []);
        }
    }
}

#[test]
fn a_saved_page_that_is_cut_is_read_as_far_as_it_goes() {
    let whole = mhtml("quoted-printable", &quoted(PAGE));
    let cut = &whole.as_bytes()[..whole.len() * 3 / 4];
    let found = reading(cut, "a.mht");
    assert!(!found.turns.is_empty() && found.source.format == "mhtml");
    let archive = web_archive(PAGE);
    for end in 0..archive.len() {
        let _ = reading(&archive[..end], "a.webarchive");
    }
}
