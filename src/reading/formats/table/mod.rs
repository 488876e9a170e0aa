//! Tables as text (CSV, TSV): a talk where a column holds what is said, and another who says it or when; else data.

mod columns;
mod records;

use std::borrow::Cow;

use super::json::{Time, time};
use super::spoken::{self, Piece, Pieces, Speaker, Speakers};
use super::{data, references};
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, Stated};
use crate::reading::lexicon::Lexicon;
use columns::Columns;
use records::{Cell, Records};

/// So many records tell what the columns hold.
const LOOKED_AT: usize = 500;
/// What the data are called.
const KIND: &str = "a table (CSV)";

/// Whether a text is a table: its lines have the same number of cells.
pub(super) fn is_table(sample: &str) -> bool {
    records::delimiter(sample).is_some()
}

/// Whether the first line of a text names the columns of a talk, whatever the file is called.
pub(super) fn names_columns(sample: &str, lexicon: &Lexicon) -> bool {
    let whole = sample.len().min(16 * 1024);
    let part = &sample[..crate::reading::line::boundary(sample, whole)];
    let Some((delimiter, start)) = records::delimiter(part) else { return false };
    let first: Vec<Vec<Cell>> = Records::new(&part[start..], delimiter).take(20).collect();
    let heads = first.first().map_or(0, Vec::len);
    columns::find(&first, lexicon).is_some_and(|found| found.n_before == 1 && found.speaker.is_some()) && heads > 1
}

/// The blocks of a table.
pub(super) fn blocks<'a>(text: &'a str, lexicon: &Lexicon, budget: &mut Budget) -> Page<'a> {
    let Some((delimiter, from)) = records::delimiter(text) else { return data::page(text, KIND) };
    let body = &text[from..];
    let first: Vec<Vec<Cell>> = Records::new(body, delimiter).take(LOOKED_AT).collect();
    let Some(columns) = columns::find(&first, lexicon) else { return data::page(text, KIND) };
    let are_milliseconds = are_milliseconds(&first, &columns);
    drop(first);
    let mut speakers = Speakers::default();
    let mut pieces = Vec::new();
    let mut records = Records::new(body, delimiter);
    for cells in records.by_ref().skip(columns.n_before) {
        pieces.extend(piece(cells, &columns, are_milliseconds, from, &mut speakers));
    }
    if records.is_too_wide || pieces.is_empty() {
        return data::page(text, KIND);
    }
    let are_voiced = !speakers.all().is_empty() || !spoken::are_labelled(&pieces);
    let stated = Stated { are_voiced, ..Stated::default() };
    let is_number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    speakers.rename(|name| is_number(name).then(|| lexicon.fields.numbered(name)));
    match spoken::drafts(pieces, &speakers, Pieces::Rows, budget) {
        Ok(drafts) => Page { drafts, stated },
        Err(spent) => data::too_much(text, KIND, spent),
    }
}

fn piece<'a>(
    mut cells: Vec<Cell<'a>>,
    columns: &Columns,
    are_milliseconds: bool,
    from: usize,
    speakers: &mut Speakers,
) -> Option<Piece<'a>> {
    let text = |column: Option<usize>| column.and_then(|column| cells.get(column)).map_or("", |cell| cell.text.trim());
    let name = text(columns.speaker).trim_end_matches([':', '：']).trim_end();
    let name = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let name = references::undone(Cow::Borrowed(name)).replace(['\n', '\r'], " ");
    let speaker = speakers.number(Speaker { name, outlet: text(columns.outlet).replace(['\n', '\r'], " ") });
    let at = |column| Some(time(&columns.start_head, text(column))?.milliseconds(are_milliseconds));
    let (start, end) = (at(columns.start), at(columns.end));
    if columns.text >= cells.len() {
        return None;
    }
    let Cell { text, source } = cells.swap_remove(columns.text);
    let text = references::undone(text);
    let source = source.start + from..source.end + from;
    (!text.trim().is_empty()).then_some(Piece { text, speaker, start, end, source, begins_talk: false })
}

/// Whether times without a unit count milliseconds: nobody speaks as slowly as they would tell else.
fn are_milliseconds(records: &[Vec<Cell>], columns: &Columns) -> bool {
    let n_bytes: usize = records.iter().filter_map(|cells| cells.get(columns.text)).map(|cell| cell.text.len()).sum();
    let starts = records.iter().filter_map(|cells| time(&columns.start_head, &cells.get(columns.start?)?.text));
    let last = starts.filter_map(|time| if let Time::Unknown(number) = time { Some(number) } else { None }).max();
    last.is_some_and(|last| last > 2 * n_bytes as u64)
}
