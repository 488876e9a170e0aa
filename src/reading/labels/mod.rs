//! Labels: what could be one is collected over the whole document, counted, and accepted by evidence together.

mod accepted;
mod alike;
mod among;
mod around;
mod between;
mod billing;
mod broken;
mod candidates;
mod cast;
mod collected;
mod company;
mod counted;
mod customs;
mod dialogues;
mod draft_marks;
#[cfg(test)]
mod examples;
mod fields;
pub(super) mod introductions;
mod judged;
mod labelled;
mod left_out;
mod legend;
mod mended;
mod minutes;
pub(super) mod names;
pub(super) mod names_after;
mod not_here;
mod offices;
pub(super) mod outlets;
mod question_headings;
mod roles;
mod ruled;
mod run_on;
mod set_apart;
mod set_off;
mod settled;
pub(super) mod shapes;
pub(super) mod stamps;
mod storeys;
mod sum;
pub(super) mod timed;
mod unlabelled;
mod voiced;

use accepted::Accepted;
use collected::Collected;
pub(super) use customs::{PAGE_TRAITS, PageKind, PageTraits};
use judged::Judged;
use labelled::Labelled;
use left_out::Candidates;
use mended::Mended;

use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;

/// Finds the labels of a page: drafts are split where one begins, and each draft that begins with one knows it. Gives what
/// they have in common, by which it is told whether anybody speaks.
///
/// Each step takes what the one before it gives, and is the file of its name.
pub(crate) fn find<'a>(mut page: Page<'a>, lexicon: &Lexicon) -> (Page<'a>, Option<PageTraits>) {
    if page.stated.are_voiced {
        voiced::mark(&mut page, lexicon);
        return (page, None);
    }
    let Page { drafts, mut stated } = page;
    let mended = Mended::of(drafts, lexicon);
    let collected = Collected::of(mended, lexicon);
    let candidates = Candidates::of(collected, lexicon);
    let judged = Judged::of(candidates, &mut stated, lexicon);
    let accepted = Accepted::of(judged, lexicon);
    stated.kind = accepted.kind;
    let traits = accepted.traits;
    let labelled = Labelled::of(accepted, lexicon);
    let mut drafts = settled::settled(labelled, lexicon);
    unlabelled::mark(&mut drafts, lexicon);
    (Page { drafts, stated }, traits)
}
