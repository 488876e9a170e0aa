//! Themes: what each part of the screen looks like. They are files in `assets/themes/`; a person may add more.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::colour::Depth;
use super::drawn::{drawn, without_colour};
pub use super::roles::Role;
pub use super::styles::{Display, Ground};
use super::styles::{Paint, Styles, Written};
use crate::input::fault::{Fault, Kind, Written as File, Wrong, nearest_name};

/// The themes that come with wenda, by name, the default first.
pub const DEFAULTS: &[(&str, &str)] = &[
    ("ink", include_str!("../../assets/themes/ink.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("night", include_str!("../../assets/themes/night.toml")),
    ("contrast", include_str!("../../assets/themes/contrast.toml")),
];

/// What each part of the screen looks like on one terminal.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// What holds on any ground, and what on a dark or a light one in its place.
    always: Styles,
    dark: Styles,
    light: Styles,
    is_plain: bool,
    display: Display,
    pub(super) styles: BTreeMap<Role, Style>,
}

/// A theme in which everything looks alike, for when there is none.
pub static PLAIN: Theme = Theme {
    always: BTreeMap::new(),
    dark: BTreeMap::new(),
    light: BTreeMap::new(),
    is_plain: false,
    display: Display { ground: Ground::Unknown, depth: Depth::Full },
    styles: BTreeMap::new(),
};

impl Theme {
    /// The theme in the `text` of a `file`, for a terminal of which nothing is known, and what is wrong with it; the rest
    /// holds. Parts that it does not name look like the ground, on which the canvas lays all.
    pub fn with(text: &str, file: &str) -> (Self, Vec<Fault>) {
        let mut file = File::parse(file, text);
        let table = std::mem::take(&mut file.table);
        let mut theme = Theme::default();
        for (name, value) in &table {
            let within = match name.get_ref().as_ref() {
                "dark" => Some(&mut theme.dark),
                "light" => Some(&mut theme.light),
                _ => None,
            };
            match (within, value.get_ref().as_table()) {
                (None, _) => add(&mut theme.always, name, value, &mut file),
                (Some(styles), Some(part)) => part.iter().for_each(|(name, value)| add(styles, name, value, &mut file)),
                (Some(_), None) => {
                    file.fault(value.span(), Wrong::WrongKind { name: name.get_ref().to_string(), kind: Kind::Table });
                }
            }
        }
        (theme.on(Display::default()), file.into_faults())
    }

    /// The theme in a file's text.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, Vec<Fault>> {
        let (theme, faults) = Theme::with(text, "theme");
        if faults.is_empty() { Ok(theme) } else { Err(faults) }
    }

    /// The same, drawn on this terminal: with what the file says for its ground, in the colours that it has, and each legible
    /// on what it stands on.
    pub fn on(mut self, display: Display) -> Self {
        let is_dark = match display.ground {
            Ground::Unknown => None,
            Ground::Dark => Some(true),
            Ground::Light => Some(false),
            Ground::Is(colour) => Some(colour.is_dark()),
        };
        let mut written = self.always.clone();
        written.extend(is_dark.map(|dark| if dark { &self.dark } else { &self.light }).into_iter().flatten());
        self.display = display;
        self.styles = if self.is_plain { without_colour(&written) } else { drawn(&written, display) };
        self
    }

    /// The same on a terminal of which everything but the ground is as before.
    pub fn on_ground(self, ground: Ground) -> Self {
        let display = Display { ground, ..self.display };
        self.on(display)
    }

    /// The same without colours, for `NO_COLOR`: weight, slant, underline and reversal tell the parts apart.
    pub fn without_colour(self) -> Self {
        let display = self.display;
        Theme { is_plain: true, ..self }.on(display)
    }

    /// The look of a part.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }

    /// Whether it looks the same on every ground, because it brings its own.
    pub fn has_own_ground(&self) -> bool {
        self.style(Role::Ground).bg.is_some_and(|ground| ground != Color::Reset)
    }
}

