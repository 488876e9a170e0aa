//! Labels that were broken over lines, put together before labels are looked for.

use std::collections::HashMap;

use super::names::{self, Role};
use super::outlets;
use super::shapes::{self, Shape, is_colon};
use super::stamps;
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label};
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::shares::SOME;
use crate::reading::widths;
use crate::reading::wrap;

/// Puts labels together that were broken over lines, in all drafts.
pub(super) fn mend(drafts: &mut [Draft], lexicon: &Lexicon) {
    drafts.iter_mut().for_each(|draft| mend_two(draft, lexicon));
    if stand_alone(drafts, lexicon) {
        drafts.iter_mut().for_each(mend_billed);
    }
}

/// Puts the two lines of a label together, where it was broken over them.
fn mend_two(draft: &mut Draft, lexicon: &Lexicon) {
    if draft.lines.len() < 2 || !draft.is_content() {
        return;
    }
    for index in (0..draft.lines.len() - 1).rev() {
        let (first, second) = (&draft.lines[index], &draft.lines[index + 1]);
        let is_name = || wrap::takes_at_most(first.text(), widths::NAME) && names::is_name(first.text());
        if stamps::is_stamp(second.text(), &lexicon.calendar) && is_name() {
            let time = draft.lines.remove(index + 1);
            draft.lines[index].append(" ", time);
            continue;
        }
        // Ann Lee / : Hi, as lists of terms are written.
        if second.text().starts_with([':', '：']) && is_name() {
            let said = draft.lines.remove(index + 1);
            draft.lines[index].append("", said);
            continue;
        }
        let length = stamps::in_brackets(second.text(), &lexicon.calendar).map_or(0, |(length, _)| length);
        if length > 0 && length < second.text().len() && is_name() {
            move_time(draft, index, length);
            continue;
        }
        if let Some(joint) = broken_before_colon(draft, index, lexicon) {
            let second = draft.lines.remove(index + 1);
            draft.lines[index].append(joint, second);
        }
    }
}

/// What goes between a line and the next, where a name that states a part goes from the one to the colon in the other.
fn broken_before_colon(draft: &Draft, index: usize, lexicon: &Lexicon) -> Option<&'static str> {
    let (first, second) = (&draft.lines[index], &draft.lines[index + 1]);
    let begins = || index == 0 || wrap::ends_sentence(draft.lines[index - 1].text());
    // A name with an office, all in capitals, may be long: `ANN LEE, ANALYST, HARBOUR BANK, RESEARCH` / `DIVISION: Hi`.
    let is_loud = is_loud(first.text(), second.text());
    let (longest, behind) = if is_loud { (widths::TWO_ROWS, widths::NAME) } else { (widths::PHRASE, widths::WORD) };
    let is_short = || wrap::takes_at_most(first.text(), longest) && !wrap::ends_sentence(first.text());
    let has_colon = second.text().chars().take(behind).any(|letter| matches!(letter, '：' | ':'));
    // 修灯的人 / 记者：…: no outlet stands above a word that is a label by itself.
    let is_unwrapped = |name: &str, above: &str| {
        lexicon.asker.has(&fold(name)) && above.contains(wrap::is_wide) && !outlets::is_outlet(above, lexicon)
    };
    let is_whole = |label: Label| {
        let name = label.name_in(second.text());
        names::role(name, lexicon) == Some(Role::Question) || is_unwrapped(name, first.text())
    };
    let may_be_whole = || shapes::label(draft, index + 1, lexicon).filter(|_| !is_loud).is_some_and(is_whole);
    if !(has_colon && begins() && is_short()) || may_be_whole() {
        return None;
    }
    let joint = wrap::joint(first.text(), second.text());
    let mut whole = first.clone();
    whole.append(joint, second.clone());
    let whole = Draft::new(BlockKind::Paragraph, vec![whole]);
    let label = shapes::label(&whole, 0, lexicon)
        .filter(|label| label.shape == Shape::Colon && label.is_named_beyond(first.text().len()))?;
    let role = names::role(label.name_in(whole.first()), lexicon);
    (is_loud || matches!(role, Some(Role::Asker | Role::Host | Role::Answerer))).then_some(joint)
}

