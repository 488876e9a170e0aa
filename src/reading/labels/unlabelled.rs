//! Turns without names: questions that are set off (`set_apart` tells how), and the answers below them.

use super::alike;
use super::around;
use super::customs;
use super::draft_marks::{dashes, leading_mark};
use super::names::{self, Role};
use super::question_headings::{headings, marked_answers};
use super::set_apart::{are_questions, asks_at_end, printed_mark, questions};
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label};
use crate::reading::lexicon::{Calendar, Lexicon};
use crate::reading::shares::{FEW, are_most, are_nearly_all};

/// Where labels are one of so many of the questions that are set off, they are not the custom of the document.
const FEW_OF: usize = 8;

/// Gives labels to questions that are only set off, and empty ones to the answers below questions, where the whole
/// document speaks for it.
pub(crate) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let all = 0..drafts.len();
    let labelled: Vec<usize> = all.clone().filter(|&index| drafts[index].label().is_some()).collect();
    // A label or two among many questions that are set off: somebody in the audience, a note. There are no more questions than
    // paragraphs, so that they need not be looked for where labels are many.
    let may_be_few = labelled.len() * FEW_OF < drafts.len();
    let found = if may_be_few { questions(drafts, lexicon) } else { Vec::new() };
    if found.len() < labelled.len() * FEW_OF {
        return beside_labels(drafts, &labelled, lexicon);
    }
    if labelled.is_empty() && !customs::are_asked(drafts, &found, lexicon) {
        return;
    }
    for &index in found.iter().filter(|index| labelled.binary_search(index).is_err()) {
        let label = printed_mark(&drafts[index], lexicon).unwrap_or_else(|| asked(&drafts[index], &lexicon.calendar));
        drafts[index].kind = BlockKind::Paragraph;
        drafts[index].set_label(Some(label));
    }
    answers(drafts, &found, lexicon);
}

/// Beside speeches that have labels, gives labels to questions that are set off without one, or to what stands below the questions
/// if these are all that has one.
fn beside_labels(drafts: &mut [Draft], labelled: &[usize], lexicon: &Lexicon) {
    let is_asked = |index: &usize| {
        let label = drafts[*index].label();
        let role = label.and_then(|label| names::role_of(drafts[*index].first(), label, lexicon));
        matches!(role, Some(Role::Question | Role::Asker))
    };
    if labelled.iter().all(is_asked) {
        if are_questions(drafts, labelled, lexicon, 8, asks_at_end) {
            answers(drafts, labelled, lexicon);
        }
    } else {
        dashes_before_names(drafts, lexicon);
        set_off_before_names(drafts, lexicon);
    }
}

/// The label of a question without a name: the mark before it, if there is one.
fn asked(draft: &Draft, calendar: &Calendar) -> Label {
    let mark = leading_mark(draft).map_or(0, |(_, length)| length);
    Label::unnamed(
        Shape::Asked,
        dashes(draft).max(mark).max(draft.marker()).max(around::number(draft.first(), calendar)),
    )
}

/// Dashes before questions that somebody who is named answers.
fn dashes_before_names(drafts: &mut [Draft], lexicon: &Lexicon) {
    let dashed: Vec<usize> =
        (0..drafts.len()).filter(|&index| drafts[index].label().is_none() && dashes(&drafts[index]) > 0).collect();
    let is_answered = |index: &&usize| next(drafts, **index).is_some_and(|next| drafts[next].label().is_some());
    let n_answered = dashed.iter().filter(is_answered).count();
    if dashed.len() >= FEW && are_most(n_answered, dashed.len()) {
        for index in dashed {
            let label = asked(&drafts[index], &lexicon.calendar);
            drafts[index].set_label(Some(label));
        }
    }
}

/// Questions that a mark, a number or type sets off before answers with labels: `1、…？` above `答：…`.
fn set_off_before_names(drafts: &mut [Draft], lexicon: &Lexicon) {
    let is_answered = |index: &&usize| next(drafts, **index).is_some_and(|next| drafts[next].label().is_some());
    let is_custom = |found: &Vec<usize>| {
        let n_answered = found.iter().filter(is_answered).count();
        let n_asking = found.iter().filter(|&&index| asks_at_end(&drafts[index], lexicon)).count();
        // Where all answers are under one name, some questions may bid to tell.
        let mut names = found.iter().filter_map(|&index| drafts[next(drafts, index)?].name());
        let is_one = names.next().is_some_and(|first| names.all(|name| name == first));
        let enough = if is_one { 5 } else { 7 };
        found.len() >= FEW && are_nearly_all(n_answered, found.len()) && n_asking * 10 >= found.len() * enough
    };
    let levels = (2..=6).map(|level| headings(drafts, level));
    let found = alike::ways(drafts, &lexicon.calendar).into_iter().chain(levels).find(is_custom).unwrap_or_default();
    for index in found {
        let label = asked(&drafts[index], &lexicon.calendar);
        drafts[index].kind = BlockKind::Paragraph;
        drafts[index].set_label(Some(label));
    }
}

/// The next draft that belongs to the talk.
pub(super) fn next(drafts: &[Draft], index: usize) -> Option<usize> {
    (index + 1..drafts.len()).find(|&next| drafts[next].is_content())
}

/// Gives labels to what stands below questions: empty ones, or the name in brackets that nearly each begins with.
fn answers(drafts: &mut [Draft], questions: &[usize], lexicon: &Lexicon) {
    let marked = marked_answers(drafts, questions, lexicon);
    if !marked.is_empty() {
        marked.into_iter().for_each(|(index, label)| drafts[index].set_label(Some(label)));
        return;
    }
    let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem { .. } | BlockKind::Quotation);
    let below = |question: &usize| {
        // Behind a rule something else begins.
        let is_parted = |below: usize| drafts[*question..below].iter().any(|draft| draft.kind == BlockKind::Rule);
        let is_answer = |below: usize| drafts[below].label().is_none() && is_text(drafts[below].kind);
        next(drafts, *question).filter(|&below| is_answer(below) && !is_parted(below))
    };
    let below: Vec<usize> = questions.iter().filter_map(below).collect();
    let printed = |index: usize| {
        shapes::label(&drafts[index], 0, lexicon).filter(|label| {
            matches!(label.shape, Shape::Round | Shape::Bracket) && label.length() < drafts[index].first().len()
        })
    };
    let key = |index: usize| Some(names::key(printed(index)?.name_in(drafts[index].first())));
    let keys: Vec<Option<String>> = below.iter().map(|&index| key(index)).collect();
    let first = keys.iter().flatten().next();
    let n_same = keys.iter().filter(|key| key.as_ref() == first).count();
    let is_name = keys.len() >= FEW && are_nearly_all(n_same, keys.len());
    let labels: Vec<Option<Label>> = below.iter().map(|&index| if is_name { printed(index) } else { None }).collect();
    for (index, label) in below.into_iter().zip(labels) {
        let mark = leading_mark(&drafts[index]).map_or(0, |(_, length)| length).max(drafts[index].marker());
        drafts[index].set_label(Some(label.unwrap_or(Label::unnamed(Shape::Answered, mark))));
    }
}
