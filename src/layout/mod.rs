//! From text to rows. No terminal, no colour.
//!
//! | step | file |
//! | --- | --- |
//! | grapheme clusters, each in a form that is safe to show | `clusters`, `shown` |
//! | the cells that each takes on this terminal | `width`, `ambiguous` |
//! | where a row may end, by the language of the paragraph | `breaks`, `kinsoku`, `departures`, `numbers`, `language`, `hanging` |
//! | rows: greedy, with marks that hang, emergency cuts and no orphans | `fill`, `emergency`, `orphan` |
//! | blocks into rows, with labels, indents and space | `flow` |
//! | rows that are not wrapped: columns of tables, a window on them, folds on paper | `columns`, `sideways`, `folding` |
//! | rows with what was found at the same cell | `kwic` |
//! | sentences and words | `segments` |

pub mod ambiguous;
pub mod breaks;
pub mod clusters;
pub mod columns;
pub mod departures;
mod emergency;
pub mod fill;
pub mod flow;
pub mod folding;
pub mod hanging;
pub mod kinsoku;
pub mod kwic;
pub mod language;
pub mod numbers;
mod orphan;
pub mod segments;
pub mod shown;
pub mod sideways;
pub mod width;
