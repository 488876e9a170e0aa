//! Labels of two storeys: a mark on a line of its own, and right below it the label that names the speaker.

use std::collections::HashMap;

use super::labelled::Labelled;
use super::names::{self, Role};
use crate::document::block::BlockKind;
use crate::reading::lexicon::Lexicon;
use crate::reading::shares::FEW;

/// So many times as many marks have a label below as have none.
const MOST: usize = 4;

/// Marks of question and answer that stand alone, where right below nearly each a label with words names who speaks:
/// `问` above `记者：…`.
pub(super) fn marks(all: &Labelled, lexicon: &Lexicon) -> Vec<usize> {
    let drafts = &all.drafts;
    let mut known: HashMap<&str, bool> = HashMap::new();
    let mut is_mark = |index: usize| {
        let is_mark = |name: &str| matches!(names::role(name, lexicon), Some(Role::Question | Role::Answer));
        let name = drafts[index].name().filter(|_| drafts[index].kind == BlockKind::Label);
        name.is_some_and(|name| *known.entry(name).or_insert_with(|| is_mark(name)))
    };
    let marks = all.content.windows(2).filter(|pair| is_mark(pair[0]));
    let (storeys, bare): (Vec<&[usize]>, Vec<&[usize]>) =
        marks.partition(|pair| drafts[pair[1]].label().is_some() && drafts[pair[1]].kind != BlockKind::Label);
    let are_custom = storeys.len() >= FEW && storeys.len() >= bare.len() * MOST;
    storeys.into_iter().filter(|_| are_custom).map(|pair| pair[0]).collect()
}
