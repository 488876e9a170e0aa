//! The settings file: the defaults are `assets/config.toml`; a person's own file is laid over them.

use serde::de::{Error, IntoDeserializer};
use serde::{Deserialize, Deserializer};

use super::args::Ambiguous;
use super::setup::Setup;
use crate::app::page::NARROWEST;
use crate::document::citation::PLACEHOLDERS;
use crate::input::fault::{Fault, Kind, Written, Wrong, nearest_name};
use crate::layout::hanging::Hanging;
use crate::search::readings::Scheme;
use crate::strings::{Language, strange_placeholder};
use crate::terminal::clipboard::Clipboard;
use crate::terminal::colours::{DepthSetting, GroundSetting};

/// The default settings.
pub const DEFAULT: &str = include_str!("../../assets/config.toml");

/// What can be set; `assets/config.toml` says what each means.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "assets/config.toml documents each setting where a person edits it")]
pub struct Config {
    pub language: String,
    pub theme: String,
    pub ground: GroundSetting,
    pub colours: DepthSetting,
    pub measure: usize,
    pub ambiguous_width: Ambiguous,
    pub full_width_quotes: bool,
    pub repairs: bool,
    pub mouse: bool,
    pub linear: bool,
    pub cursor: bool,
    pub clipboard: Clipboard,
    pub strict_line_breaks: bool,
    #[serde(with = "HangingName")]
    pub hanging_punctuation: Hanging,
    #[serde(deserialize_with = "scheme")]
    pub pinyin: Scheme,
    pub citation: String,
    /// The line of the file that names the theme, from 1; 0 where none does.
    #[serde(skip)]
    pub theme_line: usize,
}

/// What [`Hanging`] is called in the file.
#[derive(Deserialize)]
#[serde(remote = "Hanging", rename_all = "snake_case")]
enum HangingName {
    Auto,
    Always,
    Never,
}

/// The [`Scheme`] of a name in the file; an error lists all names, as those of other settings do.
fn scheme<'de, D: Deserializer<'de>>(name: D) -> Result<Scheme, D::Error> {
    let name = String::deserialize(name)?;
    let known = || Scheme::ALL.map(|scheme| format!("`{}`", scheme.name())).join(", ");
    let found = Scheme::ALL.into_iter().find(|scheme| scheme.name() == name);
    found.ok_or_else(|| D::Error::custom(format!("expected {}", known())))
}

impl Default for Config {
    fn default() -> Self {
        toml::from_str(DEFAULT).expect("the embedded settings are complete: a test reads them")
    }
}

impl Config {
    /// The defaults with a person's `text` from `file` over them. A setting that is unknown or of the wrong kind is a
    /// fault, and only that one falls back to its default.
    pub fn with(text: &str, file: &str) -> (Self, Vec<Fault>) {
        let defaults: toml::Table = toml::from_str(DEFAULT).unwrap_or_default();
        let mut table = defaults.clone();
        let mut written = Written::parse(file, text);
        let mut theme_line = 0;
        for (name, own) in std::mem::take(&mut written.table) {
            let at = name.span();
            let name = name.into_inner().into_owned();
            let Some(default) = defaults.get(&name) else {
                let near = nearest_name(&name, defaults.keys().map(String::as_str));
                written.fault(at, Wrong::UnknownSetting { name, near });
                continue;
            };
            let value = toml::Value::deserialize(own.into_deserializer()).unwrap_or_else(|_| default.clone());
            if let Some(wrong) = impossible(&name, &value) {
                written.fault(at, wrong);
                continue;
            }
            let before = table.insert(name.clone(), value.clone());
            if let Err(error) = table.clone().try_into::<Config>() {
                written.fault(at, wrong(&name, &value, default, error.message()));
                before.into_iter().for_each(|before| drop(table.insert(name.clone(), before)));
            } else if name == "theme" {
                theme_line = written.line_of(at.start);
            }
        }
        let config: Config = table.try_into().unwrap_or_default();
        (Config { theme_line, ..config }, written.into_faults())
    }

    /// Puts the settings to work.
    pub fn apply(&self, setup: &mut Setup) {
        setup.settings.measure = self.measure;
        let own = Some(&self.citation).filter(|citation| !citation.is_empty());
        setup.settings.citation.clone_from(own.unwrap_or(&setup.look.strings.words.citation));
        setup.settings.shows_cursor = self.cursor;
        setup.settings.pinyin = self.pinyin;
        let rules = &mut setup.settings.rules;
        (rules.strict, rules.hanging) = (self.strict_line_breaks, self.hanging_punctuation);
        let themes = &mut setup.settings.themes;
        match themes.iter().position(|name| *name == self.theme) {
            Some(index) => themes.rotate_left(index),
            None => {
                let choices = themes.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
                let wrong = Wrong::NoChoice { name: "theme".to_owned(), value: self.theme.clone(), choices };
                setup.faults.push(Fault { file: "config.toml".to_owned(), line: self.theme_line.max(1), wrong });
            }
        }
    }
}

