//! Shares: what is meant by most of some and by nearly all of them, the same everywhere.

/// Whether so many are most of them: six of ten. Of none all are.
pub(super) fn are_most(n: usize, of: usize) -> bool {
    n * 10 >= of * 6
}

/// Whether so many are nearly all of them: eight of ten.
pub(super) fn are_nearly_all(n: usize, of: usize) -> bool {
    n * 10 >= of * 8
}
