//! Mended drafts: each label stands on one line, and its time beside it, however the page broke them.

use super::names;
use super::{broken, counted, stamps};
use crate::document::block::BlockKind;
use crate::reading::draft::Draft;
use crate::reading::lexicon::{Calendar, Lexicon};
use crate::reading::shares::FEW;
use crate::reading::widths;
use crate::reading::wrap::{self, takes_at_most};

/// The drafts of a page in which labels can be looked for line by line.
pub(super) struct Mended<'a> {
    pub(super) drafts: Vec<Draft<'a>>,
}

impl<'a> Mended<'a> {
    /// Puts labels together that were broken over lines, and times beside the names that they belong to. Counts before lines
    /// are no part of them.
    pub(super) fn of(mut drafts: Vec<Draft<'a>>, lexicon: &Lexicon) -> Self {
        counted::mark(&mut drafts, lexicon);
        broken::mend(&mut drafts, lexicon);
        Mended { drafts: with_times(drafts, &lexicon.calendar) }
    }
}

/// Puts times that stand in paragraphs of their own below names beside these, where many do: `Ann Lee`, `0:12`, `Hi.`
fn with_times<'a>(drafts: Vec<Draft<'a>>, calendar: &Calendar) -> Vec<Draft<'a>> {
    let is_line = |draft: &Draft| draft.kind == BlockKind::Paragraph && draft.lines.len() == 1;
    let is_name = |text: &str| takes_at_most(text, widths::NAME) && names::is_name(text) && !wrap::ends_sentence(text);
    let is_below = |name: &Draft, time: &Draft| {
        is_line(name) && is_line(time) && stamps::is_stamp(time.first(), calendar) && is_name(name.first())
    };
    let n_below = drafts.windows(2).filter(|pair| is_below(&pair[0], &pair[1])).take(FEW).count();
    if n_below < FEW {
        return drafts;
    }
    let mut joined: Vec<Draft<'a>> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        match joined.last_mut().filter(|last| is_below(last, &draft)) {
            Some(last) => last.lines[0].append(" ", draft.lines.remove(0)),
            None => joined.push(draft),
        }
    }
    joined
}
