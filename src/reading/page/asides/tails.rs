//! Tails: what a page adds below the last speech, told by what all speeches before it are like.

use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Lexicon, fold};
use crate::reading::shares::{MANY, SOME, are_nearly_all};
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// Where something begins that is no speech, after the first paragraph of the last one, which is at `first`: what breaks the
/// period is no talk. Where speeches have one paragraph each, that is what speaks of the site; where they all have, or nearly all
/// that is said ends in a sentence, also what is in brackets, a line without an end, a reference or a mark of a note.
pub(super) fn begin(drafts: &[Draft], first: usize, lexicon: &Lexicon) -> usize {
    let starts: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].label().is_some()).collect();
    let is_single = |pair: &&[usize]| drafts[pair[0]..pair[1]].iter().filter(is_said).take(2).count() == 1;
    let n_single = starts.windows(2).filter(is_single).count();
    if starts.len() <= SOME {
        return drafts.len();
    }
    let are_single = are_nearly_all(n_single, starts.len() - 1);
    let is_always = starts.len() > MANY && n_single == starts.len() - 1;
    // The next talk or article of a page is longer.
    let n_short = drafts.iter().rev().take_while(|draft| is_short(draft)).count();
    let is_near = is_always || drafts.len() - first <= MANY && are_sentences(&drafts[starts[0]..=first]);
    let from = if is_near { (drafts.len() - n_short).max(first + 1) } else { drafts.len() };
    let apart = (from..drafts.len()).find(|&index| is_apart(&drafts[index]));
    let site = (first + 1..drafts.len()).find(|&index| are_single && is_of_site(&drafts[index], lexicon));
    site.into_iter().chain(apart).min().unwrap_or(drafts.len())
}

fn is_said(draft: &&Draft) -> bool {
    draft.is_content() && draft.kind != BlockKind::Label
}

/// Whether nearly all that is said ends as a sentence does.
fn are_sentences(drafts: &[Draft]) -> bool {
    let said = || drafts.iter().filter(is_said);
    let n_ended = said().filter(|draft| ends_sentence(draft.last())).count();
    let n = said().count();
    n > MANY && n_ended * 10 >= n * 9
}

fn is_short(draft: &Draft) -> bool {
    draft.takes_at_most(widths::TWO_ROWS) && !matches!(draft.kind, BlockKind::Heading(_))
}

/// Whether a line of a page speaks of the site.
fn is_of_site(draft: &Draft, lexicon: &Lexicon) -> bool {
    let mut lines = draft.lines.iter().map(|line| line.text());
    draft.is_content() && lines.any(|text| lexicon.boilerplate.within(&fold(text)).is_some())
}

/// Whether a paragraph is in brackets, a line without an end, above others or alone, a reference, or marked as a note.
fn is_apart(draft: &Draft) -> bool {
    let text = draft.first();
    let is_whole = text.starts_with(['(', '（', '[', '［', '【']) && text.ends_with([')', '）', ']', '］', '】']);
    let is_note = text.starts_with(['※', '*', '©', 'ⓒ', '†']);
    let refers = (text.contains("http") || text.contains("www.")) && takes_at_most(text, widths::TWO_ROWS);
    let widest = if draft.lines.len() == 1 { widths::LINE } else { widths::COLUMN };
    let is_open = !ends_sentence(text) && takes_at_most(text, widest);
    let is_line = draft.lines.len() == 1 && (is_whole || is_note || refers) || is_open;
    is_line && draft.kind == BlockKind::Paragraph && draft.label().is_none()
}
