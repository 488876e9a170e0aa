//! The help: what can be done, group by group, with the keys and the words for it.

use super::how::{How, how};
use crate::app::App;
use crate::input::action::{ALL, Action, Group};
use crate::strings::put;
use crate::ui::Look;

/// The help in pieces: what can be typed as it is, then a group each.
pub(super) fn pieces(app: &App, look: &Look) -> Vec<Vec<String>> {
    let mut pieces = vec![vec![look.strings.aloud.help_more.clone()]];
    let mut group: Option<Group> = None;
    for action in ALL.iter().filter(|action| !matches!(how(**action, app), How::NotHere(_))) {
        if group != Some(action.group()) {
            group = Some(action.group());
            let title = look.strings.groups.get(action.group().name()).cloned().unwrap_or_default();
            pieces.push(vec![title]);
        }
        pieces.last_mut().into_iter().for_each(|piece| piece.push(line_of(*action, app, look)));
    }
    let export = look.strings.aloud_words.get("export").cloned().unwrap_or_default();
    pieces.extend(Some(vec![export]).filter(|piece| !piece[0].is_empty()));
    pieces
}

/// What an action does, its keys, and the words that can be typed for it.
fn line_of(action: Action, app: &App, look: &Look) -> String {
    let aloud = &look.strings.aloud;
    let what = look.strings.actions.get(action.name()).cloned().unwrap_or_default();
    let words = look.strings.aloud_words.get(action.name()).cloned().unwrap_or_default();
    let keys: Vec<String> = app.keymap().keys_for(action).into_iter().chain(Some(words)).collect();
    put(&aloud.help_keys, &[("what", &what), ("keys", &keys.join(&aloud.joint))])
}
