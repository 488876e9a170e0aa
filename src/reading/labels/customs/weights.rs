//! Weights: how much each trait speaks for or against a reading, as `assets/weights-customs.toml` lists them.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// A trait of a name or of a custom, by its name in the file, and how much of it there is.
pub(super) type Trait<'a> = (&'a str, f32);

/// A row of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    weight: f32,
    /// Why it counts; read by people only.
    #[serde(rename = "because")]
    _because: String,
}

/// The rows of the file, by section and trait.
static ROWS: LazyLock<HashMap<String, HashMap<String, Row>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../assets/weights-customs.toml"))
        .expect("assets/weights-customs.toml is checked by a test")
});

/// The sum of traits, each times its weight in a section; a trait without a row counts nothing.
pub(super) fn sum(section: &str, traits: &[Trait]) -> f32 {
    let Some(rows) = ROWS.get(section) else { return 0.0 };
    traits.iter().map(|(name, value)| rows.get(*name).map_or(0.0, |row| row.weight * value)).sum()
}

/// A number of the file that stands by itself.
pub(super) fn number(section: &str, name: &str) -> f32 {
    sum(section, &[(name, 1.0)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_can_be_read_and_each_row_says_why() {
        assert!(number("choice", "margin") > 0.0);
        for row in ROWS.values().flat_map(HashMap::values) {
            assert!(row.weight != 0.0 && row._because.len() > 10, "{row:?}");
        }
    }
}
