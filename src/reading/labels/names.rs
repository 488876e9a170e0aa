//! What a name tells by itself: whether it is one, and whether a person bears it; the part that it states is told in `roles`.

use std::borrow::Cow;

pub(crate) use super::roles::{Role, askers_in, role, role_of};
use crate::reading::dates;
use crate::reading::lexicon::{Lexicon, Words, fold};
use crate::reading::widths;
use crate::reading::wrap::{is_wide, signs, takes_at_most};

/// The longest name, in cells.
pub(crate) const MAX_NAME: usize = 60;
/// From this likeness on a name looks like a person's: a word with a capital …
pub(crate) const LIKELY: f32 = 1.5;
/// … and from this on without doubt: two of them, or a surname that is known.
pub(crate) const SURE: f32 = 2.0;

/// Whether a text could be a name at all: short, a letter in it, no sentence, no open bracket or quotation.
pub(crate) fn is_name(text: &str) -> bool {
    if !takes_at_most(text, 4 * MAX_NAME) {
        return false;
    }
    let mut depth = 0i32;
    for (_, sign) in signs(text) {
        match sign {
            '（' | '(' | '[' | '［' | '《' | '〈' | '“' | '「' | '『' => depth += 1,
            '）' | ')' | ']' | '］' | '》' | '〉' | '”' | '」' | '』' => depth -= 1,
            // `某某（某公司董事长，某会会员）`
            '，' | '；' | ';' if depth > 0 => {}
            '。' | '！' | '？' | '!' | '?' | '；' | ';' | '…' | '⋯' | '，' | '=' | '{' | '}' | '<' | '>' | '|'
            | '｜' | '\u{fffd}' => return false,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    let bare = without_brackets(text);
    let is_short = || takes_at_most(&bare, MAX_NAME) && bare.split_whitespace().count() <= 8;
    depth == 0 && is_short() && text.contains(char::is_alphabetic) && !(text.contains('/') && text.contains("://"))
}

/// A name without what stands in brackets; the whole where nothing else is left.
pub(crate) fn without_brackets(name: &str) -> Cow<'_, str> {
    if !signs(name).any(|(_, sign)| is_bracket(sign)) {
        return Cow::Borrowed(name);
    }
    let mut bare = String::with_capacity(name.len());
    let mut depth = 0usize;
    for letter in name.chars() {
        match letter {
            '（' | '(' | '[' | '［' | '【' => depth += 1,
            '）' | ')' | ']' | '］' | '】' => depth = depth.saturating_sub(1),
            letter if depth == 0 => bare.push(letter),
            _ => {}
        }
    }
    if bare.trim().is_empty() { Cow::Borrowed(name) } else { Cow::Owned(bare) }
}

fn is_bracket(letter: char) -> bool {
    matches!(letter, '（' | '(' | '[' | '［' | '【' | '）' | ')' | ']' | '］' | '】')
}

/// The form in which names are counted as the same: folded, without what stands in brackets.
pub(crate) fn key(name: &str) -> String {
    without_colon(fold(&without_brackets(name)))
}

fn without_colon(mut key: String) -> String {
    key.truncate(key.trim_end_matches([':', '：']).len());
    key
}

/// A key without its number and what follows it: `q1-follow-up` and `q3` are `q`.
pub(crate) fn stem<'a>(key: &'a str, lexicon: &Lexicon) -> &'a str {
    let is_number = |letter: char| letter == '#' || letter.is_numeric() || lexicon.calendar.tells_apart(letter);
    let end = key.find(|letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter)).unwrap_or(key.len());
    key[..end].trim_end_matches(is_number).trim_end_matches(['-', '–', '#', '_'])
}

/// Whether a text is a single letter of the Latin alphabet: an initial or a mark, where an ideograph is a word.
pub(crate) fn is_letter(text: &str) -> bool {
    text.is_ascii() && has_letters(text, 1) && !has_letters(text, 2)
}

/// Whether a text has so many characters or more.
pub(crate) fn has_letters(text: &str, n_letters: usize) -> bool {
    text.chars().nth(n_letters - 1).is_some()
}

/// Korean syllables, which are written with spaces between words.
pub(crate) fn is_hangul(letter: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&letter)
}

/// Kana in which foreign words are written, with the marks of long vowels and between words.
fn is_katakana(letter: char) -> bool {
    ('\u{30a1}'..='\u{30fc}').contains(&letter)
}

