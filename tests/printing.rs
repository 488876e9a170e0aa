//! Prints turns of transcripts with truth anew in many customs, reads what was printed and compares.
//!
//! The material is `tests/printing/material.rs`, the customs are the rows of `tests/printing/customs.toml`; chance is seeded, so
//! that each run prints the same. A family of customs that falls below `tests/printing/bars.toml` fails, and so do pages on
//! which nobody speaks if more turns are found on them. A run in `cargo test` is bounded; in full, with other transcripts:
//!
//! ```text
//! WENDA_PRINTINGS=24 WENDA_TRANSCRIPTS=folder cargo test --test printing
//! ```
//!
//! It prints a row for each custom. `WENDA_MISSES=custom` lists what differs in it, with the text.

#[path = "cases/bars.rs"]
mod bars;
#[path = "printing/casting.rs"]
mod casting;
#[path = "printing/chance.rs"]
mod chance;
#[path = "printing/material.rs"]
mod material;
#[path = "printing/page.rs"]
mod page;
#[path = "printing/rows.rs"]
mod rows;
#[path = "cases/score.rs"]
mod score;
#[path = "printing/silence.rs"]
mod silence;
#[path = "cases/truth.rs"]
mod truth;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use bars::{Bar, Reached};
use chance::Chance;
use libtest_mimic::{Arguments, Trial};
use material::Talk;
use page::Printed;
use rows::{Custom, Purpose, Script, Vocabulary};
use score::Score;
use truth::Truth;
use wenda::reading::{Lexicon, ReadOptions, read};

/// The figures on record.
const RECORD: &str = "tests/printing/bars.toml";
/// Pages of each custom, and of each kind of page on which nobody speaks in each script, in a bounded run.
const N_EACH: u64 = 12;
/// What the issue of this test asks for.
const LEAST_CUSTOMS: usize = 60;
const LEAST_SILENT: usize = 100;
/// The name under which pages on which nobody speaks are put on record.
const NOBODY: &str = "nobody";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let asked = std::env::var("WENDA_PRINTINGS").ok().and_then(|number| number.parse().ok());
    let is_bounded = asked.is_none() && std::env::var_os("WENDA_TRANSCRIPTS").is_none();
    let customs = rows::customs()?;
    let mut reached = if arguments.list { BTreeMap::new() } else { all(&customs, asked.unwrap_or(N_EACH))? };
    let n_silent = reached.get(NOBODY).map_or(LEAST_SILENT, |nobody: &Reached| nobody.n_files);
    let record = bars::load(Path::new(RECORD))?;
    if is_bounded && !arguments.list {
        bars::offer(Path::new(RECORD), &record, &reached)?;
    }
    let mut trials = vec![Trial::test("there_is_enough_to_judge_by", move || enough(&customs, n_silent))];
    let families: BTreeSet<String> = record.keys().chain(reached.keys()).cloned().collect();
    for family in families {
        let (bar, reached) = (record.get(&family).cloned(), reached.remove(&family));
        let trial = Trial::test(family, move || holds(bar, reached).map_err(Into::into));
        trials.push(trial.with_ignored_flag(!is_bounded));
    }
    libtest_mimic::run(&arguments, trials).exit()
}

/// Whether a family reaches its bar.
fn holds(bar: Option<Bar>, reached: Option<Reached>) -> Result<(), String> {
    let bar = bar.ok_or_else(|| format!("no bar on record: run once with {}=1", bars::RAISE))?;
    let reached = reached.ok_or("this family is printed no more")?;
    let complaints = bar.complaints(&reached);
    if complaints.is_empty() { Ok(()) } else { Err(complaints.join("\n")) }
}

/// Whether there are as many customs and pages as wanted, and some of each purpose.
fn enough(customs: &[Custom], n_silent: usize) -> Result<(), libtest_mimic::Failed> {
    let n_fit = customs.iter().filter(|custom| custom.purpose == Purpose::Fit).count();
    let n_judge = customs.len() - n_fit;
    if customs.len() >= LEAST_CUSTOMS && n_fit.min(n_judge) * 3 >= customs.len() && n_silent >= LEAST_SILENT {
        Ok(())
    } else {
        Err(format!("{n_fit} customs for fitting, {n_judge} for judging, {n_silent} pages without talk").into())
    }
}

