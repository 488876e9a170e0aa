//! What is on record as reached in each custom: `bars.toml`. A custom that falls below its bar fails; one that is better
//! doesn't, but is told.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use crate::score::Score;

/// Set to write better figures to the record.
pub const RAISE: &str = "WENDA_RAISE_BARS";

/// What was reached in one custom, this time.
#[derive(Debug, Default)]
pub struct Reached {
    pub n_files: usize,
    /// Files in which nothing differs, and the names of those that are put on record.
    pub n_right: usize,
    pub right: BTreeSet<String>,
    pub score: Score,
}

impl Reached {
    /// Adds what was reached elsewhere; the names stay there.
    pub fn take(&mut self, other: &Reached) {
        self.n_files += other.n_files;
        self.n_right += other.n_right;
        self.score.add(&other.score);
    }
}

/// What must be reached in one custom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bar {
    figures: BTreeMap<String, f64>,
    certain_and_wrong: usize,
    /// Turns that may be found where nobody speaks.
    false_turns: usize,
    right: BTreeSet<String>,
}

impl Bar {
    /// Where `reached` falls below the bar.
    pub fn complaints(&self, reached: &Reached) -> Vec<String> {
        let mut complaints = Vec::new();
        for (name, figure) in reached.score.figures() {
            let bar = self.figures.get(name).copied().unwrap_or_default();
            if figure < bar {
                complaints.push(format!("{name} is {figure:.4}, not {bar}"));
            }
        }
        let wrong = reached.score.certain_and_wrong;
        if wrong > self.certain_and_wrong {
            complaints.push(format!("{wrong} turns are certain and wrong, not {}", self.certain_and_wrong));
        }
        let n_false = reached.score.n_false();
        if n_false > self.false_turns {
            complaints.push(format!("{n_false} turns where nobody speaks, not {}", self.false_turns));
        }
        complaints.extend(self.right.difference(&reached.right).map(|name| format!("{name} was read right")));
        complaints
    }

    /// The better of the bar and what is reached, figure by figure.
    fn raised(&self, reached: &Reached) -> Bar {
        let better = |(name, figure): (&str, f64)| {
            let bar = self.figures.get(name).copied().unwrap_or_default();
            (name.to_owned(), bar.max(rounded_down(figure)))
        };
        let is_first = self.figures.is_empty();
        let fewer = |bar: usize, reached: usize| if is_first { reached } else { bar.min(reached) };
        Bar {
            figures: reached.score.figures().into_iter().map(better).collect(),
            certain_and_wrong: fewer(self.certain_and_wrong, reached.score.certain_and_wrong),
            false_turns: fewer(self.false_turns, reached.score.n_false()),
            right: self.right.union(&reached.right).cloned().collect(),
        }
    }
}

/// A figure to three places, never more than it is.
fn rounded_down(figure: f64) -> f64 {
    (figure * 1000.0).floor() / 1000.0
}

/// The bars on record, by custom; none where there is no file yet.
pub fn load(path: &Path) -> Result<BTreeMap<String, Bar>, Box<dyn Error>> {
    if !path.exists() {
        return Ok(BTreeMap::new());
    }
    let file: toml::Table = toml::from_str(&std::fs::read_to_string(path)?)?;
    let bar = |values: &toml::Value| {
        let figure = |(name, value): (&String, &toml::Value)| Some((name.clone(), value.as_float()?));
        let names = values.get("right").and_then(toml::Value::as_array).into_iter().flatten();
        let count = |name: &str| {
            let count = values.get(name).and_then(toml::Value::as_integer).unwrap_or_default();
            usize::try_from(count).unwrap_or_default()
        };
        Bar {
            figures: values.as_table().into_iter().flatten().filter_map(figure).collect(),
            certain_and_wrong: count("certain_and_wrong"),
            false_turns: count("false_turns"),
            right: names.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
        }
    };
    Ok(file.iter().map(|(custom, values)| (custom.clone(), bar(values))).collect())
}

/// Says where a bar can be raised, and raises it when asked to.
pub fn offer(
    path: &Path,
    record: &BTreeMap<String, Bar>,
    reached: &BTreeMap<String, Reached>,
) -> Result<(), Box<dyn Error>> {
    let empty = Bar::default();
    let raised: BTreeMap<&String, Bar> = reached
        .iter()
        .map(|(custom, reached)| (custom, record.get(custom).unwrap_or(&empty).raised(reached)))
        .collect();
    let better = raised.iter().filter(|(custom, bar)| record.get(**custom) != Some(*bar));
    let better: Vec<&str> = better.map(|(custom, _)| custom.as_str()).collect();
    if better.is_empty() {
        return Ok(());
    }
    println!("better than on record: {}; {RAISE}=1 writes it down", better.join(", "));
    if std::env::var_os(RAISE).is_some() {
        std::fs::write(path, written(&raised)?)?;
    }
    Ok(())
}

/// The record as a file.
fn written(bars: &BTreeMap<&String, Bar>) -> Result<String, std::fmt::Error> {
    let mut text = format!("# What is reached in each custom, rounded down. {RAISE}=1 raises it; nothing lowers it.\n");
    for (custom, bar) in bars {
        writeln!(text, "\n[{custom}]")?;
        for (name, figure) in &bar.figures {
            writeln!(text, "{name} = {figure:?}")?;
        }
        writeln!(text, "certain_and_wrong = {}", bar.certain_and_wrong)?;
        writeln!(text, "false_turns = {}", bar.false_turns)?;
        let names: Vec<String> = bar.right.iter().map(|name| format!("{name:?}")).collect();
        writeln!(text, "right = [{}]", names.join(", "))?;
    }
    Ok(text)
}
