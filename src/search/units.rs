//! Units: the smallest pieces of a text that fold as a whole, from its beginning to its end. What is found begins and ends
//! between two of them, so that a place in the folded text leads back to the bytes of the document.

use std::ops::Range;

use unicode_normalization::char::{compose, decompose_compatible};

use super::fold::{fold, is_ignored};

/// Whether capitals count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// They fold to small letters.
    #[default]
    Folded,
    /// They stay.
    Kept,
}

/// A way through a text, unit by unit, as far as it has come; it can be interrupted after any unit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Units {
    /// The next byte of the text.
    at: usize,
    /// Whether anything that shows stood before it.
    has_begun: bool,
    /// Whether the last that shows is of a script that is written without spaces.
    is_unspaced: bool,
    case: Case,
}

impl Units {
    /// The way through a text from its beginning.
    pub fn new(case: Case) -> Self {
        Units { case, ..Units::default() }
    }

    /// The same way from its beginning.
    pub fn again(&self) -> Self {
        Units::new(self.case)
    }

    /// The next byte of the text.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Adds the next unit of `text`, folded, to `out`, and gives its bytes; `None` at the end. What is added is never longer
    /// than the unit.
    pub fn next(&mut self, text: &str, out: &mut String) -> Option<Range<usize>> {
        let start = self.at;
        let rest = &text[start..];
        let c = rest.chars().next()?;
        match c {
            _ if c.is_whitespace() => {
                let after = rest.trim_start_matches(|c: char| c.is_whitespace() || is_ignored(c));
                self.at = text.len() - after.len();
                // spaces are set between ideographs, and between them and Latin letters, as a house likes, and rows end
                // there: a space counts only between words that need one, and at neither end
                let counts = |next: char| self.has_begun && !self.is_unspaced && !is_unspaced(next);
                if after.chars().next().is_some_and(counts) {
                    out.push(' ');
                }
            }
            _ if is_ignored(c) => self.at = text.len() - rest.trim_start_matches(is_ignored).len(),
            _ => {
                self.at += c.len_utf8();
                (self.has_begun, self.is_unspaced) = (true, is_unspaced(c));
                let begin = out.len();
                push(c, self.case, out);
                // a mark has two bytes or more, and none of those before U+0300 combines
                while text.as_bytes().get(self.at).is_some_and(|&byte| byte >= 0xCC) {
                    let Some(mark) = text[self.at..].chars().next() else { break };
                    if !add_mark(mark, begin, out) {
                        break;
                    }
                    self.at += mark.len_utf8();
                }
            }
        }
        Some(start..self.at)
    }
}

/// The folded form of `text`.
pub fn folded(text: &str, case: Case) -> String {
    let (mut units, mut out) = (Units::new(case), String::with_capacity(text.len()));
    while units.next(text, &mut out).is_some() {}
    out
}

/// Whether `c` is of a script that is written without spaces between words: ideographs, kana, bopomofo, their punctuation and
/// full-width forms. Korean has spaces.
fn is_unspaced(c: char) -> bool {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => false,
        '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{31ff}' | '\u{3400}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' => true,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}' => true,
        _ => false,
    }
}

/// Adds what `c` folds to; what would be longer than `c` stays as it is, so that no folded text is longer than the text.
fn push(c: char, case: Case, out: &mut String) {
    match c {
        'A'..='Z' if case == Case::Kept => out.push(c),
        // these have one form; an initial consonant alone is a letter of a Korean search
        '!'..='~' | '\u{3131}'..='\u{318e}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => out.extend(fold(c)),
        _ => {
            let begin = out.len();
            push_parts(c, case, out);
            if out.len() - begin > c.len_utf8() {
                out.truncate(begin);
                out.push(c);
            }
        }
    }
}

/// Adds the parts of `c` in their plain forms: `km` for `㎞`, `e` for `é`, `...` for `…`, `ss` for `ß`.
fn push_parts(c: char, case: Case, out: &mut String) {
    let begin = out.len();
    decompose_compatible(sign(c), |part| match part {
        'ß' => out.push_str("ss"),
        'ẞ' => out.push_str(if case == Case::Kept { "SS" } else { "ss" }),
        _ if out.len() > begin && add_mark(part, begin, out) => {}
        _ => push_plain(part, case, out),
    });
    // `´` is a space with a mark in Unicode, and is no space for a person
    if out[begin..].contains(' ') || out.len() == begin {
        out.truncate(begin);
        push_plain(c, case, out);
    }
}

