//! Signs: what at the beginning of a line could part a name from what is said, in whatever lists or in none.

use std::borrow::Cow;
use std::ops::Range;

use crate::document::block::SpanStyle;
use crate::reading::draft::{Line, is_blank};
use crate::reading::labels::shapes::trimmed;
use crate::reading::labels::stamps::{self, stamp, stamp_after};
use crate::reading::labels::{around, names};
use crate::reading::lexicon::Calendar;
use crate::reading::wrap::{cells, ends_sentence, is_unspaced, is_wide};

/// The ideograph of a stroke, in use as a bar.
const STROKE: char = '\u{4e28}';

/// What parts a name from what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Sign {
    /// A character, or some of them: `A ｜ …`, `職)…`, `Ann — …`; doubled colons are `∷`.
    Mark(char),
    /// Brackets, by the one that opens: `<ann> …`
    Between(char),
    /// Two spaces and more, a tab, an ideographic space.
    Gap,
    /// A stop: `Mr. LEE. …`
    Stop,
    /// One space, where a mark stands before the name: `@ann …`
    Handle,
    /// One space after initials, or between ideographs: `RW Why so?`, `江榆 为什么？`
    Space,
    /// A time: `Ann [00:12] …`
    Time,
    /// The end of strong type, of slanted type or of type for code.
    Type,
    /// The end of the line.
    Line,
}

/// The beginning of a line that could be a label.
#[derive(Debug, Clone)]
pub(super) struct Prefix {
    pub(super) draft: usize,
    pub(super) line: usize,
    pub(super) sign: Sign,
    /// Bytes of the name in the line.
    pub(super) name: Range<usize>,
    /// Bytes of all that the label would take.
    pub(super) length: usize,
    pub(super) time: Option<u64>,
    /// A time is printed with it.
    pub(super) is_timed: bool,
}

/// A line is looked at so far for a sign, in characters.
const FAR: usize = 64;
/// The widest name in cells, offices and all.
const WIDEST: usize = 90;
/// At most so many signs of a line are kept.
const MOST: usize = 4;

/// What stands before the name: a time, marks, a number.
struct Lead {
    length: usize,
    time: Option<u64>,
    is_timed: bool,
    is_handle: bool,
}

/// All that the beginning of a line could be as a label.
pub(super) fn prefixes(line: &Line, calendar: &Calendar, found: &mut Vec<Prefix>) {
    let text = line.text();
    let lead = lead(line, calendar);
    let rest = &text[lead.length..];
    let first = found.len();
    if !rest.starts_with(|first: char| around::is_plain(first) || first.is_alphanumeric() || open(first).is_some()) {
        return;
    }
    let mut add = |range: Range<usize>, length: usize, sign: Sign| {
        let is_known = found[first..].iter().any(|other| other.sign == sign);
        if found.len() < first + MOST && !is_known {
            found.extend(prefix(text, &lead, calendar, range, length, sign));
        }
    };
    if let Some((first, close)) = rest.chars().next().and_then(|first| Some((first, open(first)?))) {
        // [[Ann]] …
        let from = rest.len() - rest.trim_start_matches(first).len();
        if let Some((at, _)) = rest.char_indices().take(FAR).find(|(at, it)| *at > from && *it == close) {
            let length = rest.len() - rest[at..].trim_start_matches(close).len();
            add(from..at, length, Sign::Between(first));
        }
    } else if let Some(length) = stopped_initials(rest) {
        add(0..length, rest.len() - rest[length..].trim_start_matches(is_blank).len(), Sign::Space);
    } else {
        scan(rest, lead.is_handle, calendar, &mut add);
    }
    let is_type = |style: &SpanStyle| match style {
        SpanStyle::Strong | SpanStyle::Emphasis | SpanStyle::Code => true,
        SpanStyle::Link(_) => false,
    };
    let strong = line.spans().first().filter(|it| is_type(&it.style) && it.range.start <= lead.length);
    if let Some(end) = strong.map(|it| it.range.end).filter(|end| (lead.length + 1..text.len()).contains(end)) {
        let inner =
            rest[..end - lead.length].trim_end_matches(|it: char| is_blank(it) || ".:：-–—,，|｜\u{4e28}".contains(it));
        add(0..inner.len(), end - lead.length, Sign::Type);
    }
    let bare = rest.trim_end_matches([':', '：']);
    if bare.len() == rest.len()
        && is_within(rest, WIDEST)
        && (!ends_sentence(rest) || stamp_after(rest, calendar).is_some())
    {
        add(0..rest.len(), rest.len(), Sign::Line);
    }
}

/// Whether a text takes so many cells at most; of a long one its length says enough.
pub(super) fn is_within(text: &str, n_cells: usize) -> bool {
    text.len() <= n_cells * 4 && cells(text) <= n_cells
}

