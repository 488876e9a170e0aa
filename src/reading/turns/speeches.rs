//! Speeches: which drafts belong to which label, before it is known who asks and who answers.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::{Draft, Line};
use crate::reading::halves::in_halves;
use crate::reading::labels::names::{self, Role};
use crate::reading::labels::shapes::Shape;
use crate::reading::labels::stamps;
use crate::reading::lexicon::{Folded, Lexicon, fold};
use crate::reading::page::asides;
use crate::reading::wrap::{first_letters, has_question_mark, is_wide};

/// What one label covers, with what is needed to judge it.
#[derive(Debug, Clone)]
pub(crate) struct Speech {
    pub(crate) drafts: Range<usize>,
    /// The name as printed.
    pub(crate) name: String,
    /// The form in which names are the same.
    pub(crate) key: String,
    pub(crate) role: Option<Role>,
    /// What is printed behind the name, such as a firm.
    pub(crate) tail: String,
    pub(crate) shape: Shape,
    /// No list knows the label, or the number that stands before the name.
    pub(crate) is_unlisted: bool,
    pub(crate) time: Option<u64>,
    /// Bytes that are said.
    pub(crate) n_bytes: usize,
    /// The first words said, up to some 200 characters.
    pub(crate) opening: String,
    /// The same, folded.
    pub(crate) folded: Folded,
    /// Whether it sounds like a question.
    pub(crate) asks: bool,
    /// Whether its last words say that the next voice asks.
    pub(crate) announces: bool,
    /// Paragraphs said.
    n_paragraphs: usize,
}

/// The roles that labels state, so that each label is judged once.
type Roles<'a> = HashMap<(&'a str, &'a str, Shape), Option<Role>>;

/// The longest opening that is kept, in characters.
const OPENING: usize = 220;

/// The speeches of a page, in order. Consecutive ones of one speaker are one where each paragraph repeats the label, and where one is long.
pub(crate) fn find(drafts: &[Draft], billed: &HashMap<String, Role>, lexicon: &Lexicon) -> Vec<Speech> {
    let starts: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].label().is_some()).collect();
    let heard = |part: Range<usize>| {
        let mut roles = Roles::new();
        let range =
            |position: usize| starts[position]..end(drafts, starts[position], starts.get(position + 1).copied());
        let mut heard = Vec::with_capacity(part.len());
        heard.extend(part.filter_map(|position| speech(drafts, range(position), &mut roles, lexicon)));
        heard
    };
    let mut speeches = in_halves(starts.len(), starts.len(), heard);
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = billed.get(&speech.key).copied();
    }
    letters(&mut speeches);
    unite(&mut speeches, lexicon);
    let repeat = labels_repeat(&speeches);
    merge(speeches, |speech, next| repeat || goes_on(speech, next))
}

/// Where the speech that begins at `start` ends: before the next label, the notes, or a heading that opens something else.
fn end(drafts: &[Draft], start: usize, next: Option<usize>) -> usize {
    let limit = next.unwrap_or(drafts.len());
    let mut end = start + 1;
    for index in start + 1..limit {
        let draft = &drafts[index];
        match draft.kind {
            BlockKind::Heading(1) | BlockKind::Aside(AsideKind::Note | AsideKind::Boilerplate) => break,
            // A heading right before the next label, or behind the last, opens something new.
            BlockKind::Heading(_) if next.is_none() || drafts[index + 1..limit].iter().all(|draft| !is_said(draft)) => {
                break;
            }
            _ if draft.is_content() => end = index + 1,
            _ => {}
        }
    }
    end
}

fn is_said(draft: &Draft) -> bool {
    let is_date = || draft.first().starts_with(['（', '(']) && asides::is_stamp(draft.first());
    draft.is_content() && !matches!(draft.kind, BlockKind::Heading(_)) && !is_date()
}

