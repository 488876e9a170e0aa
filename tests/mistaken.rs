//! Files opened by mistake: cut off, empty, of other formats than their names or the person say. Each has an answer, or a
//! message that names the file and what to do; nothing panics.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;
use wenda::document::Warning;
use wenda::reading::{Format, Lexicon, ReadOptions, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MARKDOWN: &str = "---\ntitle: 渡口\n---\n\n# 渡口的灯\n\n## 灯\n\n**记者：**灯什么时候亮？\n\n**镇长：**九月以前。\n\n\
    | 项 | 元 |\n|---|---|\n| 灯 | 32 |\n\n> 一句旧话\n\n1. 先修线\n";
const PLAIN: &str = "渡口的灯\n\n记者：灯什么时候亮？\n\n镇长：九月以前。\n\n记者：花了多少？\n\n镇长：三千二百元。\n";
const HTML: &str = "<!DOCTYPE html><html><head><title>渡口的灯</title></head><body><nav>首页</nav><h1>渡口的灯</h1>\
    <p><b>记者：</b>灯什么时候亮&amp;？</p><p><b>镇长：</b>九月以前。</p><footer>版权</footer></body></html>";
const SRT: &str =
    "1\n00:00:01,000 --> 00:00:03,000\n记者：灯什么时候亮？\n\n2\n00:00:04,000 --> 00:00:06,000\n镇长：九月以前。\n";
const VTT: &str = "WEBVTT\n\nNOTE 渡口\n\n00:01.000 --> 00:03.000\n<v 记者>灯什么时候亮？\n\n00:04.000 --> 00:06.000\n<v 镇长>九月以前。\n";
const CONTAINER: &str = r#"<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>"#;
const PACKAGE: &str = r#"<package><metadata><title>渡口</title></metadata><manifest><item id="a" href="a.xhtml"/></manifest>
    <spine><itemref idref="a"/></spine></package>"#;

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, part) in parts {
        made.start_file(*path, stored).unwrap();
        made.write_all(part.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

fn book() -> Vec<u8> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    made.start_file("mimetype", stored).unwrap();
    made.write_all(b"application/epub+zip").unwrap();
    for (path, part) in [("META-INF/container.xml", CONTAINER), ("p.opf", PACKAGE), ("a.xhtml", HTML)] {
        made.start_file(path, SimpleFileOptions::default()).unwrap();
        made.write_all(part.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

const TALK: [&str; 3] = ["渡口的灯", "记者：灯什么时候亮？", "镇长：九月以前。"];

fn word() -> Vec<u8> {
    let body = TALK.map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).concat();
    archive(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

fn open_document() -> Vec<u8> {
    let body = TALK.map(|text| format!("<text:p>{text}</text:p>")).concat();
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "content.xml",
            &format!("<office:document-content><office:body>{body}</office:body></office:document-content>"),
        ),
    ])
}

fn rich_text() -> Vec<u8> {
    let units = |text: &str| text.encode_utf16().map(|unit| format!("\\u{}?", unit as i16)).collect::<String>();
    format!("{{\\rtf1\\ansi {}}}", TALK.map(|text| units(text) + "\\par ").concat()).into_bytes()
}

/// Whether files of a format are no text.
fn is_packed(format: Format) -> bool {
    matches!(
        format,
        Format::Epub | Format::Docx | Format::Odt | Format::Rtf | Format::Mhtml | Format::Webarchive | Format::Pdf
    )
}

/// A file of each format, with the ending of its name.
fn kinds() -> [(Format, &'static str, Vec<u8>); 9] {
    [
        (Format::Markdown, "md", MARKDOWN.into()),
        (Format::Plain, "txt", PLAIN.into()),
        (Format::Html, "html", HTML.into()),
        (Format::Epub, "epub", book()),
        (Format::Srt, "srt", SRT.into()),
        (Format::Vtt, "vtt", VTT.into()),
        (Format::Docx, "docx", word()),
        (Format::Odt, "odt", open_document()),
        (Format::Rtf, "rtf", rich_text()),
    ]
}

/// A name as old Office files have it.
fn wide(name: &str) -> Vec<u8> {
    name.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// What `wenda show` answers to a file: its exit code, and what it says or how much it prints.
fn answer(folder: &Path, name: &str, bytes: &[u8], options: &[&str]) -> (i32, String, String) {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenda"));
    command.arg("show").args(options).arg(&path).env("WENDA_HOME", folder.join("home")).env("LC_ALL", "en_US.UTF-8");
    let output = command.stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap().replace(&format!("{}/", folder.display()), "");
    (output.status.code().unwrap(), said, String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_file_cut_off_anywhere_opens() {
    let lexicon = Lexicon::default_words();
    for (format, ending, bytes) in kinds() {
        for end in 1..bytes.len() {
            let name = format!("cut.{ending}");
            for options in [ReadOptions::default(), ReadOptions { format: Some(format), ..ReadOptions::default() }] {
                let document = read(&bytes[..end], &name, &options, &lexicon);
                let is_told = !document.blocks.is_empty() || !document.warnings.is_empty();
                assert!(is_told, "{name} cut at {end} is nothing, and nothing is said");
            }
        }
    }
}

#[test]
fn a_text_cut_off_within_a_character_keeps_all_before_it() {
    let lexicon = Lexicon::default_words();
    let end = PLAIN.find("九月").unwrap() + 1;
    let document = read(&PLAIN.as_bytes()[..end], "cut.txt", &ReadOptions::default(), &lexicon);
    assert!(document.text.contains("灯什么时候亮？") && document.text.contains("镇长："), "{}", document.text);
    assert_eq!(document.source.encoding, "UTF-8");
    assert_eq!(document.warnings, [Warning::ReplacedBytes(1)]);
}

/// Every letter and digit of a text.
fn inked(text: &str) -> Vec<char> {
    let mut inked: Vec<char> = text.chars().filter(|letter| letter.is_alphanumeric()).collect();
    inked.sort_unstable();
    inked
}

#[test]
fn a_file_opened_as_another_format_loses_no_word() {
    let lexicon = Lexicon::default_words();
    for (own, ending, bytes) in kinds() {
        for format in Format::ALL {
            let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
            let document = read(&bytes, &format!("talk.{ending}"), &options, &lexicon);
            let told = format!("{own:?} as {format:?}: {:?} {:?}", document.text, document.warnings);
            // Books are archives, and no text is: there the person is told that the file is something else.
            let is_other = format != own && (is_packed(format) || is_packed(own));
            assert_eq!(document.warnings.contains(&Warning::OtherFormat), is_other, "{told}");
            assert_eq!(document.source.format, if is_other { own.name() } else { format.name() }, "{told}");
            assert!(document.text.contains("九月以前") && document.text.contains("灯什么时候亮"), "{told}");
            if format == Format::Plain && !is_packed(own) {
                let front = if own == Format::Markdown { "title渡口" } else { "" };
                assert_eq!(
                    inked(&format!("{}{front}", document.text)),
                    inked(&String::from_utf8_lossy(&bytes)),
                    "{told}"
                );
            }
        }
    }
}

#[test]
fn the_format_is_known_by_content_first_and_by_name_second() {
    let lexicon = Lexicon::default_words();
    for (own, _, bytes) in kinds() {
        let others = kinds().map(|(_, ending, _)| format!("talk.{ending}"));
        for name in others.into_iter().chain(["talk".to_owned(), "-".to_owned(), "talk.docx".to_owned()]) {
            // Labels and paragraphs look the same in Markdown and text: there the name says what it is.
            let expected = if own == Format::Plain && name == "talk.md" { Format::Markdown } else { own };
            let expected = if own == Format::Plain && name == "talk.html" { Format::Html } else { expected };
            let marked = [b"\xef\xbb\xbf", &bytes[..]].concat();
            let both = if is_packed(own) { vec![bytes.clone()] } else { vec![bytes.clone(), marked] };
            for bytes in both {
                let document = read(&bytes, &name, &ReadOptions::default(), &lexicon);
                assert_eq!(document.source.format, expected.name(), "{own:?} called {name}");
                assert!(document.text.contains("九月以前"), "{own:?} called {name}: {}", document.text);
            }
        }
    }
}

/// Files that are no transcripts, or not whole.
fn others() -> Vec<(&'static str, Vec<u8>)> {
    let zip = |inside: &str| archive(&[(inside, "<w/>"), ("b.xml", "<a/>")]);
    vec![
        ("talk.json", br#"{"turns": [{"speaker": "Ann", "text": "Hi?"}]}"#.to_vec()),
        ("list.txt", b"[\n  {\"speaker\": \"Ann\"}\n]\n".to_vec()),
        ("talk.csv", b"speaker,text\nAnn,Hi?\nBo,Yes.\n".to_vec()),
        ("talk.docx", zip("word/document.xml")),
        ("talk.xlsx", zip("xl/workbook.xml")),
        ("talk.odt", archive(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")])),
        ("talk.zip", zip("talk.md")),
        ("talk.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec()),
        ("sealed.docx", [b"\xd0\xcf\x11\xe0", &wide("EncryptedPackage")[..]].concat()),
        ("old.doc", [b"\xd0\xcf\x11\xe0", &wide("WordDocument")[..]].concat()),
        ("cut.docx", word()[..300].to_vec()),
        ("cut.rtf", b"{\\rtf1\\ansi Ann: Hi?\\par Bo: Y".to_vec()),
        (
            "cut-part.docx",
            archive(&[("word/document.xml", "<w:document><w:p><w:r><w:t>Ann: Hi?</w:t></w:r></w:p><w:p")]),
        ),
        (
            "sealed.odt",
            archive(&[
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
                ("content.xml", "?"),
            ]),
        ),
        (
            "talk.ods",
            archive(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]),
        ),
        ("talk.pptx", zip("ppt/presentation.xml")),
        ("talk.mp3", b"ID3\x03\0\0\0\0".to_vec()),
        ("talk.bin", (0..255u8).cycle().take(3000).collect()),
        ("talk.epub", b"This is no book.\n".to_vec()),
    ]
}

#[test]
fn what_is_no_transcript_is_told_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let mut told = String::new();
    let mut tell = |name: &str, bytes: &[u8], options: &[&str]| {
        let (code, said, printed) = answer(folder.path(), name, bytes, options);
        assert!(!said.contains("panicked"), "{name}: {said}");
        assert!(code == 0 || said.contains(name), "{name} is not named: {said}");
        let n_rows = printed.lines().filter(|line| !line.trim().is_empty()).count();
        writeln!(told, "{name} {}\n  {code}, {n_rows} rows: {}", options.join(" "), said.trim_end()).unwrap();
    };
    for (_, ending, bytes) in kinds() {
        tell(&format!("empty.{ending}"), b"", &[]);
        tell(&format!("mark.{ending}"), b"\xef\xbb\xbf", &[]);
        tell(&format!("blank.{ending}"), b" \n\n\t\n", &[]);
        tell(&format!("half.{ending}"), &bytes[..bytes.len() / 2], &[]);
    }
    tell("mark16.txt", b"\xff\xfe", &[]);
    tell("front.md", b"---\ntitle: A talk\n---\n", &[]);
    tell("open.md", b"---\ntitle: A talk\n", &[]);
    tell("cueless.vtt", b"WEBVTT\n\n", &[]);
    tell("tags.html", b"<!DOCTYPE html><html><head><title></title></head><body><script>1</script></body></html>", &[]);
    for (name, bytes) in others() {
        tell(name, &bytes, &[]);
    }
    tell("text.txt", PLAIN.as_bytes(), &["--format", "epub"]);
    tell("book.epub", &book(), &["--format", "plain"]);
    insta::assert_snapshot!("mistaken files", told);
}
