//! Repair: fragments of a paragraph are joined over what interrupts them. The structure changes, never a character.

use super::asides::is_open;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::widths;
use crate::reading::wrap::{division, ends_sentence, is_unspaced, takes_at_most};

/// At most so many asides lie between two fragments.
const MAX_ASIDES: usize = 8;

/// Joins each paragraph that ends without an end to the one that it goes on in.
pub(crate) fn join<'a>(drafts: Vec<Draft<'a>>, lexicon: &Lexicon) -> Vec<Draft<'a>> {
    if is_sloppy(&drafts) {
        return drafts;
    }
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    // The last paragraph or the like, and the asides since then or since the last fragment.
    let (mut last, mut since): (Option<usize>, usize) = (None, 0);
    for draft in drafts {
        let target = last.filter(|&last| goes_on(&joined[last], &joined[since..], &draft, lexicon));
        if let Some(target) = target {
            joined[since..].iter_mut().for_each(|aside| aside.lifted = true);
            let whole = &mut joined[target];
            whole.joins.push(whole.lines.len());
            whole.wrapped |= draft.wrapped;
            whole.lines.extend(draft.lines);
            since = joined.len();
            continue;
        }
        let is_aside = matches!(draft.kind, BlockKind::Aside(_));
        joined.push(draft);
        if !is_aside {
            (last, since) = (Some(joined.len() - 1), joined.len());
        }
    }
    joined
}

/// Leaves the lines of a page as they were broken: each is a paragraph of its own.
pub(crate) fn leave(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut left = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if !draft.wrapped {
            left.push(draft);
            continue;
        }
        let mut head = Draft { wrapped: false, ..draft };
        for line in std::mem::take(&mut head.lines) {
            left.push(Draft { lines: vec![line], ..head.clone() });
        }
    }
    left
}

/// Where paragraphs often end without a stop, a missing one tells nothing; before a page's end it does.
fn is_sloppy(drafts: &[Draft]) -> bool {
    let (mut n_long, mut n_open) = (0, 0);
    for (index, draft) in drafts.iter().enumerate() {
        let is_long = draft.kind == BlockKind::Paragraph && draft.says_more_than(widths::LINE);
        let at_page_end = drafts.get(index + 1).is_some_and(|next| matches!(next.kind, BlockKind::Aside(_)));
        n_long += usize::from(is_long);
        n_open += usize::from(is_long && is_open(draft) && !at_page_end);
    }
    n_open > 3 && n_open * 4 > n_long
}

/// Whether `draft` goes on what `before` left open, over the asides between them.
fn goes_on(before: &Draft, asides: &[Draft], draft: &Draft, lexicon: &Lexicon) -> bool {
    let interrupts = |aside: &Draft| {
        !matches!(aside.kind, BlockKind::Aside(AsideKind::Kicker | AsideKind::Boilerplate | AsideKind::Note))
    };
    let is_plain = draft.kind == BlockKind::Paragraph && draft.label().is_none();
    is_plain
        && asides.len() <= MAX_ASIDES
        && begins_inside(draft, lexicon)
        && (is_open(before) || is_divided(before, draft))
        && asides.iter().all(interrupts)
        && fits(before.last(), draft.first())
}

/// Whether a word that ends a page goes on in the next.
fn is_divided(before: &Draft, draft: &Draft) -> bool {
    before.kind == BlockKind::Paragraph && division(before.last(), draft.first()).is_some()
}

/// Whether a text reads like the inside of a sentence, not like a heading or an item.
fn begins_inside(draft: &Draft, lexicon: &Lexicon) -> bool {
    let Some(first) = draft.first().chars().next() else { return false };
    let is_item = first.is_ascii_digit() && draft.first().chars().take(4).any(|letter| "、.．)）".contains(letter));
    let begins = first.is_lowercase()
        || is_unspaced(first) && first.is_alphabetic()
        || first.is_ascii_digit()
        || "，、”）》".contains(first);
    let is_heading =
        || draft.lines.len() == 1 && !ends_sentence(draft.first()) && takes_at_most(draft.first(), widths::LINE);
    let is_counted = || lexicon.calendar.counts(first) && draft.first().chars().nth(1) == Some('、');
    begins && !is_item && !is_counted() && !is_heading()
}

/// Both in the same script, so that the second can go on from the first.
fn fits(before: &str, after: &str) -> bool {
    let is_cjk = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).take(8).any(is_unspaced);
    let last = before.chars().next_back().unwrap_or(' ');
    let is_inside = last.is_alphanumeric() || "，、,—-‐¬\u{ad}".contains(last);
    is_inside && is_cjk(after) == before.chars().rev().filter(|letter| letter.is_alphabetic()).take(8).any(is_unspaced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::draft::Line;

    fn paragraph(text: &str) -> Draft<'_> {
        Draft::new(BlockKind::Paragraph, Line::plain(text, 0..0).into_iter().collect())
    }

    #[test]
    fn a_paragraph_goes_on_behind_a_caption() {
        let mut caption = paragraph("图为会场");
        caption.kind = BlockKind::Aside(AsideKind::Caption);
        let first = paragraph("我们走了很久的路，经过许多村庄，最后来到了一座很大很大的城");
        let joined = join(vec![first, caption, paragraph("市，那里的人都很好。")], &Lexicon::default_words());
        assert_eq!(joined.len(), 2);
        assert_eq!((joined[0].joins.lines(), joined[1].lifted), (&[1][..], true));
    }

    #[test]
    fn a_whole_sentence_does_not_go_on() {
        let first = paragraph("我们走了很久的路，经过许多村庄，最后来到了一座很大很大的城市。");
        assert_eq!(join(vec![first, paragraph("那里的人都很好。")], &Lexicon::default_words()).len(), 2);
    }
}
