//! The styles of a DOCX: what a paragraph or a run is by the chain of styles that its own is based on.

use std::collections::HashMap;

use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::formats::flow::{Role, RunLook};
use crate::reading::formats::xml::{self, Node, Nodes};

/// No chain of styles is followed longer: one may lead back to where it began.
const MAX_CHAIN: usize = 32;

impl RunLook {
    /// Takes in a property of runs.
    pub(in crate::reading::formats) fn add(&mut self, name: &str, tag: &quick_xml::events::BytesStart<'_>) {
        match name {
            "b" => self.bold = Some(xml::is_on(tag)),
            "i" => self.italic = Some(xml::is_on(tag)),
            "vanish" | "webHidden" => self.hidden = Some(xml::is_on(tag)),
            _ => {}
        }
    }

    /// What styles of a paragraph and of a run say together: what both turn on is off (ISO 29500-1, 17.7.3).
    pub(super) fn toggled(self, other: Self) -> Self {
        let toggled = |one: Option<bool>, other: Option<bool>| match (one, other) {
            (Some(true), Some(true)) => Some(false),
            (one, other) => Some(one.unwrap_or(false) || other.unwrap_or(false)),
        };
        RunLook {
            bold: toggled(self.bold, other.bold),
            italic: toggled(self.italic, other.italic),
            hidden: toggled(self.hidden, other.hidden),
        }
    }
}

/// The list that a paragraph belongs to, as far as it is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ListPlace {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

/// A style, with all that it has from those it is based on once they are resolved.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    pub(super) role: Option<Role>,
    pub(super) look: RunLook,
    pub(super) place: ListPlace,
    /// The level of an outline, from 0; 9 is text.
    pub(super) outline: Option<u8>,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default_id: String,
    /// How all runs look that nothing else is said of.
    pub(super) look: RunLook,
}

impl Styles {
    /// Reads `styles.xml`, as far as the budget reaches.
    pub(super) fn read(text: &str, budget: &mut Budget) -> Self {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let (mut in_run, mut in_defaults) = (false, false);
        let mut n_skipped = 0usize;
        for node in Nodes::of(text) {
            match node {
                Node::Open(tag) => {
                    let name = xml::local(&tag);
                    if n_skipped > 0 || matches!(name, "tblStylePr" | "rPrChange" | "pPrChange") {
                        n_skipped += 1;
                        continue;
                    }
                    match (name, &mut open) {
                        ("style", open) => {
                            if budget.take(Resource::Entries, 1).is_err() || budget.is_cancelled() {
                                break;
                            }
                            let id = xml::value(&tag, "styleId").unwrap_or_default();
                            let is_of_paragraphs = xml::value(&tag, "type").is_some_and(|kind| kind == "paragraph");
                            if is_of_paragraphs && matches!(xml::value(&tag, "default").as_deref(), Some("1" | "true"))
                            {
                                styles.default_id.clone_from(&id);
                            }
                            *open = Some((id, Style::default()));
                        }
                        ("docDefaults", _) => in_defaults = true,
                        ("rPr", _) => in_run = true,
                        ("name", Some((_, style))) => {
                            style.role = Role::of_style(&xml::value(&tag, "val").unwrap_or_default());
                        }
                        ("basedOn", Some((_, style))) => style.based_on = xml::value(&tag, "val"),
                        ("outlineLvl", Some((_, style))) => style.outline = xml::number(&tag, "val"),
                        ("numId", Some((_, style))) => style.place.list = xml::value(&tag, "val"),
                        ("ilvl", Some((_, style))) => style.place.level = xml::number(&tag, "val"),
                        (name, Some((_, style))) if in_run => style.look.add(name, &tag),
                        (name, None) if in_run && in_defaults => styles.look.add(name, &tag),
                        _ => {}
                    }
                }
                Node::Close(_) if n_skipped > 0 => n_skipped -= 1,
                Node::Close(tag) => match xml::closed(&tag) {
                    "style" => styles.styles.extend(open.take()),
                    "docDefaults" => in_defaults = false,
                    "rPr" => in_run = false,
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        styles
    }

    /// The style of this name, or of paragraphs that name none, with all that it has from others.
    pub(super) fn of_paragraph(&self, id: Option<&str>) -> Style {
        self.resolved(id.unwrap_or(&self.default_id))
    }

    /// The style of this name, with all that it has from others.
    pub(super) fn resolved(&self, id: &str) -> Style {
        let mut next = self.styles.get(id);
        if next.is_none() {
            // What a program did not describe it knows by its name.
            return Style { role: Role::of_style(id), ..Style::default() };
        }
        // A style that is based on that of titles looks like a title, and need not be one; levels of an outline are inherited.
        let mut resolved = Style { role: next.and_then(|style| style.role), ..Style::default() };
        for _ in 0..MAX_CHAIN {
            let Some(style) = next else { break };
            resolved.look = resolved.look.or(style.look);
            resolved.outline = resolved.outline.or(style.outline);
            // A list and the level in it may come from different styles.
            resolved.place.level = resolved.place.level.or(style.place.level);
            resolved.place.list = resolved.place.list.take().or_else(|| style.place.list.clone());
            next = style.based_on.as_deref().and_then(|id| self.styles.get(id));
        }
        resolved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_has_what_those_have_that_it_is_based_on() {
        let text = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:i/></w:rPr></w:rPrDefault></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
            <w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:styleId="mine"><w:name w:val="Mine"/><w:basedOn w:val="1"/><w:rPr><w:b w:val="0"/></w:rPr></w:style>
            <w:style w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>
            </w:styles>"#;
        let styles = Styles::read(text, &mut Budget::default());
        assert_eq!(styles.resolved("1").look.bold, Some(true));
        assert_eq!(styles.resolved("mine").look.bold, Some(false));
        assert_eq!((styles.resolved("mine").role, styles.resolved("mine").outline), (None, Some(0)));
        assert_eq!(styles.of_paragraph(None).role, None);
        assert_eq!(styles.resolved("x").role, None);
        assert_eq!(styles.resolved("Heading2").role, Some(Role::Heading(2)));
        assert_eq!(styles.look.italic, Some(true));
    }
}
