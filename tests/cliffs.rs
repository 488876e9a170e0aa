//! Cliffs: a small change of a text changes the turns beside it and no others.
//!
//! From each transcript a paragraph is taken out, a question mark, a label; an editor's note or a question from the audience is
//! put in; only its first tenth is read, or two, or nine. In all but a few runs at most two turns elsewhere may differ. In full, with other
//! transcripts:
//!
//! ```text
//! WENDA_TRANSCRIPTS=folder cargo test --test cliffs
//! ```
//!
//! Other encodings and formats are compared in `tests/transcripts/same_turns.rs`.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use wenda::document::Document;
use wenda::document::block::BlockKind;
use wenda::document::turn::{Turn, TurnKind};
use wenda::reading::{Lexicon, ReadOptions, read};

/// Transcripts of our own.
const OWN: &str = "tests/reading/cases/whole";
/// So many runs of a kind are made of each transcript, at places of equal distance.
const N_RUNS: usize = 4;
/// Shorter talks show no cliffs.
const FEWEST_TURNS: usize = 8;
/// Longer texts would take most of the time.
const LONGEST: usize = 400_000;
/// At most so many turns elsewhere may differ.
const MOST: usize = 2;
/// In so many of a hundred runs no more may differ; what was reached on 2026-11-29, rounded down; the goal is 99.
const OWN_BAR: usize = 98;
const FOLDER_BAR: usize = 97;

fn main() {
    let folder = std::env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let is_missing = folder.is_none();
    let folder = folder.unwrap_or_default();
    let trials = vec![
        Trial::test("a_small_change_changes_few_turns_of_our_own_transcripts", || holds(Path::new(OWN), OWN_BAR)),
        Trial::test("a_small_change_changes_few_turns_of_a_folder", move || holds(&folder, FOLDER_BAR))
            .with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// Makes all runs of the transcripts of a folder and compares the share of the good ones with a bar, in hundredths.
fn holds(folder: &Path, bar: usize) -> Result<(), Failed> {
    let lexicon = Lexicon::default_words();
    let (mut n_runs, mut n_cliffs) = (0, 0);
    let mut of_kind: BTreeMap<&str, (usize, Vec<String>)> = BTreeMap::new();
    for (name, text) in texts(folder)? {
        let whole = turns(&text, &name, &lexicon);
        if whole.len() < FEWEST_TURNS {
            continue;
        }
        for change in changes(&text) {
            let n = n_elsewhere(&whole, &turns(&change.text, &name, &lexicon), &change);
            let known = of_kind.entry(change.kind).or_default();
            known.0 += 1;
            n_runs += 1;
            if n > MOST {
                n_cliffs += 1;
                known.1.push(format!("{name} {n}"));
            }
        }
    }
    for (kind, (n, cliffs)) in &of_kind {
        println!(
            "{kind:20} {:4} of {n:4} runs have more than {MOST} turns changed: {}",
            cliffs.len(),
            cliffs.join(", ")
        );
    }
    let n_good = n_runs - n_cliffs;
    println!("{n_good} of {n_runs} runs are good");
    if n_runs == 0 || n_good * 100 < n_runs * bar {
        let place = folder.display();
        return Err(format!("{place}: {n_good} of {n_runs} runs are good, fewer than {bar} of a hundred").into());
    }
    Ok(())
}

/// The texts of a folder, by name in order.
fn texts(folder: &Path) -> Result<Vec<(String, String)>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_text = path.extension().is_some_and(|it| it == "md" || it == "txt");
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        // What is in another encoding is no text here.
        let text = if is_text { String::from_utf8(std::fs::read(&path)?).ok() } else { None };
        texts.extend(text.filter(|text| text.len() <= LONGEST).map(|text| (name, text)));
    }
    texts.sort();
    Ok(texts)
}

/// A turn as it is compared: the beginning of what is said, its kind and its speaker.
#[derive(Debug, Clone, PartialEq)]
struct Seen {
    said: String,
    kind: TurnKind,
    speaker: Option<String>,
}

fn turns(text: &str, name: &str, lexicon: &Lexicon) -> Vec<Seen> {
    let document = read(text.as_bytes(), name, &ReadOptions::default(), lexicon);
    let seen = |turn: &Turn| Seen {
        said: said(&document, turn),
        kind: turn.kind,
        speaker: turn.speaker.as_deref().map(str::to_owned),
    };
    document.turns.iter().map(seen).collect()
}

fn said(document: &Document, turn: &Turn) -> String {
    const BEGINNING: usize = 80;
    let blocks = turn.blocks.clone().filter(|&block| !matches!(document.blocks[block].kind, BlockKind::Aside(_)));
    let text: String = blocks.map(|block| &document.block_text(block)[document.blocks[block].label..]).collect();
    bare(&text).chars().take(BEGINNING).collect()
}

