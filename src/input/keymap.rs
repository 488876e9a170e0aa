//! The keymap: which key, in which part of the screen, means which action. The defaults are `assets/keymap.toml`; a
//! person's own file is laid over them. Every fault is reported, with file and line, and the rest still works. In each context
//! the sequences make a tree: after every key it is known what may follow, and no sequence hides another.

use super::action::Action;
use super::bindings::{Binding, read, without_clashes, without_hidden, written};
use super::fault::Fault;
use super::key::Key;
use super::trie::Trie;

/// The default keys.
pub const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// Where a binding holds: a table of the keymap file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Wherever nothing is typed.
    Everywhere,
    /// While the outline or the list has the focus.
    Lists,
    /// While the text is shown as it came.
    Raw,
    /// While text is being selected.
    Selecting,
}

impl Context {
    /// All of them, each with its name in the file.
    pub(super) const ALL: [(&str, Context); 4] = [
        ("everywhere", Context::Everywhere),
        ("lists", Context::Lists),
        ("raw", Context::Raw),
        ("selecting", Context::Selecting),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        Context::ALL.iter().find(|(known, _)| *known == name).map(|(_, context)| *context)
    }
}

/// What a key press amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// The beginning of a longer sequence.
    Pending,
    /// A whole sequence.
    Matched(Action),
    /// Nothing.
    Unbound,
}

/// All bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
    tries: [Trie; Context::ALL.len()],
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap::of(read(DEFAULT, "keymap.toml").all)
    }
}

impl Keymap {
    /// The keymap of bindings; of those that clash the first holds.
    fn of(mut bindings: Vec<Binding>) -> Self {
        let mut tries: [Trie; Context::ALL.len()] = Default::default();
        for (trie, (_, context)) in tries.iter_mut().zip(Context::ALL) {
            bindings.retain(|binding| binding.context != context || trie.insert(&binding.keys, binding.action).is_ok());
        }
        Keymap { bindings, tries }
    }

    /// The default keymap with a person's `text` from `file` over it: an action named there has only the keys named
    /// there, and keys named there are taken from whatever they, or longer sequences that they begin, meant before. Also
    /// everything that was wrong with it.
    pub fn with(text: &str, file: &str) -> (Self, Vec<Fault>) {
        let own = read(text, file);
        let mut faults = own.faults;
        let mut shipped = read(DEFAULT, "keymap.toml").all;
        shipped.retain(|binding| !own.named.contains(&(binding.context, binding.action)));
        let (mine, clashes) = without_clashes(own.all, file);
        faults.extend(clashes);
        let (mine, hidden) = without_hidden(mine, &shipped, file);
        faults.extend(hidden);
        faults.sort_by_key(|fault| fault.line);
        let taken = |binding: &Binding| {
            mine.iter().any(|own| own.context == binding.context && binding.keys.starts_with(&own.keys))
        };
        shipped.retain(|binding| !taken(binding));
        shipped.extend(mine);
        (Keymap::of(shipped), faults)
    }

    fn trie(&self, wanted: Context) -> &Trie {
        let at = Context::ALL.iter().position(|(_, context)| *context == wanted).unwrap_or(0);
        &self.tries[at]
    }

    /// What `keys` lead to while `context` holds. The context's own bindings go before those that hold everywhere.
    fn at(&self, context: Context, keys: &[Key]) -> Option<&Trie> {
        self.trie(context).at(keys).or_else(|| self.trie(Context::Everywhere).at(keys))
    }

    /// What `keys`, pressed one after the other while `context` holds, amount to.
    pub fn press(&self, context: Context, keys: &[Key]) -> Press {
        match self.at(context, keys).map(Trie::means) {
            Some(Some(action)) => Press::Matched(action),
            Some(None) => Press::Pending,
            None => Press::Unbound,
        }
    }

    /// What may follow `keys` while `context` holds: the rest of each sequence, as a person reads it, and what it means.
    pub fn after(&self, context: Context, keys: &[Key]) -> Vec<(String, Action)> {
        let sequences = self.at(context, keys).map(Trie::sequences).unwrap_or_default();
        sequences.into_iter().map(|(rest, action)| (written(&rest), action)).collect()
    }

    /// The sequence nearest to `keys` that means something while `context` holds, as a person reads it, and what it means:
    /// one that goes on from the same beginning and whose last key is nearest on the keyboard.
    pub fn nearest(&self, context: Context, keys: &[Key]) -> Option<(String, Action)> {
        let (last, before) = keys.split_last()?;
        let holds = |binding: &&Binding| {
            let is_whole = self.press(context, &binding.keys) == Press::Matched(binding.action);
            is_whole && binding.keys.starts_with(before) && binding.keys.len() > before.len()
        };
        let near = self.bindings.iter().filter(holds).min_by_key(|binding| {
            let distance = binding.keys[before.len()].distance(*last);
            (distance, binding.keys.len(), binding.line)
        })?;
        Some((near.written(), near.action))
    }

    /// The key sequences for `action`, as a person reads them, in the order of the file.
    pub fn keys_for(&self, action: Action) -> Vec<String> {
        let mut written: Vec<String> = Vec::new();
        for binding in self.bindings.iter().filter(|binding| binding.action == action) {
            let keys = binding.written();
            if !written.contains(&keys) {
                written.push(keys);
            }
        }
        written
    }

