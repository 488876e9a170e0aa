//! What a line means that was typed: a command by its key or by a word, a place, or nothing that is known.

use std::collections::HashMap;

use crate::app::App;
use crate::document::moment::typed_time;
use crate::document::reference::Reference;
use crate::input::action::{ALL, Action};
use crate::input::key::{Key, KeyCode};
use crate::strings::{Language, Strings};

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// Nothing was typed: the reading goes on.
    GoOn,
    /// An action.
    Do(Asked),
    /// A number alone.
    Number(usize),
    /// A reference or a time.
    Place(String),
    /// So many percent of the text.
    Percent(usize),
    /// To print what was marked, in the format that is named, or to write it to a file.
    Export(String),
    /// Nothing that is known.
    Unknown(String),
}

/// An action as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub action: Action,
    /// The number before or after it.
    pub number: Option<usize>,
    /// The text that it asks for, if that was typed with it.
    pub words: Option<String>,
}

impl Asked {
    /// The action alone.
    pub fn alone(action: Action) -> Self {
        Asked { action, number: None, words: None }
    }

    /// The action with a number, if there is one.
    pub fn numbered(action: Action, number: Option<usize>) -> Self {
        Asked { number, ..Asked::alone(action) }
    }

    /// The action with the text that it asks for.
    pub fn saying(action: Action, words: String) -> Self {
        Asked { words: Some(words), ..Asked::alone(action) }
    }
}

/// The words that can be typed, of all languages.
#[derive(Debug)]
pub(super) struct Words {
    actions: HashMap<String, Action>,
    export: Vec<String>,
    /// What stands before and after the number of a question.
    numbered: Vec<(String, String)>,
}

impl Default for Words {
    fn default() -> Self {
        let mut words = Words { actions: HashMap::new(), export: Vec::new(), numbered: Vec::new() };
        let languages = Language::ALL.map(Strings::of);
        for strings in &languages {
            for (name, listed) in &strings.aloud_words {
                match Action::named(name) {
                    Some(action) => {
                        for word in parts(listed) {
                            words.actions.entry(word).or_insert(action);
                        }
                    }
                    // the only command that no action stands for
                    None => words.export.extend(parts(listed)),
                }
            }
            let forms = parts(&strings.aloud.numbered);
            words.numbered.extend(forms.filter_map(|form| {
                let (before, after) = form.split_once("{n}")?;
                Some((before.trim().to_owned(), after.trim().to_owned()))
            }));
        }
        for action in ALL {
            words.actions.entry(plain(action.name())).or_insert(*action);
            for strings in &languages {
                let said = strings.actions.get(action.name()).map(String::as_str).unwrap_or_default();
                let first = said.split(['；', ';', '：', ':']).next().unwrap_or_default();
                words.actions.entry(plain(first)).or_insert(*action);
            }
        }
        words
    }
}

/// The words of a list of them.
fn parts(listed: &str) -> impl Iterator<Item = String> + '_ {
    listed.split([',', '，', '、']).map(plain).filter(|word| !word.is_empty())
}

/// A word as it is compared: full-width forms as ASCII, in small letters, with single spaces; `next_question` is two words.
fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '_' => ' ',
        _ => c,
    };
    let folded: String = text.chars().map(narrow).flat_map(char::to_lowercase).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an action asks for a text.
pub(super) fn takes_text(action: Action) -> bool {
    use Action::{Command, Filter, FindQuestion, Note, Search, Tag};
    matches!(action, Command | Filter | FindQuestion | Note | Search | Tag)
}

impl Words {
    /// What `line` means now.
    pub fn meaning(&self, line: &str, app: &App) -> Meant {
        if let Some(action) = control(line).and_then(|key| app.meant(key)) {
            return Meant::Do(Asked::alone(action));
        }
        let typed = line.trim();
        if typed.is_empty() {
            return Meant::GoOn;
        }
        if let Some(action) = self.actions.get(&plain(typed)) {
            return Meant::Do(Asked::alone(*action));
        }
        // `12m` is a time where there are times, and not a key with a number
        let has_unit = typed.chars().any(char::is_alphabetic);
        if has_unit && !app.document.moments.is_empty() && typed_time(typed).is_some() {
            return Meant::Place(typed.to_owned());
        }
        let found = keys(typed, app).or_else(|| self.place(typed)).or_else(|| self.with_words(typed, app));
        found.unwrap_or_else(|| Meant::Unknown(typed.to_owned()))
    }