/// How many turns are of another kind or speaker than before, or are gone. What was changed itself doesn't count, nor what came
/// after the place where the text is cut off, nor the turn in which it is.
fn n_elsewhere(whole: &[Seen], changed: &[Seen], change: &Change) -> usize {
    let kept = bare(&change.text);
    let n_before = match change.kind {
        "cut off" => n_kept(whole, &kept).saturating_sub(1),
        _ => whole.len(),
    };
    let mut counts: HashMap<&str, usize> = HashMap::new();
    whole.iter().for_each(|turn| *counts.entry(&turn.said).or_default() += 1);
    let by_said: HashMap<&str, &Seen> = changed.iter().map(|turn| (turn.said.as_str(), turn)).collect();
    // A turn may have grown by what follows it and has lost its label.
    let now = |turn: &Seen| {
        by_said.get(turn.said.as_str()).copied().or_else(|| changed.iter().find(|it| it.said.starts_with(&turn.said)))
    };
    let unique = whole[..n_before].iter().filter(|turn| counts[turn.said.as_str()] == 1);
    unique
        .filter(|turn| match now(turn) {
            Some(now) => (now.kind, &now.speaker) != (turn.kind, &turn.speaker),
            None => !change.own.contains(beginning(&turn.said)),
        })
        .count()
}

/// How many of the first turns are in the beginning of a text. What is short may be said again later, and tells nothing.
fn n_kept(whole: &[Seen], mut kept: &str) -> usize {
    const LONG: usize = 20;
    let mut n = 0;
    for (index, turn) in whole.iter().enumerate().filter(|(_, turn)| turn.said.chars().count() >= LONG) {
        if let Some(at) = kept.find(&turn.said) {
            (kept, n) = (&kept[at + turn.said.len()..], index + 1);
        }
    }
    n
}

/// By so much of its beginning a turn is found in the paragraph that was changed.
fn beginning(said: &str) -> &str {
    const LETTERS: usize = 16;
    said.char_indices().nth(LETTERS).map_or(said, |(end, _)| &said[..end])
}

fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// A text after a small change.
struct Change {
    kind: &'static str,
    text: String,
    /// The paragraph that was changed, as it was, without white space.
    own: String,
}

/// The text with each small change, under the name of its kind.
fn changes(text: &str) -> Vec<Change> {
    let gap = if text.matches("\n\n").count() > FEWEST_TURNS { "\n\n" } else { "\n" };
    let paragraphs: Vec<&str> = text.split(gap).collect();
    let mut changes = Vec::new();
    let mut change = |kind, text, own: &str| changes.push(Change { kind, text, own: bare(own) });
    let with = |at: usize, instead: &[String]| {
        let before = paragraphs[..at].iter().map(|it| (*it).to_owned());
        let after = paragraphs[at + 1..].iter().map(|it| (*it).to_owned());
        before.chain(instead.iter().cloned()).chain(after).collect::<Vec<_>>().join(gap)
    };
    // A text of one line has no paragraph to spare.
    let first = if paragraphs.len() < FEWEST_TURNS { paragraphs.len() } else { 0 };
    let body: Vec<usize> = (first..paragraphs.len()).collect();
    for at in spread(&body) {
        let own = paragraphs[at].to_owned();
        change("a paragraph less", with(at, &[]), &own);
        change("a note more", with(at, &["编者注：以上经整理。".to_owned(), own.clone()]), &own);
        change("a question more", with(at, &["观众提问：还有别的办法吗？".to_owned(), own.clone()]), &own);
    }
    let marks: Vec<usize> = text.match_indices(['?', '？']).map(|(at, _)| at).collect();
    for at in spread(&marks) {
        let (mark, stop) = if text[at..].starts_with('?') { ("?", ".") } else { ("？", "。") };
        let (before, after) = (&text[..at], &text[at + mark.len()..]);
        let own =
            format!("{}{mark}{}", before.rsplit('\n').next().unwrap_or(""), after.split('\n').next().unwrap_or(""));
        change("a mark less", format!("{before}{stop}{after}"), &own);
    }
    let labelled: Vec<usize> = body.into_iter().filter(|&at| label(paragraphs[at]) > 0).collect();
    for at in spread(&labelled) {
        let paragraph = paragraphs[at];
        change("a label less", with(at, &[paragraph[label(paragraph)..].to_owned()]), paragraph);
    }
    for tenths in 1..10 {
        let length = (text.len() * tenths / 10..).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
        change("cut off", text[..length].to_owned(), "");
    }
    changes
}

/// Some of all places, at equal distances.
fn spread(places: &[usize]) -> Vec<usize> {
    let n = places.len().min(N_RUNS);
    (0..n).map(|index| places[(2 * index + 1) * places.len() / (2 * n)]).collect()
}

/// Bytes of a short name before a colon at the beginning of a paragraph, with its marks; 0 without one.
fn label(paragraph: &str) -> usize {
    const LONGEST_NAME: usize = 20;
    let colon = paragraph.char_indices().take(LONGEST_NAME).find(|(_, letter)| matches!(letter, ':' | '：'));
    colon.map_or(0, |(at, colon)| {
        let behind = &paragraph[at + colon.len_utf8()..];
        paragraph.len() - behind.trim_start_matches(['*', '_', ' ']).len()
    })
}