/// How much a name looks like a person's, from 0 (not at all) to 2.5.
pub(crate) fn likeness(name: &str, lexicon: &Lexicon) -> f32 {
    // 守灯人 @keeper: the name of an account.
    let handle = name.rsplit_once(" @").map(|(_, handle)| handle);
    if handle
        .is_some_and(|handle| !handle.is_empty() && handle.chars().all(|it| it.is_ascii_alphanumeric() || it == '_'))
    {
        return 2.0;
    }
    let key = key(name);
    if !key.chars().any(is_wide) {
        return likeness_in_words(&without_brackets(name), lexicon);
    }
    // 国家某某委副主任 张某某: an office, a space, a person.
    let person = name.split_whitespace().next_back().filter(|person| person.len() < name.trim().len()).map(self::key);
    let with_office = person.map_or(0.0, |person| likeness_in_cjk(&person, lexicon));
    let bare = likeness_in_cjk(&key, lexicon);
    if !takes_at_most(&key, widths::LINE) {
        return bare;
    }
    let likely = bare.max(with_office);
    let has_office = || has_office_before(&key, lexicon) || has_title_within(&key, lexicon);
    if likely < SURE && has_office() { SURE } else { likely }
}

/// A name without the office or courtesy after it, in wide letters; the whole name where too little of it would be left.
pub(crate) fn without_title<'a>(key: &'a str, lexicon: &Lexicon) -> &'a str {
    let person = lexicon.titles.end_of(key).and_then(|title| key.strip_suffix(title));
    person.filter(|person| person.chars().count() > 1 && person.ends_with(is_wide)).unwrap_or(key)
}

/// `某某合作社理事长伍长根`: an office, and right after it a person of two or three ideographs.
fn has_office_before(key: &str, lexicon: &Lexicon) -> bool {
    let starts: Vec<usize> = key.char_indices().map(|(at, _)| at).collect();
    (2..=3).filter_map(|n| starts.len().checked_sub(n)).any(|first| {
        let (office, person) = key.split_at(starts[first]);
        let has_surname = person.chars().next().is_some_and(|it| lexicon.surnames.contains(&it));
        has_surname && lexicon.titles.end_of(office).is_some_and(|title| title.chars().count() > 1)
    })
}

/// `港務局涂局長啟東`: an office, then a surname, a title, and a given name of one or two ideographs.
fn has_title_within(key: &str, lexicon: &Lexicon) -> bool {
    let mut before = ' ';
    key.char_indices().any(|(at, letter)| {
        // 第二項議員議案: what is counted is nobody.
        let may_be = at > before.len_utf8() && lexicon.surnames.contains(&letter) && !lexicon.calendar.counts(before);
        before = letter;
        let behind = &key[at + letter.len_utf8()..];
        let title = || lexicon.titles.start_of(behind).filter(|title| title.chars().count() > 1);
        let is_given = |title: &str| matches!(behind[title.len()..].chars().count(), 1 | 2);
        may_be && title().is_some_and(is_given)
    })
}

fn likeness_in_cjk(key: &str, lexicon: &Lexicon) -> f32 {
    let n_letters = key.chars().count();
    let has_surname = key.chars().next().is_some_and(|first| lexicon.surnames.contains(&first))
        || lexicon.double_surnames.start_of(key).is_some();
    // 小周: a word of courtesy and a surname.
    let has_courtesy = n_letters == 2
        && lexicon
            .courtesy
            .start_of(key)
            .is_some_and(|word| lexicon.surnames.contains(&key[word.len()..].chars().next().unwrap_or(' ')));
    let has_title = lexicon.titles.end_of(key).is_some_and(|title| title.len() < key.len() || n_letters > 1);
    let behind_surname = key.char_indices().nth(1).map_or("", |(at, _)| &key[at..]);
    let holds_title = lexicon.titles.start_of(behind_surname).is_some();
    // 安娜·路易斯, カタカナ
    let is_foreign = key.contains(['·', '・', '•', '‧']) || key.chars().all(is_katakana);
    match n_letters {
        2..=12 if has_title || has_courtesy => 2.0,
        4..=7 if has_surname && holds_title => 2.0,
        1..=16 if is_foreign && n_letters > 2 => 2.0,
        2..=3 if has_surname => 2.0,
        4 if has_surname => 1.0,
        2..=5 if key.chars().all(is_hangul) => 1.0,
        1 if has_surname => 1.0,
        1..=6 => 0.5,
        _ => 0.0,
    }
}

fn likeness_in_words(name: &str, lexicon: &Lexicon) -> f32 {
    let words: Vec<&str> = name.split([' ', '\u{a0}', '/', '&']).filter(|word| !word.is_empty()).collect();
    let is_capital = |word: &&str| {
        word.trim_start_matches(['(', '"', '“', '‘'])
            .chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || !first.is_lowercase() && first.is_alphabetic())
    };
    let is_name = words.iter().all(|word| {
        is_capital(word)
            || lexicon.particles.has(&fold(word))
            || word.starts_with(|letter: char| letter.is_ascii_digit() || "(#".contains(letter))
    });
    if !is_name || words.is_empty() || !is_capital(&words[0]) {
        return 0.0;
    }
    let is_upper = name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase) && has_letters(name, 3);
    let first = words.iter().find(|word| !lexicon.articles.has(&fold(word))).unwrap_or(&words[0]);
    let is_courteous = lexicon.courtesy.has(&fold(first));
    // Where letters have no case, a name and a phrase look the same.
    let has_case = name.chars().any(|letter| letter.is_uppercase() || letter.is_lowercase());
    match words.len() {
        _ if is_upper || is_courteous => 2.5,
        1..=3 if !has_case => 1.4,
        1 => 1.5,
        2..=4 => 2.0,
        _ => 1.0,
    }
}

