//! What typesetting in Chinese and Japanese forbids at the start and end of a row (避头尾, 禁則), and what it allows beside
//! quotation marks: whether a row may end at some point of a text. What is listed in [`super::departures`] goes before
//! UAX #14.

use super::departures::{DEPARTURES, Departure, Ruling};
use super::hanging::Hanging;
use super::language::Language;
use super::numbers::Number;

/// What decides whether a row may end at some point of a text; characters that do not show are passed over.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The character before, spaces left out.
    pub before: char,
    /// The character after.
    pub after: char,
    /// What follows that.
    pub ahead: &'a str,
    /// Whether there are spaces between `before` and `after`.
    pub spaced: bool,
    /// What a number that `before` ends, or the beginning of one, has to do with it.
    pub number: Number,
}

impl Around<'_> {
    /// Whether it lies between two ideographs, ASCII letters or digits. No departure forbids or allows a break there: at
    /// most they join numbers and words, which UAX #14 would part.
    fn is_between_letters(&self) -> bool {
        let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{4E00}'..='\u{9FFF}');
        is_letter(self.before) && is_letter(self.after)
    }

    /// Whether it lies between two letters of scripts that no departure knows, but for the one that keeps Korean words.
    fn is_between_other_letters(&self) -> bool {
        let is_letter = |c: char| matches!(c, '\u{600}'..='\u{6FF}' | '\u{E00}'..='\u{11FF}' | '\u{1780}'..='\u{17FF}' | '\u{AC00}'..='\u{D7A3}');
        self.number == Number::None && is_letter(self.before) && is_letter(self.after)
    }
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
    pub fn allow(self, around: &Around<'_>, offered: bool) -> bool {
        let is_ideograph = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
        if is_ideograph(around.before) && is_ideograph(around.after) && around.number == Number::None {
            return offered;
        }
        if !offered && around.is_between_letters() {
            return false;
        }
        if around.is_between_other_letters() {
            if !offered || self.language != Language::Korean {
                return offered;
            }
            if is_hangul(around.before) && is_hangul(around.after) {
                return around.spaced;
            }
        }
        self.departure(around, offered).map_or(offered, Departure::allows)
    }

    /// What goes before UAX #14 here, if its answer is not ours.
    pub fn departure(self, around: &Around<'_>, offered: bool) -> Option<&'static Departure> {
        let applying =
            |allows: bool| DEPARTURES.iter().find(|each| each.allows() == allows && each.applies(self, around));
        if offered { applying(false) } else { applying(true).filter(|_| applying(false).is_none()) }
    }

    /// Whether a row must not end here even where that divides what else stays together.
    pub fn forbid(self, around: &Around<'_>) -> bool {
        let forbids = |each: &Departure| each.ruling == Ruling::Forbids && each.applies(self, around);
        !around.is_between_letters() && DEPARTURES.iter().any(forbids)
    }
}

/// Syllables and jamo, all of which are letters.
fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}')
}

#[cfg(test)]
pub(super) mod checks {
    use super::super::breaks::opportunities;
    use super::*;

    /// `marked` with a `|` wherever a row may end.
    #[track_caller]
    pub fn check(language: Language, marked: &str) {
        check_at(Rules::default().in_language(language), marked);
    }

    #[track_caller]
    pub fn check_at(rules: Rules, marked: &str) {
        let text = marked.replace('|', "");
        let mut found = text.clone();
        for at in opportunities(&text, rules).into_iter().rev().filter(|&at| at < text.len()) {
            found.insert(at, '|');
        }
        assert_eq!(found, marked);
    }
}

#[cfg(test)]
mod tests {
    use super::checks::{check, check_at};
    use super::*;

    #[test]
    fn letters_that_are_decided_at_once_are_decided_as_the_departures_would() {
        let letters = "กາខبه가한각٣\u{E31}\u{64B}\u{BD0}";
        for language in [Language::SimplifiedChinese, Language::Japanese, Language::Korean, Language::Latin] {
            for strict in [false, true] {
                let rules = Rules { strict, ..Rules::default().in_language(language) };
                for (before, after) in letters.chars().flat_map(|one| letters.chars().map(move |two| (one, two))) {
                    for (spaced, offered) in [(false, false), (false, true), (true, false), (true, true)] {
                        let around = Around { before, after, ahead: "가", spaced, number: Number::None };
                        let slowly = rules.departure(&around, offered).map_or(offered, Departure::allows);
                        assert_eq!(rules.allow(&around, offered), slowly, "{rules:?} {around:?} {offered}");
                    }
                }
            }
        }
    }

    #[test]
    fn scripts_without_spaces_break_between_their_words() {
        // UAX #14 LB1: SA by means beyond the algorithm, here a dictionary.
        check(Language::Latin, "เรา|ตั้งใจ|จะ|เปิด|โซน|นก|ใน|เดือน|หน้า");
        check(Language::Latin, "ຂ້ອຍ|ຮັກ|ປະເທດ|ລາວ");
        check(Language::Latin, "ខ្ញុំ|ស្រឡាញ់|ប្រទេស|កម្ពុជា");
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
    fn opening_marks_end_no_row() {
        check(Language::SimplifiedChinese, "看|（ 一|书|《 二》|或|(三)");
    }

    #[test]
    fn japanese_keeps_small_kana_and_korean_its_words() {
        check(Language::Japanese, "ちょっ|と|サー|バー|の|人々");
        check(Language::Korean, "오늘 |기자회견에 |와 |주셔서");
    }
}
