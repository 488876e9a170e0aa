//! The lists of an ODT, counted while their items are read.

use std::collections::HashMap;

use super::styles::{N_LEVELS, Styles};
use crate::reading::formats::flow::numbers::{self, Printed};
use crate::reading::formats::flow::symbols;

/// The lists that are open, and how far all are counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The styles of the open lists, the outermost first.
    open: Vec<Option<String>>,
    counts: [Option<u32>; N_LEVELS],
    /// Where lists of a style ended, for those that go on with them.
    ended: HashMap<String, [Option<u32>; N_LEVELS]>,
    /// The open item has begun, and no paragraph of it was read yet.
    is_new: bool,
}

impl Lists {
    /// A list begins; it may go on with the numbers of the one before it.
    pub(super) fn begin(&mut self, style: Option<String>, goes_on: bool) {
        let style = style.or_else(|| self.style().map(str::to_owned));
        if self.open.is_empty() {
            let before = style.as_ref().filter(|_| goes_on).and_then(|style| self.ended.get(style));
            self.counts = before.copied().unwrap_or_default();
        }
        self.open.push(style);
    }

    pub(super) fn end(&mut self) {
        let style = self.open.pop().flatten();
        if let (Some(style), true) = (style, self.open.is_empty()) {
            self.ended.insert(style, self.counts);
        }
        self.counts[self.open.len().min(N_LEVELS)..].fill(None);
        self.is_new = false;
    }

    /// An item begins, perhaps with a number of its own.
    pub(super) fn begin_item(&mut self, start: Option<u32>) {
        self.is_new = true;
        let Some(at) = self.depth() else { return };
        if let Some(start) = start {
            self.counts[at] = Some(start.saturating_sub(1));
        }
    }

    /// The level of the open list, from 0.
    pub(super) fn depth(&self) -> Option<usize> {
        self.open.len().checked_sub(1).map(|depth| depth.min(N_LEVELS - 1))
    }

    fn style(&self) -> Option<&str> {
        self.open.last().and_then(Option::as_deref)
    }

    /// What is printed before the paragraph that begins now; only the first of an item has it.
    /// `of_paragraph` is the list that its style names.
    pub(super) fn printed(&mut self, of_paragraph: Option<&str>, styles: &Styles) -> Option<Printed> {
        let at = self.depth()?;
        if !std::mem::take(&mut self.is_new) {
            return Some(Printed::default());
        }
        let style = self.open.last().and_then(Option::as_deref);
        let level_of = |at: usize| {
            let named = style.and_then(|list| styles.level(list, at));
            named.or_else(|| of_paragraph.and_then(|list| styles.level(list, at)))
        };
        let level = level_of(at)?;
        if level.style == numbers::Style::Bullet {
            return Some(numbers::printed(&symbols::replaced(&level.before), |_| String::new()));
        }
        let counts = &mut self.counts;
        counts[at] = Some(counts[at].map_or(level.start, |count| count.saturating_add(1)));
        counts[at + 1..].fill(None);
        let first = (at + 1).saturating_sub(level.shown);
        let shown: Vec<String> = (first..=at)
            .filter_map(|of| level_of(of).map(|level| level.style.write(counts[of].unwrap_or(level.start))))
            .filter(|number| !number.is_empty())
            .collect();
        let shown = shown.join(".");
        let template = format!("{}%1{}", level.before.replace('%', ""), level.after.replace('%', ""));
        Some(numbers::printed(&template, |_| shown.clone()))
    }
}
