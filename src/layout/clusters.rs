//! Grapheme clusters as they are shown: each with the bytes it comes from, a harmless form, and its width.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::width::WidthPolicy;

/// A grapheme cluster of a text, ready to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What is drawn: the cluster itself or a harmless stand-in; never a control character. Empty where nothing shows.
    pub shown: Cow<'a, str>,
    /// Cells that `shown` takes: 0, 1 or 2 (more for an expanded tab).
    pub width: usize,
}

/// The clusters of `text` in order; their ranges cover it without a gap.
pub fn clusters(text: &str, _policy: WidthPolicy) -> impl Iterator<Item = Cluster<'_>> {
    text.grapheme_indices(true).map(|(start, cluster)| {
        let shown = if cluster.chars().any(char::is_control) { Cow::Borrowed(" ") } else { Cow::Borrowed(cluster) };
        Cluster { range: start..start + cluster.len(), width: shown.width(), shown }
    })
}
