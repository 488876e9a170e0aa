//! RTF: the document of a word processor as a text with control words.
//!
//! Left out on purpose, besides what `flow` leaves out: pictures and other objects, and the lists by their definitions, as
//! what is printed before an item stands before it (`\listtext`).

mod body;
mod destinations;
mod encodings;
mod paragraphs;
mod tables;
mod tokens;

use super::flow::Flow;
use crate::document::left_out::{Resource, Why};
use crate::reading::budget::Budget;
use crate::reading::draft::{Page, is_blank};
use crate::reading::lexicon::Lexicon;
use body::Body;

/// What RTF begins with.
const START: &[u8] = b"{\\rtf";
/// The mark of UTF-8, which some programs set before it.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// Whether the bytes of a file are RTF.
pub(crate) fn is_rtf(bytes: &[u8]) -> bool {
    bare(bytes).starts_with(START)
}

fn bare(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes).trim_ascii_start()
}

/// The blocks of a document, and their text.
pub(super) fn blocks(bytes: &[u8], lexicon: &Lexicon, budget: &mut Budget) -> (Page<'static>, String) {
    let spent = budget.take(Resource::Bytes, bytes.len()).err();
    let mut body = Body::new(Flow::new(lexicon, budget));
    let mut is_whole = true;
    if spent.is_none() {
        is_whole = body.read(bare(bytes));
    }
    let title = body.title();
    let mut flow = body.into_flow();
    let damaged = (!is_whole).then_some(Why::Damaged);
    if let Some(why) = spent.map(Why::Spent).or(damaged) {
        flow.leave_out_rest(why);
    }
    flow.finish(Some(title.trim_matches(is_blank)))
}

#[cfg(test)]
mod tests {
    use crate::reading::formats::flow::blocks_of;

    fn check(text: &str, expected: &[&str]) {
        let bytes = format!(
            "{{\\rtf1\\ansi\\ansicpg936{{\\fonttbl{{\\f0\\fcharset0 A;}}{{\\f1\\fcharset134 B;}}{{\\f2\\fcharset204 C;}}}}{{\\stylesheet{{Normal;}}{{\\s1\\outlinelevel0 heading 1;}}{{\\s2 Title;}}}}{text}}}\0"
        );
        assert_eq!(blocks_of(bytes.as_bytes()), expected, "{text}");
    }

    #[test]
    fn characters_are_put_together_before_they_are_read() {
        check(r"\f1\'c4\'e3\hich\'ba\'c3\par", &["Paragraph: 你好"]);
        check(r"\f2\'cf\'f0 \f0 caf\'e9\par", &["Paragraph: Пр café"]);
        check(
            r"\uc2\u20320\'c4\'e3\u22909\'ba\'c3!\par \uc0\u-10179\u-8640 x\par",
            &["Paragraph: 你好!", "Paragraph: 🙀x"],
        );
        check(r"\u8216\'91\ldblquote a\rdblquote\~b\_c\emdash\{\}\par", &["Paragraph: ‘“a”\u{a0}b-c—{}"]);
        check("one\r\ntwo\\\nthree", &["Paragraph: onetwo", "Paragraph: three"]);
    }

    #[test]
    fn groups_that_hold_no_text_are_skipped() {
        check(
            r"{\*\nobody knows}{\pict 0a0b}{\header{\listtext 1.}\par Page}a{\*\bkmkstart x}{\v secret}{\deleted gone}b\par",
            &["Paragraph: ab"],
        );
        check(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}\bin5 {{{{{!\par", &["Paragraph: here!"]);
        check(
            r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt beside\par}}{\shprslt beside}}a long line\par",
            &["Aside(Matter): beside", "Paragraph: a long line"],
        );
        check(r"{\field{\*\fldinst EQ \\* jc2 \\o\\ad(\\s\\up 9(hi),text)}{\fldrslt}}\par", &["Paragraph: text（hi）"]);
    }

    #[test]
    fn what_somebody_typed_before_an_item_is_its_marker() {
        check(
            r"\bullet\tab one\par 2.\tab two\par A.\tab Yes\par",
            &["ListItem: • one", "ListItem: 2. two", "Paragraph: A.\tYes"],
        );
    }

    #[test]
    fn styles_lists_notes_and_tables_are_told() {
        check(
            r"\pard\s2 Tides\par\pard\s1\b Rope\par\pard\plain{\b Ann}\par",
            &["Heading(1): Tides", "Heading(2): Rope*", "Paragraph: Ann*"],
        );
        check(
            r"\pard{\listtext Q1:\tab}\ilvl0\ls1 Hi?\par{\listtext\f1\'b4\'f0\'a3\'ba}\pard\ls2 Yes\par",
            &["ListItem: 1. Q:\tHi?", "Paragraph: 答：\tYes"],
        );
        check(
            r"So.{\super\chftn}{\footnote\pard Bo: why\par} Yes.\par",
            &["Paragraph: So.[1] Yes.", "Aside(Note): [1] Bo: why"],
        );
        check(
            r"\pard before\par\trowd\cellx1\cellx2\pard\intbl Ann\cell Hi\par again\cell\row\trowd\clvmrg\cellx1\cellx2\pard\intbl\cell More\cell\row\pard after\line all\par",
            &["Paragraph: before", "TableRow: Ann | Hi", "Paragraph: again", "TableRow: More", "Paragraph: after/all"],
        );
    }
}
