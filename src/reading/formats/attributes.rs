//! Attributes of tags, counted before a parser sees them: it compares each of a tag with all others of that tag.

/// No tag has more attributes.
const MAX_OF_TAG: usize = 1_000;

/// How many attributes the tags in `text` have at most; more than `limit` if there are more, or too many in one tag. What
/// only looks like a tag, in a script or in an attribute, counts too.
pub(super) fn count(text: &str, limit: usize) -> usize {
    let bytes = text.as_bytes();
    // What lies within a tag and looks like one is gone through again; that it is not done over and over is seen to here.
    let mut n_bytes = 0;
    let mut n_all = 0;
    for at in memchr::memchr_iter(b'<', bytes) {
        if !bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (n, length) = of_tag(&bytes[at + 1..]);
        n_all += n;
        n_bytes += length;
        if n > MAX_OF_TAG || n_all > limit || n_bytes > 4 * bytes.len() + 65_536 {
            return limit + 1;
        }
    }
    n_all
}

/// The attributes of the tag whose name `bytes` begin with, as far as they are of interest, and the bytes that it takes
/// (HTML, 13.2.5: tag name, attribute name and value states).
fn of_tag(bytes: &[u8]) -> (usize, usize) {
    let is_space = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
    let until = |from: usize, ends: &dyn Fn(&u8) -> bool| {
        bytes[from..].iter().position(ends).map_or(bytes.len(), |length| from + length)
    };
    let mut n = 0;
    let mut at = until(0, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
    while n <= MAX_OF_TAG {
        at = until(at, &|byte| !is_space(byte) && *byte != b'/');
        if bytes.get(at).is_none_or(|&byte| byte == b'>') {
            break;
        }
        n += 1;
        // A sign of equality may begin a name.
        at = until(at + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let behind = until(at, &|byte| !is_space(byte));
        if bytes.get(behind) != Some(&b'=') {
            continue;
        }
        at = until(behind + 1, &|byte| !is_space(byte));
        at = match bytes.get(at) {
            Some(&quote @ (b'"' | b'\'')) => {
                memchr::memchr(quote, &bytes[at + 1..]).map_or(bytes.len(), |end| at + 1 + end + 1)
            }
            _ => until(at, &|byte| is_space(byte) || *byte == b'>'),
        };
    }
    (n, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_as_a_parser_sees_them() {
        let check = |html: &str, expected| assert_eq!(count(html, 1_000_000), expected, "{html}");
        check("<p>a=b c=d", 0);
        check("<p a b=c d='e > f g=h' i=\"<j>\"k/l = m >n=o", 6);
        check("1 < 2 a=b c=d", 0);
        check("<p a=b", 1);
    }

    #[test]
    fn what_no_page_has_is_beyond_any_limit() {
        let check = |html: &str| assert!(count(html, 1_000_000) > 1_000_000);
        check(&format!("<p {}>", "a=b ".repeat(2_000)));
        check(&format!("<p {}>", "a ".repeat(2_000)));
        check(&format!("<p a=\">\" {}>", "a ".repeat(2_000)));
        check(&"<p a=b c=d>".repeat(500_001));
        check(&"<a".repeat(200_000));
    }
}
