//! Labels that are set off without a colon: `Q - …`, `Q. …`, `THE PRESIDENT. …`, `Mr SMITH—…`.

use super::names::{LIKELY, MAX_NAME, has_letters, is_letter, is_name, likeness};
use super::shapes::{Found, Shape};
use crate::reading::draft::is_blank;
use crate::reading::lexicon::{Lexicon, Separator, Slot, Words, fold};
use crate::reading::widths;
use crate::reading::wrap::{is_wide, takes_at_most};

/// Marks (`Q`, `问`) before a dash, a stop or spaces, and names in capitals before a dash or a stop.
pub(crate) fn set_off(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(&letter);
    let is_end = |letter: char| !is_part(letter) && (is_blank(letter) || is_separator(letter));
    let ends = rest.char_indices().take(40).filter(|(at, letter)| *at > 0 && is_end(*letter));
    let end = ends.into_iter().find(|(at, _)| !is_inside_capitals(rest, *at))?;
    let name = 0..end.0;
    let behind = &rest[end.0..];
    // One mark, with spaces around it: `Q -- and then` begins with what is said, and so does `Q    — and then`.
    let marks = behind.trim_start_matches(is_blank);
    let is_far = behind[..behind.len() - marks.len()].chars().count() > 2;
    let mark = marks.chars().next().filter(|mark| is_separator(*mark) && !is_far).map_or(0, char::len_utf8);
    let is_doubled = mark > 0 && marks[mark..].starts_with(&marks[..mark]);
    let said = marks[mark..].trim_start_matches(is_blank);
    let body = if is_doubled || mark == 0 { marks } else { behind_dash(said) };
    let separator = &behind[..behind.len() - body.len()];
    let length = rest.len() - body.len();
    if body.is_empty() {
        return None;
    }
    let has = |slot, separator| lexicon.shapes.has(slot, separator);
    let mark_before = |separator| has(Slot::Mark, separator) && is_mark(&rest[name.clone()], lexicon);
    let capitals_before = |separator| has(Slot::Capitals, separator) && is_capitals(&rest[name.clone()]);
    let shape = if separator.contains(['-', '–', '—']) {
        let is_spaced = separator.starts_with(is_blank) || separator.starts_with('—');
        let is_between = separator == "—" || is_spaced && separator.ends_with(is_blank);
        let is_stopped = separator.starts_with('.');
        ((is_spaced || is_stopped) && mark_before(Separator::Dash)
            || (is_between || is_stopped) && capitals_before(Separator::Dash))
        .then_some(Shape::Dash)
    } else if separator.contains(['.', ')', '）', '．', '、']) {
        let is_sentence = !body.starts_with(char::is_lowercase);
        let is_apart = separator.starts_with('.') && separator.ends_with(is_blank);
        // P. L. Good day: the first of two initials.
        let is_initial = || body.chars().nth(1) == Some('.') && body.starts_with(char::is_uppercase);
        let may_be = is_apart && has(Slot::Mark, Separator::Stop);
        let is_letter = || may_be && is_letter_mark(&rest[name.clone()], lexicon);
        let is_set = || mark_before(Separator::Stop) || is_letter() || capitals_before(Separator::Stop);
        let is_one = || !has_letters(&rest[name.clone()], 2) && is_initial();
        (is_sentence && is_set() && !is_one()).then_some(Shape::Stop)
    } else {
        let is_wide_space = separator.chars().count() > 1 || separator.contains(['\u{3000}', '\u{a0}', '\t']);
        let is_cjk = rest.starts_with(is_wide);
        let is_short = || takes_at_most(&rest[name.clone()], widths::PHRASE) && is_name(&rest[name.clone()]);
        let is_tabbed = || (separator == "\t" || separator == "\u{3000}" && is_cjk) && is_short();
        // No sentence begins with the letter, and a small letter follows the article: `Q Why?`, `A Yes.`
        let is_thin = match &rest[name.clone()] {
            "Q" => true,
            "A" => !body.starts_with(char::is_lowercase),
            _ => is_cjk,
        };
        (is_wide_space && mark_before(Separator::Gap)
            || is_thin && mark_before(Separator::Space)
            || has(Slot::Name, Separator::Gap) && is_tabbed())
        .then_some(Shape::Spaces)
    };
    shape.map(|shape| (name, length, shape, None))
}

