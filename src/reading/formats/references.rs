//! References to characters in cells and captions: `&amp;`, `&#8212;`.

use std::borrow::Cow;

const NAMED: [(&str, &str); 9] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("lrm", ""),
    ("rlm", ""),
    ("shy", "\u{ad}"),
];

/// A text with the characters instead of the references to them; what is none stays.
pub(super) fn undone(text: Cow<'_, str>) -> Cow<'_, str> {
    // The longest is `&#1114111;`.
    const LONGEST: usize = 10;
    if !text.contains('&') {
        return text;
    }
    let mut undone = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find('&') {
        undone.push_str(&rest[..at]);
        let end = rest.as_bytes()[at..].iter().take(LONGEST).position(|byte| *byte == b';');
        let found = end.and_then(|end| Some((end, character(&rest[at + 1..at + end])?)));
        match found {
            Some((end, character)) => {
                undone.push_str(&character);
                rest = &rest[at + end + 1..];
            }
            None => {
                undone.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    undone.push_str(rest);
    Cow::Owned(undone)
}

fn character(name: &str) -> Option<Cow<'static, str>> {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let letter = number.and_then(char::from_u32).filter(|letter| !letter.is_control());
    let named = || NAMED.iter().find(|(named, _)| *named == name).map(|(_, character)| Cow::Borrowed(*character));
    letter.map(|letter| Cow::Owned(letter.to_string())).or_else(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters_and_all_else_stays() {
        let check = |text: &str, expected: &str| assert_eq!(undone(text.into()), expected, "{text}");
        check("devices&#8212;what", "devices—what");
        check("&#x6865;&amp;&lt;b&gt;", "桥&<b>");
        check("you &amp me; R&D; a & b", "you &amp me; R&D; a & b");
        check("&#0;&#27;&", "&#0;&#27;&");
    }
}
