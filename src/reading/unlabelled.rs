//! Turns without labels: questions that are set in strong type, and answers below labelled questions.

use super::draft::Draft;
use super::lexicon::Lexicon;
use super::names::{self, Role};
use super::shapes::{self, Label, Shape};
use crate::document::block::BlockKind;

/// Fewer questions than this may be chance.
const ENOUGH: usize = 3;

/// Gives empty labels to strong questions and to the answers below questions, where the whole document speaks for it.
pub(super) fn mark(drafts: &mut [Draft], lexicon: &Lexicon) {
    let labelled: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].label.is_some()).collect();
    if labelled.is_empty() {
        let strong: Vec<usize> = (0..drafts.len()).filter(|&index| is_strong_line(&drafts[index])).collect();
        if are_questions(drafts, &strong) {
            for &index in &strong {
                let printed = shapes::label(&drafts[index], 0, lexicon).filter(|label| {
                    names::role(&drafts[index].first()[label.name.clone()], lexicon) == Some(Role::Question)
                });
                drafts[index].label = Some(printed.unwrap_or_else(|| empty(Shape::Asked)));
            }
            answers(drafts, &strong);
        }
    } else {
        let is_asked = |index: &usize| {
            let label = drafts[*index].label.as_ref();
            let role = label.and_then(|label| names::role_of(drafts[*index].first(), label, lexicon));
            matches!(role, Some(Role::Question | Role::Asker))
        };
        if labelled.iter().all(is_asked) && are_questions(drafts, &labelled) {
            answers(drafts, &labelled);
        }
    }
}

fn empty(shape: Shape) -> Label {
    Label { name: 0..0, length: 0, shape, time: None, numbered: false, tail: 0..0 }
}

/// A paragraph that is strong as a whole.
fn is_strong_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph && draft.len() < 900 && draft.is_strong()
}

/// Whether there are enough, nearly all ask, and something that has no label stands below nearly each of them.
fn are_questions(drafts: &[Draft], found: &[usize]) -> bool {
    let asks = |index: &&usize| drafts[**index].last().trim_end_matches(['”', '」', '"', ' ']).ends_with(['?', '？']);
    let is_followed = |index: &&usize| {
        next(drafts, **index).is_some_and(|next| drafts[next].label.is_none() && !found.contains(&next))
    };
    let most = |count: usize| count * 10 >= found.len() * 8;
    found.len() >= ENOUGH && most(found.iter().filter(asks).count()) && most(found.iter().filter(is_followed).count())
}

/// The next draft that belongs to the talk.
fn next(drafts: &[Draft], index: usize) -> Option<usize> {
    (index + 1..drafts.len()).find(|&next| drafts[next].is_content())
}

fn answers(drafts: &mut [Draft], questions: &[usize]) {
    for &question in questions {
        let below = next(drafts, question)
            .filter(|&below| drafts[below].label.is_none() && drafts[below].kind == BlockKind::Paragraph);
        if let Some(below) = below {
            drafts[below].label = Some(empty(Shape::Answered));
        }
    }
}
