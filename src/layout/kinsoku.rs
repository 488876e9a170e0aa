//! What typesetting in Chinese and Japanese forbids at the start and end of a row (避头尾, 禁則), and the breaks beside
//! quotation marks that it allows: our tailoring of UAX #14.
//!
//! Each departure from the untailored algorithm of Unicode 15.1, with what asks for it:
//!
//! | departure | asked by |
//! | --- | --- |
//! | break before `“ ‘` behind, and after `” ’` before, an East Asian character | UAX #14 LB19a (Unicode 16) |
//! | no break before `· ・ ‧ ～ 〜 ~ / ／ － – -`, or a single `— ― ─` | CLREQ 3.1.3, basic: connectors, interpuncts, solidi |
//! | no break before stops, closing marks and `…`, even behind a space | CLREQ 3.1.3, basic; GB/T 15834 5.1 |
//! | no break after opening marks, even with a space between | CLREQ 3.1.3, basic |
//! | no break before `% ‰ ℃ °` and the like, after `￥ ＄ № ＃ #` | CLREQ 3.1.3: numbers with their prefix and suffix |
//! | no break between a number, its 万 亿 included, and 年 月 日 元 …, a space between them or not | the same |
//! | no break within full-width numbers and words | CLREQ 3.2.1: Western text is not divided |
//! | no break within `—— …… ⋯⋯ ―― ──` | CLREQ 3.1.3: unbreakable marks |
//! | no break before `——` (`strict` only) | CLREQ 3.1.3, strict |
//! | no break within Korean words | KLREQ 3.2: breaking by words |
//!
//! Latin and Korean paragraphs are subject to those about full-width characters, quotes and `…` alone.

use super::hanging::Hanging;
use super::language::Language;

/// What decides whether a row may end at some point of a text; characters that do not show are passed over.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// The character before, spaces left out.
    pub before: char,
    /// The character after.
    pub after: char,
    /// The one behind that.
    pub then: char,
    /// Whether there are spaces between `before` and `after`.
    pub spaced: bool,
    /// Whether `before` ends a number: a digit, or 万 亿 … behind one.
    pub numbered: bool,
}

/// The language that decides what is forbidden, how much of it, and whether marks hang.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rules {
    /// The language of the paragraph.
    pub language: Language,
    /// CLREQ "strict" instead of "basic".
    pub strict: bool,
    /// Whose marks hang in the margin.
    pub hanging: Hanging,
}

impl Rules {
    /// The same rules in `language`.
    pub fn in_language(self, language: Language) -> Self {
        Rules { language, ..self }
    }

    /// Whether `mark` may hang at the end of a row.
    pub fn hangs(self, mark: char) -> bool {
        self.hanging.lets(self.language, mark)
    }

    /// Whether a row may end here; `offered` says whether UAX #14 allows it.
    pub fn allow(self, around: &Around, offered: bool) -> bool {
        (offered || is_beside_quote(around))
            && !self.forbids_start(around)
            && !self.forbids_end(around.before, around.spaced)
            && !self.keeps_together(around)
    }

    /// Whether a row must not begin with what follows.
    pub fn forbids_start(self, around: &Around) -> bool {
        let Around { before, after, then, spaced, .. } = *around;
        if never_first(after) {
            return true;
        }
        if !self.language.is_ideographic() {
            return false;
        }
        match after {
            '—' | '―' | '─' => self.strict || then != after && before != after,
            '～' | '〜' | '／' | '－' | '–' => true,
            '-' | '~' | '/' | ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '%' => !spaced,
            _ => false,
        }
    }

    /// Whether a row must not end with `before`, or with it and the spaces behind it.
    pub fn forbids_end(self, before: char, spaced: bool) -> bool {
        match before {
            '「' | '『' | '“' | '‘' | '（' | '《' | '〈' | '【' | '〖' | '〔' | '［' | '｛' | '｟' | '〝' | '｢' => {
                true
            }
            '￥' | '＄' | '￡' | '＃' | '№' => true,
            '(' | '[' | '{' | '$' | '¥' | '€' | '£' | '#' => self.language.is_ideographic() && !spaced,
            _ => false,
        }
    }

    fn keeps_together(self, around: &Around) -> bool {
        let Around { before, after, spaced, numbered, .. } = *around;
        if numbered && is_counter(after) && self.language.is_ideographic() {
            return true;
        }
        if spaced {
            return false;
        }
        (before == after && matches!(after, '—' | '…' | '⋯' | '―' | '─'))
            || (is_full_width_letter(before) && is_full_width_letter(after))
            || (self.language == Language::Korean && before.is_alphanumeric() && after.is_alphanumeric())
    }
}

