//! From text to rows: grapheme cluster → width → line-break opportunity → rows. No terminal, no colour.

pub mod ambiguous;
pub mod breaks;
pub mod clusters;
mod emergency;
pub mod fill;
pub mod flow;
pub mod kinsoku;
pub mod language;
mod orphan;
pub mod segments;
mod shown;
pub mod sideways;
pub mod width;