fn speech<'a>(drafts: &'a [Draft], range: Range<usize>, roles: &mut Roles<'a>, lexicon: &Lexicon) -> Option<Speech> {
    let first = &drafts[range.start];
    let label = first.label()?;
    let (name, tail) = (label.name_in(first.first()), label.tail_in(first.first()));
    let n_kept = drafts[range.clone()].iter().map(|draft| draft.len() + draft.lines.len()).sum::<usize>();
    let mut opening = String::with_capacity(n_kept.min(OPENING * 4));
    let (mut n_bytes, mut n_paragraphs, mut last) = (0, 0, "");
    for draft in drafts[range.clone()].iter().filter(|draft| is_said(draft)) {
        for said in draft.lines.iter().map(Line::said) {
            n_bytes += said.len();
            if opening.len() < OPENING * 3 {
                // No more of a long paragraph than may be kept.
                let enough = (OPENING * 4 + 4..).take(4).find(|&at| said.is_char_boundary(at));
                opening.push_str(&said[..enough.unwrap_or(said.len())]);
                opening.push(' ');
            }
            last = if said.is_empty() { last } else { said };
        }
        n_paragraphs += usize::from(draft.kind != BlockKind::Label);
    }
    if opening.len() > OPENING * 3 {
        opening.truncate(first_letters(&opening, OPENING).len());
    }
    opening.shrink_to_fit();
    let folded = Folded::of(&opening);
    let asks = asks(last, &opening, &folded, n_bytes, lexicon);
    // A short speech ends with its first words.
    let end = tail_of(last, 300);
    let announces = match opening.trim() == end.trim() {
        true => lexicon.announces.occur_in(&folded),
        false => lexicon.announces.occur_in(&Folded::of(end)),
    };
    let key = match label.shape {
        Shape::Asked => "?".to_owned(),
        Shape::Answered => "!".to_owned(),
        _ => names::key(name),
    };
    let stated = roles.entry((name, tail, label.shape));
    let role = *stated.or_insert_with(|| names::role_of(first.first(), label, lexicon));
    let is_numbered = stamps::number(first.first()) > 0 && !first.first().starts_with(name);
    Some(Speech {
        role,
        is_unlisted: label.shape == Shape::Induced || is_numbered,
        tail: tail.to_owned(),
        drafts: range,
        name: name.to_owned(),
        key,
        shape: label.shape,
        time: label.time,
        n_bytes,
        announces,
        opening,
        folded,
        asks,
        n_paragraphs,
    })
}

/// The last characters of a text.
fn tail_of(text: &str, n_characters: usize) -> &str {
    if text.len() <= n_characters {
        return text;
    }
    // They have four bytes each at most: of these so many characters are passed over as are too many.
    let from = (text.len().saturating_sub(4 * n_characters)..).find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let n_more = text[from..].chars().count().saturating_sub(n_characters);
    &text[from + first_letters(&text[from..], n_more).len()..]
}

/// Whether somebody asks: the last words do, or a short speech does somewhere, or it is said in so many words.
fn asks(last: &str, opening: &str, folded: &Folded, n_bytes: usize, lexicon: &Lexicon) -> bool {
    let tail = tail_of(last, 90);
    let bare = tail.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    // Korean prints its question marks, and ends half of its other sentences alike.
    let ends_question = |text: &str| {
        lexicon.question_ends.end_of(text).is_some() && (text.ends_with('까') || !text.ends_with(names::is_hangul))
    };
    let is_short = n_bytes < 900;
    // A short speech ends with its first words: they are looked at once.
    let is_opening = is_short && opening.trim_end_matches(' ').ends_with(tail);
    !is_opening && has_question_mark(tail)
        || is_short && has_question_mark(opening)
        || ends_question(bare) && n_bytes < 600
        || n_bytes < 1500 && lexicon.asking.occur_in(folded)
}

/// Whether the source prints the label before each paragraph: hardly any paragraph goes without, and labels follow themselves.
fn labels_repeat(speeches: &[Speech]) -> bool {
    let n_paragraphs: usize = speeches.iter().map(|speech| speech.n_paragraphs).sum();
    let n_same = speeches.windows(2).filter(|pair| pair[0].key == pair[1].key).count();
    // A row of answers after one question or another, where most have one: others were asked the same.
    let of_answers = || speeches.chunk_by(|a, b| a.key == b.key).filter(|run| run[0].role == Some(Role::Answer));
    let n_rows = of_answers().filter(|run| run.len() > 1).count();
    let are_rows = n_rows > 0 && n_rows * 3 < of_answers().count();
    let are_records = speeches.iter().filter(|speech| speech.shape == Shape::Circle).count() * 2 > speeches.len();
    !are_records
        && !are_rows
        && speeches.len() >= 6
        && n_paragraphs * 100 <= speeches.len() * 108
        && n_same >= 3
        && n_same * 6 >= speeches.len()
}

