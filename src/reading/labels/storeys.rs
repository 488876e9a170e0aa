//! Labels of two storeys: a mark on a line of its own, and right below it the label that names the speaker.

use super::names::{self, Role};
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;

/// Fewer marks than this may be chance.
const FEWEST: usize = 3;

/// Makes asides of marks of question and answer that stand alone, where right below nearly each a label with words names
/// who speaks: `问` above `记者：…`.
pub(super) fn unite(drafts: &mut [Draft], lexicon: &Lexicon) {
    let content: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].is_content()).collect();
    let is_mark = |index: usize| {
        let role = drafts[index].name().and_then(|name| names::role(name, lexicon));
        drafts[index].kind == BlockKind::Label && matches!(role, Some(Role::Question | Role::Answer))
    };
    let marks = content.windows(2).filter(|pair| is_mark(pair[0]));
    let (storeys, bare): (Vec<&[usize]>, Vec<&[usize]>) =
        marks.partition(|pair| drafts[pair[1]].label().is_some() && drafts[pair[1]].kind != BlockKind::Label);
    let found: Vec<usize> = storeys.iter().map(|pair| pair[0]).collect();
    if found.len() < FEWEST || found.len() < bare.len() * 4 {
        return;
    }
    for index in found {
        drafts[index].set_label(None);
        drafts[index].kind = BlockKind::Aside(AsideKind::Matter);
    }
}
