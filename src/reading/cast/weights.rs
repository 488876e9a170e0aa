//! Weights: how much each trait of a casting counts, from `assets/weights.toml`.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::value::{Error, MapDeserializer};

use crate::reading::rows::{self, Row};

const DEFAULT: &str = include_str!("../../../assets/weights.toml");

/// All weights, in the sections of their file; what each one means is said there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub(super) words: Words,
    pub(super) voices: Voices,
    pub(super) neighbours: Neighbours,
    pub(super) whole: Whole,
}

/// What words of a label say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) itself: f64,
    pub(super) billed: f64,
    pub(super) mark: f64,
    pub(super) asker: f64,
    pub(super) host_leads: f64,
    pub(super) chair: f64,
    pub(super) answerer: f64,
    pub(super) member_asks: f64,
    pub(super) member_talks: f64,
    pub(super) outlet: f64,
    pub(super) guest: f64,
    pub(super) introduced: f64,
}

/// What a speaker does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voices {
    pub(super) asker_asks: f64,
    pub(super) asker_never_asks: f64,
    pub(super) asker_hands_over: f64,
    pub(super) asker_introduces: f64,
    pub(super) asker_addresses: f64,
    pub(super) answerer_asks: f64,
    pub(super) answerer_addresses: f64,
    pub(super) answerer_thanks: f64,
    pub(super) leader_asks: f64,
    pub(super) leader_hands_over: f64,
    pub(super) leader_is_long: f64,
    pub(super) equal_asks: f64,
    pub(super) equal_hands_over: f64,
    pub(super) equal_thanks: f64,
    pub(super) rare_asks: f64,
    pub(super) rare_answers: f64,
    pub(super) leads: f64,
}

/// Who speaks after whom.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Neighbours {
    pub(super) asker_answerer: f64,
    pub(super) question_answerer: f64,
    pub(super) asks_again: f64,
    pub(super) answerer_asker: f64,
    pub(super) asker_asker: f64,
    pub(super) answerer_answerer: f64,
    pub(super) leader_asker: f64,
    pub(super) leader_calls_asker: f64,
    pub(super) leader_announces_asker: f64,
    pub(super) leader_asks_answerer: f64,
    pub(super) leader_calls_answerer: f64,
    pub(super) asker_then_called_answerer: f64,
    pub(super) answerer_then_called_asker: f64,
    pub(super) equal_equal: f64,
    pub(super) equal_asks_equal: f64,
    pub(super) equal_asks_unasked: f64,
    pub(super) equal_among_others: f64,
}

/// What the casting is as a whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    pub(super) contrast: f64,
    pub(super) little_contrast: f64,
    pub(super) answers_are_short: f64,
    pub(super) answers_are_long: f64,
    pub(super) asks_without_answerer: f64,
    pub(super) answers_without_asker: f64,
    pub(super) nobody_asks: f64,
    pub(super) nobody_asks_of_two: f64,
    pub(super) nobody_asks_of_many_turns: f64,
    pub(super) nobody_asks_of_peers: f64,
    pub(super) nobody_asks_in_interview: f64,
    pub(super) asks_in_conversation: f64,
    pub(super) questions_unexplained: f64,
    pub(super) one_asks_one: f64,
    pub(super) many_ask_one: f64,
    pub(super) equal_is_hub: f64,
    pub(super) opens_as_answerer: f64,
    pub(super) equals_beside_questions: f64,
    pub(super) many_ask_many_unsaid: f64,
    pub(super) unsaid_among_said: f64,
    pub(super) few_turns_unsaid: f64,
    pub(super) chair_unsaid: f64,
    pub(super) members_ask_officials: f64,
    pub(super) class_divided: f64,
}

impl Weights {
    /// The weights that wenda comes with.
    pub fn shipped() -> &'static Weights {
        static SHIPPED: LazyLock<Weights> =
            LazyLock::new(|| Weights::parse(DEFAULT).expect("assets/weights.toml is checked by a test"));
        &SHIPPED
    }

    /// The rows of the weights that are fitted, in the order of their names.
    pub fn fitted() -> Vec<WeightRow> {
        let file: toml::Table = toml::from_str(DEFAULT).expect("assets/weights.toml is checked by a test");
        let sections = file.iter().filter_map(|(section, rows)| Some((section, rows.as_table()?)));
        let rows = sections.flat_map(|(section, rows)| rows.iter().map(move |(name, row)| (section, name, row)));
        let row = |(section, name, row): (&String, &String, &toml::Value)| {
            let number = |key: &str| row.get(key).and_then(toml::Value::as_float);
            Some(WeightRow { name: format!("{section}.{name}"), weight: number("weight")?, guess: number("guess")? })
        };
        rows.filter_map(row).collect()
    }

    /// The weights that wenda comes with, but for those that are fitted: they are `weights`, in the order of [`Weights::fitted`].
    pub fn with(weights: &[f64]) -> Weights {
        let mut rows: Vec<Row> = rows::of(DEFAULT).collect();
        for (fitted, weight) in Weights::fitted().iter().zip(weights) {
            let name = fitted.name.split_once('.').unwrap_or_default();
            let row = rows.iter_mut().find(|row| (row.section, row.name) == name);
            row.into_iter().for_each(|row| row.weight = *weight);
        }
        Weights::of(&rows).expect("the rows are those of assets/weights.toml")
    }

    /// Reads weights.
    fn parse(text: &str) -> Result<Weights, Error> {
        Weights::of(&rows::of(text).collect::<Vec<Row>>())
    }

    /// The weights of these rows; one that nobody reads is an error, and one that is missing.
    fn of(rows: &[Row]) -> Result<Weights, Error> {
        let sections = rows.chunk_by(|a, b| a.section == b.section).map(|rows| {
            let weights = rows.iter().map(|row| (row.name, row.weight));
            (rows[0].section, MapDeserializer::<_, Error>::new(weights))
        });
        Weights::deserialize(MapDeserializer::new(sections))
    }
}

/// A weight that is fitted.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightRow {
    /// Its section and its name in `assets/weights.toml`, with a stop between.
    pub name: String,
    /// What it is.
    pub weight: f64,
    /// What was expected of it: the fit starts from here, and keeps the sign.
    pub guess: f64,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_weights_that_wenda_comes_with_can_be_read_and_say_what_they_mean() {
        Weights::parse(DEFAULT).unwrap();
        rows::check(DEFAULT);
        let file: toml::Table = toml::from_str(DEFAULT).unwrap();
        for (section, rows) in &file {
            for (name, row) in rows.as_table().unwrap() {
                let says = row.get("says").and_then(toml::Value::as_str).unwrap_or_default();
                assert!(says.ends_with('.') && says.contains(' '), "{section}.{name} says nothing");
            }
        }
    }

    #[test]
    fn a_row_that_nobody_reads_is_an_error() {
        assert!(Weights::parse(&format!("{DEFAULT}\nnothing = {{ weight = 1.0, says = \"A row.\" }}\n")).is_err());
    }
}