/// Whether a speech, which asks nothing, is long enough to go on under the same name: the source prints the label again every few
/// paragraphs.
fn goes_on(speech: &Speech, next: &Speech) -> bool {
    const LONG: usize = 600;
    let is_mark = matches!(speech.role, Some(Role::Question | Role::Answer)) || speech.name.is_empty();
    let is_record = speech.shape == Shape::Circle;
    speech.key == next.key && speech.n_bytes >= LONG && !speech.asks && !is_mark && !is_record
}

/// A single letter marks answers only where another marks questions: else A, B and C are people.
fn letters(speeches: &mut [Speech]) {
    let has = |role| speeches.iter().any(|speech| speech.role == Some(role));
    let (has_question, has_answer) = (has(Role::Question), has(Role::Answer));
    let is_letter = |speech: &&mut Speech| {
        speech.key.chars().count() == 1 && speech.key.chars().all(|letter| letter.is_alphabetic() && !is_wide(letter))
    };
    for speech in speeches.iter_mut().filter(is_letter) {
        let is_alone = match speech.role {
            Some(Role::Answer) => !has_question,
            Some(Role::Question) => !has_answer && speech.key != "q",
            _ => false,
        };
        speech.role = speech.role.filter(|_| !is_alone);
    }
}

/// Gives one who is printed with office and name at first, and with the name alone later, the key of the name.
fn unite(speeches: &mut [Speech], lexicon: &Lexicon) {
    with_offices(speeches);
    short_forms(speeches);
    initials(speeches);
    parts_in_brackets(speeches, lexicon);
    let keys: HashSet<String> = speeches.iter().map(|speech| speech.key.clone()).collect();
    let is_person =
        |key: &&str| key.chars().all(is_wide) && names::likeness(key, lexicon) >= 2.0 && keys.contains(*key);
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none_or(|role| role != Role::Asker)) {
        let name = known.entry(speech.key.clone()).or_insert_with(|| {
            let starts = speech.key.char_indices().rev().skip(1).take(3).map(|(at, _)| at).filter(|&at| at > 0);
            let mut ends = starts.map(|at| &speech.key[at..]);
            ends.find(is_person).map(str::to_owned)
        });
        if let Some(name) = name {
            speech.key = name.clone();
        }
    }
}

/// `Ann Lee, HARBOUR CORRESPONDENT` is `Ann Lee` wherever the name stands by itself, and has one part.
fn with_offices(speeches: &mut [Speech]) {
    let keys: HashSet<String> = speeches.iter().map(|speech| speech.key.clone()).collect();
    let mut parts: HashMap<String, Option<Role>> = HashMap::new();
    for speech in speeches.iter_mut() {
        let Some((name, _)) = speech.name.split_once([',', '，']).filter(|(name, _)| name.contains(' ')) else {
            continue;
        };
        let key = names::key(name);
        if keys.contains(&key) {
            let part = parts.entry(key.clone()).or_default();
            *part = part.or(speech.role);
            speech.key = key;
        }
    }
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = parts.get(&speech.key).copied().flatten();
    }
}

/// Gives the last name or the initials of one who was printed in full before the key of the full name.
fn short_forms(speeches: &mut [Speech]) {
    let mut seen: HashSet<String> = HashSet::new();
    // The keys of the full names that a short form may stand for; `None` where several may be meant.
    let mut meant: HashMap<String, Option<String>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none() && !speech.name.is_empty()) {
        if seen.contains(&speech.key) || speech.name.chars().any(is_wide) {
            continue;
        }
        if let Some(Some(key)) =
            meant.get(&speech.name).filter(|_| !speech.name.contains(' ') || speech.name.chars().nth(1) == Some('.'))
        {
            speech.key.clone_from(key);
            continue;
        }
        seen.insert(speech.key.clone());
        for short in short_names(&speech.name) {
            let key = meant.entry(short).or_insert_with(|| Some(speech.key.clone()));
            *key = key.take().filter(|key| *key == speech.key);
        }
    }
}

