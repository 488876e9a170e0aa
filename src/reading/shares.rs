//! Counts and shares: what is meant by a few, by some and by many, by most and by nearly all, the same everywhere.

/// Fewer of anything may be chance.
pub(super) const FEW: usize = 3;
/// So many are a custom, where something else could be meant.
pub(super) const SOME: usize = 4;
/// Who comes back so often is no chance guest.
pub(super) const OFTEN: usize = 5;
/// Among so many a rare one is an exception.
pub(super) const MANY: usize = 8;

/// Whether so many are most of them: six of ten. Of none all are.
pub(super) fn are_most(n: usize, of: usize) -> bool {
    n * 10 >= of * 6
}

/// Whether so many are nearly all of them: eight of ten.
pub(super) fn are_nearly_all(n: usize, of: usize) -> bool {
    n * 10 >= of * 8
}
