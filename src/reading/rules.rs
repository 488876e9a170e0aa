//! Rules: rows that say why something is not what it looks like, each with an example and with how many cases of the project
//! show it.

use std::collections::HashSet;

/// A reason: why what looks like a label is none, why what looks like talk is page matter, why a line is a heading.
#[cfg_attr(not(test), expect(dead_code, reason = "the reasons are for those who read them, and checked by tests"))]
pub(super) struct Rule<Finds> {
    /// What it is.
    pub(super) because: &'static str,
    /// A text in which it finds the lines after `✗`, and no others.
    pub(super) example: &'static str,
    /// In at least so many files of `tests/reading/cases` it finds something. Where it is none, the tests beside them and the
    /// example hold it.
    pub(super) n_cases: usize,
    /// Finds all of it.
    pub(super) finds: Finds,
}

#[cfg(test)]
impl<Finds> Rule<Finds> {
    /// What the rule says of itself.
    pub(super) fn row(&self) -> super::examples::Row {
        (self.because, self.example, self.n_cases)
    }
}

/// What is not left out, in order.
pub(super) fn remaining<T>(all: Vec<T>, is_out: &HashSet<usize>) -> Vec<T> {
    if is_out.is_empty() {
        return all;
    }
    all.into_iter().enumerate().filter(|(number, _)| !is_out.contains(number)).map(|(_, it)| it).collect()
}
