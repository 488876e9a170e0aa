//! Search: what a person typed, found in a text block by block; screen rows do not matter.
//!
//! `fold` and `units` say which texts count as one. A [`Query`] and a text ([`Folded`]) are both folded so, the
//! query is looked for, and each hit is traced back to the bytes that it is made of, and may be shown, copied and exported
//! with. A [`Scan`] does so a piece at a time; [`find_all`] for a text alone.

pub mod fold;
pub mod index;
pub mod query;
pub mod readings;
mod regular;
pub mod scan;
mod seeker;
mod trace;
pub mod units;

use std::ops::Range;

use crate::document::Document;
use crate::document::place::Passage;
use index::{Folded, Texts};
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

/// The hits of `query` in `texts`, in order, the first [`MOST_HITS`] of them, given as much of them as is folded.
/// Hits do not overlap; each lies in one block and begins and ends between grapheme clusters. The time is linear in the
/// texts, whatever the query.
pub fn find_in<T: Texts + ?Sized>(texts: &T, folded: &mut Folded, query: &Query) -> Vec<Passage> {
    let mut scan = Scan::new(query);
    while !scan.go_on(texts, folded, usize::MAX) {}
    scan.into_hits()
}

/// The hits of `query` in a text alone, as ranges of its bytes, in order, and whether they are what is read as was typed.
/// All words have to stand in it.
pub fn find_all(query: &Query, text: &str) -> (Vec<Range<usize>>, bool) {
    let (mut scan, mut folded) = (Scan::new(query), Folded::default());
    while !scan.go_on(text, &mut folded, usize::MAX) {}
    let is_reading = scan.is_reading();
    (scan.into_hits().into_iter().map(|hit| hit.start.byte..hit.end.byte).collect(), is_reading)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    use super::*;
    use crate::document::block::{Block, BlockKind};
    use crate::document::place::Place;
    use crate::document::turn::{Certainty, Turn, TurnKind};

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

    /// The same in a document of turns, of so many blocks each.
    fn check_turns(blocks: &[&str], turns: &[usize], typed: &str, expected: &[(usize, &str)]) {
        let mut document = document(blocks);
        let mut start = 0;
        for n in turns {
            let blocks = start..start + n;
            start += n;
            document.turns.push(Turn {
                kind: TurnKind::Statement,
                speaker: None,
                speaker_full: None,
                outlet: None,
                number: None,
                blocks,
                parts: Vec::new(),
                time: None,
                certainty: Certainty::Certain,
            });
        }
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
        check(&["加入ＷＴＯ、“一带一路”"], "「一带一路」", &[(0, "“一带一路”")]);
        check(&["co\u{ad}operate"], "cooperate", &[(0, "co\u{ad}operate")]);
        check(&["naïve, nai\u{308}ve"], "naive", &[(0, "naïve"), (0, "nai\u{308}ve")]);
        check(&["ｶﾞｷﾞ 5㎞ …"], "ガ", &[(0, "ｶﾞ")]);
        check(&["ｶﾞｷﾞ 5㎞ …"], "5km", &[(0, "5㎞")]);
        check(&["ｶﾞｷﾞ 5㎞ …"], "...", &[(0, "…")]);
    }

    #[test]
    fn both_scripts_are_found_in_either() {
        check(&["中国说", "中國說"], "中國", &[(0, "中国"), (1, "中國")]);
        check(&["中国说", "中國說"], "国说", &[(0, "国说"), (1, "國說")]);
        check(&["发展", "發展", "头髮"], "髮", &[(0, "发"), (1, "發"), (2, "髮")]);
    }

    #[test]
    fn a_hit_lies_within_one_block() {
        check(&["前半", "后半"], "半后", &[]);
        check(&["一行\n二行"], "行二", &[(0, "行\n二")]);
        check(&["day to\n day"], "\"to day\"", &[(0, "to\n day")]);
    }

    #[test]
    fn signs_are_looked_for_as_they_are() {
        check(&["C++ (a.b)[x]* 100%"], "(a.b)[x]*", &[(0, "(a.b)[x]*")]);
    }

    #[test]
    fn capitals_count_where_they_are_typed() {
        check(&["who WHO Who ＷＨＯ"], "who", &[(0, "who"), (0, "WHO"), (0, "Who"), (0, "ＷＨＯ")]);
        check(&["who WHO Who ＷＨＯ"], "WHO", &[(0, "WHO"), (0, "ＷＨＯ")]);
        check(&["École ecole Ecole"], "Ecole", &[(0, "École"), (0, "Ecole")]);
    }

    #[test]
    fn several_words_are_all_in_one_turn_in_any_order() {
        let blocks = ["甲：中美", "关系", "乙：关系", "丙：关系。中美"];
        check_turns(&blocks, &[2, 1, 1], "关系 中美", &[(0, "中美"), (1, "关系"), (3, "关系"), (3, "中美")]);
        check_turns(&blocks, &[2, 1, 1], "关系 中美 乙", &[]);
        check(&blocks, "中美 关系", &[(3, "关系"), (3, "中美")]);
        check(&["中国国"], "国 中国", &[(0, "中国"), (0, "国")]);
        check(&["from day to day"], "\"day to\" from", &[(0, "from"), (0, "day to")]);
    }

    #[test]
    fn an_expression_is_matched_against_the_folded_text() {
        check(&["第十屆", "第\n20届 第届"], "/第.{1,3}届/r", &[(0, "第十屆"), (1, "第\n20届")]);
        check(&["2026年, １２月"], r"\d+月/r", &[(0, "１２月")]);
        check(&["Who who"], "/W.o/r", &[(0, "Who")]);
        check(&["Who who"], "/^w.o/r", &[(0, "Who")]);
        check(&["㎞ km"], "/k|m/r", &[(0, "k"), (0, "m")]);
        check(&["甲"], "/乙*/r", &[]);
        check(&["甲"], "/(/r", &[]);
    }

    #[test]
    fn letters_find_what_is_read_so_where_they_stand_nowhere() {
        check(&["中美关系，中國與美國", "关于中\n美"], "zhongmei", &[(0, "中美"), (1, "中\n美")]);
        check(&["中美关系，中國與美國"], "zgymg", &[(0, "中國與美國")]);
        check(&["他和the"], "the", &[(0, "the")]);
        check(&["他和"], "the", &[(0, "他和")]);
        check(&["中美关系", "关系"], "zm 系", &[(0, "中美"), (0, "系")]);
        check(&["中美"], "\"中mei\"", &[]);
    }

    #[test]
    fn an_empty_query_has_no_hits() {
        check(&["甲"], "", &[]);
        check(&["甲"], "\u{200b}", &[]);
    }

    #[test]
    fn a_hit_does_not_cut_a_cluster() {
        check(&["cafe\u{301} cafe"], "e", &[(0, "e\u{301}"), (0, "e")]);
        check(&["мои\u{306} мои"], "и", &[(0, "и")]);
        check(&["👨\u{200d}👩\u{200d}👧 👩"], "👩", &[(0, "👩")]);
        check(&["葛\u{e0100}城"], "葛", &[(0, "葛\u{e0100}")]);
        check(&["🇨🇳🇷🇺"], "🇳🇷", &[]);
    }

    #[test]
    fn a_text_alone_has_ranges() {
        assert_eq!(find_all(&Query::new("美 中"), "中，美"), (vec![0..3, 6..9], false));
        assert_eq!(find_all(&Query::new("zm"), "中美"), (std::iter::once(0..6).collect::<Vec<_>>(), true));
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
            let query = Query::new(&Query::of_text(&typed));
            let mut before = Place::default();
            for hit in find(&document, &query) {
                prop_assert!(hit.start >= before && hit.end > hit.start && hit.start.block == hit.end.block);
                before = hit.end;
                let form = units::folded(hit_text(&document, &hit), units::Case::Folded);
                prop_assert!(query.words.iter().any(|word| word.folded == form));
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
            prop_assert!(find(&document, &Query::new(&Query::of_text(&middle))).iter().any(|hit| hit.start.block == 1));
        }
    }
}
