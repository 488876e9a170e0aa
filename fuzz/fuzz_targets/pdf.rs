//! Any bytes as a PDF, and as the listing of one: the first goes through the library where it is built in, the second
//! through all that puts glyphs in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wenda::reading::Format;

#[path = "laws.rs"]
mod laws;

fuzz_target!(|bytes: &[u8]| {
    laws::hold(&[b"%PDF-1.7\n", bytes].concat(), Some(Format::Pdf), None);
    laws::hold(&listing(bytes), Some(Format::Pdf), None);
});

/// A listing of words whose places and letters the bytes say, four of them for each word.
fn listing(bytes: &[u8]) -> Vec<u8> {
    let mut text = "<html>\n<doc>\n<page width=\"300\" height=\"300\">\n".to_owned();
    for word in bytes.chunks_exact(4) {
        let (left, top) = (f32::from(word[0]), f32::from(word[1]));
        let (width, height) = (f32::from(word[2] % 64), f32::from(word[2] / 64 * 4 + 8));
        let letter = char::from_u32(0x4e00 + u32::from(word[3])).filter(|_| word[3] > 127).unwrap_or(char::from(word[3] % 26 + b'a'));
        let (right, bottom) = (left + width, top + height);
        text += &format!("<word xMin=\"{left}\" yMin=\"{top}\" xMax=\"{right}\" yMax=\"{bottom}\">{letter}o</word>\n");
        if word[2] == 255 {
            text += "</page>\n<page width=\"300\" height=\"300\">\n";
        }
    }
    text.into_bytes()
}
