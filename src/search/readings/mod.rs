//! Readings: letters find what is read so, without switching on an input method. `zmgx`, `zhongmei` and `zhongmgx` find
//! 中美关系; `ㄓㄨㄥㄇㄟ` finds 中美, `ㄱㅈㅎㄱ` 기자회견, `kishakaiken` きしゃかいけん.
//!
//! Each character stands for its reading, for the beginning of that, and at the end of what was typed for any part of it. The
//! table of a query says so for all characters; it is made when letters as such are found nowhere, and kept for that search.
//!
//! Tones are deliberately absent: nobody types them to search.

mod kana;
mod scheme;
mod syllables;
mod table;

use std::ops::Range;

pub use scheme::Scheme;
use table::Table;

/// What was typed, as readings: a machine whose states are how much of it was matched.
#[derive(Debug)]
pub(super) struct Reading {
    /// How many characters it has; one bit of a [`States`] for each, and one for the end.
    n_typed: u32,
    /// Where each ASCII letter or sign stands in it, by its code.
    ascii: [States; 128],
    /// What else stands in it, and where.
    others: Vec<(char, States)>,
    table: Table,
}

/// A set of places in what was typed, a bit for each.
type States = u128;

impl Reading {
    /// The readings that `typed`, a folded word, can stand for; `None` where it has no letters that are read, or too many.
    pub(super) fn new(typed: &str, scheme: Scheme) -> Option<Self> {
        let chars: Vec<char> = typed.chars().collect();
        let n_letters = chars.iter().filter(|&&c| is_letter(c)).count();
        let n_typed = u32::try_from(chars.len()).ok().filter(|&n| n < States::BITS)?;
        if n_letters < 2 {
            return None;
        }
        let mut ascii = [0; 128];
        let mut others: Vec<(char, States)> = Vec::new();
        for (place, &c) in chars.iter().enumerate() {
            match ascii.get_mut(c as usize) {
                Some(states) => *states |= 1 << place,
                None => match others.iter_mut().find(|(other, _)| *other == c) {
                    Some((_, states)) => *states |= 1 << place,
                    None => others.push((c, 1 << place)),
                },
            }
        }
        Some(Reading { n_typed, ascii, others, table: Table::new(&chars, scheme) })
    }

    /// The longest that a match can be, in bytes: each character of it stands for one that was typed, but for signs that
    /// make a vowel long.
    pub(super) fn most(&self) -> usize {
        8 * self.n_typed as usize
    }

    /// The first match in folded `text` that begins from `range.start` on and before its end. Of those that begin at the
    /// same character it is the shortest.
    pub(super) fn find(&self, text: &str, range: Range<usize>) -> Option<Range<usize>> {
        let mut at = range.start;
        while at < range.end {
            let c = text[at..].chars().next()?;
            if (self.step(1, c) != 0 || self.table.pairs_begin(c))
                && let Some(n) = self.length(&text[at..])
            {
                return Some(at..at + n);
            }
            at += c.len_utf8();
        }
        None
    }

    /// How many bytes of the beginning of `text` are matched.
    fn length(&self, text: &str) -> Option<usize> {
        let end: States = 1 << self.n_typed;
        let (mut states, mut after_next): (States, States) = (1, 0);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            if at >= self.most() {
                break;
            }
            let next = chars.peek().map(|&(_, next)| next);
            let reached = self.step(states, c) | after_next;
            after_next = next.map_or(0, |next| self.table.step_pair(states, c, next));
            states = reached;
            if states & end != 0 {
                return Some(at + c.len_utf8());
            }
            if states == 0 && after_next == 0 {
                break;
            }
        }
        None
    }

    /// Where `c` leads from `states`.
    fn step(&self, states: States, c: char) -> States {
        let literal = match self.ascii.get(c as usize) {
            Some(places) => *places,
            None => {
                let form = syllables::initial(c).unwrap_or(c);
                self.others.iter().filter(|(other, _)| *other == c || *other == form).fold(0, |all, (_, at)| all | at)
            }
        };
        let read = self.table.step(states, c);
        // an apostrophe parts syllables: `xi'an`
        ((states & literal) << 1) | read | ((read & self.ascii[usize::from(b'\'')]) << 1)
    }
}

