//! Work on several threads whose results are taken in order, a few at a time: ten thousand documents are never all in memory.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, PoisonError, mpsc};
use std::thread;

/// How far the work has come.
#[derive(Debug, Default)]
struct Progress {
    /// The next to be begun.
    next: usize,
    /// So many were taken.
    n_taken: usize,
    /// Nothing more is wanted.
    is_over: bool,
}

/// Does `work` on each of `sources` and lets the results be taken in their order, until one can't be: that is returned.
/// At most twice as many as there are processors are begun and not taken yet.
pub fn in_order<S: Sync, R: Send, E>(
    sources: &[S],
    work: impl Fn(&S) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let n_threads = thread::available_parallelism().map_or(1, usize::from).min(sources.len().max(1));
    let (progress, changed) = (Mutex::new(Progress::default()), Condvar::new());
    let (send, receive) = mpsc::channel();
    let change = |change: &mut dyn FnMut(&mut Progress)| {
        change(&mut progress.lock().unwrap_or_else(PoisonError::into_inner));
        changed.notify_all();
    };
    let begin = || {
        let mut it = progress.lock().unwrap_or_else(PoisonError::into_inner);
        while !it.is_over && it.next < sources.len() && it.next >= it.n_taken + 2 * n_threads {
            it = changed.wait(it).unwrap_or_else(PoisonError::into_inner);
        }
        let next = (!it.is_over && it.next < sources.len()).then_some(it.next);
        it.next += 1;
        next
    };
    thread::scope(|scope| {
        for _ in 0..n_threads {
            let (send, begin, work) = (send.clone(), &begin, &work);
            scope.spawn(move || {
                while let Some(index) = begin() {
                    // nobody waits for it any more
                    if send.send((index, work(&sources[index]))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut n_taken = 0;
        for (index, result) in receive {
            early.insert(index, result);
            while let Some(result) = early.remove(&n_taken) {
                let taken = take(result);
                n_taken += 1;
                change(&mut |it| (it.n_taken, it.is_over) = (n_taken, taken.is_err()));
                taken?;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_end_where_one_is_refused() {
        let sources: Vec<u64> = (0..200).collect();
        let work = |n: &u64| {
            // the first take longest
            thread::sleep(std::time::Duration::from_micros(300 - n));
            *n
        };
        let mut taken = Vec::new();
        let all = in_order(&sources, work, |n| {
            taken.push(n);
            Ok::<(), ()>(())
        });
        assert_eq!((all, &taken), (Ok(()), &sources));
        let mut n_taken = 0;
        let ended = in_order(&sources, work, |n| {
            n_taken += 1;
            if n == 20 { Err(n) } else { Ok(()) }
        });
        assert_eq!((ended, n_taken), (Err(20), 21));
        assert_eq!(in_order(&[], work, |_| Ok::<(), ()>(())), Ok(()));
    }
}
