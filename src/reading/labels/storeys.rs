//! Labels of two storeys: a mark on a line of its own, and right below it the label that names the speaker; a name, and in a
//! paragraph of its own the time.

use std::collections::HashMap;

use super::names::{self, Role};
use super::stamps;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap;

/// Fewer marks than this may be chance.
const FEWEST: usize = 3;

/// Makes asides of marks of question and answer that stand alone, where right below nearly each a label with words names
/// who speaks: `问` above `记者：…`.
pub(super) fn unite(drafts: &mut [Draft], lexicon: &Lexicon) {
    let content: Vec<usize> = (0..drafts.len()).filter(|&index| drafts[index].is_content()).collect();
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut is_mark = |index: usize| {
        let is_mark = |name: &str| matches!(names::role(name, lexicon), Some(Role::Question | Role::Answer));
        let name = drafts[index].name().filter(|_| drafts[index].kind == BlockKind::Label);
        name.is_some_and(|name| *known.entry(name).or_insert_with(|| is_mark(name)))
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

/// Puts times that stand in paragraphs of their own below names beside these, where many do: `Ann Lee`, `0:12`, `Hi.`
pub(super) fn join_times(drafts: &mut Vec<Draft>) {
    let is_line = |draft: &Draft| draft.kind == BlockKind::Paragraph && draft.lines.len() == 1;
    let is_name = |text: &str| wrap::cells(text) <= 48 && names::is_name(text) && !wrap::ends_sentence(text);
    let is_below = |pair: &[Draft]| {
        let [name, time] = pair else { return false };
        is_line(name) && is_line(time) && stamps::is_stamp(time.first()) && is_name(name.first())
    };
    if drafts.windows(2).filter(|pair| is_below(pair)).take(FEWEST).count() < FEWEST {
        return;
    }
    let mut joined: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts.drain(..) {
        let is_time = joined.last().is_some_and(|last| is_line(last) && is_name(last.first()))
            && is_line(&draft)
            && stamps::is_stamp(draft.first());
        match joined.last_mut().filter(|_| is_time) {
            Some(last) => last.lines[0].append(" ", draft.lines.remove(0)),
            None => joined.push(draft),
        }
    }
    *drafts = joined;
}
