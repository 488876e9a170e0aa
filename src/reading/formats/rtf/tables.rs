//! What RTF says before its text: fonts and styles.

use std::collections::HashMap;

use super::encodings::{self, Charset};
use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::formats::flow::Role;

/// The longest name of a style that is looked at, in bytes.
const MAX_NAME: usize = 200;

/// No chain of styles is followed longer: one may lead back to where it began.
const MAX_CHAIN: usize = 16;

/// The fonts of a document by their numbers.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    charsets: HashMap<i32, Charset>,
    /// The font that is described.
    open: i32,
}

impl Fonts {
    /// Takes in a control word of the table of fonts.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>, budget: &mut Budget) {
        match (name, number) {
            (b"f", Some(number)) => self.open = number,
            (b"fcharset", Some(number)) if budget.take(Resource::Entries, 1).is_ok() => {
                self.charsets.insert(self.open, encodings::of_font(number));
            }
            (b"cpg", Some(number)) => {
                if let Some(encoding) = encodings::of_code_page(number)
                    && budget.take(Resource::Entries, 1).is_ok()
                {
                    self.charsets.insert(self.open, Charset::Known(encoding));
                }
            }
            _ => {}
        }
    }

    /// What the bytes of a font stand for.
    pub(super) fn charset(&self, font: Option<i32>) -> Charset {
        font.and_then(|font| self.charsets.get(&font)).copied().unwrap_or(Charset::Document)
    }
}

/// A style of paragraphs.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<i32>,
    outline: Option<u8>,
    name: Vec<u8>,
}

/// The styles of a document by their numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<i32, Style>,
    open: Style,
    number: Option<i32>,
}

impl Styles {
    /// Takes in a control word of the table of styles.
    pub(super) fn word(&mut self, name: &[u8], number: Option<i32>) {
        match (name, number) {
            (b"s", Some(number)) => self.number = Some(number),
            // Styles of runs and tables have numbers of their own kind.
            (b"cs" | b"ds" | b"ts", _) => self.number = None,
            (b"sbasedon", number) => self.open.based_on = number,
            (b"outlinelevel", Some(level)) => self.open.outline = u8::try_from(level).ok(),
            _ => {}
        }
    }

    /// Takes in the name of a style.
    pub(super) fn text(&mut self, text: &[u8]) {
        if self.open.name.len() < MAX_NAME {
            self.open.name.extend_from_slice(&text[..text.len().min(MAX_NAME)]);
        }
    }

    /// A style begins. The first may have no number: it is 0.
    pub(super) fn begin(&mut self) {
        (self.open, self.number) = (Style::default(), Some(0));
    }

    pub(super) fn end(&mut self, budget: &mut Budget) {
        let style = std::mem::take(&mut self.open);
        if let Some(number) = self.number.take()
            && budget.take(Resource::Entries, 1).is_ok()
        {
            self.styles.insert(number, style);
        }
    }

    /// What paragraphs of a style are.
    pub(super) fn role(&self, number: i32) -> Option<Role> {
        let mut next = self.styles.get(&number);
        let name = String::from_utf8_lossy(&next?.name).into_owned();
        let mut role = Role::of_style(name.split(';').next().unwrap_or_default());
        // A style that is based on that of titles looks like a title, and need not be one; levels of an outline are inherited.
        for _ in 0..MAX_CHAIN {
            let Some(style) = next.filter(|_| role.is_none()) else { break };
            role = style.outline.filter(|level| *level < 9).map(|level| Role::Heading(level + 1));
            next = style.based_on.and_then(|number| self.styles.get(&number));
        }
        role
    }
}
