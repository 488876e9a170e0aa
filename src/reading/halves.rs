//! Halves: the two halves of a long text are looked at on two threads, each by itself, and what is found is put together in
//! order: it is the same as on one.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread::{Builder, ScopedJoinHandle, scope};

/// What is found in `n` things, where what is found in some of them depends on none of the others; `is_long` tells that a
/// second thread has something to do.
pub(super) fn in_halves<T: Send>(n: usize, is_long: bool, find: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let middle = n / 2;
    if !is_long || middle == 0 {
        return find(0..n);
    }
    scope(|scope| {
        let second = Builder::new().spawn_scoped(scope, || find(middle..n));
        let mut found = find(0..middle);
        let rest = match second.map(ScopedJoinHandle::join) {
            Ok(Ok(rest)) => rest,
            Ok(Err(panic)) => resume_unwind(panic),
            // The system has no thread to give.
            Err(_) => find(middle..n),
        };
        found.reserve_exact(rest.len());
        found.extend(rest);
        found
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::reading::{Lexicon, ReadOptions, read};
    use proptest::prelude::*;

    #[test]
    fn a_talk_that_two_threads_read_is_what_one_reads() {
        let talk =
            "记者：灯塔什么时候修好？\n\n江榆：明年春天。\n\n记者：谁来修？\n\n周伯海：我们自己。\n\n".repeat(80);
        let lexicon = Lexicon::default_words();
        let turns = |text: &str| {
            let Document { turns, .. } = read(text.as_bytes(), "a.txt", &ReadOptions::default(), &lexicon);
            turns.into_iter().map(|turn| (turn.kind, turn.speaker)).collect::<Vec<_>>()
        };
        let once = turns(&talk);
        assert_eq!(turns(&talk.repeat(4)), [&once[..], &once, &once, &once].concat());
    }

    proptest! {
        #[test]
        fn both_halves_give_what_the_whole_gives(things in proptest::collection::vec("\\PC{0,3}", 0..20)) {
            let letters = |range: Range<usize>| things[range].iter().flat_map(|it| it.chars()).collect::<Vec<char>>();
            prop_assert_eq!(in_halves(things.len(), true, letters), in_halves(things.len(), false, letters));
        }
    }
}
