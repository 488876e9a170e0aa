//! Our departures from the line breaking algorithm of UAX #14 (Unicode 15.1), each with the clause that asks for it.
//!
//! `tests/typesetting.rs` holds that there are no others.

use super::kinsoku::{Around, Rules};
use super::language::Language;
use super::numbers::{Number, counts, is_digit, is_unit};

/// A departure from UAX #14: where it applies, a row may end though it must not there, or the other way round.
#[derive(Debug)]
pub struct Departure {
    /// What is allowed or forbidden.
    pub what: &'static str,
    /// The standard and the clause that ask for it; CLREQ and JLREQ by the name of the section.
    pub asked_by: &'static str,
    /// What it says where it applies.
    pub ruling: Ruling,
    /// None for what depends on more than two characters and is done where clusters are known.
    condition: Option<fn(Rules, &Around<'_>) -> bool>,
}

/// What a departure says about the end of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// A row may end.
    Allows,
    /// A row must not end.
    Forbids,
    /// A row must not end, unless what is kept together is wider than any row.
    Joins,
}

impl Departure {
    /// Whether a row may end where it applies.
    pub fn allows(&self) -> bool {
        self.ruling == Ruling::Allows
    }

    /// Whether it has anything to say here.
    pub fn applies(&self, rules: Rules, around: &Around<'_>) -> bool {
        self.condition.is_some_and(|holds| holds(rules, around))
    }
}

/// Clusters are the least that a cell can hold.
pub static WHOLE_CLUSTERS: Departure = Departure {
    what: "no break within a grapheme cluster, such as a space and the combining mark on it",
    asked_by: "UAX #29; UAX #14 section 6.2 lets a higher protocol keep clusters whole",
    ruling: Ruling::Joins,
    condition: None,
};

/// What leaves no ink can't begin a row.
pub static GAPS_STAY: Departure = Departure {
    what: "a break beside spaces, tabs and characters that do not show lies behind all of them",
    asked_by: "UAX #14 section 5.1, SP, BA and ZW: they are opportunities, and may hang in the margin",
    ruling: Ruling::Allows,
    condition: None,
};

/// Those that depend on the characters around a place. Where several forbid it, the first is named.
pub static DEPARTURES: [Departure; 14] = [
    Departure {
        what: "no break within `—— …… ⋯⋯ ―― ──`",
        asked_by: "CLREQ, Prohibition rules for unbreakable marks: punctuation marks",
        ruling: Ruling::Joins,
        condition: Some(|_, around| {
            !around.spaced && around.before == around.after && is_dash_or_ellipsis(around.after)
        }),
    },
    Departure {
        what: "no break within full-width numbers and words: １２．５, ＧＤＰ",
        asked_by: "CLREQ, Mixed text composition: numbers and Western words are not divided",
        ruling: Ruling::Joins,
        condition: Some(|_, around| {
            let joined = around.number == Number::Joins && is_digit(around.after);
            !around.spaced && (joined || is_full_width_letter(around.before) && is_full_width_letter(around.after))
        }),
    },
    Departure {
        what: "no break between a number, its 万 亿 included, and its unit: 年 元 % km, a space between them or not",
        asked_by: "CLREQ, Prohibition rules for unbreakable marks: digits and their prefix and suffix",
        ruling: Ruling::Joins,
        condition: Some(|rules, around| {
            let unit = around.number == Number::Measures && !around.spaced
                || around.number == Number::Ends
                    && (is_unit(around.after, around.ahead) || !around.spaced && counts(around.after));
            rules.is_ideographic() && unit
        }),
    },
    Departure {
        what: "no break between 第 or `No.` and the number behind it, a space between them or not",
        asked_by: "CLREQ, Prohibition rules for unbreakable marks: digits and their prefix and suffix",
        ruling: Ruling::Joins,
        condition: Some(|rules, around| {
            rules.is_ideographic() && around.number == Number::Opens && is_digit(around.after)
        }),
    },
    Departure {
        what: "no break before `％ ‰ ℃ ℉ ° ′ ″`, after `￥ ＄ ￡ ＃ №`, even beside a space",
        asked_by: "CLREQ, Prohibition rules for unbreakable marks: digits and their prefix and suffix",
        ruling: Ruling::Forbids,
        condition: Some(|_, around| is_suffix(around.after) || is_prefix(around.before)),
    },
    Departure {
        what: "no break before stops, closing quotes and brackets, even behind a space",
        asked_by: "CLREQ, Prohibition rules for line start and line end: basic; GB/T 15834-2011, 5.1",
        ruling: Ruling::Forbids,
        condition: Some(|rules, around| {
            closes(around.after) || rules.is_ideographic() && !around.spaced && closes_in_ascii(around.after)
        }),
    },
    Departure {
        what: "no break after opening quotes and brackets, even before a space",
        asked_by: "CLREQ, Prohibition rules for line start and line end: basic; GB/T 15834-2011, 5.1",
        ruling: Ruling::Forbids,
        condition: Some(|rules, around| {
            opens(around.before) || rules.is_ideographic() && !around.spaced && opens_in_ascii(around.before)
        }),
    },
    Departure {
        what: "no break before interpuncts `· ・ ‧`, even behind a space",
        asked_by: "CLREQ, Prohibition rules for line start and line end: basic",
        ruling: Ruling::Forbids,
        condition: Some(|_, around| matches!(around.after, '·' | '・' | '‧' | '･')),
    },
    Departure {
        what: "no break before connectors `～ 〜 ~ － – -` and a single `— ― ─`, before solidi `/ ／`",
        asked_by: "CLREQ, Prohibition rules for line start and line end: basic",
        ruling: Ruling::Forbids,
        condition: Some(|rules, around| rules.is_ideographic() && connects(around)),
    },
    Departure {
        what: "no break before `… ⋯`, even behind a space",
        asked_by: "UAX #14 LB22 without the space; CLREQ, Prohibition rules for line start and line end: strict",
        ruling: Ruling::Forbids,
        condition: Some(|_, around| matches!(around.after, '…' | '⋯')),
    },
    Departure {
        what: "`strict` only: no break before `—— ―― ──`, none after the solidi of East Asian text",
        asked_by: "CLREQ, Prohibition rules for line start and line end: GB-style and strict",
        ruling: Ruling::Forbids,
        condition: Some(|rules, around| {
            let solidus = around.before == '／' || around.before == '/' && is_eastern(around.after);
            rules.strict && rules.is_ideographic() && (matches!(around.after, '—' | '―' | '─') || solidus)
        }),
    },
    Departure {
        what: "no break before iteration and prolonged sound marks and small kana, even behind a space",
        asked_by: "JLREQ, Characters not starting a line: cl-09, cl-10, cl-11",
        ruling: Ruling::Forbids,
        condition: Some(|_, around| leans_on_kana(around.after)),
    },
    Departure {
        what: "no break within Korean words",
        asked_by: "KLREQ, Line breaking: by words",
        ruling: Ruling::Joins,
        condition: Some(|rules, around| {
            let words = around.before.is_alphanumeric() && around.after.is_alphanumeric();
            rules.language == Language::Korean && !around.spaced && words
        }),
    },
    Departure {
        what: "break before `“ ‘` behind, and after `” ’` before, an East Asian character",
        asked_by: "CLREQ, Positions of punctuation marks: by context, an opening quote may begin a row and a closing one end \
            it; UAX #14 LB19a (Unicode 16) where East Asian characters stand on both sides",
        ruling: Ruling::Allows,
        condition: Some(|_, around| {
            let opens = matches!(around.after, '“' | '‘') && is_eastern(around.before);
            let closes = matches!(around.before, '”' | '’') && is_eastern(around.after);
            !around.spaced && (opens || closes)
        }),
    },
];

