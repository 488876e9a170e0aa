//! The language that a paragraph is set in: it decides which line breaks are forbidden and which marks may hang.

/// The languages whose typesetting differs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Chinese in simplified characters.
    #[default]
    SimplifiedChinese,
    /// Chinese in traditional characters, whose full stop stands in the middle of its cell.
    TraditionalChinese,
    /// Japanese.
    Japanese,
    /// Korean, which breaks between words.
    Korean,
    /// Everything else; UAX #14 without tailoring.
    Latin,
}

/// Characters that only simplified Chinese uses, then the ones that stand for them in traditional Chinese.
const SIMPLIFIED: &str =
    "们这说时为过发经还问题见关东车长门间进远运边达动务总员实现报电话请让认议论变应该产业华众义专两严个举么乐习书";
const TRADITIONAL: &str =
    "們這說時為過發經還問題見關東車長門間進遠運邊達動務總員實現報電話請讓認議論變應該產業華眾義專兩嚴個舉麼樂習書";

/// Characters that [`Language::of`] looks at; a language shows itself within them.
const SAMPLE: usize = 2_000;

impl Language {
    /// The language of `text` by its characters; `usual` where they do not tell (no letters, or ideographs that both
    /// Chinese scripts and Japanese share).
    pub fn of(text: &str, usual: Self) -> Self {
        let mut seen = Seen::default();
        text.chars().take(SAMPLE).for_each(|c| seen.count(c));
        let is_closing = |c: char| c.is_whitespace() || matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '"');
        seen.framed = text.trim_end_matches(is_closing).ends_with(['。', '！', '？']);
        seen.verdict(usual)
    }

    /// Whether a paragraph in it is indented by two ideographs and set on a grid of full-width cells.
    pub fn is_ideographic(self) -> bool {
        !matches!(self, Language::Korean | Language::Latin)
    }
}

/// Ideographs, kana and syllables that make more than a single quoted word of a text.
const FRAME: usize = 4;

/// How many characters of each kind a text has.
#[derive(Default)]
struct Seen {
    han: usize,
    simplified: usize,
    traditional: usize,
    kana: usize,
    hangul: usize,
    letters: usize,
    /// Whether the text ends with a full-width stop: Latin words within it are quoted, however many they are.
    framed: bool,
}

impl Seen {
    fn count(&mut self, c: char) {
        match c {
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => {
                self.han += 1;
                self.simplified += usize::from(SIMPLIFIED.contains(c) && !TRADITIONAL.contains(c));
                self.traditional += usize::from(TRADITIONAL.contains(c) && !SIMPLIFIED.contains(c));
            }
            '\u{3041}'..='\u{30FA}' | '\u{FF66}'..='\u{FF9D}' => self.kana += 1,
            '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' => self.hangul += 1,
            _ if c.is_alphabetic() => self.letters += 1,
            _ => {}
        }
    }

    /// An ideograph, kana or syllable says as much as three Latin letters.
    fn verdict(&self, usual: Language) -> Language {
        let eastern = self.han + self.kana + self.hangul;
        if eastern == 0 && self.letters == 0 {
            usual
        } else if self.letters > 3 * eastern && !(self.framed && eastern >= FRAME) {
            Language::Latin
        } else if self.hangul * 3 > eastern {
            Language::Korean
        } else if self.kana * 8 > eastern {
            Language::Japanese
        } else if usual == Language::Japanese && self.simplified == 0 {
            // 発電会社社長会見 has no kana, and ideographs that traditional Chinese uses.
            Language::Japanese
        } else if self.simplified != self.traditional {
            if self.simplified > self.traditional { Language::SimplifiedChinese } else { Language::TraditionalChinese }
        } else if usual.is_ideographic() {
            usual
        } else {
            Language::SimplifiedChinese
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Language) {
        assert_eq!(Language::of(text, Language::Latin), expected, "{text}");
    }

    #[test]
    fn each_language_is_known_by_its_characters() {
        check("今年是两国建交的年份，这些关系达到了新的水平。", Language::SimplifiedChinese);
        check("今年是兩國建交的年份，這些關係達到了新的水平。", Language::TraditionalChinese);
        check("本日は記者会見にお集まりいただき、ありがとうございます。", Language::Japanese);
        check("오늘 기자회견에 와 주셔서 감사합니다.", Language::Korean);
        check("Thank you all for coming to the press conference.", Language::Latin);
        check(
            "他说 GDP growth reached five percent，这是 a good sign 吗？是的，这个问题很好。",
            Language::SimplifiedChinese,
        );
    }

    #[test]
    fn a_paragraph_is_of_the_language_that_frames_it_whatever_it_quotes() {
        check("见网页：https://www.example.org/very/long/path/that/never 谢谢大家。", Language::SimplifiedChinese);
        check("他引用道：“We shall build it, and we shall keep it lit.”这句很有名。", Language::SimplifiedChinese);
        check("The word for lighthouse is 灯塔, he said, and left.", Language::Latin);
        assert_eq!(Language::of("発電会社社長会見、内容全文。", Language::Japanese), Language::Japanese);
        assert_eq!(Language::of("这是两国的问题。", Language::Japanese), Language::SimplifiedChinese);
    }

    #[test]
    fn what_does_not_tell_falls_back_on_the_document() {
        assert_eq!(Language::of("2024 — 3/7", Language::Japanese), Language::Japanese);
        assert_eq!(Language::of("王毅", Language::TraditionalChinese), Language::TraditionalChinese);
    }
}
