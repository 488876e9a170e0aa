//! Reporters who introduce themselves in Chinese, Japanese or Korean: 我是某某社记者, 某某新聞の某です, 某某일보 某某 기자입니다.

use std::collections::HashMap;

use super::speeches::Speech;
use crate::document::shared::Shared;
use crate::reading::draft::Draft;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::outlets::{self, is_outlet};
use crate::reading::lexicon::{Lexicon, Pairs, fold};
use crate::reading::wrap::{first_letters, is_wide, signs};

/// Characters within which somebody says who he is.
const SOON: usize = 80;
/// The longest name of an outlet, in characters.
const LONGEST: usize = 20;

/// The text above the first label, as far as it introduces the talk, and the names that were looked for in it.
pub(crate) struct Lead {
    text: String,
    folded: String,
    known: HashMap<Shared<str>, bool>,
}

impl Lead {
    pub(crate) fn of(drafts: &[Draft]) -> Self {
        const ENOUGH: usize = 8 * 1024;
        let mut text = String::new();
        let lines = drafts.iter().take_while(|draft| draft.label().is_none()).flat_map(|draft| &draft.lines);
        for line in lines.take_while(|line| line.text().len() <= ENOUGH) {
            if text.len() > ENOUGH {
                break;
            }
            text.push_str(line.text());
            text.push('\n');
        }
        Lead { folded: fold(&text), text, known: HashMap::new() }
    }

    /// Whether it names a speaker: a name of ideographs or syllables, or one long enough to be no part of a word.
    pub(crate) fn names(&self, key: &str) -> bool {
        let is_telling = key.chars().any(is_wide) && key.chars().count() >= 2 || key.len() >= 8;
        is_telling && self.folded.contains(key)
    }

    /// Whether it introduces a speaker who is no person as an outlet; each name is looked for once, and few in all.
    pub(crate) fn introduces(&mut self, speech: &Speech, lexicon: &Lexicon) -> bool {
        const FEW: usize = 12;
        let is_open = self.known.len() < FEW || self.known.contains_key(&speech.key);
        if speech.role.is_some() || !is_open || names::likeness(&speech.name, lexicon) >= 2.0 {
            return false;
        }
        let Lead { text, known, .. } = self;
        *known.entry(speech.key.clone()).or_insert_with(|| outlets::is_introduced(&speech.name, text, lexicon))
    }
}

/// The outlet that the first words of `speaker` name, as printed.
pub(crate) fn outlet(speaker: &str, opening: &str, lexicon: &Lexicon) -> Option<String> {
    let opening = first_letters(opening, SOON);
    let (mut has_hangul, mut has_kana) = (false, false);
    for (_, sign) in signs(opening) {
        has_hangul |= names::is_hangul(sign);
        has_kana |= ('ぁ'..='ん').contains(&sign);
    }
    let found = match () {
        _ if has_hangul => in_korean(speaker, opening, lexicon),
        _ if has_kana => in_japanese(opening, lexicon),
        _ => in_chinese(opening, lexicon),
    };
    found.filter(|outlet| outlet.chars().count() <= LONGEST && !lexicon.not_outlets.has(&fold(outlet)))
}

/// `我是《某某报》记者某某`, `我来自某某电视台`; or nothing but `某某社记者` between commas.
fn in_chinese(opening: &str, lexicon: &Lexicon) -> Option<String> {
    let pairs = Pairs::of(opening);
    let mut presents = lexicon.presents.all_as_written().filter(|word| pairs.may_have(word));
    let presented = presents.find_map(|word| Some(opening.find(word)? + word.len()));
    if let Some(start) = presented {
        let rest = opening[start..].trim_start_matches('“');
        let outlet = rest[..end_of_outlet(rest)?].trim();
        if is_outlet(outlet, lexicon) || outlet.ends_with('》') {
            return Some(outlet.to_owned());
        }
    }
    if !["记者", "記者"].iter().any(|word| pairs.may_have(word)) {
        return None;
    }
    let clauses = opening.split(['，', '。', '！', '：', '（', '）', ',']).map(str::trim).take(3);
    let before = |clause: &str| {
        let word = ["记者", "記者"].iter().find_map(|word| clause.find(word))?;
        Some(clause[..word].trim_end_matches('的').to_owned())
    };
    let is_named = |outlet: &String| {
        is_outlet(outlet, lexicon) && !outlet.starts_with(['据', '據', '对', '對', '和', '与', '與', '由', '有'])
    };
    clauses.filter(|clause| clause.chars().count() <= LONGEST).filter_map(before).find(is_named)
}

