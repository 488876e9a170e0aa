//! Weights: how much each trait says that a turn is right, from `assets/weights-certainty.toml`.

use std::sync::LazyLock;

use super::traits::{NAMES, Traits};
use crate::document::turn::Reason;
use crate::reading::rows::{self, Row};

const DEFAULT: &str = include_str!("../../../../assets/weights-certainty.toml");

/// The weights, in the order of [`NAMES`].
struct Weights {
    /// From this sum on a turn is a fact.
    fact: f32,
    weights: Traits,
}

static SHIPPED: LazyLock<Weights> = LazyLock::new(|| {
    let rows: Vec<Row> = rows::of(DEFAULT).collect();
    let weight = |section: &str, name: &str| {
        rows.iter().find(|row| (row.section, row.name) == (section, name)).map_or(0.0, |row| row.weight as f32)
    };
    Weights { fact: weight("", "fact"), weights: NAMES.map(|name| weight("traits", name)) }
});

/// Whether a turn with these traits is shown as a fact.
pub(super) fn is_fact(traits: &Traits) -> bool {
    (0..NAMES.len()).map(|index| term(traits, index)).sum::<f32>() >= SHIPPED.fact
}

/// What speaks most against a turn with these traits.
pub(super) fn reason(traits: &Traits) -> Reason {
    // what weighs nothing may still be the only thing that speaks against it
    let is_against = |index: &usize| traits[*index] != 0.0 && SHIPPED.weights[*index] <= 0.0;
    let against = (1..NAMES.len()).filter(is_against);
    let most = against.min_by(|a, b| term(traits, *a).total_cmp(&term(traits, *b)));
    match most.map(|index| NAMES[index]) {
        Some("once") => Reason::RareLabel,
        _ => Reason::Unstated,
    }
}

/// What a trait adds to the sum.
fn term(traits: &Traits, index: usize) -> f32 {
    traits[index] * SHIPPED.weights[index]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::HashMap;

    use serde::Deserialize;

    use super::*;

    /// The file: a sum, and a row for each trait.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        fact: f32,
        traits: HashMap<String, Row>,
    }

    /// A trait: what it counts, whether that can speak for a turn or against it, and how much it does.
    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Row {
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

    #[test]
    fn each_trait_has_a_row_that_says_what_it_counts_and_a_weight_of_its_sign() {
        rows::check(DEFAULT);
        let file: File = toml::from_str(DEFAULT).unwrap();
        assert_eq!((file.traits.len(), file.fact), (NAMES.len(), SHIPPED.fact));
        for name in NAMES {
            let row = file.traits.get(name).unwrap_or_else(|| panic!("{name} has no row"));
            let is_sign = match row.speaks {
                Speaks::For => row.weight >= 0.0,
                Speaks::Against => row.weight <= 0.0,
                Speaks::Either => true,
            };
            assert!(is_sign && row.says.ends_with('.') && row.says.contains(' '), "{name}: {row:?}");
        }
    }
}