/// Whether a name with an office, all in capitals, goes from a line to the colon in the next, and what is said is not.
fn is_loud(first: &str, second: &str) -> bool {
    let is_short = || wrap::takes_at_most(first, widths::TWO_ROWS);
    let is_name = first.starts_with(char::is_uppercase) && is_short() && !first.contains(char::is_lowercase);
    let said = || second.split_once(is_colon).map_or("", |(_, said)| said);
    is_name && said().contains(char::is_lowercase) && shapes::is_loud(&format!("{first} {second}"))
}

/// Whether names stand alone before colons in this document, on lines of their own, and come back.
fn stand_alone(drafts: &[Draft], lexicon: &Lexicon) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let lines = drafts.iter().filter(|draft| draft.kind == BlockKind::Paragraph).flat_map(|draft| &draft.lines);
    for name in lines.filter_map(|line| line.text().strip_suffix(is_colon)) {
        *counts.entry(name).or_default() += 1;
    }
    let is_person = |name: &str| names::is_name(name) && names::likeness(name, lexicon) >= names::LIKELY;
    counts.into_iter().filter(|(name, n)| *n >= 2 && is_person(name)).map(|(_, n)| n).sum::<usize>() >= SOME
}

/// Puts the lines of an office and a name together that end in a colon: `Keeper of the Lamps and` / `Bells Ann Lee:`.
fn mend_billed(draft: &mut Draft) {
    const MOST: usize = 3;
    if draft.kind != BlockKind::Paragraph {
        return;
    }
    let mut mended = Vec::with_capacity(draft.lines.len());
    for line in std::mem::take(&mut draft.lines) {
        mended.push(line);
        let ends = mended.last().is_some_and(|line| line.text().ends_with(is_colon));
        let from = mended.len().saturating_sub(MOST);
        let begins = |at: &usize| *at == 0 || wrap::ends_sentence(mended[*at - 1].text());
        let is_whole = |at: &usize| {
            let texts: Vec<&str> = mended[*at..].iter().map(|line| line.text()).collect();
            texts.iter().all(|text| wrap::takes_at_most(text, widths::TWO_ROWS)) && is_billed(&texts.join(" "))
        };
        let start = (from..mended.len().saturating_sub(1)).find(|at| ends && begins(at) && is_whole(at));
        let parts = start.map(|at| mended.split_off(at)).unwrap_or_default();
        let whole = parts.into_iter().reduce(|mut whole, part| {
            let joint = wrap::joint(whole.text(), part.text());
            whole.append(joint, part);
            whole
        });
        mended.extend(whole);
    }
    draft.lines = mended;
}

/// `Keeper of the Lamps and Bells of the North Ann Lee:`: an office of words mostly with capitals, and a name of two, no
/// stop or comma among them.
pub(super) fn is_billed(text: &str) -> bool {
    const FEWEST: usize = 4;
    let text = text.trim_end_matches(is_colon);
    // Most names have fewer words.
    if text.split_whitespace().nth(FEWEST - 1).is_none() {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&&str| word.starts_with(char::is_uppercase) && word.chars().count() > 1;
    let n_capitals = words.iter().filter(is_capital).count();
    wrap::takes_at_most(text, widths::TWO_ROWS)
        && n_capitals * 5 >= words.len() * 2
        && words.iter().take(1).chain(words.iter().rev().take(2)).all(|word| is_capital(&word))
        && text.chars().all(|letter| letter.is_alphabetic() || letter.is_whitespace() || "-'’".contains(letter))
}

/// Puts the time that begins a line behind the name on the line above: `Ann Lee` / `(00:12) Hi`.
fn move_time(draft: &mut Draft, index: usize, length: usize) {
    let said = draft.lines[index + 1].split_off(length);
    let time = std::mem::replace(&mut draft.lines[index + 1], said).trimmed().unwrap_or_default();
    draft.lines[index].append(" ", time);
}