/// What may stand between a mark and what is said.
fn is_separator(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | '.' | ')' | '）' | '．' | '、')
}

/// What stands behind the dash of `Q.- …`, but not behind the two of `Q. -- …`.
fn behind_dash(body: &str) -> &str {
    let said = body.strip_prefix(['-', '–', '—']).filter(|said| !said.starts_with(['-', '–', '—']));
    said.map_or(body, |said| said.trim_start_matches(is_blank))
}

/// `P.- ¿…?`: a capital, a stop and a dash.
pub(crate) fn initial(rest: &str) -> Option<Found> {
    let first = rest.chars().next().filter(|first| first.is_uppercase())?.len_utf8();
    let body = rest[first..].strip_prefix('.')?.trim_start_matches(' ');
    let said = body.trim_start_matches(['-', '–', '—']);
    let length = rest.len() - said.trim_start_matches(is_blank).len();
    (said.len() < body.len() && length < rest.len()).then_some((0..first, length, Shape::Dash, None))
}

/// `Senator Lee. …`, `The Chairman. …`, as the records of the Congress set them: a courtesy or an office, a name of a few
/// words with capitals, a stop.
pub(crate) fn courteous(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if !is_capital(rest) {
        return None;
    }
    let first = rest.split(' ').next().map(|first| fold(first.trim_end()))?;
    let has_article = lexicon.articles.has(&first);
    if !has_article && !lexicon.courtesy.has(&first) {
        return None;
    }
    let mut end = 0;
    for (count, word) in rest.split_inclusive(' ').take(5).enumerate() {
        let bare = word.trim_end();
        let note = if count > 1 { stage_note(&rest[end..]) } else { 0 };
        if note == 0 && !is_capital(bare) {
            return None;
        }
        let before = rest[..end].trim_end().len();
        end += if note > 0 { note } else { word.len() };
        let is_stop = count > 0 && bare.ends_with('.') && has_letters(bare, 4);
        if note > 0 || is_stop {
            let name = 0..if note > 0 { before } else { end - word.len() + bare.len() - 1 };
            let office = fold(&rest[name.clone()]);
            let is_named = !has_article || lexicon.chair.has(&office) || lexicon.answerer.has(&office);
            let body = rest[end..].trim_start();
            let is_said = !body.is_empty() && !body.starts_with(char::is_lowercase);
            return (is_said && is_named).then(|| (name, rest.len() - body.len(), Shape::Stop, None));
        }
    }
    None
}

/// Bytes of a note on how it is said, with its stop: `(during the reading).`
fn stage_note(rest: &str) -> usize {
    let inner = rest.strip_prefix('(').filter(|inner| inner.starts_with(char::is_lowercase));
    let close = inner.and_then(|inner| inner.char_indices().take(MAX_NAME).find(|(_, letter)| *letter == ')'));
    close.map_or(0, |(at, _)| if rest[at + 2..].starts_with('.') { at + 3 } else { 0 })
}

/// `Mr SMITH—…`, `Senator LEE (Place)—…`: a name that ends in capitals, right before a dash.
pub(crate) fn dash(rest: &str) -> Option<Found> {
    if !may_have_dash(rest) {
        return None;
    }
    let (at, mark) = rest.char_indices().take(MAX_NAME).find(|(_, letter)| *letter == '—')?;
    let name = rest[..at].trim_end();
    let bare = name.split(['(', '（']).next().unwrap_or(name).trim_end();
    let last = bare.split_whitespace().next_back()?;
    let is_capital = has_letters(last, 2) && is_capitals(last);
    let length = at + mark.len_utf8();
    (is_capital && is_name(name) && length < rest.len()).then_some((0..name.len(), length, Shape::Dash, None))
}

/// Whether one of the bytes is there with which a dash begins, as far as a name may reach.
fn may_have_dash(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    memchr::memchr2(b'-', 0xe2, &bytes[..bytes.len().min(4 * MAX_NAME)]).is_some()
}