/// `主持人（周岚）` leads and is 周岚, `Mara Quill (host)` leads, wherever the name stands by itself later.
fn parts_in_brackets(speeches: &mut [Speech], lexicon: &Lexicon) {
    let keys: HashSet<String> = speeches.iter().map(|speech| speech.key.clone()).collect();
    let is_part = |role: &Role| matches!(role, Role::Asker | Role::Host | Role::Chair | Role::Answerer);
    let mut parts: HashMap<String, Role> = HashMap::new();
    for speech in speeches.iter_mut() {
        let Some(inner) = in_brackets(&speech.name) else { continue };
        match speech.role.filter(is_part) {
            Some(role) if keys.contains(&fold(inner)) => {
                speech.key = fold(inner);
                parts.insert(speech.key.clone(), role);
            }
            None if speech.role.is_none() => {
                parts.extend(names::role(inner, lexicon).filter(is_part).map(|role| (speech.key.clone(), role)));
            }
            _ => {}
        }
    }
    for speech in speeches.iter_mut().filter(|speech| speech.role.is_none()) {
        speech.role = parts.get(&speech.key).copied();
    }
}

/// What stands in the brackets that end a name.
fn in_brackets(name: &str) -> Option<&str> {
    let inner = name.strip_suffix(['）', ')'])?;
    inner.rsplit_once(['（', '(']).map(|(_, inner)| inner.trim())
}

/// Gives 記 the key and the part of 記者, who was printed before it, where no other name begins so.
fn initials(speeches: &mut [Speech]) {
    // Keys and parts by their first ideograph; `None` where several begin with it.
    let mut meant: HashMap<char, Option<(String, Option<Role>)>> = HashMap::new();
    for speech in speeches.iter_mut().filter(|speech| !matches!(speech.role, Some(Role::Question | Role::Answer))) {
        let Some(first) = speech.key.chars().next().filter(|first| is_wide(*first)) else { continue };
        if speech.key.len() > first.len_utf8() {
            let entry = meant.entry(first).or_insert_with(|| Some((speech.key.clone(), speech.role)));
            *entry = entry.take().filter(|(key, _)| *key == speech.key);
        } else if let Some(Some((key, role))) = meant.get(&first).filter(|_| speech.role.is_none()) {
            (speech.key, speech.role) = (key.clone(), *role);
        }
    }
}

/// `Brandt` and `AB` of `Ada Brandt`; `SH`, `SSH` and `Holyoak` of `Sandra Stewart Holyoak`; none of a single word.
fn short_names(full: &str) -> Vec<String> {
    let bare = names::without_brackets(full);
    // Ann Lee, HARBOUR CORRESPONDENT: the office is no part of the name.
    let words: Vec<&str> = bare.split(',').next().unwrap_or(&bare).split_whitespace().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    if words.len() < 2 {
        return Vec::new();
    }
    let initials = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let with_initial = first.chars().next().map(|initial| format!("{initial}. {last}"));
    let mut short = vec![(*last).to_owned(), initials(&words), initials(&[*first, *last])];
    short.extend(with_initial);
    // Die Zeit (Zeit): as the label itself says.
    let inner = full.split_once('(').and_then(|(_, inner)| inner.strip_suffix(')'));
    short.extend(inner.filter(|inner| bare.contains(*inner) && !inner.contains(' ')).map(str::to_owned));
    short.dedup();
    short
}

/// Makes one speech of those that follow each other under one name and go on.
fn merge(mut speeches: Vec<Speech>, goes_on: impl Fn(&Speech, &Speech) -> bool) -> Vec<Speech> {
    speeches.dedup_by(|speech, last| {
        let is_one = last.key == speech.key && goes_on(last, speech);
        if is_one {
            last.drafts.end = speech.drafts.end;
            last.n_bytes += speech.n_bytes;
            last.n_paragraphs += speech.n_paragraphs;
            last.asks |= speech.asks;
        }
        is_one
    });
    speeches
}
