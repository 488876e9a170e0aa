//! Folding of characters: one form for those that a person who searches does not tell apart.
//!
//! A character folds to one character or to none. This alone is what marks are found again by; a search folds more, in
//! `units`: what takes several characters (`…` for three stops, `ｶﾞ` for `ガ`), accents, and white space.

use crate::document::ideographs::simplified;

/// The form that stands for `c` in a search; `None` for what does not count: joiners, soft hyphens, variation selectors.
pub fn fold(c: char) -> Option<char> {
    match c {
        'A'..='Z' => Some(c.to_ascii_lowercase()),
        '!'..='~' => Some(c),
        // The years of the twenty-first century are printed in all three ways.
        '〇' | '○' | '零' | '\u{f9b2}' => Some('〇'),
        '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => Some(simplified(c)),
        _ if c.is_whitespace() => Some(' '),
        _ if is_ignored(c) => None,
        _ => Some(lower_case(sign(half_width(c)))),
    }
}

/// Characters that show nothing and part nothing: U+00AD, the joiners and marks of direction, U+FEFF, and the selectors
/// that choose one of the shapes of a character.
pub(super) fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// The block of full-width forms (U+FF01 to U+FF5E) repeats ASCII in its order; five more forms stand by themselves.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '､' => '、',
        '･' => '・',
        '￥' => '¥',
        _ => c,
    }
}

/// One sign for each family of signs that differ by script, by font or by how the text was converted.
fn sign(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | '﹣' => '-',
        '·' | '•' | '‧' | '∙' | '⋅' | '・' => '.',
        '〜' | '∼' => '~',
        '⋯' => '…',
        _ => c,
    }
}

/// The lower case of `c`, where that is one character.
fn lower_case(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(only), None) => only,
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;

    fn check(text: &str, expected: &str) {
        assert_eq!(text.chars().filter_map(fold).collect::<String>(), expected);
    }

    #[test]
    fn case_and_width_do_not_count() {
        check("ＷＴＯ（世贸）２０２４", "wto(世贸)2024");
        check("Straße ÉTUDE İ", "straße étude İ");
    }

    #[test]
    fn kinds_of_signs_do_not_count() {
        check("“一带一路”「一帶一路」‘甲’", "\"一带一路\"\"一带一路\"'甲'");
        check("中国—东盟 –−", "中国-东盟 --");
        check("贝拉克·奥巴马・•", "贝拉克.奥巴马..");
    }

    #[test]
    fn the_script_does_not_count() {
        check("中國與臺灣", "中国与台湾");
        check("\u{f9f4}鄭月娥", "林郑月娥");
    }

    #[test]
    fn white_space_is_a_space_and_what_shows_nothing_is_nothing() {
        check("a\u{3000}b\tc\nd", "a b c d");
        check("co\u{ad}operation 葛\u{e0100}\u{200b}城", "cooperation 葛城");
    }

    #[test]
    fn folding_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = fold(c);
            assert_eq!(once, once.and_then(fold), "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn nothing_but_white_space_becomes_a_space_and_nothing_a_line_feed() {
        for c in '\0'..=char::MAX {
            assert_ne!(fold(c), Some('\n'));
            assert_eq!(fold(c) == Some(' '), c.is_whitespace(), "U+{:04X}", u32::from(c));
        }
    }
}
