//! Literal search over a document's text, block by block: screen rows do not matter.
//!
//! `fold` says which characters count as one; a [`Query`] and a [`Folded`] document are both folded by it, the query is
//! looked for, and each hit is traced back to the document. A [`Scan`] does so a piece at a time.

pub mod fold;
pub mod query;
pub mod scan;

use unicode_segmentation::GraphemeCursor;

use crate::document::Document;
use crate::document::place::{Passage, Place};
use fold::{Folded, fold};
use query::Query;
use scan::Scan;

/// How many hits are found: of what stands in a text oftener nobody goes to all, and the places of sixty million letters
/// would fill the memory.
pub const MOST_HITS: usize = 1_000_000;

/// The hits of `query` in `document`, in order, the first [`MOST_HITS`] of them. For several searches in one document fold
/// it once and use [`find_in`].
pub fn find(document: &Document, query: &Query) -> Vec<Passage> {
    find_in(document, &mut Folded::default(), query)
}

/// The hits of `query` in `document`, in order, the first [`MOST_HITS`] of them, given as much of its text as is folded.
/// Hits do not overlap; each lies in one block and begins and ends between grapheme clusters. The time is linear in the
/// document, whatever the query.
pub fn find_in(document: &Document, folded: &mut Folded, query: &Query) -> Vec<Passage> {
    let mut scan = Scan::new(query);
    while !scan.go_on(document, folded, usize::MAX) {}
    scan.into_hits()
}

/// A pair of corresponding positions, in a block and in its folded text, that only moves forward.
#[derive(Debug, Default)]
struct Trace {
    block: usize,
    byte: usize,
    folded: usize,
}

impl Trace {
    /// What `range` of the folded text was in the document; `None` where that would cut a grapheme cluster.
    fn passage(&mut self, document: &Document, folded: &Folded, range: std::ops::Range<usize>) -> Option<Passage> {
        let (block, begin) = folded.block_at(range.start);
        if block != self.block || range.start < self.folded {
            *self = Trace { block, byte: 0, folded: begin };
        }
        let text = document.block_text(block);
        self.advance(text, range.start);
        let start = self.skip_ignored(text);
        if !is_boundary(text, start) {
            return None;
        }
        let mut end = Trace { block, byte: start, folded: self.folded };
        end.advance(text, range.end);
        if !is_boundary(text, end.byte) {
            // A selector that chooses a character's shape belongs to the hit, though it was not looked for.
            end.byte = end.skip_ignored(text);
        }
        is_boundary(text, end.byte)
            .then_some(Passage { start: Place { block, byte: start }, end: Place { block, byte: end.byte } })
    }

    /// Moves to the byte of `text` that byte `target` of the folded text came from.
    fn advance(&mut self, text: &str, target: usize) {
        for c in text[self.byte..].chars() {
            if self.folded >= target {
                break;
            }
            self.byte += c.len_utf8();
            self.folded += fold(c).map_or(0, char::len_utf8);
        }
    }

    /// The byte of `text` after the ignored characters that stand here.
    fn skip_ignored(&self, text: &str) -> usize {
        let rest = &text[self.byte..];
        text.len() - rest.trim_start_matches(|c| fold(c).is_none()).len()
    }
}

/// How far back [`is_boundary`] looks, in bytes.
const REACH: usize = 256;