/// Reads everything, and prints a row for each custom; what is reached in each family.
fn all(customs: &[Custom], n_each: u64) -> Result<BTreeMap<String, Reached>, Box<dyn Error>> {
    let (talks, vocabulary) = (material::talks()?, rows::vocabulary()?);
    let lexicon = Lexicon::default_words();
    let mut families: BTreeMap<String, Reached> = BTreeMap::new();
    let mut purposes: BTreeMap<&str, Reached> = BTreeMap::new();
    println!("{:10} {:22} {:5} pages   {}  voices", "family", "custom", "use", Score::HEAD);
    for custom in customs {
        let purpose = if custom.purpose == Purpose::Fit { "fit" } else { "judge" };
        let mut reached = Reached::default();
        for number in 0..n_each {
            if let Some(printed) = printed(custom, &talks, &vocabulary, number) {
                take(&mut reached, &printed, &lexicon);
            }
        }
        row(&custom.family, &custom.name, purpose, &reached);
        families.entry(custom.family.clone()).or_default().take(&reached);
        purposes.entry(purpose).or_default().take(&reached);
    }
    let nobody = nobody(&talks, &vocabulary, n_each, &lexicon);
    println!();
    families.iter().for_each(|(family, reached)| row(family, "", "", reached));
    purposes.iter().for_each(|(purpose, reached)| row("", "", purpose, reached));
    println!("{NOBODY}: {} false turns on {} pages", nobody.score.n_false(), nobody.n_files);
    families.insert(NOBODY.to_owned(), nobody);
    Ok(families)
}

/// Reads pages on which nobody speaks, and prints how many turns are found on each kind.
fn nobody(talks: &[Talk], vocabulary: &Vocabulary, n_each: u64, lexicon: &Lexicon) -> Reached {
    let mut kinds: BTreeMap<String, Reached> = BTreeMap::new();
    for silent in silence::pages(talks, vocabulary, n_each) {
        let printed = Printed { name: silent.name.clone(), text: silent.text, truth: Truth::default() };
        take(kinds.entry(silent.name).or_default(), &printed, lexicon);
    }
    let mut nobody = Reached::default();
    for (kind, reached) in kinds {
        let n_false = reached.score.n_false();
        println!("{NOBODY:10} {kind:22}       {:2}/{:<3}  {n_false} false turns", reached.n_right, reached.n_files);
        nobody.take(&reached);
    }
    nobody
}

/// A page in this custom: every second one in a wide script, of a talk that chance chooses.
fn printed(custom: &Custom, talks: &[Talk], vocabulary: &Vocabulary, number: u64) -> Option<Printed> {
    let script = custom.only.unwrap_or(if number.is_multiple_of(2) { Script::Wide } else { Script::Narrow });
    let chance = &mut Chance::new(&custom.name, number);
    let talks: Vec<&Talk> = talks.iter().filter(|talk| talk.script == script).collect();
    let talks = chance.shuffled(&talks);
    talks.iter().find_map(|talk| page::print(custom, talk, vocabulary.of(script), chance))
}

/// Reads a page and counts how well.
fn take(reached: &mut Reached, printed: &Printed, lexicon: &Lexicon) {
    let document = read(printed.text.as_bytes(), &printed.name, &ReadOptions::default(), lexicon);
    let mut compared = score::compare(&printed.truth, &document);
    // Headings are not what is judged here.
    compared.differences.retain(|difference| !difference.contains('#') && !difference.starts_with("title"));
    let stem = printed.name.split('.').next().unwrap_or_default();
    if std::env::var("WENDA_MISSES").is_ok_and(|custom| custom == stem) {
        println!("{}\n{}", printed.text, compared.differences.join("\n"));
    }
    reached.n_files += 1;
    reached.n_right += usize::from(compared.differences.is_empty());
    reached.score.add(&compared.score);
}

fn row(family: &str, custom: &str, purpose: &str, reached: &Reached) {
    let (line, voices) = (reached.score.line(), reached.score.voice_f1());
    println!("{family:10} {custom:22} {purpose:5} {:2}/{:<3}  {line}  {voices:.3}", reached.n_right, reached.n_files);
}
