//! Queries: what a person looks for, folded as the text is.

use super::fold::fold;

/// What to look for: literal text, in which case, width, script (simplified or traditional) and the kinds of quotes, dashes and dots do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    folded: String,
}

impl Query {
    /// The query for `typed`, character by character; nothing in it has a special meaning.
    pub fn new(typed: &str) -> Self {
        Query { folded: typed.chars().filter_map(fold).collect() }
    }

    /// Whether there is nothing to look for: such a query has no hits.
    pub fn is_empty(&self) -> bool {
        self.folded.is_empty()
    }

    /// The folded text to look for; it holds no line feed.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }
}
