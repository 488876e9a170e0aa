//! From text to rows: grapheme cluster → width → line-break opportunity → rows. No terminal, no colour.

pub mod ambiguous;
pub mod breaks;
pub mod clusters;
pub mod fill;
pub mod flow;
pub mod kinsoku;
pub mod language;
mod shown;
pub mod width;
