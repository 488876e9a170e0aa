//! In place: lists of a long text, which take little more room than they have things: they grow in small steps, and things are
//! put in the place of others within one list.

use std::collections::VecDeque;

/// A list grows by this part of its length: a vector would take twice its room.
const STEPS: usize = 16;

/// Adds a thing to a list that may become long.
pub(super) fn push<T>(list: &mut Vec<T>, thing: T) {
    /// A short list grows by so many.
    const FEW: usize = 16;
    if list.len() == list.capacity() {
        list.reserve_exact((list.len() / STEPS).max(FEW));
    }
    list.push(thing);
}

/// Puts in the place of each thing, with its number, what `replace` adds for it.
pub(super) fn replace_each<T>(things: Vec<T>, mut replace: impl FnMut(usize, T, &mut Vec<T>)) -> Vec<T> {
    let n_before = things.len();
    // What is taken from the front leaves room for what is put at the end.
    let mut ring = VecDeque::from(things);
    let mut new = Vec::new();
    for number in 0..n_before {
        let Some(thing) = ring.pop_front() else { break };
        replace(number, thing, &mut new);
        if ring.capacity() - ring.len() < new.len() {
            ring.reserve_exact(new.len().max(n_before / STEPS));
        }
        ring.extend(new.drain(..));
    }
    ring.into()
}

#[cfg(test)]
mod tests {
    use super::{push, replace_each};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_gives_its_place_to_what_is_made_of_it(counts in proptest::collection::vec(0usize..5, 0..80)) {
            let made = |number: usize, n: usize| (0..n).map(move |part| (number, part));
            let expected: Vec<(usize, usize)> = counts.iter().enumerate().flat_map(|(at, &n)| made(at, n)).collect();
            let things = counts.iter().map(|&n| (n, 0)).collect();
            let replaced = replace_each(things, |number, (n, _), new| new.extend(made(number, n)));
            prop_assert_eq!(replaced, expected);
        }
    }

    #[test]
    fn a_list_takes_little_more_room_than_it_has_things() {
        let things: Vec<usize> = (0..16_000).collect();
        let all = replace_each(things, |number, thing, new| new.extend((0..=number % 2).map(|_| thing)));
        assert_eq!(all.len(), 24_000);
        assert!(all.capacity() <= 25_000, "{}", all.capacity());
        let mut pushed = Vec::new();
        (0..24_000).for_each(|number| push(&mut pushed, number));
        assert!(pushed.capacity() <= 25_600, "{}", pushed.capacity());
        assert!(pushed.into_iter().eq(0..24_000));
    }
}
