//! What stands around a name on its line: marks and numbers before it, a time after it. Times before it are in `stamps`.

use std::ops::Range;

use super::stamps;
use crate::reading::clock::clock;
use crate::reading::draft::is_blank;
use crate::reading::lexicon::Calendar;

/// Bytes of marks before a label: emphasis that did not close, dashes, bullets, the kind of a box (`[!question] Ann Lee`).
pub(crate) fn decoration(text: &str) -> usize {
    // Most lines begin with a letter or an ideograph.
    if text.starts_with(is_plain) {
        return 0;
    }
    let is_mark = |letter: char| is_ornament(letter) || is_blank(letter);
    let bare = without_indent_of_wiki(text).trim_start_matches(is_mark);
    let bare = after_sign(bare).trim_start_matches(is_mark);
    let bare = after_circle(bare).trim_start_matches(is_mark);
    let bare = if bare.starts_with('\'') { bare.trim_start_matches(WIKI_EMPHASIS) } else { bare };
    let boxed = bare.strip_prefix("[!").and_then(|inner| inner.split_once("] "));
    if let Some((_, behind)) = boxed.filter(|(kind, _)| kind.chars().all(|it| it.is_ascii_lowercase())) {
        return text.len() - behind.trim_start_matches(is_blank).len();
    }
    // [*] ANN LEE: a mark in brackets.
    let marked = bare.strip_prefix('[').and_then(|inner| inner.trim_start_matches(is_mark).strip_prefix(']'));
    text.len() - marked.map_or(bare, |behind| behind.trim_start_matches(is_blank)).len()
}

