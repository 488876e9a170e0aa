//! The laws of documents, held against texts put together at random.

use std::sync::LazyLock;

use proptest::prelude::*;

use super::laws;
use wenda::reading::{Format, Lexicon, ReadOptions, read};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::default_words);

/// Pieces of transcripts, markup and mischief.
const PIECES: [&str; 48] = [
    "记者：",
    "镇长：",
    "问：",
    "答：",
    "Q: ",
    "A. ",
    "Ann Lee: ",
    "**",
    "# ",
    "### ",
    "> ",
    "- ",
    "1. ",
    "1、",
    "（",
    "）",
    "“",
    "”",
    "桥修好了吗？",
    "修好了。",
    "It is. ",
    "\n",
    "\n\n",
    "  \n",
    "\t",
    "\u{3000}",
    "<b>",
    "</b>",
    "<p>",
    "| ",
    "[",
    "](a)",
    "00:01 ",
    "---\n",
    "○議長（甲君） ",
    "\u{200d}é",
    "\u{200b}",
    "\u{feff}",
    "\u{2060}灯",
    "\u{301}",
    "\u{202e}",
    "<v Ann\u{200b}>",
    "<v \u{200b}>",
    "<NAME>\u{200b}周</NAME>",
    "<NAME>ANN\u{2060}</NAME>",
    "_灯\\\\_",
    "\\\n\n",
    "“灯” 一 二 三 四 五 六 七 八 九 十 百 千",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_laws_hold_of_any_text(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60), width in 1usize..100) {
        let text = pieces.concat();
        for format in [Format::Markdown, Format::Plain, Format::Html, Format::Vtt] {
            for raw in [false, true] {
                let options = ReadOptions { format: Some(format), raw, ..ReadOptions::default() };
                laws::hold(&read(text.as_bytes(), "a", &options, &LEXICON), width);
            }
        }
    }

    #[test]
    fn repairs_change_no_letter(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        let letters = |raw| {
            let options = ReadOptions { format: Some(Format::Plain), raw, ..ReadOptions::default() };
            let document = read(text.as_bytes(), "a", &options, &LEXICON);
            let mut letters: Vec<char> = document.text.chars().filter(|letter| !letter.is_whitespace()).collect();
            letters.sort_unstable();
            letters
        };
        prop_assert_eq!(letters(false), letters(true));
    }
}
