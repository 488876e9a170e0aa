//! Whether a match would let one more variant of an enum pass unseen: the usefulness of patterns, as a compiler computes it
//! (Maranget, "Warnings for pattern matching").

use std::collections::{BTreeMap, BTreeSet};

/// The variants of each enum of ours, by its name; none are known of one that a macro declares.
pub type Enums = BTreeMap<String, BTreeSet<String>>;

/// A pattern, as far as it tells variants apart.
#[derive(Debug, Clone)]
pub enum Pattern {
    /// Takes anything: `_`, a name.
    Any,
    /// A value made in one way, with the patterns of its parts by name or number.
    Made(Maker, BTreeMap<String, Pattern>),
    /// One of several.
    Either(Vec<Pattern>),
}

/// What a value is made by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Maker {
    /// A tuple or a struct, which is made in one way only.
    Whole,
    /// One of two: `Some`, `None`, `Ok`, `Err`, `true`, `false`.
    Half(&'static str),
    /// The variant of an enum of ours.
    Ours(String, String),
    /// A literal, a slice, a variant of somebody else's: there are always more.
    Other(String),
}

/// What one arm takes, a pattern for each value.
#[derive(Debug, Clone)]
pub struct Row {
    pub patterns: Vec<Pattern>,
    /// Whether a condition may turn a value away that the patterns take.
    pub is_guarded: bool,
}

/// The enums of which a match takes a variant that is not among those it names, whatever else it is given.
pub fn swallowed(rows: &[Row], enums: &Enums) -> BTreeSet<String> {
    let rows = expanded(rows);
    let makers = makers(&rows);
    let mut found = BTreeSet::new();
    let others = others(&rows);
    for maker in &makers {
        if let Maker::Ours(name, _) = maker
            && is_exhaustive(&others, enums)
        {
            found.insert(name.clone());
        }
        found.extend(swallowed(&made_by(&rows, maker), enums));
    }
    if !others.is_empty() && !others[0].patterns.is_empty() {
        found.extend(swallowed(&others, enums));
    }
    found
}

/// Whether some row without a condition takes every value that there is today.
fn is_exhaustive(rows: &[Row], enums: &Enums) -> bool {
    let rows: Vec<Row> = expanded(rows).into_iter().filter(|row| !row.is_guarded).collect();
    let Some(first) = rows.first() else { return false };
    if first.patterns.is_empty() {
        return true;
    }
    let makers = makers(&rows);
    if are_all(&makers, enums) {
        makers.iter().all(|maker| is_exhaustive(&made_by(&rows, maker), enums))
    } else {
        is_exhaustive(&others(&rows), enums)
    }
}

/// Whether a value can't be made otherwise.
fn are_all(makers: &BTreeSet<Maker>, enums: &Enums) -> bool {
    match makers.first() {
        None | Some(Maker::Other(_)) => false,
        Some(Maker::Whole) => true,
        Some(Maker::Half(_)) => makers.len() == 2,
        Some(Maker::Ours(name, _)) => enums.get(name).is_some_and(|variants| variants.len() == makers.len()),
    }
}

/// The rows, each with one pattern first that is no choice.
fn expanded(rows: &[Row]) -> Vec<Row> {
    let mut expanded_rows = Vec::new();
    for row in rows {
        match row.patterns.split_first() {
            Some((Pattern::Either(choices), rest)) => {
                let choice = |choice: &Pattern| Row {
                    patterns: [std::slice::from_ref(choice), rest].concat(),
                    is_guarded: row.is_guarded,
                };
                expanded_rows.extend(expanded(&choices.iter().map(choice).collect::<Vec<_>>()));
            }
            Some((Pattern::Any | Pattern::Made(..), _)) | None => expanded_rows.push(row.clone()),
        }
    }
    expanded_rows
}

/// How the first value may be made, as far as the rows tell.
fn makers(rows: &[Row]) -> BTreeSet<Maker> {
    let maker = |row: &Row| match row.patterns.first() {
        Some(Pattern::Made(maker, _)) => Some(maker.clone()),
        Some(Pattern::Any | Pattern::Either(_)) | None => None,
    };
    rows.iter().filter_map(maker).collect()
}

/// The rows that take a first value made by `maker`, with patterns for its parts in its place.
fn made_by(rows: &[Row], maker: &Maker) -> Vec<Row> {
    let parts_of = |row: &Row| match row.patterns.first() {
        Some(Pattern::Made(made, parts)) if made == maker => Some(parts.clone()),
        Some(Pattern::Any) => Some(BTreeMap::new()),
        Some(Pattern::Made(..) | Pattern::Either(_)) | None => None,
    };
    let names: BTreeSet<String> = rows.iter().filter_map(parts_of).flat_map(BTreeMap::into_keys).collect();
    let row = |row: &Row| {
        let parts = parts_of(row)?;
        let part = |name: &String| parts.get(name).cloned().unwrap_or(Pattern::Any);
        let patterns = names.iter().map(part).chain(row.patterns[1..].iter().cloned()).collect();
        Some(Row { patterns, is_guarded: row.is_guarded })
    };
    rows.iter().filter_map(row).collect()
}

/// The rows that take any first value, without it.
fn others(rows: &[Row]) -> Vec<Row> {
    let takes_any = |row: &&Row| matches!(row.patterns.first(), Some(Pattern::Any));
    let row = |row: &Row| Row { patterns: row.patterns[1..].to_vec(), is_guarded: row.is_guarded };
    rows.iter().filter(takes_any).map(row).collect()
}
