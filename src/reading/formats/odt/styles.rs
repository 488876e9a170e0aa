//! The styles of an ODT: what a paragraph or a run is by the chain of styles that its own has as parents, and the lists.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::formats::flow::numbers;
use crate::reading::formats::flow::{Role, RunLook};
use crate::reading::formats::xml::{self, Node, Nodes};

/// No chain of styles is followed longer: one may lead back to where it began.
const MAX_CHAIN: usize = 32;
/// Levels of a list.
pub(super) const N_LEVELS: usize = 10;
/// The lightest type that is bold, of those that are told by a number.
const BOLD: u32 = 600;

/// A style, with all that it has from its parents once they are resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    parent: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) look: RunLook,
    pub(super) list: Option<String>,
    /// It stands for what was done to one paragraph by hand, and has no name that a person knows.
    is_automatic: bool,
}

/// How a level of a list is printed.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) style: numbers::Style,
    pub(super) start: u32,
    /// How many levels are printed, this one as the last.
    pub(super) shown: usize,
    /// What stands before and after the number; before it, the bullet.
    pub(super) before: String,
    pub(super) after: String,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, [Option<Level>; N_LEVELS]>,
    /// Sections that are not shown.
    pub(super) hidden_sections: Vec<String>,
}

/// What is read while a style is open.
#[derive(Default)]
struct Open {
    style: Option<((String, String), Style)>,
    list: Option<(String, [Option<Level>; N_LEVELS])>,
    is_automatic: bool,
}

