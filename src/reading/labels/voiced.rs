//! Voiced: where the format itself says who speaks, its names are the labels, and nothing else is one.

use super::shapes;
use crate::reading::draft::Page;
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap::joint;

/// Gives each draft the label that its format has given it. A name on a line of its own stands before what is said.
pub(super) fn mark(page: &mut Page, lexicon: &Lexicon) {
    for draft in &mut page.drafts {
        if draft.lines.first().is_none_or(|line| line.voice().is_none()) {
            continue;
        }
        let Some(mut label) = shapes::label(draft, 0, lexicon) else { continue };
        if draft.lines.len() > 1 {
            let said = draft.lines.remove(1);
            let name = &mut draft.lines[0];
            let between = joint(name.text(), said.text());
            let n_more = (name.text().len() + between.len()).saturating_sub(label.length());
            label = label.and(n_more);
            name.append(between, said);
            draft.wrapped &= draft.lines.len() > 1;
        }
        draft.set_label(Some(label));
    }
}
