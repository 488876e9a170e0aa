//! Literals: text that a program wrote as it writes strings, `b'…\\n…\\xc2\\xa0…'`, with escapes instead of characters.

/// Fewer escapes than this may be meant.
const ENOUGH: usize = 8;

/// The text with each line that is nothing but a literal of bytes read as what it stands for; `None` where there is none.
pub(crate) fn undo(text: &str) -> Option<String> {
    let has = |word: &str| memchr::memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    // Most texts have no line to look at.
    let may_have = has("\\") && (has("b'") || has("b\""));
    if !may_have || !text.lines().any(|line| literal(line).is_some()) {
        return None;
    }
    let lines = text.split_inclusive('\n').map(|line| match literal(line) {
        Some(inner) => format!("{}\n", unescaped(inner)),
        None => line.to_owned(),
    });
    Some(lines.collect())
}

/// What stands between `b'` and `'` in a line that is nothing else and has enough escapes.
fn literal(line: &str) -> Option<&str> {
    let quoted = line.trim_start().strip_prefix('b')?.trim_end();
    let inner = ['\'', '"'].iter().find_map(|quote| quoted.strip_prefix(*quote)?.strip_suffix(*quote));
    inner.filter(|inner| n_escapes(inner) >= ENOUGH)
}

fn n_escapes(text: &str) -> usize {
    text.match_indices('\\').filter(|(at, _)| text[at + 1..].starts_with(['n', 't', 'r', 'x', '\'', '"'])).count()
}

/// The bytes that the escapes stand for, as UTF-8.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let escape = &rest[at + 1..];
        let hex = escape.strip_prefix('x').and_then(|hex| u8::from_str_radix(hex.get(..2)?, 16).ok());
        let (byte, length) = match (escape.chars().next(), hex) {
            (Some('x'), Some(byte)) => (byte, 3),
            (Some('n'), _) => (b'\n', 1),
            (Some('t'), _) => (b'\t', 1),
            (Some('r'), _) => (b'\r', 1),
            (Some(mark @ ('\'' | '"' | '\\')), _) => (mark as u8, 1),
            _ => (b'\\', 0),
        };
        bytes.push(byte);
        rest = &escape[length..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_of_bytes_is_read_as_its_characters() {
        let literal = r"b'<p>Q\xc2\xa0\xc2\xa0Isn\'t it?</p>\n<p>A: It is.</p>\n\t\xe4\xbd\xa0'";
        assert_eq!(undo(literal).as_deref(), Some("<p>Q\u{a0}\u{a0}Isn't it?</p>\n<p>A: It is.</p>\n\t你\n"));
        assert_eq!(undo(r"b'one \n two'"), None);
        assert_eq!(undo("plain text"), None);
    }
}
