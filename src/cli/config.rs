//! The settings file: the defaults are `assets/config.toml`; a person's own file is laid over them.

use serde::Deserialize;

use super::args::Ambiguous;
use super::setup::Setup;
use crate::input::keymap::Fault;
use crate::layout::hanging::Hanging;
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
    pub clipboard: Clipboard,
    pub strict_line_breaks: bool,
    #[serde(with = "HangingName")]
    pub hanging_punctuation: Hanging,
    pub citation: String,
}

/// What [`Hanging`] is called in the file.
#[derive(Deserialize)]
#[serde(remote = "Hanging", rename_all = "snake_case")]
enum HangingName {
    Auto,
    Always,
    Never,
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
        let line_of = |byte: usize| text[..byte.min(text.len())].matches('\n').count() + 1;
        let own: toml::Table = match toml::from_str(text) {
            Ok(own) => own,
            Err(error) => {
                let line = error.span().map_or(1, |span| line_of(span.start));
                let fault = Fault { file: file.to_owned(), line, what: error.message().to_owned() };
                return (Config::default(), vec![fault]);
            }
        };
        let mut table: toml::Table = toml::from_str(DEFAULT).unwrap_or_default();
        let mut faults = Vec::new();
        for (name, value) in own {
            let before = table.insert(name.clone(), value);
            if let Err(error) = table.clone().try_into::<Config>() {
                let line = text.find(&name).map_or(1, line_of);
                faults.push(Fault { file: file.to_owned(), line, what: error.message().to_owned() });
                match before {
                    Some(default) => table.insert(name, default),
                    None => table.remove(&name),
                };
            }
        }
        (table.try_into().unwrap_or_default(), faults)
    }

    /// Puts the settings to work.
    pub fn apply(&self, setup: &mut Setup) {
        setup.settings.measure = self.measure.max(crate::app::page::NARROWEST);
        let own = Some(&self.citation).filter(|citation| !citation.is_empty());
        setup.settings.citation.clone_from(own.unwrap_or(&setup.look.strings.words.citation));
        let rules = &mut setup.settings.rules;
        (rules.strict, rules.hanging) = (self.strict_line_breaks, self.hanging_punctuation);
        let themes = &mut setup.settings.themes;
        match themes.iter().position(|name| *name == self.theme) {
            Some(index) => themes.rotate_left(index),
            None => setup.faults.push(Fault {
                file: "config.toml".to_owned(),
                line: 1,
                what: format!("there is no theme `{}`; there are {}", self.theme, themes.join(", ")),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
