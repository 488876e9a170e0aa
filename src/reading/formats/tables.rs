//! Tables that only lay out a page: a column of single cells holds paragraphs, not rows.

use scraper::ElementRef;

/// Whether an element is a row of one cell among such rows, or the cell of one.
pub(super) fn is_layout(element: ElementRef<'_>) -> bool {
    let name = element.value().name();
    if name == "tr" {
        let before = element.prev_siblings().find_map(ElementRef::wrap);
        let behind = element.next_siblings().find_map(ElementRef::wrap);
        is_single(element) && before.into_iter().chain(behind).all(is_single)
    } else {
        let row = element.parent().and_then(ElementRef::wrap);
        is_cell(name) && row.is_some_and(|row| row.value().name() == "tr" && is_layout(row))
    }
}

fn is_cell(name: &str) -> bool {
    matches!(name, "td" | "th")
}

/// Whether a row has one cell.
fn is_single(row: ElementRef<'_>) -> bool {
    row.children().filter_map(ElementRef::wrap).filter(|child| is_cell(child.value().name())).take(2).count() == 1
}
