//! Identity: what makes two readings the same document, whatever its path, format or line breaks.

use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::Document;

/// Identifies a text: white space, line breaks, invisible characters and Unicode form aside; 32 hexadecimal digits.
pub fn identity_of(text: &str) -> String {
    let mut hash = Xxh3::new();
    let mut buffer = [0; 4];
    for character in text.nfc().filter(|&character| !is_immaterial(character)) {
        hash.update(character.encode_utf8(&mut buffer).as_bytes());
    }
    format!("{:032x}", hash.digest128())
}

/// Identifies a text to the byte: positions in two texts of equal hash mean the same; 32 hexadecimal digits.
pub fn text_hash(text: &str) -> String {
    format!("{:032x}", xxh3_128(text.as_bytes()))
}

/// Whether a character carries no text of its own: white space, byte-order mark, zero-width space and soft hyphen.
pub(crate) fn is_immaterial(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}' | '\u{00AD}' | '\u{2060}')
}

impl Document {
    /// The document's [identity](identity_of), under which its marks are kept.
    pub fn identity(&self) -> String {
        identity_of(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_and_unicode_form_do_not_change_the_identity() {
        assert_eq!(identity_of("双方贸易额\n达到 café"), identity_of("\u{FEFF}双方贸易额达到cafe\u{301}\r\n"));
        assert_ne!(text_hash("双方\n贸易额"), text_hash("双方贸易额"));
    }

    #[test]
    fn other_words_are_another_document() {
        assert_ne!(identity_of("双方贸易额达到"), identity_of("双方贸易额未达到"));
    }
}