    /// Whether some keys mean `action` in this context.
    pub fn has(&self, context: Context, action: Action) -> bool {
        self.bindings.iter().any(|binding| binding.context == context && binding.action == action)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::action;
    use crate::input::fault::Wrong;
    use crate::input::key::KeyCode;

    fn press(keymap: &Keymap, keys: &str) -> Press {
        let keys: Vec<Key> = keys.chars().map(Key::char).collect();
        keymap.press(Context::Everywhere, &keys)
    }

    #[test]
    fn the_defaults_have_no_fault_and_reach_every_action() {
        let shipped = read(DEFAULT, "keymap.toml");
        assert_eq!(shipped.faults, []);
        assert_eq!(without_clashes(shipped.all, "keymap.toml").1, []);
        let keymap = Keymap::default();
        for action in action::ALL {
            assert!(!keymap.keys_for(*action).is_empty(), "{action:?} has no key");
        }
    }

    #[test]
    fn a_sequence_waits_for_its_second_key() {
        let keymap = Keymap::default();
        assert_eq!(press(&keymap, "]"), Press::Matched(Action::NextQuestion));
        assert_eq!(press(&keymap, "'"), Press::Pending);
        assert_eq!(press(&keymap, "''"), Press::Matched(Action::LastPlace));
        assert_eq!(press(&keymap, "'z"), Press::Unbound);
    }

    #[test]
    fn the_nearest_key_is_another_case_of_the_letter_or_a_neighbour() {
        let keymap = Keymap::default();
        let check = |context, keys: &[Key], near: &str| {
            assert_eq!(keymap.nearest(context, keys).map(|(near, _)| near).as_deref(), Some(near), "{keys:?}");
        };
        check(Context::Everywhere, &[Key::char('F')], "f");
        check(Context::Everywhere, &[Key { alt: true, ..Key::char('n') }], "n");
        check(Context::Everywhere, &[Key::char('i')], "u");
        check(Context::Everywhere, &[Key::char('z')], "ZZ");
        check(Context::Everywhere, &[Key::char('\''), Key::char('x')], "''");
        check(Context::Lists, &[Key::char('S')], "s");
        check(Context::Everywhere, &[Key::plain(KeyCode::Function(7))], "F1");
    }

    #[test]
    fn a_file_of_ones_own_replaces_the_keys_of_an_action() {
        let (keymap, faults) = Keymap::with("[everywhere]\nnext_question = \"n\"\n", "my.toml");
        assert_eq!(faults, []);
        assert_eq!(press(&keymap, "n"), Press::Matched(Action::NextQuestion));
        assert_eq!(press(&keymap, "]"), Press::Unbound);
        assert_eq!(press(&keymap, "j"), Press::Matched(Action::LineDown));
    }

    #[test]
    fn every_fault_is_reported_with_its_line() {
        let text =
            "[everywhere]\nfly = \"z\"\nquit = [\"Q\", \"hyper-q\"]\nback = \"z\"\nforward = \"z\"\n[elsewhere]\n";
        let (keymap, faults) = Keymap::with(text, "my.toml");
        let mut lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        lines.sort_unstable();
        assert_eq!(lines, [2, 3, 5, 6], "{faults:?}");
        assert_eq!(press(&keymap, "j"), Press::Matched(Action::LineDown));
    }

    #[test]
    fn keys_that_hide_others_are_faults_and_of_two_the_first_holds() {
        let text = "[everywhere]\nback = \"s\"\nforward = \"s x\"\ntop = [\"g\"]\nbottom = \"] x\"\n";
        let (keymap, faults) = Keymap::with(text, "my.toml");
        let hidden = |fault: &Fault| {
            let Wrong::HiddenKeys { keys, beginning, line, .. } = &fault.wrong else { panic!("{fault:?}") };
            (fault.line, keys.clone(), beginning.clone(), *line)
        };
        let told: Vec<_> = faults.iter().map(hidden).collect();
        let expected = [(3, "sx", "s", Some(2)), (5, "]x", "]", None)];
        let expected = expected.map(|(line, keys, by, at)| (line, keys.to_owned(), by.to_owned(), at));
        assert_eq!(told, expected);
        assert_eq!(press(&keymap, "s"), Press::Matched(Action::Back));
        assert_eq!(press(&keymap, "]"), Press::Matched(Action::NextQuestion));
    }

    #[test]
    fn a_key_of_ones_own_takes_the_sequences_that_it_begins() {
        let (keymap, faults) = Keymap::with("[everywhere]\ntheme = \"'\"\n", "my.toml");
        assert_eq!(faults, []);
        assert_eq!(press(&keymap, "'"), Press::Matched(Action::Theme));
        assert!(keymap.keys_for(Action::LastPlace).is_empty());
    }

    #[test]
    fn what_may_follow_a_key_is_known() {
        let quote = [Key::char('\'')];
        assert_eq!(Keymap::default().after(Context::Everywhere, &quote), [("'".to_owned(), Action::LastPlace)]);
        assert_eq!(Keymap::default().after(Context::Everywhere, &[Key::char('z')]), []);
    }
}
