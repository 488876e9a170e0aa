//! Texts: one line without end, nesting, tables, tags, damage.

use super::{document, skipped};
use wenda::document::Warning;

/// Reads `text` and checks that no block is longer than a view can lay out at once.
fn check(name: &str, text: &str) {
    let found = document(name, text.as_bytes());
    let longest = found.blocks.iter().map(|block| block.text.len()).max().unwrap_or(0);
    assert!(longest <= 64 * 1024 + 64, "{name}: a block of {longest} bytes");
}

#[test]
fn a_line_without_end_is_parted_into_blocks() {
    for name in ["a.txt", "a.md", "a.html", "a.srt"] {
        for unit in ["a line without an end, ", "桥", "a", "e\u{301}", "\u{301}", "桥。", "：", "“", "[", "\u{202e}a"]
        {
            check(name, &unit.repeat(100_000 / unit.len()));
        }
    }
    check("a.txt", &format!("{}x", " ".repeat(100_000)));
    check("a.srt", &format!("1\n00:00:01,000 --> 00:00:02,000\n{}\n", "桥".repeat(60_000)));
    check("a.md", &format!("# {}\n", "桥".repeat(60_000)));
    check("a.md", &format!("---\ntitle: {}\n---\ntext", "[".repeat(60_000)));
}

#[test]
fn many_of_anything_are_read() {
    let check = |name: &str, text: String, n_blocks: std::ops::Range<usize>| {
        let found = document(name, text.as_bytes());
        assert!(n_blocks.contains(&found.blocks.len()), "{name}: {} blocks", found.blocks.len());
    };
    check("a.md", "## Heading\n\ntext\n\n".repeat(3_000), 6_000..6_001);
    check("a.md", "---\n\n".repeat(3_000), 3_000..3_001);
    check("a.html", "<hr>".repeat(3_000), 3_000..3_001);
    check("a.html", format!("<p>{}", "记者：好吗<br>".repeat(5_000)), 1..10_001);
    check("a.txt", "A：\n".repeat(5_000), 1..10_001);
    check("a.txt", "<NAME>Ann</NAME>. Hi. ".repeat(2_000), 2_000..4_001);
    check("a.md", format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(2_000)), 2_001..2_002);
    check("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHi?\n\n".repeat(5_000), 1..5_001);
}

#[test]
fn nesting_beyond_reason_keeps_its_text() {
    let check = |name: &str, text: String| assert!(document(name, text.as_bytes()).text.contains("deep"), "{name}");
    check("a.md", format!("{}deep", "> ".repeat(10_000)));
    check("a.md", format!("{}deep", "- ".repeat(10_000)));
    check("a.md", format!("{}deep", "*a **b ".repeat(5_000)));
    check("a.html", format!("{}deep", "<div>".repeat(10_000)));
    check("a.html", format!("{}deep", "<table><tr><td>".repeat(3_000)));
    check("a.html", format!("<p {}>deep", "a=b ".repeat(10_000)));
}

#[test]
fn more_lines_than_any_talk_has_are_shown_as_they_are() {
    for end in ["\n", "\u{c}"] {
        let found = document("a.txt", format!("A：{end}").repeat(400_001).as_bytes());
        assert!(found.warnings.contains(&Warning::Undivided) && found.blocks.len() < 900, "{end:?}");
    }
}

#[test]
fn long_noise_is_shown_as_it_is() {
    let noisy = |n| "Ann: one \u{1} two \u{2}\n\n".repeat(n);
    assert!(document("a.txt", noisy(60_000).as_bytes()).warnings.contains(&Warning::Undivided));
    assert!(!document("a.txt", noisy(100).as_bytes()).warnings.contains(&Warning::Undivided));
}

#[test]
fn too_much_markup_is_left_as_text_and_that_is_said() {
    let found = document("a.md", format!("{}[a](b", "[a](".repeat(260_000)).as_bytes());
    assert!(skipped(&found).len() == 1 && found.text.starts_with("[a](["));
    let found = document("a.html", "<p>x</p>".repeat(310_000).as_bytes());
    assert_eq!(skipped(&found).len(), 1);
}

/// Checks that the tags or marks of `text` are left out for this reason, and that its words are there.
fn check_left_out(name: &str, text: &str, expected: &str) {
    let found = document(name, text.as_bytes());
    assert_eq!(skipped(&found), [expected], "{name}: {}", &text[..20]);
    assert!(found.text.contains("deep"), "{name}: {}", &text[..20]);
}

#[test]
fn what_multiplies_with_depth_is_bounded_by_both() {
    let tags = "the meaning of its tags: markup nested too deep";
    let within = "<div>".repeat(1_900);
    // Each paragraph looks for another among all elements that are open.
    check_left_out("a.html", &format!("{within}{}deep", "<p>x</p>".repeat(60_000)), tags);
    // Ends of others do not make it shallower.
    check_left_out("a.html", &format!("{}deep", "<div><p></p>".repeat(3_000)), tags);
    // A mark of style that is never closed is opened again in each paragraph.
    let fonts: String = (0..1_900).map(|at| format!("<font size={at}>")).collect();
    let html = format!("<p>{fonts}</p>{}deep", "<p>x</p>".repeat(1_000));
    check_left_out("a.html", &html, "the meaning of its tags: too much markup");
    check_left_out("a.md", &format!("{}\n", format!("{within}deep\n\ntext\n\n").repeat(60)), tags);
}

#[test]
fn a_row_is_looked_at_once_however_many_cells_it_has() {
    let found = document(
        "a.html",
        format!("<table><tr>{}{}", "<s></s><script></script>".repeat(20_000), "<td>x".repeat(20_000)).as_bytes(),
    );
    assert_eq!(found.text.matches('x').count(), 20_000);
}

#[test]
fn damaged_bytes_are_counted() {
    let mut damaged = "记者：桥修好了吗？\n\n镇长：修好了，我们用了三年。\n\n".repeat(500).into_bytes();
    (0..20).for_each(|at| damaged[at * 1_500 + 9] = 0xff);
    let found = document("a.txt", &damaged);
    assert!(found.source.encoding == "UTF-8" && found.turns.len() > 900);
    assert!(found.warnings.iter().any(|warning| matches!(warning, Warning::ReplacedBytes(20..80))));
    let found = document("a.txt", &[b"\xff\xfe".to_vec(), b"\x00\xd8a\x00".repeat(1_000)].concat());
    assert!(found.warnings.contains(&Warning::ReplacedBytes(1_000)) && found.source.encoding == "UTF-16LE");
    let found = document("a.txt", &b"Ann: Hi\0\0\n\n".repeat(1_000));
    assert!(found.text.contains("Ann: Hi"));
}

#[test]
fn control_sequences_and_bidirectional_controls_are_text() {
    let text = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}";
    let found = document("a.txt", text.repeat(500).as_bytes());
    assert_eq!(found.text.matches('\u{1b}').count(), 1_000);
}

#[test]
fn noise_is_answered_in_every_format() {
    let mut state = 7u32;
    for name in ["a.txt", "a.md", "a.html", "a.epub", "a.srt", "a.vtt"] {
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let noise: Vec<u8> = std::iter::repeat_with(next).take(30_000).collect();
        document(name, &noise);
        for head in
            [&b"WEBVTT\n\n"[..], b"<!DOCTYPE html>", b"# A\n", b"PK\x03\x04", b"1\n00:00:01,000 --> 00:00:02,000\n"]
        {
            document(name, &[head, &noise[..5_000]].concat());
        }
    }
}
