//! Identity: what makes two readings the same document, whatever its path, format or line breaks.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::Document;

/// How many hexadecimal digits name a document or a text.
const DIGITS: usize = 32;

/// The identity of a document: 32 hexadecimal digits, in lower case, and nothing else. Only what has this form can name a
/// folder, so that no record leads out of the place where records are kept.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId([u8; DIGITS]);

/// The hash of a text, to the byte: positions in two texts of equal hash mean the same. Only it can name a kept text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextHash([u8; DIGITS / 2]);

/// A text that was meant to name a document or a text, and has another form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoHash;

/// The number that so many hexadecimal digits are: no sign, no more and no fewer.
fn number(text: &str) -> Result<u128, NoHash> {
    let has_form = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if has_form { u128::from_str_radix(text, 16).map_err(|_| NoHash) } else { Err(NoHash) }
}

impl DocumentId {
    /// Identifies a text: white space, line breaks, invisible characters and Unicode form aside.
    pub fn of(text: &str) -> Self {
        let mut material = Xxh3::new();
        match is_nfc_quick(text.chars().filter(|&c| !stands_alone(c))) {
            IsNormalized::Yes => text.split(is_immaterial).for_each(|piece| material.update(piece.as_bytes())),
            IsNormalized::No | IsNormalized::Maybe => {
                let composed = text.nfc().filter(|&c| !is_immaterial(c));
                composed.for_each(|c| material.update(c.encode_utf8(&mut [0; 4]).as_bytes()));
            }
        }
        DocumentId::numbered(material.digest128())
    }

    fn numbered(number: u128) -> Self {
        let digit = |at: usize| b"0123456789abcdef"[(number >> (4 * (DIGITS - 1 - at))) as usize & 0xF];
        DocumentId(std::array::from_fn(digit))
    }
}

impl Deref for DocumentId {
    type Target = str;

    fn deref(&self) -> &str {
        // All of them are ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for DocumentId {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        number(text).map(DocumentId::numbered)
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Serialize for DocumentId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for DocumentId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let is_no_hash = |NoHash| D::Error::invalid_value(Unexpected::Str(&text), &"32 hexadecimal digits");
        text.parse().map_err(is_no_hash)
    }
}

/// The hash of `text`.
pub fn text_hash(text: &str) -> TextHash {
    TextHash(xxh3_128(text.as_bytes()).to_be_bytes())
}

impl FromStr for TextHash {
    type Err = NoHash;

    fn from_str(text: &str) -> Result<Self, NoHash> {
        number(text).map(|number| TextHash(number.to_be_bytes()))
    }
}

impl fmt::Display for TextHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// Which text the positions of an anchor count in, as it was written down: by its hash, or in words that name no text and
/// are only kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MadeIn {
    /// The text of this hash.
    Text(TextHash),
    /// Something else: nothing, where an anchor was made elsewhere.
    Unknown(Box<str>),
}

impl MadeIn {
    /// The hash of the text, if it is one.
    pub fn text(&self) -> Option<TextHash> {
        match self {
            MadeIn::Text(hash) => Some(*hash),
            MadeIn::Unknown(_) => None,
        }
    }
}

impl Default for MadeIn {
    fn default() -> Self {
        MadeIn::Unknown(Box::default())
    }
}

impl From<&str> for MadeIn {
    fn from(text: &str) -> Self {
        // What is written in another way than we write it stays as it is.
        let known = text.parse().ok().filter(|hash: &TextHash| hash.to_string() == text);
        known.map_or_else(|| MadeIn::Unknown(text.into()), MadeIn::Text)
    }
}

impl Serialize for MadeIn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            MadeIn::Text(hash) => serializer.collect_str(hash),
            MadeIn::Unknown(text) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for MadeIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer).map(|text| MadeIn::from(text.as_ref()))
    }
}

/// Whether a character carries no text of its own: white space, byte-order mark, zero-width space and soft hyphen.
pub(crate) fn is_immaterial(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{FEFF}' | '\u{200B}' | '\u{00AD}' | '\u{2060}')
}

/// Whether `c` is in normal form whatever stands around it (UAX #15: NFC_Quick_Check is Yes, and the combining class is 0).
/// Most text consists of these, and they are told without a table. Leaving them out can only make what remains look
/// less normal than it is.
fn stands_alone(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{3001}'..='\u{3029}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF9D}')
}

impl Document {
    /// The document's identity, under which its marks are kept.
    pub fn identity(&self) -> DocumentId {
        DocumentId::of(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapping_and_unicode_form_do_not_change_the_identity() {
        assert_eq!(DocumentId::of("双方贸易额\n达到 café"), DocumentId::of("\u{FEFF}双方贸易额达到cafe\u{301}\r\n"));
        assert_ne!(text_hash("双方\n贸易额"), text_hash("双方贸易额"));
    }

    #[test]
    fn what_stands_alone_is_in_normal_form_beside_everything() {
        for c in ('\0'..=char::MAX).filter(|&c| stands_alone(c)) {
            assert_eq!(is_nfc_quick([c].into_iter()), IsNormalized::Yes, "{c:?}");
            assert_eq!(unicode_normalization::char::canonical_combining_class(c), 0, "{c:?}");
        }
    }

    #[test]
    fn an_identity_is_the_hash_of_what_is_material_in_normal_form() {
        let texts =
            ["", "双方 贸易额", "e\u{301}\u{323}中\u{323}\u{301}a", "\u{1112}\u{1161} \u{11AB}", "a\u{323}\n中\u{301}"];
        for text in texts {
            let material: String = text.nfc().filter(|&c| !is_immaterial(c)).collect();
            assert_eq!(*DocumentId::of(text), format!("{:032x}", xxh3_128(material.as_bytes())), "{text:?}");
        }
    }

    #[test]
    fn other_words_are_another_document() {
        assert_ne!(DocumentId::of("双方贸易额达到"), DocumentId::of("双方贸易额未达到"));
    }

    #[test]
    fn an_identity_has_one_form_and_nothing_else_is_one() {
        let identity = DocumentId::of("双方贸易额");
        assert_eq!(identity.to_string().parse(), Ok(identity));
        assert_eq!(identity.to_uppercase().parse(), Ok(identity));
        let hash = text_hash("双方贸易额");
        assert_eq!((hash.to_string().parse(), hash.to_string().len()), (Ok(hash), DIGITS));
        let digits = "0".repeat(DIGITS - 1);
        for text in
            ["", "..", "../../../../../../../etc/passwdxx", &digits, &format!("+{digits}"), &format!("{digits}/")]
        {
            assert!(text.parse::<DocumentId>().is_err() && text.parse::<TextHash>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_an_anchor_says_of_its_text_is_kept_as_it_was_written() {
        let digits = "0".repeat(DIGITS);
        for (text, is_hash) in [("", false), ("../../secret", false), (&*digits, true), (&*"AB".repeat(16), false)] {
            let made_in = MadeIn::from(text);
            assert_eq!(made_in.text().is_some(), is_hash, "{text}");
            assert_eq!(serde_json::to_value(&made_in).ok(), Some(text.into()));
        }
    }
}