/// Whether `c` is a letter that can be a reading: of Latin, a consonant of Korean, or bopomofo.
fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{3131}'..='\u{314e}' | '\u{3105}'..='\u{3129}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(scheme: Scheme, text: &str, typed: &str, expected: &[&str]) {
        let reading = Reading::new(typed, scheme).expect("letters");
        let (mut found, mut at) = (Vec::new(), 0);
        while let Some(range) = reading.find(text, at..text.len()) {
            at = range.end;
            found.push(&text[range]);
        }
        assert_eq!(found, expected, "{typed:?} in {text:?}");
    }

    fn check(text: &str, typed: &str, expected: &[&str]) {
        check_in(Scheme::Full, text, typed, expected);
    }

    #[test]
    fn initials_syllables_and_mixtures_find_the_characters() {
        for typed in ["zmgx", "zhmgx", "zhongmeiguanxi", "zhongmgx", "zmguanxi", "zhmeigx", "zhongmeiguanx", "zmgxi"] {
            check("发展中美关系的", typed, &["中美关系"]);
        }
        check("发展中美关系的", "zhongm", &["中美"]);
        check("发展中美关系的", "zhongmeih", &[]);
    }

    #[test]
    fn a_character_is_found_by_each_of_its_readings() {
        check("重要、重新", "zhongyao", &["重要"]);
        check("重要、重新", "chongxin", &["重新"]);
        check("银行行长长大", "yinhanghangzhang", &["银行行长"]);
        check("首都都是", "doushi", &["都是"]);
        check("音乐快乐", "yinyue", &["音乐"]);
        check("音乐快乐", "kuaile", &["快乐"]);
        check("绿色女性", "lvse", &["绿色"]);
        check("绿色女性", "nuxing", &["女性"]);
    }

    #[test]
    fn an_apostrophe_parts_syllables() {
        check("西安和先", "xi'an", &["西安"]);
        check("西安和先", "xian", &["西安", "先"]);
    }

    #[test]
    fn letters_and_characters_can_be_mixed() {
        check("加入wto改革", "wtogaige", &["wto改革"]);
        check("发展中美关系", "中mgx", &["中美关系"]);
    }

    #[test]
    fn what_is_read_otherwise_is_not_found() {
        check("最高法院的判决", "zhongmei", &[]);
        check("中，美", "zhongmei", &[]);
    }

    #[test]
    fn bopomofo_and_korean_consonants_and_romaji_are_readings() {
        check("中美关系，女人", "ㄓㄨㄥㄇㄟ", &["中美"]);
        check("中美关系，女人", "ㄋㄩㄖㄣ", &["女人"]);
        check("오늘 기자회견 에서", "ㄱㅈㅎㄱ", &["기자회견"]);
        check("きしゃかいけん", "kishakaiken", &["きしゃかいけん"]);
        check("トウキョウで", "toukyou", &["トウキョウ"]);
        check("サッカーとニュース", "sakka", &["サッカ"]);
        check("サッカーとニュース", "nyuusu", &["ニュース"]);
        check("しんぶん ちず つき", "shinbun", &["しんぶん"]);
        check("しんぶん ちず つき", "tizu", &["ちず"]);
    }

    #[test]
    fn two_keys_a_syllable() {
        for (scheme, typed) in [
            (Scheme::Xiaohe, "vsmwgrxi"),
            (Scheme::Ziranma, "vsmzgrxi"),
            (Scheme::Microsoft, "vsmzgrxi"),
            (Scheme::Abc, "asmqgpxi"),
            (Scheme::Jiajia, "vymwgcxi"),
            (Scheme::Ziguang, "uhmkglxi"),
        ] {
            check_in(scheme, "发展中美关系的", typed, &["中美关系"]);
        }
    }
}
