//! Indents of first rows, of lists and of labels, and what is folded on paper, held against generated blocks.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use wenda::document::Document;
use wenda::document::block::{Block, BlockKind};
use wenda::layout::columns::Columns;
use wenda::layout::flow::{FlowOptions, Row, RowRole, rows};
use wenda::layout::folding::{Folding, continued};
use wenda::layout::kinsoku::Rules;
use wenda::layout::width::{WidthPolicy, text_width};

/// The rows of a document of one block, blank ones left out.
fn set(text: &str, kind: BlockKind, label: usize, (width, policy): (usize, WidthPolicy)) -> Vec<Row> {
    let block = Block::new(kind, 0..text.len(), label);
    let document = Document { text: format!("{text}\n"), blocks: vec![block], ..Document::default() };
    let options = FlowOptions { width, sign: 6, hang: 2, rules: Rules::default(), policy };
    let rows = rows(&document, 0, &options, &mut Columns::default());
    rows.into_iter().filter(|row| row.role != RowRole::Blank).collect()
}

/// The indent of the first row, and that of all others.
fn indents(rows: &[Row]) -> (usize, Option<usize>) {
    let others: Vec<usize> = rows.iter().skip(1).map(|row| row.indent).collect();
    assert!(others.windows(2).all(|pair| pair[0] == pair[1]), "all rows but the first have one indent: {others:?}");
    (rows[0].indent, others.first().copied())
}

fn chinese() -> &'static str {
    "[一-龥]{2,60}(，[一-龥]{2,20}){0,4}。"
}

fn page() -> impl Strategy<Value = (usize, WidthPolicy)> {
    (24..=100_usize, prop::sample::select(vec![WidthPolicy::NARROW, WidthPolicy::WIDE]))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_chinese_paragraph_is_indented_by_two_ideographs(text in chinese(), page in page()) {
        let found = indents(&set(&text, BlockKind::Paragraph, 0, page));
        let two_ideographs = if page.0 < 40 { 2 } else { 4 };
        prop_assert_eq!((found.0, found.1.unwrap_or(0)), (two_ideographs, 0));
    }

    #[test]
    fn no_indent_is_added_to_one_that_the_source_has(text in chinese(), own in "\u{3000}{1,2}", page in page()) {
        let found = indents(&set(&(own + &text), BlockKind::Paragraph, 0, page));
        prop_assert_eq!((found.0, found.1.unwrap_or(0)), (0, 0));
    }

    #[test]
    fn a_latin_paragraph_is_not_indented(text in "([a-z]{1,9} ){3,40}[a-z]{1,9}\\.", page in page()) {
        let found = indents(&set(&text, BlockKind::Paragraph, 0, page));
        prop_assert_eq!((found.0, found.1.unwrap_or(0)), (0, 0));
    }

    /// The marker hangs: what follows stands below the text behind it.
    #[test]
    fn the_marker_of_a_list_item_hangs(
        marker in prop::sample::select(vec!["1. ", "12. ", "- ", "• ", "（一）", "①", "a) "]),
        text in chinese(),
        depth in 0..3_u8,
        page in page(),
    ) {
        let item = BlockKind::ListItem { depth, marker: marker.len() as u32 };
        let found = indents(&set(&format!("{marker}{text}"), item, 0, page));
        let at = usize::from(depth) * 2;
        let text_at = at + text_width(marker, page.1);
        prop_assert_eq!((found.0, found.1.unwrap_or(text_at)), (at, text_at));
    }

    /// A label leaves the room for the sign free in all its rows, and what is said begins on a row of its own.
    #[test]
    fn a_label_hangs_behind_its_sign(name in "[一-龥]{2,60}", text in chinese(), page in page()) {
        let label = format!("{name}：");
        let rows = set(&format!("{label}{text}"), BlockKind::Paragraph, label.len(), page);
        let (named, said): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| row.role == RowRole::Label);
        let found = indents(&named);
        prop_assert_eq!((found.0, found.1.unwrap_or(6)), (6, 6));
        prop_assert_eq!(said[0].range.start, label.len());
    }

    /// On paper, the cells of a table are folded within their columns: whole, in order, and no wider than the page.
    #[test]
    fn a_table_on_paper_keeps_to_the_page(
        table in prop::collection::vec(prop::collection::vec("[一-龥]{0,9}[a-z]{0,12}( [a-z]{1,9}){0,4}(，[一-龥]{1,9})?", 3), 1..5),
        page in page(),
    ) {
        let (document, options) = paper(&table, page);
        let mut folding = Folding::default();
        let rows: Vec<_> = (0..table.len()).map(|index| folding.rows(&document, index, &options)).collect();
        for (index, cells) in table.iter().enumerate() {
            let text = document.block_text(index);
            for row in &rows[index] {
                let width: usize = row.iter().map(|(width, _)| width).sum();
                prop_assert!(width + 6 <= page.0);
                for (width, range) in row {
                    prop_assert!(text_width(text[range.clone()].trim_end(), page.1) <= *width);
                }
            }
            for (column, cell) in cells.iter().enumerate().filter(|_| !rows[index].is_empty()) {
                let pieces: String = rows[index].iter().map(|row| &text[row[column].1.clone()]).collect();
                prop_assert_eq!(&pieces, cell.trim());
            }
        }
        if rows.iter().all(Vec::is_empty) {
            let widest = |column: usize| table.iter().map(|row| text_width(row[column].trim(), page.1)).max().unwrap();
            prop_assert!((0..3).map(widest).sum::<usize>() + 6 <= page.0 || page.0 < 40, "it fits, or no column would be left");
        }
    }

    #[test]
    fn a_preformatted_line_on_paper_goes_on_below(text in "( {0,6}([a-z]{1,30}|[一-龥，。]{1,9})){1,20}", page in page()) {
        let (_, options) = paper(&[], page);
        let rows = continued(&text, &options);
        let joined: String = rows.iter().map(|(_, range)| &text[range.clone()]).collect();
        prop_assert_eq!(&joined, &text);
        for (indent, range) in rows {
            prop_assert!(indent + text_width(text[range].trim_end(), page.1) <= page.0);
        }
    }
}