/// Adds what an entry of a theme file says to the styles.
fn add(styles: &mut Styles, name: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>, file: &mut File<'_>) {
    let deserializer: StrDeserializer<'_, Error> = name.get_ref().as_ref().into_deserializer();
    let Ok(role) = Role::deserialize(deserializer) else {
        // the theme that wenda begins with names all parts
        let known: DeTable<'_> = DeTable::parse(DEFAULTS[0].1).map(Spanned::into_inner).unwrap_or_default();
        let near = nearest_name(name.get_ref(), known.keys().map(|known| known.get_ref().as_ref()));
        file.fault(name.span(), Wrong::UnknownPart { name: name.get_ref().to_string(), near });
        return;
    };
    match value.get_ref().as_str().map(style_of) {
        Some(Ok(style)) => drop(styles.insert(role, style)),
        Some(Err(word)) => file.fault(value.span(), Wrong::NoStyle(word)),
        None => file.fault(value.span(), Wrong::WrongKind { name: name.get_ref().to_string(), kind: Kind::Text }),
    }
}

/// The style that words describe, or the word that means nothing.
fn style_of(words: &str) -> Result<Written, String> {
    let mut style = Written::default();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "bold" => style.modifiers |= Modifier::BOLD,
            "dim" => style.modifiers |= Modifier::DIM,
            "italic" => style.modifiers |= Modifier::ITALIC,
            "underlined" => style.modifiers |= Modifier::UNDERLINED,
            "reversed" => style.modifiers |= Modifier::REVERSED,
            "on" => style.ground = Some(paint_of(words.next().unwrap_or("on"))?),
            colour => style.text = Some(paint_of(colour)?),
        }
    }
    Ok(style)
}

fn paint_of(word: &str) -> Result<Paint, String> {
    match word {
        "raised" => Ok(Paint::Raised),
        "default" => Ok(Paint::Colour(Color::Reset)),
        _ => word.parse().map(Paint::Colour).map_err(|_| word.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::colour::Rgb;

    #[test]
    fn the_themes_that_come_with_wenda_are_right() {
        for (name, text) in DEFAULTS {
            assert!(Theme::parse(text).is_ok(), "{name}: {:?}", Theme::parse(text).err());
        }
    }

    #[test]
    fn a_theme_follows_the_ground() {
        let theme =
            Theme::parse("label = \"bold\"\n[dark]\nlabel = \"#ffffff\"\n[light]\nlabel = \"#000000\"\n").unwrap();
        let label = |ground| theme.clone().on_ground(ground).style(Role::Label).fg;
        assert_eq!(label(Ground::Unknown), None);
        assert_eq!(label(Ground::Is(Rgb(0x00, 0x2b, 0x36))), Some(Color::Rgb(255, 255, 255)));
        assert_eq!(label(Ground::Is(Rgb(0xfd, 0xf6, 0xe3))), Some(Color::Rgb(0, 0, 0)));
        let raised = Theme::parse("status = \"on raised\"").unwrap().on_ground(Ground::Dark);
        assert_eq!(raised.style(Role::Status).bg, Some(Color::Rgb(30, 30, 30)));
    }

    #[test]
    fn styles_are_written_as_words() {
        let theme = Theme::parse("hit = \"bold black on #ffee00\"").unwrap();
        assert_eq!(theme.style(Role::Hit), Style::new().fg(Color::Black).bg(Color::Rgb(255, 238, 0)).bold());
        let text = "hit = \"blak\"\nhits = \"black\"\n[dark]\nlabel = 3\nprose = \"red\"\n";
        let (theme, faults) = Theme::with(text, "my.toml");
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2, 4], "{faults:?}");
        assert_eq!(faults[0].wrong, Wrong::NoStyle("blak".into()));
        assert!(theme.on_ground(Ground::Dark).style(Role::Prose).fg.is_some(), "the rest holds");
    }

    #[test]
    fn without_colours_the_parts_still_differ() {
        for (_, text) in DEFAULTS {
            let theme = Theme::parse(text).unwrap().without_colour();
            for (one, other) in [
                (Role::Question, Role::Answer),
                (Role::Hit, Role::Answer),
                (Role::Selection, Role::Answer),
                (Role::ChosenInFocus, Role::Entry),
                (Role::Alarm, Role::Answer),
            ] {
                assert_ne!(theme.style(one), theme.style(other), "{one:?} {other:?}");
            }
        }
    }
}
