//! Reading bytes, and the laws of the document that comes of it.

use wenda::document::Document;
use wenda::reading::{Encoding, Format, Lexicon, ReadOptions, read};

#[path = "../../tests/laws/mod.rs"]
mod laws;

/// Widths of panes that rows are laid out in, in turn.
const WIDTHS: [usize; 6] = [1, 8, 20, 47, 80, 120];

/// The signs that divide a word at the end of a line, which are left out where it is put together.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '¬', '\u{ad}'];

/// Reads `bytes`, with repairs and without, and checks that the laws hold of both, that repairs change no letter, and that
/// what is read once more is the same.
pub fn hold(bytes: &[u8], format: Option<Format>, encoding: Option<Encoding>) {
    thread_local!(static LEXICON: Lexicon = Lexicon::default_words());
    let width = WIDTHS[bytes.len() % WIDTHS.len()];
    let reading = |raw| {
        let options = ReadOptions { format, encoding, raw };
        let document = LEXICON.with(|lexicon| read(bytes, "2024-03-07.txt", &options, lexicon));
        laws::hold(&document, width);
        document
    };
    let document = reading(false);
    assert_eq!(letters(&document), letters(&reading(true)), "repairs changed letters");
    laws::are_alike(&document, &reading(false));
}

fn letters(document: &Document) -> Vec<char> {
    let is_letter = |letter: &char| !laws::is_blank(*letter) && !HYPHENS.contains(letter);
    let mut letters: Vec<char> = document.text.chars().filter(is_letter).collect();
    letters.sort_unstable();
    letters
}
