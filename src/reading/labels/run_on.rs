//! Labels that run on within a line: `问：…？答：…。问：…？`, where line breaks were lost.

use std::collections::{HashMap, HashSet};

use super::names;
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Joins, Label, Line};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::shares::FEW;
use crate::reading::wrap;

/// A label within a line is at most so many characters long.
const MAX_LABEL: usize = 30;
/// A line with more labels than this is no talk.
const MAX_PIECES: usize = 100_000;

/// Parts the drafts before each label of `known` names that stands behind a sentence in the middle of a line.
pub(crate) fn part<'a>(drafts: Vec<Draft<'a>>, known: &HashSet<String>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    let may_name: Vec<bool> = drafts.iter().map(may_name).collect();
    // Where questions are marked, answers are too, even if none begins a line.
    let crowd = crowded(&drafts, &may_name, known, lexicon);
    let is_mark = |key: &str| (lexicon.question.has(key) || lexicon.answer.has(key)) && !names::is_never(key, lexicon);
    let are_marked = known.iter().any(|key| is_mark(key));
    let is_known = |key: &str| known.contains(key) || crowd.contains(key) || are_marked && is_mark(key);
    let knows_any = !known.is_empty() || !crowd.is_empty();
    let mut parts = Vec::with_capacity(drafts.len());
    for (mut draft, may_name) in drafts.into_iter().zip(may_name) {
        if !may_run_on(&draft) {
            parts.push(draft);
            continue;
        }
        if !knows_any || !may_name && crowd.is_empty() {
            draft.lines.retain_mut(Line::trim);
            parts.push(draft);
            continue;
        }
        if draft.label().is_none() && !crowd.is_empty() {
            let head = || shapes::label(&draft, 0, lexicon).filter(|label| label.shape == Shape::Colon);
            let label = head().filter(|label| crowd.contains(&names::key(label.name_in(draft.first()))));
            draft.set_label(label);
        }
        let mut depth = 0;
        let first = draft.label().map_or(0, Label::length);
        let mut open: Vec<Line> = Vec::with_capacity(draft.lines.len());
        for (number, line) in std::mem::take(&mut draft.lines).into_iter().enumerate() {
            let from = if number == 0 { first } else { 0 };
            let mut starts = within(line.text(), from, &mut depth, !crowd.is_empty(), &is_known, lexicon);
            if starts.len() > MAX_PIECES {
                starts.clear();
            }
            if starts.is_empty() {
                open.extend(line.trimmed());
                continue;
            }
            let mut pieces = line.pieces(&starts).into_iter();
            open.extend(pieces.next().and_then(Line::trimmed));
            for piece in pieces {
                let next = Draft { joins: Joins::default(), ..draft.emptied() };
                parts.push(Draft { lines: std::mem::take(&mut open), ..std::mem::replace(&mut draft, next) });
                let mut head = Draft::new(BlockKind::Paragraph, piece.trimmed().into_iter().collect());
                head.set_label(shapes::label(&head, 0, lexicon).filter(|label| label.shape == Shape::Colon));
                open.append(&mut head.lines);
            }
        }
        parts.push(Draft { lines: open, ..draft });
    }
    parts.retain(|part| part.kind == BlockKind::Rule || !part.lines.is_empty());
    parts
}

/// Whether labels may run on within the lines of a draft.
fn may_run_on(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Paragraph | BlockKind::Quotation)
}

/// Whether somebody may be named in a draft: without a colon nobody is.
fn may_name(draft: &Draft) -> bool {
    may_run_on(draft) && draft.lines.iter().any(|line| colons(line.text()).next().is_some())
}

/// A line of so many cells that holds many labels has lost its line breaks.
const LONG_LINE: usize = 300;

