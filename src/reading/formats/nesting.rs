//! Tags beyond reason: a page that no person wrote is read without its tags.

use std::borrow::Cow;

/// No page of text nests its elements deeper than this …
const MAX_DEPTH: usize = 8_000;
/// … or has more tags; each costs the parser half a kilobyte.
const MAX_TAGS: usize = 500_000;
/// … or a tag with more attributes.
const MAX_ATTRIBUTES: usize = 4_000;

/// Elements without content, and those that end where the next one begins.
const FLAT: [&str; 19] = [
    "area", "base", "br", "col", "dd", "dt", "hr", "img", "input", "li", "link", "meta", "option", "p", "td", "th",
    "tr", "track", "wbr",
];

/// The text with its tags left out where they are nested beyond reason or too many: no parser likes them.
pub(crate) fn shallow(text: &str) -> Cow<'_, str> {
    let mut n_tags = 0;
    let (mut depth, mut deepest, mut has_crowd) = (0usize, 0, false);
    for at in memchr::memchr_iter(b'<', text.as_bytes()) {
        n_tags += 1;
        match text.as_bytes().get(at + 1) {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(next) if next.is_ascii_alphabetic() && holds_more(&text.as_bytes()[at + 1..]) => depth += 1,
            _ => {}
        }
        deepest = deepest.max(depth);
        has_crowd |= is_crowded(&text.as_bytes()[at + 1..]);
    }
    if deepest <= MAX_DEPTH && n_tags < MAX_TAGS && !has_crowd {
        return text.into();
    }
    without_tags(text).into()
}

/// The text between the tags, with a line break for each run of tags that begin or end a line.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut n_breaks = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        kept.push_str(&rest[..at]);
        let end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let is_block = ["<p", "<br", "<h", "<li", "<div", "</p", "</h"].iter().any(|tag| rest[at..].starts_with(tag));
        if is_block && n_breaks < MAX_TAGS / 2 && !kept.ends_with("<br>") {
            kept.push_str("\n<br>");
            n_breaks += 1;
        } else if !kept.ends_with([' ', '\n', '>']) {
            kept.push(' ');
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

/// Whether a tag has more attributes than a parser can compare with each other.
fn is_crowded(tag: &[u8]) -> bool {
    let inner = &tag[..memchr::memchr2(b'<', b'>', tag).unwrap_or(tag.len())];
    inner.len() > MAX_ATTRIBUTES
        && (memchr::memchr_iter(b'=', inner).count() > MAX_ATTRIBUTES
            || inner.iter().filter(|byte| byte.is_ascii_whitespace()).count() > MAX_ATTRIBUTES * 10)
}

/// Whether an element, whose tag's name `tag` begins with, nests: it is not empty and does not end where the next begins.
fn holds_more(tag: &[u8]) -> bool {
    let length = tag.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    !FLAT.iter().any(|flat| flat.as_bytes().eq_ignore_ascii_case(&tag[..length]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: Option<&str>) {
        assert_eq!(
            matches!(shallow(html), Cow::Owned(_)).then(|| shallow(html).trim().to_owned()).as_deref(),
            expected
        );
    }

    #[test]
    fn elements_that_end_by_themselves_do_not_nest() {
        check(&"<p>text<br>".repeat(20_000), None);
        check(&"<HR><li>item".repeat(20_000), None);
        check(&"<div></div>".repeat(20_000), None);
    }

    #[test]
    fn a_page_nested_beyond_reason_loses_its_tags() {
        check(&format!("{}deep", "<div>".repeat(10_000)), Some("<br>deep"));
        check(&format!("{}deep", "<b>".repeat(10_000)), Some("deep"));
        check(&format!("<p {}>deep", "a=b ".repeat(10_000)), Some("<br>deep"));
    }
}