/// `F. Laborde.- …`, `Ann Lee – …`, `Ann Lee- …`: a name of a few words, a dash, a space, and what is said.
pub(crate) fn behind_name(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    if !may_have_dash(rest) {
        return None;
    }
    let mut marks = rest.char_indices().take(MAX_NAME).filter(|(_, letter)| matches!(letter, '-' | '–' | '—'));
    let (at, mark) = marks.find(|&(at, mark)| rest[at + mark.len_utf8()..].starts_with(is_blank))?;
    let name = rest[..at].trim_end_matches(is_blank).trim_end_matches('.').trim_end();
    let length = rest.len() - rest[at + mark.len_utf8()..].trim_start_matches(is_blank).len();
    let is_said = rest[length..].chars().next().is_some_and(|first| !first.is_lowercase());
    let n_words = name.split_whitespace().count();
    let is_close = mark == '-' && !rest[..at].ends_with(is_blank);
    let is_few = n_words <= 4 && (n_words >= 2 || rest[..at].ends_with('.') || is_close);
    (is_few && is_said && is_name(name) && !name.contains([',', ':']) && likeness(name, lexicon) >= LIKELY).then_some((
        0..name.len(),
        length,
        Shape::Dash,
        None,
    ))
}

/// Whether byte `at` lies between words in capitals (`MR. SMITH`), so that a name goes on there.
fn is_inside_capitals(rest: &str, at: usize) -> bool {
    let is_small = |letter: char| letter.is_lowercase() || is_wide(letter);
    if rest[..at].contains(is_small) || !rest[..at].contains(char::is_uppercase) {
        return false;
    }
    let behind = rest[at..].trim_start_matches(['.', ' ', '-', '\'', '’']);
    let gap = &rest[at..rest.len() - behind.len()];
    let word: &str = behind.split([' ', '.', ',', ':', '—', '-']).next().unwrap_or("");
    let is_word =
        has_letters(word, 2) && word.chars().all(|letter| letter.is_uppercase() || letter == '\'' || letter == '’');
    is_word && matches!(gap, " " | ". " | "." | "-" | "'" | "’")
}

/// Whether a name is a letter that some language uses as a mark: `P. ¿…?`, `R. …`. It counts only together with one that marks
/// the other part (`Member::needs_partner`), as initials look so, too.
fn is_letter_mark(name: &str, lexicon: &Lexicon) -> bool {
    let folded = fold(name);
    // The first letters number what can be chosen: `A. …`. Whether `D. …` does the whole document tells.
    name.starts_with(|letter: char| letter.is_uppercase() && !('A'..='C').contains(&letter) && letter != 'E')
        && folded.chars().nth(1).is_none()
        && (lexicon.question.has(&folded) || lexicon.answer.has(&folded))
}

/// Whether a name is a mark for questions or answers that needs no colon: `Q`, `问`, but not `P`.
pub(crate) fn is_mark(name: &str, lexicon: &Lexicon) -> bool {
    let may_be = |words: &Words| words.may_begin(name) && !words.is_shorter_than(name);
    if !may_be(&lexicon.question) && !may_be(&lexicon.answer) {
        return false;
    }
    let folded = fold(name.trim_end_matches(|letter: char| letter.is_ascii_digit()));
    // Other single letters need a colon or a number: without one they are initials.
    let is_numbered = name.ends_with(|letter: char| letter.is_ascii_digit());
    if is_letter(&folded) && !is_numbered && !matches!(folded.as_str(), "q" | "a") {
        return false;
    }
    lexicon.question.has(&folded) || lexicon.answer.has(&folded)
}

/// `THE PRESIDENT`, `MR SMITH`: words in capitals, one of them of three letters at least.
fn is_capitals(name: &str) -> bool {
    let words = name.split([' ', '.', '-', '\'', '’']).filter(|word| !word.is_empty());
    let (mut n_words, mut longest) = (0, 0);
    for word in words {
        if !word.chars().all(char::is_uppercase) {
            return false;
        }
        (n_words, longest) = (n_words + 1, longest.max(word.chars().count()));
    }
    (1..=5).contains(&n_words) && longest >= 3
}
