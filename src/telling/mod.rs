//! What went wrong outside, in the reader's words: a document that can't be opened, a store that can't be written, a file
//! that is no export. The layers below give values, and know no words; here each value has its sentence.

mod exchanging;
mod keeping;
mod opening;
mod system;

pub use exchanging::of_import;
pub use keeping::of_store;
pub use opening::{of_opening, why_unopened};
pub use system::{of_system, of_system_kind};

#[cfg(test)]
mod examples;
