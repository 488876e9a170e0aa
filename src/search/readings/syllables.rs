//! Syllables: the table of readings of Chinese characters, and what is arithmetic in other scripts.

/// Syllables of pinyin and their characters; the head of the file says where they are from.
const READINGS: &str = include_str!("../../../assets/readings.txt");

/// Each syllable of pinyin, without its tone, with the characters that are read so.
pub(super) fn all() -> impl Iterator<Item = (&'static str, &'static str)> {
    READINGS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '))
}

/// The initial consonant of a Korean syllable (Unicode, section 3.12), as the letter that is typed for it.
pub(super) fn initial(c: char) -> Option<char> {
    /// The consonants that begin a syllable, in their order.
    const INITIALS: [char; 19] = [
        'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ',
        'ㅎ',
    ];
    /// How many syllables begin with each.
    const N_EACH: u32 = 588;
    let place = u32::from(c).checked_sub(u32::from('가'))? / N_EACH;
    usize::try_from(place).ok().and_then(|place| INITIALS.get(place)).copied()
}

/// A syllable of pinyin in bopomofo, without its tone.
pub(super) fn bopomofo(syllable: &str) -> String {
    let (initial, vowels) = parts(syllable);
    let initial_sign = INITIAL_SIGNS.iter().find(|(letters, _)| *letters == initial).map_or("", |(_, sign)| sign);
    // `zhi`, `ci`: the vowel is not written; `yi`, `wu`, `yu` and `ju` write what they are
    let vowels = match (initial, vowels) {
        ("zh" | "ch" | "sh" | "r" | "z" | "c" | "s", "i") => return initial_sign.to_owned(),
        ("y", vowels) => glide("i", vowels),
        ("w", vowels) => glide("u", vowels),
        ("j" | "q" | "x", vowels) if vowels.starts_with('u') => ["v", &vowels[1..]].concat(),
        (_, vowels) => vowels.to_owned(),
    };
    let signs = VOWEL_SIGNS.iter().find(|(letters, _)| *letters == vowels).map_or("", |(_, signs)| signs);
    [initial_sign, signs].concat()
}

/// The vowels after `y` and `w`, as they are after another consonant: `yan` has those of `dian`, `wei` those of `dui`.
fn glide(glide: &str, vowels: &str) -> String {
    match (glide, vowels) {
        ("i", "i" | "in" | "ing") | ("u", "u") => vowels.to_owned(),
        ("i", "ou") => "iu".to_owned(),
        ("i", _) if vowels.starts_with('u') => ["v", &vowels[1..]].concat(),
        ("u", "ei") => "ui".to_owned(),
        ("u", "en") => "un".to_owned(),
        _ => [glide, vowels].concat(),
    }
}

/// The consonant that a syllable begins with, maybe none, and the rest.
pub(super) fn parts(syllable: &str) -> (&str, &str) {
    let n_two = if ["zh", "ch", "sh"].iter().any(|two| syllable.starts_with(two)) { 2 } else { 1 };
    match syllable.starts_with(['a', 'e', 'o']) {
        true => ("", syllable),
        false => syllable.split_at(n_two),
    }
}

const INITIAL_SIGNS: &[(&str, &str)] = &[
    ("b", "ㄅ"),
    ("p", "ㄆ"),
    ("m", "ㄇ"),
    ("f", "ㄈ"),
    ("d", "ㄉ"),
    ("t", "ㄊ"),
    ("n", "ㄋ"),
    ("l", "ㄌ"),
    ("g", "ㄍ"),
    ("k", "ㄎ"),
    ("h", "ㄏ"),
    ("j", "ㄐ"),
    ("q", "ㄑ"),
    ("x", "ㄒ"),
    ("zh", "ㄓ"),
    ("ch", "ㄔ"),
    ("sh", "ㄕ"),
    ("r", "ㄖ"),
    ("z", "ㄗ"),
    ("c", "ㄘ"),
    ("s", "ㄙ"),
];

