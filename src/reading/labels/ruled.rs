//! Labels right behind drawn rules: where most stand there, what else stands there is one, and what does not is none.

use crate::reading::shares::{OFTEN, are_most};
use std::collections::HashMap;

use super::candidates::Candidate;
use super::cast::Cast;
use super::shapes::Shape;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::wrap::is_drawn;

/// The rule, as it is drawn, behind which most names on lines of their own stand: `---` / `CALLER`.
pub(super) fn custom(cast: &Cast, places: &[Candidate], drafts: &[Draft]) -> Option<String> {
    // For each rule how many stand behind it, and how many of these are accepted.
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut n_elsewhere = 0;
    for found in places.iter().filter(|found| found.label.shape == Shape::OwnLine) {
        let is_accepted = cast.of(found).accepted;
        match rule(found, drafts) {
            Some(rule) => {
                let (n, n_accepted) = counts.entry(rule).or_default();
                *n += 1;
                *n_accepted += usize::from(is_accepted);
            }
            None => n_elsewhere += usize::from(is_accepted),
        }
    }
    let is_custom = |(n, n_accepted): (usize, usize)| {
        n_accepted >= OFTEN && are_most(n_accepted, n) && are_most(n_accepted, n_accepted + n_elsewhere)
    };
    let custom = counts.iter().filter(|(_, counts)| is_custom(**counts)).max_by_key(|(rule, (_, n))| (*n, **rule));
    custom.map(|(rule, _)| (*rule).to_owned())
}

/// Whether a name stands on a line of its own, or like one, elsewhere than right behind this rule.
pub(super) fn is_elsewhere(found: &Candidate, custom: &str, drafts: &[Draft]) -> bool {
    matches!(found.label.shape, Shape::OwnLine | Shape::Dash) && rule(found, drafts) != Some(custom)
}

/// The rule right above a line that begins its paragraph, as it is drawn.
pub(super) fn rule<'a>(found: &Candidate, drafts: &'a [Draft]) -> Option<&'a str> {
    let above = drafts.get(found.draft.checked_sub(1)?).filter(|_| found.line == 0)?;
    let is_rule = above.kind == BlockKind::Rule || above.kind == BlockKind::Aside(AsideKind::Matter);
    (is_rule && (above.lines.is_empty() || is_drawn(above.first()))).then(|| above.first())
}
