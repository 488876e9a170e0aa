//! Keys on their way to becoming actions: sequences, counts, and where they hold.

use crate::app::message::Message;
use crate::app::panes::Pane;
use crate::app::{App, Effect};
use crate::input::action::Action;
use crate::input::key::{Key, KeyCode};
use crate::input::keymap::{Context, Keymap, Press};

/// Keys on their way to becoming an action.
#[derive(Debug, Default)]
pub(in crate::app) struct Keys {
    map: Keymap,
    pending: Vec<Key>,
    count: Option<usize>,
}

impl Keys {
    /// Nothing typed yet.
    pub fn new(map: Keymap) -> Self {
        Keys { map, ..Keys::default() }
    }
}

impl App {
    /// The keys in force.
    pub fn keymap(&self) -> &Keymap {
        &self.keys.map
    }

    /// What was typed of a command that is not whole yet: `12`, `'`.
    pub fn pending(&self) -> String {
        let count = self.keys.count.map_or_else(String::new, |count| count.to_string());
        count + &self.keys.pending.iter().map(Key::to_string).collect::<String>()
    }

    /// What may follow the keys that were pressed, if more have to: the rest of each sequence, and what it means.
    pub fn may_follow(&self) -> Vec<(String, Action)> {
        if self.keys.pending.is_empty() { Vec::new() } else { self.keys.map.after(self.context(), &self.keys.pending) }
    }

    /// What a key alone would do now, if it is a whole command.
    pub fn meant(&self, key: Key) -> Option<Action> {
        match self.keys.map.press(self.context(), &[key.as_command()]) {
            Press::Matched(action) => Some(action),
            Press::Pending | Press::Unbound => None,
        }
    }

    /// What keys that are pressed one after the other would do now, if they are a whole command.
    pub fn meant_by(&self, keys: &[Key]) -> Option<Action> {
        let keys: Vec<Key> = keys.iter().map(|key| key.as_command()).collect();
        match self.keys.map.press(self.context(), &keys) {
            Press::Matched(action) => Some(action),
            Press::Pending | Press::Unbound => None,
        }
    }

    /// Whether a key asks for the screen to be drawn anew: that is about the terminal and changes nothing here, whatever
    /// lies over the page. While something is typed, letters are letters.
    pub(in crate::app) fn asks_for_redraw(&self, key: Key) -> bool {
        let is_command = key.ctrl || key.alt || (self.over.note.is_none() && self.over.prompt.is_none());
        is_command && self.keys.pending.is_empty() && self.meant(key) == Some(Action::Redraw)
    }

    /// Takes a key as a command, or as a part of one.
    pub(in crate::app) fn command(&mut self, key: Key) -> Option<Effect> {
        let key = key.as_command();
        if let Some(digit) =
            key.digit().filter(|digit| self.keys.pending.is_empty() && (*digit > 0 || self.keys.count.is_some()))
        {
            self.keys.count =
                Some(self.keys.count.unwrap_or(0).saturating_mul(10).saturating_add(digit).min(1_000_000));
            return None;
        }
        self.keys.pending.push(key);
        match self.keys.map.press(self.context(), &self.keys.pending) {
            Press::Pending => return None,
            Press::Matched(action) => {
                let count = self.keys.count.take();
                self.keys.pending.clear();
                return self.update(action, count);
            }
            Press::Unbound => {}
        }
        if matches!(key.code, KeyCode::Char(c) if c.is_alphabetic() && !c.is_ascii()) {
            self.told.message = Some(Message::HanIgnored);
        } else {
            self.explain_unbound();
        }
        self.forget_keys();
        None
    }

    /// Says that the keys just pressed mean nothing, and which key near them means something; the second time less.
    fn explain_unbound(&mut self) {
        let pressed = self.keys.pending.clone();
        let is_known = self.told.explained.contains(&pressed);
        let near = self.keys.map.nearest(self.context(), &pressed).filter(|_| !is_known);
        let key = pressed.iter().map(Key::to_string).collect();
        self.told.message = Some(match near {
            Some((near, action)) => Message::Unbound { key, near: Some((near, action)) },
            None => Message::Unbound { key, near: None },
        });
        if !is_known {
            self.told.explained.push(pressed);
        }
    }

    /// Forgets the beginning of a command, but for its count.
    pub(in crate::app) fn take_count(&mut self) -> Option<usize> {
        self.keys.pending.clear();
        self.keys.count.take()
    }

    /// Forgets the beginning of a command.
    pub(in crate::app) fn forget_keys(&mut self) {
        self.keys.pending.clear();
        self.keys.count = None;
    }

    pub(in crate::app) fn context(&self) -> Context {
        if self.over.faults.is_some() {
            return Context::Everywhere;
        }
        if self.documents.open.is_some() {
            return Context::Lists;
        }
        match (self.selecting.selection, self.panes.focus) {
            (Some(_), _) => Context::Selecting,
            (None, Pane::Outline | Pane::List) => Context::Lists,
            (None, Pane::Text) if self.raw.is_some() => Context::Raw,
            (None, Pane::Text) => Context::Everywhere,
        }
    }
}
