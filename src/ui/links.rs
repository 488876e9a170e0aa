//! Links: which cells of the text pane belong to an address of the document. They are told to the terminal beside the frame
//! (OSC 8), which knows cells alone.

use std::fmt::Write;
use std::ops::Range;
use std::rc::Rc;

use crate::app::App;
use crate::app::page::{text_area, text_column};
use crate::document::block::SpanStyle;
use crate::layout::flow::{Row, RowRole};
use crate::layout::sideways::spread;

/// The longest address that terminals take, in bytes: VTE's limit.
const LONGEST: usize = 2083;

/// Cells of a row that lead to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The row.
    pub y: u16,
    /// The columns.
    pub columns: Range<u16>,
    /// Where they lead: printable ASCII, of the web.
    pub address: Rc<str>,
    /// What the parts of one link on several rows have in common.
    pub id: (usize, usize),
}

/// The links in view; none while something lies over the text.
pub fn links(app: &App) -> Vec<Link> {
    if !app.settings.permissions.terminal
        || app.over.prompt.is_some()
        || app.over.faults.is_some()
        || app.over.note.is_some()
    {
        return Vec::new();
    }
    let inner = text_area(&app.panes.areas(), app.raw.is_some());
    let column = inner.x + text_column(inner, app.viewport.options().width);
    let rows = app.viewport.visible().iter().enumerate().take(usize::from(inner.height));
    rows.flat_map(|(index, row)| of_row(app, row, (column, inner.y + index as u16), inner.x + inner.width)).collect()
}

/// The links of a row that begins at a cell and ends before the column `end`.
fn of_row(app: &App, row: &Row, (x, y): (u16, u16), end: u16) -> Vec<Link> {
    if matches!(row.role, RowRole::Blank | RowRole::Rule | RowRole::Label | RowRole::Preformatted) {
        return Vec::new();
    }
    let shown = row.shown(&app.document);
    let whole = app.document.block_text(row.block);
    let text = &whole[shown.clone()];
    let marked = app.document.blocks[row.block].spans.iter().filter_map(|span| match &span.style {
        SpanStyle::Link(link) => Some((span.range.clone(), link.as_str())),
        SpanStyle::Strong | SpanStyle::Emphasis | SpanStyle::Code => None,
    });
    let marked: Vec<(Range<usize>, &str)> = marked.collect();
    let printed = printed_addresses(whole, &shown).into_iter().map(|range| (range.clone(), &whole[range]));
    let is_marked = |range: &Range<usize>| marked.iter().any(|(it, _)| it.start < range.end && range.start < it.end);
    let printed: Vec<(Range<usize>, &str)> = printed.filter(|(range, _)| !is_marked(range)).collect();
    let mut links = Vec::new();
    for (range, link) in marked.into_iter().chain(printed) {
        let Some(address) = address(link) else { continue };
        let is_in = |at: usize| range.contains(&(shown.start + at));
        let cells = spread(text, &[], app.settings.policy).filter(|(_, cluster)| is_in(cluster.range.start));
        let cells: Vec<Range<usize>> = cells.map(|(at, cluster)| at..at + cluster.width).collect();
        if let (Some(first), Some(last)) = (cells.first(), cells.last()) {
            let at = |cell: usize| x.saturating_add((row.indent + cell) as u16).min(end);
            let columns = at(first.start)..at(last.end);
            links.push(Link { y, columns, address: address.into(), id: (row.block, range.start) });
        }
    }
    links.retain(|link| !link.columns.is_empty());
    links
}

/// Addresses that stand in a text as they are, as far as they may reach into `shown`: up to white space or a sign that is of no
/// address, without the sign of a sentence at the end.
fn printed_addresses(text: &str, shown: &Range<usize>) -> Vec<Range<usize>> {
    let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let from = floor(shown.start.saturating_sub(LONGEST));
    let part = &text[from..shown.end];
    let starts = part.match_indices("http").map(|(at, _)| from + at);
    let is_start = |at: &usize| ["http://", "https://"].iter().any(|scheme| text[*at..].starts_with(scheme));
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || !c.is_ascii() || matches!(c, '<' | '>' | '"' | '`' | '{' | '}')
    };
    let whole = |at: usize| {
        let window = &text[at..floor((at + LONGEST).min(text.len()))];
        let end = window.find(ends).unwrap_or(window.len());
        // one that goes on with a control character is none
        let is_cut = window[end..].starts_with(char::is_control);
        let found = if is_cut { "" } else { &window[..end] };
        let found = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
        // a bracket that was opened before belongs to the sentence
        let found = if found.contains('(') { found } else { found.trim_end_matches([')', '.', ',']) };
        at..at + found.len()
    };
    starts.filter(is_start).map(whole).filter(|range| range.len() > "https://".len()).collect()
}

/// The address that a terminal may be told: of the web, with all that is not printable ASCII in the form of RFC 3986. One with
/// a control character is none.
pub fn address(link: &str) -> Option<String> {
    let link = link.trim();
    let is_of = |scheme: &str| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    if !(is_of("https://") || is_of("http://")) || link.contains(char::is_control) {
        return None;
    }
    let mut address = String::new();
    for byte in link.bytes() {
        match byte {
            b'!'..=b'~' => address.push(char::from(byte)),
            // writing to a string never fails
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    (address.len() <= LONGEST).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::{address, printed_addresses};

    #[test]
    fn addresses_that_stand_in_a_text_are_found_without_what_belongs_to_the_sentence() {
        let check = |text: &str, expected: &[&str]| {
            let found = printed_addresses(text, &(0..text.len()));
            assert_eq!(found.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), expected, "{text}");
        };
        check(
            "见 https://example.org/a?b=1，或 http://example.org。",
            &["https://example.org/a?b=1", "http://example.org"],
        );
        check("(see https://example.org/x).", &["https://example.org/x"]);
        check("https://example.org/wiki/A_(b) is it.", &["https://example.org/wiki/A_(b)"]);
        check("https://, http and httpd://x", &[]);
        check("https://example.org/a\u{1b}b and https://example.org/a\u{9c}b", &[]);
        // what is in view may be a part of it
        let text = format!("https://example.org/{} 尾", "a".repeat(300));
        assert_eq!(printed_addresses(&text, &(200..260)).first(), Some(&(0..320)));
    }

    #[test]
    fn only_addresses_of_the_web_get_through_and_nothing_that_acts() {
        for (link, expected) in [
            ("https://example.org/a?b=c#d", Some("https://example.org/a?b=c#d")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("https://example.org/问 答", Some("https://example.org/%E9%97%AE%20%E7%AD%94")),
            ("javascript:alert(1)", None),
            ("file:///etc/passwd", None),
            ("mailto:a@example.org", None),
            ("/relative", None),
            ("https://a\u{1b}]52;c;aGk=\u{7}", None),
            ("https://a\u{9c}b", None),
            ("https://a\nb", None),
        ] {
            assert_eq!(address(link).as_deref(), expected, "{link:?}");
        }
        assert_eq!(address(&format!("https://{}", "a".repeat(3000))), None);
    }
}