/// Marks that begin a row in no language: East Asian ones, closing quotes, and the ellipsis.
pub fn never_first(mark: char) -> bool {
    match mark {
        // stops, then closing quotes and brackets
        '。' | '．' | '，' | '、' | '：' | '；' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '｡' | '､' => {
            true
        }
        '」' | '』' | '”' | '’' | '）' | '》' | '〉' | '】' | '〗' | '〕' | '］' | '｝' | '｠' | '〞' | '〟' | '｣' => {
            true
        }
        // interpuncts and ellipses, then suffixes of numbers
        '·' | '・' | '‧' | '･' | '…' | '⋯' => true,
        '％' | '‰' | '℃' | '℉' | '°' | '′' | '″' => true,
        // iteration and prolonged sound marks, small kana
        '々' | '〻' | 'ー' | 'ｰ' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ' => true,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ' => true,
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ｧ'..='ｯ' => {
            true
        }
        _ => false,
    }
}

/// LB19 glues curly quotes to both sides; beside an East Asian character they are as good as brackets.
fn is_beside_quote(around: &Around) -> bool {
    let Around { before, after, spaced, .. } = *around;
    !spaced && (matches!(after, '“' | '‘') && is_eastern(before) || matches!(before, '”' | '’') && is_eastern(after))
}

/// Characters of East Asian text: full-width ones and the marks that it shares with others.
fn is_eastern(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '―')
        || matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}')
        || matches!(c, '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}

/// Whether `c` ends a number, being a digit or, where a number `goes_on`, a multiple: 3,000万.
pub fn ends_number(c: char, goes_on: bool) -> bool {
    is_digit(c) || goes_on && matches!(c, '万' | '萬' | '亿' | '億' | '千' | '百' | '兆')
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_full_width_letter(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// What counts or measures: a number does not part from it.
fn is_counter(c: char) -> bool {
    let time =
        matches!(c, '年' | '月' | '日' | '号' | '號' | '时' | '時' | '点' | '點' | '分' | '秒' | '岁' | '歲' | '周');
    let number = matches!(c, '元' | '万' | '萬' | '亿' | '億' | '千' | '百' | '兆' | '円');
    let count = matches!(c, '个' | '個' | '名' | '人' | '项' | '項' | '次' | '届' | '屆' | '条' | '條' | '回' | '本');
    time || number || count
}

#[cfg(test)]
mod tests {
    use super::super::breaks::opportunities;
    use super::*;

    /// `marked` with a `|` wherever a row may end.
    #[track_caller]
    fn check(language: Language, marked: &str) {
        check_at(Rules::default().in_language(language), marked);
    }

    #[track_caller]
    fn check_at(rules: Rules, marked: &str) {
        let text = marked.replace('|', "");
        let mut found = text.clone();
        for at in opportunities(&text, rules).into_iter().rev().filter(|&at| at < text.len()) {
            found.insert(at, '|');
        }
        assert_eq!(found, marked);
    }

    #[test]
    fn quotes_go_with_what_they_enclose() {
        check(Language::SimplifiedChinese, "这|是|“一|带|一|路”|的|“路”|“带”，|他|说：|“好”。");
        check(Language::SimplifiedChinese, "谈|“GDP”|的|‘词’|吧");
        check(Language::Latin, "He |said |“no |way” |and |left |“at |once”.");
        check(Language::Latin, "I |don’t |know… |really");
    }

    #[test]
    fn marks_that_end_something_begin_no_row() {
        check(Language::SimplifiedChinese, "安|格|拉·|默|克|尔、|阿・|贝|（再）？");
        check(Language::SimplifiedChinese, "北|京—|上|海，|５～|８月／|年");
        check(Language::SimplifiedChinese, "中 …… |国 ，|法");
        check(Language::Latin, "well … |then");
    }

    #[test]
    fn dashes_and_ellipses_are_not_divided() {
        check(Language::SimplifiedChinese, "他|说|——|不|行……|好");
        check(Language::SimplifiedChinese, "他|说|――|不|行");
        check_at(Rules { strict: true, ..Rules::default() }, "他|说——|不|行");
    }

    #[test]
    fn numbers_keep_their_units() {
        check(Language::SimplifiedChinese, "在|2024年|3 月 |7 日|约|25%、|１２３|吨|30℃|和|￥500万元");
        check(Language::SimplifiedChinese, "约|3,000万人、|126.06万亿元|和|3 万|众|万|人");
        check(Language::SimplifiedChinese, "（见|《法》|第|２３条）");
    }

    #[test]
    fn opening_marks_end_no_row() {
        check(Language::SimplifiedChinese, "看|（ 一|书|《 二》|或|(三)");
    }

    #[test]
    fn japanese_keeps_small_kana_and_korean_its_words() {
        check(Language::Japanese, "ちょっ|と|サー|バー|の|人々");
        check(Language::Korean, "오늘 |기자회견에 |와 |주셔서");
    }
}
