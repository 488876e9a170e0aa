//! A search in a long document goes on between the keys: no key waits for it, and it can be given up.

use wenda::app::message::{AboutSearch, Message};
use wenda::app::{App, Settings};
use wenda::document::bookmark::Marks;
use wenda::document::place::Place;
use wenda::input::key::{Key, KeyCode};
use wenda::input::keymap::Keymap;
use wenda::reading::{Lexicon, ReadOptions, read};
use wenda::search::find;
use wenda::search::query::Query;

/// A talk of some 20 MB, far more than is searched at once. The bell is heard once, near its end; lights everywhere.
fn talk() -> App {
    let turn =
        "Ann: Is the bridge done?\n\nBo: It is, and the light burns, as it has for many a year on this shore.\n\n";
    let text = turn.repeat(200_000) + "Ann: And the bell?\n\nBo: It rings.\n\n" + &turn.repeat(20);
    let document = read(text.as_bytes(), "talk.txt", &ReadOptions::default(), &Lexicon::default_words());
    App::new(document, Marks::default(), Keymap::default(), Settings::default(), (100, 30))
}

fn type_in(app: &mut App, text: &str) {
    text.chars().for_each(|c| drop(app.press(Key::char(c))));
}

/// Works until nothing is left to be done; gives how many pieces that took.
fn finish(app: &mut App) -> usize {
    let mut n_pieces = 0;
    while app.is_at_work() {
        app.work();
        n_pieces += 1;
    }
    n_pieces
}

/// The block that the bell is first heard of in, and the number of hits that there are of `text`.
fn truth(app: &App, text: &str) -> (Place, usize) {
    let hits = find(&app.document, &Query::new(text));
    (hits[0].start, hits.len())
}

#[test]
fn a_search_goes_on_between_the_keys() {
    let mut app = talk();
    let start = app.viewport.place();
    type_in(&mut app, "/bell");
    assert!(app.is_at_work() && app.viewport.place() == start, "the bell is far away");
    assert!(matches!(app.told.message, Some(Message::Search(AboutSearch::Searching(0)))));
    let (bell, n_bells) = truth(&app, "bell");

    // given up: nothing is left to be done, and nothing moves
    drop(app.press(Key::plain(KeyCode::Esc)));
    assert!(!app.is_at_work() && app.searching.hits().is_empty());
    assert_eq!(app.viewport.place(), start);

    // waited for
    type_in(&mut app, "/bell");
    drop(app.press(Key::plain(KeyCode::Enter)));
    assert!(finish(&mut app) > 20);
    assert_eq!(app.searching.current_hit().map(|hit| hit.start), Some(bell));
    assert_eq!((app.searching.hits().len(), app.searching.current_number()), (n_bells, Some(1)));
    assert!(app.viewport.place() != start, "the reader is there");
}

#[test]
fn who_goes_elsewhere_is_not_fetched_away() {
    let mut app = talk();
    type_in(&mut app, "/bell");
    drop(app.press(Key::plain(KeyCode::Enter)));
    type_in(&mut app, "]");
    let place = app.viewport.place();
    finish(&mut app);
    assert_eq!(app.viewport.place(), place);
    assert_eq!(app.searching.hits().len(), 1, "what was searched for is found all the same");
    type_in(&mut app, "n");
    assert!(app.viewport.place() > place && !app.is_at_work());
}

#[test]
fn hits_are_gone_through_before_all_are_found() {
    let mut app = talk();
    type_in(&mut app, "/light");
    drop(app.press(Key::plain(KeyCode::Enter)));
    assert!(app.is_at_work());
    type_in(&mut app, "nn");
    assert_eq!(app.searching.current_number(), Some(3));
    assert!(
        matches!(&app.told.message, Some(Message::Search(AboutSearch::Hit { number: 3, all, wrapped: false })) if all.or_more)
    );
    // the one before the first is the last of all, which is not known yet
    type_in(&mut app, "NN");
    assert_eq!(app.searching.current_number(), Some(1));
    type_in(&mut app, "N");
    assert!(matches!(app.told.message, Some(Message::Search(AboutSearch::Searching(_)))));
    finish(&mut app);
    let (_, n_lights) = truth(&app, "light");
    assert_eq!(app.searching.current_number(), Some(n_lights));
    assert!(
        matches!(&app.told.message, Some(Message::Search(AboutSearch::Hit { wrapped: true, all, .. })) if !all.or_more && all.n == n_lights)
    );
}

#[test]
fn what_stands_nowhere_is_told_when_all_has_been_searched() {
    let mut app = talk();
    type_in(&mut app, "/whale");
    drop(app.press(Key::plain(KeyCode::Enter)));
    finish(&mut app);
    assert!(matches!(&app.told.message, Some(Message::Search(AboutSearch::NoHits(text))) if text == "whale"));
}
