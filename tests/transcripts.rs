//! Reads the transcripts in the folder that `WENDA_TRANSCRIPTS` names and compares them with hand-made truth; without the
//! folder the tests are ignored. With `WENDA_MISSES=1` what was missed is listed.

#[path = "conversions/mod.rs"]
mod conversions;
#[path = "transcripts/leave_out.rs"]
mod leave_out;
#[path = "transcripts/nothing_lost.rs"]
mod nothing_lost;
#[path = "transcripts/same_turns.rs"]
mod same_turns;
#[path = "transcripts/score.rs"]
mod score;
#[path = "transcripts/source_text.rs"]
mod source_text;

use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use score::Row;
use wenda::reading::{Lexicon, ReadOptions, open};

fn main() {
    let folder = std::env::var_os("WENDA_TRANSCRIPTS").map(PathBuf::from);
    let is_missing = folder.is_none();
    let folder = folder.unwrap_or_default();
    let bars = folder.clone();
    let files = folder.clone();
    let sources = folder.clone();
    let forms = folder.clone();
    let trials = vec![
        Trial::test("turns_and_headings_agree_with_the_truth", move || agree(&bars)).with_ignored_flag(is_missing),
        Trial::test("each_source_is_read_without_its_own_words", move || {
            leave_out::score(&sources, &truths(&sources)?)
        })
        .with_ignored_flag(is_missing),
        Trial::test("each_format_and_encoding_gives_the_same_turns", move || same_turns::check(&forms))
            .with_ignored_flag(is_missing),
        Trial::test("no_character_is_lost_or_doubled", move || nothing_lost::check(&files))
            .with_ignored_flag(is_missing),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// The bars that all transcripts together must reach.
fn agree(folder: &Path) -> Result<(), Failed> {
    let mut total = Row::default();
    println!("{}", Row::HEAD);
    for name in truths(folder)? {
        let document = open(&folder.join(&name), &ReadOptions::default(), &Lexicon::default_words())?;
        let row = score::score(&score::truth(folder, &name)?, &document);
        println!("{}", row.line(&name));
        total.add(&row);
    }
    println!("{}", total.line("all"));
    let bars = [
        ("turn F1", total.turn_f1(), 0.985),
        ("kind", total.kind(), 0.94),
        ("speaker", total.speaker(), 0.985),
        ("outlet", total.outlet(), 0.95),
        ("heading F1", total.heading_f1(), 0.95),
    ];
    let missed: Vec<String> = bars
        .iter()
        .filter(|(_, reached, bar)| reached < bar)
        .map(|(what, reached, bar)| format!("{what} is {reached:.4}, not {bar}"))
        .collect();
    if missed.is_empty() { Ok(()) } else { Err(missed.join("; ").into()) }
}

/// The names of the transcripts that have a truth.
fn truths(folder: &Path) -> Result<Vec<String>, Failed> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder.join("truth"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    names.sort();
    Ok(names)
}