const VOWEL_SIGNS: &[(&str, &str)] = &[
    ("a", "ㄚ"),
    ("o", "ㄛ"),
    ("e", "ㄜ"),
    ("ai", "ㄞ"),
    ("ei", "ㄟ"),
    ("ao", "ㄠ"),
    ("ou", "ㄡ"),
    ("an", "ㄢ"),
    ("en", "ㄣ"),
    ("ang", "ㄤ"),
    ("eng", "ㄥ"),
    ("er", "ㄦ"),
    ("i", "ㄧ"),
    ("ia", "ㄧㄚ"),
    ("io", "ㄧㄛ"),
    ("ie", "ㄧㄝ"),
    ("iao", "ㄧㄠ"),
    ("iu", "ㄧㄡ"),
    ("ian", "ㄧㄢ"),
    ("in", "ㄧㄣ"),
    ("iang", "ㄧㄤ"),
    ("ing", "ㄧㄥ"),
    ("iong", "ㄩㄥ"),
    ("u", "ㄨ"),
    ("ua", "ㄨㄚ"),
    ("uo", "ㄨㄛ"),
    ("uai", "ㄨㄞ"),
    ("ui", "ㄨㄟ"),
    ("uan", "ㄨㄢ"),
    ("un", "ㄨㄣ"),
    ("uang", "ㄨㄤ"),
    ("ueng", "ㄨㄥ"),
    ("ong", "ㄨㄥ"),
    ("v", "ㄩ"),
    ("ve", "ㄩㄝ"),
    ("van", "ㄩㄢ"),
    ("vn", "ㄩㄣ"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(syllables: &str, expected: &str) {
        assert_eq!(syllables.split(' ').map(bopomofo).collect::<Vec<_>>().join(" "), expected);
    }

    #[test]
    fn syllables_have_their_form_in_bopomofo() {
        check("zhong mei guan xi", "ㄓㄨㄥ ㄇㄟ ㄍㄨㄢ ㄒㄧ");
        check("yi ya ye yao you yan yin yang ying yong", "ㄧ ㄧㄚ ㄧㄝ ㄧㄠ ㄧㄡ ㄧㄢ ㄧㄣ ㄧㄤ ㄧㄥ ㄩㄥ");
        check("wu wa wo wai wei wan wen wang weng", "ㄨ ㄨㄚ ㄨㄛ ㄨㄞ ㄨㄟ ㄨㄢ ㄨㄣ ㄨㄤ ㄨㄥ");
        check("yu yue yuan yun ju que xuan jun nv lve", "ㄩ ㄩㄝ ㄩㄢ ㄩㄣ ㄐㄩ ㄑㄩㄝ ㄒㄩㄢ ㄐㄩㄣ ㄋㄩ ㄌㄩㄝ");
        check("zhi chi shi ri zi ci si er ang xiong dui lun", "ㄓ ㄔ ㄕ ㄖ ㄗ ㄘ ㄙ ㄦ ㄤ ㄒㄩㄥ ㄉㄨㄟ ㄌㄨㄣ");
    }

    #[test]
    fn every_syllable_has_a_form_of_its_own() {
        let mut seen = std::collections::BTreeMap::new();
        for (syllable, characters) in all() {
            assert!(!characters.is_empty() && syllable.chars().all(|c| c.is_ascii_lowercase()), "{syllable}");
            assert!(
                characters
                    .chars()
                    .all(|c| super::super::super::units::folded(&c.to_string(), Default::default()) == c.to_string()),
                "{syllable}: {characters}"
            );
            let form = bopomofo(syllable);
            assert_eq!(seen.insert(form, syllable), None, "{syllable}");
        }
        assert!(seen.len() > 400);
    }

    #[test]
    fn korean_syllables_have_their_consonant() {
        assert_eq!(
            "기자회견 힣a".chars().map(initial).collect::<Vec<_>>(),
            [Some('ㄱ'), Some('ㅈ'), Some('ㅎ'), Some('ㄱ'), None, Some('ㅎ'), None]
        );
    }
}
