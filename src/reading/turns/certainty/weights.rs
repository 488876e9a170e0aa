//! Weights: how much each trait says that a turn is right, from `assets/weights-certainty.toml`.

use super::traits::{Evidence, NAMES, Traits};
use crate::document::turn::Reason;
use crate::reading::rows::{self, Row};
use crate::reading::weighing::Scale;

const SHIPPED: &str = include_str!("../../../../assets/weights-certainty.toml");

const ROWS: [Row; rows::count(SHIPPED)] = rows::read(SHIPPED);

static SCALE: Scale<{ NAMES.len() }> = Scale::of("certainty", &ROWS, &NAMES);

/// Whether a turn with this evidence is shown as a fact.
pub(super) fn is_fact(evidence: &Evidence) -> bool {
    evidence.may_be_fact && SCALE.sum(&evidence.traits) >= const { SCALE.number("fact") }
}

/// What speaks most against a turn with these traits.
pub(super) fn reason(traits: &Traits) -> Reason {
    // what weighs nothing may still be the only thing that speaks against it
    let is_against = |index: &usize| traits[*index] != 0.0 && SCALE.weight(*index) <= 0.0;
    let term = |index: usize| traits[index] * SCALE.weight(index);
    let against = (1..NAMES.len()).filter(is_against);
    let most = against.min_by(|a, b| term(*a).total_cmp(&term(*b)));
    match most.map(|index| NAMES[index]) {
        Some("once") => Reason::RareLabel,
        _ => Reason::Unstated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::weighing::complaints;

    #[test]
    fn what_may_be_no_fact_is_none_whatever_its_traits_come_to() {
        let is_fact = |may_be_fact| {
            is_fact(&Evidence { traits: std::array::from_fn(|index| SCALE.weight(index).signum()), may_be_fact })
        };
        assert!(is_fact(true) && !is_fact(false));
    }

    #[test]
    fn each_trait_has_a_row_that_says_what_it_counts_and_a_weight_of_its_sign() {
        assert_eq!(complaints(SHIPPED, &NAMES), Vec::<String>::new());
        assert!(const { SCALE.number("fact") } > 0.0);
    }
}
