//! Words and shapes of `assets/labels.toml`: which documents have or need them, and the lexicon without some of them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::scope;

use wenda::document::Document;
use wenda::document::turn::TurnKind;
use wenda::reading::{Lexicon, Weights};

use crate::material::{Known, said};

/// The key of the shapes in `assets/labels.toml`.
pub const SHAPES: &str = "shapes";
/// That of the surnames, whose rows hold many, each of one character.
const SURNAMES: &str = "surnames";

/// A word or a shape: the key of its list, and how it is written there.
pub type Entry = (String, String);

/// What the file lists, by the keys of the lists, all languages together.
pub fn lists() -> Result<BTreeMap<String, BTreeSet<String>>, Box<dyn Error>> {
    let mut file: toml::Table = toml::from_str(Lexicon::SOURCE)?;
    file.remove("version");
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, language) in file {
        let of_language: BTreeMap<String, Vec<String>> = language.try_into()?;
        of_language.into_iter().for_each(|(key, rows)| lists.entry(key).or_default().extend(rows));
    }
    Ok(lists)
}

/// The words of a row of a list: of surnames each character is one.
pub fn parts(key: &str, row: &str) -> Vec<String> {
    if key == SURNAMES { row.chars().map(String::from).collect() } else { vec![row.to_owned()] }
}

/// The lexicon without these words and shapes: they are taken away as a person's own file takes them away. Of a row of
/// surnames those are kept that are not among them.
pub fn without(lexicon: &Lexicon, entries: &BTreeSet<Entry>) -> Result<Lexicon, Box<dyn Error>> {
    let mut overlay: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, entry) in entries.iter().filter(|(key, _)| key != SURNAMES) {
        overlay.entry(key).or_default().push(format!("-{entry}"));
    }
    let surnames: BTreeSet<&str> =
        entries.iter().filter(|(key, _)| key == SURNAMES).map(|(_, entry)| entry.as_str()).collect();
    for row in lists()?.remove(SURNAMES).unwrap_or_default().iter().filter(|_| !surnames.is_empty()) {
        let kept = row.chars().filter(|letter| !surnames.contains(letter.to_string().as_str())).collect();
        overlay.entry(SURNAMES).or_default().extend([format!("-{row}"), kept]);
    }
    Ok(lexicon.with(&toml::to_string(&BTreeMap::from([("without", overlay)]))?)?)
}

/// What a document has of the lexicon.
pub struct Had {
    /// The words that occur in it, wherever and in whatever sense.
    pub words: BTreeSet<Entry>,
    /// The shapes without which its turns are others.
    pub shapes: BTreeSet<Entry>,
}

/// What each of these documents has, in order.
pub fn had(documents: &[&Known], lexicon: &Lexicon) -> Result<Vec<Had>, Box<dyn Error>> {
    let shapes: Vec<Entry> =
        lists()?.remove(SHAPES).into_iter().flatten().map(|shape| (SHAPES.to_owned(), shape)).collect();
    let lexicons = shapes.iter().map(|shape| without(lexicon, &BTreeSet::from([shape.clone()])));
    let lexicons: Vec<Lexicon> = lexicons.collect::<Result<_, _>>()?;
    Ok(on_two_threads(documents, |known| {
        let turns = |lexicon: &Lexicon| known.shown(lexicon, Weights::shipped()).0;
        let read = turns(lexicon);
        let text = known.text(&read);
        let words = lexicon.occurring_in(&text).into_iter().map(|(key, word)| (key.to_owned(), word.to_owned()));
        let needs = |(shape, without): &(&Entry, &Lexicon)| {
            may_have(&text, &shape.1) && turns_of(&turns(without)) != turns_of(&read)
        };
        let needed = shapes.iter().zip(&lexicons).filter(needs).map(|(shape, _)| shape.clone());
        Had { words: words.collect(), shapes: needed.collect() }
    }))
}

/// Who says what, and as what: what has to be right of a turn.
pub fn turns_of(document: &Document) -> Vec<(TurnKind, Option<&str>, String)> {
    document.turns.iter().map(|turn| (turn.kind, turn.speaker.as_deref(), said(document, turn))).collect()
}

/// Whether a text may have a label of this shape: false only where signs of the shape don't occur. A sign that stands for
/// others of its kind is looked for as one of them.
pub fn may_have(text: &str, shape: &str) -> bool {
    let slots = ["COURTESY", "NAME", "CAPITALS", "INITIAL", "MARK"];
    let signs = slots.iter().fold(shape.to_owned(), |signs, slot| signs.replace(slot, ""));
    signs.chars().all(|sign| match sign {
        _ if sign.is_whitespace() => true,
        '：' | ':' => text.contains([':', '：', '﹕', '︰', '∶', '꞉']),
        // Any circle, any dash: what they are is known to the reader alone, but none of them is a letter.
        '○' | '-' | '—' => true,
        _ => text.contains(sign),
    })
}

/// What `find` finds in each thing, in order: reading takes long, and what is found in one document depends on no other.
pub fn on_two_threads<T: Sync, R: Send>(things: &[T], find: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let some = || {
        let index = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|&index| index < things.len());
        std::iter::from_fn(index).map(|index| (index, find(&things[index]))).collect::<Vec<(usize, R)>>()
    };
    let mut found = scope(|scope| {
        let other = scope.spawn(some);
        let mut found = some();
        // A panic of the other thread is one of this one.
        found.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        found
    });
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().map(|(_, found)| found).collect()
}
