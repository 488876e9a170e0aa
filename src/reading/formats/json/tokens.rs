//! Tokens of JSON, one after the other: nothing is kept of what was passed over, and a text that ends too early or goes wrong
//! gives what stands before that.

use std::borrow::Cow;
use std::ops::Range;

/// Data that lie deeper than this are read no further.
const DEEPEST: usize = 500;

/// A token; texts are bytes of the source, without their quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// An object or a list begins.
    Open { is_object: bool },
    /// It ends.
    Close,
    /// The key of what follows.
    Key(Range<usize>),
    /// A text, with its escapes.
    Text(Range<usize>),
    /// A number, or a word such as `null`.
    Bare(Range<usize>),
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    /// A value or the end of the list.
    FirstValue,
    /// A key or the end of the object.
    FirstKey,
    Key,
    Colon,
    /// A comma, or the end of the object or list.
    Next,
}

/// The tokens of a text; several values may stand one after the other.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    /// For each that is open whether it is an object.
    open: Vec<bool>,
    expected: Expected,
    /// Whether something stands there that is no JSON.
    pub(super) is_wrong: bool,
    is_cut: bool,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Tokens { text, at: 0, open: Vec::new(), expected: Expected::Value, is_wrong: false, is_cut: false }
    }

    /// Whether no object or list is open.
    pub(super) fn is_at_root(&self) -> bool {
        self.open.is_empty()
    }

    /// Whether it went wrong only because the text ends.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut
    }

    fn wrong(&mut self) -> Option<Token> {
        self.is_wrong = true;
        None
    }

    fn cut(&mut self) -> Option<Token> {
        self.is_cut = true;
        self.wrong()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blank(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0x1e)).count();
        if self.text[self.at..].starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
            self.skip_blank();
        }
    }

    /// What comes after a value.
    fn after_value(&self) -> Expected {
        if self.open.is_empty() { Expected::Value } else { Expected::Next }
    }

    fn close(&mut self, is_object: bool) -> Option<Token> {
        if self.open.pop() != Some(is_object) {
            return self.wrong();
        }
        self.at += 1;
        self.expected = self.after_value();
        Some(Token::Close)
    }

    fn open(&mut self, is_object: bool) -> Option<Token> {
        if self.open.len() >= DEEPEST {
            return self.wrong();
        }
        self.open.push(is_object);
        self.at += 1;
        self.expected = if is_object { Expected::FirstKey } else { Expected::FirstValue };
        Some(Token::Open { is_object })
    }

    /// The text whose opening quotation mark is here.
    fn quoted(&mut self) -> Option<Range<usize>> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.text.as_bytes().get(at..)?;
            let found = memchr::memchr2(b'"', b'\\', rest)?;
            if rest[found] == b'"' {
                self.at = at + found + 1;
                return Some(start..at + found);
            }
            at += found + 2;
        }
    }

    fn bare(&mut self) -> Option<Token> {
        let start = self.at;
        let is_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        self.at += self.text.as_bytes()[start..].iter().take_while(|byte| is_of_it(byte)).count();
        let word = &self.text[start..self.at];
        let is_number = word.trim_start_matches('-').starts_with(|first: char| first.is_ascii_digit());
        let is_word = matches!(word, "null" | "true" | "false" | "NaN" | "Infinity");
        if !is_word && (!is_number || word.parse::<f64>().is_err()) {
            return self.wrong();
        }
        self.expected = self.after_value();
        Some(Token::Bare(start..self.at))
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while !self.is_wrong {
            self.skip_blank();
            let byte = self.byte()?;
            match (self.expected, byte) {
                (Expected::Colon, b':') => {
                    self.at += 1;
                    self.expected = Expected::Value;
                }
                (Expected::Next, b',') => {
                    self.at += 1;
                    self.expected = if self.open.last() == Some(&true) { Expected::Key } else { Expected::Value };
                }
                (Expected::Next | Expected::FirstKey, b'}') => return self.close(true),
                (Expected::Next | Expected::FirstValue, b']') => return self.close(false),
                (Expected::Key | Expected::FirstKey, b'"') => {
                    let Some(key) = self.quoted() else { return self.cut() };
                    self.expected = Expected::Colon;
                    return Some(Token::Key(key));
                }
                (Expected::Value | Expected::FirstValue, b'{') => return self.open(true),
                (Expected::Value | Expected::FirstValue, b'[') => return self.open(false),
                (Expected::Value | Expected::FirstValue, b'"') => {
                    let Some(text) = self.quoted() else { return self.cut() };
                    self.expected = self.after_value();
                    return Some(Token::Text(text));
                }
                (Expected::Value | Expected::FirstValue, _) => return self.bare(),
                _ => return self.wrong(),
            }
        }
        None
    }
}

/// A text without its escapes.
pub(super) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    let mut high: Option<u32> = None;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let mark = rest[at + 1..].chars().next();
        let mut n_taken = 1 + mark.map_or(0, char::len_utf8);
        if at > 0 {
            high = None;
        }
        match mark {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r' | 'b' | 'f') | None => {}
            Some('u') => {
                let unit = rest.get(at + 2..at + 6).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                n_taken += if unit.is_some() { 4 } else { 0 };
                let joined = high.zip(unit.filter(|unit| (0xdc00..0xe000).contains(unit)));
                let code = joined.map(|(high, low)| 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)).or(unit);
                high = unit.filter(|unit| (0xd800..0xdc00).contains(unit));
                text.extend(code.filter(|_| high.is_none()).map(|code| char::from_u32(code).unwrap_or('\u{fffd}')));
            }
            Some(other) => text.push(other),
        }
        rest = &rest[at + n_taken..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens as a person would note them; `!` where it went wrong.
    fn noted(text: &str) -> String {
        let mut tokens = Tokens::new(text);
        let mut noted = Vec::new();
        for token in tokens.by_ref() {
            noted.push(match token {
                Token::Open { is_object } => if is_object { "{" } else { "[" }.to_owned(),
                Token::Close => "/".to_owned(),
                Token::Key(key) => format!("{}=", &text[key]),
                Token::Text(said) => format!("'{}'", &text[said]),
                Token::Bare(word) => text[word].to_owned(),
            });
        }
        noted.join(" ") + if tokens.is_wrong { " !" } else { "" }
    }

    #[test]
    fn tokens_come_in_order_and_end_where_it_goes_wrong() {
        let check = |text: &str, expected: &str| assert_eq!(noted(text), expected, "{text}");
        check(r#"{"a": [1, "b\"c", null], "d": {}}"#, r#"{ a= [ 1 'b\"c' null / d= { / /"#);
        check("{\"a\": 1}\n{\"a\": 2}\n", "{ a= 1 / { a= 2 /");
        check("[00:12] Ann: hi", "[ 00 !");
        check("[Ann] hi", "[ !");
        check(r#"{"a": "cut"#, "{ a= !");
        check(r#"{"a": [1, 2"#, "{ a= [ 1 2");
        check(r#"[1, 2}"#, "[ 1 2 !");
        check(&"[".repeat(10_000), &("[ ".repeat(500) + "!"));
    }

    #[test]
    fn escapes_become_what_they_stand_for() {
        let check = |raw: &str, expected: &str| assert_eq!(unescaped(raw), expected, "{raw}");
        check(r"plain", "plain");
        check(r#"a\"b\\c\/d\ne"#, "a\"b\\c/d\ne");
        check(r"\u6865\u4e0a", "桥上");
        check(r"\ud83d\ude00!", "😀!");
        check(r"\ud83d", "");
        check(r"\udc00", "\u{fffd}");
        check(r"\u12", "12");
        check("\\", "");
    }
}