/// The prefix with this name, if it can be one, without the times around it.
fn prefix(
    text: &str,
    lead: &Lead,
    calendar: &Calendar,
    range: Range<usize>,
    length: usize,
    sign: Sign,
) -> Option<Prefix> {
    let Range { start, mut end } = trimmed(text, lead.length + range.start..lead.length + range.end);
    let (mut time, mut is_timed) = (lead.time, lead.is_timed);
    if let Some((at, printed)) = stamp_after(&text[start..end], calendar) {
        (time, is_timed) = (printed.or(time), true);
        end = start + text[start..start + at].trim_end_matches(|it: char| is_blank(it) || ",，|-–—".contains(it)).len();
    }
    let start = start + stamps::number_of_question(&text[start..end]);
    // <@ann>, <+ann>: what somebody is in a channel.
    let start = start + around::marks_of_name(&text[start..end]);
    let name = text.get(start..end)?;
    // Tomas | Lantern Labs: a bar belongs to the name where a colon follows.
    let has_bar = sign == Sign::Mark(':') && name.contains(['|', '｜']);
    let bare = if has_bar { Cow::from(name.replace(['|', '｜'], "/")) } else { Cow::from(name) };
    if !name.starts_with(char::is_alphanumeric) || !is_within(name, WIDEST) || !names::is_name(&bare) {
        return None;
    }
    let mut length = lead.length + length;
    if let Some((n_bytes, printed)) = stamp(text[length..].trim_start_matches(is_blank), calendar) {
        length = text.len() - text[length..].trim_start_matches(is_blank).len() + n_bytes;
        (time, is_timed) = (printed.or(time), true);
    } else {
        length += stamps::day_in_brackets(&text[length..]);
    }
    let is_loose = |it: char| {
        is_blank(it)
            || it == '*'
            || matches!(sign, Sign::Between(_) | Sign::Type | Sign::Time) && ":：|｜\u{4e28}".contains(it)
    };
    length = text.len() - text[length..].trim_start_matches(is_loose).len();
    Some(Prefix { draft: 0, line: 0, sign, name: start..end, length, time, is_timed })
}

/// What stands before the name on a line.
fn lead(line: &Line, calendar: &Calendar) -> Lead {
    let text = line.text();
    let mut lead = Lead { length: line.marker(), time: line.time(), is_timed: line.time().is_some(), is_handle: false };
    for _ in 0..3 {
        let rest = &text[lead.length..];
        if let Some((length, time)) = stamp(rest, calendar).filter(|(length, _)| *length < rest.len()) {
            (lead.time, lead.is_timed) = (time.or(lead.time), true);
            lead.length += length;
            continue;
        }
        let marks = around::decoration(rest);
        let length =
            [marks, stamps::number(rest), around::number(rest, calendar)].into_iter().find(|length| *length > 0);
        let Some(length) = length.filter(|length| *length < rest.len()) else { break };
        lead.is_handle |= rest[..length].ends_with('@');
        lead.length += length;
    }
    lead
}

/// Whether a bracket is one that no list of shapes has: only documents show it.
pub(super) fn is_never_listed(open: char) -> bool {
    matches!(open, '{' | '｛')
}

/// The bracket that closes what this one opens.
fn open(letter: char) -> Option<char> {
    let pairs =
        [('【', '】'), ('［', '］'), ('〔', '〕'), ('〖', '〗'), ('[', ']'), ('<', '>'), ('＜', '＞'), ('〈', '〉')];
    pairs
        .into_iter()
        .chain([('{', '}'), ('｛', '｝'), ('(', ')'), ('（', '）'), ('「', '」'), ('《', '》')])
        .find(|(it, _)| *it == letter)
        .map(|(_, close)| close)
}

/// Looks for signs after what could be a name.
fn scan(rest: &str, is_handle: bool, calendar: &Calendar, add: &mut impl FnMut(Range<usize>, usize, Sign)) {
    let mut depth = 0i32;
    let mut taken = 0;
    for (at, letter) in rest.char_indices().take(FAR) {
        let next = at + letter.len_utf8();
        // Most characters are letters, and part nothing.
        if at < taken || is_letter(letter) {
            continue;
        }
        match letter {
            '(' | '[' | '（' | '［' | '【' | '《' => depth += 1,
            ')' | ']' | '）' | '］' | '】' | '》' if depth > 0 => depth -= 1,
            ')' | ']' | '）' | '］' | '】' => return add(0..at, next, Sign::Mark(narrow(letter))),
            _ if depth > 0 || at == 0 => {}
            '。' | '！' | '？' | '!' | '?' | '，' | '、' | '“' | '”' | '"' | '{' | '}' => return,
            _ => {
                let Some((sign, length)) = sign(rest, at, letter, is_handle, calendar) else { continue };
                add(0..at, length, sign);
                taken = length;
                if matches!(sign, Sign::Mark(':' | '∷')) {
                    return;
                }
            }
        }
    }
}

