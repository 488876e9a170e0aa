//! The lists of a DOCX: what is printed before a paragraph that is an item of one. It stands in no paragraph, but is
//! counted while they are read.

use std::collections::{BTreeMap, HashMap, HashSet};

use quick_xml::events::BytesStart;

use crate::document::left_out::Resource;
use crate::reading::budget::Budget;
use crate::reading::formats::flow::numbers::{self, Printed, Style};
use crate::reading::formats::flow::symbols;
use crate::reading::formats::xml::{self, Node, Nodes};

/// Levels of a list.
pub(super) const N_LEVELS: usize = 9;

/// How the numbers of a level are printed.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    style: Style,
    /// What is printed: `%1` stands for the number of the first level.
    template: String,
    /// What parts it from the text.
    gap: &'static str,
    /// All numbers in it are decimal.
    is_decimal: bool,
}

impl Default for Level {
    fn default() -> Self {
        Level { start: 1, style: Style::Decimal, template: String::new(), gap: "\t", is_decimal: false }
    }
}

#[derive(Debug, Clone, Default)]
struct List {
    levels: [Option<Level>; N_LEVELS],
    /// The style that has the levels of this list.
    linked_to: Option<String>,
    /// The style whose levels these are.
    is_of: Option<String>,
}

/// A use of a list, with what is other in it.
#[derive(Debug, Clone, Default)]
struct Use {
    list: String,
    starts: [Option<u32>; N_LEVELS],
    levels: [Option<Level>; N_LEVELS],
}

/// All lists of a document, and how far they are counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
    uses: HashMap<String, Use>,
    counts: HashMap<String, [Option<u32>; N_LEVELS]>,
    /// Which uses have begun to count a level anew.
    begun: HashSet<(String, usize)>,
}

/// What is read while a part of `numbering.xml` is open.
#[derive(Default)]
struct Open {
    list: Option<(String, List)>,
    used: Option<(String, Use)>,
    /// The level that is described or begins anew.
    at: usize,
    level: Option<Level>,
}

impl Numbering {
    /// Reads `numbering.xml`, as far as the budget reaches.
    pub(super) fn read(text: &str, budget: &mut Budget) -> Self {
        let mut numbering = Numbering::default();
        let mut open = Open::default();
        for node in Nodes::of(text) {
            match node {
                Node::Open(tag) => {
                    if matches!(xml::local(&tag), "abstractNum" | "num" | "lvl" | "lvlOverride")
                        && (budget.take(Resource::Entries, 1).is_err() || budget.is_cancelled())
                    {
                        break;
                    }
                    open.begin(&tag);
                }
                Node::Close(tag) => match xml::closed(&tag) {
                    "abstractNum" => numbering.lists.extend(open.list.take()),
                    "num" => numbering.uses.extend(open.used.take()),
                    "lvl" => open.end_level(),
                    _ => {}
                },
                Node::Text(_) => {}
            }
        }
        numbering.follow_links();
        numbering
    }

    /// Lists that have the levels of a style get them.
    fn follow_links(&mut self) {
        let of_styles: HashMap<String, [Option<Level>; N_LEVELS]> = self
            .lists
            .values()
            .filter_map(|list| list.is_of.clone().map(|style| (style, list.levels.clone())))
            .collect();
        for list in self.lists.values_mut() {
            if let Some(levels) = list.linked_to.as_ref().and_then(|style| of_styles.get(style)) {
                list.levels.clone_from(levels);
            }
        }
    }

