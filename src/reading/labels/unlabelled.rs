//! Turns without names: questions that strong type, a heading, a dash or a mark sets off, and the answers below them.

use super::alike;
use super::around;
use super::draft_marks::{dashes, leading_mark};
use super::names::{self, Role};
use super::question_headings::{headings, headings_above_answers, headings_above_marks, marked_answers};
use super::shapes::{self, Shape};
use crate::document::block::BlockKind;
use crate::reading::draft::{Draft, Label, is_blank};
use crate::reading::lexicon::{Calendar, Lexicon, fold};
use crate::reading::shares::{FEW, are_most, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap::{ends_with_question_mark, has_question_mark, takes_at_most};

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

/// The drafts that ask and are set off alike, of the first way in which enough of a document are.
pub(crate) fn questions(drafts: &[Draft], lexicon: &Lexicon) -> Vec<usize> {
    let all = 0..drafts.len();
    let strong: Vec<usize> = all.clone().filter(|&index| is_strong_line(&drafts[index])).collect();
    let marked: Vec<usize> = all.clone().filter(|&index| printed_mark(&drafts[index], lexicon).is_some()).collect();
    let dashed: Vec<usize> = all.clone().filter(|&index| dashes(&drafts[index]) > 0).collect();
    let items: Vec<usize> = all.clone().filter(|&index| is_item_above_text(drafts, index)).collect();
    // Type, marks and headings must ask nearly always; a dash before each question is a custom of its own.
    let mut groups: Vec<(Vec<usize>, usize, Asks)> =
        vec![(strong, 8, asks_anywhere), (marked, 8, asks_at_end), (dashed, 3, asks_at_end), (items, 8, asks_at_end)];
    groups.extend((2..=6).map(|level| (headings(drafts, level), 8, asks_at_end as Asks)));
    groups.extend((2..=6).map(|level| (headings_above_marks(drafts, level), 2, asks_at_end as Asks)));
    // Where nearly each is answered under the same mark, some may bid to tell.
    groups.extend((2..=6).map(|level| (headings_above_answers(drafts, level, lexicon), 5, asks_at_end as Asks)));
    groups.extend(taking_turns(drafts).map(|found| (found, 3, asks_at_end as Asks)));
    groups.extend(alike::ways(drafts, &lexicon.calendar).into_iter().map(|found| (found, 8, asks_at_end as Asks)));
    let is_custom =
        |(found, tenths, asks): &(Vec<usize>, usize, Asks)| are_questions(drafts, found, lexicon, *tenths, *asks);
    groups.into_iter().find(is_custom).map(|(found, ..)| found).unwrap_or_default()
}

/// The label of a question without a name: the mark before it, if there is one.
fn asked(draft: &Draft, calendar: &Calendar) -> Label {
    let mark = leading_mark(draft).map_or(0, |(_, length)| length);
    Label::unnamed(
        Shape::Asked,
        dashes(draft).max(mark).max(draft.marker()).max(around::number(draft.first(), calendar)),
    )
}

/// The drafts that begin with the first of two marks that take turns: `- …?`, `▲ …`.
fn taking_turns(drafts: &[Draft]) -> Option<Vec<usize>> {
    let marked: Vec<(usize, char)> =
        (0..drafts.len()).filter_map(|index| Some((index, leading_mark(&drafts[index])?.0))).collect();
    let (first, second) = (marked.first()?.1, marked.iter().map(|(_, mark)| *mark).find(|mark| *mark != marked[0].1)?);
    let take_turns = marked.windows(2).all(|pair| pair[0].1 != pair[1].1 || pair[0].1 == second);
    let are_two = marked.iter().all(|(_, mark)| *mark == first || *mark == second);
    let asked = marked.iter().filter(|(_, mark)| *mark == first).map(|(index, _)| *index);
    (take_turns && are_two).then(|| asked.collect())
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

/// A paragraph that is strong as a whole.
fn is_strong_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && draft.is_strong() && draft.takes_at_most(widths::TEN_ROWS)
}

/// `Q: …` where no `A: …` answers it, in a heading or a paragraph.
fn printed_mark(draft: &Draft, lexicon: &Lexicon) -> Option<Label> {
    let is_text = matches!(draft.kind, BlockKind::Heading(2..) | BlockKind::Paragraph);
    let label = shapes::label(draft, 0, lexicon).filter(|label| is_text && label.length() < draft.first().len())?;
    let name = label.name_in(draft.first());
    (names::role(name, lexicon) == Some(Role::Question) && !names::is_never(name, lexicon)).then_some(label)
}

/// Tells whether a draft asks.
type Asks = fn(&Draft, &Lexicon) -> bool;

/// Whether its last sentence asks.
fn asks_at_end(draft: &Draft, lexicon: &Lexicon) -> bool {
    let bare = without_note(draft.last()).trim_end_matches(|it: char| is_blank(it) || "”」\"*".contains(it));
    let tail: String = bare.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let said = fold(tail.trim_end_matches(['。', '.']));
    ends_with_question_mark(bare) || lexicon.question_ends.end_of(&said).is_some()
}

/// Whether one of its sentences asks: what is printed in strong type as a whole asks, then tells why.
fn asks_anywhere(draft: &Draft, lexicon: &Lexicon) -> bool {
    asks_at_end(draft, lexicon)
        || !draft.takes_at_most(widths::ROW) && draft.lines.iter().any(|line| has_question_mark(line.text()))
}

/// The item of a list with text below that belongs to no list. The last of several items is none: that is a checklist, or a
/// list of questions that nobody answers.
fn is_item_above_text(drafts: &[Draft], index: usize) -> bool {
    let is_item = |index: usize| matches!(drafts[index].kind, BlockKind::ListItem { .. });
    let is_below_another = || (0..index).rev().find(|&before| drafts[before].is_content()).is_some_and(is_item);
    is_item(index) && !is_below_another() && next(drafts, index).is_some_and(|next| !is_item(next))
}

/// `A. On foot`, `B. By boat`, on lines of their own or on one: what a question of a survey or an exam can be answered with, from
/// this draft on.
fn are_options(drafts: &[Draft], index: usize) -> bool {
    // The letter and the stop after it, in whatever width.
    let is_option = |text: &str, letters: [char; 2]| {
        let behind = text.trim_start_matches(['(', '（']).strip_prefix(letters);
        behind.is_some_and(|behind| behind.starts_with(['.', '、', ')', '）', '．']))
    };
    let (first, second) = (['A', 'Ａ'], ['B', 'Ｂ']);
    let content = drafts[index..].iter().filter(|draft| draft.is_content()).take(2);
    let mut lines = content.flat_map(|draft| &draft.lines).map(|line| line.text()[line.marker()..].trim_start());
    let Some(line) = lines.next().filter(|line| is_option(line, first)) else { return false };
    let below = lines.next().is_some_and(|line| is_option(line, second));
    below || line.split(is_blank).any(|word| is_option(word, second))
}

/// Whether there are enough, so many tenths of them ask, and something that has no label stands below nearly each.
fn are_questions(drafts: &[Draft], found: &[usize], lexicon: &Lexicon, tenths: usize, asks: Asks) -> bool {
    let asks = |index: &&usize| asks(&drafts[**index], lexicon);
    let is_followed = |index: &&usize| {
        next(drafts, **index).is_some_and(|next| {
            drafts[next].label().is_none() && found.binary_search(&next).is_err() && !are_options(drafts, next)
        })
    };
    let share = |count: usize, tenths: usize| count * 10 >= found.len() * tenths;
    found.len() >= FEW
        && share(found.iter().filter(asks).count(), tenths)
        && share(found.iter().filter(is_followed).count(), 8)
}

/// What is asked, without who asks it in brackets behind: `…か。（港の会・田村議員）`.
fn without_note(text: &str) -> &str {
    let open = text.strip_suffix(['）', ')']).and_then(|inner| inner.rfind(['（', '(']));
    open.filter(|&open| open > 0 && takes_at_most(&text[open..], widths::ROW)).map_or(text, |open| &text[..open])
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