/// Whether a character is without doubt a letter: of the commonest alphabet, or an ideograph that is no bar.
fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, '\u{4e00}'..='\u{9fff}') && letter != STROKE
}

/// The sign that begins at byte `at`, and where what is said begins.
fn sign(rest: &str, at: usize, letter: char, is_handle: bool, calendar: &Calendar) -> Option<(Sign, usize)> {
    let (before, behind) = (&rest[..at], &rest[at + letter.len_utf8()..]);
    let run = |marks: &[char]| rest.len() - rest[at..].trim_start_matches(marks).len();
    let last = before.chars().next_back()?;
    match letter {
        '：' | ':' | '﹕' | '︰' | '∶' | '꞉' => {
            let is_clock = last.is_ascii_digit() && behind.starts_with(|it: char| it.is_ascii_digit());
            let end = run(&['：', ':', '﹕', '︰', '∶', '꞉']);
            let sign = if end > at + letter.len_utf8() { '∷' } else { ':' };
            let is_inside =
                letter == ':' && !is_wide(last) && behind.starts_with(|it: char| it.is_alphanumeric() && !is_wide(it));
            (!is_clock && (!is_inside || sign == '∷')).then_some((Sign::Mark(sign), end))
        }
        '|' | '｜' | STROKE | '│' | '┃' | '¦' => {
            Some((Sign::Mark('|'), run(&['|', '｜', STROKE, '│', '┃', '¦'])))
        }
        '—' | '–' | '―' | '─' | '━' => Some((Sign::Mark('—'), run(&['—', '–', '―', '─', '━', ' ']))),
        '-' if is_blank(last) && behind.starts_with(|it: char| it == '-' || is_blank(it)) => {
            Some((Sign::Mark('-'), run(&['-', ' '])))
        }
        // Ann ... Why so?
        '.' | '…' if is_blank(last) => Some((Sign::Mark('…'), run(&['.', '…', ' ']))),
        '…' => None,
        '；' => Some((Sign::Mark(';'), run(&['；', ' ']))),
        '.' if behind.starts_with(is_blank) && !is_short_word(before) => Some((Sign::Stop, at + 1)),
        _ if is_blank(letter) => {
            let end = rest.len() - rest[at..].trim_start_matches(is_blank).len();
            let is_wide_gap = rest[at..end].chars().count() > 1 || matches!(letter, '\t' | '\u{3000}' | '\u{2003}');
            let time = || stamp(&rest[end..], calendar).filter(|(length, _)| end + length < rest.len());
            if let Some((length, _)) = time() {
                return Some((Sign::Time, end + length));
            }
            let sign = match () {
                () if is_handle && before.len() == before.trim_end_matches(is_blank).len() => Some(Sign::Handle),
                () if is_handle || is_wide_gap => Some(Sign::Gap),
                () => (are_initials(before) && begins_speech(&rest[end..])
                    || is_ideograph(last) && rest[end..].starts_with(is_ideograph))
                .then_some(Sign::Space),
            };
            sign.filter(|_| end < rest.len()).map(|sign| (sign, end))
        }
        _ if is_sign(letter) => {
            let is_inside = last.is_alphanumeric() && behind.starts_with(|it: char| it.is_ascii_alphanumeric());
            (!is_inside).then(|| (Sign::Mark(letter), run(&[letter, ' '])))
        }
        _ => None,
    }
}

/// Whether a text may begin what somebody says: not with a sign, nor in the capitals of a name that goes on (`THE WITNESS: …`).
fn begins_speech(text: &str) -> bool {
    let word = text.split(is_blank).next().unwrap_or(text);
    let is_first = |letter: char| letter.is_alphanumeric() && letter != STROKE || "“\"‘'「『《¿¡".contains(letter);
    let is_capitals =
        word.chars().filter(|it| it.is_uppercase()).nth(1).is_some() && !word.contains(char::is_lowercase);
    text.starts_with(is_first) && !is_capitals
}

/// A letter of a script that sets no spaces between words.
fn is_ideograph(letter: char) -> bool {
    is_unspaced(letter) && letter.is_alphabetic() && letter != STROKE
}

/// Whether a text is a word of a few capitals, as initials are, with or without a number.
fn are_initials(text: &str) -> bool {
    let letters = text.trim_end_matches(|it: char| it.is_ascii_digit());
    !letters.is_empty() && letters.chars().all(char::is_uppercase) && !names::has_letters(text, 5)
}

