//! What the person makes in a document: bookmarks and corrections, selections, and what is handed over of them.

mod handover;
mod marking;
pub mod selection;
pub mod shelf;
mod standing;
