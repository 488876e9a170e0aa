//! From text to rows: grapheme cluster → width → line-break opportunity → rows. No terminal, no colour.

pub mod breaks;
pub mod clusters;
pub mod fill;
<<<<<<< HEAD
pub mod kinsoku;
pub mod language;
=======
pub mod flow;
>>>>>>> be1167f (strings: say everything in English and Chinese; layout: turn blocks into rows)
pub mod width;
