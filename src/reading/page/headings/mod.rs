//! Headings: the title (`titles`), headings that are marked, and lines that only look like one: by how they are set (`looks`), or
//! by how they stand together (`ways`). What looks like one and is none is told by `no_headings`. Each reason is a row with an
//! example.

mod before_labels;
#[cfg(test)]
mod examples;
mod looks;
mod no_headings;
mod numbers;
mod refrains;
mod titles;
mod ways;

use crate::document::block::BlockKind;
use crate::document::turn::{Certainty, Reason};
use crate::reading::draft::{Draft, Stated};
use crate::reading::lexicon::Lexicon;
use looks::Around;
use refrains::Refrains;
use ways::{Plain, Stage};

/// The certainty of a line that only looks like a heading.
pub(crate) const LOOKS_LIKE_HEADING: Certainty = Certainty::Guess(Reason::LooksLikeHeading);

/// Marks headings among the drafts and returns the index of the title.
pub(crate) fn find(drafts: &mut [Draft], stated: &Stated, lexicon: &Lexicon) -> Option<usize> {
    if stated.are_voiced {
        return looks::stated_title(drafts, stated);
    }
    if drafts.iter().any(|draft| draft.lines.iter().any(|line| line.time().is_some())) {
        // What is heard has no headings.
        return None;
    }
    no_headings::sober(drafts);
    let title = titles::find(drafts, stated.title.as_deref(), lexicon);
    if let Some(line) = title.filter(|&it| drafts[it].kind == BlockKind::Paragraph) {
        make(&mut drafts[line], 1);
    }
    let refrains = Refrains::of(drafts);
    refrains::set_apart(drafts, &refrains);
    let around = Around::of(drafts, lexicon);
    drafts.iter_mut().filter(|draft| looks::is_set(draft, &around)).for_each(|draft| make(draft, 2));
    let ways = |stage, drafts: &mut [Draft]| {
        let found = ways::find(stage, &Plain::of(drafts, title, &refrains, lexicon));
        found.iter().for_each(|&index| make(&mut drafts[index], 2));
        !found.is_empty()
    };
    if !has_other(drafts, title, |draft| matches!(draft.kind, BlockKind::Heading(2..))) {
        ways(Stage::NoHeading, drafts);
    }
    let is_marked =
        |draft: &Draft| matches!(draft.kind, BlockKind::Heading(_)) && draft.certainty == Certainty::Certain;
    if !has_other(drafts, title, is_marked) && !ways(Stage::NoMark, drafts) {
        ways(Stage::Last, drafts);
    }
    title
}

/// Whether there is a draft of a kind besides the title.
fn has_other(drafts: &[Draft], title: Option<usize>, is_one: impl Fn(&Draft) -> bool) -> bool {
    drafts.iter().enumerate().any(|(index, draft)| Some(index) != title && is_one(draft))
}

/// Makes a heading of what only looks like one.
fn make(draft: &mut Draft, level: u8) {
    (draft.kind, draft.certainty) = (BlockKind::Heading(level), LOOKS_LIKE_HEADING);
}
