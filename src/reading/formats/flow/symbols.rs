//! Symbols: signs of fonts that have no letters, which stand in a document by their place in the font.

/// The sign at a place of a symbol font, where it is one that texts have; bullets of all kinds are one sign.
pub(in crate::reading::formats) fn of_font(font: &str, place: u32) -> char {
    let font = font.to_ascii_lowercase();
    let place = place & 0xff;
    let wingdings = |place: u32| match place {
        0x4a => '\u{263a}',
        0x4c => '\u{2639}',
        0xfb => '\u{2717}',
        0xfc => '\u{2713}',
        0xfd => '\u{2612}',
        0xfe => '\u{2611}',
        0xa8 | 0x6f => '\u{2610}',
        0xdf | 0xe7 => '←',
        0xe0 | 0xe8 | 0xf0 => '→',
        0xe1 => '↑',
        0xe2 => '↓',
        _ => '•',
    };
    let symbol = |place: u32| match place {
        0x2d => '−',
        0xa0 => '€',
        0xa2 => '′',
        0xa3 => '≤',
        0xa5 => '∞',
        0xab => '↔',
        0xac => '←',
        0xad => '↑',
        0xae => '→',
        0xaf => '↓',
        0xb0 => '°',
        0xb1 => '±',
        0xb2 => '″',
        0xb3 => '≥',
        0xb4 => '×',
        0xb8 => '÷',
        0xb9 => '≠',
        0xba => '≡',
        0xbb => '≈',
        0xbc => '…',
        0xbd => '|',
        0xbe => '—',
        0xd2 | 0xe2 => '®',
        0xd3 | 0xe3 => '©',
        0xd4 | 0xe4 => '™',
        0x20..=0x40 | 0x5b..=0x5f | 0x7b..=0x7d => char::from_u32(place).unwrap_or('•'),
        0x41..=0x5a | 0x61..=0x7a => greek(place),
        _ => '•',
    };
    match font.as_str() {
        font if font.starts_with("wingdings") || font.starts_with("webdings") => wingdings(place),
        _ => symbol(place),
    }
}

/// The Greek letter at the place of a Latin one.
fn greek(place: u32) -> char {
    const PLACES: [u32; 26] = [
        0x3b1, 0x3b2, 0x3c7, 0x3b4, 0x3b5, 0x3c6, 0x3b3, 0x3b7, 0x3b9, 0x3d5, 0x3ba, 0x3bb, 0x3bc, 0x3bd, 0x3bf, 0x3c0,
        0x3b8, 0x3c1, 0x3c3, 0x3c4, 0x3c5, 0x3d6, 0x3c9, 0x3be, 0x3c8, 0x3b6,
    ];
    let index = ((place | 0x20) - 0x61) as usize;
    let lower = PLACES.get(index).copied().and_then(char::from_u32).unwrap_or('•');
    let is_upper = place & 0x20 == 0;
    if is_upper { lower.to_uppercase().next().unwrap_or(lower) } else { lower }
}

/// A text with the signs that stand in it by their place in a symbol font, which Word writes into a private area.
pub(in crate::reading::formats) fn replaced(text: &str) -> std::borrow::Cow<'_, str> {
    let is_place = |letter: char| ('\u{f000}'..='\u{f0ff}').contains(&letter);
    if !text.contains(is_place) {
        return text.into();
    }
    // Most of them were put there for `-->` and `:)`.
    let sign = |place: u32| match of_font("wingdings", place) {
        '•' => of_font("symbol", place),
        sign => sign,
    };
    text.chars().map(|letter| if is_place(letter) { sign(u32::from(letter)) } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_what_they_look_like() {
        let check = |font, place, expected| assert_eq!(of_font(font, place), expected, "{font} {place:x}");
        check("Symbol", 0xf0b7, '•');
        check("Wingdings", 0xf0e0, '→');
        check("Symbol", 0x70, '\u{3c0}');
        check("Symbol", 0x57, '\u{3a9}');
        check("Symbol", 0xf0ff, '•');
        assert_eq!(replaced("a\u{f0b7}b\u{f0e0}\u{f0b3}"), "a•b→≥");
    }
}