impl Styles {
    /// Reads the styles in a part, as far as the budget reaches.
    pub(super) fn read(&mut self, text: &str, budget: &mut Budget) {
        let mut open = Open::default();
        for node in Nodes::of(text) {
            match node {
                Node::Open(tag) => {
                    let name = xml::local(&tag);
                    if name == "body" {
                        break;
                    }
                    if matches!(name, "style" | "list-style")
                        && (budget.take(Resource::Entries, 1).is_err() || budget.is_cancelled())
                    {
                        break;
                    }
                    self.open(name, &tag, &mut open);
                }
                Node::Close(tag) => match xml::closed(&tag) {
                    "style" | "default-style" => self.styles.extend(open.style.take()),
                    "list-style" => self.lists.extend(open.list.take()),
                    "automatic-styles" => open.is_automatic = false,
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
    }

    fn open(&mut self, name: &str, tag: &BytesStart<'_>, open: &mut Open) {
        match (name, &mut open.style, &mut open.list) {
            ("automatic-styles", ..) => open.is_automatic = true,
            ("style", style, _) => {
                let (key, begun) = begun(tag);
                *style = Some((key, Style { is_automatic: open.is_automatic, ..begun }));
            }
            ("default-style", style, _) => {
                let family = xml::value(tag, "family").unwrap_or_default();
                *style = Some(((family, String::new()), Style::default()));
            }
            ("text-properties", Some((_, style)), _) => style.look = look(tag).or(style.look),
            ("section-properties", Some(((_, name), _)), _) if is_hidden(tag) => {
                self.hidden_sections.push(name.clone())
            }
            ("list-style", _, list) => {
                *list = Some((xml::value(tag, "name").unwrap_or_default(), Default::default()));
            }
            (
                "list-level-style-number" | "list-level-style-bullet" | "list-level-style-image",
                _,
                Some((_, levels)),
            ) => {
                let at = xml::number(tag, "level").unwrap_or(1usize).clamp(1, N_LEVELS) - 1;
                levels[at] = Some(level(name, tag));
            }
            _ => {}
        }
    }

    /// The style of this family and name, with all that it has from its parents.
    pub(super) fn resolved(&self, family: &str, name: &str) -> Style {
        let mut resolved = Style::default();
        let key = |name: &str| (family.to_owned(), name.to_owned());
        let mut next = self.styles.get(&key(name));
        let mut is_named = false;
        if next.is_none() {
            // What a program did not describe it knows by its name.
            resolved.role = Role::of_style(&name.replace("_20_", " "));
        }
        for _ in 0..MAX_CHAIN {
            let Some(style) = next else { break };
            // A style whose parent is that of titles looks like a title, and need not be one.
            if !is_named {
                resolved.role = style.role;
            }
            is_named |= !style.is_automatic;
            resolved.look = resolved.look.or(style.look);
            resolved.list = resolved.list.take().or_else(|| style.list.clone());
            next = style.parent.as_deref().and_then(|name| self.styles.get(&key(name)));
        }
        let default = self.styles.get(&key("")).map(|style| style.look).unwrap_or_default();
        resolved.look = resolved.look.or(default);
        resolved
    }

    /// How this level of a list is printed.
    pub(super) fn level(&self, list: &str, at: usize) -> Option<&Level> {
        self.lists.get(list).and_then(|levels| levels.get(at)).and_then(Option::as_ref)
    }
}

/// A style as its tag begins it.
fn begun(tag: &BytesStart<'_>) -> ((String, String), Style) {
    let name = xml::value(tag, "name").unwrap_or_default();
    let shown = xml::value(tag, "display-name").unwrap_or_else(|| name.replace("_20_", " "));
    let level = xml::number(tag, "default-outline-level").filter(|level: &u8| (1..=10).contains(level));
    let style = Style {
        parent: xml::value(tag, "parent-style-name"),
        role: Role::of_style(&shown).or(level.map(Role::Heading)),
        look: RunLook::default(),
        list: xml::value(tag, "list-style-name"),
        is_automatic: false,
    };
    ((xml::value(tag, "family").unwrap_or_default(), name), style)
}

fn look(tag: &BytesStart<'_>) -> RunLook {
    let is_bold = |weight: String| match weight.parse::<u32>() {
        Ok(weight) => weight >= BOLD,
        Err(_) => weight == "bold",
    };
    RunLook {
        bold: xml::value(tag, "font-weight").map(is_bold),
        italic: xml::value(tag, "font-style").map(|style| style != "normal"),
        hidden: xml::value(tag, "display").map(|display| display == "none"),
    }
}

/// Whether a tag says that what it stands for is not shown.
pub(super) fn is_hidden(tag: &BytesStart<'_>) -> bool {
    xml::value(tag, "display").is_some_and(|display| display == "none")
}

fn level(name: &str, tag: &BytesStart<'_>) -> Level {
    let value = |key: &str| xml::value(tag, key).map(|value| value.chars().take(100).collect::<String>());
    let mut level = Level {
        style: numbers::Style::Bullet,
        start: xml::number(tag, "start-value").unwrap_or(1),
        shown: xml::number(tag, "display-levels").unwrap_or(1usize).clamp(1, N_LEVELS),
        before: value("num-prefix").unwrap_or_default(),
        after: value("num-suffix").unwrap_or_default(),
    };
    match name {
        "list-level-style-number" => level.style = numbers::Style::of_first(&value("num-format").unwrap_or_default()),
        "list-level-style-bullet" => level.before += &value("bullet-char").unwrap_or_default(),
        _ => level.before += "•",
    }
    // LibreOffice writes words around a number here as well, and only here where they stand between levels.
    if let Some(format) = value("num-list-format").filter(|format| format.contains('%')) {
        let first = format.find('%').unwrap_or_default();
        let last = format.rfind('%').unwrap_or_default();
        (level.before, level.after) = (format[..first].to_owned(), format[last + 1..].to_owned());
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_what_its_parents_have() {
        let mut styles = Styles::default();
        let text = r#"<s><style:default-style style:family="paragraph"><style:text-properties fo:font-style="italic"/></style:default-style>
            <style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Heading"/>
            <style:style style:name="Heading" style:family="paragraph"><style:text-properties fo:font-weight="700"/></style:style>
            <style:style style:name="Mine" style:family="paragraph" style:parent-style-name="Heading_20_2"/>
            <office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/></office:automatic-styles>
            <style:style style:name="X" style:family="text" style:parent-style-name="X"/></s>"#;
        styles.read(text, &mut Budget::default());
        let style = styles.resolved("paragraph", "P1");
        assert_eq!((style.role, style.look.bold, style.look.italic), (Some(Role::Heading(2)), Some(true), Some(true)));
        assert_eq!(styles.resolved("paragraph", "Mine").role, None);
        assert_eq!(styles.resolved("paragraph", "Title").role, Some(Role::Title));
        assert_eq!(styles.resolved("text", "X").role, None);
    }
}