    /// A place of the text: `第 3 问`, `50%`, `Q3¶2`, `12m30s`.
    fn place(&self, typed: &str) -> Option<Meant> {
        let form = plain(typed);
        let number = |(before, after): &(String, String)| {
            form.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?.trim().parse().ok()
        };
        if let Some(number) = self.numbered.iter().find_map(number) {
            return Some(Meant::Number(number));
        }
        if let Some(percent) = form.strip_suffix('%').and_then(|number| number.trim().parse().ok()) {
            return Some(Meant::Percent(percent));
        }
        let is_place = typed.parse::<Reference>().is_ok() || typed_time(typed).is_some();
        is_place.then(|| Meant::Place(typed.to_owned()))
    }

    /// A command with a text or a number after it: `/灯塔`, `search lighthouse`, `查找灯塔`, `delete 2`.
    fn with_words(&self, typed: &str, app: &App) -> Option<Meant> {
        let mut letters = typed.chars();
        let first = letters.next()?;
        let sign = Some(first).filter(|first| !first.is_alphanumeric());
        let signed = sign.and_then(|sign| app.meant(Key::char(sign))).filter(|action| takes_text(*action));
        if let Some(action) = signed {
            return Some(Meant::Do(Asked::saying(action, letters.as_str().trim().to_owned())));
        }
        let cuts: Vec<usize> = typed.match_indices(char::is_whitespace).map(|(at, _)| at).collect();
        for (head, rest) in cuts.into_iter().rev().map(|at| typed.split_at(at)) {
            let (head, rest) = (head.trim(), rest.trim());
            if self.export.contains(&plain(head)) {
                return Some(Meant::Export(rest.to_owned()));
            }
            let mut key = head.chars();
            let key = key.next().filter(|_| key.as_str().is_empty());
            let action = self.actions.get(&plain(head)).copied().or_else(|| app.meant(Key::char(key?)));
            match (action, plain(rest).parse().ok()) {
                (Some(action), _) if takes_text(action) => {
                    return Some(Meant::Do(Asked::saying(action, rest.to_owned())));
                }
                (Some(action), Some(number)) => return Some(Meant::Do(Asked::numbered(action, Some(number)))),
                (Some(_) | None, _) => {}
            }
        }
        if self.export.contains(&plain(typed)) {
            return Some(Meant::Export(String::new()));
        }
        // Chinese has no spaces; and to search does no harm
        let search = |(word, action): (&String, &Action)| {
            let rest = typed.strip_prefix(word.as_str()).filter(|_| *action == Action::Search && !word.is_ascii())?;
            Some((word.len(), rest.trim().to_owned()))
        };
        let (_, rest) = self.actions.iter().filter_map(search).max()?;
        Some(Meant::Do(Asked::saying(Action::Search, rest)))
    }
}

/// The key that a control character alone stands for.
fn control(line: &str) -> Option<Key> {
    let mut chars = line.chars();
    let only = chars.next().filter(|_| chars.as_str().is_empty())?;
    match only {
        '\x1b' => Some(Key::plain(KeyCode::Esc)),
        '\x7f' | '\x08' => Some(Key::plain(KeyCode::Backspace)),
        '\t' => Some(Key::plain(KeyCode::Tab)),
        '\x01'..='\x1a' => char::from_u32(only as u32 + 0x60).map(|c| Key { ctrl: true, ..Key::char(c) }),
        _ => None,
    }
}

/// A number, keys, or both: `12`, `3]`, `]]]`, `''`, `ctrl-o`.
fn keys(typed: &str, app: &App) -> Option<Meant> {
    let digits: String = typed.chars().map_while(|c| Key::char(c).digit()).map(|digit| digit.to_string()).collect();
    let rest: String = typed.chars().skip(digits.len()).collect();
    let number = digits.parse().ok();
    if rest.is_empty() {
        return number.map(Meant::Number);
    }
    if number.is_none() && !digits.is_empty() {
        return None;
    }
    let rest = rest.trim();
    let pressed: Vec<Key> = rest.chars().map(Key::char).collect();
    if let Some(action) = app.meant_by(&pressed) {
        return Some(Meant::Do(Asked::numbered(action, number)));
    }
    // one key, again and again
    let (first, n) = (*pressed.first()?, pressed.len());
    if n > 1 && pressed.iter().all(|key| *key == first) {
        return app
            .meant(first)
            .filter(|action| !takes_text(*action))
            .map(|action| Meant::Do(Asked::numbered(action, Some(n))));
    }
    let named: Key = rest.parse().ok()?;
    app.meant(named).map(|action| Meant::Do(Asked::numbered(action, number)))
}
