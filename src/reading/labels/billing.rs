//! Billings: lines that say who asks and who answers, `采访者：周伯海（灯塔博物馆）`, and are no turns themselves.

use std::collections::HashMap;

use super::candidates::{Candidate, counts};
use super::cast::Cast;
use super::names::{self, Role};
use super::shapes::Shape;
use crate::reading::draft::{Draft, Line};
use crate::reading::lexicon::Lexicon;
use crate::reading::wrap::{ends_sentence, takes_at_most};

/// Leaves billings out, and returns the part of each name that they bill, by key.
pub(super) fn leave(candidates: &mut Vec<Candidate>, drafts: &[Draft], lexicon: &Lexicon) -> HashMap<String, Role> {
    let counts = counts(candidates);
    let billed: Vec<Option<Billing>> = candidates
        .iter()
        .map(|found| {
            let billing = if counts[found.named] == 1 { billing(found, drafts, lexicon) } else { None };
            billing.filter(|billing| !billing.names.contains(&found.key))
        })
        .collect();
    if billed.iter().all(Option::is_none) {
        return HashMap::new();
    }
    let known: HashMap<&str, usize> =
        candidates.iter().map(|found| (found.key.as_str(), counts[found.named])).collect();
    // Whoever is billed speaks under his name, or a second line like it stands beside the first.
    let is_beside = |index: usize| {
        let is_open = |other: usize| {
            let is_near = || candidates[other].draft.abs_diff(candidates[index].draft) <= 2;
            billed.get(other).is_some_and(|billing| billing.as_ref().is_some_and(|billing| billing.is_bare))
                && is_near()
        };
        is_open(index + 1) || index > 0 && is_open(index - 1)
    };
    let is_billing: Vec<bool> = (0..candidates.len())
        .map(|index| {
            billed[index].as_ref().is_some_and(|billing| {
                let recurs = |name: &String| known.get(name.as_str()).is_some_and(|&n| n >= 2);
                billing.names.iter().any(recurs) || billing.is_bare && is_beside(index)
            })
        })
        .collect();
    let mut kept = is_billing.iter();
    candidates.retain(|_| !kept.next().copied().unwrap_or(false));
    let found = billed.into_iter().zip(is_billing).filter(|(_, it)| *it);
    let named = |billing: Billing| billing.names.into_iter().map(move |name| (name, billing.role));
    found.filter_map(|(billing, _)| billing).flat_map(named).collect()
}

/// Tells those who are billed their parts: whatever their names look like, they are names.
pub(super) fn tell(parts: &HashMap<String, Role>, cast: &mut Cast) {
    for (key, role) in parts {
        if let Some(member) = cast.with_key(key) {
            (member.role, member.is_stated, member.is_never) = (member.role.or(Some(*role)), true, false);
        }
    }
}

/// A block with more lines is the talk.
const BLOCK: usize = 40;

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
    let is_key = |line: &Line| line.text().char_indices().take(20).any(|(_, letter)| matches!(letter, ':' | '：'));
    let lines = &drafts[found.draft].lines;
    let is_line =
        matches!(found.label.shape, Shape::Colon | Shape::Strong) && lines.len() <= BLOCK && lines.iter().all(is_key);
    if !is_line {
        return None;
    }
    let role = names::role(found.name(drafts), lexicon);
    let role = role.filter(|role| matches!(role, Role::Asker | Role::Host | Role::Answerer))?;
    let end = value.find(['（', '(', '，', ',', '、', '；', '／', '。', '：', ':']).unwrap_or(value.len());
    let billed = value[..end].trim();
    if !(takes_at_most(billed, 60) && names::is_name(billed)) {
        return None;
    }
    let is_bare = takes_at_most(value, 60) && (!ends_sentence(value) || value.ends_with(['）', ')']));
    Some(Billing {
        names: billed.split(" and ").flat_map(|part| part.split(" & ")).map(|name| names::key(name.trim())).collect(),
        role,
        is_bare,
    })
}