impl Rules {
    fn is_ideographic(self) -> bool {
        self.language.is_ideographic()
    }
}

fn is_dash_or_ellipsis(c: char) -> bool {
    matches!(c, '—' | '…' | '⋯' | '―' | '─')
}

fn is_full_width_letter(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn is_suffix(c: char) -> bool {
    matches!(c, '％' | '‰' | '℃' | '℉' | '°' | '′' | '″')
}

fn is_prefix(c: char) -> bool {
    matches!(c, '￥' | '＄' | '￡' | '＃' | '№')
}

/// Stops, then closing quotes and brackets.
fn closes(c: char) -> bool {
    matches!(c, '。' | '．' | '，' | '、' | '：' | '；' | '！' | '？' | '‼' | '⁇' | '⁈' | '⁉' | '｡' | '､')
        || matches!(c, '」' | '』' | '”' | '’' | '）' | '》' | '〉' | '】' | '〗' | '〕' | '］' | '｝' | '｠')
        || matches!(c, '〞' | '〟' | '｣')
}

fn closes_in_ascii(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '.' | ',' | ';' | ':' | '!' | '?' | '%')
}

fn opens(c: char) -> bool {
    matches!(c, '「' | '『' | '“' | '‘' | '（' | '《' | '〈' | '【' | '〖' | '〔' | '［' | '｛' | '｟' | '〝' | '｢')
}

fn opens_in_ascii(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '$' | '¥' | '€' | '£' | '#')
}

fn connects(around: &Around<'_>) -> bool {
    match around.after {
        '—' | '―' | '─' => around.before != around.after && !around.ahead.starts_with(around.after),
        '～' | '〜' | '／' | '－' | '–' => true,
        '-' | '~' | '/' => !around.spaced,
        _ => false,
    }
}

fn leans_on_kana(c: char) -> bool {
    matches!(c, '々' | '〻' | 'ー' | 'ｰ' | 'ゝ' | 'ゞ' | 'ヽ' | 'ヾ')
        || matches!(c, 'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' | 'ゕ' | 'ゖ')
        || matches!(c, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' | 'ヵ' | 'ヶ' | 'ｧ'..='ｯ')
}

/// Characters of East Asian text: full-width ones and the marks that it shares with others.
fn is_eastern(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '―')
        || matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}')
        || matches!(c, '\u{FE30}'..='\u{FE4F}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}')
}
