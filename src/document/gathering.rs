//! Gathering: many operations are taken in before any is folded, so that the history of a mark is told once.

use super::bookmark::Marks;
use super::entry::Entry;
use super::operation::Operation;

/// Marks that are still coming in. The history of each is put in order and told once, when all have come, however long it
/// is.
#[derive(Debug)]
pub struct Gathering(Marks);

impl Gathering {
    /// Takes in an operation.
    pub fn take(&mut self, operation: Operation) {
        let entry = self.0.note(operation);
        self.0.entries.extend(entry);
    }

    /// The marks, all of them having come.
    pub fn fold(self) -> Marks {
        let Gathering(mut marks) = self;
        let mut entries = std::mem::take(&mut marks.entries);
        entries.sort_by(|a, b| a.id().cmp(b.id()));
        let is_alone = |pair: &[Entry]| pair[0].id() != pair[1].id();
        if entries.windows(2).all(is_alone) && entries.iter().all(Entry::is_told) {
            // As nearly always where nothing was touched: there is nothing to unite.
            entries.shrink_to_fit();
            marks.entries = entries;
            return marks;
        }
        let mut entries = entries.into_iter().peekable();
        while let Some(first) = entries.next() {
            let mut parts = vec![first];
            while let Some(next) = entries.next_if(|next| next.id() == parts[0].id()) {
                parts.push(next);
            }
            marks.entries.extend(Entry::united(parts));
        }
        marks.entries.shrink_to_fit();
        marks
    }
}

impl Extend<Operation> for Marks {
    fn extend<T: IntoIterator<Item = Operation>>(&mut self, operations: T) {
        let mut all = std::mem::take(self).gather();
        operations.into_iter().for_each(|operation| all.take(operation));
        *self = all.fold();
    }
}

impl FromIterator<Operation> for Marks {
    fn from_iter<T: IntoIterator<Item = Operation>>(operations: T) -> Self {
        let mut marks = Marks::default();
        marks.extend(operations);
        marks
    }
}

impl Marks {
    /// Takes in many operations.
    pub fn gather(self) -> Gathering {
        Gathering(self)
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::document::anchor::Anchor;
    use crate::document::bookmark::Bookmark;
    use crate::document::bookmark::tests::{added, done};
    use crate::document::operation::{Change, Sighting};

    /// What was done to three marks, with what arrives twice, under an id that is taken, and before its mark.
    fn doings() -> Vec<Operation> {
        let marks: Marks =
            ["a", "b"].map(|device| done(1, device, Marks::add(Anchor::default()))).into_iter().collect();
        let brought = Bookmark { id: "x".to_owned(), note: "甲".to_owned(), ..Bookmark::default() };
        let edit = done(3, "a", marks.set_note("b1", "乙"));
        let mut all: Vec<Operation> = marks.operations().map(Cow::into_owned).collect();
        all.extend([
            edit.clone(),
            done(4, "b", marks.toggle_tag("b1", "经济")),
            done(2, "b", Marks::bring(brought)),
            done(5, "a", marks.delete("x")),
            done(6, "a", Marks::undelete("nowhere")),
            done(7, "a", Change::Doc(Sighting::default())),
            edit,
        ]);
        all
    }

    #[test]
    fn marks_are_the_same_whatever_order_they_come_in_one_by_one_or_together() {
        let told = |marks: &Marks| {
            let mut operations: Vec<String> = marks.operations().filter_map(|it| it.to_json().ok()).collect();
            operations.sort();
            (marks.live().cloned().collect::<Vec<_>>(), operations, marks.stamps().count(), marks.ids().count())
        };
        let all = doings();
        let expected = told(&all.iter().cloned().collect());
        assert_eq!((expected.0.len(), expected.1.len(), expected.2, expected.3), (2, 8, 8, 4));
        for turn in 0..all.len() {
            let turned = || all[turn..].iter().chain(&all[..turn]).cloned();
            let mut one_by_one = Marks::default();
            turned().for_each(|operation| drop(one_by_one.apply(operation)));
            let mut in_two = Marks::default();
            in_two.extend(turned().take(4));
            in_two.extend(turned());
            for marks in [turned().rev().collect(), one_by_one, in_two] {
                assert_eq!(told(&marks), expected, "{turn}");
            }
        }
    }

    #[test]
    fn only_what_was_never_touched_is_held_as_what_it_comes_to() {
        let untouched = done(1, "a", Marks::add(Anchor::default()));
        let (mut marks, id) = added();
        let held = |marks: &Marks| marks.operations().all(|operation| matches!(operation, Cow::Borrowed(_)));
        assert!(!held(&marks));
        assert_eq!(marks.operations().next().map(Cow::into_owned), Some(untouched.clone()));
        assert_eq!(marks.apply(untouched), None);
        assert_eq!(marks.apply(done(2, "a", marks.set_note(&id, "甲"))), Some(id));
        assert!(held(&marks));
    }
}
