//! Marks as CSV (RFC 4180), a row each, in the columns that Readwise reads, with some of ours behind them.

use super::{Collection, Excerpt, plain};

/// The byte-order mark by which spreadsheets know UTF-8.
const BYTE_ORDER_MARK: char = '\u{FEFF}';
/// The columns.
const HEADER: [&str; 12] =
    ["Highlight", "Title", "Author", "URL", "Note", "Location", "Date", "Tags", "Question", "Asked by", "Lost", "ID"];

/// All marks as CSV, on request with the byte-order mark that spreadsheets want.
pub fn csv(collections: &[Collection], byte_order_mark: bool) -> String {
    let rows = collections.iter().flat_map(|from| from.excerpts.iter().map(move |excerpt| row(from, excerpt)));
    let header = HEADER.map(str::to_owned);
    let lines = std::iter::once(header).chain(rows).map(|row| csv_row(&row));
    byte_order_mark.then_some(BYTE_ORDER_MARK.to_string()).into_iter().chain(lines).collect()
}

/// A row of CSV with its end.
pub fn csv_row(cells: &[String]) -> String {
    cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn row(from: &Collection, excerpt: &Excerpt) -> [String; HEADER.len()] {
    let bookmark = &excerpt.bookmark;
    let anchor = &bookmark.anchor;
    let (by, asked) = anchor
        .asked
        .as_ref()
        .map_or_else(Default::default, |it| (it.speaker.clone().unwrap_or_default(), it.words.clone()));
    let tags: Vec<&str> = bookmark.tags.iter().map(String::as_str).collect();
    [
        anchor.exact.clone(),
        from.name().to_owned(),
        anchor.speaker.as_deref().unwrap_or_default().to_owned(),
        from.path.clone(),
        bookmark.whole_note(),
        excerpt.reference.clone(),
        bookmark.created.clone(),
        tags.join(", "),
        asked,
        by,
        if excerpt.is_lost { "yes" } else { "" }.to_owned(),
        bookmark.id.clone(),
    ]
}

/// A cell in quotation marks; one that a spreadsheet would take for a formula begins with an apostrophe (CWE-1236).
fn quoted(cell: &str) -> String {
    let cell = plain(cell).replace('"', "\"\"");
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t']) { "'" } else { "" };
    format!("\"{guard}{cell}\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::specimens::collection;

    #[test]
    fn a_mark_is_a_row_and_no_formula() {
        let text = csv(&[collection()], true);
        assert!(text.starts_with("\u{FEFF}\"Highlight\",\"Title\""), "{text}");
        assert!(text.contains("\r\n\"'=1+1,\"\"a\"\"[31m\n* # > |\",\"答记者问\""), "{text}");
        assert_eq!(text.matches("\r\n").count(), 3);
    }
}
