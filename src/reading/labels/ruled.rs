//! Labels right behind drawn rules: where most stand there, what else stands there is one, and what does not is none.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::cast::Cast;
use super::shapes::Shape;
use crate::document::block::{AsideKind, BlockKind};
use crate::reading::draft::Draft;
use crate::reading::page::asides::is_drawn;

/// Fewer labels behind rules may be chance.
const FEWEST: usize = 5;

/// Accepts the names that stand on lines of their own behind the same rule as those of others, though they stand there once:
/// `---` / `CALLER`. Leaves out such lines that stand elsewhere, as in a list of those who take part.
pub(super) fn settle(cast: &mut Cast, candidates: &mut Vec<Candidate>, drafts: &[Draft]) {
    // For each rule how many stand behind it, and how many of these are accepted.
    let mut counts: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut n_elsewhere = 0;
    for found in candidates.iter().filter(|found| found.label.shape == Shape::OwnLine) {
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
        n_accepted >= FEWEST && n_accepted * 10 >= n * 7 && n_accepted * 10 >= (n_accepted + n_elsewhere) * 6
    };
    let custom = counts.iter().filter(|(_, counts)| is_custom(**counts)).max_by_key(|(rule, (_, n))| (*n, **rule));
    let Some((&custom, _)) = custom else { return };
    let is_set_so = |found: &Candidate| !matches!(found.label.shape, Shape::OwnLine | Shape::Dash);
    candidates.retain(|found| is_set_so(found) || rule(found, drafts) == Some(custom));
    for found in candidates.iter().filter(|found| found.label.shape == Shape::OwnLine) {
        let member = cast.of_mut(found);
        member.accepted |= !member.is_never;
    }
}

/// Leaves out names on lines of their own where nearly all labels are set otherwise: lists of those who take part, which may
/// stand before each part of a long record.
pub(super) fn leave_lines(cast: &Cast, candidates: &mut Vec<Candidate>) {
    const MANY: usize = 40;
    let is_line = |found: &Candidate| found.label.shape == Shape::OwnLine && found.label.time.is_none();
    let accepted = candidates.iter().filter(|found| cast.of(found).accepted);
    let (lines, others): (Vec<&Candidate>, Vec<&Candidate>) = accepted.partition(|found| is_line(found));
    if others.len() >= MANY && lines.len() * 20 <= others.len() {
        candidates.retain(|found| !is_line(found));
    }
}

/// The rule right above a line that begins its paragraph, as it is drawn.
fn rule<'a>(found: &Candidate, drafts: &'a [Draft]) -> Option<&'a str> {
    let above = drafts.get(found.draft.checked_sub(1)?).filter(|_| found.line == 0)?;
    let is_rule = above.kind == BlockKind::Rule || above.kind == BlockKind::Aside(AsideKind::Matter);
    (is_rule && (above.lines.is_empty() || is_drawn(above.first()))).then(|| above.first())
}
