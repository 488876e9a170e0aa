//! What a page does to a talk: what it prints around it, what it puts into it, where it cuts it, and how it heads it.

pub(super) mod asides;
pub(super) mod divided;
pub(super) mod furniture;
pub(super) mod headings;
pub(super) mod overlong;
pub(super) mod repair;
pub(super) mod spaced;