/// Names before colons behind sentences in the middle of long lines, where they come thick: `… born? Ann Lee: … AL: …`.
fn crowded(drafts: &[Draft], may_name: &[bool], known: &HashSet<String>, lexicon: &Lexicon) -> HashSet<String> {
    const OF_KNOWN: usize = 2;
    let n_known = |text: &str| {
        let colons = colons(text).take(MAX_PIECES);
        let names = colons.filter_map(|at| Some(names::key(&text[begin(&text[..at], lexicon)?..at])));
        names.filter(|key| known.contains(key)).take(OF_KNOWN).count()
    };
    let is_long = |text: &str| !wrap::takes_at_most(text, LONG_LINE - 1);
    let is_run_on = |text: &str| is_long(text) || !known.is_empty() && n_known(text) >= OF_KNOWN;
    let mut printed: HashMap<&str, usize> = HashMap::new();
    let drafts = drafts.iter().zip(may_name).filter(|(draft, may)| **may && draft.kind == BlockKind::Paragraph);
    let lines = drafts.flat_map(|(draft, _)| &draft.lines);
    for line in lines.filter(|line| is_run_on(line.text())) {
        let head = line.text().find(shapes::is_colon).filter(|&at| at < 3 * MAX_LABEL).map(|at| (0, at));
        let colons = colons(line.text());
        let starts = |at: usize| [begin(&line.text()[..at], lexicon), behind_blank(&line.text()[..at])];
        let inner = colons.flat_map(|at| starts(at).into_iter().flatten().map(move |start| (start, at)));
        for name in head.into_iter().chain(inner).map(|(start, at)| &line.text()[start..at]) {
            *printed.entry(name).or_default() += 1;
        }
    }
    let is_person = |name: &str, n: usize| {
        let likeness = names::likeness(name, lexicon);
        let is_likely =
            || likeness >= names::LIKELY || n >= FEW && likeness > 0.0 || names::role(name, lexicon).is_some();
        names::is_name(name) && is_likely() && !names::is_never(name, lexicon)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (name, n) in printed.into_iter().filter(|(name, n)| is_person(name, *n)) {
        *counts.entry(names::key(name)).or_default() += n;
    }
    // One who answers, and askers who ask once each, are a crowd as well.
    let is_known = |(name, n): &(&String, &usize)| **n >= 2 || names::role(name, lexicon).is_some();
    let n_known: usize = counts.iter().filter(is_known).map(|(_, n)| n).sum();
    let recurs = counts.values().any(|&n| n >= 2);
    let is_crowd = n_known >= 6 && recurs && counts.iter().filter(is_known).count() >= 2;
    if is_crowd { counts.into_keys().collect() } else { HashSet::new() }
}

/// The bytes where colons stand.
fn colons(text: &str) -> impl Iterator<Item = usize> {
    wrap::signs(text).filter(|(_, sign)| shapes::is_colon(*sign)).map(|(at, _)| at)
}

/// The bytes where known labels begin behind byte `from`, outside of quotation marks and behind a sentence.
fn within(
    text: &str,
    from: usize,
    depth: &mut i32,
    is_crowded: bool,
    is_known: &dyn Fn(&str) -> bool,
    lexicon: &Lexicon,
) -> Vec<usize> {
    let mut starts = Vec::new();
    for (at, letter) in wrap::signs(text) {
        match letter {
            '“' | '「' | '『' => *depth += 1,
            '”' | '」' | '』' => *depth = (*depth - 1).max(0),
            letter if shapes::is_colon(letter) && *depth == 0 && at > from => {
                let before = &text[..at];
                let is_label = |start: &usize| *start > from && is_known(&names::key(&text[*start..at]));
                let start = begin(before, lexicon).filter(is_label);
                starts.extend(start.or_else(|| behind_blank(before).filter(|_| is_crowded).filter(is_label)));
            }
            _ => {}
        }
    }
    starts
}

/// Where a label that ends `before` a colon would begin: right behind the last sentence.
fn begin(before: &str, lexicon: &Lexicon) -> Option<usize> {
    if before.ends_with(shapes::is_colon) {
        return None;
    }
    let is_stop = |(at, letter): &(usize, char)| match letter {
        '。' | '！' | '？' | '?' | '!' | '”' | '」' | '』' | '）' | '…' => true,
        // Ms. Lee: the stop belongs to the word of courtesy.
        '.' => before[at + 1..].starts_with(' ') && !lexicon.courtesy.has(&fold(last_word(&before[..*at]))),
        _ => false,
    };
    let (end, stop) = before.char_indices().rev().take(MAX_LABEL).find(is_stop)?;
    let start = end + stop.len_utf8();
    let skipped = before[start..].len() - before[start..].trim_start().len();
    let is_label = start + skipped < before.len() && wrap::ends_sentence(&before[..start]);
    is_label.then_some(start + skipped)
}

/// The last word of a text, as far as it is as short as a label.
fn last_word(text: &str) -> &str {
    let start = text.char_indices().rev().take(MAX_LABEL).find(|(_, letter)| !letter.is_alphabetic());
    start.map_or(text, |(at, letter)| &text[at + letter.len_utf8()..])
}

/// Where a label of ideographs would begin behind a blank, the trace of a line break that was lost.
fn behind_blank(before: &str) -> Option<usize> {
    if before.ends_with(shapes::is_colon) {
        return None;
    }
    let (at, blank) = before.char_indices().rev().take(MAX_LABEL).find(|(_, letter)| letter.is_whitespace())?;
    let start = at + blank.len_utf8();
    let is_label =
        start < before.len() && before[start..].chars().all(|letter| wrap::is_wide(letter) && letter.is_alphabetic());
    is_label.then_some(start)
}