    /// Counts a paragraph of the list `id` at this level, and gives what is printed before it.
    pub(super) fn next(&mut self, id: &str, at: usize) -> Option<Printed> {
        let at = at.min(N_LEVELS - 1);
        let used = self.uses.get(id)?;
        let list = self.lists.get(&used.list)?;
        let of_level = |at: usize| used.levels[at].as_ref().or(list.levels[at].as_ref());
        let level = of_level(at)?;
        let counts = self.counts.entry(used.list.clone()).or_default();
        let begins = used.starts[at].filter(|_| self.begun.insert((id.to_owned(), at)));
        counts[at] = match (begins, counts[at]) {
            (Some(start), _) => Some(start),
            (None, Some(count)) => Some(count.saturating_add(1)),
            (None, None) => Some(level.start),
        };
        counts[at + 1..].fill(None);
        let number = |of: usize| {
            let style = of_level(of).map(|level| level.style).unwrap_or_default();
            let count = counts[of].unwrap_or_else(|| of_level(of).map_or(1, |level| level.start));
            if level.is_decimal { Style::Decimal.write(count) } else { style.write(count) }
        };
        let template = symbols::replaced(&level.template);
        let mut printed = numbers::printed(&template, number);
        if !printed.words.is_empty() {
            printed.words.push_str(level.gap);
        }
        Some(printed)
    }
}

impl Open {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        let value = || xml::value(tag, "val");
        let level = |key: &str| xml::number(tag, key).unwrap_or(0usize).min(N_LEVELS - 1);
        match xml::local(tag) {
            "abstractNum" => {
                self.list = Some((xml::value(tag, "abstractNumId").unwrap_or_default(), List::default()));
            }
            "num" => self.used = Some((xml::value(tag, "numId").unwrap_or_default(), Use::default())),
            "lvl" => (self.at, self.level) = (level("ilvl"), Some(Level::default())),
            "lvlOverride" => self.at = level("ilvl"),
            "startOverride" => {
                if let Some((_, used)) = &mut self.used {
                    used.starts[self.at] = xml::number(tag, "val");
                }
            }
            "abstractNumId" => {
                if let Some((_, used)) = &mut self.used {
                    used.list = value().unwrap_or_default();
                }
            }
            "numStyleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.linked_to = value();
                }
            }
            "styleLink" => {
                if let Some((_, list)) = &mut self.list {
                    list.is_of = value();
                }
            }
            name => {
                if let Some(level) = &mut self.level {
                    level.add(name, tag);
                }
            }
        }
    }

    fn end_level(&mut self) {
        let level = self.level.take();
        match (&mut self.list, &mut self.used) {
            (Some((_, list)), _) => list.levels[self.at] = level,
            (None, Some((_, used))) => used.levels[self.at] = level,
            (None, None) => {}
        }
    }
}

impl Level {
    fn add(&mut self, name: &str, tag: &BytesStart<'_>) {
        let value = || xml::value(tag, "val").unwrap_or_default();
        match name {
            "start" => self.start = xml::number(tag, "val").unwrap_or(1),
            "numFmt" => self.style = Style::of_ooxml(&value()),
            "lvlText" => self.template = value().chars().take(100).collect(),
            "suff" => {
                self.gap = match value().as_str() {
                    "nothing" => "",
                    "space" => " ",
                    _ => "\t",
                }
            }
            "isLgl" => self.is_decimal = xml::is_on(tag),
            "lvlPicBulletId" => (self.style, self.template) = (Style::Bullet, "•".to_owned()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="问%1："/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="2">
            <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val="答："/></w:lvl></w:abstractNum>
        <w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>
        <w:num w:numId="8"><w:abstractNumId w:val="2"/></w:num>
        <w:num w:numId="9"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
        <w:num w:numId="10"><w:abstractNumId w:val="3"/></w:num></w:numbering>"#;

    #[test]
    fn items_are_counted_by_list_and_level() {
        let mut numbering = Numbering::read(LISTS, &mut Budget::default());
        let mut check = |id, at, expected: Option<Printed>| assert_eq!(numbering.next(id, at), expected, "{id} {at}");
        let both = |marker: &str, words: &str| Some(Printed { marker: marker.to_owned(), words: words.to_owned() });
        let marker = |text: &str| both(text, "");
        check("7", 0, both("1.", "问：\t"));
        check("10", 0, both("", "答："));
        check("7", 0, both("2.", "问：\t"));
        check("8", 0, marker("III."));
        check("8", 1, marker("III.a)"));
        check("8", 1, marker("III.b)"));
        check("8", 0, marker("IV."));
        check("8", 1, marker("IV.a)"));
        check("9", 0, marker("I."));
        check("9", 0, marker("II."));
        check("0", 0, None);
        check("8", 40, None);
    }
}
