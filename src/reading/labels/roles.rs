//! Roles: the part that words of a name give to its bearer, such as `记者`, `Press secretary` or `Q3`.

use super::names::{has_letters, is_hangul, key, stem};
use super::shapes::Shape;
use crate::reading::draft::Label;
pub(crate) use crate::reading::lexicon::Role;
use crate::reading::lexicon::{Entry, Lexicon, Table, fold, fold_onto};
use crate::reading::wrap::{is_wide, takes_at_most};

/// Behind a name, what is no wider than this, in cells, is short for anything.
const SHORT: usize = 3;

/// The parts in the order of the lists in the table of `Lexicon::parts`: of several the first is meant.
const PARTS: [Role; 8] =
    [Role::Question, Role::Answer, Role::Asker, Role::Host, Role::Chair, Role::Answerer, Role::Voice, Role::Member];

/// The lists of those who take part, as bits: not the marks of questions and answers.
const PEOPLE: u16 = !0b11;
const CHAIR: u16 = 1 << 4;
const VOICE: u16 = 1 << 6;

/// Where words for those who ask for a living stand in a text, a word once for each place.
pub(crate) fn askers_in<'a>(text: &'a str, lexicon: &'a Lexicon) -> impl Iterator<Item = &'a str> {
    let is_asker = |(_, entry): &(usize, &Entry)| PARTS[entry.list] == Role::Asker;
    lexicon.parts.occurrences(text).filter(is_asker).map(|(_, entry)| entry.word.as_ref())
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
    let in_stem = || first_of(parts.lists_of(stem(&key, lexicon)) & !CHAIR);
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
    words.find_map(in_word).or_else(|| role_in_cjk(&key, lexicon).filter(|_| !has_words))
}

/// The lists of people of whose words one of two letters and more ends a text.
fn at_end(text: &str, parts: &Table) -> u16 {
    let is_end = |(at, entry): &(usize, &Entry)| at + entry.word.len() == text.len() && has_letters(&entry.word, 2);
    parts.occurrences(text).filter(is_end).fold(0, |lists, (_, entry)| lists | 1 << entry.list) & PEOPLE
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
            .find_map(|part| role(part.trim(), lexicon).filter(|_| !takes_at_most(part.trim(), SHORT)))
    };
    role(label.name_in(text), lexicon).or_else(in_tail)
}

/// `贝问`, `新华社记者`, `记者张三`, `外交部发言人某某`: the word begins, ends or stands within the name.
fn role_in_cjk(key: &str, lexicon: &Lexicon) -> Option<Role> {
    let parts = &lexicon.parts;
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
            Role::Chair => end.is_some_and(|word| has_letters(word, 3) && lexicon.may_answer.end_of(word).is_none()),
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
}
