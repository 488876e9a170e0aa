//! Queries: what a person looks for, parsed once.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use super::readings::{Reading, Scheme};
use super::regular::Pattern;
use super::units::{Case, folded};

/// What to look for: words that all have to stand in one turn, in any order, or a regular expression.
///
/// | typed | means |
/// | --- | --- |
/// | `中美 合作` | both words, anywhere in a turn |
/// | `"from day to day"` | these words, one after the other |
/// | `/第.{1,3}届/r` | a regular expression |
///
/// Case does not count, until a word has a capital letter: then that word is looked for as it is written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Query {
    pub(super) words: Vec<Word>,
    pub(super) pattern: Option<Pattern>,
    scheme: Scheme,
    readings: Readings,
}

/// What the words can be read as, made when it is first asked for and shared by all that search for them.
#[derive(Debug, Clone, Default)]
struct Readings(Arc<OnceLock<Vec<Option<Arc<Reading>>>>>);

/// They follow from the words.
impl PartialEq for Readings {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// It, folded as the text is; it holds no line feed.
    pub(super) folded: String,
    /// It with its capitals, if it has any.
    pub(super) exact: Option<String>,
    /// Whether it was typed between quotation marks.
    pub(super) is_phrase: bool,
}

impl Query {
    /// The query that was typed.
    pub fn new(typed: &str) -> Self {
        match expression(typed.trim()) {
            Some(expression) => {
                Query { words: Vec::new(), pattern: Some(Pattern::new(expression)), ..Query::default() }
            }
            None => Query { words: words(typed), ..Query::default() },
        }
    }

    /// The same query, of a person who types pinyin so.
    #[must_use]
    pub fn typed_in(self, scheme: Scheme) -> Self {
        Query { scheme, readings: Readings::default(), ..self }
    }

    /// What a person types to find `text` as it is.
    pub fn of_text(text: &str) -> Cow<'_, str> {
        let is_word = |part: &[Word]| part.len() < 2;
        let ends_within = || text.split('"').skip(1).any(|after| after.starts_with(char::is_whitespace));
        match expression(text).is_none() && !text.starts_with(is_quote) && is_word(&words(text)) {
            true => Cow::Borrowed(text),
            false if ends_within() => Cow::Owned(["“", text, "”"].concat()),
            false => Cow::Owned(["\"", text, "\""].concat()),
        }
    }

    /// Whether there is nothing to look for: such a query has no hits.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.pattern.is_none()
    }

    /// What each word can be read as; a phrase is looked for as it is.
    pub(super) fn readings(&self) -> &[Option<Arc<Reading>>] {
        let of_word = |word: &Word| match word.is_phrase {
            true => None,
            false => Reading::new(&word.folded, self.scheme).map(Arc::new),
        };
        self.readings.0.get_or_init(|| self.words.iter().map(of_word).collect())
    }

    /// Whether this is to be a regular expression, and is none.
    pub fn is_faulty(&self) -> bool {
        self.pattern.as_ref().is_some_and(Pattern::is_faulty)
    }
}

/// The expression between slashes with an `r`; who has pressed `/` to search need not type the first again.
fn expression(typed: &str) -> Option<&str> {
    let expression = typed.strip_suffix("/r")?;
    let expression = expression.strip_prefix('/').unwrap_or(expression);
    (!expression.is_empty()).then_some(expression)
}

/// The signs that a phrase stands between: those that keys give, with an input method or without.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '＂')
}

/// The words and phrases of what was typed. A phrase ends with a quotation mark of the kind that it began with before a space,
/// or at the end.
fn words(typed: &str) -> Vec<Word> {
    let (mut words, mut rest) = (Vec::new(), typed.trim_start());
    while let Some(first) = rest.chars().next() {
        let (begin, end, after) = match is_quote(first) {
            true => {
                let begin = first.len_utf8();
                let ends = |&(at, sign): &(usize, &str)| {
                    at >= begin && rest[at + sign.len()..].chars().next().is_none_or(char::is_whitespace)
                };
                let end = rest.match_indices(is_quote).filter(|(_, sign)| (*sign == "\"") == (first == '"')).find(ends);
                end.map_or((begin, rest.len(), rest.len()), |(at, sign)| (begin, at, at + sign.len()))
            }
            false => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                (0, end, end)
            }
        };
        let word = &rest[begin..end];
        let form = folded(word, Case::Folded);
        if !form.is_empty() {
            let exact = word.contains(char::is_uppercase).then(|| folded(word, Case::Kept));
            words.push(Word { folded: form, exact, is_phrase: is_quote(first) });
        }
        rest = rest[after..].trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &[&str]) {
        let query = Query::new(typed);
        assert_eq!(query.words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>(), expected, "{typed:?}");
    }

    #[test]
    fn words_are_parted_by_spaces_and_phrases_are_not() {
        check("中美　合作 ＧＤＰ", &["中美", "合作", "gdp"]);
        check("\"day to day\" a", &["day to day", "a"]);
        check("“中 美” \"", &["中美"]);
        check("\"not ended", &["not ended"]);
        check("\"he said \"no\"\" 5\" x", &["he said \"no\"", "5\"", "x"]);
        check("  ", &[]);
    }

    #[test]
    fn slashes_with_an_r_make_an_expression() {
        assert!(Query::new("/a.c/r").pattern.is_some() && Query::new("a.c/r ").pattern.is_some());
        check("and/or", &["and/or"]);
        check("/r", &["/r"]);
        assert!(Query::new("/(a/r").is_faulty() && !Query::new("/(a)/r").is_faulty());
    }

    #[test]
    fn a_text_is_typed_so_that_it_is_found_as_it_is() {
        for text in ["中美关系", "day to day", "“一带一路”", "he said \"no\" to it", "km/r", "a \"b\" c"] {
            let query = Query::new(&Query::of_text(text));
            let [word] = query.words.as_slice() else { panic!("{text:?}") };
            assert!(word.folded == folded(text, Case::Folded), "{text:?} {word:?}");
        }
    }
}
