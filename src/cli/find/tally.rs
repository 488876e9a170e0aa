//! How often something stands in each year, month, document, speaker or outlet.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;

use super::Found;
use super::wanted::Wanted;
use crate::cli::args::By;
use crate::document::turn::{Turn, TurnKind};
use crate::exchange::csv_row;
use crate::layout::width::{WidthPolicy, padded, text_width};
use crate::output::{Data, Unwritten};
use crate::strings::FindWords;

/// What there is of one group.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    hits: usize,
    in_questions: usize,
    in_answers: usize,
    /// Documents with a hit.
    documents: usize,
    /// Characters in which hits were looked for, without white space.
    characters: usize,
}

/// The counts of all groups.
#[derive(Debug)]
pub struct Tally {
    by: By,
    groups: BTreeMap<String, Counts>,
}

impl Tally {
    /// Nothing is counted yet.
    pub fn new(by: By) -> Self {
        Tally { by, groups: BTreeMap::new() }
    }

    /// Counts a document.
    pub fn add(&mut self, found: &Found, wanted: &Wanted) {
        let Found { path, document, hits } = found;
        let day = document.dated().unwrap_or_default();
        let of_turn = |turn: Option<&Turn>| match self.by {
            By::Year => day.get(..4).unwrap_or_default().to_owned(),
            By::Month => day.get(..7).unwrap_or_default().to_owned(),
            By::Document => document.title_text().unwrap_or(path).to_owned(),
            By::Speaker => turn.and_then(Turn::full_speaker).unwrap_or_default().to_owned(),
            By::Outlet => turn.and_then(|turn| turn.outlet.as_deref()).unwrap_or_default().to_owned(),
        };
        let mut here: BTreeMap<String, Counts> = BTreeMap::new();
        let mut hits = hits.iter().peekable();
        for block in 0..document.blocks.len() {
            let turn = document.turn_of(block).map(|turn| &document.turns[turn]);
            if !wanted.takes(turn) {
                continue;
            }
            let counts = here.entry(of_turn(turn)).or_default();
            counts.characters += document.block_text(block).chars().filter(|c| !c.is_whitespace()).count();
            while hits.next_if(|hit| hit.start.block == block).is_some() {
                counts.hits += 1;
                match turn.map(|turn| turn.kind) {
                    Some(TurnKind::Question) => counts.in_questions += 1,
                    Some(TurnKind::Answer) => counts.in_answers += 1,
                    Some(TurnKind::Statement) | None => {}
                }
            }
        }
        for (group, counts) in here {
            let all = self.groups.entry(group).or_default();
            all.hits += counts.hits;
            all.in_questions += counts.in_questions;
            all.in_answers += counts.in_answers;
            all.documents += usize::from(counts.hits > 0);
            all.characters += counts.characters;
        }
    }

    /// The groups: years and months in their order, others with the most hits first. Where nothing is found of a speaker or in a
    /// document it is left out; a year without a hit tells something.
    fn rows(&self) -> Vec<(&str, Counts)> {
        let mut rows: Vec<(&str, Counts)> = self.groups.iter().map(|(group, counts)| (&**group, *counts)).collect();
        match self.by {
            By::Year | By::Month => {}
            By::Document | By::Speaker | By::Outlet => {
                rows.retain(|(_, counts)| counts.hits > 0);
                rows.sort_by_key(|(_, counts)| Reverse(counts.hits));
            }
        }
        rows
    }

    /// Prints the table in columns.
    pub fn print(&self, data: &mut Data<impl Write>, words: &FindWords) -> Result<(), Unwritten> {
        let rows = self.cells(words);
        let cells = |text: &String| text_width(text, WidthPolicy::NARROW);
        let widest: Vec<usize> =
            (0..COLUMNS).map(|column| rows.iter().map(|row| cells(&row[column])).max().unwrap_or(0)).collect();
        rows.iter().try_for_each(|row| {
            let mut line = padded(&row[0], widest[0], WidthPolicy::NARROW);
            for column in 1..COLUMNS {
                line = line + "  " + &" ".repeat(widest[column] - cells(&row[column])) + &row[column];
            }
            data.line(line.trim_end())
        })
    }

    /// Prints the table as CSV (RFC 4180).
    pub fn print_csv(&self, data: &mut Data<impl Write>, words: &FindWords) -> Result<(), Unwritten> {
        self.cells(words).iter().try_for_each(|row| data.text(&csv_row(row)))
    }

    /// Prints each group as JSON on a line.
    pub fn print_json(&self, data: &mut Data<impl Write>) -> Result<(), Unwritten> {
        #[derive(Serialize)]
        struct Row<'a> {
            schema: &'static str,
            by: &'static str,
            group: Option<&'a str>,
            hits: usize,
            in_questions: usize,
            in_answers: usize,
            documents: usize,
            characters: usize,
            per_10000_characters: f64,
        }
        self.rows().into_iter().try_for_each(|(group, counts)| {
            data.value(&Row {
                schema: "wenda.tally/1",
                by: self.by.name(),
                group: Some(group).filter(|group| !group.is_empty()),
                hits: counts.hits,
                in_questions: counts.in_questions,
                in_answers: counts.in_answers,
                documents: counts.documents,
                characters: counts.characters,
                per_10000_characters: (counts.share() * 100.0).round() / 100.0,
            })
        })
    }

    fn cells(&self, words: &FindWords) -> Vec<[String; COLUMNS]> {
        let (of_what, unknown) = match self.by {
            By::Year => (&words.year, &words.undated),
            By::Month => (&words.month, &words.undated),
            By::Document => (&words.document, &words.undated),
            By::Speaker => (&words.speaker, &words.unnamed),
            By::Outlet => (&words.outlet, &words.unnamed),
        };
        let head = [of_what, &words.hits, &words.in_questions, &words.in_answers, &words.documents, &words.per_10000];
        let row = |(group, counts): (&str, Counts)| {
            let group = if group.is_empty() { unknown } else { group };
            let numbers = [counts.hits, counts.in_questions, counts.in_answers, counts.documents];
            let [hits, questions, answers, documents] = numbers.map(|number| number.to_string());
            [group.to_owned(), hits, questions, answers, documents, format!("{:.2}", counts.share())]
        };
        std::iter::once(head.map(String::clone)).chain(self.rows().into_iter().map(row)).collect()
    }
}

/// Columns of the table.
const COLUMNS: usize = 6;

impl Counts {
    /// Hits for each 10,000 characters.
    fn share(self) -> f64 {
        if self.characters == 0 { 0.0 } else { self.hits as f64 * 10_000.0 / self.characters as f64 }
    }
}
