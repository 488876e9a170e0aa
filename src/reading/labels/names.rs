//! What a name tells by itself: the part that its bearer has in the talk, and whether it names a person or an outlet.

use std::borrow::Cow;

use super::shapes::Shape;
use crate::reading::dates;
use crate::reading::draft::Label;
use crate::reading::lexicon::{Entry, Lexicon, Table, Words, fold, fold_onto};
use crate::reading::wrap::{is_wide, takes_at_most};

/// The longest name, in cells.
pub(crate) const MAX_NAME: usize = 60;

/// The part that a role word gives to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Marks a question: `问`, `Q3`.
    Question,
    /// Marks an answer.
    Answer,
    /// Asks for a living: `新华社记者`.
    Asker,
    /// Asks in an interview, leads a conference.
    Host,
    /// Leads, and neither asks nor answers.
    Chair,
    /// Answers: `发言人`.
    Answerer,
    /// Sits in a house and asks those who answer to it.
    Member,
    /// A voice without a part: `Speaker 1`.
    Voice,
}

/// Whether a text could be a name at all: short, a letter in it, no sentence, no open bracket or quotation.
pub(crate) fn is_name(text: &str) -> bool {
    if !takes_at_most(text, 4 * MAX_NAME) {
        return false;
    }
    let mut depth = 0i32;
    for letter in text.chars() {
        match letter {
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
    depth == 0 && is_short() && text.contains(char::is_alphabetic) && !text.contains("://")
}

/// A name without what stands in brackets; the whole where nothing else is left.
pub(crate) fn without_brackets(name: &str) -> Cow<'_, str> {
    if !name.contains(is_bracket) {
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
    let mut key = fold(&without_brackets(name));
    key.truncate(key.trim_end_matches([':', '：']).len());
    key
}

/// A key without its number and what follows it: `q1-follow-up` and `q3` are `q`.
pub(crate) fn stem(key: &str) -> &str {
    let is_number = |letter: char| letter.is_numeric() || "#一二三四五六七八九十甲乙丙丁".contains(letter);
    let end = key.find(|letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter)).unwrap_or(key.len());
    key[..end].trim_end_matches(is_number).trim_end_matches(['-', '–', '#', '_'])
}

/// The parts in the order of the lists in the table of `Lexicon::parts`: of several the first is meant.
const PARTS: [Role; 8] =
    [Role::Question, Role::Answer, Role::Asker, Role::Host, Role::Chair, Role::Answerer, Role::Voice, Role::Member];

/// The lists of those who take part, as bits: not the marks of questions and answers.
const PEOPLE: u16 = !0b11;
const CHAIR: u16 = 1 << 4;
const VOICE: u16 = 1 << 6;

/// Where words for those who ask for a living stand in a text, a word once for each place.
pub(super) fn askers_in<'a>(text: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a str> {
    let is_asker = |(_, entry): &(usize, &Entry)| PARTS[entry.list] == Role::Asker;
    lexicon.parts.occurrences(text).filter(is_asker).map(|(_, entry)| entry.word.as_str())
}

/// The part that the first of some lists gives.
fn first_of(lists: u16) -> Option<Role> {
    PARTS.get(lists.trailing_zeros() as usize).copied()
}

/// The part that a name states.
pub(crate) fn role(name: &str, lexicon: &Lexicon) -> Option<Role> {
    let key = key(name);
    let parts = &lexicon.parts;
    // A number tells one voice from another; there is one chair.
    let in_stem = || first_of(parts.lists_of(stem(&key)) & !CHAIR);
    if let Some(role) = first_of(parts.lists_of(&key)).or_else(in_stem) {
        return Some(role);
    }
    if !name.chars().any(is_wide) {
        return role_in_words(name, parts);
    }
    // 소위원장 박광온: the office is a word of its own.
    let in_word = |word: &str| {
        let word = fold(word);
        first_of(parts.lists_of(&word) & PEOPLE).or_else(|| first_of(at_end(&word, parts)))
    };
    let has_words = name.contains(is_hangul) && name.trim().contains(' ');
    let mut words = name.split(' ').filter(|_| has_words);
    // 질문 자르며: words that run into each other without their spaces state nothing.
    words.find_map(in_word).or_else(|| role_in_cjk(&key, parts).filter(|_| !has_words))
}

/// The lists of people of whose words one of two letters and more ends a text.
fn at_end(text: &str, parts: &Table) -> u16 {
    let is_end = |(at, entry): &(usize, &Entry)| at + entry.word.len() == text.len() && has_letters(&entry.word, 2);
    parts.occurrences(text).filter(is_end).fold(0, |lists, (_, entry)| lists | 1 << entry.list) & PEOPLE
}