/// What is wrong with a value of the right kind that can't be.
fn impossible(name: &str, value: &toml::Value) -> Option<Wrong> {
    match (name, value) {
        ("measure", toml::Value::Integer(cells)) if usize::try_from(*cells).is_ok_and(|cells| cells >= NARROWEST) => {
            None
        }
        ("measure", toml::Value::Integer(_)) => Some(Wrong::TooSmall { name: name.to_owned(), least: NARROWEST }),
        ("language", toml::Value::String(language)) if language != "auto" && Language::named(language).is_none() => {
            let known = [Language::Chinese, Language::Traditional, Language::English].map(Language::name);
            let choices =
                ["auto"].into_iter().chain(known).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            Some(Wrong::NoChoice { name: name.to_owned(), value: language.clone(), choices })
        }
        ("citation", toml::Value::String(template)) => {
            let (placeholder, known) = strange_placeholder(template, PLACEHOLDERS)?;
            Some(Wrong::UnknownPlaceholder { name: name.to_owned(), placeholder, known })
        }
        _ => None,
    }
}

/// What is wrong with a value that has no meaning: it is not of the kind that its default is, or none of the words that there
/// are, which `told`, what the parser says, lists between backticks.
fn wrong(name: &str, value: &toml::Value, default: &toml::Value, told: &str) -> Wrong {
    let kind = match default {
        toml::Value::Boolean(_) => Kind::Flag,
        toml::Value::Integer(_) | toml::Value::Float(_) => Kind::Number,
        toml::Value::Array(_) => Kind::Texts,
        toml::Value::Table(_) => Kind::Table,
        toml::Value::String(_) | toml::Value::Datetime(_) => Kind::Text,
    };
    let choices = told.split_once("expected").map_or("", |(_, choices)| choices);
    let choices: Vec<String> = choices.split('`').skip(1).step_by(2).map(|word| format!("`{word}`")).collect();
    match value.as_str() {
        Some(value) if kind == Kind::Text && !choices.is_empty() => {
            Wrong::NoChoice { name: name.to_owned(), value: value.to_owned(), choices: choices.join(", ") }
        }
        _ => Wrong::WrongKind { name: name.to_owned(), kind },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_to_type_pinyin_is_chosen_by_name() {
        for scheme in Scheme::ALL {
            let text = format!("pinyin = \"{}\"\n", scheme.name());
            let (config, faults) = Config::with(&text, "my.toml");
            assert_eq!((config.pinyin, faults), (scheme, Vec::new()), "{text}");
        }
        let (config, faults) = Config::with("pinyin = \"wubi\"\n", "my.toml");
        assert_eq!((config.pinyin, faults.len()), (Scheme::Full, 1));
    }

    #[test]
    fn hanging_is_chosen_by_name() {
        let (config, faults) = Config::with("hanging_punctuation = \"always\"\n", "my.toml");
        assert_eq!((config.hanging_punctuation, faults.len()), (Hanging::Always, 0));
        let (config, faults) = Config::with("hanging_punctuation = \"often\"\n", "my.toml");
        assert_eq!((config.hanging_punctuation, faults.len()), (Hanging::Auto, 1));
    }

    #[test]
    fn one_wrong_setting_spoils_no_other() {
        let (config, faults) = Config::with("measure = 60\ncolour = 1\ntheme = 3\nrepairs = false\n", "my.toml");
        assert_eq!(config, Config { measure: 60, repairs: false, ..Config::default() });
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
        let (config, faults) = Config::with("measure = ", "my.toml");
        assert_eq!((config, faults.len()), (Config::default(), 1));
        let (config, faults) = Config::with("theme = = 3\nmeasure = 60\nmeasure = 70\n", "my.toml");
        assert_eq!((config.measure, faults.len()), (60, 2), "{faults:?}");
    }

    #[test]
    fn the_words_that_there_are_for_a_setting_are_told() {
        let (_, faults) = Config::with("clipboard = \"fax\"\n", "my.toml");
        let choices = "`auto`, `osc52`, `tmux`, `system`".to_owned();
        let wrong = Wrong::NoChoice { name: "clipboard".into(), value: "fax".into(), choices };
        assert_eq!(faults, [Fault { file: "my.toml".into(), line: 1, wrong }]);
    }
}
