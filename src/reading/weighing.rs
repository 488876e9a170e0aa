//! Weighing: files of weights, a row for each trait: how much it counts, what it can say, and what it is.
//!
//! The sum of the traits times their weights is the logarithm of the odds that something is so.

use std::collections::HashMap;

use serde::Deserialize;

/// A file as it is written: numbers by name, and a row for each trait.
#[derive(Debug, Deserialize)]
struct File {
    traits: HashMap<String, Row>,
    #[serde(flatten)]
    numbers: HashMap<String, f32>,
}

/// A trait: how much it counts, whether it can speak for or against, and what it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    weight: f32,
    /// Read by the program that fits the weights.
    #[serde(rename = "speaks")]
    _speaks: Speaks,
    /// Read by people only.
    #[serde(rename = "says")]
    _says: String,
}

/// What a trait can say; a weight of the other sign would be chance.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Speaks {
    For,
    Against,
    Either,
}

/// The weights of `N` traits, in the order in which the code lists them, and the numbers beside them.
pub(super) struct Scale<const N: usize> {
    weights: [f32; N],
    numbers: HashMap<String, f32>,
}

impl<const N: usize> Scale<N> {
    /// The weights of a shipped file; a trait without a row counts nothing.
    pub(super) fn of(text: &str, names: &[&str; N]) -> Self {
        let file: File = toml::from_str(text).expect("each file of weights is read by a test of its module");
        let weights = names.map(|name| file.traits.get(name).map_or(0.0, |row| row.weight));
        Scale { weights, numbers: file.numbers }
    }

    /// A number of the file by its name; 0 where there is none.
    pub(super) fn number(&self, name: &str) -> f32 {
        self.numbers.get(name).copied().unwrap_or_default()
    }

    /// How much a trait counts.
    pub(super) fn weight(&self, index: usize) -> f32 {
        self.weights[index]
    }

    /// What all traits come to.
    pub(super) fn sum(&self, traits: &[f32; N]) -> f32 {
        traits.iter().zip(&self.weights).map(|(value, weight)| value * weight).sum()
    }
}

/// What is wrong with a file of weights: a trait without a row, a row without a trait, a weight of the wrong sign, a row
/// that does not say what it is.
#[cfg(test)]
pub(super) fn complaints(text: &str, names: &[&str]) -> Vec<String> {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => return vec![error.to_string()],
    };
    let mut complaints: Vec<String> = Vec::new();
    complaints
        .extend(names.iter().filter(|name| !file.traits.contains_key(**name)).map(|name| format!("{name}: no row")));
    for (name, row) in &file.traits {
        let is_sign = match row._speaks {
            Speaks::For => row.weight >= 0.0,
            Speaks::Against => row.weight <= 0.0,
            Speaks::Either => true,
        };
        let is_told = row._says.ends_with('.') && row._says.contains(' ');
        if !is_sign || !is_told || !names.contains(&name.as_str()) {
            complaints.push(format!("{name}: {row:?}"));
        }
    }
    complaints
}