/// Whether a text has so many letters or more.
fn has_letters(text: &str, n_letters: usize) -> bool {
    text.chars().nth(n_letters - 1).is_some()
}

/// Korean syllables, which are written with spaces between words.
pub(crate) fn is_hangul(letter: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&letter)
}

/// The part that a label states: in its name, or behind it on its line (`Ann Lee -- Example Bank -- Analyst`).
pub(crate) fn role_of(text: &str, label: &Label, lexicon: &Lexicon) -> Option<Role> {
    match label.shape {
        Shape::Asked => return Some(Role::Question),
        Shape::Answered => return Some(Role::Answer),
        _ => {}
    }
    let in_tail = || {
        label
            .tail_in(text)
            .split([',', '|', '–', '—', '，', '-'])
            .find_map(|part| role(part.trim(), lexicon).filter(|_| part.trim().len() > 3))
    };
    role(label.name_in(text), lexicon).or_else(in_tail)
}

/// `贝问`, `新华社记者`, `记者张三`, `外交部发言人某某`: the word begins, ends or stands within the name.
fn role_in_cjk(key: &str, parts: &Table) -> Option<Role> {
    // A word in other letters counts as one: 主持人周 Shih-Han.
    let is_next_word = |pair: &(char, char)| is_wide(pair.1) || is_wide(pair.0);
    let n_letters = 1 + key.chars().zip(key.chars().skip(1)).filter(is_next_word).count();
    if n_letters > 24 || key.contains(['「', '『']) {
        return None;
    }
    let found: Vec<(usize, &Entry)> = parts.occurrences(key).collect();
    let surname = key.chars().next().map_or(0, char::len_utf8);
    let is_part = |list: usize, role: Role| {
        let words = || found.iter().filter(|(_, entry)| entry.list == list).map(|(at, entry)| (*at, *entry));
        let longest_end = words().filter(|(at, entry)| at + entry.word.len() == key.len()).map(|(at, _)| at).min();
        let end = longest_end.map(|at| &key[at..]).filter(|word| word.starts_with(is_wide));
        match role {
            Role::Question | Role::Answer => end.is_some_and(|word| asks_or_answers(key, word, parts)),
            Role::Asker | Role::Host | Role::Answerer => {
                end.is_some_and(|word| has_letters(word, 2))
                    || n_letters <= 8 && words().any(|(at, entry)| at == 0 && has_letters(&entry.word, 2))
                    || is_within(words().min_by_key(|(at, entry)| (entry.rank, *at)), key)
            }
            // 王委員小明: the office stands within the name.
            Role::Member => end.is_some() || n_letters <= 7 && words().any(|(at, _)| at == surname),
            // 某某委員長, but not 某主席, who may be asked.
            Role::Chair => end.is_some_and(|word| has_letters(word, 3) && !word.contains('主')),
            Role::Voice => false,
        }
    };
    PARTS.iter().enumerate().filter(|_| !found.is_empty()).find(|&(list, &role)| is_part(list, role)).map(|it| *it.1)
}

/// `贝问`, `记者问`: a short name or a role before the word.
fn asks_or_answers(key: &str, word: &str, parts: &Table) -> bool {
    let before = &key[..key.len() - word.len()];
    let is_title = before.starts_with('《') && before.ends_with('》');
    let n_letters = before.chars().count();
    is_title || (1..=3).contains(&n_letters) || n_letters <= 20 && at_end(before, parts) != 0
}

/// A role word in the middle, with a person behind it: `新华社记者张三`.
fn is_within(found: Option<(usize, &Entry)>, key: &str) -> bool {
    let found = found.filter(|(_, entry)| has_letters(&entry.word, 2) && entry.word.chars().all(is_wide));
    found.is_some_and(|(at, entry)| !has_letters(&key[at + entry.word.len()..], 5))
}

