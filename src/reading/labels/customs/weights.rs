//! Weights: how much each trait speaks for or against a reading, as `assets/weights-customs.toml` lists them.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::reading::rows;

const DEFAULT: &str = include_str!("../../../../assets/weights-customs.toml");

/// A trait of a name or of a custom, by its name in the file, and how much of it there is.
pub(super) type Trait<'a> = (&'a str, f32);

/// The weights of the file, by section and trait.
static WEIGHTS: LazyLock<FxHashMap<(&str, &str), f32>> =
    LazyLock::new(|| rows::of(DEFAULT).map(|row| ((row.section, row.name), row.weight as f32)).collect());

/// The sum of traits, each times its weight in a section; a trait without a row counts nothing.
pub(super) fn sum(section: &str, traits: &[Trait]) -> f32 {
    traits.iter().map(|(name, value)| WEIGHTS.get(&(section, *name)).map_or(0.0, |weight| weight * value)).sum()
}

/// A number of the file that stands by itself.
pub(super) fn number(section: &str, name: &str) -> f32 {
    sum(section, &[(name, 1.0)])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_file_can_be_read_and_each_row_says_why() {
        assert!(number("choice", "margin") > 0.0);
        rows::check(DEFAULT);
        let file: toml::Table = DEFAULT.parse().unwrap();
        for (name, row) in file.values().flat_map(|section| section.as_table().unwrap()) {
            let row = row.as_table().unwrap();
            let because = row["because"].as_str().unwrap();
            assert!(row["weight"].as_float() != Some(0.0) && because.len() > 10 && row.len() == 2, "{name}: {row:?}");
        }
    }
}
