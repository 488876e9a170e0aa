//! Words that are typed after `:` as in less and vim: `q`, `w FILE`, `e FILE`. Which words there are stands in
//! `assets/commands.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::action::Action;

/// What a word means, with what was typed after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// To do this action.
    Do(Action),
    /// To open the document at this path.
    Open(String),
    /// To write the text to a file; where none is named, whatever is not saved yet.
    Write(Target),
    /// To write what was marked to a file; where none is named, to one that is called after the document.
    Export(Target),
    /// To set a setting: its name and its value.
    Set(String, String),
}

/// The file that something is to be written to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// Its path as it was typed; may be empty.
    pub path: String,
    /// Whether it takes the place of a file that is there: `!` after the word says so, as in vim.
    pub replaces: bool,
}

/// What can follow a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// The document to open.
    Open,
    /// The file to write the text to.
    Write,
    /// The file to write to what was marked.
    Export,
    /// A setting and its value.
    Set,
}

impl Takes {
    /// The first of the words that it follows.
    pub fn word(self) -> &'static str {
        COMMANDS.take.get(&self).and_then(|words| words.first()).map_or("", String::as_str)
    }
}

#[derive(Debug, Default, Deserialize)]
struct Commands {
    r#do: BTreeMap<String, Vec<String>>,
    take: BTreeMap<Takes, Vec<String>>,
}

/// The words that there are. A test reads the file.
static COMMANDS: LazyLock<Commands> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/commands.toml")).unwrap_or_default());

impl Typed {
    /// The first of the words that do an action, if there is one.
    pub fn word_of(action: Action) -> Option<&'static str> {
        COMMANDS.r#do.get(action.name()).and_then(|words| words.first()).map(String::as_str)
    }

    /// What a line means that was typed after `:`, if its first word is one of these.
    pub fn parse(line: &str) -> Option<Self> {
        let line = line.trim().trim_start_matches([':', '：']);
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        let is = |words: &Vec<String>| words.iter().any(|known| known == word);
        if let Some((action, _)) = COMMANDS.r#do.iter().find(|(_, words)| is(words) && rest.is_empty()) {
            return Action::named(action).map(Typed::Do);
        }
        let bare = word.trim_end_matches(['!', '！']);
        let target = Target { path: rest.to_owned(), replaces: bare != word };
        let (takes, _) = COMMANDS.take.iter().find(|(_, words)| words.iter().any(|known| known == bare))?;
        Some(match takes {
            Takes::Open => Typed::Open(rest.to_owned()),
            Takes::Write => Typed::Write(target),
            Takes::Export => Typed::Export(target),
            Takes::Set => {
                let (name, value) = rest.split_once([' ', '=']).unwrap_or((rest, ""));
                Typed::Set(name.to_owned(), value.trim_matches([' ', '=', '"']).to_owned())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_of_the_file_does_an_action_that_there_is() {
        let unknown: Vec<&String> = COMMANDS.r#do.keys().filter(|name| Action::named(name).is_none()).collect();
        assert!(unknown.is_empty() && COMMANDS.r#do.len() > 4, "{unknown:?}");
    }

    #[test]
    fn words_are_known_with_what_follows_them() {
        let check = |line: &str, expected: Option<Typed>| assert_eq!(Typed::parse(line), expected, "{line}");
        check("q", Some(Typed::Do(Action::Quit)));
        check(":wq", Some(Typed::Do(Action::Quit)));
        check("x", Some(Typed::Do(Action::Quit)));
        check("h", Some(Typed::Do(Action::Help)));
        check("e  talks/two files.md ", Some(Typed::Open("talks/two files.md".into())));
        let target = |path: &str, replaces| Target { path: path.to_owned(), replaces };
        check("w", Some(Typed::Write(Target::default())));
        check("export marks.md", Some(Typed::Export(target("marks.md", false))));
        check("export! my marks.md", Some(Typed::Export(target("my marks.md", true))));
        check("w！ talk.txt", Some(Typed::Write(target("talk.txt", true))));
        check("export!", Some(Typed::Export(target("", true))));
        check("set measure=60", Some(Typed::Set("measure".into(), "60".into())));
        check("set theme night", Some(Typed::Set("theme".into(), "night".into())));
        check("question", None);
        check("q x", None);
        check("", None);
    }
}
