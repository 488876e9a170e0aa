//! Labelled drafts: split where a label begins, so that each draft that begins with one knows it.

use std::collections::HashSet;
use std::iter;

use super::accepted::Accepted;
use super::candidates::Candidate;
use super::customs::PageKind;
use super::{run_on, shapes};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::in_place::replace_each;
use crate::reading::lexicon::Lexicon;

/// The drafts of a page, with their labels.
pub(super) struct Labelled<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
    /// Those that belong to the talk.
    pub(super) content: Vec<usize>,
}

impl<'a> Labelled<'a> {
    /// Splits drafts at their labels, and where known names stand within lines. Where nobody speaks, labels are keys.
    pub(super) fn of(accepted: Accepted<'a>, lexicon: &Lexicon) -> Self {
        let (drafts, known) = at_labels(accepted, lexicon);
        let drafts = run_on::part(drafts, &known, lexicon);
        let content = (0..drafts.len()).filter(|&index| drafts[index].is_content()).collect();
        Labelled { drafts, content }
    }
}

/// The drafts, split where lines begin with a label, and the keys of those who are labelled.
pub(super) fn at_labels<'a>(accepted: Accepted<'a>, lexicon: &Lexicon) -> (Vec<Draft<'a>>, HashSet<String>) {
    let Accepted { drafts, labels, known, kind, .. } = accepted;
    let drafts = match kind {
        PageKind::Talk | PageKind::PerhapsTalk => split(drafts, labels),
        PageKind::NoTalk => apart(drafts, &labels, lexicon),
    };
    (drafts, known)
}

/// Splits the drafts where labels begin.
fn split(drafts: Vec<Draft>, accepted: Vec<Candidate>) -> Vec<Draft> {
    let mut found = accepted.into_iter().peekable();
    replace_each(drafts, |index, draft, parts| {
        let labelled: Vec<Candidate> = iter::from_fn(|| found.next_if(|next| next.draft == index)).collect();
        if labelled.is_empty() {
            parts.push(draft);
            return;
        }
        let lines: Vec<usize> = labelled.iter().map(|found| found.line).collect();
        let mut pieces = draft.pieces(&lines).into_iter();
        if lines.first() != Some(&0) {
            parts.extend(pieces.next());
        }
        for (mut piece, found) in pieces.zip(labelled) {
            piece.kind = if found.line == 0 { piece.kind } else { BlockKind::Paragraph };
            piece.set_label(Some(found.label));
            part(piece, parts);
        }
    })
}

/// A draft that begins with a label: the label by itself, if nothing follows it on its line, and what it labels.
fn part<'a>(mut draft: Draft<'a>, parts: &mut Vec<Draft<'a>>) {
    let is_alone = draft.said().is_empty();
    if matches!(draft.kind, BlockKind::Heading(_)) {
        draft.kind = BlockKind::Paragraph;
    }
    if is_alone {
        let rest = draft.lines.split_off(1);
        let wrapped = draft.wrapped;
        parts.push(Draft { kind: BlockKind::Label, ..draft });
        if !rest.is_empty() {
            parts.push(Draft { wrapped, ..Draft::new(BlockKind::Paragraph, rest) });
        }
    } else {
        parts.push(draft);
    }
}

/// Parts the lines of paragraphs in which keys stand that label nothing: each field of a form keeps its own line. Lines that were
/// broken to fit a page are parted only where something could be a key, whether it was found to be one or not.
fn apart<'a>(drafts: Vec<Draft<'a>>, keys: &[Candidate], lexicon: &Lexicon) -> Vec<Draft<'a>> {
    replace_each(drafts, |index, draft, parts| {
        let has_key = keys.binary_search_by_key(&index, |key| key.draft).is_ok();
        let is_form = has_key && draft.kind == BlockKind::Paragraph;
        let begins = |line: &usize| is_form && (!draft.wrapped || shapes::label(&draft, *line, lexicon).is_some());
        let starts: Vec<usize> = (1..draft.lines.len()).filter(begins).collect();
        parts.append(&mut draft.pieces(&starts));
    })
}
