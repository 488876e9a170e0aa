//! Reads the cases of `tests/reading/cases` (its `README.md` says what they are) and compares each with the truth beside it.
//! Prints a table, a row for each custom, and fails where a file that was read right no longer is, or a figure has fallen
//! below the one on record. `WENDA_MISSES=1` lists what differs; `WENDA_RAISE_BARS=1` writes what is better to the record.

#[path = "cases/bars.rs"]
mod bars;
#[path = "cases/score.rs"]
mod score;
#[path = "cases/truth.rs"]
mod truth;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use bars::{Bar, Reached};
use libtest_mimic::{Arguments, Trial};
use score::Score;
use truth::Truth;
use wenda::reading::{Lexicon, ReadOptions, read};

/// Where the cases are: a folder for each custom, and in it files with their truths.
const CASES: &str = "tests/reading/cases";

/// The figures on record.
const RECORD: &str = "tests/reading/cases/bars.toml";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::from_args();
    let record = bars::load(Path::new(RECORD))?;
    let reached = if arguments.list { named_only()? } else { customs()? };
    if !arguments.list {
        print_table(&reached);
        bars::offer(Path::new(RECORD), &record, &reached)?;
    }
    let trial = |(custom, reached): (&String, &Reached)| {
        let complaints = record.get(custom).map_or(Vec::new(), |bar: &Bar| bar.complaints(reached));
        let is_recorded = record.contains_key(custom);
        Trial::test(custom.clone(), move || match (is_recorded, complaints.is_empty()) {
            (false, _) => Err(format!("no bar on record: run once with {}=1", bars::RAISE).into()),
            (true, false) => Err(complaints.join("\n").into()),
            (true, true) => Ok(()),
        })
    };
    let trials = reached.iter().map(trial).collect();
    libtest_mimic::run(&arguments, trials).exit()
}

/// What is reached in each custom.
fn customs() -> Result<BTreeMap<String, Reached>, Box<dyn Error>> {
    let lexicon = Lexicon::default_words();
    let mut customs: BTreeMap<String, Reached> = BTreeMap::new();
    for path in files()? {
        let truth_path = path.with_extension("turns");
        let truth = Truth::parse(&std::fs::read_to_string(&truth_path)?)
            .map_err(|fault| format!("{}: {fault}", truth_path.display()))?;
        let (name, bytes) = (name_of(&path), std::fs::read(&path)?);
        if let Some(turn) = not_in(&truth, &String::from_utf8_lossy(&bytes)) {
            return Err(format!("{}: the text does not hold: {turn}", truth_path.display()).into());
        }
        let document = read(&bytes, &name, &ReadOptions::default(), &lexicon);
        let compared = score::compare(&truth, &document);
        let custom = customs.entry(custom_of(&path)).or_default();
        if std::env::var_os("WENDA_MISSES").is_some() && !compared.differences.is_empty() {
            println!("{}/{name}", custom_of(&path));
            compared.differences.iter().for_each(|difference| println!("    {difference}"));
        }
        custom.n_files += 1;
        if compared.differences.is_empty() {
            custom.n_right += 1;
            custom.right.insert(name);
        }
        custom.score.add(&compared.score);
    }
    Ok(customs)
}

/// The first beginning of a turn that a text does not hold after those of the turns before it: a slip in the truth.
fn not_in(truth: &Truth, text: &str) -> Option<String> {
    let text = score::bare(text);
    let mut rest = text.as_str();
    for turn in &truth.turns {
        let beginning = score::beginning(turn);
        let Some((_, after)) = rest.split_once(&beginning) else { return Some(beginning) };
        rest = after;
    }
    None
}

/// The customs without their figures, for a list of the tests.
fn named_only() -> Result<BTreeMap<String, Reached>, Box<dyn Error>> {
    Ok(files()?.iter().map(|path| (custom_of(path), Reached::default())).collect())
}

/// The files that have a truth, in order; a truth without its file is an error.
fn files() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for custom in std::fs::read_dir(CASES)? {
        let custom = custom?.path();
        if !custom.is_dir() {
            continue;
        }
        let files =
            std::fs::read_dir(&custom)?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>, Box<dyn Error>>>()?;
        let is_truth = |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "turns");
        for truth in files.iter().filter(is_truth) {
            let is_case = |path: &&PathBuf| path.file_stem() == truth.file_stem() && !is_truth(path);
            let case = files.iter().find(is_case).ok_or_else(|| format!("{}: of what file?", truth.display()))?;
            found.push(case.clone());
        }
        let n_lonely = files.len() - 2 * files.iter().filter(is_truth).count();
        if n_lonely > 0 {
            return Err(format!("{}: {n_lonely} files have no truth beside them", custom.display()).into());
        }
    }
    found.sort();
    Ok(found)
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn custom_of(path: &Path) -> String {
    path.parent().map(name_of).unwrap_or_default()
}

fn print_table(customs: &BTreeMap<String, Reached>) {
    let mut total = Reached::default();
    println!("{:18} right   {}", "custom", Score::HEAD);
    for (custom, reached) in customs.iter() {
        println!("{custom:18} {:2}/{:<3}  {}", reached.n_right, reached.n_files, reached.score.line());
        total.take(reached);
    }
    println!("{:18} {:2}/{:<3}  {}", "all", total.n_right, total.n_files, total.score.line());
}
