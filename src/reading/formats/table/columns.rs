//! Columns: which of a table hold what is said, who says it, for whom and when; by the heads that stand above them, or where
//! there are none by what they hold.

use std::collections::{HashMap, HashSet};

use super::records::{Cell, MAX_CELLS};
use crate::reading::formats::json::{is_prose, time};
use crate::reading::lexicon::{Field, Lexicon, fold};
use crate::reading::wrap;

/// The columns of a talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) text: usize,
    pub(super) speaker: Option<usize>,
    pub(super) outlet: Option<usize>,
    pub(super) start: Option<usize>,
    pub(super) end: Option<usize>,
    /// What the heads of the times are called: they may say what is counted.
    pub(super) start_head: String,
    /// Records before the first of the talk.
    pub(super) n_before: usize,
}

/// The columns of a table whose first records these are; `None` where it holds no talk.
pub(super) fn find(records: &[Vec<Cell>], lexicon: &Lexicon) -> Option<Columns> {
    // A title and the like may stand above the heads.
    const HIGHEST: usize = 6;
    let heads = records.iter().take(HIGHEST).position(|cells| are_heads(cells, lexicon));
    match heads {
        Some(heads) => by_heads(records, heads, lexicon),
        None => by_content(records),
    }
}

/// Whether cells are heads: two of them or all say what is below, and none is a sentence.
fn are_heads(cells: &[Cell], lexicon: &Lexicon) -> bool {
    let told = cells.iter().filter(|cell| lexicon.fields.of(cell.text.trim()).is_some()).count();
    let is_filled = cells.iter().filter(|cell| !cell.text.trim().is_empty()).count();
    let is_short = |cell: &Cell| wrap::takes_at_most(cell.text.trim(), 40) && !wrap::ends_sentence(cell.text.trim());
    (told >= 2 || told == is_filled && told == 1)
        && cells.iter().filter(|cell| is_short(cell)).count() * 4 >= cells.len() * 3
}

fn by_heads(records: &[Vec<Cell>], heads: usize, lexicon: &Lexicon) -> Option<Columns> {
    let body = &records[heads + 1..];
    let fields: Vec<Option<Field>> = records[heads].iter().map(|cell| lexicon.fields.of(cell.text.trim())).collect();
    let best = |rank: &dyn Fn(Field) -> Option<u16>| {
        let found = fields.iter().enumerate().filter_map(|(at, field)| Some((rank((*field)?)?, at)));
        found.min().map(|(_, at)| at)
    };
    let strong = best(&|field| if let Field::Speaker(rank) = field { Some(rank) } else { None });
    let weak = best(&|field| if let Field::Author(rank) = field { Some(rank) } else { None });
    let weak = weak.filter(|&column| recurs(body, column) || are_parts(body, column, lexicon));
    let start = best(&|field| if let Field::Start(rank) = field { Some(rank) } else { None });
    let end = best(&|field| if field == Field::End { Some(0) } else { None });
    let outlet = best(&|field| if field == Field::Outlet { Some(0) } else { None });
    let is_log = fields.contains(&Some(Field::Log));
    let text = best(&|field| if let Field::Text(rank) = field { Some(rank) } else { None });
    let taken = [strong, weak, start, end, outlet];
    let is_free = |column: &usize| !taken.contains(&Some(*column));
    let text = text.or_else(|| strong.and_then(|_| longest(body).filter(is_free)))?;
    let n_prose = body.iter().filter(|cells| cells.get(text).is_some_and(|cell| is_prose(&cell.text))).count();
    let is_prose = n_prose * 3 >= body.len() && n_prose > 0;
    // What else is in a table that is no talk would be lost.
    let is_all = || (0..fields.len()).all(|column| fields[column].is_some() || are_numbers(body, column));
    let is_timed = || start.is_some_and(|column| are_times(body, column)) && is_all();
    let is_talk = is_prose && (strong.is_some() || !is_log && (weak.is_some() || is_timed()));
    let start_head = start.and_then(|column| records[heads].get(column)).map(|cell| cell.text.to_string());
    is_talk.then(|| Columns {
        text,
        speaker: strong.or(weak),
        outlet,
        start,
        end,
        start_head: start_head.unwrap_or_default(),
        n_before: heads + 1,
    })
}

