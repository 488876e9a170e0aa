//! Work that nobody waits for any more ends at the next look, not at the end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use wenda::reading::{Interest, Lexicon, ReadOptions, Wanted, read_while};

/// Reads `text`, which nobody wants any more at the `n`th look; gives whether there is a document, and how many looks
/// there were.
fn looks(name: &str, text: &str, n: usize) -> (bool, usize) {
    let n_looks = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&n_looks);
    let wanted = Wanted::until(move || counted.fetch_add(1, Ordering::Relaxed) + 1 >= n);
    let read = read_while(text.as_bytes(), name, &ReadOptions::default(), &Lexicon::default_words(), &wanted);
    (read.is_some(), n_looks.load(Ordering::Relaxed))
}

#[test]
fn a_reading_that_is_cancelled_ends_at_the_next_look() {
    let talk = "Ann: Is the bridge done?\n\nBo: It is, and the light burns.\n\n".repeat(3_000);
    let page = format!("<!doctype html><p>{}</p>", talk.replace("\n\n", "</p><p>"));
    for (name, text, n_least) in [("a.txt", &talk, 6), ("a.md", &talk, 20), ("a.html", &page, 40)] {
        let (is_read, n_looks) = looks(name, text, usize::MAX);
        assert!(is_read && n_looks >= n_least, "{name}: {n_looks} looks");
        for n in 1..=n_looks {
            let (is_read, n_until) = looks(name, text, n);
            // What a format has begun is put away with one look more, and so is each step around it.
            assert!(!is_read && n_until <= n + 2, "{name}: over at look {n}, and {n_until} looks were made");
        }
    }
}

#[test]
fn a_document_is_wanted_as_long_as_somebody_is_interested() {
    let interest = Interest::default();
    let read =
        |wanted: &Wanted| read_while(b"Ann: Hi", "a", &ReadOptions::default(), &Lexicon::default_words(), wanted);
    let wanted = interest.wanted();
    assert!(read(&wanted).is_some());
    drop(interest);
    assert!(read(&wanted).is_none());
}
