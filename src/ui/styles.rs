//! Styles as a theme writes them, and the terminal on which they are drawn.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier};

use super::colour::{Depth, Rgb};
use super::roles::Role;

/// The terminal that a theme is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Display {
    /// The ground that the terminal has by itself.
    pub ground: Ground,
    /// How many colours it has.
    pub depth: Depth,
}

/// The ground that a terminal has by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Nobody says.
    #[default]
    Unknown,
    /// Dark.
    Dark,
    /// Light.
    Light,
    /// Of this colour.
    Is(Rgb),
}

impl Ground {
    /// The colours that it may have, as far as it matters for what is seen on it.
    pub(super) fn colours(self) -> Vec<Rgb> {
        match self {
            Ground::Unknown => vec![Rgb(0, 0, 0), Rgb(255, 255, 255)],
            Ground::Dark => vec![Rgb(0, 0, 0)],
            Ground::Light => vec![Rgb(255, 255, 255)],
            Ground::Is(colour) => vec![colour],
        }
    }
}

/// A colour as a theme names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paint {
    /// This.
    Colour(Color),
    /// The ground, a little nearer to the text.
    Raised,
}

/// A style as a theme writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Written {
    pub(super) text: Option<Paint>,
    pub(super) ground: Option<Paint>,
    pub(super) modifiers: Modifier,
}

/// The styles of a theme file or of one of its tables.
pub(super) type Styles = BTreeMap<Role, Written>;
