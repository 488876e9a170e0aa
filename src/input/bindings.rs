//! The bindings that a keymap file writes down, and everything that is wrong with them.

use toml::Spanned;
use toml::de::DeValue;

use super::action::Action;
use super::fault::{Fault, Written, Wrong};
use super::key::Key;
use super::keymap::Context;
use super::trie::{Clash, Trie};

/// A sequence of keys and what it means somewhere.
#[derive(Debug, Clone)]
pub(super) struct Binding {
    pub context: Context,
    pub keys: Vec<Key>,
    pub action: Action,
    /// The line of the file on which its action stands, from 1.
    pub line: usize,
}

impl Binding {
    /// The keys as a person reads them.
    pub fn written(&self) -> String {
        written(&self.keys)
    }
}

/// Keys as a person reads them.
pub(super) fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect()
}

/// What a keymap file says.
pub(super) struct Bindings {
    /// The sequences, in the order of the file.
    pub all: Vec<Binding>,
    /// The actions that it names, each where it names it.
    pub named: Vec<(Context, Action)>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Reads a keymap file.
pub(super) fn read(text: &str, file: &str) -> Bindings {
    let mut written = Written::parse(file, text);
    let table = std::mem::take(&mut written.table);
    let (mut all, mut named) = (Vec::new(), Vec::new());
    for (name, entries) in &table {
        let (Some(context), Some(entries)) = (Context::named(name.get_ref()), entries.get_ref().as_table()) else {
            let known = Context::ALL.map(|(known, _)| format!("[{known}]")).join(", ");
            written.fault(name.span(), Wrong::UnknownTable { name: name.get_ref().to_string(), known });
            continue;
        };
        for (name, keys) in entries {
            let line = written.line_of(name.span().start);
            let Some(action) = Action::named(name.get_ref()) else {
                written.fault(name.span(), Wrong::UnknownAction(name.get_ref().to_string()));
                continue;
            };
            named.push((context, action));
            for (keys, at) in sequences(keys) {
                match keys {
                    Ok(keys) => all.push(Binding { context, keys, action, line: written.line_of(at.start).max(line) }),
                    Err(wrong) => written.fault(at, wrong),
                }
            }
        }
    }
    all.sort_by_key(|binding| binding.line);
    Bindings { all, named, faults: written.into_faults() }
}

/// A sequence or what is wrong with it, and the bytes where it stands.
type Sequence = (Result<Vec<Key>, Wrong>, std::ops::Range<usize>);

/// The key sequences of one entry: a text or a list of texts, the keys of a sequence parted by spaces.
fn sequences(value: &Spanned<DeValue<'_>>) -> Vec<Sequence> {
    let of_text = |item: &Spanned<DeValue<'_>>| -> Sequence {
        (item.get_ref().as_str().map_or(Err(Wrong::NotKeys), sequence), item.span())
    };
    match value.get_ref() {
        DeValue::Array(items) => items.iter().map(of_text).collect(),
        _ => vec![of_text(value)],
    }
}

/// One key sequence.
fn sequence(text: &str) -> Result<Vec<Key>, Wrong> {
    let parse = |name: &str| name.parse::<Key>().map(Key::as_command).map_err(|unknown| Wrong::UnknownKey(unknown.0));
    let keys = text.split_whitespace().map(parse).collect::<Result<Vec<Key>, Wrong>>()?;
    match keys.first() {
        None => Err(Wrong::NoKey),
        Some(first) if first.digit().is_some() => Err(Wrong::CountsFirst(first.to_string())),
        Some(_) => Ok(keys),
    }
}

/// The faults of a person's own bindings among themselves: keys that mean two things, and keys that hide others. Each is left
/// out; the first of two holds.
pub(super) fn without_clashes(bindings: Vec<Binding>, file: &str) -> (Vec<Binding>, Vec<Fault>) {
    let mut tries: Vec<(Context, Trie)> = Vec::new();
    let (mut kept, mut faults): (Vec<Binding>, Vec<Fault>) = (Vec::new(), Vec::new());
    for binding in bindings {
        let at = tries.iter().position(|(context, _)| *context == binding.context).unwrap_or_else(|| {
            tries.push((binding.context, Trie::default()));
            tries.len() - 1
        });
        match tries[at].1.insert(&binding.keys, binding.action) {
            Ok(()) => kept.push(binding),
            Err(clash) => {
                let wrong = wrong(&clash, &binding, &kept);
                faults.push(Fault { file: file.to_owned(), line: binding.line, wrong });
            }
        }
    }
    (kept, faults)
}

/// What a clash with one of the bindings before is.
fn wrong(clash: &Clash, binding: &Binding, before: &[Binding]) -> Wrong {
    let line_of = |keys: &[Key]| {
        let same = |known: &&Binding| known.context == binding.context && known.keys == keys;
        before.iter().find(same).map(|known| (known.line, known.action))
    };
    let (keys, action) = (binding.written(), binding.action.name());
    match clash {
        Clash::Same(first) => {
            let line = line_of(&binding.keys).map_or(binding.line, |(line, _)| line);
            Wrong::SameKeys { keys, first: first.name(), line, second: action }
        }
        Clash::Begins(n_keys, means) => {
            let beginning = &binding.keys[..*n_keys];
            let line = line_of(beginning).map(|(line, _)| line);
            Wrong::HiddenKeys { keys, action, beginning: written(beginning), hides: means.name(), line }
        }
        Clash::IsBeginning(longer) => {
            let longer_action = line_of(longer).map_or("", |(_, action)| action.name());
            let line = Some(binding.line);
            Wrong::HiddenKeys { keys: written(longer), action: longer_action, beginning: keys, hides: action, line }
        }
    }
}

/// The faults of own bindings that a key which wenda comes with hides, and the bindings without those.
pub(super) fn without_hidden(own: Vec<Binding>, shipped: &[Binding], file: &str) -> (Vec<Binding>, Vec<Fault>) {
    let (mut kept, mut faults) = (Vec::new(), Vec::new());
    for binding in own {
        let hides = |known: &&Binding| {
            let is_longer = binding.keys.len() > known.keys.len() && binding.keys.starts_with(&known.keys);
            known.context == binding.context && is_longer
        };
        let Some(hiding) = shipped.iter().find(hides) else {
            kept.push(binding);
            continue;
        };
        let (keys, action) = (binding.written(), binding.action.name());
        let wrong =
            Wrong::HiddenKeys { keys, action, beginning: hiding.written(), hides: hiding.action.name(), line: None };
        faults.push(Fault { file: file.to_owned(), line: binding.line, wrong });
    }
    (kept, faults)
}
