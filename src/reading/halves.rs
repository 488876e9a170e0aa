//! Halves: the two halves of a long text are looked at on two threads, each by itself, and what is found is put together in
//! order: it is the same as on one.

use std::ops::Range;
use std::panic::resume_unwind;
use std::thread::{Builder, ScopedJoinHandle, scope};

/// Less than this is looked at before another thread has begun, in drafts or speeches.
const MANY: usize = 1_000;

/// What is found in `n` things, where what is found in some of them depends on none of the others; `n_within` is how many
/// drafts or speeches these are.
pub(super) fn in_halves<T: Send>(n: usize, n_within: usize, find: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let middle = n / 2;
    if !is_long(n_within) || middle == 0 {
        return find(0..n);
    }
    scope(|scope| {
        let second = Builder::new().spawn_scoped(scope, || {
            let mut rest = find(middle..n);
            rest.shrink_to_fit();
            rest
        });
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

/// Whether a second thread has something to do.
fn is_long(n_within: usize) -> bool {
    #[cfg(test)]
    if let Some(is_forced) = tests::FORCED.get() {
        return is_forced;
    }
    n_within >= MANY
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::Document;
    use crate::document::turn::TurnKind;
    use crate::reading::{Lexicon, ReadOptions, read};
    use proptest::prelude::*;
    use std::cell::Cell;
    use std::fs;
    use std::path::{Path, PathBuf};

    thread_local! {
        /// Whether a second thread is begun for texts of any length, where a test says so.
        pub(super) static FORCED: Cell<Option<bool>> = const { Cell::new(None) };
    }

    /// What comes of `work` where a second thread is begun, or is not, whatever it is for.
    fn forced<T>(is_forced: bool, work: impl FnOnce() -> T) -> T {
        FORCED.set(Some(is_forced));
        let done = work();
        FORCED.set(None);
        done
    }

    /// Fails if two threads read another document than one does, in anything that is kept of it.
    fn check(name: &str, bytes: &[u8], lexicon: &Lexicon) -> Document {
        let read = || read(bytes, name, &ReadOptions::default(), lexicon);
        let (one, two) = (forced(false, read), forced(true, read));
        assert!(format!("{one:#?}") == format!("{two:#?}"), "{name}: two threads read something else");
        two
    }

    const TALK: &str = "记者：灯塔什么时候修好？\n\n江榆：明年春天。\n\n记者：谁来修？\n\n周伯海：我们自己。\n\n";

    #[test]
    fn two_threads_read_of_a_long_talk_what_one_reads() {
        let document = check("a.txt", TALK.repeat(MANY / 2).as_bytes(), &Lexicon::default_words());
        assert_eq!(document.turns.len(), 2 * MANY);
    }

    #[test]
    fn the_talks_of_a_collection_are_shared_by_two_threads() {
        // One who asks in a talk answers in the next: together they would be read in another way.
        let others = TALK.replace("江榆", "记").replace("记者", "江榆").replace("记：", "高岚：");
        let talks = (1..=7).map(|n| format!("# 第{n}天\n\n{}", if n % 2 == 0 { TALK } else { &others }.repeat(40)));
        let document = check("a.md", talks.collect::<String>().as_bytes(), &Lexicon::default_words());
        let questions = document.turns.iter().filter(|turn| turn.kind == TurnKind::Question);
        let numbers: Vec<Option<usize>> = questions.map(|turn| turn.number).collect();
        assert_eq!(numbers, (1..=7 * 80).map(Some).collect::<Vec<_>>());
        assert!(document.turns.len() >= MANY);
    }

    #[test]
    fn two_threads_read_of_all_cases_what_one_reads() {
        let lexicon = Lexicon::default_words();
        let cases = files_below(Path::new("tests/reading/cases"));
        assert!(cases.len() > 100);
        for path in cases {
            check(path.to_str().unwrap(), &fs::read(&path).unwrap(), &lexicon);
        }
    }

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
    }

    proptest! {
        #[test]
        fn both_halves_give_what_the_whole_gives(things in proptest::collection::vec("\\PC{0,3}", 0..20)) {
            let letters = |range: Range<usize>| things[range].iter().flat_map(|it| it.chars()).collect::<Vec<char>>();
            prop_assert_eq!(in_halves(things.len(), MANY, letters), in_halves(things.len(), MANY - 1, letters));
        }
    }
}
