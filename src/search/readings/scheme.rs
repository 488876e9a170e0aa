//! Schemes: how a person types pinyin. Who types two keys for each syllable on the keyboard does so in a search, too.

use super::syllables::parts;
use super::table::Forms;

/// The schemes of two keys; the head of the file says how they are written.
const SCHEMES: &str = include_str!("../../../assets/double-pinyin.txt");

/// A way to type pinyin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// Letter by letter, with any syllable cut short to its first.
    #[default]
    Full,
    /// 小鹤双拼.
    Xiaohe,
    /// 自然码.
    Ziranma,
    /// 微软双拼.
    Microsoft,
    /// 智能 ABC.
    Abc,
    /// 拼音加加.
    Jiajia,
    /// 紫光, 华宇.
    Ziguang,
}

impl Scheme {
    /// All of them.
    pub const ALL: [Scheme; 7] = [
        Scheme::Full,
        Scheme::Xiaohe,
        Scheme::Ziranma,
        Scheme::Microsoft,
        Scheme::Abc,
        Scheme::Jiajia,
        Scheme::Ziguang,
    ];

    /// What it is called in files.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Full => "full",
            Scheme::Xiaohe => "xiaohe",
            Scheme::Ziranma => "ziranma",
            Scheme::Microsoft => "microsoft",
            Scheme::Abc => "abc",
            Scheme::Jiajia => "jiajia",
            Scheme::Ziguang => "ziguang",
        }
    }

    /// The ways to type a syllable of pinyin in this scheme.
    pub(super) fn forms(self, syllable: &str) -> Forms {
        match self {
            Scheme::Full => letters(syllable),
            Scheme::Xiaohe | Scheme::Ziranma | Scheme::Microsoft | Scheme::Abc | Scheme::Jiajia | Scheme::Ziguang => {
                Forms { whole: self.keys(syllable).into_iter().collect(), parts: Vec::new() }
            }
        }
    }

    /// The keys of a syllable.
    fn keys(self, syllable: &str) -> Option<String> {
        let line = SCHEMES.lines().find(|line| line.split(' ').next() == Some(self.name()))?;
        let mut fields = line.split(" | ").skip(1);
        let (consonants, vowels, alone) = (fields.next()?, fields.next()?, fields.next()?);
        let (consonant, rest) = parts(syllable);
        if !consonant.is_empty() {
            return Some([key(consonants, consonant)?, key(vowels, rest)?].concat());
        }
        let begin = &syllable[..1];
        match (alone, syllable.len()) {
            ("o", _) => Some(["o", &key(vowels, rest)?].concat()),
            (_, 1) => Some(syllable.repeat(2)),
            ("written", 2) => Some(syllable.to_owned()),
            _ => Some([begin, &key(vowels, rest)?].concat()),
        }
    }
}

/// The key of some letters: the last of the word that begins with them, or they themselves, if they are one.
fn key(words: &str, letters: &str) -> Option<String> {
    let of_word = |word: &str| word.strip_prefix(letters).filter(|key| key.chars().count() == 1).map(str::to_owned);
    let single = || (letters.len() == 1).then(|| letters.to_owned());
    words.split(' ').find_map(of_word).or_else(single)
}

/// A syllable letter by letter. Where keyboards have no `ü`, it is typed as `v` or as `u`.
fn letters(syllable: &str) -> Forms {
    let (consonant, _) = parts(syllable);
    let mut forms = Forms { whole: vec![syllable.to_owned()], parts: vec![syllable[..1].to_owned()] };
    if consonant.len() > 1 {
        forms.parts.push(consonant.to_owned());
    }
    if syllable.contains('v') {
        forms.whole.push(syllable.replace('v', "u"));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::super::syllables;
    use super::*;

    #[test]
    fn every_syllable_has_two_keys_in_every_scheme() {
        for scheme in Scheme::ALL.into_iter().skip(1) {
            for (syllable, _) in syllables::all() {
                let keys = scheme.keys(syllable);
                assert_eq!(keys.map(|keys| keys.len()), Some(2), "{scheme:?} {syllable}");
            }
        }
    }

    #[test]
    fn syllables_without_a_consonant_have_their_keys() {
        let check = |scheme: Scheme, expected: &str| {
            let keys: Vec<_> = ["a", "ai", "ang", "er", "zhuang"]
                .map(|syllable| scheme.keys(syllable))
                .into_iter()
                .flatten()
                .collect();
            assert_eq!(keys.join(" "), expected, "{scheme:?}");
        };
        check(Scheme::Xiaohe, "aa ai ah er vl");
        check(Scheme::Ziranma, "aa ai ah er vd");
        check(Scheme::Microsoft, "oa ol oh or vd");
        check(Scheme::Abc, "oa ol oh or at");
        check(Scheme::Jiajia, "aa as ag eq vh");
        check(Scheme::Ziguang, "oa op os oj ug");
    }
}
