//! Themes: what each part of the screen looks like. They are files in `assets/themes/`; a person may add more.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

/// A part of the screen with a look of its own; its name in a theme file is this in snake case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the parts explain themselves")]
pub enum Role {
    Ground,
    Title,
    Heading,
    Question,
    Answer,
    Statement,
    Prose,
    Aside,
    Label,
    SignQuestion,
    SignAnswer,
    SignStatement,
    Guess,
    Strong,
    Emphasis,
    Code,
    Link,
    ReadingMark,
    Bookmark,
    Marked,
    #[serde(rename = "tag_1")]
    Tag1,
    #[serde(rename = "tag_2")]
    Tag2,
    #[serde(rename = "tag_3")]
    Tag3,
    #[serde(rename = "tag_4")]
    Tag4,
    #[serde(rename = "tag_5")]
    Tag5,
    #[serde(rename = "tag_6")]
    Tag6,
    #[serde(rename = "tag_7")]
    Tag7,
    #[serde(rename = "tag_8")]
    Tag8,
    #[serde(rename = "tag_9")]
    Tag9,
    Hit,
    CurrentHit,
    Selection,
    Frame,
    FrameInFocus,
    PaneTitle,
    Entry,
    SectionEntry,
    Chosen,
    ChosenInFocus,
    Status,
    Message,
    Alarm,
    Key,
    Repaired,
}

impl Role {
    /// The looks of tags.
    const TAGS: [Role; 9] =
        [Role::Tag1, Role::Tag2, Role::Tag3, Role::Tag4, Role::Tag5, Role::Tag6, Role::Tag7, Role::Tag8, Role::Tag9];

    /// The look of the tag with this index. Nine colours take turns, and the tag's sign tells them apart as well.
    pub fn of_tag(index: usize) -> Self {
        Role::TAGS[index % Role::TAGS.len()]
    }
}

/// The themes that come with wenda, by name, the default first.
pub const DEFAULTS: &[(&str, &str)] = &[
    ("ink", include_str!("../../assets/themes/ink.toml")),
    ("paper", include_str!("../../assets/themes/paper.toml")),
    ("night", include_str!("../../assets/themes/night.toml")),
];

/// Something wrong in a theme file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is no table of known parts.
    #[error("{0}")]
    Syntax(String),
    /// A word in a style that means nothing.
    #[error("`{0}` is no colour and no style; write words such as `bold cyan on #202020`")]
    Word(String),
}

/// What each part of the screen looks like.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    styles: BTreeMap<Role, Style>,
}

/// A theme in which everything looks alike, for when there is none.
pub static PLAIN: Theme = Theme { styles: BTreeMap::new() };

impl Theme {
    /// The theme in a file's text. Parts that it does not name look like the ground, on which the canvas lays all.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let written: BTreeMap<Role, String> =
            toml::from_str(text).map_err(|error| ThemeError::Syntax(error.message().to_owned()))?;
        let styles = written.into_iter().map(|(role, words)| Ok((role, style_of(&words)?)));
        Ok(Theme { styles: styles.collect::<Result<_, _>>()? })
    }

    /// The same without colours, for `NO_COLOR`: weight, slant, underline and reversal tell the parts apart. What had a
    /// ground colour is reversed instead, but for what was found: reversal is the selection's alone.
    pub fn without_colour(mut self) -> Self {
        let ground = self.styles.remove(&Role::Ground).unwrap_or_default();
        for (role, style) in &mut self.styles {
            let has_ground = style.bg.is_some() && style.bg != ground.bg;
            *style = Style { fg: None, bg: None, ..*style };
            if has_ground {
                *style = style.add_modifier(Modifier::REVERSED);
            }
            match role {
                Role::Hit => *style = Style::new().not_bold().italic().underlined(),
                Role::CurrentHit => *style = Style::new().bold().italic().underlined().reversed(),
                Role::Selection => *style = Style::new().reversed(),
                _ => {}
            }
        }
        self
    }

    /// The look of a part.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

fn style_of(words: &str) -> Result<Style, ThemeError> {
    let mut style = Style::default();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        style = match word {
            "bold" => style.add_modifier(Modifier::BOLD),
            "dim" => style.add_modifier(Modifier::DIM),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "on" => style.bg(colour_of(words.next().unwrap_or("on"))?),
            colour => style.fg(colour_of(colour)?),
        };
    }
    Ok(style)
}

fn colour_of(word: &str) -> Result<Color, ThemeError> {
    match word {
        "default" => Ok(Color::Reset),
        _ => word.parse().map_err(|_| ThemeError::Word(word.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_themes_that_come_with_wenda_are_right() {
        for (name, text) in DEFAULTS {
            assert!(Theme::parse(text).is_ok(), "{name}: {:?}", Theme::parse(text).err());
        }
    }

    #[test]
    fn styles_are_written_as_words() {
        let theme = Theme::parse("hit = \"bold black on #ffee00\"").unwrap();
        assert_eq!(theme.style(Role::Hit), Style::new().fg(Color::Black).bg(Color::Rgb(255, 238, 0)).bold());
        assert_eq!(Theme::parse("hit = \"blak\"").unwrap_err(), ThemeError::Word("blak".into()));
        assert!(matches!(Theme::parse("hits = \"black\""), Err(ThemeError::Syntax(_))));
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
