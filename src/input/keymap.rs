//! The keymap: which key, in which part of the screen, means which action. The defaults are `assets/keymap.toml`; a
//! person's own file is laid over them. Every fault is reported, with file and line, and the rest still works.

use std::fmt;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::Action;
use super::key::Key;

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
    fn named(name: &str) -> Option<Self> {
        match name {
            "everywhere" => Some(Context::Everywhere),
            "lists" => Some(Context::Lists),
            "raw" => Some(Context::Raw),
            "selecting" => Some(Context::Selecting),
            _ => None,
        }
    }
}

/// A sequence of keys and what it means somewhere.
#[derive(Debug, Clone)]
struct Binding {
    context: Context,
    keys: Vec<Key>,
    action: Action,
    line: usize,
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

/// Something wrong in a file of the person's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub what: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// All bindings in force.
#[derive(Debug, Clone)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap { bindings: read(DEFAULT, "keymap.toml").0 }
    }
}

impl Keymap {
    /// The default keymap with a person's `text` from `file` over it: an action named there has only the keys named
    /// there. Also everything that was wrong with it.
    pub fn with(text: &str, file: &str) -> (Self, Vec<Fault>) {
        let mut keymap = Keymap::default();
        let (own, mut faults) = read(text, file);
        let redefined = named_actions(text);
        keymap.bindings.retain(|binding| {
            let taken = own.iter().any(|mine| mine.keys == binding.keys && mine.context == binding.context);
            !taken && !redefined.contains(&(binding.context, binding.action))
        });
        faults.extend(duplicates(&own, file));
        keymap.bindings.extend(own);
        (keymap, faults)
    }

    /// What `keys`, pressed one after the other while `context` holds, amount to. The context's own bindings go before
    /// those that hold everywhere.
    pub fn press(&self, context: Context, keys: &[Key]) -> Press {
        let matching = |wanted: Context| {
            let starts = |binding: &&Binding| binding.context == wanted && binding.keys.starts_with(keys);
            self.bindings.iter().filter(starts).min_by_key(|binding| binding.keys.len())
        };
        match matching(context).or_else(|| matching(Context::Everywhere)) {
            Some(binding) if binding.keys.len() == keys.len() => Press::Matched(binding.action),
            Some(_) => Press::Pending,
            None => Press::Unbound,
        }
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
        Some((near.keys.iter().map(Key::to_string).collect(), near.action))
    }

    /// The key sequences for `action`, as a person reads them, in the order of the file.
    pub fn keys_for(&self, action: Action) -> Vec<String> {
        let mut written: Vec<String> = Vec::new();
        for binding in self.bindings.iter().filter(|binding| binding.action == action) {
            let keys: String = binding.keys.iter().map(Key::to_string).collect();
            if !written.contains(&keys) {
                written.push(keys);
            }
        }
        written
    }
}

/// The bindings of a file, and its faults.
fn read(text: &str, file: &str) -> (Vec<Binding>, Vec<Fault>) {
    let mut bindings = Vec::new();
    let mut faults = Vec::new();
    let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
    let mut fault = |byte: usize, what: String| faults.push(Fault { file: file.to_owned(), line: line_of(byte), what });
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        fault(error.span().map_or(0, |span| span.start), error.message().to_owned());
    }
    for (name, entries) in table.get_ref() {
        let (Some(context), Some(entries)) = (Context::named(name.get_ref()), entries.get_ref().as_table()) else {
            let what =
                format!("`{}` is no part of it; write [everywhere], [lists], [raw] or [selecting]", name.get_ref());
            fault(name.span().start, what);
            continue;
        };
        for (name, keys) in entries {
            let line = line_of(name.span().start);
            let Some(action) = Action::named(name.get_ref()) else {
                fault(name.span().start, format!("`{}` is no action; `wenda keys` prints them all", name.get_ref()));
                continue;
            };
            match sequences(keys) {
                Ok(found) => bindings.extend(found.into_iter().map(|keys| Binding { context, keys, action, line })),
                Err(what) => fault(keys.span().start, what),
            }
        }
    }
    bindings.sort_by_key(|binding| binding.line);
    (bindings, faults)
}

/// The key sequences of one entry: a text or a list of texts, the keys of a sequence parted by spaces.
fn sequences(value: &Spanned<DeValue<'_>>) -> Result<Vec<Vec<Key>>, String> {
    let wrong = || "keys are written as a text or a list of texts: [\"j\", \"down\"]".to_owned();
    let text_of = |item: &Spanned<DeValue<'_>>| item.get_ref().as_str().map(str::to_owned).ok_or_else(wrong);
    let texts: Vec<String> = match value.get_ref() {
        DeValue::Array(items) => items.iter().map(text_of).collect::<Result<_, _>>()?,
        _ => vec![text_of(value)?],
    };
    let parse = |text: &String| text.split_whitespace().map(str::parse).collect::<Result<Vec<Key>, _>>();
    texts.iter().map(|text| parse(text).map_err(|unknown| unknown.to_string())).collect()
}

/// The actions that a file names, with their contexts.
fn named_actions(text: &str) -> Vec<(Context, Action)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut named = Vec::new();
    for (context, entries) in table.get_ref() {
        let Some(context) = Context::named(context.get_ref()) else { continue };
        let entries = entries.get_ref().as_table().into_iter().flatten();
        named.extend(entries.filter_map(|(name, _)| Some((context, Action::named(name.get_ref())?))));
    }
    named
}

/// A fault for every sequence that the file gives to two actions.
fn duplicates(bindings: &[Binding], file: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (index, later) in bindings.iter().enumerate() {
        let clash = |earlier: &&Binding| {
            earlier.context == later.context && earlier.keys == later.keys && earlier.action != later.action
        };
        if let Some(earlier) = bindings[..index].iter().find(clash) {
            let keys: String = later.keys.iter().map(Key::to_string).collect();
            let (first, second) = (earlier.action.name(), later.action.name());
            let what = format!("`{keys}` means `{first}` (line {}) and `{second}`; keep one", earlier.line);
            faults.push(Fault { file: file.to_owned(), line: later.line, what });
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::action;
    use crate::input::key::KeyCode;

    fn press(keymap: &Keymap, keys: &str) -> Press {
        let keys: Vec<Key> = keys.chars().map(Key::char).collect();
        keymap.press(Context::Everywhere, &keys)
    }

    #[test]
    fn the_defaults_have_no_fault_and_reach_every_action() {
        let (bindings, faults) = read(DEFAULT, "keymap.toml");
        assert_eq!(faults, []);
        assert_eq!(duplicates(&bindings, "keymap.toml"), []);
        for action in action::ALL {
            assert!(bindings.iter().any(|binding| binding.action == *action), "{action:?} has no key");
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
        check(Context::Everywhere, &[Key::char('M')], "m");
        check(Context::Everywhere, &[Key { alt: true, ..Key::char('m') }], "m");
        check(Context::Everywhere, &[Key::char('i')], "u");
        check(Context::Everywhere, &[Key::char('z')], "x");
        check(Context::Everywhere, &[Key::char('\''), Key::char('x')], "''");
        check(Context::Lists, &[Key::char('L')], "l");
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
}
