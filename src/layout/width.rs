//! How many cells a piece of text takes: the one function that layout and painter both ask.

use super::clusters::clusters;

/// How wide the terminal draws the characters whose East Asian width is ambiguous (UAX #11), class by class, because
/// terminals and their settings differ by class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WidthPolicy {
    /// `“ ” ‘ ’ — …` take two cells.
    pub wide_quotes: bool,
    /// `① ℃ × → ■` take two cells.
    pub wide_symbols: bool,
    /// `│ ─ ┌ █` take two cells.
    pub wide_boxes: bool,
    /// `α д é` take two cells.
    pub wide_letters: bool,
    /// Curly quotes beside an ideograph get two cells though the terminal draws them in one: a matter of taste.
    pub full_quotes: bool,
    /// The terminal draws each part of an emoji sequence by itself: show the parts one after the other.
    pub split_emoji: bool,
}

impl WidthPolicy {
    /// Ambiguous characters take one cell.
    pub const NARROW: Self = WidthPolicy {
        wide_quotes: false,
        wide_symbols: false,
        wide_boxes: false,
        wide_letters: false,
        full_quotes: false,
        split_emoji: false,
    };
    /// Ambiguous characters take two cells.
    pub const WIDE: Self = WidthPolicy {
        wide_quotes: true,
        wide_symbols: true,
        wide_boxes: true,
        wide_letters: true,
        ..WidthPolicy::NARROW
    };
}

/// The cells that `text` takes on one row.
pub fn text_width(text: &str, policy: WidthPolicy) -> usize {
    clusters(text, policy).map(|cluster| cluster.width).sum()
}

/// The longest beginning of `text` that takes at most `cells` cells, ending on a whole cluster; `sign` (`…`) is put
/// behind it when something had to go.
pub fn truncate(text: &str, cells: usize, sign: &str, policy: WidthPolicy) -> String {
    if text_width(text, policy) <= cells {
        return text.to_owned();
    }
    let room = cells.saturating_sub(text_width(sign, policy));
    let mut used = 0;
    let kept: String = clusters(text, policy)
        .take_while(|cluster| {
            used += cluster.width;
            used <= room
        })
        .map(|cluster| cluster.shown)
        .collect();
    if room == 0 && text_width(sign, policy) > cells { String::new() } else { kept + sign }
}
