//! Weighing: files of weights, a row for each trait: how much it counts, what it can say, and what it is.
//!
//! The sum of the traits times their weights is the logarithm of the odds that something is so.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::rows::{self, Row};

/// Whether a row is left out, and which: its file, its section and its name, with stops between.
static IS_LEFT_OUT: AtomicBool = AtomicBool::new(false);
static LEFT_OUT: Mutex<String> = Mutex::new(String::new());

/// Does something as if a row of weights counted nothing: so it is measured what the row brings. The row is named by its file,
/// its section and its name, `names.traits.recurs`. One row at a time is left out, for the whole program.
pub fn without_row<T>(row: &str, done: impl FnOnce() -> T) -> T {
    let leave_out = |row: &str| {
        row.clone_into(&mut LEFT_OUT.lock().unwrap_or_else(PoisonError::into_inner));
        IS_LEFT_OUT.store(!row.is_empty(), Ordering::SeqCst);
    };
    leave_out(row);
    let done = done();
    leave_out("");
    done
}

/// Whether a row of weights counts.
pub(super) fn counts(file: &str, section: &str, name: &str) -> bool {
    if !IS_LEFT_OUT.load(Ordering::Relaxed) {
        return true;
    }
    let left_out = LEFT_OUT.lock().unwrap_or_else(PoisonError::into_inner);
    let mut parts = left_out.split('.');
    [file, section, name] != [(); 3].map(|()| parts.next().unwrap_or_default())
}

/// The section of a file in which the rows of its traits stand.
const SECTION: &str = "traits";

/// The weights of `N` traits, in the order in which the code lists them, and the numbers beside them.
pub(super) struct Scale<const N: usize> {
    /// What the file is called between `assets/weights-` and `.toml`.
    file: &'static str,
    names: &'static [&'static str; N],
    weights: [f32; N],
    rows: &'static [Row<'static>],
}

impl<const N: usize> Scale<N> {
    /// The weights of a shipped file, as its `rows` are: the code does not compile if a trait has none.
    pub(super) const fn of(
        file: &'static str,
        rows: &'static [Row<'static>],
        names: &'static [&'static str; N],
    ) -> Self {
        let (mut weights, mut trait_) = ([0.0; N], 0);
        while trait_ < N {
            weights[trait_] = match rows::weight(rows, SECTION, names[trait_]) {
                Some(weight) => weight as f32,
                None => panic!("a trait has no row in its file of weights"),
            };
            trait_ += 1;
        }
        Scale { file, names, weights, rows }
    }

    /// A number of the file by its name: the code does not compile if there is none.
    pub(super) const fn number(&self, name: &str) -> f32 {
        match rows::weight(self.rows, "", name) {
            Some(number) => number as f32,
            None => panic!("a file of weights lacks a number"),
        }
    }

    /// How much a trait counts.
    pub(super) fn weight(&self, index: usize) -> f32 {
        if counts(self.file, SECTION, self.names[index]) { self.weights[index] } else { 0.0 }
    }

    /// What the last traits come to.
    pub(super) fn sum_of_last(&self, traits: &[f32]) -> f32 {
        let from = N.saturating_sub(traits.len());
        traits.iter().zip(from..).map(|(value, index)| value * self.weight(index)).sum()
    }

    /// What all traits come to.
    pub(super) fn sum(&self, traits: &[f32; N]) -> f32 {
        self.sum_of_last(traits)
    }
}

/// What is wrong with a file of weights: a trait without a row, a row without a trait, a weight of the wrong sign, a row
/// that does not say what it is.
#[cfg(test)]
pub(super) fn complaints(text: &str, names: &[&str]) -> Vec<String> {
    use std::collections::BTreeMap;

    use serde::Deserialize;

    /// The file as it is written: numbers, and a row for each trait.
    #[derive(Debug, Deserialize)]
    struct File {
        traits: BTreeMap<String, Trait>,
    }

    /// A trait: how much it counts, whether it can speak for or against, and what it is.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Trait {
        weight: f32,
        speaks: Speaks,
        says: String,
    }

    /// What a trait can say; a weight of the other sign would be chance.
    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Speaks {
        For,
        Against,
        Either,
    }

    rows::check(text);
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![error.to_string()],
    };
    let without = names.iter().filter(|name| !file.traits.contains_key(**name));
    let mut complaints: Vec<String> = without.map(|name| format!("{name}: no row")).collect();
    for (name, row) in &file.traits {
        let is_sign = match row.speaks {
            Speaks::For => row.weight >= 0.0,
            Speaks::Against => row.weight <= 0.0,
            Speaks::Either => true,
        };
        let is_told = row.says.ends_with('.') && row.says.contains(' ');
        if !is_sign || !is_told || !names.contains(&name.as_str()) {
            complaints.push(format!("{name}: {row:?}"));
        }
    }
    complaints
}