/// Where the name of an outlet ends: before 的, 记者 or a comma that no 《 and 》 enclose.
fn end_of_outlet(rest: &str) -> Option<usize> {
    let title = rest.find('《').and_then(|open| Some((open, rest[open..].find('》')? + open)));
    let ends = ["的", "记者", "記者", "，", "。", "、", "”", "》"].iter().filter_map(|word| {
        let at = rest
            .match_indices(word)
            .map(|(at, _)| at)
            .find(|at| title.is_none_or(|(open, close)| *at < open || *at > close))?;
        Some(at)
    });
    ends.min()
}

/// `幹事社、某某新聞の某です。`
fn in_japanese(opening: &str, lexicon: &Lexicon) -> Option<String> {
    let end = ["です", "と申します", "でございます"].iter().filter_map(|word| opening.find(word)).min()?;
    let said = opening[..end].rsplit('。').next()?;
    let parts = said.split(['、', 'の', '，', '・', ' ', '\u{3000}']).map(str::trim);
    let mut outlets = parts.filter(|part| is_outlet(part, lexicon) && !lexicon.not_outlets.has(&fold(part)));
    outlets.next().filter(|_| said.chars().count() <= 2 * LONGEST).map(str::to_owned)
}

/// `안녕하십니까? 某某일보 某某 기자입니다.`
fn in_korean(speaker: &str, opening: &str, lexicon: &Lexicon) -> Option<String> {
    let copula = ["입니다", "이라고 합니다", "라고 합니다"];
    let end = copula.iter().filter_map(|word| opening.find(word)).min()?;
    let said = opening[..end].rsplit(['.', '?', '!', ',']).next()?;
    let mut words: Vec<&str> = said.split_whitespace().filter(|word| *word != "저는").collect();
    let is_reporter = words.last().is_some_and(|last| *last == "기자");
    if is_reporter {
        words.pop();
    }
    let name = words.pop()?;
    let outlet = words.join(" ").trim_end_matches('의').to_owned();
    let is_called = (2..=4).contains(&name.chars().count()) && (1..=2).contains(&words.len());
    let is_asker = || names::role(speaker, lexicon) == Some(Role::Asker);
    (is_called && (is_reporter || is_outlet(&outlet, lexicon) || is_asker())).then_some(outlet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_say_for_whom_they_ask() {
        let lexicon = Lexicon::default_words();
        let check = |text: &str, expected: Option<&str>| {
            let speaker = if text.contains('니') { "기자" } else { "记者" };
            assert_eq!(outlet(speaker, text, &lexicon).as_deref(), expected, "{text}");
        };
        check("我是海港通讯社记者，想问", Some("海港通讯社"));
        check("谢谢主持人。我是《海港日报》的记者，请问", Some("《海港日报》"));
        check("我来自远山《灯塔报》，请问", Some("远山《灯塔报》"));
        check("谢谢主持人，海港卫视记者，请问灯塔何时修好", Some("海港卫视"));
        check("我是一個做直播的記者", None);
        check("据海港社记者报道，灯塔坏了", None);
        check("海港新聞の森下です。伺います。", Some("海港新聞"));
        check("幹事社、灯台通信の田村と申します。", Some("灯台通信"));
        check("灯台が好きです。", None);
        check("안녕하십니까? 등대일보 한서윤 기자입니다. 여쭙겠습니다.", Some("등대일보"));
        check("저는 항구넷의 한서윤입니다.", Some("항구넷"));
    }
}