/// A table as a document, and a page.
fn paper(table: &[Vec<String>], (width, policy): (usize, WidthPolicy)) -> (Document, FlowOptions) {
    let mut document = Document::default();
    for cells in table {
        let start = document.text.len();
        document.text.push_str(&cells.join(" | "));
        let text = start..document.text.len();
        document.text.push('\n');
        let kind = BlockKind::TableRow;
        document.blocks.push(Block::new(kind, text, 0));
    }
    (document, FlowOptions { width, sign: 6, hang: 0, rules: Rules::default(), policy })
}

/// The blank rows above each block of a document.
fn blank_rows(blocks: &[(BlockKind, &str)]) -> Vec<usize> {
    let (mut text, mut found) = (String::new(), Vec::new());
    for (kind, content) in blocks {
        let start = text.len();
        text.push_str(content);
        let range = start..text.len();
        found.push(Block::new(*kind, range, 0));
        text.push('\n');
    }
    let document = Document { text, blocks: found, ..Document::default() };
    let policy = WidthPolicy::NARROW;
    let options = FlowOptions { width: 60, sign: 6, hang: 2, rules: Rules::default(), policy };
    let mut columns = Columns::default();
    let above = |index| rows(&document, index, &options, &mut columns);
    let n_blank = |rows: Vec<Row>| rows.iter().take_while(|row| row.role == RowRole::Blank).count();
    (0..blocks.len()).map(above).map(n_blank).collect()
}

#[test]
fn paragraphs_are_parted_by_an_indent_or_by_a_blank_row_whichever_language_stands_above() {
    let (chinese, english) =
        ((BlockKind::Paragraph, "桥是去年修好的。"), (BlockKind::Paragraph, "It was done in May."));
    assert_eq!(blank_rows(&[chinese, chinese, english, chinese, chinese]), [0, 0, 1, 1, 0]);
    let item = (BlockKind::ListItem { depth: 0, marker: 2 }, "- 一座桥");
    assert_eq!(blank_rows(&[chinese, item, item, chinese]), [0, 1, 0, 1]);
}

#[test]
fn what_is_said_hangs_behind_the_marker_of_an_item_without_markup() {
    let page = (30, WidthPolicy::NARROW);
    let hanging = |text: &str| indents(&set(text, BlockKind::Paragraph, 0, page));
    assert_eq!(hanging("• 桥是去年修好的，路是今年修好的，船是前年修好的。"), (0, Some(2)));
    assert_eq!(hanging("12. It was done in May, and nobody knew of it."), (0, Some(4)));
    assert_eq!(hanging("1.5 million people cross the bridge each year."), (0, Some(0)));
    assert_eq!(hanging("一、桥是去年修好的，路是今年修好的，船是前年修好的。"), (2, Some(0)));
}
