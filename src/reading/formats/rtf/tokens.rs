//! The tokens of RTF: groups, control words and bytes of text.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Open,
    Close,
    /// A control word, with its number if it has one.
    Word(&'a [u8], Option<i32>),
    /// A control sign: a backslash and what is no letter.
    Sign(u8),
    /// A byte that is written with two digits.
    Hex(u8),
    /// Bytes of text.
    Text(&'a [u8]),
}

/// The longest control word, in bytes.
const MAX_WORD: usize = 32;
/// The most digits of a number.
const MAX_DIGITS: usize = 10;

/// Parts RTF into its tokens; binary data is passed over.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Tokens { rest: bytes }
    }

    fn skip(&mut self, n_bytes: usize) -> &'a [u8] {
        let (skipped, rest) = self.rest.split_at(n_bytes.min(self.rest.len()));
        self.rest = rest;
        skipped
    }

    /// What a backslash begins; it is passed already.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first == b'\'' {
            let digits = self.rest.get(1..3).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            self.skip(if byte.is_some() { 3 } else { 1 });
            return Some(byte.map_or(Token::Text(b""), Token::Hex));
        }
        if !first.is_ascii_alphabetic() {
            self.skip(1);
            return Some(Token::Sign(first));
        }
        let n_letters = self.rest.iter().take(MAX_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = self.skip(n_letters);
        let n_signs = usize::from(self.rest.first() == Some(&b'-'));
        let digits = self.rest.iter().skip(n_signs).take(MAX_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let number = if digits > 0 { self.skip(n_signs + digits) } else { &[] };
        let number = std::str::from_utf8(number).ok().and_then(|number| number.parse::<i64>().ok());
        let number = number.map(|number| number.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        if name == b"bin" {
            // Binary data may hold anything; no more of it than there is.
            self.skip(usize::try_from(number.unwrap_or(0)).unwrap_or(0));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        match first {
            b'{' => {
                self.skip(1);
                Some(Token::Open)
            }
            b'}' => {
                self.skip(1);
                Some(Token::Close)
            }
            b'\\' => {
                self.skip(1);
                self.control()
            }
            b'\r' | b'\n' | 0 => {
                // Line ends of the file are none of the text, and neither are zero bytes.
                self.skip(1);
                Some(Token::Text(b""))
            }
            _ => {
                let end = memchr::memchr3(b'{', b'}', b'\\', self.rest).unwrap_or(self.rest.len());
                let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n' | 0);
                let end = self.rest[..end].iter().position(is_end).unwrap_or(end);
                Some(Token::Text(self.skip(end)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_end_where_they_should() {
        let check = |text: &str, expected: &[Token]| {
            let found: Vec<Token> = Tokens::of(text.as_bytes()).filter(|token| *token != Token::Text(b"")).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("{\\b Hi}", &[Token::Open, Token::Word(b"b", None), Token::Text(b"Hi"), Token::Close]);
        check("\\u-3 ?", &[Token::Word(b"u", Some(-3)), Token::Text(b"?")]);
        check("\\'c4\\'zz", &[Token::Hex(0xc4), Token::Text(b"zz")]);
        check("\\bin3 {{{x", &[Token::Word(b"bin", Some(3)), Token::Text(b"x")]);
        check("\\bin99999999999 {{{x", &[Token::Word(b"bin", Some(i32::MAX))]);
        check("a\r\nb\\~", &[Token::Text(b"a"), Token::Text(b"b"), Token::Sign(b'~')]);
        check("\\", &[]);
    }
}
