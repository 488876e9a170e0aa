//! The same talk in each format and encoding, and files made to do harm.

use std::io::Write as _;

use super::{check, document, turns};
use wenda::document::Warning;
use wenda::document::left_out::{LeftOut, Part, Why};
use wenda::document::turn::TurnKind;
use wenda::reading::{Encoding, Format, Lexicon, ReadOptions, read};

const EXPECTED: [&str; 6] = [
    ". 镇长: 大家好。",
    "? 某某社记者 [某某社]: 桥修好了吗？",
    "! 镇长: 修好了，我们用了三年。/先是木头的，后来是石头的。",
    "? 《某某报》记者 [《某某报》]: 花了多少钱？",
    "! 镇长: 不多。",
    ". 主持人: 谢谢大家。",
];

const PLAIN: &str = "河上的桥\n\n镇长：大家好。\n\n某某社记者：桥修好了吗？\n\n镇长：修好了，我们用了三年。\n\n先是木头的，后来是石头的。\n\n《某某报》记者：花了多少钱？\n\n镇长：不多。\n\n主持人：谢谢大家。\n";

fn markdown() -> String {
    PLAIN.replacen("河上的桥", "# 河上的桥", 1).replace("镇长：", "**镇长：**")
}

fn page() -> String {
    let body: String = PLAIN.split("\n\n").skip(1).map(|text| format!("<p>{}</p>\n", text.trim())).collect();
    format!(
        "<!DOCTYPE html><html><head><title>河上的桥</title></head><body><nav>首页</nav><main><h1>河上的桥</h1>{body}</main></body></html>"
    )
}