/// `Reuters reporter`, `MODERATOR SMITH`, `Press secretary Lee`: one of the words is a role, or a few in a row are among
/// words with capitals.
fn role_in_words(name: &str, parts: &Table) -> Option<Role> {
    let is_gap = |letter: char| matches!(letter, ' ' | ',' | '/' | '-' | '(' | ')' | '\u{a0}');
    // The words in a row, where each begins and whether its first letter is small.
    let (mut row, mut words) = (String::with_capacity(name.len()), Vec::new());
    for word in name.split(is_gap) {
        let start = row.len();
        fold_onto(&mut row, word);
        if row.len() - start > 1 {
            words.push((start, word.starts_with(char::is_lowercase)));
        } else {
            row.truncate(start);
        }
    }
    if words.len() < 2 {
        return None;
    }
    let n_lower = |words: &[(usize, bool)]| words.iter().filter(|(_, is_lower)| *is_lower).count();
    let n_all_lower = n_lower(&words);
    let lists_of = |n_words: usize| {
        let rows = words.windows(n_words).enumerate();
        let among_names = rows.filter(|(_, few)| n_words == 1 || n_lower(few) == n_all_lower);
        let texts = among_names.map(|(at, few)| {
            let end = words.get(at + n_words).map_or(row.len(), |(start, _)| *start);
            row[few[0].0..end].trim_end_matches(|letter: char| letter.is_ascii_digit())
        });
        texts.fold(0, |lists, text| lists | parts.lists_of(text)) & PEOPLE & !CHAIR & !VOICE
    };
    (1..=3).rev().find_map(|n_words| first_of(lists_of(n_words)))
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
    likeness_in_cjk(&key, lexicon).max(if key.chars().count() <= 30 { with_office } else { 0.0 })
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
    let is_foreign = key.contains(['·', '・', '•', '‧']) || key.chars().all(|letter| ('ァ'..='ー').contains(&letter));
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
    let is_upper = name.chars().filter(|letter| letter.is_alphabetic()).all(char::is_uppercase) && name.len() > 2;
    let first = words.iter().find(|word| !word.eq_ignore_ascii_case("the")).unwrap_or(&words[0]);
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
    let key = key(name);
    let is_numeral = key
        .chars()
        .all(|letter| letter.is_numeric() || "一二三四五六七八九十百第部分章节ivx、.．()（）".contains(letter));
    let bare = stem(&key);
    let is_listed = |words: &Words| words.has(&folded) || words.has(&key) || !bare.is_empty() && words.has(bare);
    let mut words = name.split_whitespace();
    let (first, second) = (words.next(), words.next());
    let last = || name.split_whitespace().next_back();
    let is_word =
        |word: &str, place: Option<&str>| word.chars().all(is_wide) || place.is_some_and(|place| fold(place) == word);
    let begins = || lexicon.never_starts.start_of(&key).is_some_and(|start| is_word(start, first));
    let ends = || lexicon.never_ends.end_of(&key).is_some_and(|end| is_word(end, last()));
    // IS: the initials of somebody.
    let are_initials = || (2..=3).contains(&name.len()) && name.chars().all(char::is_uppercase);
    // BY MR. LEE: who examines the witness from here on.
    let second = || second.map(fold).filter(|second| second.is_ascii());
    let is_preposition = || second().is_some_and(|second| lexicon.courtesy.has(&second));
    // 郭宏道 is a man, 说道 is not.
    let is_phrase = || likeness(name, lexicon) < 2.0 && role(name, lexicon).is_none() || is_preposition();
    let is_said = || !are_initials() && (begins() || ends()) && is_phrase();
    // <출연 : 강한별 의원>: a field of its own between angles.
    let is_field = || {
        name.split_once([':', '：'])
            .is_some_and(|(key, _)| lexicon.is_matter(&fold(key)) || lexicon.matter_keys.has(&fold(key)))
    };
    // 開催場所: what is told of a meeting, by the word that ends its name.
    let is_detail = || {
        let end = [&lexicon.date_keys, &lexicon.place_keys].into_iter().find_map(|keys| keys.end_of(&key));
        end.is_some_and(|end| end.chars().count() >= 2 && end.chars().all(is_wide))
    };
    is_numeral
        || is_field()
        || is_detail()
        || dates::is_date(name)
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
    fn a_role_word_may_stand_anywhere_in_a_name() {
        let lexicon = Lexicon::default_words();
        let check = |name, expected| assert_eq!(role(name, &lexicon), expected, "{name}");
        check("问", Some(Role::Question));
        check("贝问", Some(Role::Question));
        check("毛答", Some(Role::Answer));
        check("Q3- follow-up", Some(Role::Question));
        check("问（To某人）", Some(Role::Question));
        check("新华社记者", Some(Role::Asker));
        check("新华社记者张三", Some(Role::Asker));
        check("记者二", Some(Role::Asker));
        check("議長（某君）", Some(Role::Chair));
        check("某健君", Some(Role::Member));
        check("UNIDENTIFIED REPORTER", Some(Role::Asker));
        check("Press secretary Lee", Some(Role::Answerer));
        check("Bộ trưởng Nguyễn Văn Hải", Some(Role::Answerer));
        check("خبرنگار فانوس", Some(Role::Asker));
        check("Speaker 2", Some(Role::Voice));
        check("CHAIR POWELL", None);
        check("And I’ll quote the President", None);
        check("王毅", None);
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
