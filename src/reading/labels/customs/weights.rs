//! Weights: how much each trait speaks for or against a reading, as `assets/weights-customs.toml` lists them.

use std::sync::LazyLock;

use crate::reading::rows::{self, ByName, Row};
use crate::reading::weighing::counts;

const DEFAULT: &str = include_str!("../../../../assets/weights-customs.toml");

static ROWS: [Row; rows::count(DEFAULT)] = rows::read(DEFAULT);

/// A trait of a name or of a custom, by its name in the file, and how much of it there is.
pub(super) type Trait<'a> = (&'a str, f32);

/// The rows of each section of the file.
static WEIGHTS: LazyLock<Vec<&[Row]>> =
    LazyLock::new(|| ROWS.chunk_by(|one, next| one.section == next.section).collect());

/// The sum of traits, each times its weight in a section; a trait without a row counts nothing.
pub(super) fn sum(section: &str, traits: &[Trait]) -> f32 {
    let rows = WEIGHTS.iter().find(|rows| rows[0].section == section).map_or(&[][..], |rows| rows);
    let mut by_name = ByName::of(rows);
    let term = |(name, value): &Trait| {
        by_name.weight(name).filter(|_| counts("customs", section, name)).map(|weight| weight * value)
    };
    traits.iter().filter_map(term).sum()
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