/// Three stops are typed for an ellipsis, whichever one was printed.
fn sign(c: char) -> char {
    if c == '⋯' { '…' } else { c }
}

/// Adds a character that has no parts.
fn push_plain(c: char, case: Case, out: &mut String) {
    let form = fold(c).unwrap_or(c);
    let is_capital = case == Case::Kept && c.is_uppercase() && c.to_lowercase().eq([form]);
    out.push(if is_capital { c } else { form });
}

/// Puts `mark` onto the last character of `out`, if it is a mark and that belongs to the same unit, which begins at `begin`:
/// accents of Latin and Greek letters don't count; others make another letter of it (`が`, `й`), or stand by themselves.
fn add_mark(mark: char, begin: usize, out: &mut String) -> bool {
    let mark = match mark {
        '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' => mark,
        'ﾞ' => '\u{3099}',
        'ﾟ' => '\u{309a}',
        _ => return false,
    };
    let Some(base) = out[begin..].chars().next_back() else { return false };
    if has_accents(base) && mark <= '\u{36f}' {
        return true;
    }
    match compose(base, mark) {
        Some(both) if both.len_utf8() <= base.len_utf8() + mark.len_utf8() => {
            out.truncate(out.len() - base.len_utf8());
            out.push(both);
            true
        }
        Some(_) | None => false,
    }
}

/// Whether `c` is a letter of Latin or Greek, whose accents don't count.
fn has_accents(c: char) -> bool {
    c.is_ascii_alphabetic()
        || c.is_alphabetic() && matches!(c, '\u{c0}'..='\u{2af}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(folded(text, Case::Folded), expected, "{text:?}");
    }

    #[test]
    fn accents_do_not_count() {
        check("naïve Étude nai\u{308}ve Ὀδύσσεια", "naive etude naive οδυσσεια");
        check("İstanbul, Việt Nam", "istanbul, viet nam");
        check("мой мои\u{306} Straße STRASSE", "мой мой strasse strasse");
    }

    #[test]
    fn half_width_kana_are_put_together() {
        check("ｶﾞｷﾞ ﾊﾟ ｳﾞ ｱ", "ガギパヴア");
        check("か\u{3099} が", "がが");
        check("ﾞ", "\u{3099}");
    }

    #[test]
    fn compatibility_forms_do_not_count() {
        check("㎞ ℃ ① Ⅲ ﬁ ² ™ ⼈", "km °c 1 iii fi 2 tm人");
        check("…… ⋯ ＷＴＯ（甲）", "...... ... wto(甲)");
        check("´a ¨", "´a ¨");
        check("¼ ㍿", "¼ ㍿");
    }

    #[test]
    fn signs_and_scripts_do_not_count() {
        check("“甲”「乙」『丙』–—－-", "\"甲\"\"乙\"\"丙\"----");
        check("發展與頭髮 零○〇", "发展与头发〇〇〇");
    }

    #[test]
    fn a_space_counts_only_between_words_that_need_one() {
        check("中美\n 关　系", "中美关系");
        check("中国 GDP 增长，\nand so  on", "中国gdp增长,and so on");
        check(" a\u{a0}\t\u{200b} b ", "a b");
        check("한국 정부", "한국 정부");
    }

    #[test]
    fn capitals_can_be_kept() {
        assert_eq!(folded("ＷＴＯ É İ Straße Ж", Case::Kept), "WTO E I Strasse Ж");
    }

    proptest! {
        #[test]
        fn a_folded_text_is_never_longer_and_folds_to_itself(text in "\\PC{0,20}") {
            for case in [Case::Folded, Case::Kept] {
                let once = folded(&text, case);
                prop_assert!(once.len() <= text.len(), "{:?} {:?}", text, once);
                prop_assert_eq!(folded(&once, case), once);
            }
        }
    }

    #[test]
    fn every_character_folds_to_what_folds_to_itself_and_is_not_longer() {
        for c in '\0'..=char::MAX {
            let once = folded(&c.to_string(), Case::Folded);
            assert!(once.len() <= c.len_utf8(), "U+{:04X}", u32::from(c));
            assert_eq!(folded(&once, Case::Folded), once, "U+{:04X}", u32::from(c));
            assert_eq!(folded(&folded(&c.to_string(), Case::Kept), Case::Folded), once, "U+{:04X}", u32::from(c));
            assert!(!once.contains('\n'));
        }
    }
}
