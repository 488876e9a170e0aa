//! Roles: what labels, and those who speak, say themselves about who asks, and where the talk takes it back.

use std::collections::{HashMap, HashSet};

use super::parts::{Casting, Part};
use super::speeches::Speech;
use crate::reading::labels::names::Role;
use crate::reading::labels::outlets;
use crate::reading::lexicon::Lexicon;

/// Reporters who are asked by the studio and never ask: they answer.
pub(super) fn on_the_air(parts: &mut HashMap<String, Casting>, speeches: &[Speech]) {
    let has_role = |speech: &&Speech, role| parts[&speech.key].role == Some(role);
    let hosts = || speeches.iter().filter(|speech| has_role(speech, Role::Host));
    let n_asked = hosts().filter(|speech| speech.asks).count();
    let reporters = || speeches.iter().filter(|speech| has_role(speech, Role::Asker));
    if n_asked >= 2 && n_asked * 2 >= hosts().count() && reporters().count() >= 2 && !reporters().any(|it| it.asks) {
        for casting in parts.values_mut().filter(|casting| casting.role == Some(Role::Asker)) {
            casting.part = Part::Answers;
        }
    }
}

/// Whether those whose label says that they ask never ask and never say more than a greeting: `观众：早。`
pub(super) fn are_crowd(speeches: &[Speech]) -> bool {
    const GREETING: usize = 24;
    let is_heard = |speech: &Speech| speech.asks || speech.n_bytes > GREETING;
    let mut asking = speeches.iter().filter(|speech| matches!(speech.role, Some(Role::Asker | Role::Question)));
    !asking.any(is_heard)
}

/// Those who say for whom they ask, or whose outlet stands behind a stroke in the label, where two do at least.
pub(super) fn introduced(parts: &mut HashMap<String, Casting>, speeches: &[Speech], lexicon: &Lexicon) {
    let is_open = |speech: &&Speech| speech.role.is_none() && !speech.name.chars().any(crate::reading::wrap::is_wide);
    let asks = |speech: &&Speech| {
        outlets::behind_stroke(&speech.name).is_some()
            || outlets::introduces(&speech.name, &speech.opening, lexicon).is_some()
    };
    let keys: HashSet<&str> = speeches.iter().filter(is_open).filter(asks).map(|speech| speech.key.as_str()).collect();
    for key in keys.iter().filter(|_| keys.len() >= 2) {
        if let Some(casting) = parts.get_mut(*key).filter(|casting| !casting.is_stated) {
            (casting.part, casting.is_stated) = (Part::Asks, true);
        }
    }
}

/// Those whom somebody lets ask: `Our next question comes from …`. Who does so time and again leads.
pub(super) fn announced(parts: &mut HashMap<String, Casting>, speeches: &[Speech]) {
    let mut counts: HashMap<&str, (usize, usize, usize)> = HashMap::new();
    for (index, speech) in speeches.iter().enumerate() {
        let is_announced = index > 0 && speeches[index - 1].announces && speeches[index - 1].key != speech.key;
        let (n, n_announced, n_announces) = counts.entry(&speech.key).or_default();
        *n += 1;
        *n_announced += usize::from(is_announced && !speech.announces);
        *n_announces += usize::from(speech.announces);
    }
    if counts.values().map(|(_, n_announced, _)| n_announced).sum::<usize>() < 2 {
        return;
    }
    for (key, casting) in parts.iter_mut().filter(|(_, casting)| !casting.is_stated) {
        match counts.get(key.as_str()).copied().unwrap_or_default() {
            (_, _, n_announces) if n_announces >= 2 => (casting.part, casting.is_stated) = (Part::Leads, true),
            (n, n_announced, _) if n_announced > 0 && n_announced * 3 >= n => {
                (casting.part, casting.is_stated) = (Part::Asks, true);
            }
            _ => {}
        }
    }
}
