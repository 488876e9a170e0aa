//! Keyword in context (KWIC): a row of a text in which what was found begins at the same cell as in all other rows.

use std::ops::Range;

use super::clusters::clusters;
use super::width::{WidthPolicy, text_width, truncate};

/// A row in three parts; together they take at most the cells that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InContext {
    /// What stands before, with blanks in front that make it as wide as in all rows.
    pub before: String,
    /// What was found, as shown.
    pub found: String,
    /// What follows.
    pub after: String,
}

impl InContext {
    /// A row of `width` cells, in which `text[found]` begins at cell `column`; `ellipsis` stands where the text is cut. Where
    /// `column` is no place within the row, what was found begins at its last quarter.
    pub fn of(
        text: &str,
        found: Range<usize>,
        (column, width): (usize, usize),
        ellipsis: &str,
        policy: WidthPolicy,
    ) -> Self {
        let column = column.min(width.saturating_sub(width / 4));
        let before = ending(&text[..found.start], column, ellipsis, policy);
        let before = " ".repeat(column - text_width(&before, policy)) + &before;
        let found_text = truncate(&text[found.clone()], width - column, ellipsis, policy);
        let room = width - column - text_width(&found_text, policy);
        let is_whole = text_width(&text[found.clone()], policy) <= width - column;
        let after =
            if is_whole { truncate(text[found.end..].trim_end(), room, ellipsis, policy) } else { String::new() };
        InContext { before, found: found_text, after }
    }
}

/// The longest end of `text` that takes at most `cells` cells, beginning with a whole cluster; `ellipsis` stands before it
/// when something had to go.
fn ending(text: &str, cells: usize, ellipsis: &str, policy: WidthPolicy) -> String {
    /// Bytes that clusters of one cell have at most; what has more is cut, as nobody reads so far.
    const BYTES: usize = 64;
    let text = text.trim_start();
    let far = text.len().saturating_sub((cells + 1) * BYTES);
    let near = (far..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let clusters: Vec<_> = clusters(&text[near..], policy).collect();
    let width: usize = clusters.iter().map(|cluster| cluster.width).sum();
    if near == 0 && width <= cells {
        return clusters.iter().map(|cluster| &*cluster.shown).collect();
    }
    let Some(mut room) = cells.checked_sub(text_width(ellipsis, policy)) else { return String::new() };
    let n_fitting = clusters.iter().rev().take_while(|cluster| {
        let left = room.checked_sub(cluster.width);
        room = left.unwrap_or(room);
        left.is_some()
    });
    let from = clusters.len() - n_fitting.count();
    let shown: String = clusters[from..].iter().map(|cluster| &*cluster.shown).collect();
    ellipsis.to_owned() + &shown
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const POLICY: WidthPolicy = WidthPolicy::NARROW;

    fn check(text: &str, found: &str, (column, width): (usize, usize), row: &str) {
        let start = text.find(found).unwrap_or(0);
        let it = InContext::of(text, start..start + found.len(), (column, width), "…", POLICY);
        assert_eq!(format!("{}[{}]{}", it.before, it.found, it.after), row, "{text}");
    }

    #[test]
    fn what_was_found_begins_at_one_cell() {
        check("去年中国和美国的贸易额达到新高。", "美国", (10, 30), "去年中国和[美国]的贸易额达到新…");
        check("美国的贸易额达到新高，今年还要增加。", "美国", (10, 30), "          [美国]的贸易额达到新…");
        check("What did trade with China bring us last year?", "China", (10, 24), "…ade with [China] bring u…");
        check("去年abc中国和美国", "美国", (8, 20), "…c中国和[美国]");
        // half of a character that is two cells wide is a blank
        check("在去年中国和美国之间", "美国", (10, 30), " …年中国和[美国]之间");
    }

    #[test]
    fn a_row_that_is_too_narrow_shows_what_it_can() {
        check("中国和美国的贸易", "美国", (10, 8), "中国和[…]");
        check("中国和美国的贸易", "美国", (0, 0), "[]");
    }

    proptest! {
        #[test]
        fn rows_are_never_wider_and_always_aligned(
            text in "[a-c 中国，\u{301}👩\u{200d}]{0,60}",
            at in 0usize..60,
            n in 0usize..9,
            column in 0usize..50,
            width in 0usize..120,
        ) {
            let at_char = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(at, _)| at);
            let it = InContext::of(&text, at_char(at)..at_char(at + n), (column, width), "…", POLICY);
            let before = text_width(&it.before, POLICY);
            prop_assert_eq!(before, column.min(width - width / 4));
            prop_assert!(before + text_width(&it.found, POLICY) + text_width(&it.after, POLICY) <= width);
        }
    }
}
