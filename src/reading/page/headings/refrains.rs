//! Refrains: lines that stand again and again in the same words, as `【解读】` above each question. They say of what kind the
//! text is, not what it is about, and head nothing.

use crate::reading::shares::FEW;
use crate::reading::widths;
use crate::reading::wrap::takes_at_most;
use std::collections::HashMap;

use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;

/// Lines that are refrains, with how often each stands.
pub(crate) struct Refrains(HashMap<String, usize>);

impl Refrains {
    /// The lines of a page without a label, counted.
    pub(crate) fn of(drafts: &[Draft]) -> Self {
        let mut counts = HashMap::new();
        for draft in drafts.iter().filter(|draft| is_line(draft)) {
            *counts.entry(draft.first().to_owned()).or_default() += 1;
        }
        counts.retain(|_, count| *count >= FEW);
        Refrains(counts)
    }

    /// Whether a draft is one of them.
    pub(crate) fn has(&self, draft: &Draft) -> bool {
        self.0.contains_key(draft.first())
    }
}

/// Sets refrains in lenticular brackets apart from what is said.
pub(crate) fn set_apart(drafts: &mut [Draft], refrains: &Refrains) {
    let is_bracketed = |draft: &Draft| draft.first().starts_with('【') && draft.first().ends_with('】');
    for draft in drafts.iter_mut().filter(|draft| is_line(draft) && is_bracketed(draft) && refrains.has(draft)) {
        draft.kind = BlockKind::Aside(AsideKind::Matter);
    }
}

fn is_line(draft: &Draft) -> bool {
    draft.kind == BlockKind::Paragraph
        && draft.label().is_none()
        && draft.lines.len() == 1
        && takes_at_most(draft.first(), widths::ROW)
}
