//! Folding: the form in which words are compared, whatever case and width they are printed in.

/// The form in which words are compared: lower case and half-width, white space and the stop of an abbreviation left out.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_onto(&mut folded, text);
    folded
}

/// Puts a text behind another that is folded.
pub(crate) fn fold_onto(folded: &mut String, text: &str) {
    let (mut kept, mut next) = (0, 0);
    while let Some(first) = text.as_bytes().get(next) {
        let at = next;
        // Most letters of most texts stay as they are, and are put there in runs.
        let letter = match first {
            b'!'..=b'-' | b'/'..=b'@' | b'['..=0x7f => {
                next += 1;
                continue;
            }
            // These begin what stands from U+4000 to U+9FFF.
            0xe4..=0xe9 => {
                next += 3;
                continue;
            }
            _ => text[at..].chars().next().unwrap_or_default(),
        };
        next += letter.len_utf8();
        if matches!(letter, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{9fff}' | '！'..='／' | '：'..='＠') {
            continue;
        }
        folded.push_str(&text[kept..at]);
        kept = next;
        match letter {
            'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
            _ if is_kept(letter) => folded.extend(self::folded(letter)),
            _ => {}
        }
    }
    folded.push_str(&text[kept..]);
}

/// Whether a letter is not left out.
pub(super) fn is_kept(letter: char) -> bool {
    letter != '.' && !letter.is_whitespace()
}

/// What a letter is compared as.
pub(super) fn folded(letter: char) -> std::char::ToLowercase {
    // The sigma that ends a word is a capital like any other.
    if letter == 'ς' { 'σ'.to_lowercase() } else { half_width(letter).to_lowercase() }
}

/// `ＮＨＫ` as `NHK`.
fn half_width(letter: char) -> char {
    let is_full = matches!(letter, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ');
    if is_full { char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter) } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_passed_over_in_runs_is_what_stays_as_it_is(text in "[\\PC\u{3000}-\u{9fff}！-｠A-z .]{0,60}") {
            let expected: String = text.chars().filter(|&letter| is_kept(letter)).flat_map(folded).collect();
            prop_assert_eq!(fold(&text), expected);
        }
    }
}
