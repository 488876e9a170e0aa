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
    records::delimiter(sample).is_some() || records::is_too_wide(sample)
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The paragraphs as `time who: what`, `data` where it is no talk.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let page = blocks(text, &Lexicon::default_words(), &mut Budget::default());
        let told = |draft: &crate::reading::draft::Draft| {
            let lines: Vec<&str> = draft.lines.iter().map(|line| line.text()).collect();
            let time = draft.lines.first().and_then(|line| line.time()).map(|time| format!("{time} "));
            time.unwrap_or_default() + &lines.join(": ")
        };
        let found = match page.stated.data {
            Some(_) => "data".to_owned(),
            None => page.drafts.iter().map(told).collect::<Vec<_>>().join(" | "),
        };
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn columns_are_known_by_their_heads() {
        check(
            "speaker,text\nAnn:,Who rows?\nBo,\"I do,\nif it is dry.\"\n",
            "Ann: Who rows? | Bo: I do, | if it is dry.",
        );
        check(
            "\u{feff}序号;时间;发言人;单位;内容\r\n1;00:01:00;记者;河岸日报;谁划船？\r\n2;00:01:09;镇长;;我划。\r\n",
            "60000 记者（河岸日报）: 谁划船？ | 69000 镇长: 我划。",
        );
        check(
            "time\twho\twords\n[0:04]\t1\tWho rows it?\n[0:09]\t2\tI do.\n",
            "4000 Speaker 1: Who rows it? | 9000 Speaker 2: I do.",
        );
        check(
            "start\tend\ttext\n0\t4000\tWho rows it?\n90000\t95000\tNobody does.\n",
            "0 Who rows it? | 90000 Nobody does.",
        );
    }

    #[test]
    fn columns_are_known_by_what_they_hold() {
        check(
            "1,00:01,Ann,\"Who rows it, then?\"\n2,00:04,Bo,\"I do, I think.\"\n3,00:09,Ann,Since when is that?\n4,00:12,Bo,Since it was dry.\n",
            "1000 Ann: Who rows it, then? | 4000 Bo: I do, I think. | 9000 Ann: Since when is that? | 12000 Bo: Since it was dry.",
        );
    }

    #[test]
    fn tables_of_other_things_are_data() {
        check("a,b\n1,2\n3,4\n", "data");
        check("name,email,note\nAnn,a@x,Met at the fair.\nBo,b@x,Met at the quay.\n", "data");
        check(
            "when,region,sum,remark\n1,North,4,Sold the old boats.\n2,South,9,Bought some oars.\n3,North,2,Sold a new boat.\n4,South,1,Nothing was sold.\n",
            "data",
        );
        check("level,time,text\ninfo,00:01,The door was opened.\ninfo,00:02,The door was closed.\n", "data");
    }
}
