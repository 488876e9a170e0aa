//! Joining: the lines of a paragraph become one text, and words that the end of a line divides become whole.

use std::collections::HashSet;

use super::paragraphs::Paragraph;
use super::words::Line as Printed;
use crate::reading::page::divided::is_tens;
use crate::reading::wrap::cells;

/// The words of a document that stand whole within its lines, as far as their case does not matter.
pub(crate) struct Vocabulary(HashSet<String>);

impl Vocabulary {
    pub(crate) fn of(paragraphs: &[Paragraph]) -> Self {
        let mut words = HashSet::new();
        for line in paragraphs.iter().flat_map(|paragraph| &paragraph.lines) {
            let text = line.text();
            let whole = text.trim_end_matches(|letter: char| !letter.is_whitespace());
            // What a line begins with may be the end of a divided word.
            let inner = whole.split_whitespace().skip(1);
            words.extend(inner.map(|word| bare(word).to_lowercase()).filter(|word| word.len() > 1));
        }
        Vocabulary(words)
    }

    /// Whether the hyphen at the end of `before` only divides a word that goes on with `after`: it is no hyphen of a word
    /// that is written with one, nor between two that stand alone elsewhere.
    pub(crate) fn divides(&self, before: &str, after: &str) -> bool {
        let Some(first) = before.strip_suffix('-').and_then(|before| before.split_whitespace().next_back()) else {
            return false;
        };
        let second = after.split_whitespace().next().unwrap_or_default();
        let is_inside = first.ends_with(char::is_alphabetic) && second.starts_with(char::is_lowercase);
        let holds = |word: &str| self.0.contains(&bare(word).to_lowercase());
        let are_words = || holds(first) && holds(second);
        let has_hyphen = || holds(&format!("{first}-{second}")) || is_tens(bare(first));
        is_inside && (holds(&format!("{first}{second}")) || !has_hyphen() && !are_words())
    }
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
}

/// How wide most lines of the text are, in cells.
pub(crate) fn usual_width(paragraphs: &[Paragraph]) -> usize {
    let text = paragraphs.iter().filter(|paragraph| paragraph.aside.is_none());
    let mut widths: Vec<usize> = text.flat_map(|paragraph| &paragraph.lines).map(|line| cells(&line.text())).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}

/// Whether lines are a column beside a picture, much narrower than those of the text: they stay as they are.
pub(crate) fn are_narrow(lines: &[Printed], usual: usize) -> bool {
    lines.len() > 3 && lines.iter().all(|line| cells(&line.text()) * 5 < usual * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hyphen_that_only_divides_a_word_is_told_by_the_other_words() {
        let known = ["station", "well-known", "lamp", "post"].map(str::to_owned);
        let words = Vocabulary(known.into_iter().collect());
        let check = |before, after, expected| assert_eq!(words.divides(before, after), expected, "{before}|{after}");
        check("the shore sta-", "tion was shut", true);
        check("a well-", "known fault", false);
        check("a lamp-", "post of iron", false);
        check("they were light-", "hearted", true);
        check("from 1990-", "odd to now", false);
        check("Anna-", "Maria", false);
        check("for thirty-", "one years", false);
    }
}
