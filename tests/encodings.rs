//! Encodings: every one that transcripts come in, of short and long text, whole and with a broken byte.

#![allow(clippy::unwrap_used)]

use encoding_rs as rs;
use wenda::document::{Document, Warning};
use wenda::reading::{Encoding, Lexicon, ReadOptions, read};

const CHINESE: &str = "渡口的灯什么时候亮\n\n记者：请问镇长，渡口的灯今年会不会按时点亮？\n\n\
    镇长：会的。我们已经换好了新的灯泡，也请人修好了电线，九月以前就能亮。\n\n记者：修灯花了多少钱？\n\n镇长：一共三千二百元，都是镇上的人凑的。\n\n";
/// With characters that take four bytes in GB18030.
const RARE: &str = "渡口的灯𠮷什么时候亮㐂\n\n记者：请问镇长𠮷田，渡口的灯今年会不会按时点亮？\n\n\
    镇长：会的。我们已经换好了新的灯泡，也请㐂人修好了电线，九月以前就能亮。\n\n";
/// With characters of the supplement of Hong Kong, which no encoder of the web writes.
const CANTONESE: &str = "渡口嘅燈幾時着\n\n記者：請問鎮長，渡口嘅燈今年會唔會準時着？\n\n\
    鎮長：會嘅。我哋已經換咗新嘅燈膽，電線都整返好，喺九月之前一定着得返。\n\n記者：整燈使咗幾多錢？\n\n鎮長：一共三千二百蚊，都係鎮上啲人夾嘅。\n\n";
const JAPANESE: &str = "渡し場の灯りはいつともるのか\n\n記者：町長、渡し場の灯りは今年も予定どおりにともりますか。\n\n\
    町長：はい。新しい電球に替え、電線も直しましたので、九月までにはともります。\n\n記者：費用はいくらかかりましたか。\n\n";
const KOREAN: &str = "나루터의 등은 언제 켜지나\n\n기자: 시장님, 나루터의 등은 올해 제때 켜집니까?\n\n\
    시장: 그렇습니다. 새 전구로 바꾸고 전선도 고쳤으니 구월 전에는 켜집니다.\n\n기자: 비용은 얼마나 들었습니까?\n\n";
const FRENCH: &str = "La lumière du bac\n\nJournaliste : Monsieur le maire, la lumière du bac sera-t-elle allumée cet été ?\n\n\
    Le maire : Oui. Nous avons déjà changé l’ampoule et réparé les câbles ; elle brillera avant septembre.\n\n";
const ENGLISH: &str = "Reporter: Mayor, will the light at the ferry be lit this year, as you promised in the spring?\n\n\
    Mayor: Yes. We have changed the bulb and mended the wires; it will shine before September, for all of you.\n\n";

/// Encodings by their names in the WHATWG list, with text that is written in them.
const WRITTEN: [(&str, &str); 13] = [
    ("UTF-8", CHINESE),
    ("UTF-8", KOREAN),
    ("UTF-16LE", CHINESE),
    ("UTF-16LE", FRENCH),
    ("UTF-16BE", JAPANESE),
    ("UTF-16BE", ENGLISH),
    ("gb18030", CHINESE),
    ("gb18030", RARE),
    ("Big5", CANTONESE),
    ("Shift_JIS", JAPANESE),
    ("EUC-JP", JAPANESE),
    ("EUC-KR", KOREAN),
    ("windows-1252", FRENCH),
];

/// Characters of the supplement of Hong Kong, as they are written in Big5.
const SUPPLEMENT: &[(char, [u8; 2])] = &[
    ('咗', [0x9d, 0xf7]),
    ('哋', [0x92, 0x5d]),
    ('啲', [0x9d, 0xf8]),
    ('喺', [0x9d, 0xf6]),
    ('嘅', [0x9d, 0xef]),
    ('着', [0xfe, 0xd3]),
];

fn encode(name: &str, text: &str) -> Vec<u8> {
    match name {
        "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "Big5" => text.chars().flat_map(big5).collect(),
        _ => {
            let (bytes, _, has_unknown) = rs::Encoding::for_label(name.as_bytes()).unwrap().encode(text);
            assert!(!has_unknown, "{name}: {text}");
            bytes.into_owned()
        }
    }
}

