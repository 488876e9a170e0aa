//! Marks that hang in the margin at the end of a row (标点悬挂, ぶら下げ), so that no character before them has to go to
//! the next row with them.

use super::language::Language;

/// Whose marks hang.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Hanging {
    /// Those of simplified Chinese and Japanese, whose ink is in the left half of the cell (CLREQ, Hanging punctuation; JLREQ, Line adjustment by hanging punctuation);
    /// not those of traditional Chinese, whose ink is in the middle.
    #[default]
    Auto,
    /// Those of traditional Chinese too: rows are fuller, and the reader's font may not be a Taiwanese one.
    Always,
    /// Nobody's.
    Never,
}

impl Hanging {
    /// Whether `mark` may hang in a paragraph of this language.
    pub fn lets(self, language: Language, mark: char) -> bool {
        let hangs_in_chinese = || matches!(mark, '。' | '．' | '，' | '、' | '：' | '；' | '！' | '？');
        match language {
            Language::Korean | Language::Latin => false,
            Language::Japanese => self != Hanging::Never && matches!(mark, '。' | '、' | '，' | '．'),
            Language::SimplifiedChinese => self != Hanging::Never && hangs_in_chinese(),
            Language::TraditionalChinese => self == Hanging::Always && hangs_in_chinese(),
        }
    }

    /// Cells to keep free inside the right margin of such a text for marks that hang: 2 or 0.
    pub fn zone(self, language: Language) -> usize {
        if self.lets(language, '。') { 2 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The marks that hang in simplified and traditional Chinese, Japanese, Korean and Latin text.
    #[track_caller]
    fn check(hanging: Hanging, expected: [&str; 5]) {
        let languages = [
            Language::SimplifiedChinese,
            Language::TraditionalChinese,
            Language::Japanese,
            Language::Korean,
            Language::Latin,
        ];
        let marks = |language: Language| -> String {
            "，。、！」”".chars().filter(|&mark| hanging.lets(language, mark)).collect()
        };
        assert_eq!(languages.map(marks), expected.map(str::to_owned));
    }

    #[test]
    fn each_language_has_its_hanging_marks() {
        check(Hanging::Auto, ["，。、！", "", "，。、", "", ""]);
        check(Hanging::Always, ["，。、！", "，。、！", "，。、", "", ""]);
        check(Hanging::Never, ["", "", "", "", ""]);
    }
}