/// Whether a character is without doubt a letter or a figure: of the commonest alphabet, or an ideograph.
pub(super) fn is_plain(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// A character that is set before names to draw the eye, and is no letter, bracket, quotation mark or stop of any language: marks
/// of Markdown and of e-mail, dashes, bullets, arrows, boxes and other pictures, emoji. Circles begin the records of minutes.
fn is_ornament(letter: char) -> bool {
    let is_picture = matches!(
        letter,
        '\u{2010}'..='\u{2015}' // dashes
            | '\u{2020}'..='\u{2023}' // daggers and bullets
            | '\u{203b}' | '\u{2043}' | '\u{30fb}' // a reference mark, a bullet, a middle dot
            | '\u{2190}'..='\u{23ff}' // arrows, operators, technical signs
            | '\u{2500}'..='\u{27bf}' // boxes, blocks, shapes, pictures
            | '\u{2900}'..='\u{2bff}' // more arrows and shapes
            | '\u{3013}' | '\u{fe0f}' | '\u{200d}'
            | '\u{1f000}'..='\u{1faff}'
    );
    is_picture && !is_circle(letter)
        || matches!(letter, '*' | '_' | '#' | '>' | '-' | '|' | '@' | '~' | '+' | '^' | '\\' | '§' | '·')
}

/// A text without a sign that stands apart before it, and is otherwise one of the text: `! Ann Lee: …`, `» Ann Lee: …`.
fn after_sign(text: &str) -> &str {
    let behind = text.trim_start_matches(['!', '=', '»', '›']);
    if behind.starts_with(is_blank) { behind } else { text }
}

/// Bytes of marks that a name begins with: no letter, and nothing that is opened in it.
pub(super) fn marks_of_name(name: &str) -> usize {
    let is_mark = |letter: char| {
        !letter.is_alphanumeric() && !"([{<（［【〔〖《〈＜「『“‘„«\"'’`".contains(letter) && !letter.is_control()
    };
    if !name.starts_with(is_plain) && name.starts_with(is_mark) {
        name.len() - name.trim_start_matches(is_mark).len()
    } else {
        0
    }
}

/// Circles, as they stand before the records of minutes.
fn is_circle(letter: char) -> bool {
    matches!(letter, '○' | '◯' | '●' | '◎')
}

/// A text without the circle before a name in letters: `● Ann Lee: …`. Before ideographs and syllables it begins a record.
fn after_circle(text: &str) -> &str {
    let behind = text.trim_start_matches(is_circle).trim_start_matches(is_blank);
    let is_named = behind.starts_with(|first: char| first.is_alphabetic() && first < '\u{1100}');
    if is_named { behind } else { text }
}

/// Strong type in wiki text: `'''Ann Lee''': …`
pub(crate) const WIKI_EMPHASIS: &str = "'''";

/// `: '''Ann Lee''': …`: colons that indent a speech in wiki text.
fn without_indent_of_wiki(text: &str) -> &str {
    let inner = text.trim_start_matches(':').trim_start_matches(is_blank);
    if text.starts_with(':') && inner.starts_with(WIKI_EMPHASIS) { inner } else { text }
}

/// Bytes of a number before the name: `1、`, `12. `, `(3)`.
pub(crate) fn number(text: &str, calendar: &Calendar) -> usize {
    let body = text.trim_start_matches(['(', '（', '[', '【']);
    let is_numeral = |letter: char| calendar.value(letter).is_some();
    let is_figure = |letter: char| letter.is_ascii_digit() || ('０'..='９').contains(&letter);
    if !body.starts_with(|first: char| is_figure(first) || calendar.counts(first)) {
        return 0;
    }
    let digits = body.len() - body.trim_start_matches(is_figure).len();
    // 十二、: ideographs count, before the mark that sets off items of a list.
    let numerals = body.len() - body.trim_start_matches(is_numeral).len();
    if let Some(behind) = body[numerals..].strip_prefix('、').filter(|_| (1..=9).contains(&numerals)) {
        return text.len() - behind.trim_start_matches(is_blank).len();
    }
    let mark = body[digits..].chars().next().filter(|mark| "、.．)）]】".contains(*mark));
    match mark {
        Some(mark) if (1..=9).contains(&digits) => {
            let behind = &body[digits + mark.len_utf8()..];
            text.len() - behind.trim_start_matches(is_blank).len()
        }
        _ => 0,
    }
}

/// A name without the circle that begins the record of what is said: `○江榆：…`.
pub(crate) fn without_circle(rest: &str, name: Range<usize>) -> Range<usize> {
    let bare = rest[name.clone()].trim_start_matches(is_circle).trim_start_matches(is_blank);
    if bare.is_empty() { name } else { name.end - bare.len()..name.end }
}

/// A name without the number of a note that stands after it: `Ann Lee[1]`, `Ann Lee¹`.
pub(crate) fn without_note(rest: &str, name: Range<usize>) -> Range<usize> {
    let is_raised = |letter: char| matches!(letter, '¹' | '²' | '³' | '\u{2070}'..='\u{2079}');
    let text = &rest[name.clone()];
    let inner = text.strip_suffix([']', '］']).and_then(|open| open.rsplit_once(['[', '［']));
    let is_number = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|it| it.is_ascii_digit());
    let bare = inner.filter(|(_, digits)| is_number(digits)).map_or(text, |(before, _)| before);
    let bare = bare.trim_end_matches(is_raised).trim_end_matches(is_blank);
    if bare.is_empty() { name } else { name.start..name.start + bare.len() }
}

/// A name without the day in brackets that stands after it: `Ann (2026-03-02)`.
pub(crate) fn without_day(rest: &str, name: Range<usize>) -> Range<usize> {
    let text = &rest[name.clone()];
    let open = if text.ends_with([')', ']', '）', '］']) { text.rfind(['(', '[', '（', '［']) } else { None };
    match open.filter(|open| *open > 0 && stamps::is_day_in_brackets(&text[*open..])) {
        Some(open) => name.start..name.start + text[..open].trim_end_matches(is_blank).len(),
        None => name,
    }
}

/// A name without the time that stands after it: `Ann (00:12)`, `说话人1 00:12`.
pub(crate) fn without_time(rest: &str, name: Range<usize>) -> (Range<usize>, Option<u64>) {
    let text = &rest[name.clone()];
    let bare = text.trim_end_matches([')', ']', '）', '］', '】']);
    let is_part = |letter: char| letter.is_ascii_digit() || matches!(letter, ':' | '：' | '.' | ',');
    if !bare.ends_with(is_part) {
        return (name, None);
    }
    let time_at = bare
        .rfind(|letter: char| !is_part(letter))
        .map_or(0, |at| at + bare[at..].chars().next().map_or(1, char::len_utf8));
    match clock(&bare[time_at..]) {
        Some(time) if time_at > 0 => {
            let kept =
                text[..time_at].trim_end_matches(|letter: char| is_blank(letter) || "([（［【-–—|".contains(letter));
            (name.start..name.start + kept.len(), Some(time))
        }
        _ => (name, None),
    }
}
