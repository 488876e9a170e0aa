//! Follow-ups: 追问 and 同上记者 name nobody; they belong to the one who asked before.

use crate::document::shared::Shared;
use crate::document::turn::{Turn, TurnKind};
use crate::reading::labels::names;
use crate::reading::lexicon::Lexicon;

/// Gives each question that is only marked as a follow-up the name and the outlet of the last that names its asker.
pub(crate) fn assign(turns: &mut [Turn], lexicon: &Lexicon) {
    let mut asker: Option<(Shared<str>, Option<Shared<str>>)> = None;
    for turn in turns.iter_mut().filter(|turn| turn.kind == TurnKind::Question) {
        let Some(name) = &turn.speaker else { continue };
        let key = names::key(name);
        if lexicon.follow_up.has(&key) {
            if let Some((name, outlet)) = &asker {
                turn.speaker_full = Some(name.clone());
                turn.outlet = turn.outlet.take().or_else(|| outlet.clone());
            }
        } else if names::role(name, lexicon) != Some(names::Role::Question) {
            asker = Some((turn.speaker_full.as_ref().unwrap_or(name).clone(), turn.outlet.clone()));
        }
    }
}
