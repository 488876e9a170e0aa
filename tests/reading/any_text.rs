//! The laws of documents, held against texts put together at random.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;

use super::laws;
use wenda::reading::{Format, Lexicon, ReadOptions, open, read};

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
    fn the_same_text_is_read_alike_each_time(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        let document = || read(text.as_bytes(), "a", &ReadOptions::default(), &LEXICON);
        laws::are_alike(&document(), &document());
    }

    #[test]
    fn repairs_change_no_letter(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..60)) {
        let text = pieces.concat();
        let letters = |raw| {
            let options = ReadOptions { format: Some(Format::Plain), raw, ..ReadOptions::default() };
            let document = read(text.as_bytes(), "a", &options, &LEXICON);
            let mut letters: Vec<char> = document.text.chars().filter(|letter| !laws::is_blank(*letter)).collect();
            letters.sort_unstable();
            letters
        };
        prop_assert_eq!(letters(false), letters(true));
    }
}

/// Files of every format, and documents in many customs: no hash decides between two names or two tags.
#[test]
fn every_file_of_ours_is_read_alike_each_time() {
    for folder in ["tests/fixtures", "tests/reading/cases"] {
        for path in files_in(Path::new(folder)) {
            let Ok(document) = open(&path, &ReadOptions::default(), &LEXICON) else { continue };
            laws::are_alike(&document, &open(&path, &ReadOptions::default(), &LEXICON).unwrap());
        }
    }
}

/// Of two tags that enclose as many names, the same one is taken each time.
#[test]
fn two_tags_with_as_many_names_do_not_take_turns() {
    let text = "<NAME>ANN LEE</NAME>. Hi?\n\n<ROLE>Chair</ROLE>. Yes.\n\n".repeat(4);
    let document = || read(text.as_bytes(), "a.txt", &ReadOptions::default(), &LEXICON);
    let first = document();
    (0..20).for_each(|_| laws::are_alike(&first, &document()));
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}