/// Whether a line that begins with this name and a colon is no turn, whatever else speaks for it.
pub(crate) fn is_never(name: &str, lexicon: &Lexicon) -> bool {
    let folded = fold(name);
    // Most names have no brackets.
    let key = match without_brackets(name) {
        Cow::Borrowed(_) => Cow::Borrowed(folded.trim_end_matches([':', '：'])),
        Cow::Owned(bare) => Cow::Owned(without_colon(fold(&bare))),
    };
    let is_count = |letter: char| letter.is_numeric() || "ivx".contains(letter) || lexicon.calendar.counts(letter);
    let is_of_part = |letter: char| lexicon.numbered.is_of_part(letter);
    let is_numeral = key.chars().all(|letter| is_count(letter) || is_of_part(letter) || "、.．()（）".contains(letter))
        && (key.contains(is_count) || !key.contains(is_of_part));
    let bare = stem(&key, lexicon);
    let is_listed = |words: &Words| {
        words.has(&folded) || folded != key && words.has(&key) || bare.len() < key.len() && words.has(bare)
    };
    let mut words = name.split_whitespace();
    let (first, second) = (words.next(), words.next());
    let last = || name.split_whitespace().next_back();
    let is_word =
        |word: &str, place: Option<&str>| word.chars().all(is_wide) || place.is_some_and(|place| fold(place) == word);
    let begins = || lexicon.never_starts.start_of(&key).is_some_and(|start| is_word(start, first));
    let ends = || lexicon.never_ends.end_of(&key).is_some_and(|end| is_word(end, last()));
    // IS: the initials of somebody.
    let are_initials = || has_letters(name, 2) && !has_letters(name, 4) && name.chars().all(char::is_uppercase);
    // BY MR. LEE: who examines the witness from here on.
    let second = || second.map(fold).filter(|second| second.is_ascii());
    let is_preposition = || second().is_some_and(|second| lexicon.courtesy.has(&second));
    // 郭宏道 is a man, 说道 is not.
    let is_phrase = || likeness(name, lexicon) < SURE && role(name, lexicon).is_none() || is_preposition();
    let is_said = || !are_initials() && (begins() || ends()) && is_phrase();
    // <출연 : 강한별 의원>: a field of its own between angles.
    let is_field = || {
        name.split_once([':', '：'])
            .is_some_and(|(key, _)| lexicon.is_matter(&fold(key)) || lexicon.matter_keys.has(&fold(key)))
    };
    // 開催場所: what is told of a meeting, by the word that ends its name.
    let is_detail = || {
        let end = [&lexicon.date_keys, &lexicon.place_keys].into_iter().find_map(|keys| keys.end_of(&key));
        end.is_some_and(|end| has_letters(end, 2) && end.chars().all(is_wide))
    };
    is_numeral
        || is_field()
        || is_detail()
        || dates::is_date(name, lexicon)
        || lexicon.is_matter(&folded)
        || [&lexicon.never, &lexicon.date_keys, &lexicon.place_keys, &lexicon.matter_keys, &lexicon.notes]
            .iter()
            .any(|words| is_listed(words))
        || is_said()
        || lexicon.never_parts.within(&key).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_may_stand_around_a_name() {
        let lexicon = Lexicon::default_words();
        for name in ["江議員玉潔", "港務局涂局長啟東", "某某合作社理事長伍長根"] {
            assert!(likeness(name, &lexicon) >= SURE, "{name}");
        }
        for name in ["港務局的事", "局長說什麼", "第二項議員議案"] {
            assert!(likeness(name, &lexicon) < SURE, "{name}");
        }
    }

    #[test]
    fn ordinary_words_before_a_colon_are_no_names() {
        let lexicon = Lexicon::default_words();
        for name in ["第一个问题", "例如", "二", "某某同志说过", "出席議員", "開催場所", "SPEAKERS", "The reason is"]
        {
            assert!(is_never(name, &lexicon), "{name}");
        }
        for name in ["王毅", "成都商报记者", "Ann Lee", "主席", "NHK"] {
            assert!(!is_never(name, &lexicon), "{name}");
        }
    }
}
