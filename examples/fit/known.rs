//! Known documents that are read twice, with and without something: what is different, and how much of it is right.

use std::fmt;

use wenda::document::Document;

use crate::material::Read;

/// A document that is read without a row.
pub struct Without {
    /// Who says what, and as what, is read differently.
    pub turns_differ: bool,
    /// Anything else is: what is no speech, a heading, a date, how sure a turn is.
    pub differs: bool,
    /// How many turns are right, and how many there are in the reading and in the truth.
    pub exact: Exact,
}

/// How much of a document is right.
#[derive(Clone, Copy)]
pub struct Exact {
    n_right: usize,
    n_turns: usize,
}

/// How many turns of a document are right.
pub fn exact(read: &Read) -> Exact {
    let n_right = read.turns.iter().filter(|turn| turn.is_right).count();
    Exact { n_right, n_turns: read.turns.len() + read.n_true }
}

/// All that is shown of a document.
pub fn everything(document: &Document) -> String {
    let Document { text, blocks, title, stated_title, date, location, sections, turns, .. } = document;
    format!("{text:?}{blocks:?}{title:?}{stated_title:?}{date:?}{location:?}{sections:?}{turns:?}")
}

/// What a row brings to several documents.
pub struct Brought {
    pub n_turns_differ: usize,
    pub n_differ: usize,
    /// Exact F1 of them all without it, less that with it.
    change: f64,
}

impl Brought {
    /// What the row with this number brings to these documents.
    pub fn by<'a>(row: usize, documents: impl Iterator<Item = &'a (Exact, Vec<Option<Without>>)> + Clone) -> Self {
        let without = || documents.clone().filter_map(|(_, without)| without[row].as_ref());
        let with_it = documents.clone().map(|(all, _)| *all);
        let without_it = documents.clone().map(|(all, without)| without[row].as_ref().map_or(*all, |it| it.exact));
        Brought {
            n_turns_differ: without().filter(|it| it.turns_differ).count(),
            n_differ: without().filter(|it| it.differs).count(),
            change: f1(without_it) - f1(with_it),
        }
    }
}

impl fmt::Display for Brought {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let change = if self.change == 0.0 { "0".to_owned() } else { format!("{:+.4}", self.change) };
        write!(formatter, "{} | {} | {change}", self.n_turns_differ, self.n_differ)
    }
}

fn f1(documents: impl Iterator<Item = Exact>) -> f64 {
    let sum = |(n_right, n_turns), exact: Exact| (n_right + exact.n_right, n_turns + exact.n_turns);
    let (n_right, n_turns) = documents.fold((0, 0), sum);
    2.0 * n_right as f64 / n_turns.max(1) as f64
}
