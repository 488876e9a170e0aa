//! Identity: what makes two readings the same document, whatever its path, format or line breaks.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::xxh3_128;

use super::Document;

/// Identifies a text: white space, line breaks, invisible characters and Unicode form aside; 32 hexadecimal digits.
pub fn identity_of(text: &str) -> String {
    let is_material = |character: &char| !is_immaterial(*character);
    let material: String = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.chars().filter(is_material).collect(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().filter(is_material).collect(),
    };
    text_hash(&material)
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
