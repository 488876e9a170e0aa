//! Printed: pages of words for tests, made of text as it would be printed with letters of one width.

use super::sheet::{Frame, Glyph, Sheet, Turn};
use super::words::Word;
use crate::reading::wrap::is_wide;

/// How wide a letter is, and how far a line is from the next.
const LETTER: f32 = 5.0;
const LINE: f32 = 14.0;

/// The words of a page whose lines stand as these do; two spaces and more are a gap. A line that begins with `#` is set in
/// letters of twice the size.
pub(crate) fn words(page: &[&str]) -> Vec<Word> {
    super::words::words(&sheet(page)).0
}

/// The page as a sheet of glyphs.
pub(crate) fn sheet(page: &[&str]) -> Sheet {
    let mut glyphs = Vec::new();
    for (row, line) in page.iter().enumerate() {
        let (line, scale) = line.strip_prefix('#').map_or((*line, 1.0), |line| (line, 2.0));
        let mut left = 40.0;
        let foot = 60.0 + LINE * row as f32;
        for letter in line.chars() {
            let width = LETTER * if is_wide(letter) { 2.0 } else { 1.0 } * scale;
            let frame = Frame { left, top: foot - 10.0 * scale, right: left + width, bottom: foot };
            let size = 10.0 * scale;
            glyphs.push(Glyph { letter, frame, size, is_strong: false, is_emphatic: false, turn: Turn::Upright });
            left += width;
        }
    }
    Sheet { width: 600.0, height: 800.0, glyphs }
}