/// Without heads: a column of sentences, one of names that come again, and perhaps one of times.
fn by_content(records: &[Vec<Cell>]) -> Option<Columns> {
    let text = longest(records)?;
    let n_prose = records.iter().filter(|cells| cells.get(text).is_some_and(|cell| is_prose(&cell.text))).count();
    if n_prose * 3 < records.len() * 2 || records.len() < 3 {
        return None;
    }
    let width = records.iter().map(Vec::len).max().unwrap_or_default().min(MAX_CELLS);
    let start =
        (0..width).find(|&column| column != text && are_times(records, column) && !are_numbers(records, column));
    let is_named = |column: &usize| *column != text && Some(*column) != start && are_names(records, *column);
    let speaker = (0..width).find(is_named)?;
    let rest = || (0..width).filter(|column| ![Some(text), Some(speaker), start].contains(&Some(*column)));
    let end = rest().find(|&column| are_times(records, column) && !are_numbers(records, column));
    // Another column with something else in it: a table of things, not of speeches.
    if !rest().all(|column| Some(column) == end || are_numbers(records, column)) || !are_varied(records, text) {
        return None;
    }
    // Heads that nobody knows.
    let is_heading = |cells: &Vec<Cell>| {
        let name = cells.get(speaker).map(|cell| cell.text.trim());
        let is_once = filled(records, speaker).filter(|other| Some(*other) == name).count() == 1;
        is_once && cells.get(text).is_none_or(|cell| !is_prose(&cell.text))
    };
    let n_before = usize::from(records.first().is_some_and(is_heading));
    Some(Columns { text, speaker: Some(speaker), outlet: None, start, end, start_head: String::new(), n_before })
}

/// Whether a column is empty, or numbers the records.
fn are_numbers(records: &[Vec<Cell>], column: usize) -> bool {
    let numbers: Vec<Option<u64>> = filled(records, column).map(|text| text.parse().ok()).collect();
    let n_next =
        numbers.windows(2).filter(|pair| pair[0].zip(pair[1]).is_some_and(|(one, two)| two == one + 1)).count();
    numbers.is_empty() || n_next * 10 >= numbers.len().saturating_sub(2) * 9
}

/// Whether most cells of a column differ from each other.
fn are_varied(records: &[Vec<Cell>], column: usize) -> bool {
    let all: HashSet<&str> = filled(records, column).collect();
    all.len() * 2 >= filled(records, column).count()
}

/// The column with the longest cells on the average.
fn longest(records: &[Vec<Cell>]) -> Option<usize> {
    let mut n_bytes: Vec<usize> = Vec::new();
    for cells in records {
        n_bytes.resize(n_bytes.len().max(cells.len()), 0);
        cells.iter().zip(&mut n_bytes).for_each(|(cell, sum)| *sum += cell.text.len());
    }
    (0..n_bytes.len()).max_by_key(|&column| n_bytes[column])
}

/// The cells of a column that hold something.
fn filled<'a>(records: &'a [Vec<Cell>], column: usize) -> impl Iterator<Item = &'a str> {
    records.iter().filter_map(move |cells| Some(cells.get(column)?.text.trim())).filter(|text| !text.is_empty())
}

/// Whether a column holds times, if not in each record.
fn are_times(records: &[Vec<Cell>], column: usize) -> bool {
    let n_filled = filled(records, column).count();
    let is_clock = |text: &&str| time("", text).is_some() && text.contains([':', '.']) || text.parse::<u32>().is_ok();
    let is_rising = || {
        let times = filled(records, column).filter_map(|text| time("", text)).map(|time| time.milliseconds(false));
        times.collect::<Vec<_>>().windows(2).all(|pair| pair[0] <= pair[1])
    };
    n_filled > 0 && filled(records, column).filter(is_clock).count() * 10 >= n_filled * 9 && is_rising()
}

/// Whether the names in a column come again.
fn recurs(records: &[Vec<Cell>], column: usize) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    filled(records, column).for_each(|name| *counts.entry(name).or_default() += 1);
    let n: usize = counts.values().sum();
    counts.len() > 1 && counts.len() * 2 <= n
}

/// Whether a column says who writes in a chat with a machine.
fn are_parts(records: &[Vec<Cell>], column: usize, lexicon: &Lexicon) -> bool {
    let fields = &lexicon.fields;
    let is_part = |key: &str| fields.asks.has(key) || fields.answers.has(key) || fields.leads.has(key);
    filled(records, column).next().is_some() && filled(records, column).all(|name| is_part(&fold(name)))
}

/// Whether a column holds short names, most of which come again and change from one record to the next.
fn are_names(records: &[Vec<Cell>], column: usize) -> bool {
    let is_name = |text: &&str| {
        wrap::takes_at_most(text, 40)
            && text.contains(char::is_alphabetic)
            && !wrap::ends_sentence(text.trim_end_matches([':', '：']))
    };
    let names: Vec<&str> = filled(records, column).collect();
    let n_changes = names.windows(2).filter(|pair| pair[0] != pair[1]).count();
    names.iter().filter(|name| is_name(name)).count() * 20 >= names.len() * 19
        && names.len() * 2 >= records.len()
        && n_changes * 3 >= names.len()
        && recurs(records, column)
}
