//! The choice between the labels of listed shapes and those of a custom that the document itself shows.

use crate::reading::shares::are_nearly_all;
use std::collections::HashSet;

use super::Induced;
use super::weights::{Trait, number, sum};

/// Where a label stands, and whose it is.
#[derive(Debug, Clone)]
pub(in crate::reading::labels) struct Place {
    pub(in crate::reading::labels) draft: usize,
    pub(in crate::reading::labels) line: usize,
    /// The number of the name among those of the reading.
    pub(in crate::reading::labels) name: usize,
}

/// Whether labels of listed shapes explain a document so well that no other custom need be looked for: there are many of
/// them, and their names recur and take turns.
pub(in crate::reading::labels) fn are_credible(listed: &[Place]) -> bool {
    let is_enough = |(name, value): &Trait| *value >= number("credible", name);
    let traits = of_reading(listed);
    !traits.is_empty() && traits.iter().all(is_enough)
}

/// Whether the induced labels explain clearly more of a document than the listed ones: more of it, by names that recur
/// and take turns.
///
/// Where no shape was found, `questions` are the drafts with what asks without a label; a custom whose labels stand
/// elsewhere must be more than they are.
pub(in crate::reading::labels) fn prefers(induced: &[Induced], listed: &[Place], questions: &[usize]) -> bool {
    let labelled: HashSet<usize> = induced.iter().map(|it| it.draft).collect();
    let n_other = questions.iter().filter(|draft| !labelled.contains(draft)).count();
    if n_other * 4 > questions.len() && questions.len() * 2 >= induced.len() {
        return false;
    }
    let places: Vec<Place> = induced.iter().map(|it| Place { draft: it.draft, line: it.line, name: it.name }).collect();
    let shared: HashSet<(usize, usize)> = listed.iter().map(|it| (it.draft, it.line)).collect();
    let n_shared = places.iter().filter(|it| shared.contains(&(it.draft, it.line))).count();
    let (mine, other) = (sum("reading", &of_reading(&places)), sum("reading", &of_reading(listed)));
    let is_within = are_nearly_all(n_shared, listed.len());
    let margin = number("choice", if is_within { "margin" } else { "margin against others" });
    mine - other >= margin
}

/// What the labels of a reading do over the document, whatever their shapes.
fn of_reading(places: &[Place]) -> Vec<Trait<'static>> {
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Vec::new() };
    let n = places.len();
    let mut counts = vec![0; places.iter().map(|it| it.name + 1).max().unwrap_or_default()];
    places.iter().for_each(|it| counts[it.name] += 1);
    let share = |count: usize, whole: usize| if whole == 0 { 0.0 } else { count as f32 / whole as f32 };
    let changes = places.windows(2).filter(|pair| pair[0].name != pair[1].name).count();
    vec![
        ("labels", (n as f32).ln_1p()),
        ("recurs", share(places.iter().filter(|it| counts[it.name] > 1).count(), n)),
        ("changes", share(changes, n - 1)),
        ("density", share(n, last.draft + 1 - first.draft).min(1.0)),
    ]
}
