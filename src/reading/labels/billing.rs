//! Billings: lines that say who asks and who answers, `采访者：周伯海（灯塔博物馆）`, and are no turns themselves.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::collected::Collected;
use super::left_out::{Out, Tells};
use super::names::{self, Role};
use super::shapes::Shape;
use crate::reading::draft::{Draft, Line};
use crate::reading::lexicon::Lexicon;
use crate::reading::widths;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// A block with more lines is the talk.
const BLOCK: usize = 40;
/// The key of a line stands before a colon within so many characters.
const KEY: usize = 20;
/// Two billings stand beside each other with so many drafts from one to the next, at most.
const BESIDE: usize = 2;

/// The billings of a document, each with those whom it bills: they speak under their names, or a second line like it stands
/// beside the first.
pub(super) fn find(all: &Collected, lexicon: &Lexicon) -> Vec<Out> {
    let is_other = |found: &Candidate, billing: &Billing| !billing.names.contains(&found.key);
    let billed: Vec<(usize, Billing)> = all
        .numbers_of(|found| all.n(found) == 1)
        .into_iter()
        .filter_map(|place| Some((place, billing(&all.places[place], &all.drafts, lexicon)?)))
        .filter(|(place, billing)| is_other(&all.places[*place], billing))
        .collect();
    if billed.is_empty() {
        return Vec::new();
    }
    let known: HashMap<&str, usize> = all.places.iter().map(|found| (found.key.as_str(), all.n(found))).collect();
    let recurs = |name: &String| known.get(name.as_str()).is_some_and(|&n| n > 1);
    let bare: Vec<usize> = billed.iter().filter(|(_, billing)| billing.is_bare).map(|(place, _)| *place).collect();
    let is_beside = |place: usize, other: usize| {
        bare.binary_search(&other).is_ok() && all.places[place].draft.abs_diff(all.places[other].draft) <= BESIDE
    };
    let is_billing = |(place, billing): &(usize, Billing)| {
        let mut beside = place.checked_sub(1).into_iter().chain([place + 1]);
        billing.names.iter().any(recurs) || billing.is_bare && beside.any(|other| is_beside(*place, other))
    };
    let is_billing: Vec<bool> = billed.iter().map(is_billing).collect();
    let billings = billed.into_iter().zip(is_billing).filter(|(_, it)| *it).map(|(billed, _)| billed);
    billings.map(|(place, it)| Out { place, tells: Tells::Parts(it.names, it.role) }).collect()
}

struct Billing {
    /// The names that are billed, by key.
    names: Vec<String>,
    role: Role,
    /// Nothing but a name stands behind the colon, and no sentence.
    is_bare: bool,
}

/// What a line would bill: a role before a colon, and a name behind it.
fn billing(found: &Candidate, drafts: &[Draft], lexicon: &Lexicon) -> Option<Billing> {
    let value = found.said(drafts).trim_start_matches('@');
    // On a line of its own, or of a block of such lines.
    let has_key = |line: &Line| line.text().chars().take(KEY).any(|letter| matches!(letter, ':' | '：'));
    let lines = &drafts[found.draft].lines;
    let is_set = matches!(found.label.shape, Shape::Colon | Shape::Strong);
    if !is_set || lines.len() > BLOCK || !lines.iter().all(has_key) {
        return None;
    }
    let role = names::role(found.name(drafts), lexicon);
    let role = role.filter(|role| matches!(role, Role::Asker | Role::Host | Role::Answerer))?;
    let end = value.find(['（', '(', '，', ',', '、', '；', '／', '。', '：', ':']).unwrap_or(value.len());
    let billed = value[..end].trim();
    let is_bare = takes_at_most(value, widths::LINE) && (!ends_sentence(value) || value.ends_with(['）', ')']));
    (takes_at_most(billed, widths::LINE) && names::is_name(billed)).then(|| Billing {
        names: billed.split(" and ").flat_map(|part| part.split(" & ")).map(|name| names::key(name.trim())).collect(),
        role,
        is_bare,
    })
}