fn book(chapter: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let container = r#"<container><rootfiles><rootfile full-path="b/p.opf"/></rootfiles></container>"#;
    let package = r#"<package><metadata><dc:title>河上的桥</dc:title></metadata><manifest><item id="c" href="c.xhtml"/><item id="x" href="../../x"/></manifest><spine><itemref idref="c"/><itemref idref="x"/></spine></package>"#;
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", container),
        ("b/p.opf", package),
        ("b/c.xhtml", chapter),
    ];
    for (path, text) in parts {
        zip.start_file(path, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn bytes(name: &str, bytes: &[u8]) -> wenda::document::Document {
    read(bytes, name, &ReadOptions::default(), &Lexicon::default_words())
}

#[test]
fn each_format_gives_the_same_turns() {
    check("a.txt", PLAIN, &EXPECTED);
    check("a.md", &markdown(), &EXPECTED);
    check("a.html", &page(), &EXPECTED);
    let found = bytes("a.epub", &book(&page()));
    assert_eq!(turns(&found), EXPECTED);
    assert_eq!(found.title_text(), Some("河上的桥"));
    assert_eq!(
        found.warnings,
        [Warning::SkippedPart(LeftOut { part: Part::Named("x".to_owned()), why: Why::Outside })]
    );
}

#[test]
fn each_encoding_gives_the_same_turns() {
    for label in ["utf-8", "gb18030"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let (encoded, _, _) = encoding.encode(PLAIN);
        let found = bytes("a.txt", &encoded);
        assert_eq!(
            (turns(&found).as_slice(), found.source.encoding),
            (&EXPECTED.map(str::to_owned)[..], encoding.name())
        );
    }
    for little in [true, false] {
        let units = std::iter::once('\u{feff}')
            .chain(PLAIN.chars())
            .flat_map(|letter| letter.encode_utf16(&mut [0; 2]).to_vec());
        let encoded: Vec<u8> =
            units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        assert_eq!(turns(&bytes("a.txt", &encoded)), EXPECTED);
    }
}

#[test]
fn other_encodings_are_detected() {
    let check = |label: &str, text: &str| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let text = text.repeat(6);
        let (encoded, _, _) = encoding.encode(&text);
        let found = bytes("a.txt", &encoded);
        assert_eq!((found.source.encoding, found.source.text.as_str()), (encoding.name(), text.as_str()));
    };
    check("big5", "記者：橋修好了嗎？\n\n局長：修好了，我們用了三年，先是木頭的，後來是石頭的。\n\n");
    check("shift_jis", "記者　橋は直りましたか。\n\n市長　はい、三年かかりました。木の橋が石の橋になりました。\n\n");
    check("euc-jp", "記者　橋は直りましたか。\n\n市長　はい、三年かかりました。木の橋が石の橋になりました。\n\n");
    check(
        "euc-kr",
        "질문: 다리는 고쳤습니까?\n\n답변: 고쳤습니다. 삼 년이 걸렸습니다. 나무 다리가 돌다리가 되었습니다.\n\n",
    );
    check("windows-1252", "Frage: Ist die Brücke fertig? – Für wen?\n\nAntwort: Ja, für alle, “über” den Fluß.\n\n");
}

#[test]
fn a_wanted_encoding_holds_and_broken_bytes_are_counted() {
    let options = ReadOptions { encoding: Encoding::named("gbk"), ..ReadOptions::default() };
    let found = read(b"\xc7\xc5\xff\xff", "a.txt", &options, &Lexicon::default_words());
    assert!(found.source.text.starts_with('桥') && found.source.encoding == "gb18030");
    assert!(matches!(found.warnings[..], [Warning::ReplacedBytes(_)]));
}

#[test]
fn a_wanted_format_holds() {
    let options = ReadOptions { format: Some(Format::Plain), ..ReadOptions::default() };
    let found = read(b"# no heading", "a.md", &options, &Lexicon::default_words());
    assert_eq!((found.source.format, found.text.trim_end()), ("plain", "# no heading"));
}

#[test]
fn a_row_longer_than_its_table_and_a_name_in_angle_brackets_stay() {
    let check = |text: &str, expected: &[&str]| {
        let found = document("a.md", text);
        let texts: Vec<&str> = (0..found.blocks.len()).map(|block| found.block_text(block)).collect();
        assert_eq!(texts, expected, "{text}");
    };
    check("| a | b |\n| --- | --- |\n| 1 | 2 | 3 | 4 \\| 5 |\n", &["a | b", "1 | 2 | 3 | 4 |\u{a0}5"]);
    check("> a | b\n> --- | ---\n> x \\| y | `z|` | 3\n", &["a | b", "x |\u{a0}y | `z | ` | 3"]);
    check("<Ann>\nHello\n\n<b>\nHello\n</b>\n", &["<Ann> Hello", "Hello"]);
}

#[test]
fn subtitles_keep_times_with_their_turns() {
    let found = document(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nHost: Is the\nbridge done?\n\n2\n00:00:04,500 --> 00:00:06,000\nAnn: It is, and\n\n3\n00:00:06,000 --> 00:00:07,000\nit stands.\n\n4\n00:00:08,000 --> 00:00:09,000\nHost: At what cost?\n\n5\n00:00:09,500 --> 00:00:10,000\nAnn: Not much.\n",
    );
    assert_eq!(
        turns(&found),
        ["? Host: Is the bridge done?", "! Ann: It is, and it stands.", "? Host: At what cost?", "! Ann: Not much."]
    );
    assert_eq!(found.turns[1].time, Some(4_500));
}

#[test]
fn truncated_and_random_files_are_answered() {
    let sound = book(&page());
    let texts = [PLAIN.as_bytes(), page().as_bytes(), &sound, b"1\n00:00:01,000 --> 00:0", b"WEBVTT\n\n00:01.000 --> "]
        .map(<[u8]>::to_vec);
    for text in texts {
        for length in (0..text.len()).step_by(7) {
            for name in ["a.txt", "a.md", "a.html", "a.epub", "a.srt"] {
                bytes(name, &text[..length]);
            }
        }
    }
    let mut seed = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(20_000)
    .collect();
    for format in Format::ALL {
        let options = ReadOptions { format: Some(format), ..ReadOptions::default() };
        read(&noise, "noise", &options, &Lexicon::default_words());
    }
}

#[test]
fn nesting_beyond_reason_is_answered() {
    let check = |name: &str, text: String| assert!(document(name, &text).text.contains("middle"), "{name}");
    check("a.md", format!("{} middle", "> ".repeat(10_000)));
    check("a.md", format!("{}middle{}", "*a ".repeat(10_000), "*".repeat(10_000)));
    check("a.md", format!("{}middle{}", "[".repeat(10_000), "](a)".repeat(10_000)));
    check("a.html", format!("{}middle", "<div>".repeat(10_000)));
    check("a.html", format!("{}middle", "<b><i>".repeat(5_000)));
    check("a.html", format!("{}middle", "<table><tr><td>".repeat(3_000)));
}

#[test]
fn what_a_column_says_of_the_outlet_is_the_outlet_whatever_the_name_looks_like() {
    let table = "发言人,单位,内容\n林记者,河湾日报,大桥什么时候封闭的？\n陈局长,水利局,五月，洪水之后。\n林记者,河湾日报,是谁决定的？\n陈局长,水利局,市政府决定的。\n";
    let document = read(table.as_bytes(), "a.csv", &ReadOptions::default(), &Lexicon::default_words());
    let asked = document.turns.iter().filter(|turn| turn.kind == TurnKind::Question);
    let outlets: Vec<Option<&str>> = asked.map(|turn| turn.outlet.as_deref()).collect();
    assert_eq!(outlets, [Some("河湾日报"); 2]);
}

#[test]
fn a_time_leads_near_to_its_words_within_what_one_says_for_long() {
    let said = |number: usize| format!("and then we rowed to buoy number {number}");
    let segments = (0..40).map(|at| {
        let (start, end) = (at * 2, at * 2 + 2);
        let speaker = if at < 38 { "Ann" } else { "Bo" };
        format!(r#"{{"start": {start}.0, "end": {end}.0, "text": "{}", "speaker": "{speaker}"}}"#, said(at))
    });
    let json = format!(r#"{{"segments": [{}]}}"#, segments.collect::<Vec<_>>().join(", "));
    let document = read(json.as_bytes(), "a.json", &ReadOptions::default(), &Lexicon::default_words());
    assert_eq!(document.turns.len(), 2);
    let place = document.place_of_time(50_000).unwrap();
    let words = &document.block_text(place.block)[place.byte..];
    let found: usize = words.split_once("number ").unwrap().1.split(' ').next().unwrap().parse().unwrap();
    assert!((22..=25).contains(&found), "{words}");
    let whole: Vec<String> = (0..38).map(said).collect();
    assert!(document.text.contains(&whole.join(" ")), "a line in pieces reads as one");
    assert_eq!(document.repairs.len(), 0, "the file has no lines that were broken: {:?}", document.repairs);
}
