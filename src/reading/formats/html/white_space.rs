//! White space between tags, as a browser shows it.

/// The text with each run of white space as one space, none where one stands before it; no-break spaces stay.
pub(super) fn collapsed(text: &str, before: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut has_space = before.is_empty() || before.ends_with(' ');
    for letter in text.chars() {
        let is_space = matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        if !is_space {
            kept.push(letter);
        } else if !has_space {
            kept.push(' ');
        }
        has_space = is_space;
    }
    kept
}
