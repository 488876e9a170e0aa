//! Regular expressions. They run over the folded text, as all else does: `中國.{0,3}關係` finds both scripts, `"` any quotation
//! mark, `\d` full-width digits, and a row that ends within a word is no obstacle. What is matched leads back to the original.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::units::{Case, folded};

/// An expression, with its letters folded as the text is.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    source: String,
    regex: Option<Regex>,
    /// Whether the text that it runs over keeps its capitals.
    pub(super) case: Case,
}

/// Two are the same if they were typed the same.
impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl Pattern {
    pub(super) fn new(typed: &str) -> Self {
        /// Bytes that an expression may take: `(\w{100}){100}` takes more, and is refused.
        const MOST: usize = 1 << 21;
        let (source, case) = fold_letters(typed);
        let regex = RegexBuilder::new(&source).size_limit(MOST).dfa_size_limit(MOST).build().ok();
        Pattern { source, regex, case }
    }

    pub(super) fn is_faulty(&self) -> bool {
        self.regex.is_none()
    }

    /// What is matched in the folded text of one block, but for what is empty.
    pub(super) fn matches<'a>(&'a self, block: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let all = self.regex.iter().flat_map(move |regex| regex.find_iter(block));
        all.map(|found| found.range()).filter(|range| !range.is_empty())
    }
}

/// The expression with its letters folded, and whether capitals count: they do where one was typed.
///
/// Escapes are left (`\W` is no `w`), and so are the ends of ranges: `[一-龥]` would become another one.
fn fold_letters(typed: &str) -> (String, Case) {
    let chars: Vec<char> = typed.chars().collect();
    let (mut out, mut case, mut in_class, mut at) = (String::new(), Case::Folded, false, 0);
    while let Some(&c) = chars.get(at) {
        let is_range_end = in_class
            && (chars.get(at + 1) == Some(&'-') && chars.get(at + 2).is_some_and(|&end| end != ']')
                || at >= 2 && chars[at - 1] == '-' && chars[at - 2] != '[');
        match c {
            '\\' => {
                let end = escape_end(&chars, at);
                let escape: String = chars[at..end].iter().collect();
                if ["\\p{Lu", "\\p{Upper", "\\p{Lt"].iter().any(|class| escape.starts_with(class)) {
                    case = Case::Kept;
                }
                out.push_str(&escape);
                at = end;
                continue;
            }
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        if c.is_uppercase() {
            case = Case::Kept;
        }
        match c.is_ascii() || is_range_end {
            true => out.push(c),
            false => out.push_str(&regex::escape(&folded(&c.to_string(), Case::Kept))),
        }
        at += 1;
    }
    (out, case)
}

/// Where the escape ends that begins at `at`: after one character, or after what stands in braces.
fn escape_end(chars: &[char], at: usize) -> usize {
    let takes_braces = matches!(chars.get(at + 1), Some('p' | 'P' | 'x' | 'u' | 'U' | 'b'));
    match takes_braces && chars.get(at + 2) == Some(&'{') {
        true => chars[at..].iter().position(|&c| c == '}').map_or(chars.len(), |n| at + n + 1),
        false => (at + 2).min(chars.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str, case: Case) {
        assert_eq!(fold_letters(typed), (expected.to_owned(), case));
        assert!(!Pattern::new(typed).is_faulty(), "{typed:?}");
    }

    #[test]
    fn letters_are_folded_and_what_is_no_letter_is_not() {
        check("中國.{0,3}關係", "中国.{0,3}关系", Case::Folded);
        check(r"\Wé（\p{Han}）[一-龥國]", r"\We\(\p{Han}\)[一-龥国]", Case::Folded);
        check(r"\p{Lu}+", r"\p{Lu}+", Case::Kept);
        check("ＷTO", "WTO", Case::Kept);
    }

    #[test]
    fn what_is_none_or_too_large_is_faulty() {
        for typed in ["(", "[a", "a{2,1}", r"(\w{1000}){1000}", "(?=a)"] {
            assert!(Pattern::new(typed).is_faulty(), "{typed}");
        }
    }
}
