//! How many cells a piece of text takes: the one function that layout and painter both ask.

use unicode_width::UnicodeWidthStr;

use super::ambiguous::{AmbiguousKind, ambiguous_kind};
use super::clusters::{Cluster, clusters, is_plain};

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
    /// The terminal draws each part of an emoji ZWJ sequence or modifier sequence (UTS #51) by itself: show the parts of
    /// `👨‍👩‍👧` one after the other, and `👍🏽` without its tone.
    pub split_zwj: bool,
    /// The terminal draws an emoji presentation sequence (UTS #51) as its first character alone: show `❤` for `❤️`.
    pub split_presentation: bool,
}

impl WidthPolicy {
    /// Ambiguous characters take one cell.
    pub const NARROW: Self = WidthPolicy {
        wide_quotes: false,
        wide_symbols: false,
        wide_boxes: false,
        wide_letters: false,
        full_quotes: false,
        split_zwj: false,
        split_presentation: false,
    };
    /// Ambiguous characters take two cells.
    pub const WIDE: Self = WidthPolicy {
        wide_quotes: true,
        wide_symbols: true,
        wide_boxes: true,
        wide_letters: true,
        ..WidthPolicy::NARROW
    };

    /// The same where no emoji sequence is drawn as one sign.
    pub const fn with_split_emoji(self) -> Self {
        WidthPolicy { split_zwj: true, split_presentation: true, ..self }
    }

    /// Whether any ambiguous characters take two cells.
    pub(super) fn widens(self) -> bool {
        self.wide_quotes || self.wide_symbols || self.wide_boxes || self.wide_letters
    }

    /// Whether ambiguous characters of this kind take two cells.
    pub fn is_wide(self, kind: AmbiguousKind) -> bool {
        match kind {
            AmbiguousKind::Quote => self.wide_quotes,
            AmbiguousKind::Symbol => self.wide_symbols,
            AmbiguousKind::Box => self.wide_boxes,
            AmbiguousKind::Letter => self.wide_letters,
        }
    }

    /// The cells of a cluster that is already harmless ([`Cluster::shown`](super::clusters::Cluster::shown)) and takes
    /// `settled` cells where ambiguous characters are narrow.
    pub(super) fn cells(self, shown: &str, settled: usize) -> usize {
        let widened = || shown.chars().next().and_then(ambiguous_kind).is_some_and(|kind| self.is_wide(kind));
        if settled == 1 && self.widens() && widened() { 2 } else { settled }
    }
}

/// Whether every terminal draws a shown cluster in the same number of cells: ASCII, ideographs, kana, syllables and
/// full-width forms by themselves. Not ambiguous characters, emoji, or anything with combining marks.
pub fn is_settled(shown: &str) -> bool {
    let mut chars = shown.chars();
    chars.next().is_some_and(|c| is_plain(c) && ambiguous_kind(c).is_none()) && chars.next().is_none()
}

/// The cells of a cluster on a terminal that draws ambiguous characters narrow. Half-width voicing marks are of zero
/// width to the tables, being extenders, yet every terminal gives them a cell.
pub(super) fn narrow_cells(shown: &str) -> usize {
    shown.width() + shown.chars().filter(|c| matches!(c, '\u{FF9E}' | '\u{FF9F}')).count()
}

/// The cells that `text` takes on one row.
pub fn text_width(text: &str, policy: WidthPolicy) -> usize {
    clusters(text, policy).map(|cluster| cluster.width).sum()
}

/// The text with blanks after it, so that it takes `cells` cells; one that is wider stays as it is.
pub fn padded(text: &str, cells: usize, policy: WidthPolicy) -> String {
    text.to_owned() + &" ".repeat(cells.saturating_sub(text_width(text, policy)))
}

/// The longest beginning of `text` that takes at most `cells` cells, ending on a whole cluster; `sign` (`…`) is put
/// behind it when something had to go. Where not even the sign has room, it is left out too.
pub fn truncate(text: &str, cells: usize, sign: &str, policy: WidthPolicy) -> String {
    let (whole, rest) = beginning(text, cells, policy);
    if rest == text.len() {
        return whole;
    }
    match cells.checked_sub(text_width(sign, policy)) {
        Some(room) => beginning(text, room, policy).0 + sign,
        None => whole,
    }
}

/// The longest beginning of `text` that ends on a whole cluster and takes at most `cells` cells, as it is.
pub fn opening(text: &str, cells: usize, policy: WidthPolicy) -> &str {
    let fits = |cluster: &Cluster<'_>| cluster.column + cluster.width <= cells;
    let end = clusters(text, policy).take_while(fits).last().map_or(0, |cluster| cluster.range.end);
    &text[..end]
}

/// As much of `text` as fits in `cells` cells, as shown, and the byte where it ends.
fn beginning(text: &str, cells: usize, policy: WidthPolicy) -> (String, usize) {
    let fits = |cluster: &Cluster<'_>| cluster.column + cluster.width <= cells;
    clusters(text, policy)
        .take_while(fits)
        .fold((String::new(), 0), |(shown, _), cluster| (shown + &cluster.shown, cluster.range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cells: usize, expected: &str) {
        assert_eq!(truncate(text, cells, "…", WidthPolicy::NARROW), expected, "{text} in {cells}");
    }

    #[test]
    fn a_truncated_title_ends_on_a_whole_cluster() {
        check("中俄关系", 8, "中俄关系");
        check("中俄关系", 7, "中俄关…");
        check("中俄关系", 6, "中俄…");
        check("ab👍🏽c", 4, "ab…");
        check("ab", 1, "…");
        check("中", 0, "");
    }

    #[test]
    fn a_sign_that_is_wide_here_takes_its_two_cells() {
        assert_eq!(truncate("中俄关系", 7, "…", WidthPolicy::WIDE), "中俄…");
        assert_eq!(truncate("中俄关系", 7, "⋯", WidthPolicy::WIDE), "中俄关⋯");
    }

    #[test]
    fn what_is_truncated_is_harmless() {
        check("a\u{1b}[31mb", 9, "a␛[31mb");
    }
}