fn big5(letter: char) -> Vec<u8> {
    match SUPPLEMENT.iter().find(|(known, _)| *known == letter) {
        Some((_, bytes)) => bytes.to_vec(),
        None => rs::BIG5.encode(&letter.to_string()).0.into_owned(),
    }
}

/// The beginning of a text that takes up to 200 bytes.
fn short(name: &str, text: &str) -> Vec<u8> {
    let ends = text.char_indices().map(|(end, _)| end).rev();
    ends.map(|end| encode(name, &text[..end])).find(|bytes| bytes.len() <= 200).unwrap()
}

fn opened(bytes: &[u8], wanted: Option<&str>) -> Document {
    let encoding = wanted.map(|name| Encoding::named(name).unwrap());
    read(bytes, "talk.txt", &ReadOptions { encoding, ..ReadOptions::default() }, &Lexicon::default_words())
}

#[track_caller]
fn check(bytes: &[u8], expected: &str, what: &str) -> Document {
    let document = opened(bytes, None);
    assert_eq!(document.source.encoding, expected, "{what}: {}", document.text);
    document
}

#[test]
fn every_encoding_is_known_by_short_and_long_text() {
    for (name, text) in WRITTEN {
        for bytes in [short(name, text), encode(name, text), encode(name, &text.repeat(20))] {
            let document = check(&bytes, name, &format!("{} bytes", bytes.len()));
            assert!(document.warnings.iter().all(|warning| !matches!(warning, Warning::ReplacedBytes(_))), "{name}");
            assert!(document.source.text.starts_with(text.split('\n').next().unwrap()), "{name}");
        }
    }
}

#[test]
fn every_encoding_is_known_though_a_byte_is_broken_and_the_file_opens() {
    for (name, text) in WRITTEN {
        for bytes in [short(name, text), encode(name, &text.repeat(20))] {
            for (at, broken) in [0.3, 0.6, 0.9].into_iter().flat_map(|at| [(at, 0xff), (at, 0x80)]) {
                let mut damaged = bytes.clone();
                let at = (bytes.len() as f64 * at) as usize;
                let within = if name.starts_with("UTF-16") { at..at + 1 } else { at..at };
                damaged.splice(within, [broken]);
                let document = check(&damaged, name, &format!("{broken:x} at {at} of {}", bytes.len()));
                assert!(!document.blocks.is_empty());
            }
            check(&bytes[..bytes.len() - 1], name, "a character cut off at the end");
        }
    }
}

#[test]
fn every_encoding_is_known_by_one_line_among_ascii() {
    for (name, text) in WRITTEN.into_iter().filter(|(_, text)| *text != ENGLISH) {
        let line = text.lines().nth(2).unwrap();
        let bytes = encode(name, &format!("{}{line}\n\n{}", ENGLISH.repeat(4), ENGLISH.repeat(4)));
        check(&bytes, name, "mostly ASCII");
    }
}

#[test]
fn marks_tell_the_encoding_and_are_no_text() {
    for (name, mark) in [("UTF-8", &[0xef, 0xbb, 0xbf][..]), ("UTF-16LE", &[0xff, 0xfe]), ("UTF-16BE", &[0xfe, 0xff])] {
        for text in [CHINESE, ENGLISH] {
            let document = check(&[mark, &encode(name, text)].concat(), name, "marked");
            assert_eq!(document.source.text, text);
        }
    }
}

#[test]
fn a_character_cut_off_at_the_end_is_replaced_counted_and_told() {
    for (name, text) in WRITTEN.into_iter().filter(|(name, _)| *name != "windows-1252") {
        let text = text.trim_end().trim_end_matches(['.', '。', '?', '，', '？']);
        let mut bytes = encode(name, &text.repeat(20));
        bytes.pop();
        let document = check(&bytes, name, "cut off");
        assert_eq!(document.warnings[0], Warning::ReplacedBytes(1), "{name}");
        assert_eq!(document.text.matches('\u{fffd}').count(), 1, "{name}");
    }
}

#[test]
fn the_person_overrules_detection() {
    for (name, text) in WRITTEN {
        let bytes = encode(name, text);
        assert_eq!(opened(&bytes, Some(name)).source.text, text, "{name}");
        let other = if name == "Shift_JIS" { "Big5" } else { "Shift_JIS" };
        assert_eq!(opened(&bytes, Some(other)).source.encoding, other, "{name} as {other}");
    }
}
