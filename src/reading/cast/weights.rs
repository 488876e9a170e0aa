//! Weights: how much each trait of a casting counts, from `assets/weights.toml`.

use crate::reading::rows::{self, Row};

const DEFAULT: &str = include_str!("../../../assets/weights.toml");

const ROWS: [Row; rows::count(DEFAULT)] = rows::read(DEFAULT);

/// Defines a section of the file: a number for each of its rows.
macro_rules! section {
    ($(#[$says:meta])* $name:ident $section:literal: $($row:ident),+) => {
        $(#[$says])*
        #[derive(Debug, Clone)]
        pub(super) struct $name {
            $(pub(super) $row: f64),+
        }

        impl $name {
            const N_ROWS: usize = [$(stringify!($row)),+].len();

            const fn of(rows: &[Row]) -> Self {
                $name { $($row: required(rows, $section, stringify!($row))),+ }
            }
        }
    };
}

/// The weight of a row that must be there.
const fn required(rows: &[Row], section: &str, name: &str) -> f64 {
    match rows::weight(rows, section, name) {
        Some(weight) => weight,
        None => panic!("a row of assets/weights.toml is missing"),
    }
}

/// All weights, in the sections of their file; what each one means is said there.
#[derive(Debug, Clone)]
pub struct Weights {
    pub(super) words: Words,
    pub(super) voices: Voices,
    pub(super) neighbours: Neighbours,
    pub(super) whole: Whole,
}

section! {
    /// What words of a label say.
    Words "words":
        itself, billed, mark, asker, host_leads, chair, answerer, member_asks, member_talks, outlet, guest, introduced
}

section! {
    /// What a speaker does.
    Voices "voices":
        asker_asks, asker_never_asks, asker_hands_over, asker_introduces, asker_addresses, answerer_asks,
        answerer_addresses, answerer_thanks, leader_asks, leader_hands_over, leader_is_long, equal_asks,
        equal_hands_over, equal_thanks, rare_asks, rare_answers, leads
}

section! {
    /// Who speaks after whom.
    Neighbours "neighbours":
        asker_answerer, question_answerer, asks_again, answerer_asker, asker_asker, answerer_answerer, leader_asker,
        leader_calls_asker, leader_announces_asker, leader_asks_answerer, leader_calls_answerer,
        asker_then_called_answerer, answerer_then_called_asker, equal_equal, equal_asks_equal, equal_asks_unasked,
        equal_among_others
}

section! {
    /// What the casting is as a whole.
    Whole "whole":
        contrast, little_contrast, answers_are_short, answers_are_long, asks_without_answerer, answers_without_asker,
        nobody_asks, nobody_asks_of_two, nobody_asks_of_many_turns, nobody_asks_of_peers, nobody_asks_in_interview,
        asks_in_conversation, questions_unexplained, one_asks_one, many_ask_one, equal_is_hub, opens_as_answerer,
        equals_beside_questions, many_ask_many_unsaid, unsaid_among_said, few_turns_unsaid, chair_unsaid,
        members_ask_officials, class_divided
}

impl Weights {
    /// The weights that wenda comes with.
    pub fn shipped() -> &'static Weights {
        static SHIPPED: Weights = Weights::of(&ROWS);
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
        let mut rows = ROWS;
        for (fitted, weight) in Weights::fitted().iter().zip(weights) {
            let name = fitted.name.split_once('.').unwrap_or_default();
            let row = rows.iter_mut().find(|row| (row.section, row.name) == name);
            row.into_iter().for_each(|row| row.weight = *weight);
        }
        Weights::of(&rows)
    }

    /// The weights of these rows: the code does not compile if one is missing, or if there is one that nobody reads.
    const fn of(rows: &[Row]) -> Weights {
        let n_read = Words::N_ROWS + Voices::N_ROWS + Neighbours::N_ROWS + Whole::N_ROWS;
        assert!(rows.len() == n_read, "a row of assets/weights.toml is read by nobody");
        Weights {
            words: Words::of(rows),
            voices: Voices::of(rows),
            neighbours: Neighbours::of(rows),
            whole: Whole::of(rows),
        }
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
    fn the_weights_that_wenda_comes_with_say_what_they_mean() {
        rows::check(DEFAULT);
        let file: toml::Table = toml::from_str(DEFAULT).unwrap();
        for (section, rows) in &file {
            for (name, row) in rows.as_table().unwrap() {
                let says = row.get("says").and_then(toml::Value::as_str).unwrap_or_default();
                assert!(says.ends_with('.') && says.contains(' '), "{section}.{name} says nothing");
            }
        }
    }
}