/// Bytes of two or three initials with their stops, before what is said: `A. L. Why so?`.
fn stopped_initials(rest: &str) -> Option<usize> {
    let (mut at, mut n) = (0, 0);
    loop {
        let mut letters = rest[at..].chars();
        let (Some(letter), Some('.')) = (letters.next(), letters.next()) else { break };
        if !letter.is_uppercase() || n == 3 {
            break;
        }
        let end = at + letter.len_utf8() + 1;
        n += 1;
        at = end + usize::from(rest[end..].starts_with(' '));
        if !rest[end..].starts_with(' ') && letters.next().is_none() {
            return None;
        }
    }
    let is_said = rest[..at].ends_with(' ') && begins_speech(&rest[at..]);
    (n >= 2 && is_said).then(|| rest[..at].trim_end().len())
}

/// Whether a character of no script can stand between a name and what is said.
fn is_sign(letter: char) -> bool {
    !letter.is_alphanumeric()
        && !is_blank(letter)
        && !"'’‘´`.,-_&·・•‧@#%+\u{200d}".contains(letter)
        && !letter.is_control()
        && !matches!(letter, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e00}'..='\u{eff}' | '\u{610}'..='\u{65f}')
}

/// Whether a text ends with a word that is shortened or an initial: no stop after it parts anything.
fn is_short_word(before: &str) -> bool {
    let word = before.rsplit([' ', '.', '\u{a0}']).next().unwrap_or(before);
    let n_letters = word.chars().count();
    let is_first = word.len() == before.len();
    n_letters <= 1 && !is_first || n_letters <= 4 && is_first && !(n_letters == 1 && "QA".contains(word))
}

/// A closing bracket in its narrow form.
fn narrow(letter: char) -> char {
    match letter {
        '）' => ')',
        '］' | '】' => ']',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::reading::Lexicon;

    fn check(text: &str, sign: Sign, name: &str, said: &str) {
        let line = Line::plain(text, 0..0).unwrap();
        let mut found = Vec::new();
        prefixes(&line, &Lexicon::default_words().calendar, &mut found);
        let it = found.iter().find(|it| it.sign == sign).unwrap_or_else(|| panic!("{text}: {found:?}"));
        assert_eq!((&line.text()[it.name.clone()], &line.text()[it.length..]), (name, said), "{text}");
    }

    #[test]
    fn a_name_may_be_set_off_by_any_sign() {
        check("A ｜ Why so?", Sign::Mark('|'), "A", "Why so?");
        check("江榆丨为什么？", Sign::Mark('|'), "江榆", "为什么？");
        check("@ann Why so?", Sign::Handle, "ann", "Why so?");
        check("[10:00] <nora> Why so?", Sign::Between('<'), "nora", "Why so?");
        check("某課長)ご説明します。", Sign::Mark(')'), "某課長", "ご説明します。");
        check("Ann Lee  Why so?", Sign::Gap, "Ann Lee", "Why so?");
        check("Ann :: Why so?", Sign::Mark('∷'), "Ann", "Why so?");
        check("江榆——为什么？", Sign::Mark('—'), "江榆", "为什么？");
        check("Q12   Ann Lee: Why so?", Sign::Mark(':'), "Ann Lee", "Why so?");
        check("Ann Lee [00:00:04] Why so?", Sign::Time, "Ann Lee", "Why so?");
        check("[04/06/2024, 10:00:00] Ann Lee: Why so?", Sign::Mark(':'), "Ann Lee", "Why so?");
        check("Mme Anne Maas, ministre des ports. Oui.", Sign::Stop, "Mme Anne Maas, ministre des ports", "Oui.");
        check("Ann → Why so?", Sign::Mark('→'), "Ann", "Why so?");
        check("RW Why so?", Sign::Space, "RW", "Why so?");
        check("江榆 为什么？", Sign::Space, "江榆", "为什么？");
        check("A. L. Why so?", Sign::Space, "A. L.", "Why so?");
        check("[10:00] < nora> Why so?", Sign::Between('<'), "nora", "Why so?");
        check("<@nora> Why so?", Sign::Between('<'), "nora", "Why so?");
        check("{ann} Why so?", Sign::Between('{'), "ann", "Why so?");
        check("[[江榆]] 为什么？", Sign::Between('['), "江榆", "为什么？");
        check("Ann = Why so?", Sign::Mark('='), "Ann", "Why so?");
        check("江榆；为什么？", Sign::Mark(';'), "江榆", "为什么？");
        check("Ann ... Why so?", Sign::Mark('…'), "Ann", "Why so?");
        check("Ann Lee  10:00 AM", Sign::Line, "Ann Lee", "");
    }
}
