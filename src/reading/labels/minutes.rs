//! Minutes in Korean, where an office and a name are two words: `○위원장 홍길동  …`, `소위원장 박광온  …`.

use super::between::ZERO;
use super::names::{self, is_hangul, is_name};
use super::shapes::{Found, Shape, separator, trimmed};
use crate::reading::draft::is_blank;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::widths;
use crate::reading::wrap::{cells, ends_sentence};

/// `○위원장 홍길동  …`, `○차카타 위원` and what is said on the next line.
pub(super) fn circle(rest: &str, lexicon: &Lexicon) -> Option<Found> {
    let mark = rest.chars().next().filter(|&mark| matches!(mark, '○' | '◯' | ZERO | '●' | '◎'))?.len_utf8();
    let end = mark + korean(&rest[mark..], lexicon)?;
    let name = trimmed(rest, mark..end);
    let length = end + separator(&rest[end..]);
    (!name.is_empty()).then_some((name, length, Shape::Circle, None))
}

/// `소위원장 박광온  …`: an office and a name, or a name and an office, before two spaces.
pub(super) fn spaced(rest: &str) -> Option<Found> {
    let end = Some(rest).filter(|rest| rest.starts_with(is_hangul))?.find("  ")?;
    let (name, said) = (&rest[..end], rest[end..].trim_start_matches(is_blank));
    let are_words = name.split(' ').all(|word| word.chars().all(|letter| is_hangul(letter) || letter.is_ascii_digit()));
    let is_person = (2..=4).contains(&name.split(' ').count()) && cells(name) <= widths::NAME && are_words;
    (is_person && is_name(name) && !said.is_empty()).then(|| (0..end, rest.len() - said.len(), Shape::Spaces, None))
}

/// Where the office and the name end that begin a record: at two spaces, a colon or the end of the line, else behind two
/// words one of which is an office.
fn korean(body: &str, lexicon: &Lexicon) -> Option<usize> {
    let body = Some(body).filter(|body| body.trim_start().starts_with(is_hangul))?;
    let is_short = |end: &usize| cells(&body[..*end]) <= widths::NAME;
    if let Some(end) = [body.find("  "), body.find(':')].into_iter().flatten().min().filter(is_short) {
        return Some(end);
    }
    if is_short(&body.len()) && !ends_sentence(body) && body.split(' ').count() <= 4 {
        return Some(body.len());
    }
    let mut words = body.split_inclusive(' ').take(2);
    let (first, second) = (words.next()?, words.next()?);
    let is_office = |word: &str| {
        let word = word.trim();
        names::role(word, lexicon).is_some()
            || lexicon.titles.has(&fold(word))
            || lexicon.chair.end_of(&fold(word)).is_some()
    };
    (is_office(first) || is_office(second)).then_some(first.len() + second.len())
}