/// Whether byte `at` of `text` lies between two grapheme clusters. Clusters of real text are shorter than what is looked
/// at, and a run of flags or marks without end must not make the search slow.
fn is_boundary(text: &str, at: usize) -> bool {
    let (Some(before), Some(next)) = (text[..at].chars().next_back(), text[at..].chars().next()) else { return true };
    let is_plain = |c| matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}');
    if is_plain(before) && is_plain(next) {
        return true;
    }
    let first = (at.saturating_sub(REACH)..at).find(|&byte| text.is_char_boundary(byte)).unwrap_or(at);
    let near = &text[first..at + next.len_utf8()];
    GraphemeCursor::new(at - first, near.len(), true).is_boundary(near, 0).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::document::block::{Block, BlockKind};

    fn document(blocks: &[&str]) -> Document {
        let mut document = Document::default();
        for text in blocks {
            let start = document.text.len();
            document.text.push_str(text);
            let text = start..document.text.len();
            document.text.push('\n');
            document.blocks.push(Block::new(BlockKind::Paragraph, text, 0));
        }
        document
    }

    fn hit_text<'a>(document: &'a Document, hit: &Passage) -> &'a str {
        &document.text[document.offset(hit.start)..document.offset(hit.end)]
    }

    /// `expected` is what the hits of `typed` cover, each with its block.
    fn check(blocks: &[&str], typed: &str, expected: &[(usize, &str)]) {
        let document = document(blocks);
        let hits = find(&document, &Query::new(typed));
        let found: Vec<_> = hits.iter().map(|hit| (hit.start.block, hit_text(&document, hit))).collect();
        assert_eq!(found, expected, "{typed:?} in {blocks:?}");
    }

    #[test]
    fn every_hit_is_found_in_order() {
        check(&["甲问乙", "", "问：问"], "问", &[(0, "问"), (2, "问"), (2, "问")]);
        check(&["aaaa"], "aa", &[(0, "aa"), (0, "aa")]);
        check(&["甲乙"], "丙", &[]);
    }

    #[test]
    fn of_what_stands_in_a_text_too_often_the_first_places_are_found() {
        let hits = find(&document(&[&"甲".repeat(MOST_HITS), "甲甲"]), &Query::new("甲"));
        assert_eq!(hits.len(), MOST_HITS);
        assert!(hits.iter().all(|hit| hit.start.block == 0));
    }

    #[test]
    fn a_hit_covers_the_characters_as_printed() {
        check(&["加入ＷＴＯ、“一带一路”"], "wto", &[(0, "ＷＴＯ")]);
        check(&["加入ＷＴＯ、“一带一路”"], "\"一带一路\"", &[(0, "“一带一路”")]);
        check(&["co\u{ad}operate"], "Cooperate", &[(0, "co\u{ad}operate")]);
    }

    #[test]
    fn both_scripts_are_found_in_either() {
        check(&["中国说", "中國說"], "中國", &[(0, "中国"), (1, "中國")]);
        check(&["中国说", "中國說"], "国说", &[(0, "国说"), (1, "國說")]);
    }

    #[test]
    fn a_hit_lies_within_one_block() {
        check(&["前半", "后半"], "半后", &[]);
        check(&["前半", "后半"], "半\n后", &[]);
        check(&["一行\n二行"], "行 二", &[(0, "行\n二")]);
    }

    #[test]
    fn nothing_in_a_query_has_a_special_meaning() {
        check(&["C++ (a.b) [x]* 100%"], "(a.b) [x]*", &[(0, "(a.b) [x]*")]);
    }

    #[test]
    fn an_empty_query_has_no_hits() {
        check(&["甲"], "", &[]);
        check(&["甲"], "\u{200b}", &[]);
    }

    #[test]
    fn a_hit_does_not_cut_a_cluster() {
        check(&["cafe\u{301} cafe"], "e", &[(0, "e")]);
        check(&["👨\u{200d}👩\u{200d}👧 👩"], "👩", &[(0, "👩")]);
        check(&["葛\u{e0100}城"], "葛", &[(0, "葛\u{e0100}")]);
        check(&["🇨🇳🇷🇺"], "🇳🇷", &[]);
    }

    /// Characters that fold, join, combine or do not count.
    fn pieces() -> impl Strategy<Value = String> {
        let signs = "甲乙，,“\"Aａée 👩葛🇨\n\u{301}\u{200b}\u{200d}\u{e0100}";
        let sign = prop::sample::select(signs.chars().collect::<Vec<_>>());
        prop::collection::vec(sign, 0..24).prop_map(|signs| signs.into_iter().collect())
    }

    proptest! {
        #[test]
        fn hits_are_whole_in_order_and_fold_to_the_query(blocks in prop::collection::vec(pieces(), 0..6), typed in pieces()) {
            let document = document(&blocks.iter().map(String::as_str).collect::<Vec<_>>());
            let query = Query::new(&typed);
            let mut before = Place::default();
            for hit in find(&document, &query) {
                prop_assert!(hit.start >= before && hit.end > hit.start && hit.start.block == hit.end.block);
                before = hit.end;
                prop_assert_eq!(Query::new(hit_text(&document, &hit)), query.clone());
                let text = document.block_text(hit.start.block);
                let mut boundaries: Vec<_> = text.grapheme_indices(true).map(|(at, _)| at).collect();
                boundaries.push(text.len());
                prop_assert!(boundaries.contains(&hit.start.byte) && boundaries.contains(&hit.end.byte));
            }
        }

        #[test]
        fn a_scan_finds_the_same_in_pieces_of_any_size(blocks in prop::collection::vec(pieces(), 0..6), typed in pieces(), n_bytes in 1..40_usize) {
            let document = document(&blocks.iter().map(String::as_str).collect::<Vec<_>>());
            let query = Query::new(&typed);
            let (mut scan, mut folded, mut n_pieces) = (Scan::new(&query), Folded::default(), 0);
            while !scan.go_on(&document, &mut folded, n_bytes) {
                n_pieces += 1;
                prop_assert!(n_pieces < 10_000);
            }
            prop_assert_eq!(scan.into_hits(), find(&document, &query));
        }

        #[test]
        fn what_stands_in_the_text_is_found(before in "[甲乙丙]{0,9}", middle in "[a-c甲乙，“]{1,9}", after in "[甲乙丙]{0,9}") {
            let text = [before.as_str(), &middle, &after].concat();
            let document = document(&["甲乙", &text]);
            prop_assert!(find(&document, &Query::new(&middle)).iter().any(|hit| hit.start.block == 1));
        }
    }
}
