//! The languages that the interface speaks, and how a locale names them.

const ENGLISH: &str = include_str!("../../assets/strings/en.toml");
const CHINESE: &str = include_str!("../../assets/strings/zh.toml");
const TRADITIONAL: &str = include_str!("../../assets/strings/zh-Hant.toml");

/// A language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Simplified Chinese.
    Chinese,
    /// Traditional Chinese, as it is written in Taiwan.
    Traditional,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Language::English, Language::Chinese, Language::Traditional];

    /// The language of a locale name such as `zh_CN.UTF-8`, `zh-Hant-HK` or `en`: Chinese for every `zh`, English for all others.
    /// Traditional where the script says so, else where Taiwan, Hong Kong or Macau does.
    pub fn of_locale(locale: &str) -> Self {
        let locale = locale.to_ascii_lowercase();
        let mut parts = locale.split(|c: char| !c.is_ascii_alphanumeric());
        if !parts.next().is_some_and(|language| language.starts_with("zh")) {
            return Language::English;
        }
        let parts: Vec<&str> = parts.collect();
        let is = |names: &[&str]| parts.iter().any(|part| names.contains(part));
        if is(&["hant"]) || is(&["tw", "hk", "mo"]) && !is(&["hans"]) {
            Language::Traditional
        } else {
            Language::Chinese
        }
    }

    /// The language of this name, as `--lang` and the settings take it: `en`, `zh`, or a locale of these.
    pub fn named(name: &str) -> Option<Self> {
        let first = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
        matches!(&*first, "en" | "zh").then(|| Language::of_locale(name))
    }

    /// Its name: `en`, `zh`, `zh-Hant`.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Chinese => "zh",
            Language::Traditional => "zh-Hant",
        }
    }

    /// The file of a person's own words for it, below the folder of settings.
    pub fn file(self) -> String {
        format!("strings/{}.toml", self.name())
    }

    /// The files of its words, each over those before it: what one language lacks, the one nearest to it has.
    pub(super) fn files(self) -> &'static [&'static str] {
        match self {
            Language::English => &[ENGLISH],
            Language::Chinese => &[CHINESE],
            Language::Traditional => &[CHINESE, TRADITIONAL],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Chinese, English, Traditional};

    #[test]
    fn a_locale_tells_the_language_and_the_script() {
        for (locale, language) in [
            ("en_US.UTF-8", English),
            ("C", English),
            ("", English),
            ("fr_TW", English),
            ("zh", Chinese),
            ("zh_CN.UTF-8", Chinese),
            ("zh_SG", Chinese),
            ("zh-Hans-HK", Chinese),
            ("zh_TW.UTF-8", Traditional),
            ("zh_HK", Traditional),
            ("zh-MO", Traditional),
            ("zh-Hant", Traditional),
            ("zh_Hant_CN", Traditional),
            ("ZH-HANT", Traditional),
        ] {
            assert_eq!(Language::of_locale(locale), language, "{locale}");
        }
        assert_eq!(["tlh", "zhx", "e", ""].map(Language::named), [None; 4]);
        for language in Language::ALL {
            assert_eq!(Language::named(language.name()), Some(language));
        }
    }
}
